// SPDX-License-Identifier: ISC
// How much of the pages that were read is kept.
#include "config/parts.h"
#include "config/types.h"
#include "model/kept.h"
#include "model/limits.h"

#define KEPT(m)                                                   \
	{                                                         \
		offsetof(struct kept_limits, m), sizeof(uint32_t) \
	}

static const struct key parts[] = {
	{ .name = "count",
	    .where = IN_ANY_SOURCE,
	    .type = &type_count,
	    .part = { KEPT(count) },
	    .min = 1,
	    .max = LIMIT_KEPT_COUNT,
	    .initial = "5",
	    .help = "the most pages of a source" },
	{ .name = "age",
	    .where = IN_ANY_SOURCE,
	    .type = &type_duration,
	    .part = { KEPT(age) },
	    .min = 3600,
	    .max = LIMIT_KEPT_AGE_S,
	    .initial = "30d",
	    .help = "for how long" },
	{ .name = "size",
	    .where = IN_ANY_SOURCE,
	    .type = &type_size,
	    .part = { KEPT(size) },
	    .min = 1 << 10,
	    .max = LIMIT_KEPT_SIZE,
	    .initial = "5MB",
	    .help = "how much of a source, as it is compressed" },
	{ .name = "total",
	    .where = IN_ANY_SOURCE,
	    .type = &type_size,
	    .part = { KEPT(total) },
	    .min = 1 << 10,
	    .max = LIMIT_KEPT_TOTAL,
	    .initial = "500MB",
	    .help = "how much of all sources; the oldest go first, once an "
		    "hour" },
};
const struct key_parts kept_parts = { parts, sizeof(parts) / sizeof(parts[0]) };

static int
set_kept(struct reader *r, const struct key *k, const struct node *n, void *out)
{
	struct kept_limits kept = { 0 };

	if (n->kind == NODE_MAP) {
		if (parts_read(r, k, n, &kept) != 0)
			return -1;
	} else if (n->kind != NODE_SCALAR || !str_eq(n->value, STR("none"))) {
		reader_refuse(r, k, n);
		return -1;
	}
	*(struct kept_limits *)key_member(k, out) = kept;
	return 0;
}

static void
write_kept(struct buf *b, const struct key *k, const void *record)
{
	const struct kept_limits *kept = key_member_const(k, record);

	if (kept->count == 0)
		buf_add(b, STR("none"));
	else
		parts_write(b, k->parts, kept);
}

static void
schema_kept(struct buf *b, const struct key *k)
{
	buf_add(b, STR("\"anyOf\": [{\"const\": \"none\"}, {"));
	parts_schema(b, k->parts);
	buf_add(b, STR("}]"));
}

const struct key_type type_kept = {
	.takes = "a mapping or none",
	.set = set_kept,
	.write = write_kept,
	.schema = schema_kept,
};
