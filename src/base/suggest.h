// SPDX-License-Identifier: ISC
#ifndef BASE_SUGGEST_H
#define BASE_SUGGEST_H

#include "base/str.h"

/* The best of the names offered so far for a word that is none of them. */
struct suggest {
	struct str word;
	const char *best; /* NULL: none is near enough */
	size_t distance;
};

void suggest_init(struct suggest *s, struct str word);
void suggest_offer(struct suggest *s, const char *name);

#endif
