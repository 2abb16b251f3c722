// SPDX-License-Identifier: ISC
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "decode/decode.h"
#include "decode/verdict.h"

#define BYTES(lit) "" lit, sizeof(lit) - 1

/* 国务院总理今天在北京会见了来访的外国代表团，双方就加强合作交换了意见。 */
#define IN_GBK                                                     \
	"\271\372\316\361\324\272\327\334\300\355\275\361\314\354" \
	"\324\332\261\261\276\251\273\341\274\373\301\313\300\264" \
	"\267\303\265\304\315\342\271\372\264\372\261\355\315\305" \
	"\243\254\313\253\267\275\276\315\274\323\307\277\272\317" \
	"\327\367\275\273\273\273\301\313\322\342\274\373\241\243"
/* 行政院今天舉行會議，討論有關經濟發展的問題，並且宣布新的措施。 */
#define IN_BIG5                                                 \
	"\246\346\254F\260|\244\265\244\321\301|\246\346\267|"  \
	"\304\263\241A\260Q\275\327\246\263\303\366\270g\300"   \
	"\331\265o\256i\252\272\260\335\303D\241A\250\303\245B" \
	"\253\305\245\254\267s\252\272\261\271\254I\241C"
/* 日本政府は今日、新しい経済対策についての会議を開き、 */
#define IN_EUC_JP                                                  \
	"\306\374\313\334\300\257\311\334\244\317\272\243\306\374" \
	"\241\242\277\267\244\267\244\244\267\320\272\321\302\320" \
	"\272\366\244\313\244\304\244\244\244\306\244\316\262\361" \
	"\265\304\244\362\263\253\244\255\241\242"
#define IN_SHIFT_JIS                                              \
	"\223\372\226{\220\255\225{\202\315\215\241\223\372\201A" \
	"\220V\202\265\202\242\214o\215\317\221\316\215\364\202"  \
	"\311\202\302\202\242\202\304\202\314\211\357\213c\202"   \
	"\360\212J\202\253\201A"
/* 정부는 오늘 서울에서 회의를 열고 새로운 경제 정책을 발표했다고 */
#define IN_EUC_KR                                                   \
	"\301\244\272\316\264\302 \277\300\264\303 \274\255\277"    \
	"\357\277\241\274\255 \310\270\300\307\270\246 \277\255"    \
	"\260\355 \273\365\267\316\277\356 \260\346\301\246 "       \
	"\301\244\303\245\300\273 \271\337\307\245\307\337\264\331" \
	"\260\355"
#define IN_LATIN "L'\351t\351 \340 la mer, o\371 \352tes-vous ?"

