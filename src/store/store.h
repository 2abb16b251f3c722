// SPDX-License-Identifier: ISC
#ifndef STORE_STORE_H
#define STORE_STORE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/library.h"
#include "base/str.h"
#include "model/article.h"
#include "model/host.h"
#include "model/item.h"
#include "model/list.h"
#include "model/pages.h"
#include "model/state.h"
#include "model/twin.h"

/*
 * The one database, coranto.db in the state folder: items, states of sources,
 * history of runs. SQLite with STRICT tables. All functions return
 * 0, or -1 with E set:
 *
 *	ERR_BUSY   another program holds the database, for LIMIT_BUSY_MS
 *	ERR_LIMIT  a row is larger than LIMIT_ROW
 *	ERR_STORE  anything else: damaged, disk full, no permission
 *
 * all of REACH_RUN. After a failure the transaction is of no use any more:
 * roll back. Results are in the arena passed. A store is used by one thread;
 * fork workers before it is opened.
 */
struct store;

/*
 * Open or create the database in the folder DIR (created too, mode 0700; the
 * file has 0600), bring its schema up to date. A newer schema than this
 * program knows, another program's database, a damaged one and one that
 * cannot be written are errors; nothing is repaired and not a byte changed.
 * READ_ONLY: never creates; a missing database is then ERR_STORE with
 * E->sys == ENOENT; one of an older schema is an error.
 */
int store_open(
    const char *dir, bool read_only, struct store **out, struct err *e);
void store_close(struct store *s); /* NULL is fine; rolls back */
/* What is committed is in the file itself from now on, durably: who renames or
 * copies it has all. Closing tries that, too, and may fail. */
int store_settle(struct store *s, struct err *e);
/* Let SQLite have the files that it needs for a moment, for sorting as an
 * example, in the folder DIR: in this process, for all that is opened. Else it
 * takes TMPDIR or /var/tmp, which may not be there, or may be closed to us. What
 * a run that was killed left of them in DIR is removed. */
void store_temporary(const char *dir);

/* Room in memory for what a run over N sources reads, changes and reads again:
 * else it comes from the file each time. */
int store_room(struct store *s, size_t n, struct err *e);

/*
 * Write a copy of the database in the folder DIR to the file TO, which is
 * replaced as a whole or not at all: mode 0600, durable. Others may read and
 * write the database meanwhile; the copy is as it was at one moment. A damaged
 * one is not copied. ERR_STORE with E->sys == ENOENT: there is none; ERR_SYSTEM:
 * TO cannot be written.
 */
int store_backup(
    struct arena *a, const char *dir, const char *to, struct err *e);

/*
 * For who makes a new database in the place of a damaged one (run/recover.h);
 * the lock of the folder is taken.
 *
 * store_whole: whether the one in DIR is whole. Returns 0, or -1 with E set:
 * E->sys is EUCLEAN when it is damaged, ENOENT when there is none; else it is
 * neither and there is nothing to mend.
 * store_import: begin with a copy of the database file FROM, such as
 * store_backup made, in the folder DIR, which is created. Errors are those of
 * store_backup.
 * store_exchange: put the database of the folder MADE, which is closed, in the
 * place of that in DIR. The old one with its log is called coranto.db.SUFFIX
 * from then on (with -2 and so on behind it where that is taken), in *ASIDE; NULL
 * when there was none. A log without its database is called so, too: the new one
 * would be given what it holds. At every moment, also after a crash, DIR has one
 * of the two, but where the file system has no hard links.
 */
int store_whole(const char *dir, struct err *e);
int store_import(
    struct arena *a, const char *from, const char *dir, struct err *e);
int store_exchange(struct arena *a, const char *dir, const char *made,
    const char *suffix, const char **aside, struct err *e);

/*
 * Take the lock of the state folder (flock on DIR/lock; the folder is created
 * like that of store_open). Returns the descriptor to keep, or -1 with E set:
 * ERR_BUSY with the holder's pid in the message, or ERR_STORE. The holder is
 * at work as usual, and E->retry is RETRY_SOON, when it has the lock for no
 * more than USUAL seconds. The lock goes
 * with the last descriptor: at close, or with the process. A forked worker
 * has one too and must close it.
 */
int store_lock(const char *dir, int64_t usual, struct err *e);

/*
 * A transaction. It sees the database as it was at the begin, so several reads
 * agree with each other. Durable when store_commit has returned 0.
 */
