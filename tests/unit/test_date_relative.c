// SPDX-License-Identifier: ISC
// Dates as seen from now: ago, yesterday, without a year, weekdays, times.
#include "date_rows.h"

/* A Friday. */
#define NOW "2026-11-20T10:30:20+08:00"
#define UTC_NOW "2026-11-20T10:30:20Z"

static void
test_chinese(void **state)
{
	static const struct date_row rows[] = {
		{ __LINE__, "刚刚", "2026-11-20T10:30+08:00" },
		{ __LINE__, "10秒前", "2026-11-20T10:30:10+08:00" },
		{ __LINE__, "3小时前", "2026-11-20T07:30+08:00" },
		{ __LINE__, "半小时前", "2026-11-20T10:00+08:00" },
		{ __LINE__, "两个半小时前", "2026-11-20T08:00+08:00" },
		{ __LINE__, "2小时15分钟前", "2026-11-20T08:15+08:00" },
		{ __LINE__, "三十六分钟前", "2026-11-20T09:54+08:00" },
		{ __LINE__, "三天前", "2026-11-17" },
		{ __LINE__, "4天前 07:45", "2026-11-16T07:45+08:00" },
		{ __LINE__, "10天以前", "2026-11-10" },
		{ __LINE__, "1周前", "2026-11-13" },
		{ __LINE__, "两个月前", "2026-09" },
		{ __LINE__, "2年前", "2024-11" },
		{ __LINE__, "今天 06:40", "2026-11-20T06:40+08:00" },
		{ __LINE__, "昨天 16:05", "2026-11-19T16:05+08:00" },
		{ __LINE__, "昨晚8点", "2026-11-19T20:00+08:00" },
		{ __LINE__, "前天下午四点", "2026-11-18T16:00+08:00" },
		{ __LINE__, "大前天", "2026-11-17" },
		{ __LINE__, "上周二 11:30", "2026-11-10T11:30+08:00" },
		{ __LINE__, "本月5日", "2026-11-05" },
		{ __LINE__, "上个月12号", "2026-10-12" },
		{ __LINE__, "去年6月8号", "2025-06-08" },
	};

	(void)state;
	DATE_ROWS_CHECK(rows, NOW, "Asia/Shanghai", "zh-CN");
}

/* Without a year: the newest that is not after now; today counts whole. */
static void
test_newest(void **state)
{
	static const struct date_row rows[] = {
		{ __LINE__, "11-20", "2026-11-20" },
		{ __LINE__, "11-20 23:59", "2026-11-20T23:59+08:00" },
		{ __LINE__, "11-21", "2025-11-21" },
		{ __LINE__, "11月20日 08:30", "2026-11-20T08:30+08:00" },
		{ __LINE__, "12/31", "2025-12-31" },
		{ __LINE__, "02-29", "2024-02-29" },
		{ __LINE__, "九月三号", "2026-09-03" },
		{ __LINE__, "【06-18】", "2026-06-18" },
		{ __LINE__, "9日上午", "2026-11-09" },
		{ __LINE__, "25日", "2026-10-25" },
		{ __LINE__, "周五", "2026-11-20" },
		{ __LINE__, "星期六", "2026-11-14" },
		{ __LINE__, "周五 23:00", "2026-11-13T23:00+08:00" },
		{ __LINE__, "08:15", "2026-11-20T08:15+08:00" },
		{ __LINE__, "23:50", "2026-11-19T23:50+08:00" },
	};
	/* A minute before midnight, clocks of others are ahead. */
	static const struct date_row eve[] = {
		{ __LINE__, "01-01 00:15", "2026-01-01T00:15+08:00" },
		{ __LINE__, "01-01 10:05", "2025-01-01T10:05+08:00" },
		{ __LINE__, "12-31", "2025-12-31" },
	};

	(void)state;
	DATE_ROWS_CHECK(rows, NOW, "Asia/Shanghai", "zh-CN");
	DATE_ROWS_CHECK(
	    eve, "2025-12-31T23:30:00+08:00", "Asia/Shanghai", "zh");
}

