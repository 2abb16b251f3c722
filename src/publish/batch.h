// SPDX-License-Identifier: ISC
#ifndef PUBLISH_BATCH_H
#define PUBLISH_BATCH_H

#include <limits.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "publish/temp.h"

/*
 * Files that are written and wait for their names. A disk that is asked to keep
 * them one by one commits its journal and empties its cache once for each. So
 * they are synced together, in one go when they are many, and only then named, in
 * the order in which they came: who is killed in between has named those that
 * came first.
 */
struct waiting {
	struct temp temp;
	char name[NAME_MAX + 1];
};

struct batch {
	struct waiting *v; /* owned; of MAX, when there was one ever */
	size_t n, max;
	size_t bytes;   /* of those that wait */
	uint32_t taken; /* since the beginning, with those that wait, ... */
	uint32_t named; /* ... and of these those that have their names */
};

/* Each holds a descriptor, so LIMIT_WAITING or an eighth of those that the
 * process may have. */
void batch_init(struct batch *b);
/* What waits is dropped: see batch_name. */
void batch_release(struct batch *b);

/* Have T, which is whole and has LEN bytes, wait for NAME, of NAME_MAX bytes at
 * most; it is B's from now on. There is room for two more when it is not full. */
void batch_add(
    struct batch *b, const struct temp *t, const char *name, size_t len);
bool batch_full(const struct batch *b);
/* Under which name the bytes of NAME are found now: NAME, or that of the
 * temporary file. */
const char *batch_place(const struct batch *b, const char *name);
bool batch_has(const struct batch *b, const char *name);

/*
 * Give all their names. Returns 0, or -1 with errno and the name that one could
 * not be given: those before it have theirs, it and those after it are dropped.
 */
int batch_name(struct batch *b, const char **failed);

#endif
