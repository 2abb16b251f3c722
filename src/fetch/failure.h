// SPDX-License-Identifier: ISC
#ifndef FETCH_FAILURE_H
#define FETCH_FAILURE_H

#include <curl/curl.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "web/url.h"

/*
 * Say in E (ERR_NET) why the transfer on EASY from U ended with RC, for a
 * person: name, connection, TLS, time-out or a cut answer. The request has
 * taken SPENT_MS in all. TEXT is libcurl's error buffer. Returns -1.
 */
int failure_net(struct err *e, CURL *easy, CURLcode rc, const struct url *u,
    int64_t spent_ms, const char *text);

/* Did the transfer on EASY end with RC before the server was heard, for what
 * its source says or leaves out: its proxy, its certificates, its TLS? */
bool failure_is_own(CURL *easy, CURLcode rc, bool proxied);

/* "10 MB", "64 kB", "17 bytes" for a limit, in OUT; returns OUT. */
const char *failure_size(char *out, size_t size, size_t bytes);

#endif
