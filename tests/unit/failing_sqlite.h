// SPDX-License-Identifier: ISC
#ifndef TESTS_UNIT_FAILING_SQLITE_H
#define TESTS_UNIT_FAILING_SQLITE_H

/*
 * SQLite's functions that read and change a database, each call of which can
 * be made to fail. For one file of a program: it stands before the library.
 */
#include <dlfcn.h>
#include <sqlite3.h>
#include <stdbool.h>
#include <stddef.h>
#include <string.h>

/* Calls of SQLite until now, and which of them fails with what; ON: so do all
 * that follow. Those that it makes itself are its own business. */
static struct {
	size_t n, at;
	int with;
	bool on, hit, inside;
} calls;

static bool
strikes(void)
{
	if (calls.inside)
		return false;
	calls.n++;
	if (calls.n != calls.at && !(calls.on && calls.hit))
		return false;
	calls.hit = true;
	return true;
}

/* The function NAME of the library, which one of the same name here hides. */
static void
library(const char *name, void *function, size_t size)
{
	void *sym = dlsym(RTLD_NEXT, name);

	memcpy(function, &sym, size);
}

#define PASS(...)                                       \
	do {                                            \
		bool was = calls.inside;                \
		int rc;                                 \
		library(__func__, &next, sizeof(next)); \
		calls.inside = true;                    \
		rc = next(__VA_ARGS__);                 \
		calls.inside = was;                     \
		return rc;                              \
	} while (0)

int
sqlite3_step(sqlite3_stmt *stmt)
{
	int (*next)(sqlite3_stmt *);

	if (strikes())
		return calls.with;
	PASS(stmt);
}

int
sqlite3_prepare_v3(sqlite3 *db, const char *sql, int n, unsigned flags,
    sqlite3_stmt **out, const char **tail)
{
	int (*next)(sqlite3 *, const char *, int, unsigned, sqlite3_stmt **,
	    const char **);

	if (strikes())
		return calls.with;
	PASS(db, sql, n, flags, out, tail);
}

int
sqlite3_exec(sqlite3 *db, const char *sql,
    int (*row)(void *, int, char **, char **), void *ctx, char **message)
{
	int (*next)(sqlite3 *, const char *,
	    int (*)(void *, int, char **, char **), void *, char **);

	if (strikes())
		return calls.with;
	PASS(db, sql, row, ctx, message);
}

#undef PASS

#endif
