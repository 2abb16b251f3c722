// SPDX-License-Identifier: ISC
// Do two items tell one story: single decisions with their reason, and the
// labelled pairs of tests/data/same, whose figures are asserted.
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <jansson.h>

#include "model/limits.h"
#include "normalize/near/near.h"

#define HOUR 3600
#define DAY (24 * HOUR)

static struct near
read_one(const struct near_judge *j, const char *title, const char *summary,
    const char *link, int64_t published)
{
	struct item it = { .title = str_c(title),
		.summary = str_c(summary),
		.content = STR_NULL,
		.link = str_c(link),
		.published = { .t = published,
		    .precision =
			published == 0 ? PRECISION_NONE : PRECISION_MINUTE,
		    .raw = STR_NULL } };

	return near_read(j, &it);
}

static void
decisions(void **state)
{
	static const struct {
		int line;
		const char *title[2], *summary[2], *link[2];
		int64_t apart; /* seconds; 0: neither has a date */
		enum twin want;
		const char *why;
	} rows[] = {
		/* Links */
		{ __LINE__, { "A", "B" }, { "", "" },
		    { "http://m.example.cn/1?utm_source=x",
			"https://www.example.cn/1" },
		    0, TWIN_LINK, "the same link" },
		{ __LINE__, { "A", "B" }, { "", "" },
		    { "https://example.cn/log#v1",
			"https://example.cn/log#v2" },
		    0, TWIN_NONE,
		    "neither titles nor texts are alike enough (0 of 0 "
		    "shingles equal)" },
		{ __LINE__, { "A", "B" }, { "", "" },
		    { "https://example.cn/", "http://example.cn" }, 0,
		    TWIN_NONE,
		    "neither titles nor texts are alike enough (0 of 0 "
		    "shingles equal)" },

		/* Titles and their frames */
		{ __LINE__,
		    { "【快讯】国家医保局：将更多创新药纳入医保目录",
			"国家医保局:将更多创新药纳入医保目录_央视网" },
		    { "", "" }, { "", "" }, 3 * HOUR, TWIN_TITLE,
		    "the same title, 3 h apart" },
		{ __LINE__,
		    { "Breaking: Senate passes stopgap spending bill",
			"Senate Passes Stopgap Spending Bill | Reuters" },
		    { "", "" }, { "", "" }, 0, TWIN_TITLE, "the same title" },
		{ __LINE__,
		    { "国家医保局：将更多创新药纳入医保目录",
			"国家医保局：将更多创新药纳入医保目录" },
		    { "", "" }, { "", "" }, 3 * DAY, TWIN_NONE,
		    "neither titles nor texts are alike enough (0 of 0 "
		    "shingles equal)" },
		{ __LINE__, { "今日要闻", "今日要闻" }, { "", "" }, { "", "" },
		    HOUR, TWIN_NONE,
		    "neither titles nor texts are alike enough (0 of 0 "
		    "shingles equal)" },

		/* Texts */
		{ __LINE__,
		    { "一杯咖啡里的乡村新图景", "安吉：咖啡馆开进村里" },
		    { "新华社杭州11月3日电（记者李明）在浙江安吉，300多家乡村"
		      "咖啡馆散落山野。",
			"在浙江安吉，300多家乡村咖啡馆散落山野。" },
		    { "", "" }, 4 * DAY, TWIN_TEXT, "15 of 15 shingles equal" },
		{ __LINE__,
		    { "一杯咖啡里的乡村新图景", "安吉：咖啡馆开进村里" },
		    { "在浙江安吉，300多家乡村咖啡馆散落山野。",
			"在浙江安吉，300多家乡村咖啡馆散落山野。" },
		    { "", "" }, 7 * DAY, TWIN_NONE,
		    "neither titles nor texts are alike enough (15 of 15 "
		    "shingles equal)" },

		/* Evidence against */
		{ __LINE__,
		    { "第三批国家药品集采中选结果公布",
			"第四批国家药品集采中选结果公布" },
		    { "", "" }, { "", "" }, 0, TWIN_NONE,
		    "14 of 15 words of the titles equal, but \"三\" stands "
		    "against \"四\"" },
		{ __LINE__,
		    { "How we built our build system, part 2",
			"How we built our build system" },
		    { "", "" }, { "", "" }, 0, TWIN_NONE,
		    "6 of 8 words of the titles equal, but only one of them "
		    "has \"2\"" },
		{ __LINE__,
		    { "国内油价今晚24时上调 加满一箱多花8元",
			"国内油价今晚24时下调 加满一箱少花8元" },
		    { "", "" }, { "", "" }, 0, TWIN_NONE,
		    "16 of 18 words of the titles equal, but \"上调\" stands "
		    "against \"下调\"" },
		{ __LINE__,
		    { "Jury finds former mayor guilty of fraud",
			"Jury finds former mayor not guilty of fraud" },
		    { "", "" }, { "", "" }, 0, TWIN_NONE,
		    "7 of 8 words of the titles equal, but \"guilty\" stands "
		    "against \"not guilty\"" },
		{ __LINE__,
		    { "法国总统马克龙抵达北京开始访华行程",
			"法国总统马克龙结束访华行程离开北京" },
		    { "", "" }, { "", "" }, 0, TWIN_NONE,
		    "11 of 17 words of the titles equal, but \"抵达\" stands "
		    "against \"结束访华\"" },

		/* A clause at another place, and a name at another place */
		{ __LINE__,
		    { "Rio Tinto halts Serbian lithium project",
			"Jadar mothballed" },
		    { "Rio Tinto has halted work on its Jadar lithium project "
		      "in Serbia, a memo shows, after years of protests and "
		      "delays to permits.",
			"After years of protests and delays to permits, Rio "
			"Tinto has halted work on its Jadar lithium project in "
			"Serbia, a memo shows." },
		    { "", "" }, 0, TWIN_TEXT, "21 of 22 shingles equal" },
		{ __LINE__,
		    { "受降雪影响 北京部分高速封闭",
			"京礼、京新高速部分路段封闭" },
		    { "受降雪影响，截至今日7时，京礼高速延庆段、京新高速六环外"
		      "双向封闭，另有38条公交线路停驶。",
			"截至今日7时，京礼高速延庆段、京新高速六环外双向封闭，"
			"另有38条公交线路停驶，受降雪影响。" },
		    { "", "" }, 0, TWIN_TEXT, "35 of 37 shingles equal" },
		{ __LINE__,
		    { "曼彻斯特城客场击败皇家马德里",
			"曼彻斯特城客场被皇家马德里击败" },
		    { "", "" }, { "", "" }, 0, TWIN_NONE,
		    "12 of 15 words of the titles equal, but \"击败\" stands against \"被\"" },
		{ __LINE__,
		    { "决赛落幕：冠军上海海港队，亚军山东泰山队",
			"决赛落幕：冠军山东泰山队，亚军上海海港队" },
		    { "", "" }, { "", "" }, 0, TWIN_NONE,
		    "11 of 18 words of the titles equal, but \"上海海港队,亚军\" has another place" },
		{ __LINE__,
		    { "The Bavarian Radio Symphony Orchestra sues the Berlin "
		      "Philharmonic Orchestra Foundation over concert tapes from 1962 to 1984 "
		      "found in a cellar in Vienna",
			"The Berlin Philharmonic Orchestra Foundation sues the "
			"Bavarian Radio Symphony Orchestra over concert tapes from 1962 "
			"to 1984 found in a cellar in Vienna" },
		    { "", "" }, { "", "" }, 0, TWIN_NONE,
		    "18 of 24 words of the titles equal, but \"bavarian radio symphony \" has another place" },

		/* What is told in addition, and other forms of a word */
		{ __LINE__,
		    { "Flowers and race cars lift Lego to record first half",
			"Lego sales jump 12%" },
		    { "Lego said on Wednesday its sales rose 12% in the first "
		      "half of the year to a record 34.6 billion crowns. The "
		      "toymaker launched 314 sets.",
			"Lego said on Wednesday its sales rose 12% in the "
			"first half of the year to a record 34.6 billion "
			"crowns, helped by its racing car sets." },
		    { "", "" }, 0, TWIN_TEXT, "20 of 25 shingles equal" },
		{ __LINE__,
		    { "Lloyds names Ingrid Holm as chief",
			"Ingrid Holm to lead Lloyds" },
		    { "Lloyds Banking Group has named Ingrid Holm as its next "
		      "chief executive, succeeding Charlie Nunn, who steps "
		      "down in May.",
			"Lloyds Banking Group said it has named Ingrid Holm as "
			"its next chief executive. She succeeds Charlie Nunn, "
			"who steps down in May." },
		    { "", "" }, 0, TWIN_TEXT, "16 of 19 shingles equal" },
		{ __LINE__,
		    { "财政部：前十个月全国一般公共预算收入同比增长1.3%",
			"前10个月全国一般公共预算收入同比增长1.3%" },
		    { "", "" }, { "", "" }, 0, TWIN_TEXT,
		    "19 of 22 words of the titles equal" },
		{ __LINE__,
		    { "网传某市将全面取消住房限购措施",
			"某市将全面取消住房限购措施？不实" },
		    { "", "" }, { "", "" }, 0, TWIN_NONE,
		    "13 of 15 words of the titles equal, but only one of them has \"不实\"" },
		{ __LINE__, { "雄商高铁今天开通", "雄安至商丘高铁开通" },
		    { "新华社石家庄电 京港高铁雄安至商丘段今天开通运营，设计时速"
		      "350公里。",
			"京港高铁雄安至商丘段今天开通运营，设计时速350公里。" },
		    { "", "" }, 0, TWIN_TEXT, "21 of 21 shingles equal" },
	};
	struct arena a;
	int wrong = 0;

	(void)state;
	arena_init(&a, LIMIT_ARENA);
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct near_judge j = near_judge(&a);
		int64_t t = rows[i].apart == 0 ? 0 : 1795104000;
		struct near x = read_one(&j, rows[i].title[0],
		    rows[i].summary[0], rows[i].link[0], t);
		struct near y = read_one(&j, rows[i].title[1],
		    rows[i].summary[1], rows[i].link[1], t + rows[i].apart);
		struct str why;
		enum twin got = near_same(&j, &x, &y, &why);

		if (got != rows[i].want || !str_eq(why, str_c(rows[i].why))) {
			print_error("row of line %d: %s, %.*s\n", rows[i].line,
			    twin_name(got), STR_ARG(why));
			wrong++;
		}
		arena_reset(&a);
	}
	arena_release(&a);
	assert_int_equal(wrong, 0);
}

