// SPDX-License-Identifier: ISC
#ifndef CLI_VISIT_H
#define CLI_VISIT_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/err.h"
#include "cli/cli.h"
#include "model/response.h"
#include "model/source.h"

/* One page for a person who looks at it: fetched now, or from a file. */
struct visit {
	struct cli *c;
	struct arena *work; /* of the page, with the budget that `run` has */
	const struct source *source;
	struct str user_agent;
	const struct allow_private *allow;
	struct str state; /* the folder of what runs remember; or empty */
	/* What becomes of the page: 0, or -1 with E set. */
	int (*take)(void *ctx, const struct response *res, struct err *e);
	void *ctx;

	struct str refusal; /* set: by robots.txt; or empty */
	bool taken;         /* set: the page came, and TAKE has seen it */
};

/*
 * Fetch the page of V->source as `run` would, but in full, and hand it to
 * V->take; with --file read it from there, as if it came from the URL. A page
 * that robots.txt does not allow is fetched all the same, after saying so on
 * standard error. Returns what TAKE does, or -1 with E set when the page did
 * not come; see process_refusal() for what E may have become.
 */
int visit(struct visit *v, struct err *e);

#endif
