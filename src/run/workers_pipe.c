// SPDX-License-Identifier: ISC
#include "run/workers_priv.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/fd_pass.h"
#include "model/limits.h"
#include "run/worker.h"

#define CHUNK (256 << 10)

/* --- Bodies -------------------------------------------------------------- */

/* All of BYTES into FD, which nobody can change afterwards: who reads it while
 * it is cut would be ended by a signal. */
static int
fill(int fd, struct str bytes)
{
	const int seals =
	    F_SEAL_SEAL | F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_WRITE;

	for (size_t done = 0; done < bytes.len;) {
		ssize_t n = write(fd, bytes.p + done, bytes.len - done);

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return -1;
		done += (size_t)n;
	}
	return fcntl(fd, F_ADD_SEALS, seals);
}

int
body_make(struct body *b, struct str bytes, struct err *e)
{
	*b = (struct body){ .fd = -1, .bytes = STR_NULL };
	if (bytes.len == 0)
		return 0;
	b->fd = memfd_create("page", MFD_CLOEXEC | MFD_ALLOW_SEALING);
	if (b->fd < 0 || fill(b->fd, bytes) != 0)
		goto fail;
	b->map = mmap(NULL, bytes.len, PROT_READ, MAP_PRIVATE, b->fd, 0);
	if (b->map == MAP_FAILED)
		goto fail;
	b->bytes = str_n(b->map, bytes.len);
	return 0;
fail:
	err_sys(e, ERR_READER, errno, "the page cannot be handed on");
	body_release(b);
	return -1;
}

void
body_release(struct body *b)
{
	if (b->bytes.len > 0)
		munmap(b->map, b->bytes.len);
	if (b->fd >= 0)
		close(b->fd);
	*b = (struct body){ .fd = -1, .bytes = STR_NULL };
}

/* --- Calls --------------------------------------------------------------- */

/* It reads whatever it is sent at once, unless it was taken over. */
static int
send_parts(struct worker *x, struct msghdr *m)
{
	while (m->msg_iovlen > 0) {
		struct pollfd p = { x->fd, POLLOUT, 0 };
		ssize_t n = sendmsg(x->fd, m, MSG_NOSIGNAL | MSG_DONTWAIT);
		int64_t left = x->until - clock_monotonic_ms();

		if (n < 0 && errno == EAGAIN &&
		    (left <= 0 ||
			(poll(&p, 1, (int)left) < 0 && errno != EINTR)))
			return -1;
		if (n < 0 && errno != EAGAIN && errno != EINTR)
			return -1;
		if (n > 0)
			m->msg_controllen = 0;
		for (size_t k; n > 0; n -= (ssize_t)k) {
			struct iovec *part = m->msg_iov;

			k = part->iov_len < (size_t)n ? part->iov_len
						      : (size_t)n;
			part->iov_base = (char *)part->iov_base + k;
			part->iov_len -= k;
			if (part->iov_len == 0) {
				m->msg_iov++;
				m->msg_iovlen--;
			}
		}
		while (m->msg_iovlen > 0 && m->msg_iov->iov_len == 0) {
			m->msg_iov++;
			m->msg_iovlen--;
		}
	}
	return 0;
}

int
pipe_send(
    struct worker *x, struct buf *zones, struct buf *call, struct body *body)
{
	union fd_room room;
	struct worker_frame f = { zones->len + call->len, body->bytes.len };
	struct iovec parts[] = { { &f, sizeof(f) }, { zones->p, zones->len },
		{ call->p, call->len } };
	struct msghdr m = { .msg_iov = parts, .msg_iovlen = 3 };

	fd_pass_beside(&m, &room, body->fd);
	return send_parts(x, &m);
}

/* --- Answers ------------------------------------------------------------- */

/* What is read by plain recv(2) brings no descriptors along. */
static ssize_t
receive(struct worker *x, void *to, size_t n)
{
	ssize_t got;

	do
		got = recv(x->fd, to, n, MSG_DONTWAIT);
	while (got < 0 && errno == EINTR);
	return got;
}

/* HEAD is whole: what it says. */
static bool
understand(struct worker *x)
{
	struct worker_hello hello;
	struct worker_frame f;

	x->nhead = 0;
	if (!x->greeted) {
		memcpy(&hello, x->head, sizeof(hello));
		x->greeted = true;
		x->shut.seccomp = hello.seccomp == 1;
		x->shut.landlock = hello.landlock;
		return hello.word == WORKER_WORD && hello.seccomp <= 1 &&
		       hello.landlock >= 0;
	}
	memcpy(&f, x->head, sizeof(f));
	x->expect = f.text;
	return f.text > 0 && f.text <= LIMIT_ANSWER && f.body == 0 &&
	       x->task != NULL;
}

static size_t
head_size(const struct worker *x)
{
	return x->greeted ? sizeof(struct worker_frame)
			  : sizeof(struct worker_hello);
}

/* Part of the head. */
static enum pipe_news
read_head(struct worker *x)
{
	ssize_t n = receive(x, x->head + x->nhead, head_size(x) - x->nhead);

	if (n < 0 && errno == EAGAIN)
		return PIPE_MORE;
	if (n <= 0)
		return PIPE_END;
	x->nhead += (size_t)n;
	if (x->nhead == head_size(x) && !understand(x))
		return PIPE_NONSENSE;
	return PIPE_WHOLE; /* as far as it goes */
}

static enum pipe_news
read_text(struct worker *x)
{
	size_t left = x->expect - x->in.len;
	ssize_t n;

	/* Room for what comes, not for what it says will. */
	if (left > CHUNK)
		left = CHUNK;
	if (buf_reserve(&x->in, left) != 0)
		return PIPE_NONSENSE;
	n = receive(x, x->in.p + x->in.len, left);
	if (n < 0 && errno == EAGAIN)
		return PIPE_MORE;
	if (n <= 0)
		return PIPE_END;
	x->in.len += (size_t)n;
	return PIPE_WHOLE;
}

enum pipe_news
pipe_read(struct worker *x)
{
	for (;;) {
		enum pipe_news news =
		    x->expect == 0 ? read_head(x) : read_text(x);

		if (news != PIPE_WHOLE)
			return news;
		if (x->expect > 0 && x->in.len == x->expect) {
			x->expect = 0;
			return PIPE_WHOLE;
		}
	}
}

int
pipe_hello(struct worker *x, int ms)
{
	int64_t until = clock_monotonic_ms() + ms;

	while (!x->greeted) {
		struct pollfd p = { x->fd, POLLIN, 0 };
		int64_t left = until - clock_monotonic_ms();

		if (left <= 0 || (poll(&p, 1, (int)left) < 0 && errno != EINTR))
			return -1;
		if (p.revents != 0 && pipe_read(x) != PIPE_MORE)
			return -1;
	}
	return 0;
}
