// SPDX-License-Identifier: ISC
// Many sources merged into one order: a heap of the newest item of each.
#include "store/store.h"

#include "store/row.h"

/* Keys read ahead of one source: at first one, as most of many sources have
 * nothing among the newest; then more and more. */
#define BATCH_FIRST 1
#define BATCH_MOST 64

/* What an item is ordered by, and the number of its row. */
struct head {
	int64_t n, first, second;
};

struct lane {
	struct head *v; /* read, and not yet handed out from AT on */
	size_t at, len;
	size_t batch; /* how many were asked for */
	size_t read;  /* of all items of the source */
	bool left;    /* nothing of it is wanted any more */
};

struct stream {
	struct store *s;
	struct arena *a;
	const struct str *id;
	enum sql sql;
	struct lane *lane;
	size_t *heap; /* of lanes that have an item, the newest first */
	size_t nheap;
};

/* Does lane I come before lane K? */
static bool
before(const struct stream *st, size_t i, size_t k)
{
	const struct head *x = &st->lane[i].v[st->lane[i].at],
			  *y = &st->lane[k].v[st->lane[k].at];

	if (x->first != y->first)
		return x->first > y->first;
	if (x->second != y->second)
		return x->second > y->second;
	return i < k;
}

static void
sift_down(struct stream *st, size_t at)
{
	size_t *h = st->heap;

	for (;;) {
		size_t best = at, left = 2 * at + 1, lane = h[at];

		if (left < st->nheap && before(st, h[left], h[best]))
			best = left;
		if (left + 1 < st->nheap && before(st, h[left + 1], h[best]))
			best = left + 1;
		if (best == at)
			return;
		h[at] = h[best];
		h[best] = lane;
		at = best;
	}
}

/* Read what comes next of lane I. */
static int
fill(struct stream *st, size_t i, struct err *e)
{
	struct lane *l = &st->lane[i];
	struct query q;
	int rc;

	if (l->batch > 0 && l->len < l->batch) { /* there was no more */
		l->at = l->len = 0;
		return 0;
	}
	l->batch = l->batch == 0               ? BATCH_FIRST
		   : l->batch * 8 < BATCH_MOST ? l->batch * 8
					       : BATCH_MOST;
	l->v = ARENA_ARRAY(st->a, l->batch, struct head);
	l->at = l->len = 0;
	query_start(&q, st->s, st->sql);
	query_put_str(&q, st->id[i]);
	query_put_limit(&q, l->batch);
	query_put_int(&q, (int64_t)l->read);
	while ((rc = query_next(&q, e)) > 0) {
		struct head *h = &l->v[l->len++];

		h->n = query_int(&q);
		h->first = query_int(&q);
		h->second = query_int(&q);
	}
	l->read += l->len;
	return rc;
}

int
store_stream(struct store *s, struct arena *a, const struct str *id, size_t n,
    enum stream_order order, struct stream **out, struct err *e)
{
	struct stream *st = ARENA_NEW(a, struct stream);

	*st = (struct stream){ .s = s,
		.a = a,
		.id = id,
		.sql = order == STREAM_SEEN ? SQL_STREAM_SEEN
					    : SQL_STREAM_PUBLISHED,
		.lane = ARENA_ARRAY(a, n, struct lane),
		.heap = ARENA_ARRAY(a, n, size_t) };
	for (size_t i = 0; i < n; i++) {
		if (fill(st, i, e) != 0)
			return -1;
		if (st->lane[i].len > 0)
			st->heap[st->nheap++] = i;
	}
	for (size_t i = st->nheap / 2; i-- > 0;)
		sift_down(st, i);
	*out = st;
	return 0;
}

/* Take the lane at the top out. */
static void
drop_top(struct stream *st)
{
	st->heap[0] = st->heap[--st->nheap];
	if (st->nheap > 0)
		sift_down(st, 0);
}

/* Move the lane at the top to where its next item belongs, if it has one. */
static int
advance(struct stream *st, struct err *e)
{
	struct lane *l = &st->lane[st->heap[0]];

	if (++l->at >= l->len && fill(st, st->heap[0], e) != 0)
		return -1;
	if (l->len == 0)
		drop_top(st);
	else
		sift_down(st, 0);
	return 0;
}

int
stream_next(struct stream *st, struct arena *a, struct item *out, size_t *from,
    struct err *e)
{
	struct row r = { 0 };
	const struct lane *l;

	while (st->nheap > 0 && st->lane[st->heap[0]].left)
		drop_top(st);
	if (st->nheap == 0)
		return 0;
	*from = st->heap[0];
	l = &st->lane[*from];
	if (row_load(st->s, a, l->v[l->at].n, &r, e) != 0 ||
	    advance(st, e) != 0)
		return -1;
	if (values_unpack(a, r.value, &r.it, e) != 0)
		return err_in(
		    e, "%s: item %.*s", st->s->path, STR_ARG(r.it.guid));
	*out = r.it;
	return 1;
}

void
stream_leave(struct stream *st, size_t from)
{
	st->lane[from].left = true;
}
