// SPDX-License-Identifier: ISC
// Absolute dates, in figures and in names.
#include "date_rows.h"

#define NOW "2026-11-20T10:30:20+08:00"
#define UTC_NOW "2026-11-20T10:30:20Z"

static void
test_chinese(void **state)
{
	static const struct date_row rows[] = {
		{ __LINE__, "2026-11-20", "2026-11-20" },
		{ __LINE__, "2026-11-20 08:30", "2026-11-20T08:30+08:00" },
		{ __LINE__, "2026-11-20 08:30:05",
		    "2026-11-20T08:30:05+08:00" },
		{ __LINE__, "2026/11/20", "2026-11-20" },
		{ __LINE__, "2026.11.20", "2026-11-20" },
		{ __LINE__, "2026·11·20", "2026-11-20" },
		{ __LINE__, "２０２６－１１－２０　０８：３０",
		    "2026-11-20T08:30+08:00" },
		{ __LINE__, "2026年11月20日", "2026-11-20" },
		{ __LINE__, "2026 年 11 月 20 日 8 时 5 分",
		    "2026-11-20T08:05+08:00" },
		{ __LINE__, "2026年11月20日（星期五）下午3点半",
		    "2026-11-20T15:30+08:00" },
		{ __LINE__, "二〇二六年十一月二十日", "2026-11-20" },
		{ __LINE__, "二○二六年十一月廿日", "2026-11-20" },
		{ __LINE__, "二零二六年十月三十一日", "2026-10-31" },
		{ __LINE__, "26年11月20日", "2026-11-20" },
		{ __LINE__, "九八年五月", "1998-05" },
		{ __LINE__, "2026年11月", "2026-11" },
		{ __LINE__, "26-11-20", "2026-11-20" },
		{ __LINE__, "20261120", "2026-11-20" },
		{ __LINE__, "20261120083005", "2026-11-20T08:30:05+08:00" },
		{ __LINE__, "2026-11-2008:30", "2026-11-20T08:30+08:00" },
		{ __LINE__, "2026/11/20 凌晨 12:05", "2026-11-20T00:05+08:00" },
		{ __LINE__, "2026/11/20 中午12:05", "2026-11-20T12:05+08:00" },
		{ __LINE__, "2026/11/20 晚8:30", "2026-11-20T20:30+08:00" },
		{ __LINE__, "2026-11-19 24:00", "2026-11-20T00:00+08:00" },
		/* a day in a box of its own */
		{ __LINE__, "20 2026-11", "2026-11-20" },
		{ __LINE__, "20 2026年11月", "2026-11-20" },
	};

	(void)state;
	DATE_ROWS_CHECK(rows, NOW, "Asia/Shanghai", "zh-CN");
}

static void
test_eras(void **state)
{
	static const struct date_row taiwan[] = {
		{ __LINE__, "民國115年11月20日", "2026-11-20" },
		{ __LINE__, "中華民國一一五年十一月二十日", "2026-11-20" },
		{ __LINE__, "115.11.20", "2026-11-20" },
		{ __LINE__, "115-11-20", "2026-11-20" },
	};
	static const struct date_row japan[] = {
		{ __LINE__, "令和8年11月20日", "2026-11-20" },
		{ __LINE__, "令和元年5月1日", "2019-05-01" },
		{ __LINE__, "平成30年4月12日", "2018-04-12" },
		{ __LINE__, "2026年11月20日（金）14時22分",
		    "2026-11-20T14:22+09:00" },
	};
	static const struct date_row thailand[] = {
		{ __LINE__, "20 พฤศจิกายน 2569", "2026-11-20" },
		{ __LINE__, "20 พ.ย. 2569 เวลา 15:25 น.",
		    "2026-11-20T15:25+07:00" },
		{ __LINE__, "20 พฤศจิกายน พ.ศ. 2569", "2026-11-20" },
		{ __LINE__, "20 พฤศจิกายน ค.ศ. 2026", "2026-11-20" },
	};

	(void)state;
	DATE_ROWS_CHECK(taiwan, NOW, "Asia/Taipei", "zh-TW");
	DATE_ROWS_CHECK(japan, NOW, "Asia/Tokyo", "ja");
	DATE_ROWS_CHECK(thailand, NOW, "Asia/Bangkok", "th");
}

