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
		ROW("会议，\n“开幕”", "会议， “开幕”"),
		ROW("版本\n2.0", "版本 2.0"),
		ROW("朱镕基 出席", "朱镕基 出席"),
		ROW("안녕\n하세요", "안녕 하세요"),
		ROW("......", "......"),
		ROW("cafe\314\201", "café"),
		ROW("Å", "Å"),
		ROW("so\302\255ft ze\342\200\213ro", "soft zero"),
		ROW("\357\273\277a\007b\177c", "abc"),
		/* joiners: debris in Latin and Han, meaning in Persian, emoji */
		ROW("a\342\200\215b \342\200\214中\342\200\214", "ab 中"),
		ROW("می\342\200\214خواهم", "می\342\200\214خواهم"),
		ROW("👨\342\200\215👩", "👨\342\200\215👩"),
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
		ROW("", ""),
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

/* A line of marks must neither take quadratic time nor come out whole. */
static void
many_marks(void **state)
{
	enum { N = 200000 };
	struct arena a;
	char *p;
	struct str got;

	(void)state;
	arena_init(&a, 64 << 20);
	p = arena_alloc(&a, 2 * N + 1);
	p[0] = 'a';
	for (size_t i = 0; i < N; i++)
		memcpy(p + 1 + 2 * i, i % 2 == 0 ? "\314\201" : "\314\243", 2);
	got = text_line(&a, str_n(p, 2 * N + 1));
	assert_true(got.len > 1 && got.len < 100);
	arena_release(&a);
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
