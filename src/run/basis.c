// SPDX-License-Identifier: ISC
#include "run/basis.h"

#include <sys/stat.h>

#include "base/fnv.h"

uint64_t
basis_of(const struct config *c)
{
	struct stat st = { .st_size = 0 };
	uint64_t h = fnv1a(FNV_BASIS, CORANTO_VERSION, sizeof(CORANTO_VERSION));

	/* Another program may see the same otherwise, whatever it calls itself.
	 * Where there is no /proc the version has to do. */
	(void)stat("/proc/self/exe", &st);
	h = fnv1a(h, &st.st_dev, sizeof(st.st_dev));
	h = fnv1a(h, &st.st_ino, sizeof(st.st_ino));
	h = fnv1a(h, &st.st_size, sizeof(st.st_size));
	h = fnv1a(h, &st.st_mtim.tv_sec, sizeof(st.st_mtim.tv_sec));
	h = fnv1a(h, &st.st_mtim.tv_nsec, sizeof(st.st_mtim.tv_nsec));
	h = fnv1a(h, &c->digest, sizeof(c->digest));
	return h == 0 ? 1 : h;
}

struct str
basis_hash(struct arena *a, uint64_t basis, const struct source *src,
    const struct memory *m)
{
	return m->basis == basis ? m->config_hash : config_source_hash(a, src);
}
