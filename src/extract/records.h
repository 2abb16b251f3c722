// SPDX-License-Identifier: ISC
#ifndef EXTRACT_RECORDS_H
#define EXTRACT_RECORDS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/regex.h"
#include "base/str.h"
#include "model/column.h"

/* A row of a table, or the groups of a match, all of it first. */
struct record {
	struct str *value;
	size_t n, cap;
};

/*
 * The rows of a table or the matches of a pattern, in order. Of more than
 * LIMIT_ITEMS the first and the last are kept, half of it each.
 */
struct records {
	struct arena *a;
	struct record names; /* of columns; n is 0 without */
	struct record *row;
	size_t n, cap;
	size_t more; /* that were left out */
};

/* The record at place I of those that were kept. */
const struct record *records_at(const struct records *r, size_t i);
/* How many of them are from the beginning when there are more. */
size_t records_first(void);

/*
 * Add the rows of TEXT, CSV with DELIMITER. The first is the names of columns
 * if HEADER says so of it: then it is no record.
 */
void records_csv(struct records *r, struct str text, char delimiter,
    bool (*header)(const void *ctx, const struct str *cell, size_t n),
    const void *ctx);

/* Add the matches of RE in TEXT. Returns 0, or -1 with E set (ERR_LIMIT). */
int records_matches(
    struct records *r, struct str text, const struct regex *re, struct err *e);

#endif
