// SPDX-License-Identifier: ISC
#ifndef MODEL_OVERVIEW_H
#define MODEL_OVERVIEW_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"

#define OVERVIEW_DAYS 30

/* How urgently a person should look. */
enum overview_level {
	LEVEL_NONE, /* nothing can be said: several sources, or a paused one */
	LEVEL_WELL,
	LEVEL_LOOK, /* well, but something wants a person; or not begun */
	LEVEL_FAILS
};

/* One feed, as a page about all of them shows it. */
struct overview_feed {
	struct str id;          /* names the files */
	struct str title;       /* never empty */
	struct str link;        /* its page; or empty */
	struct str language;    /* of the title; or empty */
	struct str about;       /* "5 sources"; or empty */
	struct str description; /* or empty */
	bool all;               /* it has what all others have */
	enum overview_level level;
	struct str state;  /* in words; or empty */
	struct str since;  /* day the state began, where it matters; or empty */
	struct str reason; /* why it fails, a line of foreign words; or empty */
	int64_t newest;    /* date of its newest item; 0: there is none */
	const struct str *tags; /* foreign */
	size_t ntags;
	uint32_t day[OVERVIEW_DAYS]; /* items of each day, the last one last */
};

/*
 * All feeds there are. Nothing in it comes from the clock: the last of the days
 * is that of the newest item.
 */
struct overview {
	struct overview_feed *merged; /* and others that are of many sources */
	size_t nmerged;
	struct overview_feed *source; /* NULL: TELL gives each, as it is its
					 turn; there may be many of them */
	size_t nsources;
	void (*tell)(const void *ctx, size_t i, struct overview_feed *out);
	const void *ctx;
	struct str last_day; /* "2026-11-20"; empty without any item */
	/* The files of a feed: what a link says, and the suffix. */
	const struct overview_file {
		struct str name, suffix;
	} * file;
	size_t nfiles;
};

/* Source I of O; in ROOM, when it has no other place. */
static inline const struct overview_feed *
overview_source(const struct overview *o, size_t i, struct overview_feed *room)
{
	if (o->source != NULL)
		return &o->source[i];
	o->tell(o->ctx, i, room);
	return room;
}

#endif
