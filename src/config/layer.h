// SPDX-License-Identifier: ISC
#ifndef CONFIG_LAYER_H
#define CONFIG_LAYER_H

#include "config/draft.h"
#include "config/keys.h"

/*
 * Keys of a source with their values: those of `defaults`, of one host of
 * `sites`, or of a source itself. Layers are laid over each other.
 */
struct layer {
	struct draft src; /* only the keys of SET mean something */
	struct key_set set;
};

/* No key set, no value. */
void layer_clear(struct layer *l);
/* Put the defaults of the table of keys, those that may stand in WHERE, into
 * RECORD, a struct draft or a struct config. */
void layer_initial(struct reader *r, unsigned where, void *record);
/* Likewise of K alone, which has a default. */
void layer_set_initial(struct reader *r, const struct key *k, void *record);
/* Which keys are read: those that hold placeholders of `for`, or others. */
enum layer_keys { KEYS_MATRIX = 1, KEYS_OTHER = 2, KEYS_ALL = 3 };
/* Read the keys of MAP that may stand in WHERE and are of WHICH. What is wrong
 * is reported and left out; a wrong value still counts as set. */
void layer_read(struct reader *r, const struct node *map, unsigned where,
    enum layer_keys which, struct layer *l);
/* Take the keys that TOP has set. */
void layer_over(struct layer *l, const struct layer *top);

#endif
