// SPDX-License-Identifier: ISC
#include "extract/detect/detect.h"

#include <stdlib.h>

#include "extract/detect/name.h"
#include "extract/detect/score.h"
#include "extract/detect/sections.h"
#include "extract/detect/stamp.h"
#include "model/limits.h"

/* Fewer entries than this are no list. */
#define ENTRIES_LEAST 3
/* A frame around entries is as good as they are when it has this of their
 * score. */
#define FRAME 0.6

struct glance {
	size_t examples;
	double score;
	const struct group *group;
};

static int
by_glance(const void *pa, const void *pb)
{
	const struct glance *a = pa, *b = pb;

	if (a->examples != b->examples)
		return a->examples > b->examples ? -1 : 1;
	if (a->score != b->score)
		return a->score > b->score ? -1 : 1;
	return a->group < b->group ? -1 : a->group > b->group;
}

static int
by_score(const void *pa, const void *pb)
{
	const struct reading *a = pa, *b = pb;

	if ((a->score > 0) != (b->score > 0))
		return a->score > 0 ? -1 : 1;
	if (a->examples != b->examples)
		return a->examples > b->examples ? -1 : 1;
	if (a->score != b->score)
		return a->score > b->score ? -1 : 1;
	return a->group < b->group ? -1 : a->group > b->group;
}

static size_t
boxes_in(const struct group *g)
{
	size_t n = 0;

	for (size_t m = 0; m < g->n; m++)
		n += g->until[m] - g->member[m];
	return n;
}

/* Finish those of the N readings that may be among the MAX best ones then. */
static void
finish_best(const struct judge *j, struct reading *r, size_t n, size_t max)
{
	double least = 0;

	for (size_t i = 0; i < n && i < LIMIT_DETECT_LISTS && r[i].score > 0;
	     i++) {
		if (i >= max &&
		    r[i].score * (1 + SCORE_DATED) * (1 + SCORE_DECLARED) <
			least)
			continue;
		score_finish(j, &r[i]);
		if (i < max && (i == 0 || r[i].score < least))
			least = r[i].score;
	}
}

/* The groups of the page, read; the best first. */
static struct reading *
read_groups(const struct judge *j, size_t max, size_t *n)
{
	struct groups gs;
	struct glance *g;
	struct reading *r;
	size_t boxes = 0;

	groups_find(j->a, j->o, ENTRIES_LEAST, &gs);
	g = ARENA_ARRAY(j->a, gs.n, struct glance);
	for (size_t i = 0; i < gs.n; i++)
		g[i] =
		    (struct glance){ examples_in(j->o, &j->seen,
					 EXAMPLE_TEXT | EXAMPLE_DATE, &gs.v[i]),
			    score_glance(j->o, &gs.v[i]), &gs.v[i] };
	if (gs.n > 0)
		qsort(g, gs.n, sizeof(*g), by_glance);
	r = ARENA_ARRAY(j->a, LIMIT_DETECT_GROUPS, struct reading);
	for (*n = 0; *n < gs.n && *n < LIMIT_DETECT_GROUPS &&
		     boxes < LIMIT_DETECT_BOXES;
	     ++*n) {
		boxes += boxes_in(g[*n].group);
		score_group(j, g[*n].group, &r[*n]);
	}
	if (*n > 0)
		qsort(r, *n, sizeof(*r), by_score);
	finish_best(j, r, *n, max);
	if (*n > 0)
		qsort(r, *n, sizeof(*r), by_score);
	return r;
}

static int
set_rule(struct arena *a, struct rules *out, struct str text, struct err *e)
{
	out->v = ARENA_NEW(a, struct rule);
	out->n = 1;
	return rule_parse(a, text, out->v, e);
}

/* The rule for the column COL of R, unless there is none that finds it. */
static int
set_field(struct namer *nm, const struct reading *r, const struct column *col,
    struct rules *out)
{
	struct str text;

	if (col == NULL)
		return 0;
	if (name_column(nm, r->group, col, &text) != 0)
		return nm->e->code == ERR_NONE ? 0 : -1;
	return set_rule(nm->a, out, text, nm->e);
}

static struct str
joined(struct arena *a, struct str rule, struct str op)
{
	return arena_concat(a, (struct str[]){ rule, op }, 2);
}

/* The rule for dates of R that no column has; TITLE is that of its headlines. */
static int
set_loose_date(struct namer *nm, const struct reading *r, struct str title,
    struct candidate *out)
{
	struct str rule = r->date_op.len > 0 ? joined(nm->a, title, r->date_op)
					     : r->date_rule;

	return rule.len == 0
		   ? 0
		   : set_rule(nm->a, &out->field[FIELD_DATE], rule, nm->e);
}

/* 1 when R can be written as rules, 0 when not, -1 with an error. */
static int
write_rules(struct namer *nm, const struct reading *r, struct candidate *out)
{
	struct str title, item, date = STR_NULL;

	*out = (struct candidate){ .n = r->title->have,
		.examples = r->examples,
		.score = r->score,
		.menu = r->menu,
		.names = r->names };
	if (r->date != NULL && r->date->have >= r->title->have &&
	    name_column(nm, r->group, r->date, &date) != 0)
		date = STR_NULL;
	if (name_column(nm, r->group, r->title, &title) != 0 ||
	    name_items(nm, r, title, date, &item) != 0)
		return nm->e->code == ERR_NONE ? 0 : -1;
	if (str_empty(r->title_op))
		title = stamp_cut(nm->a, nm->outline, r, title);
	if (set_rule(nm->a, &out->item, item, nm->e) != 0 ||
	    set_rule(nm->a, &out->field[FIELD_TITLE],
		joined(nm->a, title, r->title_op), nm->e) != 0)
		return -1;
	if (r->link != r->title &&
	    set_field(nm, r, r->link, &out->field[FIELD_LINK]) != 0)
		return -1;
	if (set_loose_date(nm, r, title, out) != 0)
		return -1;
	if (set_field(nm, r, r->date, &out->field[FIELD_DATE]) != 0 ||
	    set_field(nm, r, r->summary, &out->field[FIELD_SUMMARY]) != 0 ||
	    set_field(nm, r, r->image, &out->field[FIELD_IMAGE]) != 0 ||
	    set_field(nm, r, r->author, &out->field[FIELD_AUTHOR]) != 0 ||
	    set_field(nm, r, r->outlet, &out->field[FIELD_OUTLET]) != 0)
		return -1;
	return 1;
}

