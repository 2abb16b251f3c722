// SPDX-License-Identifier: ISC
#ifndef PUBLISH_TEMP_H
#define PUBLISH_TEMP_H

#include <time.h>

#include "base/str.h"

#define TEMP_PREFIX ".coranto-"
#define TEMP_SUFFIX ".tmp"
#define TEMP_DIGITS 16

/*
 * A file on its way to a name in the same folder. The functions return 0, or
 * -1 with errno; after that temp_drop is all that may follow.
 */
struct temp {
	int dirfd; /* foreign */
	int fd;    /* owned; -1: closed */
	char name[sizeof(TEMP_PREFIX TEMP_SUFFIX) + TEMP_DIGITS]; /* "": none */
};

int temp_create(struct temp *t, int dirfd);
/* Write BYTES, and have the disk begin with them: nobody waits for it here. */
int temp_write(struct temp *t, struct str bytes);
/* Give it an mtime in a later second than T0. */
int temp_after(struct temp *t, time_t t0);
/* Make it durable; then move it over NAME. Until it has that no sweep takes it. */
int temp_sync(struct temp *t);
int temp_rename(struct temp *t, const char *name);
/* Remove it, when it is not wanted after all. */
int temp_remove(struct temp *t);
/* Remove it after a failure, if it is still there. Keeps errno. */
void temp_drop(struct temp *t);

/*
 * Remove those that a killed process left. Whoever writes one holds a lock on
 * it, so two that share the folder do not take each other's. What cannot be
 * removed stays: it does no harm.
 */
void temp_sweep(int dirfd);

#endif
