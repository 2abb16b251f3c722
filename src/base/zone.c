// SPDX-License-Identifier: ISC
#include "base/civil.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>

/* Where the C library looks for zones; tzset(3), TZDIR. */
#define ZONE_DIR "/usr/share/zoneinfo"

static bool
name_is_safe(struct str name)
{
	if (name.len == 0 || name.p[0] == '/' || name.p[0] == '.' ||
	    str_find(name, STR("..")) != STR_NONE)
		return false;
	for (size_t i = 0; i < name.len; i++)
		if (!is_alpha(name.p[i]) && !is_digit(name.p[i]) &&
		    strchr("/_+-", name.p[i]) == NULL)
			return false;
	return true;
}

static bool
in_database(const char *name)
{
	const char *dir = getenv("TZDIR");
	char path[4096];
	struct stat st;

	if (dir == NULL || *dir == '\0')
		dir = ZONE_DIR;
	if ((size_t)snprintf(path, sizeof(path), "%s/%s", dir, name) >=
	    sizeof(path))
		return false;
	return stat(path, &st) == 0 && S_ISREG(st.st_mode);
}

/* "+hh:mm", "+hhmm" and "+hh". */
static int
fixed_offset(struct str s, int32_t *offset)
{
	unsigned long long h, m = 0;
	struct str rest;

	if (s.len < 3 || (s.p[0] != '+' && s.p[0] != '-') ||
	    str_uint(str_sub(s, 1, 2), 23, &h) != 0)
		return -1;
	rest = str_from(s, 3);
	if (str_starts(rest, STR(":")))
		rest = str_from(rest, 1);
	if (rest.len != 0 && (rest.len != 2 || str_uint(rest, 59, &m) != 0))
		return -1;
	*offset = (int32_t)(h * 3600 + m * 60) * (s.p[0] == '-' ? -1 : 1);
	return 0;
}

int
zone_init(struct zone *z, struct str name, struct err *e)
{
	struct zone made = { .fixed = true };

	if (name.len >= sizeof(made.name))
		return err_set(e, ERR_CONFIG, "there is no such time zone");
	memcpy(made.name, name.p, name.len);
	if (str_eq(name, STR("UTC")) || str_eq(name, STR("Z")) ||
	    fixed_offset(name, &made.offset) == 0) {
		*z = made;
		return 0;
	}
	made.fixed = false;
	if (!name_is_safe(name) || !in_database(made.name))
		return err_set(e, ERR_CONFIG,
		    "there is no time zone \"%s\"; names look like "
		    "Asia/Shanghai or +08:00",
		    made.name);
	*z = made;
	return 0;
}

/*
 * The C library knows one zone at a time, the one TZ names. This is the only
 * place that sets it, so the last name set is the zone in force.
 */
static void
zone_enter(const struct zone *z)
{
	const char *now = getenv("TZ");

	if (now != NULL && now[0] == ':' && strcmp(now + 1, z->name) == 0)
		return;
	char value[sizeof(z->name) + 1];
	snprintf(value, sizeof(value), ":%s", z->name);
	setenv("TZ", value, 1);
	tzset();
}

int32_t
zone_offset(const struct zone *z, int64_t t)
{
	time_t tt = (time_t)t;
	struct tm tm;

	if (z->fixed)
		return z->offset;
	zone_enter(z);
	if (localtime_r(&tt, &tm) == NULL)
		return 0;
	return (int32_t)tm.tm_gmtoff;
}

void
zone_civil(const struct zone *z, int64_t t, struct civil *c)
{
	civil_from_utc(t + zone_offset(z, t), c);
}

int64_t
zone_instant(const struct zone *z, const struct civil *c)
{
	int64_t wall = civil_to_utc(c);
	int32_t before, after;

	if (z->fixed)
		return wall - z->offset;
	/* No zone changes twice within two days around. */
	before = zone_offset(z, wall - 86400);
	after = zone_offset(z, wall + 86400);
	if (before == after)
		return wall - before;
	/* The first of two readings, and the one after a gap, both come from
	 * the offset before the change, when that offset holds there. */
	if (zone_offset(z, wall - before) == before)
		return wall - before;
	if (zone_offset(z, wall - after) == after)
		return wall - after;
	return wall - before;
}
