// SPDX-License-Identifier: ISC
#ifndef STORE_STORE_H
#define STORE_STORE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/str.h"
#include "model/item.h"
#include "model/state.h"

/*
 * The one database, coranto.db in the state folder: items, states of sources,
 * history of runs. SQLite in WAL mode with STRICT tables. All functions return
 * 0, or -1 with E set (ERR_STORE, REACH_RUN).
 */
struct store;

/*
 * Open or create the database in the folder DIR (created too), bring its
 * schema up to date. A newer schema than this program knows, a damaged
 * database and one that cannot be written are errors; nothing is repaired.
 * READ_ONLY: never creates; a missing database is then ERR_STORE with
 * E->sys == ENOENT.
 */
int store_open(
    const char *dir, bool read_only, struct store **out, struct err *e);
void store_close(struct store *s); /* NULL is fine */

/* Take or leave the lock of the state folder (flock on DIR/lock). Returns the
 * descriptor to keep, or -1 with E set: ERR_BUSY with the holder's pid in the
 * message, or ERR_STORE. The lock dies with the process. */
int store_lock(const char *dir, struct err *e);

int store_begin(struct store *s, struct err *e);
int store_commit(struct store *s, struct err *e);
void store_rollback(struct store *s);

/* What is known of the source ID. Unknown: STATE_NEW and zeros. */
int store_memory_load(struct store *s, struct arena *a, struct str id,
    struct memory *out, struct err *e);
int store_memory_save(
    struct store *s, struct str id, const struct memory *m, struct err *e);

/* What store_merge did. */
struct merge {
	size_t fresh;   /* items never seen before */
	size_t changed; /* known ones whose text was edited */
	size_t same;
};
/*
 * Bring the items of one page of the source ID into the store. A known key
 * keeps its guid, first_seen and published date for ever; title, link,
 * summary and the rest take the page's values; `updated` becomes NOW when the
 * digest moved. A new one gets IT->guid (made unique by the caller's MAKE_GUID
 * with a growing suffix when another item has it), first_seen NOW, and, when
 * it has no date, NOW less one second for each position; a date after NOW is
 * set to NOW. Absent items stay as they are. Within the caller's transaction.
 */
typedef struct str (*store_make_guid)(
    const void *ctx, struct arena *a, const struct item *it, unsigned suffix);
int store_merge(struct store *s, struct arena *a, struct str id,
    const struct item *v, size_t n, int64_t now, store_make_guid make_guid,
    const void *ctx, struct merge *out, struct err *e);

/* The newest KEEP items of the source ID (0: all), newest first: by published,
 * then by position on the page when first seen, then by guid. */
int store_items(struct store *s, struct arena *a, struct str id, size_t keep,
    struct item **out, size_t *n, struct err *e);

/* One line of history. */
struct run_record {
	int64_t started, ended;
	uint32_t sources, failed, fresh;
};
int store_run_save(struct store *s, const struct run_record *r, struct err *e);

#endif
