// SPDX-License-Identifier: ISC
#include "normalize/unescape.h"

#include <stdbool.h>

#include "normalize/markup.h"
#include "normalize/text.h"

/* Escaped more often than this is no accident of a template. */
#define ROUNDS 3
/* The longest name: CounterClockwiseContourIntegral (WHATWG HTML 13.5). */
#define NAME_MAX_BYTES 31

/* Words of texts that are about markup, folded. */
static const char *const about[] = { "html", "xml", "entit", "escap", "unicode",
	"utf-8", "转义", "轉義", "实体字符", "字符实体", "エスケープ" };

static bool
is_about_markup(struct arena *a, struct str s)
{
	struct str folded = text_fold_case(a, s);

	for (size_t i = 0; i < sizeof(about) / sizeof(*about); i++)
		if (str_find(folded, str_c(about[i])) != STR_NONE)
			return true;
	return false;
}

/* Bytes of what looks like a reference at byte AT of S, which is "&"; or 0. */
static size_t
reference_at(struct str s, size_t at)
{
	size_t end = at + 1;

	if (end < s.len && s.p[end] == '#')
		end++;
	while (end < s.len && end - at <= NAME_MAX_BYTES &&
	       (is_alpha(s.p[end]) || is_digit(s.p[end])))
		end++;
	return end < s.len && s.p[end] == ';' && end > at + 1 ? end + 1 - at
							      : 0;
}

static bool
is_word_at(struct str s, size_t at)
{
	return at < s.len && (is_alpha(s.p[at]) || is_digit(s.p[at]));
}

/* True when the reference of LEN bytes at AT is one that nobody shows. */
static bool
is_proof(struct str s, size_t at, size_t len)
{
	struct str ref = str_sub(s, at, len);

	if (str_eq(ref, STR("&lt;")) || str_eq(ref, STR("&gt;")))
		return false;
	if (str_eq(ref, STR("&amp;")))
		return at > 0 && is_word_at(s, at - 1) &&
		       is_word_at(s, at + len);
	if (str_eq(ref, STR("&nbsp;")))
		return str_starts(str_from(s, at + len), ref);
	return true;
}

static bool
is_escaped(struct str s)
{
	size_t at = 0;

	while ((at = str_chr(s, '&', at)) != STR_NONE) {
		size_t len = reference_at(s, at);

		if (len > 0 && is_proof(s, at, len))
			return true;
		at++;
	}
	return false;
}

/* S as HTML that has its references and nothing else that means anything. */
static struct str
as_markup(struct arena *a, struct str s)
{
	char *p = arena_array(a, s.len + 1, 5);
	size_t len = 0;

	for (size_t i = 0; i < s.len; i++) {
		struct str put = str_sub(s, i, 1);

		if (s.p[i] == '<')
			put = STR("&lt;");
		else if (s.p[i] == '&' && reference_at(s, i) == 0)
			put = STR("&amp;");
		memcpy(p + len, put.p, put.len);
		len += put.len;
	}
	return str_n(p, len);
}

struct str
text_unescape(struct arena *a, struct str s)
{
	if (!is_escaped(s) || is_about_markup(a, s))
		return s;
	for (int i = 0; i < ROUNDS && is_escaped(s); i++) {
		struct html_doc *doc;
		struct err e = ERR_INIT;

		if (markup_parse(a, as_markup(a, s), &doc, &e) != 0)
			break;
		s = arena_str(a, html_text_content(a, html_root(doc)));
		html_release(doc);
	}
	return s;
}
