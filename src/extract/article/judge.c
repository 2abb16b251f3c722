// SPDX-License-Identifier: ISC
#include "extract/article/judge.h"

#include <stdlib.h>

#include "extract/article/gutter.h"
#include "extract/article/moment.h"
#include "extract/article/repeat.h"

/* Of a sentence that stands alone. */
#define SENTENCE 20
/* The most of a text that may be in links: of most, of one that is half links,
 * and of a box. */
#define LINKED_TEXT 0.5
#define LINKED_MOST 0.7
#define LINKED_BOX 0.55
/* Weight of a caption that stands by its picture without being called so. */
#define CAPTION_MOST 300
/* Share of the text that such captions are at most. */
#define CAPTIONS 0.15
/* Weight of a line that nobody writes twice; nor within so many lines. */
#define CAPTION 120
#define CAPTION_CLOSE 60
#define CLOSE 4
/* Share of the text that may stand there twice by mistake. */
#define DOUBLES 0.25
/* Lines of a notice, paragraphs in it, and the share of all text that it may
 * be. */
#define NOTICE_LINES 6
#define NOTICE_TEXTS 3
#define NOTICE_SHARE 0.1
/* Share of all text that may be told of other articles in one box. */
#define RELATED_SHARE 0.5
/* Commas between links that are key words. */
#define TAGS 3
/* Lines in a row of a table that tells of something. */
#define ROW_LINES 8
/* Share of the text that must stand above what ends it; weight of it that does
 * when it is seen that readers speak below. */
#define ABOVE 0.5
#define ABOVE_LEAST 300
/* Their names and times that are looked for, the weight of text up to each one,
 * and lines in all. */
#define LABELS 2
#define SAID 2000
#define SAID_LINES 60

static double
linked_share(const struct line *l)
{
	return l->m.weight == 0 ? 0 : (double)l->linked / (double)l->m.weight;
}

/* True when S names what a text comes with, though all of it is a link. */
static bool
is_enclosure(struct str s)
{
	static const char *const words[] = { "附件", "附表", "附图", "附圖",
		"附：", "附:" };

	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
		if (str_starts(s, str_c(words[i])))
			return true;
	return false;
}

/* How likely a line is an author's: 1 a paragraph, 0 can be anything, -1 links
 * to elsewhere. */
static double
value_of(const struct line *l)
{
	double share = linked_share(l);

	if (is_enclosure(l->text))
		return 0;
	if (share > LINKED_TEXT)
		return share <= LINKED_MOST && line_own(l) >= 2 * SENTENCE &&
			       l->m.ended
			   ? 0.3
			   : -1;
	if (l->kind == TAG_HEADING)
		return 0;
	if (l->m.weight >= LINE_PARAGRAPH &&
	    (l->m.sentences > 0 || l->m.commas > 1))
		return 1 - share;
	if (l->m.weight >= SENTENCE && l->m.sentences > 0 && l->m.ended)
		return 0.7 * (1 - share);
	if (l->m.weight >= LINE_PARAGRAPH)
		return 0.4 * (1 - share);
	return l->kind == TAG_PARAGRAPH && l->linked == 0 &&
		       l->m.weight >= SENTENCE
		   ? 0.2
		   : 0;
}

static bool
is_aside(enum tag t)
{
	return t == TAG_MENU || t == TAG_FOOTER || t == TAG_ASIDE;
}

/* Drop what stands where no text stands. */
static void
drop_places(struct page *p, bool places)
{
	for (uint32_t at = p->top + 1; at < p->ncells; at++) {
		struct cell *c = &p->cell[at];

		if (c->node == NULL ||
		    (c->tag != TAG_CONTROL &&
			!(places && is_aside((enum tag)c->tag))))
			continue;
		page_drop(p, at, DROP_PLACE);
		p->placed |= is_aside((enum tag)c->tag);
		at = c->end - 1;
	}
}

static void
drop_lines(struct page *p)
{
	const struct phrases *phrases = phrases_make(p->a);

	for (uint32_t i = 0; i < p->nlines; i++) {
		struct line *l = &p->line[i];

		l->value = value_of(l);
		/* What stands in code is not said by the page. */
		if (l->drop != DROP_NOT || l->kind == TAG_CODE)
			continue;
		l->phrase = phrase_of(phrases, l->text, l->m.weight);
		if (l->phrase != PHRASE_NONE)
			l->drop = DROP_PHRASE;
		else if (l->value < 0 && l->m.commas >= TAGS)
			l->drop = DROP_LINKS;
	}
}

