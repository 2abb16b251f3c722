// SPDX-License-Identifier: ISC
#include "extract/script.h"

#include "model/limits.h"

static void
release(void *json)
{
	json_decref(json);
}

json_t *
script_json(struct arena *a, struct str text)
{
	json_t *v;

	text = str_trim(text);
	if (text.len == 0 || text.len > LIMIT_EMBEDDED)
		return NULL;
	v = json_loadb(text.p, text.len, JSON_DISABLE_EOF_CHECK, NULL);
	if (v != NULL)
		arena_defer(a, release, v);
	return v;
}

struct str
script_text(struct arena *a, const json_t *v)
{
	if (!json_is_string(v))
		return STR_NULL;
	return str_trim(
	    arena_str(a, str_n(json_string_value(v), json_string_length(v))));
}

struct str
script_text_in(struct arena *a, const json_t *v, const char *key)
{
	if (json_is_array(v))
		v = json_array_get(v, 0);
	if (json_is_object(v))
		v = json_object_get(v, key);
	return script_text(a, v);
}
