// SPDX-License-Identifier: ISC
#ifndef FETCH_CHILD_H
#define FETCH_CHILD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/str.h"
#include "model/limits.h"

/*
 * A program that runs beside the loop, and whose standard output is read. It
 * is the leader of a process group of its own, which ends with it: what it
 * leaves behind is killed. Only a process that made itself a session of its own
 * (setsid) outlives that. Times are monotonic, in milliseconds.
 */
struct child {
	struct str name; /* foreign: for messages */
	pid_t pid;
	int pidfd, out, said; /* -1: closed */
	uint32_t timeout;     /* seconds, for the message */
	int64_t until;        /* then it is told to end */
	int64_t kill_at;      /* when it is made to; 0: it was not told */
	bool late, gone;
	size_t ntail;
	char tail[LIMIT_COMMAND_SAID]; /* the end of what it said */
};

/* What to start. All of it is borrowed for the call, NAME for longer. */
struct child_order {
	struct str name;
	const char *path;  /* of the program */
	char *const *argv; /* NULL at the end */
	char *const *env;  /* all that it gets */
	const char *dir;   /* where it runs; a relative PATH begins there */
	uint32_t timeout;  /* seconds, for the message */
	int64_t until;
};

/* The file of the program NAME, which has no slash, in the folders of PATH
 * (":" between them, relative ones count for nothing); or NULL. */
const char *child_find(struct arena *a, const char *path, struct str name);

/*
 * Start it: standard input is /dev/null, no other descriptor is passed on, no
 * signal is ignored or blocked, it leaves no core, its data are limited to
 * LIMIT_COMMAND_DATA, and it is killed when coranto is. Returns 0 with C set,
 * or -1 with E set (ERR_COMMAND); there is nothing to end then.
 */
int child_start(struct child *c, const struct child_order *o, struct err *e);

/*
 * Take what there is into OUT, and see after the time: after UNTIL, or when OUT
 * is full, the group gets SIGTERM, and LIMIT_COMMAND_GRACE_MS later SIGKILL.
 * Returns true when it is over; never waits.
 */
bool child_step(struct child *c, struct buf *out, int64_t now);
/* Tell it to end, as if its time were over. */
void child_stop(struct child *c, int64_t now);
/* Wait until it is gone, or kill it at the time UNTIL. */
void child_kill(struct child *c, int64_t until);

/*
 * It is over: let go of it. Returns 0 when it ended with status 0, of its own
 * and in time, or -1 with E set: ERR_LIMIT when OUT is full, else ERR_COMMAND
 * with the last line of what it said, control characters escaped.
 */
int child_end(struct child *c, const struct buf *out, struct err *e);

#endif
