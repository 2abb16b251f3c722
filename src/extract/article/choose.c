// SPDX-License-Identifier: ISC
#include "extract/article/choose.h"

#include "extract/article/bare.h"
#include "extract/article/title.h"

/* How many elements around a paragraph it speaks for, each half as much as the
 * one below it. */
#define LEVELS 5
/* Share of the text in an element that its own paragraphs are. */
#define BODY 0.75
/* The share of text in what is joined; of what is larger than the text that
 * was found, or stands right beside it, less will do. */
#define PURE 0.6
#define PURE_LARGE 0.5
#define BESIDE 20
/* How far parts of a text are apart at most: weight of other things, as a share
 * of the text, and what is little anyway. */
#define APART 0.4
#define NEAR 200
/* Paragraphs that open a text, at least. */
#define OPENING 2
/* Share of the text that must stand in what the page calls so. */
#define DECLARED 0.8
/* Lines below a headline in which its text begins, and the share of the most
 * votes that it has. */
#define BELOW 40
#define RIVAL 0.3
/* Elements around a line that are looked at for the list it is in. */
#define STEPS 6
/* Share of the text already found that more of it must be to be sought; of
 * paragraphs that are made alike, and of others. */
#define MORE_ALIKE 0.10
#define MORE 0.25

/* Of each cell: how much text speaks for it. */
struct votes {
	double *v;
	double *good; /* text before each line */
	double *live; /* weight of what is not dropped before each line */
	double *all;  /* weight of everything before each line */
	uint32_t *next, *last; /* the next line with text from each one on, and
				  the last one before it */
};

/* The outermost cell that has the same lines as AT. */
static uint32_t
widest(const struct page *p, uint32_t at)
{
	uint32_t up;

	while ((up = p->cell[at].parent) != 0 &&
	       p->cell[up].from == p->cell[at].from &&
	       p->cell[up].to == p->cell[at].to)
		at = up;
	return at;
}

static void
vote(const struct page *p, const struct line *l, double *v)
{
	uint32_t at = widest(p, l->box);
	double sum = line_worth(l);

	if (p->cell[at].to - p->cell[at].from == 1 && p->cell[at].parent != 0)
		at = p->cell[at].parent;
	for (int i = 0; i < LEVELS && at != 0; i++) {
		at = widest(p, at);
		v[at] += sum;
		sum /= 2;
		at = p->cell[at].parent;
	}
}

static void
count(struct page *p, struct votes *s)
{
	s->v = ARENA_ARRAY(p->a, p->ncells, double);
	s->good = ARENA_ARRAY(p->a, p->nlines + 1, double);
	s->live = ARENA_ARRAY(p->a, p->nlines + 1, double);
	s->all = ARENA_ARRAY(p->a, p->nlines + 1, double);
	s->next = ARENA_ARRAY(p->a, p->nlines + 1, uint32_t);
	s->last = ARENA_ARRAY(p->a, p->nlines + 1, uint32_t);
	for (uint32_t i = 0; i < p->nlines; i++) {
		const struct line *l = &p->line[i];

		s->good[i + 1] = s->good[i] + line_worth(l);
		s->live[i + 1] =
		    s->live[i] + (l->drop == DROP_NOT ? l->m.weight : 0);
		s->all[i + 1] = s->all[i] + l->m.weight;
		s->last[i + 1] = line_worth(l) > 0 ? i : s->last[i];
		if (line_worth(l) > 0)
			vote(p, l, s->v);
	}
	s->next[p->nlines] = p->nlines;
	for (uint32_t i = p->nlines; i > 0; i--)
		s->next[i - 1] =
		    line_worth(&p->line[i - 1]) > 0 ? i - 1 : s->next[i];
}

static double
good_in(const struct page *p, const struct votes *s, uint32_t at)
{
	return s->good[p->cell[at].to] - s->good[p->cell[at].from];
}

static double
live_in(const struct page *p, const struct votes *s, uint32_t at)
{
	return s->live[p->cell[at].to] - s->live[p->cell[at].from];
}

static uint32_t
most_votes(const struct page *p, const struct votes *s)
{
	uint32_t best = 0;

	for (uint32_t at = p->top; at < p->ncells; at++)
		if (s->v[at] > 0 && (best == 0 || s->v[at] > s->v[best]))
			best = at;
	return best;
}

/*
 * What follows the headline in line TITLE, when it is a text of its own; else
 * BEST. A page may hold more of others: a slide show, a second article.
 */
