// SPDX-License-Identifier: ISC
#ifndef EXTRACT_ARTICLE_PHRASES_TABLE_H
#define EXTRACT_ARTICLE_PHRASES_TABLE_H

#include <stddef.h>

#include "extract/article/phrases.h"

/* How much of the line a phrase must be. */
enum how {
	WHOLE, /* all of it, but for marks and figures at its ends */
	START, /* its beginning, in a line of at most SHORT */
	LONG,  /* its beginning, in a line of at most PARAGRAPH */
	LABEL, /* somewhere in a line of at most NAME that is no sentence */
	PART,  /* somewhere in a line of at most SHORT */
	NOTICE /* somewhere in a line of at most PARAGRAPH */
};
#define NAME 30
#define SHORT 90
#define PARAGRAPH 360

struct phrase_entry {
	const char *text;
	enum how how;
	enum phrase phrase;
};
extern const struct phrase_entry phrase_entries[];
extern const size_t phrase_entries_n;

#endif
