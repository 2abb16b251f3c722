// SPDX-License-Identifier: ISC
#include "store/store.h"

#include "store/query.h"

int
store_hub_load(struct store *s, struct str url, int64_t *since, struct err *e)
{
	struct query q;
	int rc;

	*since = 0;
	query_start(&q, s, SQL_HUB_LOAD);
	query_put_str(&q, url);
	rc = query_next(&q, e);
	if (rc <= 0)
		return rc;
	*since = query_int(&q);
	return query_end(&q, e);
}

int
store_hub_save(struct store *s, struct str url, int64_t since, struct err *e)
{
	struct query q;

	query_start(&q, s, since == 0 ? SQL_HUB_REMOVE : SQL_HUB_SAVE);
	query_put_str(&q, url);
	if (since != 0)
		query_put_int(&q, since);
	return query_run(&q, e);
}
