// SPDX-License-Identifier: ISC
#include "store/withheld.h"

int
withheld_add(struct store *s, int64_t n, int64_t source, enum withheld why,
    int64_t now, struct err *e)
{
	struct query q;

	query_start(&q, s, SQL_WITHHELD_ADD);
	query_put_int(&q, n);
	query_put_int(&q, source);
	query_put_str(&q, str_c(withheld_name(why)));
	query_put_int(&q, now);
	return query_run(&q, e);
}
