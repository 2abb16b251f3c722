// SPDX-License-Identifier: ISC
#include "store/journal.h"

#include <errno.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <stdio.h>
#include <sys/mman.h>
#include <unistd.h>

#include "store/query.h"

/* What mmap(2) says where there is no such thing. All else SQLite will say of
 * its own file. */
static bool
is_lack(int sys)
{
	return sys == ENODEV || sys == EINVAL || sys == EOPNOTSUPP;
}

/* The file of the lock: whoever closes one of SQLite's drops SQLite's locks. */
bool
journal_alone(const char *dir)
{
	char path[4096];
	bool alone = false;
	void *p;
	int fd;

	if (snprintf(path, sizeof(path), "%s/lock", dir) >= (int)sizeof(path))
		return false;
	fd = open(path, O_RDWR | O_CLOEXEC | O_NOFOLLOW);
	if (fd < 0)
		return false;
	p = mmap(NULL, 1, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
	if (p == MAP_FAILED)
		alone = is_lack(errno);
	else
		munmap(p, 1);
	close(fd); /* nothing was written through it */
	return alone;
}

static int
do_all(struct store *s, const char *sql, struct err *e)
{
	int rc = sqlite3_exec(s->db, sql, NULL, NULL, NULL);

	return rc == SQLITE_OK ? 0 : store_fail(s, rc, e);
}

/* Who has the database for itself keeps the index of a log in its own memory
 * (https://www.sqlite.org/wal.html, section 8). */
int
journal_begin_alone(struct store *s, struct err *e)
{
	return do_all(s, "PRAGMA locking_mode = EXCLUSIVE", e);
}

/* EXTRA is FULL for a log, and what FULL should be for a journal: the folder is
 * synced when the journal is gone. */
int
journal_choose(struct store *s, bool alone, struct err *e)
{
	return do_all(s,
	    alone ? "PRAGMA journal_mode = DELETE;"
		    "PRAGMA synchronous = EXTRA;"
		    "PRAGMA locking_mode = NORMAL;"
		  : "PRAGMA journal_mode = WAL;"
		    "PRAGMA synchronous = EXTRA;",
	    e);
}
