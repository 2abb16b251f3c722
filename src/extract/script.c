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
