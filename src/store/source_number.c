// SPDX-License-Identifier: ISC
#include "store/source_number.h"

int
source_find(struct store *s, struct str id, int64_t *n,
    enum source_state *state, struct err *e)
{
	struct query q;
	int rc;

	*n = 0;
	*state = STATE_NEW;
	query_start(&q, s, SQL_SOURCE_FIND);
	query_put_str(&q, id);
	rc = query_next(&q, e);
	if (rc <= 0)
		return rc;
	*n = query_int(&q);
	*state = query_state(&q);
	return query_end(&q, e);
}

int
source_number(struct store *s, struct str id, int64_t *n,
    enum source_state *state, struct err *e)
{
	struct query q;

	if (source_find(s, id, n, state, e) != 0)
		return -1;
	if (*n != 0)
		return 0;
	query_start(&q, s, SQL_SOURCE_ADD);
	query_put_str(&q, id);
	if (query_run(&q, e) != 0)
		return -1;
	*n = sqlite3_last_insert_rowid(s->db);
	return 0;
}
