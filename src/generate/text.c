// SPDX-License-Identifier: ISC
#include "generate/text.h"

#include "base/buf.h"
#include "base/civil.h"
#include "base/utf8.h"
#include "generate/scrub.h"
#include "generate/value.h"
#include "model/limits.h"

/* What C is written as in HTML; NULL: as it is. */
static const char *
html_entity(char c)
{
	switch (c) {
	case '&':
		return "&amp;";
	case '<':
		return "&lt;";
	case '>':
		return "&gt;";
	default:
		return NULL;
	}
}

struct str
text_html(struct arena *a, struct str text)
{
	char *out = NULL;
	size_t n = 0, run = 0;

	for (size_t i = 0; i < text.len; i++) {
		const char *entity = html_entity(text.p[i]);
		size_t len;

		if (entity == NULL)
			continue;
		if (out == NULL)
			out = arena_alloc(a, sizeof("&amp;") * text.len + 1);
		memcpy(out + n, text.p + run, i - run);
		n += i - run;
		len = strlen(entity);
		memcpy(out + n, entity, len);
		n += len;
		run = i + 1;
	}
	if (out == NULL)
		return text;
	memcpy(out + n, text.p + run, text.len - run);
	return str_n(out, n + text.len - run);
}

/* Elements within a line (HTML, 4.5): no word ends where they do. */
static bool
is_inline(struct str name)
{
	static const char *const names[] = { "a", "abbr", "b", "bdi", "bdo",
		"cite", "code", "del", "dfn", "em", "i", "ins", "kbd", "mark",
		"q", "s", "samp", "small", "span", "strong", "sub", "sup", "u",
		"var", "wbr" };

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		if (str_ieq(name, str_c(names[i])))
			return true;
	return false;
}

/* Move *AT past the tag that starts there; its name without "/" in NAME. */
static void
skip_tag(struct str html, size_t *at, struct str *name)
{
	size_t i = *at + 1, start;
	char quote = '\0';

	if (i < html.len && html.p[i] == '/')
		i++;
	start = i;
	while (i < html.len && (is_alpha(html.p[i]) || is_digit(html.p[i])))
		i++;
	*name = str_sub(html, start, i - start);
	for (; i < html.len; i++) {
		char c = html.p[i];

		if (quote != '\0')
			quote = c == quote ? '\0' : quote;
		else if (c == '"' || c == '\'')
			quote = c;
		else if (c == '>')
			break;
	}
	*at = i < html.len ? i + 1 : i;
}

/* Move *AT past the reference or character that starts there. */
static struct str
next_char(struct str html, size_t *at)
{
	/* All that HTML's serialization writes (HTML, 13.3). */
	static const struct {
		const char *name, *text;
	} entity[] = {
		{ "&amp;", "&" },
		{ "&lt;", "<" },
		{ "&gt;", ">" },
		{ "&quot;", "\"" },
		{ "&nbsp;", " " },
	};
	struct str rest = str_from(html, *at);
	size_t start = *at;

	for (size_t i = 0; i < sizeof(entity) / sizeof(*entity); i++) {
		if (str_starts(rest, str_c(entity[i].name))) {
			*at += strlen(entity[i].name);
			return str_c(entity[i].text);
		}
	}
	if (utf8_is_space(utf8_next(html, at)))
		return STR(" ");
	return str_sub(html, start, *at - start);
}

struct str
text_plain(struct arena *a, struct str html, size_t max)
{
	struct str name;
	char *out = arena_alloc(a, html.len + 1);
	size_t n = 0;

	for (size_t at = 0; at < html.len && n < max;) {
		struct str c = STR(" ");

		if (html.p[at] == '<') {
			skip_tag(html, &at, &name);
			if (is_inline(name))
				continue;
		} else {
			c = next_char(html, &at);
		}
		if (*c.p == ' ' && (n == 0 || out[n - 1] == ' '))
			continue;
		memcpy(out + n, c.p, c.len);
		n += c.len;
	}
	return str_trim(str_n(out, n));
}

