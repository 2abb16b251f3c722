// SPDX-License-Identifier: ISC
#ifndef RUN_KEPT_FILE_H
#define RUN_KEPT_FILE_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "model/response.h"
#include "model/source.h"

/*
 * A kept page as the bytes of its file: gzip (RFC 1952) of a line "coranto page
 * 1", lines "name: value", an empty line and the body:
 *
 *	url, type, language  of the answer
 *	coding               that the body has, where that is another than gzip
 */

/* RES of S, appended to B. 0, or -1 with errno. */
int kept_file_make(
    const struct source *s, const struct response *res, struct buf *b);

/* BYTES into OUT, in A; what the file does not tell is left as it is. Returns 0,
 * or -1 when it is damaged. */
int kept_file_read(struct arena *a, struct str bytes, struct response *out);

#endif
