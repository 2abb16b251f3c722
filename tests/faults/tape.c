// SPDX-License-Identifier: ISC
/*
 * Loaded before the C library (LD_PRELOAD) it puts down what a program does to
 * its files, and what it asks to be made durable, so that power.py can play the
 * disk that loses power. No release has it.
 *
 *	TAPE_UNDER  only files below this folder, an absolute path without links
 *	TAPE_TO     the file that it is put down in
 *
 * Each is a line of fields with tabs between them: name, inode, path, another
 * path, offset, time of the last change, bytes of data; and then these. Only
 * what has succeeded is there. Memory that is mapped is not.
 */
#include <stdint.h>
#include <sys/stat.h>

#include "preload.h"

static int tape = -1;
static char under[PATH_MAX];

/* One thing that was done. */
struct deed {
	const char *name;
	int fd; /* of the file; -1: it has a path only */
	char path[2 * PATH_MAX], to[2 * PATH_MAX];
	off_t offset;
	const void *data;
	size_t len;
};

__attribute__((constructor)) static void
set_up(void)
{
	const char *u = getenv("TAPE_UNDER"), *to = getenv("TAPE_TO");

	if (u == NULL || to == NULL || strlen(u) >= sizeof(under))
		return;
	limit_descriptors();
	strcpy(under, u);
	tape = (int)syscall(SYS_openat, AT_FDCWD, to,
	    O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
}

static void
put(const void *p, size_t n)
{
	const char *at = p;

	while (n > 0) {
		ssize_t some = syscall(SYS_write, tape, at, n);

		if (some <= 0)
			abort(); /* a tape with gaps proves nothing */
		at += some;
		n -= (size_t)some;
	}
}

static void
put_down(struct deed *d)
{
	char line[5 * PATH_MAX];
	struct stat st = { .st_ino = 0 };
	int saved = errno, n;

	if (tape < 0)
		return;
	if (d->fd >= 0)
		path_of(d->fd, d->path);
	if (strncmp(d->path, under, strlen(under)) != 0) {
		errno = saved;
		return;
	}
	if (d->fd >= 0)
		(void)syscall(SYS_newfstatat, d->fd, "", &st, AT_EMPTY_PATH);
	n = snprintf(line, sizeof(line), "%s\t%ju\t%s\t%s\t%jd\t%jd\t%zu\n",
	    d->name, (uintmax_t)st.st_ino, d->path, d->to, (intmax_t)d->offset,
	    (intmax_t)st.st_mtim.tv_sec * 1000000000 + st.st_mtim.tv_nsec,
	    d->len);
	put(line, (size_t)n);
	put(d->data, d->len);
	errno = saved;
}

static void
put_down_fd(const char *name, int fd, off_t offset, const void *p, size_t n)
{
	struct deed d = {
		.name = name, .fd = fd, .offset = offset, .data = p, .len = n
	};

	put_down(&d);
}

static void
put_down_path(const char *name, int dir, const char *path)
{
	struct deed d = { .name = name, .fd = -1 };

	whole(dir, path, d.path);
	put_down(&d);
}

/* ---- files that are made ---- */

static int
opened(int dir, const char *path, int flags, mode_t mode)
{
	struct stat st;
	bool was = (flags & O_CREAT) == 0 ||
		   syscall(SYS_newfstatat, dir, path, &st, 0) == 0;
	int fd = (int)syscall(SYS_openat, dir, path, flags, mode);

	if (fd >= 0 && !was)
		put_down_fd("create", fd, mode, NULL, 0);
	else if (fd >= 0 && (flags & O_TRUNC) != 0)
		put_down_fd("truncate", fd, 0, NULL, 0);
	return fd;
}

int
mkostemp(char *path, int flags)
{
	int fd = next_mkostemp(path, flags);

	if (fd >= 0)
		put_down_fd("create", fd, 0600, NULL, 0);
	return fd;
}

/* ---- what is written ---- */

ssize_t
write(int fd, const void *p, size_t n)
{
	off_t at = syscall(SYS_lseek, fd, 0, SEEK_CUR);
	ssize_t done = syscall(SYS_write, fd, p, n);

	if (done > 0 && at >= 0)
		put_down_fd("write", fd, at, p, (size_t)done);
	return done;
}

static ssize_t
written_at(int fd, const void *p, size_t n, off_t offset)
{
	ssize_t done = syscall(SYS_pwrite64, fd, p, n, offset);

	if (done > 0)
		put_down_fd("write", fd, offset, p, (size_t)done);
	return done;
}

ssize_t
pwrite(int fd, const void *p, size_t n, off_t offset)
{
	return written_at(fd, p, n, offset);
}

ssize_t
pwrite64(int fd, const void *p, size_t n, off_t offset)
{
	return written_at(fd, p, n, offset);
}

static int
truncated(int fd, off_t n)
{
	int rc = (int)syscall(SYS_ftruncate, fd, n);

	if (rc == 0)
		put_down_fd("truncate", fd, n, NULL, 0);
	return rc;
}

int
ftruncate(int fd, off_t n)
{
	return truncated(fd, n);
}

int
ftruncate64(int fd, off_t n)
{
	return truncated(fd, n);
}

int
futimens(int fd, const struct timespec t[2])
{
	int rc = (int)syscall(SYS_utimensat, fd, NULL, t, 0);

	if (rc == 0)
		put_down_fd("time", fd, 0, NULL, 0);
	return rc;
}

void *
mmap64(void *p, size_t n, int prot, int flags, int fd, off_t offset)
{
	return mapped(p, n, prot, flags, fd, offset);
}

void *
mmap(void *p, size_t n, int prot, int flags, int fd, off_t offset)
{
	return mapped(p, n, prot, flags, fd, offset);
}

/* ---- what is made durable ---- */

int
fsync(int fd)
{
	int rc = (int)syscall(SYS_fsync, fd);

	if (rc == 0)
		put_down_fd("sync", fd, 0, NULL, 0);
	return rc;
}

int
fstatfs(int fd, struct statfs *st)
{
	return on_disk(fd, st);
}

int
syncfs(int fd)
{
	int rc = (int)syscall(SYS_syncfs, fd);

	if (rc == 0)
		put_down_fd("syncfs", fd, 0, NULL, 0);
	return rc;
}

int
fdatasync(int fd)
{
	int rc = (int)syscall(SYS_fdatasync, fd);

	if (rc == 0)
		put_down_fd("sync", fd, 0, NULL, 0);
	return rc;
}

/* ---- names ---- */

int
renameat(int from_dir, const char *from, int to_dir, const char *to)
{
	int rc = (int)syscall(SYS_renameat2, from_dir, from, to_dir, to, 0);
	struct deed d = { .name = "rename", .fd = -1 };

	if (rc != 0)
		return rc;
	whole(from_dir, from, d.path);
	whole(to_dir, to, d.to);
	put_down(&d);
	return rc;
}

int
rename(const char *from, const char *to)
{
	return renameat(AT_FDCWD, from, AT_FDCWD, to);
}

int
unlinkat(int dir, const char *path, int flags)
{
	int rc = (int)syscall(SYS_unlinkat, dir, path, flags);

	if (rc == 0)
		put_down_path("unlink", dir, path);
	return rc;
}

int
unlink(const char *path)
{
	return unlinkat(AT_FDCWD, path, 0);
}

int
mkdirat(int dir, const char *path, mode_t mode)
{
	int rc = (int)syscall(SYS_mkdirat, dir, path, mode);
	int made = rc != 0 ? -1
			   : (int)syscall(SYS_openat, dir, path,
				 O_DIRECTORY | O_PATH | O_CLOEXEC);

	if (made >= 0) {
		put_down_fd("mkdir", made, 0, NULL, 0);
		syscall(SYS_close, made);
	}
	return rc;
}

int
mkdir(const char *path, mode_t mode)
{
	return mkdirat(AT_FDCWD, path, mode);
}
