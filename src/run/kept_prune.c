// SPDX-License-Identifier: ISC
// Of all sources, what is too old or too much.
#include "run/kept.h"

#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/mem.h"
#include "run/kept_folder.h"

/* When all sources were looked through last: its mtime. */
#define MARK ".pruned"
#define PRUNE_EVERY_S 3600

/* A kept page of any source; of 100,000 there are some hundred thousand. */
struct anyones {
	int64_t time;
	uint64_t size;
	const char *id;
	uint32_t number;
};

struct everything {
	struct anyones *v; /* owned */
	size_t n, cap;
	struct arena scratch; /* of one source */
};

/* The latest first; of one run the last page of a list. */
static int
anyones_by_time(const void *pa, const void *pb)
{
	const struct anyones *a = pa, *b = pb;

	if (a->time != b->time)
		return a->time < b->time ? 1 : -1;
	return (a->number < b->number) - (a->number > b->number);
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

/* What stays of the source ID; of one that is no more the folder goes with the
 * last of its pages. False: that cannot be known. */
static bool
prune_source(const struct keeper *k, struct arena *a, const char *id,
    struct kept **v, size_t *n)
{
	int fd = kept_folder(k->pages, id);
	DIR *d = fd < 0 ? NULL : kept_reader(fd);

	if (d == NULL)
		return false;
	kept_read_folder(a, d, true, v, n);
	kept_prune(dirfd(d), k->limits, k->now, *v, n);
	closedir(d);
	if (*n == 0)
		(void)unlinkat(k->pages, id, AT_REMOVEDIR);
	return true;
}

static void
add_page(struct everything *all, const struct kept *page, const char *id)
{
	if (all->n == all->cap) {
		all->cap = all->cap == 0 ? 64 : 2 * all->cap;
		all->v = mem_grow(all->v, all->cap, sizeof(*all->v));
	}
	all->v[all->n++] =
	    (struct anyones){ page->time, page->size, id, page->number };
}

static void
add_source(const struct keeper *k, struct arena *a, const char *id,
    struct everything *all)
{
	struct kept *v;
	size_t n;

	if (prune_source(k, &all->scratch, id, &v, &n) && n > 0) {
		id = arena_cstr(a, str_c(id));
		for (size_t i = 0; i < n; i++)
			add_page(all, &v[i], id);
	}
	arena_reset(&all->scratch);
}

static void
remove_page(int pages, const struct anyones *x)
{
	int fd = kept_folder(pages, x->id);
	char name[KEPT_NAME];

	if (fd < 0)
		return;
	kept_name(name, x->time, x->number);
	(void)unlinkat(fd, name, 0);
	close(fd);
	(void)unlinkat(pages, x->id, AT_REMOVEDIR); /* if that was the last */
}

/* The latest are kept. */
static void
prune_total(const struct keeper *k, struct everything *all)
{
	uint64_t size = 0;

	if (all->n > 0)
		qsort(all->v, all->n, sizeof(*all->v), anyones_by_time);
	for (size_t i = 0; i < all->n; i++) {
		size += all->v[i].size;
		if (size > k->limits->total)
			remove_page(k->pages, &all->v[i]);
	}
}

static void
prune_all(const struct keeper *k, struct arena *a)
{
	struct everything all = { .n = 0 };
	int fd = kept_folder(k->pages, ".");
	DIR *d = fd < 0 ? NULL : kept_reader(fd);
	struct dirent *entry;

	if (d == NULL)
		return;
	/* Of a folder, which has no limit of its own. */
	arena_init(&all.scratch, SIZE_MAX);
	while ((entry = readdir(d)) != NULL)
		if (entry->d_name[0] != '.')
			add_source(k, a, entry->d_name, &all);
	closedir(d);
	prune_total(k, &all);
	arena_release(&all.scratch);
	free(all.v);
}

void
keeper_prune(struct keeper *k, struct arena *a)
{
	if (k->wrote > 0 && !is_recent(k->pages, k->now))
		prune_all(k, a);
}
