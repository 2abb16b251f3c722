// SPDX-License-Identifier: ISC
// Names of all languages, digits of all scripts, and words that clash.
#include "date_rows.h"

#include "base/utf8.h"
#include "normalize/date/names.h"

#define NOW "2026-11-20T10:30:20Z"

struct language_row {
	int line;
	const char *language, *in, *want;
};

static void
check(const struct language_row *rows, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		struct date_row row = { rows[i].line, rows[i].in,
			rows[i].want };

		date_rows_check(&row, 1, NOW, "UTC", rows[i].language);
	}
}
#define CHECK(rows) check(rows, sizeof(rows) / sizeof((rows)[0]))

static void
test_languages(void **state)
{
	static const struct language_row rows[] = {
		{ __LINE__, "sw", "5 Novemba 2026", "2026-11-05" },
		{ __LINE__, "fil", "Nobyembre 5, 2026", "2026-11-05" },
		{ __LINE__, "ga", "5 Samhain 2026", "2026-11-05" },
		{ __LINE__, "km", "5 វិច្ឆិកា 2026", "2026-11-05" },
		{ __LINE__, "am", "5 ኖቬምበር 2026", "2026-11-05" },
		{ __LINE__, "uz-Cyrl", "5 ноябр 2026", "2026-11-05" },
		{ __LINE__, "ky", "2026-ж., 5-ноябрь, бейшемби", "2026-11-05" },
		{ __LINE__, "ba", "5 ноябрь, кесаҙна, 2026 й.", "2026-11-05" },
		{ __LINE__, "mn", "2026 оны арван нэгдүгээр сарын 5",
		    "2026-11-05" },
		/* a program's cut of a name, and the language's genitive */
		{ __LINE__, "he", "5 נוב 2026", "2026-11-05" },
		{ __LINE__, "sl", "5. novembra 2026", "2026-11-05" },
		/* the same letters in two scripts of one language */
		{ __LINE__, "sr", "5. novembra 2026.", "2026-11-05" },
		{ __LINE__, "sr", "5. новембра 2026.", "2026-11-05" },
		/* a weekday that is also a month, before a whole date */
		{ __LINE__, "fr", "mar. 17 nov. 2026", "2026-11-17" },
		{ __LINE__, "fr", "17 mar. 2026", "2026-03-17" },
	};

	(void)state;
	CHECK(rows);
}

static void
test_spans(void **state)
{
	static const struct language_row rows[] = {
		{ __LINE__, "sw", "saa 3 zilizopita", "2026-11-20T07:30Z" },
		{ __LINE__, "ha", "kwanaki da suka gabata 3", "2026-11-17" },
		{ __LINE__, "mr", "3 तासांपूर्वी", "2026-11-20T07:30Z" },
		{ __LINE__, "si", "පැය 3කට පෙර", "2026-11-20T07:30Z" },
		{ __LINE__, "th", "3 วันที่แล้ว", "2026-11-17" },
		{ __LINE__, "bg", "пр. 3 ч", "2026-11-20T07:30Z" },
		{ __LINE__, "mt", "11-il siegħa ilu", "2026-11-19T23:30Z" },
		{ __LINE__, "uz", "3 soat oldin", "2026-11-20T07:30Z" },
		/* ago is also August there */
		{ __LINE__, "es", "3 hours ago", "2026-11-20T07:30Z" },
		{ __LINE__, "es", "3 ago 2026", "2026-08-03" },
		/* a unit and a number without "ago" are none */
		{ __LINE__, "sw", "saa 3", "none" },
		{ __LINE__, "en", "day 3", "none" },
	};

	(void)state;
	CHECK(rows);
}

static void
test_times(void **state)
{
	static const struct language_row rows[] = {
		{ __LINE__, "zh", "2026年11月5日 GMT+8 14:10:41",
		    "2026-11-05T14:10:41+08:00" },
		{ __LINE__, "bg", "5.11.2026 г., 2:26:16 ч. +02:00",
		    "2026-11-05T02:26:16+02:00" },
		{ __LINE__, "vi", "09:24:44 5 thg 11, 2026 +07:00",
		    "2026-11-05T09:24:44+07:00" },
		{ __LINE__, "fr-CH", "5 novembre 2026 à 05.05:52",
		    "2026-11-05T05:05:52Z" },
		{ __LINE__, "te", "5 నవంబర్, 2026 10:56 PMకి",
		    "2026-11-05T22:56Z" },
		{ __LINE__, "bn", "৫/১১/২০২৬ রাত ১২:০৯", "2026-11-05T00:09Z" },
		{ __LINE__, "bn", "৫/১১/২০২৬ রাত ১০:০৯", "2026-11-05T22:09Z" },
		{ __LINE__, "zh", "2026年11月5日晚上12:09",
		    "2026-11-06T00:09Z" },
	};

	(void)state;
	CHECK(rows);
}

/* listopad is November in Polish and October in Croatian. */
static void
test_clashes(void **state)
{
	static const struct language_row rows[] = {
		{ __LINE__, "pl", "5 listopada 2026", "2026-11-05" },
		{ __LINE__, "hr", "5. listopada 2026.", "2026-10-05" },
		{ __LINE__, "", "5 listopada 2026", "none" },
		{ __LINE__, "de", "5 listopada 2026", "none" },
		{ __LINE__, "", "czwartek, 5 listopada 2026", "2026-11-05" },
		/* a small language's word only on its own pages */
		{ __LINE__, "br", "5 Du 2026", "2026-11-05" },
		{ __LINE__, "", "5 Du 2026", "none" },
		{ __LINE__, "fr", "5 Du 2026", "none" },
		/* but a long one that nobody else has, without a language */
		{ __LINE__, "", "5 Samhain 2026", "2026-11-05" },
	};

	(void)state;
	CHECK(rows);
}

