// SPDX-License-Identifier: ISC
#include "store/store.h"

#include "base/index.h"
#include "model/limits.h"
#include "store/query.h"
#include "store/rhythm_text.h"
#include "store/source_number.h"
#include "store/touch.h"

/* The next column, in A; NULL: as query_view. */
static struct str
text(struct query *q, struct arena *a)
{
	return a == NULL ? query_view(q) : query_str(q, a);
}

static void
memory_take(struct query *q, struct arena *a, struct memory *m)
{
	m->state = query_state(q);
	m->since = query_int(q);
	m->last_run = query_int(q);
	m->last_success = query_int(q);
	m->next_due = query_int(q);
	m->failures = (uint32_t)query_int(q);
	m->items = (uint32_t)query_int(q);
	m->fresh = (uint32_t)query_int(q);
	m->message = text(q, a);
	m->title = text(q, a);
	m->language = text(q, a);
	m->config_hash = text(q, a);
	m->url = text(q, a);
	m->validators.etag = text(q, a);
	m->validators.last_modified = text(q, a);
	m->validated_url = text(q, a);
	m->body_hash = text(q, a);
	m->due_reason = query_due_reason(q);
	rhythm_read(query_view(q), &m->rhythm);
	m->hints.ttl = (uint32_t)query_int(q);
	m->hints.skip_hours = (uint32_t)query_int(q);
	m->hints.skip_days = (uint32_t)query_int(q);
	m->moved.to = text(q, a);
	m->moved.since = query_int(q);
	m->moved.times = (uint32_t)query_int(q);
	m->own_feed.url = text(q, a);
	m->own_feed.refused = query_int(q);
	m->basis = (uint64_t)query_int(q);
	m->list_sum = (uint64_t)query_int(q);
}

/* What a plan takes of it: the columns of PLAN. */
static void
plan_take(struct query *q, struct memory *m)
{
	m->state = query_state(q);
	m->since = query_int(q);
	m->last_run = query_int(q);
	m->next_due = query_int(q);
	m->failures = (uint32_t)query_int(q);
	m->title = query_view(q);
	m->language = query_view(q);
	m->config_hash = query_view(q);
	m->url = query_view(q);
	m->due_reason = query_due_reason(q);
	m->hints.ttl = (uint32_t)query_int(q);
	m->hints.skip_hours = (uint32_t)query_int(q);
	m->hints.skip_days = (uint32_t)query_int(q);
	m->moved.to = query_view(q);
	m->moved.since = query_int(q);
	m->moved.times = (uint32_t)query_int(q);
	m->own_feed.url = query_view(q);
	m->basis = (uint64_t)query_int(q);
}

static void
held_take(struct query *q, struct memory *m)
{
	m->held.n = (uint32_t)query_int(q);
	m->held.since = query_int(q);
	m->held.last = query_int(q);
}

static void
broke_take(struct query *q, struct memory *m)
{
	m->broke = query_int(q);
}

static void
memory_put(struct query *q, const struct memory *m, struct str rhythm)
{
	query_put_str(q, str_c(state_name(m->state)));
	query_put_int(q, m->since);
	query_put_int(q, m->last_run);
	query_put_int(q, m->last_success);
	query_put_int(q, m->next_due);
	query_put_int(q, m->failures);
	query_put_int(q, m->items);
	query_put_int(q, m->fresh);
	query_put_str(q, m->message);
	query_put_str(q, m->title);
	query_put_str(q, m->language);
	query_put_str(q, m->config_hash);
	query_put_str(q, m->url);
	query_put_str(q, m->validators.etag);
	query_put_str(q, m->validators.last_modified);
	query_put_str(q, m->validated_url);
	query_put_str(q, m->body_hash);
	query_put_str(q, str_c(due_reason_name(m->due_reason)));
	query_put_str(q, rhythm);
	query_put_int(q, m->hints.ttl);
	query_put_int(q, m->hints.skip_hours);
	query_put_int(q, m->hints.skip_days);
	query_put_str(q, m->moved.to);
	query_put_int(q, m->moved.since);
	query_put_int(q, m->moved.times);
	query_put_str(q, m->own_feed.url);
	query_put_int(q, m->own_feed.refused);
	query_put_int(q, (int64_t)m->basis);
	query_put_int(q, (int64_t)m->list_sum);
}

