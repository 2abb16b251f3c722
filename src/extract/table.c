// SPDX-License-Identifier: ISC
#include "extract/table.h"

#include "extract/csv.h"
#include "extract/data.h"
#include "extract/extract.h"
#include "extract/ops.h"
#include "extract/records.h"
#include "model/column.h"
#include "model/limits.h"

/* A rule ready to use. */
struct ready {
	const struct rule *rule;
	size_t at;  /* of its value in a record */
	bool named; /* and not numbered */
	struct ops ops;
};
struct ready_rules {
	struct ready *v;
	size_t n;
};

/* All that one table is read with. */
struct reader {
	struct arena *a;
	const struct source *src;
	struct table_rule rule;
	struct regex *pattern; /* of TABLE_PATTERN */
	struct records all;
	struct ready_rules field[FIELD_COUNT];
	size_t found[FIELD_COUNT]; /* items in which the field was found */
	struct err *e;
};

static bool
is_field_name(struct str s)
{
	for (int f = 0; f < FIELD_COUNT; f++)
		for (const char *const *n = data_names((enum field)f);
		     *n != NULL; n++)
			if (str_ieq(s, str_c(*n)))
				return true;
	return false;
}

/* Does a rule of the source ask for a column by its name? */
static bool
asks_by_name(const struct reader *rd)
{
	struct column_rule c;
	struct err e;

	for (int f = 0; f < FIELD_COUNT; f++)
		for (size_t i = 0; i < rd->src->rules->field[f].n; i++)
			if (column_rule_parse(rd->a,
				rd->src->rules->field[f].v[i].path, &c,
				&e) == 0 &&
			    !str_empty(c.name))
				return true;
	return false;
}

/* Are the N cells of the first row the names of the columns? */
static bool
is_header(const void *ctx, const struct str *cell, size_t n)
{
	const struct reader *rd = ctx;

	if (rd->rule.header != HEADER_FOUND_OUT)
		return rd->rule.header == HEADER_GIVEN;
	if (asks_by_name(rd))
		return true;
	for (size_t i = 0; i < n; i++)
		if (is_field_name(str_trim(cell[i])))
			return true;
	return false;
}

/* Where a record has the value called NAME, or STR_NONE. */
static size_t
place_of(const struct reader *rd, struct str name)
{
	const struct record *names = &rd->all.names;
	size_t group;

	if (rd->rule.kind == TABLE_PATTERN) {
		group = regex_group(rd->a, rd->pattern, name);
		return group == 0 ? STR_NONE : group;
	}
	for (size_t i = 0; i < names->n; i++)
		if (str_eq(names->value[i], name))
			return i;
	for (size_t i = 0; i < names->n; i++)
		if (str_ieq(names->value[i], name))
			return i;
	return STR_NONE;
}

static int
compile(struct reader *rd, const struct rule *r, struct ready *out)
{
	struct column_rule c;

	out->rule = r;
	if (r->lang != RULE_COLUMN)
		return err_set(rd->e, ERR_CONFIG,
		    "rule \"%.*s\": a table has columns, as in =Title",
		    STR_ARG(r->text));
	if (column_rule_parse(rd->a, r->path, &c, rd->e) != 0)
		return err_in(rd->e, "rule \"%.*s\"", STR_ARG(r->text));
	out->named = !str_empty(c.name);
	if (out->named)
		out->at = place_of(rd, c.name);
	else
		out->at = c.number - (rd->rule.kind == TABLE_CSV);
	return ops_compile(rd->a, r, &out->ops, rd->e);
}

/* The column of one of the names that the field F may have. */
static void
find_default(struct reader *rd, enum field f)
{
	struct rule *r = ARENA_NEW(rd->a, struct rule);
	struct ready_rules *out = &rd->field[f];

	for (const char *const *n = data_names(f); *n != NULL; n++) {
		size_t at = place_of(rd, str_c(*n));

		if (at == STR_NONE)
			continue;
		r->text = str_c(*n);
		out->v = ARENA_NEW(rd->a, struct ready);
		*out->v =
		    (struct ready){ .rule = r, .at = at, .ops = { .rule = r } };
		out->n = 1;
		return;
	}
}

static int
compile_fields(struct reader *rd)
{
	for (int f = 0; f < FIELD_COUNT; f++) {
		const struct rules *rules = &rd->src->rules->field[f];
		struct ready_rules *out = &rd->field[f];

		out->v = ARENA_ARRAY(rd->a, rules->n, struct ready);
		for (; out->n < rules->n; out->n++)
			if (compile(rd, &rules->v[out->n], &out->v[out->n]) !=
			    0)
				return -1;
		if (rules->n == 0)
			find_default(rd, (enum field)f);
	}
	return 0;
}

static struct str
all_names(const struct reader *rd)
{
	struct str s = STR_NULL;

	for (size_t i = 0; i < rd->all.names.n && s.len < LIMIT_NAME; i++)
		s = arena_printf(rd->a, "%.*s%s%.*s", STR_ARG(s),
		    i > 0 ? ", " : "", STR_ARG(rd->all.names.value[i]));
	return s;
}

/* Behind a warning that nothing matches the rules of F: which columns there are,
 * when one of those rules names another. */
static const char *
name_columns(void *ctx, enum field f)
{
	const struct reader *rd = ctx;

	for (size_t i = 0; i < rd->field[f].n; i++) {
		const struct ready *r = &rd->field[f].v[i];

		if (rd->rule.kind == TABLE_CSV && r->named && r->at == STR_NONE)
			return arena_printf(rd->a, "; the columns are %.*s",
			    STR_ARG(all_names(rd)))
			    .p;
	}
	return "";
}

