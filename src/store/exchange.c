// SPDX-License-Identifier: ISC
// A new database in the place of a damaged one.
#include "store/store.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "store/check.h"
#include "store/query.h"
#include "store/schema.h"

int
store_whole(const char *dir, struct err *e)
{
	char path[4096];
	struct store s = { .read_only = true, .path = path };
	struct stat st;
	size_t version;
	int rc;

	if (snprintf(path, sizeof(path), "%s/coranto.db", dir) >=
	    (int)sizeof(path))
		return err_sys(e, ERR_STORE, ENAMETOOLONG, "%s", dir);
	if (stat(path, &st) != 0)
		return err_sys(e, ERR_STORE, errno, "%s", path);
	rc = sqlite3_open_v2(path, &s.db,
	    SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE,
	    NULL);
	if (rc != SQLITE_OK)
		rc = store_fail(&s, rc, e);
	else if (schema_version(&s, &store_schema, &version, e) != 0 ||
		 check_whole(&s, e) != 0)
		rc = -1;
	else if (version == 0) /* never filled, or emptied */
		rc = err_sys(e, ERR_STORE, ENOENT, "%s", path);
	(void)sqlite3_close(s.db); /* nothing was written */
	return rc;
}

static int
sync_folder(const char *dir, struct err *e)
{
	int fd = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC), rc = 0;

	/* EINVAL: a file system that has no such thing for folders. */
	if (fd < 0 || (fsync(fd) != 0 && errno != EINVAL))
		rc = err_sys(e, ERR_STORE, errno, "%s", dir);
	if (fd >= 0)
		close(fd);
	return rc;
}

/*
 * The logs of the old database: what is beside the new one would be taken for
 * its own, so they have to go first. An empty one, or the index of one, is
 * nothing to keep.
 */
static int
move_logs(struct arena *a, const char *old, const char *aside, struct err *e)
{
	static const char *const ends[] = { "-wal", "-journal", "-shm" };

	for (size_t i = 0; i < sizeof(ends) / sizeof(*ends); i++) {
		const char *from = arena_printf(a, "%s%s", old, ends[i]).p;
		const char *to = arena_printf(a, "%s%s", aside, ends[i]).p;
		bool index = strcmp(ends[i], "-shm") == 0;
		struct stat st;

		if (stat(from, &st) != 0) {
			if (errno == ENOENT)
				continue;
			return err_sys(e, ERR_STORE, errno, "%s", from);
		}
		if ((index || st.st_size == 0 ? unlink(from)
					      : rename(from, to)) != 0)
			return err_sys(e, ERR_STORE, errno, "%s", from);
	}
	return 0;
}

/* A name that is free: OLD.SUFFIX, or the same with -2 and so on behind it. */
static const char *
free_name(struct arena *a, const char *old, const char *suffix)
{
	const char *name = arena_printf(a, "%s.%s", old, suffix).p;
	struct stat st;

	for (int n = 2; lstat(name, &st) == 0; n++)
		name = arena_printf(a, "%s.%s-%d", old, suffix, n).p;
	return name;
}

/* Give OLD the name ASIDE: as a second one, so that the first is never without a
 * file, where the file system has such. Returns 1, 0 when there is no OLD, or -1
 * with E set. */
static int
set_aside(const char *old, const char *aside, struct err *e)
{
	if (link(old, aside) == 0)
		return 1;
	if (errno == ENOENT)
		return 0;
	/* EPERM: link(2), "does not support the creation of hard links". */
	if ((errno == EPERM || errno == EOPNOTSUPP || errno == ENOSYS) &&
	    rename(old, aside) == 0)
		return 1;
	return err_sys(e, ERR_STORE, errno, "%s", aside);
}

int
store_exchange(struct arena *a, const char *dir, const char *made,
    const char *suffix, const char **aside, struct err *e)
{
	const char *old = arena_printf(a, "%s/coranto.db", dir).p;
	const char *new = arena_printf(a, "%s/coranto.db", made).p;
	int there;

	*aside = free_name(a, old, suffix);
	there = set_aside(old, *aside, e);
	/* Who removes a database may forget its log. */
	if (there < 0 || move_logs(a, old, *aside, e) != 0 ||
	    sync_folder(dir, e) != 0)
		return -1;
	if (there == 0)
		*aside = NULL;
	if (rename(new, old) != 0)
		return err_sys(e, ERR_STORE, errno, "%s", old);
	return sync_folder(dir, e);
}
