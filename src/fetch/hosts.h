// SPDX-License-Identifier: ISC
#ifndef FETCH_HOSTS_H
#define FETCH_HOSTS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/str.h"
#include "fetch/fetch.h"
#include "fetch/registry.h"

/*
 * Who may go next: one transfer at a time from each host, a pause after each,
 * and the hosts take turns. A host here is all that belongs to one operator
 * (fetch/domain.h). Times are monotonic, in milliseconds.
 */
struct origin;
struct transfer;

struct host {
	struct str key;
	struct wish *first, *last; /* not yet begun, in their order */
	size_t nwishes;            /* added so far */
	size_t number;             /* of hosts that were there before */
	struct transfer *waiting, *last_waiting; /* begun, before a hop here */
	unsigned asking; /* its robots.txt are asked for: others wait */
	struct transfer *under_way; /* or NULL */
	bool queued;                /* lined up, or in the heap */
	bool met;                   /* ENDED means something */
	int64_t ended;              /* when the last transfer was over */
	int64_t delay_ms;           /* what its robots.txt ask for as a pause */
	int64_t ready_at;
	struct host *next_ready; /* in a line */
	struct host *next;       /* of all */
};

struct host_line {
	struct host *first, *last;
};

struct hosts {
	struct arena arena; /* hosts, and what else belongs to them */
	struct registry names;
	struct host *all;
	size_t n;
	/* Those that may go: [0] were not asked yet, [1] come back after their
	 * pause. The two take turns, so that neither many hosts with a page
	 * each nor a few with many hold the others up. */
	struct host_line line[2];
	unsigned turn;
	struct host **heap; /* in their pause, the first to be ready on top */
	size_t nheap, cap;
};

void hosts_init(struct hosts *hs);
void hosts_release(struct hosts *hs);

/* The host of that key, made when there was none (*MADE). */
struct host *hosts_find(struct hosts *hs, struct str key, bool *made);
/* Put W at the end of the host's queue. */
void host_add(struct host *h, struct wish *w);
/* Line up all hosts: first those whose first request is due longest; of
 * several the one with the most requests, which will take the longest. */
void hosts_begin(struct hosts *hs, int64_t now);
/* Put T, before its next hop, at the end of the host's other queue, which goes
 * first. */
void hosts_wait(
    struct hosts *hs, struct host *h, struct transfer *t, int64_t now);

/* The next host that is free, has something to do and has had its pause, out
 * of the line; or NULL. The caller either starts a transfer and sets UNDER_WAY,
 * or takes something off its queues, and then calls hosts_line_up. */
struct host *hosts_next(struct hosts *hs, int64_t now);
/* Let H take its turn when it has something to do. */
void hosts_line_up(struct hosts *hs, struct host *h, int64_t now);
/* The transfer from H is over: its pause begins. */
void hosts_leave(struct hosts *hs, struct host *h, int64_t now);

/* When the next host has had its pause; INT64_MAX when none is in it. */
int64_t hosts_ready_at(const struct hosts *hs);

/* Take off the first wish, the first waiting transfer; NULL when there is
 * none. ONLY_ROBOTS: the first that is after a robots.txt. */
struct wish *host_take_wish(struct host *h);
struct transfer *host_take_waiting(struct host *h, bool only_robots);

#endif