int
store_memory_load(struct store *s, struct arena *a, struct str id,
    struct memory *out, struct err *e)
{
	struct query q;
	int rc;

	*out = memory_new();
	query_start(&q, s, SQL_SOURCE_LOAD);
	query_put_str(&q, id);
	rc = query_next(&q, e);
	if (rc <= 0)
		return rc;
	memory_take(&q, a, out);
	held_take(&q, out);
	broke_take(&q, out);
	return query_end(&q, e);
}

int
store_memory_at(struct store *s, struct arena *a, int64_t number,
    struct memory *out, struct err *e)
{
	struct query q;
	int rc;

	*out = memory_new();
	if (number == 0)
		return 0;
	query_start(&q, s, SQL_SOURCE_AT);
	query_put_int(&q, number);
	rc = query_next(&q, e);
	if (rc <= 0)
		return rc;
	memory_take(&q, a, out);
	return query_end(&q, e);
}

/* --- Of many ------------------------------------------------------------- */

/* As many are asked for one by one: all rows are read in the time of some. */
#define ONE_BY_ONE 16

/* Who stands in a table of sources beside theirs, by number: all of them come in
 * its order, as the sources do. */
struct beside {
	struct query q;
	int rc;         /* of the last query_next */
	int64_t number; /* that it stands at */
	void (*take)(struct query *q, struct memory *m);
};

static void
beside_next(struct beside *b, struct err *e)
{
	b->rc = query_next(&b->q, e);
	if (b->rc > 0)
		b->number = query_int(&b->q);
}

static void
beside_start(struct beside *b, struct store *s, enum sql sql, struct err *e)
{
	query_start(&b->q, s, sql);
	beside_next(b, e);
}

/* What it has of the source NUMBER goes into M. Returns 0, or -1. */
static int
beside_take(struct beside *b, int64_t number, struct memory *m, struct err *e)
{
	while (b->rc > 0 && b->number < number)
		beside_next(b, e);
	if (b->rc > 0 && b->number == number)
		b->take(&b->q, m);
	return b->rc < 0 ? -1 : 0;
}

/* Row by row of Q, whose failure is in RC. */
static int
each_row(struct query *q, enum memory_part part, struct beside *held,
    struct beside *broke, store_memory_fn fn, void *ctx, struct err *e)
{
	int rc;

	while ((rc = query_next(q, e)) > 0) {
		int64_t number = query_int(q);
		struct str id = query_view(q);
		struct memory m = memory_new();

		if (part == MEMORY_PLAN)
			plan_take(q, &m);
		else
			memory_take(q, NULL, &m);
		if (beside_take(held, number, &m, e) != 0 ||
		    beside_take(broke, number, &m, e) != 0 ||
		    fn(ctx, id, number, &m, e) != 0)
			return -1;
	}
	return rc;
}

int
store_memory_each(struct store *s, enum memory_part part, store_memory_fn fn,
    void *ctx, struct err *e)
{
	struct beside held = { .take = held_take },
		      broke = { .take = broke_take };
	struct query q = { .s = s };
	struct err over;
	int rc = -1;

	beside_start(&held, s, SQL_SOURCE_HELD_ALL, e);
	if (held.rc >= 0)
		beside_start(&broke, s, SQL_SOURCE_BROKE_ALL, e);
	if (held.rc >= 0 && broke.rc >= 0) {
		query_start(&q, s,
		    part == MEMORY_PLAN ? SQL_SOURCE_PLAN_ALL
					: SQL_SOURCE_LOAD_ALL);
		rc = each_row(&q, part, &held, &broke, fn, ctx, e);
	}
	/* What failed was told. */
	(void)query_end(&q, &over);
	(void)query_end(&held.q, &over);
	(void)query_end(&broke.q, &over);
	return rc;
}

