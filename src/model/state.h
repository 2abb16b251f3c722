// SPDX-License-Identifier: ISC
#ifndef MODEL_STATE_H
#define MODEL_STATE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/str.h"
#include "model/hints.h"
#include "model/response.h"

/* How a source fared. The words stand in `status` and its JSON. */
enum source_state {
	STATE_NEW,           /* never fetched */
	STATE_OK,            /* items were found */
	STATE_NOT_MODIFIED,  /* 304 */
	STATE_MOVED,         /* well, but its URL leads to another for good */
	STATE_STALE,         /* well, but nothing new for too long */
	STATE_HELD,          /* well, but new items are held back: a flood */
	STATE_REPAIRED,      /* well, but by other rules than it was given */
	STATE_FIELDS_LOST,   /* well, but a field is on no item any more */
	STATE_ARTICLES_LOST, /* well, but articles do not give what they did */
	STATE_NO_MATCHES,    /* the rules found nothing */
	STATE_ALL_DROPPED,   /* found, but filters or `required` took all */
	STATE_BLOCKED,       /* asked for proof or a login instead */
	STATE_NEEDS_RENDERING, /* a browser would have to make the page */
	STATE_HTTP_ERROR,
	STATE_NETWORK_ERROR,
	STATE_FILE_ERROR,    /* a file of this machine cannot be read */
	STATE_COMMAND_ERROR, /* the program that gives the page did not */
	STATE_READER_ERROR,  /* the process that was to read the page did not */
	STATE_DECODE_ERROR,  /* no text could be made of the bytes */
	STATE_LIMIT,         /* over a ceiling */
	STATE_GONE,          /* 410 */
	STATE_COUNT
};
const char *state_name(enum source_state s);
/* What it means, for the manual: a sentence without a full stop. */
const char *state_help(enum source_state s);
/* STATE_COUNT when there is none of that name. */
enum source_state state_find(struct str name);
/* True for OK and NOT_MODIFIED. */
bool state_well(enum source_state s);
/* True when the page could not be had or gave nothing: no feed can grow. */
bool state_fails(enum source_state s);

/* How often something came in an hour of the day or on a day of the week, and
 * for how long that was looked at. What is older counts less. */
struct tally {
	uint32_t events; /* thousandths */
	uint32_t seconds;
};

/*
 * When a source brings something, as learned from it; schedule/rhythm.h says
 * how. Hours and days are those of the source's zone. Zeros: nothing is known.
 */
struct rhythm {
	int64_t learned; /* up to this time */
	int64_t newest;  /* when something came last */
	uint32_t
	    missed; /* thousandths of events expected since, and none came */
	struct tally hour[24];
	struct tally day[7]; /* 0 is Sunday */
};

/* Where 301 and 308 alone lead, and since when they did each time. */
struct moved {
	struct str to;  /* or empty */
	int64_t since;  /* of the first run that saw it */
	uint32_t times; /* runs that saw it */
};

/* The feed that a page declares and that is read in its place. */
struct own_feed {
	struct str url;  /* or empty: the page is read */
	int64_t refused; /* when one was last found to be of no use */
};

/* Items of a source that are held back as a flood, all told. */
struct held {
	uint32_t n;
	int64_t since; /* when the first of them were; 0: there are none */
	int64_t last;  /* when the last of them were; or 0 */
};

/* Why a source is due when it is. The words stand in the database. */
enum due_reason {
	DUE_RHYTHM,      /* as the configuration says, or as learned */
	DUE_BACKOFF,     /* after failures */
	DUE_RETRY_AFTER, /* the server said when */
	DUE_FRESH,       /* the server or the feed said for how long not */
	DUE_HOURS,       /* not at this hour: `hours`, `skipHours` */
	DUE_SPREAD,      /* many were due at once after a long pause */
	DUE_HELD,        /* it was due, but its host asked for a pause */
	DUE_ROBOTS,      /* robots.txt forbids it; it may change */
	DUE_EDITED,      /* its rules or its URL were changed */
	DUE_COUNT
};
const char *due_reason_name(enum due_reason why);
/* DUE_COUNT when there is none of that name. */
enum due_reason due_reason_find(struct str name);

/* What the store remembers of a source between runs. Times: 0 is never. */
struct memory {
	enum source_state state;
	int64_t since;        /* when STATE began */
	int64_t last_run;     /* last attempt */
	int64_t last_success; /* last OK or NOT_MODIFIED */
	int64_t next_due;
	enum due_reason due_reason; /* of NEXT_DUE */
	uint32_t failures;          /* in a row */
	uint32_t items;             /* found by the last success */
	uint32_t fresh;             /* new ones among them */
	struct str message;     /* of the last failure or warning; or empty */
	struct str turn;        /* why STATE was entered in this run, when
				   MESSAGE does not say all of it; or empty: a
				   line, and behind it what is to be shown as
				   it stands. Kept with the transition alone */
	struct str title;       /* of the page, at the last success */
	struct str language;    /* of the page, at the last success */
	struct str config_hash; /* of the rules at the last attempt */
	uint64_t basis;         /* that it was worked out of, for who made it
				   to know; 0: unknown */
	struct str url;         /* at the last attempt */
	struct validators validators;
	struct str validated_url; /* the response they came with had */
	struct str body_hash;     /* SHA-256 of the last good body, in hex */
	uint64_t list_sum; /* of what it gave, as its reader has it; 0: not
			      known */
	struct rhythm rhythm;
	struct hints hints;
	struct moved moved;
	struct own_feed own_feed;
	struct held held; /* read with the rest, kept with the items */
	int64_t broke; /* when its rules broke that others stand in for now; 0:
			  they did not. Read with the rest, kept with the
			  list: see model/list.h */
};

/* That of a source that was never fetched. */
struct memory memory_new(void);
/* M, with its texts in A. */
struct memory memory_copy(struct arena *a, const struct memory *m);

#endif
