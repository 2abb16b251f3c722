// SPDX-License-Identifier: ISC
#include "store/store.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <sys/file.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/file.h"
#include "store/folder.h"

#define LOCK_TEXT 128 /* "PID SINCE\n" is at most 42 bytes */

/* Say who holds the lock, as far as the file tells. */
static int
busy(int fd, const char *path, int64_t usual, struct err *e)
{
	char text[LOCK_TEXT];
	ssize_t n = pread(fd, text, sizeof(text) - 1, 0);
	long pid;
	int64_t since, age;

	text[n > 0 ? n : 0] = '\0';
	if (sscanf(text, "%ld %" SCNd64, &pid, &since) != 2)
		return err_set(e, ERR_BUSY, "another run holds %s", path);
	age = clock_now() - since;
	err_set(e, ERR_BUSY,
	    "another run holds %s: process %ld, for %" PRId64 " s", path, pid,
	    age);
	if (age >= 0 && age <= usual)
		e->retry = RETRY_SOON;
	return -1;
}

/* A file system that has no locks, as some of the network are: two runs would
 * write one database. */
static void
no_locks(const char *path, int sys, struct err *e)
{
	char text[sizeof(e->msg)];

	err_sys(e, ERR_STORE, sys, "%s", path);
	if (sys != ENOLCK && sys != EOPNOTSUPP && sys != ENOSYS)
		return;
	snprintf(text, sizeof(text), "%s", e->msg);
	err_set(e, ERR_STORE, "%s; `state` wants a disk of this machine", text);
	e->sys = sys;
}

/*
 * Who we are and since when, for whoever finds the lock taken. The time is
 * the clock's, not the run's: it says how long this process has been here.
 */
static int
sign(int fd, const char *path, struct err *e)
{
	char text[LOCK_TEXT];
	int n = snprintf(text, sizeof(text), "%ld %" PRId64 "\n",
	    (long)getpid(), clock_now());

	if (ftruncate(fd, 0) != 0 || fd_write_all(fd, str_n(text, (size_t)n)))
		return err_sys(e, ERR_STORE, errno, "%s", path);
	return 0;
}

int
store_lock(const char *dir, int64_t usual, struct err *e)
{
	char path[4096];
	int fd;

	if (folder_make(dir, e) != 0)
		return -1;
	if (snprintf(path, sizeof(path), "%s/lock", dir) >= (int)sizeof(path))
		return err_sys(e, ERR_STORE, ENAMETOOLONG, "%s", dir);
	fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
	if (fd < 0)
		return err_sys(e, ERR_STORE, errno,
		    "the state folder %s cannot be written to", dir);
	if (flock(fd, LOCK_EX | LOCK_NB) != 0) {
		if (errno == EWOULDBLOCK)
			busy(fd, path, usual, e);
		else
			no_locks(path, errno, e);
		close(fd);
		return -1;
	}
	if (sign(fd, path, e) != 0) {
		close(fd);
		return -1;
	}
	return fd;
}
