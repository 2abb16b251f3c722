// SPDX-License-Identifier: ISC
#include "normalize/text.h"

#include <stdbool.h>
#include <stdint.h>

#include <utf8proc.h>

#include "base/utf8.h"
#include "normalize/plain.h"
#include "normalize/unicode.h"

/*
 * Most combining marks in a row (UAX #15, section 13, "Stream-Safe Text
 * Format"). More are decoration, and ordering them takes quadratic time.
 */
#define MARKS_MAX 30
/* The longest decomposition (NFKD) of one character: U+FDFA. */
#define PARTS_MAX 18
#define NON_JOINER 0x200Cu
#define JOINER 0x200Du

/*
 * True when CP ends no run of marks: it is one, becomes nothing but marks
 * (U+0F73), or is dropped where texts are compared (U+034F).
 */
static bool
is_mark(uint32_t cp)
{
	const utf8proc_property_t *p;
	utf8proc_int32_t part[PARTS_MAX];
	int last = UTF8PROC_BOUNDCLASS_START;
	utf8proc_ssize_t n;

	if (cp < 0x300)
		return false;
	p = utf8proc_get_property((utf8proc_int32_t)cp);
	if (p->decomp_seqindex == UINT16_MAX)
		return p->combining_class != 0 || p->ignorable;
	n = utf8proc_decompose_char((utf8proc_int32_t)cp, part, PARTS_MAX,
	    UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT | UTF8PROC_IGNORE, &last);
	while (
	    n > 0 && utf8proc_get_property(part[n - 1])->combining_class != 0)
		n--;
	return n == 0;
}

static bool
is_line_break(uint32_t cp)
{
	return (cp >= 0x0A && cp <= 0x0D) || cp == 0x85 || cp == 0x2028 ||
	       cp == 0x2029;
}

/*
 * The joiners mean something within the scripts and emoji that need them
 * (UAX #31, section 2.3); beside ASCII, CJK or nothing they are debris.
 */
static bool
is_stray_joiner(uint32_t cp, uint32_t before)
{
	return (cp == NON_JOINER || cp == JOINER) &&
	       (before < 0xC0 || utf8_is_space(before) || utf8_is_cjk(before));
}

/*
 * Letters that show nothing: titles are made of them where a site asks for
 * one. Hangul fillers and the empty Braille cell are drawn as a space.
 */
static bool
is_blank(uint32_t cp)
{
	return utf8_is_space(cp) || cp == 0x3164 || cp == 0xFFA0 ||
	       cp == 0x2800;
}

/* Characters that show nothing and change nothing that a reader sees. */
static bool
is_debris(uint32_t cp)
{
	return cp < 0x20 || (cp >= 0x7F && cp < 0xA0) || cp == 0xAD ||
	       cp == 0x180E || cp == 0x200B || (cp >= 0x2060 && cp <= 0x2064) ||
	       (cp >= 0x206A && cp <= 0x206F) || cp == 0xFEFF ||
	       (cp >= 0xFFF9 && cp <= 0xFFFC) || (cp & 0xFFFE) == 0xFFFE ||
	       (cp >= 0xFDD0 && cp <= 0xFDEF) || cp == 0xE0001;
}

/* A line while it is put together. */
struct line {
	uint32_t *cp;
	size_t n;
	size_t marks;     /* in a row at the end */
	bool space, wrap; /* white space is pending; with a line break */
};

static void
line_add(struct line *l, uint32_t cp)
{
	uint32_t last = l->n > 0 ? l->cp[l->n - 1] : 0;

	if (is_stray_joiner(cp, l->space ? 0 : last))
		return;
	l->marks = is_mark(cp) ? l->marks + 1 : 0;
	if (l->marks > MARKS_MAX)
		return;
	if (l->space && l->n > 0 && !(l->wrap && utf8_is_seamless(last, cp)))
		l->cp[l->n++] = ' ';
	l->space = l->wrap = false;
	l->cp[l->n++] = cp;
}

