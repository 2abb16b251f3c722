// SPDX-License-Identifier: ISC
#include "extract/detect/column.h"

#include <stdlib.h>

#include "base/fnv.h"

/* One element of a member, by the way to it. */
struct entry {
	uint64_t key;
	uint32_t member, box;
};

static int
by_key(const void *pa, const void *pb)
{
	const struct entry *a = pa, *b = pb;

	if (a->key != b->key)
		return a->key < b->key ? -1 : 1;
	return a->box < b->box ? -1 : a->box > b->box;
}

/* Cells of one row are alike but for their place. */
static uint64_t
way_on(uint64_t key, const struct box *b)
{
	key = fnv1a(key, &b->kind, sizeof(b->kind));
	return b->nth == 0 ? key : fnv1a(key, &b->nth, sizeof(b->nth));
}

/* Add the elements of member M of G with their keys; KEY is scratch. */
static void
list_member(const struct outline *o, const struct group *g, uint32_t m,
    uint64_t *key, struct entry *v, size_t *n)
{
	const struct box *b = o->v;
	uint32_t i = g->member[m];
	uint64_t next = fnv1a(FNV_BASIS, "+", 1);

	for (uint32_t k = i; k < g->until[m]; k++) {
		if (k == i)
			key[k] = FNV_BASIS;
		else if (b[k].parent == b[i].parent)
			/* What follows: by all that is between. */
			key[k] = next =
			    fnv1a(next, &b[k].kind, sizeof(b[k].kind));
		else
			key[k] = way_on(key[b[k].parent], &b[k]);
		if (b[k].weight > 0 || b[k].pictures > 0 || b[k].data ||
		    b[k].link)
			v[(*n)++] = (struct entry){ key[k], m, k };
	}
}

static int
by_number(const void *pa, const void *pb)
{
	uint64_t a = *(const uint64_t *)pa, b = *(const uint64_t *)pb;

	return a < b ? -1 : a > b;
}

/* Share of the N numbers that differ from all before them. */
static double
distinct(uint64_t *v, size_t n)
{
	size_t d = 0;

	qsort(v, n, sizeof(*v), by_number);
	for (size_t i = 0; i < n; i++)
		d += i == 0 || v[i] != v[i - 1];
	return n == 0 ? 0 : (double)d / (double)n;
}

static uint64_t
hash_href(const struct html_node *n)
{
	struct str href = STR_NULL;

	html_attr(n, STR("href"), &href);
	href = str_trim(href);
	return fnv1a(FNV_BASIS, href.p, href.len);
}

/* Most of the box I, of the member TOP or what follows it, is a heading or in
 * one. */
static bool
by_heading(const struct outline *o, uint32_t top, uint32_t i)
{
	const struct box *b = &o->v[i];

	return b->heading_weight * 2 > b->weight ||
	       (b->heading_around != NO_BOX && b->heading_around >= top);
}

static double
distinct_hrefs(const struct outline *o, const struct group *g,
    const struct column *c, uint64_t *number)
{
	size_t n = 0;

	for (size_t m = 0; m < g->n; m++)
		if (c->box[m] != NO_BOX)
			number[n++] = hash_href(o->v[c->box[m]].node);
	return distinct(number, n);
}

/* Half of what a long headline is worth is reached at this weight: six
 * characters of Chinese, two words of English. */
#define TITLE_HALF 12.0
/* From here on longer is not better ... */
#define TITLE_ENOUGH 24.0
/* ... and from here on it is no headline. */
#define TITLE_MOST 150.0

static double
long_enough(double weight)
{
	double most = TITLE_ENOUGH / (TITLE_ENOUGH + TITLE_HALF);

	if (weight > TITLE_MOST)
		return most * TITLE_MOST / weight;
	return weight > TITLE_ENOUGH ? most : weight / (weight + TITLE_HALF);
}

/*
 * True when the texts of C say the same but for numbers, as "36 commits" and
 * "155 commits" do. "1 comment" and "no comments" may be among them.
 */
static bool
has_counts(const struct outline *o, const struct group *g,
    const struct column *c, uint64_t *number)
{
	size_t n = 0;

	for (size_t m = 0; m < g->n; m++)
		if (c->box[m] != NO_BOX)
			number[n++] = o->v[c->box[m]].wording;
	return distinct(number, n) * (double)n < 1.5 + (double)n / 5;
}

