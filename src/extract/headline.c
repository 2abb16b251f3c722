// SPDX-License-Identifier: ISC
#include "extract/headline.h"

#include <stdbool.h>
#include <string.h>

#include "base/utf8.h"
#include "web/html_hidden.h"

/* Parts of a headline that are looked at; one of more is a text. */
#define PARTS 8
/* Elements around each other before the one with the parts. */
#define WRAPPERS 4
/* What two texts must share, in bytes, to be no accident: "Bora Bora". */
#define SAME_MIN 5
/* What comes before "...", in characters, to tell the rest by. */
#define STEM_MIN 3
/* The same where no "..." says that something is missing. */
#define BARE_STEM_MIN 10

/* Elements whose attributes may have the whole headline. */
#define PLACES 3

/* A child of the element with its text. */
struct part {
	const struct html_node *node;
	struct str text;
	bool element;
};
struct parts {
	struct part v[PARTS];
	size_t n;
};

/* The children of N that show text, but APART; false when they are too many. */
static bool
find_parts(struct arena *a, const struct html_node *n,
    const struct html_node *apart, struct parts *out)
{
	out->n = 0;
	for (n = html_first(n); n != NULL; n = html_next(n)) {
		struct part p = { .node = n,
			.element = html_type(n) == HTML_ELEMENT };

		if (n == apart || html_hidden(n) != HTML_SHOWN)
			continue;
		p.text = html_text_without(a, n, &apart, apart != NULL);
		if (str_empty(p.text))
			continue;
		if (out->n == PARTS)
			return false;
		out->v[out->n++] = p;
	}
	return true;
}

/* TEXT without the dots at its end that stand for what was cut off; *DOTS
 * tells whether there were any. */
static struct str
stem_of(struct str text, bool *dots)
{
	static const char *const marks[] = { "...", "…", "。。。", "・・・",
		"···" };
	struct str s = text;

	for (size_t i = 0; i < sizeof(marks) / sizeof(*marks); i++)
		while (str_ends(s, str_c(marks[i])))
			s.len -= strlen(marks[i]);
	*dots = s.len < text.len;
	while (*dots && str_ends(s, STR(".")))
		s.len--;
	return str_trim(s);
}

/* True when TEXT is FULL, cut with dots. */
static bool
is_cut_of(struct str text, struct str full)
{
	bool dots;
	struct str stem = stem_of(text, &dots);

	return dots && utf8_count(stem) >= STEM_MIN && full.len > stem.len &&
	       str_starts(full, stem);
}

static bool
is_letter(uint32_t cp)
{
	return utf8_is_cjk(cp) || is_alpha((int)cp) ||
	       (cp >= 0xC0 && cp < 0x2000);
}

/* True when TEXT is FULL, cut without a word in the middle of one. */
static bool
is_broken_off(struct str text, struct str full)
{
	size_t end = text.len, next = end;

	return utf8_count(text) >= BARE_STEM_MIN && full.len > text.len &&
	       str_starts(full, text) && is_letter(utf8_prev(text, &end)) &&
	       is_letter(utf8_next(full, &next));
}

/*
 * Words in a place of their own that tell nothing of the news but that it is
 * news. One Han character alone may as well be a marked search word.
 */
static const struct {
	const char *word;
	bool han; /* one Han character */
} badges[] = {
	{ "NEW", false },
	{ "NEW!", false },
	{ "New!", false },
	{ "HOT", false },
	{ "HOT!", false },
	{ "置顶", false },
	{ "[置顶]", false },
	{ "【置顶】", false },
	{ "置頂", false },
	{ "[置頂]", false },
	{ "【置頂】", false },
	{ "新", true },
	{ "热", true },
	{ "熱", true },
	{ "爆", true },
	{ "荐", true },
	{ "沸", true },
	{ "顶", true },
	{ "頂", true },
	{ "[顶]", false },
	{ "[頂]", false },
};

