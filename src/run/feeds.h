// SPDX-License-Identifier: ISC
#ifndef RUN_FEEDS_H
#define RUN_FEEDS_H

#include <stddef.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "config/config.h"
#include "model/feed.h"
#include "model/state.h"
#include "publish/publish.h"
#include "store/store.h"

/* One row a feed format. */
struct feed_format {
	unsigned bit;       /* of enum format */
	const char *name;   /* as in the configuration: "rss" */
	const char *suffix; /* of the file: ".rss" */
	const char *tail;   /* what follows the last item */
	int (*generate)(const struct feed *f, struct buf *b, struct err *e);
};
extern const struct feed_format feed_formats[];
extern const size_t feed_formats_n;

/* What publishing one source's feed did. */
struct feed_result {
	size_t items;     /* in the feed */
	size_t written;   /* files that changed */
	unsigned changed; /* the formats among them, but for archives */
};

/*
 * Make the feed files of SRC hold what the store holds. A pure function of
 * store and configuration, so files that are right already stay untouched and
 * a file that was lost or left stale by a killed run is made right. Returns 0,
 * or -1 with E set (ERR_STORE, ERR_OUTPUT, or ERR_LIMIT for this feed alone).
 */
int feeds_publish(struct arena *a, const struct config *c,
    const struct source *src, const struct memory *m, struct store *st,
    struct publisher *p, struct feed_result *out, struct err *e);

/* Before that, where SRC wants archives: put what its feed no longer holds into
 * them (run/archive.h). Within a transaction. Returns as above. */
int feeds_archive(struct arena *a, const struct config *c,
    const struct source *src, struct store *st, struct err *e);

/* Put the stylesheet that the feeds name beside them. Returns as above. */
int feeds_publish_style(struct publisher *p, bool *wrote, struct err *e);
/* The same for F, from wherever it comes: each format that C asks for. */
int feeds_write(struct arena *a, const struct config *c, const struct feed *f,
    struct publisher *p, struct feed_result *out, struct err *e);

/* Whether the files of F tell what F is now, whatever their items, in all
 * formats that C asks for. */
int feeds_hold_head(struct arena *a, const struct config *c,
    const struct feed *f, const struct publisher *p, bool *out, struct err *e);
/* Whether the files of the archive document NUMBER of the feed ID are there, in
 * all of FORMATS, as publish_exists() has it; whether any is of any format. */
bool feeds_exist(struct arena *a, unsigned formats, struct str id,
    uint32_t number, const struct publisher *p);
bool feeds_any(
    struct arena *a, struct str id, uint32_t number, const struct publisher *p);
/* Remove them, in all formats. Returns 0, or -1 with E set (ERR_OUTPUT). */
int feeds_remove(struct arena *a, struct str id, uint32_t number,
    struct publisher *p, struct err *e);

/* The WebSub hub of a feed that names OWN, which may be empty; or empty. */
struct str feed_hub(const struct config *c, struct str own);
/* What the feed of SRC is called, and the page it belongs to; never empty. */
struct str feed_title(const struct source *src, const struct memory *m);
struct str feed_page(const struct source *src);
/*
 * The time of the last change of content: never of the build. An item that a
 * page dates back is a change of the day on which it came.
 */
int64_t feed_newest_change(const struct item *v, size_t n);

#endif