/* Sums over the lines before each one. */
struct sums {
	unsigned *weight, *linked;
	double *text;
};

static void
add_up(struct page *p, struct sums *s)
{
	s->weight = ARENA_ARRAY(p->a, p->nlines + 1, unsigned);
	s->linked = ARENA_ARRAY(p->a, p->nlines + 1, unsigned);
	s->text = ARENA_ARRAY(p->a, p->nlines + 1, double);
	for (uint32_t i = 0; i < p->nlines; i++) {
		const struct line *l = &p->line[i];

		s->weight[i + 1] = s->weight[i] + l->m.weight;
		s->linked[i + 1] = s->linked[i] + l->linked;
		s->text[i + 1] = s->text[i] + line_worth(l);
	}
}

/* Take headings of a paragraph's length for text, when that is what the page is
 * written in: one above a text is a lead. */
static void
raise_headings(struct page *p)
{
	double headings = 0, others = 0;

	for (uint32_t i = 0; i < p->nlines; i++) {
		const struct line *l = &p->line[i];

		if (l->drop == DROP_NOT && line_is_large(l))
			headings += line_own(l);
		else
			others += line_worth(l);
	}
	for (uint32_t i = 0; i < p->nlines && headings > others; i++)
		if (line_is_large(&p->line[i]))
			p->line[i].value = 1;
}

/* Pictures before each cell. */
static uint32_t *
count_media(const struct page *p)
{
	uint32_t *media = ARENA_ARRAY(p->a, p->ncells + 1, uint32_t);

	for (uint32_t at = 0; at < p->ncells; at++)
		media[at + 1] = media[at] + (p->cell[at].node != NULL &&
						p->cell[at].tag == TAG_MEDIA);
	return media;
}

/* The outermost cell that has the same lines as AT. */
static uint32_t
widest(const struct page *p, uint32_t at)
{
	for (uint32_t up = p->cell[at].parent; up != 0;
	     up = p->cell[up].parent) {
		if (p->cell[up].from != p->cell[at].from ||
		    p->cell[up].to != p->cell[at].to)
			break;
		at = up;
	}
	return at;
}

/* True when line I stands by a picture in a box of theirs amid a text, of which
 * S has the sums; MEDIA tells of pictures. */
static bool
is_by_picture(const struct page *p, const struct sums *s, const uint32_t *media,
    uint32_t i)
{
	const struct line *l = &p->line[i];
	uint32_t box = widest(p, l->box);
	const struct cell *own = &p->cell[l->box], *c = &p->cell[box];
	const struct cell *in = &p->cell[c->parent];

	if (c->tag != TAG_BLOCK || c->to - c->from != 1 || box == l->box ||
	    l->m.weight > CAPTION_MOST || media[own->end] > media[l->box] ||
	    media[c->end] == media[box])
		return false;
	return s->text[i] - s->text[in->from] >= LINE_PARAGRAPH &&
	       s->text[in->to] - s->text[i + 1] >= LINE_PARAGRAPH;
}

/* Drop lines by pictures that go with them, when they are little of the text:
 * some tell their story so. */
static void
find_captions(struct page *p, const struct sums *s)
{
	const uint32_t *media = count_media(p);
	bool *caption = ARENA_ARRAY(p->a, p->nlines + 1, bool);
	double all = 0;

	for (uint32_t i = 0; i < p->nlines; i++) {
		caption[i] = p->line[i].drop == DROP_NOT &&
			     is_by_picture(p, s, media, i);
		all += caption[i] ? line_worth(&p->line[i]) : 0;
	}
	for (uint32_t i = 0; i < p->nlines; i++)
		if (caption[i] && all <= CAPTIONS * s->text[p->nlines])
			p->line[i].drop = DROP_CAPTION;
}

/* Drop what goes with pictures, unless that is what the page tells. */
static void
drop_captions(struct page *p)
{
	double captions = 0, others = 0;

	for (uint32_t i = 0; i < p->nlines; i++) {
		const struct line *l = &p->line[i];

		if (l->kind == TAG_CAPTION)
			captions += line_worth(l);
		else
			others += line_worth(l);
	}
	for (uint32_t i = 0; i < p->nlines && captions <= others; i++)
		if (p->line[i].drop == DROP_NOT &&
		    p->line[i].kind == TAG_CAPTION)
			p->line[i].drop = DROP_CAPTION;
}