/* The first rule of the source that names a column, when none of those that
 * do has one. */
static const struct rule *
all_missing(const struct reader *rd)
{
	const struct rule *first = NULL;

	for (int f = 0; f < FIELD_COUNT; f++)
		for (size_t i = 0; i < rd->src->rules->field[f].n; i++) {
			const struct ready *r = &rd->field[f].v[i];

			if (r->named && r->at != STR_NONE)
				return NULL;
			if (r->named && first == NULL)
				first = r->rule;
		}
	return first;
}

/* A table that has none of the columns asked for is another one. */
static int
check_columns(struct reader *rd)
{
	const struct rule *missing = all_missing(rd);
	size_t fields = 0;

	for (int f = 0; f < FIELD_COUNT; f++)
		fields += rd->field[f].n;
	if (fields == 0)
		return err_set(rd->e, ERR_EXTRACT,
		    "no column or group has the name of a field; rules such as "
		    "title: =1 say which is which");
	if (missing == NULL)
		return 0;
	if (rd->rule.kind == TABLE_PATTERN)
		return err_set(rd->e, ERR_CONFIG,
		    "rule \"%.*s\": the pattern has no such group",
		    STR_ARG(missing->text));
	if (rd->all.names.n == 0)
		return err_set(rd->e, ERR_EXTRACT, "the table is empty");
	return err_set(rd->e, ERR_EXTRACT,
	    "the table has no column for %.*s; its columns are %.*s",
	    STR_ARG(missing->text), STR_ARG(all_names(rd)));
}

/* The first of the fallbacks that yields. */
static int
read_field(struct reader *rd, enum field f, const struct record *from,
    struct raw_field *out)
{
	for (size_t i = 0; i < rd->field[f].n; i++) {
		const struct ready *r = &rd->field[f].v[i];
		size_t cap = 0;

		*out = (struct raw_field){ .rule = r->rule->text };
		if (r->at < from->n)
			data_put(rd->a, f, from->value[r->at], out, &cap);
		if (ops_run(rd->a, &r->ops, out, rd->e) != 0)
			return -1;
		if (out->n > 0)
			return 0;
	}
	*out = (struct raw_field){ .n = 0 };
	return 0;
}

static int
read_items(struct reader *rd, struct raw_items *out)
{
	out->v = ARENA_ARRAY(rd->a, rd->all.n, struct raw_item);
	for (; out->n < rd->all.n; out->n++) {
		struct raw_item *item = &out->v[out->n];

		item->position = out->n;
		for (int f = 0; f < FIELD_COUNT; f++) {
			if (read_field(rd, (enum field)f,
				records_at(&rd->all, out->n),
				&item->field[f]) != 0)
				return -1;
			rd->found[f] += item->field[f].n > 0;
		}
	}
	data_warn_unfound(rd->a, rd->src, rd->found, name_columns, rd, out);
	if (rd->all.more > 0)
		data_warn(rd->a,
		    arena_printf(rd->a,
			"there are %zu entries; the first %zu and the last %zu "
			"were read",
			rd->all.n + rd->all.more, records_first(),
			rd->all.n - records_first()),
		    out);
	return 0;
}

/* What comes in place of a table would be rows of nonsense: a page, XML, or a
 * message in JSON. */
static int
refuse_others(struct reader *rd, const struct document *doc)
{
	struct str s = str_trim(doc->text);

	if (str_istarts(s, STR("<!doctype html")) ||
	    str_istarts(s, STR("<html"))) {
		if (extract_refusal(rd->a, doc, rd->e) != 0)
			return -1;
		return err_set(
		    rd->e, ERR_EXTRACT, "this is a page, not a table");
	}
	if (str_starts(s, STR("<?xml")))
		return err_set(rd->e, ERR_EXTRACT, "this is XML, not a table");
	if (str_starts(s, STR("{")) &&
	    str_starts(str_trim(str_from(s, 1)), STR("\"")))
		return err_set(rd->e, ERR_EXTRACT, "this is JSON, not a table");
	return 0;
}

static int
read_records(struct reader *rd, const struct document *doc)
{
	const struct rule *r = &rd->src->rules->item.v[0];

	if (table_rule_parse(rd->a, r->path, &rd->rule, rd->e) != 0)
		return err_in(rd->e, "rule \"%.*s\"", STR_ARG(r->text));
	if (rd->rule.kind == TABLE_CSV) {
		if (refuse_others(rd, doc) != 0)
			return -1;
		records_csv(&rd->all, doc->text,
		    rd->rule.delimiter != '\0'
			? rd->rule.delimiter
			: csv_delimiter(rd->a, doc->text),
		    is_header, rd);
		return 0;
	}
	if (regex_compile(rd->a, rd->rule.pattern, rd->rule.flags,
		LIMIT_REGEX_STEPS, &rd->pattern, rd->e) != 0)
		return err_in(rd->e, "rule \"%.*s\"", STR_ARG(r->text));
	return records_matches(&rd->all, doc->text, rd->pattern, rd->e);
}

int
table_raw(struct arena *a, const struct source *src, const struct document *doc,
    struct raw_items *out, struct err *e)
{
	struct reader rd = { .a = a, .src = src, .all = { .a = a }, .e = e };

	*out = (struct raw_items){ .used = src,
		.data = true,
		.item_rule = src->rules->item.v[0].text,
		.base = src->base.len > 0 ? src->base : doc->url,
		.language = doc->language };
	if (read_records(&rd, doc) != 0 || compile_fields(&rd) != 0 ||
	    check_columns(&rd) != 0)
		return -1;
	return read_items(&rd, out);
}
