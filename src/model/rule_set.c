// SPDX-License-Identifier: ISC
#include "model/rule_set.h"

#include <jansson.h>

#include "model/source.h"

struct source *
rule_set_apply(
    struct arena *a, const struct source *s, const struct rule_set *set)
{
	struct source *as = ARENA_NEW(a, struct source);

	*as = *s;
	*rule_set_own(a, as) = *set;
	return as;
}

struct rule_set *
rule_set_own(struct arena *a, struct source *s)
{
	struct rule_set *own = ARENA_NEW(a, struct rule_set);

	*own = *s->rules;
	s->rules = own;
	return own;
}

static void
release(void *holder)
{
	json_decref(*(json_t **)holder);
}

/* A place for JSON that the arena gives back. It is made first, as the arena
 * may jump at any call. */
static json_t **
holder_new(struct arena *a)
{
	json_t **holder = ARENA_NEW(a, json_t *);

	arena_defer(a, release, holder);
	return holder;
}

static void
put_rules(json_t *o, const char *name, const struct rules *rules)
{
	json_t *list;

	if (rules->n == 0)
		return;
	list = json_array();
	for (size_t i = 0; i < rules->n; i++)
		json_array_append_new(list,
		    json_stringn(rules->v[i].text.p, rules->v[i].text.len));
	json_object_set_new(o, name, list);
}

struct str
rule_set_write(struct arena *a, const struct rule_set *set)
{
	json_t **holder = holder_new(a);
	size_t len;
	char *p;

	*holder = json_object();
	if (!str_empty(set->embedded))
		json_object_set_new(*holder, "embedded",
		    json_stringn(set->embedded.p, set->embedded.len));
	put_rules(*holder, "item", &set->item);
	for (int f = 0; f < FIELD_COUNT; f++)
		put_rules(*holder, field_name((enum field)f), &set->field[f]);
	len = json_dumpb(*holder, NULL, 0, JSON_COMPACT);
	p = arena_alloc(a, len + 1);
	return str_n(p, json_dumpb(*holder, p, len, JSON_COMPACT));
}

static int
get_rules(struct arena *a, const json_t *o, const char *name, struct rules *out,
    struct err *e)
{
	const json_t *list = json_object_get(o, name);

	out->n = json_array_size(list);
	out->v = ARENA_ARRAY(a, out->n, struct rule);
	for (size_t i = 0; i < out->n; i++) {
		const json_t *s = json_array_get(list, i);
		struct str text =
		    str_n(json_string_value(s), json_string_length(s));

		if (rule_parse(a, arena_str(a, text), &out->v[i], e) != 0)
			return -1;
	}
	return 0;
}

int
rule_set_read(
    struct arena *a, struct str text, struct rule_set *out, struct err *e)
{
	json_t **holder = holder_new(a);
	const json_t *embedded;

	*holder = json_loadb(text.p, text.len, 0, NULL);
	if (!json_is_object(*holder))
		return err_set(e, ERR_CONFIG, "this is no set of rules");
	embedded = json_object_get(*holder, "embedded");
	out->embedded = STR_NULL;
	if (json_is_string(embedded))
		out->embedded = arena_str(a, str_n(json_string_value(embedded),
						 json_string_length(embedded)));
	if (get_rules(a, *holder, "item", &out->item, e) != 0)
		return -1;
	for (int f = 0; f < FIELD_COUNT; f++)
		if (get_rules(a, *holder, field_name((enum field)f),
			&out->field[f], e) != 0)
			return -1;
	return 0;
}
