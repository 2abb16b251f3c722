// SPDX-License-Identifier: ISC
// What the tests of JSON paths share.
#ifndef JSONPATH_DOC_H
#define JSONPATH_DOC_H

#include "web/jsonpath.h"

static const struct json_limits test_limits = { .values = 100000,
	.depth = 100 };

static inline struct jnode *
test_json(struct arena *a, const char *text)
{
	struct err e = ERR_INIT;
	struct jnode *root;
	size_t at = 0;

	if (json_tree_parse(
		a, str_c(text), &at, &test_limits, JSON_PLAIN, &root, &e) != 0)
		fail_msg("%s: %s", text, e.msg);
	return root;
}

static inline bool
test_same(struct arena *a, const struct jnode *x, const struct jnode *y)
{
	size_t steps = 100000;

	return json_same(a, x, y, &steps);
}

#endif
