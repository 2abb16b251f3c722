// SPDX-License-Identifier: ISC
// Which inner addresses may be asked: allow_private.
#include "config/types.h"
#include "model/access.h"
#include "web/url.h"

/*
 * "host:port" as the URL parser reads it, so that what is listed compares to
 * what is asked: 0x7f.1 is 127.0.0.1, and a name is lower case and punycode.
 */
static int
read_endpoint(struct arena *a, struct str s, struct endpoint *out)
{
	struct url u;

	/* Of another scheme than http no port is left out. */
	if (str_find(s, STR("/")) != STR_NONE ||
	    str_find(s, STR("@")) != STR_NONE ||
	    url_parse(a, arena_printf(a, "https://%.*s/", STR_ARG(s)), STR_NULL,
		&u) != 0 ||
	    str_empty(u.host) || u.has_query || u.has_fragment)
		return -1;
	*out = (struct endpoint){ u.host, u.port };
	if (u.port >= 0)
		return 0;
	out->port = 443;
	return str_ends(s, STR(":443")) ? 0 : -1;
}

/* What S, which is no host with a port, is likely to mean; LISTED: in a list,
 * where no truth value stands. */
static struct str
endpoint_meant(struct arena *a, struct str s, bool listed)
{
	struct url u;
	int port;

	if (!listed && (str_eq(s, STR("yes")) || str_eq(s, STR("on"))))
		return STR("true");
	if (!listed && (str_eq(s, STR("no")) || str_eq(s, STR("off"))))
		return STR("false");
	if (str_chr(s, ' ', 0) != STR_NONE || str_empty(s))
		return STR_NULL;
	if (url_parse(a, s, STR_NULL, &u) != 0 || !url_is_web(&u)) {
		s = arena_printf(a, "http://%.*s/", STR_ARG(s));
		if (url_parse(a, s, STR_NULL, &u) != 0)
			return STR_NULL;
	}
	port = url_port(&u);
	return arena_printf(
	    a, listed ? "\"%.*s:%d\"" : "[\"%.*s:%d\"]", STR_ARG(u.host), port);
}

/* As it stands there: who decides this writes it down. */
static bool
is_truth(const struct node *n)
{
	return n->kind == NODE_SCALAR && (str_eq(n->value, STR("true")) ||
					     str_eq(n->value, STR("false")));
}

static int
read_listed(struct reader *r, const struct key *k, const struct node *n,
    bool listed, struct endpoint *out)
{
	struct str s;

	if (reader_text(r, k, n, &s) != 0)
		return -1;
	if (read_endpoint(r->a, s, out) == 0)
		return 0;
	*reader_refuse(r, k, n) = endpoint_meant(r->a, s, listed);
	return -1;
}

static int
set_allow(
    struct reader *r, const struct key *k, const struct node *n, void *out)
{
	struct allow_private allow = { 0 };
	const struct node *const *v;
	bool listed = n->kind == NODE_LIST;
	int rc = 0;

	if (is_truth(n)) {
		allow.all = str_eq(n->value, STR("true"));
		*(struct allow_private *)key_member(k, out) = allow;
		return 0;
	}
	if (reader_list(r, k, &n, &v, &allow.n) != 0)
		return -1;
	allow.v = ARENA_ARRAY(r->a, allow.n, struct endpoint);
	for (size_t i = 0; i < allow.n; i++)
		if (read_listed(r, k, v[i], listed, &allow.v[i]) != 0)
			rc = -1;
	if (rc == 0)
		*(struct allow_private *)key_member(k, out) = allow;
	return rc;
}

static void
write_allow(struct buf *b, const struct key *k, const void *record)
{
	const struct allow_private *allow = key_member_const(k, record);

	if (allow->n == 0)
		buf_add(b, allow->all ? STR("true") : STR("false"));
	for (size_t i = 0; i < allow->n; i++)
		buf_addf(b, "%s\"%.*s:%d\"", i == 0 ? "[" : ", ",
		    STR_ARG(allow->v[i].host), allow->v[i].port);
	if (allow->n > 0)
		buf_addc(b, ']');
}

static void
schema_allow(struct buf *b, const struct key *k)
{
	(void)k;
	buf_add(b, STR("\"anyOf\": [{\"type\": \"boolean\"}, {\"$ref\": "
		       "\"#/definitions/texts\"}]"));
}

const struct key_type type_allow = {
	.takes = "true, false or a list of host:port",
	.set = set_allow,
	.write = write_allow,
	.schema = schema_allow,
};