int store_begin(struct store *s, struct err *e);
int store_commit(struct store *s, struct err *e);
void store_rollback(struct store *s); /* without a transaction: nothing */
/*
 * A part of a transaction that may be taken back by itself: mark, then keep or
 * undo what was done since. One page of one source is such a part. Undo also
 * mends what a jump out of the arena's budget left half done.
 */
int store_mark(struct store *s, struct err *e);
int store_keep(struct store *s, struct err *e);
int store_undo(struct store *s, struct err *e);

/* What is known of the source ID. Unknown: STATE_NEW and zeros. */
int store_memory_load(struct store *s, struct arena *a, struct str id,
    struct memory *out, struct err *e);
/* The same of the N sources of V, each once: of many in less time than one by
 * one. Within a transaction they agree. */
struct memory_of {
	struct str id;
	struct memory *memory; /* to be filled */
};
int store_memory_load_many(struct store *s, struct arena *a,
    const struct memory_of *v, size_t n, struct err *e);
/*
 * What is known of each source there is, read row by row: FN is called with its
 * id, its number in the store and M, whose texts live until it returns. Of
 * MEMORY_PLAN what does not matter to when and where a source is asked, and to
 * its feed, is left out: STATE, SINCE, LAST_RUN, NEXT_DUE, FAILURES, TITLE,
 * LANGUAGE, CONFIG_HASH, URL, DUE_REASON, HINTS, MOVED, OWN_FEED but REFUSED,
 * BASIS, HELD and BROKE are set. FN reads nothing more by such a call. Returns 0,
 * or -1 with E set, also by FN.
 */
enum memory_part { MEMORY_ALL, MEMORY_PLAN };
typedef int (*store_memory_fn)(void *ctx, struct str id, int64_t number,
    const struct memory *m, struct err *e);
int store_memory_each(struct store *s, enum memory_part part,
    store_memory_fn fn, void *ctx, struct err *e);
/* Of the source of that number, which costs least; 0: as of one that is not
 * known. HELD and BROKE are not read. */
int store_memory_at(struct store *s, struct arena *a, int64_t number,
    struct memory *out, struct err *e);
/* A change of state is put down as a transition, at M->since. */
int store_memory_save(
    struct store *s, struct str id, const struct memory *m, struct err *e);
/* The same of the source of that number, which the store has in the state FROM:
 * it costs less. */
int store_memory_save_at(struct store *s, int64_t number,
    enum source_state from, const struct memory *m, struct err *e);

/* What store_merge did. Items that a page shows twice count once. */
struct merge {
	size_t fresh;    /* items never seen before, that enter the feeds */
	size_t withheld; /* likewise, that do not */
	size_t changed;  /* known ones whose text was edited: `updated` moved */
	size_t same;     /* all other known ones */
};
/*
 * Bring the items of one page of the source ID into the store, within the
 * caller's transaction.
 *
 * An item is the same one when its key is, or one that it had before
 * (store_rekey), within the source. What a known one keeps for ever: guid,
 * first_seen, position and published with all that
 * is known about it; a date that the page shows only later is too late. All
 * else takes the page's values, but a value that is empty on the page and not
 * in the store is kept: what a page fails to show is not gone (an image that
 * is missing today, a summary cut by an outage). `updated` becomes NOW when
 * the digest moved and with it title, summary or content; it never goes back.
 * Nothing is written for an item whose values the store has already.
 *
 * A new item has first_seen NOW, IT->guid and IT->withheld, which says whether
 * it enters the feeds; of a known one that counts for nothing. When any item of
 * any source has that guid, MAKE_GUID is asked with a suffix growing from 1
 * (from 0 when IT->guid is empty). Its date, when it has none, is NOW less one
 * second for each position; one after NOW is set to NOW; both are then marked
 * as inferred. `updated` is what the page says when that is after `published`
 * and not after NOW, else there is none (PRECISION_NONE).
 *
 * Of two items of one key on a page the first counts. Absent items stay as
 * they are.
 */
typedef struct str (*store_make_guid)(
    const void *ctx, struct arena *a, const struct item *it, unsigned suffix);
int store_merge(struct store *s, struct arena *a, struct str id,
    const struct item *v, size_t n, int64_t now, store_make_guid make_guid,
    const void *ctx, struct merge *out, struct err *e);

