// SPDX-License-Identifier: ISC
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "normalize/canonical.h"
#include "normalize/identity.h"

#define PAGE "https://www.example.cn/news/"
/* 2026-11-19T16:00:00Z: midnight of the 20th in China */
#define MIDNIGHT 1795104000

static struct raw_value guid_value = { .value = { " 42 ", 4 } };
static const struct raw_item with_guid = {
	.field[FIELD_GUID] = { .v = &guid_value, .n = 1 },
};

static struct raw_value link_value = { .value = { "http://example.cn/1", 19 } };
static const struct raw_item with_link = {
	.field[FIELD_GUID] = { .v = &link_value, .n = 1 },
};

static struct item
item_of(const char *title, const char *link, const struct raw_item *raw)
{
	return (struct item){ .title = str_c(title),
		.link = str_c(link),
		.summary = STR_NULL,
		.content = STR_NULL,
		.raw = raw,
		.published = { .t = MIDNIGHT,
		    .offset = 8 * 3600,
		    .precision = PRECISION_DAY } };
}

static void
keys(void **state)
{
	static const struct {
		int line;
		bool rule;
		const char *title, *link;
		const struct raw_item *raw;
		const char *want; /* NULL: none */
		const char *date; /* the text it was read from */
		bool inferred;
	} rows[] = {
		{ __LINE__, false, "A", "http://m.example.cn/1.html?spm=1.2",
		    NULL, "l:https://example.cn/1.html", "", false },
		{ __LINE__, true, "A", "https://example.cn/1", &with_guid,
		    "g:42", "", false },
		/* A feed's own, unless it is the link in another spelling. */
		{ __LINE__, false, "A", "https://example.cn/1", &with_guid,
		    "g:42", "", false },
		{ __LINE__, false, "A", "https://example.cn/1", &with_link,
		    "l:https://example.cn/1", "", false },
		{ __LINE__, false, "A", "", &with_guid, "g:42", "", false },
		{ __LINE__, true, "A B!", "", NULL, "t:ab 2026-11-20",
		    "2026-11-20", false },
		/* Words that name another day tomorrow are no identity. */
		{ __LINE__, false, "A", "", NULL, "t:a 11-20", "11-20", true },
		{ __LINE__, false, "A", "", NULL, "t:a 11-20", "11月20日",
		    true },
		{ __LINE__, false, "A", "", NULL, "t:a", "前天", false },
		{ __LINE__, false, "A", "", NULL, "t:a", "last Friday", true },
		{ __LINE__, false, "A", "", NULL, "t:a", "", false },
		{ __LINE__, false, "A", PAGE "#v2", NULL,
		    "l:https://example.cn/news#v2", "", false },
		{ __LINE__, false, "A", PAGE, NULL, "t:a 2026-11-20",
		    "2026年11月20日", false },
		{ __LINE__, false, "", "", NULL, NULL, "", false },
	};
	struct rule rule = { .text = STR("b") };
	struct source_parts parts = bare_parts;
	struct source src = { SOURCE_PARTS(parts), .id = STR("s"),
		.url = STR(PAGE) };
	struct zone zone = { .name = "+08:00", .fixed = true, .offset = 28800 };
	struct date_context ctx = { .now = MIDNIGHT + 2 * 86400,
		.zone = &zone };
	struct arena a;

	(void)state;
	arena_init(&a, 1 << 20);
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct item it =
		    item_of(rows[i].title, rows[i].link, rows[i].raw);
		int rc;

		it.published.raw = str_c(rows[i].date);
		it.published.inferred = rows[i].inferred;
		parts.rules.field[FIELD_GUID] =
		    (struct rules){ &rule, rows[i].rule ? 1 : 0 };
		rc = identity_key(&a, &src, STR(PAGE), &ctx, 0, &it);
		if (rows[i].want == NULL
			? rc != -1
			: rc != 0 || !str_eq(it.key, str_c(rows[i].want)))
			fail_msg("line %d: %d %.*s", rows[i].line, rc,
			    STR_ARG(it.key));
	}
	arena_release(&a);
}

static struct str
guid(struct arena *a, const char *id, const char *key, const char *link,
    unsigned suffix)
{
	struct source src = { SOURCE_PARTS(bare_parts), .id = str_c(id),
		.url = STR(PAGE) };
	struct item it = { .key = str_c(key), .link = str_c(link) };

	return identity_guid(a, &src, &it, suffix);
}

