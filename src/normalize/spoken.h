// SPDX-License-Identifier: ISC
#ifndef NORMALIZE_SPOKEN_H
#define NORMALIZE_SPOKEN_H

#include "model/raw_item.h"

/*
 * The language of a page that names none, by what is certain of it: that an
 * encoding CHARSET (of the WHATWG's names) is for one alone, or that its titles
 * are in letters that one alone has. "zh", "ja", "ko", or empty. The other
 * languages share their letters, and titles below three show nothing.
 */
struct str spoken_language(const struct raw_items *raw, const char *charset);

#endif
