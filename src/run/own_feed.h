// SPDX-License-Identifier: ISC
#ifndef RUN_OWN_FEED_H
#define RUN_OWN_FEED_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "model/item.h"
#include "model/response.h"
#include "model/source.h"
#include "model/state.h"
#include "run/processor.h"

/*
 * `prefer: feed`: a page that declares a feed of its own is read once, for its
 * address. Of several it is the one whose address has most folders of the
 * page's, and of those the first: a section's before the site's, and that before
 * the site's comments, which pages name later. Whether it is a feed of this
 * list, its entries say: one of them must be in the list that is found on the
 * page, when one is.
 *
 * From then on the feed alone is asked for. When it is gone or is no feed any
 * more the page is read again, in the same run, and what it declares is tried
 * no sooner than OWN_FEED_AGAIN_S later. Any other failure is one of the
 * source, as it would be of the page.
 *
 * A source with `item` has rules for its page, and one with `post` asks for
 * something that no declared address has: both are read as pages.
 */
#define OWN_FEED_AGAIN_S 86400

/* A feed that may be read instead of a page, and what tells that it is its. */
struct own_feed_try {
	struct str url;   /* or empty: there is none */
	struct str *link; /* of the page's list, in canonical form */
	size_t nlinks;
};

/* Is the feed wanted of a page of S? */
bool own_feed_wanted(const struct source *s);

/* Is it looked for on that page, at NOW? */
bool own_feed_asks(const struct source *s, const struct memory *m, int64_t now);

/* The URL of the feed that is known to be that of S; or empty. */
struct str own_feed_url(const struct source *s, const struct memory *m);

/*
 * RES is the page of S. Returns true with OUT in KEEP when it declares a feed
 * that is to be tried, false else, also when it is one itself.
 */
bool own_feed_find(const struct processor *p, struct arena *keep,
    const struct source *s, const struct memory *m, const struct response *res,
    int64_t now, struct own_feed_try *out);

/*
 * The answer to asking for the feed: RES, or FAILED. Returns 0 when it is the
 * feed that was meant, -1 with E set to why it is of no use. With T->url empty
 * the feed has been read before, and only that counts which will not pass.
 */
int own_feed_judge(const struct processor *p, const struct source *s,
    const struct own_feed_try *t, const struct response *res,
    const struct err *failed, int64_t now, struct err *e);

#endif
