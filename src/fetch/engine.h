// SPDX-License-Identifier: ISC
#ifndef FETCH_ENGINE_H
#define FETCH_ENGINE_H

/* Inside fetch/ only: one call of fetch_all, and what its files share. */

#include <curl/curl.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "fetch/fetch.h"
#include "fetch/hosts.h"
#include "fetch/origin.h"
#include "fetch/transfer.h"
#include "model/response.h"
#include "web/url.h"

struct engine {
	const struct fetch_options *o;
	int64_t start_ms; /* monotonic */
	CURLM *multi;     /* owned */
	CURL **idle;      /* owned; handles that nobody uses */
	size_t nidle, nhandles;
	struct hosts hosts;
	struct jars jars;
	struct origins origins;
	struct transfer *free;     /* in the arena of HOSTS */
	struct wish *spare;        /* likewise, for what MORE brings */
	struct arena scratch;      /* reset for each page */
	uint32_t gap_ms;           /* the longest of all requests */
	struct transfer *commands; /* whose programs run */
	bool halted;               /* the caller wants no more */
};

/* Seconds since the epoch, by the caller's clock. */
int64_t engine_now(const struct engine *f);
/* The request of W, made if need be; NULL: it is not wanted any more. */
const struct request *engine_request(struct engine *f, struct wish *w);
/* It would wait for long: many others may have theirs meanwhile. */
void engine_unmake(struct engine *f, struct wish *w);
/* Tell the caller the end of a wish that was not asked for; RES as for
 * fetch_done. */
void engine_turn_down(struct engine *f, struct wish *w,
    const struct response *res, const struct err *e);
/* W is over, or a transfer has its request. */
void engine_forget(struct engine *f, struct wish *w);

/* A transfer for nobody yet, and the end of one without a word. */
struct transfer *engine_take(struct engine *f);
void engine_give_back(struct engine *f, struct transfer *t);
/* The request of T is over, with RES, E or both. */
void engine_finish(struct engine *f, struct transfer *t,
    const struct response *res, const struct err *e);
/* T's hop is over: others may have its handle. */
void engine_drop_handle(struct engine *f, struct transfer *t);

/* serve.c: who may go. */

/* End W, for U, when that needs no question: the host wants to be left alone,
 * or the rules are known and forbid it. */
bool engine_turns_away(struct engine *f, struct wish *w, const struct url *u);
/* Something new is known of H: none of its requests waits for its turn only
 * to be turned away then. */
void engine_sift(struct engine *f, struct host *h);
/* Start all that may start. Returns whether something is under way or to be
 * waited for. */
bool engine_start(struct engine *f);

/* answer.c: what comes back. */

/* End the hops that libcurl has done. Returns how many. */
size_t engine_collect(struct engine *f);

#endif
