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

/* Every statement the store knows; the texts are in query.c. */
enum sql {
	SQL_BEGIN_READ,
	SQL_BEGIN_WRITE,
	SQL_COMMIT,
	SQL_ROLLBACK,
	SQL_MARK,
	SQL_MARK_KEEP,
	SQL_MARK_UNDO,
	SQL_SOURCE_FIND,
	SQL_SOURCE_ADD,
	SQL_SOURCE_LOAD,
	SQL_SOURCE_AT,
	SQL_SOURCE_LOAD_ALL,
	SQL_SOURCE_PLAN_ALL,
	SQL_SOURCE_HELD_ALL,
	SQL_SOURCE_BROKE_ALL,
	SQL_SOURCE_SAVE,
	SQL_IDENTITY_FIND,
	SQL_IDENTITY_ADD,
	SQL_IDENTITY_SAVE,
	SQL_ITEM_ADD,
	SQL_ITEM_LOAD,
	SQL_ITEM_SAVE,
	SQL_ITEM_LIST,
	SQL_ITEM_LIST_ALL,
	SQL_ITEM_KEY,
	SQL_ITEM_REKEY,
	SQL_ITEM_BATCH,
	SQL_ITEM_SHED,
	SQL_ITEM_REMOVE,
	SQL_SOURCE_IDS,
	SQL_SOURCE_REMOVE,
	SQL_IDENTITY_REMOVE,
	SQL_TRANSITION_REMOVE,
	SQL_LIST_REMOVE,
	SQL_PAGES_REMOVE,
	SQL_WITHHELD_CLEAR,
	SQL_ALIAS_REMOVE,
	SQL_TWIN_ORPHANS,
	SQL_IDENTITY_MOVE,
	SQL_ALIAS_FIND,
	SQL_ALIAS_ADD,
	SQL_ALIAS_PRUNE,
	SQL_ALIAS_LIST,
	SQL_WITHHELD_ADD,
	SQL_WITHHELD_CHANGE,
	SQL_WITHHELD_ENTER,
	SQL_WITHHELD_REMOVE,
	SQL_STREAM_PUBLISHED,
	SQL_STREAM_SEEN,
	SQL_NEWEST,
	SQL_DAYS,
	SQL_EVIDENCE_ADD,
	SQL_EVIDENCE_EDIT,
	SQL_EVIDENCE_FIND,
	SQL_TWIN_ADD,
	SQL_TWIN_FIND,
	SQL_TWIN_HAS,
	SQL_TWIN_LEAVE,
	SQL_TWIN_PRUNE,
	SQL_FOLD_ADD,
	SQL_FOLD_FIND,
	SQL_FOLD_HEAD,
	SQL_FOLD_LIST,
	SQL_FOLD_PART,
	SQL_APART_ADD,
	SQL_APART_FIND,
	SQL_ARCHIVE_NOTE,
	SQL_ARCHIVE_NOTE_SOURCE,
	SQL_ARCHIVE_WAITING,
	SQL_ARCHIVE_LIST,
	SQL_ARCHIVE_PUT,
	SQL_ARCHIVE_LAST,
	SQL_ARCHIVE_OF,
	SQL_ITEM_NUMBER,
	SQL_ITEM_GUID,
	SQL_TRANSITION_ADD,
	SQL_TRANSITION_PRUNE,
	SQL_TRANSITION_LIST,
	SQL_TRANSITION_LIST_ALL,
	SQL_TRANSITION_CHANGES,
	SQL_HUB_LOAD,
	SQL_HUB_SAVE,
	SQL_HUB_REMOVE,
	SQL_LIST_LOAD,
	SQL_LIST_SAVE,
	SQL_PAGES_LOAD,
	SQL_PAGES_SAVE,
	SQL_ARTICLES_WANT,
	SQL_ARTICLES_DUE,
	SQL_ARTICLES_TRIED,
	SQL_ARTICLES_AGAIN,
	SQL_ARTICLE_LOAD,
	SQL_ARTICLE_GAVE,
	SQL_ARTICLE_SAVE,
	SQL_ARTICLE_CANONICAL,
	SQL_ITEM_DATE,
	SQL_EVIDENCE_DATE,
	SQL_HOST_LOAD,
	SQL_HOST_SAVE,
	SQL_HOST_PRUNE,
	SQL_ROBOTS_LOAD,
	SQL_ROBOTS_SAVE,
	SQL_ROBOTS_PRUNE,
	SQL_MADE_LIST,
	SQL_MADE_SAVE,
	SQL_MADE_FORGET,
	SQL_MADE_FORGET_SOURCE,
	SQL_MADE_FORGET_ITEM,
	SQL_MADE_FORGET_SEVERAL,
	SQL_RUN_ADD,
	SQL_RUN_PRUNE,
	SQL_RUN_LIST,
	SQL_COUNT
};

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
