// SPDX-License-Identifier: ISC
#ifndef CLI_DETECT_FINDING_H
#define CLI_DETECT_FINDING_H

#include <stdbool.h>

#include "cli/cli.h"
#include "cli/visit.h"
#include "config/config.h"
#include "run/processor.h"

/* A list of the page, read by the rules that were found for it. */
struct finding_list {
	const struct candidate *rules;
	size_t
	    number; /* by which --pick takes it: its place without examples */
	struct source written; /* what goes into the configuration */
	struct source as;      /* how that reads there, all defaults put in */
	struct str yaml;       /* WRITTEN, an entry of `sources` */
	struct page page;
	size_t held;    /* examples that its items show */
	bool failed;    /* reading it did, or gave nothing: */
	struct err err; /* why */
};

/* Something that there is of the page for programs. */
struct finding_offer {
	struct offer is;
	struct str format;  /* what it is, by itself; empty: as IS says */
	struct str problem; /* why it is of no use; or empty */
	size_t entries;     /* that it has */
	size_t shared;      /* of them in the best list of the page */
	enum { OFFER_BY_PAGE, OFFER_BY_ROBOTS, OFFER_BY_GUESS } by;
	bool asked; /* so that these are known, of a feed */
};

/* A source of the configuration that has the URL of the page. */
struct finding_twin {
	const struct source *source; /* NULL: there is none */
	bool asked;         /* its page was read by its own rules, too: */
	size_t items;       /* what they find */
	bool reads;         /* the list that is picked */
	struct str changes; /* keys to be changed for that: a line each */
	struct str *gone;   /* names of keys that then find nothing */
	size_t ngone;
};

/* All that `detect` found out. */
struct finding {
	struct cli *c;
	struct arena *work; /* of the page, with the budget that `run` has */

	const char *path;     /* of the configuration; NULL: none */
	struct config config; /* what it holds; empty when it has mistakes */
	struct finding_twin twin; /* what it says of this page already */
	struct source bare;       /* what is written of any list: id and URL */
	struct source source;     /* how that reads in the configuration */

	struct str at; /* where the page came from, redirects followed */
	struct survey survey;
	bool surveyed;               /* it is a page that could be read */
	bool is_feed;                /* it is a feed: LIST is that alone */
	struct finding_offer *offer; /* feeds first */
	size_t noffers;
	struct finding_list *list;
	size_t n;
	size_t wanted;      /* the number that --pick gives; 0: none */
	size_t pick;        /* index of that one; N: there is none */
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

/* Is what is found for a new source, not for one that has the page? */
bool finding_is_new(const struct finding *f);

/* Write the picked list into the configuration. Returns EXIT_WELL, or
 * EXIT_USAGE after saying why nothing was changed. */
int finding_add(struct finding *f);

/* True when the rules of X and Y read the same list of the page. */
bool finding_is_same(
    const struct finding_list *x, const struct finding_list *y);

/* Set F->twin: which source of the configuration has the page RES, if one does,
 * and what would have to be changed in it for the list that is picked. */
void finding_compare(struct finding *f, const struct response *res);

/* Set of L what is written of the list with its rules: name and those. */
void finding_write(const struct finding *f, struct finding_list *l);
/* Read the page RES by L->as, as `test` does. */
void finding_read(const struct finding *f, struct finding_list *l,
    const struct response *res);

/*
 * Set F->survey and F->list to what the page RES has, in order, and F->pick.
 * Returns 0, also when there is no list, or -1 with E set as process_survey()
 * does.
 */
int finding_lists(struct finding *f, const struct response *res, struct err *e);

/* Put those lists first whose items show the most examples, and look for the
 * one that --pick wants. */
void finding_rank(struct finding *f);
/* Is list I one of those to show? */
bool finding_shows(const struct finding *f, size_t i);

/*
 * Set F->offer: what the page and its site say that there is. Unless somebody
 * asks for a list in particular, or the page is a file, LIMIT_OFFERS_ASKED of
 * the feeds are asked for and compared with the best list; where none is named
 * those are tried where feeds usually are, and the first that is one is taken.
 */
void finding_offers(struct finding *f, struct visit *v);

/* What O is: "Atom". */
const char *finding_offer_name(const struct finding_offer *o);

/* For a person: feeds, lists with samples, the YAML and what to do next. */
void finding_print(const struct finding *f);
/* The same as one object, a new reference. */
json_t *finding_json(const struct finding *f);

/* Parts of what is printed: the feeds and such of the page; how to have one of
 * them read instead; what can be done when there is no list. */
void finding_print_offers(const struct finding *f);
void finding_print_feed(const struct finding *f);
void finding_print_help(const struct finding *f);
/* A sentence or two about the latter; or empty. */
struct str finding_help(const struct finding *f);

#endif
