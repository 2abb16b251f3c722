// SPDX-License-Identifier: ISC
#include "base/civil.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/zone_book.h"

/* Where the C library looks for zones; tzset(3), TZDIR. */
#define ZONE_DIR "/usr/share/zoneinfo"

/* Where zones come from instead; or NULL. As TZ it is the whole process's. */
static const struct zone_book *book;

void
zone_book_use(const struct zone_book *b)
{
	book = b;
}

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

/* The file of the zone NAME in PATH; false when that is too long. */
static bool
zone_path(char *path, size_t size, const char *name)
{
	const char *dir = getenv("TZDIR");

	if (dir == NULL || *dir == '\0')
		dir = ZONE_DIR;
	return (size_t)snprintf(path, size, "%s/%s", dir, name) < size;
}

static bool
in_database(const char *name)
{
	char path[4096];
	struct stat st;

	if (book != NULL)
		return zone_book_find(book, name) != NULL;
	return zone_path(path, sizeof(path), name) && stat(path, &st) == 0 &&
	       S_ISREG(st.st_mode);
}

/* A file of the first version, of 32 bits, has no dates behind 2037 and no rule
 * for them: RFC 9636, 3.1. One that cannot be opened now may be later. */
static bool
too_old(const char *name)
{
	char path[4096], head[5];
	ssize_t n;
	int fd = -1;

	if (zone_path(path, sizeof(path), name))
		fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return false;
	n = pread(fd, head, sizeof(head), 0);
	close(fd);
	return n == (ssize_t)sizeof(head) &&
	       (memcmp(head, "TZif", 4) != 0 || head[4] < '2');
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
	if (too_old(made.name))
		return err_set(e, ERR_CONFIG,
		    "the time zone \"%s\" has a file without dates after 2037, "
		    "of TZif version 1; zic(8) makes better ones",
		    made.name);
	*z = made;
	return 0;
}

/* The rule at the end of the file of the zone NAME, such as "CST-8", in RULE:
 * RFC 9636, 3.3. Empty when the file has none; false when it cannot be read. */
static bool
read_rule(const char *name, char *rule, size_t size)
{
	char path[4096], *line;
	struct stat st;
	ssize_t n = -1;
	int fd;

	if (!zone_path(path, sizeof(path), name))
		return false;
	fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return false;
	if (fstat(fd, &st) == 0)
		n = pread(fd, rule, size - 1,
		    st.st_size < (off_t)size ? 0
					     : st.st_size - (off_t)size + 1);
	close(fd);
	if (n <= 0)
		return false;
	rule[n - 1] = '\0'; /* the line's end */
	line = memrchr(rule, '\n', (size_t)n);
	if (line == NULL)
		rule[0] = '\0';
	else
		memmove(rule, line + 1, strlen(line));
	return true;
}

/*
 * Whether the C library has the zone that it was told to enter. When it could
 * not read the file, for want of memory or of a descriptor, it takes UTC, names
 * it by the letters of TZ, and says nothing.
 */
static bool
entered(const struct zone *z)
{
	/* 2100-01-01: past all that a file lists, which of Morocco is each Ramadan
	 * until 2087, the rule holds. */
	const time_t any = 4102444800;
	char rule[128];
	struct tm tm;

	if (z->name[0] == '\0')
		return true; /* a zone of zeros: the C library takes UTC */
	if (!read_rule(z->name, rule, sizeof(rule)) ||
	    localtime_r(&any, &tm) == NULL)
		return false;
	return rule[0] == '\0' || strstr(rule, tm.tm_zone) != NULL;
}

/*
 * The C library knows one zone at a time, the one TZ names. This is the only
 * place that sets it, so the last name set is the zone in force.
 */
static void
zone_enter(const struct zone *z)
{
	const char *now = getenv("TZ");
	char value[sizeof(z->name) + 1], why[128];

	if (now != NULL && now[0] == ':' && strcmp(now + 1, z->name) == 0)
		return;
	snprintf(value, sizeof(value), ":%s", z->name);
	if (setenv("TZ", value, 1) != 0)
		mem_fail();
	tzset();
	if (entered(z))
		return;
	/* A date is kept for ever: better none than one of another zone. */
	snprintf(why, sizeof(why), "the time zone %s cannot be read", z->name);
	mem_give_up(why);
}

int32_t
zone_offset(const struct zone *z, int64_t t)
{
	time_t tt = (time_t)t;
	struct tm tm;

	if (z->fixed)
		return z->offset;
	if (book != NULL) {
		const struct zone_times *x = zone_book_find(book, z->name);

		return x == NULL ? 0 : zone_times_offset(x, t);
	}
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
