// SPDX-License-Identifier: ISC
#ifndef EXTRACT_FEED_MEND_H
#define EXTRACT_FEED_MEND_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/str.h"

/*
 * TEXT, markup that is no well-formed XML, as one that is, with the elements
 * that were meant as far as that can be told:
 *
 *	- "&" and "<" that begin nothing stand for themselves; names of HTML's
 *	  characters are those characters
 *	- an end tag closes all within its element; one without a start counts
 *	  for nothing; what is open at the end is closed
 *	- <item> and <entry> hold no others of their kind
 *	- <br>, <hr>, <img> and the like are empty
 *	- attributes are quoted, and of several of one name the first counts
 *	- an open CDATA section ends with its element
 *	- comments, declarations and characters that XML forbids are left out
 *	- what follows the first element is left out
 *
 * Deeper than LIMIT_FEED_DEPTH tags are left out and texts stay. TEXT begins
 * with the first element's "<". *CUT tells whether an entry was open at the
 * end. Result in A; linear in TEXT; never fails.
 */
struct str mend_xml(struct arena *a, struct str text, bool *cut);

#endif
