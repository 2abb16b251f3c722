// SPDX-License-Identifier: ISC
#include "base/utf8.h"

#include <string.h>

/*
 * The length of the sequence that a lead byte begins and the range of its
 * second byte; Unicode 15, table 3-7. Length 0: no lead byte.
 */
static size_t
lead(unsigned char c, unsigned char *lo, unsigned char *hi)
{
	*lo = 0x80;
	*hi = 0xBF;
	if (c < 0xC2 || c > 0xF4)
		return 0;
	if (c < 0xE0)
		return 2;
	if (c < 0xF0) {
		if (c == 0xE0)
			*lo = 0xA0;
		if (c == 0xED)
			*hi = 0x9F;
		return 3;
	}
	if (c == 0xF0)
		*lo = 0x90;
	if (c == 0xF4)
		*hi = 0x8F;
	return 4;
}

static bool
is_tail(char c)
{
	return ((unsigned char)c & 0xC0) == 0x80;
}

uint32_t
utf8_read(struct str s, size_t *at, bool *ok)
{
	static const unsigned char mask[] = { 0, 0, 0x1F, 0x0F, 0x07 };
	unsigned char c, lo, hi;
	uint32_t cp;
	size_t n, i = *at;

	*ok = true;
	if (i >= s.len)
		return 0;
	c = (unsigned char)s.p[i++];
	if (c < 0x80) {
		*at = i;
		return c;
	}
	/* Most of what is not ASCII: three bytes of which none needs a look at
	 * its neighbour, U+1000 to U+CFFF. */
	if (c > 0xE0 && c < 0xED && s.len - i >= 2 && is_tail(s.p[i]) &&
	    is_tail(s.p[i + 1])) {
		*at = i + 2;
		return (uint32_t)(c & 0x0F) << 12 |
		       (uint32_t)(s.p[i] & 0x3F) << 6 |
		       (uint32_t)(s.p[i + 1] & 0x3F);
	}
	n = lead(c, &lo, &hi);
	cp = c & mask[n];
	for (size_t k = 1; k < n && i < s.len; k++, i++) {
		unsigned char t = (unsigned char)s.p[i];

		if (t < lo || t > hi)
			break;
		cp = cp << 6 | (t & 0x3F);
		lo = 0x80;
		hi = 0xBF;
	}
	*ok = n != 0 && i - *at == n;
	*at = i;
	return *ok ? cp : UTF8_REPLACEMENT;
}

uint32_t
utf8_prev(struct str s, size_t *at)
{
	size_t end = *at, start, next;

	if (end == 0)
		return 0;
	for (start = end - 1; start > 0 && end - start < 4; start--)
		if (((unsigned char)s.p[start] & 0xC0) != 0x80)
			break;
	next = start;
	for (;;) {
		uint32_t cp;

		*at = next;
		cp = utf8_next(str_sub(s, 0, end), &next);
		if (next >= end)
			return cp;
	}
}

size_t
utf8_put(uint32_t cp, char out[4])
{
	if (cp < 0x80) {
		out[0] = (char)cp;
		return 1;
	}
	if (cp < 0x800) {
		out[0] = (char)(0xC0 | cp >> 6);
		out[1] = (char)(0x80 | (cp & 0x3F));
		return 2;
	}
	if (cp < 0x10000) {
		out[0] = (char)(0xE0 | cp >> 12);
		out[1] = (char)(0x80 | (cp >> 6 & 0x3F));
		out[2] = (char)(0x80 | (cp & 0x3F));
		return 3;
	}
	out[0] = (char)(0xF0 | (cp >> 18 & 0x07));
	out[1] = (char)(0x80 | (cp >> 12 & 0x3F));
	out[2] = (char)(0x80 | (cp >> 6 & 0x3F));
	out[3] = (char)(0x80 | (cp & 0x3F));
	return 4;
}

size_t
utf8_ascii_run(struct str s, size_t from)
{
	size_t at = from;

	for (uint64_t eight; at + sizeof(eight) <= s.len; at += sizeof(eight)) {
		memcpy(&eight, s.p + at, sizeof(eight));
		if ((eight & UINT64_C(0x8080808080808080)) != 0)
			break;
	}
	while (at < s.len && (unsigned char)s.p[at] < 0x80)
		at++;
	return at - from;
}

size_t
utf8_valid_prefix(struct str s)
{
	size_t at = 0;

	while ((at += utf8_ascii_run(s, at)) < s.len) {
		size_t from = at;
		bool ok;

		utf8_read(s, &at, &ok);
		if (!ok)
			return from;
	}
	return s.len;
}

bool
utf8_valid(struct str s)
{
	return utf8_valid_prefix(s) == s.len;
}

