// SPDX-License-Identifier: ISC
#ifndef RUN_WORKER_H
#define RUN_WORKER_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "base/sandbox.h"

/*
 * A process that reads pages, shut in as base/sandbox.h says. Over its one
 * descriptor it tells first what shuts it in, then takes calls one at a time
 * (run/call_record.h) and answers each. It dies when that is closed.
 *
 * A call is a frame, beside it a descriptor of the body, and TEXT bytes; an
 * answer is a frame and TEXT bytes. The numbers are those of the machine.
 */
struct worker_frame {
	uint64_t text;
	uint64_t body; /* bytes of the body; 0 and no descriptor: none */
};
struct worker_hello {
	uint32_t word; /* WORKER_WORD */
	uint8_t seccomp;
	int32_t landlock;
};
#define WORKER_WORD 0x434f5241u

/* Its exit status when it could not be shut in. */
#define WORKER_NOT_SHUT_IN 9

/* What a worker knows beside the page, which is the same for the whole life of
 * the process: time zones. */
struct worker_lore;

/* Before there is a worker: what it will not be able to read itself, a struct
 * worker_lore, which is never NULL and lasts as long as the process. */
void *worker_ready(void);

/*
 * Shut this process in with FD alone, which becomes the descriptor 3; 0 to 2
 * stay. Returns 0 with OUT set, or -1 with E set (ERR_SYSTEM).
 */
int worker_shut_in(int fd, struct sandbox *out, struct err *e);

/* The life of a worker with what worker_ready() made; it does not return. */
void worker_main(void *lore, int fd);
/* Its parts: shut in and tell so; one call, false when there are no more. */
void worker_begin(const struct worker_lore *lore, int fd);
bool worker_serve(struct worker_lore *lore);

#endif
