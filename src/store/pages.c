// SPDX-License-Identifier: ISC
// What is remembered of the pages of a source's list.
#include "store/store.h"

#include "store/query.h"
#include "store/source_number.h"

int
store_pages_load(struct store *s, struct arena *a, struct str id,
    struct pages_memory *out, struct err *e)
{
	struct query q;
	int rc;

	*out = (struct pages_memory){ .given = STR_NULL };
	query_start(&q, s, SQL_PAGES_LOAD);
	query_put_str(&q, id);
	rc = query_next(&q, e);
	if (rc <= 0)
		return rc;
	out->given = query_str(&q, a);
	out->owed = (uint32_t)query_int(&q);
	out->tries = (uint32_t)query_int(&q);
	return query_end(&q, e);
}

int
store_pages_save(
    struct store *s, struct str id, const struct pages_memory *m, struct err *e)
{
	enum source_state state;
	int64_t source;
	struct query q;

	if (source_number(s, id, &source, &state, e) != 0)
		return -1;
	query_start(&q, s, SQL_PAGES_SAVE);
	query_put_int(&q, source);
	query_put_str(&q, m->given);
	query_put_int(&q, m->owed);
	query_put_int(&q, m->tries);
	return query_run(&q, e);
}
