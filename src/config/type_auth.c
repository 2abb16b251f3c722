// SPDX-License-Identifier: ISC
// Logins: auth.
#include "config/members.h"
#include "config/private.h"
#include "config/types.h"
#include "model/access.h"

static int
read_auth(struct reader *r, const struct key *k, const struct node *n,
    struct auth *auth)
{
	struct member m[] = {
		{ .name = "user", .text = &auth->user },
		{ .name = "password", .text = &auth->password, .empty = true },
		{ .name = "bearer", .text = &auth->bearer },
	};

	if (members_read(r, k, n, m, 3) != 0)
		return -1;
	if ((m[0].node == NULL) != (m[1].node == NULL) ||
	    (m[0].node == NULL) == (m[2].node == NULL)) {
		reader_refuse(r, k, n);
		return -1;
	}
	/* RFC 7617 2: the colon ends the name. */
	if (m[0].node != NULL && str_chr(auth->user, ':', 0) != STR_NONE) {
		node_error(
		    r->notes, m[0].node, 0, "a user name has no colon in HTTP");
		return -1;
	}
	private_secret(r, m[m[1].node != NULL ? 1 : 2].node);
	return 0;
}

static int
set_auth(struct reader *r, const struct key *k, const struct node *n, void *out)
{
	struct auth auth = { 0 };
	struct str s;

	if (n->kind == NODE_SCALAR) {
		if (reader_text(r, k, n, &s) != 0)
			return -1;
		if (!str_eq(s, STR("none"))) {
			reader_refuse(r, k, n);
			return -1;
		}
	} else if (n->kind != NODE_MAP) {
		reader_refuse(r, k, n);
		return -1;
	} else if (read_auth(r, k, n, &auth) != 0) {
		return -1;
	}
	*(struct auth *)key_member(k, out) = auth;
	return 0;
}

static void
write_auth(struct buf *b, const struct key *k, const void *record)
{
	const struct auth *auth = key_member_const(k, record);

	if (!str_empty(auth->bearer)) {
		buf_add(b, STR("{bearer: "));
		yaml_scalar(b, auth->bearer, true, false);
	} else if (!str_empty(auth->user)) {
		buf_add(b, STR("{user: "));
		yaml_scalar(b, auth->user, true, false);
		buf_add(b, STR(", password: "));
		yaml_scalar(b, auth->password, true, false);
	} else {
		buf_add(b, STR("none"));
		return;
	}
	buf_addc(b, '}');
}

static void
schema_auth(struct buf *b, const struct key *k)
{
	(void)k;
	buf_add(b,
	    STR("\"anyOf\": [{\"const\": \"none\"}, {\"type\": \"object\", "
		"\"additionalProperties\": false, \"required\": [\"user\", "
		"\"password\"], \"properties\": {\"user\": {\"$ref\": "
		"\"#/definitions/text\"}, \"password\": {\"$ref\": "
		"\"#/definitions/text\"}}}, {\"type\": \"object\", "
		"\"additionalProperties\": false, \"required\": [\"bearer\"], "
		"\"properties\": {\"bearer\": {\"$ref\": "
		"\"#/definitions/text\"}}}]"));
}

const struct key_type type_auth = {
	.takes = "{user: ..., password: ...}, {bearer: ...} or none",
	.set = set_auth,
	.write = write_auth,
	.schema = schema_auth,
};
