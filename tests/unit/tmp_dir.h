// SPDX-License-Identifier: ISC
#ifndef TESTS_UNIT_TMP_DIR_H
#define TESTS_UNIT_TMP_DIR_H

#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

/* For cmocka: each test runs in an empty folder of its own, removed after. */

static inline int
tmp_dir_setup(void **state)
{
	const char *root = getenv("TMPDIR");
	char *dir = malloc(4096);

	if (dir == NULL)
		return -1;
	snprintf(dir, 4096, "%s/coranto-XXXXXX", root == NULL ? "/tmp" : root);
	*state = dir;
	return mkdtemp(dir) == NULL ? -1 : chdir(dir);
}

static inline int
tmp_dir_remove(
    const char *path, const struct stat *st, int type, struct FTW *ftw)
{
	(void)st;
	(void)type;
	(void)ftw;
	return remove(path);
}

static inline int
tmp_dir_teardown(void **state)
{
	int rc = chdir("/");

	if (rc == 0)
		rc = nftw(*state, tmp_dir_remove, 8, FTW_DEPTH | FTW_PHYS);
	free(*state);
	return rc;
}

#endif
