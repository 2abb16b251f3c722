// SPDX-License-Identifier: ISC
#include "store/item_number.h"

int
item_number(struct store *s, struct str guid, int64_t *n, struct err *e)
{
	struct query q;
	int rc;

	query_start(&q, s, SQL_ITEM_NUMBER);
	query_put_str(&q, guid);
	rc = query_next(&q, e);
	if (rc < 0)
		return -1;
	if (rc == 0)
		return err_set(e, ERR_STORE, "%s: there is no item %.*s",
		    s->path, STR_ARG(guid));
	*n = query_int(&q);
	return query_end(&q, e);
}
