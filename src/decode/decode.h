// SPDX-License-Identifier: ISC
#ifndef DECODE_DECODE_H
#define DECODE_DECODE_H

#include "base/arena.h"
#include "base/err.h"
#include "base/library.h"
#include "model/document.h"
#include "model/response.h"
#include "model/source.h"

/*
 * Bytes of a response to UTF-8 text: first the content codings (gzip, deflate,
 * br, zstd; at most LIMIT_CODINGS, counted while they grow), then gzip of the
 * file itself, then the charset.
 *
 * Order of evidence for the charset: the source's `charset`, a byte order
 * mark, the Content-Type header, a <meta> prescan, the bytes themselves.
 * decode/verdict.h tells when bytes overrule what is declared.
 * Source: WHATWG HTML 13.2.3.2, WHATWG Encoding; RFC 9110 8.4.
 *
 * Returns 0 with OUT in A, or -1 with E set:
 *   ERR_DECODE  unknown or broken content coding, unknown `charset`, or bytes
 *               that are no text (an image, a PDF)
 *   ERR_LIMIT   more than the source's max_size after decoding, or more than
 *               LIMIT_RATIO times as much as came
 * A coding that ends early gives what there was, with OUT->truncated.
 */
int decode(struct arena *a, const struct source *src,
    const struct response *res, struct document *out, struct err *e);

/* The content-coding step alone; CODINGS is a Content-Encoding value. */
int decode_inflate(struct arena *a, struct str bytes, struct str codings,
    size_t limit, struct str *out, bool *truncated, struct err *e);

/* The libraries of the content codings, with texts in A. */
void decode_libraries(struct arena *a, struct libraries *out);

#endif
