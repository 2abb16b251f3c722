// SPDX-License-Identifier: ISC
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <malloc.h>

#include "model/limits.h"
#include "web/url.h"

static const struct {
	int line;
	const char *ref, *base, *href; /* NULL: no URL */
} rows[] = {
#define ROW(ref, base, href)              \
	{                                 \
		__LINE__, ref, base, href \
	}
	/* what listing pages have */
	ROW("", "http://h/a/b?c#d", "http://h/a/b?c"),
	ROW("c", "http://h/a/b", "http://h/a/c"),
	ROW("./c", "http://h/a/b", "http://h/a/c"),
	ROW("../c", "http://h/a/b/d", "http://h/a/c"),
	ROW("/c", "http://h/a/b", "http://h/c"),
	ROW("//g/c", "https://h/a/b", "https://g/c"),
	ROW("?p=2", "http://h/a/b?c", "http://h/a/b?p=2"),
	ROW("#x", "http://h/a?c", "http://h/a?c#x"),
	ROW(" c \n", "http://h/a/", "http://h/a/c"),
	ROW("c\n/d\t", "http://h/a/", "http://h/a/c/d"),
	ROW("\\c\\d", "http://h/a/", "http://h/c/d"),
	ROW("标题.html?q=图", "http://h/a/",
	    "http://h/a/%E6%A0%87%E9%A2%98.html?q=%E5%9B%BE"),
	ROW("a b\"<>`{}^|'", "http://h/",
	    "http://h/a%20b%22%3C%3E%60%7B%7D%5E|'"),
	ROW("?a b\"<>`{}^|'", "http://h/", "http://h/?a%20b%22%3C%3E`{}^|%27"),
	ROW("#a b\"<>`{}^|'", "http://h/", "http://h/#a%20b%22%3C%3E%60{}^|'"),
	/* dots before a query or a fragment */
	ROW(".?p=2", "http://h/a/b", "http://h/a/?p=2"),
	ROW("..?p=2#x", "http://h/a/b/c", "http://h/a/?p=2#x"),
	ROW(".#x", "http://h/a/b", "http://h/a/#x"),
	ROW("%2e%2E/%2e/c", "http://h/a/b/d", "http://h/a/c"),
	ROW("../../../c", "http://h/a", "http://h/c"),
	ROW("...", "http://h/a", "http://h/..."),
	/* empty segments and stray percents are kept */
	ROW("//h//图", "http://g/", "http://h//%E5%9B%BE"),
	ROW("http://h//a//", "", "http://h//a//"),
	ROW("100%/../b", "http://h/", "http://h/b"),
	ROW("100%?a", "http://h/", "http://h/100%?a"),
	/* hosts */
	ROW("HTTP://ExAmple.ORG:80", "", "http://example.org/"),
	ROW("https://h:443/", "", "https://h/"),
	ROW("https://h:0443/", "", "https://h/"),
	ROW("https://h:80/", "", "https://h:80/"),
	ROW("https://h:/", "", "https://h/"),
	ROW("http://中文.例子/", "", "http://xn--fiq228c.xn--fsqu00a/"),
	ROW("http://bücher.example", "", "http://xn--bcher-kva.example/"),
	ROW("http://faß.de", "", "http://xn--fa-hia.de/"),
	/* whatwg/url#914: of ASCII names IDNA refuses none */
	ROW("http://a.xN--pokxncvks/", "", "http://a.xn--pokxncvks/"),
	ROW("http://xn--/", "", "http://xn--/"),
	ROW("http://ü.xn--pokxncvks/", "", NULL),
	ROW("http://ｅｘａｍｐｌｅ。org", "", "http://example.org/"),
	ROW("http://h%41.org", "", "http://ha.org/"),
	ROW("http://127.1/", "", "http://127.0.0.1/"),
	ROW("http://0x7f.0.0.01/", "", "http://127.0.0.1/"),
	ROW("http://2130706433./", "", "http://127.0.0.1/"),
	ROW("http://256.1/", "", NULL),
	ROW("http://1.2.3.4.5/", "", NULL),
	ROW("http://1..2/", "", NULL),
	ROW("http://a.0x/", "", NULL),
	ROW("http://[2001:DB8:0:0:1:0:0:1]/", "",
	    "http://[2001:db8::1:0:0:1]/"),
	ROW("http://[::127.0.0.1]/", "", "http://[::7f00:1]/"),
	ROW("http://[0:0:0:0:0:0:0:0]/", "", "http://[::]/"),
	ROW("http://[1:2:3:4:5:6:7::]/", "", "http://[1:2:3:4:5:6:7:0]/"),
	ROW("http://[1::2::3]/", "", NULL),
	ROW("http://[1:2:3]/", "", NULL),
	ROW("http://[:1]/", "", NULL),
	ROW("http://[1:2:3:4:5:6:7:8:9]/", "", NULL),
	ROW("http://[1:2:3:4:5:6:7:1.2.3.4]/", "", NULL),
	ROW("http://[::1.2.3]/", "", NULL),
	ROW("http://[::01.2.3.4]/", "", NULL),
	ROW("http://[::g]/", "", NULL),
	ROW("http://[::1/", "", NULL),
	ROW("http://a b/", "", NULL),
	ROW("http://a%00b/", "", NULL),
	ROW("http://a<b/", "", NULL),
	ROW("http://h:65536/", "", NULL),
	ROW("http://h:8x/", "", NULL),
	ROW("http://", "", NULL),
	ROW("http://:80/", "", NULL),
	ROW("http://u@/", "", NULL),
	ROW("http://u:p@q:r@h/", "", "http://u:p%40q%3Ar@h/"),
	ROW("http://@h/", "", "http://h/"),
	/* other schemes */
	ROW("mailto:a@b", "http://h/", "mailto:a@b"),
	ROW("#x", "mailto:a@b", "mailto:a@b#x"),
	ROW("x", "mailto:a@b", NULL),
	ROW("x://H%41/%zz/../\"", "", "x://H%41/%22"),
	ROW("x:/.//a", "", "x:/.//a"),
	ROW("x://a b", "", NULL),
	ROW("x", "", NULL),
	ROW("http:c", "http://h/a/b", "http://h/a/c"),
	ROW("https:c", "http://h/a/b", "https://c/"),
	ROW("file:///C|/../a", "", "file:///C:/a"),
	ROW("/D|/b", "file:///C:/a", "file:///D:/b"),
	ROW("/b", "file:///C:/a", "file:///C:/b"),
	ROW("b", "file:///C:/a/c?d", "file:///C:/a/b"),
	ROW("?q", "file:///a", "file:///a?q"),
	ROW("//localhost/a", "file:///b", "file:///a"),
	ROW("//srv/a", "file:///b", "file://srv/a"),
#undef ROW
};

