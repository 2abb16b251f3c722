// SPDX-License-Identifier: ISC
#include "model/record.h"

#include <stdlib.h>

#include "model/limits.h"

/* Most bytes of a text counted in characters. */
#define BYTES(characters) ((size_t)(characters)*4 + 4)
/* Most bytes of a line, and so of what a rule found on the page. */
#define RECORD_LINE (16 << 20)
/* Dates beyond the year 9999 have no RFC 3339 form. */
#define RECORD_TIME_MAX 253402300799LL

static int
bad(struct err *e, const char *key)
{
	return err_set(
	    e, ERR_EXTRACT, "record: \"%s\" is not as it should be", key);
}

/* A string of at most MAX bytes, copied; null or absent gives the empty one. */
static int
get_str(struct arena *a, const json_t *o, const char *key, size_t max,
    struct str *out, struct err *e)
{
	const json_t *v = json_object_get(o, key);

	*out = STR_NULL;
	if (v == NULL || json_is_null(v))
		return 0;
	if (!json_is_string(v))
		return bad(e, key);
	if (json_string_length(v) > max)
		return err_set(e, ERR_LIMIT,
		    "record: \"%s\" is longer than %zu bytes", key, max);
	*out = arena_str(
	    a, (struct str){ json_string_value(v), json_string_length(v) });
	return 0;
}

/* An address as web/url writes it, printable ASCII, or empty. FILE: the page
 * itself may also come from a file. */
static int
get_address(struct arena *a, const json_t *o, const char *key, bool file,
    struct str *out, struct err *e)
{
	if (get_str(a, o, key, LIMIT_URL, out, e) != 0)
		return -1;
	if (out->len == 0)
		return 0;
	if (!str_starts(*out, STR("http://")) &&
	    !str_starts(*out, STR("https://")) &&
	    !(file && str_starts(*out, STR("file:///"))))
		return bad(e, key);
	for (size_t i = 0; i < out->len; i++)
		if (out->p[i] <= ' ' || out->p[i] >= 0x7F)
			return bad(e, key);
	return 0;
}

static int
get_url(struct arena *a, const json_t *o, const char *key, struct str *out,
    struct err *e)
{
	return get_address(a, o, key, false, out, e);
}

static int
get_int(const json_t *o, const char *key, int64_t min, int64_t max,
    int64_t *out, struct err *e)
{
	const json_t *v = json_object_get(o, key);

	*out = 0;
	if (v == NULL || json_is_null(v))
		return 0;
	if (!json_is_integer(v) || json_integer_value(v) < min ||
	    json_integer_value(v) > max)
		return bad(e, key);
	*out = json_integer_value(v);
	return 0;
}

static int
get_precision(const json_t *o, enum precision *out, struct err *e)
{
	const char *s = json_string_value(json_object_get(o, "precision"));

	for (int p = PRECISION_SECOND; s != NULL && p <= PRECISION_MONTH; p++) {
		if (strcmp(s, precision_name((enum precision)p)) == 0) {
			*out = (enum precision)p;
			return 0;
		}
	}
	return bad(e, "precision");
}

/* Names that this program does not know say nothing to it. */
static unsigned
get_how(const json_t *w)
{
	const json_t *name;
	unsigned how = 0;
	size_t i;

	json_array_foreach(json_object_get(w, "how"), i, name)
	{
		unsigned n = how_find(str_c(json_string_value(name)));

		if (n < HOW_COUNT)
			how |= 1U << n;
	}
	return how;
}

static int
get_when(const json_t *o, const char *key, struct when *out, struct err *e)
{
	const json_t *w = json_object_get(o, key);
	int64_t offset;

	*out = (struct when){ .raw = STR_NULL };
	if (w == NULL || json_is_null(w))
		return 0;
	if (!json_is_object(w))
		return bad(e, key);
	if (get_precision(w, &out->precision, e) ||
	    get_int(w, "t", -RECORD_TIME_MAX, RECORD_TIME_MAX, &out->t, e) ||
	    get_int(w, "offset", -86400, 86400, &offset, e))
		return -1;
	out->offset = (int32_t)offset;
	out->inferred = json_is_true(json_object_get(w, "inferred"));
	out->how = get_how(w);
	return 0;
}

