// SPDX-License-Identifier: ISC
#ifndef WEB_CHARSET_H
#define WEB_CHARSET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/str.h"

/*
 * The encodings of the WHATWG Encoding Standard. A charset is known by its
 * WHATWG name, a static string such as "UTF-8", "GBK", "windows-1252".
 */

/* The name for LABEL ("gb2312" gives "GBK"), or NULL. Encoding, 4.2. */
const char *charset_by_label(struct str label);

/* The name a byte order mark at the start of BYTES tells, or NULL; its length
 * goes to *LEN. Encoding, 6.1. */
const char *charset_by_bom(struct str bytes, size_t *len);

/*
 * What a <meta> in BYTES, else an XML declaration, declares; or NULL. HTML,
 * 13.2.3.2, which looks no further than CHARSET_PRESCAN bytes.
 */
#define CHARSET_PRESCAN ((size_t)1024)
const char *charset_prescan(struct str bytes);

/* The value of the lang attribute of <html> in BYTES, as it stands there; or
 * empty. */
struct str charset_prescan_language(struct str bytes);

/* The name for the charset parameter of a Content-Type header, or NULL. */
const char *charset_from_content_type(struct str header);

/*
 * What is wrong with BYTES as text in the charset NAME: the number of places
 * that cannot be decoded, and of C1 controls, which no text has. 0 when NAME
 * is no encoding here.
 */
size_t charset_faults(const char *name, struct str bytes);

/*
 * Decode BYTES from the charset NAME and hand FN each code point with the
 * bytes it came FROM, or CHARSET_FAULT and bytes that cannot be decoded, until
 * it returns false: that is enough. A byte order mark is a character like
 * others. Nothing for a NAME that is no encoding here.
 */
#define CHARSET_FAULT 0x110000u
typedef bool (*charset_fn)(void *ctx, uint32_t cp, struct str from);
void charset_each(const char *name, struct str bytes, charset_fn fn, void *ctx);

/*
 * Decode BYTES from the charset NAME into valid UTF-8 in A, as the standard's
 * decoder in replacement mode does: what cannot be decoded becomes U+FFFD and
 * the rest goes on. A byte order mark of that encoding is dropped. *BAD, when
 * not NULL, gets the number of replacements made. Returns 0, or -1 with E set
 * (ERR_DECODE) for a name that is no encoding here.
 */
int charset_decode(struct arena *a, const char *name, struct str bytes,
    struct str *out, size_t *bad, struct err *e);

#endif
