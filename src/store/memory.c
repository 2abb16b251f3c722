// SPDX-License-Identifier: ISC
#include "store/store.h"

#include <stdlib.h>

#include "base/fnv.h"
#include "base/mem.h"
#include "model/limits.h"
#include "store/query.h"
#include "store/rhythm_text.h"
#include "store/source_number.h"
#include "store/touch.h"

/* As that of a source that is new. */
static void
memory_clear(struct memory *m)
{
	*m = (struct memory){
		.state = STATE_NEW,
		.message = STR_NULL,
		.turn = STR_NULL,
		.title = STR_NULL,
		.language = STR_NULL,
		.config_hash = STR_NULL,
		.url = STR_NULL,
		.validators = { STR_NULL, STR_NULL },
		.validated_url = STR_NULL,
		.body_hash = STR_NULL,
		.moved = { .to = STR_NULL },
		.own_feed = { .url = STR_NULL },
	};
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
	m->message = query_str(q, a);
	m->title = query_str(q, a);
	m->language = query_str(q, a);
	m->config_hash = query_str(q, a);
	m->url = query_str(q, a);
	m->validators.etag = query_str(q, a);
	m->validators.last_modified = query_str(q, a);
	m->validated_url = query_str(q, a);
	m->body_hash = query_str(q, a);
	m->due_reason = query_due_reason(q);
	rhythm_read(query_view(q), &m->rhythm);
	m->hints.ttl = (uint32_t)query_int(q);
	m->hints.skip_hours = (uint32_t)query_int(q);
	m->hints.skip_days = (uint32_t)query_int(q);
	m->moved.to = query_str(q, a);
	m->moved.since = query_int(q);
	m->moved.times = (uint32_t)query_int(q);
	m->own_feed.url = query_str(q, a);
	m->own_feed.refused = query_int(q);
	m->basis = (uint64_t)query_int(q);
	m->list_sum = (uint64_t)query_int(q);
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

	memory_clear(out);
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

/* --- Of many ------------------------------------------------------------- */

/* As many are asked for one by one: all rows are read in the time of some. */
#define ONE_BY_ONE 16

/* Where those asked for are, by their ids: open addressing. */
struct index {
	const struct memory_of *v;
	uint32_t *slot; /* places in V, from 1; 0: it is free */
	size_t mask;    /* slots, a power of two, less one */
};

static uint32_t *
index_slot(const struct index *x, struct str id)
{
	size_t at = (size_t)fnv1a(FNV_BASIS, id.p, id.len) & x->mask;

	while (x->slot[at] != 0 && !str_eq(x->v[x->slot[at] - 1].id, id))
		at = (at + 1) & x->mask;
	return &x->slot[at];
}

static void
index_make(struct index *x, const struct memory_of *v, size_t n)
{
	size_t slots = ONE_BY_ONE;

	while (slots < 2 * n)
		slots *= 2;
	*x = (struct index){ .v = v,
		.slot = mem_alloc(slots, sizeof(*x->slot)),
		.mask = slots - 1 };
	for (size_t i = 0; i < n; i++)
		*index_slot(x, v[i].id) = (uint32_t)i + 1;
}

static int
load_one_by_one(struct store *s, struct arena *a, const struct memory_of *v,
    size_t n, struct err *e)
{
	for (size_t i = 0; i < n; i++)
		if (store_memory_load(s, a, v[i].id, v[i].memory, e) != 0)
			return -1;
	return 0;
}

/* Take what the rows of SQL have, each of which begins with an id. */
static int
load_rows(struct store *s, struct arena *a, enum sql sql, const struct index *x,
    struct err *e)
{
	struct query q;
	int rc;

	query_start(&q, s, sql);
	while ((rc = query_next(&q, e)) > 0) {
		uint32_t at = *index_slot(x, query_view(&q));

		if (at == 0)
			continue; /* nobody asked for it */
		if (sql == SQL_SOURCE_LOAD_ALL)
			memory_take(&q, a, x->v[at - 1].memory);
		else if (sql == SQL_SOURCE_HELD_ALL)
			held_take(&q, x->v[at - 1].memory);
		else
			broke_take(&q, x->v[at - 1].memory);
	}
	return rc;
}

int
store_memory_load_many(struct store *s, struct arena *a,
    const struct memory_of *v, size_t n, struct err *e)
{
	struct index x;
	int rc;

	if (n <= ONE_BY_ONE)
		return load_one_by_one(s, a, v, n, e);
	for (size_t i = 0; i < n; i++)
		memory_clear(v[i].memory);
	index_make(&x, v, n);
	rc = load_rows(s, a, SQL_SOURCE_LOAD_ALL, &x, e);
	if (rc == 0)
		rc = load_rows(s, a, SQL_SOURCE_HELD_ALL, &x, e);
	if (rc == 0)
		rc = load_rows(s, a, SQL_SOURCE_BROKE_ALL, &x, e);
	free(x.slot);
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
	struct query q;
	struct transition t = { .time = m->since,
		.to = m->state,
		.message = str_empty(m->turn) ? m->message : m->turn };
	char rhythm[RHYTHM_TEXT_MOST];
	int64_t n;

	if (source_number(s, id, &n, &t.from, e) != 0)
		return -1;
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
