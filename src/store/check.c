// SPDX-License-Identifier: ISC
#include "store/check.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "model/limits.h"

/* Whether there is a file called as the database with END behind it. */
static bool
is_beside(const struct store *s, const char *end)
{
	char path[4096];

	return snprintf(path, sizeof(path), "%s%s", s->path, end) <
		   (int)sizeof(path) &&
	       access(path, F_OK) == 0;
}

bool
check_wanted(const struct store *s)
{
	struct stat st;

	if (stat(s->path, &st) == 0 && st.st_size <= LIMIT_CHECK)
		return true;
	return is_beside(s, "-wal") || is_beside(s, "-journal");
}

int
check_whole(struct store *s, struct err *e)
{
	sqlite3_stmt *stmt = NULL;
	const char *said = NULL;
	int rc =
	    sqlite3_prepare_v2(s->db, "PRAGMA quick_check(1)", -1, &stmt, NULL);

	if (rc == SQLITE_OK)
		rc = sqlite3_step(stmt);
	if (rc == SQLITE_ROW)
		said = (const char *)sqlite3_column_text(stmt, 0);
	if (rc != SQLITE_ROW)
		store_fail(s, rc, e);
	else if (said == NULL)
		store_fail(s, rc = SQLITE_NOMEM, e);
	else if (strcmp(said, "ok") != 0)
		rc = store_damaged(s, said, e);
	sqlite3_finalize(stmt); /* repeats what step said */
	return rc == SQLITE_ROW ? 0 : -1;
}
