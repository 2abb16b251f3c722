// SPDX-License-Identifier: ISC
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "normalize/canonical.h"

struct row {
	int line;
	const char *in, *want;
};
#define ROW(in, want)              \
	{                          \
		__LINE__, in, want \
	}

static void
run(struct str (*fn)(struct arena *, struct str), const struct row *row,
    size_t n)
{
	struct arena a;

	arena_init(&a, 1 << 20);
	for (size_t i = 0; i < n; i++) {
		struct str got = fn(&a, str_c(row[i].in));

		if (!str_eq(got, str_c(row[i].want)))
			fail_msg("line %d: got %.*s, want %s", row[i].line,
			    STR_ARG(got), row[i].want);
	}
	arena_release(&a);
}

static void
keys(void **state)
{
	static const struct row rows[] = {
		ROW("HTTP://WWW.Example.cn:80/", "https://example.cn"),
		ROW("http://example.cn:8080/a", "https://example.cn:8080/a"),
		ROW("https://user@example.cn./A", "https://example.cn/A"),
		ROW("https://m.example.cn/1.html", "https://example.cn/1.html"),
		ROW("https://m.cn/1", "https://m.cn/1"),
		ROW("https://example.cn/a//b/./c/", "https://example.cn/a/b/c"),
		ROW("https://example.cn/a/index.HTML", "https://example.cn/a"),
		ROW("https://example.cn/%7Ea%2db%2f%3f%e4",
		    "https://example.cn/~a-b%2F%3F%E4"),
		ROW("https://example.cn/a;jsessionid=1A/b?c=1",
		    "https://example.cn/a/b?c=1"),
		/* AMP */
		ROW("https://example.cn/amp/1", "https://example.cn/1"),
		ROW("https://example.cn/1/amp/", "https://example.cn/1"),
		ROW("https://example.cn/1.amp.html",
		    "https://example.cn/1.html"),
		ROW("https://example.cn/1?amp", "https://example.cn/1"),
		ROW("https://example.cn/amp", "https://example.cn/amp"),
		ROW("https://example.cn/lamp/1", "https://example.cn/lamp/1"),
		/* queries */
		ROW("https://example.cn/?", "https://example.cn"),
		ROW("https://example.cn/?b=2&a=1",
		    "https://example.cn?a=1&b=2"),
		ROW("https://example.cn/?a=2&b&a=1",
		    "https://example.cn?a=2&b&a=1"),
		ROW("https://example.cn/?a=2&a=1",
		    "https://example.cn?a=2&a=1"),
		ROW("https://example.cn/?q=a%20b%2bc",
		    "https://example.cn?q=a+b%2Bc"),
		ROW("https://example.cn/?a=1&amp;b=2",
		    "https://example.cn?a=1&b=2"),
		ROW("https://example.cn/?UTM_Source=a&id=7&fbclid=b",
		    "https://example.cn?id=7"),
		/* words that may choose content stay, but with a known value */
		ROW("https://example.cn/?from=2&source=a&scene=3",
		    "https://example.cn?from=2&scene=3&source=a"),
		ROW("https://example.cn/1?from=timeline&isappinstalled=0",
		    "https://example.cn/1"),
		ROW("https://example.cn/1?scene=1&mpshare=1&srcid=2&id=3",
		    "https://example.cn/1?id=3"),
		ROW("https://example.cn/1?wfr=spider&for=pc&id=3",
		    "https://example.cn/1?id=3"),
		ROW("https://example.cn/1?display=0&retcode=0&sudaref=b&id=3",
		    "https://example.cn/1?id=3"),
		ROW("https://example.cn/1?display=0&for=pc&srcid=2",
		    "https://example.cn/1?display=0&for=pc&srcid=2"),
		ROW("https://example.cn/s?__biz=M&mid=2&idx=1&sn=a&scene=21#rd",
		    "https://example.cn/s?__biz=M&idx=1&mid=2&sn=a"),
		/* fragments */
		ROW("https://example.cn/a#top", "https://example.cn/a"),
		ROW("https://example.cn/#!/a/1", "https://example.cn#!/a/1"),
		ROW("https://example.cn/#/a?id=1",
		    "https://example.cn#/a?id=1"),
		ROW("https://example.cn/#/", "https://example.cn"),
		/* no key can be made of these */
		ROW("mailto:a@example.cn", "mailto:a@example.cn"),
		ROW("no url", "no url"),
		ROW("", ""),
	};

	(void)state;
	run(canonical_url, rows, sizeof(rows) / sizeof(*rows));
}

static void
links(void **state)
{
	static const struct row rows[] = {
		ROW("http://www.example.cn/a/?b=2&utm_source=x&a=1#top",
		    "http://www.example.cn/a/?b=2&a=1#top"),
		ROW("https://example.cn/?spm=1.2#/a", "https://example.cn/#/a"),
		ROW("https://example.cn/a;jsessionid=1;phpsessid=2?b=1",
		    "https://example.cn/a?b=1"),
		ROW("https://example.cn/a?&&b=1&&", "https://example.cn/a?b=1"),
		/* legal in URLs of the web, but not in RFC 3986 */
		ROW("https://example.cn/a|b[1]^%zz?c={d}|%41",
		    "https://example.cn/a%7Cb%5B1%5D%5E%25zz?c=%7Bd%7D%7C%41"),
		ROW("http://[::1]:80/[a]", "http://[::1]:80/%5Ba%5D"),
		ROW("https://example.cn/a|b?u=http://[::1]/",
		    "https://example.cn/a%7Cb?u=http://%5B::1%5D/"),
		ROW("https://example.cn/#a#b", "https://example.cn/#a%23b"),
		ROW("https://example.cn/a#x?utm_source=1",
		    "https://example.cn/a#x?utm_source=1"),
	};

	(void)state;
	run(canonical_link, rows, sizeof(rows) / sizeof(*rows));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(keys),
		cmocka_unit_test(links),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
