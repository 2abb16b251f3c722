// SPDX-License-Identifier: ISC
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/buf.h"
#include "extract/feed/mend.h"
#include "extract/feed/reference.h"
#include "extract/feed/walk.h"
#include "model/limits.h"

#define ROWS(t) (sizeof(t) / sizeof(*(t)))

static void
markup(void **state)
{
	static const struct {
		int line;
		const char *in, *want;
	} rows[] = {
		{ __LINE__, "<a>x</a>", "<a>x</a>" },
		/* References and what is none */
		{ __LINE__, "<a>AT&T &amp; Co</a>",
		    "<a>AT&amp;T &amp; Co</a>" },
		{ __LINE__, "<a>&eacute;&nbsp;&bogus;&#8217;</a>",
		    "<a>é\u00a0&amp;bogus;’</a>" },
		{ __LINE__, "<a>&#0;&#x1F;&#150;</a>", "<a>–</a>" },
		{ __LINE__, "<a>1 < 2 <3 <</a>", "<a>1 &lt; 2 &lt;3 &lt;</a>" },
		{ __LINE__, "<a><me@example.org></a>",
		    "<a>&lt;me@example.org&gt;</a>" },
		{ __LINE__, "<a>x ]]> y</a>", "<a>x ]]&gt; y</a>" },
		/* Nesting */
		{ __LINE__, "<r><d><p>x</d><d>y</d></r>",
		    "<r><d><p>x</p></d><d>y</d></r>" },
		{ __LINE__, "<r><d>x</p></d></r>", "<r><d>x</d></r>" },
		{ __LINE__, "<r><D>x</d></r>", "<r><D>x</D></r>" },
		{ __LINE__, "<r><d>x<br>y<img src=a>z</d></r>",
		    "<r><d>x<br></br>y<img src=\"a\"></img>z</d></r>" },
		{ __LINE__, "<r><item><t>1<item><t>2</item></r>",
		    "<r><item><t>1</t></item><item><t>2</t></item></r>" },
		{ __LINE__, "<r><a:entry>1<a:entry>2</r>",
		    "<r><a:entry>1</a:entry><a:entry>2</a:entry></r>" },
		{ __LINE__, "<r>x</r>y<z/>", "<r>x</r>" },
		{ __LINE__, "<r><d>x", "<r><d>x</d></r>" },
		{ __LINE__, "<r>x<d y=\"1", "<r>x</r>" },
		{ __LINE__, "<r>x</d <t>y</t></r>", "<r>x<t>y</t></r>" },
		/* Attributes */
		{ __LINE__, "<a b=1 c='2' d b=\"3\" e=\"<&>\"/>",
		    "<a b=\"1\" c=\"2\" d=\"d\" e=\"&lt;&amp;&gt;\"></a>" },
		{ __LINE__, "<a b=\"1>x</a><a>", "<a b=\"1\">x</a>" },
		{ __LINE__, "<a b= \"1\" =\"2\" \"3\">x</a>",
		    "<a b=\"1\">x</a>" },
		{ __LINE__, "<a b:c:d=\"1\">x<e:f:g>y</e:f:g></a>",
		    "<a>x&lt;e:f:g&gt;y&lt;/e:f:g&gt;</a>" },
		{ __LINE__, "<a x:=\"1\" :y=\"2\" z:1=\"3\">x</a>",
		    "<a>x</a>" },
		/* Sections, comments, declarations */
		{ __LINE__, "<a><![CDATA[1 < 2 &amp; 3]]></a>",
		    "<a>1 &lt; 2 &amp;amp; 3</a>" },
		{ __LINE__, "<r><a><![CDATA[x <b>y</b> </a><c>z</c></r>",
		    "<r><a>x &lt;b&gt;y&lt;/b&gt; </a><c>z</c></r>" },
		{ __LINE__, "<a><![CDATA[x", "<a>x</a>" },
		{ __LINE__, "<a>1<!-- <b> -->2<?php x ?>3<!DOCTYPE y>4</a>",
		    "<a>1234</a>" },
		{ __LINE__, "<a>1<!-- 2</a>", "<a>1&lt;!-- 2</a>" },
		{ __LINE__, "<a>x\001\x0by\xef\xbf\xbf</a>", "<a>xy</a>" },
	};
	struct arena a;

	(void)state;
	arena_init(&a, 1 << 22);
	for (size_t i = 0; i < ROWS(rows); i++) {
		bool cut;
		struct str got = mend_xml(&a, str_c(rows[i].in), &cut);

		if (!str_eq(got, str_c(rows[i].want)))
			fail_msg("line %d: %.*s", rows[i].line, STR_ARG(got));
	}
	arena_release(&a);
}

