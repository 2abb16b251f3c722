// SPDX-License-Identifier: ISC
#ifndef GENERATE_INDEX_ASSETS_H
#define GENERATE_INDEX_ASSETS_H

/* Style and script of index.html; constants, as the page's policy names their
 * sums. */
extern const char index_style[];
extern const char index_script[];

#endif
