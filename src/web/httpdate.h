// SPDX-License-Identifier: ISC
#ifndef WEB_HTTPDATE_H
#define WEB_HTTPDATE_H

#include <stdint.h>

#include "base/str.h"

/* Read an HTTP-date in any of its three forms (RFC 9110 5.6.7). 0 or -1. */
int http_date_parse(struct str s, int64_t now, int64_t *t);
/* Seconds from NOW that a Retry-After value asks for, capped at MAX; -1 when
 * it is neither a number nor a date (RFC 9110 10.2.3). */
int64_t http_retry_after(struct str s, int64_t now, int64_t max);

#endif
