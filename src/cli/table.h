// SPDX-License-Identifier: ISC
#ifndef CLI_TABLE_H
#define CLI_TABLE_H

#include <stdint.h>

#include "base/arena.h"
#include "base/civil.h"
#include "base/str.h"

/*
 * For text on a terminal: S, safe to show (log_escape), cut to WIDTH columns
 * and padded to them. A Chinese character is two columns wide.
 */
struct str table_cell(struct arena *a, struct str s, size_t width);
/* The id of a source, padded to WIDTH and never cut: it is what commands take. */
struct str table_id(struct arena *a, struct str id, size_t width);
/* A cell without padding. */
struct str table_text(struct arena *a, struct str s, size_t width);

/*
 * The words of S, safe to show, in lines of at most WIDTH columns; INDENT
 * spaces stand before all but the first. A longer word is cut.
 */
struct str table_wrap(
    struct arena *a, struct str s, size_t width, size_t indent);

/* Columns of the terminal on standard output within reason; without one, as
 * many as are reasonable. */
size_t table_columns(void);

/* "2026-11-22 12:00Z", "never" for 0. */
struct str table_time(struct arena *a, int64_t t);
/* The same as clocks in Z show it: "2026-11-22 20:00 +08:00". */
struct str table_time_in(struct arena *a, int64_t t, const struct zone *z);
/* "in 35 min", "2 h ago", "< 1 min ago", "never" for 0: T seen from NOW. */
struct str table_ago(struct arena *a, int64_t t, int64_t now);

#endif
