// SPDX-License-Identifier: ISC
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "generate/text.h"
#include "generate/value.h"
#include "model/limits.h"

struct row {
	int line;
	const char *in, *want;
};

static void
compare(const struct row *row, struct str got)
{
	if (!str_eq(got, str_c(row->want)))
		fail_msg("line %d: \"%.*s\"", row->line, STR_ARG(got));
}

#define EACH(rows, i) for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)

static void
uri(void **state)
{
	static const struct row rows[] = {
		{ __LINE__, "", "" },
		{ __LINE__, "https://example.org/a?b=c&d=%E4%BD%A0#e",
		    "https://example.org/a?b=c&d=%E4%BD%A0#e" },
		/* What the URL standard leaves bare and RFC 3986 does not. */
		{ __LINE__, "https://example.org/a|b^c?d={e}&f[]=`\\",
		    "https://example.org/a%7Cb%5Ec?d=%7Be%7D&f%5B%5D=%60%5C" },
		{ __LINE__, "http://[2001:db8::1]:8080/[a]",
		    "http://[2001:db8::1]:8080/%5Ba%5D" },
		{ __LINE__, "https://example.org/100%",
		    "https://example.org/100%25" },
		{ __LINE__, "https://example.org/%zz%4",
		    "https://example.org/%25zz%254" },
		{ __LINE__, "https://example.org/#a#b",
		    "https://example.org/#a%23b" },
		{ __LINE__, "https://example.org/要闻 \"<>",
		    "https://example.org/%E8%A6%81%E9%97%BB%20%22%3C%3E" },
	};
	struct arena a;

	(void)state;
	arena_init(&a, LIMIT_ARENA);
	EACH(rows, i)
	compare(&rows[i], value_uri(&a, str_c(rows[i].in)));
	/* A NUL is a byte like others, not the end. */
	assert_true(str_eq(value_uri(&a, str_n("a\0b", 3)), STR("a%00b")));
	arena_release(&a);
}

static void
tag_host(void **state)
{
	static const struct row rows[] = {
		{ __LINE__, "https://example.org", "example.org" },
		{ __LINE__, "https://News.Example.ORG/a/", "news.example.org" },
		{ __LINE__, "http://example.org:8080?x", "example.org" },
		{ __LINE__, "http://u:p@example.org:80/#@x", "example.org" },
		{ __LINE__, "http://192.0.2.1/", "192.0.2.1" },
		{ __LINE__, "http://[2001:db8::1]:80/", "2001-db8--1" },
		{ __LINE__, "http://[2001:db8::]/", "2001-db8" },
		{ __LINE__, "http://a_b.example/", "a-b.example" },
		{ __LINE__, "", "localhost" },
		{ __LINE__, "http://[::]/", "localhost" },
	};
	struct arena a;

	(void)state;
	arena_init(&a, LIMIT_ARENA);
	EACH(rows, i)
	compare(&rows[i], value_tag_host(&a, str_c(rows[i].in)));
	arena_release(&a);
}

static void
language(void **state)
{
	static const struct row rows[] = {
		{ __LINE__, "zh-CN", "zh-CN" },
		{ __LINE__, "EN", "EN" },
		{ __LINE__, "zh-Hant-TW", "zh-Hant-TW" },
		{ __LINE__, "yue", "yue" },
		{ __LINE__, "zu", "zu" },
		{ __LINE__, "aa-x-abcdefgh", "aa-x-abcdefgh" },
		{ __LINE__, "", "" },
		/* A country's code, and a pair that only straddles two codes. */
		{ __LINE__, "cn", "" },
		{ __LINE__, "a ", "" },
		{ __LINE__, "english", "" },
		{ __LINE__, "zh_CN", "" },
		{ __LINE__, "zh-", "" },
		{ __LINE__, "zh--CN", "" },
		{ __LINE__, "zh-abcdefghi", "" },
		{ __LINE__, "-zh", "" },
		{ __LINE__, "z1", "" },
	};

	(void)state;
	EACH(rows, i)
	compare(&rows[i], value_language(str_c(rows[i].in)));
}

