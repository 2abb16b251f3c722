// SPDX-License-Identifier: ISC
// Header fields of requests.
#include "config/types.h"
#include "model/source.h"

/* headers; the second part is their number */

/*
 * Fields that belong to one connection or message (RFC 9110 7.6.1, 7.2, 8.6)
 * and those by which a reverse proxy tells a server who is asking: none may
 * come from a configuration.
 */
static const char *const refused_headers[] = {
	"connection",
	"content-length",
	"expect",
	"host",
	"keep-alive",
	"proxy-authenticate",
	"proxy-authorization",
	"proxy-connection",
	"te",
	"trailer",
	"transfer-encoding",
	"upgrade",
	"forwarded",
	"x-forwarded-", /* ... and all that begin with it */
	"remote-user",
	"x-remote-user",
	"x-webauth-",
	NULL,
};

static bool
is_refused(struct str name)
{
	for (size_t i = 0; refused_headers[i] != NULL; i++) {
		struct str h = str_c(refused_headers[i]);

		if (str_ends(h, STR("-")) ? str_istarts(name, h)
					  : str_ieq(name, h))
			return true;
	}
	return false;
}

/* A token (RFC 9110, 5.6.2). */
static bool
is_token(struct str s)
{
	for (size_t i = 0; i < s.len; i++)
		if (!is_alpha(s.p[i]) && !is_digit(s.p[i]) &&
		    (s.p[i] == '\0' ||
			strchr("!#$%&'*+-.^_`|~", s.p[i]) == NULL))
			return false;
	return s.len > 0;
}

static bool
is_header_value(struct str s)
{
	for (size_t i = 0; i < s.len; i++)
		if (((unsigned char)s.p[i] < ' ' && s.p[i] != '\t') ||
		    s.p[i] == 0x7F)
			return false;
	return true;
}

static int
read_header(struct reader *r, const struct key *k, const struct node *key,
    const struct node *value, struct header *out)
{
	struct str s;

	if (!is_token(key->value)) {
		node_error(r->notes, key, 0,
		    "`%.*s` cannot be the name of a header",
		    STR_ARG(shown(key->value)));
		return -1;
	}
	if (is_refused(key->value)) {
		node_error(r->notes, key, 0,
		    "the header `%.*s` may not be set here",
		    STR_ARG(shown(key->value)));
		return -1;
	}
	if (reader_text(r, k, value, &s) != 0)
		return -1;
	if (!is_header_value(s)) {
		node_error(r->notes, value, 0,
		    "the value of a header is one line without control "
		    "characters");
		return -1;
	}
	*out = (struct header){ .name = key->value, .value = str_trim(s) };
	return 0;
}

static int
set_headers(
    struct reader *r, const struct key *k, const struct node *n, void *out)
{
	struct header *v;
	int rc = 0;

	if (n->kind != NODE_MAP) {
		reader_refuse(r, k, n);
		return -1;
	}
	v = ARENA_ARRAY(r->a, n->n, struct header);
	for (size_t i = 0; i < n->n; i++)
		if (read_header(
			r, k, node_key(n, i), node_value(n, i), &v[i]) != 0)
			rc = -1;
	if (rc != 0)
		return -1;
	*(struct header **)key_member(k, out) = v;
	*(size_t *)((char *)out + k->part[1].at) = n->n;
	return 0;
}

static void
write_headers(struct buf *b, const struct key *k, const void *record)
{
	struct header *const *v = key_member_const(k, record);
	size_t n = *(const size_t *)((const char *)record + k->part[1].at);

	for (size_t i = 0; i < n; i++) {
		buf_add(b, i == 0 ? STR("{") : STR(", "));
		yaml_scalar(b, (*v)[i].name, true, true);
		buf_add(b, STR(": "));
		yaml_scalar(b, (*v)[i].value, true, false);
	}
	if (n > 0)
		buf_addc(b, '}');
}

static void
schema_headers(struct buf *b, const struct key *k)
{
	(void)k;
	buf_add(b, STR("\"type\": \"object\", \"additionalProperties\": "
		       "{\"type\": \"string\"}"));
}

const struct key_type type_headers = {
	.takes = "a mapping of names to values",
	.set = set_headers,
	.write = write_headers,
	.schema = schema_headers,
};
