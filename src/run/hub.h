// SPDX-License-Identifier: ISC
#ifndef RUN_HUB_H
#define RUN_HUB_H

#include <signal.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "config/config.h"
#include "store/store.h"

/*
 * Telling WebSub hubs (W3C Recommendation of 23 January 2018) what a run has
 * changed. How a publisher tells its hub is left open there (section 6); hubs
 * take what PubSubHubbub 0.3, 7.1 had: a form with hub.mode=publish and the
 * topic as hub.url, some as hub.topic, so it is sent as both. One request a
 * topic, as hubs differ in how they take several at once.
 */
struct hub_topic {
	struct str hub, url; /* where to tell, and of what */
};
struct hub_news {
	struct hub_topic *v;
	size_t n, cap;
};

/* The files of the feed ID in the formats CHANGED, of enum format, are news for
 * HUB; none when there is no hub. Strings are borrowed or in A. */
void hub_note(struct hub_news *news, struct arena *a, const struct config *c,
    struct str hub, struct str id, unsigned changed);

struct hub_options {
	int64_t now;                       /* seconds since the epoch */
	const volatile sig_atomic_t *stop; /* set by a signal; or NULL */
	void (*alive)(void *ctx); /* called now and then meanwhile; or NULL */
	void *ctx;
};

/*
 * Tell NEWS to their hubs, within LIMIT_HUBS_S seconds in all; what is not told
 * by then is not told. Nothing depends on it, so there is no error: a hub that
 * begins to fail is a line of the log, all else is with -v. The hub is named by
 * the configuration and may be inside. Outside of any transaction of ST.
 */
void hub_tell(struct arena *a, const struct config *c, struct store *st,
    const struct hub_news *news, const struct hub_options *o);

#endif
