// SPDX-License-Identifier: ISC
// Reading a feed, as it is and mended.
#include <stdint.h>
#include <stdlib.h>

#include "base/utf8.h"
#include "extract/feed/feed.h"
#include "extract/feed/mend.h"
#include "extract/feed/walk.h"
#include "model/limits.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static int
on_start(void *ctx, const struct tag *t, struct err *e)
{
	(void)ctx, (void)t, (void)e;
	return 0;
}

static void
on_text(void *ctx, struct str s)
{
	(void)ctx, (void)s;
}

static void
on_end(void *ctx)
{
	(void)ctx;
}

static void
must_be(bool truth)
{
	if (!truth)
		abort();
}

/* What is mended has something in it, and then it is well-formed. */
static void
check_mended(struct arena *a, struct str text)
{
	const struct walker w = { on_start, on_text, on_end, NULL };
	struct err e = ERR_INIT;
	struct str xml;
	bool cut;

	xml = mend_xml(a, text, &cut);
	must_be(str_empty(xml) || walk_xml(a, xml, &w, &e) == 0);
}

static void
check_node(const struct feed_node *n)
{
	for (int i = 0; i < SLOT_COUNT; i++)
		must_be(
		    str_empty(n->slot[i].text) ||
		    (utf8_valid(n->slot[i].text) && n->slot[i].where != NULL));
	for (size_t i = 0; i < n->ncontents; i++)
		must_be(utf8_valid(n->content[i].text));
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct feed_doc f;
	struct err e = ERR_INIT;
	struct arena a;
	struct str text;
	size_t at;

	arena_init(&a, LIMIT_ARENA);
	text = utf8_scrub(&a, str_n((const char *)data, size));
	if (feed_read(&a, text, STR("https://x.example/a/"), &f, &e) == 0) {
		must_be(f.n <= LIMIT_ITEMS);
		check_node(&f.feed);
		for (size_t i = 0; i < f.n; i++)
			check_node(&f.entry[i]);
	}
	if (feed_sniff(text, &at) > FEED_NONE && text.p[at] == '<')
		check_mended(&a, str_from(text, at));
	arena_release(&a);
	return 0;
}
