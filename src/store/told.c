// SPDX-License-Identifier: ISC
#include "store/store.h"

#include "store/hash.h"
#include "store/query.h"

int
store_told_load(struct store *s, struct arena *a, struct str feed,
    struct str story, struct told *out, struct err *e)
{
	unsigned char hash[HASH_SIZE];
	struct query q;
	int rc;

	*out = (struct told){ STR_NULL, STR_NULL };
	hash_text(story, hash);
	query_start(&q, s, SQL_TOLD_LOAD);
	query_put_str(&q, feed);
	query_put_bytes(&q, hash, HASH_SIZE);
	rc = query_next(&q, e);
	if (rc <= 0)
		return rc;
	out->guid = query_str(&q, a);
	out->source = query_str(&q, a);
	return query_end(&q, e);
}

int
store_told_save(struct store *s, struct str feed, struct str story,
    struct str guid, struct err *e)
{
	unsigned char hash[HASH_SIZE];
	struct query q;

	hash_text(story, hash);
	query_start(&q, s, SQL_TOLD_SAVE);
	query_put_str(&q, feed);
	query_put_bytes(&q, hash, HASH_SIZE);
	query_put_str(&q, guid);
	return query_run(&q, e);
}