static void
cut(void **state)
{
	static const struct {
		const char *in;
		bool want;
	} rows[] = {
		{ "<rss><item>a</item></rss>", false },
		{ "<rss><item>a</item><x>", false },
		{ "<rss><item>a</item><item>b", true },
		{ "<feed><entry><title>", true },
	};
	struct arena a;

	(void)state;
	arena_init(&a, 1 << 22);
	for (size_t i = 0; i < ROWS(rows); i++) {
		bool got = !rows[i].want;

		mend_xml(&a, str_c(rows[i].in), &got);
		assert_int_equal(got, rows[i].want);
	}
	arena_release(&a);
}

static int
ignore_start(void *ctx, const struct tag *t, struct err *e)
{
	(void)ctx, (void)t, (void)e;
	return 0;
}
static void
ignore_text(void *ctx, struct str s)
{
	(void)ctx, (void)s;
}
static void
ignore_end(void *ctx)
{
	(void)ctx;
}

/* N times PART behind FIRST. */
static struct str
many(struct arena *a, const char *first, const char *part, size_t n)
{
	struct buf *b = buf_in(a, (size_t)16 << 20);

	buf_add(b, str_c(first));
	for (size_t i = 0; i < n; i++) {
		struct str rest = str_c(part), piece;

		/* "%" is a number that each of them has. */
		while (str_cut(&rest, '%', &piece)) {
			buf_add(b, piece);
			if (rest.len > 0)
				buf_addf(b, "%zu", i);
		}
	}
	return buf_str(b);
}

/* What would take libxml2 minutes, and what it refuses, is well-formed and
 * small when it is mended. */
static void
hostile(void **state)
{
	static const struct {
		const char *first, *part;
	} rows[] = {
		{ "<r>", "<a%>" },
		{ "<r", " a%='1'" },
		{ "<r>", "<a xmlns:p%='u%'>" },
		{ "<r>", "<![CDATA[" },
		{ "<r>", "<!--" },
		{ "<r>", "<a b=\"" },
		{ "<r>", "</a% " },
		{ "<r>", "<a x=\"1\"/><b/>" },
	};
	const struct walker nothing = { ignore_start, ignore_text, ignore_end,
		NULL };
	struct arena a;

	(void)state;
	for (size_t i = 0; i < ROWS(rows); i++) {
		struct err e = ERR_INIT;
		struct str s;
		bool open;

		arena_init(&a, (size_t)512 << 20);
		s = many(&a, rows[i].first, rows[i].part, 100000);
		s = mend_xml(&a, s, &open);
		if (walk_xml(
			&a, str_empty(s) ? STR("<r/>") : s, &nothing, &e) != 0)
			fail_msg("%s: %s", rows[i].part, e.msg);
		arena_release(&a);
	}
}

static void
references(void **state)
{
	static const struct {
		const char *in;
		size_t n;
		uint32_t cp;
	} rows[] = {
		{ "&amp;", 5, '&' },
		{ "&apos;", 6, '\'' },
		{ "&thetasym;x", 10, 0x3D1 },
		{ "&AMP;", 0, 0 },
		{ "&amp", 0, 0 },
		{ "&;", 0, 0 },
		{ "&#;", 0, 0 },
		{ "&#x;", 0, 0 },
		{ "&#65;", 5, 'A' },
		{ "&#X41;", 6, 'A' },
		{ "&#x10FFFF;", 10, 0x10FFFF },
		{ "&#x110000;", 10, 0 },
		{ "&#xD800;", 8, 0 },
		{ "&#146;", 6, 0x2019 },
		{ "&#129;", 6, 0x81 },
		{ "&#6A;", 0, 0 },
	};

	(void)state;
	for (size_t i = 0; i < ROWS(rows); i++) {
		uint32_t cp = 0;
		size_t n = reference_read(str_c(rows[i].in), 0, &cp);

		if (n != rows[i].n || (n > 0 && cp != rows[i].cp))
			fail_msg("%s: %zu %x", rows[i].in, n, cp);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(markup),
		cmocka_unit_test(cut),
		cmocka_unit_test(hostile),
		cmocka_unit_test(references),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
