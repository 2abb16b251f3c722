// SPDX-License-Identifier: ISC
#ifndef EXTRACT_FEED_JSON_MEND_H
#define EXTRACT_FEED_JSON_MEND_H

#include "base/arena.h"
#include "base/str.h"

/*
 * TEXT, which a JSON parser refused, with the faults that programs make which
 * put JSON together by hand put right:
 *
 *	- controls in a string, such as an end of line, are spaces
 *	- an escape that JSON has not ("\'") is its character
 *	- half of a surrogate pair, of a text that was cut in the middle of a
 *	  character, is U+FFFD
 *	- a comma before "]" or "}" is left out
 *
 * Anything else stays as it is. In A; linear. Source: RFC 8259, 2, 7 and 8.2.
 */
struct str json_mend(struct arena *a, struct str text);

#endif
