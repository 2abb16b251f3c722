// SPDX-License-Identifier: ISC
#include "extract/detect/sections.h"

/* Fewer are no list. */
#define SECTIONS_LEAST 3
/* Less is a mark or a number. */
#define HEADING_LEAST 2
/* Elements between a heading and what it begins: <section><header><h2>. */
#define WRAPPERS 3
/* Shares: of the headings that have an address, of those that name a date, of
 * the page's text that they begin, of that text that is links. */
#define HAVE_LEAST 0.9
#define DATED_LEAST 0.7
#define SHARE_LEAST 0.5
#define LINKS_MOST 0.4
/* Headings that are asked for a date. */
#define SAMPLE 20

/* The headings of one level, and what may be their addresses. */
struct level {
	const struct judge *j;
	uint32_t *box;
	size_t n;
	uint32_t end; /* of the last of the parts */
};

static bool
has_attr(const struct box *b, const char *name)
{
	struct str s;

	return html_attr(b->node, str_c(name), &s) && !str_empty(str_trim(s));
}

/* A link to a place on this page. */
static bool
is_inner_link(const struct box *b)
{
	struct str href;

	return html_is(b->node, STR("a")) &&
	       html_attr(b->node, STR("href"), &href) && href.len > 1 &&
	       href.p[0] == '#';
}

/* Headings that are links lead to what is to be read elsewhere. */
static void
list_level(struct level *lv, char digit)
{
	const struct outline *o = lv->j->o;

	lv->n = 0;
	for (size_t i = 1; i < o->n; i++) {
		const struct box *b = &o->v[i];

		if (b->heading && html_name(b->node).p[1] == digit &&
		    !b->aside && 2 * b->link_weight < b->weight &&
		    b->weight >= HEADING_LEAST)
			lv->box[lv->n++] = (uint32_t)i;
	}
}

/* Where the part of the last heading ends: with what is around the last two. */
static uint32_t
end_of(const struct outline *o, const struct level *lv)
{
	uint32_t up = lv->box[lv->n - 1];

	while (up != 0 &&
	       (up > lv->box[lv->n - 2] || o->v[up].end <= lv->box[lv->n - 1]))
		up = o->v[up].parent;
	return o->v[up].end;
}

/* How heading number M is linked to, for each way: the box that says so. */
static uint32_t
by_own_id(const struct level *lv, size_t m)
{
	uint32_t i = lv->box[m];

	return has_attr(&lv->j->o->v[i], "id") ? i : NO_BOX;
}

/* True when of all headings the box I is around number M alone. */
static bool
is_alone(const struct level *lv, size_t m, uint32_t i)
{
	return i != 0 && (m == 0 || lv->box[m - 1] < i) &&
	       (m + 1 == lv->n || lv->box[m + 1] >= lv->j->o->v[i].end);
}

static uint32_t
by_wrapper(const struct level *lv, size_t m)
{
	const struct box *v = lv->j->o->v;
	uint32_t i = v[lv->box[m]].parent;

	for (int k = 0; k < WRAPPERS && is_alone(lv, m, i); k++) {
		if (has_attr(&v[i], "id"))
			return i;
		i = v[i].parent;
	}
	return NO_BOX;
}

static uint32_t
by_link(const struct level *lv, size_t m)
{
	const struct box *v = lv->j->o->v;

	for (uint32_t i = lv->box[m] + 1; i < v[lv->box[m]].end; i++)
		if (is_inner_link(&v[i]))
			return i;
	return NO_BOX;
}

static uint32_t
by_link_beside(const struct level *lv, size_t m)
{
	const struct box *v = lv->j->o->v;
	uint32_t up = v[lv->box[m]].parent;

	for (uint32_t i = up + 1; is_alone(lv, m, up) && i < v[up].end; i++)
		if (is_inner_link(&v[i]))
			return i;
	return NO_BOX;
}

static uint32_t
by_inner_id(const struct level *lv, size_t m)
{
	const struct box *v = lv->j->o->v;

	for (uint32_t i = lv->box[m] + 1; i < v[lv->box[m]].end; i++)
		if (has_attr(&v[i], "id"))
			return i;
	return NO_BOX;
}

static uint32_t
by_name(const struct level *lv, size_t m)
{
	const struct box *v = lv->j->o->v;

	for (uint32_t i = lv->box[m] + 1; i < v[lv->box[m]].end; i++)
		if (has_attr(&v[i], "name"))
			return i;
	return NO_BOX;
}

/* Priority is order. */
static const struct way {
	uint32_t (*find)(const struct level *lv, size_t m);
	const char *attr;
	bool around; /* what is around both is the entry */
} way[] = {
	{ by_own_id, "id", false },
	{ by_wrapper, "id", true },
	{ by_link, NULL, false },
	{ by_link_beside, NULL, true },
	{ by_inner_id, "id", false },
	{ by_name, "name", false },
};
#define WAYS (sizeof(way) / sizeof(way[0]))