static void
test_english(void **state)
{
	static const struct date_row rows[] = {
		{ __LINE__, "November 20, 2026", "2026-11-20" },
		{ __LINE__, "Nov 20th, 2026 2:22pm", "2026-11-20T14:22Z" },
		{ __LINE__, "Nov. 20, 2026 at 12:05 a.m.",
		    "2026-11-20T00:05Z" },
		{ __LINE__, "20th of November 2026", "2026-11-20" },
		{ __LINE__, "20-Nov-26", "2026-11-20" },
		{ __LINE__, "Nov 20 '26", "2026-11-20" },
		{ __LINE__, "7 Jun 98", "1998-06-07" },
		{ __LINE__, "November 2026", "2026-11" },
		{ __LINE__, "8:25 a.m. Nov. 12, 2026", "2026-11-12T08:25Z" },
		{ __LINE__, "Fri Nov 20 08:30:00 2026",
		    "2026-11-20T08:30:00Z" },
		{ __LINE__, "May twenty-fourth, 2026", "2026-05-24" },
		{ __LINE__, "11/12/2025", "2025-11-12" },
		{ __LINE__, "20/11/2026", "2026-11-20" },
		/* the reading of the other order lies in the future */
		{ __LINE__, "12/11/2026", "2026-11-12" },
		/* and one that the weekday decides */
		{ __LINE__, "Monday 9/3/2026", "2026-03-09" },
	};

	(void)state;
	DATE_ROWS_CHECK(rows, UTC_NOW, "UTC", "en");
}

static void
test_standards(void **state)
{
	static const struct date_row rows[] = {
		/* ISO 8601, RFC 3339 */
		{ __LINE__, "2026-11-20T08:30:05Z", "2026-11-20T08:30:05Z" },
		{ __LINE__, "2026-11-20T08:30:05.123+08:00",
		    "2026-11-20T08:30:05+08:00" },
		{ __LINE__, "2026-11-20T08:30-0330", "2026-11-20T08:30-03:30" },
		{ __LINE__, "20261120T083005Z", "2026-11-20T08:30:05Z" },
		{ __LINE__, "2026-11", "2026-11" },
		/* RFC 5322 and cousins */
		{ __LINE__, "Fri, 20 Nov 2026 08:30:05 GMT",
		    "2026-11-20T08:30:05Z" },
		{ __LINE__, "Fri, 20 Nov 26 08:30 EST",
		    "2026-11-20T08:30-05:00" },
		{ __LINE__, "Fri, 20 Nov 2026 08:30:05 MEST",
		    "2026-11-20T08:30:05+02:00" },
		{ __LINE__, "Fri,20 Nov 2026 08:30:05 -0000",
		    "2026-11-20T08:30:05Z" },
		{ __LINE__, "Fri Nov 20 08:16:00 +0000 2026",
		    "2026-11-20T08:16:00Z" },
		/* Thursday, not thứ 2, which is Monday in Vietnamese */
		{ __LINE__, "Thu 2 Jul 2026", "2026-07-02" },
		{ __LINE__, "Thu 5 Nov 2026 08:30 GMT", "2026-11-05T08:30Z" },
		{ __LINE__, "thứ 2, 2/11/2026", "2026-11-02" },
		{ __LINE__, "Thu, 29 Oct 2026 07:36:03 GMT-07:00",
		    "2026-10-29T07:36:03-07:00" },
		{ __LINE__, "20/Nov/2026:08:30:05 +0200",
		    "2026-11-20T08:30:05+02:00" },
		{ __LINE__, "2026-07-20 23:00 ET", "2026-07-20T23:00-04:00" },
		{ __LINE__, "2026-01-20 23:00 ET", "2026-01-20T23:00-05:00" },
		/* on is ten in Turkish, and a Wednesday in Danish */
		{ __LINE__, "on June 30", "2026-06-30" },
		{ __LINE__, "on Jun 30", "2026-06-30" },
		{ __LINE__, "on 30 June", "2026-06-30" },
		{ __LINE__, "by Bob on Nov 25 in News", "2025-11-25" },
		{ __LINE__, "on November 17 at 5 pm", "2026-11-17T17:00Z" },
		{ __LINE__, "ons 30 jun 2021", "2021-06-30" },
		{ __LINE__, "mar. 5 nov. 2024", "2024-11-05" },
		/* seconds and milliseconds since 1970 */
		{ __LINE__, "1795132800", "2026-11-20T00:00:00Z" },
		{ __LINE__, "1795132800123", "2026-11-20T00:00:00Z" },
	};
	/* CST is China's there */
	static const struct date_row china[] = {
		{ __LINE__, "Fri Nov 20 08:30:00 CST 2026",
		    "2026-11-20T08:30:00+08:00" },
	};
	static const struct date_row america[] = {
		{ __LINE__, "Fri Nov 20 08:30:00 CST 2026",
		    "2026-11-20T08:30:00-06:00" },
		/* the hour that the clock skips, and the one it shows twice */
		{ __LINE__, "2026-03-08 02:30", "2026-03-08T03:30-04:00" },
		{ __LINE__, "2026-11-01 01:30", "2026-11-01T01:30-04:00" },
	};

	(void)state;
	DATE_ROWS_CHECK(rows, UTC_NOW, "UTC", "");
	DATE_ROWS_CHECK(china, NOW, "Asia/Shanghai", "zh");
	DATE_ROWS_CHECK(america, UTC_NOW, "America/New_York", "en-US");
}

