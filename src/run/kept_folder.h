// SPDX-License-Identifier: ISC
#ifndef RUN_KEPT_FOLDER_H
#define RUN_KEPT_FOLDER_H

#include <dirent.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/str.h"
#include "model/kept.h"
#include "run/kept.h"

/* The folders of kept pages: what run/kept_*.c have in common. */

#define KEPT_SUFFIX ".gz"
#define KEPT_TEMP ".tmp" /* after the name, while it is written */

/* The name of page NUMBER of what was read at TIME: "TIME-NUMBER.gz". */
#define KEPT_NAME sizeof(((struct kept *)0)->name)
void kept_name(char out[static KEPT_NAME], int64_t time, uint32_t number);

/* The folder NAME in DIRFD, never a link to one. A descriptor, or -1 with
 * errno; the second makes it when there is none, with *MADE set. */
int kept_folder(int dirfd, const char *name);
int kept_folder_make(int dirfd, const char *name, bool *made);

/* STATE/pages; and of the source ID in it. -1 with errno. */
int kept_pages(struct arena *a, struct str state, bool make);
int kept_source(struct arena *a, struct str state, struct str id);

/* The kept pages in D, of which nothing has been read, the oldest first; with
 * SWEEP what a killed process left on its way is removed. */
void kept_read_folder(
    struct arena *a, DIR *d, bool sweep, struct kept **out, size_t *n);

/* FD as a folder to be read; it is closed with that, and on failure: NULL with
 * errno. */
DIR *kept_reader(int fd);

/* Remove what is more than LIMITS allow of the *N pages V in the folder FD, and
 * leave there what stays. */
void kept_prune(int fd, const struct kept_limits *limits, int64_t now,
    struct kept *v, size_t *n);

#endif
