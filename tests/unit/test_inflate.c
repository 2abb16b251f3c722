// SPDX-License-Identifier: ISC
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <time.h>
#include <zlib.h>
#include <zstd.h>

#include "base/arena.h"
#include "decode/decode.h"
#include "patience.h"

#define COUNT(a) (sizeof(a) / sizeof(*(a)))
#define MB ((size_t)1 << 20)
#define TEXT "The coranto of today"

/* TEXT in brotli. */
static const char brotli_text[] = "\x8f\x09\x80The coranto of today\x03";
/* 100 MB of zeros in brotli. */
static const unsigned char brotli_bomb[] = { 0xcf, 0xff, 0xff, 0x7f, 0x00, 0x24,
	0x00, 0xe2, 0xb1, 0x40, 0x72, 0xef, 0xff, 0xf9, 0xff, 0xff, 0x0f, 0x80,
	0x04, 0x40, 0x1c, 0x16, 0x80, 0xee, 0xfd, 0x3f, 0xff, 0xff, 0xff, 0x01,
	0x90, 0x00, 0x88, 0xc3, 0x02, 0xd0, 0xbd, 0xff, 0xe7, 0xff, 0xff, 0x3f,
	0x00, 0x12, 0x00, 0x71, 0x58, 0x00, 0xba, 0xf7, 0xff, 0xfc, 0xff, 0xff,
	0x07, 0x40, 0x02, 0x20, 0x0e, 0x0b, 0x40, 0xf7, 0xfe, 0x9f, 0xff, 0xff,
	0xff, 0x00, 0x48, 0x00, 0xc4, 0x61, 0x01, 0xe8, 0xde, 0xff, 0xf3, 0xff,
	0xff, 0x0f, 0x00, 0x09, 0x80, 0x38, 0x2c, 0x00, 0xdd, 0xfb, 0x1f };

static struct arena arena;

enum pack { PLAIN, GZIP, ZLIB, RAW, BROTLI, ZSTD };

static struct str
deflated(struct str s, int bits)
{
	size_t cap = compressBound(s.len) + 64;
	char *p = arena_alloc(&arena, cap);
	z_stream z = { 0 };

	deflateInit2(&z, 6, Z_DEFLATED, bits, 8, Z_DEFAULT_STRATEGY);
	z.next_in = (Bytef *)(uintptr_t)s.p;
	z.avail_in = (uInt)s.len;
	z.next_out = (Bytef *)p;
	z.avail_out = (uInt)cap;
	assert_int_equal(deflate(&z, Z_FINISH), Z_STREAM_END);
	deflateEnd(&z);
	return str_n(p, cap - z.avail_out);
}

static struct str
pack(struct str s, enum pack how)
{
	size_t cap = ZSTD_compressBound(s.len);
	char *p;

	switch (how) {
	case GZIP:
		return deflated(s, MAX_WBITS + 16);
	case ZLIB:
		return deflated(s, MAX_WBITS);
	case RAW:
		return deflated(s, -MAX_WBITS);
	case BROTLI:
		assert_true(str_eq(s, STR(TEXT)));
		return str_n(brotli_text, sizeof(brotli_text) - 1);
	case ZSTD:
		p = arena_alloc(&arena, cap);
		return str_n(p, ZSTD_compress(p, cap, s.p, s.len, 3));
	case PLAIN:
		break;
	}
	return s;
}

static struct str
zeros(size_t n)
{
	return str_n(arena_alloc(&arena, n), n);
}

