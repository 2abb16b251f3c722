// SPDX-License-Identifier: ISC
#ifndef CONFIG_DRAFT_H
#define CONFIG_DRAFT_H

#include "config/once.h"
#include "model/source.h"

/*
 * A source while its keys are being read or written: all its parts are here,
 * for the table of keys to name members of them, and belong to it alone.
 */
struct draft {
	struct source own; /* its parts are not set */
	struct source_parts parts;
	struct place every_place; /* where `every` stands */
};

/* Nothing is said. */
void draft_clear(struct draft *d);
/* The draft that S would have been made of, but for EVERY_PLACE. */
void draft_of(const struct source *s, struct draft *out);
/*
 * Make the source that D says: each of its parts is that of NEAR (NULL: there
 * is none) when it says the same, as neighbours in a list mostly do, else one
 * that O keeps. OUT may be &D->own.
 */
void draft_make(struct once *o, const struct draft *d,
    const struct source *near, struct source *out);

#endif