struct str
utf8_scrub(struct arena *a, struct str s)
{
	size_t at, n;
	char *out;

	at = utf8_valid_prefix(s);
	if (at == s.len)
		return s;
	/* One bad byte becomes three at most. */
	out = arena_alloc(a, at + 3 * (s.len - at) + 1);
	memcpy(out, s.p, at);
	n = at;
	while (at < s.len)
		n += utf8_put(utf8_next(s, &at), out + n);
	return (struct str){ out, n };
}

size_t
utf8_count(struct str s)
{
	size_t n = 0;

	for (size_t at = 0; at < s.len; n++)
		utf8_next(s, &at);
	return n;
}

struct str
utf8_head(struct str s, size_t n)
{
	size_t at = 0;

	if (s.len <= n) /* a scalar value takes a byte at least */
		return s;
	while (n-- > 0 && at < s.len)
		utf8_next(s, &at);
	return str_sub(s, 0, at);
}

/* Unicode 15 blocks, first and last code point. */
static const uint32_t cjk_blocks[][2] = {
	{ 0x1100, 0x11FF },   /* Hangul Jamo */
	{ 0x2E80, 0x2FDF },   /* radicals */
	{ 0x3005, 0x3007 },   /* iteration mark, zero */
	{ 0x3021, 0x3029 },   /* Hangzhou numerals */
	{ 0x3040, 0x31FF },   /* kana, bopomofo, Hangul compatibility */
	{ 0x3400, 0x4DBF },   /* Extension A */
	{ 0x4E00, 0x9FFF },   /* Unified Ideographs */
	{ 0xA960, 0xA97F },   /* Hangul Jamo Extended-A */
	{ 0xAC00, 0xD7FF },   /* Hangul */
	{ 0xF900, 0xFAFF },   /* compatibility ideographs */
	{ 0xFF66, 0xFF9F },   /* half-width kana */
	{ 0x1B000, 0x1B16F }, /* historic kana */
	{ 0x20000, 0x3FFFF }, /* supplementary ideographic planes */
};

/*
 * What is wide or full-width (UAX #11) and neither Hangul, which has spaces,
 * nor a symbol. Source: CSS Text 3, 4.1.3 "Segment Break Transformation Rules".
 */
static const uint32_t unspaced_blocks[][2] = {
	{ 0x2E80, 0x303E },   /* radicals, punctuation */
	{ 0x3041, 0x312F },   /* kana, bopomofo */
	{ 0x31A0, 0x31BF },   /* bopomofo */
	{ 0x31F0, 0x31FF },   /* katakana */
	{ 0x3400, 0x4DBF },   /* Extension A */
	{ 0x4E00, 0xA48C },   /* Unified Ideographs, Yi */
	{ 0xF900, 0xFAFF },   /* compatibility ideographs */
	{ 0xFE10, 0xFE19 },   /* vertical forms */
	{ 0xFE30, 0xFE6B },   /* compatibility and small forms */
	{ 0xFF01, 0xFF60 },   /* full-width forms */
	{ 0xFFE0, 0xFFE6 },   /* full-width signs */
	{ 0x16FE0, 0x18D08 }, /* Tangut, Khitan */
	{ 0x1AFF0, 0x1B2FB }, /* kana, Nushu */
	{ 0x20000, 0x3FFFD }, /* supplementary ideographic planes */
};

static bool
in_blocks(const uint32_t (*blocks)[2], size_t n, uint32_t cp)
{
	for (size_t i = 0; i < n; i++)
		if (cp <= blocks[i][1])
			return cp >= blocks[i][0];
	return false;
}

bool
utf8_is_cjk(uint32_t cp)
{
	return in_blocks(
	    cjk_blocks, sizeof(cjk_blocks) / sizeof(*cjk_blocks), cp);
}

bool
utf8_is_unspaced(uint32_t cp)
{
	return in_blocks(unspaced_blocks,
	    sizeof(unspaced_blocks) / sizeof(*unspaced_blocks), cp);
}

/* Punctuation of East Asian Width A (UAX #11) that Chinese text uses. */
static bool
is_shared_mark(uint32_t cp)
{
	return cp == 0xB7 || (cp >= 0x2013 && cp <= 0x2016) || cp == 0x2018 ||
	       cp == 0x2019 || cp == 0x201C || cp == 0x201D || cp == 0x2022 ||
	       cp == 0x2025 || cp == 0x2026;
}

bool
utf8_is_seamless(uint32_t before, uint32_t after)
{
	bool wide_before = utf8_is_unspaced(before),
	     wide_after = utf8_is_unspaced(after);

	return (wide_before && (wide_after || is_shared_mark(after))) ||
	       (wide_after && is_shared_mark(before));
}

bool
utf8_is_space(uint32_t cp)
{
	return (cp >= 0x09 && cp <= 0x0D) || cp == 0x20 || cp == 0x85 ||
	       cp == 0xA0 || cp == 0x1680 || (cp >= 0x2000 && cp <= 0x200A) ||
	       cp == 0x2028 || cp == 0x2029 || cp == 0x202F || cp == 0x205F ||
	       cp == 0x3000;
}
