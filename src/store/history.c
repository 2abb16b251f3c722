// SPDX-License-Identifier: ISC
#include "store/store.h"

#include "model/limits.h"
#include "store/query.h"

int
store_run_save(struct store *s, const struct run_record *r, struct err *e)
{
	struct query q;

	query_start(&q, s, SQL_RUN_ADD);
	query_put_int(&q, r->started);
	query_put_int(&q, r->ended);
	query_put_int(&q, r->sources);
	query_put_int(&q, r->failed);
	query_put_int(&q, r->fresh);
	if (query_run(&q, e) != 0)
		return -1;
	query_start(&q, s, SQL_RUN_PRUNE);
	query_put_int(&q, LIMIT_RUNS);
	return query_run(&q, e);
}

int
store_runs(struct store *s, struct arena *a, size_t keep,
    struct run_record **out, size_t *n, struct err *e)
{
	struct query q;
	struct run_record *v = NULL;
	size_t count = 0, cap = 0;
	int rc;

	query_start(&q, s, SQL_RUN_LIST);
	query_put_limit(&q, keep);
	while ((rc = query_next(&q, e)) > 0) {
		v = arena_more(a, v, count, &cap, sizeof(*v));
		v[count].started = query_int(&q);
		v[count].ended = query_int(&q);
		v[count].sources = (uint32_t)query_int(&q);
		v[count].failed = (uint32_t)query_int(&q);
		v[count].fresh = (uint32_t)query_int(&q);
		count++;
	}
	if (rc < 0)
		return -1;
	*out = v;
	*n = count;
	return 0;
}

static int
list(struct query *q, struct arena *a, struct transition **out, size_t *n,
    struct err *e)
{
	struct transition *v = NULL;
	size_t count = 0, cap = 0;
	int rc;

	while ((rc = query_next(q, e)) > 0) {
		v = arena_more(a, v, count, &cap, sizeof(*v));
		v[count].n = query_int(q);
		v[count].source = query_str(q, a);
		v[count].time = query_int(q);
		v[count].from = query_state(q);
		v[count].to = query_state(q);
		v[count].message = query_str(q, a);
		count++;
	}
	if (rc < 0)
		return -1;
	*out = v;
	*n = count;
	return 0;
}

int
store_transitions(struct store *s, struct arena *a, struct str id, size_t keep,
    struct transition **out, size_t *n, struct err *e)
{
	struct query q;

	if (str_empty(id)) {
		query_start(&q, s, SQL_TRANSITION_LIST_ALL);
	} else {
		query_start(&q, s, SQL_TRANSITION_LIST);
		query_put_str(&q, id);
	}
	query_put_limit(&q, keep);
	return list(&q, a, out, n, e);
}

int
store_changes(struct store *s, struct arena *a, size_t keep,
    struct transition **out, size_t *n, struct err *e)
{
	struct query q;

	query_start(&q, s, SQL_TRANSITION_CHANGES);
	query_put_limit(&q, keep);
	return list(&q, a, out, n, e);
}

int
store_newest(struct store *s, struct str id, int64_t *out, struct err *e)
{
	struct query q;
	int rc;

	*out = 0;
	query_start(&q, s, SQL_NEWEST);
	query_put_str(&q, id);
	rc = query_next(&q, e);
	if (rc <= 0)
		return rc;
	*out = query_int(&q);
	return query_end(&q, e);
}

int
store_days(struct store *s, struct str id, int64_t last, uint32_t *count,
    size_t n, struct err *e)
{
	int64_t first = last + 1 - (int64_t)n;
	struct query q;
	int rc;

	query_start(&q, s, SQL_DAYS);
	query_put_str(&q, id);
	query_put_int(&q, first * 86400);
	query_put_int(&q, (last + 1) * 86400);
	while ((rc = query_next(&q, e)) > 0) {
		int64_t day = query_int(&q);

		count[day - first] = (uint32_t)query_int(&q);
	}
	return rc;
}
