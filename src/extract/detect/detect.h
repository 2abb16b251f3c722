// SPDX-License-Identifier: ISC
#ifndef EXTRACT_DETECT_DETECT_H
#define EXTRACT_DETECT_DETECT_H

#include <stddef.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/str.h"
#include "model/field.h"
#include "model/rule.h"
#include "web/html.h"

/*
 * Find the lists of a page and say by which rules a person would read them.
 *
 * A list is a set of elements that stand alike and each hold a link of their
 * own. What speaks for one: headlines that are long and all different, dates,
 * text beside the links, a large part of the page; what speaks against one: a
 * place in a menu, a footer or a margin, names of few letters. No word, no
 * class and no address decides alone, so the script and the language of the
 * page do not matter.
 *
 *	outline   the elements of a page as one array
 *	group     sets of elements that stand alike
 *	column    what the members of a group have at the same place
 *	score     which column is what, and how good a list the group is
 *	dating    dates
 *	loose     dates that no element of an entry has for its own
 *	above     dates that stand above the entries they are of
 *	title     headlines and links
 *	onward    what leads on to more of a list, and is none of its entries
 *	portrait  pictures of who wrote an entry, which show nothing of it
 *	extras    pictures, summaries
 *	credits   authors and outlets
 *	sections  the parts of a text, which headings begin
 *	example   where on the page a text stands that somebody knows
 *	name      selectors for what was found
 *
 * What is found is rules, so it is read, shown, written into a configuration
 * and edited as those that a person wrote: candidate_source() gives the source
 * that extract() reads and that config_write_source() writes as YAML.
 */

/* What a text can be for a date. */
enum detect_date {
	DETECT_DATE_NONE,
	DETECT_DATE_MONTH, /* the day is missing */
	DETECT_DATE_PART,  /* a day, but part of it must be made up */
	DETECT_DATE_WHOLE
};

/* What detection asks of the engines that it must not know. */
struct detect_help {
	/* How much of a date TEXT is, found on a page that declares LANGUAGE
	 * (as it stands there; or empty): one of enum detect_date. */
	int (*date)(const void *ctx, struct arena *a, struct str text,
	    struct str language);
	const void *ctx;
};

/* What is looked for. */
struct detect_ask {
	const struct detect_help *help;
	size_t max; /* most candidates that are wanted */
	/*
	 * Texts that somebody has seen in the list: headlines, links, absolute
	 * or as they stand in the page, or dates as they are shown. A list
	 * that holds more of them comes before one that holds fewer, whatever
	 * their scores; where one is a headline, that is its headline. White
	 * space counts as one space; case counts.
	 */
	const struct str *example;
	size_t nexamples;
	struct str base; /* what links resolve against; empty: unknown */
};

/* One list, as the rules that read it. */
struct candidate {
	struct str embedded; /* where the page has the JSON that the rules
				read; or empty */
	struct rules item;
	struct rules field[FIELD_COUNT]; /* those that were found; one rule
					    each. No link: that of the title */
	size_t n;                        /* entries with a headline */
	size_t examples;                 /* of those asked for that it holds */
	double score;                    /* no unit: only the order counts */
	bool menu;  /* it is but what leads to other pages: no list of items */
	bool names; /* it would be that, were it not most of what the page
		       says */
	struct str *why; /* what spoke for it and against it, a sentence's
			    part each: "20 entries", "stands in a menu" */
	size_t nwhy;
};
/* The best one first, menus last; no two of them hold the same headlines. */
struct candidates {
	struct candidate *v; /* with room for as many as were asked for */
	size_t n;
};

/*
 * The lists of DOC, at most ASK->max. Returns 0 with OUT in A (a page may have
 * none), or -1 with E set:
 *   ERR_LIMIT  the page went over LIMIT_MATCH_STEPS
 * Pure: no I/O, no clock. Safe on any page (tests/fuzz/fuzz_detect.c). Time and
 * memory grow with the size of the page, see LIMIT_DETECT_* in model/limits.h.
 */
int detect(struct arena *a, const struct html_doc *doc,
    const struct detect_ask *ask, struct candidates *out, struct err *e);

#endif