/* The innermost box that is around the boxes I and AT. */
static uint32_t
around_both(const struct box *v, uint32_t i, uint32_t at)
{
	while (at < i || at >= v[i].end)
		i = v[i].parent;
	return i;
}

/* The headings of LV that W finds an address for, into OUT. Returns whether
 * these are nearly all. */
static bool
take_way(const struct level *lv, const struct way *w, struct sections *out)
{
	const struct box *v = lv->j->o->v;
	struct arena *a = lv->j->a;
	struct group *g = &out->group;
	size_t n = 0;

	*g = (struct group){ .member = ARENA_ARRAY(a, lv->n, uint32_t),
		.until = ARENA_ARRAY(a, lv->n, uint32_t) };
	out->heading.box = ARENA_ARRAY(a, lv->n, uint32_t);
	out->target.box = ARENA_ARRAY(a, lv->n, uint32_t);
	for (size_t m = 0; m < lv->n; m++) {
		uint32_t at = w->find(lv, m);

		if (at == NO_BOX)
			continue;
		g->member[n] =
		    w->around ? around_both(v, lv->box[m], at) : lv->box[m];
		g->until[n] = v[g->member[n]].end;
		out->heading.box[n] = lv->box[m];
		out->target.box[n++] = at;
	}
	g->n = out->heading.have = out->target.have = n;
	out->attr = w->attr;
	return n >= SECTIONS_LEAST && (double)n >= HAVE_LEAST * (double)lv->n;
}

static double
dated_share(const struct judge *j, const struct sections *s)
{
	size_t step = 1 + s->group.n / SAMPLE, asked = 0, dated = 0;

	for (size_t m = 0; m < s->group.n; m += step) {
		const struct html_node *n = j->o->v[s->heading.box[m]].node;

		asked++;
		dated += j->help->date(j->help->ctx, j->a, html_text(j->a, n),
			     j->language) >= DETECT_DATE_PART;
	}
	return (double)dated / (double)asked;
}

/* What the parts hold: their share of the page's text, and that of links. */
static double
weigh(const struct judge *j, const struct level *lv, double *links)
{
	const struct box *v = j->o->v;
	double text = 0, linked = 0;

	for (uint32_t i = lv->box[0]; i < lv->end; i++) {
		text += v[i].own_weight;
		linked += v[i].link ? v[i].weight : 0;
	}
	*links = text > 0 ? linked / text : 1;
	return text / (v[0].weight + 1.0);
}

/* Headings that say the same are no headlines. */
static bool
are_distinct(const struct judge *j, const struct sections *s)
{
	size_t same = 0;

	for (size_t m = 1; m < s->group.n; m++)
		same += j->o->v[s->heading.box[m]].text ==
			j->o->v[s->heading.box[m - 1]].text;
	return 10 * same < s->group.n;
}

/* The text of the link in heading number M; or empty. */
static struct str
mark_of(const struct judge *j, const struct sections *s, size_t m)
{
	const struct box *v = j->o->v;
	uint32_t i = s->heading.box[m], k = i + 1;

	while (k < v[i].end && !is_inner_link(&v[k]))
		k++;
	return k < v[i].end && v[k].weight < v[i].weight
		   ? html_text(j->a, v[k].node)
		   : STR_NULL;
}

/* A sign for the link, the same in each heading, is no part of what it says. */
static void
find_mark(const struct judge *j, struct sections *s)
{
	const struct box *v = j->o->v;
	struct str mark = mark_of(j, s, 0), text;

	for (size_t m = 1; m < s->group.n; m++)
		if (!str_eq(mark_of(j, s, m), mark))
			return;
	if (str_empty(mark))
		return;
	text = html_text(j->a, v[s->heading.box[0]].node);
	if (!str_starts(text, mark) && !str_ends(text, mark))
		return;
	s->mark = mark;
	s->mark_first = !str_ends(text, mark);
}

static bool
judge_level(struct level *lv, char digit, struct sections *out)
{
	const struct judge *j = lv->j;
	double links;
	size_t w = 0;

	list_level(lv, digit);
	if (lv->n < SECTIONS_LEAST)
		return false;
	*out = (struct sections){ .mark = STR_NULL };
	while (w < WAYS && !take_way(lv, &way[w], out))
		w++;
	if (w == WAYS || !are_distinct(j, out))
		return false;
	lv->end = end_of(j->o, lv);
	out->share = weigh(j, lv, &links);
	out->dated = dated_share(j, out);
	out->examples = examples_at(j->o, &j->seen, EXAMPLE_TEXT | EXAMPLE_DATE,
	    out->heading.box, out->group.n);
	out->likely = out->dated >= DATED_LEAST && out->share >= SHARE_LEAST &&
		      links <= LINKS_MOST;
	find_mark(j, out);
	return out->likely || out->examples > 0;
}

