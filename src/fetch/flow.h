// SPDX-License-Identifier: ISC
#ifndef FETCH_FLOW_H
#define FETCH_FLOW_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

/* Bytes on their way from one socket to another, neither of which blocks. */
#define FLOW_ROOM (16 << 10)
struct flow {
	size_t at, n; /* P[AT .. AT + N) waits to be sent */
	bool ended;   /* no more will come */
	bool shut;    /* and the other side knows */
	char p[FLOW_ROOM];
};

/* Take what has come from FD. Returns 0, or -1 when the connection is gone. */
int flow_read(struct flow *w, int fd);
/* Send what waits to FD, and that nothing more comes. As flow_read. */
int flow_write(struct flow *w, int fd);
/* Forget the first N bytes that wait, or put S, which must fit, in front of
 * nothing: for what is said before bytes are passed on. */
void flow_skip(struct flow *w, size_t n);
void flow_put(struct flow *w, struct str s);

static inline bool
flow_wants(const struct flow *w)
{
	return !w->ended && w->at + w->n < FLOW_ROOM;
}

static inline struct str
flow_waiting(const struct flow *w)
{
	return (struct str){ w->p + w->at, w->n };
}

#endif