/* The list under KEY with at most MAX elements; absent gives an empty one. */
static int
get_list(const json_t *o, const char *key, size_t max, const json_t **out,
    size_t *n, struct err *e)
{
	const json_t *v = json_object_get(o, key);

	*out = v;
	*n = 0;
	if (v == NULL || json_is_null(v))
		return 0;
	if (!json_is_array(v))
		return bad(e, key);
	*n = json_array_size(v);
	if (*n > max)
		return err_set(e, ERR_LIMIT,
		    "record: \"%s\" has more than %zu values", key, max);
	return 0;
}

static int
get_strings(struct arena *a, const json_t *o, const char *key, size_t max,
    size_t bytes, struct str **out, size_t *n, struct err *e)
{
	const json_t *list;

	if (get_list(o, key, max, &list, n, e) != 0)
		return -1;
	*out = ARENA_ARRAY(a, *n, struct str);
	for (size_t i = 0; i < *n; i++) {
		const json_t *v = json_array_get(list, i);

		if (!json_is_string(v) || json_string_length(v) > bytes)
			return bad(e, key);
		(*out)[i] = arena_str(a, (struct str){ json_string_value(v),
					     json_string_length(v) });
	}
	return 0;
}

static int
get_enclosures(
    struct arena *a, const json_t *o, struct item *out, struct err *e)
{
	const json_t *list;

	if (get_list(o, "enclosures", LIMIT_VALUES, &list, &out->nenclosures,
		e) != 0)
		return -1;
	out->enclosures = ARENA_ARRAY(a, out->nenclosures, struct enclosure);
	for (size_t i = 0; i < out->nenclosures; i++) {
		const json_t *v = json_array_get(list, i);
		struct enclosure *en = &out->enclosures[i];
		int64_t length;

		if (!json_is_object(v))
			return bad(e, "enclosures");
		if (get_url(a, v, "url", &en->url, e) ||
		    get_str(a, v, "type", LIMIT_URL, &en->type, e) ||
		    get_int(v, "length", 0, INT64_MAX, &length, e))
			return -1;
		en->length = (uint64_t)length;
	}
	return 0;
}

static int
get_digest(struct arena *a, const json_t *o, int64_t *out, struct err *e)
{
	struct str s;
	char *end;

	if (get_str(a, o, "digest", 16, &s, e) != 0)
		return -1;
	*out = (int64_t)strtoull(s.p, &end, 16);
	return *end == '\0' ? 0 : bad(e, "digest");
}

static int
get_field(
    struct arena *a, const json_t *o, struct raw_field *out, struct err *e)
{
	struct raw_value *v = ARENA_NEW(a, struct raw_value);

	if (!json_is_object(o))
		return bad(e, "fields");
	if (get_str(a, o, "rule", RECORD_LINE, &out->rule, e) ||
	    get_str(a, o, "raw", RECORD_LINE, &v->raw, e) ||
	    get_str(a, o, "value", RECORD_LINE, &v->value, e))
		return -1;
	out->v = v;
	out->n = 1;
	return 0;
}

/* What the rules found, one value of each field. */
static int
get_raw(struct arena *a, const json_t *o, size_t position,
    const struct raw_item **out, struct err *e)
{
	const json_t *fields = json_object_get(o, "fields");
	struct raw_item *raw;

	if (fields == NULL || json_is_null(fields))
		return 0;
	if (!json_is_object(fields))
		return bad(e, "fields");
	raw = ARENA_NEW(a, struct raw_item);
	raw->position = position;
	for (int f = 0; f < FIELD_COUNT; f++) {
		const json_t *v =
		    json_object_get(fields, field_name((enum field)f));

		if (v != NULL && get_field(a, v, &raw->field[f], e) != 0)
			return -1;
	}
	*out = raw;
	return 0;
}

