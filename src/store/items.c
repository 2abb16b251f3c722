// SPDX-License-Identifier: ISC
#include "store/store.h"

#include "store/row.h"

int
store_items(struct store *s, struct arena *a, struct str id, size_t keep,
    struct item **out, size_t *n, struct err *e)
{
	struct query q;
	struct item *v = NULL;
	size_t count = 0, cap = 0;
	int rc;

	query_start(&q, s, SQL_ITEM_LIST);
	query_put_str(&q, id);
	query_put_limit(&q, keep);
	while ((rc = query_next(&q, e)) > 0) {
		struct row r;

		row_take(&q, a, &r);
		if (values_unpack(a, r.value, &r.it, e) != 0) {
			struct err later;

			(void)query_end(&q, &later); /* E has the first cause */
			return err_in(
			    e, "%s: item %.*s", s->path, STR_ARG(r.it.guid));
		}
		v = arena_more(a, v, count, &cap, sizeof(*v));
		v[count++] = r.it;
	}
	if (rc < 0)
		return -1;
	*out = v;
	*n = count;
	return 0;
}
