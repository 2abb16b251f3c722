// SPDX-License-Identifier: ISC
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/utf8.h"
#include "normalize/text.h"

struct row {
	int line;
	const char *in, *want;
};
#define ROW(in, want)              \
	{                          \
		__LINE__, in, want \
	}

static void
check(int line, struct str got, const char *want)
{
	if (!str_eq(got, str_c(want)))
		fail_msg("line %d: got \"%.*s\", want \"%s\"", line,
		    STR_ARG(got), want);
}

static void
run(struct str (*fn)(struct arena *, struct str), const struct row *row,
    size_t n)
{
	struct arena a;

	arena_init(&a, 1 << 20);
	for (size_t i = 0; i < n; i++)
		check(row[i].line, fn(&a, str_c(row[i].in)), row[i].want);
	arena_release(&a);
}

static void
lines(void **state)
{
	static const struct row rows[] = {
		ROW("", ""),
		ROW(" \t\n ", ""),
		ROW("  a \r\n b  ", "a b"),
		ROW("a\302\240\343\200\200b", "a b"),
		ROW("朱镕基\n    出席会议", "朱镕基出席会议"),
		ROW("会议，\n“开幕”", "会议，“开幕”"),
		ROW("……\n下文", "……下文"),
		ROW("he said\n“yes”", "he said “yes”"),
		ROW("东京\nオリンピック", "东京オリンピック"),
		ROW("第一行\n　　第二行", "第一行第二行"),
		ROW("中文\nABC", "中文 ABC"),
		ROW("中文\342\200\250中文", "中文中文"),
		ROW("a\342\200\251b", "a b"),
		ROW("版本\n2.0", "版本 2.0"),
		ROW("朱镕基 出席", "朱镕基 出席"),
		ROW("안녕\n하세요", "안녕 하세요"),
		ROW("......", "......"),
		ROW("他说……", "他说……"),
		ROW("等等。。。", "等等。。。"),
		ROW("Wait... what", "Wait... what"),
		ROW("a\342\200\211b\342\200\257c", "a b c"),
		ROW("a\343\205\244b", "a b"),
		ROW("\343\205\244", ""),
		ROW("\342\240\200 \357\276\240", ""),
		ROW("a\357\277\274b", "ab"),
		ROW("\357\274\241", "\357\274\241"), /* NFC, not NFKC */
		ROW("㍿", "㍿"),
		ROW("\357\244\200", "豈"), /* CJK compatibility ideograph */
		ROW("か\343\202\231", "が"),
		ROW("\341\204\222\341\205\241\341\206\253", "한"),
		ROW("cafe\314\201", "café"),
		ROW("Å", "Å"),
		ROW("so\302\255ft ze\342\200\213ro", "soft zero"),
		ROW("\357\273\277a\007b\177c", "abc"),
		/* joiners: debris in Latin and Han, meaning in Persian, emoji */
		ROW("a\342\200\215b \342\200\214中\342\200\214", "ab 中"),
		ROW("می\342\200\214خواهم", "می\342\200\214خواهم"),
		ROW("👨\342\200\215👩", "👨\342\200\215👩"),
		ROW("क्\342\200\215ष", "क्\342\200\215ष"),
		ROW("نامه\342\200\214", "نامه"),
		ROW("\342\200\215👩", "👩"),
		/* variation selectors and tags belong to what is before them */
		ROW("❤\357\270\217", "❤\357\270\217"),
		ROW("葛\363\240\204\200城", "葛\363\240\204\200城"),
		ROW("1\357\270\217\342\203\243", "1\357\270\217\342\203\243"),
		ROW("❤\357\270\217\342\200\215🔥", "❤\357\270\217\342\200\215🔥"),
		/* marks of direction: only where two directions meet */
		ROW("\342\200\216Title\342\200\217", "Title"),
		ROW("标题\330\234", "标题"),
		ROW("שלום\342\200\217!", "שלום\342\200\217!"),
		ROW("C++\342\200\216 سلام", "C++\342\200\216 سلام"),
		/* directional controls: alone they go, in pairs they stay */
		ROW("a\342\200\256b", "ab"),
		ROW("a\342\200\254b", "ab"),
		ROW("a \342\200\256 b", "a b"),
		ROW("a\342\201\247b\342\201\251c",
		    "a\342\201\247b\342\201\251c"),
		ROW("a\342\201\247b\342\200\254c", "abc"),
		ROW("\377a\300\200", "\357\277\275a\357\277\275\357\277\275"),
	};

	(void)state;
	run(text_line, rows, sizeof(rows) / sizeof(*rows));
}

