// SPDX-License-Identifier: ISC
#include "model/record_get.h"

#include "model/limits.h"
#include "model/record.h"

/* A value takes 100 bytes, so a line of "0,0,0" would be a hundred times what
 * it is; shorter ones than this do no harm. */
#define RECORD_VALUES 100000
#define RECORD_HARMLESS (64 << 10)
/* Most bytes of a rule: selector, ops and their patterns. */
#define RECORD_RULE (64 << 10)

static void
release(void *holder)
{
	json_decref(*(json_t **)holder);
}

json_t **
record_holder(struct arena *a)
{
	json_t **holder = ARENA_NEW(a, json_t *);

	arena_defer(a, release, holder);
	return holder;
}

void
record_let_go(json_t **holder)
{
	json_decref(*holder);
	*holder = NULL;
}

/* The place behind the string that begins at I of LINE. */
static size_t
after_string(struct str line, size_t i)
{
	for (i++; i < line.len && line.p[i] != '"'; i++)
		if (line.p[i] == '\\')
			i++;
	return i + 1;
}

/* More values than any record has? Values have a comma or a bracket each. */
static bool
too_many_values(struct str line)
{
	size_t n = 0;

	if (line.len < RECORD_HARMLESS)
		return false;
	for (size_t i = 0; i < line.len && n <= RECORD_VALUES;) {
		char c = line.p[i];

		if (c == '"') {
			i = after_string(line, i);
			continue;
		}
		n += c == ',' || c == '[' || c == '{';
		i++;
	}
	return n > RECORD_VALUES;
}

const json_t *
record_load(json_t **holder, struct str line, struct err *e)
{
	json_error_t je;

	record_let_go(holder);
	if (line.len > RECORD_LINE || too_many_values(line)) {
		err_set(e, ERR_LIMIT,
		    "record: a line of more than %d bytes or %d values",
		    RECORD_LINE, RECORD_VALUES);
		return NULL;
	}
	*holder = json_loadb(
	    line.p, line.len, JSON_REJECT_DUPLICATES | JSON_ALLOW_NUL, &je);
	if (json_is_object(*holder))
		return *holder;
	err_set(e, ERR_EXTRACT, "record: no JSON object");
	return NULL;
}

int
record_bad(struct err *e, const char *key)
{
	return err_set(
	    e, ERR_EXTRACT, "record: \"%s\" is not as it should be", key);
}

int
record_get_str(struct arena *a, const json_t *o, const char *key, size_t max,
    struct str *out, struct err *e)
{
	const json_t *v = json_object_get(o, key);

	*out = STR_NULL;
	if (v == NULL || json_is_null(v))
		return 0;
	if (!json_is_string(v))
		return record_bad(e, key);
	if (json_string_length(v) > max)
		return err_set(e, ERR_LIMIT,
		    "record: \"%s\" is longer than %zu bytes", key, max);
	*out = arena_str(
	    a, (struct str){ json_string_value(v), json_string_length(v) });
	return 0;
}

bool
record_is_address(struct str s, bool file)
{
	if (!str_starts(s, STR("http://")) && !str_starts(s, STR("https://")) &&
	    !(file && str_starts(s, STR("file:///"))))
		return false;
	for (size_t i = 0; i < s.len; i++)
		if (s.p[i] <= ' ' || s.p[i] >= 0x7F)
			return false;
	return true;
}

int
record_get_address(struct arena *a, const json_t *o, const char *key, bool file,
    struct str *out, struct err *e)
{
	if (record_get_str(a, o, key, LIMIT_URL, out, e) != 0)
		return -1;
	return str_empty(*out) || record_is_address(*out, file)
		   ? 0
		   : record_bad(e, key);
}

int
record_get_int(const json_t *o, const char *key, int64_t min, int64_t max,
    int64_t *out, struct err *e)
{
	const json_t *v = json_object_get(o, key);

	*out = 0;
	if (v == NULL || json_is_null(v))
		return 0;
	if (!json_is_integer(v) || json_integer_value(v) < min ||
	    json_integer_value(v) > max)
		return record_bad(e, key);
	*out = json_integer_value(v);
	return 0;
}

bool
record_get_bool(const json_t *o, const char *key)
{
	return json_is_true(json_object_get(o, key));
}

int
record_get_list(const json_t *o, const char *key, size_t max,
    const json_t **out, size_t *n, struct err *e)
{
	const json_t *v = json_object_get(o, key);

	*out = v;
	*n = 0;
	if (v == NULL || json_is_null(v))
		return 0;
	if (!json_is_array(v))
		return record_bad(e, key);
	*n = json_array_size(v);
	if (*n > max)
		return err_set(e, ERR_LIMIT,
		    "record: \"%s\" has more than %zu values", key, max);
	return 0;
}

int
record_get_strings(struct arena *a, const json_t *o, const char *key,
    size_t max, size_t bytes, struct str **out, size_t *n, struct err *e)
{
	const json_t *list;

	if (record_get_list(o, key, max, &list, n, e) != 0)
		return -1;
	*out = ARENA_ARRAY(a, *n, struct str);
	for (size_t i = 0; i < *n; i++) {
		const json_t *v = json_array_get(list, i);

		(*out)[i] = STR_NULL;
		if (json_is_null(v))
			continue;
		if (!json_is_string(v) || json_string_length(v) > bytes)
			return record_bad(e, key);
		(*out)[i] = arena_str(a, (struct str){ json_string_value(v),
					     json_string_length(v) });
	}
	return 0;
}

int
record_get_rules(struct arena *a, const json_t *o, const char *key,
    struct rules *out, struct err *e)
{
	struct str *text;

	if (record_get_strings(
		a, o, key, LIMIT_VALUES, RECORD_RULE, &text, &out->n, e) != 0)
		return -1;
	out->v = ARENA_ARRAY(a, out->n, struct rule);
	for (size_t i = 0; i < out->n; i++)
		if (rule_parse(a, text[i], &out->v[i], e) != 0)
			return -1;
	return 0;
}

json_t *
record_rules_json(const struct rules *r)
{
	json_t *list = json_array();

	for (size_t i = 0; i < r->n; i++)
		json_array_append_new(list, record_str_json(r->v[i].text));
	return list;
}
