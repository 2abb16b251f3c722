// SPDX-License-Identifier: ISC
#include "extract/article/repeat.h"

#include "extract/article/moment.h"

/* Weight from which a line is what somebody says, below a label. */
#define SHORT_TEXT 20
/* Weight of all words of a teaser without a text. */
#define TEASER 150
/* Weight of the text of a teaser that is not cut short. */
#define ABSTRACT 250
/* Share of the text of all units that makes one the article. */
#define SPECIAL 0.6
/* Nodes of a teaser that are looked through for its picture. */
#define CELLS 100
/* Weight of a link that is a headline. */
#define HEADLINE 30
/* Weight of text before comments from which that is the article. */
#define OPENING 300
/* Share of the elements that must be of a kind; of several, of any shape. */
#define MOST 0.7
#define NEARLY_ALL 0.9
#define SEVERAL 3

/* A unit of more lines is a page of its own. */
#define LINES 60
/* Elements at the beginning of a unit that tell how it is made. */
#define SHAPE 5
/* Kinds of elements that are repeated. */
static const enum tag repeated[] = { TAG_BLOCK, TAG_ITEM, TAG_ARTICLE, TAG_ROW,
	TAG_QUOTE };

/* One search of a page. */
struct search {
	struct page *p;
	uint32_t title; /* line of the headline, or NO_LINE */
	double *text;   /* weight of text before each line, at the beginning */
};

/* What there is of elements beside each other. */
struct row {
	unsigned n;        /* that have lines */
	unsigned teasers;  /* that are for the most part a link and a picture */
	unsigned labelled; /* with a label by their text */
	unsigned comments; /* of these, those made alike */
	uint32_t shape;    /* of the second one of the comments */
	uint32_t first;    /* of those with a label */
	double text;       /* weight of text in all */
};

static bool
is_link(const struct line *l)
{
	return l->linked * 10 > l->m.weight * 8;
}

/* How the unit AT begins: its first elements, by tag and depth. */
static uint32_t
shape_of(const struct page *p, uint32_t at)
{
	uint32_t hash = 1, end = p->cell[at].end;
	unsigned n = 0;

	for (; at < end && n < SHAPE; at++)
		if (p->cell[at].tag != TAG_NONE && p->cell[at].node != NULL) {
			hash = hash * 31 + p->cell[at].tag;
			n++;
		}
	return hash;
}

struct str
uncut(struct str s)
{
	static const char *const signs[] = { "[...]", "[…]", "(...)", "(…)",
		"...]", "…]", "...", "……", "…" };

	for (size_t i = 0; i < sizeof(signs) / sizeof(*signs); i++)
		if (str_ends(s, str_c(signs[i])))
			return str_trim(
			    str_sub(s, 0, s.len - strlen(signs[i])));
	return s;
}

static bool
is_cut(struct str s)
{
	return uncut(s).len < s.len;
}

/* True when there is a link and a picture in AT. */
static bool
has_way(const struct page *p, uint32_t at)
{
	bool link = false, media = false;

	for (uint32_t in = at; in < p->cell[at].end && in < at + CELLS; in++) {
		link |= p->cell[in].tag == TAG_LINK;
		media |= p->cell[in].tag == TAG_MEDIA;
	}
	return link && media;
}

static bool
is_teaser(const struct page *p, uint32_t at)
{
	const struct cell *c = &p->cell[at];
	unsigned weight = 0, linked = 0, texts = 0, own = 0;

	for (uint32_t i = c->from; i < c->to; i++) {
		const struct line *l = &p->line[i];

		weight += l->m.weight;
		if (is_link(l) || (l->linked >= HEADLINE && is_cut(l->text)))
			linked += l->linked;
		if (l->value > 0 && !is_cut(l->text))
			own += line_own(l);
		texts += l->value > 0;
	}
	/* A row of a table has a link for a name, and what is said of it. */
	if (linked * 5 > weight && own <= ABSTRACT &&
	    texts <= (c->tag == TAG_ROW ? 0 : 2))
		return true;
	/* A picture that leads elsewhere, with words below it. */
	return weight <= TEASER && texts == 0 && has_way(p, at);
}

/* Something said, with who said it and when; what is quoted has that above it:
 * below it stands whose words an article gives. */
static bool
is_comment(const struct page *p, const struct cell *c)
{
	bool time = false, text = false;

	for (uint32_t i = c->from; i < c->to; i++) {
		const struct line *l = &p->line[i];

		if (l->kind == TAG_HEADING)
			return false;
		if (moment_label(l))
			time |= !(text && c->tag == TAG_QUOTE);
		else if (l->value > 0 || (time && l->m.weight > SHORT_TEXT))
			text = true;
	}
	return time && text;
}