/* Paragraphs in C that stand for themselves. */
static unsigned
texts_in(const struct page *p, const struct cell *c)
{
	unsigned n = 0;

	for (uint32_t i = c->from; i < c->to; i++)
		n += p->line[i].drop == DROP_NOT &&
		     p->line[i].m.weight >= LINE_PARAGRAPH &&
		     p->line[i].value > 0;
	return n;
}

/* True when each text in C has a link of its own above it. */
static bool
is_of_others(const struct page *p, const struct cell *c)
{
	bool way = false;
	unsigned texts = 0;

	for (uint32_t i = c->from; i < c->to; i++) {
		const struct line *l = &p->line[i];

		if (linked_share(l) > LINKED_TEXT)
			way = true;
		else if (l->value > 0 && l->phrase == PHRASE_NONE) {
			if (!way)
				return false;
			way = false;
			texts++;
		}
	}
	return texts > 0;
}

/*
 * True when C, which begins with what no author says, is a box of such: small,
 * as a disclaimer in two languages or what a newsletter promises; or one of
 * other articles.
 */
static bool
is_notice(const struct page *p, const struct sums *s, const struct cell *c)
{
	const struct line *first = &p->line[c->from];
	double share =
	    (s->text[c->to] - s->text[c->from]) / (s->text[p->nlines] + 1);

	if (first->drop != DROP_PHRASE || first->phrase == PHRASE_END)
		return false;
	if (first->phrase == PHRASE_RELATED && share <= RELATED_SHARE &&
	    is_of_others(p, c))
		return true;
	return c->to - c->from <= NOTICE_LINES && share <= NOTICE_SHARE &&
	       texts_in(p, c) <= NOTICE_TEXTS;
}

static void
drop_notices(struct page *p, const struct sums *s)
{
	for (uint32_t at = p->top + 1; at < p->ncells; at++) {
		const struct cell *c = &p->cell[at];

		if (c->node == NULL || c->from >= c->to ||
		    (c->tag != TAG_BLOCK && c->tag != TAG_HEADER) ||
		    !is_notice(p, s, c))
			continue;
		page_drop(p, at, DROP_PHRASE);
		at = c->end - 1;
	}
}

/* True when the cell AT of a table names what its row tells of, as the cells of
 * other rows do: a film, with its year and its story. */
static bool
is_name(const struct page *p, const struct sums *s, uint32_t at)
{
	uint32_t row = p->cell[at].parent;
	const struct cell *in = &p->cell[row], *around = &p->cell[in->parent];
	double text = s->text[in->to] - s->text[in->from];

	return p->cell[at].tag == TAG_CELL && in->tag == TAG_ROW && text > 0 &&
	       in->to - in->from <= ROW_LINES &&
	       s->text[around->to] - s->text[around->from] > 2 * text;
}

/* Drop boxes that are links for the most part: menus, related articles. */
static void
drop_links(struct page *p, const struct sums *s)
{
	for (uint32_t at = p->top + 1; at < p->ncells; at++) {
		struct cell *c = &p->cell[at];
		unsigned weight, linked;

		if (c->node == NULL || !tag_is_block((enum tag)c->tag) ||
		    c->from >= c->to || c->drop != DROP_NOT)
			continue;
		weight = s->weight[c->to] - s->weight[c->from];
		linked = s->linked[c->to] - s->linked[c->from];
		if (linked < LINKED_BOX * weight || weight == 0 ||
		    s->text[c->to] - s->text[c->from] > LINE_PARAGRAPH ||
		    (c->to - c->from == 1 &&
			(p->line[c->from].value > 0 || c->tag == TAG_ITEM ||
			    is_enclosure(p->line[c->from].text))))
			continue;
		if (c->to - c->from == 1 && is_name(p, s, at)) {
			p->line[c->from].value = 0;
			continue;
		}
		page_drop(p, at, DROP_LINKS);
		at = c->end - 1;
	}
}

static int
by_text(const void *pa, const void *pb)
{
	const struct line *const *a = pa, *const *b = pb;
	int c = str_cmp((*a)->text, (*b)->text);

	if (c != 0)
		return c;
	return *a < *b ? -1 : *a > *b;
}

