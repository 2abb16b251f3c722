// SPDX-License-Identifier: ISC
// What is remembered of hosts and of their robots.txt.
#include "store/store.h"

#include "store/query.h"

int
store_host_load(
    struct store *s, struct str name, struct host_memory *out, struct err *e)
{
	struct query q;
	int rc;

	*out = (struct host_memory){ 0 };
	query_start(&q, s, SQL_HOST_LOAD);
	query_put_str(&q, name);
	rc = query_next(&q, e);
	if (rc <= 0)
		return rc;
	out->not_before = query_int(&q);
	out->contact_ms = query_int(&q);
	return query_end(&q, e);
}

int
store_host_save(struct store *s, struct str name, const struct host_memory *m,
    struct err *e)
{
	struct query q;

	query_start(&q, s, SQL_HOST_SAVE);
	query_put_str(&q, name);
	query_put_int(&q, m->not_before);
	query_put_int(&q, m->contact_ms);
	return query_run(&q, e);
}

int
store_robots_load(struct store *s, struct arena *a, struct str origin,
    struct robots_memory *out, struct err *e)
{
	struct query q;
	int rc;

	*out = (struct robots_memory){ .rules = STR_NULL };
	query_start(&q, s, SQL_ROBOTS_LOAD);
	query_put_str(&q, origin);
	rc = query_next(&q, e);
	if (rc <= 0)
		return rc;
	out->expires = query_int(&q);
	out->answered = query_int(&q);
	out->silent_since = query_int(&q);
	out->rules = query_str(&q, a);
	return query_end(&q, e);
}

int
store_robots_save(struct store *s, struct str origin,
    const struct robots_memory *m, int64_t now, struct err *e)
{
	struct query q;

	query_start(&q, s, SQL_ROBOTS_SAVE);
	query_put_str(&q, origin);
	query_put_int(&q, now);
	query_put_int(&q, m->expires);
	query_put_int(&q, m->answered);
	query_put_int(&q, m->silent_since);
	query_put_str(&q, m->rules);
	return query_run(&q, e);
}

int
store_hosts_prune(struct store *s, int64_t now, int64_t age, struct err *e)
{
	struct query q;

	query_start(&q, s, SQL_HOST_PRUNE);
	query_put_int(&q, now);
	query_put_int(&q, (now - age) * 1000);
	if (query_run(&q, e) != 0)
		return -1;
	query_start(&q, s, SQL_ROBOTS_PRUNE);
	query_put_int(&q, now - age);
	return query_run(&q, e);
}
