// SPDX-License-Identifier: ISC
#ifndef WEB_ROBOTS_H
#define WEB_ROBOTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/str.h"
#include "web/url.h"

/*
 * The Robots Exclusion Protocol (RFC 9309): what a site asks of programs that
 * read its pages. Pure: no I/O, no clock. Safe on any bytes
 * (tests/fuzz/fuzz_robots.c).
 */
struct robots_rule {
	struct str path; /* the pattern, in the form that robots_target has */
	uint32_t line;   /* where it stands, from 1 */
	bool allow;
};

/* The rules for one program: all groups of its name, else those for "*". */
struct robots {
	struct robots_rule *v;
	size_t n;
	int64_t delay_ms; /* Crawl-delay, in milliseconds; 0: none */
	/* What it calls sitemaps, for whatever program: addresses as they
	 * stand (2.2.4; sitemaps.org, "Specifying the Sitemap location"). */
	struct str *sitemap;
	size_t nsitemaps;
};
/* The most of each that are kept, and the longest delay. */
struct robots_limits {
	size_t rules, sitemaps;
	int64_t delay_ms;
};

/*
 * Read TEXT, the content of a robots.txt, for the program PRODUCT (a product
 * token, compared without case), into OUT in A. Not more than MOST is kept, as
 * the standard lets a reader stop somewhere (2.5). What is no record is passed
 * over, so an HTML page has no rules.
 *
 * Crawl-delay is no part of the standard; it is taken as seconds, maybe with
 * a fraction, the longest of several. Unlike Allow and Disallow it ends no
 * list of user agents (2.2.4).
 */
void robots_parse(struct arena *a, struct str text, struct str product,
    const struct robots_limits *most, struct robots *out);

/* Path and query of U in the form that is compared (2.2.2): unreserved
 * characters as they are, all others but delimiters escaped. */
struct str robots_target(struct arena *a, const struct url *u);

/*
 * The rule that decides about TARGET: the one of the longest pattern, and of
 * two such ALLOW. NULL when there is none, and so for /robots.txt itself: that
 * is allowed.
 */
const struct robots_rule *robots_find(
    const struct robots *r, struct str target);

/* The rules as text to be kept, one a line, as many as B takes, and back. What
 * is no such line is passed over. */
void robots_write(struct buf *b, const struct robots *r);
void robots_read(struct arena *a, struct str text, struct robots *out);

#endif
