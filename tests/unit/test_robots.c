// SPDX-License-Identifier: ISC
// robots.txt: the examples of RFC 9309 and what is met in the wild.
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/arena.h"
#include "web/robots.h"

#define COUNT(a) (sizeof(a) / sizeof(*(a)))

static const struct robots_limits most = {
	.rules = 1000, .sitemaps = 3, .delay_ms = 60000
};
static struct arena a;

static void
parse(struct str text, struct robots *out)
{
	robots_parse(&a, text, STR("coranto"), &most, out);
}

static const struct robots_rule *
find(const struct robots *r, const char *path)
{
	struct str part[] = { STR("https://www.example.com"), str_c(path) };
	struct url u;

	assert_int_equal(
	    url_parse(&a, arena_concat(&a, part, 2), STR_NULL, &u), 0);
	return robots_find(r, robots_target(&a, &u));
}

static bool
allowed(const char *text, const char *path)
{
	const struct robots_rule *x;
	struct robots r;

	parse(str_c(text), &r);
	x = find(&r, path);
	return x == NULL || x->allow;
}

/* --- Whose rules they are ------------------------------------------------ */

static void
groups(void **state)
{
	static const struct {
		int line;
		const char *text;
		bool allowed; /* to read /x */
	} table[] = {
		{ __LINE__, "", true },
		{ __LINE__, "User-agent: *\nDisallow: /x\n", false },
		{ __LINE__, "User-agent: coranto\nDisallow: /x\n", false },
		{ __LINE__, "User-agent: other\nDisallow: /x\n", true },
		/* names without case, versions and comments */
		{ __LINE__, "USER-AGENT: CorAnto\nDISALLOW: /x\n", false },
		{ __LINE__, "user-agent: coranto/9.9 # me\ndisallow: /x # no\n",
		    false },
		{ __LINE__, "user-agent: corantobot\ndisallow: /x\n", true },
		{ __LINE__, "user-agent: coranto-x\ndisallow: /x\n", true },
		{ __LINE__, "user-agent: x coranto\ndisallow: /x\n", true },
		{ __LINE__, "user-agent: *bot\ndisallow: /x\n", true },
		{ __LINE__, "user-agent: * # all\ndisallow: /x\n", false },
		/* our own name leaves "*" out of account, in any order */
		{ __LINE__,
		    "user-agent: *\ndisallow: /\n"
		    "user-agent: coranto\ndisallow: /y\n",
		    true },
		{ __LINE__,
		    "user-agent: coranto\ndisallow: /y\n"
		    "user-agent: *\ndisallow: /\n",
		    true },
		{ __LINE__,
		    "user-agent: coranto\nuser-agent: *\ndisallow: /x\n",
		    false },
		/* a group without a rule allows all */
		{ __LINE__,
		    "user-agent: *\ndisallow: /\n\nuser-agent: coranto\n",
		    true },
		{ __LINE__,
		    "user-agent: *\ndisallow: /\n"
		    "user-agent: coranto\ndisallow:\n",
		    true },
		/* groups of one name are one (2.2.1) */
		{ __LINE__,
		    "user-agent: coranto\ndisallow: /y\n"
		    "user-agent: *\nallow: /\n"
		    "user-agent: coranto\ndisallow: /x\n",
		    false },
		/* several names begin one group, blank lines or not */
		{ __LINE__,
		    "user-agent: a\n\nuser-agent: coranto\n\n\n"
		    "user-agent: b\ndisallow: /x\n",
		    false },
		{ __LINE__,
		    "user-agent: coranto\nallow: /y\n"
		    "user-agent: b\ndisallow: /x\n",
		    true },
		/* other records end no group (2.2.4) */
		{ __LINE__,
		    "user-agent: coranto\nsitemap: https://e.com/s.xml\n"
		    "crawl-delay: 1\nuser-agent: b\ndisallow: /x\n",
		    false },
		{ __LINE__,
		    "user-agent: coranto\ndisallow: /y\n"
		    "sitemap: https://e.com/s.xml\ndisallow: /x\n",
		    false },
		/* rules of nobody */
		{ __LINE__, "disallow: /x\nuser-agent: coranto\n", true },
		/* line ends, a BOM, blanks, garbage */
		{ __LINE__, "user-agent: *\rdisallow: /x\r", false },
		{ __LINE__, "user-agent: *\r\ndisallow: /x", false },
		{ __LINE__, "\xEF\xBB\xBFuser-agent: *\ndisallow: /x\n",
		    false },
		{ __LINE__, "\t user-agent \t:\t*\t\n  disallow : /x \n",
		    false },
		{ __LINE__, "user-agent:*\ndisallow:/x", false },
		{ __LINE__,
		    "user-agent: *\nnonsense\n\x01\xff:\xfe\n:\n"
		    "disallow: /x\n",
		    false },
		{ __LINE__, "user-agent *\ndisallow /x\n", true },
		{ __LINE__,
		    "<!DOCTYPE html>\n<html><head>\n<title>Page: /x</title>\n"
		    "<p>User-agent: *</p>\n</html>\n",
		    true },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(table); i++)
		if (allowed(table[i].text, "/x") != table[i].allowed)
			fail_msg("line %d", table[i].line);
}

