// SPDX-License-Identifier: ISC
#ifndef EXTRACT_FEED_HINTS_H
#define EXTRACT_FEED_HINTS_H

#include "base/str.h"
#include "model/hints.h"

/* What a feed says about when to come again, as it is read. */
struct hints_seen {
	uint32_t ttl;       /* seconds: ttl */
	uint32_t period;    /* seconds: sy:updatePeriod */
	uint32_t frequency; /* times in it: sy:updateFrequency */
	uint32_t skip_hours, skip_days;
};

/* Each takes the text of one element; what it cannot be counts for nothing.
 * Sources: RSS 2.0; purl.org/rss/1.0/modules/syndication. */
void hints_ttl(struct hints_seen *h, struct str minutes);
void hints_period(struct hints_seen *h, struct str word);
void hints_frequency(struct hints_seen *h, struct str times);
void hints_hour(struct hints_seen *h, struct str hour);
void hints_day(struct hints_seen *h, struct str name);

/* What all of it says; ttl counts before the others. */
struct hints hints_of(const struct hints_seen *h);

#endif
