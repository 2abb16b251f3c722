// SPDX-License-Identifier: ISC
#ifndef NORMALIZE_DATE_NAMES_H
#define NORMALIZE_DATE_NAMES_H

#include <stddef.h>
#include <stdint.h>

#include "base/str.h"

enum unit {
	UNIT_NONE,
	UNIT_SECOND,
	UNIT_MINUTE,
	UNIT_HOUR,
	UNIT_DAY,
	UNIT_WEEK,
	UNIT_MONTH,
	UNIT_YEAR
};
/* A part of the day, as a word says it; what it does to the hour of a clock. */
enum period {
	PERIOD_NONE,
	PERIOD_AM,
	PERIOD_PM,
	PERIOD_NOON,
	PERIOD_NIGHT,
	PERIOD_MIDNIGHT
};
/* What a word can be in a date, and what its value says. */
enum name_kind {
	NAME_MONTH,   /* 1 to 12 */
	NAME_WEEKDAY, /* 0 is Sunday */
	NAME_PERIOD,  /* enum period */
	NAME_UNIT,    /* enum unit, plus 16 x a count that the word holds */
	NAME_AGO,     /* 1 before a span, 2 after it, 3 either, 4 at its end */
	NAME_DAY,     /* 16 x the days back, plus a part of that day */
	NAME_NOW,     /* just now */
	NAME_REL,     /* 16 x an enum unit, plus how many of them back */
	NAME_LAST,    /* 0 this, 1 last, 2 of the last week or month */
	NAME_LASTWD,  /* a day of last week; 0 is Sunday */
	NAME_NUM,     /* a number in letters */
	NAME_ORD,     /* the same, ordinal */
	NAME_FEW,     /* a few: so many */
	NAME_HALF,    /* a half */
	NAME_MARK,    /* MARK_x */
	NAME_GLUE,    /* between parts of a date, without meaning */
	NAME_AT,      /* before a time of day */
	NAME_APPROX,  /* about */
	NAME_ORDSUF,  /* what makes 20 the 20th */
	NAME_ERA,     /* the year before the first of the era */
	NAME_LABEL,   /* 2 publication, 1 change, 0 no matter, -1 another day,
			 LABEL_LUNAR another calendar */
	NAME_BLOCK,   /* makes a number no part of a date */
	NAME_RANGE    /* between the first day and the last */
};
/* The letter behind a number; plus MARK_BEFORE it stands before it. */
enum {
	MARK_YEAR = 1,
	MARK_MONTH,
	MARK_DAY,
	MARK_HOUR,
	MARK_MINUTE,
	MARK_SECOND,
	MARK_BEFORE = 10
};

/* One meaning of a word. A word of several meanings has a run of rows. */
struct name {
	const char *text; /* folded */
	uint64_t langs;   /* bit n: of language n */
	uint8_t kind;     /* enum name_kind */
	int16_t value;
};

#define LABEL_LUNAR (-2)

#define LANGUAGE_NONE (-1)
#define LANGUAGE_ENGLISH 0
/* zh, zh-Hant, ja, ko */
#define LANGUAGES_CJK 0x1eu

/*
 * The number of the language that TAG (BCP 47) names: "pt-BR" is pt, "zh-TW"
 * is zh-Hant. LANGUAGE_NONE when there is no table for it.
 */
int names_language(struct str tag);

/*
 * The longest name that S begins with and that ends where a word ends. Returns
 * its length in bytes, or 0; FIRST and N are its meanings.
 */
size_t names_find(struct str s, const struct name **first, size_t *n);

#endif