/* --- What a rule matches ------------------------------------------------- */

static void
patterns(void **state)
{
	static const struct {
		int line;
		const char *pattern, *path;
		bool matches;
	} table[] = {
		{ __LINE__, "/", "/", true },
		{ __LINE__, "/", "/fish.php?id=1", true },
		{ __LINE__, "/fish", "/fish", true },
		{ __LINE__, "/fish", "/fishheads/yummy.html", true },
		{ __LINE__, "/fish", "/fish.php?id=anything", true },
		{ __LINE__, "/fish", "/Fish.asp", false },
		{ __LINE__, "/fish", "/catfish", false },
		{ __LINE__, "/fish", "/desert/fish", false },
		{ __LINE__, "fish", "/fish", false },
		{ __LINE__, "/fish/", "/fish/salmon.htm", true },
		{ __LINE__, "/fish/", "/fish", false },
		{ __LINE__, "/fish/", "/fish.html", false },
		/* "*" and "$" (2.2.3) */
		{ __LINE__, "/fish*", "/fish.html", true },
		{ __LINE__, "*", "/anything", true },
		{ __LINE__, "/*.php", "/index.php", true },
		{ __LINE__, "/*.php", "/folder/any.php.file.html", true },
		{ __LINE__, "/*.php", "/", false },
		{ __LINE__, "/*.php", "/windows.PHP", false },
		{ __LINE__, "/*.php$", "/folder/filename.php", true },
		{ __LINE__, "/*.php$", "/filename.php?parameters", false },
		{ __LINE__, "/*.php$", "/filename.php/", false },
		{ __LINE__, "/*.php$", "/a.php5", false },
		{ __LINE__, "/*.php$", "/a.php/b.php", true },
		{ __LINE__, "/fish*.php", "/fishheads/catfish.php?p", true },
		{ __LINE__, "/fish*.php", "/Fish.PHP", false },
		{ __LINE__, "/a*b*c$", "/a-b-b-c", true },
		{ __LINE__, "/a*b*c$", "/a-c-b", false },
		{ __LINE__, "/a**b", "/ab", true },
		{ __LINE__, "/$", "/", true },
		{ __LINE__, "/$", "/a", false },
		{ __LINE__, "/a*$", "/abc", true },
		{ __LINE__, "/ab*b$", "/ab", false },
		{ __LINE__, "/a$b", "/a", false },
		{ __LINE__, "/a$b", "/a$b", true },
		{ __LINE__, "/a%24", "/a$/b", true },
		{ __LINE__, "/path/file-with-a-%2A.html",
		    "/path/file-with-a-*.html", true },
		{ __LINE__, "/path/file-with-a-%2a.html",
		    "/path/file-with-a-x.html", false },
		{ __LINE__, "/foo-%24", "/foo-$", true },
		/* queries */
		{ __LINE__, "/foo/bar?baz=quz", "/foo/bar?baz=quz", true },
		{ __LINE__, "/*?", "/a?b", true },
		{ __LINE__, "/*?", "/a", false },
		{ __LINE__, "/foo/bar?baz=https://foo.bar",
		    "/foo/bar?baz=https%3A%2F%2Ffoo.bar", true },
		{ __LINE__, "/foo/bar?baz=https%3A%2F%2Ffoo.bar",
		    "/foo/bar?baz=https://foo.bar", true },
		/* escapes and other alphabets (2.2.2) */
		{ __LINE__, "/foo/bar/\xE3\x83\x84", "/foo/bar/%E3%83%84",
		    true },
		{ __LINE__, "/foo/bar/%e3%83%84", "/foo/bar/\xE3\x83\x84",
		    true },
		{ __LINE__, "/foo/bar/%62%61%7A", "/foo/bar/baz", true },
		{ __LINE__, "/foo/bar/baz", "/foo/bar/%62%61%7A", true },
		{ __LINE__, "/%7Ejoe/", "/~joe/x", true },
		{ __LINE__, "/a%2Fb", "/a/b", false },
		{ __LINE__, "/a/b", "/a%2Fb", false },
		{ __LINE__, "/a%2fb", "/a%2Fb", true },
		{ __LINE__, "/a|b", "/a%7Cb", true },
		{ __LINE__, "/100%", "/100%", true },
		{ __LINE__, "/a%zz", "/a%zz", true },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(table); i++) {
		struct str text = arena_printf(
		    &a, "user-agent: *\ndisallow: %s\n", table[i].pattern);

		if (allowed(text.p, table[i].path) == table[i].matches)
			fail_msg("line %d", table[i].line);
	}
}

