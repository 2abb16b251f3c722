// SPDX-License-Identifier: ISC
#ifndef RUN_ARCHIVE_H
#define RUN_ARCHIVE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/err.h"
#include "config/config.h"
#include "model/feed.h"
#include "publish/publish.h"
#include "store/store.h"

/*
 * Archived feeds (RFC 5005, section 4), for those who want all that a feed
 * ever held: what its newest items push out waits in the feed itself until
 * there are LIMIT_ARCHIVE such items, which then become one archive document.
 * So feed and documents together hold each item once, and readers that poll
 * too seldom find in the documents what they missed.
 *
 * Which items a document has is decided once and kept in the store, whatever
 * becomes of dates, clocks and `keep`. Its files are not written again when an
 * item is edited, as the RFC lets clients assume; only when one is missing,
 * when the next document comes, which it links to, or when all of them change
 * together: the feed's title or address, or the program's version.
 */
struct archive {
	struct arena *a;
	const struct config *config;
	struct store *store;
	struct publisher *publisher; /* NULL where nothing is written */
	enum stream_order order;     /* in which items push each other out */
	/* Make IT, an item of the source SOURCE as stored, one of the feed;
	 * *SHOWN is false when it is none any more. Strings in A. Returns 0, or
	 * -1 with E set. NULL: all are as stored. */
	int (*dress)(void *ctx, struct arena *a, struct item *it,
	    struct str source, bool *shown, struct err *e);
	void *ctx; /* for DRESS */
};

/*
 * Make documents of what waits in the history of FEED (store_archive_note), as
 * long as there is enough for one: but not of the newest KEEP items nor of the
 * N items V, which the feed holds. Within a transaction. Returns 0, or -1 with
 * E set (ERR_STORE).
 */
int archive_cut(const struct archive *ar, struct str feed, size_t keep,
    const struct item *v, size_t n, struct err *e);

/* Add to F, which holds its newest items, those that wait, and how many
 * documents there are. Returns 0, or -1 with E set (ERR_STORE, or what DRESS
 * sets). */
int archive_join(const struct archive *ar, struct feed *f, struct err *e);

/* Write the documents of F that want it, before F itself; *WRITTEN counts
 * files. Returns 0, or -1 with E set (ERR_STORE, ERR_OUTPUT, ERR_LIMIT). */
int archive_publish(const struct archive *ar, const struct feed *f,
    size_t *written, struct err *e);

/* Remove the files of the documents of the feed ID from FIRST on, after the
 * feed that named them was written. Returns 0, or -1 with E set
 * (ERR_OUTPUT). */
int archive_remove(struct arena *a, struct publisher *p, struct str id,
    uint32_t first, struct err *e);

#endif
