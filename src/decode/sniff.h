// SPDX-License-Identifier: ISC
#ifndef DECODE_SNIFF_H
#define DECODE_SNIFF_H

#include <stdbool.h>

#include "base/str.h"

/* What bytes that are no text seem to be, such as "a PDF document", or NULL
 * when they are text in the charset NAME, as far as the first of them tell. */
const char *sniff_binary(struct str bytes, const char *name);

/* How much of BYTES is UTF-8: characters above ASCII, and places that are not
 * valid. A last character that is cut is neither. */
struct utf8_count {
	size_t characters, faults;
};
struct utf8_count sniff_utf8(struct str bytes);

/* "UTF-16LE" or "UTF-16BE" when BYTES are markup in it, marked or not; else
 * NULL. */
const char *sniff_utf16(struct str bytes);

#endif
