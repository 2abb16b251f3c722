// SPDX-License-Identifier: ISC
#include "store/store.h"

#include <stdlib.h>

#include "model/limits.h"
#include "store/item_number.h"
#include "store/row.h"

/* The span of links, which count at any time. */
#define SLOT_ALWAYS 0
/* That of the links that items have now, when they came with others. */
#define SLOT_NOW (-1)

/*
 * The span of time T, from 1. What lies TWIN_SPAN_S apart at most is in the
 * same span or in neighbours.
 */
static int64_t
slot_of(int64_t t)
{
	return t < 0 ? 1 : t / TWIN_SPAN_S + 1;
}

/* 47 bits, for which SQLite takes 6 bytes: more would tell no more apart. */
static int64_t
stored(uint64_t key)
{
	return (int64_t)(key >> 17);
}

static int
add_key(
    struct store *s, int64_t slot, uint64_t key, int64_t item, struct err *e)
{
	struct query q;

	query_start(&q, s, SQL_TWIN_ADD);
	query_put_int(&q, slot);
	query_put_int(&q, stored(key));
	query_put_int(&q, item);
	return query_run(&q, e);
}

int
store_twins_add(struct store *s, struct str guid, int64_t published,
    const struct twin_keys *keys, struct err *e)
{
	int64_t slot = slot_of(published), n;

	if (item_number(s, guid, &n, e) != 0)
		return -1;
	if (keys->link != 0 && add_key(s, SLOT_ALWAYS, keys->link, n, e) != 0)
		return -1;
	if (keys->guid != 0 && add_key(s, SLOT_ALWAYS, keys->guid, n, e) != 0)
		return -1;
	if (keys->title != 0 && add_key(s, slot, keys->title, n, e) != 0)
		return -1;
	for (size_t i = 0; i < keys->n; i++)
		if (add_key(s, slot, keys->sketch[i], n, e) != 0)
			return -1;
	return 0;
}

/* True when the item N is found by the link KEY; *HAS. */
static int
has_link(struct store *s, uint64_t key, int64_t n, bool *has, struct err *e)
{
	struct query q;
	int rc;

	query_start(&q, s, SQL_TWIN_HAS);
	query_put_int(&q, stored(key));
	query_put_int(&q, n);
	rc = query_next(&q, e);
	*has = rc > 0;
	return rc > 0 ? query_end(&q, e) : rc;
}

int
store_twins_link(struct store *s, struct str guid, uint64_t key, struct err *e)
{
	struct query q;
	int64_t n;
	bool has;

	if (key == 0)
		return 0;
	if (item_number(s, guid, &n, e) != 0 ||
	    has_link(s, key, n, &has, e) != 0)
		return -1;
	if (has)
		return 0;
	/* Some sites give each link anew with each page: one more is kept. */
	query_start(&q, s, SQL_TWIN_LEAVE);
	query_put_int(&q, n);
	if (query_run(&q, e) != 0)
		return -1;
	return add_key(s, SLOT_NOW, key, n, e);
}

/* What one key found. */
struct hit {
	int64_t item;
	uint32_t weight;
	bool link; /* it was the key of the link */
};

/* What all keys have found so far. */
struct hits {
	struct arena *a;
	struct hit *v;
	size_t n, cap;
};

/* More than all of a sketch: a link counts before a title, and both before
 * any text. */
#define WEIGHT_TITLE (TWIN_SKETCH + 1)
#define WEIGHT_LINK (2 * WEIGHT_TITLE)

static int
find_key(struct store *s, int64_t slot, uint64_t key, uint32_t weight,
    struct hits *h, struct err *e)
{
	size_t before = h->n;
	struct query q;
	int rc;

	query_start(&q, s, SQL_TWIN_FIND);
	query_put_int(&q, slot);
	query_put_int(&q, stored(key));
	query_put_limit(&q, LIMIT_TWIN_KEY);
	while ((rc = query_next(&q, e)) > 0) {
		h->v = arena_more(h->a, h->v, h->n, &h->cap, sizeof(*h->v));
		h->v[h->n++] = (struct hit){ query_int(&q), weight,
			weight == WEIGHT_LINK };
	}
	/* What so many have is a phrase, not a text; a link or title is. */
	if (weight == 1 && h->n - before >= LIMIT_TWIN_KEY)
		h->n = before;
	return rc;
}

/* By a link or guid, also one that an item has since it came. */
static int
find_link(struct store *s, uint64_t key, struct hits *h, struct err *e)
{
	if (key == 0)
		return 0;
	return find_key(s, SLOT_ALWAYS, key, WEIGHT_LINK, h, e) != 0
		   ? -1
		   : find_key(s, SLOT_NOW, key, WEIGHT_LINK, h, e);
}

