// SPDX-License-Identifier: ISC
#include "store/store.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/mem.h"
#include "model/limits.h"
#include "store/check.h"
#include "store/folder.h"
#include "store/journal.h"
#include "store/query.h"
#include "store/schema.h"

/* What the items of a batch of pages change; about what a source has, in row and
 * index; and the most. */
#define STORE_ROOM_KIB 8000
#define STORE_ROOM_SOURCE 1200
#define STORE_ROOM_MOST_KIB 12000

/*
 * Made by us and not by SQLite, which would let others read it. The descriptor
 * is closed before SQLite has one: closing drops its locks otherwise.
 */
static int
create_file(const char *path, struct err *e)
{
	int fd = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);

	if (fd >= 0 && close(fd) == 0)
		return 0;
	if (errno == EEXIST)
		return 0;
	return err_sys(e, ERR_STORE, errno, "%s", path);
}

/*
 * Nothing the file contains is trusted to run: no functions in its schema, no
 * writes to its innards (https://www.sqlite.org/security.html).
 */
static int
configure(struct store *s, struct err *e)
{
	static const struct {
		int option, on;
	} table[] = {
		{ SQLITE_DBCONFIG_DEFENSIVE, 1 },
		{ SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0 },
		{ SQLITE_DBCONFIG_ENABLE_TRIGGER, 0 },
		{ SQLITE_DBCONFIG_ENABLE_VIEW, 0 },
		{ SQLITE_DBCONFIG_DQS_DML, 0 },
		{ SQLITE_DBCONFIG_DQS_DDL, 0 },
		{ SQLITE_DBCONFIG_ENABLE_FKEY, 1 },
	};
	int rc = sqlite3_busy_timeout(s->db, LIMIT_BUSY_MS);

	for (size_t i = 0; i < sizeof(table) / sizeof(*table); i++)
		if (rc == SQLITE_OK)
			rc = sqlite3_db_config(
			    s->db, table[i].option, table[i].on, (int *)NULL);
	(void)sqlite3_limit(s->db, SQLITE_LIMIT_LENGTH, LIMIT_ROW);
	return rc == SQLITE_OK ? 0 : store_fail(s, rc, e);
}

static int
open_read(struct store *s, struct err *e)
{
	size_t version;

	if (schema_version(s, &store_schema, &version, e) != 0)
		return -1;
	if (version == 0) { /* killed before it was ever filled */
		err_sys(e, ERR_STORE, ENOENT, "%s", s->path);
		return -1;
	}
	if (version < store_schema.n)
		return err_set(e, ERR_STORE,
		    "%s: is of version %zu, the next run brings it to %zu",
		    s->path, version, store_schema.n);
	return 0;
}

/* Whether the log that a killed run left goes into the database at the end:
 * not as long as that may be damaged. */
static int
checkpoint_at_close(struct store *s, bool yes, struct err *e)
{
	int rc = sqlite3_db_config(
	    s->db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, yes ? 0 : 1, (int *)NULL);

	return rc == SQLITE_OK ? 0 : store_fail(s, rc, e);
}

/* Nothing is written before the file has proved to be ours and whole. */
static int
open_write(struct store *s, bool alone, struct err *e)
{
	bool wanted = check_wanted(s);
	size_t version;

	if (alone && journal_begin_alone(s, e) != 0)
		return -1;
	if (checkpoint_at_close(s, false, e) != 0 ||
	    schema_version(s, &store_schema, &version, e) != 0 ||
	    (wanted && check_whole(s, e) != 0))
		return -1;
	if (checkpoint_at_close(s, true, e) != 0 ||
	    journal_choose(s, alone, e) != 0)
		return -1;
	return schema_upgrade(s, &store_schema, e);
}

