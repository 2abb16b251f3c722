// SPDX-License-Identifier: ISC
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "web/charset.h"

#define BYTES(lit) "" lit, sizeof(lit) - 1
#define R "\xef\xbf\xbd" /* U+FFFD */

static const struct {
	int line;
	const char *name;
	const char *bytes;
	size_t len;
	const char *text;
	size_t bad;
} decoded[] = {
#define ROW(name, bytes, text, bad)                     \
	{                                               \
		__LINE__, name, BYTES(bytes), text, bad \
	}
	ROW("UTF-8", "\xef\xbb\xbf\xc3\xa9", "é", 0),
	ROW("UTF-8", "\xe4\xb8\x41\xff\xc0\x80", R "A" R R R, 4),
	ROW("UTF-8", "\xef\xbf\xbd", R, 0),
	ROW("windows-1252", "\x80\xe9\x81", "€é\xc2\x81", 0),
	ROW("ISO-8859-7", "\xe1\xff", "α" R, 1),
	ROW("ISO-8859-8-I", "\xe0", "א", 0),
	ROW("KOI8-R", "\xee\xcf\xd7", "Нов", 0),
	ROW("x-mac-cyrillic", "\x80", "А", 0),
	/* 朱镕基: the second is outside GB 2312 */
	ROW("GBK", "\xd6\xec\xe9\x46\xbb\xf9\x80", "朱镕基€", 0),
	ROW("gb18030", "\x94\x39\xfc\x36\x81\x30\x81\x30", "😀\xc2\x80", 0),
	ROW("gb18030", "\x81\x30\x41", R "0A", 1),
	ROW("gb18030", "\x81\x30\x81\x41", R "0丄", 1),
	ROW("gb18030", "\x81\x30\x81", R, 1),
	ROW("gb18030", "\x81\x7f\xff\x41", R "\x7f" R "A", 2),
	ROW("gb18030", "\x84\x31\xa4\x37", R, 0),
	ROW("gb18030", "\xfe\x39\xfe\x39", R, 1),
	ROW("Big5", "\xa4\xa4\xa4\xe5\xa4", "中文" R, 1),
	ROW("Big5", "\x88\x62\x88\xa5", "Ê̄ê̌", 0),
	ROW("Big5", "\x80\xff\x81\x40", R R R "@", 3),
	ROW("EUC-JP", "\xc6\xfc\x8e\xb6\x8f\xb0\xa1", "日ｶ丂", 0),
	ROW("EUC-JP", "\x8f\xb0\x41\x8e\xe0\x8f\xb0", R "A" R R, 3),
	ROW("Shift_JIS", "\x93\xfa\xb6\xee\xe0\x80\x5c", "日ｶ髙\xc2\x80\\", 0),
	/* leads from E1 on, and the last private one */
	ROW("Shift_JIS", "\xe1\x40\xfb\xfc\xf0\x40", "瓠髙\xee\x80\x80", 0),
	ROW("Shift_JIS", "\x81\x41\x81\x7f\xa0\x81", "、" R "\x7f" R R, 3),
	ROW("EUC-KR", "\xb0\xa1\x81\x41\xc9\x41", "가갂" R "A", 1),
	ROW("ISO-2022-JP",
	    "\x1b$B\x46\x7c\x1b(B a\x1b(J\\~\x1b(I\x31\x1b$@\x46\x7c",
	    "日 a¥‾ｱ日", 0),
	ROW("ISO-2022-JP", "a\x1b$B\x46\x1b(Ba\x80\x1b!\x1b(B\x1b(Jb",
	    "a" R "a" R R "!" R "b", 4),
	ROW("UTF-16LE", "\xff\xfe\x2d\x4e\x3d\xd8\x00\xde", "中😀", 0),
	ROW("UTF-16BE", "\x4e\x2d\xd8\x3d\x00\x41\xdc\x00\x4e", "中" R "A" R R,
	    3),
	ROW("UTF-16LE", "\x3d\xd8\x00", R, 1),
	ROW("replacement", "abc", R, 1),
	ROW("replacement", "", "", 0),
	ROW("x-user-defined", "a\x80\xff", "a\xef\x9e\x80\xef\x9f\xbf", 0),
#undef ROW
};

static void
decodes(void **state)
{
	struct arena a;
	struct err e = ERR_INIT;
	struct str text;
	size_t bad;

	(void)state;
	arena_init(&a, 1 << 20);
	for (size_t i = 0; i < sizeof(decoded) / sizeof(decoded[0]); i++) {
		struct str in = str_n(decoded[i].bytes, decoded[i].len);

		assert_int_equal(
		    charset_decode(&a, decoded[i].name, in, &text, &bad, &e),
		    0);
		if (!str_eq(text, str_c(decoded[i].text)) ||
		    bad != decoded[i].bad)
			fail_msg("line %d: %zu bad in %.*s", decoded[i].line,
			    bad, STR_ARG(text));
	}
	assert_int_equal(
	    charset_decode(&a, "utf-7", STR("x"), &text, NULL, &e), -1);
	assert_int_equal(e.code, ERR_DECODE);
	arena_release(&a);
}

/* GBK on all two-byte codes of GB 2312: none of them is lost. */
static void
knows_all_of_gb2312(void **state)
{
	struct arena a;
	struct err e = ERR_INIT;
	struct str text;
	char pair[2];
	size_t bad;

	(void)state;
	arena_init(&a, 1 << 20);
	for (int row = 0xb0; row <= 0xf7; row++)
		for (int cell = 0xa1; cell <= 0xf9; cell++) {
			pair[0] = (char)row;
			pair[1] = (char)cell;
			charset_decode(
			    &a, "GBK", str_n(pair, 2), &text, &bad, &e);
			if (bad != 0 || text.len != 3)
				fail_msg("%02x%02x", row, cell);
		}
	arena_release(&a);
}

