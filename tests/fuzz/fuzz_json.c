// SPDX-License-Identifier: ISC
// A source that is JSON. The first line is where its page has it, or empty; the
// second the path of the entries, the third that of a field; the rest is what
// the server sent.
#include <setjmp.h>
#include <stdint.h>
#include <stdlib.h>

#include "base/utf8.h"
#include "extract/json/detect.h"
#include "extract/json/json.h"
#include "model/embedded.h"
#include "model/limits.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
must_be(bool truth)
{
	if (!truth)
		abort();
}

static bool
set_rule(struct arena *a, struct str text, struct rules *out)
{
	struct err e = ERR_INIT;

	out->v = ARENA_NEW(a, struct rule);
	out->n = 1;
	if (rule_parse(a, text, out->v, &e) == 0)
		return true;
	must_be(e.col >= 1 && (size_t)e.col <= text.len + 1);
	return false;
}

static void
check_items(const struct raw_items *out)
{
	must_be(out->n <= LIMIT_ITEMS && out->empty == (out->n == 0));
	for (size_t i = 0; i < out->n; i++)
		for (int f = 0; f < FIELD_COUNT; f++) {
			const struct raw_field *rf = &out->v[i].field[f];

			must_be(rf->n <= LIMIT_VALUES);
			for (size_t k = 0; k < rf->n; k++)
				must_be(utf8_valid(rf->v[k].value));
		}
}

/* What is found can be read. */
static void
detect_it(struct arena *a, const struct document *doc)
{
	struct detect_ask ask = { .max = 3 };
	struct candidates found;
	struct raw_items out;
	struct err e = ERR_INIT;

	if (!json_sniff(doc) || json_detect(a, doc, &ask, &found, &e) != 0)
		return;
	for (size_t i = 0; i < found.n; i++) {
		struct source_parts parts = bare_parts;
		struct source src = { SOURCE_PARTS(parts) };

		parts.rules.item = found.v[i].item;
		for (int f = 0; f < FIELD_COUNT; f++)
			parts.rules.field[f] = found.v[i].field[f];
		if (json_extract(a, &src, doc, &out, &e) == 0)
			must_be(out.n > 0);
		else
			must_be(e.code == ERR_LIMIT);
	}
}

static void
read_it(struct arena *a, struct str rest)
{
	struct source_parts parts = bare_parts;
	struct source src = { SOURCE_PARTS(parts) };
	struct document doc = { .url = STR("https://x.example/a/") };
	struct embedded_at at;
	struct raw_items out;
	struct err e = ERR_INIT;
	struct str embedded, item, field;

	if (!str_cut(&rest, '\n', &embedded) || !str_cut(&rest, '\n', &item) ||
	    !str_cut(&rest, '\n', &field) ||
	    !set_rule(a, item, &parts.rules.item) ||
	    !set_rule(a, field, &parts.rules.field[FIELD_CONTENT]) ||
	    !json_reads(&src))
		return;
	parts.rules.field[FIELD_LINK] = parts.rules.field[FIELD_CONTENT];
	if (!str_empty(embedded) && embedded_parse(a, embedded, &at, &e) != 0) {
		must_be(e.col >= 1 && (size_t)e.col <= embedded.len + 1);
		return;
	}
	parts.rules.embedded = embedded;
	doc.text = rest;
	detect_it(a, &doc);
	if (json_extract(a, &src, &doc, &out, &e) == 0)
		check_items(&out);
	else
		must_be(e.msg[0] != '\0');
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena a;
	jmp_buf over;

	arena_init(&a, 64 << 20);
	a.over = &over;
	if (setjmp(over) == 0)
		read_it(&a, utf8_scrub(&a, str_n((const char *)data, size)));
	arena_release(&a);
	return 0;
}