static const struct {
	int line;
	const char *bytes;
	size_t len;
	const char *type, *name;
} rows[] = {
#define ROW(bytes, type, name)                     \
	{                                          \
		__LINE__, BYTES(bytes), type, name \
	}
	/* the order of the evidence */
	ROW("\xef\xbb\xbf<meta charset=gbk>", "text/html;charset=big5",
	    "UTF-8"),
	ROW("\xff\xfe<\0", "text/html;charset=big5", "UTF-16LE"),
	ROW("<meta charset=gbk>", "text/html;charset=big5", "Big5"),
	ROW("<meta charset=gbk>", "big5", "Big5"),
	ROW("<meta charset=gbk>", "text/html;charset=nonsense", "GBK"),
	ROW("<?xml version='1.0' encoding='gbk'?>", "text/xml", "GBK"),
	ROW("<?xml version='1.0' encoding='gbk'?><rss><meta charset=big5>", "",
	    "GBK"),
	ROW("<?xml version='1.0' encoding='gbk'?><html><meta charset=big5>", "",
	    "Big5"),
	/* JSON declares nothing */
	ROW("{\"a\": \"<meta charset=gbk>\"}", "application/json", "UTF-8"),
	ROW("\n[ {\"a\": \"<meta charset=gbk>\"}]", "", "UTF-8"),
	ROW("{\"a\": \"<meta charset=big5>\"}", "text/json; charset=gbk",
	    "GBK"),
	ROW("{ x } <meta charset=gbk>", "", "GBK"),
	/* proof against a declaration: no text in it, and UTF-8 */
	ROW("<meta charset=gbk>标题：新闻", "", "UTF-8"),
	ROW("标题：新闻", "text/html; charset=gb2312", "UTF-8"),
	ROW("要闻", "text/html; charset=iso-8859-1", "UTF-8"),
	/* whose few letters are pairs of what is declared, by chance */
	ROW("<p>中国新闻要闻", "text/html; charset=gbk", "UTF-8"),
	ROW("<p>今日头条", "text/html; charset=big5", "UTF-8"),
	ROW("<p>消息视频", "text/html; charset=euc-kr", "UTF-8"),
	ROW("caf\xc3\xa9", "text/html; charset=iso-8859-1", "windows-1252"),
	ROW("abc", "text/html; charset=gbk", "GBK"),
	ROW("\xff\xff", "text/html; charset=gbk", "GBK"),
	/* ... or likelier as something else */
	ROW("<meta charset=gb2312>" IN_BIG5, "", "Big5"),
	ROW(IN_GBK, "text/html; charset=utf-8", "GBK"),
	ROW("<meta charset=gbk>" IN_BIG5, "text/html; charset=utf-8", "Big5"),
	ROW("<meta charset=big5>" IN_BIG5, "text/html; charset=iso-8859-1",
	    "Big5"),
	ROW(IN_EUC_KR, "text/html; charset=windows-1252", "EUC-KR"),
	ROW(IN_EUC_JP, "text/html; charset=shift_jis", "EUC-JP"),
	ROW(IN_SHIFT_JIS, "text/html; charset=shift_jis", "Shift_JIS"),
	ROW(IN_LATIN, "text/html; charset=utf-8", "windows-1252"),
	ROW("caf\xe9", "text/html; charset=utf-8", "UTF-8"),
	ROW(IN_LATIN, "text/html; charset=windows-1250", "windows-1250"),
	ROW("标题\xe6\x96", "text/html; charset=utf-8", "UTF-8"),
	/* a stray byte, and a widget in another encoding */
	ROW("标题：新闻\xff，要闻，公告，通知", "text/html; charset=utf-8",
	    "UTF-8"),
	ROW(IN_GBK "评论", "text/html; charset=gbk", "GBK"),
	/* labels */
	ROW("<meta charset=' GB2312 '>", "", "GBK"),
	ROW("<meta http-equiv=content-type content='text/html;charset=gbk'>",
	    "", "GBK"),
	ROW("<meta charset=nonsense><meta charset=big5>", "", "Big5"),
	ROW("<meta charset=utf-16>", "", "UTF-8"),
	ROW("<meta charset=x-user-defined>", "", "windows-1252"),
	ROW("<meta charset=utf-7>+AGE-", "", "UTF-8"),
	ROW("<meta charset=iso-2022-kr>", "", "replacement"),
	ROW("<!-- <meta charset=big5> --><meta charset=gbk>", "", "GBK"),
	ROW("<script>'<meta charset=big5>'</script>", "", "Big5"),
	ROW("abc", "text/html; charset=\"gbk\"", "GBK"),
	/* UTF-16 proves itself */
	ROW("<\0h\0t\0m\0l\0>\0\x2d\x4e", "", "UTF-16LE"),
	ROW("\0<\0h\0t\0m\0l\0>\x4e\x2d", "text/html; charset=utf-8",
	    "UTF-16BE"),
	/* nothing declared */
	ROW("", "", "UTF-8"),
	ROW("abc", "text/html", "UTF-8"),
	ROW("é", "", "UTF-8"),
	ROW("标题\xe6\x96", "", "UTF-8"), /* cut in a character */
	ROW(IN_GBK, "", "GBK"),
	ROW(IN_GBK "\xb9", "", "GBK"),
	ROW(IN_BIG5, "", "Big5"),
	ROW(IN_EUC_JP, "", "EUC-JP"),
	ROW(IN_SHIFT_JIS, "", "Shift_JIS"),
	/* "政府、来年度予算案を閣議決定 首相が会見で説明": few kana */
	ROW("\300\257\311\334\241\242\315\350\307\257\305\331\315\275"
	    "\273\273\260\306\244\362\263\325\265\304\267\350\304\352"
	    " \274\363\301\352\244\254\262\361\270\253\244\307\300"
	    "\342\314\300",
	    "", "EUC-JP"),
	ROW("\220\255\225{\201A\227\210\224N\223x\227\134\216Z\210\304"
	    "\202\360\212t\213c\214\210\222\350 \216\361\221\212\202"
	    "\252\211\357\214\251\202\305\220\340\226\276",
	    "", "Shift_JIS"),
	ROW(IN_EUC_KR, "", "EUC-KR"),
	ROW(IN_LATIN, "", "windows-1252"),
	ROW("Gr\366\337e \374ber \326sterreich \226 \204sch\366n\223", "",
	    "windows-1252"),
#undef ROW
};

