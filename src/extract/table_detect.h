// SPDX-License-Identifier: ISC
#ifndef EXTRACT_TABLE_DETECT_H
#define EXTRACT_TABLE_DETECT_H

#include <stdbool.h>

#include "base/arena.h"
#include "extract/detect/detect.h"
#include "model/document.h"

/* True when DOC says by its type, or where that says nothing by its name, that it
 * is a table: any text may look like one. */
bool table_sniff(const struct document *doc);

/*
 * The rules by which a person would read the table DOC, as detect() gives those
 * of a page: one candidate, or none when no column has headlines. Columns are
 * told by what they hold and by their names, as members of JSON are
 * (extract/json/column.h). OUT has room for ASK->max and is in A.
 * Pure: no I/O, no clock. Safe on any bytes (tests/fuzz/fuzz_detect.c).
 */
void table_detect(struct arena *a, const struct document *doc,
    const struct detect_ask *ask, struct candidates *out);

#endif
