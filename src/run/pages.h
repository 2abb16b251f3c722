// SPDX-License-Identifier: ISC
#ifndef RUN_PAGES_H
#define RUN_PAGES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "model/pages.h"
#include "model/response.h"
#include "model/source.h"
#include "model/state.h"
#include "run/processor.h"
#include "run/seen.h"
#include "store/store.h"

/*
 * The pages of one list in one run: how far to go, and where.
 *
 * The first run reads `first` pages; later ones read on as long as a page
 * brings something new, `most` pages at the most. A page that cannot be had
 * costs nothing of what came before it, but what stood on it would be missed for
 * ever, as the pages before it bring nothing new in the next run: so its run
 * leaves a debt, the number of pages that the next one is to read whether they
 * are known or not. After LIMIT_PAGES_TRIES such runs it is forgiven.
 *
 * What leads on is followed within one site only (fetch/domain.h), and no
 * further than to a page that was asked already or that shows nothing which
 * those before it had not: a list that goes in circles ends there.
 */
struct chain {
	const struct source *source;
	struct store *known; /* to read; NULL: nothing is known */
	struct pages_memory memory, stored;
	struct memory before; /* of the source, when the run began */
	bool deep;            /* pages are read whether they are known or not */
	uint32_t most;        /* pages that this run may read */

	uint32_t page;      /* read so far */
	size_t entries;     /* on them */
	size_t entered;     /* of these into the feed, as new ones */
	size_t news;        /* on the last of them: unknown entries, ... */
	size_t others;      /* ... and those that no page before it had */
	int64_t *number;    /* of each of its entries in the store; 0: unknown;
			     in WORK of chain_count */
	int64_t last_known; /* number of the last known entry of those before */
	int64_t dated;      /* what chain_date gave last since; 0: nothing */
	struct str base;    /* the address of the first page */
	struct str rules; /* that it was read by, as of rule_set_write(); empty:
			     those of the source */
	struct seen keys, addresses;
	struct str next; /* the address to ask now; empty: it is over */
	const char *end; /* why it is, in words; NULL: it is not */
};

/*
 * Begin with the pages of S, whose memory is M. In KEEP. Returns 0, or -1 with
 * E set (ERR_STORE).
 */
int chain_open(struct chain *c, struct arena *keep, const struct source *s,
    struct store *known, const struct memory *m, struct err *e);

/* Must the first page be read, whether it has changed or not? */
bool chain_wants_all(const struct chain *c);

/* A page came: count what is new on it, before it is stored, and give ITEMS their
 * guids. Returns 0, or -1 with E set (ERR_STORE, ERR_LIMIT). */
int chain_count(struct chain *c, struct arena *keep, struct arena *work,
    struct items *items, struct err *e);

/*
 * Entries of a later page that have no date and are not known stand in the list
 * after those of the pages before it, also when these came in an earlier run:
 * then they are dated a second before the last known one, and each a second
 * before the next. To be called after chain_count. Returns 0, or -1 with E set
 * (ERR_STORE).
 */
int chain_date(
    struct chain *c, struct arena *work, struct items *items, struct err *e);

/*
 * It is read and ENTERED of its items went into the feed: set C->next and
 * C->end. HELD: some are held back, so that the rest waits for a later run.
 */
void chain_go_on(struct chain *c, struct arena *keep, struct arena *work,
    const struct page *page, const struct response *res, size_t entered,
    bool held);

/* The page asked for could not be had, for good as far as this run goes.
 * EXCUSED: nobody was asked. */
void chain_break(struct chain *c, bool excused);
/* There is no such page: the list ended before it. */
void chain_finish(struct chain *c, const char *why);

/* Put down in ST what the next run is to know. 0, or -1 with E set. */
int chain_save(struct chain *c, struct store *st, struct err *e);

/* The source with the rules that the first page was read by. In A. Returns
 * NULL when they cannot be read. */
const struct source *chain_source(const struct chain *c, struct arena *a);

#endif
