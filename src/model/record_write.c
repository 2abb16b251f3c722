// SPDX-License-Identifier: ISC
#include "model/record.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/civil.h"
#include "base/utf8.h"
#include "model/limits.h"

json_t *
record_str_json(struct str s)
{
	json_t *v;
	struct arena a;
	struct str clean;

	if (s.len == 0)
		return json_null();
	v = json_stringn(s.p, s.len);
	if (v != NULL)
		return v;
	arena_init(&a, SIZE_MAX); /* of one string */
	clean = utf8_scrub(&a, s);
	v = json_stringn_nocheck(clean.p, clean.len);
	arena_release(&a);
	return v;
}

/* Longest text of a date: "2026-11-20T08:30:00+08:00". */
#define DATE_TEXT 64

json_t *
record_when_json(const struct when *w)
{
	char text[DATE_TEXT];
	struct civil c;
	int32_t minutes = abs(w->offset) / 60;
	int n;

	if (w->precision == PRECISION_NONE)
		return json_null();
	civil_from_utc(w->t + w->offset, &c);
	n = snprintf(text, sizeof(text), "%04d-%02d-%02dT%02d:%02d:%02d",
	    c.year, c.month, c.day, c.hour, c.minute, c.second);
	if (w->precision == PRECISION_MONTH)
		text[7] = '\0';
	else if (w->precision == PRECISION_DAY)
		text[10] = '\0';
	else if (w->offset == 0)
		snprintf(text + n, sizeof(text) - (size_t)n, "Z");
	else
		snprintf(text + n, sizeof(text) - (size_t)n, "%c%02d:%02d",
		    w->offset < 0 ? '-' : '+', minutes / 60, minutes % 60);
	return json_string(text);
}

static json_t *
how_json(unsigned how)
{
	json_t *list = json_array();

	for (unsigned i = 0; i < HOW_COUNT; i++)
		if (how >> i & 1)
			json_array_append_new(list, json_string(how_name(i)));
	return list;
}

/* The date as a machine reads it back; the shown form loses the time of day
 * of a bare day in its zone. */
static json_t *
when_wire(const struct when *w)
{
	if (w->precision == PRECISION_NONE)
		return json_null();
	return json_pack("{s:I,s:i,s:s,s:b,s:o}", "t", (json_int_t)w->t,
	    "offset", (int)w->offset, "precision", precision_name(w->precision),
	    "inferred", (int)w->inferred, "how", how_json(w->how));
}

static json_t *
strings_json(const struct str *v, size_t n)
{
	json_t *list = json_array();

	for (size_t i = 0; i < n; i++)
		json_array_append_new(list, record_str_json(v[i]));
	return list;
}

static json_t *
enclosures_json(const struct item *it)
{
	json_t *list = json_array();

	for (size_t i = 0; i < it->nenclosures; i++) {
		const struct enclosure *en = &it->enclosures[i];

		json_array_append_new(list,
		    json_pack("{s:o,s:o,s:I}", "url", record_str_json(en->url),
			"type", record_str_json(en->type), "length",
			(json_int_t)en->length));
	}
	return list;
}

static json_t *
fields_json(const struct raw_item *raw)
{
	json_t *fields = json_object();

	for (int f = 0; raw != NULL && f < FIELD_COUNT; f++) {
		const struct raw_field *rf = &raw->field[f];

		if (rf->n == 0)
			continue;
		json_object_set_new(fields, field_name((enum field)f),
		    json_pack("{s:o,s:o,s:o}", "rule",
			record_str_json(rf->rule), "raw",
			record_str_json(rf->v[0].raw), "value",
			record_str_json(rf->v[0].value)));
	}
	return fields;
}

static void
set(json_t *o, const char *key, struct str s)
{
	json_object_set_new(o, key, record_str_json(s));
}

json_t *
record_item_json(const struct item *it)
{
	json_t *o = json_object();
	char digest[24];

	set(o, "key", it->key);
	set(o, "title", it->title);
	set(o, "link", it->link);
	set(o, "guid", it->guid);
	set(o, "summary", it->summary);
	set(o, "content", it->content);
	json_object_set_new(o, "date", record_when_json(&it->published));
	set(o, "date_raw", it->published.raw);
	json_object_set_new(o, "date_precision",
	    it->published.precision == PRECISION_NONE
		? json_null()
		: json_string(precision_name(it->published.precision)));
	set(o, "outlet", it->outlet);
	set(o, "author", it->author);
	json_object_set_new(
	    o, "categories", strings_json(it->categories, it->ncategories));
	set(o, "image", it->image);
	json_object_set_new(o, "enclosures", enclosures_json(it));
	set(o, "language", it->language);
	json_object_set_new(o, "published", when_wire(&it->published));
	json_object_set_new(o, "updated", when_wire(&it->updated));
	json_object_set_new(
	    o, "position", json_integer((json_int_t)it->position));
	json_object_set_new(o, "first_seen",
	    it->first_seen == 0 ? json_null()
				: json_integer((json_int_t)it->first_seen));
	/* As text: not every JSON reader has 64-bit integers. */
	snprintf(digest, sizeof(digest), "%016" PRIx64, (uint64_t)it->digest);
	json_object_set_new(o, "digest", json_string(digest));
	json_object_set_new(o, "fields", fields_json(it->raw));
	return o;
}

