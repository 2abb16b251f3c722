// SPDX-License-Identifier: ISC
#ifndef FETCH_FETCH_H
#define FETCH_FETCH_H

#include <signal.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/str.h"
#include "model/access.h"
#include "model/response.h"
#include "model/source.h"

/* What to ask for. All strings are borrowed until the answer came. */
struct request {
	struct str url;               /* http(s): or file:, absolute */
	const struct header *headers; /* sent to the named origin only */
	size_t nheaders;
	struct str user_agent;        /* empty: coranto/VERSION */
	struct validators validators; /* of the last good answer; or empty */
	struct str validated_url;     /* where they came from; empty: URL */
	uint32_t timeout;             /* seconds, in all; 0: the default */
	uint32_t max_size;            /* bytes of the body; 0: the default */
	void *tag;                    /* the caller's */
	/* The URL that the configuration or the command line names, when it is
	 * not URL itself: its origin alone may be inside and is told secrets. */
	struct str named_url;
	const struct allow_private *allow; /* NULL: nothing */
	const struct access *access;       /* login, proxy, ...; NULL: plain */
	bool keep_cookies; /* write cookie files that ask for it */
};

/*
 * Called once for each request, in the order in which they end. Either E is
 * NULL and RES holds a 2xx or 304, or E says what happened: ERR_NET, ERR_HTTP
 * (E->http is the status; RES is set too, with the beginning of the body), ERR_LIMIT,
 * ERR_SYSTEM (a file), ERR_CONFIG (a header that cannot be sent; it reaches
 * no further than the source). RES and E are valid during the call only;
 * RES->time is 0, for the caller's clock to set.
 */
typedef void (*fetch_done)(void *ctx, const struct request *req,
    const struct response *res, const struct err *e);

/*
 * Fetch N requests, at most LIMIT_TRANSFERS at once and one at a time from one
 * host and port, and call DONE for each. Requests of one host keep their
 * order.
 *
 * Redirects are followed by hand, at most LIMIT_REDIRECTS, http and https
 * only, never from https to http. Every connection passes the gate (address_gate.h):
 * what leads to an inner network without being allowed is ERR_NET "refused",
 * and not a packet is sent there. Configured headers go to the named origin
 * only, validators to the origin that they came from only. A 304 that nobody
 * asked for is ERR_HTTP. Bodies keep their content coding and are whole as far
 * as HTTP can tell. No Referer; a
 * proxy, a login and cookies only where ACCESS has them.
 *
 * *STOP, set by a signal handler, ends all with ERR_NET "interrupted" within a
 * second. The caller has SIGPIPE ignored. Returns 0 when DONE was called for
 * all, or -1 with E set when libcurl cannot be used at all.
 */
int fetch_all(const struct request *req, size_t n, fetch_done done, void *ctx,
    const volatile sig_atomic_t *stop, struct err *e);

#endif
