// SPDX-License-Identifier: ISC
#include "store/find.h"

#include "store/restore.h"
#include "store/source_number.h"
#include "store/store.h"

int
find_hash(struct store *s, int64_t source,
    const unsigned char hash[static HASH_SIZE], int64_t *n, struct err *e)
{
	static const enum sql where[] = { SQL_IDENTITY_FIND, SQL_ALIAS_FIND };

	*n = 0;
	for (size_t i = 0; i < 2 && *n == 0; i++) {
		struct query q;
		int rc;

		query_start(&q, s, where[i]);
		query_put_int(&q, source);
		query_put_bytes(&q, hash, HASH_SIZE);
		rc = query_next(&q, e);
		if (rc < 0)
			return -1;
		if (rc == 0)
			continue;
		*n = query_int(&q);
		if (query_end(&q, e) != 0)
			return -1;
	}
	return 0;
}

/* The item that IT is by its key, or that came back from a feed. */
static int
find_item(struct store *s, int64_t source, const struct item *it, int64_t *n,
    struct err *e)
{
	unsigned char hash[HASH_SIZE];

	hash_text(it->key, hash);
	if (find_hash(s, source, hash, n, e) != 0)
		return -1;
	return *n != 0 || str_empty(it->guid)
		   ? 0
		   : restore_find(s, source, it->guid, n, e);
}

int
store_find(struct store *s, struct str id, const struct item *v, size_t n,
    int64_t *number, struct err *e)
{
	enum source_state state;
	int64_t source;

	if (source_find(s, id, &source, &state, e) != 0)
		return -1;
	for (size_t i = 0; i < n; i++)
		number[i] = 0;
	for (size_t i = 0; i < n && source != 0; i++)
		if (find_item(s, source, &v[i], &number[i], e) != 0)
			return -1;
	return 0;
}