static uint32_t
below_title(
    const struct page *p, const struct votes *s, uint32_t title, uint32_t best)
{
	for (uint32_t i = title; i < p->nlines && i < title + BELOW; i++) {
		uint32_t at = widest(p, p->line[i].box);

		if (line_worth(&p->line[i]) <= 0)
			continue;
		if (p->cell[at].to - p->cell[at].from == 1)
			at = widest(p, p->cell[at].parent);
		if (at != 0 && s->v[at] >= RIVAL * s->v[best])
			return p->cell[at].end <= best ||
				       p->cell[best].end <= at
				   ? at
				   : best;
	}
	return best;
}

static unsigned
depth_of(const struct page *p, uint32_t at)
{
	unsigned n = 0;

	for (; at != 0; at = p->cell[at].parent)
		n++;
	return n;
}

/* The heaviest line of cell AT. */
static const struct line *
heaviest(const struct page *p, uint32_t at)
{
	const struct line *best = &p->line[p->cell[at].from];

	for (uint32_t i = p->cell[at].from; i < p->cell[at].to; i++)
		if (line_worth(&p->line[i]) > line_worth(best))
			best = &p->line[i];
	return best;
}

/* Sum up before each line the text that is made as MODEL is. */
static double *
sum_alike(const struct page *p, const struct line *model)
{
	double *sum = ARENA_ARRAY(p->a, p->nlines + 1, double);
	unsigned depth = depth_of(p, model->box);

	for (uint32_t i = 0; i < p->nlines; i++) {
		const struct line *l = &p->line[i];

		sum[i + 1] = sum[i];
		if (l->kind == model->kind && line_worth(l) > 0 &&
		    p->cell[l->box].tag == p->cell[model->box].tag &&
		    depth_of(p, l->box) == depth)
			sum[i + 1] += line_worth(l);
	}
	return sum;
}

/* The weight of what stands between the text of IN and the next text of OUT. */
static double
gap_of(const struct votes *s, const struct cell *in, const struct cell *out)
{
	uint32_t next = s->next[in->to], last = s->last[in->from];
	double gap = -1;

	if (next < out->to)
		gap = s->all[next] - s->all[in->to];
	if (last >= out->from && last < in->from &&
	    (gap < 0 || s->all[in->from] - s->all[last + 1] < gap))
		gap = s->all[in->from] - s->all[last + 1];
	return gap;
}

/* Go up while what is around has more of the text than of other things. */
static uint32_t
join(const struct page *p, const struct votes *s, uint32_t at)
{
	double *alike = sum_alike(p, heaviest(p, at));
	uint32_t found = at;

	for (uint32_t up = p->cell[at].parent; up != 0;
	     up = p->cell[up].parent) {
		const struct cell *in = &p->cell[found], *out = &p->cell[up];
		double more = good_in(p, s, up) - good_in(p, s, found);
		double all = live_in(p, s, up) - live_in(p, s, found);
		double same = alike[out->to] - alike[out->from] -
			      (alike[in->to] - alike[in->from]);

		double gap = gap_of(s, in, out);
		bool much = more > MORE * good_in(p, s, found) ||
			    same > MORE_ALIKE * good_in(p, s, found);
		bool near = gap <= APART * good_in(p, s, found) + NEAR;
		double pure = more > good_in(p, s, found) || gap <= BESIDE
				  ? PURE_LARGE
				  : PURE;

		if (much && near && more > pure * all)
			found = up;
	}
	return found;
}

/* True when the lines FROM to TO open a text: paragraphs and little else, right
 * above it. One may be a standfirst. */
static bool
is_opening(
    const struct page *p, const struct votes *s, uint32_t from, uint32_t to)
{
	double good = s->good[to] - s->good[from];
	unsigned texts = 0;

	for (uint32_t i = from; i < to; i++)
		texts += line_worth(&p->line[i]) >= LINE_PARAGRAPH;
	return texts >= OPENING &&
	       good > PURE * (s->live[to] - s->live[from]) &&
	       s->live[to] - s->live[s->last[to] + 1] <= BESIDE;
}

/*
 * An element around AT in which the text opens, below the headline in line
 * TITLE, in a box of its own; what stands below AT in it is left outside. AT when
 * there is none.
 */
static uint32_t
open_up(struct page *p, const struct votes *s, uint32_t title, uint32_t at)
{
	uint32_t up = at, end = p->cell[at].to, from;

	if (title == NO_LINE || title >= p->cell[at].from)
		return at;
	do {
		up = p->cell[up].parent;
		from = p->cell[up].from;
		from = from > title ? from : title + 1;
	} while (up != p->top && p->cell[up].from > title);
	if (!is_opening(p, s, from, p->cell[at].from))
		return at;
	for (uint32_t i = end; i < p->cell[up].to; i++)
		if (p->line[i].drop == DROP_NOT)
			p->line[i].drop = DROP_OUTSIDE;
	return up;
}

