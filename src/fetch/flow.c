// SPDX-License-Identifier: ISC
#include "fetch/flow.h"

#include <errno.h>
#include <string.h>
#include <sys/socket.h>

/* Would it have had to wait? That is no failure. */
static int
later(void)
{
	return errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR ? 0
									 : -1;
}

int
flow_read(struct flow *w, int fd)
{
	size_t end = w->at + w->n;
	ssize_t got;

	if (!flow_wants(w))
		return 0;
	got = recv(fd, w->p + end, FLOW_ROOM - end, MSG_DONTWAIT);
	if (got < 0)
		return later();
	w->n += (size_t)got;
	w->ended = got == 0;
	return 0;
}

int
flow_write(struct flow *w, int fd)
{
	ssize_t sent;

	if (w->n > 0) {
		sent =
		    send(fd, w->p + w->at, w->n, MSG_DONTWAIT | MSG_NOSIGNAL);
		if (sent < 0)
			return later();
		flow_skip(w, (size_t)sent);
	}
	if (w->n > 0 || !w->ended || w->shut)
		return 0;
	w->shut = true;
	return shutdown(fd, SHUT_WR);
}

void
flow_skip(struct flow *w, size_t n)
{
	w->at += n;
	w->n -= n;
	if (w->n == 0)
		w->at = 0;
}

void
flow_put(struct flow *w, struct str s)
{
	memcpy(w->p + w->at + w->n, s.p, s.len);
	w->n += s.len;
}
