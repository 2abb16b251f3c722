// SPDX-License-Identifier: ISC
// Where a page has its JSON.
#include "config/check.h"
#include "config/types.h"
#include "model/embedded.h"

static int
set_embedded(
    struct reader *r, const struct key *k, const struct node *n, void *out)
{
	struct err e = ERR_INIT;
	struct embedded_at at;
	struct str s;

	if (reader_raw(r, k, n, &s) != 0)
		return -1;
	if (embedded_parse(r->a, s, &at, &e) != 0) {
		node_error(r->notes, n, e.col > 0 ? (size_t)e.col - 1 : 0, "%s",
		    e.msg);
		return -1;
	}
	if (!str_empty(at.selector) &&
	    check_selector(r, n, at.selector, str_find(s, at.selector)) != 0)
		return -1;
	*(struct str *)key_member(k, out) = s;
	return 0;
}

static void
write_embedded(struct buf *b, const struct key *k, const void *record)
{
	const struct str *s = key_member_const(k, record);

	if (!str_empty(*s))
		yaml_scalar(b, *s, false, true);
}

static void
schema_embedded(struct buf *b, const struct key *k)
{
	(void)k;
	buf_add(b, STR("\"$ref\": \"#/definitions/text\""));
}

const struct key_type type_embedded = {
	.takes = "a CSS selector, or the variable of a script",
	.set = set_embedded,
	.write = write_embedded,
	.schema = schema_embedded,
};