static void
measure(const struct outline *o, const struct group *g, struct column *c,
    uint64_t *number)
{
	size_t n = 0, headings = 0;

	c->link = c->picture = true;
	for (size_t m = 0; m < g->n; m++) {
		uint32_t i = c->box[m];

		if (i == NO_BOX)
			continue;
		c->weight += o->v[i].weight - o->v[i].digits;
		c->digits += o->v[i].digits;
		c->own += o->v[i].own_weight;
		c->link = c->link && o->v[i].link;
		c->picture = c->picture && o->v[i].picture;
		c->icons += o->v[i].icon;
		c->length += long_enough(o->v[i].weight - o->v[i].digits);
		headings += by_heading(o, g->member[m], i);
		number[n++] = o->v[i].text;
	}
	c->weight /= (double)n;
	c->digits /= (double)n;
	c->own /= (double)n;
	c->icons /= (double)n;
	c->length /= (double)n;
	c->heading = headings * 2 > n;
	c->texts = distinct(number, n);
	c->counts = c->digits > 0.5 && has_counts(o, g, c, number);
	if (c->link)
		c->hrefs = distinct_hrefs(o, g, c, number);
}

bool
column_says(const struct outline *o, const struct column *c, const char *prop)
{
	size_t m = 0;

	while (c->box[m] == NO_BOX)
		m++;
	return box_says(&o->v[c->box[m]], prop);
}

bool
column_around(const struct outline *o, const struct group *g,
    const struct column *c, const struct column *d)
{
	for (size_t m = 0; m < g->n; m++)
		if (c->box[m] != NO_BOX && d->box[m] != NO_BOX)
			return d->box[m] > c->box[m] &&
			       d->box[m] < o->v[c->box[m]].end;
	return false;
}

/* All columns on their way. */
struct making {
	struct arena *a;
	const struct outline *o;
	const struct group *g;
	struct columns *out;
	size_t places; /* elements of the members, one of each way counted */
	size_t common; /* those of them that are in a column */
};

/* The column of the N entries at V, the first one of each member. A picture
 * may be missing in most entries, and is one of the list still. */
static void
add_column(struct making *mk, const struct entry *v, size_t n)
{
	const struct group *g = mk->g;
	struct columns *out = mk->out;
	struct column c = { .key = v->key };
	bool few;

	c.box = ARENA_ARRAY(mk->a, g->n, uint32_t);
	for (size_t m = 0; m < g->n; m++)
		c.box[m] = NO_BOX;
	for (size_t i = 0; i < n; i++)
		if (c.box[v[i].member] == NO_BOX) {
			c.box[v[i].member] = v[i].box;
			c.have++;
		}
	mk->places += c.have;
	few = c.have * 2 < g->n;
	if (few && (c.have < 2 || !mk->o->v[v->box].picture))
		return;
	mk->common += few ? 0 : c.have;
	c.place = v->box - g->member[v->member];
	out->v = arena_more(mk->a, out->v, out->n, &out->cap, sizeof(*out->v));
	out->v[out->n++] = c;
}

static int
by_place(const void *pa, const void *pb)
{
	const struct column *a = pa, *b = pb;

	if (a->place != b->place)
		return a->place < b->place ? -1 : 1;
	return a->key < b->key ? -1 : a->key > b->key;
}

void
column_room_make(
    struct arena *a, const struct outline *o, struct column_room *out)
{
	*out = (struct column_room){ .key = ARENA_ARRAY(a, o->n, uint64_t),
		.number = ARENA_ARRAY(a, o->n, uint64_t) };
}

static struct entry *
room_for(struct arena *a, struct column_room *room, size_t n)
{
	if (n > room->cap) {
		room->cap = n + n / 2;
		room->entry = ARENA_ARRAY(a, room->cap, struct entry);
	}
	return room->entry;
}

void
columns_find(struct arena *a, const struct outline *o, struct column_room *room,
    const struct group *g, struct columns *out)
{
	struct making mk = { .a = a, .o = o, .g = g, .out = out };
	struct entry *v;
	size_t total = 0, n = 0, from = 0;

	*out = (struct columns){ .n = 0 };
	for (size_t m = 0; m < g->n; m++)
		total += g->until[m] - g->member[m];
	v = room_for(a, room, total);
	for (size_t m = 0; m < g->n; m++)
		list_member(o, g, (uint32_t)m, room->key, v, &n);
	if (n > 0)
		qsort(v, n, sizeof(*v), by_key);
	for (size_t i = 1; i <= n; i++) {
		if (i < n && v[i].key == v[from].key)
			continue;
		add_column(&mk, &v[from], i - from);
		from = i;
	}
	for (size_t i = 0; i < out->n; i++)
		measure(o, g, &out->v[i], room->number);
	if (mk.places > 0)
		out->coherence = (double)mk.common / (double)mk.places;
	if (out->n > 0)
		qsort(out->v, out->n, sizeof(*out->v), by_place);
}
