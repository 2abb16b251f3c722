// SPDX-License-Identifier: ISC
#ifndef RUN_SOURCE_NOTE_H
#define RUN_SOURCE_NOTE_H

#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/str.h"
#include "model/item.h"
#include "model/response.h"
#include "model/state.h"
#include "run/process.h"
#include "run/source_run.h"

/*
 * How a source fares: what a run notes of it in its memory and its report, when
 * it is asked next, and what is told of it. What is known already is told at a
 * lower level, so that cron's mail has each thing once. Texts that stay are in
 * KEEP; nothing is stored here.
 */

/* The URL is of another page: that has a rhythm and moves of its own. */
void note_other_page(struct memory *m);

/* RES gave ITEMS, or NULL when the page is as it was. */
void note_success(struct source_run *s, struct arena *keep,
    enum source_state state, const struct response *res,
    const struct items *items, int64_t now);

/* The page is as it was: nothing is new, and what was dropped is so still. */
void note_unchanged(struct source_run *s, struct arena *keep,
    enum source_state state, const struct response *res, int64_t now);

/* It failed in STAGE because of WHY; RES is what was answered, or NULL. */
void note_failure(struct source_run *s, struct arena *keep, const char *stage,
    const struct err *why, const struct response *res, int64_t now);

/*
 * What looked wrong on PAGE, which was read. A rule that finds nothing in any
 * item is most likely out of date, and what it should have found is frozen
 * without it: that is told when it begins, and kept as the message of a source
 * that is well otherwise. BEFORE is the message of the last run.
 */
void note_warnings(struct source_run *s, struct arena *keep,
    const struct page *page, struct str before);

#endif