static void
media_type(void **state)
{
	static const struct row rows[] = {
		{ __LINE__, "audio/mpeg", "audio/mpeg" },
		{ __LINE__, "image/svg+xml", "image/svg+xml" },
		{ __LINE__, "audio/mpeg; codecs=mp3", "audio/mpeg" },
		{ __LINE__, "", "application/octet-stream" },
		{ __LINE__, "mp3", "application/octet-stream" },
		{ __LINE__, "audio/", "application/octet-stream" },
		{ __LINE__, "/mpeg", "application/octet-stream" },
		{ __LINE__, "a;b/c", "application/octet-stream" },
		{ __LINE__, "audio/m p", "application/octet-stream" },
		{ __LINE__, "a/b/c", "application/octet-stream" },
	};

	(void)state;
	EACH(rows, i)
	compare(&rows[i], value_media_type(str_c(rows[i].in)));
}

static void
html(void **state)
{
	static const struct row rows[] = {
		{ __LINE__, "", "" },
		{ __LINE__, "a < b && c > d", "a &lt; b &amp;&amp; c &gt; d" },
		{ __LINE__, "&amp; \"'", "&amp;amp; \"'" },
	};
	struct arena a;

	(void)state;
	arena_init(&a, LIMIT_ARENA);
	EACH(rows, i)
	compare(&rows[i], text_html(&a, str_c(rows[i].in)));
	arena_release(&a);
}

static void
plain(void **state)
{
	static const struct row rows[] = {
		{ __LINE__, "", "" },
		{ __LINE__, "<p>One</p><p>two</p>", "One two" },
		{ __LINE__, "<p>a<b>b</b><I>c</I></p>", "abc" },
		{ __LINE__, "a<br>b<hr>c", "a b c" },
		{ __LINE__, "  a \n\tb&nbsp; c ", "a b c" },
		{ __LINE__,
		    "a\xE3\x80\x80"
		    "b",
		    "a b" },
		{ __LINE__, "&lt;b&gt; &amp;amp; &quot;", "<b> &amp; \"" },
		{ __LINE__, "&unknown; &", "&unknown; &" },
		{ __LINE__, "<a title=\"x>y\" rel='>'>z</a>", "z" },
		{ __LINE__, "a<", "a" },
		{ __LINE__, "a<b title=\"", "a" },
		{ __LINE__, "要<em>闻</em>", "要闻" },
	};
	struct arena a;

	(void)state;
	arena_init(&a, LIMIT_ARENA);
	EACH(rows, i)
	compare(&rows[i], text_plain(&a, str_c(rows[i].in), 1000));
	assert_true(str_eq(text_plain(&a, STR("<p>abcdef"), 3), STR("abc")));
	arena_release(&a);
}

/* Nine characters and a space. */
#define WORD "123456789 "
#define WORDS6 WORD WORD WORD WORD WORD WORD
#define HAN "一二三四五六七八九十"
#define HAN4 HAN HAN HAN HAN

static void
title(void **state)
{
	static const struct {
		int line;
		const char *title, *summary, *content, *want;
	} rows[] = {
		{ __LINE__, "T", "S", "C", "T" },
		{ __LINE__, " \x01", "S", "C", "S" },
		{ __LINE__, "", "", "<p>C</p>", "C" },
		{ __LINE__, "", "", "<img src=\"x\">", "2026-11-20" },
		{ __LINE__, "", "", "", "2026-11-20" },
		/* 80 characters are kept, 81 are cut at a word. */
		{ __LINE__, "", WORDS6 WORD "123456789.", "",
		    WORDS6 WORD "123456789." },
		{ __LINE__, "", WORDS6 WORD "123456789.1", "",
		    WORDS6 "123456789…" },
		{ __LINE__, "", "", "<p>" WORDS6 WORD WORD WORD,
		    WORDS6 WORD "123456789…" },
		{ __LINE__, "", HAN4 HAN4, "", HAN4 HAN4 },
		{ __LINE__, "", HAN4 HAN4 "一", "", HAN4 HAN4 "…" },
		{ __LINE__, "", "", HAN4 HAN4 "一", HAN4 HAN4 "…" },
		/* A space near the start is no place to cut. */
		{ __LINE__, "", "a " HAN4 HAN4, "",
		    "a " HAN4 HAN HAN HAN "一二三四五六七八…" },
	};
	struct arena a;

	(void)state;
	arena_init(&a, LIMIT_ARENA);
	EACH(rows, i)
	{
		/* 00:30 on the 20th there is still the 19th in UTC. */
		struct item it = { .title = str_c(rows[i].title),
			.summary = str_c(rows[i].summary),
			.content = str_c(rows[i].content),
			.published = { .t = 1795105800, .offset = 28800 } };

		compare(&(struct row){ rows[i].line, NULL, rows[i].want },
		    text_title(&a, &it));
	}
	arena_release(&a);
}

