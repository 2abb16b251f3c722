// SPDX-License-Identifier: ISC
// Tags, names of fields, filters and headers.
#include "config/check.h"
#include "config/json.h"
#include "config/suggest.h"
#include "config/types.h"

/* tags; the second part is their number */

static int
set_tags(struct reader *r, const struct key *k, const struct node *n, void *out)
{
	const struct node *const *v;
	struct str *tag;
	size_t count;

	if (reader_list(r, k, &n, &v, &count) != 0)
		return -1;
	tag = ARENA_ARRAY(r->a, count, struct str);
	for (size_t i = 0; i < count; i++) {
		if (reader_text(r, k, v[i], &tag[i]) != 0)
			return -1;
		if (str_empty(tag[i])) {
			reader_refuse(r, k, v[i]);
			return -1;
		}
	}
	*(struct str **)key_member(k, out) = tag;
	*(size_t *)((char *)out + k->part[1].at) = count;
	return 0;
}

static void
write_tags(struct buf *b, const struct key *k, const void *record)
{
	struct str *const *tag = key_member_const(k, record);
	size_t n = *(const size_t *)((const char *)record + k->part[1].at);

	for (size_t i = 0; i < n; i++) {
		buf_add(b, i == 0 ? STR("[") : STR(", "));
		yaml_scalar(b, (*tag)[i], true, false);
	}
	if (n > 0)
		buf_addc(b, ']');
}

static void
schema_texts(struct buf *b, const struct key *k)
{
	(void)k;
	buf_add(b, STR("\"$ref\": \"#/definitions/texts\""));
}

const struct key_type type_tags = {
	.takes = "a word or a list of words",
	.set = set_tags,
	.write = write_tags,
	.schema = schema_texts,
};

/* names of fields */

/* The field that NAME, the text of N, names; FIELD_COUNT after reporting. */
static enum field
find_field(struct reader *r, const struct node *n, struct str name)
{
	enum field f = field_find(name);
	struct suggest near;
	struct str *to;

	if (f != FIELD_COUNT)
		return f;
	suggest_init(&near, name);
	for (int i = 0; i < FIELD_COUNT; i++)
		suggest_offer(&near, field_name((enum field)i));
	to = node_error(r->notes, n, 0, "there is no field `%.*s`",
	    STR_ARG(shown(n->value)));
	if (near.best != NULL)
		*to = str_c(near.best);
	return FIELD_COUNT;
}

static int
set_fields(
    struct reader *r, const struct key *k, const struct node *n, void *out)
{
	const struct node *const *v;
	unsigned bits = 0;
	size_t count;
	struct str s;

	if (reader_list(r, k, &n, &v, &count) != 0)
		return -1;
	for (size_t i = 0; i < count; i++) {
		enum field f;

		if (reader_text(r, k, v[i], &s) != 0)
			return -1;
		f = find_field(r, v[i], s);
		if (f == FIELD_COUNT)
			return -1;
		bits |= 1u << f;
	}
	*(unsigned *)key_member(k, out) = bits;
	return 0;
}

static void
write_fields(struct buf *b, const struct key *k, const void *record)
{
	unsigned bits = *(const unsigned *)key_member_const(k, record);
	const char *sep = "[";

	for (int f = 0; f < FIELD_COUNT; f++) {
		if ((bits & 1u << f) == 0)
			continue;
		buf_addf(b, "%s%s", sep, field_name((enum field)f));
		sep = ", ";
	}
	if (bits != 0)
		buf_addc(b, ']');
}

static void
schema_fields(struct buf *b, const struct key *k)
{
	(void)k;
	buf_add(b, STR("\"anyOf\": [{\"$ref\": \"#/definitions/field\"}, "
		       "{\"type\": \"array\", \"items\": "
		       "{\"$ref\": \"#/definitions/field\"}}]"));
}

const struct key_type type_fields = {
	.takes = "a list of fields, such as [title, date]",
	.set = set_fields,
	.write = write_fields,
	.schema = schema_fields,
};

/* filters */

struct filter_list {
	struct filters f;
	size_t cap;
};