/* In capitals all over, NEW may be a word: NEW DELHI. */
static bool
is_shouted(struct str s)
{
	for (size_t at = 0; at < s.len;) {
		uint32_t cp = utf8_next(s, &at);

		if ((cp >= 'a' && cp <= 'z') || cp >= 0xC0)
			return false;
	}
	return true;
}

/* True when part AT of P, its first or last, is a badge at the others. */
static bool
is_badge(const struct parts *p, size_t at)
{
	const struct part *part = &p->v[at];
	const struct part *beside = &p->v[at == 0 ? 1 : at - 1];
	size_t b = 0;

	while (b < sizeof(badges) / sizeof(*badges) &&
	       !str_eq(part->text, str_c(badges[b].word)))
		b++;
	return b < sizeof(badges) / sizeof(*badges) && part->element &&
	       (beside->element || !badges[b].han) && !is_shouted(beside->text);
}

static void
remove_part(struct parts *p, size_t at, struct parts *removed)
{
	if (removed->n < PARTS)
		removed->v[removed->n++] = p->v[at];
	p->n--;
	for (; at < p->n; at++)
		p->v[at] = p->v[at + 1];
}

/* The one of two neighbours that the other makes superfluous, or NULL. */
static const struct part *
superfluous(const struct part *first, const struct part *second)
{
	if (!first->element || !second->element)
		return NULL;
	if (first->text.len >= SAME_MIN && str_eq(first->text, second->text))
		return second;
	if (is_cut_of(first->text, second->text))
		return first;
	return is_cut_of(second->text, first->text) ? second : NULL;
}

/* Take out of P what is no part of the headline, or is so twice. */
static void
choose_parts(struct parts *p, struct parts *removed)
{
	if (p->n > 1 && is_badge(p, 0))
		remove_part(p, 0, removed);
	if (p->n > 1 && is_badge(p, p->n - 1))
		remove_part(p, p->n - 1, removed);
	for (size_t i = 0; i + 1 < p->n;) {
		const struct part *one = superfluous(&p->v[i], &p->v[i + 1]);

		if (one == NULL)
			i++;
		else
			remove_part(p, (size_t)(one - p->v), removed);
	}
}

/* TEXT of N without APART and what choose_parts removes, on each level of
 * wrappers. */
static struct str
bare_text(struct arena *a, const struct html_node *n,
    const struct html_node *apart, struct str text)
{
	struct parts p, removed;

	for (int level = 0; level < WRAPPERS; level++) {
		if (!find_parts(a, n, apart, &p))
			return text;
		removed.n = 0;
		choose_parts(&p, &removed);
		if (removed.n > 0) {
			const struct html_node *without[PARTS + 1];

			for (size_t i = 0; i < removed.n; i++)
				without[i] = removed.v[i].node;
			without[removed.n] = apart;
			text = html_text_without(
			    a, n, without, removed.n + (apart != NULL));
		}
		if (p.n != 1 || !p.v[0].element)
			return text;
		n = p.v[0].node;
	}
	return text;
}

/* The line of attribute NAME of N that TEXT is the beginning of; or empty. */
static struct str
fuller_line(const struct html_node *n, struct str name, struct str text)
{
	struct str all, line;

	if (n == NULL || html_type(n) != HTML_ELEMENT ||
	    !html_attr(n, name, &all))
		return STR_NULL;
	while (str_cut(&all, '\n', &line)) {
		line = str_trim(line);
		if (is_cut_of(text, line) || is_broken_off(text, line))
			return line;
	}
	return STR_NULL;
}

/* The link that N is in, or that is in it; or NULL. */
static const struct html_node *
link_at(const struct html_node *top, const struct html_node *n)
{
	const struct html_node *x = n;

	for (; x != NULL && html_type(x) == HTML_ELEMENT; x = html_parent(x)) {
		if (html_is(x, STR("a")))
			return x;
		if (x == top)
			break;
	}
	for (x = html_first(n); x != NULL; x = html_walk(n, x, false))
		if (html_type(x) == HTML_ELEMENT && html_is(x, STR("a")))
			return x;
	return NULL;
}

