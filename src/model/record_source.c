// SPDX-License-Identifier: ISC
#include "model/record.h"

#include "model/limits.h"
#include "model/record_get.h"

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

static json_t *
article_json(const struct article_rules *r)
{
	json_t *o;

	if (!r->on)
		return json_null();
	o = json_pack("{s:o}", "remove", record_rules_json(&r->remove));
	for (int f = 0; f < FIELD_COUNT; f++)
		if (r->field[f].n > 0)
			json_object_set_new(o, field_name((enum field)f),
			    record_rules_json(&r->field[f]));
	return o;
}

/* How far to go is decided by who asks for the pages. */
static json_t *
pages_json(const struct pages *p)
{
	if (p->by == PAGES_NONE)
		return json_null();
	return json_pack("{s:i,s:o,s:o,s:o}", "by", (int)p->by, "address",
	    record_str_json(p->address), "next", record_rules_json(&p->next),
	    "cursor", record_rules_json(&p->cursor));
}

int
record_write_source(struct buf *b, const struct source *s)
{
	json_t *o = json_object(), *required = json_array();

	record_set(o, "id", s->id);
	record_set(o, "name", s->name);
	record_set(o, "url", s->url);
	record_set(o, "base", s->base);
	json_object_set_new(o, "item", record_rules_json(&s->rules->item));
	record_set(o, "embedded", s->rules->embedded);
	for (int f = 0; f < FIELD_COUNT; f++) {
		const char *name = field_name((enum field)f);

		if (f != FIELD_LANGUAGE)
			json_object_set_new(
			    o, name, record_rules_json(&s->rules->field[f]));
		if (s->sieve->required & 1u << f)
			json_array_append_new(required, json_string(name));
	}
	json_object_set_new(o, "required", required);
	json_object_set_new(o, "only", filters_json(&s->sieve->only));
	json_object_set_new(o, "drop", filters_json(&s->sieve->drop));
	json_object_set_new(o, "limit", json_integer(s->limit));
	record_set(o, "timezone", str_c(s->zone->name));
	json_object_set_new(o, "timezone_given", json_boolean(s->zone_given));
	record_set(o, "language", s->language);
	/* The field's rules, beside the source's own language. */
	json_object_set_new(o, "item_language",
	    record_rules_json(&s->rules->field[FIELD_LANGUAGE]));
	json_object_set_new(o, "date_order", json_integer(s->date_order));
	record_set(o, "charset", s->charset);
	json_object_set_new(o, "max_size", json_integer(s->max_size));
	json_object_set_new(o, "max_age", json_integer(s->sieve->max_age));
	json_object_set_new(o, "article", article_json(s->article));
	json_object_set_new(o, "pages", pages_json(s->pages));
	return record_write_line(b, o);
}

static int
get_filters(struct arena *a, const json_t *o, const char *key,
    struct filters *out, struct err *e)
{
	const json_t *list;

	if (record_get_list(o, key, SIZE_MAX, &list, &out->n, e) != 0)
		return -1;
	out->v = ARENA_ARRAY(a, out->n, struct filter);
	for (size_t i = 0; i < out->n; i++) {
		const json_t *v = json_array_get(list, i);
		struct filter *f = &out->v[i];
		struct str name;

		if (!json_is_object(v))
			return record_bad(e, key);
		if (record_get_str(a, v, "field", LIMIT_NAME, &name, e) ||
		    record_get_str(
			a, v, "text", LIMIT_REGEX_PATTERN, &f->text, e) ||
		    record_get_str(a, v, "flags", LIMIT_NAME, &f->flags, e))
			return -1;
		f->field = field_find(name);
		f->pattern = record_get_bool(v, "pattern");
	}
	return 0;
}

static int
read_rules(
    struct arena *a, const json_t *o, struct rule_set *rules, struct err *e)
{
	if (record_get_str(
		a, o, "embedded", LIMIT_SELECTOR, &rules->embedded, e) != 0 ||
	    record_get_rules(a, o, "item", &rules->item, e) != 0)
		return -1;
	for (int f = 0; f < FIELD_COUNT; f++)
		if (record_get_rules(a, o,
			f == FIELD_LANGUAGE ? "item_language"
					    : field_name((enum field)f),
			&rules->field[f], e) != 0)
			return -1;
	return 0;
}

