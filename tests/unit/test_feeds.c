// SPDX-License-Identifier: ISC
// Properties of the XML formats over random items with hostile text.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include <libxml/parser.h>

#include "base/utf8.h"
#include "generate/generate.h"
#include "generate/scrub.h"
#include "generate/xml.h"
#include "model/limits.h"

#define FEEDS 100
#define ITEMS 20 /* in each */

/* xorshift64*: the same numbers everywhere. */
static uint64_t
next(uint64_t *seed)
{
	*seed ^= *seed >> 12;
	*seed ^= *seed << 25;
	*seed ^= *seed >> 27;
	return *seed * 2685821657736338717u;
}

static const struct str pieces[] = {
	{ "]]>", 3 },
	{ "<![CDATA[", 9 },
	{ "&amp;", 5 },
	{ "&#x0;", 5 },
	{ "&", 1 },
	{ "<", 1 },
	{ ">", 1 },
	{ "\"", 1 },
	{ "'", 1 },
	{ "</title>", 8 },
	{ "<!--", 4 },
	{ "-->", 3 },
	{ "<?xml?>", 7 },
	{ "\0", 1 },
	{ "\x01", 1 },
	{ "\x0B", 1 },
	{ "\x1F", 1 },
	{ "\x7F", 1 },
	{ "\xC2\x85", 2 },
	{ "\r\n", 2 },
	{ "\r", 1 },
	{ "\n", 1 },
	{ "\t", 1 },
	{ " ", 1 },
	{ "\xC2\xA0", 2 },
	{ "\xFF", 1 },
	{ "\xC0\x80", 2 },
	{ "\xED\xA0\x80", 3 },
	{ "\xF4\x90\x80\x80", 4 },
	{ "\xE4\xBD", 2 },
	{ "\xEF\xBF\xBE", 3 },
	{ "\xEF\xBF\xBF", 3 },
	{ "\xEF\xBB\xBF", 3 },
	/* Right to left, with an override; emoji of several code points. */
	{ "\xD7\xA9\xD7\x9C\xD7\x95\xD7\x9D", 8 },
	{ "\xE2\x80\xAE", 3 },
	{ "\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x9A\x80", 11 },
	{ "要闻", 6 },
	{ "朱镕基", 9 },
	{ "e\xCC\x81", 3 },
	{ "\xF4\x8F\xBF\xBF", 4 },
	{ "word", 4 },
	{ "https://e.org/", 14 },
};

/* Up to MAX pieces; sometimes none. */
static struct str
random_text(struct arena *a, uint64_t *seed, size_t max)
{
	size_t n = next(seed) % (max + 1);
	struct str *v = ARENA_ARRAY(a, n, struct str);

	for (size_t i = 0; i < n; i++)
		v[i] = pieces[next(seed) % (sizeof(pieces) / sizeof(*pieces))];
	return arena_concat(a, v, n);
}

static void
random_item(struct arena *a, uint64_t *seed, struct item *it, unsigned n)
{
	struct enclosure *enc = ARENA_ARRAY(a, 2, struct enclosure);
	struct str *categories = ARENA_ARRAY(a, 3, struct str);

	for (size_t i = 0; i < 3; i++)
		categories[i] = random_text(a, seed, 3);
	for (size_t i = 0; i < 2; i++)
		enc[i] = (struct enclosure){
			.url = arena_concat(a,
			    (struct str[]){ STR("https://e.org/"),
				random_text(a, seed, 4) },
			    2),
			.type = random_text(a, seed, 2),
			.length = next(seed),
		};
	*it = (struct item){
		.guid = arena_printf(a, "tag:e.org,2026:%u", n),
		.link = arena_concat(a,
		    (struct str[]){
			STR("https://e.org/"), random_text(a, seed, 5) },
		    2),
		.title = random_text(a, seed, 12),
		.summary = random_text(a, seed, 40),
		.content = random_text(a, seed, 60),
		.author = random_text(a, seed, 3),
		.outlet = random_text(a, seed, 3),
		.language = random_text(a, seed, 1),
		.image = random_text(a, seed, 2),
		.categories = categories,
		.ncategories = next(seed) % 4,
		.enclosures = enc,
		.nenclosures = next(seed) % 3,
		.published = { .t = (int64_t)(next(seed) % 4000000000u) },
		.updated = { .t = (int64_t)(next(seed) % 4000000000u) },
	};
}

