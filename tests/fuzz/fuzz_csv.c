// SPDX-License-Identifier: ISC
// Rows of CSV with any delimiter, and what a source makes of them.
#include <stdint.h>
#include <stdlib.h>

#include "base/utf8.h"
#include "extract/csv.h"
#include "extract/extract.h"
#include "extract/table.h"
#include "extract/table_detect.h"
#include "model/limits.h"

#define CELLS 100

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
must_be(bool truth)
{
	if (!truth)
		abort();
}

static void
read_rows(struct arena *a, struct str text, char delimiter)
{
	struct csv c = { .text = text, .delimiter = delimiter };
	struct csv_row row = { .n = 0 };
	size_t at = 0;

	while (csv_next(a, &c, CELLS, &row)) {
		must_be(row.n >= 1 && row.n <= CELLS);
		must_be(c.at > at && c.at <= text.len);
		at = c.at;
		for (size_t i = 0; i < row.n; i++)
			must_be(utf8_valid(row.cell[i]));
	}
	must_be(c.at == text.len);
}

/* The rules of a source for a table: the first line of TEXT is its item. */
static void
read_table(struct arena *a, struct str text)
{
	struct source_parts parts = bare_parts;
	struct source src = { SOURCE_PARTS(parts), .limit = 0 };
	struct document doc = { .url = STR("https://x.example/") };
	struct raw_items out;
	struct rule item, title;
	struct err e = ERR_INIT;
	struct str line;

	if (!str_cut(&text, '\n', &line) ||
	    rule_parse(a, line, &item, &e) != 0 || item.lang != RULE_COLUMN ||
	    rule_parse(a, STR("=1"), &title, &e) != 0)
		return;
	doc.text = text;
	parts.rules.item = (struct rules){ &item, 1 };
	parts.rules.field[FIELD_TITLE] = (struct rules){ &title, 1 };
	if (table_raw(a, &src, &doc, &out, &e) != 0)
		return;
	must_be(out.n <= LIMIT_ITEMS);
	for (size_t i = 0; i < out.n; i++)
		for (int f = 0; f < FIELD_COUNT; f++)
			must_be(out.v[i].field[f].n <= 1);
}

/* What is found is rules that read the same table. */
static void
detect_table(struct arena *a, struct str text)
{
	const struct detect_ask ask = { .max = 1 };
	const struct document doc = { .text = text,
		.type = STR("text/csv"),
		.url = STR("https://x.example/") };
	const struct source bare = { SOURCE_PARTS(bare_parts), .limit = 0 };
	struct candidates found;
	struct raw_items out;
	struct err e = ERR_INIT;

	table_detect(a, &doc, &ask, &found);
	must_be(found.n <= 1);
	if (found.n == 0 ||
	    table_raw(a, candidate_source(a, &bare, &found.v[0]), &doc, &out,
		&e) != 0) {
		must_be(e.code != ERR_CONFIG);
		return;
	}
	must_be(out.n > 0);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena a;
	struct str text;

	arena_init(&a, LIMIT_ARENA);
	text = utf8_scrub(&a, str_n((const char *)data, size));
	read_rows(&a, text, csv_delimiter(&a, text));
	read_table(&a, text);
	detect_table(&a, text);
	arena_release(&a);
	return 0;
}
