// SPDX-License-Identifier: ISC
#include "extract/records.h"

#include "base/utf8.h"
#include "extract/csv.h"
#include "model/limits.h"

/* Where there are more than are kept, the last so many are. */
#define LAST (LIMIT_ITEMS / 2)
#define FIRST (LIMIT_ITEMS - LAST)

size_t
records_first(void)
{
	return FIRST;
}

/* Keep a copy of the N values V. Beyond LIMIT_ITEMS the last ones take each
 * other's place in turn. */
static void
keep(struct records *r, const struct str *v, size_t n)
{
	struct record *to;

	if (r->n < LIMIT_ITEMS) {
		r->row =
		    arena_more(r->a, r->row, r->n, &r->cap, sizeof(*r->row));
		to = &r->row[r->n++];
	} else {
		to = &r->row[FIRST + r->more++ % LAST];
	}
	if (to->cap < n) {
		to->value = ARENA_ARRAY(r->a, n, struct str);
		to->cap = n;
	}
	memcpy(to->value, v, n * sizeof(*v));
	to->n = n;
}

const struct record *
records_at(const struct records *r, size_t i)
{
	if (r->more > 0 && i >= FIRST)
		i = FIRST + (i - FIRST + r->more) % LAST;
	return &r->row[i];
}

static void
set_names(struct records *r, const struct csv_row *row)
{
	r->names.n = row->n;
	r->names.value = ARENA_ARRAY(r->a, row->n, struct str);
	for (size_t i = 0; i < row->n; i++)
		r->names.value[i] = str_trim(row->cell[i]);
}

void
records_csv(struct records *r, struct str text, char delimiter,
    bool (*header)(const void *ctx, const struct str *cell, size_t n),
    const void *ctx)
{
	struct csv c = { .text = text, .delimiter = delimiter };
	struct csv_row row = { .n = 0 };
	bool first = true;

	for (; csv_next(r->a, &c, LIMIT_COLUMNS, &row); first = false)
		if (first && header(ctx, row.cell, row.n))
			set_names(r, &row);
		else
			keep(r, row.cell, row.n);
}

/* TEXT with lines that end in LF alone, where patterns see an end. */
static struct str
plain_lines(struct arena *a, struct str text)
{
	char *p;
	size_t n = 0;

	if (str_chr(text, '\r', 0) == STR_NONE)
		return text;
	p = arena_alloc(a, text.len);
	for (size_t i = 0; i < text.len; i++)
		if (text.p[i] != '\r')
			p[n++] = text.p[i];
		else if (i + 1 == text.len || text.p[i + 1] != '\n')
			p[n++] = '\n';
	return (struct str){ p, n };
}

static void
keep_match(struct records *r, struct str text, const struct regex_match *m)
{
	struct str group[REGEX_GROUPS];

	for (size_t i = 0; i < m->n; i++) {
		size_t from = m->group[i].start;

		group[i] = from == STR_NONE
			       ? STR_NULL
			       : str_sub(text, from, m->group[i].end - from);
	}
	keep(r, group, m->n);
}

int
records_matches(
    struct records *r, struct str text, const struct regex *re, struct err *e)
{
	struct str in = plain_lines(r->a, text);
	struct regex_match m;
	size_t at = 0;
	int rc;

	while ((rc = regex_search(re, in, at, &m, e)) > 0) {
		keep_match(r, in, &m);
		at = m.group[0].end;
		/* An empty match must not be found again at its own place. */
		if (m.group[0].start != at)
			continue;
		if (at == in.len)
			break;
		utf8_next(in, &at);
	}
	return rc < 0 ? -1 : 0;
}
