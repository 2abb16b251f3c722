// SPDX-License-Identifier: ISC
#ifndef MODEL_SOURCE_H
#define MODEL_SOURCE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/civil.h"
#include "base/str.h"
#include "model/access.h"
#include "model/article.h"
#include "model/field.h"
#include "model/pages.h"
#include "model/program.h"
#include "model/rule.h"
#include "model/rule_set.h"

/* Where something stands in the configuration. */
struct place {
	const char *file; /* lives as long as the configuration */
	int line, col;    /* 1-based; 0 when unknown */
};

/* How often a source is fetched. */
enum every_kind {
	EVERY_AUTO,     /* learned, from LEAST to MOST seconds */
	EVERY_INTERVAL, /* every SECONDS */
	EVERY_DAILY     /* at SECONDS after midnight in the source's zone */
};
struct every {
	enum every_kind kind;
	int32_t seconds;
	int32_t least, most;
};

/* A part of each day, in seconds after midnight: from FROM until before TO,
 * which is the next day's when it is not after FROM. */
struct day_part {
	int32_t from, to;
};

/* A condition of `only` or `drop`: a word or pattern, on a field or on any. */
struct filter {
	enum field field; /* FIELD_COUNT: title and summary, or content */
	bool pattern;     /* TEXT is a regular expression, else a word */
	struct str text;
	struct str flags; /* of the pattern */
};
struct filters {
	struct filter *v;
	size_t n;
};

/* What becomes of a page that is nearly all new at once, and undated. */
enum flood_policy { FLOOD_HOLD, FLOOD_ACCEPT };

/* What becomes of rules that do not find their list any more. */
enum repair_policy { REPAIR_ON, REPAIR_OFF };

/* What is read when a page declares a feed of its own. */
enum preference { PREFER_PAGE, PREFER_FEED };

struct header {
	struct str name, value;
};

#define LANGUAGE_MAX 35 /* bytes of a language tag, BCP 47 4.4.1 */

/* Which number of 03-04-2026 is the month. */
enum date_order {
	DATE_ORDER_AUTO,
	DATE_ORDER_DMY,
	DATE_ORDER_MDY,
	DATE_ORDER_YMD
};

/* What robots.txt counts for. */
enum robots_policy { ROBOTS_OBEY, ROBOTS_IGNORE };

/* Which items of a page are taken. */
struct sieve {
	unsigned required; /* bit 1 << FIELD_x: without it an item is dropped */
	struct filters only, drop;
	uint32_t max_age; /* seconds: older items are dropped; 0: of any age */
};

/* The parts of a day, in order; none: all of it. */
struct hours {
	struct day_part *v;
	size_t n;
};

/* How a page is asked for. */
struct approach {
	struct header *headers;
	size_t nheaders;
	struct str user_agent; /* empty: the program's own */
	struct access access;
	struct program fetch; /* gives the document in place of a server */
	struct render render;
	uint32_t timeout; /* seconds for the whole transfer */
	uint32_t gap_ms;  /* pause before the host is asked again */
	enum robots_policy robots;
};

/* What a source is called beside its name, and its feed says of itself. */
struct about {
	struct str *tags;
	size_t ntags;
	struct str description, icon, copyright; /* may be empty */
	struct str hub; /* URL of its WebSub hub; or empty */
};

/*
 * A configured page: all that fetching and reading it needs, defaults, site
 * rules and environment already put in. Read-only after config_load.
 *
 * There may be a hundred thousand of them, and most differ in no more than
 * where the page is: what is large stands in parts, which those that say the
 * same share. No part is ever NULL.
 */
struct source {
	struct str id;   /* [a-z0-9][a-z0-9_-]{0,63}; names the feed files */
	struct str name; /* title of the feed; empty: the page's own title */
	struct str url;  /* http(s): or file: of the page */
	struct str base; /* what links resolve against; empty: the page's URL */
	struct str shown; /* the URL for logs and feeds: what came from the
			     environment is named in it, not told */
	struct place place;

	const struct rule_set *rules; /* no item: the list is to be found */
	const struct sieve *sieve;
	const struct pages *pages; /* of the list; else it is the one page */
	const struct article_rules *article;
	const struct approach *approach;
	const struct about *about;
	const struct hours *hours; /* when it may be fetched */
	const struct zone *zone;   /* of dates that name none */

	struct str language; /* BCP 47; empty: unknown */
	struct str charset;  /* overrides what the server says; or empty */
	struct every every;
	uint32_t limit;     /* most items taken from a page */
	uint32_t first_run; /* items of the first page that enter the feed */
	uint32_t keep;      /* items the feed holds */
	uint32_t max_size;  /* bytes of the body, decoded */
	enum flood_policy flood;
	enum repair_policy repair;
	enum preference prefer;
	enum date_order date_order;
	bool zone_given; /* false: made from the language, or UTC */
	bool paused;
	bool archives; /* what the feed no longer holds is kept beside it */
};

/* The parts of one source, for who makes one. */
struct source_parts {
	struct rule_set rules;
	struct sieve sieve;
	struct pages pages;
	struct article_rules article;
	struct approach approach;
	struct about about;
	struct hours hours;
	struct zone zone; /* UTC when nothing is said */
};

/* Those of which nothing is said. */
extern const struct source_parts bare_parts;

/* The parts P, which live as long as the source, as its initializers. */
#define SOURCE_PARTS(p)                                                \
	.rules = &(p).rules, .sieve = &(p).sieve, .pages = &(p).pages, \
	.article = &(p).article, .approach = &(p).approach,            \
	.about = &(p).about, .hours = &(p).hours, .zone = &(p).zone

struct sources {
	struct source *v;
	size_t n;
};

#endif
