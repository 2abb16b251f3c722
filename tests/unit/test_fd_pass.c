// SPDX-License-Identifier: ISC
#include "base/fd_pass.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include <setjmp.h>
#include <cmocka.h>

static int ends[2], file;

static int
set_up(void **state)
{
	(void)state;
	file = memfd_create("passed", MFD_CLOEXEC);
	return file < 0 || write(file, "what it holds", 13) != 13 ||
	       socketpair(AF_UNIX, SOCK_SEQPACKET, 0, ends) != 0;
}

static int
tear_down(void **state)
{
	(void)state;
	for (int i = 0; i < 2; i++)
		if (ends[i] >= 0)
			close(ends[i]);
	return close(file);
}

static int
count_open(void)
{
	DIR *d = opendir("/proc/self/fd");
	int n = 0;

	assert_non_null(d);
	while (readdir(d) != NULL)
		n++;
	closedir(d);
	return n;
}

/* Send the N bytes of TEXT, and FD beside them. */
static void
give(const char *text, size_t n, int fd)
{
	char copy[16];
	struct iovec part = { memcpy(copy, text, n), n };
	struct msghdr m = { .msg_iov = &part, .msg_iovlen = 1 };
	union fd_room room;

	fd_pass_beside(&m, &room, fd);
	assert_int_equal(sendmsg(ends[0], &m, MSG_NOSIGNAL), n);
}

static void
test_beside(void **state)
{
	char text[16], held[16];
	int before = count_open(), fd = -2;

	(void)state;
	give("first", 5, file);
	give("second", 6, -1);
	assert_int_equal(fd_pass_take(ends[1], text, sizeof(text), &fd), 5);
	assert_memory_equal(text, "first", 5);
	assert_true(fd >= 0 && fd != file);
	assert_int_equal(pread(fd, held, sizeof(held), 0), 13);
	assert_memory_equal(held, "what it holds", 13);
	assert_true(fcntl(fd, F_GETFD) & FD_CLOEXEC);
	close(fd);
	assert_int_equal(fd_pass_take(ends[1], text, sizeof(text), &fd), 6);
	assert_int_equal(fd, -1);
	assert_int_equal(count_open(), before);
}

/* No more than what was asked for: a descriptor that nobody knows of would stay
 * open. */
static void
test_one_alone(void **state)
{
	union {
		char bytes[CMSG_SPACE(2 * sizeof(int))];
		struct cmsghdr align;
	} room = { .bytes = { 0 } };
	struct iovec part = { (char[]){ "x" }, 1 };
	struct msghdr m = { .msg_iov = &part,
		.msg_iovlen = 1,
		.msg_control = room.bytes,
		.msg_controllen = sizeof(room.bytes) };
	struct cmsghdr *c = CMSG_FIRSTHDR(&m);
	int two[] = { file, ends[0] }, before = count_open(), fd;
	char text[1];

	(void)state;
	c->cmsg_level = SOL_SOCKET;
	c->cmsg_type = SCM_RIGHTS;
	c->cmsg_len = CMSG_LEN(sizeof(two));
	memcpy(CMSG_DATA(c), two, sizeof(two));
	assert_int_equal(sendmsg(ends[0], &m, MSG_NOSIGNAL), 1);
	assert_int_equal(fd_pass_take(ends[1], text, 1, &fd), 1);
	assert_true(fd >= 0);
	assert_int_equal(pread(fd, text, 1, 0), 1);
	close(fd);
	assert_int_equal(count_open(), before);
}

/* What comes beside bytes and is no descriptor is none. */
static void
test_no_descriptor(void **state)
{
	const int on = 1;
	char text[16];
	int fd = -2;

	(void)state;
	assert_int_equal(
	    setsockopt(ends[1], SOL_SOCKET, SO_PASSCRED, &on, sizeof(on)), 0);
	give("who", 3, -1);
	assert_int_equal(fd_pass_take(ends[1], text, sizeof(text), &fd), 3);
	assert_int_equal(fd, -1);
}

static void
test_end(void **state)
{
	char text[1];
	int fd = -2;

	(void)state;
	close(ends[0]);
	ends[0] = -1;
	assert_int_equal(fd_pass_take(ends[1], text, 1, &fd), 0);
	assert_int_equal(fd, -1);
	fd = -2;
	assert_int_equal(fd_pass_take(-1, text, 1, &fd), -1);
	assert_int_equal(errno, EBADF);
	assert_int_equal(fd, -1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_beside, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
		    test_one_alone, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
		    test_no_descriptor, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_end, set_up, tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
