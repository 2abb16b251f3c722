// SPDX-License-Identifier: ISC
#include "model/record.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/civil.h"
#include "base/utf8.h"
#include "model/limits.h"
#include "model/record_get.h"
#include "model/record_packed.h"
#include "model/record_parts.h"

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

void
record_set(json_t *o, const char *key, struct str s)
{
	json_object_set_new_nocheck(o, key, record_str_json(s));
}

void
record_set_cut(json_t *o, const char *key, struct str s, size_t max)
{
	struct str head = str_sub(s, 0, max);

	if (s.len > max)
		head = str_sub(head, 0, utf8_valid_prefix(head));
	record_set(o, key, head);
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
when_json(const struct when *w)
{
	json_t *o;

	if (w->precision == PRECISION_NONE)
		return json_null();
	o = json_object();
	json_object_set_new(o, "t", json_integer((json_int_t)w->t));
	json_object_set_new(o, "offset", json_integer(w->offset));
	json_object_set_new(
	    o, "precision", json_string(precision_name(w->precision)));
	json_object_set_new(o, "inferred", json_boolean(w->inferred));
	json_object_set_new(o, "how", how_json(w->how));
	return o;
}

json_t *
record_categories_json(const struct item *it)
{
	json_t *list = json_array();

	for (size_t i = 0; i < it->ncategories; i++)
		json_array_append_new(list, record_str_json(it->categories[i]));
	return list;
}

json_t *
record_enclosures_json(const struct item *it)
{
	json_t *list = json_array();

	for (size_t i = 0; i < it->nenclosures; i++) {
		const struct enclosure *en = &it->enclosures[i];

		json_t *o = json_pack("{s:o}", "url", record_str_json(en->url));

		record_set_cut(o, "type", en->type, LIMIT_URL);
		json_object_set_new(o, "length", json_integer(en->length));
		json_array_append_new(list, o);
	}
	return list;
}

static json_t *
field_json(const struct raw_field *rf)
{
	json_t *o = json_object();

	record_set_cut(o, "rule", rf->rule, RECORD_FOUND);
	record_set_cut(o, "raw", rf->v[0].raw, RECORD_FOUND);
	record_set_cut(o, "value", rf->v[0].value, RECORD_FOUND);
	return o;
}

static json_t *
fields_json(const struct raw_item *raw)
{
	json_t *fields = json_object();

	for (int f = 0; raw != NULL && f < FIELD_COUNT; f++)
		if (raw->field[f].n > 0)
			json_object_set_new(fields, field_name((enum field)f),
			    field_json(&raw->field[f]));
	return fields;
}

/* The dates as they are shown. */
static void
set_shown(json_t *o, const struct item *it)
{
	enum precision p = it->published.precision;

	json_object_set_new(o, "date", record_when_json(&it->published));
	json_object_set_new(o, "date_precision",
	    p == PRECISION_NONE ? json_null() : json_string(precision_name(p)));
}

/* As text: not every JSON reader has 64-bit integers. */
json_t *
record_digest_json(const struct item *it)
{
	char digest[24];

	snprintf(digest, sizeof(digest), "%016" PRIx64, (uint64_t)it->digest);
	return json_string(digest);
}

#define AT(member) offsetof(struct item, member)
#define NAME_MAX_BYTES RECORD_CHARACTERS(LIMIT_NAME)

const struct record_text record_texts[RECORD_TEXTS] = {
	{ "key", AT(key), RECORD_KEY, false },
	{ "title", AT(title), RECORD_CHARACTERS(LIMIT_TITLE), false },
	{ "link", AT(link), LIMIT_URL, true },
	{ "guid", AT(guid), LIMIT_URL, false },
	{ "summary", AT(summary), RECORD_CHARACTERS(LIMIT_SUMMARY), false },
	{ "content", AT(content), LIMIT_TEXT, false },
	{ "date_raw", AT(published.raw), LIMIT_TEXT, false },
	{ "updated_raw", AT(updated.raw), LIMIT_TEXT, false },
	{ "outlet", AT(outlet), NAME_MAX_BYTES, false },
	{ "author", AT(author), NAME_MAX_BYTES, false },
	{ "image", AT(image), LIMIT_URL, true },
	{ "language", AT(language), LANGUAGE_MAX, false },
};

struct str
record_text(const struct item *it, const struct record_text *t)
{
	struct str s;

	memcpy(&s, (const char *)it + t->at, sizeof(s));
	return s;
}

void
record_text_set(struct item *it, const struct record_text *t, struct str s)
{
	memcpy((char *)it + t->at, &s, sizeof(s));
}

json_t *
record_item_json(const struct item *it)
{
	json_t *o = json_object();

	for (size_t i = 0; i < RECORD_TEXTS; i++)
		record_set_cut(o, record_texts[i].name,
		    record_text(it, &record_texts[i]), RECORD_FOUND);
	set_shown(o, it);
	json_object_set_new(o, "categories", record_categories_json(it));
	json_object_set_new(o, "enclosures", record_enclosures_json(it));
	json_object_set_new(o, "published", when_json(&it->published));
	json_object_set_new(o, "updated", when_json(&it->updated));
	json_object_set_new(
	    o, "position", json_integer((json_int_t)it->position));
	json_object_set_new(o, "first_seen",
	    it->first_seen == 0 ? json_null()
				: json_integer((json_int_t)it->first_seen));
	json_object_set_new(o, "digest", record_digest_json(it));
	json_object_set_new(o, "fields", fields_json(it->raw));
	return o;
}

json_t *
record_dropped_json(const struct items *all)
{
	json_t *list = json_array();

	for (size_t i = 0; i < all->ndropped; i++) {
		const struct dropped *d = &all->dropped[i];
		json_t *o = json_object();

		record_set_cut(
		    o, "title", d->title, RECORD_CHARACTERS(LIMIT_TITLE));
		record_set_cut(o, "link", d->link, LIMIT_URL);
		record_set_cut(o, "why", d->why, RECORD_WHY);
		json_array_append_new(list, o);
	}
	return list;
}

json_t *
record_warnings_json(const struct items *all)
{
	json_t *list = json_array();

	for (size_t i = 0; i < all->nwarnings; i++) {
		struct str head = str_sub(all->warnings[i], 0, RECORD_WHY);

		head = str_sub(head, 0, utf8_valid_prefix(head));
		json_array_append_new(list, record_str_json(head));
	}
	return list;
}

/* Room for most lines. */
#define LINE_USUAL 4096

int
record_write_line(struct buf *b, json_t *o)
{
	size_t left = b->limit - b->len, n = 0;
	size_t room = left < LINE_USUAL ? left : LINE_USUAL;

	/* What does not fit is not written, but counted. */
	while (buf_reserve(b, room) == 0) {
		n = json_dumpb(o, b->p + b->len, room, JSON_COMPACT);
		if (n <= room)
			break;
		room = n;
	}
	json_decref(o);
	if (n == 0)
		b->over = true;
	if (b->over)
		return -1;
	b->len += n;
	return buf_addc(b, '\n');
}

int
record_write_item(struct buf *b, const struct item *it)
{
	return record_write_line(b, record_item_json(it));
}

static int
write_whole(struct buf *b, const struct items *all)
{
	for (size_t i = 0; i < all->n; i++)
		if (record_write_item(b, &all->v[i]) != 0)
			return -1;
	return 0;
}

int
record_write_items(struct buf *b, const struct items *all, bool whole)
{
	json_t *end;

	if ((whole ? write_whole(b, all) : packed_write(b, all)) != 0)
		return -1;
	end = json_pack("{s:b,s:o,s:o}", "end", 1, "dropped",
	    record_dropped_json(all), "warnings", record_warnings_json(all));
	json_object_set_new(end, "rule_warnings",
	    json_integer((json_int_t)all->nrule_warnings));
	json_object_set_new(end, "same", json_integer((json_int_t)all->nsame));
	record_set(end, "page_title", all->title);
	record_set(end, "page_language", all->language);
	record_set_cut(end, "item_rule", all->item_rule, RECORD_FOUND);
	record_set(end, "feed", all->feed);
	json_object_set_new(end, "empty", json_boolean(all->empty));
	json_object_set_new(end, "hints",
	    json_pack("{s:I,s:I,s:I}", "ttl", (json_int_t)all->hints.ttl,
		"skip_hours", (json_int_t)all->hints.skip_hours, "skip_days",
		(json_int_t)all->hints.skip_days));
	return record_write_line(b, end);
}

int
record_write_response(struct buf *b, const struct response *r)
{
	json_t *o = json_pack(
	    "{s:i,s:I}", "status", r->status, "time", (json_int_t)r->time);

	record_set(o, "url", r->url);
	record_set(o, "content_type", r->content_type);
	record_set(o, "content_encoding", r->content_encoding);
	record_set(o, "content_language", r->content_language);
	record_set(o, "challenge", r->challenge);
	record_set(o, "cookies", r->cookies);
	return record_write_line(b, o);
}
