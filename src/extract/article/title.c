// SPDX-License-Identifier: ISC
#include "extract/article/title.h"

#include "base/utf8.h"
#include "extract/article/measure.h"

/* Weight of the shortest headline that a line is taken for unasked. */
#define SHORTEST 6
/* Bytes of what a page calls itself that are looked at: each line is looked for
 * at each of its words. */
#define TITLE_MOST 2000
/* Share of the text that must stand below a headline. */
#define BELOW 0.7

/* True when the letters and figures of PART stand at byte FROM of ALL. */
static bool
stands_at(struct str part, struct str all, size_t from)
{
	size_t a = 0, b = from;

	for (;;) {
		uint32_t cp = next_letter(part, &a);

		if (cp == 0)
			return true;
		if (cp != next_letter(all, &b))
			return false;
	}
}

static bool
is_same(struct str a, struct str b)
{
	return stands_at(a, b, 0) && stands_at(b, a, 0);
}

/* True when PART begins ALL, or stands in it behind a mark. */
static bool
is_part(struct str part, struct str all)
{
	bool begins = true;

	if (str_empty(part) || str_empty(all))
		return false;
	for (size_t at = 0; at < all.len;) {
		size_t from = at;
		uint32_t cp = next_char(all, &at);

		if (begins && stands_at(part, all, from))
			return true;
		begins = cp < 0x80 && !is_alpha((int)cp) && !is_digit((int)cp);
	}
	return false;
}

/* How much LINE is the headline: its weight, more for a heading. */
static double
merit(const struct line *l, struct str title, struct str declared)
{
	double sum = l->m.weight;

	if (l->text.len > title.len + declared.len ||
	    (l->m.weight < SHORTEST && l->kind != TAG_HEADING))
		return 0;
	if (!is_part(l->text, title) && !is_part(l->text, declared))
		return 0;
	if (l->kind == TAG_HEADING)
		sum *= 2;
	/* Most sites put their own name behind the headline. */
	if (stands_at(l->text, title, 0))
		sum *= 1.5;
	if (l->linked > 0)
		sum /= 4;
	return is_same(l->text, declared) ? sum * 2 : sum;
}

/* TITLE without the site's name behind the last mark that parts two names. */
static struct str
without_site(struct str title)
{
	static const char *const marks[] = { " | ", " - ", " – ", " — ",
		" :: ", " « ", " » ", " · ", "_", "|", "--" };

	for (size_t i = 0; i < sizeof(marks) / sizeof(*marks); i++) {
		size_t at = str_find(title, str_c(marks[i]));
		struct str head = str_sub(title, 0, at);

		if (at != STR_NONE && measure(head).weight >= SHORTEST)
			return str_trim(head);
	}
	return title;
}

/* S as far as it is looked at. */
static struct str
head_of(struct str s)
{
	s = str_sub(s, 0, TITLE_MOST);
	s.len = utf8_valid_prefix(s);
	return s;
}

struct str
article_title(
    struct page *p, struct str title, struct str declared, uint32_t *at)
{
	double best = 0;

	title = head_of(title);
	declared = head_of(declared);
	*at = NO_LINE;
	for (uint32_t i = 0; i < p->nlines; i++) {
		double m = merit(&p->line[i], title, declared);

		if (m > best) {
			best = m;
			*at = i;
		}
	}
	if (*at != NO_LINE)
		return p->line[*at].text;
	return str_empty(declared) ? without_site(title) : declared;
}

static double
text_in(const struct page *p, uint32_t from, uint32_t to)
{
	double sum = 0;

	for (uint32_t i = from; i < to; i++)
		sum += line_worth(&p->line[i]);
	return sum;
}

void
title_cut(struct page *p, struct str title)
{
	double all = text_in(p, 0, p->nlines), below = all;
	uint32_t above = 0; /* lines that were dropped for a headline */

	if (str_empty(title))
		return;
	for (uint32_t i = 0; i < p->nlines; i++) {
		struct line *l = &p->line[i];

		below -= text_in(p, i, i + 1);
		if (!is_same(l->text, title))
			continue;
		if (l->drop == DROP_NOT)
			l->drop = DROP_FACT;
		/* A link with its words is in a list of others. */
		if (below < BELOW * all || l->linked > 0)
			continue;
		for (; above < i; above++)
			if (p->line[above].drop == DROP_NOT)
				p->line[above].drop = DROP_OUTSIDE;
	}
}