static void
codings(void **state)
{
	static const struct {
		int line;
		enum pack pack[3]; /* in the order applied */
		const char *codings;
	} table[] = {
		{ __LINE__, { PLAIN }, "" },
		{ __LINE__, { PLAIN }, "identity" },
		{ __LINE__, { GZIP }, "gzip" },
		{ __LINE__, { GZIP }, "x-gzip" },
		{ __LINE__, { GZIP }, " GZip ,, identity" },
		{ __LINE__, { ZLIB }, "deflate" },
		{ __LINE__, { RAW }, "deflate" },
		{ __LINE__, { BROTLI }, "br" },
		{ __LINE__, { ZSTD }, "zstd" },
		{ __LINE__, { BROTLI, GZIP }, "br, gzip" },
		{ __LINE__, { RAW, ZSTD, ZLIB }, "deflate,zstd,\tdeflate" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(table); i++) {
		struct str s = STR(TEXT), out;
		struct err e = ERR_INIT;
		bool cut = true;

		for (size_t j = 0; j < 3; j++)
			s = pack(s, table[i].pack[j]);
		if (decode_inflate(&arena, s, str_c(table[i].codings), MB, &out,
			&cut, &e) != 0 ||
		    cut || !str_eq(out, STR(TEXT)))
			fail_msg("line %d: %s", table[i].line, e.msg);
		assert_int_equal(out.p[out.len], '\0');
	}
}

static void
refusals(void **state)
{
	static const struct {
		int line;
		const char *bytes, *codings;
		enum err_code code;
		const char *message;
	} table[] = {
		{ __LINE__, TEXT, "gzip", ERR_DECODE,
		    "the content is no valid gzip data" },
		{ __LINE__, TEXT, "deflate", ERR_DECODE,
		    "the content is no valid deflate data" },
		{ __LINE__, "\xff\xff\xff\xff\xff", "br", ERR_DECODE,
		    "the content is no valid br data" },
		{ __LINE__, TEXT, "zstd", ERR_DECODE,
		    "the content is no valid zstd data" },
		{ __LINE__, TEXT, "rot13", ERR_DECODE,
		    "unknown content coding \"rot13\"" },
		{ __LINE__, TEXT, "compress", ERR_DECODE,
		    "unknown content coding \"compress\"" },
		{ __LINE__, TEXT, "gzip, rot13", ERR_DECODE,
		    "unknown content coding \"rot13\"" },
		{ __LINE__, "", "rot13", ERR_DECODE,
		    "unknown content coding \"rot13\"" },
		{ __LINE__, TEXT, "gzip,gzip,gzip,gzip", ERR_LIMIT,
		    "more than 3 content codings" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(table); i++) {
		struct err e = ERR_INIT;
		struct str out;
		bool cut;

		assert_int_equal(
		    decode_inflate(&arena, str_c(table[i].bytes),
			str_c(table[i].codings), MB, &out, &cut, &e),
		    -1);
		if (e.code != table[i].code ||
		    strcmp(e.msg, table[i].message) != 0)
			fail_msg("line %d: %s", table[i].line, e.msg);
	}
}

/* Every way of cutting a coding gives a part of the text and says so. */
static void
cut_input(void **state)
{
	static const struct {
		enum pack pack;
		const char *codings;
	} table[] = { { GZIP, "gzip" }, { ZLIB, "deflate" }, { RAW, "deflate" },
		{ BROTLI, "br" }, { ZSTD, "zstd" } };

	(void)state;
	for (size_t i = 0; i < COUNT(table); i++) {
		struct str s = pack(STR(TEXT), table[i].pack);

		for (size_t n = 1; n < s.len; n++) {
			struct err e = ERR_INIT;
			struct str out;
			bool cut = false;

			if (decode_inflate(&arena, str_sub(s, 0, n),
				str_c(table[i].codings), MB, &out, &cut,
				&e) != 0 ||
			    !cut || !str_starts(STR(TEXT), out))
				fail_msg("%s, %zu of %zu: %s %d",
				    table[i].codings, n, s.len, e.msg, cut);
		}
	}
}

static void
no_content_in_any_coding(void **state)
{
	struct err e = ERR_INIT;
	struct str out;
	bool cut = true;

	(void)state;
	assert_int_equal(
	    decode_inflate(&arena, STR_NULL, STR("gzip"), MB, &out, &cut, &e),
	    0);
	assert_int_equal(out.len, 0);
	assert_false(cut);
}

static void
members_and_frames(void **state)
{
	static const struct {
		int line;
		enum pack pack;
		const char *codings, *more;
		const char *want;
	} table[] = {
		{ __LINE__, GZIP, "gzip", "", TEXT TEXT },
		{ __LINE__, ZSTD, "zstd", "", TEXT TEXT },
		/* Padding after the last member is no content. */
		{ __LINE__, GZIP, "gzip", "\n\n", TEXT TEXT },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(table); i++) {
		struct str one = pack(STR(TEXT), table[i].pack), out;
		struct str parts[] = { one, one, str_c(table[i].more) };
		struct err e = ERR_INIT;
		bool cut = true;

		if (decode_inflate(&arena, arena_concat(&arena, parts, 3),
			str_c(table[i].codings), MB, &out, &cut, &e) != 0 ||
		    cut || !str_eq(out, str_c(table[i].want)))
			fail_msg("line %d: %s", table[i].line, e.msg);
	}
}

static void
a_wrong_checksum(void **state)
{
	struct str s = pack(STR(TEXT), GZIP), out;
	char *p = arena_cstr(&arena, s);
	struct err e = ERR_INIT;
	bool cut;

	(void)state;
	p[s.len - 8] ^= 1;
	assert_int_equal(decode_inflate(&arena, str_n(p, s.len), STR("gzip"),
			     MB, &out, &cut, &e),
	    -1);
	assert_int_equal(e.code, ERR_DECODE);
}

/* A long list, row after row, each with a number of its own. */
static struct str
pages(size_t n)
{
	char *p = arena_alloc(&arena, n + 100);
	size_t at = 0;

	for (unsigned i = 0; at < n; i++)
		at += (size_t)sprintf(p + at,
		    "<li class=item><a href=/news/%u.html>Headline</a></li>\n",
		    i);
	return str_n(p, n);
}

/* Exactly the limit is allowed, one byte more is not. */
static void
the_limit_is_exact(void **state)
{
	static const enum pack packs[] = { GZIP, ZLIB, RAW, ZSTD };
	static const char *const names[] = { "gzip", "deflate", "deflate",
		"zstd" };
	static const size_t sizes[] = { 1, 65535, 65536, 65537, 131072,
		200000 };

	(void)state;
	for (size_t i = 0; i < COUNT(packs); i++)
		for (size_t j = 0; j < COUNT(sizes); j++) {
			struct str s = pack(zeros(sizes[j]), packs[i]), out;
			struct err e = ERR_INIT;
			bool cut = true;

			if (decode_inflate(&arena, s, str_c(names[i]), sizes[j],
				&out, &cut, &e) != 0 ||
			    cut || out.len != sizes[j])
				fail_msg(
				    "%s, %zu: %s", names[i], sizes[j], e.msg);
			assert_int_equal(
			    decode_inflate(&arena, s, str_c(names[i]),
				sizes[j] - 1, &out, &cut, &e),
			    -1);
			assert_int_equal(e.code, ERR_LIMIT);
		}
}

static void
bombs(void **state)
{
	struct str gzip = pack(zeros(100 * MB), GZIP);
	const struct {
		const char *codings;
		struct str bytes;
	} table[] = {
		{ "gzip", gzip },
		{ "gzip, gzip", pack(gzip, GZIP) },
		{ "gzip, zstd, gzip", pack(pack(gzip, ZSTD), GZIP) },
		{ "deflate", pack(zeros(100 * MB), ZLIB) },
		{ "zstd", pack(zeros(100 * MB), ZSTD) },
		{ "br", str_n((const char *)brotli_bomb, sizeof(brotli_bomb)) },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(table); i++) {
		struct err e = ERR_INIT;
		clock_t start = clock();
		struct str out;
		bool cut;

		assert_int_equal(
		    decode_inflate(&arena, table[i].bytes,
			str_c(table[i].codings), 10 * MB, &out, &cut, &e),
		    -1);
		assert_int_equal(e.code, ERR_LIMIT);
		assert_true(within(start, 2));
	}
}

/* What is large and nothing but repetition is no page, below max_size too. */
static void
the_ratio_has_a_limit(void **state)
{
	const struct {
		int line;
		const char *codings;
		struct str bytes;
		bool good;
	} table[] = {
		{ __LINE__, "gzip", pack(zeros(MB), GZIP), true },
		{ __LINE__, "gzip", pack(zeros(MB + 1), GZIP), false },
		{ __LINE__, "gzip", pack(pages(5 * MB), GZIP), true },
		/* counted from the bytes that came, not from one coding to
		 * the next */
		{ __LINE__, "gzip, gzip", pack(pack(zeros(MB + 1), GZIP), GZIP),
		    false },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(table); i++) {
		struct err e = ERR_INIT;
		struct str out;
		bool cut;
		int rc = decode_inflate(&arena, table[i].bytes,
		    str_c(table[i].codings), 10 * MB, &out, &cut, &e);

		if ((rc == 0) != table[i].good)
			fail_msg("line %d: %s", table[i].line, e.msg);
		if (rc != 0 && strstr(e.msg, "200 times as large") == NULL)
			fail_msg("line %d: %s", table[i].line, e.msg);
	}
}

/* 10 MB of empty gzip members: much input, no output. */
static void
many_empty_members(void **state)
{
	struct str one = pack(STR_NULL, GZIP), out;
	size_t n = 10 * MB / one.len;
	char *p = arena_array(&arena, n, one.len);
	clock_t start = clock();
	struct err e = ERR_INIT;
	bool cut;

	(void)state;
	for (size_t i = 0; i < n; i++)
		memcpy(p + i * one.len, one.p, one.len);
	assert_int_equal(decode_inflate(&arena, str_n(p, n * one.len),
			     STR("gzip"), 10 * MB, &out, &cut, &e),
	    0);
	assert_int_equal(out.len, 0);
	assert_true(within(start, 5));
}

static int
set_up(void **state)
{
	(void)state;
	arena_init(&arena, 1024 * MB);
	return 0;
}

static int
tear_down(void **state)
{
	(void)state;
	arena_release(&arena);
	return 0;
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(codings),
		TEST(refusals),
		TEST(cut_input),
		TEST(no_content_in_any_coding),
		TEST(members_and_frames),
		TEST(a_wrong_checksum),
		TEST(the_limit_is_exact),
		TEST(bombs),
		TEST(the_ratio_has_a_limit),
		TEST(many_empty_members),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
