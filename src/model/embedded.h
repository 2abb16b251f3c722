// SPDX-License-Identifier: ISC
#ifndef MODEL_EMBEDDED_H
#define MODEL_EMBEDDED_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/str.h"

/*
 * Where a page has its JSON: the value of `embedded`.
 *
 *	embedded = selector [ "@" name ]	script#data, div#app@data-page
 *		 / prefix name *( "." name )	window.__DATA__, var news
 *		 / name *( "." name )		__DATA__, $list
 *	prefix   = "window." / "self." / "globalThis." / "var " / "let " / "const "
 *
 * A name is one of ECMAScript. Without a prefix it begins with _ or $, as
 * no element does: all else would be a selector.
 */
struct embedded_at {
	struct str variable; /* without its prefix; or empty */
	struct str selector; /* CSS; or empty */
	struct str attr;     /* behind the selector; empty: what is in it */
};

/*
 * Take TEXT apart; the selector is not compiled. Returns 0 with OUT borrowing
 * from TEXT, or -1 with E set: ERR_CONFIG, E->col the 1-based byte.
 */
int embedded_parse(
    struct arena *a, struct str text, struct embedded_at *out, struct err *e);

#endif