bool
sections_find(const struct judge *j, struct sections *out)
{
	struct level lv = { .j = j,
		.box = ARENA_ARRAY(j->a, j->o->n, uint32_t) };
	bool found = false;

	for (int rank = 1; rank <= 6; rank++) {
		struct sections one;

		if (!judge_level(&lv, (char)('0' + rank), &one))
			continue;
		if (found && (one.examples < out->examples ||
				 (one.examples == out->examples &&
				     one.share <= out->share)))
			continue;
		*out = one;
		found = true;
	}
	return found;
}

static int
set_rule(struct namer *nm, struct rules *out, struct str text)
{
	out->v = ARENA_NEW(nm->a, struct rule);
	out->n = 1;
	return rule_parse(nm->a, text, out->v, nm->e);
}

/* The mark as a regular expression for it alone: what is ASCII and neither a
 * letter nor a digit may mean something there. */
static struct str
quote_mark(struct arena *a, struct str mark)
{
	char *p = ARENA_ARRAY(a, 2 * mark.len + 1, char);
	size_t n = 0;

	for (size_t i = 0; i < mark.len; i++) {
		unsigned char c = (unsigned char)mark.p[i];

		if (c < 0x80 && c != ' ' && !is_alpha(mark.p[i]) &&
		    !is_digit(mark.p[i]))
			p[n++] = '\\';
		p[n++] = mark.p[i];
	}
	return str_n(p, n);
}

static struct str
title_rule(struct arena *a, const struct sections *s, struct str path)
{
	struct str mark;

	if (str_empty(s->mark))
		return path;
	mark = quote_mark(a, s->mark);
	return s->mark_first
		   ? arena_printf(a, "%.*s | replace /^%.*s\\s*/ \"\"",
			 STR_ARG(path), STR_ARG(mark))
		   : arena_printf(a, "%.*s | replace /\\s*%.*s$/ \"\"",
			 STR_ARG(path), STR_ARG(mark));
}

static struct str
link_rule(struct arena *a, const struct sections *s, struct str path)
{
	return s->attr == NULL ? path
			       : arena_printf(a, "%.*s@%s | template \"#{}\"",
				     STR_ARG(path), s->attr);
}

/* Where the text begins: in the entry, or behind it and a smaller heading. */
static struct str
summary_rule(const struct outline *o, const struct sections *s)
{
	const struct box *v = o->v;
	size_t below = 0, headings = 0;

	for (size_t m = 0; m < s->group.n; m++) {
		uint32_t i = s->group.member[m], next = v[i].end;

		below += v[i].weight > 2 * v[s->heading.box[m]].weight;
		headings += next < o->n && v[next].parent == v[i].parent &&
			    v[next].heading;
	}
	if (2 * below > s->group.n)
		return STR("p");
	return 2 * headings > s->group.n ? STR("+ * + *") : STR("+ *");
}

int
sections_write(
    struct namer *nm, const struct sections *s, struct candidate *out)
{
	const struct reading r = {
		.group = &s->group, .title = &s->heading, .link = &s->heading
	};
	struct str item, title, target;

	*out = (struct candidate){ .n = s->group.n, .examples = s->examples };
	if (name_column(nm, &s->group, &s->heading, &title) != 0 ||
	    name_column(nm, &s->group, &s->target, &target) != 0 ||
	    name_items(nm, &r, STR("."), STR_NULL, &item) != 0)
		return nm->e->code == ERR_NONE ? 0 : -1;
	/* Others of the kind, which cannot be linked to, are no entries. */
	if (str_eq(target, STR(".")))
		item = arena_printf(nm->a, "%.*s[%s]", STR_ARG(item), s->attr);
	if (set_rule(nm, &out->item, item) != 0 ||
	    set_rule(nm, &out->field[FIELD_TITLE],
		title_rule(nm->a, s, title)) != 0 ||
	    set_rule(
		nm, &out->field[FIELD_LINK], link_rule(nm->a, s, target)) != 0)
		return -1;
	if (s->dated > 0 && set_rule(nm, &out->field[FIELD_DATE], title) != 0)
		return -1;
	return set_rule(nm, &out->field[FIELD_SUMMARY],
		   summary_rule(nm->outline, s)) != 0
		   ? -1
		   : 1;
}

void
sections_explain(const struct judge *j, const struct sections *s, double least,
    struct candidate *c)
{
	struct arena *a = j->a;

	c->score = least * (s->likely ? 1 + s->share : 1);
	c->why = ARENA_ARRAY(a, 4, struct str);
	c->why[c->nwhy++] =
	    arena_printf(a, "%zu headings that can be linked to", c->n);
	c->why[c->nwhy++] =
	    arena_printf(a, "%.0f %% of the page's text", 100 * s->share);
	c->why[c->nwhy++] =
	    s->dated > 0
		? arena_printf(a, "dates in %.0f %% of them", 100 * s->dated)
		: STR("no dates");
	if (j->seen.n > 0)
		c->why[c->nwhy++] = arena_printf(
		    a, "holds %zu of %zu examples", s->examples, j->seen.n);
}
