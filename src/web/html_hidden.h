// SPDX-License-Identifier: ISC
#ifndef WEB_HTML_HIDDEN_H
#define WEB_HTML_HIDDEN_H

#include "web/html.h"

/* How much of an element a reader of the page sees, from all to nothing. */
enum html_hidden {
	HTML_SHOWN,
	HTML_SILENT,  /* drawn, but decoration or said elsewhere: aria-hidden */
	HTML_UNDRAWN, /* not drawn now: `hidden`, style, for screen readers */
	HTML_NO_TEXT  /* never drawn as text, whatever else: script, rt */
};

/*
 * How N itself is hidden; that a parent is hides it too, which is the
 * caller's to know. Of style sheets nothing is known but what the classes of
 * wide-spread ones are named. Anything but an element is shown.
 */
enum html_hidden html_hidden(const struct html_node *n);

/* True when N is not drawn because of `hidden` or display: none in `style`. */
bool html_is_removed(const struct html_node *n);

#endif
