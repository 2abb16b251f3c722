// SPDX-License-Identifier: ISC
// What files were made of, and when that is no longer so.
#include "store/store.h"

#include "store/touch.h"

int
store_made_list(struct store *s, struct arena *a, struct made **out, size_t *n,
    struct err *e)
{
	struct made *v = NULL;
	size_t count = 0, cap = 0;
	struct query q;
	int rc;

	query_start(&q, s, SQL_MADE_LIST);
	while ((rc = query_next(&q, e)) > 0) {
		v = arena_more(a, v, count, &cap, sizeof(*v));
		v[count].feed = query_str(&q, a);
		v[count].mark = (uint64_t)query_int(&q);
		v[count++].items = (uint32_t)query_int(&q);
	}
	*out = v;
	*n = count;
	return rc;
}

int
store_made_save(struct store *s, const struct made *m, struct err *e)
{
	struct query q;

	s->touched = 0;
	query_start(&q, s, SQL_MADE_SAVE);
	query_put_str(&q, m->feed);
	query_put_int(&q, (int64_t)m->mark);
	query_put_int(&q, m->items);
	return query_run(&q, e);
}

static int
forget(struct store *s, enum sql sql, int64_t n, struct err *e)
{
	struct query q;

	query_start(&q, s, sql);
	query_put_int(&q, n);
	return query_run(&q, e) != 0 ? -1 : touch_several(s, e);
}

int
touch_several(struct store *s, struct err *e)
{
	struct query q;

	query_start(&q, s, SQL_MADE_FORGET_SEVERAL);
	return query_run(&q, e);
}

int
touch_source(struct store *s, int64_t source, struct err *e)
{
	/* A page has many items. */
	if (s->touched == source)
		return 0;
	if (forget(s, SQL_MADE_FORGET_SOURCE, source, e) != 0)
		return -1;
	s->touched = source;
	return 0;
}

int
touch_id(struct store *s, struct str id, struct err *e)
{
	struct query q;

	query_start(&q, s, SQL_MADE_FORGET);
	query_put_str(&q, id);
	return query_run(&q, e) != 0 ? -1 : touch_several(s, e);
}

int
touch_item(struct store *s, int64_t item, struct err *e)
{
	return forget(s, SQL_MADE_FORGET_ITEM, item, e);
}
