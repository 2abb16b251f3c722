// SPDX-License-Identifier: ISC
#include "store/store.h"

#include "model/limits.h"
#include "store/hash.h"
#include "store/query.h"
#include "store/source_number.h"

static int
key_of(struct store *s, struct arena *a, int64_t number, struct str *key,
    struct err *e)
{
	struct query q;
	int rc;

	query_start(&q, s, SQL_ITEM_KEY);
	query_put_int(&q, number);
	rc = query_next(&q, e);
	if (rc < 0)
		return -1;
	if (rc == 0)
		return store_fail(s, SQLITE_CORRUPT, e);
	*key = query_str(&q, a);
	return query_end(&q, e);
}

/* The item is known by OLD, too, as long as it had not too many since. */
static int
keep_alias(struct store *s, int64_t source, int64_t number, struct str old,
    int64_t now, struct err *e)
{
	unsigned char hash[HASH_SIZE];
	struct query q;

	hash_text(old, hash);
	query_start(&q, s, SQL_ALIAS_ADD);
	query_put_int(&q, source);
	query_put_bytes(&q, hash, sizeof(hash));
	query_put_int(&q, number);
	query_put_str(&q, old);
	query_put_int(&q, now);
	if (query_run(&q, e) != 0)
		return -1;
	query_start(&q, s, SQL_ALIAS_PRUNE);
	query_put_int(&q, number);
	query_put_int(&q, LIMIT_ALIASES);
	return query_run(&q, e);
}

int
store_rekey(struct store *s, struct arena *a, struct str id, int64_t number,
    struct str key, int64_t now, struct err *e)
{
	unsigned char from[HASH_SIZE], to[HASH_SIZE];
	enum source_state state;
	struct query q;
	struct str old = STR_NULL;
	int64_t source;

	if (source_number(s, id, &source, &state, e) != 0 ||
	    key_of(s, a, number, &old, e) != 0)
		return -1;
	hash_text(old, from);
	hash_text(key, to);
	query_start(&q, s, SQL_IDENTITY_MOVE);
	query_put_bytes(&q, to, sizeof(to));
	query_put_int(&q, source);
	query_put_bytes(&q, from, sizeof(from));
	if (query_run(&q, e) != 0)
		return -1;
	if (sqlite3_changes(s->db) != 1)
		return store_fail(s, SQLITE_CORRUPT, e);
	query_start(&q, s, SQL_ITEM_REKEY);
	query_put_str(&q, key);
	query_put_int(&q, number);
	return query_run(&q, e) != 0
		   ? -1
		   : keep_alias(s, source, number, old, now, e);
}

int
store_former_keys(struct store *s, struct arena *a, struct str guid,
    struct former_key **out, size_t *n, struct err *e)
{
	struct former_key *v = NULL;
	size_t count = 0, cap = 0;
	struct query q;
	int rc;

	query_start(&q, s, SQL_ALIAS_LIST);
	query_put_str(&q, guid);
	while ((rc = query_next(&q, e)) > 0) {
		v = arena_more(a, v, count, &cap, sizeof(*v));
		v[count].key = query_str(&q, a);
		v[count++].moved = query_int(&q);
	}
	*out = v;
	*n = count;
	return rc;
}