static const char *
sniff(struct str bytes, struct str type)
{
	const struct hint none = { STR_NULL, STR_NULL, NULL };
	struct arena a;
	const char *name;

	arena_init(&a, 1 << 20);
	name = verdict(&a, bytes, type, &none).name;
	arena_release(&a);
	return name;
}

static void
sniffs(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		const char *name = sniff(
		    str_n(rows[i].bytes, rows[i].len), str_c(rows[i].type));

		if (strcmp(name, rows[i].name) != 0)
			fail_msg("line %d: %s", rows[i].line, name);
	}
}

/* A <meta> after the first 1,024 bytes, and one that is only talked about. */
static void
reads_a_late_meta(void **state)
{
	const struct str late = STR("<meta charset=gbk>");
	const struct str talk = STR("<body><meta charset=gbk>");
	struct arena a;
	char *p;

	(void)state;
	arena_init(&a, 1 << 20);
	p = arena_alloc(&a, 5000);
	memset(p, ' ', 5000);
	memcpy(p + 4000, late.p, late.len);
	assert_string_equal(sniff(str_n(p, 5000), STR_NULL), "GBK");
	memcpy(p + 4000, talk.p, talk.len);
	assert_string_equal(sniff(str_n(p, 5000), STR_NULL), "UTF-8");
	arena_release(&a);
}

static struct response
response(struct str type, struct str body)
{
	return (struct response){ .status = 200,
		.url = STR("http://h/"),
		.content_type = type,
		.content_encoding = STR_NULL,
		.body = body };
}

static void
decodes(void **state)
{
	struct source src = { SOURCE_PARTS(bare_parts), .charset = STR_NULL,
		.max_size = 100 };
	struct response res;
	struct document doc;
	struct err e = ERR_INIT;
	struct arena a;

	(void)state;
	arena_init(&a, 1 << 20);
	res =
	    response(STR("Text/HTML; charset=gb2312"), STR("\xd6\xec\xe9\x46"));
	assert_int_equal(decode(&a, &src, &res, &doc, &e), 0);
	assert_true(str_eq(doc.text, STR("朱镕")));
	assert_string_equal(doc.charset, "GBK");
	assert_true(str_eq(doc.type, STR("text/html")));
	assert_true(str_eq(doc.url, res.url));
	assert_false(doc.truncated);

	/* What the source says beats all. */
	src.charset = STR("Big5");
	res.body = STR("\xa4\xa4");
	assert_int_equal(decode(&a, &src, &res, &doc, &e), 0);
	assert_true(str_eq(doc.text, STR("中")));

	src.charset = STR("utf-7");
	assert_int_equal(decode(&a, &src, &res, &doc, &e), -1);
	assert_int_equal(e.code, ERR_DECODE);
	assert_string_equal(e.msg, "unknown charset: utf-7");

	src.charset = STR_NULL;
	src.max_size = 1;
	assert_int_equal(decode(&a, &src, &res, &doc, &e), -1);
	assert_int_equal(e.code, ERR_LIMIT);
	arena_release(&a);
}

