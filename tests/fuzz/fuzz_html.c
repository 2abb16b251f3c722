// SPDX-License-Identifier: ISC
// Trees of arbitrary bytes: parsed, walked both ways, read, written, dumped.
#include <setjmp.h>
#include <stdint.h>
#include <stdlib.h>

#include "base/utf8.h"
#include "model/limits.h"
#include "web/html.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const struct html_limits limits = { LIMIT_DEPTH, LIMIT_ATTRIBUTES,
	LIMIT_FORMATTING, 100000, LIMIT_TREE };

static const char *const contexts[] = { "body", "div", "table", "select", "td",
	"template", "title", "script", "html", "svg path", "math mi", "form" };

/* Every link of the tree must hold in both directions. */
static void
check_links(const struct html_node *root)
{
	const struct html_node *n = root;

	for (; n != NULL; n = html_walk(root, n, false)) {
		const struct html_node *first = html_first(n);
		const struct html_node *next = html_next(n);

		if (first != NULL && html_parent(first) != n)
			abort();
		if (n != root && next != NULL && html_prev(next) != n)
			abort();
		if (html_template(n) != NULL)
			check_links(html_template(n));
	}
}

static void
use(struct arena *a, const struct html_doc *d)
{
	const struct html_node *root = html_root(d);
	struct buf b;

	check_links(root);
	buf_init(&b, 64 << 10);
	(void)html_inner(&b, root);
	buf_clear(&b);
	(void)html_dump(&b, d);
	buf_release(&b);
	if (!utf8_valid(html_text(a, root)) ||
	    !utf8_valid(html_text_content(a, root)) ||
	    !utf8_valid(html_title(a, d)) || !utf8_valid(html_base_href(d)) ||
	    !utf8_valid(html_language(d)))
		abort();
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const size_t n = sizeof(contexts) / sizeof(contexts[0]);
	struct html_doc *d;
	struct err e = ERR_INIT;
	struct arena a;
	struct str s;
	jmp_buf over;

	if (size == 0)
		return 0;
	arena_init(&a, 16 << 20);
	a.over = &over;
	if (setjmp(over) == 0) {
		s = utf8_scrub(&a, str_n((const char *)data + 1, size - 1));
		if (html_parse(&a, s, &limits, &d, &e) == 0)
			use(&a, d);
		if (html_parse_fragment(&a, s, str_c(contexts[data[0] % n]),
			&limits, &d, &e) == 0)
			use(&a, d);
	}
	arena_release(&a);
	return 0;
}