/* What may stand in XML of S, found one code point at a time. */
static const char *
scrubbed(struct arena *a, struct str s)
{
	char *out = arena_alloc(a, 3 * s.len + 1);
	size_t n = 0;

	for (size_t at = 0; at < s.len;) {
		uint32_t cp = utf8_next(s, &at);

		if (cp >= 0x20 ? cp != 0xFFFE && cp != 0xFFFF
			       : cp == '\t' || cp == '\n' || cp == '\r')
			n += utf8_put(cp, out + n);
	}
	return out;
}

static xmlNodePtr
child(xmlNodePtr node, const char *name, const char *ns)
{
	for (node = node->children; node != NULL; node = node->next)
		if (node->type == XML_ELEMENT_NODE &&
		    strcmp((const char *)node->name, name) == 0 &&
		    strcmp(node->ns == NULL ? "" : (const char *)node->ns->href,
			ns) == 0)
			return node;
	return NULL;
}

/* The element NAME of NODE holds TEXT. */
static void
holds(xmlNodePtr node, const char *name, const char *ns, const char *text)
{
	xmlNodePtr el = child(node, name, ns);
	xmlChar *got;

	if (el == NULL)
		fail_msg("no %s", name);
	got = xmlNodeGetContent(el);
	if (strcmp((char *)got, text) != 0)
		fail_msg("%s: \"%s\", not \"%s\"", name, got, text);
	xmlFree(got);
}

static xmlDocPtr
parse(const struct buf *b)
{
	xmlDocPtr doc = xmlReadMemory(b->p, (int)b->len, NULL, NULL,
	    XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_HUGE);

	if (doc == NULL)
		fail_msg("does not parse: %s", b->p);
	return doc;
}

static void
check_rss_item(struct arena *a, xmlNodePtr node, const struct item *it)
{
	if (scrub_blank(it->title))
		assert_null(child(node, "title", ""));
	else
		holds(node, "title", "", scrubbed(a, it->title));
	holds(node, "guid", "", scrubbed(a, it->guid));
	assert_non_null(child(node, "link", ""));
	assert_non_null(child(node, "pubDate", ""));
	assert_non_null(child(node, "description", ""));
	if (scrub_blank(it->content))
		return;
	if (scrub_blank(it->summary))
		holds(node, "description", "", scrubbed(a, it->content));
	else
		holds(node, "encoded",
		    "http://purl.org/rss/1.0/modules/content/",
		    scrubbed(a, it->content));
}

static void
check_atom_entry(struct arena *a, xmlNodePtr node, const struct item *it)
{
	static const char ns[] = "http://www.w3.org/2005/Atom";

	if (!scrub_blank(it->title))
		holds(node, "title", ns, scrubbed(a, it->title));
	holds(node, "id", ns, scrubbed(a, it->guid));
	if (!scrub_blank(it->summary))
		holds(node, "summary", ns, scrubbed(a, it->summary));
	if (!scrub_blank(it->content))
		holds(node, "content", ns, scrubbed(a, it->content));
	assert_non_null(child(node, "updated", ns));
	assert_non_null(child(node, "published", ns));
}

