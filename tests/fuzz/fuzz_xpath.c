// SPDX-License-Identifier: ISC
// An XPath, the first line, on the rest as a page and as XML.
#include <stdint.h>
#include <stdlib.h>

#include "base/utf8.h"
#include "model/limits.h"
#include "web/html.h"
#include "web/xdoc.h"
#include "web/xpath.h"

/* Less than those of a run: an input should take no second. */
#define STEPS 200000
#define MOST 100

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
must_be(bool truth)
{
	if (!truth)
		abort();
}

static void
search(struct arena *a, const struct xpath *x, struct xdoc *d, bool view)
{
	struct xpath_values found;
	struct err e = ERR_INIT;
	size_t steps = STEPS;

	if (xpath_eval(a, x, d, xdoc_root(d), MOST, &steps, &found, &e) != 0)
		return;
	must_be(found.n <= MOST && steps <= STEPS);
	for (size_t i = 0; i < found.n; i++) {
		struct xnode *n = found.v[i].node;

		if (n == NULL) {
			must_be(found.v[i].text.len > 0 &&
				utf8_valid(found.v[i].text));
			continue;
		}
		must_be(utf8_valid(xnode_text(a, n)));
		if (view && xnode_type(n) == XNODE_ELEMENT)
			must_be(xdoc_of_node(d, xnode_html(n)) == n);
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const struct html_limits html_limits = { .depth = LIMIT_DEPTH,
		.attributes = LIMIT_ATTRIBUTES,
		.nodes = 10000 };
	static const struct xdoc_limits limits = { 10000, LIMIT_ATTRIBUTES,
		LIMIT_XML_PREFIXES };
	struct html_doc *html;
	struct xpath *x;
	struct xdoc *d;
	struct err e = ERR_INIT;
	struct arena a;
	struct str text, expr, repaired;

	arena_init(&a, LIMIT_ARENA);
	text = utf8_scrub(&a, str_n((const char *)data, size));
	if (str_cut(&text, '\n', &expr) && expr.len <= LIMIT_SELECTOR &&
	    xpath_compile(&a, expr, &x, &e) == 0) {
		if (html_parse(&a, text, &html_limits, &html, &e) == 0 &&
		    xdoc_of_html(&a, html, 10000, &d, &e) == 0)
			search(&a, x, d, true);
		if (xdoc_parse(&a, text, &limits, &d, &repaired, &e) == 0)
			search(&a, x, d, false);
	} else if (e.code == ERR_CONFIG) {
		must_be(e.col >= 1 && (size_t)e.col <= expr.len + 1);
	}
	arena_release(&a);
	return 0;
}
