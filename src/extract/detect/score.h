// SPDX-License-Identifier: ISC
#ifndef EXTRACT_DETECT_SCORE_H
#define EXTRACT_DETECT_SCORE_H

#include "extract/detect/column.h"
#include "extract/detect/detect.h"
#include "extract/detect/example.h"
#include "extract/declared.h"

/* What groups are judged by. */
struct judge {
	struct arena *a;
	const struct outline *o;
	const struct detect_help *help;
	struct column_room *room;
	struct str language;  /* of the page; or empty */
	unsigned char *dates; /* of each box: one more than the enum detect_date
				 that it is; 0 when nobody has asked */
	struct str base;      /* what links resolve against; or empty */
	struct declareds declared; /* entries that the page declares */
	struct sightings seen;     /* of the examples */
};

/* A group that was understood: what its columns are. */
struct reading {
	const struct group *group;
	const struct column *title, *link; /* the same one, most often */
	const struct column *date, *image, *summary; /* or NULL */
	const struct column *author, *outlet;        /* likewise */
	struct columns *columns;                     /* all of them */
	struct str
	    date_rule; /* for dates in no element of an entry; or empty */
	struct str title_op, date_op; /* behind the rule for the headline, for
					 it and for the date in it; or empty */
	size_t examples; /* that stand at its headlines, links and dates */
	double declared; /* share that the page declares as entries */
	bool finished;   /* all fields were looked for */
	bool menu;       /* then: what leads to other pages, no list of items */
	bool drop;       /* names that drop down from the entries of a list */
	bool choice;     /* names to narrow down a list by, or other sites */
	bool names;      /* that is, but for being most of the page */
	bool onward;     /* what leads on to more stands at an end of it */
	bool unnamed;    /* no rules read it */
	double score;
};

/* What dates in all entries are worth, over none. */
#define SCORE_DATED 1.3
/* What it is worth that the page declares them as entries. */
#define SCORE_DECLARED 0.5

/* Read G as a list, by what is cheap to know: headline and link. OUT->score is
 * 0 when it cannot be one. Results in J->a. */
void score_group(
    const struct judge *j, const struct group *g, struct reading *out);

/* Find the other fields of R, which score_group() made; dates and what the
 * page declares make the score better. Does nothing the second time. */
void score_finish(const struct judge *j, struct reading *r);

/* How good G looks at a glance: for the order of looking. */
double score_glance(const struct outline *o, const struct group *g);

/* What spoke for and against R, in words, for candidate.why. */
void score_explain(
    const struct judge *j, const struct reading *r, struct candidate *out);

#endif