static int
read_sieve(struct arena *a, const json_t *o, struct sieve *out, struct err *e)
{
	struct str *required;
	int64_t max_age;
	size_t n;

	if (get_filters(a, o, "only", &out->only, e) != 0 ||
	    get_filters(a, o, "drop", &out->drop, e) != 0 ||
	    record_get_int(o, "max_age", 0, LIMIT_AGE_S, &max_age, e) != 0)
		return -1;
	out->max_age = (uint32_t)max_age;
	if (record_get_strings(a, o, "required", FIELD_COUNT, LIMIT_NAME,
		&required, &n, e) != 0)
		return -1;
	for (size_t i = 0; i < n; i++) {
		enum field f = field_find(required[i]);

		if (f == FIELD_COUNT)
			return record_bad(e, "required");
		out->required |= 1u << f;
	}
	return 0;
}

static int
read_article(
    struct arena *a, const json_t *o, struct article_rules *out, struct err *e)
{
	const json_t *v = json_object_get(o, "article");

	out->on = json_is_object(v);
	if (!out->on)
		return 0;
	for (int f = 0; f < FIELD_COUNT; f++)
		if (record_get_rules(a, v, field_name((enum field)f),
			&out->field[f], e) != 0)
			return -1;
	return record_get_rules(a, v, "remove", &out->remove, e);
}

static int
read_pages(struct arena *a, const json_t *o, struct pages *out, struct err *e)
{
	const json_t *v = json_object_get(o, "pages");
	int64_t by;

	if (!json_is_object(v))
		return 0;
	if (record_get_int(v, "by", PAGES_NONE, PAGES_TEMPLATE, &by, e) ||
	    record_get_str(a, v, "address", LIMIT_URL, &out->address, e) ||
	    record_get_rules(a, v, "next", &out->next, e) ||
	    record_get_rules(a, v, "cursor", &out->cursor, e))
		return -1;
	out->by = (enum pages_by)by;
	return 0;
}

static int
read_source(struct arena *a, const json_t *o, struct source *s, struct err *e)
{
	struct source_parts *p = ARENA_NEW(a, struct source_parts);
	int64_t limit, order, max_size;
	struct str zone;

	*s = (struct source){ SOURCE_PARTS(*p) };
	if (record_get_str(a, o, "id", 64, &s->id, e) ||
	    record_get_str(a, o, "name", LIMIT_URL, &s->name, e) ||
	    record_get_address(a, o, "url", true, &s->url, e) ||
	    record_get_address(a, o, "base", false, &s->base, e) ||
	    record_get_str(a, o, "timezone", sizeof(s->zone->name), &zone, e) ||
	    record_get_str(a, o, "language", LANGUAGE_MAX, &s->language, e) ||
	    record_get_str(a, o, "charset", LIMIT_NAME, &s->charset, e) ||
	    record_get_int(o, "limit", 0, LIMIT_ITEMS, &limit, e) ||
	    record_get_int(
		o, "date_order", DATE_ORDER_AUTO, DATE_ORDER_YMD, &order, e) ||
	    record_get_int(o, "max_size", 0, LIMIT_BODY_MAX, &max_size, e) ||
	    zone_init(&p->zone, zone, e) != 0)
		return -1;
	s->limit = (uint32_t)limit;
	s->date_order = (enum date_order)order;
	s->max_size = (uint32_t)max_size;
	s->zone_given = record_get_bool(o, "timezone_given");
	if (read_rules(a, o, &p->rules, e) != 0 ||
	    read_sieve(a, o, &p->sieve, e) != 0 ||
	    read_article(a, o, &p->article, e) != 0)
		return -1;
	return read_pages(a, o, &p->pages, e);
}

int
record_read_source(
    struct arena *a, struct str line, struct source *out, struct err *e)
{
	json_t **holder = record_holder(a);
	const json_t *o = record_load(holder, line, e);
	int rc = -1;

	*out = (struct source){ SOURCE_PARTS(bare_parts) };
	if (o != NULL)
		rc = read_source(a, o, out, e);
	record_let_go(holder);
	return rc;
}
