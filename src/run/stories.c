// SPDX-License-Identifier: ISC
#include "run/stories.h"

#include "base/fnv.h"
#include "normalize/canonical.h"

struct story {
	struct str key;
	struct told told; /* by which item this feed tells it, if it does */
	size_t first;     /* candidate; more by its NEXT */
};

struct stories {
	struct arena *a;
	const struct merged *m;
	struct store *st;
	struct story *v;
	size_t n, cap;
	size_t *slot; /* open addressing; place in V plus 1, or 0 */
	size_t slots; /* a power of two, more than twice N */
};

struct stories *
stories_new(struct arena *a, const struct merged *m, struct store *st)
{
	struct stories *s = ARENA_NEW(a, struct stories);

	*s = (struct stories){ .a = a, .m = m, .st = st };
	return s;
}

/*
 * What all items of a story share; empty when the item's link says nothing: a
 * place in a page may be any of many there.
 */
static struct str
story_key(struct arena *a, const struct item *it)
{
	if (str_starts(it->key, STR("l:")))
		return it->key;
	if (str_chr(it->link, '#', 0) != STR_NONE)
		return STR_NULL;
	return arena_concat(
	    a, (struct str[]){ STR("l:"), canonical_url(a, it->link) }, 2);
}

static size_t
find_slot(const struct stories *s, struct str key)
{
	size_t i = (size_t)fnv1a(FNV_BASIS, key.p, key.len) & (s->slots - 1);

	while (s->slot[i] != 0 && !str_eq(s->v[s->slot[i] - 1].key, key))
		i = (i + 1) & (s->slots - 1);
	return i;
}

static void
grow(struct stories *s)
{
	s->slots = s->slots == 0 ? 1024 : 2 * s->slots;
	s->slot = ARENA_ARRAY(s->a, s->slots, size_t);
	for (size_t i = 0; i < s->n; i++)
		s->slot[find_slot(s, s->v[i].key)] = i + 1;
}

/* The story of KEY, made when there is none. */
static int
story_of(struct stories *s, struct str key, struct story **out, struct err *e)
{
	struct story *new;
	size_t i;

	if (2 * s->n >= s->slots)
		grow(s);
	i = find_slot(s, key);
	if (s->slot[i] == 0) {
		s->v = arena_more(s->a, s->v, s->n, &s->cap, sizeof(*s->v));
		new = &s->v[s->n++];
		*new = (struct story){ .key = key, .first = STORY_NONE };
		s->slot[i] = s->n;
		if (store_told_load(
			s->st, s->a, s->m->id, key, &new->told, e) != 0)
			return -1;
	}
	*out = &s->v[s->slot[i] - 1];
	return 0;
}

/* Is the item that tells the story one of a source that still takes part? */
static bool
still_told(const struct stories *s, const struct story *t)
{
	if (str_empty(t->told.guid))
		return false;
	for (size_t i = 0; i < s->m->nmembers; i++)
		if (str_eq(s->m->member[i]->id, t->told.source))
			return true;
	return false;
}

/* Has the source of candidate I another item of that link? Then it says itself
 * that these are two. */
static bool
is_apart(const struct stories *s, const struct story *t,
    const struct candidate *v, size_t i)
{
	if (!str_empty(t->told.guid) &&
	    str_eq(t->told.source, s->m->member[v[i].from]->id))
		return !str_eq(t->told.guid, v[i].it.guid);
	for (size_t k = t->first; k != STORY_NONE; k = v[k].next)
		if (v[k].from == v[i].from)
			return true;
	return false;
}

int
stories_add(struct stories *s, struct candidate *v, size_t i, struct err *e)
{
	struct str key = STR_NULL;
	struct story *t;
	bool alone;

	v[i].next = STORY_NONE;
	v[i].another = false;
	if (s->m->dedupe != DEDUPE_OFF)
		key = story_key(s->a, &v[i].it);
	if (str_empty(key))
		return 1;
	if (story_of(s, key, &t, e) != 0)
		return -1;
	alone = t->first == STORY_NONE;
	if (alone && !still_told(s, t))
		t->told.guid = STR_NULL;
	if (is_apart(s, t, v, i))
		return 1;
	v[i].next = t->first;
	t->first = i;
	if (!str_empty(t->told.guid))
		return str_eq(t->told.guid, v[i].it.guid);
	return alone;
}

/* The candidate that shows T, or STORY_NONE when it is not at hand. */
static size_t
shown_by(const struct story *t, const struct candidate *v)
{
	size_t best = STORY_NONE;

	for (size_t i = t->first; i != STORY_NONE; i = v[i].next) {
		if (!str_empty(t->told.guid)) {
			if (str_eq(v[i].it.guid, t->told.guid))
				best = i;
		} else if (best == STORY_NONE || v[i].from < v[best].from) {
			best = i;
		}
	}
	return best;
}

int
stories_settle(
    struct stories *s, struct candidate *v, bool *stored, struct err *e)
{
	*stored = false;
	for (size_t k = 0; k < s->n; k++) {
		struct story *t = &s->v[k];
		size_t best = shown_by(t, v);

		for (size_t i = t->first; i != STORY_NONE; i = v[i].next)
			v[i].another = i != best;
		if (!str_empty(t->told.guid) || best == STORY_NONE)
			continue;
		if (store_told_save(
			s->st, s->m->id, t->key, v[best].it.guid, e) != 0)
			return -1;
		*stored = true;
	}
	return 0;
}

void
stories_mentions(const struct stories *s, struct candidate *v,
    stories_mention mention, void *ctx)
{
	for (size_t k = 0; k < s->n; k++) {
		const struct story *t = &s->v[k];
		size_t best = shown_by(t, v), n = 0;
		struct mention *also;

		for (size_t i = t->first; i != STORY_NONE; i = v[i].next)
			n++;
		if (best == STORY_NONE || n < 2)
			continue;
		also = ARENA_ARRAY(s->a, n - 1, struct mention);
		for (size_t i = t->first; i != STORY_NONE; i = v[i].next) {
			if (i == best)
				continue;
			v[best].it.nalso++;
			also[n - 1 - v[best].it.nalso] = mention(ctx, &v[i]);
		}
		v[best].it.also = also;
	}
}
