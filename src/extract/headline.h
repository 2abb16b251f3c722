// SPDX-License-Identifier: ISC
#ifndef EXTRACT_HEADLINE_H
#define EXTRACT_HEADLINE_H

#include "base/arena.h"
#include "base/str.h"
#include "web/html.h"

/*
 * TEXT, which is html_text of *AT, as the headline that *AT stands for in the
 * container TOP. Five things that pages do to headlines are undone, each on
 * proof that the page itself gives:
 *
 *   in a link with the rest of the entry: a heading in it is the headline, and
 *   *AT moves there;
 *
 *   printed twice, for wide and narrow screens: elements beside each other
 *   with the same text, or one with the other's beginning and "...", count
 *   once;
 *   cut to the width of a column: the title or aria-label of it or of the link
 *   it is about begins with the text and goes on;
 *   a badge before or behind it, in an element of its own, such as NEW or
 *   置顶: it comes and goes, and each time would look like an edit;
 *   the date before or behind it, with the brackets around it: APART is the
 *   element that a rule for dates has found, or NULL.
 *
 * Never empty when TEXT is not.
 */
struct str headline_text(struct arena *a, const struct html_node *top,
    const struct html_node **at, struct str text,
    const struct html_node *apart);

#endif
