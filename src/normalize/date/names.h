// SPDX-License-Identifier: ISC
#ifndef NORMALIZE_DATE_NAMES_H
#define NORMALIZE_DATE_NAMES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"
#include "model/source.h"

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

/* Where else than on pages of its own languages a word is read. */
enum {
	NAME_ENGLISH = 1, /* English has it: on every page */
	NAME_CJK = 2,     /* Chinese, Japanese or Korean has it */
	NAME_WIDE = 4,    /* a language of many pages has it: on every page */
	NAME_LONE = 8     /* on pages of no known language; means one thing */
};

/* One meaning of a word. A word of several meanings has a run of rows. */
struct name {
	uint32_t text;  /* names.c: where it is, folded */
	uint16_t langs; /* names.c: the languages that have it */
	int16_t value;
	uint8_t kind;  /* enum name_kind */
	uint8_t known; /* NAME_x */
};

#define LABEL_LUNAR (-2)

#define LANGUAGE_NONE (-1)
/* The languages that have rules of their own. */
enum {
	LANGUAGE_ENGLISH,
	LANGUAGE_CHINESE,             /* zh, simplified */
	LANGUAGE_CHINESE_TRADITIONAL, /* zh-Hant */
	LANGUAGE_JAPANESE,
	LANGUAGE_KOREAN,
	LANGUAGE_THAI,
	LANGUAGE_CANTONESE
};

/* A set of languages, by their numbers. */
#define LANGUAGE_WORDS 5
struct languages {
	uint64_t bits[LANGUAGE_WORDS];
};

/*
 * The number of the language that TAG (BCP 47) names: "pt-BR" is pt, "zh-TW"
 * is zh-Hant. LANGUAGE_NONE when there is no table for it.
 */
int names_language(struct str tag);

/*
 * The order of dates in figures where TAG is at home: "en-GB" has the day
 * first, "en" the month. Source: CLDR, dateFormats/short. Day first when there
 * is no table for it; never AUTO.
 */
enum date_order names_order(struct str tag);

/*
 * LANGUAGE and those that share its words, as Norway's two do. Empty for
 * LANGUAGE_NONE.
 */
struct languages names_kin(int language);

bool languages_empty(const struct languages *l);
bool languages_have(const struct languages *l, int language);
/* The languages that have any of the words V[0] to V[N]. */
struct languages names_languages(const struct name *v, size_t n);

/* True when one of L has NAME. */
bool name_of(const struct name *name, const struct languages *l);

/*
 * The longest name that S begins with, that ends where a word ends, and that a
 * page in OWN (empty: in no known language) is read for. Returns its length in
 * bytes, or 0; FIRST and N are its meanings.
 */
size_t names_find(struct str s, const struct languages *own,
    const struct name **first, size_t *n);

#endif
