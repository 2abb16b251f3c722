// SPDX-License-Identifier: ISC
#include <glob.h>
#include <sys/stat.h>

#include "base/fnv.h"
#include "config/config.h"

static uint64_t
mix_file(uint64_t h, const char *path)
{
	struct str name = str_c(path);
	struct stat st = { .st_size = -1 };

	/* One that cannot be seen counts as well: it may come back. */
	(void)stat(path, &st);
	h = fnv1a(h, name.p, name.len + 1);
	h = fnv1a(h, &st.st_dev, sizeof(st.st_dev));
	h = fnv1a(h, &st.st_ino, sizeof(st.st_ino));
	h = fnv1a(h, &st.st_size, sizeof(st.st_size));
	h = fnv1a(h, &st.st_mtim.tv_sec, sizeof(st.st_mtim.tv_sec));
	return fnv1a(h, &st.st_mtim.tv_nsec, sizeof(st.st_mtim.tv_nsec));
}

/* Sums, as glob(3) sorts by the locale. */
static uint64_t
sum_pattern(const char *pattern)
{
	uint64_t sum = 0;
	glob_t g = { .gl_pathc = 0 };

	if (glob(pattern, GLOB_NOSORT, NULL, &g) == 0)
		for (size_t i = 0; i < g.gl_pathc; i++)
			sum += mix_file(FNV_BASIS, g.gl_pathv[i]);
	globfree(&g);
	return sum;
}

uint64_t
config_signature(const struct config *c)
{
	uint64_t h = FNV_BASIS;

	for (size_t i = 0; i < c->nwatched; i++) {
		uint64_t sum = sum_pattern(c->watched[i]);

		h = fnv1a(h, &sum, sizeof(sum));
	}
	return h;
}
