// SPDX-License-Identifier: ISC
#ifndef EXTRACT_ARTICLE_MEASURE_H
#define EXTRACT_ARTICLE_MEASURE_H

#include <stdbool.h>

#include "base/str.h"
#include "base/utf8.h"

/* utf8_next, most often for one byte. */
static inline uint32_t
next_char(struct str s, size_t *at)
{
	unsigned char c = (unsigned char)s.p[*at];

	if (c >= 0x80)
		return utf8_next(s, at);
	(*at)++;
	return c;
}

/*
 * How much a text says and how it is written, in one unit for all scripts: the
 * weight is the number of letters and figures, of which those of scripts
 * without spaces count HAN_WEIGHT each, as a word of two of them takes six
 * letters elsewhere.
 */
#define HAN_WEIGHT 3

struct measure {
	unsigned weight;
	unsigned commas;    /* also 、 ， ； : what parts a sentence */
	unsigned sentences; /* that end in it, by a full stop or its like */
	unsigned digits;
	bool ended; /* a sentence ends with it, or it leads to what follows: */
};

/* The next letter or figure of S at or after *AT, ASCII in lower case; 0 at the
 * end. */
uint32_t next_letter(struct str s, size_t *at);

/* Measure TEXT, which has no white space around it. */
struct measure measure(struct str text);

#endif
