// SPDX-License-Identifier: ISC
// What the store lets go of. No item is forgotten while its source is there.
#include "store/store.h"

#include "store/query.h"
#include "store/touch.h"

int
store_shed(struct store *s, struct str id, size_t keep, int64_t before,
    size_t *n, struct err *e)
{
	struct query q;
	size_t shed;

	query_start(&q, s, SQL_ITEM_SHED);
	query_put_str(&q, id);
	query_put_int(&q, (int64_t)keep);
	query_put_int(&q, before);
	if (query_run(&q, e) != 0)
		return -1;
	shed = (size_t)sqlite3_changes64(s->db);
	*n += shed;
	return shed == 0 ? 0 : touch_id(s, id, e);
}

/* Run SQL on the source ID. */
static int
change(struct store *s, enum sql sql, struct str id, struct err *e)
{
	struct query q;

	query_start(&q, s, sql);
	query_put_str(&q, id);
	return query_run(&q, e);
}

int
store_source_ids(struct store *s, struct arena *a, struct str **out, size_t *n,
    struct err *e)
{
	struct str *v = NULL;
	size_t count = 0, cap = 0;
	struct query q;
	int rc;

	query_start(&q, s, SQL_SOURCE_IDS);
	while ((rc = query_next(&q, e)) > 0) {
		v = arena_more(a, v, count, &cap, sizeof(*v));
		v[count++] = query_str(&q, a);
	}
	*out = v;
	*n = count;
	return rc;
}

int
store_source_remove(struct store *s, struct str id, size_t *n, struct err *e)
{
	/* Who refers to others first. What hangs on an item goes with it, but
	 * the keys of twins, which have no index by item. */
	static const enum sql steps[] = { SQL_IDENTITY_REMOVE,
		SQL_TRANSITION_REMOVE, SQL_LIST_REMOVE, SQL_PAGES_REMOVE,
		SQL_WITHHELD_CLEAR, SQL_ALIAS_REMOVE };
	struct query q;

	if (touch_id(s, id, e) != 0)
		return -1;
	for (size_t i = 0; i < sizeof(steps) / sizeof(*steps); i++)
		if (change(s, steps[i], id, e) != 0)
			return -1;
	if (change(s, SQL_ITEM_REMOVE, id, e) != 0)
		return -1;
	*n += (size_t)sqlite3_changes64(s->db);
	if (change(s, SQL_SOURCE_REMOVE, id, e) != 0)
		return -1;
	query_start(&q, s, SQL_TWIN_ORPHANS);
	return query_run(&q, e);
}

int
store_compact(struct store *s, struct err *e)
{
	/* What is free goes back to the disk, and the log with it. A copy of
	 * all that stays is made for that, as a temporary table is: not in
	 * memory, where store_room() has those. */
	int rc = sqlite3_exec(s->db,
	    "PRAGMA temp_store = FILE; VACUUM; PRAGMA wal_checkpoint(TRUNCATE)",
	    NULL, NULL, NULL);

	return rc == SQLITE_OK ? 0 : store_fail(s, rc, e);
}
