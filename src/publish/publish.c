// SPDX-License-Identifier: ISC
#include "publish/publish.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/mem.h"
#include "publish/stamp.h"
#include "publish/temp.h"
#include "publish/zip.h"

#define READ_CHUNK (64 << 10)

static int
fail(const struct publisher *p, const char *name, struct err *e)
{
	return err_sys(e, ERR_OUTPUT, errno, "%s/%s", p->dir, name);
}

static int
open_folder(const char *dir)
{
	return open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
}

int
publish_open(struct publisher *p, const char *dir, struct err *e)
{
	struct err why;

	*p = (struct publisher){ .dirfd = open_folder(dir) };
	if (p->dirfd < 0 && errno == ENOENT) {
		if (dir_create(dir, &why) != 0)
			return err_sys(e, ERR_OUTPUT, why.sys,
			    "the output folder %s cannot be made", dir);
		p->dirfd = open_folder(dir);
	}
	if (p->dirfd < 0)
		return err_sys(e, ERR_OUTPUT, errno,
		    "the output folder %s cannot be opened", dir);
	p->dir = mem_strdup(dir);
	/* Better now than when all pages have been fetched. */
	if (faccessat(p->dirfd, ".", W_OK | X_OK, AT_EACCESS) != 0) {
		err_sys(e, ERR_OUTPUT, errno,
		    "the output folder %s cannot be written to", dir);
		publish_close(p);
		return -1;
	}
	temp_sweep(p->dirfd);
	batch_init(&p->batch);
	return 0;
}

void
publish_close(struct publisher *p)
{
	batch_release(&p->batch);
	if (p->dirfd >= 0)
		close(p->dirfd); /* nothing was written through it */
	free(p->dir);
	*p = (struct publisher){ .dirfd = -1 };
}

static bool
name_safe(const char *name)
{
	return name[0] != '\0' && name[0] != '.' && strchr(name, '/') == NULL;
}

/* Does what is left to read of FD begin with BYTES? */
static bool
fd_begins(int fd, struct str bytes)
{
	char chunk[READ_CHUNK];

	while (bytes.len > 0) {
		size_t some =
		    bytes.len < sizeof(chunk) ? bytes.len : sizeof(chunk);
		ssize_t n = read(fd, chunk, some);

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0 || memcmp(chunk, bytes.p, (size_t)n) != 0)
			return false;
		bytes = str_from(bytes, (size_t)n);
	}
	return true;
}

