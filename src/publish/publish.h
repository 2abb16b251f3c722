// SPDX-License-Identifier: ISC
#ifndef PUBLISH_PUBLISH_H
#define PUBLISH_PUBLISH_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/str.h"
#include "publish/batch.h"

/* The folder the feeds go to, open: what is written goes there even when its
 * path leads elsewhere by now. */
struct publisher {
	int dirfd; /* owned */
	char *dir; /* owned; for messages */
	bool gzip; /* set it after publish_open: with a compressed copy */
	struct batch batch; /* what has no name yet */
};

/*
 * Open (and create) the folder DIR, see that we may write there, and sweep
 * what a killed run left: files of the name .coranto-16 HEX DIGITS.tmp that no
 * living process is writing. Returns 0, or -1 with E set (ERR_OUTPUT).
 */
int publish_open(struct publisher *p, const char *dir, struct err *e);
/* What has no name yet is dropped. Also after publish_open has failed, and again
 * after itself. */
void publish_close(struct publisher *p);

/*
 * Make the file NAME hold BYTES. When it does already it is not touched and
 * *WROTE is false. Else a dot file beside it is written (mode 0644 less the
 * umask), synced and renamed over it; its mtime is in a later second than the
 * old file's, as readers and web servers compare whole seconds. A link of that
 * name is replaced, not followed. NAME is a name in the folder: a slash or a
 * leading dot is an error.
 *
 * Files are synced and renamed many at a time (publish/batch.h), in the order in
 * which they came: at once when NAME waits already, when it is as much as may
 * wait or as there is room for, else at publish_flush(). So they are: returns 0,
 * or -1 with E set (ERR_OUTPUT), which names the file that failed, this one or
 * one that waited. That one stands as it was, those after it too, and no dot
 * file is left of them.
 *
 * With P->gzip there is a copy NAME.gz (publish/zip.h) with the same mtime; it
 * takes its name before NAME does, so at every moment a copy is as new as its
 * file, or for an instant newer, also after a crash between the two: a server
 * that sends copies blindly never sends an old one, and a file that is right
 * has a copy that is. Without P->gzip a copy of ours goes away, before NAME
 * changes.
 */
int publish_file(struct publisher *p, const char *name, struct str bytes,
    bool *wrote, struct err *e);
/*
 * The same of bytes that MAKE puts into B, up to LIMIT of them: without P->gzip
 * they are written as they come, and never are all in memory. MAKE comes back,
 * and returns 0, or -1 with E set; then NAME stands as it was. What waits is
 * given its names first.
 */
typedef int (*publish_make)(void *ctx, struct buf *b, struct err *e);
int publish_made(struct publisher *p, const char *name, size_t limit,
    publish_make make, void *ctx, bool *wrote, struct err *e);
/* Give what waits its names, now. Returns 0, or -1 with E set as above. */
int publish_flush(struct publisher *p, struct err *e);
/*
 * What has been given to publish_file until now, and whether all of that has
 * its names.
 */
uint32_t publish_taken(const struct publisher *p);
bool publish_named(const struct publisher *p, uint32_t taken);
/*
 * A number that is another one when the file NAME, or with P->gzip its copy, was
 * written, replaced or removed, by whomever, or is there no more: of inodes,
 * sizes and times, not of bytes. H with it mixed in. What waits is not there.
 */
uint64_t publish_stamp(const struct publisher *p, const char *name, uint64_t h);
/* Whether the file NAME is there, and with P->gzip a copy of its mtime;
 * whether it or a copy of ours is, as a power cut may leave either alone;
 * whether it begins with HEAD. What waits is there. */
bool publish_exists(const struct publisher *p, const char *name);
bool publish_any(const struct publisher *p, const char *name);
bool publish_begins(
    const struct publisher *p, const char *name, struct str head);
/* Remove NAME and its copy, when all that waits has its names; that there is
 * none is well. Returns 0, or -1 with E set (ERR_OUTPUT). */
int publish_remove(struct publisher *p, const char *name, struct err *e);
/* publish_flush, and make the renames durable, also those before one that
 * failed. Call once after the last file. */
int publish_sync(struct publisher *p, struct err *e);

#endif
