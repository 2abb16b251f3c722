// SPDX-License-Identifier: ISC
#ifndef RUN_WORKERS_H
#define RUN_WORKERS_H

#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/sandbox.h"
#include "base/zone_book.h"
#include "run/forker.h"
#include "run/processor.h"

/*
 * Pages are read by other processes, which are shut in (run/worker.h): who
 * takes one over by a page can make up what it says of pages, and nothing else.
 * A page that ends its process, hangs or outgrows the limits is one failed call
 * (ERR_READER, ERR_LIMIT), and another process takes the place of that one.
 *
 *	workers_start(&w, n, argv, &e)	when the program begins
 *	...				w->processor for whoever reads pages
 *	workers_stop(w)
 *
 * A call by the processor waits for its answer. Who has several pages makes a
 * task of each, and goes on meanwhile: what comes of a task is the same in any
 * order and with any number of processes.
 */

/* A body where another process can read it, and nobody can change it. */
struct body {
	int fd; /* -1: it is empty */
	struct str bytes;
	void *map; /* they are there */
};
/* A copy of BYTES. Returns 0, or -1 with E set (ERR_READER). */
int body_make(struct body *b, struct str bytes, struct err *e);
void body_release(struct body *b);

enum task_state { TASK_WAITS, TASK_ASKED, TASK_DONE };
struct task {
	struct buf call;   /* owned; as of call_write() */
	size_t zones;      /* of the book that it refers to, and all before */
	struct body *body; /* borrowed until it is done */
	enum task_state state;
	bool again;        /* it was asked of a second one */
	pid_t pid;         /* who was asked */
	struct buf answer; /* owned; when it is done, unless ... */
	struct err failed; /* ... no answer came */
	struct task *next;
};

struct worker;
struct workers {
	struct processor processor;
	const volatile sig_atomic_t *stop; /* end soon; or NULL */
	struct forker forker;
	struct worker *v; /* N of them, those that are there first */
	size_t n, there;
	struct task *first, *last; /* that wait for a process */
	struct arena keep;
	struct zone_book zones;   /* that they may be told */
	size_t memory;            /* bytes for each of them; workers_limit() */
	int call_ms;              /* most time for one call, by the clock */
	bool told;                /* what is missing to shut them in */
	void (*alive)(void *ctx); /* called several times a second while
				     somebody waits; or NULL */
	void *alive_ctx;
	/* A task that is done already: a call that is the same is answered by
	 * it. NULL: there is none. */
	const struct task *ready;
};

/*
 * N processes at most, made when they are needed; N is at least 1. To be called
 * before the program knows or holds anything. Returns W, or NULL with E set
 * (ERR_SYSTEM).
 */
struct workers *workers_start(size_t n, char **argv, struct err *e);
/* The same of processes that are CHILD, for tests. */
struct workers *workers_start_as(
    size_t n, char **argv, forker_child child, struct err *e);
/* Each process may have MEMORY bytes of its own, in place of LIMIT_MEMORY; those
 * that are there end. No task is under way. */
void workers_limit(struct workers *w, size_t memory);
void workers_stop(struct workers *w);
/* End those that are there; others are made when they are needed. No task is
 * under way. W may be NULL. */
void workers_rest(struct workers *w);

/* What shuts them in on this machine; makes one to see. Returns 0, or -1 with E
 * set (ERR_READER). */
int workers_shut_in(struct workers *w, struct sandbox *out, struct err *e);

/*
 * Make a task of C, whose body is BODY, and line it up. It stays where it is
 * until it is done, or dropped. Returns 0, or -1 with E set when the call cannot
 * be written (ERR_LIMIT).
 */
int workers_give(struct workers *w, struct task *t, const struct call *c,
    struct body *body, struct err *e);
/* Take what is there and give out what can be, for at most MS milliseconds, or
 * until a task is done. */
void workers_step(struct workers *w, int ms);
/* T is wanted no more; frees what it owns. */
void workers_drop(struct workers *w, struct task *t);
/* How long to wait at once. */
#define WORKERS_WAIT_MS 250
/* What comes over these says that there is work for workers_step(). Returns how
 * many, at most MAX. */
size_t workers_fds(const struct workers *w, struct pollfd *out, size_t max);

#endif
