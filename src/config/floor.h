// SPDX-License-Identifier: ISC
#ifndef CONFIG_FLOOR_H
#define CONFIG_FLOOR_H

#include "config/config.h"
#include "config/draft.h"
#include "config/files.h"

/* Sources that are to be fetched more often than that. */
struct hurry {
	size_t source;   /* its place among the sources */
	struct place at; /* where its `every` stands */
};
struct hurries {
	struct hurry *v;
	size_t n, cap;
};

/* Add SOURCE, made of D, when it is one. */
void floor_note(
    struct reader *r, struct hurries *hs, size_t source, const struct draft *d);

/*
 * Other people's servers are asked every LIMIT_EVERY_OTHERS_S at most often:
 * what a source of C in HS wants more than that is raised, with a warning where it
 * stands in FS. One's own are those that the configuration shows to be so:
 * files, hosts given as an address or by a name of the inner network, and what
 * `allow_private` lists.
 */
void floor_every(struct reader *r, const struct files *fs,
    const struct hurries *hs, struct config *c);

#endif
