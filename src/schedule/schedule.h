// SPDX-License-Identifier: ISC
#ifndef SCHEDULE_SCHEDULE_H
#define SCHEDULE_SCHEDULE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "model/source.h"
#include "model/state.h"

/*
 * When a source is fetched. All functions are pure but for what they are said
 * to set: the time is a parameter, and chance comes from the source's id and
 * the time of its last run, so the same state gives the same plan.
 */

/* How a fetch went, as far as it decides when the next one is. */
struct outcome {
	const struct err *failed; /* NULL: well */
	int64_t retry_after;      /* seconds a failure asked for, or 0 */
	int64_t fresh_for;        /* seconds a page says it is good for, or 0 */
};

/* When a source is due, and why then. */
struct due {
	int64_t t;
	enum due_reason why;
};
/* A time that does not come. */
#define DUE_NEVER INT64_MAX

/*
 * When the next run fetches S, seen from NOW, and why then; not after NOW: by a
 * run at NOW. CHANGED: rules or URL are not those that M stands for.
 *
 * A source never fetched and one that was CHANGED are fetched at once, `hours`
 * or not. A paused one never is, nor one that answered 410 Gone, until it was
 * CHANGED (RFC 9110 15.5.11). All others at M->next_due, but not outside of
 * `hours`; a pause that was made shorter in the configuration counts at once. A
 * time that a wrong clock left behind, further away than any plan reaches,
 * counts for nothing.
 */
struct due schedule_plan(
    const struct source *s, const struct memory *m, bool changed, int64_t now);

/*
 * When to fetch S next after an attempt at NOW that ended in O. M has this
 * attempt in it: failures counted, rhythm learned.
 *
 * After success: `every` of S. An interval is cut by up to a quarter until the
 * source has reached a phase of its own, so that sources of one interval do not
 * stay together; `auto` is up to a tenth early. Never before O->fresh_for or
 * the feed's ttl are over (a day at most), but for `daily`, which is no oftener
 * than that.
 *
 * After failures the pause doubles with their number, up to LIMIT_BACKOFF_S.
 * It begins with the source's own interval, at most an hour for what passes by
 * itself (RETRY_SOON), at least an hour for what somebody must mend
 * (RETRY_LATER) and after 429 and 503 without a Retry-After. It is never
 * shorter than O->retry_after, which counts up to LIMIT_ASKED_S. What
 * robots.txt forbids is due when that has to be read again. RETRY_NEVER:
 * not before the configuration changes, or LIMIT_EVERY_MAX_S.
 *
 * In any case moved on to the next time that `hours` or the feed allow.
 */
struct due schedule_next(const struct source *s, const struct memory *m,
    int64_t now, const struct outcome *o);

/* A source that takes part in a run, as its memory has it. */
struct turn {
	int64_t last_run;
	int64_t next_due;
	bool due;
	bool put_off;
};

/*
 * After a long pause, such as a machine that slept, nearly all of many sources
 * are due. Fetch the most urgent (most overdue for their interval) at NOW and
 * put the others off, within an hour: their DUE is cleared, PUT_OFF and NEXT_DUE
 * are set, to be kept as DUE_SPREAD. Sources never fetched are not put off. Nothing is done
 * when few are due, or when the last two runs were more than an hour apart: who
 * runs once a day has no next run to put things off to. Returns how many were
 * put off.
 */
size_t schedule_spread(struct arena *a, struct turn *v, size_t n, int64_t now);

/*
 * Why S is due at D, its plan, in words for people and in the source's zone:
 * "auto: about 3 times a day, mostly 09-18 h", "back-off after 4 failures".
 * In A; never empty.
 */
struct str schedule_reason(struct arena *a, const struct source *s,
    const struct memory *m, const struct due *d);

/*
 * True when by its rhythm so much should have come since the last news that
 * its silence is hardly chance: the page is fetched well, but nobody writes
 * there any more, or the rules find an old list. Pure.
 */
bool schedule_stale(const struct memory *m, int64_t now);

/* "nothing new since 2026-11-02, where about 3 items a day are usual"; empty
 * when M is in another state. In A. */
struct str schedule_stale_text(
    struct arena *a, const struct source *s, const struct memory *m);

#endif
