// SPDX-License-Identifier: ISC
#include "store/store.h"

#include <stdlib.h>

#include "store/row.h"
#include "store/touch.h"

static enum withheld
take_withheld(struct query *q)
{
	enum withheld why = withheld_find(query_view(q));

	/* A reason that only a later program knows is one all the same. */
	return why == WITHHELD_COUNT ? WITHHELD_FAULT : why;
}

/* What a source's items are, in their order. */
struct listing {
	struct arena *a;
	struct item *v;
	int64_t *number;
	size_t n, cap, number_cap;
};

/* Nothing but their guids tells which of the two comes first. */
static bool
are_tied(const struct item *x, const struct item *y)
{
	return x->published.t == y->published.t &&
	       x->first_seen == y->first_seen && x->position == y->position;
}

struct tied {
	struct item it;
	int64_t number;
};

static int
cmp_tied(const void *x, const void *y)
{
	return str_cmp(((const struct tied *)x)->it.guid,
	    ((const struct tied *)y)->it.guid);
}

/* Bring the N items from FROM on into the order of their guids. */
static void
untie(struct listing *l, size_t from, size_t n)
{
	struct tied *t = ARENA_ARRAY(l->a, n, struct tied);

	for (size_t i = 0; i < n; i++)
		t[i] = (struct tied){ l->v[from + i], l->number[from + i] };
	qsort(t, n, sizeof(*t), cmp_tied);
	for (size_t i = 0; i < n; i++) {
		l->v[from + i] = t[i].it;
		l->number[from + i] = t[i].number;
	}
}

/*
 * The index has the items in their order but for their guids. To have SQLite
 * order by these, too, is to have it write each row into a table of its own.
 */
static void
untie_all(struct listing *l)
{
	size_t from = 0;

	for (size_t i = 1; i <= l->n; i++) {
		if (i < l->n && are_tied(&l->v[i - 1], &l->v[i]))
			continue;
		if (i - from > 1)
			untie(l, from, i - from);
		from = i;
	}
}

/* Add the row that Q stands at. */
static int
add(struct listing *l, struct query *q, struct err *e)
{
	struct row r;

	row_take(q, l->a, &r);
	l->number = arena_more(
	    l->a, l->number, l->n, &l->number_cap, sizeof(*l->number));
	l->number[l->n] = query_int(q);
	r.it.withheld = take_withheld(q);
	if (values_unpack(l->a, r.value, &r.it, e) != 0)
		return err_in(
		    e, "%s: item %.*s", q->s->path, STR_ARG(r.it.guid));
	l->v = arena_more(l->a, l->v, l->n, &l->cap, sizeof(*l->v));
	l->v[l->n++] = r.it;
	return 0;
}

/* Are there KEEP items (0: all), and no other that may belong among them? */
static bool
is_enough(const struct listing *l, size_t keep)
{
	return keep > 0 && l->n > keep &&
	       !are_tied(&l->v[keep - 1], &l->v[l->n - 1]);
}

/* The rows of SQL; NUMBER may be NULL. */
static int
list(struct store *s, struct arena *a, enum sql sql, struct str id, size_t keep,
    struct item **out, int64_t **number, size_t *n, struct err *e)
{
	struct listing l = { .a = a };
	struct query q;
	int rc;

	query_start(&q, s, sql);
	query_put_str(&q, id);
	while (!is_enough(&l, keep) && (rc = query_next(&q, e)) != 0) {
		if (rc < 0)
			return -1;
		if (add(&l, &q, e) != 0) {
			struct err later;

			(void)query_end(&q, &later); /* E has the first cause */
			return -1;
		}
	}
	if (query_end(&q, e) != 0)
		return -1;
	untie_all(&l);
	*out = l.v;
	*n = keep > 0 && l.n > keep ? keep : l.n;
	if (number != NULL)
		*number = l.number;
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
