// SPDX-License-Identifier: ISC
#ifndef EXTRACT_DETECT_SECTIONS_H
#define EXTRACT_DETECT_SECTIONS_H

#include "extract/detect/name.h"
#include "extract/detect/score.h"

/*
 * A list without links to other pages: the parts of one text, as the releases
 * in a list of changes or the minutes of meetings. Each begins with a heading
 * that can be linked to within the page:
 *
 *	<h2 id=a>          the heading has an id,
 *	<section id=a>     or what it begins has,
 *	<a href=#a>        or a link in it, or alone with it, leads to it,
 *	<a name=a>         or an anchor stands in it
 *
 * Headings with ids stand in every long text. They are entries when most of
 * them name a date, when what they begin is most of the page, and when that is
 * text rather than links; or when they hold an example that somebody gave.
 */
struct sections {
	struct group group;    /* headings, or what they begin */
	struct column heading; /* in the members */
	struct column target;  /* what the address of each is read from */
	const char *attr;      /* its attribute; NULL: it is a link */
	struct str
	    mark; /* that stands in each heading for its link; or empty */
	bool mark_first; /* and before its text */
	double dated;    /* share of headings that name a date */
	double share;    /* of the page's text */
	size_t examples; /* of those asked for that the headings hold */
	bool likely;     /* they are entries */
};

/* The best ones of J's page, which a heading's level has in common. Returns
 * false when there are none. Results in J->a. */
bool sections_find(const struct judge *j, struct sections *out);

/*
 * The rules that read S. Returns 1 with OUT in NM->a, 0 when no selectors name
 * them, or -1 with NM->e set.
 */
int sections_write(
    struct namer *nm, const struct sections *s, struct candidate *out);

/* Set score and reasons of C, the rules of S; LEAST is what it scores at
 * least. */
void sections_explain(const struct judge *j, const struct sections *s,
    double least, struct candidate *c);

#endif
