// SPDX-License-Identifier: ISC
#include "extract/detect/group.h"

#include <stdlib.h>

#include "base/fnv.h"

/* Siblings that may follow a member and belong to it. */
#define TAIL 4

/* One element in the order of what it shares with others. */
struct entry {
	uint64_t key;
	uint32_t box;
};

static int
by_key(const void *pa, const void *pb)
{
	const struct entry *a = pa, *b = pb;

	if (a->key != b->key)
		return a->key < b->key ? -1 : 1;
	return a->box < b->box ? -1 : a->box > b->box;
}

/* The ways to be alike, and what has been found. */
enum way { BY_PARENT, BY_KIND, BY_TAGS, BY_SHAPE, BY_PLACE, WAYS };
struct search {
	struct arena *a;
	const struct outline *o;
	struct groups *gs;
	struct entry *v; /* the elements that hold a link */
	size_t n;
	/* One more than the number of the group that begins with a box; each
	 * way has at most one. */
	uint32_t *begins[WAYS];
};

/* True when the N entries of V are a group already: of what has the same first
 * and last member and so many between them, that is enough to tell. */
static bool
is_known(const struct search *s, const struct entry *v, size_t n)
{
	for (int w = 0; w < WAYS; w++) {
		uint32_t at = s->begins[w][v[0].box];
		const struct group *g = at == 0 ? NULL : &s->gs->v[at - 1];

		if (g != NULL && g->n == n && g->member[n - 1] == v[n - 1].box)
			return true;
	}
	return false;
}

/* Is one of the boxes beside each other from I to END of KIND? */
static bool
has_kind(const struct outline *o, uint32_t i, uint32_t end, uint64_t kind)
{
	for (; i < end; i = o->v[i].end)
		if (o->v[i].kind == kind)
			return true;
	return false;
}

/*
 * The kind of what begins the entries of G, as a <dt> with the date before the
 * <dd> with the link: it stands before the first member, and not behind the
 * last one. 0: nothing does.
 */
static uint64_t
head_kind(const struct outline *o, const struct group *g)
{
	uint32_t before = outline_before(o, g->member[0]);
	uint32_t last = g->member[g->n - 1];

	if (before == NO_BOX ||
	    has_kind(o, o->v[last].end, o->v[o->v[last].parent].end,
		o->v[before].kind))
		return 0;
	return o->v[before].kind;
}

/*
 * Where what belongs to member M of G ends: before the next member, what begins
 * that, which is of the kind HEAD, or a heading, at the end of the parent, or
 * after TAIL siblings, whichever comes first.
 */
static uint32_t
tail_end(
    const struct outline *o, const struct group *g, size_t m, uint64_t head)
{
	uint32_t parent = o->v[g->member[m]].parent;
	uint32_t end = o->v[g->member[m]].end, stop = o->v[parent].end;

	if (m + 1 < g->n && g->member[m + 1] < stop)
		stop = g->member[m + 1];
	for (int k = 0; k < TAIL && end < stop && !o->v[end].heading &&
			(head == 0 || o->v[end].kind != head);
	     k++)
		end = o->v[end].end;
	/* The next member may stand within a sibling. */
	return end <= stop ? end : o->v[g->member[m]].end;
}

/* Add group I once more, with tails, when most of its members have one that
 * says something. */
static void
add_tails(struct search *s, size_t i)
{
	struct groups *gs = s->gs;
	struct group with = gs->v[i];
	uint64_t head = head_kind(s->o, &with);
	size_t have = 0;

	with.until = ARENA_ARRAY(s->a, with.n, uint32_t);
	with.tails = true;
	for (size_t m = 0; m < with.n; m++) {
		uint32_t weight = 0, k = s->o->v[with.member[m]].end;

		with.until[m] = tail_end(s->o, &with, m, head);
		for (; k < with.until[m]; k = s->o->v[k].end)
			weight += s->o->v[k].weight;
		have += weight > 0;
	}
	if (have * 10 < with.n * 8)
		return;
	gs->v = arena_more(s->a, gs->v, gs->n, &gs->cap, sizeof(*gs->v));
	gs->v[gs->n++] = with;
}

static void
add_group(struct search *s, enum way w, const struct entry *v, size_t n)
{
	struct groups *gs = s->gs;
	struct group *g;

	if (is_known(s, v, n))
		return;
	gs->v = arena_more(s->a, gs->v, gs->n, &gs->cap, sizeof(*gs->v));
	g = &gs->v[gs->n++];
	*g = (struct group){ .member = ARENA_ARRAY(s->a, n, uint32_t),
		.until = ARENA_ARRAY(s->a, n, uint32_t),
		.n = n };
	for (size_t i = 0; i < n; i++) {
		g->member[i] = v[i].box;
		g->until[i] = s->o->v[v[i].box].end;
	}
	s->begins[w][v[0].box] = (uint32_t)gs->n;
	add_tails(s, gs->n - 1);
}

/* By the tags on the way, and what stands right before the parent. */
static uint64_t
place_key(const struct outline *o, const struct box *b)
{
	uint32_t before = outline_before(o, b->parent);
	struct str name =
	    before == NO_BOX ? STR_NULL : html_name(o->v[before].node);

	return fnv1a(b->tag_path, name.p, name.len);
}

static uint64_t
key_of(const struct outline *o, const struct box *b, enum way w)
{
	struct str name = html_name(b->node);
	uint64_t key;

	if (w == BY_KIND)
		return b->kind_path;
	if (w == BY_TAGS)
		return b->tag_path;
	if (w == BY_PLACE)
		return place_key(o, b);
	key = fnv1a(
	    fnv1a(FNV_BASIS, &b->parent, sizeof(b->parent)), name.p, name.len);
	return w == BY_SHAPE ? fnv1a(key, &b->shape, sizeof(b->shape)) : key;
}

static void
cut_groups(struct search *s, enum way w, size_t min)
{
	size_t from = 0;

	for (size_t i = 0; i < s->n; i++)
		s->v[i].key = key_of(s->o, &s->o->v[s->v[i].box], w);
	if (s->n > 0)
		qsort(s->v, s->n, sizeof(*s->v), by_key);
	for (size_t i = 1; i <= s->n; i++) {
		if (i < s->n && s->v[i].key == s->v[from].key)
			continue;
		if (i - from >= min)
			add_group(s, w, &s->v[from], i - from);
		from = i;
	}
}

void
groups_find(
    struct arena *a, const struct outline *o, size_t min, struct groups *out)
{
	struct search s = { .a = a, .o = o, .gs = out };

	*out = (struct groups){ .n = 0 };
	s.v = ARENA_ARRAY(a, o->n, struct entry);
	for (size_t i = 1; i < o->n; i++)
		if (o->v[i].links > 0)
			s.v[s.n++].box = (uint32_t)i;
	for (int w = 0; w < WAYS; w++)
		s.begins[w] = ARENA_ARRAY(a, o->n, uint32_t);
	for (int w = 0; w < WAYS; w++)
		cut_groups(&s, (enum way)w, min);
}
