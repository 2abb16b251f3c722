// SPDX-License-Identifier: ISC
#ifndef FETCH_WAY_H
#define FETCH_WAY_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/str.h"
#include "fetch/fetch.h"
#include "model/access.h"

/*
 * How a request asks the server of one origin: all of it that can be the
 * reason why one source gets an answer there and another none.
 */
struct way {
	const struct access *access;       /* foreign */
	const struct allow_private *allow; /* foreign; NULL: nothing */
	uint32_t timeout;                  /* seconds; 0: the default */
	bool own, own_host, own_port;      /* is it the named page's? */
};

/* The way of REQ to ORIGIN ("https://example.org"); both outlive it. */
struct way way_of(
    struct arena *scratch, const struct request *req, struct str origin);
/* Would the one fare as the other did? */
bool way_same(const struct way *a, const struct way *b);

#endif
