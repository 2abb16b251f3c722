// SPDX-License-Identifier: ISC
#include "store/row.h"

void
row_put_when(struct query *q, const struct when *w)
{
	query_put_int(q, w->t);
	query_put_int(q, w->offset);
	query_put_str(q, str_c(precision_name(w->precision)));
	query_put_int(q, w->inferred);
	query_put_str(q, w->raw);
}

static enum precision
precision_find(struct str name)
{
	int p = PRECISION_MONTH;

	while (p > PRECISION_NONE &&
	       !str_eq(name, str_c(precision_name((enum precision)p))))
		p--;
	return (enum precision)p;
}

static void
take_when(struct query *q, struct arena *a, struct when *w)
{
	w->t = query_int(q);
	w->offset = (int32_t)query_int(q);
	w->precision = precision_find(query_view(q));
	w->inferred = query_int(q) != 0;
	w->raw = query_str(q, a);
}

void
row_put_frozen(struct query *q, const struct row *r)
{
	query_put_str(q, r->it.guid);
	query_put_str(q, r->it.key);
	query_put_int(q, r->it.first_seen);
	query_put_int(q, (int64_t)r->it.position);
	row_put_when(q, &r->it.published);
}

void
row_put_moving(struct query *q, const struct row *r)
{
	row_put_when(q, &r->it.updated);
	query_put_int(q, r->it.digest);
	for (int i = 0; i < VALUE_COUNT; i++)
		query_put_str(q, r->value[i]);
}

void
row_take(struct query *q, struct arena *a, struct row *r)
{
	*r = (struct row){ 0 };
	r->it.guid = query_str(q, a);
	r->it.key = query_str(q, a);
	r->it.first_seen = query_int(q);
	r->it.position = (size_t)query_int(q);
	take_when(q, a, &r->it.published);
	take_when(q, a, &r->it.updated);
	r->it.digest = query_int(q);
	for (int i = 0; i < VALUE_COUNT; i++)
		r->value[i] = query_str(q, a);
}

int
row_load(
    struct store *s, struct arena *a, int64_t n, struct row *r, struct err *e)
{
	struct query q;
	int rc;

	query_start(&q, s, SQL_ITEM_LOAD);
	query_put_int(&q, n);
	rc = query_next(&q, e);
	if (rc < 0)
		return -1;
	if (rc == 0)
		return store_fail(s, SQLITE_CORRUPT, e);
	row_take(&q, a, r);
	return query_end(&q, e);
}
