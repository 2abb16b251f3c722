// SPDX-License-Identifier: ISC
#include "model/record.h"

#include <stdlib.h>

#include "model/limits.h"
#include "model/record_get.h"
#include "model/record_packed.h"
#include "model/record_parts.h"

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
	return record_bad(e, "precision");
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
		return record_bad(e, key);
	if (get_precision(w, &out->precision, e) ||
	    record_get_int(
		w, "t", -RECORD_TIME_MAX, RECORD_TIME_MAX, &out->t, e) ||
	    record_get_int(
		w, "offset", -RECORD_OFFSET, RECORD_OFFSET, &offset, e))
		return -1;
	out->offset = (int32_t)offset;
	out->inferred = record_get_bool(w, "inferred");
	out->how = get_how(w);
	return 0;
}

static int
get_enclosures(
    struct arena *a, const json_t *o, struct item *out, struct err *e)
{
	const json_t *list;

	if (record_get_list(o, "enclosures", LIMIT_VALUES, &list,
		&out->nenclosures, e) != 0)
		return -1;
	out->enclosures = ARENA_ARRAY(a, out->nenclosures, struct enclosure);
	for (size_t i = 0; i < out->nenclosures; i++) {
		const json_t *v = json_array_get(list, i);
		struct enclosure *en = &out->enclosures[i];
		int64_t length;

		if (!json_is_object(v))
			return record_bad(e, "enclosures");
		if (record_get_address(a, v, "url", false, &en->url, e) ||
		    record_get_str(a, v, "type", LIMIT_URL, &en->type, e) ||
		    record_get_int(v, "length", 0, INT64_MAX, &length, e))
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

	if (record_get_str(a, o, "digest", 16, &s, e) != 0)
		return -1;
	*out = (int64_t)strtoull(s.p, &end, 16);
	return *end == '\0' ? 0 : record_bad(e, "digest");
}

static int
get_field(
    struct arena *a, const json_t *o, struct raw_field *out, struct err *e)
{
	struct raw_value *v = ARENA_NEW(a, struct raw_value);

	if (!json_is_object(o))
		return record_bad(e, "fields");
	if (record_get_str(a, o, "rule", RECORD_LINE, &out->rule, e) ||
	    record_get_str(a, o, "raw", RECORD_LINE, &v->raw, e) ||
	    record_get_str(a, o, "value", RECORD_LINE, &v->value, e))
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
		return record_bad(e, "fields");
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

static int
get_texts(struct arena *a, const json_t *o, struct item *it, struct err *e)
{
	for (size_t i = 0; i < RECORD_TEXTS; i++) {
		const struct record_text *t = &record_texts[i];
		struct str s;

		if (t->address ? record_get_address(a, o, t->name, false, &s, e)
			       : record_get_str(a, o, t->name, t->max, &s, e))
			return -1;
		record_text_set(it, t, s);
	}
	return 0;
}

static int
read_item(struct arena *a, const json_t *o, struct item *it, struct err *e)
{
	int64_t position;

	*it = (struct item){ .raw = NULL };
	if (record_get_int(o, "position", 0, LIMIT_ITEMS, &position, e) != 0)
		return -1;
	it->position = (size_t)position;
	/* Dates first: their texts are among the texts. */
	if (get_when(o, "published", &it->published, e) ||
	    get_when(o, "updated", &it->updated, e) || get_texts(a, o, it, e) ||
	    get_raw(a, o, it->position, &it->raw, e) ||
	    record_get_strings(a, o, "categories", LIMIT_VALUES,
		RECORD_CHARACTERS(LIMIT_NAME), &it->categories,
		&it->ncategories, e) ||
	    get_enclosures(a, o, it, e) || get_digest(a, o, &it->digest, e) ||
	    record_get_int(
		o, "first_seen", 0, RECORD_TIME_MAX, &it->first_seen, e))
		return -1;
	return 0;
}

int
record_read_item(
    struct arena *a, struct str line, struct item *out, struct err *e)
{
	json_t **holder = record_holder(a);
	const json_t *o = record_load(holder, line, e);
	int rc = o == NULL ? -1 : read_item(a, o, out, e);

