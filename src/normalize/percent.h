// SPDX-License-Identifier: ISC
#ifndef NORMALIZE_PERCENT_H
#define NORMALIZE_PERCENT_H

#include "base/arena.h"
#include "base/str.h"

/*
 * URL, a serialized one, with all that RFC 3986 does not allow in a URI
 * percent-encoded: the URL Standard leaves "|", "^", "[" and their like as
 * they are, validators of feeds do not. URL itself when that is all.
 */
struct str percent_strict(struct arena *a, struct str url);

/*
 * A path or query with one spelling for each byte: escapes of unreserved
 * characters resolved, those left in upper case (RFC 3986, 6.2.2). PART itself
 * when that is all.
 */
struct str percent_normal(struct arena *a, struct str part);

#endif
