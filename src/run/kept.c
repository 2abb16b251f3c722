// SPDX-License-Identifier: ISC
#include "run/kept.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/file.h"
#include "base/log.h"
#include "decode/decode.h"
#include "model/limits.h"
#include "publish/zip.h"

#define FOLDER "pages"
#define SUFFIX ".gz"
#define TEMP ".tmp"
/* When all sources were looked through last: its mtime. */
#define MARK ".pruned"
#define PRUNE_EVERY_S 3600

static const char head[] = "coranto page 1\n";

/* --- Folders ------------------------------------------------------------- */

/* The folder NAME in DIRFD, never a link to one; made when MAKE. The descriptor
 * or -1 with errno. */
static int
open_folder(int dirfd, const char *name, bool make)
{
	if (make && mkdirat(dirfd, name, 0700) != 0 && errno != EEXIST)
		return -1;
	return openat(
	    dirfd, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
}

/* STATE/pages. */
static int
open_pages(struct arena *a, struct str state, bool make)
{
	int dir =
	    open(arena_cstr(a, state), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	int fd;

	if (dir < 0)
		return -1;
	fd = open_folder(dir, FOLDER, make);
	close(dir);
	return fd;
}

static int
open_source(struct arena *a, struct str state, struct str id, bool make)
{
	int pages = open_pages(a, state, make), fd;

	if (pages < 0)
		return -1;
	fd = open_folder(pages, arena_cstr(a, id), make);
	close(pages);
	return fd;
}

/* --- Names --------------------------------------------------------------- */

/* TIME-NUMBER.gz */
static bool
name_parse(const char *name, struct kept *out)
{
	struct str s = str_c(name), number = STR_NULL, time;
	unsigned long long t, n;

	if (s.len >= sizeof(out->name) || !str_ends(s, STR(SUFFIX)))
		return false;
	number = str_sub(s, 0, s.len - strlen(SUFFIX));
	if (!str_cut(&number, '-', &time) ||
	    str_uint(time, INT64_MAX, &t) != 0 ||
	    str_uint(number, UINT32_MAX, &n) != 0)
		return false;
	*out = (struct kept){ .time = (int64_t)t, .number = (uint32_t)n };
	memcpy(out->name, s.p, s.len);
	return true;
}

/* Later ones last; of one run the pages in their order. */
static int
by_time(const void *pa, const void *pb)
{
	const struct kept *a = pa, *b = pb;

	if (a->time != b->time)
		return a->time < b->time ? -1 : 1;
	return a->number < b->number ? -1 : a->number > b->number;
}

/* The kept pages in FD, which is closed; what a killed process left on its way
 * is removed when SWEEP. */
static int
list_folder(struct arena *a, int fd, bool sweep, struct kept **out, size_t *n)
{
	DIR *d = fdopendir(fd);
	struct dirent *entry;
	size_t cap = 0;

	*out = NULL;
	*n = 0;
	if (d == NULL) {
		close(fd);
		return -1;
	}
	rewinddir(d); /* FD may share its place with another */
	while ((entry = readdir(d)) != NULL) {
		struct kept one;
		struct stat st;

		if (sweep && str_ends(str_c(entry->d_name), STR(TEMP)))
			(void)unlinkat(fd, entry->d_name, 0);
		if (!name_parse(entry->d_name, &one) ||
		    fstatat(fd, one.name, &st, AT_SYMLINK_NOFOLLOW) != 0 ||
		    !S_ISREG(st.st_mode))
			continue;
		one.size = (uint64_t)st.st_size;
		*out = arena_more(a, *out, *n, &cap, sizeof(**out));
		(*out)[(*n)++] = one;
	}
	closedir(d);
	if (*n > 0)
		qsort(*out, *n, sizeof(**out), by_time);
	return 0;
}

int
kept_list(struct arena *a, struct str state, struct str id, struct kept **out,
    size_t *n, struct err *e)
{
	int fd = open_source(a, state, id, false);

	*out = NULL;
	*n = 0;
	if (fd < 0 && errno == ENOENT)
		return 0;
	if (fd < 0 || list_folder(a, fd, false, out, n) != 0) {
		e->sys = errno;
		return err_set(e, ERR_SYSTEM,
		    "the folder of kept pages of %.*s cannot be read: %s",
		    STR_ARG(id), strerror(e->sys));
	}
	return 0;
}

/* --- Writing ------------------------------------------------------------- */

/* A line of the head; a value that would break it apart is left out. */
static void
put_line(struct buf *b, const char *name, struct str value)
{
	for (size_t i = 0; i < value.len; i++)
		if ((unsigned char)value.p[i] < ' ')
			return;
	if (!str_empty(value))
		buf_addf(b, "%s: %.*s\n", name, STR_ARG(value));
}

/* True when the body of RES is what its coding says, and that is gzip. */
static bool
is_gzip(const struct response *res)
{
	struct str coding = str_trim(res->content_encoding);

	return (str_ieq(coding, STR("gzip")) ||
		   str_ieq(coding, STR("x-gzip"))) &&
	       str_starts(res->body, STR("\x1f\x8b\x08"));
}

/*
 * The file that keeps RES. A body that came by gzip is a member of the file as
 * it is (RFC 1952, 2.2), one of another coding is kept in it: what strangers
 * compressed is no matter of this process. Returns 0, or -1 with errno.
 */
static int
make_file(const struct source *s, const struct response *res, struct buf *b)
{
	struct str coding = str_trim(res->content_encoding);
	enum zip_level level = str_empty(coding) ? ZIP_FAST : ZIP_STORED;
	bool member = is_gzip(res);
	struct buf plain;
	int rc;

	buf_init(&plain, LIMIT_KEPT_HEAD + (size_t)LIMIT_BODY_MAX);
	buf_add(&plain, str_c(head));
	/* What came from the environment may stand in any part of it. */
	if (str_eq(s->shown, s->url))
		put_line(&plain, "url", res->url);
	put_line(&plain, "type", res->content_type);
	put_line(&plain, "language", res->content_language);
	if (!member)
		put_line(&plain, "coding", coding);
	buf_addc(&plain, '\n');
	if (!member)
		buf_add(&plain, res->body);
	errno = EFBIG;
	rc = plain.over ? -1 : zip_bytes(buf_str(&plain), level, b);
	if (rc == 0 && member)
		buf_add(b, res->body);
	buf_release(&plain);
	return rc;
}

/* BYTES as NAME in FD: beside it, then in its place. What a power cut leaves
 * of it is found damaged, and passed over: nobody waits for the disk here. */
static int
write_file(int fd, const char *name, struct str bytes)
{
	char temp[sizeof(((struct kept *)0)->name) + sizeof(TEMP)];
	int to, rc;

	snprintf(temp, sizeof(temp), "%s" TEMP, name);
	(void)unlinkat(fd, temp, 0); /* a killed process left it */
	to = openat(fd, temp,
	    O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
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

/* Remove what is more than LIMITS allow of the N pages V in FD. */
static void
prune_source(int fd, const struct kept_limits *limits, int64_t now,
    struct kept *v, size_t n)
{
	uint64_t size = 0;
	size_t left = 0;

	for (size_t i = n; i-- > 0;) {
		size += v[i].size;
		left++;
		if (left > limits->count || size > limits->size ||
		    v[i].time < now - (int64_t)limits->age)
			(void)unlinkat(fd, v[i].name, 0);
	}
}

static int
put(struct keeper *k, struct arena *a, const struct source *s, struct str bytes,
    uint32_t number)
{
	char name[sizeof(((struct kept *)0)->name)];
	int fd = open_source(a, k->state, s->id, true);
	struct kept *v;
	size_t n;

	if (fd < 0)
		return -1;
	snprintf(name, sizeof(name), "%lld-%u" SUFFIX, (long long)k->now,
	    (unsigned)number);
	if (write_file(fd, name, bytes) != 0) {
		int why = errno;

		close(fd);
		errno = why;
		return -1;
	}
	k->wrote++;
	if (list_folder(a, dup(fd), true, &v, &n) == 0)
		prune_source(fd, k->limits, k->now, v, n);
	close(fd);
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
	if (make_file(s, res, &file) != 0 ||
	    (file.len <= k->limits->size &&
		put(k, a, s, buf_str(&file), number) != 0)) {
		log_line(LOG_WARN, "the page cannot be kept for `rebuild`: %s",
		    strerror(errno));
		k->failed = true;
	}
	buf_release(&file);
}

/* --- Of all sources ------------------------------------------------------ */

/* A kept page of any source. */
struct anyones {
	struct kept page;
	const char *id;
};

struct everything {
	struct anyones *v;
	size_t n, cap;
};

static int
anyones_by_time(const void *pa, const void *pb)
{
	const struct anyones *a = pa, *b = pb;

	return by_time(&a->page, &b->page);
}

/* Was it done less than an hour ago? If not, it is being done now. */
static bool
is_recent(int pages, int64_t now)
{
	const struct timespec t[2] = { { now, 0 }, { now, 0 } };
	struct stat st;
	int fd;

	if (fstatat(pages, MARK, &st, AT_SYMLINK_NOFOLLOW) == 0 &&
	    st.st_mtim.tv_sec <= now && st.st_mtim.tv_sec > now - PRUNE_EVERY_S)
		return true;
	fd = openat(
	    pages, MARK, O_WRONLY | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0600);
	if (fd < 0)
		return true;
	(void)futimens(fd, t); /* else it is done again at once: no harm */
	close(fd);
	return false;
}

/* Add the pages of the source ID; of one that is no more the folder goes with
 * the last of them. */
static void
add_source(const struct keeper *k, struct arena *a, int pages, const char *id,
    struct everything *all)
{
	int fd = open_folder(pages, id, false);
	struct kept *v;
	size_t n;

	if (fd < 0)
		return;
	if (list_folder(a, dup(fd), true, &v, &n) == 0)
		prune_source(fd, k->limits, k->now, v, n);
	if (list_folder(a, fd, true, &v, &n) != 0)
		return;
	if (n == 0)
		(void)unlinkat(pages, id, AT_REMOVEDIR);
	for (size_t i = 0; i < n; i++) {
		all->v =
		    arena_more(a, all->v, all->n, &all->cap, sizeof(*all->v));
		all->v[all->n++] =
		    (struct anyones){ v[i], arena_cstr(a, str_c(id)) };
	}
}

static void
remove_page(int pages, const struct anyones *x)
{
	int fd = open_folder(pages, x->id, false);

	if (fd < 0)
		return;
	(void)unlinkat(fd, x->page.name, 0);
	close(fd);
	(void)unlinkat(pages, x->id, AT_REMOVEDIR); /* if that was the last */
}

static void
prune_all(struct keeper *k, struct arena *a, int pages)
{
	struct everything all = { .n = 0 };
	DIR *d = fdopendir(dup(pages));
	struct dirent *entry;
	uint64_t size = 0;

	if (d == NULL)
		return;
	rewinddir(d);
	while ((entry = readdir(d)) != NULL)
		if (entry->d_name[0] != '.')
			add_source(k, a, pages, entry->d_name, &all);
	closedir(d);
	if (all.n > 0)
		qsort(all.v, all.n, sizeof(*all.v), anyones_by_time);
	for (size_t i = all.n; i-- > 0;) {
		size += all.v[i].page.size;
		if (size > k->limits->total)
			remove_page(pages, &all.v[i]);
	}
}

void
keeper_prune(struct keeper *k, struct arena *a)
{
	int pages;

	if (k->wrote == 0)
		return;
	pages = open_pages(a, k->state, false);
	if (pages < 0)
		return;
	if (!is_recent(pages, k->now))
		prune_all(k, a, pages);
	close(pages);
}

/* --- Reading ------------------------------------------------------------- */

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

/* Take the head of TEXT apart; the rest is the body. */
static int
take_apart(struct str text, struct response *out)
{
	struct str line, rest;

	if (!str_starts(text, str_c(head)))
		return -1;
	rest = str_from(text, strlen(head));
	while (str_cut(&rest, '\n', &line)) {
		size_t colon = str_find(line, STR(": "));
		struct str name = str_sub(line, 0, colon), value;

		if (str_empty(line)) {
			out->body = rest;
			return 0;
		}
		if (colon == STR_NONE)
			return -1;
		value = str_from(line, colon + 2);
		if (str_eq(name, STR("url")))
			out->url = value;
		else if (str_eq(name, STR("type")))
			out->content_type = value;
		else if (str_eq(name, STR("language")))
			out->content_language = value;
		else if (str_eq(name, STR("coding")))
			out->content_encoding = value;
	}
	return -1;
}

int
kept_read(struct arena *a, struct str state, const struct source *s,
    const struct kept *page, struct response *out, struct err *e)
{
	struct str text = STR_NULL;
	bool cut = false;
	struct buf b;
	int fd = open_source(a, state, s->id, false), rc;

	*out = (struct response){
		.status = 200, .url = s->url, .time = page->time
	};
	buf_init(&b, LIMIT_KEPT_SIZE);
	rc = fd < 0 ? -1 : read_file(fd, page->name, &b);
	if (fd >= 0)
		close(fd);
	if (rc != 0)
		err_set(e, ERR_SYSTEM, "%s: it cannot be read", page->name);
	else if (decode_inflate(a, buf_str(&b), STR("gzip"),
		     LIMIT_KEPT_HEAD + (size_t)LIMIT_BODY_MAX, &text, &cut,
		     e) != 0 ||
		 cut || take_apart(text, out) != 0)
		rc = err_set(e, ERR_DECODE, "%s: it is damaged", page->name);
	buf_release(&b);
	return rc;
}
