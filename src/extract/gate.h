// SPDX-License-Identifier: ISC
#ifndef EXTRACT_GATE_H
#define EXTRACT_GATE_H

#include "base/arena.h"
#include "base/err.h"
#include "model/document.h"
#include "web/html.h"

/*
 * Tell a page that stands before the one asked for from that one. A site
 * that asks for proof, for a login, for scripts or says "not found" under the
 * status 200 has not become empty, and its words are no items.
 *
 * Both return 0 when nothing speaks against the page, or -1 with E set:
 *   ERR_BLOCKED  it asks for proof of a browser or of a person, or for a login
 *   ERR_RENDER   scripts, or the browser it sends on, would make the page
 *   ERR_HTTP     it says that it is not there; E->http is 404
 * The message names what was seen. Pure.
 */

/*
 * Signs that stand in no page which shows what was asked for, whatever else is
 * in it: the answer field of the gate, the bytes of its script.
 */
int gate_certain(const struct document *doc, struct err *e);

/*
 * The same, and signs that count only because the rules found nothing in the
 * page: hardly a word with a password field, a refresh or an empty element for
 * scripts to fill. TREE is that of DOC.
 */
int gate_likely(struct arena *a, const struct document *doc,
    const struct html_doc *tree, struct err *e);

#endif
