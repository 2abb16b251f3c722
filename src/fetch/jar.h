// SPDX-License-Identifier: ISC
#ifndef FETCH_JAR_H
#define FETCH_JAR_H

#include <curl/curl.h>
#include <stdbool.h>

#include "base/arena.h"
#include "base/err.h"
#include "model/access.h"

/*
 * The cookies of requests. Sources that name the same file share one jar, and
 * nobody else sees it; a source with a text of cookies has a jar of its own
 * for each request, which holds what its redirects set. Domain, path, Secure
 * and public suffixes are libcurl's matter.
 */
struct jar {
	struct jar *next;
	struct str file; /* empty: of one request */
	CURLSH *share;   /* owned */
	struct str kept; /* what FILE holds, as it would be written */
};
struct jars {
	struct arena arena;
	struct jar *first;
};

void jars_init(struct jars *js);
/* No handle uses a jar any more. */
void jars_release(struct jars *js);

/*
 * Give EASY the jar that C asks for; *OUT is NULL when it asks for none.
 * Returns 0, or -1 with E set: the file cannot be read (ERR_SYSTEM) or holds no
 * cookies (ERR_CONFIG), for this source only. One that is kept may be missing.
 */
int jar_open(struct jars *js, CURL *easy, const struct cookies *c,
    struct jar **out, struct err *e);
/* Write J, which EASY has, back to its file if it has changed. A is for what is
 * needed meanwhile. 0, or -1 with E set (ERR_SYSTEM). */
int jar_keep(
    struct jars *js, struct arena *a, CURL *easy, struct jar *j, struct err *e);
/* Give J to EASY, and take it back. J may be NULL. */
void jar_lend(CURL *easy, struct jar *j);
void jar_take_back(CURL *easy, struct jar *j);
/* The request is over, and no handle has J any more. J may be NULL. */
void jar_close(struct jar *j);

#endif
