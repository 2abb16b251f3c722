// SPDX-License-Identifier: ISC
#include "cli/table.h"

#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>
#include <utf8proc.h>

#include "base/civil.h"
#include "base/log.h"
#include "base/utf8.h"

/* Longest text shown in a cell, in bytes. */
#define CELL_BYTES 1024
/* Wider lines are hard to read, narrower ones hold nothing. */
#define TABLE_WIDEST 120
#define TABLE_NARROWEST 60

size_t
table_columns(void)
{
	struct winsize w;

	if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &w) != 0 || w.ws_col == 0)
		return TABLE_WIDEST;
	if (w.ws_col < TABLE_NARROWEST)
		return TABLE_NARROWEST;
	return w.ws_col < TABLE_WIDEST ? w.ws_col : TABLE_WIDEST;
}

static size_t
columns(uint32_t cp)
{
	int w = utf8proc_charwidth((utf8proc_int32_t)cp);

	return w < 0 ? 0 : (size_t)w;
}

/* As much of S as fits WIDTH columns; *USED gets the columns it takes. */
static struct str
fit(struct arena *a, struct str s, size_t width, size_t *used)
{
	size_t at = 0, w = 0, cut = 0, cut_w = 0;

	while (at < s.len) {
		w += columns(utf8_next(s, &at));
		if (w > width) {
			*used = cut_w + 1;
			return arena_printf(a, "%.*s…", (int)cut, s.p);
		}
		/* A cut leaves a column for its mark. */
		if (w < width) {
			cut = at;
			cut_w = w;
		}
	}
	*used = w;
	return s;
}

struct str
table_text(struct arena *a, struct str s, size_t width)
{
	char *safe = arena_alloc(a, CELL_BYTES);
	size_t used;

	log_escape(safe, CELL_BYTES, s);
	return fit(a, str_c(safe), width, &used);
}

struct str
table_cell(struct arena *a, struct str s, size_t width)
{
	char *safe = arena_alloc(a, CELL_BYTES), *pad;
	size_t used, n;
	struct str text;

	log_escape(safe, CELL_BYTES, s);
	text = fit(a, str_c(safe), width, &used);
	n = used < width ? width - used : 0;
	pad = arena_alloc(a, n + 1);
	memset(pad, ' ', n);
	return arena_concat(a, (struct str[]){ text, { pad, n } }, 2);
}

struct str
table_id(struct arena *a, struct str id, size_t width)
{
	return table_cell(a, id, id.len > width ? id.len : width);
}

struct str
table_wrap(struct arena *a, struct str s, size_t width, size_t indent)
{
	char *safe = arena_alloc(a, CELL_BYTES), *gap;
	struct str rest, word, out = STR_NULL;
	size_t at = 0, used;

	log_escape(safe, CELL_BYTES, s);
	rest = str_c(safe);
	gap = arena_alloc(a, indent + 1);
	memset(gap, ' ', indent + 1);
	gap[0] = '\n';
	while (str_cut(&rest, ' ', &word)) {
		struct str before = STR(" ");

		word = fit(a, word, width, &used);
		if (at == 0)
			before = STR_NULL;
		else if (at + 1 + used > width) {
			before = str_n(gap, indent + 1);
			at = 0;
		}
		out = arena_concat(a, (struct str[]){ out, before, word }, 3);
		at += (at > 0) + used;
	}
	return out;
}

struct str
table_time_in(struct arena *a, int64_t t, const struct zone *z)
{
	struct civil c;

	if (t == 0)
		return STR("never");
	zone_civil(z, t, &c);
	return arena_printf(a, "%04d-%02d-%02d %s", c.year, c.month, c.day,
	    time_clock(a, c.hour, c.minute, zone_offset(z, t)).p);
}

struct str
table_time(struct arena *a, int64_t t)
{
	return table_time_in(a, t, &ZONE_UTC);
}

struct str
table_ago(struct arena *a, int64_t t, int64_t now)
{
	static const struct {
		int64_t seconds;
		const char *name;
	} units[] = { { 86400, "d" }, { 3600, "h" }, { 60, "min" } };
	int64_t d = t > now ? t - now : now - t;

	if (t == 0)
		return STR("never");
	for (size_t i = 0; i < sizeof(units) / sizeof(*units); i++)
		if (d >= units[i].seconds)
			return arena_printf(a,
			    t > now ? "in %lld %s" : "%lld %s ago",
			    (long long)(d / units[i].seconds), units[i].name);
	return t > now ? STR("in < 1 min") : STR("< 1 min ago");
}