/* The longest pattern decides, and of two as long the one that allows. */
static void
precedence(void **state)
{
	static const struct {
		int line;
		const char *rules, *path;
		bool allowed;
	} table[] = {
		{ __LINE__, "allow: /p\ndisallow: /\n", "/page", true },
		{ __LINE__, "disallow: /\nallow: /p\n", "/page", true },
		{ __LINE__, "allow: /folder\ndisallow: /folder\n",
		    "/folder/page", true },
		{ __LINE__, "disallow: /folder\nallow: /folder\n",
		    "/folder/page", true },
		{ __LINE__, "allow: /page\ndisallow: /*.htm\n", "/page.htm",
		    false },
		{ __LINE__, "allow: /page\ndisallow: /*.ph\n", "/page.php5",
		    true },
		{ __LINE__, "allow: /$\ndisallow: /\n", "/", true },
		{ __LINE__, "allow: /$\ndisallow: /\n", "/page.htm", false },
		{ __LINE__,
		    "allow: /example/page/\n"
		    "disallow: /example/page/disallowed.gif\n",
		    "/example/page/disallowed.gif", false },
		{ __LINE__, "disallow: /\n", "/robots.txt", true },
		{ __LINE__, "disallow: /\n", "/robots.txt?x", false },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(table); i++) {
		struct str text =
		    arena_printf(&a, "user-agent: coranto\n%s", table[i].rules);

		if (allowed(text.p, table[i].path) != table[i].allowed)
			fail_msg("line %d", table[i].line);
	}
}

static void
the_deciding_line_is_told(void **state)
{
	const struct robots_rule *x;
	struct robots r;

	(void)state;
	parse(STR("# hello\r\n\r\nUser-agent: *\r\nDisallow: /a\r\n"
		  "Disallow: /a b/*.html$ # all of them\r\n"),
	    &r);
	x = find(&r, "/a%20b/c.html");
	assert_int_equal(x->line, 5);
	assert_true(str_eq(x->path, STR("/a%20b/*.html$")));
}

/* --- Delays and ceilings ------------------------------------------------- */

