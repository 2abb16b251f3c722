// SPDX-License-Identifier: ISC
// Truth values and numbers.
#include "config/types.h"

/* bool */

static int
set_bool(struct reader *r, const struct key *k, const struct node *n, void *out)
{
	static const char *const yes[] = { "yes", "on", "y", "1", "True",
		"TRUE" };
	struct str s, *to;

	if (reader_text(r, k, n, &s) != 0)
		return -1;
	if (str_eq(s, STR("true")) || str_eq(s, STR("false"))) {
		*(bool *)key_member(k, out) = s.len == 4;
		return 0;
	}
	to = reader_refuse(r, k, n);
	*to = STR("false");
	for (size_t i = 0; i < sizeof(yes) / sizeof(yes[0]); i++)
		if (str_eq(s, str_c(yes[i])))
			*to = STR("true");
	return -1;
}

static void
write_bool(struct buf *b, const struct key *k, const void *record)
{
	buf_add(b, *(const bool *)key_member_const(k, record) ? STR("true")
							      : STR("false"));
}

static void
schema_bool(struct buf *b, const struct key *k)
{
	(void)k;
	buf_add(b, STR("\"type\": \"boolean\""));
}

const struct key_type type_bool = {
	.takes = "true or false",
	.set = set_bool,
	.write = write_bool,
	.schema = schema_bool,
};

/* count */

static void
amount_count(struct buf *b, unsigned long long v)
{
	buf_addf(b, "%llu", v);
}

static int
read_count(struct reader *r, const struct key *k, const struct node *n,
    struct str s, uint32_t *out)
{
	unsigned long long v = 0;
	bool number = str_uint(s, UINT32_MAX, &v) == 0;
	struct str *to;

	/* 010 is eight to some readers of YAML and ten to others. */
	if (number && v >= k->min && v <= k->max &&
	    (s.len == 1 || s.p[0] != '0')) {
		*out = (uint32_t)v;
		return 0;
	}
	to = reader_refuse(r, k, n);
	if (number && v >= k->min && v <= k->max)
		*to = arena_printf(r->a, "%llu", v);
	return -1;
}

static int
set_count(
    struct reader *r, const struct key *k, const struct node *n, void *out)
{
	struct str s;

	if (reader_text(r, k, n, &s) != 0)
		return -1;
	return read_count(r, k, n, s, key_member(k, out));
}

/* Below the least that can be given it is not given. */
static void
write_count(struct buf *b, const struct key *k, const void *record)
{
	uint32_t v = *(const uint32_t *)key_member_const(k, record);

	if (v >= k->min)
		buf_addf(b, "%u", v);
}

static void
schema_count(struct buf *b, const struct key *k)
{
	buf_addf(b,
	    "\"type\": \"integer\", \"minimum\": %llu, "
	    "\"maximum\": %llu",
	    k->min, k->max);
}

const struct key_type type_count = {
	.takes = "a whole number",
	.set = set_count,
	.write = write_count,
	.schema = schema_count,
	.amount = amount_count,
};