/* The line as an object, a new reference, or NULL with E set. */
static json_t *
load(struct str line, struct err *e)
{
	json_error_t je;
	json_t *o;

	if (line.len > RECORD_LINE) {
		err_set(e, ERR_LIMIT, "record: a line of more than %d bytes",
		    RECORD_LINE);
		return NULL;
	}
	o = json_loadb(line.p, line.len, JSON_REJECT_DUPLICATES, &je);
	if (json_is_object(o))
		return o;
	json_decref(o);
	err_set(e, ERR_EXTRACT, "record: no JSON object");
	return NULL;
}

static int
read_item(struct arena *a, const json_t *o, struct item *it, struct err *e)
{
	int64_t position;

	*it = (struct item){ .raw = NULL };
	if (get_str(a, o, "key", LIMIT_URL + 8, &it->key, e) ||
	    get_str(a, o, "guid", LIMIT_URL, &it->guid, e) ||
	    get_url(a, o, "link", &it->link, e) ||
	    get_str(a, o, "title", BYTES(LIMIT_TITLE), &it->title, e) ||
	    get_str(a, o, "summary", BYTES(LIMIT_SUMMARY), &it->summary, e) ||
	    get_str(a, o, "content", LIMIT_TEXT, &it->content, e) ||
	    get_str(a, o, "author", BYTES(LIMIT_NAME), &it->author, e) ||
	    get_str(a, o, "outlet", BYTES(LIMIT_NAME), &it->outlet, e) ||
	    get_str(a, o, "language", LANGUAGE_MAX, &it->language, e) ||
	    get_url(a, o, "image", &it->image, e))
		return -1;
	if (get_when(o, "published", &it->published, e) ||
	    get_when(o, "updated", &it->updated, e) ||
	    get_str(a, o, "date_raw", LIMIT_TEXT, &it->published.raw, e) ||
	    get_strings(a, o, "categories", LIMIT_VALUES, BYTES(LIMIT_NAME),
		&it->categories, &it->ncategories, e) ||
	    get_enclosures(a, o, it, e) || get_digest(a, o, &it->digest, e) ||
	    get_int(o, "position", 0, LIMIT_ITEMS, &position, e) ||
	    get_int(o, "first_seen", 0, RECORD_TIME_MAX, &it->first_seen, e))
		return -1;
	it->position = (size_t)position;
	return get_raw(a, o, it->position, &it->raw, e);
}

int
record_read_item(
    struct arena *a, struct str line, struct item *out, struct err *e)
{
	json_t *o = load(line, e);
	int rc;

	if (o == NULL)
		return -1;
	rc = read_item(a, o, out, e);
	json_decref(o);
	return rc;
}

static int
read_dropped(struct arena *a, const json_t *o, struct items *out, struct err *e)
{
	const json_t *list;

	if (get_list(o, "dropped", LIMIT_ITEMS, &list, &out->ndropped, e) != 0)
		return -1;
	out->dropped = ARENA_ARRAY(a, out->ndropped, struct dropped);
	for (size_t i = 0; i < out->ndropped; i++) {
		const json_t *v = json_array_get(list, i);
		struct dropped *d = &out->dropped[i];

		if (!json_is_object(v))
			return bad(e, "dropped");
		if (get_str(a, v, "title", BYTES(LIMIT_TITLE), &d->title, e) ||
		    get_str(a, v, "link", LIMIT_URL, &d->link, e) ||
		    get_str(a, v, "why", BYTES(LIMIT_NAME), &d->why, e))
			return -1;
	}
	return 0;
}

