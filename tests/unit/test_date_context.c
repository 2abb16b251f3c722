// SPDX-License-Identifier: ISC
// Dates among other words, and what looks like a date but is none.
#include "date_rows.h"

#define NOW "2026-11-20T10:30:20+08:00"
#define UTC_NOW "2026-11-20T10:30:20Z"

static void
test_words_around(void **state)
{
	static const struct date_row zh[] = {
		{ __LINE__, "发布时间：2026-11-20 08:30 阅读 123",
		    "2026-11-20T08:30+08:00" },
		{ __LINE__, "来源：新华社 2026-11-20", "2026-11-20" },
		{ __LINE__, "浏览：1034次 2026-11-20", "2026-11-20" },
		{ __LINE__, "0条评论2026-11-20 08:30:05",
		    "2026-11-20T08:30:05+08:00" },
		{ __LINE__, "关于2025年度考核工作的通知 2026-11-20",
		    "2026-11-20" },
		{ __LINE__, "2026-11-20 关于2026年5月1日放假的通知",
		    "2026-11-20" },
		{ __LINE__, "关于2026年5月1日放假的通知 2026-04-20",
		    "2026-04-20" },
		{ __LINE__, "更新时间：2026-11-20 发布时间：2026-11-10",
		    "2026-11-10" },
		{ __LINE__, "截止日期：2026-11-19 发布日期：2026-11-01",
		    "2026-11-01" },
		{ __LINE__, "李四 · 8分钟前 · 评论 7",
		    "2026-11-20T10:22+08:00" },
		{ __LINE__, "编辑于 昨天 19:30", "2026-11-19T19:30+08:00" },
		{ __LINE__, "3.4.40 (2026-9-5 9:38:01 PM)",
		    "2026-09-05T21:38:01+08:00" },
		{ __LINE__, "某公司年度报告 11-20", "2026-11-20" },
		{ __LINE__, "张三 昨天", "2026-11-19" },
		{ __LINE__, "11月20日-25日", "2026-11-20" },
		{ __LINE__, "20日\n11月", "2026-11-20" },
		{ __LINE__, "新华社北京11月20日电", "2026-11-20" },
	};
	static const struct date_row en[] = {
		{ __LINE__, "Posted on November 20, 2026 by Jane Doe",
		    "2026-11-20" },
		{ __LINE__, "5 min read · Nov 20, 2026", "2026-11-20" },
		{ __LINE__, "Released Nov 20, 2026 • v2.10.3", "2026-11-20" },
		{ __LINE__, "posted 3 days ago | 12 comments", "2026-11-17" },
		{ __LINE__, "Updated: 11/19/2026 Published: 11/10/2026",
		    "2026-11-10" },
	};

	(void)state;
	DATE_ROWS_CHECK(zh, NOW, "Asia/Shanghai", "zh-CN");
	DATE_ROWS_CHECK(en, UTC_NOW, "UTC", "en");
}

