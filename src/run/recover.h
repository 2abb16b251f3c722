// SPDX-License-Identifier: ISC
#ifndef RUN_RECOVER_H
#define RUN_RECOVER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "config/config.h"
#include "run/processor.h"

/* What recover() did. */
struct recovered {
	bool whole;     /* there was nothing to mend, and nothing was done */
	size_t items;   /* that came back from feeds */
	size_t sources; /* that have any of them */
	size_t known; /* items of kept pages that no feed had: they stay out of
			 the feeds, and are not new when a page shows them */
	size_t unreadable; /* feed files that could not be read */
	const char *lost;  /* one of them that no other format stands in for */
	const char
	    *aside; /* where the old database is now; NULL: there was none */
};

/*
 * Make a new database in the place of one that is damaged or gone. It begins
 * with the database file BACKUP (NULL: with nothing) and is given what the
 * published feeds of the sources of C hold beyond that, archive documents too:
 * items with the ids and dates that readers know. The old one is kept under
 * another name. It takes a while, as the feeds are read like pages, by P. So are
 * the pages that were kept of sources that came back (run/kept.h): what they show
 * and no feed has is known from then on, but stays out of the feeds, as nobody
 * can tell whether readers ever had it.
 * An item that a site has given another link since is one (run/beside.h), on kept
 * pages and on the first page that is read then.
 *
 * What only the old one knew is lost: items that have left their feeds and all
 * kept pages, what was held back, when sources are due, which stories merged
 * feeds had folded, and what stood in which of their archive documents. When a
 * page shows what came back it is not new.
 *
 * Returns 0, or -1 with E set: ERR_STORE, ERR_BUSY as of store_lock, ERR_SYSTEM
 * when BACKUP cannot be used. Then all is as it was.
 */
int recover(const struct processor *p, struct arena *a, const struct config *c,
    const char *backup, int64_t now, struct recovered *out, struct err *e);

/*
 * The same by itself, for a run that finds no database in its state folder but
 * feeds in its output folder: it would take all that is on the pages for new, and
 * write over what tells their ids and dates. The lock of the state folder is
 * taken. OUT is zeros when there is a database, or no feed.
 *
 * Returns 0, or -1 with E set as above, also when there is a feed that cannot be
 * read in any format: then nothing was made.
 */
int recover_missing(const struct processor *p, struct arena *a,
    const struct config *c, int64_t now, struct recovered *out, struct err *e);

#endif