/* A file that cannot be read does not begin with BYTES: it is written anew. */
static bool
file_begins(int dirfd, const char *name, struct str bytes)
{
	bool same;
	int fd;

	fd =
	    openat(dirfd, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
	if (fd < 0)
		return false;
	same = fd_begins(fd, bytes);
	close(fd);
	return same;
}

static bool
file_holds(int dirfd, const char *name, const struct stat *st, struct str bytes)
{
	return S_ISREG(st->st_mode) && (size_t)st->st_size == bytes.len &&
	       file_begins(dirfd, name, bytes);
}

/* The copy of NAME, which holds BYTES already, or will in a moment. */
static int
settle_copy(struct publisher *p, const char *name, struct str bytes,
    struct timespec mtime)
{
	char zipped[NAME_MAX + 1];
	struct temp t;

	if (!p->gzip)
		return zip_remove(p->dirfd, name);
	if (zip_fits(p->dirfd, name, mtime))
		return 0;
	if (zip_name(zipped, name) != 0 ||
	    zip_write(&t, p->dirfd, bytes, mtime) != 0)
		return -1;
	batch_add(&p->batch, &t, zipped, bytes.len);
	return 0;
}

/* OLD: what has the name now, or NULL. Returns 0, or -1 with errno. */
static int
replace(struct publisher *p, const char *name, struct str bytes,
    const struct stat *old)
{
	struct stat st;
	struct temp t;

	if (temp_create(&t, p->dirfd) == 0 && temp_write(&t, bytes) == 0 &&
	    (old == NULL || temp_after(&t, old->st_mtim.tv_sec) == 0) &&
	    fstat(t.fd, &st) == 0 &&
	    settle_copy(p, name, bytes, st.st_mtim) == 0) {
		batch_add(&p->batch, &t, name, bytes.len);
		return 0;
	}
	temp_drop(&t);
	return -1;
}

/* publish_file, of a name that waits not, when there is room for two. Returns 0,
 * or -1 with errno; then nothing more waits than before. */
static int
take(struct publisher *p, const char *name, struct str bytes, bool *wrote)
{
	struct stat st;
	bool old = fstatat(p->dirfd, name, &st, AT_SYMLINK_NOFOLLOW) == 0;

	if (!old && errno != ENOENT)
		return -1;
	*wrote = !old || !file_holds(p->dirfd, name, &st, bytes);
	return *wrote ? replace(p, name, bytes, old ? &st : NULL)
		      : settle_copy(p, name, bytes, st.st_mtim);
}

/* Files that wait hold descriptors, and those that they replace hold room. */
static bool
is_for_want(int sys)
{
	return sys == EMFILE || sys == ENFILE || sys == ENOSPC || sys == EDQUOT;
}

int
publish_file(struct publisher *p, const char *name, struct str bytes,
    bool *wrote, struct err *e)
{
	int rc;

	if (!name_safe(name))
		return err_set(e, ERR_OUTPUT, "%s/%s: not a name for a feed",
		    p->dir, name);
	if (batch_has(&p->batch, name) && publish_flush(p, e) != 0)
		return -1;
	rc = take(p, name, bytes, wrote);
	if (rc != 0 && p->batch.n > 0 && is_for_want(errno)) {
		if (publish_flush(p, e) != 0)
			return -1;
		rc = take(p, name, bytes, wrote);
	}
	if (rc != 0)
		return fail(p, name, e);
	return batch_full(&p->batch) ? publish_flush(p, e) : 0;
}

/* Bytes on their way into a file, and what is known of the one that it is to
 * replace. */
struct pieces {
	struct temp temp;
	int old; /* to be read on; -1: it is another */
	int why; /* errno, when they could not be written */
	size_t len;
};

static void
end_old(struct pieces *x)
{
	if (x->old >= 0)
		close(x->old);
	x->old = -1;
}

/* buf.drain */
static int
take_piece(void *ctx, struct str bytes)
{
	struct pieces *x = ctx;

	if (x->old >= 0 && !fd_begins(x->old, bytes))
		end_old(x);
	if (temp_write(&x->temp, bytes) != 0) {
		x->why = errno;
		return -1;
	}
	x->len += bytes.len;
	return 0;
}

/* Is the old file the same to its end? */
static bool
is_same(const struct pieces *x)
{
	struct stat st;

	return x->old >= 0 && fstat(x->old, &st) == 0 && S_ISREG(st.st_mode) &&
	       (size_t)st.st_size == x->len;
}

/* All pieces of NAME are written. 0, or -1 with errno. */
static int
settle_pieces(struct publisher *p, const char *name, struct pieces *x,
    const struct stat *old, bool *wrote)
{
	*wrote = !is_same(x);
	if (!*wrote)
		return temp_remove(&x->temp) == 0 ? zip_remove(p->dirfd, name)
						  : -1;
	if ((old != NULL && temp_after(&x->temp, old->st_mtim.tv_sec) != 0) ||
	    zip_remove(p->dirfd, name) != 0) {
		temp_drop(&x->temp);
		return -1;
	}
	batch_add(&p->batch, &x->temp, name, x->len);
	return 0;
}

/* publish_made, of a name that may be, when nothing waits. */
static int
take_pieces(struct publisher *p, const char *name, struct buf *b,
    publish_make make, void *ctx, bool *wrote, struct err *e)
{
	struct pieces x = { .temp = { .fd = -1 },
		.old = openat(p->dirfd, name,
		    O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC) };
	struct stat st;
	bool old = fstatat(p->dirfd, name, &st, AT_SYMLINK_NOFOLLOW) == 0;
	int rc = -1;

	b->drain = take_piece;
	b->ctx = &x;
	if ((!old && errno != ENOENT) || temp_create(&x.temp, p->dirfd) != 0)
		x.why = errno;
	else if (make(ctx, b, e) == 0)
		rc = buf_drain(b);
	if (rc != 0)
		temp_drop(&x.temp);
	else if (settle_pieces(p, name, &x, old ? &st : NULL, wrote) != 0)
		x.why = errno;
	end_old(&x);
	b->ctx = NULL;
	if (x.why == 0)
		return rc;
	errno = x.why;
	return fail(p, name, e);
}

int
publish_made(struct publisher *p, const char *name, size_t limit,
    publish_make make, void *ctx, bool *wrote, struct err *e)
{
	struct buf b;
	int rc;

	if (!name_safe(name))
		return err_set(e, ERR_OUTPUT, "%s/%s: not a name for a feed",
		    p->dir, name);
	buf_init(&b, limit);
	if (p->gzip) { /* the copy is made of all of it */
		rc = make(ctx, &b, e);
		if (rc == 0)
			rc = publish_file(p, name, buf_str(&b), wrote, e);
	} else {
		rc = publish_flush(p, e);
		if (rc == 0)
			rc = take_pieces(p, name, &b, make, ctx, wrote, e);
	}
	buf_release(&b);
	return rc;
}

int
publish_flush(struct publisher *p, struct err *e)
{
	const char *name;

	return batch_name(&p->batch, &name) == 0 ? 0 : fail(p, name, e);
}

uint32_t
publish_taken(const struct publisher *p)
{
	return p->batch.taken;
}

bool
publish_named(const struct publisher *p, uint32_t taken)
{
	return p->batch.named >= taken;
}

uint64_t
publish_stamp(const struct publisher *p, const char *name, uint64_t h)
{
	h = stamp_file(p->dirfd, name, h);
	return p->gzip ? zip_stamp(p->dirfd, name, h) : h;
}

bool
publish_exists(const struct publisher *p, const char *name)
{
	struct stat st;

	return batch_has(&p->batch, name) ||
	       (fstatat(p->dirfd, name, &st, AT_SYMLINK_NOFOLLOW) == 0 &&
		   (!p->gzip || zip_has_time(p->dirfd, name, st.st_mtim)));
}

bool
publish_any(const struct publisher *p, const char *name)
{
	struct stat st;

	return batch_has(&p->batch, name) ||
	       fstatat(p->dirfd, name, &st, AT_SYMLINK_NOFOLLOW) == 0 ||
	       zip_exists(p->dirfd, name);
}

bool
publish_begins(const struct publisher *p, const char *name, struct str head)
{
	const char *place = batch_place(&p->batch, name);
	struct stat st;

	return fstatat(p->dirfd, place, &st, AT_SYMLINK_NOFOLLOW) == 0 &&
	       S_ISREG(st.st_mode) && file_begins(p->dirfd, place, head);
}

int
publish_remove(struct publisher *p, const char *name, struct err *e)
{
	if (!name_safe(name))
		return err_set(e, ERR_OUTPUT, "%s/%s: not a name for a feed",
		    p->dir, name);
	if (publish_flush(p, e) != 0)
		return -1;
	if (zip_remove(p->dirfd, name) == 0 &&
	    (unlinkat(p->dirfd, name, 0) == 0 || errno == ENOENT))
		return 0;
	return fail(p, name, e);
}

int
publish_sync(struct publisher *p, struct err *e)
{
	int rc = publish_flush(p, e);

	/* EINVAL: a file system that has no such thing for folders. */
	if (fsync(p->dirfd) != 0 && errno != EINVAL && rc == 0)
		rc = err_sys(e, ERR_OUTPUT, errno, "%s", p->dir);
	return rc;
}