static void
parses(void **state)
{
	struct arena a;
	struct url u;

	(void)state;
	arena_init(&a, 1 << 20);
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		int rc =
		    url_parse(&a, str_c(rows[i].ref), str_c(rows[i].base), &u);

		if (rc != 0)
			u.href = STR("none");
		if (!str_eq(u.href,
			str_c(rows[i].href == NULL ? "none" : rows[i].href)))
			fail_msg(
			    "line %d: got %.*s", rows[i].line, STR_ARG(u.href));
		arena_reset(&a);
	}
	arena_release(&a);
}

static void
takes_apart(void **state)
{
	struct arena a;
	struct url u;

	(void)state;
	arena_init(&a, 1 << 20);
	assert_int_equal(
	    url_parse(&a, STR("HTTPS://u:p@H:8443/a/b?c=d#"), STR_NULL, &u), 0);
	assert_true(str_eq(u.scheme, STR("https")));
	assert_true(str_eq(u.username, STR("u")));
	assert_true(str_eq(u.password, STR("p")));
	assert_true(str_eq(u.host, STR("h")));
	assert_int_equal(u.port, 8443);
	assert_true(str_eq(u.path, STR("/a/b")));
	assert_true(u.has_query && str_eq(u.query, STR("c=d")));
	assert_true(u.has_fragment && str_empty(u.fragment));
	assert_true(url_is_web(&u));
	assert_true(str_eq(url_origin(&a, &u), STR("https://h:8443")));

	assert_int_equal(url_parse(&a, STR("data:x"), STR_NULL, &u), 0);
	assert_false(url_is_web(&u));
	assert_int_equal(u.port, -1);
	assert_true(str_empty(u.host) && !u.has_query && !u.has_fragment);
	assert_true(str_empty(url_origin(&a, &u)));
	arena_release(&a);
}

