// SPDX-License-Identifier: ISC
#include "cli/explain_article.h"

#include "base/civil.h"
#include "cli/table.h"
#include "model/record.h"

static json_t *
time_json(struct arena *a, int64_t t)
{
	return t == 0 ? json_null() : record_str_json(time_rfc3339_utc(a, t));
}

static json_t *
fields_json(unsigned gave)
{
	json_t *list = json_array();

	for (int f = 0; f < FIELD_COUNT; f++)
		if (gave >> f & 1)
			json_array_append_new(
			    list, json_string(field_name((enum field)f)));
	return list;
}

json_t *
explain_article_json(struct arena *a, const struct article_memory *m)
{
	if (!m->known)
		return json_null();
	return json_pack("{s:o,s:o,s:o,s:o,s:o,s:o,s:I}", "read",
	    time_json(a, m->read), "rule",
	    record_str_json(m->read > 0 ? m->rule : STR_NULL), "gave",
	    fields_json(m->gave), "canonical", record_str_json(m->canonical),
	    "why", record_str_json(m->why), "due", time_json(a, m->due),
	    "tries", (json_int_t)m->tries);
}

static struct str
fields_text(struct arena *a, unsigned gave)
{
	struct str s = STR_NULL;

	for (int f = 0; f < FIELD_COUNT; f++)
		if (gave >> f & 1)
			s = arena_printf(a, "%.*s%s%s", STR_ARG(s),
			    s.len > 0 ? ", " : "", field_name((enum field)f));
	return s;
}

struct str
explain_article_text(struct arena *a, const struct article_memory *m)
{
	if (!m->known)
		return STR_NULL;
	if (m->read > 0)
		return arena_printf(a, "read at %s by %.*s; it gave %.*s%s%.*s",
		    table_time(a, m->read).p, STR_ARG(m->rule),
		    STR_ARG(fields_text(a, m->gave)),
		    str_empty(m->why) ? "" : "; then came ", STR_ARG(m->why));
	if (m->due > 0 && m->tries == 0)
		return STR("not yet read");
	if (m->due > 0)
		return arena_printf(a, "not yet: %.*s; again at %s",
		    STR_ARG(m->why), table_time(a, m->due).p);
	return arena_printf(a, "not read: %.*s", STR_ARG(m->why));
}
