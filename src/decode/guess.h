// SPDX-License-Identifier: ISC
#ifndef DECODE_GUESS_H
#define DECODE_GUESS_H

#include "base/arena.h"
#include "base/str.h"

/* What is known of a page but its bytes; each may be empty. */
struct hint {
	struct str language; /* BCP 47, such as that of <html lang> */
	struct str url;      /* its host's last label may tell the country */
	const char *label;   /* a charset that it says it has; or NULL */
};

/*
 * The charset that BYTES, which are not UTF-8, most likely are in: that whose
 * reading of the page's text (not its tags, scripts and styles) has the
 * likeliest letters after each other. A hint counts as much as some words.
 * The answer is the same for the same arguments; A is for scratch.
 *
 * Legacy encodings that the Web has been written in: those that browsers fall
 * back to for some language (WHATWG Encoding 4.2; HTML 13.2.3.2, the table of
 * locales), with KOI8, ISO-8859-2, -5, -6, -7 and -13 and IBM866. Those with
 * the same letters at the same places, such as ISO-8859-1, -9 and -8, are
 * told by the name of the larger one, but KOI8-R by its own.
 */
const char *guess_charset(
    struct arena *a, struct str bytes, const struct hint *hint);

/* True when BYTES, which are ASCII, have the escapes of ISO-2022-JP. */
bool guess_is_iso_2022_jp(struct str bytes);

/*
 * True when BYTES are no text in the charset NAME beyond doubt: when as
 * something else, which goes to *BETTER, they are by far the likelier,
 * whatever alphabet NAME is read in. UTF8 tells that they may be UTF-8.
 */
bool guess_refutes(struct arena *a, const char *name, struct str bytes,
    bool utf8, const struct hint *hint, const char **better);

#endif
