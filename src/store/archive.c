// SPDX-License-Identifier: ISC
#include "store/store.h"

#include "store/item_number.h"
#include "store/row.h"

int
store_archive_note(struct store *s, struct str feed, const struct item *v,
    size_t n, struct err *e)
{
	for (size_t i = 0; i < n; i++) {
		struct query q;
		int64_t item;

		if (item_number(s, v[i].guid, &item, e) != 0)
			return -1;
		query_start(&q, s, SQL_ARCHIVE_NOTE);
		query_put_str(&q, feed);
		query_put_int(&q, item);
		if (query_run(&q, e) != 0)
			return -1;
	}
	return 0;
}

int
store_archive_note_source(struct store *s, struct str id, struct err *e)
{
	struct query q;

	query_start(&q, s, SQL_ARCHIVE_NOTE_SOURCE);
	query_put_str(&q, id);
	return query_run(&q, e);
}

int
store_archive_waiting(struct store *s, struct arena *a, struct str feed,
    struct archive_waiting **out, size_t *n, struct err *e)
{
	struct archive_waiting *v = NULL;
	size_t count = 0, cap = 0;
	struct query q;
	int rc;

	query_start(&q, s, SQL_ARCHIVE_WAITING);
	query_put_str(&q, feed);
	while ((rc = query_next(&q, e)) > 0) {
		struct archive_waiting *w;

		v = arena_more(a, v, count, &cap, sizeof(*v));
		w = &v[count++];
		w->guid = query_str(&q, a);
		w->published = query_int(&q);
		w->first_seen = query_int(&q);
	}
	*out = v;
	*n = count;
	return rc;
}

int
store_archive_items(struct store *s, struct arena *a, struct str feed,
    uint32_t number, struct item **out, struct str **source, size_t *n,
    struct err *e)
{
	struct item *v = NULL;
	struct str *from = NULL;
	size_t count = 0, cap = 0, from_cap = 0;
	struct query q;
	int rc;

	query_start(&q, s, SQL_ARCHIVE_LIST);
	query_put_str(&q, feed);
	query_put_int(&q, number);
	while ((rc = query_next(&q, e)) > 0) {
		struct row r;

		row_take(&q, a, &r);
		from = arena_more(a, from, count, &from_cap, sizeof(*from));
		from[count] = query_str(&q, a);
		if (values_unpack(a, r.value, &r.it, e) != 0) {
			struct err later;

			(void)query_end(&q, &later); /* E has the first cause */
			return err_in(
			    e, "%s: item %.*s", s->path, STR_ARG(r.it.guid));
		}
		v = arena_more(a, v, count, &cap, sizeof(*v));
		v[count++] = r.it;
	}
	*out = v;
	*source = from;
	*n = count;
	return rc;
}

int
store_archive_put(struct store *s, struct str feed, struct str guid,
    uint32_t number, struct err *e)
{
	struct query q;
	int64_t item;

	if (item_number(s, guid, &item, e) != 0)
		return -1;
	query_start(&q, s, SQL_ARCHIVE_PUT);
	query_put_int(&q, number);
	query_put_str(&q, feed);
	query_put_int(&q, item);
	return query_run(&q, e);
}

int
store_archive_last(
    struct store *s, struct str feed, uint32_t *out, struct err *e)
{
	struct query q;

	query_start(&q, s, SQL_ARCHIVE_LAST);
	query_put_str(&q, feed);
	if (query_next(&q, e) <= 0)
		return -1;
	*out = (uint32_t)query_int(&q);
	return query_end(&q, e);
}

int
store_archive_of(struct store *s, struct str feed, struct str guid,
    int64_t *out, struct err *e)
{
	struct query q;
	int rc;

	query_start(&q, s, SQL_ARCHIVE_OF);
	query_put_str(&q, feed);
	query_put_str(&q, guid);
	rc = query_next(&q, e);
	*out = rc > 0 ? query_int(&q) : -1;
	return rc > 0 ? query_end(&q, e) : rc;
}
