// SPDX-License-Identifier: ISC
#ifndef FETCH_COMMANDS_H
#define FETCH_COMMANDS_H

#include "fetch/engine.h"

/*
 * Programs among the transfers: the one of `fetch` stands for the only hop of a
 * request, the one of `render` follows the last hop, when the server has
 * answered with a page. Either takes a turn of its host and one of the places
 * that there are for transfers at once, as a hop does.
 */

/* Is T, whose turn it is, answered by a program alone? */
bool commands_fetches(const struct transfer *t);
/* Is the page that T got to be made by a program? */
bool commands_renders(const struct transfer *t);

/* Start the program of T. RES: the answer of the server, for `render`. Returns
 * 0, or -1 with E set. */
int commands_start(struct engine *f, struct transfer *t,
    const struct response *res, struct err *e);
/* See after all that run, and end the requests of those that are over. Returns
 * how many. */
size_t commands_collect(struct engine *f);
/* Was EASY, which is done with RC, at work for one of them? */
bool commands_take(struct engine *f, CURL *easy, CURLcode rc);
/* What to wait for, in *FDS of the scratch arena. Returns how many. */
unsigned commands_fds(struct engine *f, struct curl_waitfd **fds);
/* Kill all that run, and end their requests with E. */
void commands_abandon(struct engine *f, const struct err *e);

#endif
