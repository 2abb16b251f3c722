// SPDX-License-Identifier: ISC
#ifndef FETCH_STATUS_H
#define FETCH_STATUS_H

#include <stdbool.h>

/* The registered phrase of an HTTP status, such as "Not Found"; never empty. */
const char *status_phrase(int status);
/* True for the statuses whose content is the page. */
bool status_has_page(int status);
/* True when the Location header says where to go instead. */
bool status_is_redirect(int status);
/* True for 4xx and 5xx, whose content is about what went wrong. */
bool status_is_error(int status);
/* True for a redirect that holds for ever (RFC 9110 15.4.2, 15.4.9). */
bool status_is_permanent(int status);

#endif
