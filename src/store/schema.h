// SPDX-License-Identifier: ISC
#ifndef STORE_SCHEMA_H
#define STORE_SCHEMA_H

#include <stddef.h>

#include "base/err.h"
#include "store/query.h"

/*
 * The released schemas, as the steps between them: STEP[i] leads from version
 * i to i + 1. A released step is never edited; a change is a further step.
 */
struct schema {
	const char *const *step;
	size_t n; /* the version this program works with */
};
extern const struct schema store_schema;

/*
 * Read the version of the open database; 0 for an empty one. Returns 0, or -1
 * with E set when it is damaged, another program's or newer than SC.
 */
int schema_version(
    struct store *s, const struct schema *sc, size_t *version, struct err *e);
/* Bring it up to date in one transaction: all the steps or none. */
int schema_upgrade(struct store *s, const struct schema *sc, struct err *e);

#endif