static int
connect_db(struct store *s, const char *dir, struct err *e)
{
	int flags =
	    SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE |
	    (s->read_only ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE);
	struct stat st;
	int rc;

	if (s->read_only && stat(s->path, &st) != 0)
		return err_sys(e, ERR_STORE, errno, "%s", s->path);
	if (!s->read_only && create_file(s->path, e) != 0)
		return -1;
	rc = sqlite3_open_v2(s->path, &s->db, flags, NULL);
	if (rc != SQLITE_OK)
		return store_fail(s, rc, e);
	if (configure(s, e) != 0)
		return -1;
	return s->read_only ? open_read(s, e)
			    : open_write(s, journal_alone(dir), e);
}

int
store_open(const char *dir, bool read_only, struct store **out, struct err *e)
{
	static const char name[] = "/coranto.db";
	struct store *s;
	size_t len = strlen(dir);

	if (!read_only && folder_make(dir, e) != 0)
		return -1;
	s = mem_alloc(1, sizeof(*s));
	s->read_only = read_only;
	s->path = mem_alloc(len + sizeof(name), 1);
	memcpy(s->path, dir, len);
	memcpy(s->path + len, name, sizeof(name));
	if (connect_db(s, dir, e) != 0) {
		store_close(s);
		return -1;
	}
	*out = s;
	return 0;
}

int
store_room(struct store *s, size_t n, struct err *e)
{
	size_t kib = STORE_ROOM_KIB + n * STORE_ROOM_SOURCE / 1024;
	char pragma[96];
	int rc;

	if (kib > STORE_ROOM_MOST_KIB)
		kib = STORE_ROOM_MOST_KIB;
	/* What undoes the items of one page is a few hundred KiB. */
	snprintf(pragma, sizeof(pragma),
	    "PRAGMA cache_size = -%zu; PRAGMA temp_store = MEMORY", kib);
	rc = sqlite3_exec(s->db, pragma, NULL, NULL, NULL);
	return rc == SQLITE_OK ? 0 : store_fail(s, rc, e);
}

int
store_settle(struct store *s, struct err *e)
{
	int rc = sqlite3_wal_checkpoint_v2(
	    s->db, NULL, SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL);

	return rc == SQLITE_OK ? 0 : store_fail(s, rc, e);
}

void
store_close(struct store *s)
{
	if (s == NULL)
		return;
	/* Their values repeat failures that were told when they came up. */
	for (int i = 0; i < SQL_COUNT; i++)
		(void)sqlite3_finalize(s->stmt[i]);
	/* What is committed is durable, however this ends. */
	(void)sqlite3_close(s->db);
	free(s->path);
	free(s);
}

static int
run(struct store *s, enum sql sql, struct err *e)
{
	struct query q;

	s->touched = 0;
	query_start(&q, s, sql);
	return query_run(&q, e);
}

/* A jump out of the arena may have left queries in their middle. */
static void
leave_queries(struct store *s)
{
	for (int i = 0; i < SQL_COUNT; i++)
		(void)sqlite3_reset(s->stmt[i]);
}

int
store_begin(struct store *s, struct err *e)
{
	return run(s, s->read_only ? SQL_BEGIN_READ : SQL_BEGIN_WRITE, e);
}

int
store_commit(struct store *s, struct err *e)
{
	return run(s, SQL_COMMIT, e);
}

void
store_rollback(struct store *s)
{
	struct err ignored; /* what is not committed is gone either way */

	leave_queries(s);
	/* SQLite has rolled back by itself after some failures. */
	if (!sqlite3_get_autocommit(s->db))
		(void)run(s, SQL_ROLLBACK, &ignored);
}

int
store_mark(struct store *s, struct err *e)
{
	return run(s, SQL_MARK, e);
}

int
store_keep(struct store *s, struct err *e)
{
	return run(s, SQL_MARK_KEEP, e);
}

int
store_undo(struct store *s, struct err *e)
{
	leave_queries(s);
	return run(s, SQL_MARK_UNDO, e) != 0 || run(s, SQL_MARK_KEEP, e) != 0
		   ? -1
		   : 0;
}
