// SPDX-License-Identifier: ISC
#ifndef NORMALIZE_DATE_READING_H
#define NORMALIZE_DATE_READING_H

#include "base/civil.h"
#include "normalize/date/date.h"
#include "normalize/date/lex.h"

/* What stands before a token, so that nothing is counted twice. */
struct tally {
	size_t words; /* that no table has */
	size_t solid; /* tokens that are not empty of meaning */
	size_t noisy; /* tokens that are no signs */
};

/* What is needed to read a text. */
struct reader {
	const struct lexed *x;
	const struct tally *tally; /* of each token, the end included */
	const struct date_context *ctx;
	struct civil now;      /* what clocks in the zone show */
	enum date_order order; /* never AUTO */
	bool order_given;      /* by the source, not by its language */
};

/* How a text says when: what the fields of a stamp hold. */
enum saying {
	SAYING_NOTHING,
	SAYING_FIELDS, /* year, month, day, weekday, as far as they are set */
	SAYING_SPAN,   /* so long ago: BACK */
	SAYING_DAYS,   /* so many days ago: BACK.day */
	SAYING_EPOCH   /* INSTANT */
};

/* A length of time, in the parts that a text counts. */
struct span {
	int64_t year, month, day, second;
	enum unit finest;
	bool tenths; /* half hours and the like were counted */
};

/* What the words say, before they are turned into an instant. */
struct stamp {
	enum saying saying;
	int year, month, day;     /* 0: not said */
	int weekday;              /* -1: not said; 0 is Sunday */
	int last;                 /* of WEEKDAY: 1 before today, 2 last week */
	int hour, minute, second; /* -1: not said */
	enum period period;
	struct span back;
	int64_t instant;
	unsigned how; /* enum how, of what the reading decided */
	bool has_zone;
	struct zone zone;
};
#define STAMP_EMPTY      \
	((struct stamp){ \
	    .weekday = -1, .hour = -1, .minute = -1, .second = -1 })

/* What must stand around a reading, lest it be something else. */
enum needs {
	NEEDS_NOTHING,
	NEEDS_ISOLATION, /* signs, labels or the ends of the text */
	NEEDS_WHOLE      /* nothing but labels and glue in all the text */
};

/* One date that a text holds: its tokens FIRST to END. */
struct reading {
	struct stamp stamp;
	size_t first, end;
	enum needs needs;
	int rank;    /* the higher, the surer */
	bool linked; /* the last day of a range: it may stand behind a sign */
};

/*
 * Each of these reads what begins at token I. They return the token after it,
 * or 0 when there is nothing of the kind; then S is as it was.
 */
size_t read_date(const struct reader *r, size_t i, struct reading *out);
size_t read_time(
    const struct reader *r, size_t i, bool after_date, struct stamp *s);
size_t read_zone(const struct reader *r, size_t i, struct stamp *s);
/* Several days, of which OUT is the first. */
size_t read_range(const struct reader *r, size_t i, struct reading *out);
size_t read_relative(const struct reader *r, size_t i, struct reading *out);
/* Figures with signs between them, whose order is open: 03/04/2026, 3-4. */
size_t read_figures(const struct reader *r, size_t i, struct reading *out);
/* One run of digits: 20241120, 20241120083000, seconds since 1970. */
size_t read_compact(const struct reader *r, size_t i, struct reading *out);

/* Whether FIRST goes on a chain of numbers: 192.168.1.1, 010-1234. */
bool chain_before(const struct lexed *x, size_t first);
/* Whether the numbers FIRST to END go on behind END. */
bool chain_after(const struct lexed *x, size_t first, size_t end);
/* Whether the numbers FIRST to END go on beyond: 192.168.1.1, 010-1234. */
bool part_of_chain(const struct lexed *x, size_t first, size_t end);

/* Past words and signs without meaning between the parts of a date. */
size_t skip_glue(const struct lexed *x, size_t i, size_t most);

/* The year that NUMBER of so many DIGITS means; 0 when it is none. */
int full_year(const struct reader *r, uint64_t number, unsigned digits);

/*
 * Which number of a numeric date is what: the order of the source, else that
 * of its language.
 */
enum date_order date_order_of(const struct date_context *ctx);

/* What stands before each token of X and before its end, in A. */
const struct tally *tally_tokens(struct arena *a, const struct lexed *x);
/* Whether the words around D say that it is no date of what is on the page. */
bool is_refused(const struct reader *r, const struct reading *d);
/* How good D is among the other readings of the text; 0: it is none. */
int reading_score(const struct reader *r, const struct reading *d);

/* Turn S into an instant. Returns 0, or -1 when there is no such time. */
int resolve(const struct reader *r, const struct stamp *s, struct when *out);

/*
 * The short way: TEXT that is nothing but 2026-11-20, 2026/11/20, either with
 * 08:30 or 08:30:00 behind a blank, or behind "T" the first. What date_parse()
 * makes of it in OUT; false when it takes the words to tell.
 */
bool date_plain(
    struct str text, const struct date_context *ctx, struct when *out);

#endif
