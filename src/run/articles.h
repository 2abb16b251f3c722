// SPDX-License-Identifier: ISC
#ifndef RUN_ARTICLES_H
#define RUN_ARTICLES_H

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "model/item.h"
#include "run/errand.h"
#include "run/source_run.h"
#include "store/store.h"

/*
 * The articles that entries lead to. Each is read once, when its entry is new,
 * by the requests and under the rules of all others: one at a time for a domain,
 * its pause, robots.txt, the address gate. An entry never waits for it: it is
 * published without, and completed when the article comes, in the same run
 * mostly. Then its id, its dates and `updated` stay: nothing was edited. What an
 * article gave stays, whatever the list shows later in its place.
 *
 * One that fails is asked for again after an hour, four, sixteen and two days,
 * and then no more; one that is not there once, as its entry may come before it;
 * one that is gone, forbidden or too large not at all.
 */

/*
 * Errands for the articles of S that are due at NOW, at most MAX, into Q; BASE
 * is a request for S. *N is how many, also of those before a failure. Returns 0,
 * or -1 with E set (ERR_STORE).
 */
int articles_order(struct source_run *s, struct arena *keep, struct store *st,
    const struct request *base, size_t max, int64_t now, struct errands *q,
    size_t *n, struct err *e);

/* As source_guess(). */
bool articles_guess(const struct errand *x, const struct response *res,
    const struct err *failed, int64_t now, struct call *out);

/* Take what came of X, RES or FAILED, into the store. WORK is for the page.
 * *MORE, in KEEP, is for its next page, or NULL. Returns 0, or -1 with E set
 * (ERR_STORE). */
int articles_finish(const struct errand *x, struct arena *keep,
    struct arena *work, struct store *st, const struct response *res,
    const struct err *failed, int64_t now, struct errand **more, struct err *e);

/* Before the N items V of a page of the source SRC go into the store: what
 * their articles gave is not the page's to say. Returns 0, or -1 with E set. */
int articles_yield(struct store *st, struct arena *a, const struct source *src,
    struct item *v, size_t n, struct err *e);

#endif
