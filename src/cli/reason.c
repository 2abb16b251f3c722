// SPDX-License-Identifier: ISC
#include "cli/reason.h"

#include <stdbool.h>
#include <stdlib.h>

#include "base/civil.h"
#include "cli/table.h"

/* Columns of a text that is quoted. */
#define QUOTE 40

struct when
reason_local(const struct when *w, const struct zone *z)
{
	struct when local = *w;

	if (w->inferred && str_empty(w->raw))
		local.offset = zone_offset(z, w->t);
	return local;
}

struct str
reason_date(struct arena *a, const struct when *w)
{
	struct civil c;
	struct str day;

	if (w->precision == PRECISION_NONE)
		return STR_NULL;
	civil_from_utc(w->t + w->offset, &c);
	day = arena_printf(a, "%04d-%02d-%02d", c.year, c.month, c.day);
	switch (w->precision) {
	case PRECISION_MONTH:
		return str_sub(day, 0, day.len - 3);
	case PRECISION_DAY:
		return day;
	case PRECISION_MINUTE:
		return arena_printf(a, "%s %02d:%02d %s", day.p, c.hour,
		    c.minute, time_offset(a, w->offset).p);
	default:
		return arena_printf(a, "%s %02d:%02d:%02d %s", day.p, c.hour,
		    c.minute, c.second, time_offset(a, w->offset).p);
	}
}

/* `span.time gave "11月20日"`, `"20261120" in the link`. */
static struct str
origin_of_date(
    struct arena *a, struct str rule, const struct when *w, unsigned how)
{
	struct str raw = table_text(a, w->raw, QUOTE);

	if (str_empty(w->raw))
		return STR_NULL;
	if (how & HOW_LINK)
		return arena_printf(
		    a, "\"%.*s\" stands in the link", STR_ARG(raw));
	if (str_empty(rule))
		return arena_printf(a, "read from \"%.*s\"", STR_ARG(raw));
	rule = table_text(a, rule, QUOTE);
	return arena_printf(
	    a, "%.*s gave \"%.*s\"", STR_ARG(rule), STR_ARG(raw));
}

struct str
reason_of_date(
    struct arena *a, struct str rule, const struct when *w, unsigned how)
{
	struct str origin = origin_of_date(a, rule, w, how),
		   why = how_text(a, how & ~(unsigned)HOW_LINK);

	if (str_empty(why) && w->inferred && !(how & HOW_LINK))
		why = STR("partly made up");
	if (str_empty(origin) || str_empty(why))
		return str_empty(origin) ? why : origin;
	return arena_concat(a, (struct str[]){ origin, STR(": "), why }, 3);
}

/* By the first letter of the key; see normalize/identity.h. */
static const struct {
	char letter;
	const char *kind, *words;
} kinds[] = {
	{ 'l', "link",
	    "its link, in the one form that all spellings of it have" },
	{ 'g', "guid", "the guid that the page or its feed gives" },
	{ 't', "title", "its title and day, as it has no address of its own" },
};
#define KINDS (sizeof(kinds) / sizeof(*kinds))

static size_t
kind_of(struct str key)
{
	size_t k = 0;

	while (k < KINDS && (key.len == 0 || key.p[0] != kinds[k].letter))
		k++;
	return k;
}

struct str
reason_key_kind(struct str key)
{
	size_t k = kind_of(key);

	return k < KINDS ? str_c(kinds[k].kind) : STR("unknown");
}

struct str
reason_of_key(struct str key)
{
	size_t k = kind_of(key);

	return k < KINDS ? str_c(kinds[k].words) : STR_NULL;
}

static struct str
query_of(struct str url)
{
	size_t ask;

	url = str_sub(url, 0, str_chr(url, '#', 0));
	ask = str_chr(url, '?', 0);
	return ask == STR_NONE ? STR_NULL : str_from(url, ask + 1);
}

static struct str
param_name(struct str param)
{
	return str_sub(param, 0, str_chr(param, '=', 0));
}

static bool
has_param(struct str query, struct str name)
{
	struct str param;

	while (str_cut(&query, '&', &param))
		if (str_ieq(param_name(param), name))
			return true;
	return false;
}

struct str
reason_removed(struct arena *a, struct str found, struct str key)
{
	struct str query = query_of(found), kept = query_of(key), param;
	struct str out = STR_NULL;
	size_t hash = str_chr(found, '#', 0);

	if (key.len == 0 || key.p[0] != 'l')
		return STR_NULL;
	while (str_cut(&query, '&', &param)) {
		struct str name = param_name(param);

		if (name.len > 0 && !has_param(kept, name))
			out = arena_concat(a,
			    (struct str[]){
				out, out.len > 0 ? STR(" ") : STR_NULL, name },
			    3);
	}
	if (hash != STR_NONE && str_chr(key, '#', 0) == STR_NONE)
		out = arena_concat(a,
		    (struct str[]){ out, out.len > 0 ? STR(" ") : STR_NULL,
			str_from(found, hash) },
		    3);
	return out;
}