/* The first words of S. Scripts without spaces are cut between characters. */
static struct str
first_words(struct arena *a, struct str s)
{
	struct str head = utf8_head(s, LIMIT_HEADLINE);
	size_t space;

	if (head.len == s.len)
		return s;
	space = str_rfind(head, STR(" "));
	if (space != STR_NONE && space > head.len / 2)
		head = str_sub(head, 0, space);
	return arena_concat(a, (struct str[]){ head, STR("…") }, 2);
}

struct str
text_title(struct arena *a, const struct item *it)
{
	struct str s;

	if (!scrub_blank(it->title))
		return it->title;
	if (!scrub_blank(it->summary))
		return first_words(a, it->summary);
	/* One character more than is kept, so that the cut shows. */
	s = text_plain(a, it->content, 4 * (size_t)(LIMIT_HEADLINE + 1));
	if (!scrub_blank(s))
		return first_words(a, s);
	s = time_rfc3339(a, it->published.t, it->published.offset);
	return str_sub(s, 0, sizeof("2026-11-20") - 1);
}

struct str
text_summary(const struct item *it)
{
	if (!scrub_blank(it->summary))
		return it->summary;
	return scrub_blank(it->title) ? it->link : it->title;
}

/* <a href="...">A</a> */
static struct str
mention_link(struct arena *a, const struct mention *m)
{
	struct str part[] = { STR("<a href=\""),
		text_html(a, value_uri(a, m->link)), STR("\">"),
		text_html(a, scrub_blank(m->title) ? m->link : m->title),
		STR("</a>") };

	return arena_concat(a, part, sizeof(part) / sizeof(*part));
}

/* What TITLE is written in, where its letters tell (Unicode, chapter 18). */
static struct str
language_of(struct str title)
{
	struct str found = STR_NULL;

	for (size_t at = 0; at < title.len;) {
		uint32_t cp = utf8_next(title, &at);

		if (cp >= 0x3041 && cp <= 0x30FF)
			return STR("ja");
		if (cp >= 0xAC00 && cp <= 0xD7A3)
			return STR("ko");
		if (cp >= 0x4E00 && cp <= 0x9FFF)
			found = STR("zh");
	}
	return found;
}

/* What stands before the other places of a story, by the first subtag of its
 * language (BCP 47). */
static struct str
also_word(const struct item *it)
{
	static const struct {
		const char *language, *word;
	} words[] = { { "ar", "أيضًا: " }, { "de", "auch: " },
		{ "es", "también: " }, { "fr", "aussi : " },
		{ "it", "anche: " }, { "ja", "関連：" }, { "ko", "관련: " },
		{ "nl", "ook: " }, { "pl", "także: " }, { "pt", "também: " },
		{ "ru", "также: " }, { "uk", "також: " }, { "zh", "另见：" } };
	struct str language =
	    str_empty(it->language) ? language_of(it->title) : it->language;
	struct str primary = STR_NULL;

	str_cut(&language, '-', &primary);
	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
		if (str_ieq(primary, str_c(words[i].language)))
			return str_c(words[i].word);
	return STR("also: ");
}

/* "also: A, B", linked. */
static struct str
also_line(struct arena *a, const struct item *it)
{
	struct str *part = ARENA_ARRAY(a, 2 * it->nalso + 2, struct str);
	size_t n = 0;

	part[n++] = STR("<p>");
	for (size_t i = 0; i < it->nalso; i++) {
		part[n++] = i == 0 ? also_word(it) : STR(", ");
		part[n++] = mention_link(a, &it->also[i]);
	}
	part[n++] = STR("</p>");
	return arena_concat(a, part, n);
}

struct str
text_body(struct arena *a, const struct item *it, bool texts)
{
	struct str part[4] = { { "<p>", 3 }, { "", 0 }, { "</p>", 4 } };
	bool content = texts && !scrub_blank(it->content);

	if (it->nalso == 0)
		return content ? it->content : STR_NULL;
	part[3] = also_line(a, it);
	if (content)
		part[2] = it->content;
	else
		part[1] = text_html(a, text_summary(it));
	return arena_concat(a, content ? &part[2] : part, content ? 2 : 4);
}

struct str
text_author(struct arena *a, const struct item *it)
{
	struct str name = value_name(a, it->author);

	if (scrub_blank(name))
		name = value_name(a, it->outlet);
	return scrub_blank(name) ? STR_NULL : name;
}
