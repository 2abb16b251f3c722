// SPDX-License-Identifier: ISC
#ifndef CLI_VISIT_H
#define CLI_VISIT_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/err.h"
#include "cli/cli.h"
#include "model/host.h"
#include "model/response.h"
#include "model/source.h"

/* One page for a person who looks at it: fetched now, or from a file. */
struct visit {
	struct cli *c;
	struct arena *work; /* of the page, with the budget that `run` has */
	const struct source *source;
	struct str who; /* what the log calls it */
	struct str user_agent;
	const struct allow_private *allow;
	struct str state; /* the folder of what runs remember; or empty */
	/* What becomes of the page: 0, or -1 with E set. */
	int (*take)(void *ctx, const struct response *res, struct err *e);
	void *ctx;

	struct str refusal; /* set: by robots.txt; or empty */
	bool taken;         /* set: the page came, and TAKE has seen it */
	/* set: the robots.txt that was read last, and whose it is; or empty.
	 * All requests of a visit go by it */
	struct str origin;
	struct robots_memory robots;
};

/*
 * Fetch the page of V->source as `run` would, but in full, and hand it to
 * V->take; with --file read it from there, as if it came from the URL. A page
 * that robots.txt does not allow, or of which a server that fails (5xx) does
 * not say whether it does, is fetched all the same, after saying so on standard
 * error. Returns what TAKE does, or -1 with E set when the page did
 * not come; see processor_refusal() for what E may have become.
 */
int visit(struct visit *v, struct err *e);

/* What else is asked for in a visit. */
struct visit_more {
	const struct str *url; /* absolute; N of them */
	size_t n;
	/* Only so many bytes of each, inflated, are wanted; 0: all of a page */
	uint32_t beginning;
	uint32_t deadline; /* seconds, after which nothing begins */
	/* One answer, to URL I, as fetch_done has it. False: that is enough. */
	bool (*answer)(void *ctx, size_t i, const struct response *res,
	    const struct err *failed);
	void *ctx;
};

/*
 * After visit(): ask for MORE as for the page, one after the other, but send no
 * body, and nothing that robots.txt does not allow. What does not come is no
 * error of the visit.
 */
void visit_more(struct visit *v, const struct visit_more *more);

#endif