/* A guid that is one everywhere; one that only its source knows is none. */
static void
guids(void **state)
{
	static const struct {
		int line;
		const char *key[2], *link[2];
		enum twin want;
	} rows[] = {
		{ __LINE__,
		    { "g:tag:a.example,2026:1", "g:tag:a.example,2026:1" },
		    { "https://a.example/1", "https://b.example/9" },
		    TWIN_LINK },
		{ __LINE__, { "g:http://a.example/?p=1", "l:x" },
		    { "https://a.example/1", "https://a.example/?p=1" },
		    TWIN_LINK },
		{ __LINE__, { "l:x", "g:http://a.example/?p=1" },
		    { "https://a.example/?p=1", "https://a.example/1" },
		    TWIN_LINK },
		{ __LINE__, { "g:42", "g:42" },
		    { "https://a.example/1", "https://b.example/1" },
		    TWIN_NONE },
		{ __LINE__, { "g:http://a.example/", "g:http://a.example/" },
		    { "https://a.example/1", "https://a.example/2" },
		    TWIN_NONE },
	};
	struct arena a;

	(void)state;
	arena_init(&a, LIMIT_ARENA);
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct near_judge j = near_judge(&a);
		struct near x[2];
		struct twin_keys k[2];
		struct str why;

		for (int n = 0; n < 2; n++) {
			struct item it = { .title = STR("A"),
				.key = str_c(rows[i].key[n]),
				.link = str_c(rows[i].link[n]) };

			x[n] = near_read(&j, &it);
			near_keys(&j, &x[n], &k[n]);
		}
		if (near_same(&j, &x[0], &x[1], &why) != rows[i].want ||
		    (rows[i].want == TWIN_LINK) !=
			((k[0].guid != 0 && (k[0].guid == k[1].guid ||
						k[0].guid == k[1].link)) ||
			    (k[1].guid != 0 && k[1].guid == k[0].link)))
			fail_msg(
			    "row of line %d: %.*s", rows[i].line, STR_ARG(why));
	}
	arena_release(&a);
}