static void
resolves_links_only(void **state)
{
	static const struct {
		int line;
		const char *ref, *href;
	} links[] = {
		{ __LINE__, "a#b", "http://h/a#b" },
		{ __LINE__, "javascript:void(0)", NULL },
		{ __LINE__, "mailto:a@b", NULL },
		{ __LINE__, "ftp://h/", NULL },
		{ __LINE__, "http://u:p@h/", NULL },
		{ __LINE__, "http://u@h/", NULL },
		{ __LINE__, "/0123456789", NULL }, /* over 16 bytes */
	};
	struct arena a;
	struct str href;

	(void)state;
	arena_init(&a, 1 << 20);
	for (size_t i = 0; i < sizeof(links) / sizeof(links[0]); i++) {
		int rc = url_resolve(
		    &a, str_c(links[i].ref), STR("http://h/"), 16, &href);

		if (links[i].href == NULL
			? rc != -1
			: rc != 0 || !str_eq(href, str_c(links[i].href)))
			fail_msg("line %d", links[i].line);
	}
	arena_release(&a);
}

/* A host long enough to keep IDNA busy for hours is no host. */
static void
refuses_endless_names(void **state)
{
	struct arena a;
	struct url u;
	char *p;
	const struct str scheme = STR("http://"),
			 marks = STR("\xcc\x81\xcc\xa3");
	size_t n = scheme.len;

	(void)state;
	arena_init(&a, 64 << 20);
	p = arena_alloc(&a, 3000000);
	memcpy(p, scheme.p, scheme.len);
	for (; n < 2900000; n += marks.len)
		memcpy(p + n, marks.p, marks.len);
	assert_int_equal(url_parse(&a, str_n(p, n), STR_NULL, &u), -1);
	arena_release(&a);
}

static void
escapes_queries_as_the_page(void **state)
{
	static const struct {
		int line;
		const char *ref, *charset, *want;
	} pages[] = {
		{ __LINE__, "/s?q=中文#中", "GBK", "/s?q=%D6%D0%CE%C4#中" },
		{ __LINE__, "/中?q=中 a", "Big5", "/中?q=%A4%A4 a" },
		{ __LINE__, "?q=é€", "windows-1252", "?q=%E9%80" },
		{ __LINE__, "?q=й", "KOI8-R", "?q=%CA" },
		{ __LINE__, "?q=ソ", "Shift_JIS", "?q=%83\\" },
		{ __LINE__, "?q=中&p=1", "EUC-JP", "?q=%C3%E6&p=1" },
		{ __LINE__, "?q=中&p=中", "ISO-2022-JP",
		    "?q=%1B$BCf%1B(B&p=%1B$BCf%1B(B" },
		{ __LINE__, "?q=한", "EUC-KR", "?q=%C7%D1" },
		/* what the encoding lacks, as in a form */
		{ __LINE__, "?q=中", "windows-1251", "?q=%26%2320013%3B" },
		/* nothing to do */
		{ __LINE__, " ?a=%zz\t\"b \n", "GBK", " ?a=%zz\t\"b \n" },
		{ __LINE__, "中#?中", "GBK", "中#?中" },
		{ __LINE__, "?q=中", "UTF-8", "?q=中" },
		{ __LINE__, "?q=中", "UTF-16LE", "?q=中" },
		{ __LINE__, "?q=中", NULL, "?q=中" },
		/* too long */
		{ __LINE__, "?q=中中中中中中中中中", "GBK",
		    "?q=中中中中中中中中中" },
	};
	struct arena a;

	(void)state;
	arena_init(&a, 1 << 20);
	for (size_t i = 0; i < sizeof(pages) / sizeof(pages[0]); i++) {
		struct str got =
		    url_in_page(&a, str_c(pages[i].ref), pages[i].charset, 40);

		if (!str_eq(got, str_c(pages[i].want)))
			fail_msg(
			    "line %d: got %.*s", pages[i].line, STR_ARG(got));
	}
	arena_release(&a);
}

static void
in_page_within(size_t budget)
{
	struct arena a;
	jmp_buf over;

	arena_init(&a, budget);
	a.over = &over;
	if (setjmp(over) == 0)
		url_in_page(&a, STR("/a?q=中"), "GBK", 100);
	arena_release(&a);
}

/* Where memory runs out on the way, all that was taken comes back. */
static void
leaves_nothing_behind(void **state)
{
	size_t used[3] = { 0 };

	(void)state;
	/* The first time malloc makes stores of its own. */
	for (size_t i = 0; i < 3; i++) {
		for (size_t budget = 0; budget < 256; budget += 16)
			in_page_within(budget);
		used[i] = mallinfo2().uordblks;
	}
	assert_int_equal(used[2], used[1]);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(parses),
		cmocka_unit_test(takes_apart),
		cmocka_unit_test(resolves_links_only),
		cmocka_unit_test(escapes_queries_as_the_page),
		cmocka_unit_test(refuses_endless_names),
		cmocka_unit_test(leaves_nothing_behind),
	};

	return cmocka_run_group_tests_name("url", tests, NULL, NULL);
}