	record_let_go(holder);
	return rc;
}

static int
read_dropped(struct arena *a, const json_t *o, struct items *out, struct err *e)
{
	const json_t *list;

	if (record_get_list(
		o, "dropped", LIMIT_ITEMS, &list, &out->ndropped, e) != 0)
		return -1;
	out->dropped = ARENA_ARRAY(a, out->ndropped, struct dropped);
	for (size_t i = 0; i < out->ndropped; i++) {
		const json_t *v = json_array_get(list, i);
		struct dropped *d = &out->dropped[i];

		if (!json_is_object(v))
			return record_bad(e, "dropped");
		if (record_get_str(a, v, "title",
			RECORD_CHARACTERS(LIMIT_TITLE), &d->title, e) ||
		    record_get_str(a, v, "link", LIMIT_URL, &d->link, e) ||
		    record_get_str(a, v, "why", RECORD_WHY, &d->why, e))
			return -1;
	}
	return 0;
}

static int
read_hints(const json_t *o, struct hints *out, struct err *e)
{
	int64_t ttl = 0, hours = 0, days = 0;

	if (record_get_int(o, "ttl", 0, LIMIT_ASKED_S, &ttl, e) ||
	    record_get_int(o, "skip_hours", 0, 0xFFFFFF, &hours, e) ||
	    record_get_int(o, "skip_days", 0, 0x7F, &days, e))
		return -1;
	*out = (struct hints){ (uint32_t)ttl, (uint32_t)hours, (uint32_t)days };
	return 0;
}

static int
read_end(struct arena *a, const json_t *o, struct items *out, struct err *e)
{
	int64_t rules, same;

	if (read_dropped(a, o, out, e) ||
	    record_get_strings(a, o, "warnings", LIMIT_ITEMS, RECORD_WHY,
		&out->warnings, &out->nwarnings, e) ||
	    record_get_str(a, o, "page_title", RECORD_CHARACTERS(LIMIT_TITLE),
		&out->title, e) ||
	    record_get_str(
		a, o, "page_language", LANGUAGE_MAX, &out->language, e) ||
	    record_get_str(
		a, o, "item_rule", RECORD_FOUND, &out->item_rule, e) ||
	    record_get_str(a, o, "feed", LIMIT_NAME, &out->feed, e))
		return -1;
	if (record_get_int(o, "rule_warnings", 0, (int64_t)out->nwarnings,
		&rules, e) != 0 ||
	    record_get_int(o, "same", 0, (int64_t)out->ndropped, &same, e) != 0)
		return -1;
	out->nsame = (size_t)same;
	out->nrule_warnings = (size_t)rules;
	out->empty = record_get_bool(o, "empty");
	return read_hints(json_object_get(o, "hints"), &out->hints, e);
}

static int
read_line(struct arena *a, const json_t *o, struct items *out, size_t *cap,
    bool *ended, struct err *e)
{
	*ended = json_object_get(o, "end") != NULL;
	if (*ended)
		return read_end(a, o, out, e);
	if (out->n == LIMIT_ITEMS)
		return err_set(
		    e, ERR_LIMIT, "record: more than %d items", LIMIT_ITEMS);
	out->v = arena_more(a, out->v, out->n, cap, sizeof(*out->v));
	return read_item(a, o, &out->v[out->n++], e);
}

int
record_read_items(
    struct arena *a, struct str bytes, struct items *out, struct err *e)
{
	json_t **holder = record_holder(a);
	struct str line;
	size_t cap = 0;
	bool ended = false;
	int rc = 0;

	*out = (struct items){ .v = NULL };
	if (packed_is(bytes))
		rc = packed_read(a, &bytes, out, e);
	cap = out->n;
	while (rc == 0 && !ended && str_cut(&bytes, '\n', &line)) {
		const json_t *o = record_load(holder, line, e);

		rc = o == NULL ? -1 : read_line(a, o, out, &cap, &ended, e);
	}
	record_let_go(holder);
	if (rc != 0)
		return -1;
	if (!ended || bytes.len > 0)
		return err_set(e, ERR_EXTRACT, "record: the end is missing");
	return 0;
}

static int
read_response(
    struct arena *a, const json_t *o, struct response *out, struct err *e)
{
	const struct {
		const char *key;
		struct str *to;
	} header[] = {
		{ "content_type", &out->content_type },
		{ "content_encoding", &out->content_encoding },
		{ "content_language", &out->content_language },
		{ "challenge", &out->challenge },
		{ "cookies", &out->cookies },
	};
	int64_t status;

	if (record_get_int(o, "status", 100, 599, &status, e) ||
	    record_get_int(o, "time", 0, RECORD_TIME_MAX, &out->time, e) ||
	    record_get_address(a, o, "url", true, &out->url, e))
		return -1;
	out->status = (int)status;
	for (size_t i = 0; i < sizeof(header) / sizeof(*header); i++)
		if (record_get_str(a, o, header[i].key, LIMIT_HEADERS,
			header[i].to, e) != 0)
			return -1;
	return 0;
}

int
record_read_response(
    struct arena *a, struct str line, struct response *out, struct err *e)
{
	json_t **holder = record_holder(a);
	const json_t *o = record_load(holder, line, e);
	int rc = -1;

	*out = (struct response){ .status = 0 };
	if (o != NULL)
		rc = read_response(a, o, out, e);
	record_let_go(holder);
	return rc;
}
