// SPDX-License-Identifier: ISC
#ifndef EXTRACT_DETECT_NAME_H
#define EXTRACT_DETECT_NAME_H

#include "base/err.h"
#include "extract/detect/score.h"
#include "web/select.h"

/* What selectors are made and tried with. */
struct namer {
	struct arena *a;
	const struct html_doc *doc;
	const struct outline *outline;
	struct select_budget budget;
	struct err *e;
	bool ends; /* what begins or ends a list may be no entry */
};

/*
 * The shortest selector by which the page gives the members of R that have
 * the headline, and no other element that has one. HEADLINE is its selector
 * within a member, or empty when the member is it; DATE is that of the date
 * which all of them have, or empty. Returns 0 with OUT in
 * NM->a, or -1 when there is none (NM->e is set when the budget ran out).
 */
int name_items(struct namer *nm, const struct reading *r, struct str headline,
    struct str date, struct str *out);

/*
 * The shortest selector by which a member gives the element of C first; "."
 * when it is the member itself. Returns 0, or -1 as above.
 */
int name_column(struct namer *nm, const struct group *g, const struct column *c,
    struct str *out);

#endif
