// SPDX-License-Identifier: ISC
#include "store/query.h"

#include <errno.h>
#include <string.h>

#include "model/limits.h"

/* The finding in WHY, such as "*** in database main ***\nPage 7 is never used". */
static struct str
first_finding(const char *why)
{
	struct str rest = str_c(why), line = STR_NULL;

	while (str_cut(&rest, '\n', &line) && str_starts(line, STR("***")))
		;
	return line;
}

int
store_damaged(const struct store *s, const char *why, struct err *e)
{
	err_set(e, ERR_STORE,
	    "%s: the database is damaged, and is left as it is (SQLite: %.*s)",
	    s->path, STR_ARG(first_finding(why)));
	e->sys = EUCLEAN;
	return -1;
}

int
store_fail(const struct store *s, int rc, struct err *e)
{
	/* The connection's text has details, when it is of the same failure. */
	const char *why = s->db != NULL && sqlite3_extended_errcode(s->db) == rc
			      ? sqlite3_errmsg(s->db)
			      : sqlite3_errstr(rc);
	int sys = s->db == NULL ? 0 : sqlite3_system_errno(s->db);

	switch (rc & 0xff) { /* the primary code: SQLite "Result Codes", 2 */
	case SQLITE_BUSY:
	case SQLITE_LOCKED:
		return err_set(e, ERR_BUSY,
		    "%s: another program holds the database", s->path);
	case SQLITE_TOOBIG:
		err_set(e, ERR_LIMIT, "%s: a row is larger than %d bytes",
		    s->path, LIMIT_ROW);
		return -1;
	case SQLITE_CORRUPT:
	case SQLITE_NOTADB:
		return store_damaged(s, why, e);
	case SQLITE_FULL:
		err_set(e, ERR_STORE, "%s: %s", s->path, why);
		e->sys = ENOSPC;
		return -1;
	case SQLITE_CANTOPEN:
	case SQLITE_IOERR:
		if (sys != 0)
			return err_sys(
			    e, ERR_STORE, sys, "%s: %s", s->path, why);
		break;
	default:
		break;
	}
	return err_set(e, ERR_STORE, "%s: %s", s->path, why);
}

void
query_start(struct query *q, struct store *s, enum sql sql)
{
	*q = (struct query){ .s = s };
	if (s->stmt[sql] == NULL)
		q->rc = sqlite3_prepare_v3(s->db, statements[sql], -1,
		    SQLITE_PREPARE_PERSISTENT, &s->stmt[sql], NULL);
	else
		/* Its value is the failure of the use before, told then. */
		(void)sqlite3_reset(s->stmt[sql]);
	q->stmt = s->stmt[sql];
}

void
query_put_int(struct query *q, int64_t v)
{
	if (q->rc == SQLITE_OK)
		q->rc = sqlite3_bind_int64(q->stmt, ++q->at, v);
}

void
query_put_str(struct query *q, struct str v)
{
	/* A NULL pointer would be stored as NULL, not as the empty text. */
	if (q->rc == SQLITE_OK)
		q->rc = sqlite3_bind_text64(q->stmt, ++q->at,
		    v.len == 0 ? "" : v.p, v.len, SQLITE_STATIC, SQLITE_UTF8);
}

void
query_put_bytes(struct query *q, const void *p, size_t n)
{
	if (q->rc == SQLITE_OK)
		q->rc =
		    sqlite3_bind_blob64(q->stmt, ++q->at, p, n, SQLITE_STATIC);
}

void
query_put_limit(struct query *q, size_t keep)
{
	query_put_int(q, keep == 0 || keep > INT64_MAX ? -1 : (int64_t)keep);
}

int
query_next(struct query *q, struct err *e)
{
	q->at = 0;
	if (q->rc == SQLITE_OK) {
		int rc = sqlite3_step(q->stmt);

		if (rc == SQLITE_ROW)
			return 1;
		if (rc != SQLITE_DONE)
			q->rc = rc;
	}
	return query_end(q, e);
}

int64_t
query_int(struct query *q)
{
	return q->rc == SQLITE_OK ? sqlite3_column_int64(q->stmt, q->at++) : 0;
}

struct str
query_view(struct query *q)
{
	const char *p;
	int n;

	if (q->rc != SQLITE_OK)
		return STR_NULL;
	p = (const char *)sqlite3_column_text(q->stmt, q->at);
	n = sqlite3_column_bytes(q->stmt, q->at++);
	if (p == NULL) { /* no column is NULL, so memory ran out */
		q->rc = SQLITE_NOMEM;
		return STR_NULL;
	}
	return str_n(p, (size_t)n);
}

struct str
query_str(struct query *q, struct arena *a)
{
	struct str v = query_view(q);

	return str_empty(v) ? STR_NULL : arena_str(a, v);
}

enum source_state
query_state(struct query *q)
{
	enum source_state state = state_find(query_view(q));

	return state == STATE_COUNT ? STATE_NEW : state;
}

enum due_reason
query_due_reason(struct query *q)
{
	enum due_reason why = due_reason_find(query_view(q));

	return why == DUE_COUNT ? DUE_RHYTHM : why;
}

int
query_end(struct query *q, struct err *e)
{
	int rc = q->rc == SQLITE_OK ? 0 : store_fail(q->s, q->rc, e);

	if (q->stmt != NULL)
		(void)sqlite3_reset(q->stmt); /* repeats what step said */
	return rc;
}

int
query_run(struct query *q, struct err *e)
{
	int rc = query_next(q, e);

	return rc > 0 ? query_end(q, e) : rc;
}
