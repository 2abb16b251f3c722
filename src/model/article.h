// SPDX-License-Identifier: ISC
#ifndef MODEL_ARTICLE_H
#define MODEL_ARTICLE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/str.h"
#include "model/field.h"
#include "model/rule.h"

/* `article`: the page that an item of a list leads to, and what it adds. */
struct article_rules {
	bool on;
	struct rules field[FIELD_COUNT]; /* on the whole page */
	struct rules remove;             /* selectors: no part of the content */
	uint32_t most;                   /* pages of a run */
};

/*
 * What is remembered of the article of an item: one that is wanted has a row,
 * read or not.
 */
struct article_memory {
	bool known;           /* false: none is wanted */
	int64_t due;          /* when to ask; 0: not any more */
	uint32_t tries;       /* that failed */
	int64_t read;         /* when it was; 0: not yet */
	unsigned gave;        /* fields that it gave, bits 1 << enum field */
	struct str rule;      /* that found its text, or those that did not */
	struct str why;       /* it failed last; or empty */
	struct str canonical; /* its own address, as it declares it; or empty */
};

#endif
