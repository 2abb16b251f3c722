// SPDX-License-Identifier: ISC
#ifndef RUN_ARTICLES_LOST_H
#define RUN_ARTICLES_LOST_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "model/source.h"
#include "store/store.h"

/*
 * Do the rules of `article` still find what they are for? An article that fails
 * harms nobody, and may be one of its kind. But a site changes the make of its
 * articles as it does that of its lists, and then all of them fail.
 */

/*
 * What the articles of SRC do not give any more, for a person: none of the last
 * five that were tried could be read, or, of those that were, none has a field
 * that a rule is for and four of five of those before had. OUT is in A, and empty
 * when all is well or when it is too early to tell. Returns 0, or -1 with E set
 * (ERR_STORE).
 */
int articles_lost(struct store *st, struct arena *a, const struct source *src,
    struct str *out, struct err *e);

/* The rules for the text of an article of SRC, in A: what one that fails is
 * remembered with, as other rules may read it. */
struct str articles_rule(struct arena *a, const struct source *src);

#endif