static void
test_languages(void **state)
{
	static const struct {
		struct date_row row;
		const char *language;
	} rows[] = {
		{ { __LINE__, "Freitag, 20. November 2026 um 8:30 Uhr",
		      "2026-11-20T08:30Z" },
		    "de" },
		{ { __LINE__, "31.Maerz 2026", "2026-03-31" }, "de" },
		{ { __LINE__, "Le 11 Décembre 2025 à 09h05",
		      "2025-12-11T09:05Z" },
		    "fr" },
		{ { __LINE__, "11 fevrier 2026", "2026-02-11" }, "fr" },
		{ { __LINE__, "20 de noviembre de 2026 a las 15:07",
		      "2026-11-20T15:07Z" },
		    "es" },
		{ { __LINE__, "quarta-feira, 4 de março de 2026, 14h22",
		      "2026-03-04T14:22Z" },
		    "pt" },
		{ { __LINE__, "venerdì 20 novembre 2026", "2026-11-20" },
		    "it" },
		{ { __LINE__, "20 ноября 2026 г. в 15:07",
		      "2026-11-20T15:07Z" },
		    "ru" },
		{ { __LINE__, "20 listopada 2026", "2026-11-20" }, "pl" },
		{ { __LINE__, "20. listopada 2026.", "2026-10-20" }, "hr" },
		{ { __LINE__, "20 Kasım 2026 Cuma", "2026-11-20" }, "tr" },
		{ { __LINE__, "ngày 20 tháng 11 năm 2026 lúc 11 giờ",
		      "2026-11-20T11:00Z" },
		    "vi" },
		{ { __LINE__, "2026. nov. 20., pén 15:25",
		      "2026-11-20T15:25Z" },
		    "hu" },
		{ { __LINE__, "20. marraskuuta 2026 klo 15.25",
		      "2026-11-20T15:25Z" },
		    "fi" },
		{ { __LINE__, "٢٠ نوفمبر ٢٠٢٦ ١٥:٢٥", "2026-11-20T15:25Z" },
		    "ar" },
		{ { __LINE__, "2026년 11월 20일 오후 2시 22분",
		      "2026-11-20T14:22Z" },
		    "ko" },
		{ { __LINE__, "2026. 11. 20. 오전 12:05", "2026-11-20T00:05Z" },
		    "ko" },
		{ { __LINE__, "Fr. 20.11. 8:30 Uhr", "2026-11-20T08:30Z" },
		    "de" },
		{ { __LINE__, "20/11-2026", "2026-11-20" }, "da" },
		{ { __LINE__, "20 XI 2026", "2026-11-20" }, "pl" },
		{ { __LINE__, "8h30 ngày 20/11/2026", "2026-11-20T08:30Z" },
		    "vi" },
		{ { __LINE__, "14-ти февруари 2026", "2026-02-14" }, "bg" },
		{ { __LINE__, "20 พ.ย. 69", "2026-11-20" }, "th" },
		{ { __LINE__, "03.04.2026", "2026-04-03" }, "de" },
		{ { __LINE__, "3/4/2026", "2026-04-03" }, "en-GB" },
		{ { __LINE__, "3/4/2026", "2026-03-04" }, "en-US" },
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
		cmocka_unit_test(test_eras),
		cmocka_unit_test(test_english),
		cmocka_unit_test(test_standards),
		cmocka_unit_test(test_languages),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
