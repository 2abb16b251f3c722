// SPDX-License-Identifier: ISC
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>

#include <libxml/parser.h>

#include "base/utf8.h"
#include "generate/scrub.h"
#include "generate/xml.h"

#define MANY (8 << 20)

#define DECLARATION "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"

/* <a k="S">S</a> through the door. */
static int
write_both(struct buf *b, struct str s, struct err *e)
{
	struct xml x;

	buf_clear(b);
	xml_begin(&x, b);
	xml_open(&x, "a");
	xml_attr(&x, "k", s);
	xml_text(&x, s);
	xml_close(&x);
	return xml_end(&x, e);
}

static void
markup(void **state)
{
	static const struct {
		int line;
		struct str in;
		const char *want;
	} rows[] = {
		{ __LINE__, { "", 0 }, "<a k=\"\"></a>" },
		{ __LINE__, { "a < b & c > d", 13 },
		    "<a k=\"a &lt; b &amp; c &gt; d\">"
		    "a &lt; b &amp; c &gt; d</a>" },
		{ __LINE__, { "&amp;", 5 },
		    "<a k=\"&amp;amp;\">&amp;amp;</a>" },
		{ __LINE__, { "]]>", 3 }, "<a k=\"]]&gt;\">]]&gt;</a>" },
		{ __LINE__, { "\"'", 2 }, "<a k=\"&quot;'\">&quot;'</a>" },
		/* Controls go, white space stays what it is. */
		{ __LINE__, { "a\0b\x01\x1f\x7f", 6 },
		    "<a k=\"ab\x7f\">ab\x7f</a>" },
		{ __LINE__, { "\t\n\r", 3 },
		    "<a k=\"&#9;&#10;&#13;\">\t\n&#13;</a>" },
		/* One U+FFFD for each maximal subpart. */
		{ __LINE__, { "\xff", 1 },
		    "<a k=\"\xEF\xBF\xBD\">\xEF\xBF\xBD</a>" },
		{ __LINE__, { "\xE4\xBD", 2 },
		    "<a k=\"\xEF\xBF\xBD\">\xEF\xBF\xBD</a>" },
		/* U+FFFE is UTF-8 but no Char. */
		{ __LINE__, { "\xEF\xBF\xBE", 3 }, "<a k=\"\"></a>" },
		{ __LINE__, { "要闻 😀", 11 }, "<a k=\"要闻 😀\">要闻 😀</a>" },
	};
	struct buf b;
	struct err e = ERR_INIT;
	char want[200];

	(void)state;
	buf_init(&b, MANY);
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		snprintf(want, sizeof(want), DECLARATION "%s\n", rows[i].want);
		assert_int_equal(write_both(&b, rows[i].in, &e), 0);
		if (strcmp(b.p, want) != 0)
			fail_msg("line %d: %s", rows[i].line, b.p);
	}
	buf_release(&b);
}

/* XML 1.0, production 2, said in another way than in the code. */
static int
allowed(uint32_t cp)
{
	if (cp < 0x20)
		return cp == '\t' || cp == '\n' || cp == '\r';
	if ((cp >= 0xD800 && cp < 0xE000) || cp == 0xFFFE || cp == 0xFFFF)
		return 0;
	return 1;
}

/* The three bytes a surrogate would have, which utf8_put need not write. */
static size_t
put_any(uint32_t cp, char out[4])
{
	if (cp < 0xD800 || cp > 0xDFFF)
		return utf8_put(cp, out);
	out[0] = (char)0xED;
	out[1] = (char)(0x80 | (cp >> 6 & 0x3F));
	out[2] = (char)(0x80 | (cp & 0x3F));
	return 3;
}

/*
 * Every code point there is, a row of 256 at a time, in brackets: what comes
 * out parses, and is what went in less what XML forbids.
 */
