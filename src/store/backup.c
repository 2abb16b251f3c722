// SPDX-License-Identifier: ISC
#include "store/store.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "model/limits.h"
#include "store/check.h"
#include "store/folder.h"
#include "store/query.h"
#include "store/schema.h"

static int
fail_to(const char *to, int rc, sqlite3 *db, struct err *e)
{
	int sys = db == NULL ? 0 : sqlite3_system_errno(db);

	if (sys == 0 && (rc & 0xff) == SQLITE_FULL)
		sys = ENOSPC;
	if (sys != 0)
		return err_sys(e, ERR_SYSTEM, sys, "%s", to);
	return err_set(e, ERR_SYSTEM, "%s: %s", to, sqlite3_errstr(rc));
}

/* All pages of FROM into TO. */
static int
copy_pages(
    struct store *from, struct store *to, const char *name, struct err *e)
{
	sqlite3_backup *b =
	    sqlite3_backup_init(to->db, "main", from->db, "main");
	int step, rc;

	if (b == NULL)
		return fail_to(
		    name, sqlite3_extended_errcode(to->db), to->db, e);
	/* In one step: what others write meanwhile does not begin it anew. */
	step = sqlite3_backup_step(b, -1);
	rc = sqlite3_backup_finish(b);
	if (step == SQLITE_DONE && rc == SQLITE_OK)
		return 0;
	if (step == SQLITE_BUSY || step == SQLITE_LOCKED)
		return store_fail(from, step, e);
	return fail_to(name, rc == SQLITE_OK ? step : rc, to->db, e);
}

/* The copy of FROM in the file PATH, which is there and empty; it is to be
 * called NAME. */
static int
write_copy(struct store *from, char *path, const char *name, struct err *e)
{
	struct store to = { .path = path };
	struct err why = ERR_INIT;
	int rc = sqlite3_open_v2(path, &to.db,
	    SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE,
	    NULL);

	/* Nobody has it yet, and it is synced as a whole. */
	if (rc == SQLITE_OK)
		rc = sqlite3_exec(to.db,
		    "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF", NULL,
		    NULL, NULL);
	rc = rc == SQLITE_OK ? copy_pages(from, &to, name, e)
			     : fail_to(name, rc, to.db, e);
	if (rc == 0 && check_whole(&to, &why) != 0)
		rc = store_damaged(from, "its copy is, too", e);
	if (sqlite3_close(to.db) != SQLITE_OK && rc == 0)
		rc = fail_to(name, SQLITE_IOERR, NULL, e);
	return rc;
}

/* Make the file PATH durable, under the name TO. */
static int
settle(struct arena *a, const char *path, const char *to, struct err *e)
{
	const char *dir = arena_cstr(a, path_dir(a, str_c(to)));
	int fd = open(path, O_RDONLY | O_CLOEXEC), sys = 0;

	if (fd < 0 || fsync(fd) != 0)
		sys = errno;
	if (fd >= 0)
		close(fd);
	if (sys == 0 && rename(path, to) != 0)
		sys = errno;
	if (sys != 0)
		return err_sys(e, ERR_SYSTEM, sys, "%s", to);
	fd = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (fd >= 0) { /* not every file system syncs folders */
		(void)fsync(fd);
		close(fd);
	}
	return 0;
}

static int
open_source(struct store *s, struct err *e)
{
	size_t version;
	int rc = sqlite3_open_v2(s->path, &s->db,
	    SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE,
	    NULL);

	if (rc == SQLITE_OK)
		rc = sqlite3_busy_timeout(s->db, LIMIT_BUSY_MS);
	if (rc != SQLITE_OK)
		return store_fail(s, rc, e);
	return schema_version(s, &store_schema, &version, e);
}

/* The database file FROM to the file TO. */
static int
copy(struct arena *a, char *from, const char *to, struct err *e)
{
	struct store s = { .read_only = true, .path = from };
	char *beside = arena_cstr(a, arena_printf(a, "%s.XXXXXX", to));
	struct stat st, there;
	int fd, rc;

	if (stat(s.path, &st) != 0)
		return err_sys(e, ERR_STORE, errno, "%s", s.path);
	/* What others write meanwhile would go into the old file. */
	if (stat(to, &there) == 0 && there.st_dev == st.st_dev &&
	    there.st_ino == st.st_ino)
		return err_set(
		    e, ERR_SYSTEM, "%s: this is the database itself", to);
	fd = mkostemp(beside, O_CLOEXEC);
	if (fd < 0)
		return err_sys(e, ERR_SYSTEM, errno, "%s", to);
	close(fd); /* empty; SQLite opens it by its name */
	rc = open_source(&s, e);
	if (rc == 0)
		rc = write_copy(&s, beside, to, e);
	(void)sqlite3_close(s.db);
	if (rc == 0)
		rc = settle(a, beside, to, e);
	if (rc != 0)
		unlink(beside);
	return rc;
}

int
store_backup(struct arena *a, const char *dir, const char *to, struct err *e)
{
	return copy(
	    a, arena_cstr(a, arena_printf(a, "%s/coranto.db", dir)), to, e);
}

int
store_import(struct arena *a, const char *from, const char *dir, struct err *e)
{
	if (folder_make(dir, e) != 0)
		return -1;
	return copy(a, arena_cstr(a, str_c(from)),
	    arena_cstr(a, arena_printf(a, "%s/coranto.db", dir)), e);
}
