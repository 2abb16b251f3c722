// SPDX-License-Identifier: ISC
// How a server proves who it is: tls.
#include "base/file.h"
#include "config/members.h"
#include "config/types.h"
#include "model/access.h"

/* Words by which other programs turn verification off. */
static bool
is_insecure(struct str s)
{
	static const char *const words[] = { "insecure", "off", "false", "no",
		"none", "verify", "skip_verify", "ignore" };

	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
		if (str_ieq(s, str_c(words[i])))
			return true;
	return false;
}

static int
set_word(struct reader *r, const struct key *k, const struct node *n,
    struct tls *tls)
{
	struct str s;

	if (reader_text(r, k, n, &s) != 0)
		return -1;
	tls->legacy = str_eq(s, STR("legacy"));
	if (tls->legacy || str_eq(s, STR("strict")))
		return 0;
	if (!is_insecure(s)) {
		reader_refuse(r, k, n);
		return -1;
	}
	node_error(r->notes, n, 0,
	    "certificates are always verified; for a server with one of its "
	    "own give `tls: {ca: FILE}`");
	return -1;
}

static int
set_tls(struct reader *r, const struct key *k, const struct node *n, void *out)
{
	struct tls tls = { 0 };
	struct member m[] = {
		{ .name = "legacy", .flag = &tls.legacy },
		{ .name = "ca", .text = &tls.ca },
	};

	if (n->kind == NODE_SCALAR) {
		if (set_word(r, k, n, &tls) != 0)
			return -1;
	} else if (n->kind != NODE_MAP) {
		reader_refuse(r, k, n);
		return -1;
	} else if (members_read(r, k, n, m, 2) != 0) {
		return -1;
	}
	if (!str_empty(tls.ca))
		tls.ca = path_join(
		    r->a, path_dir(r->a, str_c(n->text->name)), tls.ca);
	*(struct tls *)key_member(k, out) = tls;
	return 0;
}

static void
write_tls(struct buf *b, const struct key *k, const void *record)
{
	const struct tls *tls = key_member_const(k, record);

	if (str_empty(tls->ca)) {
		buf_add(b, tls->legacy ? STR("legacy") : STR("strict"));
		return;
	}
	buf_add(b, tls->legacy ? STR("{legacy: true, ca: ") : STR("{ca: "));
	yaml_scalar(b, tls->ca, true, false);
	buf_addc(b, '}');
}

static void
schema_tls(struct buf *b, const struct key *k)
{
	(void)k;
	buf_add(b, STR("\"anyOf\": [{\"enum\": [\"strict\", \"legacy\"]}, "
		       "{\"type\": \"object\", \"additionalProperties\": "
		       "false, \"properties\": {\"legacy\": {\"type\": "
		       "\"boolean\"}, \"ca\": {\"type\": \"string\"}}}]"));
}

const struct key_type type_tls = {
	.takes = "strict, legacy or {ca: FILE, legacy: true}",
	.set = set_tls,
	.write = write_tls,
	.schema = schema_tls,
};