static void
crawl_delay(void **state)
{
	static const struct {
		int line;
		const char *lines;
		int64_t ms;
	} table[] = {
		{ __LINE__, "user-agent: *\ncrawl-delay: 10\n", 10000 },
		{ __LINE__, "user-agent: *\nCrawl-Delay:0.5\n", 500 },
		{ __LINE__, "user-agent: *\ncrawl-delay: .25\n", 250 },
		{ __LINE__, "user-agent: *\ncrawl-delay: 1.23456789\n", 1234 },
		{ __LINE__, "user-agent: *\ncrawl-delay: 86400\n", 60000 },
		{ __LINE__,
		    "user-agent: *\ncrawl-delay: 99999999999999999999999\n",
		    60000 },
		{ __LINE__, "user-agent: *\ncrawl-delay: -1\n", 0 },
		{ __LINE__, "user-agent: *\ncrawl-delay: 5s\n", 0 },
		{ __LINE__, "user-agent: *\ncrawl-delay:\n", 0 },
		{ __LINE__, "crawl-delay: 10\nuser-agent: *\n", 0 },
		{ __LINE__,
		    "user-agent: *\ncrawl-delay: 2\ndisallow: /\n"
		    "crawl-delay: 3\ncrawl-delay: 1\n",
		    3000 },
		{ __LINE__,
		    "user-agent: *\ncrawl-delay: 9\n"
		    "disallow: /\nuser-agent: coranto\nallow: /\n",
		    0 },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(table); i++) {
		struct robots r;

		parse(str_c(table[i].lines), &r);
		if (r.delay_ms != table[i].ms)
			fail_msg("line %d: %lld", table[i].line,
			    (long long)r.delay_ms);
	}
}

static void
rules_have_a_ceiling(void **state)
{
	struct robots_limits two = { .rules = 2 };
	struct robots r;

	(void)state;
	robots_parse(&a,
	    STR("user-agent: *\ndisallow: /a\ndisallow: /b\ndisallow: /c\n"),
	    STR("coranto"), &two, &r);
	assert_int_equal(r.n, 2);
	assert_non_null(find(&r, "/b"));
	assert_null(find(&r, "/c"));
}

/* They are for everybody, wherever they stand. */
static void
sitemaps(void **state)
{
	struct robots r, back;
	struct buf b;

	(void)state;
	parse(STR("Sitemap: https://e.com/1.xml\nuser-agent: x\n"
		  "SITEMAP:https://e.com/2.xml # news\ndisallow: /\nsitemap:\n"
		  "user-agent: coranto\ndisallow: /a\nsitemap : /3.xml\n"
		  "sitemap: https://e.com/4.xml\n"),
	    &r);
	assert_int_equal(r.n, 1);
	assert_int_equal(r.nsitemaps, 3);
	buf_init(&b, 1000);
	robots_write(&b, &r);
	assert_string_equal(b.p,
	    "disallow 7 /a\nsitemap https://e.com/1.xml\n"
	    "sitemap https://e.com/2.xml\nsitemap /3.xml\n");
	robots_read(&a, buf_str(&b), &back);
	buf_release(&b);
	assert_int_equal(back.n, 1);
	assert_int_equal(back.nsitemaps, 3);
	assert_true(str_eq(back.sitemap[1], STR("https://e.com/2.xml")));
}

static void
kept_and_read_back(void **state)
{
	struct robots r, back;
	struct buf b;

	(void)state;
	parse(STR("user-agent: *\ncrawl-delay: 1.5\ndisallow: /a b\xE3\n"
		  "allow: /*x$\n"),
	    &r);
	buf_init(&b, 1000);
	robots_write(&b, &r);
	assert_string_equal(
	    b.p, "delay 1500\ndisallow 3 /a%20b%E3\nallow 4 /*x$\n");
	robots_read(&a, buf_str(&b), &back);
	assert_int_equal(back.n, 2);
	assert_int_equal(back.delay_ms, 1500);
	assert_false(back.v[0].allow);
	assert_int_equal(back.v[1].line, 4);
	assert_true(str_eq(back.v[1].path, STR("/*x$")));
	robots_read(&a, STR("\nx\nallow\nallow x /\nforbid 1 /\n"), &back);
	assert_int_equal(back.n, 0);
	buf_release(&b);
}

static int
open_arena(void **state)
{
	(void)state;
	arena_init(&a, SIZE_MAX);
	return 0;
}

static int
close_arena(void **state)
{
	(void)state;
	arena_release(&a);
	return 0;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(groups),
		cmocka_unit_test(patterns),
		cmocka_unit_test(precedence),
		cmocka_unit_test(the_deciding_line_is_told),
		cmocka_unit_test(crawl_delay),
		cmocka_unit_test(rules_have_a_ceiling),
		cmocka_unit_test(kept_and_read_back),
		cmocka_unit_test(sitemaps),
	};

	return cmocka_run_group_tests(tests, open_arena, close_arena);
}
