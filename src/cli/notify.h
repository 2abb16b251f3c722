// SPDX-License-Identifier: ISC
#ifndef CLI_NOTIFY_H
#define CLI_NOTIFY_H

#include <sys/socket.h>
#include <sys/un.h>

/*
 * Tell the service manager how a long-running program is doing: sd_notify(3),
 * which is a datagram to the socket that $NOTIFY_SOCKET names. Without one all
 * calls do nothing, and a manager that does not listen is no error: nothing
 * can be done about it.
 */
struct notify {
	int fd; /* owned; -1: nobody asked */
	struct sockaddr_un to;
	socklen_t len;
};

void notify_open(struct notify *n);
void notify_close(struct notify *n);
/* Send lines such as "READY=1\nSTATUS=...". */
void notify_send(const struct notify *n, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));
/* "RELOADING=1" with the time that Type=notify-reload wants; READY=1 ends
 * it. */
void notify_reloading(const struct notify *n);

#endif
