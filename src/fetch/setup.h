// SPDX-License-Identifier: ISC
#ifndef FETCH_SETUP_H
#define FETCH_SETUP_H

#include <curl/curl.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "model/access.h"

/* What one hop asks of libcurl. */
struct hop {
	const char *url;
	struct curl_slist *headers;
	int64_t ms;    /* the most that it may take */
	long silent_s; /* the most that the server may be silent */
	bool own;      /* to the configured origin: it is told secrets */
	bool own_host; /* to its host: `tls` counts */
	bool post;
	bool plain; /* libcurl undoes the content coding */
	const struct access *access;
};

/* What is the same for all requests of the handle C. */
CURLcode setup_fixed(CURL *c);
/*
 * Set all of C that one hop and the next do not share; what H does not ask for
 * is as if it had never been set. Strings are in A, and those of H live until
 * the hop has ended. CURLE_NOT_BUILT_IN when libcurl has no OpenSSL, which
 * legacy TLS wants.
 */
CURLcode setup_hop(CURL *c, struct arena *a, const struct hop *h);

#endif