static void
folds(void **state)
{
	static const struct row rows[] = {
		ROW("Hello, World!", "helloworld"),
		ROW("ＡＢＣ１２３", "abc123"),
		ROW("Straße", "strasse"),
		ROW("ﬁne", "fine"),
		ROW("《要闻》：朱镕基 出席", "要闻朱镕基出席"),
		ROW("हिन्दी", "हिन्दी"),
		ROW("ΣΊΣΥΦΟΣ", "σίσυφοσ"),
		ROW("?!", "?!"),
		ROW("......", "......"),
		ROW("", ""),
		/* width, case, compatibility, quotes, dashes, spaces */
		ROW("ｶﾞﾝﾀﾞﾑ", "ガンダム"),
		ROW("１０月", "10月"),
		ROW("㈱日立", "株日立"),
		ROW("“A” – ‘b’ — c", "abc"),
		ROW("\"A\" - 'b' -- C", "abc"),
		ROW("標題(圖)", "標題圖"),
		ROW("標題（圖）", "標題圖"),
		ROW("e\342\200\213mail", "email"),
		ROW("co\302\255operate", "cooperate"),
		ROW("İstanbul", "i\314\207stanbul"),
		ROW("❤\357\270\217 love", "love"),
		ROW("♥ love ♥", "love"),
		/* Persian: joiners and the letters of either keyboard */
		ROW("می\342\200\214خواهم", "میخواهم"),
		ROW("ميخواهم", "میخواهم"),
		ROW("كتاب", "کتاب"),
		ROW("سـلام", "سلام"),
		/* figures and names that only a sign tells apart */
		ROW("GDP 增长 1.5%", "gdp增长1.5"),
		ROW("GDP 增长 15%", "gdp增长15"),
		ROW("中国 3:1 日本", "中国3.1日本"),
		ROW("中国 3：1 日本", "中国3.1日本"),
		ROW("中国 3-1 日本", "中国3.1日本"),
		ROW("1,000 元", "1000元"),
		ROW("1 000 元", "1000元"),
		ROW("1'000", "1000"),
		ROW("5、6月", "5.6月"),
		ROW("No. 5.", "no5"),
		ROW("C++ 入门", "c++入门"),
		ROW("C# 入门", "c#入门"),
		ROW("C 入门", "c入门"),
		ROW("5+5", "5.5"),
		ROW("#话题# 热", "话题热"),
		ROW("+1 好", "1好"),
	};
	static const struct row cases[] = {
		ROW("C++ ＆ Go", "c++ & go"),
		ROW(" 广告 ", "广告"),
	};

	(void)state;
	run(text_fold, rows, sizeof(rows) / sizeof(*rows));
	run(text_fold_case, cases, sizeof(cases) / sizeof(*cases));
}

static void
cuts(void **state)
{
	static const struct {
		int line;
		const char *in;
		size_t n;
		const char *want;
	} rows[] = {
		{ __LINE__, "short", 10, "short" },
		{ __LINE__, "exactly", 7, "exactly" },
		{ __LINE__, "one two three", 10, "one two…" },
		{ __LINE__, "one two three", 9, "one two…" },
		{ __LINE__, "unbreakable", 6, "unbre…" },
		{ __LINE__, "朱镕基出席会议", 4, "朱镕基…" },
		{ __LINE__, "a👩\342\200\215🚀b", 4, "a…" },
		{ __LINE__, "abc", 1, "…" },
		{ __LINE__, "abc", 0, "" },
	};
	struct arena a;

	(void)state;
	arena_init(&a, 1 << 20);
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct str got = text_cut(&a, str_c(rows[i].in), rows[i].n);

		check(rows[i].line, got, rows[i].want);
		assert_true(utf8_count(got) <= rows[i].n);
	}
	arena_release(&a);
}

/*
 * A run of marks must neither take quadratic time nor come out whole, however
 * it is hidden: behind characters that comparing drops or that become marks.
 */
static void
many_marks(void **state)
{
	static const char *const runs[] = {
		"\314\201\314\243",         /* U+0301 U+0323 */
		"\314\201\314\243\315\217", /* and U+034F, which is dropped */
		"\314\201\314\243\357\270\217", /* and U+FE0F, likewise */
		"\314\201\357\276\236", /* U+FF9E, which becomes U+3099 */
		"\340\275\263",         /* U+0F73: U+0F71 U+0F72 */
	};
	enum { N = 10000 };

	(void)state;
	for (size_t i = 0; i < sizeof(runs) / sizeof(*runs); i++) {
		struct str run = str_c(runs[i]);
		struct arena a;
		char *p;

		arena_init(&a, 64 << 20);
		p = arena_alloc(&a, N * run.len + 1);
		p[0] = 'a';
		for (size_t k = 0; k < N; k++)
			memcpy(p + 1 + k * run.len, run.p, run.len);
		assert_in_range(
		    text_line(&a, str_n(p, N * run.len + 1)).len, 2, 200);
		assert_in_range(
		    text_fold(&a, str_n(p, N * run.len + 1)).len, 2, 200);
		arena_release(&a);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(lines),
		cmocka_unit_test(folds),
		cmocka_unit_test(cuts),
		cmocka_unit_test(many_marks),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
