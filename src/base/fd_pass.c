// SPDX-License-Identifier: ISC
#include "base/fd_pass.h"

#include <errno.h>
#include <string.h>

void
fd_pass_beside(struct msghdr *m, union fd_room *room, int fd)
{
	struct cmsghdr *c;

	if (fd < 0)
		return;
	memset(room, 0, sizeof(*room));
	m->msg_control = room->bytes;
	m->msg_controllen = sizeof(room->bytes);
	c = CMSG_FIRSTHDR(m);
	c->cmsg_level = SOL_SOCKET;
	c->cmsg_type = SCM_RIGHTS;
	c->cmsg_len = CMSG_LEN(sizeof(fd));
	memcpy(CMSG_DATA(c), &fd, sizeof(fd));
}

ssize_t
fd_pass_take(int sock, void *to, size_t n, int *fd)
{
	union fd_room room;
	struct iovec part = { to, n };
	/* What aligns the end of the room would hold one more descriptor. */
	struct msghdr m = { .msg_iov = &part,
		.msg_iovlen = 1,
		.msg_control = room.bytes,
		.msg_controllen = CMSG_LEN(sizeof(*fd)) };
	struct cmsghdr *c;
	ssize_t got;

	*fd = -1;
	do
		got = recvmsg(sock, &m, MSG_CMSG_CLOEXEC);
	while (got < 0 && errno == EINTR);
	c = got < 0 ? NULL : CMSG_FIRSTHDR(&m);
	if (c != NULL && c->cmsg_level == SOL_SOCKET &&
	    c->cmsg_type == SCM_RIGHTS && c->cmsg_len == CMSG_LEN(sizeof(*fd)))
		memcpy(fd, CMSG_DATA(c), sizeof(*fd));
	return got;
}
