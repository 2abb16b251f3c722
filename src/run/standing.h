// SPDX-License-Identifier: ISC
#ifndef RUN_STANDING_H
#define RUN_STANDING_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"

struct runner;
struct source_run;

/*
 * What a run knows of a source as long as it lasts. There may be 100,000 of
 * them, so it is what is asked of all at once; the rest is read when it is the
 * source's turn (run/at_hand.h), and let go. Beside it stand its report, and its
 * wish (fetch/fetch.h) when it is due: 112 bytes in all.
 */
struct standing {
	int64_t number; /* in the store; 0: not known there */
	uint64_t mark;  /* what its feed tells of it: see made_of() */
	bool changed;   /* address or rules are not those of the last attempt */
	bool beside;    /* entries are held back, or its rules broke */
	bool fails;     /* and is not paused */
	bool due;       /* in this run */
	bool early;     /* before its time, by force */
	bool put_off;   /* to a later run, at the report's NEXT_DUE */
};

/*
 * Set R->standing, R->wishes of those that are due, and the report: which sources
 * take part is in it already. Returns 0, or -1 with E set (ERR_STORE).
 */
int standings_load(struct runner *r, struct err *e);

/* S has been asked, or its memory was changed otherwise: what stays of that. */
void standing_note(struct runner *r, struct source_run *s);

#endif
