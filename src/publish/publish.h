// SPDX-License-Identifier: ISC
#ifndef PUBLISH_PUBLISH_H
#define PUBLISH_PUBLISH_H

#include <stdbool.h>

#include "base/err.h"
#include "base/str.h"

/* The folder the feeds go to, open. */
struct publisher {
	int dirfd; /* owned */
};

/*
 * Open (and create) the folder DIR and sweep what a killed run left there:
 * dot files of our own name pattern. Returns 0, or -1 with E set (ERR_OUTPUT).
 */
int publish_open(struct publisher *p, const char *dir, struct err *e);
void publish_close(struct publisher *p);

/*
 * Make the file NAME hold BYTES. When it does already it is not touched and
 * *WROTE is false. Else a dot file beside it is written, synced and renamed
 * over it; its mtime is at least a second after the old file's. A link of
 * that name is replaced, not followed. Returns 0, or -1 with E set
 * (ERR_OUTPUT): then the old file stands as it was.
 */
int publish_file(struct publisher *p, const char *name, struct str bytes,
    bool *wrote, struct err *e);
/* Make the renames durable. Call once after the last file. */
int publish_sync(struct publisher *p, struct err *e);

#endif