static void
names(void **state)
{
	static const struct {
		int line;
		const char *in, *want;
	} rows[] = {
		{ __LINE__, "Li Lei", "Li Lei" },
		{ __LINE__, "", "" },
		{ __LINE__, "lei@e.org", "" },
		{ __LINE__, "Li Lei <lei@e.org>", "Li Lei" },
		{ __LINE__, "lei@e.org (Li Lei)", "Li Lei" },
		{ __LINE__, "Li Lei (lei@e.org)", "Li Lei" },
		{ __LINE__, "Li Lei, lei.li+news@mail.e.org", "Li Lei" },
		{ __LINE__, "<mailto:lei@e.org> Li Lei", "Li Lei" },
		{ __LINE__, "Lei (Mrs.) lei@e.org", "Lei (Mrs.)" },
		{ __LINE__, "a@e.org, b@e.org", "" },
		{ __LINE__, "A a@e.org; B b@e.org", "A ; B" },
		{ __LINE__, "李雷lei@e.org", "李雷" },
		/* Not addresses, and names as they stand. */
		{ __LINE__, "@lei", "@lei" },
		{ __LINE__, "@lei@e.org", "@lei@e.org" },
		{ __LINE__, "lei @ e.org", "lei @ e.org" },
		{ __LINE__, "lei@work", "lei@work" },
		{ __LINE__, "(AP) - Reuters -", "(AP) - Reuters -" },
		{ __LINE__, "@", "@" },
		{ __LINE__, "@@@a.b", "@@@a.b" },
	};
	struct arena a;

	(void)state;
	arena_init(&a, 1 << 20);
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct str got = value_name(&a, str_c(rows[i].in));

		if (!str_eq(got, str_c(rows[i].want)))
			fail_msg(
			    "line %d: \"%.*s\"", rows[i].line, STR_ARG(got));
	}
	arena_release(&a);
}

static void
others(void **state)
{
	struct item it = { .title = STR_NULL,
		.summary = STR("\x02"),
		.link = STR("https://example.org/1"),
		.author = STR(" "),
		.outlet = STR("\xC2\xA0") };
	struct arena a;

	(void)state;
	arena_init(&a, 1 << 20);
	assert_true(str_eq(text_summary(&it), it.link));
	assert_true(str_empty(text_author(&a, &it)));
	it.title = STR("T");
	it.outlet = STR("O");
	assert_true(str_eq(text_summary(&it), it.title));
	assert_true(str_eq(text_author(&a, &it), it.outlet));
	it.summary = STR("S");
	it.author = STR("A");
	assert_true(str_eq(text_summary(&it), it.summary));
	assert_true(str_eq(text_author(&a, &it), it.author));
	arena_release(&a);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(uri),
		cmocka_unit_test(tag_host),
		cmocka_unit_test(language),
		cmocka_unit_test(media_type),
		cmocka_unit_test(html),
		cmocka_unit_test(plain),
		cmocka_unit_test(title),
		cmocka_unit_test(names),
		cmocka_unit_test(others),
	};

	return cmocka_run_group_tests_name("value", tests, NULL, NULL);
}
