// SPDX-License-Identifier: ISC
// What is remembered of the list of a source's page.
#include "store/store.h"

#include "base/buf.h"
#include "model/limits.h"
#include "store/row.h"
#include "store/source_number.h"

/* Most bytes of a number and the space behind it. */
#define NUMBER_MOST 21

static void
read_items(struct arena *a, struct str text, struct list_memory *out)
{
	size_t cap = 0;
	struct str word;

	while (str_cut(&text, ' ', &word)) {
		unsigned long long n;

		if (str_uint(word, INT64_MAX, &n) != 0)
			continue;
		out->item =
		    arena_more(a, out->item, out->n, &cap, sizeof(*out->item));
		out->item[out->n++] = (int64_t)n;
	}
}

/* Fields that only a later program knows are passed over. */
static void
read_have(struct str text, struct list_memory *out)
{
	struct str name, count;

	while (str_cut(&text, ' ', &name) && str_cut(&text, ' ', &count)) {
		enum field f = field_find(name);
		unsigned long long n;

		if (f != FIELD_COUNT && str_uint(count, UINT32_MAX, &n) == 0)
			out->have[f] = (uint32_t)n;
	}
}

int
store_list_load(struct store *s, struct arena *a, struct str id,
    struct list_memory *out, struct err *e)
{
	struct query q;
	int rc;

	*out = (struct list_memory){
		.given = STR_NULL, .rules = STR_NULL, .around = STR_NULL
	};
	query_start(&q, s, SQL_LIST_LOAD);
	query_put_str(&q, id);
	rc = query_next(&q, e);
	if (rc <= 0)
		return rc;
	out->given = query_str(&q, a);
	out->rules = query_str(&q, a);
	out->broke = query_int(&q);
	read_items(a, query_view(&q), out);
	read_have(query_view(&q), out);
	out->size = (uint32_t)query_int(&q);
	out->around = query_str(&q, a);
	return query_end(&q, e);
}

int
store_list_items(struct store *s, struct arena *a,
    const struct list_memory *list, struct item **out, size_t *n, struct err *e)
{
	struct item *v = ARENA_ARRAY(a, list->n, struct item);

	for (size_t i = 0; i < list->n; i++) {
		struct row r;

		if (row_load(s, a, list->item[i], &r, e) != 0 ||
		    values_unpack(a, r.value, &r.it, e) != 0)
			return -1;
		v[i] = r.it;
	}
	*out = v;
	*n = list->n;
	return 0;
}

static int
save(struct store *s, int64_t source, const struct list_memory *list,
    struct str items, struct str have, struct err *e)
{
	struct query q;

	query_start(&q, s, SQL_LIST_SAVE);
	query_put_int(&q, source);
	query_put_str(&q, list->given);
	query_put_str(&q, list->rules);
	query_put_int(&q, list->broke);
	query_put_str(&q, items);
	query_put_str(&q, have);
	query_put_int(&q, list->size);
	query_put_bytes(
	    &q, list->around.p == NULL ? "" : list->around.p, list->around.len);
	return query_run(&q, e);
}

int
store_list_save(struct store *s, struct str id, const struct list_memory *list,
    struct err *e)
{
	struct buf items, have;
	enum source_state state;
	int64_t source;
	int rc;

	if (source_number(s, id, &source, &state, e) != 0)
		return -1;
	buf_init(&items, (size_t)LIMIT_LIST_KEPT * NUMBER_MOST);
	buf_init(&have, (size_t)LIMIT_LIST_KEPT * NUMBER_MOST);
	for (size_t i = 0; i < list->n && i < LIMIT_LIST_KEPT; i++)
		buf_addf(&items, "%s%lld", i > 0 ? " " : "",
		    (long long)list->item[i]);
	for (int f = 0; f < FIELD_COUNT; f++)
		if (list->have[f] > 0)
			buf_addf(&have, "%s%s %u", have.len > 0 ? " " : "",
			    field_name((enum field)f), (unsigned)list->have[f]);
	rc = save(s, source, list, buf_str(&items), buf_str(&have), e);
	buf_release(&items);
	buf_release(&have);
	return rc;
}