static void
refuses_what_is_no_text(void **state)
{
	static const struct {
		int line;
		const char *bytes;
		size_t len;
		const char *message; /* NULL: it is text */
	} files[] = {
#define ROW(bytes, message) { __LINE__, BYTES(bytes), message }
		ROW("\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
		    "the content is a PNG image, no page"),
		ROW("%PDF-1.4\n", "the content is a PDF document, no page"),
		ROW("\x1f\x8b\x08\0\0\0\0\0\0\3\x07",
		    "the content is no valid gzip data"),
		/* Gzip in gzip. */
		ROW("\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\x03\x93\xef\xe6\x60\x00\x01"
		    "\x26\xe6\xcd\x9a\x1b\x56\x9f\xd2\xd1\xf0\xf0\x65\x64\x60\x5e\xc8"
		    "\xa0\xc9\x09\x14\x04\x00\x8c\xb5\x81\x41\x1d\x00\x00\x00",
		    "the content is gzip data, no page"),
		ROW("PK\3\4\x14\0\6\0",
		    "the content is a ZIP archive or an office document, "
		    "no page"),
		ROW("\xff\xd8\xff\xe0\0\x10JFIF\0",
		    "the content is a JPEG image, no page"),
		ROW("\0\0\0\x18"
		    "ftypmp42",
		    "the content is binary data, no page"),
		ROW("BMW and PK and RIFF and GIF", NULL),
		ROW("<p>one stray \0 in a page of more than sixty-four bytes, "
		    "as there are</p>",
		    NULL),
		ROW("\xff\xfe<\0p\0>\0", NULL),    /* UTF-16 */
		ROW("\x1b$B\x46\x7c\x1b(B", NULL), /* ISO-2022-JP has ESC */
#undef ROW
	};
	const struct source src = { SOURCE_PARTS(bare_parts),
		.charset = STR_NULL, .max_size = 1000 };
	struct document doc;
	struct arena a;

	(void)state;
	arena_init(&a, 1 << 20);
	for (size_t i = 0; i < sizeof(files) / sizeof(files[0]); i++) {
		struct response res = response(
		    STR("text/html"), str_n(files[i].bytes, files[i].len));
		struct err e = ERR_INIT;
		int rc = decode(&a, &src, &res, &doc, &e);

		if (rc != (files[i].message == NULL ? 0 : -1))
			fail_msg("line %d: %d", files[i].line, rc);
		if (rc != 0 && (e.code != ERR_DECODE ||
				   strcmp(e.msg, files[i].message) != 0))
			fail_msg("line %d: %s", files[i].line, e.msg);
	}
	arena_release(&a);
}

/* A file that is gzip itself is undone, whatever its type says. */
static void
opens_zipped_files(void **state)
{
	static const char zipped[] =
	    "\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\x03\xb3\x29\xb0\xab\xca\x2c"
	    "\x28\x48\x4d\x01\x00\x03\xa1\x00\x29\x09\x00\x00\x00";
	struct str bytes = { zipped, sizeof(zipped) - 1 };
	struct source src = { SOURCE_PARTS(bare_parts), .charset = STR_NULL,
		.max_size = 1000 };
	struct response res = response(STR("application/x-gzip"), bytes);
	struct document doc;
	struct err e = ERR_INIT;
	struct arena a;

	(void)state;
	arena_init(&a, 1 << 20);
	assert_int_equal(decode(&a, &src, &res, &doc, &e), 0);
	assert_true(str_eq(doc.text, STR("<p>zipped")));
	assert_false(doc.truncated);
	res.body.len -= 9;
	assert_int_equal(decode(&a, &src, &res, &doc, &e), 0);
	assert_true(doc.truncated);
	res.body = bytes;
	src.max_size = 8;
	assert_int_equal(decode(&a, &src, &res, &doc, &e), -1);
	assert_int_equal(e.code, ERR_LIMIT);
	arena_release(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(sniffs),
		cmocka_unit_test(reads_a_late_meta),
		cmocka_unit_test(decodes),
		cmocka_unit_test(refuses_what_is_no_text),
		cmocka_unit_test(opens_zipped_files),
	};

	return cmocka_run_group_tests_name("decode", tests, NULL, NULL);
}
