// SPDX-License-Identifier: ISC
#include "run/kept.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/file.h"
#include "base/log.h"
#include "model/limits.h"
#include "run/kept_file.h"
#include "run/kept_folder.h"

/* --- Writing ------------------------------------------------------------- */

void
keeper_init(struct keeper *k, const struct kept_limits *limits,
    struct str state, int64_t now)
{
	*k = (struct keeper){
		.limits = limits, .state = state, .now = now, .pages = -1
	};
}

void
keeper_close(struct keeper *k)
{
	if (k->pages >= 0)
		close(k->pages);
	k->pages = -1;
}

static int
create(int fd, const char *name)
{
	return openat(fd, name,
	    O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
}

/* BYTES as NAME in FD: beside it, then in its place. What a power cut leaves
 * of it is found damaged, and passed over: nobody waits for the disk here. */
static int
write_file(int fd, const char *name, struct str bytes)
{
	char temp[KEPT_NAME + sizeof(KEPT_TEMP)];
	int to, rc;

	snprintf(temp, sizeof(temp), "%s" KEPT_TEMP, name);
	to = create(fd, temp);
	/* A killed process left it. */
	if (to < 0 && errno == EEXIST && unlinkat(fd, temp, 0) == 0)
		to = create(fd, temp);
	if (to < 0)
		return -1;
	rc = fd_write_all(to, bytes);
	if (close(to) != 0 || rc != 0 || renameat(fd, temp, fd, name) != 0) {
		int why = errno;

		(void)unlinkat(fd, temp, 0);
		errno = why;
		return -1;
	}
	return 0;
}

/* Remove what is too much in the folder FD, which is closed. */
static void
prune(const struct keeper *k, struct arena *a, int fd)
{
	DIR *d = kept_reader(fd);
	struct kept *v;
	size_t n;

	if (d == NULL)
		return;
	kept_read_folder(a, d, true, &v, &n);
	kept_prune(dirfd(d), k->limits, k->now, v, &n);
	closedir(d);
}

static int
put(struct keeper *k, struct arena *a, const struct source *s, struct str bytes,
    uint32_t number)
{
	char name[KEPT_NAME];
	bool made;
	int fd, why;

	if (k->pages < 0)
		k->pages = kept_pages(a, k->state, true);
	if (k->pages < 0)
		return -1;
	fd = kept_folder_make(k->pages, arena_cstr(a, s->id), &made);
	if (fd < 0)
		return -1;
	kept_name(name, k->now, number);
	if (write_file(fd, name, bytes) != 0) {
		why = errno;
		close(fd);
		errno = why;
		return -1;
	}
	k->wrote++;
	if (made)
		close(fd); /* there is nothing else in it */
	else
		prune(k, a, fd);
	return 0;
}

void
keeper_put(struct keeper *k, struct arena *a, const struct source *s,
    const struct response *res, uint32_t number)
{
	struct buf file;

	if (k->failed || str_empty(k->state) || k->limits->count == 0)
		return;
	buf_init(&file, UINT_MAX);
	if (kept_file_make(s, res, &file) != 0 ||
	    (file.len <= k->limits->size &&
		put(k, a, s, buf_str(&file), number) != 0)) {
		log_line(LOG_WARN, "the page cannot be kept for `rebuild`: %s",
		    strerror(errno));
		k->failed = true;
	}
	buf_release(&file);
}

/* --- Reading ------------------------------------------------------------- */

int
kept_list(struct arena *a, struct str state, struct str id, struct kept **out,
    size_t *n, struct err *e)
{
	int fd = kept_source(a, state, id);
	DIR *d = fd < 0 ? NULL : kept_reader(fd);

	*out = NULL;
	*n = 0;
	if (fd < 0 && errno == ENOENT)
		return 0;
	if (d == NULL) {
		e->sys = errno;
		return err_set(e, ERR_SYSTEM,
		    "the folder of kept pages of %.*s cannot be read: %s",
		    STR_ARG(id), strerror(e->sys));
	}
	kept_read_folder(a, d, false, out, n);
	closedir(d);
	return 0;
}

/* All of the file NAME in FD, which is no link and nothing that blocks. */
static int
read_file(int fd, const char *name, struct buf *b)
{
	int from =
	    openat(fd, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
	struct stat st;
	ssize_t n = -1;

	if (from < 0)
		return -1;
	if (fstat(from, &st) == 0 && S_ISREG(st.st_mode) &&
	    buf_reserve(b, (size_t)st.st_size) == 0)
		while ((n = read(from, b->p + b->len,
			    (size_t)st.st_size - b->len)) > 0)
			b->len += (size_t)n;
	close(from);
	return n < 0 ? -1 : 0;
}

int
kept_read(struct arena *a, struct str state, const struct source *s,
    const struct kept *page, struct response *out, struct err *e)
{
	struct buf b;
	int fd = kept_source(a, state, s->id), rc;

	*out = (struct response){
		.status = 200, .url = s->url, .time = page->time
	};
	buf_init(&b, LIMIT_KEPT_SIZE);
	rc = fd < 0 ? -1 : read_file(fd, page->name, &b);
	if (fd >= 0)
		close(fd);
	if (rc != 0)
		err_set(e, ERR_SYSTEM, "%s: it cannot be read", page->name);
	else if (kept_file_read(a, buf_str(&b), out) != 0)
		rc = err_set(e, ERR_DECODE, "%s: it is damaged", page->name);
	buf_release(&b);
	return rc;
}
