// SPDX-License-Identifier: ISC
#ifndef FETCH_HOSTS_H
#define FETCH_HOSTS_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/str.h"
#include "fetch/fetch.h"

/*
 * Who may go next: one transfer at a time from each host, and the hosts take
 * turns. What a host asks of its visitors (a pause, robots.txt) belongs here.
 */
struct job {
	const struct request *req;
	struct job *next;
};

struct host {
	struct str key;           /* "host:port" */
	struct job *first, *last; /* waiting, in the order of the requests */
	bool busy;                /* a transfer is under way */
	bool ready;               /* in the list of hosts that may go next */
	struct host *next_ready;
};

struct hosts {
	struct arena arena; /* hosts and jobs */
	void *tree;         /* of struct host, by key */
	struct host *first, *last;
};

void hosts_init(struct hosts *hs);
void hosts_release(struct hosts *hs);

/* The host of that key, made when there was none. */
struct host *hosts_find(struct hosts *hs, struct str key);
/* Put REQ at the end of the host's queue. */
void hosts_add(struct hosts *hs, struct host *h, const struct request *req);

/* The next request whose host is free; the host is busy from now on. NULL when
 * there is none. *H is its host. */
const struct request *hosts_next(struct hosts *hs, struct host **h);
/* Make H busy, out of turn, for a redirect that leads to it. False when it
 * is busy. */
bool host_claim(struct host *h);
/* The transfer from H is over. */
void hosts_leave(struct hosts *hs, struct host *h);

#endif
