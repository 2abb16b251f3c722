// SPDX-License-Identifier: ISC
#include "config/zone_names.h"

#include <fcntl.h>
#include <stdlib.h>

#include "base/civil.h"
#include "base/file.h"
#include "base/suggest.h"

/* tzdata's list of all zones and links, in zic(8)'s language: 110 KB. */
#define ZONE_LIST "tzdata.zi"
#define ZONE_LIST_MAX ((size_t)1 << 20)

/* What the zone of China is called by those who do not know that the database
 * has it under its largest city. */
static const char *const china[] = { "Asia/Beijing", "Asia/Peking", "Beijing",
	"Peking", "China", "北京", "北京时间", "中国", "上海" };

/* "+8", "UTC+8" and "GMT+08:00" as "+08:00"; empty for anything else. */
static struct str
offset_meant(struct arena *a, struct str s)
{
	unsigned long long h, m = 0;
	struct str hours, made;
	struct err e = ERR_INIT;
	struct zone z;
	char sign;

	if (str_istarts(s, STR("UTC")) || str_istarts(s, STR("GMT")))
		s = str_trim(str_from(s, 3));
	if (s.len < 2 || (s.p[0] != '+' && s.p[0] != '-'))
		return STR_NULL;
	sign = s.p[0];
	s = str_from(s, 1);
	str_cut(&s, ':', &hours);
	if (str_uint(hours, 23, &h) != 0 ||
	    (!str_empty(s) && str_uint(s, 59, &m) != 0))
		return STR_NULL;
	made = arena_printf(a, "%c%02llu:%02llu", sign, h, m);
	return zone_init(&z, made, &e) == 0 ? made : STR_NULL;
}

static void
release(void *arg)
{
	buf_release(arg);
}

static struct str
read_list(struct arena *scratch)
{
	const char *dir = getenv("TZDIR");
	struct buf *b = ARENA_NEW(scratch, struct buf);
	struct err e = ERR_INIT;
	struct str path;

	buf_init(b, ZONE_LIST_MAX);
	arena_defer(scratch, release, b);
	path = path_join(scratch,
	    str_c(dir == NULL || *dir == '\0' ? "/usr/share/zoneinfo" : dir),
	    STR(ZONE_LIST));
	if (file_read(AT_FDCWD, arena_cstr(scratch, path), b, &e) != 0)
		return STR_NULL;
	return buf_str(b);
}

/* The name that LINE gives a zone: the second word of a zone's line, the third
 * of a link's. Empty for a line of another kind. */
static struct str
name_in(struct str line)
{
	struct str kind = STR_NULL, name = STR_NULL;

	str_cut(&line, ' ', &kind);
	if (!str_eq(kind, STR("Z")) && !str_eq(kind, STR("L")))
		return STR_NULL;
	str_cut(&line, ' ', &name);
	if (str_eq(kind, STR("L")))
		str_cut(&line, ' ', &name);
	return name;
}

/* The city alone finds its zone, with spaces for underscores. */
static struct str
nearest(struct arena *scratch, struct str written, struct str list)
{
	bool city = str_chr(written, '/', 0) == STR_NONE;
	char *p = arena_cstr(scratch, written);
	const char *seen = NULL;
	struct str best = STR_NULL, line, name;
	struct suggest near;

	for (size_t i = 0; i < written.len; i++)
		if (p[i] == ' ')
			p[i] = '_';
	suggest_init(&near, str_n(p, written.len));
	while (str_cut(&list, '\n', &line)) {
		name = name_in(line);
		if (str_empty(name))
			continue;
		suggest_offer(
		    &near, arena_cstr(scratch, city ? path_base(name) : name));
		if (near.best != seen)
			best = name;
		seen = near.best;
	}
	return best;
}

struct str
zone_meant(struct arena *a, struct arena *scratch, struct str written)
{
	struct str found = offset_meant(a, written);

	if (!str_empty(found))
		return found;
	for (size_t i = 0; i < sizeof(china) / sizeof(china[0]); i++)
		if (str_ieq(written, str_c(china[i])))
			return STR("Asia/Shanghai");
	found = arena_str(a, nearest(scratch, written, read_list(scratch)));
	arena_reset(scratch);
	return found;
}
