// SPDX-License-Identifier: ISC
#ifndef EXTRACT_DATA_H
#define EXTRACT_DATA_H

#include <stddef.h>

#include "base/arena.h"
#include "base/str.h"
#include "model/raw_item.h"
#include "model/source.h"

/*
 * What sources that are data, not pages, have in common: JSON, XML by XPath,
 * tables, text by a pattern.
 */

/*
 * The names that columns, groups and elements may have to be read for the
 * field F when the source has no rule for it; ended by NULL. The first is the
 * field's own.
 */
const char *const *data_names(enum field f);

/*
 * Append TEXT, a value for the field F, unless it is empty. Where a field can
 * be either, it is HTML when it looks like that; a content that does not is
 * made paragraphs of its lines.
 */
void data_put(struct arena *a, enum field f, struct str text,
    struct raw_field *out, size_t *cap);

/* Append HTML likewise. */
void data_put_html(
    struct arena *a, struct str html, struct raw_field *out, size_t *cap);

/*
 * Add a warning for each field that has rules in SRC which found nothing in
 * any item: FOUND has in how many each was. They are most likely out of date.
 * HINT, if not NULL, gives what else is to be said of one.
 */
void data_warn_unfound(struct arena *a, const struct source *src,
    const size_t *found, const char *(*hint)(void *ctx, enum field f),
    void *ctx, struct raw_items *out);

/* Add a warning, about the rules; or a note, about this document. */
void data_warn(struct arena *a, struct str text, struct raw_items *out);
void data_note(struct arena *a, struct str text, struct raw_items *out);

#endif