/*
 * The same for items that a page showed long ago and that are read from it anew:
 * known ones take the page's values, as above, but neither their dates nor
 * `updated` move, as nothing was edited. Unknown ones stay so, and are counted
 * in OUT->fresh; OUT->changed counts those whose values are others now.
 */
int store_refill(struct store *s, struct arena *a, struct str id,
    const struct item *v, size_t n, struct merge *out, struct err *e);

/*
 * Put the item IT of the source ID, read from a feed of ours or from a page that
 * was kept, back into the store under the guid and with the dates that it has
 * there, and in the feeds or not, as IT->withheld says; *FRESH is false when the
 * store has an item of that guid. When a page shows it again that
 * makes it no new one: it is known by the guid, see store_merge.
 */
int store_restore(struct store *s, struct arena *a, struct str id,
    const struct item *it, int64_t now, bool *fresh, struct err *e);
/* Of an item of the store: no page has shown it since it came back, so its key
 * tells nothing. */
bool store_came_back(const struct item *it);

/*
 * The numbers in the store of the N items V of a page of the source ID, by the
 * keys they have or had before, or by the guid when it is of one that came back
 * from a feed (store_restore); 0 for those never seen. A number says nothing
 * outside of the database.
 */
int store_find(struct store *s, struct str id, const struct item *v, size_t n,
    int64_t *number, struct err *e);

/*
 * The item NUMBER of the source ID has the key KEY from now on, which is no
 * other's: its site has changed its links. All else stays. By the key it had,
 * and by the LIMIT_ALIASES it had before that, it is found all the same.
 */
int store_rekey(struct store *s, struct arena *a, struct str id, int64_t number,
    struct str key, int64_t now, struct err *e);

/* A key that an item had until MOVED. */
struct former_key {
	struct str key;
	int64_t moved;
};
/* Those of the item GUID, the latest first. */
int store_former_keys(struct store *s, struct arena *a, struct str guid,
    struct former_key **out, size_t *n, struct err *e);

/*
 * The newest KEEP items of the source ID (0: all) that are in the feeds, newest
 * first: by published, then the later run's before the earlier run's
 * (first_seen), then in the order of the page when first seen, then by guid.
 */
int store_items(struct store *s, struct arena *a, struct str id, size_t keep,
    struct item **out, size_t *n, struct err *e);
/* Likewise with those that are withheld, and their numbers (NULL: unasked). */
int store_items_all(struct store *s, struct arena *a, struct str id,
    size_t keep, struct item **out, int64_t **number, size_t *n, struct err *e);

/* How many items, at most, one run after the first brought into the feeds of
 * the source ID; 0 when none did. */
int store_largest_batch(
    struct store *s, struct str id, size_t *out, struct err *e);

/* The items of the source ID that are withheld as FROM are so as TO, or enter
 * the feeds: WITHHELD_NOT. *N is how many. */
int store_withheld_change(struct store *s, struct str id, enum withheld from,
    enum withheld to, size_t *n, struct err *e);

/* The item NUMBER enters the feeds. */
int store_withheld_enter(struct store *s, int64_t number, struct err *e);

/* The date of the newest item of the source ID; 0 when there is none. */
int store_newest(struct store *s, struct str id, int64_t *out, struct err *e);
/* How many items of the source ID each of the N days up to LAST brought, the
 * last one last. A day is one of UTC, by its number since 1970-01-01. */
int store_days(struct store *s, struct str id, int64_t last, uint32_t *count,
    size_t n, struct err *e);

/* By which time a stream is ordered. */
enum stream_order {
	STREAM_PUBLISHED, /* by published, then by first_seen */
	STREAM_SEEN       /* by first_seen, then by published */
};
/*
 * The items of the N sources ID, one after the other, newest first; of two
 * that are equally new, that of the source listed first; then in the order of
 * the page when first seen. What it costs grows with the sources and with the
 * items asked for, not with those stored. Within one transaction. It lives in
 * A, with ID borrowed; nothing has to be closed.
 */
struct stream;
int store_stream(struct store *s, struct arena *a, const struct str *id,
    size_t n, enum stream_order order, struct stream **out, struct err *e);
/* 1: OUT is the next item, in A, of the source ID[*FROM]. 0: there is none any
 * more. -1: failed. */
int stream_next(struct stream *st, struct arena *a, struct item *out,
    size_t *from, struct err *e);
