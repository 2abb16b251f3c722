// SPDX-License-Identifier: ISC
#include "store/store.h"

#include "store/item_number.h"
#include "store/touch.h"

static int
guid_of(
    struct store *s, struct arena *a, int64_t n, struct str *out, struct err *e)
{
	struct query q;
	int rc;

	query_start(&q, s, SQL_ITEM_GUID);
	query_put_int(&q, n);
	rc = query_next(&q, e);
	if (rc < 0)
		return -1;
	if (rc == 0)
		return store_fail(s, SQLITE_CORRUPT, e);
	*out = query_str(&q, a);
	return query_end(&q, e);
}

int
store_fold_find(struct store *s, struct arena *a, struct str feed,
    struct str guid, struct fold *out, struct err *e)
{
	struct query q;
	int64_t n, head;
	int rc;

	*out = (struct fold){ .head = STR_NULL, .why = STR_NULL };
	if (item_number(s, guid, &n, e) != 0)
		return -1;
	query_start(&q, s, SQL_FOLD_FIND);
	query_put_int(&q, n);
	query_put_str(&q, feed);
	rc = query_next(&q, e);
	if (rc <= 0)
		return rc;
	out->known = true;
	head = query_int(&q);
	out->twin = twin_find(query_view(&q));
	out->why = query_str(&q, a);
	out->decided = query_int(&q);
	if (query_end(&q, e) != 0)
		return -1;
	return head == n ? 0 : guid_of(s, a, head, &out->head, e);
}

int
store_fold_save(struct store *s, struct str feed, struct str guid,
    const struct fold *f, struct err *e)
{
	struct query q;
	int64_t n, head;

	if (item_number(s, guid, &n, e) != 0)
		return -1;
	head = n;
	if (!str_empty(f->head) && item_number(s, f->head, &head, e) != 0)
		return -1;
	query_start(&q, s, SQL_FOLD_ADD);
	query_put_int(&q, n);
	query_put_str(&q, feed);
	query_put_int(&q, head);
	query_put_str(&q, str_c(twin_name(f->twin)));
	query_put_str(&q, f->why);
	query_put_int(&q, f->decided);
	return query_run(&q, e);
}

int
store_folds(struct store *s, struct arena *a, struct str guid,
    struct folded **out, size_t *n, struct err *e)
{
	struct folded *v = NULL;
	size_t count = 0, cap = 0;
	struct query q;
	int rc;

	query_start(&q, s, SQL_FOLD_LIST);
	query_put_str(&q, guid);
	while ((rc = query_next(&q, e)) > 0) {
		struct folded *f;

		v = arena_more(a, v, count, &cap, sizeof(*v));
		f = &v[count++];
		f->feed = query_str(&q, a);
		f->source = query_str(&q, a);
		f->guid = query_str(&q, a);
		f->title = query_str(&q, a);
		f->link = query_str(&q, a);
		f->head_source = query_str(&q, a);
		f->head_guid = query_str(&q, a);
		f->head_title = query_str(&q, a);
		f->head_link = query_str(&q, a);
		f->twin = twin_find(query_view(&q));
		f->why = query_str(&q, a);
		f->decided = query_int(&q);
	}
	*out = v;
	*n = count;
	return rc;
}

/* The numbers of two items, the smaller first. */
static int
pair_of(struct store *s, struct str guid, struct str other, int64_t pair[2],
    struct err *e)
{
	if (item_number(s, guid, &pair[0], e) != 0 ||
	    item_number(s, other, &pair[1], e) != 0)
		return -1;
	if (pair[0] > pair[1]) {
		int64_t n = pair[0];

		pair[0] = pair[1];
		pair[1] = n;
	}
	return 0;
}

int
store_fold_part(struct store *s, struct str guid, struct str head, int64_t now,
    struct err *e)
{
	int64_t pair[2], n, into;
	struct query q;

	if (pair_of(s, guid, head, pair, e) != 0 ||
	    item_number(s, guid, &n, e) != 0 ||
	    item_number(s, head, &into, e) != 0)
		return -1;
	query_start(&q, s, SQL_FOLD_PART);
	query_put_str(&q, STR("parted by hand"));
	query_put_int(&q, now);
	query_put_int(&q, n);
	query_put_int(&q, into);
	if (query_run(&q, e) != 0 || touch_several(s, e) != 0)
		return -1;
	query_start(&q, s, SQL_APART_ADD);
	query_put_int(&q, pair[0]);
	query_put_int(&q, pair[1]);
	return query_run(&q, e);
}

int
store_apart(struct store *s, struct str guid, struct str other, bool *out,
    struct err *e)
{
	int64_t pair[2];
	struct query q;
	int rc;

	if (pair_of(s, guid, other, pair, e) != 0)
		return -1;
	query_start(&q, s, SQL_APART_FIND);
	query_put_int(&q, pair[0]);
	query_put_int(&q, pair[1]);
	rc = query_next(&q, e);
	*out = rc > 0;
	return rc > 0 ? query_end(&q, e) : rc;
}
