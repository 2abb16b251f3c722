// SPDX-License-Identifier: ISC
// build/probe KIND: JSON Lines in, one JSON line out for each, in order.
#include "probe.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/utf8.h"
#include "model/limits.h"

static const struct {
	const char *name;
	probe_fn fn;
} kinds[] = {
	{ "article", probe_article },
	{ "canonical", probe_canonical },
	{ "date", probe_date },
	{ "decode", probe_decode },
	{ "dom", probe_dom },
	{ "feed", probe_feed },
	{ "generate", probe_generate },
	{ "jsonpath", probe_jsonpath },
	{ "same", probe_same },
	{ "sanitize", probe_sanitize },
	{ "select", probe_select },
	{ "url", probe_url },
};

struct str
probe_str(const json_t *in, const char *key)
{
	const json_t *v = json_object_get(in, key);

	if (!json_is_string(v))
		return STR_NULL;
	return str_n(json_string_value(v), json_string_length(v));
}

bool
probe_has(const json_t *in, const char *key)
{
	const json_t *v = json_object_get(in, key);

	return v != NULL && !json_is_null(v);
}

json_t *
probe_json(struct arena *a, struct str s)
{
	struct str clean = utf8_scrub(a, s);

	return json_stringn(clean.p, clean.len);
}

json_t *
probe_error(const char *msg)
{
	return json_pack("{s:s}", "error", msg);
}

static json_t *
answer(probe_fn fn, struct arena *a, const char *line, size_t len)
{
	json_error_t je;
	json_t *in, *out;

	in = json_loadb(line, len, JSON_ALLOW_NUL, &je);
	if (in == NULL)
		return probe_error(je.text);
	out = fn(a, in);
	json_decref(in);
	return out;
}

static int
serve(probe_fn fn)
{
	struct arena a;
	char *line = NULL;
	size_t cap = 0;
	ssize_t n;

	arena_init(&a, LIMIT_ARENA);
	while ((n = getline(&line, &cap, stdin)) > 0) {
		json_t *out = answer(fn, &a, line, (size_t)n);
		char *text = json_dumps(out, JSON_COMPACT);

		puts(text == NULL ? "{\"error\":\"no answer\"}" : text);
		fflush(stdout);
		free(text);
		json_decref(out);
		arena_reset(&a);
	}
	free(line);
	arena_release(&a);
	return ferror(stdin) || ferror(stdout) ? 1 : 0;
}

int
main(int argc, char **argv)
{
	for (size_t i = 0; argc == 2 && i < sizeof(kinds) / sizeof(*kinds); i++)
		if (strcmp(argv[1], kinds[i].name) == 0)
			return serve(kinds[i].fn);
	fputs("usage: probe KIND, one of:", stderr);
	for (size_t i = 0; i < sizeof(kinds) / sizeof(*kinds); i++)
		fprintf(stderr, " %s", kinds[i].name);
	fputs("\n", stderr);
	return 2;
}
