// SPDX-License-Identifier: ISC
#include "publish/temp.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"

/* Two of 2^64 names are never alike; a few tries are for planted ones. */
#define TRIES 8

static int
random_name(char *out, size_t size)
{
	uint64_t r;

	/* 8 bytes come whole (getrandom(2): up to 256 do). */
	if (getrandom(&r, sizeof(r), 0) != (ssize_t)sizeof(r))
		return -1;
	snprintf(out, size, TEMP_PREFIX "%016" PRIx64 TEMP_SUFFIX, r);
	return 0;
}

int
temp_create(struct temp *t, int dirfd)
{
	*t = (struct temp){ .dirfd = dirfd, .fd = -1 };
	for (int i = 0; t->fd < 0 && i < TRIES; i++) {
		char name[sizeof(t->name)];

		if (random_name(name, sizeof(name)) != 0)
			return -1;
		/* O_EXCL follows no link; the kernel takes off the umask. */
		t->fd = openat(dirfd, name,
		    O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0644);
		if (t->fd >= 0)
			memcpy(t->name, name, sizeof(name));
		else if (errno != EEXIST)
			return -1;
	}
	/* Where locks are unknown, a sweep of another process may take it, and
	 * the rename fails. */
	if (t->fd >= 0)
		(void)flock(t->fd, LOCK_EX | LOCK_NB);
	return t->fd < 0 ? -1 : 0;
}

/*
 * The disk writes while the next file is made, and a sync finds it done. What is
 * written so is no more durable than before, and a failure to begin is one to
 * write, as no sync may ever tell of it; that the call is not known here is none.
 */
static int
begin_sync(int fd)
{
	if (sync_file_range(fd, 0, 0, SYNC_FILE_RANGE_WRITE) == 0)
		return 0;
	return errno == EIO || errno == ENOSPC || errno == EDQUOT ? -1 : 0;
}

int
temp_write(struct temp *t, struct str bytes)
{
	return fd_write_all(t->fd, bytes) == 0 ? begin_sync(t->fd) : -1;
}

int
temp_after(struct temp *t, time_t t0)
{
	struct timespec times[2] = { { .tv_nsec = UTIME_OMIT },
		{ .tv_sec = t0 + 1 } };
	struct stat st;

	if (fstat(t->fd, &st) != 0)
		return -1;
	return st.st_mtim.tv_sec > t0 ? 0 : futimens(t->fd, times);
}

int
temp_sync(struct temp *t)
{
	/* A failed sync is not tried again: the pages may be gone for good. */
	return fsync(t->fd);
}

int
temp_rename(struct temp *t, const char *name)
{
	if (renameat(t->dirfd, t->name, t->dirfd, name) != 0)
		return -1;
	/* Not before, as the lock goes with it; the disk has all of it. */
	(void)close(t->fd);
	t->fd = -1;
	return 0;
}

int
temp_remove(struct temp *t)
{
	if (t->fd >= 0)
		close(t->fd);
	t->fd = -1;
	return t->name[0] == '\0' ? 0 : unlinkat(t->dirfd, t->name, 0);
}

void
temp_drop(struct temp *t)
{
	int saved = errno;

	(void)temp_remove(
	    t); /* what failed before is told, and a sweep comes */
	errno = saved;
}

static bool
is_temp_name(const char *s)
{
	const size_t prefix = sizeof(TEMP_PREFIX) - 1;

	return strncmp(s, TEMP_PREFIX, prefix) == 0 &&
	       strspn(s + prefix, "0123456789abcdef") == TEMP_DIGITS &&
	       strcmp(s + prefix + TEMP_DIGITS, TEMP_SUFFIX) == 0;
}

/* True when nobody holds the lock of NAME, which may be anything: a link is
 * not followed, a FIFO not waited for; a folder unlinkat will not take. */
static bool
is_stale(int dirfd, const char *name)
{
	int fd =
	    openat(dirfd, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
	bool held;

	if (fd < 0)
		return false;
	held = flock(fd, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK;
	close(fd);
	return !held;
}

void
temp_sweep(int dirfd)
{
	/* A descriptor of its own: the position in the folder goes with it. */
	int fd = openat(dirfd, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	DIR *d = fd < 0 ? NULL : fdopendir(fd);
	const struct dirent *entry;

	if (d == NULL) {
		if (fd >= 0)
			close(fd);
		return;
	}
	while ((entry = readdir(d)) != NULL)
		if (is_temp_name(entry->d_name) &&
		    is_stale(dirfd, entry->d_name))
			unlinkat(dirfd, entry->d_name, 0);
	closedir(d);
}
