// SPDX-License-Identifier: ISC
#include "source_rows.h"

#include "base/buf.h"

struct row {
	int line;
	enum field field;
	const char *rules, *want;
};

static void
check_rows(const char *type, const char *text, const struct row *row, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		struct raw_items out;
		struct arena a;
		struct str got;

		arena_init(&a, LIMIT_ARENA);
		got = read_source(
		    &a, type, str_c(text), row[i].rules, row[i].field, &out);
		if (!str_eq(got, str_c(row[i].want)))
			fail_msg("line %d: %.*s", row[i].line, STR_ARG(got));
		arena_release(&a);
	}
}

static const char list[] =
    "<ul><li><h3><a href=./1.html>Title  one</a></h3>"
    "<img src=l.gif data-src=1.jpg><time datetime=2026-11-20>today</time>"
    "<p>Intro <b>one</b></p></li>"
    "<li data-id=42><h3><a href=./2.html title='Title two, in full'>Title"
    "</a></h3><!-- c --><b>tag a</b><b>tag b</b></li></ul>"
    "<template><ul><li>no</li></ul></template>";

static void
test_page(void **state)
{
	static const struct row rows[] = {
		/* Elements are read as those that CSS finds. */
		{ __LINE__, FIELD_TITLE, "item: //li\ntitle: .//a",
		    "Title one|Title" },
		{ __LINE__, FIELD_LINK, "item: //li\nlink: ./h3",
		    "./1.html|./2.html" },
		{ __LINE__, FIELD_IMAGE, "item: //li\nimage: ./img",
		    "1.jpg; l.gif|" },
		{ __LINE__, FIELD_DATE, "item: //li\ndate: .//time",
		    "2026-11-20; today|" },
		{ __LINE__, FIELD_SUMMARY, "item: //li\nsummary: ./p | html",
		    "Intro <b>one</b>|" },
		/* Attributes, texts and what is computed are values. */
		{ __LINE__, FIELD_GUID, "item: //li\nguid: ./@data-id", "|42" },
		{ __LINE__, FIELD_TITLE, "item: //li\ntitle: .//a/text()",
		    "Title  one|Title" },
		{ __LINE__, FIELD_AUTHOR,
		    "item: //li\nauthor: (count(./b)) | replace /^0$/ none",
		    "none|2" },
		{ __LINE__, FIELD_LINK,
		    "item: //li\nlink: (concat('/x/', ./@data-id))",
		    "/x/|/x/42" },
		{ __LINE__, FIELD_CATEGORY, "item: //li\ncategory: ./b",
		    "|tag a; tag b" },
		{ __LINE__, FIELD_CATEGORY, "item: //li\ncategory: (.//b)[2]",
		    "|tag b" },
		/* Beside CSS, and as a fallback of it. */
		{ __LINE__, FIELD_TITLE, "item: ul > li\ntitle: ./h3",
		    "Title one|Title" },
		{ __LINE__, FIELD_TITLE, "item: //li\ntitle: h3 a@href",
		    "./1.html|./2.html" },
		{ __LINE__, FIELD_GUID,
		    "item: //li\nguid: .@data-id\nguid: ./h3/a/@href",
		    "./1.html|42" },
		{ __LINE__, FIELD_TITLE,
		    "item: //dl/dt\nitem: ul > li\ntitle: ./h3",
		    "Title one|Title" },
		/* Title and link are read from each other's place. */
		{ __LINE__, FIELD_LINK, "item: //li\ntitle: .//a/text()",
		    "./1.html|./2.html" },
		{ __LINE__, FIELD_TITLE, "item: //li\nlink: .//a/@href",
		    "Title one|Title" },
		/* The whole page is there, too. */
		{ __LINE__, FIELD_AUTHOR, "item: //li\nauthor: /html/@lang",
		    "|" },
		{ __LINE__, FIELD_AUTHOR, "item: //li\nauthor: //li[1]//a",
		    "Title one|Title one" },
		/* An item is what an attribute stands in. */
		{ __LINE__, FIELD_TITLE, "item: //li/@data-id\ntitle: ./h3",
		    "Title" },
		{ __LINE__, FIELD_TITLE, "item: //li\ntitle: ./x:y",
		    "! the document declares no prefix x:" },
		{ __LINE__, FIELD_TITLE, "item: //li\ntitle: =Name",
		    "! rule \"=Name\": only CSS selectors and XPath read HTML "
		    "pages" },
	};

	(void)state;
	check_rows("text/html", list, rows, ROWS(rows));
	/* An XML declaration does not make a page XML. */
	check_rows("application/xhtml+xml",
	    "<?xml version='1.0'?><!DOCTYPE html><html xmlns='http://"
	    "www.w3.org/1999/xhtml'><p><a href='1'>x</a></p></html>",
	    &(struct row){ __LINE__, FIELD_LINK, "item: //p", "1" }, 1);
}

static const char notices[] =
    "<?xml version='1.0'?><n:list xmlns='urn:a' xmlns:n='urn:b'>"
    "<entry nr='1'><title>One &amp; two</title><link href='/1'/>"
    "<n:date>2026-11-20</n:date><category term='c1'/><category>c2</category>"
    "<body><p class='x'>Text<br/>&lt;b&gt; <i/></p></body>"
    "<summary>&lt;p&gt;A &lt;b&gt;b&lt;/b&gt;&lt;/p&gt;</summary>"
    "<file url='/1.pdf' type='application/pdf'/></entry>"
    "<entry nr='2'><title>Three</title><url>/2</url>"
    "<content>Line one\nLine two</content></entry></n:list>";