static void
test_english(void **state)
{
	static const struct date_row rows[] = {
		{ __LINE__, "just now", "2026-11-20T10:30Z" },
		{ __LINE__, "an hour ago", "2026-11-20T09:30Z" },
		{ __LINE__, "about 21 hours ago", "2026-11-19T13:30Z" },
		{ __LINE__, "2 hours, 15 minutes ago", "2026-11-20T08:15Z" },
		{ __LINE__, "1.5 hours ago", "2026-11-20T09:00Z" },
		{ __LINE__, "half an hour ago", "2026-11-20T10:00Z" },
		{ __LINE__, "4m 10s ago", "2026-11-20T10:26:10Z" },
		{ __LINE__, "10 mins. ago", "2026-11-20T10:20Z" },
		{ __LINE__, "twenty five minutes ago", "2026-11-20T10:05Z" },
		{ __LINE__, "two days ago at 4 PM", "2026-11-18T16:00Z" },
		{ __LINE__, "over two years ago", "2024-11" },
		{ __LINE__, "Yesterday, 8:40 PM", "2026-11-19T20:40Z" },
		{ __LINE__, "the day before yesterday 17:25",
		    "2026-11-18T17:25Z" },
		{ __LINE__, "last Friday", "2026-11-13" },
		{ __LINE__, "Monday 5pm", "2026-11-16T17:00Z" },
		{ __LINE__, "Nov 21", "2025-11-21" },
		{ __LINE__, "10 at night", "2026-11-19T22:00Z" },
		{ __LINE__, "3d", "2026-11-17" },
	};

	(void)state;
	DATE_ROWS_CHECK(rows, UTC_NOW, "UTC", "en");
}

static void
test_languages(void **state)
{
	static const struct {
		struct date_row row;
		const char *language;
	} rows[] = {
		{ { __LINE__, "vor 3 Stunden", "2026-11-20T07:30Z" }, "de" },
		{ { __LINE__, "gestern um 17:45 Uhr", "2026-11-19T17:45Z" },
		    "de" },
		{ { __LINE__, "il y a 3 heures", "2026-11-20T07:30Z" }, "fr" },
		{ { __LINE__, "Il y a une heure", "2026-11-20T09:30Z" }, "fr" },
		{ { __LINE__, "hace 3 horas", "2026-11-20T07:30Z" }, "es" },
		{ { __LINE__, "há 2 semanas", "2026-11-06" }, "pt" },
		{ { __LINE__, "un'ora fa", "2026-11-20T09:30Z" }, "it" },
		{ { __LINE__, "giovedì scorso", "2026-11-19" }, "it" },
		{ { __LINE__, "3 ч. 15 мин. назад", "2026-11-20T07:15Z" },
		    "ru" },
		{ { __LINE__, "час назад", "2026-11-20T09:30Z" }, "ru" },
		{ { __LINE__, "позавчера", "2026-11-18" }, "ru" },
		{ { __LINE__, "3時間前", "2026-11-20T07:30Z" }, "ja" },
		{ { __LINE__, "おととい", "2026-11-18" }, "ja" },
		{ { __LINE__, "3시간 전", "2026-11-20T07:30Z" }, "ko" },
		{ { __LINE__, "그저께", "2026-11-18" }, "ko" },
		{ { __LINE__, "2 tháng trước", "2026-09" }, "vi" },
		{ { __LINE__, "seminggu yang lalu", "2026-11-13" }, "id" },
		{ { __LINE__, "5 ชั่วโมงที่ผ่านมา", "2026-11-20T05:30Z" }, "th" },
		{ { __LINE__, "منذ ساعة", "2026-11-20T09:30Z" }, "ar" },
		{ { __LINE__, "לפני שנתיים", "2024-11" }, "he" },
		{ { __LINE__, "לפני שנתיים", "2024-11" }, "he" },
		{ { __LINE__, "1時間半前", "2026-11-20T09:00Z" }, "ja" },
		{ { __LINE__, "il y a une demi-heure", "2026-11-20T10:00Z" },
		    "fr" },
		{ { __LINE__, "la settimana scorsa", "2026-11-13" }, "it" },
		{ { __LINE__, "данас у 08:30", "2026-11-20T08:30Z" }, "sr" },
		{ { __LINE__, "4 दिन पहले", "2026-11-16" }, "hi" },
		{ { __LINE__, "för 4 dagar sedan", "2026-11-16" }, "sv" },
		{ { __LINE__, "5 pv sitten", "2026-11-15" }, "fi" },
		{ { __LINE__, "před hodinou", "2026-11-20T09:30Z" }, "cs" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		date_rows_check(
		    &rows[i].row, 1, UTC_NOW, "UTC", rows[i].language);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_chinese),
		cmocka_unit_test(test_newest),
		cmocka_unit_test(test_english),
		cmocka_unit_test(test_languages),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