static int
read_hints(const json_t *o, struct hints *out, struct err *e)
{
	int64_t ttl = 0, hours = 0, days = 0;

	if (get_int(o, "ttl", 0, LIMIT_ASKED_S, &ttl, e) ||
	    get_int(o, "skip_hours", 0, 0xFFFFFF, &hours, e) ||
	    get_int(o, "skip_days", 0, 0x7F, &days, e))
		return -1;
	*out = (struct hints){ (uint32_t)ttl, (uint32_t)hours, (uint32_t)days };
	return 0;
}

static int
read_end(struct arena *a, const json_t *o, struct items *out, struct err *e)
{
	int64_t rules;

	if (read_dropped(a, o, out, e) ||
	    get_strings(a, o, "warnings", LIMIT_ITEMS, LIMIT_URL,
		&out->warnings, &out->nwarnings, e) ||
	    get_str(a, o, "page_title", BYTES(LIMIT_TITLE), &out->title, e) ||
	    get_str(a, o, "page_language", LANGUAGE_MAX, &out->language, e) ||
	    get_str(a, o, "item_rule", LIMIT_SELECTOR, &out->item_rule, e) ||
	    get_str(a, o, "feed", LIMIT_NAME, &out->feed, e))
		return -1;
	if (get_int(
		o, "rule_warnings", 0, (int64_t)out->nwarnings, &rules, e) != 0)
		return -1;
	out->nrule_warnings = (size_t)rules;
	out->empty = json_is_true(json_object_get(o, "empty"));
	return read_hints(json_object_get(o, "hints"), &out->hints, e);
}

int
record_read_items(
    struct arena *a, struct str bytes, struct items *out, struct err *e)
{
	struct str line;
	size_t cap = 0;
	bool ended = false;

	*out = (struct items){ .v = NULL };
	while (str_cut(&bytes, '\n', &line)) {
		json_t *o = load(line, e);
		int rc;

		if (o == NULL)
			return -1;
		ended = json_object_get(o, "end") != NULL;
		if (!ended && out->n < LIMIT_ITEMS) {
			out->v = arena_more(
			    a, out->v, out->n, &cap, sizeof(*out->v));
			rc = read_item(a, o, &out->v[out->n++], e);
		} else if (!ended) {
			rc = err_set(e, ERR_LIMIT, "record: more than %d items",
			    LIMIT_ITEMS);
		} else {
			rc = read_end(a, o, out, e);
		}
		json_decref(o);
		if (rc != 0)
			return -1;
	}
	if (!ended)
		return err_set(e, ERR_EXTRACT, "record: the end is missing");
	return 0;
}

int
record_read_response(
    struct arena *a, struct str line, struct response *out, struct err *e)
{
	json_t *o = load(line, e);
	int64_t status;
	int rc;

	if (o == NULL)
		return -1;
	*out = (struct response){ .status = 0 };
	rc = get_int(o, "status", 100, 599, &status, e) ||
		     get_int(o, "time", 0, RECORD_TIME_MAX, &out->time, e) ||
		     get_address(a, o, "url", true, &out->url, e) ||
		     get_str(a, o, "content_type", LIMIT_HEADERS,
			 &out->content_type, e) ||
		     get_str(a, o, "content_encoding", LIMIT_HEADERS,
			 &out->content_encoding, e) ||
		     get_str(a, o, "content_language", LIMIT_HEADERS,
			 &out->content_language, e) ||
		     get_str(a, o, "challenge", LIMIT_HEADERS, &out->challenge,
			 e) ||
		     get_str(a, o, "cookies", LIMIT_HEADERS, &out->cookies, e)
		 ? -1
		 : 0;
	out->status = (int)status;
	json_decref(o);
	return rc;
}

static int
get_rules(struct arena *a, const json_t *o, const char *key, struct rules *out,
    struct err *e)
{
	struct str *text;

