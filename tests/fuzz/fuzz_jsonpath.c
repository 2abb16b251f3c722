// SPDX-License-Identifier: ISC
// The first line is a JSON path, the rest a document for it; also as a script
// has them.
#include <setjmp.h>
#include <stdint.h>
#include <stdlib.h>

#include "base/utf8.h"
#include "web/jsonpath.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
must_be(bool truth)
{
	if (!truth)
		abort();
}

/* What is found is a part of the document, and its path leads to it. */
static void
check_found(struct arena *a, const struct jnode *root, const struct jnode *n)
{
	struct jsonpath_budget budget = { 100000, 100000 };
	struct str path = json_path_to(a, root, n, true);
	struct json_nodes found;
	struct jsonpath *p;
	struct err e = ERR_INIT;

	must_be(jsonpath_compile(a, path, &p, &e) == 0);
	if (jsonpath_select(a, p, root, &budget, &found, &e) != 0)
		return;
	must_be(found.n == 1 && found.v[0] == n);
}

static void
search(struct arena *a, struct str path, struct str text)
{
	const struct json_limits lim = { .values = 5000, .depth = 100 };
	struct jsonpath_budget budget = { 200000, 200000 };
	struct json_nodes found;
	struct jnode *root;
	struct jsonpath *p;
	struct err e = ERR_INIT;
	size_t at = 0;

	if (jsonpath_compile(a, path, &p, &e) != 0) {
		must_be(e.col >= 1 && (size_t)e.col <= path.len + 1 &&
			e.msg[0] != '\0');
		p = NULL;
	}
	e = ERR_INIT;
	if (json_tree_parse(a, text, &at, &lim, JSON_PLAIN, &root, &e) != 0) {
		must_be(e.msg[0] != '\0');
		at = 0;
		if (json_tree_parse(
			a, text, &at, &lim, JSON_SCRIPT, &root, &e) != 0)
			return;
	}
	must_be(at <= text.len);
	if (p == NULL || jsonpath_select(a, p, root, &budget, &found, &e) != 0)
		return;
	for (size_t i = 0; i < found.n && i < 20; i++)
		check_found(a, root, found.v[i]);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena a;
	jmp_buf over;
	struct str rest, path;

	arena_init(&a, 64 << 20);
	a.over = &over;
	if (setjmp(over) == 0) {
		rest = utf8_scrub(&a, str_n((const char *)data, size));
		if (str_cut(&rest, '\n', &path))
			search(&a, path, rest);
	}
	arena_release(&a);
	return 0;
}
