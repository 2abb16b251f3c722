// SPDX-License-Identifier: ISC
// The short way through the URL parser comes to the same as the long one.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "web/url_parts.h"

/* Those that go the short way against the first base, ... */
static const char *const short_refs[] = { "a", "a.html", "a/b/", "./a", "./",
	"../a", "../../../a", ".././a", "./a:b", "/", "/a?b#c", "?p=2", "#x",
	"?", "#", "//g/c", "//g.example:8080/", "http://h/", "https://h/a",
	"http://127.0.0.1/", "http://10.0.255.1:81/x", " a \n", "a%20b",
	"/a%E4%B8%AD", "?a=%2e&b={}^?/", "/~a_b-c!$&'()*+,;=:@[]|",
	"#'^{}?/[]|", "http://a-b.c1/", "http://1.h/",
	"http://xn--fiq228c.cn/x//y", "http://.a/" };

/* ... and those that go the long way. */
static const char *const long_refs[] = { "", "..", "../..", "a/../b", "a/.",
	".a", "%2e%2e/a", "a/%2E./b", "\\a", "/\\h", "a\\b", "a b", "a\tb",
	"a\"b", "a<b", "/`", "/{", "/^", "?'", "#`", "#a#b", "?\"", "x:y",
	"http:a", "http:/a", "http:///a", "HTTP://h/", "http://H/", "http://h",
	"http://h?a", "http://h#a", "http://h:80/", "https://h:443/",
	"http://h:080/", "http://h:99999/", "http://h:/", "http://h:0x/",
	"http://u@h/", "http://u:p@h/", "http://[::1]/", "http://1/",
	"http://1.2.3/", "http://127.0.0.01/", "http://256.0.0.1/",
	"http://0x7f.1/", "http://1.2.3.4.5/", "http://1.2.3.4./", "http://h./",
	"http://../", "http://a_b/", "http://h%41/", "//", "///a", "ftp://h/a",
	"mailto:a@b", "/\xe4\xb8\xad", "?\xe4\xb8\xad", "a\x7f" };

static const char *const bases[] = { "http://h.example/p/q/r.html?s#t",
	"https://10.0.0.1:8443/", "http://h.example/p//q",
	"http://h.example/a/", "", "http://h.example", "http://H/",
	"http://h/a/../b/c", "file:///a/b", "mailto:a",
	"http://h/\xe4\xb8\xad/" };

#define N(v) (sizeof(v) / sizeof((v)[0]))

static void
assert_same(const struct url_parts *a, const struct url_parts *b)
{
	assert_true(str_eq(a->scheme, b->scheme));
	assert_true(str_eq(a->username, b->username));
	assert_true(str_eq(a->password, b->password));
	assert_true(str_eq(a->host, b->host));
	assert_true(str_eq(a->path, b->path));
	assert_true(str_eq(a->query, b->query));
	assert_true(str_eq(a->fragment, b->fragment));
	assert_int_equal(a->port, b->port);
	assert_true(a->special == b->special && a->opaque == b->opaque);
	assert_true(a->has_host == b->has_host);
	assert_true(a->has_query == b->has_query);
	assert_true(a->has_fragment == b->has_fragment);
}

/* REF against BASE is the same both ways; true when there is a short one. */
static bool
goes_short(struct str ref, struct str base)
{
	struct url_parts short_way, long_way, b;
	bool has_base = !str_empty(base), found;
	struct str href;
	struct arena a;

	arena_init(&a, 1 << 20);
	found = url_plain_join(&a, ref, base, &href, &short_way);
	if (found) {
		if (has_base)
			assert_int_equal(
			    url_parts_parse(&a, base, NULL, &b), 0);
		assert_int_equal(
		    url_parts_parse(&a, ref, has_base ? &b : NULL, &long_way),
		    0);
		assert_same(&short_way, &long_way);
		/* And HREF is what is written of it. */
		assert_int_equal(url_parts_parse(&a, href, NULL, &long_way), 0);
		assert_same(&short_way, &long_way);
		assert_true(
		    short_way.path.p + short_way.path.len <= href.p + href.len);
	}
	arena_release(&a);
	return found;
}

static void
test_what_is_short(void **state)
{
	(void)state;
	for (size_t i = 0; i < N(short_refs); i++)
		if (!goes_short(str_c(short_refs[i]), str_c(bases[0])))
			fail_msg("\"%s\" goes the long way", short_refs[i]);
	for (size_t i = 0; i < N(long_refs); i++)
		if (goes_short(str_c(long_refs[i]), str_c(bases[0])))
			fail_msg("\"%s\" goes the short way", long_refs[i]);
}

static void
test_against_any_base(void **state)
{
	size_t n = 0;

	(void)state;
	for (size_t b = 0; b < N(bases); b++) {
		for (size_t i = 0; i < N(short_refs); i++)
			n += goes_short(str_c(short_refs[i]), str_c(bases[b]));
		for (size_t i = 0; i < N(long_refs); i++)
			assert_false(
			    goes_short(str_c(long_refs[i]), str_c(bases[b])));
	}
	/* Four bases are plain; without one a few are whole. */
	assert_true(n > 4 * N(short_refs));
	assert_true(n < 5 * N(short_refs));
}

/* Each character in each place: the tables say what the standard's sets do. */
static void
test_each_character(void **state)
{
	static const char *const place[] = { "/a@b", "?a@b", "#a@b", "//a@b/",
		"@", "/@b", "/a/@", "http://a:1@/" };
	char ref[32];

	(void)state;
	for (size_t i = 0; i < N(place); i++)
		for (int c = 0; c < 256; c++) {
			size_t len = strlen(place[i]);

			memcpy(ref, place[i], len);
			*(char *)memchr(ref, '@', len) = (char)c;
			(void)goes_short(str_n(ref, len), str_c(bases[0]));
		}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_what_is_short),
		cmocka_unit_test(test_against_any_base),
		cmocka_unit_test(test_each_character),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
