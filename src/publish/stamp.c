// SPDX-License-Identifier: ISC
#include "publish/stamp.h"

#include <fcntl.h>
#include <sys/stat.h>

#include "base/fnv.h"

uint64_t
stamp_file(int dirfd, const char *name, uint64_t h)
{
	uint64_t v[7] = { 0 };
	struct stat st;

	if (fstatat(dirfd, name, &st, AT_SYMLINK_NOFOLLOW) == 0) {
		v[0] = st.st_mode;
		v[1] = st.st_ino;
		v[2] = (uint64_t)st.st_size;
		v[3] = (uint64_t)st.st_mtim.tv_sec;
		v[4] = (uint64_t)st.st_mtim.tv_nsec;
		v[5] = (uint64_t)st.st_ctim.tv_sec;
		v[6] = (uint64_t)st.st_ctim.tv_nsec;
	}
	return fnv1a(h, v, sizeof(v));
}
