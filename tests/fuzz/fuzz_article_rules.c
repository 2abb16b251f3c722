// SPDX-License-Identifier: ISC
// The page of an article by rules: the first line holds the rules, apart by
// tabs (content, author, remove), the rest is the page.
#include <setjmp.h>
#include <stdint.h>
#include <stdlib.h>

#include "base/utf8.h"
#include "extract/article_rules.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* The first of LINE is a rule of RULES, when it is one of CSS. */
static void
take_rule(struct arena *a, struct str *line, struct rules *rules)
{
	struct str part;
	struct err e;

	if (!str_cut(line, '\t', &part))
		return;
	rules->v = ARENA_NEW(a, struct rule);
	rules->n = rule_parse(a, part, rules->v, &e) == 0 &&
		   rules->v->lang == RULE_CSS;
}

static void
run(struct arena *a, struct str in)
{
	struct source_parts parts = { .article.on = true };
	struct source src = { SOURCE_PARTS(parts) };
	struct document doc = { .url = STR("https://example.org/a/1.html") };
	const struct article_known known = { .title = STR("Title") };
	struct raw_article out;
	struct str line;
	struct err e = ERR_INIT;

	if (!str_cut(&in, '\n', &line))
		return;
	take_rule(a, &line, &parts.article.field[FIELD_CONTENT]);
	take_rule(a, &line, &parts.article.field[FIELD_AUTHOR]);
	take_rule(a, &line, &parts.article.remove);
	if (parts.article.field[FIELD_CONTENT].n == 0)
		return;
	doc.text = str_sub(in, 0, utf8_valid_prefix(in));
	if (extract_article(a, &src, &doc, &known, &out, &e) == 0 &&
	    (out.raw.n != 1 || out.raw.v[0].field[FIELD_CONTENT].n == 0))
		abort();
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena a;
	jmp_buf over;

	arena_init(&a, 64 << 20);
	a.over = &over;
	if (setjmp(over) == 0)
		run(&a, str_n((const char *)data, size));
	arena_release(&a);
	return 0;
}
