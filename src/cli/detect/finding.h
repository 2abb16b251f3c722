// SPDX-License-Identifier: ISC
#ifndef CLI_DETECT_FINDING_H
#define CLI_DETECT_FINDING_H

#include <stdbool.h>

#include "cli/cli.h"
#include "config/config.h"
#include "run/process.h"

/* A list of the page, read by the rules that were found for it. */
struct finding_list {
	const struct candidate *rules;
	struct source written; /* what goes into the configuration */
	struct source as;      /* how that reads there, all defaults put in */
	struct str yaml;       /* WRITTEN, an entry of `sources` */
	struct page page;
	size_t held;    /* examples that its items show */
	bool failed;    /* reading it did, or gave nothing: */
	struct err err; /* why */
};

/* All that `detect` found out. */
struct finding {
	struct cli *c;
	struct arena *work; /* of the page, with the budget that `run` has */

	const char *path;     /* of the configuration; NULL: none */
	struct config config; /* what it holds; empty when it has mistakes */
	const struct source *twin; /* in it, with this URL; or NULL */
	struct source bare;        /* what is written of any list: id and URL */
	struct source source;      /* how that reads in the configuration */

	struct survey survey;
	struct finding_list *list;
	size_t n, pick;     /* index of the one that is wanted */
	struct str refusal; /* by robots.txt; or empty */

	bool readable;     /* the page has no list, but is one to read */
	bool failed;       /* there is nothing to write: */
	const char *stage; /* where */
	struct err err;    /* why */
	bool added;        /* it is in the configuration now */
};

/*
 * Look for the configuration and set what it decides: PATH to ADD. Returns
 * EXIT_WELL, or EXIT_USAGE after saying what is wrong.
 */
int finding_place(struct finding *f, struct str url);

/* Write the picked list into the configuration. Returns EXIT_WELL, or
 * EXIT_USAGE after saying why nothing was changed. */
int finding_add(struct finding *f);

/* Put those lists first whose items show the most examples, and leave out what
 * is more than LIMIT_CANDIDATES. */
void finding_rank(struct finding *f);

/* For a person: feeds, lists with samples, the YAML and what to do next. */
void finding_print(const struct finding *f);
/* The same as one object, a new reference. */
json_t *finding_json(const struct finding *f);

/* Where the example number I stands, when no list holds it: a sentence. */
struct str finding_example(struct arena *a, const struct finding *f, size_t i);

#endif