/* The element BODY, which the page calls the text, when it has most of what was
 * found in AT; else AT. */
static uint32_t
declared(
    const struct page *p, const struct votes *s, uint32_t body, uint32_t at)
{
	bool has_lines = body != 0 && p->cell[body].to > p->cell[body].from;

	if (!has_lines || good_in(p, s, body) < DECLARED * good_in(p, s, at))
		return at;
	return body;
}

/* True when AT is an element that paragraphs stand in. */
static bool
is_body(const struct page *p, const struct votes *s, uint32_t at)
{
	at = widest(p, at);
	return at != 0 && s->v[at] > 0 && s->v[at] >= good_in(p, s, at) * BODY;
}

/* The outermost cell around AT that has no text beyond that of AT: a table with
 * the box that centres it and its heading. */
static uint32_t
bare_around(const struct page *p, const struct votes *s, uint32_t at)
{
	uint32_t up;

	while ((up = p->cell[at].parent) != 0 &&
	       good_in(p, s, up) <= good_in(p, s, at))
		at = up;
	return at;
}

/* True when there is text in cell IN both above line I and below it. */
static bool
is_amid(const struct page *p, const struct votes *s, uint32_t in, uint32_t i)
{
	return s->good[i] > s->good[p->cell[in].from] &&
	       s->good[p->cell[in].to] > s->good[i + 1];
}

/* True when line I stands beside paragraphs: a signature, a verse; or what it is
 * in does, a list, a table, a quote. Between two paragraphs that may be any box:
 * a wide table does not end a text. */
static bool
is_beside(const struct page *p, const struct votes *s, uint32_t i)
{
	uint32_t at = widest(p, p->line[i].box), around;

	if (p->cell[at].to - p->cell[at].from == 1)
		at = p->cell[at].parent;
	if (is_body(p, s, at))
		return true;
	around = p->cell[bare_around(p, s, at)].parent;
	if (is_amid(p, s, around, i) && is_body(p, s, around))
		return true;
	for (int k = 0; k < STEPS && at != 0; k++, at = p->cell[at].parent)
		switch (p->cell[at].tag) {
		case TAG_LIST:
		case TAG_TABLE:
		case TAG_QUOTE:
		case TAG_CODE:
			return is_body(p, s, p->cell[at].parent);
		default:
			break;
		}
	return false;
}

/* True when line I is in a list or a table: what a text gives in short, as the
 * ingredients of a recipe. */
static bool
is_listed(const struct page *p, uint32_t i)
{
	enum tag kind = p->line[i].kind;

	return kind == TAG_ITEM || kind == TAG_CELL;
}

/* What line I adds to a stretch of text, or takes from it; SUM is what there is
 * before. */
static double
gain(const struct page *p, const struct votes *s, uint32_t i, double sum)
{
	const struct line *l = &p->line[i];

	if (l->drop != DROP_NOT)
		return 0;
	if (line_worth(l) > 0)
		return line_worth(l);
	if (l->value >= 0 && is_beside(p, s, i))
		return 1;
	if (sum >= LINE_PARAGRAPH && l->linked == 0 && is_listed(p, i))
		return -1;
	return -10 - (double)l->m.weight / 4;
}

/* The stretch of lines with the largest sum. */
static void
trim(struct page *p, const struct votes *s, uint32_t at)
{
	uint32_t from = p->cell[at].from, to = p->cell[at].to;
	uint32_t first = from, best_first = from, best_to = from;
	double sum = 0, best = 0;

	for (uint32_t i = from; i < to; i++) {
		if (sum <= 0) {
			sum = 0;
			first = i;
		}
		sum += gain(p, s, i, sum);
		if (sum > best) {
			best = sum;
			best_first = first;
			best_to = i + 1;
		}
	}
	for (uint32_t i = 0; i < p->nlines; i++)
		if ((i < best_first || i >= best_to) &&
		    p->line[i].drop == DROP_NOT)
			p->line[i].drop = DROP_OUTSIDE;
}

uint32_t
choose(struct page *p, const struct hints *h)
{
	struct votes s;
	uint32_t at;

	count(p, &s);
	at = most_votes(p, &s);
	if (at == 0)
		return 0;
	if (h->title_line != NO_LINE)
		at = below_title(p, &s, h->title_line, at);
	at = join(p, &s, at);
	at = open_up(p, &s, h->title_line, at);
	at = declared(p, &s, h->body, at);
	trim(p, &s, at);
	/* Without what is above the headline other things are at the edge. */
	title_cut(p, h->title);
	trim(p, &s, at);
	drop_bare(p);
	return at;
}
