// SPDX-License-Identifier: ISC
#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#define READ_CHUNK (64 << 10)

/* O_NONBLOCK: opening a FIFO must not wait for a writer. */
static int
open_regular(int dirfd, const char *path, struct err *e)
{
	struct stat st;
	int fd = openat(dirfd, path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);

	if (fd < 0)
		return err_sys(e, ERR_SYSTEM, errno, "%s", path);
	if (fstat(fd, &st) != 0) {
		err_sys(e, ERR_SYSTEM, errno, "%s", path);
		close(fd);
		return -1;
	}
	if (!S_ISREG(st.st_mode)) {
		err_set(e, ERR_SYSTEM, "%s: %s", path,
		    S_ISDIR(st.st_mode) ? "is a folder, not a file"
					: "is not a regular file");
		e->sys = S_ISDIR(st.st_mode) ? EISDIR : EINVAL;
		close(fd);
		return -1;
	}
	return fd;
}

int
fd_read_all(int fd, const char *name, struct buf *b, struct err *e)
{
	ssize_t n = 1;

	while (n > 0) {
		size_t room = b->limit - b->len;

		/* One byte more than fits tells a file that is too large. */
		if (room < READ_CHUNK) {
			char probe;

			if (room == 0 && read(fd, &probe, 1) == 0)
				break;
			if (room == 0)
				return err_set(e, ERR_LIMIT,
				    "%s: larger than %zu bytes", name,
				    b->limit);
		}
		if (room > READ_CHUNK)
			room = READ_CHUNK;
		buf_reserve(b, room);
		n = read(fd, b->p + b->len, room);
		if (n < 0 && errno == EINTR)
			n = 1;
		else if (n > 0)
			b->len += (size_t)n;
	}
	if (n < 0)
		err_sys(e, ERR_SYSTEM, errno, "%s", name);
	if (b->cap > 0)
		b->p[b->len] = '\0';
	return n < 0 ? -1 : 0;
}

int
file_read(int dirfd, const char *path, struct buf *b, struct err *e)
{
	int fd = open_regular(dirfd, path, e), rc;

	if (fd < 0)
		return -1;
	rc = fd_read_all(fd, path, b, e);
	close(fd);
	return rc;
}

int
fd_write_all(int fd, struct str s)
{
	while (s.len > 0) {
		ssize_t n = write(fd, s.p, s.len);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return -1;
		s = str_from(s, (size_t)n);
	}
	return 0;
}

/* Close FD, whose file BESIDE is to be renamed to PATH when SYS is 0. Returns
 * what went wrong, or 0. */
static int
finish_beside(int fd, const char *beside, const char *path, int sys)
{
	if (sys == 0 && fsync(fd) != 0)
		sys = errno;
	if (close(fd) != 0 && sys == 0)
		sys = errno;
	if (sys == 0 && rename(beside, path) != 0)
		sys = errno;
	if (sys != 0)
		unlink(beside);
	return sys;
}

static char *
name_beside(struct arena *a, const char *path)
{
	return arena_cstr(a, arena_printf(a, "%s.XXXXXX", path));
}

int
file_replace_private(
    struct arena *a, const char *path, struct str bytes, struct err *e)
{
	char *beside = name_beside(a, path);
	int fd = mkostemp(beside, O_CLOEXEC), sys = 0;

	if (fd < 0)
		return err_sys(e, ERR_SYSTEM, errno, "%s", path);
	if (fd_write_all(fd, bytes) != 0)
		sys = errno;
	sys = finish_beside(fd, beside, path, sys);
	return sys == 0 ? 0 : err_sys(e, ERR_SYSTEM, sys, "%s", path);
}

/* Make FD the file of whom ST tells; a new one (NULL) is as the umask says. */
static int
take_after(int fd, const struct stat *st)
{
	mode_t mask;

	if (st == NULL) {
		mask = umask(0);
		umask(mask);
		return fchmod(fd, 0666 & ~mask);
	}
	/* The mode last: a new owner takes some bits away. */
	return fchown(fd, st->st_uid, st->st_gid) != 0
		   ? -1
		   : fchmod(fd, st->st_mode & 07777);
}

