// SPDX-License-Identifier: ISC
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/regex.h"
#include "normalize/volatile.h"

static void
check(struct str text, struct str got, struct str want)
{
	if (!str_eq(got, want))
		fail_msg("of \"%.*s\" stays \"%.*s\", not \"%.*s\"",
		    STR_ARG(text), STR_ARG(got), STR_ARG(want));
}

static void
test_dropped(void **state)
{
	static const struct {
		const char *text, *want;
	} rows[] = {
		{ "阅读 1234 标题", "标题" },
		{ "阅读量：1.2万次", "" },
		{ "浏览次数（35）", "）" },
		{ "评论数 3", "" },
		{ "3 条评论", "" },
		{ "3 人气", "" },
		{ "１２次阅读", "" },
		{ "来自 3小时前 发布", "来自  发布" },
		{ "15 分鐘前", "" },
		{ "3 hours ago by Ann", " by Ann" },
		{ "1 min  ago", "" },
		{ "12 Views, 3 comments", ", " },
		{ "12likes", "" },
		{ "Comments (4)", ")" },
		{ "3 Kommentare", "" },
		{ "5 ПРОСМОТРОВ за день", " за день" },
		{ "조회수 77", "" },
		{ "1.2k+ views", "" },
		/* What only looks like it. */
		{ "3 viewers", "3 viewers" },
		{ "reviews 3", "reviews 3" },
		{ "3 hours agony", "3 hours agony" },
		{ "2026-11-20 上市", "2026-11-20 上市" },
		{ "iPhone 17 上市", "iPhone 17 上市" },
		{ "第3天", "第3天" },
		{ "阅读全文", "阅读全文" },
		{ "", "" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct arena a;

		struct str text = str_c(rows[i].text);

		arena_init(&a, 1 << 20);
		check(text, volatile_drop(&a, text), str_c(rows[i].want));
		arena_release(&a);
	}
}

/* "阅读 3" at both ends of a long text goes, and stays in its middle. */
static void
test_edges_only(void **state)
{
	struct arena a;
	struct str text, got;
	char *p;

	(void)state;
	arena_init(&a, 1 << 20);
	p = arena_alloc(&a, 9000);
	text = str_n(p, 9000);
	memset(p, 'x', text.len);
	memcpy(p, "likes: 3", 8);
	memcpy(p + 4500, " likes: 3 ", 10);
	memcpy(p + text.len - 9, " likes: 3", 9);
	got = volatile_drop(&a, text);
	assert_int_equal(got.len, text.len - 8 - 8);
	assert_true(str_find(got, STR(" likes: 3 ")) != STR_NONE);
	arena_release(&a);
}

/* The same forms, as a regular expression. */
#define NUMBER "[0-9０-９][0-9０-９,.]{0,15}\\s?(?:万|萬|千|k|m)?\\+?"
#define COUNTED                                                                              \
	"(?:阅读量?|閱讀|浏览量?|瀏覽|点击量?|點擊|评论数?|評論|留言|" \
	"点赞|赞|讚|转发|分享|收藏|播放|回复|回覆|人气|"                   \
	"閲覧|コメント|조회수?|댓글|(?<!\\p{L})(?:(?:"                            \
	"(?:page)?views?|reads?|comments?|likes?|shares?|repl(?:y|ies)|"                     \
	"visits?|vues?|commentaires?|aufrufe|kommentare?|comentarios?)(?!\\w)"               \
	"|просмотр\\p{L}*+|комментари\\p{L}*+))"
#define UNIT_CJK \
	"(?:秒钟?|秒鐘|分钟?|分鐘|小时|小時|时间|時間|天|日|周|週|个?月|個月)"
#define UNIT                                                                    \
	"(?:s(?:ec(?:ond)?s?)?|m(?:in(?:ute)?s?)?|h(?:(?:ou)?rs?)?|d(?:ays?)?|" \
	"weeks?|months?)"

static const char pattern[] =
    COUNTED "\\s?(?:次数|人数|数)?\\s?[:：(（]?\\s?" NUMBER "\\s?次?"
	    "|" NUMBER "\\s?(?:次|人|条|條|个|個|件)?\\s?" COUNTED
	    "|[0-9０-９]{1,3}\\s?" UNIT_CJK "\\s?前|[0-9０-９]{1,3}\\s?" UNIT
	    "\\s+ago(?!\\w)";

static struct str
by_regex(struct arena *a, struct regex *re, struct str text)
{
	struct regex_match m;
	struct err e = ERR_INIT;
	char *p = arena_alloc(a, text.len + 1);
	size_t len = 0, at = 0;

	while (regex_search(re, text, at, &m, &e) == 1) {
		memcpy(p + len, text.p + at, m.group[0].start - at);
		len += m.group[0].start - at;
		at = m.group[0].end;
	}
	memcpy(p + len, text.p + at, text.len - at);
	return str_n(p, len + text.len - at);
}

static void
test_same_as_the_pattern(void **state)
{
	static const char *const parts[] = { "3", "12", "１", "1,234", ".", " ",
		"  ", "　", "阅读", "量", "评论", "数", "次数", "次", "人",
		"人气", "条", "：", ":", "(", "万", "k", "K", "m", "+", "小时",
		"分", "钟", "个", "月", "前", "Views", "view", "page", "re",
		"replies", "s", "h", "ours", "min", "ago", "AGO", "x", "é",
		"vues", "kommentare", "просмотр", "ОВ", "ПРОСМОТР", "_", "题",
		"조회수", "commentaires" };
	uint64_t seed = 20261123;

	(void)state;
	for (int round = 0; round < 20; round++) {
		struct arena a;
		struct regex *re;
		struct err e = ERR_INIT;

		arena_init(&a, 1 << 24);
		assert_int_equal(regex_compile(&a, str_c(pattern), STR("i"),
				     UINT32_MAX, &re, &e),
		    0);
		for (int i = 0; i < 1000; i++) {
			struct str text = STR_NULL;

			for (int n = 0; n < 9; n++) {
				seed = seed * 6364136223846793005u +
				       1442695040888963407u;
				text = arena_concat(&a,
				    (struct str[]){ text,
					str_c(parts[(seed >> 33) %
						    (sizeof(parts) /
							sizeof(*parts))]) },
				    2);
			}
			check(text, volatile_drop(&a, text),
			    by_regex(&a, re, text));
		}
		arena_release(&a);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_dropped),
		cmocka_unit_test(test_edges_only),
		cmocka_unit_test(test_same_as_the_pattern),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