json_t *
record_dropped_json(const struct items *all)
{
	json_t *list = json_array();

	for (size_t i = 0; i < all->ndropped; i++) {
		const struct dropped *d = &all->dropped[i];

		json_array_append_new(
		    list, json_pack("{s:o,s:o,s:o}", "title",
			      record_str_json(d->title), "link",
			      record_str_json(d->link), "why",
			      record_str_json(d->why)));
	}
	return list;
}

json_t *
record_warnings_json(const struct items *all)
{
	return strings_json(all->warnings, all->nwarnings);
}

/* Append O, whose reference is taken, as one line. */
static int
write_line(struct buf *b, json_t *o)
{
	char *text = json_dumps(o, JSON_COMPACT);
	int rc = -1;

	json_decref(o);
	if (text != NULL)
		rc = buf_add(b, str_c(text)) || buf_addc(b, '\n') ? -1 : 0;
	else
		b->over = true;
	free(text);
	return rc;
}

int
record_write_item(struct buf *b, const struct item *it)
{
	return write_line(b, record_item_json(it));
}

int
record_write_items(struct buf *b, const struct items *all)
{
	json_t *end;

	for (size_t i = 0; i < all->n; i++)
		if (record_write_item(b, &all->v[i]) != 0)
			return -1;
	end = json_pack("{s:b,s:o,s:o}", "end", 1, "dropped",
	    record_dropped_json(all), "warnings", record_warnings_json(all));
	json_object_set_new(end, "rule_warnings",
	    json_integer((json_int_t)all->nrule_warnings));
	set(end, "page_title", all->title);
	set(end, "page_language", all->language);
	set(end, "item_rule", all->item_rule);
	set(end, "feed", all->feed);
	json_object_set_new(end, "empty", json_boolean(all->empty));
	json_object_set_new(end, "hints",
	    json_pack("{s:I,s:I,s:I}", "ttl", (json_int_t)all->hints.ttl,
		"skip_hours", (json_int_t)all->hints.skip_hours, "skip_days",
		(json_int_t)all->hints.skip_days));
	return write_line(b, end);
}

int
record_write_response(struct buf *b, const struct response *r)
{
	json_t *o = json_pack(
	    "{s:i,s:I}", "status", r->status, "time", (json_int_t)r->time);

	set(o, "url", r->url);
	set(o, "content_type", r->content_type);
	set(o, "content_encoding", r->content_encoding);
	set(o, "content_language", r->content_language);
	set(o, "challenge", r->challenge);
	set(o, "cookies", r->cookies);
	return write_line(b, o);
}

static json_t *
rules_json(const struct rules *r)
{
	json_t *list = json_array();

	for (size_t i = 0; i < r->n; i++)
		json_array_append_new(list, record_str_json(r->v[i].text));
	return list;
}

static json_t *
filters_json(const struct filters *fs)
{
	json_t *list = json_array();

	for (size_t i = 0; i < fs->n; i++) {
		const struct filter *f = &fs->v[i];

		json_array_append_new(
		    list, json_pack("{s:o,s:b,s:o,s:o}", "field",
			      f->field == FIELD_COUNT
				  ? json_null()
				  : json_string(field_name(f->field)),
			      "pattern", (int)f->pattern, "text",
			      record_str_json(f->text), "flags",
			      record_str_json(f->flags)));
	}
	return list;
}

int
record_write_source(struct buf *b, const struct source *s)
{
	json_t *o = json_object(), *required = json_array();

	set(o, "id", s->id);
	set(o, "name", s->name);
	set(o, "url", s->url);
	set(o, "base", s->base);
	json_object_set_new(o, "item", rules_json(&s->item));
	set(o, "embedded", s->embedded);
	for (int f = 0; f < FIELD_COUNT; f++) {
		const char *name = field_name((enum field)f);

		if (f != FIELD_LANGUAGE)
			json_object_set_new(o, name, rules_json(&s->field[f]));
		if (s->required & 1u << f)
			json_array_append_new(required, json_string(name));
	}
	json_object_set_new(o, "required", required);
	json_object_set_new(o, "only", filters_json(&s->only));
	json_object_set_new(o, "drop", filters_json(&s->drop));
	json_object_set_new(o, "limit", json_integer(s->limit));
	set(o, "timezone", str_c(s->zone.name));
	json_object_set_new(o, "timezone_given", json_boolean(s->zone_given));
	set(o, "language", s->language);
	/* The field's rules, beside the source's own language. */
	json_object_set_new(
	    o, "item_language", rules_json(&s->field[FIELD_LANGUAGE]));
	json_object_set_new(o, "date_order", json_integer(s->date_order));
	set(o, "charset", s->charset);
	json_object_set_new(o, "max_size", json_integer(s->max_size));
	return write_line(b, o);
}
