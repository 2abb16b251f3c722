// SPDX-License-Identifier: ISC
#ifndef DECODE_SNIFF_H
#define DECODE_SNIFF_H

#include <stdbool.h>

#include "base/str.h"

/* What bytes that are no text seem to be, such as "a PDF document", or NULL
 * when they are text in the charset NAME, as far as the first of them tell. */
const char *sniff_binary(struct str bytes, const char *name);

/* The charset of BYTES that nothing declares, by what they look like. */
const char *sniff_undeclared(struct str bytes);

/* True when BYTES are UTF-8, but for a last character that is cut, and more
 * than ASCII. */
bool sniff_is_utf8(struct str bytes);

#endif
