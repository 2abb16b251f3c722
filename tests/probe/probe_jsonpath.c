// SPDX-License-Identifier: ISC
// {"json": text, "selector"} -> {"result": [value], "paths": [normalized path]}
// or {"error", "column"}.
#include "probe.h"

#include "model/limits.h"
#include "web/jsonpath.h"

/* N as jansson has it. */
static json_t *
to_json(struct arena *a, const struct jnode *n)
{
	json_t *out;

	switch ((enum jtype)n->type) {
	case JTYPE_STRING:
		return probe_json(a, n->text);
	case JTYPE_NUMBER:
		return json_loadb(n->text.p, n->text.len,
		    JSON_DECODE_ANY | JSON_DISABLE_EOF_CHECK, NULL);
	case JTYPE_ARRAY:
		out = json_array();
		for (size_t i = 0; i < n->in.n; i++)
			json_array_append_new(out, to_json(a, &n->in.v[i]));
		return out;
	case JTYPE_OBJECT:
		out = json_object();
		for (size_t i = 0; i < n->in.n; i++)
			json_object_set_new(out, arena_cstr(a, n->in.v[i].name),
			    to_json(a, &n->in.v[i]));
		return out;
	case JTYPE_TRUE:
		return json_true();
	case JTYPE_FALSE:
		return json_false();
	case JTYPE_NULL:
		break;
	}
	return json_null();
}

static json_t *
found(struct arena *a, const struct jnode *root, const struct json_nodes *nodes)
{
	json_t *values = json_array(), *paths = json_array();

	for (size_t i = 0; i < nodes->n; i++) {
		json_array_append_new(values, to_json(a, nodes->v[i]));
		json_array_append_new(paths,
		    probe_json(a, json_path_to(a, root, nodes->v[i], false)));
	}
	return json_pack("{s:o,s:o}", "result", values, "paths", paths);
}

json_t *
probe_jsonpath(struct arena *a, const json_t *in)
{
	const struct json_limits lim = { .values = LIMIT_JSON_VALUES,
		.depth = LIMIT_JSON_DEPTH };
	struct jsonpath_budget budget = { LIMIT_JSON_STEPS, LIMIT_REGEX_STEPS };
	struct str doc = probe_str(in, "json");
	struct json_nodes nodes;
	struct jsonpath *p;
	struct jnode *root;
	struct err e = ERR_INIT;
	size_t at = 0;

	if (jsonpath_compile(a, probe_str(in, "selector"), &p, &e) != 0)
		return json_pack("{s:s,s:i}", "error", e.msg, "column", e.col);
	if (json_tree_parse(a, doc, &at, &lim, JSON_PLAIN, &root, &e) != 0 ||
	    jsonpath_select(a, p, root, &budget, &nodes, &e) != 0)
		return probe_error(e.msg);
	return found(a, root, &nodes);
}