static int
find_all(struct store *s, int64_t published, const struct twin_keys *keys,
    struct hits *h, struct err *e)
{
	int64_t slot = slot_of(published);

	if (find_link(s, keys->link, h, e) != 0 ||
	    find_link(s, keys->guid, h, e) != 0)
		return -1;
	for (int64_t at = slot - 1; at <= slot + 1; at++) {
		if (at == SLOT_ALWAYS)
			continue;
		if (keys->title != 0 &&
		    find_key(s, at, keys->title, WEIGHT_TITLE, h, e) != 0)
			return -1;
		for (size_t i = 0; i < keys->n; i++)
			if (find_key(s, at, keys->sketch[i], 1, h, e) != 0)
				return -1;
	}
	return 0;
}

static int
by_item(const void *a, const void *b)
{
	const struct hit *x = a, *y = b;

	return (x->item > y->item) - (x->item < y->item);
}

static int
by_weight(const void *a, const void *b)
{
	const struct hit *x = a, *y = b;

	if (x->weight != y->weight)
		return x->weight < y->weight ? 1 : -1;
	return by_item(a, b);
}

/* One hit an item, the best first. */
static void
rank(struct hits *h)
{
	size_t n = 0;

	if (h->n == 0)
		return;
	qsort(h->v, h->n, sizeof(*h->v), by_item);
	for (size_t i = 1; i < h->n; i++) {
		if (h->v[i].item == h->v[n].item) {
			h->v[n].weight += h->v[i].weight;
			h->v[n].link |= h->v[i].link;
		} else {
			h->v[++n] = h->v[i];
		}
	}
	h->n = n + 1;
	qsort(h->v, h->n, sizeof(*h->v), by_weight);
}

/* The number of the entry that ITEM is or is folded into in FEED, 0 when it is
 * not of the feed or of the same source as SELF. */
static int
head_of(struct store *s, struct str feed, int64_t item, int64_t self,
    int64_t *head, struct err *e)
{
	struct query q;
	int rc;

	*head = 0;
	query_start(&q, s, SQL_FOLD_HEAD);
	query_put_int(&q, item);
	query_put_str(&q, feed);
	query_put_int(&q, self);
	rc = query_next(&q, e);
	if (rc <= 0)
		return rc;
	*head = query_int(&q);
	return query_end(&q, e);
}

static int
load(struct store *s, struct arena *a, int64_t n, struct item *out,
    struct err *e)
{
	struct query q;
	struct row r;
	int rc;

	query_start(&q, s, SQL_ITEM_LOAD);
	query_put_int(&q, n);
	rc = query_next(&q, e);
	if (rc < 0)
		return -1;
	if (rc == 0)
		return store_fail(s, SQLITE_CORRUPT, e);
	row_take(&q, a, &r);
	if (query_end(&q, e) != 0 || values_unpack(a, r.value, &r.it, e) != 0)
		return -1;
	*out = r.it;
	return 0;
}

static int
load_found(struct store *s, struct arena *a, const struct hit *hit,
    int64_t head, struct twin_found *out, struct err *e)
{
	struct item entry;

	if (load(s, a, hit->item, &out->it, e) != 0)
		return -1;
	out->entry = head == hit->item;
	out->head = out->it.guid;
	if (out->entry)
		return 0;
	if (load(s, a, head, &entry, e) != 0)
		return -1;
	out->head = entry.guid;
	return 0;
}

int
store_twins(struct store *s, struct arena *a, struct str feed, struct str guid,
    int64_t published, const struct twin_keys *keys, struct twin_found **out,
    size_t *n, struct err *e)
{
	struct hits h = { .a = a };
	int64_t self;

	*n = 0;
	*out = ARENA_ARRAY(a, LIMIT_TWINS, struct twin_found);
	if (item_number(s, guid, &self, e) != 0 ||
	    find_all(s, published, keys, &h, e) != 0)
		return -1;
	rank(&h);
	for (size_t i = 0; i < h.n && *n < LIMIT_TWINS; i++) {
		int64_t head;

		if (h.v[i].weight < TWIN_SHARED)
			break;
		if (head_of(s, feed, h.v[i].item, self, &head, e) != 0)
			return -1;
		if (head == 0 || (head != h.v[i].item && !h.v[i].link))
			continue;
		if (load_found(s, a, &h.v[i], head, &(*out)[*n], e) != 0)
			return -1;
		++*n;
	}
	return 0;
}

int
store_twins_prune(struct store *s, int64_t time, struct err *e)
{
	struct query q;

	query_start(&q, s, SQL_TWIN_PRUNE);
	query_put_int(&q, slot_of(time));
	return query_run(&q, e);
}