static void
all_code_points(void **state)
{
	struct buf in, want, got;
	struct err e = ERR_INIT;

	(void)state;
	buf_init(&in, MANY);
	buf_init(&want, MANY);
	buf_init(&got, MANY);
	for (uint32_t row = 0; row < 0x110000; row += 0x100) {
		xmlDocPtr doc;
		xmlChar *text, *attr;

		buf_clear(&in);
		buf_clear(&want);
		for (uint32_t cp = row; cp < row + 0x100; cp++) {
			char u[4];
			size_t n = put_any(cp, u);

			buf_addc(&in, '[');
			buf_addc(&want, '[');
			buf_add(&in, str_n(u, n));
			if (allowed(cp))
				buf_add(&want, str_n(u, n));
			else if (cp >= 0xD800 && cp <= 0xDFFF)
				buf_add(&want,
				    STR("\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD"));
		}
		assert_int_equal(write_both(&got, buf_str(&in), &e), 0);
		doc = xmlReadMemory(got.p, (int)got.len, NULL, NULL,
		    XML_PARSE_NONET | XML_PARSE_NOERROR);
		if (doc == NULL)
			fail_msg(
			    "U+%04X to U+%04X do not parse", row, row + 0xFF);
		text = xmlNodeGetContent(xmlDocGetRootElement(doc));
		attr =
		    xmlGetProp(xmlDocGetRootElement(doc), (const xmlChar *)"k");
		if (strcmp((char *)text, want.p) != 0)
			fail_msg("text of U+%04X ...", row);
		if (strcmp((char *)attr, want.p) != 0)
			fail_msg("attribute of U+%04X ...", row);
		xmlFree(text);
		xmlFree(attr);
		xmlFreeDoc(doc);
	}
	buf_release(&in);
	buf_release(&want);
	buf_release(&got);
}

static void
nesting(void **state)
{
	struct buf b;
	struct xml x;
	struct err e = ERR_INIT;

	(void)state;
	buf_init(&b, MANY);
	xml_begin(&x, &b);
	xml_open(&x, "a");
	xml_attr(&x, "xmlns:m", STR("urn:m"));
	xml_element(&x, "b", STR("one"));
	xml_optional(&x, "c", STR(" \x01\xC2\xA0\n"));
	xml_optional(&x, "c", STR("two"));
	xml_open(&x, "m:d");
	xml_close(&x);
	/* The end closes what is open. */
	assert_int_equal(xml_end(&x, &e), 0);
	assert_string_equal(b.p,
	    DECLARATION "<a xmlns:m=\"urn:m\">\n  <b>one</b>\n  <c>two</c>\n"
			"  <m:d/>\n</a>\n");
	buf_release(&b);
}

/* At every limit but the last the error comes and the limit holds. */
static void
limits(void **state)
{
	struct buf b;
	struct err e = ERR_INIT;
	size_t whole;

	(void)state;
	buf_init(&b, MANY);
	assert_int_equal(write_both(&b, STR("<\x01&\xff"), &e), 0);
	whole = b.len;
	buf_release(&b);
	for (size_t limit = 0; limit < whole; limit++) {
		buf_init(&b, limit);
		e = ERR_INIT;
		assert_int_equal(write_both(&b, STR("<\x01&\xff"), &e), -1);
		assert_int_equal(e.code, ERR_LIMIT);
		assert_true(b.over);
		assert_true(b.len <= limit);
		buf_release(&b);
	}
	buf_init(&b, whole);
	e = ERR_INIT;
	assert_int_equal(write_both(&b, STR("<\x01&\xff"), &e), 0);
	assert_int_equal(e.code, ERR_NONE);
	buf_release(&b);
}

static void
blank(void **state)
{
	static const struct {
		int line;
		struct str in;
		int want;
	} rows[] = {
		{ __LINE__, { "", 0 }, 1 },
		{ __LINE__, { " \t\n", 3 }, 1 },
		{ __LINE__, { "\0\x01", 2 }, 1 },
		{ __LINE__, { "\xC2\xA0\xE3\x80\x80", 5 }, 1 },
		{ __LINE__, { "\xEF\xBF\xBE", 3 }, 1 },
		{ __LINE__, { "a", 1 }, 0 },
		{ __LINE__, { " \xE7\xBA\xA2", 4 }, 0 },
		/* It would be written as U+FFFD. */
		{ __LINE__, { "\xff", 1 }, 0 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
		if (scrub_blank(rows[i].in) != rows[i].want)
			fail_msg("line %d", rows[i].line);
}

static void
style(void **state)
{
	struct err e = ERR_INIT;
	struct buf b;
	struct xml x;

	(void)state;
	buf_init(&b, MANY);
	xml_begin(&x, &b);
	xml_style(&x, "a.css");
	xml_open(&x, "a");
	assert_int_equal(xml_end(&x, &e), 0);
	assert_string_equal(b.p,
	    DECLARATION "<?xml-stylesheet type=\"text/css\" href=\"a.css\"?>\n"
			"<a/>\n");
	buf_release(&b);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(markup),
		cmocka_unit_test(all_code_points),
		cmocka_unit_test(nesting),
		cmocka_unit_test(limits),
		cmocka_unit_test(style),
		cmocka_unit_test(blank),
	};
	int failed = cmocka_run_group_tests_name("xml", tests, NULL, NULL);

	xmlCleanupParser();
	return failed;
}
