// SPDX-License-Identifier: ISC
#ifndef WEB_CHARSET_DECODER_H
#define WEB_CHARSET_DECODER_H

/* Inside web/ only: the decoders of the WHATWG Encoding Standard. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"

/*
 * One decoding. All bytes are there, so "end of queue" is the end of IN and
 * "restore a byte" of the standard is not to move AT past it.
 */
struct decoder {
	struct str in;
	size_t at;
	const void *table; /* of a single-byte encoding */
	int state;         /* ISO-2022-JP: what the last escape asked for */
	bool escaped;      /* ISO-2022-JP: nothing came after it yet */
};

/* A decoder's answer for bytes it refuses: the standard's "error". */
#define DECODE_ERROR 0x110000u
/* Nothing is left, and nothing came out of what was. */
#define DECODE_END 0x110001u
/* Where Big5 has two code points for two bytes, the second is above these. */
#define DECODE_SECOND 21

/*
 * Read one character at D->at, which is before the end, and move past it.
 * Returns a code point, or one of the values above.
 */
typedef uint32_t (*decode_fn)(struct decoder *d);

uint32_t decode_big5(struct decoder *d);
uint32_t decode_euc_jp(struct decoder *d);
uint32_t decode_euc_kr(struct decoder *d);
uint32_t decode_gb18030(struct decoder *d);
uint32_t decode_iso_2022_jp(struct decoder *d);
uint32_t decode_replacement(struct decoder *d);
uint32_t decode_shift_jis(struct decoder *d);
uint32_t decode_single(struct decoder *d);
uint32_t decode_utf_16be(struct decoder *d);
uint32_t decode_utf_16le(struct decoder *d);
uint32_t decode_utf_8(struct decoder *d);
uint32_t decode_user_defined(struct decoder *d);

#endif
