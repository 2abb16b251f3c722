// SPDX-License-Identifier: ISC
#include "store/store.h"

#include "store/row.h"
#include "store/touch.h"

static enum withheld
take_withheld(struct query *q)
{
	enum withheld why = withheld_find(query_view(q));

	/* A reason that only a later program knows is one all the same. */
	return why == WITHHELD_COUNT ? WITHHELD_FAULT : why;
}

/* The rows of SQL; NUMBER may be NULL. */
static int
list(struct store *s, struct arena *a, enum sql sql, struct str id, size_t keep,
    struct item **out, int64_t **number, size_t *n, struct err *e)
{
	struct query q;
	struct item *v = NULL;
	int64_t *numbers = NULL;
	size_t count = 0, cap = 0, numbers_cap = 0;
	int rc;

	query_start(&q, s, sql);
	query_put_str(&q, id);
	query_put_limit(&q, keep);
	while ((rc = query_next(&q, e)) > 0) {
		struct row r;

		row_take(&q, a, &r);
		numbers = arena_more(
		    a, numbers, count, &numbers_cap, sizeof(*numbers));
		numbers[count] = query_int(&q);
		r.it.withheld = take_withheld(&q);
		if (values_unpack(a, r.value, &r.it, e) != 0) {
			struct err later;

			(void)query_end(&q, &later); /* E has the first cause */
			return err_in(
			    e, "%s: item %.*s", s->path, STR_ARG(r.it.guid));
		}
		v = arena_more(a, v, count, &cap, sizeof(*v));
		v[count++] = r.it;
	}
	if (rc < 0)
		return -1;
	*out = v;
	*n = count;
	if (number != NULL)
		*number = numbers;
	return 0;
}

int
store_items(struct store *s, struct arena *a, struct str id, size_t keep,
    struct item **out, size_t *n, struct err *e)
{
	return list(s, a, SQL_ITEM_LIST, id, keep, out, NULL, n, e);
}

int
store_items_all(struct store *s, struct arena *a, struct str id, size_t keep,
    struct item **out, int64_t **number, size_t *n, struct err *e)
{
	return list(s, a, SQL_ITEM_LIST_ALL, id, keep, out, number, n, e);
}

int
store_largest_batch(struct store *s, struct str id, size_t *out, struct err *e)
{
	struct query q;

	*out = 0;
	query_start(&q, s, SQL_ITEM_BATCH);
	query_put_str(&q, id);
	if (query_next(&q, e) <= 0)
		return -1;
	*out = (size_t)query_int(&q);
	return query_end(&q, e);
}

int
store_withheld_change(struct store *s, struct str id, enum withheld from,
    enum withheld to, size_t *n, struct err *e)
{
	struct query q;

	if (to == WITHHELD_NOT) {
		query_start(&q, s, SQL_WITHHELD_REMOVE);
	} else {
		query_start(&q, s, SQL_WITHHELD_CHANGE);
		query_put_str(&q, str_c(withheld_name(to)));
	}
	query_put_str(&q, id);
	query_put_str(&q, str_c(withheld_name(from)));
	if (query_run(&q, e) != 0)
		return -1;
	*n = (size_t)sqlite3_changes(s->db);
	return *n == 0 ? 0 : touch_id(s, id, e);
}

int
store_withheld_enter(struct store *s, int64_t number, struct err *e)
{
	struct query q;

	query_start(&q, s, SQL_WITHHELD_ENTER);
	query_put_int(&q, number);
	return query_run(&q, e) != 0 ? -1 : touch_item(s, number, e);
}
