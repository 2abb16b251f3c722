// SPDX-License-Identifier: ISC
#ifndef BASE_FD_PASS_H
#define BASE_FD_PASS_H

#include <stddef.h>
#include <sys/socket.h>
#include <sys/types.h>

/*
 * One descriptor that goes beside bytes over a UNIX socket: unix(7),
 * SCM_RIGHTS. Who takes it has a descriptor of its own, who gave it keeps the
 * one it has.
 */
union fd_room {
	char bytes[CMSG_SPACE(sizeof(int))];
	struct cmsghdr align;
};

/* Have M, which carries bytes and is to be sent, bring FD along. ROOM is written,
 * and has to last until M is sent. FD below 0: M brings nothing. */
void fd_pass_beside(struct msghdr *m, union fd_room *room, int fd);

/*
 * As recv(2) without flags, interrupted by no signal: at most N bytes of what
 * comes over SOCK into TO, and in *FD the descriptor that came beside them,
 * which is the caller's and closed when a program is executed, or -1. Returns
 * the number of bytes; 0 when nobody can send any more; or -1 with errno set,
 * and *FD -1. Of more than one descriptor, all but the first are closed.
 */
ssize_t fd_pass_take(int sock, void *to, size_t n, int *fd);

#endif
