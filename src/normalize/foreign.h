// SPDX-License-Identifier: ISC
#ifndef NORMALIZE_FOREIGN_H
#define NORMALIZE_FOREIGN_H

#include <stdbool.h>

#include "base/arena.h"
#include "web/html.h"

/*
 * Formulas (MathML) and drawings (SVG) within HTML. Each is kept as a whole or
 * not at all: half of one shows what nobody meant. Kept, it holds no HTML, so
 * that no parser can be led from the one language into the other and back.
 */

/*
 * True when all of ROOT, a <math> or <svg>, can be kept: it has elements that
 * readers show and nothing else but what is left out; a drawing has a size
 * beyond that of an icon, as those without one get theirs from the page's
 * style, and no style of its own. Linear in what is below ROOT.
 */
bool foreign_is_fit(const struct html_node *root);

/* True for an element that a fit one goes without: script, annotation. */
bool foreign_is_left_out(const struct html_node *n);

/* True for one that has no text for reading where nothing is kept. */
bool foreign_is_silent(const struct html_node *n);

/* True when the attribute AT of N, of a fit formula or drawing, may stand as
 * it is: it is known, and its value leads nowhere. */
bool foreign_keeps(const struct html_node *n, const struct html_attr *at);

#endif