	if (get_strings(a, o, key, LIMIT_VALUES, LIMIT_SELECTOR, &text, &out->n,
		e) != 0)
		return -1;
	out->v = ARENA_ARRAY(a, out->n, struct rule);
	for (size_t i = 0; i < out->n; i++)
		if (rule_parse(a, text[i], &out->v[i], e) != 0)
			return -1;
	return 0;
}

static int
get_filters(struct arena *a, const json_t *o, const char *key,
    struct filters *out, struct err *e)
{
	const json_t *list;

	if (get_list(o, key, LIMIT_ITEMS, &list, &out->n, e) != 0)
		return -1;
	out->v = ARENA_ARRAY(a, out->n, struct filter);
	for (size_t i = 0; i < out->n; i++) {
		const json_t *v = json_array_get(list, i);
		struct filter *f = &out->v[i];
		struct str name;

		if (!json_is_object(v))
			return bad(e, key);
		if (get_str(a, v, "field", LIMIT_NAME, &name, e) ||
		    get_str(a, v, "text", LIMIT_REGEX_PATTERN, &f->text, e) ||
		    get_str(a, v, "flags", LIMIT_NAME, &f->flags, e))
			return -1;
		f->field = field_find(name);
		f->pattern = json_is_true(json_object_get(v, "pattern"));
	}
	return 0;
}

static int
read_rules(struct arena *a, const json_t *o, struct source *s, struct err *e)
{
	struct str *required;
	size_t n;

	if (get_rules(a, o, "item", &s->item, e) != 0)
		return -1;
	for (int f = 0; f < FIELD_COUNT; f++)
		if (get_rules(a, o,
			f == FIELD_LANGUAGE ? "item_language"
					    : field_name((enum field)f),
			&s->field[f], e) != 0)
			return -1;
	if (get_strings(a, o, "required", FIELD_COUNT, LIMIT_NAME, &required,
		&n, e) != 0)
		return -1;
	for (size_t i = 0; i < n; i++) {
		enum field f = field_find(required[i]);

		if (f == FIELD_COUNT)
			return bad(e, "required");
		s->required |= 1u << f;
	}
	return 0;
}

static int
read_source(struct arena *a, const json_t *o, struct source *s, struct err *e)
{
	int64_t limit, order, max_size;
	struct str zone;

	if (get_str(a, o, "id", 64, &s->id, e) ||
	    get_str(a, o, "name", LIMIT_URL, &s->name, e) ||
	    get_address(a, o, "url", true, &s->url, e) ||
	    get_url(a, o, "base", &s->base, e) ||
	    get_str(a, o, "embedded", LIMIT_SELECTOR, &s->embedded, e) ||
	    get_str(a, o, "timezone", sizeof(s->zone.name), &zone, e) ||
	    get_str(a, o, "language", LANGUAGE_MAX, &s->language, e) ||
	    get_str(a, o, "charset", LIMIT_NAME, &s->charset, e) ||
	    get_int(o, "limit", 0, LIMIT_ITEMS, &limit, e) ||
	    get_int(
		o, "date_order", DATE_ORDER_AUTO, DATE_ORDER_YMD, &order, e) ||
	    get_int(o, "max_size", 0, LIMIT_BODY_MAX, &max_size, e) ||
	    get_filters(a, o, "only", &s->only, e) ||
	    get_filters(a, o, "drop", &s->drop, e) ||
	    zone_init(&s->zone, zone, e) != 0)
		return -1;
	s->limit = (uint32_t)limit;
	s->date_order = (enum date_order)order;
	s->max_size = (uint32_t)max_size;
	s->zone_given = json_is_true(json_object_get(o, "timezone_given"));
	return read_rules(a, o, s, e);
}

int
record_read_source(
    struct arena *a, struct str line, struct source *out, struct err *e)
{
	json_t *o = load(line, e);
	int rc;

	if (o == NULL)
		return -1;
	*out = (struct source){ .required = 0 };
	rc = read_source(a, o, out, e);
	json_decref(o);
	return rc;
}
