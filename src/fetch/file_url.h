// SPDX-License-Identifier: ISC
#ifndef FETCH_FILE_URL_H
#define FETCH_FILE_URL_H

#include <stddef.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/str.h"
#include "model/response.h"
#include "web/url.h"

/*
 * Answer a file: URL from the file system: a regular file on this machine,
 * read into BODY up to its limit. The status is 200, there are no validators,
 * and the content type comes from the name when it ends as that of a page.
 * Returns 0 with RES set (strings in A and BODY), or -1 with E set:
 * ERR_SYSTEM, ERR_LIMIT.
 */
int file_url_read(struct arena *a, const struct url *u, struct buf *body,
    struct response *res, struct err *e);

#endif