/* True when B repeats A, as nobody writes: a long text, or a shorter one close
 * by. A question may be asked of several people. */
static bool
is_double(const struct line *a, const struct line *b)
{
	unsigned least = b - a <= CLOSE ? CAPTION_CLOSE : CAPTION;

	return a->m.weight >= least && str_eq(a->text, b->text);
}

/* The first text from line I on, or the number of lines. */
static uint32_t
next_text(const struct page *p, uint32_t i)
{
	while (i < p->nlines &&
	       (p->line[i].drop != DROP_NOT || p->line[i].value <= 0.3))
		i++;
	return i;
}

/* Drop the first text below the headline, line TITLE, when the next one says it
 * again, or goes on where it was cut: a lead made of how the text begins. */
static void
drop_excerpt(struct page *p, uint32_t title)
{
	uint32_t lead = next_text(p, title == NO_LINE ? 0 : title + 1);
	uint32_t opening = next_text(p, lead + 1);

	if (opening < p->nlines && p->line[lead].m.weight >= SENTENCE &&
	    str_starts(p->line[opening].text, uncut(p->line[lead].text)))
		p->line[lead].drop = DROP_REPEAT;
}

/* Drop paragraphs that stand on the page twice or more, as the captions of a
 * slide show do; unless that is all there is, printed for two widths. */
static void
drop_doubles(struct page *p)
{
	struct line **by = ARENA_ARRAY(p->a, p->nlines + 1, struct line *);
	uint32_t n = 0;
	double all = 0, twice = 0;

	for (uint32_t i = 0; i < p->nlines; i++)
		if (p->line[i].drop == DROP_NOT && p->line[i].value > 0.3 &&
		    p->line[i].m.weight >= SENTENCE) {
			all += line_own(&p->line[i]);
			by[n++] = &p->line[i];
		}
	qsort(by, n, sizeof(struct line *), by_text);
	for (uint32_t i = 1; i < n; i++)
		if (is_double(by[i - 1], by[i]))
			twice += line_own(by[i]);
	for (uint32_t i = 1; i < n && twice < DOUBLES * all; i++)
		if (is_double(by[i - 1], by[i]))
			by[i]->drop = by[i - 1]->drop = DROP_REPEAT;
}

/* True when readers speak below line I: texts with a name and a time each. */
static bool
is_said_below(const struct page *p, uint32_t i)
{
	uint32_t end = p->nlines - i > SAID_LINES ? i + SAID_LINES : p->nlines;
	unsigned labels = 0;
	double said = 0, all = 0;

	for (i++; i < end && labels < LABELS && said <= SAID; i++) {
		const struct line *l = &p->line[i];

		if (moment_label(l)) {
			labels++;
			all += said;
			said = 0;
		} else if (l->value > 0)
			said += line_own(l);
	}
	return labels == LABELS && all > 0;
}

/* True when the article is above line I, which heads comments; SUM of its text
 * stands there, ALL is what the page has. */
static bool
is_end(const struct page *p, uint32_t i, double sum, double all)
{
	const struct line *l = &p->line[i];

	if (l->phrase != PHRASE_END || l->kind == TAG_CELL ||
	    sum < LINE_PARAGRAPH)
		return false;
	return sum >= ABOVE * all ||
	       (sum >= ABOVE_LEAST && is_said_below(p, i));
}

/* Drop all below a headline of comments, when there was text above it. */
static void
drop_after(struct page *p)
{
	double all = 0, sum = 0;

	for (uint32_t i = 0; i < p->nlines; i++)
		all += line_worth(&p->line[i]);
	for (uint32_t i = 0; i < p->nlines; i++) {
		sum += line_worth(&p->line[i]);
		if (!is_end(p, i, sum, all))
			continue;
		for (; i < p->nlines; i++)
			if (p->line[i].drop == DROP_NOT)
				p->line[i].drop = DROP_AFTER;
	}
}

void
judge(struct page *p, bool places, uint32_t title)
{
	struct sums s;

	drop_places(p, places);
	drop_gutters(p);
	drop_lines(p);
	raise_headings(p);
	drop_captions(p);
	add_up(p, &s);
	find_captions(p, &s);
	drop_notices(p, &s);
	drop_links(p, &s);
	drop_repeats(p, title);
	drop_excerpt(p, title);
	drop_doubles(p);
	drop_after(p);
}