static void
line_gather(struct line *l, const uint32_t *cp, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (is_blank(cp[i])) {
			l->space = true;
			l->wrap = l->wrap || is_line_break(cp[i]);
		} else if (!is_debris(cp[i])) {
			line_add(l, cp[i]);
		}
	}
	while (l->n > 0 && (l->cp[l->n - 1] & ~1u) == NON_JOINER)
		l->n--;
}

/* 1 opens an embedding or override, 2 an isolate; -1 and -2 close them. */
static int
bidi_kind(uint32_t cp)
{
	switch (cp) {
	case 0x202A: /* LRE */
	case 0x202B: /* RLE */
	case 0x202D: /* LRO */
	case 0x202E: /* RLO */
		return 1;
	case 0x202C: /* PDF */
		return -1;
	case 0x2066: /* LRI */
	case 0x2067: /* RLI */
	case 0x2068: /* FSI */
		return 2;
	case 0x2069: /* PDI */
		return -2;
	default:
		return 0;
	}
}

/*
 * Make NUL, which is dropped later, of directional controls that have no
 * partner: they would turn round what a reader shows after the line. Deeper
 * than UAX #9 (3.3.2, BD2) goes, all are dropped.
 */
static void
drop_unbalanced(uint32_t *cp, size_t n)
{
	size_t open[125], depth = 0;

	for (size_t i = 0; i < n; i++) {
		int kind = bidi_kind(cp[i]);

		if (kind > 0 && depth < sizeof(open) / sizeof(*open))
			open[depth++] = i;
		else if (kind < 0 && depth > 0 &&
			 bidi_kind(cp[open[depth - 1]]) == -kind)
			depth--;
		else if (kind != 0)
			cp[i] = 0;
	}
	while (depth > 0)
		cp[open[--depth]] = 0;
}

/* True for strong characters of scripts that run from right to left. */
static bool
is_right_to_left(uint32_t cp)
{
	utf8proc_propval_t c =
	    utf8proc_get_property((utf8proc_int32_t)cp)->bidi_class;

	return cp >= 0x590 &&
	       (c == UTF8PROC_BIDI_CLASS_R || c == UTF8PROC_BIDI_CLASS_AL);
}

/* LRM, RLM and ALM place what stands between two directions; where there is
 * one direction only they are debris. */
static bool
is_direction_mark(uint32_t cp)
{
	return cp == 0x200E || cp == 0x200F || cp == 0x61C;
}

static void
drop_direction_marks(uint32_t *cp, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (is_right_to_left(cp[i]) && !is_direction_mark(cp[i]))
			return;
	for (size_t i = 0; i < n; i++)
		if (is_direction_mark(cp[i]))
			cp[i] = 0;
}

static struct str
line_str(struct arena *a, const struct line *l)
{
	char *p = arena_array(a, l->n + 1, 4);
	size_t len = 0;

	for (size_t i = 0; i < l->n; i++)
		len += utf8_put(l->cp[i], p + len);
	return str_n(p, len);
}

/* text_line(), for any characters. */
static struct str
any_line(struct arena *a, struct str s)
{
	uint32_t *cp = ARENA_ARRAY(a, s.len + 1, uint32_t);
	struct line l = { .cp = ARENA_ARRAY(a, s.len + 1, uint32_t) };
	size_t n = 0;

	for (size_t at = 0; at < s.len;)
		cp[n++] = utf8_next(s, &at);
	drop_unbalanced(cp, n);
	drop_direction_marks(cp, n);
	line_gather(&l, cp, n);
	return unicode_map(a, line_str(a, &l), UTF8PROC_COMPOSE);
}

struct str
text_line(struct arena *a, struct str s)
{
	struct str line;

	return plain_line(a, s, &line) ? line : any_line(a, s);
}

/* True when S may be cut before byte AT: beside a space or a CJK character. */
static bool
is_word_edge(struct str s, size_t at)
{
	size_t next = at, prev = at;
	uint32_t after = utf8_next(s, &next), before = utf8_prev(s, &prev);

	return utf8_is_space(after) || utf8_is_space(before) ||
	       (utf8_is_unspaced(before) && utf8_is_unspaced(after));
}

