// SPDX-License-Identifier: ISC
#ifndef FETCH_TUNNELS_H
#define FETCH_TUNNELS_H

#include <curl/curl.h>
#include <stdbool.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/str.h"
#include "model/access.h"
#include "model/limits.h"

/*
 * The one way out that a browser is given: a SOCKS 5 proxy of its own at a port
 * of 127.0.0.1, by which all its connections go, and each passes the gate that
 * coranto's own do (address_gate.h), at the moment it is made and by the
 * address that it goes to. Names are resolved here, so that the browser asks no
 * resolver. What is passed on is not looked at.
 *
 * Other users of the computer can reach the port while the browser runs. They
 * get nowhere by it that they cannot go themselves.
 *
 * It lives in the loop of fetch_all(): connections are made by handles of
 * MULTI, and nothing here waits.
 */
struct tunnels;

struct tunnels_order {
	CURLM *multi;                      /* foreign */
	const struct allow_private *allow; /* foreign; NULL: nothing */
	struct endpoint own; /* the configured origin: it may be inside */
	struct str id;       /* of the source, for messages */
};

/* All that is borrowed lives as long as A. Returns NULL with E set
 * (ERR_COMMAND). */
struct tunnels *tunnels_open(
    struct arena *a, const struct tunnels_order *o, struct err *e);
/* End all connections and give everything back. */
void tunnels_close(struct tunnels *t);

/* Where it listens, at 127.0.0.1. */
int tunnels_port(const struct tunnels *t);

/* Take what has come, and pass on what can be. */
void tunnels_step(struct tunnels *t);
/* EASY of the multi handle is done with RC. Returns false when it belongs to
 * nobody here. */
bool tunnels_take(struct tunnels *t, CURL *easy, CURLcode rc);

/* What to wait for: at most TUNNELS_FDS, written to FDS. Returns how many. */
#define TUNNELS_FDS (1 + 2 * LIMIT_TUNNELS)
unsigned tunnels_fds(const struct tunnels *t, struct curl_waitfd *fds);

/* Why the last connection that was wanted was refused, or ERR_NONE. */
const struct err *tunnels_refused(const struct tunnels *t);
/* Has the browser moved more than LIMIT_RENDER_BYTES? Then nothing is passed on
 * any more. */
bool tunnels_over(const struct tunnels *t);

#endif