static struct str
id_of(const void *v, size_t i)
{
	return ((const struct memory_of *)v)[i].id;
}

struct many {
	struct index at; /* in V */
	const struct memory_of *v;
	struct arena *a;
};

static int
take_one(void *ctx, struct str id, int64_t number, const struct memory *m,
    struct err *e)
{
	const struct many *x = ctx;
	size_t i = index_find(&x->at, id);

	(void)number, (void)e;
	if (i != INDEX_NONE) /* somebody asked for it */
		*x->v[i].memory = memory_copy(x->a, m);
	return 0;
}

int
store_memory_load_many(struct store *s, struct arena *a,
    const struct memory_of *v, size_t n, struct err *e)
{
	struct many x = { .v = v, .a = a };
	int rc = 0;

	for (size_t i = 0; i < n && n <= ONE_BY_ONE; i++)
		if (store_memory_load(s, a, v[i].id, v[i].memory, e) != 0)
			return -1;
	if (n <= ONE_BY_ONE)
		return 0;
	for (size_t i = 0; i < n; i++)
		*v[i].memory = memory_new();
	index_make(&x.at, v, n, id_of);
	rc = store_memory_each(s, MEMORY_ALL, take_one, &x, e);
	index_release(&x.at);
	return rc;
}

/* --- Written ------------------------------------------------------------- */

/* "ok" and "not modified" alternate with every fetch: that is no change. */
static bool
state_changed(enum source_state from, enum source_state to)
{
	return from != to && !(state_well(from) && state_well(to));
}

static int
transition_add(
    struct store *s, int64_t source, const struct transition *t, struct err *e)
{
	struct query q;

	query_start(&q, s, SQL_TRANSITION_ADD);
	query_put_int(&q, source);
	query_put_int(&q, t->time);
	query_put_str(&q, str_c(state_name(t->from)));
	query_put_str(&q, str_c(state_name(t->to)));
	query_put_str(&q, t->message);
	if (query_run(&q, e) != 0)
		return -1;
	query_start(&q, s, SQL_TRANSITION_PRUNE);
	query_put_int(&q, source);
	query_put_int(&q, LIMIT_TRANSITIONS);
	return query_run(&q, e) != 0 ? -1 : touch_several(s, e);
}

int
store_memory_save(
    struct store *s, struct str id, const struct memory *m, struct err *e)
{
	enum source_state from;
	int64_t n;

	if (source_number(s, id, &n, &from, e) != 0)
		return -1;
	return store_memory_save_at(s, n, from, m, e);
}

int
store_memory_save_at(struct store *s, int64_t n, enum source_state from,
    const struct memory *m, struct err *e)
{
	struct query q;
	struct transition t = { .time = m->since,
		.from = from,
		.to = m->state,
		.message = str_empty(m->turn) ? m->message : m->turn };
	char rhythm[RHYTHM_TEXT_MOST];

	query_start(&q, s, SQL_SOURCE_SAVE);
	memory_put(&q, m, rhythm_write(rhythm, &m->rhythm));
	query_put_int(&q, n);
	if (query_run(&q, e) != 0)
		return -1;
	return state_changed(t.from, t.to) ? transition_add(s, n, &t, e) : 0;
}

int
store_transition_again(struct store *s, struct str id, int64_t time,
    enum source_state state, struct str message, struct err *e)
{
	struct transition t = {
		.time = time, .from = state, .to = state, .message = message
	};
	enum source_state now;
	int64_t n;

	if (source_number(s, id, &n, &now, e) != 0)
		return -1;
	return transition_add(s, n, &t, e);
}