static void
test_xml(void **state)
{
	static const struct row rows[] = {
		{ __LINE__, FIELD_TITLE, "item: //_:entry", "One & two|Three" },
		{ __LINE__, FIELD_LINK, "item: /n:list/_:entry", "/1|/2" },
		{ __LINE__, FIELD_DATE, "item: //_:entry", "2026-11-20|" },
		{ __LINE__, FIELD_CATEGORY, "item: //_:entry", "c1; c2|" },
		{ __LINE__, FIELD_SUMMARY, "item: //_:entry",
		    "<p>A <b>b</b></p>|" },
		{ __LINE__, FIELD_CONTENT, "item: //_:entry",
		    "|<p>Line one</p><p>Line two</p>" },
		{ __LINE__, FIELD_CONTENT, "item: //_:entry\ncontent: ./_:body",
		    "<p class=\"x\">Text<br>&lt;b&gt; <i></i></p>|" },
		{ __LINE__, FIELD_CONTENT,
		    "item: //_:entry\ncontent: ./_:title | html",
		    "One &amp; two|Three" },
		{ __LINE__, FIELD_ENCLOSURE,
		    "item: //_:entry\nenclosure: ./_:file", "/1.pdf|" },
		{ __LINE__, FIELD_GUID, "item: //_:entry\nguid: ./@nr", "1|2" },
		{ __LINE__, FIELD_TITLE,
		    "item: //_:entry\ntitle: (concat(./@nr, '. ', ./_:title))",
		    "1. One & two|2. Three" },
		{ __LINE__, FIELD_TITLE,
		    "item: //_:entry[1]/_:category\ntitle: .", "|c2" },
		{ __LINE__, FIELD_TITLE, "item: //entry",
		    "! nothing matches item: //entry; names of this document "
		    "are in a namespace and are written with _:, as in "
		    "//_:entry" },
		{ __LINE__, FIELD_TITLE, "item: //_:entry\ntitle: h3",
		    "! rule \"h3\": the document is XML, which XPath reads, as "
		    "in ./title" },
		{ __LINE__, FIELD_TITLE, "item: //x:entry",
		    "! the document declares no prefix x:" },
	};

	(void)state;
	check_rows("text/html", notices, rows, ROWS(rows));
	/* Without a declaration its type tells. */
	check_rows("application/xml", "<a><b><url>1</url></b></a>",
	    &(struct row){ __LINE__, FIELD_LINK, "item: //b", "1" }, 1);
	/* A feed is XML for those who say so. */
	check_rows("application/rss+xml",
	    "<rss><channel><item><title>T</title><link>/1</link></item>"
	    "</channel></rss>",
	    &(struct row){ __LINE__, FIELD_LINK, "item: //item", "/1" }, 1);
}

static void
test_xml_facts(void **state)
{
	struct raw_items out;
	struct arena a;

	(void)state;
	arena_init(&a, LIMIT_ARENA);
	read_source(&a, "text/xml",
	    STR("<a><b><title>T</title><e>&eacute;</e></b></a>"),
	    "item: //b\nauthor: ./e\nsummary: ./x", FIELD_TITLE, &out);
	assert_true(out.data);
	assert_int_equal(out.nwarnings, 2);
	assert_string_equal(arena_cstr(&a, out.warnings[0]),
	    "the XML is not well-formed and was repaired: line 1: Entity "
	    "'eacute' not defined");
	assert_string_equal(arena_cstr(&a, out.warnings[1]),
	    "summary: nothing in any item matches ./x");
	assert_string_equal(
	    arena_cstr(&a, out.v[0].field[FIELD_AUTHOR].v[0].value), "é");
	arena_release(&a);
}

/* More nodes than XPath is given are refused where a rule asks for it. */
static void
test_ceilings(void **state)
{
	struct raw_items out;
	struct arena a;
	struct buf b;
	struct str got;

	(void)state;
	arena_init(&a, LIMIT_ARENA);
	buf_init(&b, 16 << 20);
	buf_add(&b, STR("<ul>"));
	for (int i = 0; i < LIMIT_XPATH_NODES; i++)
		buf_add(&b, STR("<li>"));
	got = read_source(
	    &a, "text/html", buf_str(&b), "item: //ul[9]", FIELD_TITLE, &out);
	assert_string_equal(arena_cstr(&a, got),
	    "! the page has more nodes than XPath is given");
	buf_clear(&b);
	buf_add(&b, STR("<a>"));
	for (int i = 0; i <= LIMIT_ITEMS; i++)
		buf_add(&b, STR("<b/>"));
	got = read_source(
	    &a, "text/xml", buf_str(&b), "item: //b", FIELD_TITLE, &out);
	assert_string_equal(arena_cstr(&a, got),
	    "! more than 1000 items in one document; is `item` too wide?");
	buf_release(&b);
	arena_release(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_page),
		cmocka_unit_test(test_xml),
		cmocka_unit_test(test_xml_facts),
		cmocka_unit_test(test_ceilings),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
