// SPDX-License-Identifier: ISC
#ifndef MODEL_LIST_H
#define MODEL_LIST_H

#include <stddef.h>
#include <stdint.h>

#include "base/str.h"
#include "model/field.h"

/*
 * What is remembered of the list that the page of a source showed when it was
 * read well last, to know it again when the page has changed.
 */
struct list_memory {
	struct str given; /* SHA-256, in hex, of the address and the rules in
			     the configuration; empty: nothing is known */
	struct str rules; /* it was read with: see rule_set_write(); empty:
			     those of the configuration */
	int64_t broke;    /* since when RULES stand in for those of the
			     configuration; 0: they do not, it has none */
	int64_t *item;    /* numbers in the store, in the order of the page */
	size_t n;
	uint32_t have[FIELD_COUNT]; /* in how many of the page's items */
	uint32_t size;              /* of these; more than N in long lists */
	struct str around; /* links beside the list: see run/around.h */
};

#endif
