// SPDX-License-Identifier: ISC
#include "extract/table_detect.h"

#include "base/buf.h"
#include "extract/csv.h"
#include "extract/json/column.h"
#include "extract/records.h"
#include "model/limits.h"
#include "model/rule.h"

/* Fewer rows are no list. */
#define ROWS_LEAST 3
/* Rows by which the first one is told from the others. */
#define ROWS_COMPARED 20

struct table {
	struct arena *a;
	const struct detect_ask *ask;
	struct records all;
	struct str *name; /* of each column: its head, or its number */
	size_t columns;
	bool header;
};

bool
table_sniff(const struct document *doc)
{
	struct str path = str_sub(doc->url, 0, str_chr(doc->url, '#', 0));

	if (str_eq(doc->type, STR("text/csv")) ||
	    str_eq(doc->type, STR("text/tab-separated-values")))
		return true;
	if (!str_empty(doc->type) && !str_eq(doc->type, STR("text/plain")) &&
	    !str_eq(doc->type, STR("application/octet-stream")))
		return false;
	path = str_sub(path, 0, str_chr(path, '?', 0));
	return str_ends(path, STR(".csv")) || str_ends(path, STR(".tsv"));
}

/* --- The first row --------------------------------------------------------- */

/* records_csv: all rows are taken, and the first is looked at afterwards. */
static bool
no_header(const void *ctx, const struct str *cell, size_t n)
{
	(void)ctx;
	(void)cell;
	(void)n;
	return false;
}

static struct str
cell_at(const struct table *t, size_t row, size_t column)
{
	const struct record *r = records_at(&t->all, row);

	return column < r->n ? str_trim(r->value[column]) : STR_NULL;
}

/* What a head seldom is: it holds a digit or a slash; or a NUL, which no rule
 * can name. */
static bool
is_value(struct str s)
{
	for (size_t i = 0; i < s.len; i++)
		if (is_digit(s.p[i]) || s.p[i] == '/' || s.p[i] == '\0')
			return true;
	return false;
}

/* Are the cells of the first row heads? None of them is empty or looks like a
 * value, and below one of them most do. */
static bool
has_header(const struct table *t)
{
	size_t rows = t->all.n < ROWS_COMPARED ? t->all.n : ROWS_COMPARED;
	bool told = false;

	for (size_t c = 0; c < t->columns; c++) {
		size_t values = 0;

		if (str_empty(cell_at(t, 0, c)) || is_value(cell_at(t, 0, c)))
			return false;
		for (size_t i = 1; i < rows; i++)
			values += is_value(cell_at(t, i, c));
		told |= 2 * values > rows - 1;
	}
	return told;
}

static void
name_columns(struct table *t)
{
	t->columns = records_at(&t->all, 0)->n;
	t->header = has_header(t);
	t->name = ARENA_ARRAY(t->a, t->columns, struct str);
	for (size_t c = 0; c < t->columns; c++)
		t->name[c] = t->header ? cell_at(t, 0, c)
				       : arena_printf(t->a, "%zu", c + 1);
}

/* --- The columns ------------------------------------------------------------- */

/* The rows as a list of objects, which json_columns() judges. */
static struct jnode
as_list(const struct table *t)
{
	size_t from = t->header, n = t->all.n - from;
	struct jnode list = { .type = JTYPE_ARRAY,
		.in = { ARENA_ARRAY(t->a, n, struct jnode), n } };

	for (size_t i = 0; i < n; i++) {
		struct jnode *row = &list.in.v[i];

		row->type = JTYPE_OBJECT;
		row->in.v = ARENA_ARRAY(t->a, t->columns, struct jnode);
		for (row->in.n = 0; row->in.n < t->columns; row->in.n++)
			row->in.v[row->in.n] =
			    (struct jnode){ .type = JTYPE_STRING,
				    .name = t->name[row->in.n],
				    .text = cell_at(t, from + i, row->in.n) };
	}
	return list;
}

/* Does NAME, a head, stand behind "=" as it is? */
static bool
is_bare(struct str name)
{
	for (size_t i = 0; i < name.len; i++)
		if (!is_alpha(name.p[i]) && (name.p[i] & 0x80) == 0 &&
		    (i == 0 || (!is_digit(name.p[i]) && name.p[i] != ' ' &&
				   name.p[i] != '_')))
			return false;
	return true;
}

/* NAME as column_rule_parse() reads it back: model/column.h. */
static struct str
column_rule(const struct table *t, struct str name)
{
	struct buf *b;

	if (!t->header || is_bare(name))
		return arena_printf(t->a, "=%.*s", STR_ARG(name));
	b = buf_in(t->a, 8 * name.len + 8);
	buf_add(b, STR("=\""));
	for (size_t i = 0; i < name.len; i++)
		if ((unsigned char)name.p[i] < ' ')
			buf_addf(b, "\\u%04x", (unsigned)name.p[i]);
		else if (name.p[i] == '"' || name.p[i] == '\\')
			buf_addf(b, "\\%c", name.p[i]);
		else
			buf_add(b, str_sub(name, i, 1));
	buf_add(b, STR("\""));
	return buf_str(b);
}

static size_t
count_examples(const struct table *t)
{
	size_t n = 0;

	for (size_t i = 0; i < t->ask->nexamples; i++) {
		struct str wanted = str_trim(t->ask->example[i]);
		bool found = false;

		for (size_t r = t->header; r < t->all.n && !found; r++)
			for (size_t c = 0; c < t->columns && !found; c++)
				found = str_eq(cell_at(t, r, c), wanted);
		n += found;
	}
	return n;
}

static void
explain(const struct table *t, struct candidate *c)
{
	c->why = ARENA_ARRAY(t->a, 2, struct str);
	c->why[c->nwhy++] = arena_printf(t->a, "%zu rows", c->n);
	c->why[c->nwhy++] = t->header ? STR("the first row names the columns")
				      : STR("no row names the columns");
}

void
table_detect(struct arena *a, const struct document *doc,
    const struct detect_ask *ask, struct candidates *out)
{
	struct table t = { .a = a, .ask = ask, .all = { .a = a } };
	struct candidate c = { .embedded = STR_NULL, .score = 1 };
	const struct json_column *v, *title;
	struct jnode list;
	size_t n;

	*out = (struct candidates){ .v = ARENA_ARRAY(
					a, ask->max, struct candidate) };
	records_csv(
	    &t.all, doc->text, csv_delimiter(a, doc->text), no_header, NULL);
	if (t.all.n == 0 || ask->max == 0)
		return;
	name_columns(&t);
	list = as_list(&t);
	c.n = list.in.n;
	v = json_columns(a, &list, ask->help, &n);
	title = json_column_of(v, n, FIELD_TITLE);
	for (int f = 0; f < FIELD_COUNT; f++) {
		const struct json_column *col =
		    json_column_of(v, n, (enum field)f);

		if (col != NULL && (f == FIELD_TITLE || col != title))
			rule_alone(a, column_rule(&t, col->name), &c.field[f]);
	}
	if (c.n < ROWS_LEAST || c.field[FIELD_TITLE].n == 0 ||
	    !rule_alone(a, STR("=csv"), &c.item))
		return;
	c.examples = count_examples(&t);
	explain(&t, &c);
	out->v[out->n++] = c;
}
