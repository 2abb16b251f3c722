// SPDX-License-Identifier: ISC
#ifndef FETCH_ASK_H
#define FETCH_ASK_H

#include <curl/curl.h>
#include <stdbool.h>

#include "base/arena.h"
#include "base/err.h"
#include "fetch/fetch.h"

/*
 * The header lines that R sends. OWN: the address has the origin that the
 * configured headers are for. VALID: it is the one that the validators came
 * from. POST: what is posted needs a type. Strings in A. Returns 0 with *OUT to
 * be freed by curl_slist_free_all, or -1 with E set: ERR_CONFIG for a header
 * that would break the request apart (a name that is no token, a control
 * character).
 */
int ask_headers(struct arena *a, const struct request *r, bool own, bool valid,
    bool post, struct curl_slist **out, struct err *e);

#endif
