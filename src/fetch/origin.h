// SPDX-License-Identifier: ISC
#ifndef FETCH_ORIGIN_H
#define FETCH_ORIGIN_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "base/str.h"
#include "fetch/fetch.h"
#include "fetch/hosts.h"
#include "fetch/transfer.h"
#include "fetch/way.h"
#include "model/host.h"
#include "web/robots.h"
#include "web/url.h"

/*
 * What a server asks of its visitors: to come back later (Retry-After), and
 * where not to go (robots.txt, RFC 9309). Times are seconds since the epoch.
 */

/* One host name, whoever its operator is: one that is asked to slow down may
 * not speak for the others of its domain. */
struct hold {
	struct str key;
	int64_t until; /* no request before then */
};

enum robots_state {
	ROBOTS_UNKNOWN, /* ask for it first */
	ROBOTS_ASKED,   /* it is under way */
	ROBOTS_KNOWN,   /* RULES hold */
	ROBOTS_SILENT, /* the server has none to give, so nothing may be read */
	ROBOTS_HELD    /* it is on a host that asked to be left alone */
};

/* One way to ask, which brought no answer from the server. */
struct unheard {
	struct way way;
	struct err why;
	struct unheard *next;
};

struct origin {
	struct str key; /* "https://example.org" */
	struct host *host;
	struct hold *hold;
	enum robots_state state;
	struct robots_memory memory;
	struct robots rules;
	const struct err *why;     /* of ROBOTS_SILENT */
	const struct hold *led_to; /* of ROBOTS_HELD */
	struct unheard *unheard;   /* while ROBOTS_UNKNOWN */
};

struct origins {
	struct hosts *hosts; /* foreign; origins live in its arena */
	struct registry names, holds;
	const struct fetch_memory *memory; /* foreign; NULL: none */
	int64_t wall_ms; /* the clock's time when the monotonic one had ... */
	int64_t mono_ms;
};

void origins_init(struct origins *o, struct hosts *hs,
    const struct fetch_memory *memory, int64_t wall_ms, int64_t mono_ms);
void origins_release(struct origins *o);
/* The origin of U, an http or https URL, with what is remembered of it and of
 * its host. NOW: seconds since the epoch. */
struct origin *origins_find(
    struct origins *o, struct arena *scratch, const struct url *u, int64_t now);
/* Give to the memory which hosts were asked so short a time before MONO_MS
 * that their pause, GAP_MS at least, is not over. */
void origins_keep_contacts(struct origins *o, int64_t mono_ms, int64_t gap_ms);

/* Keep away from the host of the origin for SECONDS from NOW. */
void origin_hold(
    struct origins *o, struct origin *g, int64_t now, int64_t seconds);

/* Must the robots.txt of G be asked for before REQ, which leads there? */
bool origin_wants_robots(
    const struct origin *g, struct arena *scratch, const struct request *req);
/* The request for the robots.txt of G, with what REQ, a page of it, says about
 * how to ask. */
const struct request *origin_ask(
    struct origins *o, struct origin *g, const struct request *req);
/*
 * The robots.txt of G was answered, by BODY of T or, when FAILED is not NULL,
 * not. FRESH: how long it may be kept. Sets the state, and tells the memory.
 * When there was no answer at all that is known of T's way to ask only: for
 * who asks in another way the state is ROBOTS_UNKNOWN again.
 */
void origin_answered(struct origins *o, struct origin *g, struct arena *scratch,
    const struct transfer *t, const struct err *failed, int64_t fresh,
    int64_t now);

/* The robots.txt of G is on a host that asked to be left alone. Sets the
 * state. */
void origin_put_off(struct origin *g, const struct hold *led_to);

/* Does it matter to origin_judge() how a request asks? */
bool origin_minds_way(const struct origin *g);
/* May REQ ask for U? 0, also when nothing is known; or -1 with E set:
 * ERR_ROBOTS when a rule forbids it; what was wrong with robots.txt when that
 * could not be read. REQ may be NULL when it does not matter. */
int origin_judge(const struct origin *g, struct arena *scratch,
    const struct request *req, const struct url *u, struct err *e);

#endif
