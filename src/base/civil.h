// SPDX-License-Identifier: ISC
#ifndef BASE_CIVIL_H
#define BASE_CIVIL_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/str.h"

/* A date and time of day in the proleptic Gregorian calendar, no zone. */
struct civil {
	int year;
	int month; /* 1 to 12 */
	int day;   /* 1 to 31 */
	int hour, minute, second;
};

/* Days since 1970-01-01. Any month and day are carried over. */
int64_t civil_days(int year, int month, int day);
/* 0 is Sunday. */
int civil_weekday(int year, int month, int day);
int civil_month_days(int year, int month);
/* True when the fields name a day that exists and a time 00:00:00-23:59:59. */
bool civil_valid(const struct civil *c);
/* Seconds since the epoch when C is read as UTC, and the other way. */
int64_t civil_to_utc(const struct civil *c);
void civil_from_utc(int64_t t, struct civil *c);

/*
 * A time zone: a fixed offset or a name of the zone database. Copy it freely.
 * Source: RFC 9557, the IANA time zone database.
 */
struct zone {
	char name[64];  /* "Asia/Shanghai", "UTC", "+08:00" */
	bool fixed;     /* OFFSET holds, NAME is only for show */
	int32_t offset; /* seconds east of UTC */
};

#define ZONE_UTC ((struct zone){ .name = "UTC", .fixed = true })

/*
 * Read NAME: a name of the zone database, "UTC", "Z" or "+hh:mm".
 * Returns 0, or -1 with E set (ERR_CONFIG) when the database has no such zone:
 * the C library itself would silently take it for UTC.
 */
int zone_init(struct zone *z, struct str name, struct err *e);

/* The offset, in seconds east of UTC, that Z has at instant T. */
int32_t zone_offset(const struct zone *z, int64_t t);
/* What clocks in Z show at T. */
void zone_civil(const struct zone *z, int64_t t, struct civil *c);
/*
 * The instant at which clocks in Z show C. A time skipped by a change of the
 * clock is moved forward by the gap; of a time that comes twice the first is
 * taken (RFC 5545, 3.3.5).
 */
int64_t zone_instant(const struct zone *z, const struct civil *c);

/* "+08:00" of an offset in seconds. */
struct str time_offset(struct arena *a, int32_t offset);
/* For people: "08:30 +08:00", "08:30Z" for UTC. */
struct str time_clock(struct arena *a, int hour, int minute, int32_t offset);
/* "2026-11-20T08:30:00+08:00" (RFC 3339) in Z, and "...Z" for UTC. */
struct str time_rfc3339(struct arena *a, int64_t t, int32_t offset);
/* "2026-11-20T00:30:00Z". */
struct str time_rfc3339_utc(struct arena *a, int64_t t);
/* "Fri, 20 Nov 2026 00:30:00 GMT" (RFC 9110 5.6.7, fit for RSS). */
struct str time_rfc1123(struct arena *a, int64_t t);
/*
 * Read an RFC 3339 date-time, or a bare full-date (then *DAY is set and T is
 * its midnight in UTC). OFFSET may be NULL. Returns 0, or -1.
 */
int time_parse_rfc3339(struct str s, int64_t *t, int32_t *offset, bool *day);

#endif
