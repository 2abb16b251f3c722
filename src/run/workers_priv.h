// SPDX-License-Identifier: ISC
#ifndef RUN_WORKERS_PRIV_H
#define RUN_WORKERS_PRIV_H

#include <sys/types.h>

#include "run/workers.h"

/* Between the parts of workers.h:
 *
 *	workers       tasks, and calls that wait for their answer
 *	workers_pool  who is there, and who does what
 *	workers_pipe  what goes to one of them and what comes back
 */

/* One of them, seen from outside. */
struct worker {
	pid_t pid;
	int fd;
	struct task *task;          /* that it was asked; NULL: it is idle */
	int64_t since, until, busy; /* ms; asked at, to be done by, in all */
	size_t served;              /* calls that it has answered */
	size_t zones;               /* of the book that it was told */
	bool greeted;               /* it told what shuts it in: SHUT */
	struct sandbox shut;
	struct buf in;   /* of its answer so far, without ... */
	char head[16];   /* ... its frame, or what it told first */
	size_t nhead;    /* bytes of that */
	uint64_t expect; /* bytes that IN is to have; when HEAD is whole */
};

/* --- Pipe ---------------------------------------------------------------- */

/* Send ZONES and CALL as one text, with BODY. Returns 0, or -1 when it takes
 * them no more. */
int pipe_send(
    struct worker *x, struct buf *zones, struct buf *call, struct body *body);

enum pipe_news { PIPE_MORE, PIPE_WHOLE, PIPE_NONSENSE, PIPE_END };
/* Read what is there, without waiting. PIPE_WHOLE: X->in is an answer. */
enum pipe_news pipe_read(struct worker *x);

/* Wait until X->shut is known, MS milliseconds at most. Returns 0, or -1. */
int pipe_hello(struct worker *x, int ms);

/* --- Pool ---------------------------------------------------------------- */

/* One more, or NULL with E set (ERR_READER). */
struct worker *pool_add(struct workers *w, struct err *e);
/* X is there no more; the last one takes its place. Returns the status that it
 * ended with. */
int pool_remove(struct workers *w, struct worker *x);
/* What is wrong with a page whose process ended with STATUS. */
void pool_tell_end(const struct workers *w, int status, struct err *e);
/* T waits, as the last, or the first of all (AT_ONCE). */
void pool_line_up(struct workers *w, struct task *t, bool at_once);
/* Tasks to processes, as long as there are both. */
void pool_give_out(struct workers *w);

#endif
