// SPDX-License-Identifier: ISC
#ifndef CONFIG_ENTRIES_H
#define CONFIG_ENTRIES_H

#include "config/floor.h"
#include "config/layer.h"
#include "config/sites.h"

/* The `sources` of a file, kept until all files have told their `sites`. */
struct section {
	const struct node *list;
	const struct layer *defaults; /* of its file */
};
struct entries {
	struct section *v;
	size_t n, cap;
	size_t all; /* entries of all lists */
};

/* Remember the entries of LIST. */
void entries_add(struct reader *r, struct entries *es, const struct node *list,
    const struct layer *defaults);
/* Make sources of them, and note in HURRIES what floor.h says. What is wrong is
 * reported. */
void entries_build(struct reader *r, const struct entries *es,
    const struct sites *sites, struct sources *out, struct hurries *hurries);

#endif
