// SPDX-License-Identifier: ISC
#ifndef RUN_FORKER_H
#define RUN_FORKER_H

#include <stdbool.h>
#include <sys/types.h>

#include "base/err.h"

/*
 * A process that makes processes. It is forked when the program begins, before
 * there are secrets, files or threads, forgets environment and arguments, keeps
 * no descriptor but the one to its parent, and then only waits to be asked: so
 * what it makes knows as little at any later time. It and all that it made die
 * with the program, and signals that mean the program do not reach them. Copies
 * of the program may ask it, too, one after the other.
 */
struct forker {
	pid_t pid;
	int fd;         /* -1: there is none */
	unsigned asked; /* by this process, so often */
};

/* What it makes before the first process, in its own memory, for all of them;
 * never NULL. */
typedef void *(*forker_ready)(void);

/* What a process does that the forker made, with its copy of what was made READY
 * and the descriptor that it was given; it does not return. Descriptors 0 to 2
 * lead nowhere. */
typedef void (*forker_child)(void *ready, int fd);

/*
 * Start it. It calls READY before it makes the first process, and each of them
 * calls CHILD. ARGV are the arguments of the program. Returns 0, or -1 with E
 * set (ERR_SYSTEM).
 */
int forker_start(struct forker *f, char **argv, forker_ready ready,
    forker_child child, struct err *e);

/* A new process, in *PID, to talk with over *FD, which is the caller's. It is
 * given no more than MEMORY bytes to write to (RLIMIT_DATA). Returns 0, or -1
 * with E set (ERR_READER). */
int forker_fork(
    struct forker *f, size_t memory, pid_t *pid, int *fd, struct err *e);

/* End PID, unless it has ended; its status as of wait(2), or -1 when it cannot be
 * known. A program that has shut itself in may end nothing that is outside, and
 * what was made before is. */
int forker_end(struct forker *f, pid_t pid);

/* End it, and with it what it made. */
void forker_stop(struct forker *f);

#endif
