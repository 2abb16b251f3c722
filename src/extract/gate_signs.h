// SPDX-License-Identifier: ISC
#ifndef EXTRACT_GATE_SIGNS_H
#define EXTRACT_GATE_SIGNS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

/* What a gate before a server is known by. */
struct gate_sign {
	const char *needle; /* in the bytes of its page, or a cookie's name */
	const char *vendor; /* who is behind it, for the message */
	bool certain;       /* it stands in challenges alone; else ordinary
			       pages may have it as well */
};
/* In the page. */
extern const struct gate_sign gate_signs[];
extern const size_t gate_signs_n; /* at most GATE_SIGNS_MOST */
#define GATE_SIGNS_MOST 64
/* Cookies that are set with a challenge; the name may go on after it. */
extern const struct gate_sign gate_cookies[];
extern const size_t gate_cookies_n;

/*
 * What the title or the headline of a page says that is not there, in lower
 * case. It counts on a page with few words only: news may be about it.
 */
extern const char *const gate_not_found[];
extern const size_t gate_not_found_n;

#endif
