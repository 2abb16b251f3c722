// SPDX-License-Identifier: ISC
#ifndef STORE_RESTORE_H
#define STORE_RESTORE_H

#include "base/arena.h"
#include "base/err.h"
#include "base/str.h"
#include "store/query.h"

/*
 * An item that came back from a feed has no key of its source: a feed does not
 * tell it. Until its page shows it again it is known by its guid, which is made
 * of that key, and has a key that no page gives, made of the guid.
 */
struct str restore_key(struct arena *a, struct str guid);

/* The number of that item of SOURCE in *N, also when its page has shown it under
 * another key since; 0 when GUID is that of none. 0, or -1 with E set. */
int restore_find(struct store *s, int64_t source, struct str guid, int64_t *n,
    struct err *e);

#endif
