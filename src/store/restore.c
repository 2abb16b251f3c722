// SPDX-License-Identifier: ISC
#include "store/restore.h"

#include "store/find.h"
#include "store/row.h"
#include "store/source_number.h"
#include "store/store.h"
#include "store/touch.h"
#include "store/withheld.h"

#define KEY_START STR("r:")

struct str
restore_key(struct arena *a, struct str guid)
{
	return arena_concat(a, (struct str[]){ KEY_START, guid }, 2);
}

static void
hash_guid(struct str guid, unsigned char out[static HASH_SIZE])
{
	hash_parts((struct str[]){ KEY_START, guid }, 2, out);
}

bool
store_came_back(const struct item *it)
{
	return str_starts(it->key, KEY_START);
}

/* Is there an item of GUID at all? One look where there is none, as mostly. */
static int
is_taken(struct store *s, struct str guid, bool *out, struct err *e)
{
	struct query q;
	int rc;

	query_start(&q, s, SQL_ITEM_NUMBER);
	query_put_str(&q, guid);
	rc = query_next(&q, e);
	*out = rc > 0;
	return rc > 0 ? query_end(&q, e) : rc;
}

int
restore_find(
    struct store *s, int64_t source, struct str guid, int64_t *n, struct err *e)
{
	unsigned char hash[HASH_SIZE];
	bool taken;

	*n = 0;
	if (is_taken(s, guid, &taken, e) != 0)
		return -1;
	if (!taken)
		return 0;
	hash_guid(guid, hash);
	return find_hash(s, source, hash, n, e);
}

/* A date that was published stays, whatever the clock says now. */
static int64_t
seen_first(const struct item *it, int64_t now)
{
	return it->published.t < now ? it->published.t : now;
}

int
store_restore(struct store *s, struct arena *a, struct str id,
    const struct item *it, int64_t now, bool *fresh, struct err *e)
{
	struct row r = { .it = *it };
	unsigned char hash[HASH_SIZE];
	enum source_state state;
	struct query q;
	int64_t source, n;

	*fresh = false;
	r.it.key = restore_key(a, it->guid);
	r.it.first_seen = seen_first(it, now);
	hash_guid(it->guid, hash);
	if (source_number(s, id, &source, &state, e) != 0 ||
	    values_pack(a, &r.it, r.value, e) != 0)
		return -1;
	query_start(&q, s, SQL_ITEM_ADD);
	query_put_int(&q, source);
	row_put_frozen(&q, &r);
	row_put_moving(&q, &r);
	if (query_run(&q, e) != 0)
		return -1;
	if (sqlite3_changes(s->db) == 0)
		return 0;
	n = sqlite3_last_insert_rowid(s->db);
	query_start(&q, s, SQL_IDENTITY_ADD);
	query_put_int(&q, source);
	query_put_bytes(&q, hash, sizeof(hash));
	query_put_int(&q, n);
	query_put_int(&q, values_fingerprint(r.value));
	*fresh = true;
	if (query_run(&q, e) != 0 ||
	    (it->withheld != WITHHELD_NOT &&
		withheld_add(s, n, source, it->withheld, now, e) != 0))
		return -1;
	return touch_source(s, source, e);
}
