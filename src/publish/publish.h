// SPDX-License-Identifier: ISC
#ifndef PUBLISH_PUBLISH_H
#define PUBLISH_PUBLISH_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "base/str.h"

/* The folder the feeds go to, open: what is written goes there even when its
 * path leads elsewhere by now. */
struct publisher {
	int dirfd; /* owned */
	char *dir; /* owned; for messages */
	bool gzip; /* set it after publish_open: with a compressed copy */
};

/*
 * Open (and create) the folder DIR, see that we may write there, and sweep
 * what a killed run left: files of the name .coranto-16 HEX DIGITS.tmp that no
 * living process is writing. Returns 0, or -1 with E set (ERR_OUTPUT).
 */
int publish_open(struct publisher *p, const char *dir, struct err *e);
/* Also after publish_open has failed, and again after itself. */
void publish_close(struct publisher *p);

/*
 * Make the file NAME hold BYTES. When it does already it is not touched and
 * *WROTE is false. Else a dot file beside it is written (mode 0644 less the
 * umask), synced and renamed over it; its mtime is in a later second than the
 * old file's, as readers and web servers compare whole seconds. A link of that
 * name is replaced, not followed. Returns 0, or -1 with E set (ERR_OUTPUT):
 * then the old file stands as it was and the dot file is gone. NAME is a name
 * in the folder: a slash or a leading dot is an error.
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
 * A number that is another one when the file NAME, or with P->gzip its copy, was
 * written, replaced or removed, by whomever, or is there no more: of inodes,
 * sizes and times, not of bytes. H with it mixed in.
 */
uint64_t publish_stamp(const struct publisher *p, const char *name, uint64_t h);
/* Whether the file NAME is there, and with P->gzip a copy of its mtime;
 * whether it or a copy of ours is, as a power cut may leave either alone;
 * whether it begins with HEAD. */
bool publish_exists(const struct publisher *p, const char *name);
bool publish_any(const struct publisher *p, const char *name);
bool publish_begins(
    const struct publisher *p, const char *name, struct str head);
/* Remove NAME and its copy; that there is none is well. Returns 0, or -1 with
 * E set (ERR_OUTPUT). */
int publish_remove(struct publisher *p, const char *name, struct err *e);
/* Make the renames durable. Call once after the last file. */
int publish_sync(struct publisher *p, struct err *e);

#endif
