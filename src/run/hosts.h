// SPDX-License-Identifier: ISC
#ifndef RUN_HOSTS_H
#define RUN_HOSTS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "fetch/fetch.h"
#include "store/store.h"

/* What fetch remembers of hosts between runs, kept in the store. */
struct host_store {
	struct store *store; /* foreign; NULL: nothing is known */
	bool writes;         /* false in a dry run */
	bool wrote;
	int64_t now;
	struct err *failed; /* foreign; the first failure of the store. After
			       it nothing more is kept */
};

/* H as fetch wants it. H must outlive it. */
struct fetch_memory host_store_memory(struct host_store *h);
/* Forget hosts of long ago. 0, or -1 with E set (ERR_STORE). */
int host_store_prune(const struct host_store *h, struct err *e);

#endif
