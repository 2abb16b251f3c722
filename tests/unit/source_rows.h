// SPDX-License-Identifier: ISC
#ifndef SOURCE_ROWS_H
#define SOURCE_ROWS_H

/* Rows of documents, rules and what extract() makes of them. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/arena.h"
#include "extract/extract.h"
#include "model/limits.h"

#define ROWS(t) (sizeof(t) / sizeof(*(t)))
#define PAGE "https://news.example.cn/list/"

/* Rules of a source, as "item: //li\ntitle: ./a": fallbacks of one key stand
 * on lines of their own. */
static inline void
set_source(struct arena *a, struct source *src, const char *text)
{
	struct str rest = str_c(text), line, key;
	struct rule_set *rules;

	*src = (struct source){ SOURCE_PARTS(bare_parts), .url = STR(PAGE) };
	rules = rule_set_own(a, src);
	while (str_cut(&rest, '\n', &line)) {
		struct str value = line;
		struct rules *r = &rules->item;
		struct err e = ERR_INIT;
		size_t cap;

		assert_true(str_cut(&value, ':', &key));
		if (!str_eq(key, STR("item")))
			r = &rules->field[field_find(key)];
		cap = r->n;
		r->v = arena_more(a, r->v, r->n, &cap, sizeof(*r->v));
		if (rule_parse(a, str_trim(value), &r->v[r->n++], &e) != 0)
			fail_msg("%s: %s", text, e.msg);
	}
}

/* All values of F, "; " between them, "|" between items. */
static inline struct str
values_of(struct arena *a, const struct raw_items *all, enum field f)
{
	struct str s = STR_NULL;

	for (size_t i = 0; i < all->n; i++) {
		const struct raw_field *rf = &all->v[i].field[f];

		s = arena_concat(
		    a, (struct str[]){ s, i > 0 ? STR("|") : STR_NULL }, 2);
		for (size_t k = 0; k < rf->n; k++)
			s = arena_concat(a,
			    (struct str[]){ s, k > 0 ? STR("; ") : STR_NULL,
				rf->v[k].value },
			    3);
	}
	return s;
}

/* What F has in TEXT, of media type TYPE, by RULES; "! " and the message when
 * it cannot be read. */
static inline struct str
read_source(struct arena *a, const char *type, struct str text,
    const char *rules, enum field f, struct raw_items *out)
{
	struct document doc = {
		.text = text, .type = str_c(type), .url = STR(PAGE)
	};
	struct source src;
	struct err e = ERR_INIT;

	set_source(a, &src, rules);
	if (extract(a, &src, &doc, NULL, out, &e) != 0)
		return arena_printf(a, "! %s", e.msg);
	return values_of(a, out, f);
}

#endif