/* 1 to 6 for h1 to h6, which are ranks of headings; else 0. */
static int
heading_rank(const struct html_node *n)
{
	struct str name;

	if (html_type(n) != HTML_ELEMENT)
		return 0;
	name = html_name(n);
	return name.len == 2 && name.p[0] == 'h' && name.p[1] >= '1' &&
		       name.p[1] <= '6'
		   ? name.p[1] - '0'
		   : 0;
}

/*
 * The first heading of the highest rank in N that has text; else N. One
 * without text is passed over with all in it, so that no text is looked at
 * more often than there are ranks, however headings nest.
 */
static const struct html_node *
heading_in(struct arena *a, const struct html_node *n)
{
	const struct html_node *x, *best = n;
	int highest = 7;
	bool empty;

	for (x = html_first(n); x != NULL; x = html_walk(n, x, empty)) {
		int rank = heading_rank(x);

		empty = false;
		if (rank == 0 || rank >= highest)
			continue;
		empty = str_empty(html_text(a, x));
		if (empty)
			continue;
		best = x;
		highest = rank;
	}
	return best;
}

/* Brackets, lines and points: what stands around a date in a headline. */
static bool
is_frame(uint32_t cp)
{
	static const uint32_t marks[] = { '(', ')', '[', ']', '|', '-', ',',
		';', 0xB7, 0x2013, 0x2014, 0x2022, 0x3010, 0x3011, 0xFF08,
		0xFF09, 0xFF0C, 0xFF3B, 0xFF3D, 0xFF5C };

	for (size_t i = 0; i < sizeof(marks) / sizeof(*marks); i++)
		if (cp == marks[i])
			return true;
	return utf8_is_space(cp);
}

/* S without what frames a date, at its end or its beginning. */
static struct str
unframed(struct str s, bool end)
{
	while (s.len > 0) {
		size_t at = end ? s.len : 0;
		uint32_t cp = end ? utf8_prev(s, &at) : utf8_next(s, &at);

		if (!is_frame(cp))
			break;
		s = end ? str_sub(s, 0, at) : str_from(s, at);
	}
	return s;
}

static bool
is_below(const struct html_node *n, const struct html_node *top)
{
	while (n != NULL && n != top)
		n = html_parent(n);
	return n != NULL;
}

/*
 * TEXT of N without the date in APART, which begins or ends it; else TEXT, and
 * *APART is NULL then. A date among other words is one of them.
 */
static struct str
undated(struct arena *a, const struct html_node *n,
    const struct html_node **apart, struct str text)
{
	struct str date, rest;
	bool end;

	if (*apart != NULL && *apart != n && is_below(*apart, n)) {
		date = html_text(a, *apart);
		rest = html_text_without(a, n, apart, 1);
		end = str_ends(unframed(text, true), unframed(date, true));
		if (date.len > 0 && (end || str_starts(unframed(text, false),
						unframed(date, false))))
			rest = unframed(rest, end);
		else
			rest = STR_NULL;
		if (rest.len > 0)
			return rest;
	}
	*apart = NULL;
	return text;
}

struct str
headline_text(struct arena *a, const struct html_node *top,
    const struct html_node **at, struct str text, const struct html_node *apart)
{
	const struct html_node *n = *at, *heading = heading_in(a, n);
	const struct html_node *place[PLACES] = { n, heading, link_at(top, n) };
	struct str bare, full;

	*at = heading;
	if (heading != n)
		text = html_text(a, heading);
	text = undated(a, heading, &apart, text);
	bare = bare_text(a, heading, apart, text);

	for (size_t i = 0; i < PLACES; i++) {
		full = fuller_line(place[i], STR("title"), bare);
		if (str_empty(full))
			full = fuller_line(place[i], STR("aria-label"), bare);
		if (!str_empty(full))
			return full;
	}
	return bare;
}
