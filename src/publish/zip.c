// SPDX-License-Identifier: ISC
#include "publish/zip.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>
#define ZLIB_CONST
#include <zlib.h>

#include "base/buf.h"
#include "publish/stamp.h"

/* What each copy begins with: deflate, a comment, no time, best compression,
 * Unix. */
static const char mark[] = "\x1f\x8b\x08\x10\0\0\0\0\x02\x03"
			   "coranto";

#define GZIP_WINDOW (15 + 16) /* the largest, with the header of gzip */
#define UNIX 3
/* Tables that a processor holds near itself: a seventh less work. */
#define NEAR_MEM_LEVEL 8

int
zip_name(char *out, const char *name)
{
	int n = snprintf(out, NAME_MAX + 1, "%s.gz", name);

	if (n >= 0 && n <= NAME_MAX)
		return 0;
	errno = ENAMETOOLONG;
	return -1;
}

int
zip_bytes(struct str bytes, enum zip_level level, struct buf *b)
{
	/* zlib takes text that it does not change without const. */
	char comment[] = "coranto";
	gz_header head = { .os = UNIX, .comment = (Bytef *)comment };
	z_stream z = { .next_in = (const Bytef *)bytes.p,
		.avail_in = (uInt)bytes.len };
	size_t room;
	int rc;

	errno = ENOMEM;
	if (bytes.len > UINT_MAX / 2 ||
	    deflateInit2(&z, (int)level, Z_DEFLATED, GZIP_WINDOW,
		level == ZIP_SMALL ? MAX_MEM_LEVEL : NEAR_MEM_LEVEL,
		Z_DEFAULT_STRATEGY) != Z_OK)
		return -1;
	rc = deflateSetHeader(&z, &head);
	room = deflateBound(&z, (uLong)bytes.len);
	if (rc == Z_OK && buf_reserve(b, room) == 0) {
		z.next_out = (Bytef *)b->p + b->len;
		z.avail_out = (uInt)room;
		rc = deflate(&z, Z_FINISH); /* whole: so large is the bound */
	}
	b->len += z.total_out;
	deflateEnd(&z);
	return rc == Z_STREAM_END ? 0 : -1;
}

int
zip_write(struct temp *t, int dirfd, struct str bytes, struct timespec mtime)
{
	struct timespec times[2] = { { .tv_nsec = UTIME_OMIT }, mtime };
	struct buf b;
	int rc;

	buf_init(&b, UINT_MAX);
	rc = zip_bytes(bytes, ZIP_SMALL, &b);
	if (rc == 0 &&
	    (temp_create(t, dirfd) != 0 || temp_write(t, buf_str(&b)) != 0 ||
		futimens(t->fd, times) != 0)) {
		temp_drop(t);
		rc = -1;
	}
	buf_release(&b);
	return rc;
}

/* Whether what could not be opened, with errno, may be a copy of ours all the
 * same: not what is no file, nor what we may not read, as we wrote those. */
static bool
may_be_ours(void)
{
	return errno == EIO || errno == EMFILE || errno == ENFILE ||
	       errno == ENOMEM || errno == EINTR;
}

/* 1: FD is a regular file that begins like a copy of ours, its stat in ST. 0:
 * it is not. -1 with errno: it cannot be read. */
static int
begins_like_ours(int fd, struct stat *st)
{
	char head[sizeof(mark)];
	ssize_t n;

	if (fstat(fd, st) != 0)
		return -1;
	if (!S_ISREG(st->st_mode))
		return 0;
	n = pread(fd, head, sizeof(head), 0);
	if (n < 0)
		return -1;
	return n == (ssize_t)sizeof(head) &&
	       memcmp(head, mark, sizeof(mark)) == 0;
}

/* The same of ZIPPED; 0 also when there is none. */
static int
is_ours(int dirfd, const char *zipped, struct stat *st)
{
	int fd = openat(
	    dirfd, zipped, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
	int ours, saved;

	if (fd < 0)
		return may_be_ours() ? -1 : 0;
	ours = begins_like_ours(fd, st);
	saved = errno;
	close(fd);
	errno = saved;
	return ours;
}

bool
zip_is_ours(int dirfd, const char *zipped)
{
	struct stat st;

	return is_ours(dirfd, zipped, &st) > 0;
}

static bool
is_of(const struct stat *st, struct timespec mtime)
{
	return st->st_mtim.tv_sec == mtime.tv_sec &&
	       st->st_mtim.tv_nsec == mtime.tv_nsec;
}

bool
zip_fits(int dirfd, const char *name, struct timespec mtime)
{
	char zipped[NAME_MAX + 1];
	struct stat st;

	return zip_name(zipped, name) == 0 && is_ours(dirfd, zipped, &st) > 0 &&
	       is_of(&st, mtime);
}

bool
zip_has_time(int dirfd, const char *name, struct timespec mtime)
{
	char zipped[NAME_MAX + 1];
	struct stat st;

	return zip_name(zipped, name) == 0 &&
	       fstatat(dirfd, zipped, &st, AT_SYMLINK_NOFOLLOW) == 0 &&
	       is_of(&st, mtime);
}

uint64_t
zip_stamp(int dirfd, const char *name, uint64_t h)
{
	char zipped[NAME_MAX + 1];

	return zip_name(zipped, name) == 0 ? stamp_file(dirfd, zipped, h) : h;
}

bool
zip_exists(int dirfd, const char *name)
{
	char zipped[NAME_MAX + 1];

	return zip_name(zipped, name) == 0 && zip_is_ours(dirfd, zipped);
}

int
zip_remove(int dirfd, const char *name)
{
	char zipped[NAME_MAX + 1];
	struct stat st;
	int ours;

	if (zip_name(zipped, name) != 0)
		return 0;
	ours = is_ours(dirfd, zipped, &st);
	return ours <= 0 ? ours : unlinkat(dirfd, zipped, 0);
}