/* What came out of one half. */
struct figures {
	int pairs, wrong; /* folded, and should not be */
	int same, missed;
	int folded, unkeyed; /* that share too few keys */
};

static bool
share_keys(const struct twin_keys *x, const struct twin_keys *y)
{
	int shared = 0;

	if ((x->link != 0 && x->link == y->link) ||
	    (x->title != 0 && x->title == y->title))
		return true;
	for (size_t i = 0; i < x->n; i++)
		for (size_t k = 0; k < y->n; k++)
			shared += x->sketch[i] == y->sketch[k];
	return shared >= TWIN_SHARED;
}

static struct near
read_json(const struct near_judge *j, const json_t *in)
{
	return read_one(j, json_string_value(json_object_get(in, "title")),
	    json_string_value(json_object_get(in, "summary")),
	    json_string_value(json_object_get(in, "link")), 0);
}

static void
judge_row(struct arena *a, const json_t *row, struct figures *f)
{
	struct near_judge j = near_judge(a);
	struct near x = read_json(&j, json_object_get(row, "a"));
	struct near y = read_json(&j, json_object_get(row, "b"));
	bool same = json_is_true(json_object_get(row, "same"));
	struct twin_keys kx, ky;
	struct str why;
	bool got = near_same(&j, &x, &y, &why) != TWIN_NONE;

	if (got != (near_same(&j, &y, &x, &why) != TWIN_NONE))
		fail_msg("the order counts: %.*s / %.*s", STR_ARG(x.whole.text),
		    STR_ARG(y.whole.text));
	near_keys(&j, &x, &kx);
	near_keys(&j, &y, &ky);
	f->pairs++;
	f->wrong += got && !same;
	f->same += same;
	f->missed += same && !got;
	f->folded += got;
	f->unkeyed += got && !share_keys(&kx, &ky);
}

