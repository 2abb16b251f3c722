// SPDX-License-Identifier: ISC
#ifndef EXTRACT_DETECT_DETECT_H
#define EXTRACT_DETECT_DETECT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/err.h"
#include "model/rule.h"
#include "model/field.h"
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
 */

/* What detection asks of the engines that it must not know. */
struct detect_help {
	/* How much of a date TEXT is: 2 when it is one with its year, 1 when
	 * part of it must be made up, 0 when it is none. */
	int (*date)(const void *ctx, struct arena *a, struct str text);
	const void *ctx;
};

/* One list, as the rules that read it; the best one comes first. */
struct candidate {
	struct rules item;
	struct rules field[FIELD_COUNT];
	size_t n;     /* entries */
	double score; /* no unit: only the order counts */
};
struct candidates {
	struct candidate *v;
	size_t n;
};

/*
 * The lists of DOC, at most MAX. Returns 0 with OUT in A (a page may have
 * none), or -1 with E set (ERR_LIMIT). Pure.
 */
int detect(struct arena *a, const struct html_doc *doc,
    const struct detect_help *help, size_t max, struct candidates *out,
    struct err *e);

#endif
