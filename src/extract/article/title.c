// SPDX-License-Identifier: ISC
#include "extract/article/title.h"

#include "base/utf8.h"
#include "extract/article/measure.h"

/* Weight of the shortest headline that a line is taken for unasked. */
#define SHORTEST 6
/* Bytes of what a page calls itself that are looked at: each line is looked for
 * at each of its words. */
#define TITLE_MOST 2000
/* How many times as long as a link with words of it a headline may be. */
#define LINK 3
/* What a line in a menu counts as, beside another of the same words. */
#define ASIDE 0.9
/* Share of the text that must stand below a headline. */
#define BELOW 0.7
/* Weight of a headline that nothing but its looks tells, at least and at most;
 * lines above the text in which it is; how much its looks must say (LOOKS). */
#define FOUND_LEAST 12
#define FOUND_MOST 200
#define ABOVE 12
#define LOOKS 2
/* Elements around a text that say how it is set. */
#define AROUND 5
/* The smallest of large letters: CSS pixels, and points; HTML font sizes. */
#define LARGE_PX 18
#define LARGE_PT 14
#define LARGE_FONT 4

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
merit(const struct line *l, struct str title, struct str declared,
    const struct site *site)
{
	double sum = l->m.weight;

	if (l->text.len > title.len + declared.len ||
	    (l->m.weight < SHORTEST && l->kind != TAG_HEADING))
		return 0;
	if (!is_part(l->text, title) && !is_part(l->text, declared))
		return 0;
	if (site_is(site, l->text))
		return 0;
	/* A link with one of its words leads to others of that kind. */
	if (l->linked > 0 && l->kind != TAG_HEADING &&
	    LINK * l->text.len < title.len)
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

/* True when line L is in a menu or beside the article. */
static bool
is_aside(const struct page *p, const struct line *l)
{
	for (uint32_t at = l->box; at != 0; at = p->cell[at].parent)
		if (p->cell[at].tag == TAG_MENU ||
		    p->cell[at].tag == TAG_FOOTER ||
		    p->cell[at].tag == TAG_ASIDE)
			return true;
	return false;
}

/* What parts the names of an article and of its site. */
static const char *const marks[] = { " | ", " - ", " – ", " — ", " :: ", " « ",
	" » ", " · ", "_", "|", "--" };

/* TITLE without the name of SITE before or behind a mark. */
static struct str
cut_site(struct str title, const struct site *site)
{
	for (size_t i = 0; i < sizeof(marks) / sizeof(*marks); i++) {
		struct str mark = str_c(marks[i]), head, tail;
		size_t at = str_find(title, mark);

		if (at == STR_NONE)
			continue;
		head = str_sub(title, 0, at);
		tail = str_from(title, at + mark.len);
		if (site_is(site, head))
			return str_trim(tail);
		while ((at = str_find(tail, mark)) != STR_NONE) {
			tail = str_from(tail, at + mark.len);
			head =
			    str_sub(title, 0, title.len - tail.len - mark.len);
		}
		if (site_is(site, tail))
			return str_trim(head);
	}
	return title;
}

/* TITLE without the site's name behind the first mark, whatever it is. */
static struct str
without_site(struct str title, const struct site *site)
{
	struct str own = cut_site(title, site);

	if (own.len < title.len)
		return own;
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

/* The heading that has TITLE with what the page adds to it, and drop it:
 * "[Travel] Over the pass"; or NO_LINE. */
static uint32_t
heading_with(struct page *p, struct str title)
{
	if (measure(title).weight < SHORTEST)
		return NO_LINE;
	for (uint32_t i = 0; i < p->nlines; i++) {
		struct line *l = &p->line[i];

		if (l->kind != TAG_HEADING || l->text.len > 2 * title.len ||
		    str_find(l->text, title) == STR_NONE)
			continue;
		l->drop = DROP_FACT;
		return i;
	}
	return NO_LINE;
}

struct str
article_title(struct page *p, struct str title, struct str declared,
    const struct site *site, uint32_t *at)
{
	double best = 0;

	title = head_of(title);
	declared = head_of(declared);
	*at = NO_LINE;
	for (uint32_t i = 0; i < p->nlines; i++) {
		double m = merit(&p->line[i], title, declared, site);

		/* The bar of a page says the headline once more. */
		if (m > best && is_aside(p, &p->line[i]))
			m *= ASIDE;
		if (m > best) {
			best = m;
			*at = i;
		}
	}
	if (*at != NO_LINE)
		return p->line[*at].text;
	declared = str_empty(declared) ? without_site(title, site)
				       : cut_site(declared, site);
	*at = heading_with(p, declared);
	return declared;
}

/* The number S begins with. */
static unsigned
number_at(struct str s)
{
	unsigned n = 0;

	s = str_trim(s);
	for (size_t i = 0; i < s.len && i < 4 && is_digit(s.p[i]); i++)
		n = n * 10 + (unsigned)(s.p[i] - '0');
	return n;
}

/* True when N, <font> or a style, sets its text in large letters. */
static bool
is_large(const struct html_node *n)
{
	struct str v;
	size_t at;

	if (html_is(n, STR("font")) && html_attr(n, STR("size"), &v))
		return str_starts(str_trim(v), STR("+")) ||
		       number_at(v) >= LARGE_FONT;
	if (!html_attr(n, STR("style"), &v))
		return false;
	at = str_find(v, STR("font-size:"));
	if (at == STR_NONE)
		return false;
	v = str_from(v, at + strlen("font-size:"));
	return (str_find(v, STR("px")) != STR_NONE &&
		   number_at(v) >= LARGE_PX) ||
	       (str_find(v, STR("pt")) != STR_NONE && number_at(v) >= LARGE_PT);
}

static bool
is_centred(const struct html_node *n)
{
	struct str v;

	return html_is(n, STR("center")) ||
	       (html_attr(n, STR("align"), &v) &&
		   str_ieq(str_trim(v), STR("center"))) ||
	       (html_attr(n, STR("style"), &v) &&
		   str_find(v, STR("text-align:center")) != STR_NONE);
}

/* How much line L is set as headlines are. */
static unsigned
looks_of(const struct page *p, const struct line *l)
{
	unsigned large = 0, bold = 0, centred = 0;
	uint32_t at = p->cell[l->first].parent;

	if (l->kind == TAG_HEADING)
		return 4;
	for (int i = 0; i < AROUND && at != 0; i++) {
		const struct cell *c = &p->cell[at];

		/* What is around more than this line says nothing of it. */
		if (c->to > c->from + 1)
			break;
		large |= is_large(c->node);
		bold |= html_is(c->node, STR("b")) ||
			html_is(c->node, STR("strong"));
		centred |= is_centred(c->node);
		at = c->parent;
	}
	return 2 * large + bold + centred;
}

static bool
may_be_headline(const struct line *l)
{
	return (l->drop == DROP_NOT || l->drop == DROP_OUTSIDE ||
		   l->drop == DROP_FACT) &&
	       l->phrase == PHRASE_NONE && l->linked == 0 &&
	       l->m.weight >= FOUND_LEAST && l->m.weight <= FOUND_MOST &&
	       !(l->m.ended && l->m.sentences > 0);
}

/* True when the page says what its article is called, not only the site. */
static bool
is_told(const struct page *p, struct str title, const struct facts *f,
    const struct site *site, uint32_t at)
{
	if (!str_empty(f->title) && !is_same(f->title, title))
		return true;
	if (str_empty(title) || site_is(site, title))
		return false;
	return without_site(title, site).len < title.len ||
	       (at != NO_LINE && p->line[at].linked == 0);
}

void
title_above(struct page *p, struct str page_title, const struct facts *f,
    const struct site *site, uint32_t from, struct str *title, uint32_t *at)
{
	unsigned best = LOOKS - 1;

	if (from >= p->nlines || is_told(p, page_title, f, site, *at))
		return;
	for (uint32_t i = from > ABOVE ? from - ABOVE : 0; i <= from; i++) {
		unsigned looks =
		    may_be_headline(&p->line[i]) ? looks_of(p, &p->line[i]) : 0;

		if (looks <= best)
			continue;
		best = looks;
		*at = i;
		*title = p->line[i].text;
	}
}

static double
text_in(const struct page *p, uint32_t from, uint32_t to)
{
	double sum = 0;

	for (uint32_t i = from; i < to; i++)
		sum += line_worth(&p->line[i]);
	return sum;
}

/* True when line I is a lesser heading with a text beside it, above: one within
 * the text. TEXTS tells which cells have had one. */
static bool
is_within(const struct page *p, const bool *texts, uint32_t i)
{
	return page_rank(p, &p->line[i]) > 1 &&
	       texts[p->cell[p->line[i].box].parent];
}

/* True when line I is a lesser heading than a headline of the rank HIGHEST,
 * above it. */
static bool
is_lesser(const struct page *p, uint32_t i, unsigned highest)
{
	unsigned rank = page_rank(p, &p->line[i]);

	return highest > 0 && (rank == 0 || rank > highest);
}

void
title_cut(struct page *p, struct str title)
{
	double all = text_in(p, 0, p->nlines), below = all;
	uint32_t above = 0; /* lines that were dropped for a headline */
	unsigned highest = 0;
	bool *texts;

	if (str_empty(title))
		return;
	texts = ARENA_ARRAY(p->a, p->ncells, bool);
	for (uint32_t i = 0; i < p->nlines; i++) {
		struct line *l = &p->line[i];

		below -= text_in(p, i, i + 1);
		texts[p->cell[l->box].parent] |= line_worth(l) > 0;
		if (!is_same(l->text, title))
			continue;
		if (l->drop == DROP_NOT)
			l->drop = DROP_FACT;
		/* A link with its words is in a list of others. */
		if (below < BELOW * all || l->linked > 0 ||
		    is_within(p, texts, i) || is_lesser(p, i, highest))
			continue;
		highest = page_rank(p, l);
		for (; above < i; above++)
			if (p->line[above].drop == DROP_NOT)
				p->line[above].drop = DROP_OUTSIDE;
	}
}
