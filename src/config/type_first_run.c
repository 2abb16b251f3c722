// SPDX-License-Identifier: ISC
// How much of a source's first page is news.
#include "config/types.h"

static int
set_first_run(
    struct reader *r, const struct key *k, const struct node *n, void *out)
{
	uint32_t *to = key_member(k, out);
	unsigned long long v;
	struct str s;

	if (reader_text(r, k, n, &s) != 0)
		return -1;
	if (str_eq(s, STR("all"))) {
		*to = (uint32_t)k->max;
		return 0;
	}
	if (str_eq(s, STR("none"))) {
		*to = 0;
		return 0;
	}
	if (str_uint(s, UINT32_MAX, &v) == 0 && v >= k->min && v <= k->max &&
	    s.p[0] != '0') {
		*to = (uint32_t)v;
		return 0;
	}
	*reader_refuse(r, k, n) = str_eq(s, STR("0")) ? STR("none") : STR_NULL;
	return -1;
}

static void
write_first_run(struct buf *b, const struct key *k, const void *record)
{
	uint32_t v = *(const uint32_t *)key_member_const(k, record);

	if (v == k->max)
		buf_add(b, STR("all"));
	else if (v == 0)
		buf_add(b, STR("none"));
	else
		buf_addf(b, "%u", v);
}

static void
amount_first_run(struct buf *b, unsigned long long v)
{
	buf_addf(b, "%llu", v);
}

static void
schema_first_run(struct buf *b, const struct key *k)
{
	buf_addf(b,
	    "\"anyOf\": [{\"enum\": [\"all\", \"none\"]}, "
	    "{\"type\": \"integer\", \"minimum\": %llu, "
	    "\"maximum\": %llu}]",
	    k->min, k->max);
}

const struct key_type type_first_run = {
	.takes = "all, none or a whole number",
	.set = set_first_run,
	.write = write_first_run,
	.schema = schema_first_run,
	.amount = amount_first_run,
};
