// SPDX-License-Identifier: ISC
// What a feed says of its hub and of the documents before and after it.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "generate/generate.h"
#include "model/limits.h"

typedef int (*generate_fn)(const struct feed *f, struct buf *b, struct err *e);

static const struct item item = {
	.guid = { "tag:e.org,2026:1", 16 },
	.link = { "http://e.org/1", 14 },
	.title = { "T", 1 },
	.published = { .t = 1795105800, .precision = PRECISION_SECOND },
};

#define RSS_LINK(rel, file)                                        \
	"<atom:link rel=\"" rel "\" type=\"application/rss+xml\" " \
	"href=\"https://f.org/" file "\"/>\n"
#define ATOM_LINK(rel, file)                                     \
	"  <link rel=\"" rel "\" type=\"application/atom+xml\" " \
	"href=\"https://f.org/" file "\"/>\n"

static void
test_links(void **state)
{
	static const struct {
		int line;
		generate_fn generate;
		uint32_t archives, archive;
		const char *hub, *base, *has, *has_not;
	} rows[] = {
		/* A feed that is alone. */
		{ __LINE__, generate_rss, 0, 0, "", "https://f.org/",
		    RSS_LINK("self", "f.rss"), "archive" },
		{ __LINE__, generate_atom, 0, 0, "", "https://f.org/",
		    ATOM_LINK("self", "f.atom"), "archive" },
		{ __LINE__, generate_json, 0, 0, "", "https://f.org/",
		    "\"feed_url\":\"https://f.org/f.json\"", "next_url" },
		/* RFC 5005, 4: the subscription document. */
		{ __LINE__, generate_rss, 3, 0, "", "https://f.org/",
		    RSS_LINK("prev-archive", "f.archive-3.rss"), "fh" },
		{ __LINE__, generate_atom, 3, 0, "", "https://f.org/",
		    ATOM_LINK("prev-archive", "f.archive-3.atom"), "current" },
		{ __LINE__, generate_json, 3, 0, "", "https://f.org/",
		    "\"next_url\":\"https://f.org/f.archive-3.json\"", "hubs" },
		/* One in the middle, the newest, the oldest. */
		{ __LINE__, generate_rss, 3, 2, "https://h.org/",
		    "https://f.org/",
		    RSS_LINK("current", "f.rss") "    " RSS_LINK("prev-archive",
			"f.archive-1.rss") "    " RSS_LINK("next-archive",
			"f.archive-3.rss") "    <fh:archive/>",
		    "hub" },
		{ __LINE__, generate_rss, 3, 2, "", "https://f.org/",
		    "xmlns:fh=\"http://purl.org/syndication/history/1.0\"",
		    "f.archive-2.atom" },
		{ __LINE__, generate_atom, 3, 2, "https://h.org/",
		    "https://f.org/",
		    ATOM_LINK("self", "f.archive-2.atom") ATOM_LINK("current",
			"f.atom") ATOM_LINK("prev-archive", "f.archive-1.atom")
			ATOM_LINK("next-archive",
			    "f.archive-3.atom") "  <fh:archive/>",
		    "hub" },
		{ __LINE__, generate_atom, 3, 3, "", "https://f.org/",
		    ATOM_LINK("prev-archive", "f.archive-2.atom"),
		    "next-archive" },
		{ __LINE__, generate_atom, 3, 1, "", "https://f.org/",
		    ATOM_LINK("next-archive", "f.archive-2.atom"),
		    "prev-archive" },
		{ __LINE__, generate_json, 3, 2, "https://h.org/",
		    "https://f.org/",
		    "\"feed_url\":\"https://f.org/f.archive-2.json\","
		    "\"next_url\":\"https://f.org/f.archive-1.json\"",
		    "hubs" },
		{ __LINE__, generate_json, 3, 1, "", "https://f.org/",
		    "f.archive-1.json", "next_url" },
		/* All documents are of one feed (RFC 5005, 4). */
		{ __LINE__, generate_atom, 3, 1, "", "https://f.org/",
		    "<id>tag:e.org,2026:feed:f</id>", "feed:f.archive" },
		/* WebSub, 4. */
		{ __LINE__, generate_rss, 0, 0, "https://h.org/?a=1&b=2",
		    "https://f.org/",
		    "<atom:link rel=\"hub\" "
		    "href=\"https://h.org/?a=1&amp;b=2\"/>",
		    "archive" },
		{ __LINE__, generate_atom, 0, 0, "https://h.org/",
		    "https://f.org/",
		    "  <link rel=\"hub\" href=\"https://h.org/\"/>\n",
		    "archive" },
		{ __LINE__, generate_json, 0, 0, "https://h.org/",
		    "https://f.org/",
		    "\"hubs\":[{\"type\":\"WebSub\",\"url\":\"https://h.org/\"}]",
		    "archive" },
		/* A feed that does not know where it is cannot be subscribed
		 * to there. */
		{ __LINE__, generate_rss, 3, 0, "https://h.org/", "", "<rss",
		    "rel=" },
		{ __LINE__, generate_atom, 3, 2, "https://h.org/", "",
		    "<fh:archive/>", "-archive" },
		{ __LINE__, generate_json, 3, 0, "https://h.org/", "",
		    "\"items\"", "_url\":\"https" },
	};
	struct buf b;

	(void)state;
	buf_init(&b, LIMIT_FEED);
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct feed f = { .id = STR("f"),
			.title = STR("F"),
			.link = STR("http://e.org/"),
			.base_url = str_c(rows[i].base),
			.hub = str_c(rows[i].hub),
			.archives = rows[i].archives,
			.archive = rows[i].archive,
			.items = &item,
			.n = 1 };
		struct err e = ERR_INIT;

		assert_int_equal(rows[i].generate(&f, &b, &e), 0);
		if (strstr(b.p, rows[i].has) == NULL ||
		    strstr(b.p, rows[i].has_not) != NULL)
			fail_msg("line %d: %s", rows[i].line, b.p);
	}
	buf_release(&b);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_links),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
