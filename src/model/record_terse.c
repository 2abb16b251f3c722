// SPDX-License-Identifier: ISC
#include "model/record_terse.h"

#include <inttypes.h>
#include <stdio.h>

#include "model/limits.h"
#include "model/record.h"
#include "model/record_get.h"
#include "model/record_parts.h"

#define LINK_KEY "l:"
/* Longest text of a date: five numbers. */
#define WHEN 100

/* Words of the page that the store keeps: of a link, and of an id for who
 * recovers. */
static const struct {
	enum field field;
	const char *raw, *value;
} words[] = {
	{ FIELD_LINK, "link_raw", "link_value" },
	{ FIELD_GUID, "guid_raw", "guid_value" },
};
#define WORDS (sizeof(words) / sizeof(*words))

/* --- Writing ------------------------------------------------------------- */

static bool
is_link_key(const struct item *it)
{
	return !str_empty(it->link) && str_starts(it->key, STR(LINK_KEY)) &&
	       str_eq(str_from(it->key, strlen(LINK_KEY)), it->link);
}

static void
set_when(json_t *o, const char *key, const struct when *w)
{
	char text[WHEN];
	int n;

	if (w->precision == PRECISION_NONE)
		return;
	n = snprintf(text, sizeof(text), "%" PRId64 " %" PRId32 " %d %d %u",
	    w->t, w->offset, (int)w->precision, w->inferred, w->how);
	json_object_set_new_nocheck(
	    o, key, json_stringn_nocheck(text, (size_t)n));
}

static void
set_raw(json_t *o, const struct raw_item *raw)
{
	json_int_t found = 0;

	for (int f = 0; raw != NULL && f < FIELD_COUNT; f++)
		found |= (json_int_t)(raw->field[f].n > 0) << f;
	json_object_set_new_nocheck(o, "found", json_integer(found));
	if (found >> FIELD_DATE & 1)
		record_set_cut(
		    o, "rule", raw->field[FIELD_DATE].rule, RECORD_FOUND);
	for (size_t i = 0; i < WORDS; i++) {
		const struct raw_value *v;

		if ((found >> words[i].field & 1) == 0)
			continue;
		v = raw->field[words[i].field].v;
		record_set_cut(o, words[i].raw, v->raw, RECORD_LINK);
		if (!str_eq(v->raw, v->value))
			record_set_cut(
			    o, words[i].value, v->value, RECORD_LINK);
	}
}

json_t *
terse_item_json(const struct item *it)
{
	struct record_text texts[RECORD_TEXTS];
	json_t *o = json_object();

	record_texts(it, texts);
	/* The key comes first. */
	for (size_t i = is_link_key(it); i < RECORD_TEXTS; i++)
		if (!str_empty(texts[i].text))
			record_set_cut(
			    o, texts[i].name, texts[i].text, RECORD_FOUND);
	if (it->ncategories > 0)
		json_object_set_new_nocheck(
		    o, "categories", record_categories_json(it));
	if (it->nenclosures > 0)
		json_object_set_new_nocheck(
		    o, "enclosures", record_enclosures_json(it));
	set_when(o, "published", &it->published);
	set_when(o, "updated", &it->updated);
	json_object_set_new_nocheck(
	    o, "position", json_integer((json_int_t)it->position));
	json_object_set_new_nocheck(o, "digest", record_digest_json(it));
	set_raw(o, it->raw);
	return o;
}

/* --- Reading ------------------------------------------------------------- */

bool
terse_is(const json_t *o)
{
	return json_object_get(o, "found") != NULL;
}

int
terse_get_key(struct arena *a, const json_t *o, struct item *it, struct err *e)
{
	if (json_object_get(o, "key") != NULL)
		return record_get_str(a, o, "key", RECORD_KEY, &it->key, e);
	if (str_empty(it->link))
		return record_bad(e, "key");
	it->key = arena_concat(a, (struct str[]){ STR(LINK_KEY), it->link }, 2);
	return 0;
}

/* The next of the numbers in *REST, from MIN to MAX. */
static int
take_number(struct str *rest, int64_t min, int64_t max, int64_t *out)
{
	unsigned long long n;
	struct str part;
	bool negative;

	if (!str_cut(rest, ' ', &part))
		return -1;
	negative = str_starts(part, STR("-"));
	if (str_uint(str_from(part, negative), INT64_MAX, &n) != 0)
		return -1;
	*out = negative ? -(int64_t)n : (int64_t)n;
	return *out < min || *out > max ? -1 : 0;
}

int
terse_get_when(struct arena *a, const json_t *o, const char *key,
    struct when *out, struct err *e)
{
	int64_t offset, precision, inferred, how;
	struct str text;

	*out = (struct when){ .raw = STR_NULL };
	if (record_get_str(a, o, key, WHEN, &text, e) != 0)
		return -1;
	if (str_empty(text))
		return 0;
	if (take_number(&text, -RECORD_TIME_MAX, RECORD_TIME_MAX, &out->t) ||
	    take_number(&text, -RECORD_OFFSET, RECORD_OFFSET, &offset) ||
	    take_number(&text, PRECISION_SECOND, PRECISION_MONTH, &precision) ||
	    take_number(&text, 0, 1, &inferred) ||
	    take_number(&text, 0, (1 << HOW_COUNT) - 1, &how) || text.len > 0)
		return record_bad(e, key);
	out->offset = (int32_t)offset;
	out->precision = (enum precision)precision;
	out->inferred = inferred != 0;
	out->how = (unsigned)how;
	return 0;
}

int
terse_get_raw(struct arena *a, const json_t *o, struct item *it, struct err *e)
{
	struct raw_item *raw = ARENA_NEW(a, struct raw_item);
	struct raw_value *unsaid = ARENA_NEW(a, struct raw_value);
	int64_t found;

	if (record_get_int(o, "found", 0, (1 << FIELD_COUNT) - 1, &found, e) ||
	    record_get_str(
		a, o, "rule", RECORD_FOUND, &raw->field[FIELD_DATE].rule, e))
		return -1;
	for (int f = 0; f < FIELD_COUNT; f++) {
		raw->field[f].v = unsaid;
		raw->field[f].n = found >> f & 1;
	}
	for (size_t i = 0; i < WORDS; i++) {
		struct raw_field *f = &raw->field[words[i].field];

		if (f->n == 0)
			continue;
		f->v = ARENA_NEW(a, struct raw_value);
		if (record_get_str(
			a, o, words[i].raw, RECORD_LINK, &f->v->raw, e) ||
		    record_get_str(
			a, o, words[i].value, RECORD_LINK, &f->v->value, e))
			return -1;
		if (json_object_get(o, words[i].value) == NULL)
			f->v->value = f->v->raw;
	}
	raw->position = it->position;
	it->raw = raw;
	return 0;
}
