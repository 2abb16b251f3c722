// SPDX-License-Identifier: ISC
#ifndef STORE_JOURNAL_H
#define STORE_JOURNAL_H

#include <stdbool.h>

#include "base/err.h"

struct store;

/*
 * What makes a transaction whole and durable. That is SQLite's log (WAL), which
 * wants a file that processes share as memory. Some file systems cannot share
 * one so, as of networks and virtual machines: there it is the journal from which
 * the database is rolled back, and who reads it waits while a run commits.
 */

/* Whether the folder DIR, whose lock is there, is in a file system of these. */
bool journal_alone(const char *dir);

/* Before the first statement, where journal_alone(): a log that came with the
 * database is read as well. Returns 0, or -1 with E set (ERR_STORE, ERR_BUSY). */
int journal_begin_alone(struct store *s, struct err *e);

/* Choose the one or, ALONE, the other. Returns 0, or -1 with E set as above. */
int journal_choose(struct store *s, bool alone, struct err *e);

#endif