static void
count(const struct search *s, uint32_t at, struct row *r)
{
	const struct page *p = s->p;
	const struct cell *c = &p->cell[at];

	r->n++;
	r->text += s->text[c->to] - s->text[c->from];
	if (c->to - c->from > LINES)
		return;
	if (is_teaser(p, at))
		r->teasers++;
	else if (is_comment(p, c)) {
		uint32_t shape = shape_of(p, at);

		if (r->labelled++ == 0)
			r->first = at;
		if (r->n <= 2)
			r->shape = shape;
		r->comments += shape == r->shape;
	}
}

static bool
is_unit(const struct cell *c, enum tag tag)
{
	return c->node != NULL && c->tag == tag && c->from < c->to &&
	       c->drop == DROP_NOT;
}

/* The element after AT beside it, or 0. */
static uint32_t
beside(const struct page *p, uint32_t at)
{
	const struct html_node *n = p->cell[at].node;

	do
		n = html_next(n);
	while (n != NULL && html_type(n) != HTML_ELEMENT);
	return n == NULL ? 0 : (uint32_t)html_order(n);
}

/* True when the unit AT holds the headline, or most of TEXT, that of all. */
static bool
is_special(const struct search *s, uint32_t at, double text)
{
	const struct cell *c = &s->p->cell[at];

	return (s->title >= c->from && s->title < c->to) ||
	       s->text[c->to] - s->text[c->from] > SPECIAL * text;
}

/* True when elements are comments: most are made alike and labelled, or nearly
 * all of several are labelled, with answers and quotations in some. */
static bool
are_comments(const struct row *r)
{
	return r->comments >= MOST * r->n ||
	       (r->n >= SEVERAL && r->labelled >= NEARLY_ALL * r->n);
}

/* The weight of text above line I, below the headline when that is above. */
static double
text_above(const struct search *s, uint32_t i)
{
	uint32_t from = s->title != NO_LINE && s->title < i ? s->title : 0;

	return s->text[i] - s->text[from];
}

/* Look at the elements TAG of which AT is the first beside others. */
static void
look(const struct search *s, uint32_t first, enum tag tag)
{
	struct page *p = s->p;
	struct row r = { 0 };
	bool keep_first, teasers;
	uint32_t at;

	for (at = first; at != 0; at = beside(p, at))
		if (is_unit(&p->cell[at], tag))
			count(s, at, &r);
	if (r.n < 2 || (r.teasers < MOST * r.n && !are_comments(&r)))
		return;
	teasers = r.teasers >= MOST * r.n;
	keep_first = !teasers && text_above(s, p->cell[r.first].from) < OPENING;
	for (at = first; at != 0; at = beside(p, at))
		if (is_unit(&p->cell[at], tag) &&
		    !(at == r.first && keep_first) &&
		    !(teasers && !is_teaser(p, at)) &&
		    !is_special(s, at, r.text))
			page_drop(p, at, DROP_REPEAT);
}

/* Look at the elements in AT, each kind of which there are several. */
static void
look_in(const struct search *s, uint32_t at)
{
	const struct page *p = s->p;
	unsigned n[TAG_CONTROL + 1] = { 0 };
	uint32_t first = 0;

	for (const struct html_node *x = html_first(p->cell[at].node);
	     x != NULL; x = html_next(x)) {
		uint32_t in = (uint32_t)html_order(x);

		if (html_type(x) != HTML_ELEMENT)
			continue;
		first = first == 0 ? in : first;
		n[p->cell[in].tag] += p->cell[in].from < p->cell[in].to;
	}
	for (size_t i = 0; i < sizeof(repeated) / sizeof(*repeated); i++)
		if (n[repeated[i]] > 1)
			look(s, first, repeated[i]);
}

void
drop_repeats(struct page *p, uint32_t title)
{
	struct search s = { .p = p, .title = title };

	s.text = ARENA_ARRAY(p->a, p->nlines + 1, double);
	for (uint32_t i = 0; i < p->nlines; i++)
		s.text[i + 1] = s.text[i] + line_worth(&p->line[i]);
	for (uint32_t at = p->top; at < p->ncells; at++) {
		const struct cell *c = &p->cell[at];

		if (c->node != NULL && c->to > c->from + 1 &&
		    c->drop == DROP_NOT && tag_is_block((enum tag)c->tag))
			look_in(&s, at);
	}
}
