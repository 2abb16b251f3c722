// SPDX-License-Identifier: ISC
#include "run/kept_folder.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define FOLDER "pages"

int
kept_folder(int dirfd, const char *name)
{
	return openat(
	    dirfd, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
}

int
kept_folder_make(int dirfd, const char *name, bool *made)
{
	int fd = kept_folder(dirfd, name);

	*made = false;
	if (fd >= 0 || errno != ENOENT)
		return fd;
	if (mkdirat(dirfd, name, 0700) != 0)
		return -1;
	*made = true;
	return kept_folder(dirfd, name);
}

int
kept_pages(struct arena *a, struct str state, bool make)
{
	int dir =
	    open(arena_cstr(a, state), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	int fd, why;
	bool made;

	if (dir < 0)
		return -1;
	fd = make ? kept_folder_make(dir, FOLDER, &made)
		  : kept_folder(dir, FOLDER);
	why = errno;
	close(dir);
	errno = why;
	return fd;
}

int
kept_source(struct arena *a, struct str state, struct str id)
{
	int pages = kept_pages(a, state, false), fd, why;

	if (pages < 0)
		return -1;
	fd = kept_folder(pages, arena_cstr(a, id));
	why = errno;
	close(pages);
	errno = why;
	return fd;
}

void
kept_name(char out[static KEPT_NAME], int64_t time, uint32_t number)
{
	snprintf(out, KEPT_NAME, "%lld-%u" KEPT_SUFFIX, (long long)time,
	    (unsigned)number);
}

/* TIME-NUMBER.gz */
static bool
name_parse(const char *name, struct kept *out)
{
	struct str s = str_c(name), number = STR_NULL, time;
	unsigned long long t, n;

	if (s.len >= sizeof(out->name) || !str_ends(s, STR(KEPT_SUFFIX)))
		return false;
	number = str_sub(s, 0, s.len - strlen(KEPT_SUFFIX));
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

DIR *
kept_reader(int fd)
{
	DIR *d = fdopendir(fd);
	int why = errno;

	if (d == NULL) {
		close(fd);
		errno = why;
	}
	return d;
}

void
kept_read_folder(
    struct arena *a, DIR *d, bool sweep, struct kept **out, size_t *n)
{
	struct dirent *entry;
	size_t cap = 0;

	*out = NULL;
	*n = 0;
	while ((entry = readdir(d)) != NULL) {
		struct kept one;
		struct stat st;

		if (sweep && str_ends(str_c(entry->d_name), STR(KEPT_TEMP)))
			(void)unlinkat(dirfd(d), entry->d_name, 0);
		if (!name_parse(entry->d_name, &one) ||
		    fstatat(dirfd(d), one.name, &st, AT_SYMLINK_NOFOLLOW) !=
			0 ||
		    !S_ISREG(st.st_mode))
			continue;
		one.size = (uint64_t)st.st_size;
		*out = arena_more(a, *out, *n, &cap, sizeof(**out));
		(*out)[(*n)++] = one;
	}
	if (*n > 0)
		qsort(*out, *n, sizeof(**out), by_time);
}

void
kept_prune(int fd, const struct kept_limits *limits, int64_t now,
    struct kept *v, size_t *n)
{
	uint64_t size = 0;
	size_t seen = 0, from = *n;

	/* The newest first; what stays gathers at the end. */
	for (size_t i = *n; i-- > 0;) {
		size += v[i].size;
		seen++;
		if (seen > limits->count || size > limits->size ||
		    v[i].time < now - (int64_t)limits->age)
			(void)unlinkat(fd, v[i].name, 0);
		else
			v[--from] = v[i];
	}
	*n -= from;
	for (size_t i = 0; i < *n; i++)
		v[i] = v[from + i];
}