static void
test_calendars(void **state)
{
	static const struct language_row rows[] = {
		{ __LINE__, "th", "20 พฤศจิกายน 2569", "2026-11-20" },
		{ __LINE__, "th", "20 พฤศจิกายน พ.ศ. 2569", "2026-11-20" },
		{ __LINE__, "th", "20 พฤศจิกายน ค.ศ. 2026", "2026-11-20" },
		{ __LINE__, "th", "20 พ.ย. 69", "2026-11-20" },
		{ __LINE__, "th", "20/11/2569", "2026-11-20" },
		/* Umm al-Qura: no date is better than a wrong one */
		{ __LINE__, "ar-SA", "١٠ جمادى الأولى ١٤٤٨", "none" },
		{ __LINE__, "ar-SA", "١٠/٥/١٤٤٨", "none" },
	};

	(void)state;
	CHECK(rows);
}

static void
test_orders(void **state)
{
	static const struct {
		int line;
		const char *tag;
		enum date_order order;
	} rows[] = {
		{ __LINE__, "en", DATE_ORDER_MDY },
		{ __LINE__, "en-US", DATE_ORDER_MDY },
		{ __LINE__, "en-GB", DATE_ORDER_DMY },
		{ __LINE__, "en-ca", DATE_ORDER_YMD },
		{ __LINE__, "en_AU", DATE_ORDER_DMY },
		{ __LINE__, "zh-CN", DATE_ORDER_YMD },
		{ __LINE__, "zh-Hans-CN", DATE_ORDER_YMD },
		{ __LINE__, "zh-HK", DATE_ORDER_DMY },
		{ __LINE__, "zh-TW", DATE_ORDER_YMD },
		{ __LINE__, "es-PR", DATE_ORDER_MDY },
		{ __LINE__, "fil-PH", DATE_ORDER_MDY },
		{ __LINE__, "de-AT", DATE_ORDER_DMY },
		{ __LINE__, "xx", DATE_ORDER_DMY },
		{ __LINE__, "", DATE_ORDER_DMY },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		if (names_order(str_c(rows[i].tag)) != rows[i].order)
			fail_msg("line %d: %s", rows[i].line, rows[i].tag);
}

static void
test_tags(void **state)
{
	static const struct {
		int line;
		const char *tag, *same;
	} rows[] = {
		{ __LINE__, "zh-TW", "zh-Hant" },
		{ __LINE__, "zh-Hant-MO", "zh-Hant" },
		{ __LINE__, "ZH-cn", "zh" },
		{ __LINE__, "no", "nb" },
		{ __LINE__, "iw", "he" },
		{ __LINE__, "tl-PH", "fil" },
		{ __LINE__, "sr-Latn-RS", "sr-Latn" },
		{ __LINE__, "pt-BR", "pt" },
		{ __LINE__, "uz-Cyrl-UZ", "uz" },
		{ __LINE__, "de-x-much-longer-than-any-tag", "de" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		int language = names_language(str_c(rows[i].tag));

		if (language == LANGUAGE_NONE ||
		    language != names_language(str_c(rows[i].same)))
			fail_msg("line %d: %s", rows[i].line, rows[i].tag);
	}
	assert_int_equal(names_language(STR("")), LANGUAGE_NONE);
	assert_int_equal(names_language(STR("english")), LANGUAGE_NONE);
	/* those that code knows by their numbers */
	assert_int_equal(names_language(STR("en")), LANGUAGE_ENGLISH);
	assert_int_equal(names_language(STR("zh")), LANGUAGE_CHINESE);
	assert_int_equal(
	    names_language(STR("zh-Hant")), LANGUAGE_CHINESE_TRADITIONAL);
	assert_int_equal(names_language(STR("ja")), LANGUAGE_JAPANESE);
	assert_int_equal(names_language(STR("ko")), LANGUAGE_KOREAN);
	assert_int_equal(names_language(STR("th")), LANGUAGE_THAI);
	assert_int_equal(names_language(STR("yue")), LANGUAGE_CANTONESE);
}

/* 2026-11-05 in the digits that begin at each of these. */
static void
test_digits(void **state)
{
	static const uint32_t zeros[] = { 0x660, 0x6F0, 0x7C0, 0x966, 0xE50,
		0xF20, 0x1040, 0x17E0, 0x1946, 0x1C50, 0xA8D0, 0xABF0, 0xFF10,
		0x104A0, 0x11136, 0x116DA, 0x1D7CE, 0x1D7F6, 0x1E950, 0x1FBF0 };

	(void)state;
	for (size_t i = 0; i < sizeof(zeros) / sizeof(zeros[0]); i++) {
		char text[64];
		size_t n = 0;
		struct date_row row = { __LINE__, text, "2026-11-05" };

		for (const char *p = "2026-11-05"; *p != '\0'; p++)
			n += utf8_put(
			    *p == '-' ? '-' : zeros[i] + (uint32_t)(*p - '0'),
			    text + n);
		text[n] = '\0';
		date_rows_check(&row, 1, NOW, "UTC", "");
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_languages),
		cmocka_unit_test(test_spans),
		cmocka_unit_test(test_times),
		cmocka_unit_test(test_clashes),
		cmocka_unit_test(test_calendars),
		cmocka_unit_test(test_orders),
		cmocka_unit_test(test_tags),
		cmocka_unit_test(test_digits),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
