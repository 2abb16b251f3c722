// SPDX-License-Identifier: ISC
#ifndef BASE_UTF8_H
#define BASE_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/str.h"

#define UTF8_REPLACEMENT 0xFFFDu

/*
 * Read the scalar value at byte *AT of S and move *AT past it. Bytes that are
 * no UTF-8 give U+FFFD and move past the maximal subpart (Unicode 15, section
 * 3.9; the same as the WHATWG decoder). At the end of S returns 0 and does not
 * move; callers look at *AT < S.len first.
 */
static inline uint32_t utf8_next(struct str s, size_t *at);
/* The same; *OK tells whether the bytes were well-formed. */
uint32_t utf8_read(struct str s, size_t *at, bool *ok);
/* The scalar value that ends before byte *AT, moving *AT back to its start. */
uint32_t utf8_prev(struct str s, size_t *at);

/* Write CP to OUT and return the number of bytes, 1 to 4. */
size_t utf8_put(uint32_t cp, char out[4]);

/* True when all of S is well-formed UTF-8 (RFC 3629). */
bool utf8_valid(struct str s);
/* The number of bytes of S before the first that is not well-formed. */
size_t utf8_valid_prefix(struct str s);

/* The number of bytes of ASCII in S from byte FROM on. */
size_t utf8_ascii_run(struct str s, size_t from);

/* S itself when it is valid, else a copy with U+FFFD for what is not. */
struct str utf8_scrub(struct arena *a, struct str s);

/* The number of scalar values in S. */
size_t utf8_count(struct str s);
/* The first N scalar values of S. */
struct str utf8_head(struct str s, size_t n);

/* True for the scripts written without spaces: Han, kana, Hangul, bopomofo. */
bool utf8_is_cjk(uint32_t cp);
/*
 * True for wide characters of scripts written without spaces, punctuation
 * included: a line break between two of them is no space.
 */
bool utf8_is_unspaced(uint32_t cp);
/*
 * True when a line break between BEFORE and AFTER is no space: both are
 * unspaced, or one is and the other is punctuation that such scripts share
 * with others: quotation marks, dashes, the ellipsis. Source: CSS Text 3,
 * 4.1.3, with East Asian Width A taken for wide beside a wide character.
 */
bool utf8_is_seamless(uint32_t before, uint32_t after);
/* True for White_Space, including U+00A0, U+3000 and the U+2000 row. */
bool utf8_is_space(uint32_t cp);

static inline uint32_t
utf8_next(struct str s, size_t *at)
{
	bool ok;

	if (*at < s.len && (unsigned char)s.p[*at] < 0x80)
		return (unsigned char)s.p[(*at)++];
	return utf8_read(s, at, &ok);
}

#endif
