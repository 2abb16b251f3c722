// SPDX-License-Identifier: ISC
#ifndef CONFIG_SITES_H
#define CONFIG_SITES_H

#include "config/layer.h"

/* One host of `sites` with its keys. */
struct site {
	struct str host; /* as web/url writes it */
	const struct node *key;
	struct layer layer;
};
struct sites {
	struct site **v;
	size_t n, cap;
};

/* Read the mapping N of hosts. What is wrong is reported. */
void sites_read(struct reader *r, const struct node *n, struct sites *out);
/* Put them in order, and report hosts that stand twice. Before sites_find. */
void sites_sort(struct reader *r, struct sites *s);
/* The keys of the longest host that HOST is or is below, or NULL. */
const struct layer *sites_find(const struct sites *s, struct str host);

#endif