/* Each file parses and gives every text back as it may be written. */
static void
random_feeds(void **state)
{
	uint64_t seed = 20261120;
	struct arena a;
	struct buf b;

	(void)state;
	arena_init(&a, LIMIT_ARENA);
	buf_init(&b, LIMIT_FEED);
	for (unsigned n = 0; n < FEEDS; n++) {
		struct item *items = ARENA_ARRAY(&a, ITEMS, struct item);
		struct feed f = { .id = STR("f"),
			.title = STR("F"),
			.link = STR("https://e.org/"),
			.description = random_text(&a, &seed, 9),
			.language = random_text(&a, &seed, 1),
			.copyright = random_text(&a, &seed, 9),
			.icon = random_text(&a, &seed, 2),
			.items = items,
			.n = ITEMS };
		struct err e = ERR_INIT;
		xmlNodePtr node;
		xmlDocPtr doc;
		size_t i = 0;

		for (unsigned k = 0; k < ITEMS; k++)
			random_item(&a, &seed, &items[k], n * ITEMS + k);
		assert_int_equal(generate_rss(&f, &b, &e), 0);
		doc = parse(&b);
		node = child(xmlDocGetRootElement(doc), "channel", "");
		for (node = node->children; node != NULL; node = node->next)
			if (strcmp((const char *)node->name, "item") == 0)
				check_rss_item(&a, node, &items[i++]);
		assert_int_equal(i, ITEMS);
		xmlFreeDoc(doc);

		assert_int_equal(generate_atom(&f, &b, &e), 0);
		doc = parse(&b);
		node = xmlDocGetRootElement(doc)->children;
		for (i = 0; node != NULL; node = node->next)
			if (strcmp((const char *)node->name, "entry") == 0)
				check_atom_entry(&a, node, &items[i++]);
		assert_int_equal(i, ITEMS);
		xmlFreeDoc(doc);
		arena_reset(&a);
	}
	buf_release(&b);
	arena_release(&a);
}

/* Equal records, equal bytes: nothing comes from the clock or an address. */
static void
equal_bytes(void **state)
{
	struct arena a[2];
	struct buf b[2];

	(void)state;
	for (int i = 0; i < 2; i++) {
		uint64_t seed = 7;
		struct err e = ERR_INIT;
		struct item it;
		struct feed f = { .id = STR("f"),
			.title = STR("F"),
			.link = STR("https://e.org/"),
			.items = &it,
			.n = 1 };

		arena_init(&a[i], LIMIT_ARENA);
		buf_init(&b[i], LIMIT_FEED);
		arena_alloc(&a[i], (size_t)i * 100);
		random_item(&a[i], &seed, &it, 1);
		assert_int_equal(generate_atom(&f, &b[i], &e), 0);
	}
	assert_true(str_eq(buf_str(&b[0]), buf_str(&b[1])));
	for (int i = 0; i < 2; i++) {
		buf_release(&b[i]);
		arena_release(&a[i]);
	}
}

static void
huge_title(void **state)
{
	static char text[1 << 20];
	struct item it = { .guid = STR("tag:e.org,2026:1"),
		.link = STR("https://e.org/"),
		.title = { text, sizeof(text) } };
	struct feed f = { .id = STR("f"),
		.title = STR("F"),
		.link = STR("https://e.org/"),
		.items = &it,
		.n = 1 };
	struct err e = ERR_INIT;
	struct arena a;
	struct buf b;
	xmlDocPtr doc;

	(void)state;
	arena_init(&a, LIMIT_ARENA);
	buf_init(&b, LIMIT_FEED);
	memset(text, 'x', sizeof(text));
	assert_int_equal(generate_rss(&f, &b, &e), 0);
	doc = parse(&b);
	check_rss_item(&a,
	    child(child(xmlDocGetRootElement(doc), "channel", ""), "item", ""),
	    &it);
	xmlFreeDoc(doc);
	/* Escaped and escaped again it has no room, and is left out. */
	memset(text, '&', sizeof(text));
	assert_int_equal(generate_rss(&f, &b, &e), 0);
	doc = parse(&b);
	assert_null(
	    child(child(xmlDocGetRootElement(doc), "channel", ""), "item", ""));
	xmlFreeDoc(doc);
	buf_release(&b);
	arena_release(&a);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(random_feeds),
		cmocka_unit_test(equal_bytes),
		cmocka_unit_test(huge_title),
	};
	int failed = cmocka_run_group_tests_name("feeds", tests, NULL, NULL);

	xmlCleanupParser();
	return failed;
}
