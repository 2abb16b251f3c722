// SPDX-License-Identifier: ISC
#ifndef MODEL_MERGED_H
#define MODEL_MERGED_H

#include <stddef.h>
#include <stdint.h>

#include "base/str.h"
#include "model/source.h"
#include "model/twin.h"

/* By which time the items of a merged feed stand in order. */
enum merged_sort {
	SORT_PUBLISHED, /* the date they carry */
	SORT_SEEN       /* when the program first saw them */
};

/*
 * A feed of several sources, as configured. Read-only after config_load.
 */
struct merged {
	struct str id;   /* as that of a source; names the files */
	struct str name; /* title of the feed; never empty */
	struct place place;
	struct str *sources; /* ids, as listed */
	size_t nsources;
	struct str *tags;
	size_t ntags;
	/* Who takes part: those listed, in that order, then those that have
	 * one of the tags, in the order of the configuration; without either
	 * all. Of two that tell one story the earlier is shown. */
	const struct source **member;
	size_t nmembers;

	uint32_t limit;      /* items the feed holds */
	uint32_t per_source; /* of these, of one source; 0: any number */
	struct filters only, drop;
	enum merged_sort sort;
	enum dedupe dedupe;
	struct str titles; /* as "{source}: {title}"; empty: as they are */
	struct str link;   /* the feed's page; or empty */
	struct str description, icon, copyright; /* may be empty */
	struct str hub; /* URL of its WebSub hub; or empty */
	bool archives;  /* what it no longer holds is kept beside it */
};

/* The one of all sources, which there is always, comes first. */
struct merged_feeds {
	struct merged *v;
	size_t n;
};

#endif
