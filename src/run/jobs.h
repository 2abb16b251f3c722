// SPDX-License-Identifier: ISC
#ifndef RUN_JOBS_H
#define RUN_JOBS_H

#include <poll.h>
#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/err.h"
#include "fetch/fetch.h"
#include "run/workers.h"

/*
 * Answers of servers that are being read, while others are fetched. Each is a
 * job: the call that it will most likely begin with is made at once, and when
 * that is answered the job is settled, which finds the answer there
 * (workers.ready) and asks for whatever else it needs.
 *
 * Jobs are settled in the order in which they came, whoever reads them and
 * whoever is done first: so what comes of a run is the same with any number of
 * processes, and without any. A page that takes long holds up those behind it,
 * for as long as it would without, but they are read meanwhile.
 *
 * No more than LIMIT_JOBS for each process wait, nor LIMIT_JOBS_BYTES of pages:
 * who adds one more waits until some are settled.
 */
struct jobs {
	struct workers *workers; /* NULL: each is settled as it comes */
	/* What the call will be in A, with RES or FAILED as in fetch_done.
	 * False: there will be none. A wrong guess costs time, no more. */
	bool (*guess)(void *ctx, struct arena *a, const struct request *req,
	    const struct response *res, const struct err *failed,
	    struct call *out);
	fetch_done settle;
	void *ctx;
	struct job *first, *last;
	size_t n, bytes;
};

/* As fetch_done: what it is given is copied as far as that takes. */
void jobs_add(struct jobs *q, const struct request *req,
    const struct response *res, const struct err *failed);
/* Settle those whose answers are there. */
void jobs_settle(struct jobs *q);
/* fetch_options.under_way */
size_t jobs_under_way(const struct jobs *q, struct pollfd *fds, size_t max);
/* Forget those that are left. */
void jobs_drop(struct jobs *q);

#endif