/* True when R has the headlines of one of the N readings before it that was
 * named. */
static bool
seen(const struct reading *before, size_t n, const struct reading *r)
{
	uint32_t box = NO_BOX;

	for (size_t m = 0; m < r->group->n && box == NO_BOX; m++)
		box = r->title->box[m];
	for (size_t i = 0; i < n; i++)
		for (size_t m = 0; m < before[i].group->n && !before[i].unnamed;
		     m++)
			if (before[i].title->box[m] == box)
				return true;
	return false;
}

/* True when the members of OUTER are around those of R, and have the same
 * headlines. */
static bool
is_frame(const struct reading *outer, const struct reading *r)
{
	const struct group *og = outer->group, *g = r->group;

	if (og->n != g->n)
		return false;
	for (size_t m = 0; m < g->n; m++)
		if (og->member[m] >= g->member[m] ||
		    og->until[m] < g->until[m] ||
		    outer->title->box[m] != r->title->box[m])
			return false;
	return true;
}

/*
 * R, or what is around it and has the picture that it lacks: the entry is the
 * frame then, which has some entries' marks as well, and so looks less even.
 */
static struct reading *
with_picture(
    const struct judge *j, struct reading *v, size_t n, struct reading *r)
{
	for (size_t i = 0;
	     i < n && r->image == NULL && v[i].score > FRAME * r->score; i++) {
		if (!is_frame(&v[i], r))
			continue;
		score_finish(j, &v[i]);
		if (v[i].image != NULL &&
		    (v[i].date != NULL || r->date == NULL))
			return &v[i];
	}
	return r;
}

/* Write those of the N readings R, the best ones first, that are no menus, or
 * that are. Returns 0, or -1 with an error. */
static int
write_lists(struct namer *nm, const struct judge *j, struct reading *r,
    size_t n, bool menus, size_t max, struct candidates *out)
{
	for (size_t i = 0; i < n && out->n < max && r[i].score > 0; i++) {
		struct reading *best;
		int rc;

		if (seen(r, i, &r[i]))
			continue;
		score_finish(j, &r[i]);
		if (r[i].menu != menus)
			continue;
		best = with_picture(j, r, n, &r[i]);
		rc = write_rules(nm, best, &out->v[out->n]);
		if (rc < 0)
			return -1;
		r[i].unnamed = rc == 0;
		if (rc > 0)
			score_explain(j, best, &out->v[out->n++]);
	}
	return 0;
}

/*
 * The parts of a text come before all lists of links, for a changelog links to
 * much in passing, but not before what has more of the examples. Returns 0, or
 * -1 with an error.
 */
static int
put_sections(
    struct namer *nm, const struct judge *j, size_t max, struct candidates *out)
{
	struct sections s;
	struct candidate c;
	size_t at = 0;
	int rc;

	if (!sections_find(j, &s))
		return 0;
	rc = sections_write(nm, &s, &c);
	while (at < out->n && (out->v[at].examples > c.examples ||
				  (!s.likely && !out->v[at].menu &&
				      out->v[at].examples == c.examples)))
		at++;
	if (rc <= 0 || at == max)
		return rc < 0 ? -1 : 0;
	sections_explain(j, &s, out->n > 0 ? out->v[0].score : 1, &c);
	if (out->n < max)
		out->n++;
	for (size_t i = out->n - 1; i > at; i--)
		out->v[i] = out->v[i - 1];
	out->v[at] = c;
	return 0;
}

int
detect(struct arena *a, const struct html_doc *doc,
    const struct detect_ask *ask, struct candidates *out, struct err *e)
{
	struct namer nm = {
		.a = a, .doc = doc, .budget = { LIMIT_MATCH_STEPS }, .e = e
	};
	struct outline o;
	struct column_room room;
	struct judge j = { .a = a,
		.o = &o,
		.help = ask->help,
		.room = &room,
		.language = html_language(doc),
		.base = ask->base };
	struct reading *r;
	size_t n;

	*out = (struct candidates){ .v = ARENA_ARRAY(
					a, ask->max, struct candidate) };
	outline_make(a, doc, &o);
	if (o.n == 0)
		return 0;
	nm.outline = &o;
	e->code = ERR_NONE;
	column_room_make(a, &o, &room);
	declared_find(a, doc, ask->base, &j.declared);
	j.dates = ARENA_ARRAY(a, o.n, unsigned char);
	examples_find(a, &o, ask, j.language, &j.seen);
	r = read_groups(&j, ask->max, &n);
	if (write_lists(&nm, &j, r, n, false, ask->max, out) != 0 ||
	    write_lists(&nm, &j, r, n, true, ask->max, out) != 0 ||
	    put_sections(&nm, &j, ask->max, out) != 0)
		return -1;
	return 0;
}
