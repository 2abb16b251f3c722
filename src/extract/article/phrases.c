// SPDX-License-Identifier: ISC
#include "extract/article/phrases.h"

#include <stdbool.h>
#include <utf8proc.h>

#include "base/utf8.h"
#include "extract/article/phrases_table.h"

/* What may stand around a phrase: marks, figures, spaces. */
static bool
is_mark(uint32_t cp)
{
	if (cp < 0x80)
		return !is_alpha((int)cp);
	return utf8_is_space(cp) || (cp >= 0x2000 && cp < 0x2C00) ||
	       (cp >= 0x3000 && cp < 0x3040) || (cp >= 0xFF00 && cp < 0xFF10) ||
	       (cp >= 0xFF1A && cp < 0xFF20) || cp == 0xAB || cp == 0xBB ||
	       cp == 0xB7;
}

static struct str
without_marks(struct str s)
{
	while (s.len > 0) {
		size_t at = s.len;

		if (!is_mark(utf8_prev(s, &at)))
			break;
		s.len = at;
	}
	for (size_t at = 0; at < s.len;) {
		size_t from = at;

		if (!is_mark(utf8_next(s, &at)))
			return str_from(s, from);
	}
	return str_sub(s, 0, 0);
}

/* Phrases by their first byte, those of one byte in the order of the table. */
struct shelf {
	const struct phrase_entry **v;
	size_t from[257];
};

/*
 * Those that begin a line and those that may stand anywhere in it: each line is
 * looked at once, whatever the number of phrases.
 */
struct phrases {
	struct shelf begins, inside;
	struct arena *a;
};

static bool
is_inside(const struct phrase_entry *e)
{
	return e->how == LABEL || e->how == PART || e->how == NOTICE;
}

static unsigned char
first_of(const struct phrase_entry *e)
{
	return (unsigned char)to_lower(e->text[0]);
}

static void
shelve(struct arena *a, struct shelf *s, bool inside)
{
	size_t at[257] = { 0 };

	s->v = ARENA_ARRAY(a, phrase_entries_n, const struct phrase_entry *);
	for (size_t i = 0; i < phrase_entries_n; i++)
		at[first_of(&phrase_entries[i]) + 1] +=
		    is_inside(&phrase_entries[i]) == inside;
	for (size_t c = 0; c < 256; c++)
		at[c + 1] += at[c];
	memcpy(s->from, at, sizeof(at));
	for (size_t i = 0; i < phrase_entries_n; i++) {
		const struct phrase_entry *e = &phrase_entries[i];

		if (is_inside(e) == inside)
			s->v[at[first_of(e)]++] = e;
	}
}

struct phrases *
phrases_make(struct arena *a)
{
	struct phrases *p = ARENA_NEW(a, struct phrases);

	p->a = a;
	shelve(a, &p->begins, false);
	shelve(a, &p->inside, true);
	return p;
}

/* True when the line of the weight WEIGHT that goes on with S says E. */
static bool
says(const struct phrase_entry *e, struct str s, unsigned weight)
{
	struct str phrase = str_c(e->text);

	switch (e->how) {
	case WHOLE:
		return str_ieq(s, phrase);
	case LABEL:
		return weight <= NAME && !str_ends(s, STR(".")) &&
		       !str_ends(s, STR("。")) && str_istarts(s, phrase);
	case START:
	case PART:
		return weight <= SHORT && str_istarts(s, phrase);
	case LONG:
	case NOTICE:
	default:
		return str_istarts(s, phrase);
	}
}

static enum phrase
look(const struct shelf *shelf, struct str s, unsigned weight)
{
	unsigned char c = (unsigned char)to_lower(s.p[0]);

	for (size_t i = shelf->from[c]; i < shelf->from[c + 1]; i++)
		if (says(shelf->v[i], s, weight))
			return shelf->v[i]->phrase;
	return PHRASE_NONE;
}

/* Who does what for an article, in front of his name in a credit. Those that
 * a sentence may join by a slash as well (BAR) are told by a bar alone. */
static const struct role {
	const char *text;
	bool bar;
} roles[] = {
	{ "文", false },
	{ "图", false },
	{ "圖", false },
	{ "撰文", false },
	{ "撰稿", false },
	{ "图文", false },
	{ "圖文", false },
	{ "作者", true },
	{ "记者", true },
	{ "記者", true },
	{ "编辑", true },
	{ "編輯", true },
	{ "责编", false },
	{ "责任编辑", false },
	{ "主编", true },
	{ "编审", true },
	{ "审核", true },
	{ "審核", true },
	{ "审校", true },
	{ "校对", true },
	{ "排版", true },
	{ "监制", true },
	{ "策划", true },
	{ "统筹", true },
	{ "运营", true },
	{ "设计", true },
	{ "美编", true },
	{ "插画", true },
	{ "制图", true },
	{ "摄影", true },
	{ "攝影", true },
	{ "供图", true },
	{ "图片", true },
	{ "圖片", true },
	{ "图片来源", true },
	{ "圖片來源", true },
	{ "封面", true },
	{ "来源", true },
	{ "來源", true },
	{ "初审", true },
	{ "复审", true },
	{ "终审", true },
};

/* True when S is a credit: "编辑 | X". */
static bool
is_credit(struct str s)
{
	static const char *const bars[] = { "|", "｜", "丨", "│" };
	static const char *const slashes[] = { "/", "／" };

	for (size_t i = 0; i < sizeof(roles) / sizeof(*roles); i++) {
		struct str rest;

		if (!str_starts(s, str_c(roles[i].text)))
			continue;
		rest = str_trim(str_from(s, strlen(roles[i].text)));
		for (size_t k = 0; k < sizeof(bars) / sizeof(*bars); k++)
			if (str_starts(rest, str_c(bars[k])))
				return true;
		for (size_t k = 0; k < sizeof(slashes) / sizeof(*slashes); k++)
			if (!roles[i].bar &&
			    str_starts(rest, str_c(slashes[k])))
				return true;
	}
	return false;
}

/*
 * TEXT in lower case, as the phrases are, without soft hyphens; itself when it
 * is ASCII, the case of which is not looked at. In A.
 */
static struct str
lower(struct arena *a, struct str text)
{
	char *p;
	size_t len = 0;

	if (utf8_ascii_run(text, 0) == text.len)
		return text;
	/* A letter may take a byte more in its other case. */
	p = arena_alloc(a, 2 * text.len);
	for (size_t at = 0; at < text.len;) {
		uint32_t cp = utf8_next(text, &at);

		if (cp != 0xAD)
			len += utf8_put(
			    (uint32_t)utf8proc_tolower((utf8proc_int32_t)cp),
			    p + len);
	}
	return str_n(p, len);
}

enum phrase
phrase_of(const struct phrases *p, struct str text, unsigned weight)
{
	struct str bare;
	enum phrase found = PHRASE_NONE;

	if (weight > PARAGRAPH || text.len == 0)
		return PHRASE_NONE;
	text = lower(p->a, text);
	bare = without_marks(text);
	if (bare.len > 0)
		found = look(&p->begins, bare, weight);
	if (found == PHRASE_NONE && bare.p != text.p)
		found = look(&p->begins, text, weight);
	if (found == PHRASE_NONE && weight <= SHORT && is_credit(bare))
		found = PHRASE_FACT;
	for (size_t i = 0; i < text.len && found == PHRASE_NONE; i++)
		found = look(&p->inside, str_from(text, i), weight);
	return found;
}