static void
test_none(void **state)
{
	static const struct date_row zh[] = {
		{ __LINE__, "", "none" },
		{ __LINE__, "暂无", "none" },
		{ __LINE__, "更多>>", "none" },
		{ __LINE__, "2026年13月5日", "none" },
		{ __LINE__, "2026-00-10", "none" },
		{ __LINE__, "2026-02-29", "none" },
		{ __LINE__, "阅读 2026", "none" },
		{ __LINE__, "阅读 20261", "none" },
		{ __LINE__, "第2026期", "none" },
		{ __LINE__, "第12期", "none" },
		{ __LINE__, "第5页 共9页", "none" },
		{ __LINE__, "400-820-8820", "none" },
		{ __LINE__, "010-12345678", "none" },
		{ __LINE__, "13812345678", "none" },
		{ __LINE__, "99+", "none" },
		{ __LINE__, "7天无理由退换", "none" },
		{ __LINE__, "24小时自助服务", "none" },
		{ __LINE__, "全年365天", "none" },
		{ __LINE__, "2小时内发货", "none" },
		{ __LINE__, "3天后", "none" },
		{ __LINE__, "3.6万次播放", "none" },
		{ __LINE__, "评分 4.5 分", "none" },
		{ __LINE__, "￥12.30", "none" },
		{ __LINE__, "今天你吃了吗", "none" },
		{ __LINE__, "周一围城记", "none" },
		{ __LINE__, "三月里的小雨", "none" },
		{ __LINE__, "3分钟阅读", "none" },
		{ __LINE__, "周一至周五 9:00-18:00", "none" },
		{ __LINE__, "8.5分", "none" },
		{ __LINE__, "近30天", "none" },
		{ __LINE__, "10-12 人", "none" },
		{ __LINE__, "3.14", "none" },
		{ __LINE__, "明天 10:00", "none" },
		{ __LINE__, "国发〔2026〕20号", "none" },
	};
	static const struct date_row en[] = {
		{ __LINE__, "172.16.4.12", "none" },
		{ __LINE__, "Page 2 of 11", "none" },
		{ __LINE__, "3.5 stars", "none" },
		{ __LINE__, "$12.05", "none" },
		{ __LINE__, "12.05%", "none" },
		{ __LINE__, "Version: 2.11.20", "none" },
		{ __LINE__, "v2.10.3", "none" },
		{ __LINE__, "80-12-11-26", "none" },
		{ __LINE__, "555-0123", "none" },
		{ __LINE__, "2/29/2026", "none" },
		{ __LINE__, "32 January 2026", "none" },
		{ __LINE__, "31 April 2026", "none" },
		{ __LINE__, "14-2026", "none" },
		{ __LINE__, "12/34", "none" },
		{ __LINE__, "24/7 support", "none" },
		{ __LINE__, "Lakers win 3-1", "none" },
		{ __LINE__, "March of the Penguins", "none" },
		{ __LINE__, "Sat in the front row", "none" },
		{ __LINE__, "It may be too late", "none" },
		{ __LINE__, "12x faster", "none" },
		{ __LINE__, "in 3 hours", "none" },
		{ __LINE__, "now hiring", "none" },
		{ __LINE__, "3 hours from now", "none" },
		{ __LINE__, "30 minutes before bed", "none" },
		{ __LINE__, "16:9", "none" },
		{ __LINE__, "Mon-Fri", "none" },
		{ __LINE__, "9:00-17:00", "none" },
		{ __LINE__, "pp. 11-20", "none" },
		{ __LINE__, "10 - 20", "none" },
		{ __LINE__, "10.11", "none" },
		{ __LINE__, "12-15 people", "none" },
		{ __LINE__, "Yesterday's news", "none" },
		{ __LINE__, "The Sun", "none" },
		{ __LINE__, "20.11 €", "none" },
		/* sentences are no list */
		{ __LINE__,
		    "Now, the company has all but given up on keyboards and "
		    "the people who love them, he said to us",
		    "none" },
		{ __LINE__,
		    "We moved here two years ago and are still in awe of the "
		    "beauty, taking advantage of it every chance we can get",
		    "none" },
		{ __LINE__, "::", "none" },
		{ __LINE__, "\xff\xfe\x80 2026", "none" },
	};

	(void)state;
	DATE_ROWS_CHECK(zh, NOW, "Asia/Shanghai", "zh-CN");
	DATE_ROWS_CHECK(en, UTC_NOW, "UTC", "en");
}

/* RAW is the part that was read; INFERRED says that something was made up. */
static void
test_evidence(void **state)
{
	struct zone utc = ZONE_UTC;
	struct date_context ctx = { .now = 1795132800, .zone = &utc };
	struct arena a;
	struct when w;

	(void)state;
	arena_init(&a, 1 << 20);
	assert_int_equal(
	    date_parse(&a, STR("来源：2026-11-19  08:30 阅读"), &ctx, &w), 0);
	assert_true(str_eq(w.raw, STR("2026-11-19  08:30")));
	assert_false(w.inferred);
	assert_int_equal(date_parse(&a, STR("11-19"), &ctx, &w), 0);
	assert_true(w.inferred);
	arena_release(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_words_around),
		cmocka_unit_test(test_none),
		cmocka_unit_test(test_evidence),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
