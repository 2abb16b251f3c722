// SPDX-License-Identifier: ISC
// One word of several, or a list of them.
#include "base/suggest.h"
#include "config/json.h"
#include "config/types.h"

/* choice */

/* The index of S among the words of K, or -1 after reporting. */
static int
find_choice(
    struct reader *r, const struct key *k, const struct node *n, struct str s)
{
	struct suggest near;
	struct str *to;

	suggest_init(&near, s);
	for (int i = 0; k->choice[i] != NULL; i++) {
		if (str_eq(s, str_c(k->choice[i])))
			return i;
		suggest_offer(&near, k->choice[i]);
	}
	to = reader_refuse(r, k, n);
	*to = near.best != NULL ? str_c(near.best) : reader_listed(r, s);
	return -1;
}

static int
set_choice(
    struct reader *r, const struct key *k, const struct node *n, void *out)
{
	struct str s;
	int i;

	if (reader_text(r, k, n, &s) != 0)
		return -1;
	i = find_choice(r, k, n, s);
	if (i < 0)
		return -1;
	*(int *)key_member(k, out) = i;
	return 0;
}

static void
write_choice(struct buf *b, const struct key *k, const void *record)
{
	buf_add(b, str_c(k->choice[*(const int *)key_member_const(k, record)]));
}

static void
schema_choice(struct buf *b, const struct key *k)
{
	buf_add(b, STR("\"enum\": ["));
	for (size_t i = 0; k->choice[i] != NULL; i++) {
		if (i > 0)
			buf_add(b, STR(", "));
		json_quote(b, str_c(k->choice[i]));
	}
	buf_addc(b, ']');
}

const struct key_type type_choice = {
	.takes = "one of",
	.set = set_choice,
	.write = write_choice,
	.schema = schema_choice,
};

/* choices */

static int
set_choices(
    struct reader *r, const struct key *k, const struct node *n, void *out)
{
	const struct node *const *v;
	unsigned bits = 0;
	size_t count;
	struct str s;
	int i;

	if (reader_list(r, k, &n, &v, &count) != 0)
		return -1;
	if (count == 0) {
		reader_refuse(r, k, n);
		return -1;
	}
	for (size_t j = 0; j < count; j++) {
		if (reader_text(r, k, v[j], &s) != 0)
			return -1;
		i = find_choice(r, k, v[j], s);
		if (i < 0)
			return -1;
		bits |= 1u << i;
	}
	*(unsigned *)key_member(k, out) = bits;
	return 0;
}

static void
write_choices(struct buf *b, const struct key *k, const void *record)
{
	unsigned bits = *(const unsigned *)key_member_const(k, record);
	const char *sep = "";

	buf_addc(b, '[');
	for (size_t i = 0; k->choice[i] != NULL; i++) {
		if ((bits & 1u << i) == 0)
			continue;
		buf_addf(b, "%s%s", sep, k->choice[i]);
		sep = ", ";
	}
	buf_addc(b, ']');
}

static void
schema_choices(struct buf *b, const struct key *k)
{
	buf_add(b, STR("\"anyOf\": [{"));
	schema_choice(b, k);
	buf_add(b, STR("}, {\"type\": \"array\", \"minItems\": 1, "
		       "\"items\": {"));
	schema_choice(b, k);
	buf_add(b, STR("}}]"));
}

const struct key_type type_choices = {
	.takes = "a list of",
	.set = set_choices,
	.write = write_choices,
	.schema = schema_choices,
};