static void
counts_faults(void **state)
{
	(void)state;
	assert_int_equal(charset_faults("UTF-8", STR("中\xff")), 1);
	assert_int_equal(charset_faults("windows-1252", STR("é")), 0);
	/* The bytes of 中 as windows-1252, without and with a control. */
	assert_int_equal(charset_faults("windows-1252", STR("中")), 0);
	assert_int_equal(charset_faults("windows-1252", STR("\xe4\x81")), 1);
	assert_int_equal(charset_faults("no such", STR("\xff")), 0);
}

static void
knows_labels(void **state)
{
	static const struct {
		int line;
		const char *label, *name;
	} labels[] = {
		{ __LINE__, "gb2312", "GBK" },
		{ __LINE__, " GB_2312-80\n", "GBK" },
		{ __LINE__, "gb18030", "gb18030" },
		{ __LINE__, "Latin1", "windows-1252" },
		{ __LINE__, "ascii", "windows-1252" },
		{ __LINE__, "iso-8859-9", "windows-1254" },
		{ __LINE__, "tis-620", "windows-874" },
		{ __LINE__, "logical", "ISO-8859-8-I" },
		{ __LINE__, "sjis", "Shift_JIS" },
		{ __LINE__, "ks_c_5601-1987", "EUC-KR" },
		{ __LINE__, "utf-16", "UTF-16LE" },
		{ __LINE__, "hz-gb-2312", "replacement" },
		{ __LINE__, "x-user-defined", "x-user-defined" },
		/* unknown to lexbor */
		{ __LINE__, "unicode11utf8", "UTF-8" },
		{ __LINE__, "UnicodeFEFF", "UTF-16LE" },
		{ __LINE__, "ucs-2", "UTF-16LE" },
		{ __LINE__, "unicodefffe", "UTF-16BE" },
		/* no labels */
		{ __LINE__, "utf-7", NULL },
		{ __LINE__, "", NULL },
		{ __LINE__, "utf 8", NULL },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(labels) / sizeof(labels[0]); i++) {
		const char *name = charset_by_label(str_c(labels[i].label));

		if (labels[i].name == NULL
			? name != NULL
			: name == NULL || strcmp(name, labels[i].name) != 0)
			fail_msg("line %d: %s", labels[i].line,
			    name == NULL ? "none" : name);
	}
}

static void
prescans(void **state)
{
	static const struct {
		int line;
		const char *bytes;
		size_t len;
		const char *name;
	} pages[] = {
#define ROW(bytes, name) { __LINE__, BYTES(bytes), name }
		ROW("<html><head><META CharSet = 'GB2312' />", "GBK"),
		ROW("<meta charset=utf-8>", "UTF-8"),
		ROW("<meta/charset=big5>", "Big5"),
		ROW("<meta http-equiv=\"Content-Type\" "
		    "content=\"text/html; charset=gb2312\">",
		    "GBK"),
		ROW("<meta content='text/html;charset=\"euc-kr\"' "
		    "http-equiv=content-type>",
		    "EUC-KR"),
		ROW("<meta content='charset, charset =big5 ;' "
		    "http-equiv=content-type>",
		    "Big5"),
		ROW("<meta content=\"text/html; charset=gb2312\">", NULL),
		ROW("<meta name=description content=\"charset=gb2312\">"
		    "<meta charset=big5>",
		    "Big5"),
		ROW("<meta charset=gbk charset=big5>", "GBK"),
		ROW("<meta charset=nonsense><meta charset=big5>", "Big5"),
		ROW("<meta charset=utf-16be>", "UTF-8"),
		ROW("<meta charset=x-user-defined>", "windows-1252"),
		ROW("<!-- <meta charset=gbk> --><meta charset=big5>", "Big5"),
		ROW("<!--><meta charset=gbk>-->", "GBK"),
		ROW("<a title='<meta charset=gbk>'><meta charset=big5>",
		    "Big5"),
		ROW("</a title='<meta charset=gbk>'><?x <meta charset=gbk>",
		    NULL),
		ROW("<metadata charset=gbk>", NULL),
		ROW("<meta charset=gbk", NULL),
		ROW("<meta charset='gbk>", NULL),
		ROW("<?xml version=\"1.0\" encoding=\"gb2312\"?><rss>", "GBK"),
		ROW("<?xml encoding='gbk'?><meta charset=big5>", "Big5"),
		ROW("<?xml encoding=gbk?>", NULL),
		ROW("<?xml version='1.0'?>", NULL),
		ROW("<\0?\0x\0", "UTF-16LE"),
		ROW("\0<\0?\0x", "UTF-16BE"),
		ROW("", NULL),
		ROW("<", NULL),
		ROW("<!", NULL),
#undef ROW
	};

	(void)state;
	for (size_t i = 0; i < sizeof(pages) / sizeof(pages[0]); i++) {
		const char *name =
		    charset_prescan(str_n(pages[i].bytes, pages[i].len));

		if (pages[i].name == NULL
			? name != NULL
			: name == NULL || strcmp(name, pages[i].name) != 0)
			fail_msg("line %d: %s", pages[i].line,
			    name == NULL ? "none" : name);
	}
	assert_string_equal(
	    charset_from_content_type(STR("text/html; charset=UTF-16")),
	    "UTF-16LE");
	assert_null(charset_from_content_type(STR("text/html")));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(decodes),
		cmocka_unit_test(knows_all_of_gb2312),
		cmocka_unit_test(counts_faults),
		cmocka_unit_test(knows_labels),
		cmocka_unit_test(prescans),
	};

	return cmocka_run_group_tests_name("charset", tests, NULL, NULL);
}