/* What PATH leads to when it is a link, else PATH; NULL with E set. */
static char *
follow(struct arena *a, const char *path, struct err *e)
{
	char target[PATH_MAX];
	struct stat st;

	if (lstat(path, &st) != 0 || !S_ISLNK(st.st_mode))
		return arena_cstr(a, str_c(path));
	if (realpath(path, target) == NULL) {
		(void)err_sys(e, ERR_SYSTEM, errno, "%s", path);
		return NULL;
	}
	return arena_cstr(a, str_c(target));
}

/* Make the names in the folder of PATH durable, as far as it can be: not every
 * file system syncs folders. */
static void
sync_folder_of(struct arena *a, const char *path)
{
	const char *dir = arena_cstr(a, path_dir(a, str_c(path)));
	int fd = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	if (fd < 0)
		return;
	(void)fsync(fd);
	close(fd);
}

int
file_replace(struct arena *a, const char *path, struct str bytes, struct err *e)
{
	char *target = follow(a, path, e), *beside;
	struct stat st;
	bool is_there;
	int fd, sys = 0;

	if (target == NULL)
		return -1;
	is_there = stat(target, &st) == 0;
	beside = name_beside(a, target);
	fd = mkostemp(beside, O_CLOEXEC);
	if (fd < 0)
		return err_sys(e, ERR_SYSTEM, errno, "%s", path);
	if (take_after(fd, is_there ? &st : NULL) != 0 ||
	    fd_write_all(fd, bytes) != 0)
		sys = errno;
	sys = finish_beside(fd, beside, target, sys);
	if (sys != 0)
		return err_sys(e, ERR_SYSTEM, sys, "%s", path);
	sync_folder_of(a, target);
	return 0;
}

struct str
path_join(struct arena *a, struct str dir, struct str name)
{
	if (dir.len == 0 || str_eq(dir, STR(".")) || str_starts(name, STR("/")))
		return arena_str(a, name);
	return arena_concat(a,
	    (struct str[]){
		dir, str_ends(dir, STR("/")) ? STR_NULL : STR("/"), name },
	    3);
}

struct str
path_dir(struct arena *a, struct str path)
{
	size_t at = str_rfind(path, STR("/"));

	if (at == STR_NONE)
		return STR(".");
	return arena_str(a, str_sub(path, 0, at == 0 ? 1 : at));
}

struct str
path_base(struct str path)
{
	size_t at = str_rfind(path, STR("/"));

	return at == STR_NONE ? path : str_from(path, at + 1);
}

/*
 * Make the entry of the new folder PATH durable, or what is synced inside of
 * it may go with it. As far as it can be: a parent that is closed to reading
 * cannot be opened, and not every file system syncs folders.
 */
static void
sync_parent(const char *path)
{
	int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	int parent = openat(fd, "..", O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	if (parent >= 0) {
		(void)fsync(parent);
		close(parent);
	}
	if (fd >= 0)
		close(fd);
}

/* Create one folder; an existing one is fine. */
static int
dir_one(const char *path, struct err *e)
{
	struct stat st;

	if (mkdir(path, 0777) == 0) {
		sync_parent(path);
		return 0;
	}
	if (errno == EEXIST && stat(path, &st) == 0) {
		if (S_ISDIR(st.st_mode))
			return 0;
		errno = ENOTDIR;
	}
	return err_sys(e, ERR_SYSTEM, errno, "%s", path);
}

int
dir_create(const char *path, struct err *e)
{
	char part[4096];
	size_t len = strlen(path);

	if (len >= sizeof(part))
		return err_sys(e, ERR_SYSTEM, ENAMETOOLONG, "%s", path);
	memcpy(part, path, len + 1);
	for (size_t i = 1; i < len; i++) {
		struct stat st;

		if (part[i] != '/')
			continue;
		part[i] = '\0';
		/* A parent may be there and yet refuse mkdir with EROFS. */
		if (stat(part, &st) != 0 && dir_one(part, e) != 0)
			return -1;
		part[i] = '/';
	}
	return dir_one(path, e);
}
