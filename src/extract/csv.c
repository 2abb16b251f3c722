// SPDX-License-Identifier: ISC
#include "extract/csv.h"

#include "base/buf.h"
#include "model/limits.h"

/* Rows that tell the delimiter. */
#define GUESS_ROWS 30

static bool
is_line_end(char c)
{
	return c == '\n' || c == '\r';
}

/* From AT on, the end of what is in the quotes that were opened before it: at
 * the closing one, or at the end of S. *DOUBLED: quotes stand in it. */
static size_t
closing_quote(struct str s, size_t at, bool *doubled)
{
	*doubled = false;
	while ((at = str_chr(s, '"', at)) != STR_NONE) {
		if (at + 1 == s.len || s.p[at + 1] != '"')
			return at;
		*doubled = true;
		at += 2;
	}
	return s.len;
}

/* S with each pair of quotes as one, and then REST. */
static struct str
single_quotes(struct arena *a, struct str s, struct str rest)
{
	char *p = arena_alloc(a, s.len + rest.len + 1);
	size_t n = 0;

	for (size_t i = 0; i < s.len; i++) {
		p[n++] = s.p[i];
		if (s.p[i] == '"')
			i++;
	}
	if (rest.len > 0)
		memcpy(p + n, rest.p, rest.len);
	return (struct str){ p, n + rest.len };
}

/* Where an unquoted cell that begins at AT ends. */
static size_t
cell_end(const struct csv *c, size_t at)
{
	while (at < c->text.len && c->text.p[at] != c->delimiter &&
	       !is_line_end(c->text.p[at]))
		at++;
	return at;
}

/* The cell at C->at, which is moved to what ends it. */
static struct str
next_cell(struct arena *a, struct csv *c)
{
	size_t from = c->at, end;
	struct str in, rest;
	bool doubled;

	if (from == c->text.len || c->text.p[from] != '"') {
		c->at = cell_end(c, from);
		return str_sub(c->text, from, c->at - from);
	}
	end = closing_quote(c->text, from + 1, &doubled);
	in = str_sub(c->text, from + 1, end - from - 1);
	from = end < c->text.len ? end + 1 : end;
	c->at = cell_end(c, from);
	rest = str_sub(c->text, from, c->at - from);
	return doubled || rest.len > 0 ? single_quotes(a, in, rest) : in;
}

bool
csv_next(struct arena *a, struct csv *c, size_t max, struct csv_row *row)
{
	bool more = true;

	while (c->at < c->text.len && is_line_end(c->text.p[c->at]))
		c->at++;
	row->n = 0;
	if (c->at == c->text.len)
		return false;
	while (more) {
		struct str cell = next_cell(a, c);

		if (row->n < max) {
			row->cell = arena_more(a, row->cell, row->n, &row->cap,
			    sizeof(*row->cell));
			row->cell[row->n++] = cell;
		}
		more = c->at < c->text.len && c->text.p[c->at] == c->delimiter;
		c->at += more;
	}
	return true;
}

/* How many cells the first row has with DELIMITER, which is taken to be there
 * when the rows behind it have as many, or a few less; 0: it is not. */
static size_t
columns_with(struct arena *a, struct str text, char delimiter)
{
	struct csv c = { .text = text, .delimiter = delimiter };
	struct csv_row row = { .n = 0 };
	size_t first = 0, alike = 0, rows = 0;

	while (rows < GUESS_ROWS && csv_next(a, &c, LIMIT_COLUMNS, &row)) {
		if (rows++ == 0)
			first = row.n;
		alike += row.n > 1 && row.n <= first;
	}
	/* One row in ten may be a note or a slip. */
	return first > 1 && 10 * alike >= 9 * rows ? first : 0;
}

char
csv_delimiter(struct arena *a, struct str text)
{
	static const char all[] = ",;\t|";
	struct str head = str_sub(text, 0, LIMIT_TABLE_GUESS);
	size_t best = 0;
	char found = ',';

	for (const char *d = all; *d != '\0'; d++) {
		size_t n = columns_with(a, head, *d);

		if (n > best) {
			best = n;
			found = *d;
		}
	}
	return found;
}