/* No more items of the source ID[FROM]. */
void stream_leave(struct stream *st, size_t from);

/*
 * What the values of an item rest on. The raw text of its dates, whether they
 * were inferred and their precision are in the item itself.
 */
struct evidence {
	bool known;            /* false: stored before this was kept */
	struct str link_found; /* as it stood in the page; empty: as the link */
	struct str date_rule;  /* that found the date's text; or empty */
	unsigned published_how, updated_how; /* bits of enum how */
	struct str edited; /* names of values, with spaces: "title summary" */
	struct str title_before; /* that edit; empty when it kept the title */
};
/* Of the item GUID; one that there is none of is not known. */
int store_evidence(struct store *s, struct arena *a, struct str guid,
    struct evidence *out, struct err *e);

/*
 * Duplicates across the sources of a merged feed; how they are told from each
 * other is the caller's business (run/folds.h), these keep what it decides.
 *
 * Make the item GUID found by KEYS, under the time PUBLISHED (0: none). Of a
 * guid that there is none of, ERR_STORE, here as below.
 */
int store_twins_add(struct store *s, struct str guid, int64_t published,
    const struct twin_keys *keys, struct err *e);
/*
 * Make the item GUID found by the link KEY as well, that of the link it has now:
 * beside the one that it came with, and in the place of what came between.
 * 0: it has none, and nothing is done.
 */
int store_twins_link(
    struct store *s, struct str guid, uint64_t key, struct err *e);
/*
 * What may be the same as the item GUID: entries of FEED, of other sources,
 * that share the key of link or title or TWIN_SHARED keys of the sketch, at
 * most LIMIT_TWINS; first those that share link or title, then those that
 * share most. Only what has a time within TWIN_SPAN_S of PUBLISHED is found by
 * title and text. One folded into an entry is found by its link, and HEAD is
 * that entry. A key of a sketch that LIMIT_TWIN_KEY items have in one span of
 * time says nothing and is passed over.
 */
struct twin_found {
	struct item it;
	struct str head; /* guid of the entry that IT is, or is folded into */
	bool entry;      /* it is one */
};
int store_twins(struct store *s, struct arena *a, struct str feed,
    struct str guid, int64_t published, const struct twin_keys *keys,
    struct twin_found **out, size_t *n, struct err *e);
/* Forget keys older than TIME (UTC); links are kept. Within a transaction. */
int store_twins_prune(struct store *s, int64_t time, struct err *e);

/*
 * What the merged feed FEED has decided about the item GUID: made once, when
 * the item comes to the feed, and changed by store_fold_part only, so no entry
 * that was published goes away.
 */
struct fold {
	bool known;      /* false: the item is new to the feed */
	struct str head; /* guid of the entry it is folded into; empty: it is
			    an entry itself */
	enum twin twin;  /* what makes it the same one; NONE for an entry */
	struct str why;  /* in words; or empty */
	int64_t decided;
};
int store_fold_find(struct store *s, struct arena *a, struct str feed,
    struct str guid, struct fold *out, struct err *e);
/* Of an item that FEED has decided on already the decision stays. */
int store_fold_save(struct store *s, struct str feed, struct str guid,
    const struct fold *f, struct err *e);

/* One item folded into another, in words for people. */
struct folded {
	struct str feed;
	struct str source, guid, title, link;                     /* the item */
	struct str head_source, head_guid, head_title, head_link; /* into */
	enum twin twin;
	struct str why;
	int64_t decided;
};
/* What the item GUID is folded into, and what is folded into it, in all merged
 * feeds; by feed, the first decided first. Unknown: nothing. */
int store_folds(struct store *s, struct arena *a, struct str guid,
    struct folded **out, size_t *n, struct err *e);
/* Undo a wrong fold: GUID is no longer folded into HEAD, in no feed, and the
 * two are kept apart from now on. */
int store_fold_part(struct store *s, struct str guid, struct str head,
    int64_t now, struct err *e);
/* Whether the two are kept apart. */
int store_apart(struct store *s, struct str guid, struct str other, bool *out,
    struct err *e);

/*
 * The history of the feed FEED, a source's or a merged one's: the items that
 * came to it, each in none or, for good, in one archive document. Documents
 * are numbered from 1; number 0 stands for the items that are in none yet.
 *
 * Note that the N items V came to it, or for the feed of the source ID all of
 * its items that are in the feeds. Those that came before stay as they are.
 */
