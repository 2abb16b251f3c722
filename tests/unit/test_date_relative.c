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
		{ __LINE__, "一个半小时前", "2026-11-20T09:00+08:00" },
		{ __LINE__, "1小时20分钟前", "2026-11-20T09:10+08:00" },
		{ __LINE__, "二十五分钟前", "2026-11-20T10:05+08:00" },
		{ __LINE__, "三天前", "2026-11-17" },
		{ __LINE__, "3天前 14:22", "2026-11-17T14:22+08:00" },
		{ __LINE__, "10天以前", "2026-11-10" },
		{ __LINE__, "1周前", "2026-11-13" },
		{ __LINE__, "两个月前", "2026-09" },
		{ __LINE__, "2年前", "2024-11" },
		{ __LINE__, "今天 08:15", "2026-11-20T08:15+08:00" },
		{ __LINE__, "昨天 16:05", "2026-11-19T16:05+08:00" },
		{ __LINE__, "昨晚8点", "2026-11-19T20:00+08:00" },
		{ __LINE__, "前天下午三点", "2026-11-18T15:00+08:00" },
		{ __LINE__, "大前天", "2026-11-17" },
		{ __LINE__, "上周三 10:00", "2026-11-11T10:00+08:00" },
		{ __LINE__, "本月5日", "2026-11-05" },
		{ __LINE__, "上个月15号", "2026-10-15" },
		{ __LINE__, "去年3月3号", "2025-03-03" },
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
		{ __LINE__, "【03-05】", "2026-03-05" },
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
		{ __LINE__, "01-01 00:05", "2026-01-01T00:05+08:00" },
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
		{ __LINE__, "about 23 hours ago", "2026-11-19T11:30Z" },
		{ __LINE__, "1 hour, 20 minutes ago", "2026-11-20T09:10Z" },
		{ __LINE__, "1.5 hours ago", "2026-11-20T09:00Z" },
		{ __LINE__, "half an hour ago", "2026-11-20T10:00Z" },
		{ __LINE__, "3m 49s ago", "2026-11-20T10:26:31Z" },
		{ __LINE__, "10 mins. ago", "2026-11-20T10:20Z" },
		{ __LINE__, "twenty five minutes ago", "2026-11-20T10:05Z" },
		{ __LINE__, "one day ago at 2 PM", "2026-11-19T14:00Z" },
		{ __LINE__, "over a year ago", "2025-11" },
		{ __LINE__, "Yesterday, 9:15 PM", "2026-11-19T21:15Z" },
		{ __LINE__, "the day before yesterday 16:50",
		    "2026-11-18T16:50Z" },
		{ __LINE__, "last Friday", "2026-11-13" },
		{ __LINE__, "Tuesday 3pm", "2026-11-17T15:00Z" },
		{ __LINE__, "Nov 21", "2025-11-21" },
		{ __LINE__, "11 at night", "2026-11-19T23:00Z" },
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
		{ { __LINE__, "gestern um 12:00 Uhr", "2026-11-19T12:00Z" },
		    "de" },
		{ { __LINE__, "il y a 3 heures", "2026-11-20T07:30Z" }, "fr" },
		{ { __LINE__, "Il y a une heure", "2026-11-20T09:30Z" }, "fr" },
		{ { __LINE__, "hace 3 horas", "2026-11-20T07:30Z" }, "es" },
		{ { __LINE__, "há 3 semanas", "2026-10-30" }, "pt" },
		{ { __LINE__, "un'ora fa", "2026-11-20T09:30Z" }, "it" },
		{ { __LINE__, "venerdì scorso", "2026-11-13" }, "it" },
		{ { __LINE__, "2 ч. 21 мин. назад", "2026-11-20T08:09Z" },
		    "ru" },
		{ { __LINE__, "час назад", "2026-11-20T09:30Z" }, "ru" },
		{ { __LINE__, "позавчера", "2026-11-18" }, "ru" },
		{ { __LINE__, "3時間前", "2026-11-20T07:30Z" }, "ja" },
		{ { __LINE__, "おととい", "2026-11-18" }, "ja" },
		{ { __LINE__, "3시간 전", "2026-11-20T07:30Z" }, "ko" },
		{ { __LINE__, "그저께", "2026-11-18" }, "ko" },
		{ { __LINE__, "3 tháng trước", "2026-08" }, "vi" },
		{ { __LINE__, "seminggu yang lalu", "2026-11-13" }, "id" },
		{ { __LINE__, "13 ชั่วโมงที่ผ่านมา", "2026-11-19T21:30Z" }, "th" },
		{ { __LINE__, "منذ ساعة", "2026-11-20T09:30Z" }, "ar" },
		{ { __LINE__, "לפני שנתיים", "2024-11" }, "he" },
		{ { __LINE__, "לפני שנתיים", "2024-11" }, "he" },
		{ { __LINE__, "1時間半前", "2026-11-20T09:00Z" }, "ja" },
		{ { __LINE__, "il y a une demi-heure", "2026-11-20T10:00Z" },
		    "fr" },
		{ { __LINE__, "la settimana scorsa", "2026-11-13" }, "it" },
		{ { __LINE__, "данас у 08:30", "2026-11-20T08:30Z" }, "sr" },
		{ { __LINE__, "6 दिन पहले", "2026-11-14" }, "hi" },
		{ { __LINE__, "för 6 dagar sedan", "2026-11-14" }, "sv" },
		{ { __LINE__, "3 pv sitten", "2026-11-17" }, "fi" },
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
