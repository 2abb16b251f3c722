// SPDX-License-Identifier: ISC
// What people are told of rules that broke.
#include "run/drift.h"

#include "base/buf.h"
#include "base/civil.h"
#include "config/config.h"
#include "model/limits.h"

struct str
drift_patch(
    struct arena *a, const struct source *s, const struct list_memory *list)
{
	struct buf *b = buf_in(a, LIMIT_CONFIG);
	struct err unread = ERR_INIT;
	struct rule_set rules;
	struct source to = *s;
	struct rule_set *own = rule_set_own(a, &to);

	if (str_empty(list->rules) ||
	    rule_set_read(a, list->rules, &rules, &unread) != 0)
		return STR_NULL;
	/* What is found anew each time needs no place in the configuration. */
	if (s->rules->item.n > 0)
		own->item = rules.item;
	for (int f = 0; f < FIELD_COUNT; f++)
		if (s->rules->item.n > 0 || s->rules->field[f].n > 0)
			own->field[f] = rules.field[f];
	config_write_changes(b, s, &to);
	return arena_str(a, buf_str(b));
}

struct str
drift_stored_patch(struct arena *a, struct store *st, const struct source *s)
{
	struct list_memory list;
	struct err unread = ERR_INIT;

	/* Words alone are better than none. */
	if (st == NULL || store_list_load(st, a, s->id, &list, &unread) != 0)
		return STR_NULL;
	return drift_patch(a, s, &list);
}

struct str
drift_field_names(struct arena *a, unsigned lost)
{
	struct str names = STR_NULL;

	for (int f = 0; f < FIELD_COUNT; f++)
		if (lost >> f & 1)
			names = arena_printf(a, "%.*s%s%s", STR_ARG(names),
			    names.len > 0 ? ", " : "",
			    field_name((enum field)f));
	return names;
}

struct str
drift_text(
    struct arena *a, const struct source *s, int64_t broke, struct str why)
{
	struct civil c;

	if (broke == 0)
		return STR_NULL;
	zone_civil(s->zone, broke, &c);
	return arena_printf(a,
	    "the rules broke on %04d-%02d-%02d%s%.*s; the list is read by "
	    "repaired ones until the configuration has them",
	    c.year, c.month, c.day, why.len > 0 ? " (" : "",
	    STR_ARG(why.len > 0 ? arena_printf(a, "%.*s)", STR_ARG(why))
				: STR_NULL));
}

struct str
drift_turn(struct arena *a, struct store *st, const struct source *s,
    int64_t broke, struct str why)
{
	return arena_concat(a,
	    (struct str[]){ drift_text(a, s, broke, why), STR("\n"),
		drift_stored_patch(a, st, s) },
	    3);
}