int store_archive_note(struct store *s, struct str feed, const struct item *v,
    size_t n, struct err *e);
int store_archive_note_source(struct store *s, struct str id, struct err *e);
/* Those in none, newest first as store_items has it, with what orders them. */
struct archive_waiting {
	struct str guid;
	int64_t published, first_seen;
};
int store_archive_waiting(struct store *s, struct arena *a, struct str feed,
    struct archive_waiting **out, size_t *n, struct err *e);
/* The items of document NUMBER, or of none (0), in the same order, and the ids
 * of their sources. */
int store_archive_items(struct store *s, struct arena *a, struct str feed,
    uint32_t number, struct item **out, struct str **source, size_t *n,
    struct err *e);
/* Put the item GUID into document NUMBER. */
int store_archive_put(struct store *s, struct str feed, struct str guid,
    uint32_t number, struct err *e);
/* The number of the last document; 0: there is none. */
int store_archive_last(
    struct store *s, struct str feed, uint32_t *out, struct err *e);
/* The number of the document that has the item GUID; 0: none has it yet; -1:
 * the history knows no such item. */
int store_archive_of(struct store *s, struct str feed, struct str guid,
    int64_t *out, struct err *e);

/* Since when the WebSub hub URL fails; 0: it does not, as far as is known. */
int store_hub_load(
    struct store *s, struct str url, int64_t *since, struct err *e);
int store_hub_save(
    struct store *s, struct str url, int64_t since, struct err *e);

/* What is known of the list of the source ID. Unknown: zeros. */
int store_list_load(struct store *s, struct arena *a, struct str id,
    struct list_memory *out, struct err *e);
/* The items of it that the store has, in its order. */
int store_list_items(struct store *s, struct arena *a,
    const struct list_memory *list, struct item **out, size_t *n,
    struct err *e);
int store_list_save(struct store *s, struct str id,
    const struct list_memory *list, struct err *e);

/* What is known of the pages of the list of the source ID. Unknown: zeros. */
int store_pages_load(struct store *s, struct arena *a, struct str id,
    struct pages_memory *out, struct err *e);
int store_pages_save(struct store *s, struct str id,
    const struct pages_memory *m, struct err *e);

/*
 * Articles of items. Those of the items of the source ID that were first seen
 * at NOW are wanted from now on, but of those that were there before the source.
 */
int store_articles_want(
    struct store *s, struct str id, int64_t now, struct err *e);
/* The articles of the source ID that are due at NOW, of items in the feeds, at
 * most MAX: those that failed least first, then the newest. */
struct article_due {
	int64_t number; /* of the item */
	struct str guid, link, title;
	int64_t first_seen;
	uint32_t tries;
};
int store_articles_due(struct store *s, struct arena *a, struct str id,
    int64_t now, size_t max, struct article_due **out, size_t *n,
    struct err *e);
/* How the articles of the source ID fared that were tried, of the newest items,
 * at most MAX, the newest first. */
struct article_tried {
	bool read;
	unsigned gave;        /* fields, bits 1 << enum field */
	struct str rule, why; /* as in model/article.h */
};
int store_articles_tried(struct store *s, struct arena *a, struct str id,
    size_t max, struct article_tried **out, size_t *n, struct err *e);
/* Those of the source ID that failed by another rule than RULE are due at NOW, as
 * if never tried. */
int store_articles_again(struct store *s, struct str id, struct str rule,
    int64_t now, struct err *e);
/* What is known of the article of the item GUID. Unknown: zeros. */
int store_article_load(struct store *s, struct arena *a, struct str guid,
    struct article_memory *out, struct err *e);
/* Save M for the item NUMBER, whose article is wanted. */
int store_article_save(struct store *s, int64_t number,
    const struct article_memory *m, struct err *e);
/*
 * Give the item NUMBER the values of IT that are not empty, as far as GAVE, bits
 * of fields, has them. Neither its ids nor its dates move, and it is no edit;
 * but DATED gives it the date of IT: for one that no feed has shown yet.
 */
int store_article_fill(struct store *s, struct arena *a, int64_t number,
    const struct item *it, unsigned gave, bool dated, struct err *e);
/* The item NUMBER is out of the feeds because of WHY from now on. */
int store_withhold(struct store *s, struct str id, int64_t number,
    enum withheld why, int64_t now, struct err *e);