static void
judge_file(const char *path, struct figures half[2])
{
	FILE *f = fopen(path, "r");
	struct arena a;
	json_t *row;

	assert_non_null(f);
	arena_init(&a, LIMIT_ARENA);
	while ((row = json_loadf(f, JSON_DISABLE_EOF_CHECK, NULL)) != NULL) {
		json_int_t n = json_integer_value(json_object_get(row, "half"));

		assert_in_range(n, 1, 2);
		judge_row(&a, row, &half[n - 1]);
		json_decref(row);
		arena_reset(&a);
	}
	arena_release(&a);
	fclose(f);
}

/* At most 3 wrong folds and nine of ten right ones, in each half alone. */
static void
labelled(void **state)
{
	struct figures half[2] = { { 0 } };

	(void)state;
	judge_file("tests/data/same/hand.jsonl", half);
	judge_file("tests/data/same/rule.jsonl", half);
	for (int i = 0; i < 2; i++) {
		const struct figures *f = &half[i];

		print_message("# half %d: %d pairs, %d wrong folds; of %d same "
			      "%d missed; of %d folded %d with too few keys\n",
		    i + 1, f->pairs, f->wrong, f->same, f->missed, f->folded,
		    f->unkeyed);
		assert_true(f->pairs >= 500 && f->same >= 200);
		assert_true(f->wrong <= 3);
		assert_true(10 * f->missed <= f->same);
		assert_true(50 * f->unkeyed <= f->folded);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(decisions),
		cmocka_unit_test(guids),
		cmocka_unit_test(labelled),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
