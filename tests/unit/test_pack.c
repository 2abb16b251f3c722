// SPDX-License-Identifier: ISC
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "config/pack.h"

#define COUNT(t) (sizeof(t) / sizeof((t)[0]))

static struct node *
sources_of(struct arena *a, const char *text, struct str packed)
{
	struct text *t = ARENA_NEW(a, struct text);
	struct notes ns;
	struct node *root;

	notes_init(&ns, a);
	*t = (struct text){ .name = "x.yaml", .bytes = str_c(text) };
	text_index(a, t);
	root = tree_read(a, a, &ns, t, packed);
	assert_non_null(root);
	assert_int_equal(ns.n, 0);
	return node_find(root, STR("sources"));
}

/* In all that whoever reads a source can see. */
static void
same(const struct node *x, const struct node *y)
{
	size_t n = x->kind == NODE_MAP ? 2 * x->n : x->n;

	assert_int_equal(x->kind, y->kind);
	assert_int_equal(x->style, y->style);
	assert_int_equal(x->line, y->line);
	assert_int_equal(x->col, y->col);
	assert_int_equal(x->n, y->n);
	assert_true(str_eq(x->value, y->value));
	assert_string_equal(x->text->name, y->text->name);
	for (size_t i = 0; i < n; i++)
		same(x->child[i], y->child[i]);
}

#define SPACES                                                     \
	"                                                        " \
	"                                                        " \
	"                                                        "

static void
test_pack(void **state)
{
	static const struct {
		const char *text;
		size_t packed; /* of its sources */
	} rows[] = {
		{ "sources: [a, {b: c}, [d, {e: f}]]", 1 },
		{ "sources:\n- url: x\n  y: [1, \"2\", '3', {}, []]\n- z\n",
		    1 },
		{ "sources:\n- {}\n- url: |\n    text\n    more\n  é: ü\n", 2 },
		/* far down, and far to the right */
		{ "sources:\n- a: b\n\n\n\n\n\n\n\n  c:\n" SPACES "- d: e\n",
		    1 },
		/* what an alias stands for is above; what has an anchor is kept */
		{ "defaults: &d {x: [1, 2]}\n"
		  "sources:\n- <<: *d\n  y: *d\n- &e {z: {w: &f g}}\n"
		  "- {z: *e, v: *f}\n- [{a: 1}]\n",
		    2 },
		/* it may stand where nothing of the entry is left */
		{ "sources:\n- <<: &d {x: [1, 2], y: {z: w}}\n  a: b\n"
		  "- {<<: *d, c: d}\n- e: *d\n",
		    2 },
		{ "sources: &s\n- {a: b}\ndefaults: [*s]\n", 0 },
		{ "defaults:\n- {a: b}\nsources:\n  c: {a: b}\n", 0 },
		{ "sources: []\n", 0 },
	};
	struct arena a;

	(void)state;
	arena_init(&a, SIZE_MAX);
	for (size_t i = 0; i < COUNT(rows); i++) {
		const struct node *x = sources_of(&a, rows[i].text, STR_NULL),
				  *y = sources_of(
				      &a, rows[i].text, STR("sources"));
		size_t packed = 0;

		assert_int_equal(x->n, y->n);
		for (size_t k = 0; k < x->n && x->kind == NODE_LIST; k++) {
			const struct node *n = y->child[k];

			packed += n->kind == NODE_PACKED;
			assert_int_equal(x->child[k]->line, n->line);
			assert_int_equal(x->child[k]->col, n->col);
			if (n->kind == NODE_PACKED)
				n = node_unpack(&a, n);
			same(x->child[k], n);
		}
		if (packed != rows[i].packed)
			fail_msg("row %zu: %zu", i, packed);
	}
	arena_release(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_pack) };

	return cmocka_run_group_tests_name("pack", tests, NULL, NULL);
}
