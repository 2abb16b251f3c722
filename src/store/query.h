// SPDX-License-Identifier: ISC
#ifndef STORE_QUERY_H
#define STORE_QUERY_H

#include <sqlite3.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/str.h"
#include "model/state.h"
#include "store/statements.h"

struct store {
	sqlite3 *db; /* owned */
	char *path;  /* owned; for messages */
	bool read_only;
	int64_t touched; /* a source, in this transaction: touch.h; or 0 */
	sqlite3_stmt *stmt[SQL_COUNT]; /* owned; prepared at first use */
};

/*
 * One use of a statement. Parameters are put, and columns taken, in the order
 * in which they stand in the text. The first failure stays in RC and later
 * calls do nothing, so a caller does many and looks once: at query_next,
 * query_run or query_end.
 *
 *	query_start(&q, s, SQL_...);
 *	query_put_str(&q, id);
 *	while ((rc = query_next(&q, e)) > 0)
 *		n = query_int(&q);
 *	return rc;
 *
 * A use that was left half-way (the arena landed elsewhere) is ended by the
 * next query_start of the same statement.
 */
struct query {
	struct store *s;
	sqlite3_stmt *stmt; /* foreign; NULL when it could not be prepared */
	int at;             /* parameters put or columns taken */
	int rc;             /* SQLITE_OK, or the first failure */
};

void query_start(struct query *q, struct store *s, enum sql sql);

/* Bytes put are borrowed until the statement has run. */
void query_put_int(struct query *q, int64_t v);
void query_put_str(struct query *q, struct str v);
void query_put_bytes(struct query *q, const void *p, size_t n);
/* For LIMIT: KEEP rows, 0 for all. */
void query_put_limit(struct query *q, size_t keep);

/* 1: a row is there. 0: none any more, the use is over. -1: failed, over. */
int query_next(struct query *q, struct err *e);
/* Columns of the row, which holds text or integers and never NULL. */
int64_t query_int(struct query *q);
struct str query_view(struct query *q); /* borrowed until the next row */
struct str query_str(struct query *q, struct arena *a); /* a copy */
/* A word that only a later program knows counts as STATE_NEW. */
enum source_state query_state(struct query *q);
/* Likewise DUE_RHYTHM. */
enum due_reason query_due_reason(struct query *q);

/* End a use before its last row. Returns 0, or -1 when a call before failed. */
int query_end(struct query *q, struct err *e);
/* Run a statement that has no rows. Returns 0, or -1. */
int query_run(struct query *q, struct err *e);

/*
 * Say in E what RC means for the user: ERR_BUSY when another program holds the
 * database, ERR_LIMIT when a row is too large, else ERR_STORE. Returns -1.
 */
int store_fail(const struct store *s, int rc, struct err *e);
/* The same of a database that is damaged, with what SQLite says of it, and
 * E->sys EUCLEAN. */
int store_damaged(const struct store *s, const char *why, struct err *e);

#endif