/* True when the character at AT belongs to the one before it. */
static bool
is_inside_grapheme(struct str s, size_t at)
{
	size_t next = at, prev = at;
	uint32_t after = utf8_next(s, &next), before = utf8_prev(s, &prev);

	return before == JOINER ||
	       !utf8proc_grapheme_break(
		   (utf8proc_int32_t)before, (utf8proc_int32_t)after);
}

struct str
text_cut(struct arena *a, struct str s, size_t n)
{
	struct str head = utf8_head(s, n > 0 ? n - 1 : 0);
	size_t edge = head.len;

	if (n == 0 || utf8_head(s, n).len == s.len)
		return utf8_head(s, n);
	while (edge > head.len / 2 && !is_word_edge(s, edge))
		utf8_prev(s, &edge);
	if (edge <= head.len / 2) {
		edge = head.len;
		while (edge > 0 && is_inside_grapheme(s, edge))
			utf8_prev(s, &edge);
	}
	while (edge > 0 && s.p[edge - 1] == ' ')
		edge--;
	return arena_printf(a, "%.*s…", (int)edge, s.p);
}

/* Signs that make another name of the word they stand at: C++, C#, A+. */
static bool
is_suffix(uint32_t cp, uint32_t before)
{
	return (cp == '+' || cp == '#') &&
	       (before == '+' || before == '#' ||
		   (before < 0x80 && is_alpha((unsigned char)before)));
}

static bool
is_figure(uint32_t cp)
{
	return utf8proc_category((utf8proc_int32_t)cp) == UTF8PROC_CATEGORY_ND;
}

/* Between figures these group thousands and say nothing. */
static bool
is_grouping(uint32_t cp)
{
	return cp == ',' || cp == '\'' || cp == 0x2019 || utf8_is_space(cp);
}

/* Text while it is folded. */
struct folding {
	char *p;
	size_t len;
	uint32_t last; /* that was put */
	bool split;    /* something that parts figures was left out since */
};

static void
fold_one(struct folding *f, uint32_t cp, bool word)
{
	if (cp == 0x640) /* tatweel: stretches the Arabic letter before it */
		return;
	if (!word && !is_suffix(cp, f->split ? 0 : f->last)) {
		f->split = f->split || !is_grouping(cp);
		return;
	}
	/* 1.5 is not 15, and 3:1 is not 31. */
	if (f->split && is_figure(f->last) && is_figure(cp))
		f->p[f->len++] = '.';
	/* Persian keyboards have letters of their own that look the same. */
	if (cp == 0x64A || cp == 0x649)
		cp = 0x6CC;
	else if (cp == 0x643)
		cp = 0x6A9;
	f->len += utf8_put(cp, f->p + f->len);
	f->last = cp;
	f->split = false;
}

/* text_fold() of plain characters; empty when there are others, or when they
 * leave nothing. */
static struct str
plain_text_fold(struct arena *a, struct str s)
{
	struct folding f = { .p = arena_alloc(a, s.len + 1) };

	for (size_t at = 0; at < s.len;) {
		bool word;
		uint32_t cp = plain_fold(utf8_next(s, &at), &word);

		if (cp == 0)
			return STR_NULL;
		fold_one(&f, cp, word);
	}
	return str_n(f.p, f.len);
}

struct str
text_fold(struct arena *a, struct str s)
{
	struct str folded = plain_text_fold(a, s), all;
	struct folding f;

	if (!str_empty(folded))
		return folded;
	all = text_fold_case(a, s);
	/* A point is put only for a character that was left out. */
	f = (struct folding){ .p = arena_alloc(a, all.len + 1) };
	for (size_t at = 0; at < all.len;) {
		uint32_t cp = utf8_next(all, &at);

		fold_one(&f, cp, unicode_is_word(cp));
	}
	/* "?!" and "❤" have nothing but what is left out elsewhere. */
	return f.len > 0 ? str_n(f.p, f.len) : all;
}

struct str
text_fold_case(struct arena *a, struct str s)
{
	return unicode_map(a, text_line(a, s),
	    UTF8PROC_COMPAT | UTF8PROC_COMPOSE | UTF8PROC_CASEFOLD |
		UTF8PROC_IGNORE);
}