/* Take "/re/flags" apart; false when S is a word. */
static bool
split_pattern(struct str s, struct filter *out)
{
	size_t end;

	if (!str_starts(s, STR("/")))
		return false;
	end = str_rfind(s, STR("/"));
	if (end == 0)
		return false;
	for (size_t i = end + 1; i < s.len; i++)
		if (!is_alpha(s.p[i]))
			return false;
	out->pattern = true;
	out->text = str_sub(s, 1, end - 1);
	out->flags = str_from(s, end + 1);
	return true;
}

static int
add_filter(struct reader *r, const struct key *k, const struct node *n,
    enum field field, struct filter_list *out)
{
	struct filter f = { .field = field, .flags = STR_NULL };
	struct str s;

	if (reader_text(r, k, n, &s) != 0)
		return -1;
	f.text = s;
	if (str_empty(s)) {
		reader_refuse(r, k, n);
		return -1;
	}
	if (split_pattern(s, &f) &&
	    check_pattern(r, n, f.text, f.flags, 1) != 0)
		return -1;
	out->f.v =
	    arena_more(r->a, out->f.v, out->f.n, &out->cap, sizeof(*out->f.v));
	out->f.v[out->f.n++] = f;
	return 0;
}

/* A word, a pattern or a list of them, for FIELD. */
static int
add_filters(struct reader *r, const struct key *k, const struct node *n,
    enum field field, struct filter_list *out)
{
	const struct node *const *v;
	size_t count;
	int rc = 0;

	if (reader_list(r, k, &n, &v, &count) != 0)
		return -1;
	for (size_t i = 0; i < count; i++)
		if (add_filter(r, k, v[i], field, out) != 0)
			rc = -1;
	return rc;
}

static int
set_filters(
    struct reader *r, const struct key *k, const struct node *n, void *out)
{
	struct filter_list list = { .cap = 0 };
	int rc = 0;

	if (n->kind != NODE_MAP)
		rc = add_filters(r, k, n, FIELD_COUNT, &list);
	for (size_t i = 0; n->kind == NODE_MAP && i < n->n; i++) {
		const struct node *key = node_key(n, i);
		enum field f = find_field(r, key, key->value);

		if (f == FIELD_COUNT ||
		    add_filters(r, k, node_value(n, i), f, &list) != 0)
			rc = -1;
	}
	if (rc == 0)
		*(struct filters *)key_member(k, out) = list.f;
	return rc;
}

static void
put_filter(struct buf *b, const struct filter *f)
{
	struct buf text;

	buf_init(&text, f->text.len + f->flags.len + 2);
	if (f->pattern)
		buf_addf(
		    &text, "/%.*s/%.*s", STR_ARG(f->text), STR_ARG(f->flags));
	else
		buf_add(&text, f->text);
	yaml_scalar(b, buf_str(&text), true, false);
	buf_release(&text);
}

static void
put_filters_of(struct buf *b, const struct filters *f, enum field field)
{
	const char *sep = "";

	buf_addc(b, '[');
	for (size_t i = 0; i < f->n; i++) {
		if (f->v[i].field != field)
			continue;
		buf_add(b, str_c(sep));
		put_filter(b, &f->v[i]);
		sep = ", ";
	}
	buf_addc(b, ']');
}

static void
write_filters(struct buf *b, const struct key *k, const void *record)
{
	const struct filters *f = key_member_const(k, record);
	const char *sep = "{";

	if (f->n == 0)
		return;
	if (f->v[0].field == FIELD_COUNT) {
		put_filters_of(b, f, FIELD_COUNT);
		return;
	}
	for (size_t i = 0; i < f->n; i++) {
		/* A field's filters stand together, as they were read. */
		if (i > 0 && f->v[i].field == f->v[i - 1].field)
			continue;
		buf_addf(b, "%s%s: ", sep, field_name(f->v[i].field));
		put_filters_of(b, f, f->v[i].field);
		sep = ", ";
	}
	buf_addc(b, '}');
}

static void
schema_filters(struct buf *b, const struct key *k)
{
	(void)k;
	buf_add(b, STR("\"$ref\": \"#/definitions/filters\""));
}

const struct key_type type_filters = {
	.takes = "a word, a /pattern/, a list of them, or a mapping of fields "
		 "to them",
	.set = set_filters,
	.write = write_filters,
	.schema = schema_filters,
};

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