static void
guids(void **state)
{
	static const char link[] = "https://www.example.cn/1";
	struct arena a;
	struct str g;

	(void)state;
	arena_init(&a, 1 << 20);
	g = guid(&a, "s", "l:https://example.cn/1", link, 0);
	/* printf '\nl:https://example.cn/1' | sha256sum: never to change */
	assert_string_equal(arena_cstr(&a, g),
	    "tag:example.cn,2026:2ff63b31117f14fe6187e7f3e30d9f76");
	/* A link is the same in every source, a number is not. */
	assert_true(
	    str_eq(g, guid(&a, "other", "l:https://example.cn/1", link, 0)));
	assert_false(str_eq(
	    guid(&a, "s", "g:1", link, 0), guid(&a, "other", "g:1", link, 0)));
	assert_string_equal(
	    arena_cstr(&a, guid(&a, "s", "l:https://example.cn/1", link, 2)),
	    arena_cstr(
		&a, arena_concat(&a, (struct str[]){ g, STR("-2") }, 2)));
	/* No host, or none that a tag URI may carry. */
	assert_true(str_starts(
	    guid(&a, "s", "t:a", "http://[::1]/#a", 0), STR("tag:1,2026:")));
	assert_true(str_starts(guid(&a, "s", "t:a", "http://a_b.example/", 0),
	    STR("tag:a-b.example,2026:")));
	assert_true(str_starts(
	    guid(&a, "s", "t:a", "", 0), STR("tag:example.cn,2026:")));
	arena_release(&a);
}

/* The host of a link is told by the key, as it would be by the link. */
static void
hosts_of_guids(void **state)
{
	static const char *const links[] = { "https://www.example.cn/1",
		"http://m.example.cn:8080/1?a=b", "https://example.cn",
		"https://example.cn?a#b", "https://[::1]/1", "https://[::1]:8/",
		"https://u:p@example.cn/1", "https://u@example.cn/1",
		"https://例子.cn/1", "https://EXAMPLE.cn./", "https://a_b.cn/",
		"https://1.2.3.4/x" };
	struct arena a;

	(void)state;
	arena_init(&a, 1 << 20);
	for (size_t i = 0; i < sizeof(links) / sizeof(*links); i++) {
		struct str key = canonical_url(&a, str_c(links[i]));
		struct str link, title;

		key = arena_concat(&a, (struct str[]){ STR("l:"), key }, 2);
		link = guid(&a, "s", key.p, links[i], 0);
		title = guid(&a, "s", "t:a", links[i], 0);
		link = str_sub(link, 0, str_chr(link, ',', 0));
		title = str_sub(title, 0, str_chr(title, ',', 0));
		if (!str_eq(link, title))
			fail_msg("%s: %.*s, not %.*s", links[i], STR_ARG(link),
			    STR_ARG(title));
	}
	arena_release(&a);
}

static int64_t
digest(struct arena *a, const char *title, const char *summary,
    const char *content)
{
	struct item it = { .title = str_c(title),
		.summary = str_c(summary),
		.content = str_c(content) };

	return identity_digest(a, &it);
}

static void
digests(void **state)
{
	struct arena a;
	int64_t d;

	(void)state;
	arena_init(&a, 1 << 20);
	d = digest(&a, "A", "阅读 899 3小时前", "<p>b <i>c</i></p>");
	/* Markup, case, counters and clocks are no news. */
	assert_int_equal(
	    d, digest(&a, "a!", "阅读：1.2万次 2天前", "<div>B c</div>"));
	assert_int_equal(digest(&a, "A", "7 comments, 5 hours ago", ""),
	    digest(&a, "A", "12 comments, 2 days ago", ""));
	assert_int_not_equal(d, digest(&a, "A", "阅读 899 3小时前", "<p>d"));
	assert_int_not_equal(
	    digest(&a, "A", "3人死亡", ""), digest(&a, "A", "5人死亡", ""));
	/* What moves from one field to the other is a change. */
	assert_int_not_equal(
	    digest(&a, "A", "b", ""), digest(&a, "A", "", "b"));
	arena_release(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(keys),
		cmocka_unit_test(guids),
		cmocka_unit_test(hosts_of_guids),
		cmocka_unit_test(digests),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