/* Item NUMBER as it is stored. */
int store_item(struct store *s, struct arena *a, int64_t number,
    struct item *out, struct err *e);
/* Which fields the articles of the N items V of a page of the source ID gave;
 * 0 for one without. */
int store_articles_gave(struct store *s, struct str id, const struct item *v,
    size_t n, unsigned *gave, struct err *e);
/* The address that the article of the item GUID declares as its own, when no
 * other article of its source declares the same; else it is empty. */
int store_article_canonical(struct store *s, struct arena *a, struct str guid,
    struct str *out, struct err *e);

/* What is known of the host NAME. Unknown: zeros. */
int store_host_load(
    struct store *s, struct str name, struct host_memory *out, struct err *e);
int store_host_save(struct store *s, struct str name,
    const struct host_memory *m, struct err *e);
/* What is known of the robots.txt of ORIGIN, its rules in A. Unknown: zeros. */
int store_robots_load(struct store *s, struct arena *a, struct str origin,
    struct robots_memory *out, struct err *e);
int store_robots_save(struct store *s, struct str origin,
    const struct robots_memory *m, int64_t now, struct err *e);
/* Forget what has not been of use for AGE seconds: hosts that no run visits
 * any more. */
int store_hosts_prune(struct store *s, int64_t now, int64_t age, struct err *e);

/*
 * Let go of summary and content of those items of the source ID that were first
 * seen before BEFORE and are not among its newest KEEP: no feed holds them any
 * more. Not of those that are withheld or in an archive. All else of them stays,
 * so they are known for ever, and an edit is told by their digest. *N grows by
 * how many there were.
 */
int store_shed(struct store *s, struct str id, size_t keep, int64_t before,
    size_t *n, struct err *e);

/* The ids of all sources that there ever were. */
int store_source_ids(struct store *s, struct arena *a, struct str **out,
    size_t *n, struct err *e);
/* Forget the source ID with all of its items; *N grows by how many those are.
 * Within a transaction. */
int store_source_remove(
    struct store *s, struct str id, size_t *n, struct err *e);
/* Give the room that is free in the file back to the disk. Takes as long as
 * writing the database anew; not within a transaction. */
int store_compact(struct store *s, struct err *e);

/*
 * What files were made of, so that they need not be made again: MARK is a
 * number of the caller's that stands for it, but for items and what else feeds
 * are made of here. With any change of that, whoever makes it, the store knows
 * of the feed no more. Names that begin with a slash are of what tells of
 * several sources; of those it knows no more with any change of any source, nor
 * when one begins or ceases to fail.
 */
struct made {
	struct str feed;
	uint64_t mark;
	uint32_t items; /* that are in the files */
};
/* All that is known, in the order of the names. */
int store_made_list(struct store *s, struct arena *a, struct made **out,
    size_t *n, struct err *e);
int store_made_save(struct store *s, const struct made *m, struct err *e);

/* One line of history. The newest LIMIT_RUNS are kept. */
struct run_record {
	int64_t started, ended;
	uint32_t sources, failed, fresh;
};
int store_run_save(struct store *s, const struct run_record *r, struct err *e);
/* The newest KEEP (0: all), newest first. */
int store_runs(struct store *s, struct arena *a, size_t keep,
    struct run_record **out, size_t *n, struct err *e);

/*
 * A source's change of state. From OK to NOT_MODIFIED and back is none. The
 * newest LIMIT_TRANSITIONS of each source are kept.
 */
struct transition {
	int64_t n;         /* grows with each, within a source */
	struct str source; /* its id */
	int64_t time;
	enum source_state from, to;
	struct str message; /* of the failure; or empty */
};
/* The newest KEEP (0: all) of the source ID (empty: of all), newest first. */
int store_transitions(struct store *s, struct arena *a, struct str id,
    size_t keep, struct transition **out, size_t *n, struct err *e);
/* The same of all sources, but for those that began well. */
int store_changes(struct store *s, struct arena *a, size_t keep,
    struct transition **out, size_t *n, struct err *e);
/* Put down at TIME that the source ID is still in STATE: a transition from it
 * to itself. */
int store_transition_again(struct store *s, struct str id, int64_t time,
    enum source_state state, struct str message, struct err *e);

/* The libraries of the database. */
void store_libraries(struct libraries *out);

#endif
