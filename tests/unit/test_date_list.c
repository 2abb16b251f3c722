// SPDX-License-Identifier: ISC
// Dates by a format, in links, and in lists that mend each other.
#include "date_rows.h"

#include "model/rule.h"

static struct date_context
context(struct zone *z, const char *now)
{
	struct date_context ctx = { .zone = z };
	struct err e;
	bool day;

	assert_int_equal(zone_init(z, STR("Asia/Shanghai"), &e), 0);
	assert_int_equal(
	    time_parse_rfc3339(str_c(now), &ctx.now, NULL, &day), 0);
	return ctx;
}

static void
test_format(void **state)
{
	static const struct {
		int line;
		const char *in, *format, *want;
	} rows[] = {
		{ __LINE__, "2026-11-20", "%Y-%m-%d", "2026-11-20" },
		{ __LINE__, " 20.11.26 8:05 ", "%d.%m.%y %H:%M",
		    "2026-11-20T08:05+08:00" },
		{ __LINE__, "03/04/2026", "%d/%m/%Y", "2026-04-03" },
		{ __LINE__, "03/04/2026", "%m/%d/%Y", "2026-03-04" },
		{ __LINE__, "Nov 20, 2026 2:22 PM", "%b %d, %Y %I:%M %p",
		    "2026-11-20T14:22+08:00" },
		{ __LINE__, "20 novembre 2026", "%e %B %Y", "2026-11-20" },
		{ __LINE__, "星期五 11月20日", "%A %m月%d日", "2026-11-20" },
		{ __LINE__, "十一月二十日", "%m月%d日", "2026-11-20" },
		{ __LINE__, "2026324", "%Y%j", "2026-11-20" },
		{ __LINE__, "1795132800", "%s", "2026-11-20T08:00:00+08:00" },
		{ __LINE__, "2026-11-20T08:30:05+0200", "%Y-%m-%dT%H:%M:%S%z",
		    "2026-11-20T08:30:05+02:00" },
		{ __LINE__, "08:30 EST 20/11 2026", "%H:%M %Z %d/%m %Y",
		    "2026-11-20T08:30-05:00" },
		{ __LINE__, "100% 20 2026 11", "100%% %d %Y %m", "2026-11-20" },
		{ __LINE__, "2026-11-20", "%Y-%m-%d %H:%M", "none" },
		{ __LINE__, "2026-11-20 x", "%Y-%m-%d", "none" },
		{ __LINE__, "2026-13-20", "%Y-%m-%d", "none" },
		{ __LINE__, "2026-02-30", "%Y-%m-%d", "none" },
		{ __LINE__, "2026", "%Q", "none" },
		{ __LINE__, "2026", "%Y%", "none" },
		{ __LINE__, "", "%Y", "none" },
		{ __LINE__, "", "", "none" },
	};
	struct zone z;
	struct date_context ctx = context(&z, "2026-11-20T10:30:20+08:00");
	struct arena a;

	(void)state;
	arena_init(&a, 1 << 20);
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct str got = STR("none");
		struct when w;

		if (date_parse_format(&a, str_c(rows[i].in),
			str_c(rows[i].format), &ctx, &w) == 0)
			got = date_show(&a, &w);
		if (!str_eq(got, str_c(rows[i].want)))
			fail_msg("line %d: %.*s", rows[i].line, STR_ARG(got));
	}
	arena_release(&a);
}

/* What a rule may say is what is read, and nothing else is. */
static void
test_format_letters(void **state)
{
	struct zone z;
	struct date_context ctx = context(&z, "2026-11-20T10:30:20+08:00");
	struct arena a;

	(void)state;
	arena_init(&a, 64 << 20);
	for (char c = '!'; c < '\x7f'; c++) {
		static const char *const values[] = { "2026", "26", "11", "20",
			"08", "30", "PM", "Nov", "Fri", "324", "1795132800",
			"+0800", "%" };
		struct str format = arena_printf(&a, "%%Y-%%m-%%d x %%%c", c);
		bool read = false;
		struct when w;

		for (size_t i = 0; i < sizeof(values) / sizeof(*values); i++)
			read |=
			    date_parse_format(&a,
				arena_printf(&a, "2026-11-20 x %s", values[i]),
				format, &ctx, &w) == 0;
		if (read != (strchr(RULE_DATE_LETTERS, c) != NULL))
			fail_msg("%%%c is %sread", c, read ? "" : "not ");
	}
	arena_release(&a);
}

static void
test_url(void **state)
{
	static const struct date_row rows[] = {
		{ __LINE__, "https://a.example/2026/1120/c1001-40367890.html",
		    "2026-11-20" },
		{ __LINE__, "https://a.example/art/202611/t20261120_12345.html",
		    "2026-11-20" },
		{ __LINE__, "https://a.example/2026/11/20/slug", "2026-11-20" },
		{ __LINE__, "https://a.example/2026-11/20/content_1.htm",
		    "2026-11-20" },
		{ __LINE__, "https://a.example/202611/20/x", "2026-11-20" },
		{ __LINE__, "/a/20261120A0123", "2026-11-20" },
		{ __LINE__, "https://a.example/2026-11-20-title",
		    "2026-11-20" },
		{ __LINE__, "https://a.example/20261120083000.shtml",
		    "2026-11-20" },
		{ __LINE__, "https://a.example/2026/11/slug", "2026-11" },
		{ __LINE__, "https://a.example/202611/slug", "2026-11" },
		{ __LINE__, "https://a.example/12345678/x", "none" },
		{ __LINE__, "https://a.example/20261320", "none" },
		{ __LINE__, "https://a.example/2027/11/20/", "none" },
		{ __LINE__, "https://a.example/p/1001202611201", "none" },
		{ __LINE__, "https://20261120.example/", "none" },
		{ __LINE__, "https://a.example/x?d=20261120", "none" },
		{ __LINE__, "https://a.example/2026", "none" },
		{ __LINE__, "", "none" },
	};
	struct zone z;
	struct date_context ctx = context(&z, "2026-11-20T10:30:20+08:00");
	struct arena a;

	(void)state;
	arena_init(&a, 1 << 20);
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct str got = STR("none");
		struct when w;

		if (date_in_url(str_c(rows[i].in), &ctx, &w) == 0)
			got = date_show(&a, &w);
		if (!str_eq(got, str_c(rows[i].want)))
			fail_msg("line %d: %.*s", rows[i].line, STR_ARG(got));
	}
	arena_release(&a);
}

/* The part of a link that a date was read from, and no more. */
static void
test_url_raw(void **state)
{
	static const struct {
		int line;
		const char *in, *raw;
	} rows[] = {
		{ __LINE__, "https://a.cn/20261120/a-long-slug/99.html",
		    "20261120" },
		{ __LINE__, "https://a.cn/t20261120083000_1.html",
		    "20261120083000" },
		{ __LINE__, "https://a.cn/2026/1120/slug-7", "2026/1120" },
		{ __LINE__, "https://a.cn/202611/20/slug", "202611/20" },
		{ __LINE__, "https://a.cn/2026-11/20/slug", "2026-11/20" },
		{ __LINE__, "https://a.cn/2026/11/slug-1-of-9", "2026/11" },
		{ __LINE__, "https://a.cn/202611/slug", "202611" },
	};
	struct zone z;
	struct date_context ctx = context(&z, "2026-11-20T10:30:20+08:00");

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct when w = { .raw = STR_NULL };

		if (date_in_url(str_c(rows[i].in), &ctx, &w) != 0 ||
		    !str_eq(w.raw, str_c(rows[i].raw)))
			fail_msg("line %d: %.*s", rows[i].line, STR_ARG(w.raw));
	}
}

/* Read TEXTS, separated by "|", mend them, and show them likewise. */
static struct str
mended(struct arena *a, const char *texts, const char *link,
    const struct date_context *ctx)
{
	struct date_evidence v[32];
	struct str out[64];
	struct str rest = str_c(texts), part;
	size_t n = 0;

	while (str_cut(&rest, '|', &part)) {
		v[n] = (struct date_evidence){ ARENA_NEW(a, struct when),
			str_c(link) };
		if (date_parse(a, part, ctx, v[n].when) != 0)
			v[n].when->precision = PRECISION_NONE;
		n++;
	}
	date_mend_list(v, n, ctx);
	for (size_t i = 0; i < n; i++) {
		out[2 * i] = STR("|");
		out[2 * i + 1] = v[i].when->precision == PRECISION_NONE
				     ? STR("none")
				     : str_sub(date_show(a, v[i].when), 0, 10);
	}
	return str_from(arena_concat(a, out, 2 * n), 1);
}

static void
test_mend(void **state)
{
	static const struct {
		int line;
		const char *in, *link, *want;
	} rows[] = {
		/* oldest first, over a new year */
		{ __LINE__, "09-16|10-30|12-24|01-29|02-06|03-24", "",
		    "2020-09-16|2020-10-30|2020-12-24|2021-01-29|2021-02-06|2021-03-24" },
		/* newest first */
		{ __LINE__, "04-01|03-24|01-29|12-24", "",
		    "2021-04-01|2021-03-24|2021-01-29|2020-12-24" },
		/* more than a year, newest first */
		{ __LINE__, "03-24|11-05|04-10|03-25|01-02|12-11", "",
		    "2021-03-24|2020-11-05|2020-04-10|2020-03-25|2020-01-02|2019-12-11" },
		/* more than a year, oldest first */
		{ __LINE__, "11-05|02-10|08-20|01-15|03-24", "",
		    "2019-11-05|2020-02-10|2020-08-20|2021-01-15|2021-03-24" },
		/* one that is pinned to the top moves no other */
		{ __LINE__, "02-01|04-01|03-31|03-24|03-20", "",
		    "2021-02-01|2021-04-01|2021-03-31|2021-03-24|2021-03-20" },
		/* years that are given hold */
		{ __LINE__, "2019-12-30|12-24|2019-12-01", "",
		    "2019-12-30|2019-12-24|2019-12-01" },
		/* the link knows */
		{ __LINE__, "03-24|03-20", "https://a.example/2018/03/24/x",
		    "2018-03-24|2018-03-20" },
		{ __LINE__, "03-25|03-24", "https://a.example/s/18/03/24/x",
		    "2018-03-25|2018-03-24" },
		/* figures that are no day of the row's are no year */
		{ __LINE__, "03-24|03-20", "https://a.example/s/18/06/30/x",
		    "2021-03-24|2021-03-20" },
		{ __LINE__, "03-24|无|03-20", "",
		    "2021-03-24|none|2021-03-20" },
		{ __LINE__, "3天前|昨天|周一 08:00", "",
		    "2021-03-30|2021-04-01|2021-03-29" },
		/* which of two figures is the month */
		{ __LINE__, "03/02/2021|28/01/2021|05/01/2021", "",
		    "2021-02-03|2021-01-28|2021-01-05" },
		{ __LINE__, "03/02/2021|01/28/2021|01/05/2021", "",
		    "2021-03-02|2021-01-28|2021-01-05" },
	};
	struct zone z;
	struct date_context ctx = context(&z, "2021-04-02T10:30:20+08:00");
	struct arena a;

	(void)state;
	arena_init(&a, 1 << 20);
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct str got = mended(&a, rows[i].in, rows[i].link, &ctx);

		if (!str_eq(got, str_c(rows[i].want)))
			fail_msg("line %d: %.*s", rows[i].line, STR_ARG(got));
	}
	date_mend_list(NULL, 0, &ctx);
	arena_release(&a);
}

/* A list that is in order as it is first read stays so: no row is moved. */
static void
test_years(void **state)
{
	static const struct {
		int line;
		const char *in, *link, *want;
	} rows[] = {
		{ __LINE__, "11/20|11/19|02/03|12/24", "",
		    "2026-11-20|2026-11-19|2026-02-03|2025-12-24" },
		{ __LINE__, "11/20|02/03", "", "2026-11-20|2026-02-03" },
		{ __LINE__, "11/20|02/14", "", "2026-11-20|2026-02-14" },
		{ __LINE__, "11/20|05/14", "", "2026-11-20|2026-05-14" },
		{ __LINE__, "11-20|02-03", "", "2026-11-20|2026-02-03" },
		{ __LINE__, "20 Nov|3 Feb", "", "2026-11-20|2026-02-03" },
		{ __LINE__, "11月20日|2月3日", "", "2026-11-20|2026-02-03" },
		{ __LINE__, "11/20|10/05", "", "2026-11-20|2026-10-05" },
		{ __LINE__, "11/20|11/18|10/30|09/15|02/14", "",
		    "2026-11-20|2026-11-18|2026-10-30|2026-09-15|2026-02-14" },
		{ __LINE__, "11/20|11/19|12/24", "",
		    "2026-11-20|2026-11-19|2025-12-24" },
		{ __LINE__, "03-01|12-24|12-20", "",
		    "2026-03-01|2025-12-24|2025-12-20" },
		/* two rows go up as well as down */
		{ __LINE__, "03-01|09-20", "", "2026-03-01|2026-09-20" },
		/* rows before that go down say which */
		{ __LINE__, "11-20|11-10|03-01|09-20", "",
		    "2026-11-20|2026-11-10|2026-03-01|2025-09-20" },
		{ __LINE__, "11-20|11-18|11-18|11-20|11-15", "",
		    "2026-11-20|2026-11-18|2026-11-18|2026-11-20|2026-11-15" },
		/* an old list, oldest first */
		{ __LINE__, "11-20|11-25|12-10|01-10|02-14", "",
		    "2025-11-20|2025-11-25|2025-12-10|2026-01-10|2026-02-14" },
		/* all of one leap year */
		{ __LINE__, "03-05|02-29|02-20|02-11", "",
		    "2024-03-05|2024-02-29|2024-02-20|2024-02-11" },
		/* years that are given, newest first and oldest first */
		{ __LINE__, "2019-12-30|12-24", "", "2019-12-30|2019-12-24" },
		{ __LINE__, "2024-12-30|2025-03-01|2025-10-01|01-15|03-09", "",
		    "2024-12-30|2025-03-01|2025-10-01|2026-01-15|2026-03-09" },
		{ __LINE__, "Tuesday June 30|June 29",
		    "https://a.example/story/09/06/30/2237256/x",
		    "2009-06-30|2009-06-29" },
		/* seconds since 1970, of that day or the next, or of none */
		{ __LINE__, "02-20|02-19", "https://a.example/M.1708407561.A",
		    "2024-02-20|2024-02-19" },
		{ __LINE__, "02-19|02-19", "https://a.example/?t=1708407561",
		    "2024-02-19|2024-02-19" },
		{ __LINE__, "02-25|02-24", "https://a.example/1708407561.html",
		    "2026-02-25|2026-02-24" },
		{ __LINE__, "02-20|02-19", "https://a.example/17084075610",
		    "2026-02-20|2026-02-19" },
		/* no year further back than the order asks for */
		{ __LINE__, "2024-03-27|09-21|02-03|2024-12-30", "",
		    "2024-03-27|2026-09-21|2026-02-03|2024-12-30" },
		{ __LINE__, "2023-01-30|09-21|08-20|02-03|2023-12-30", "",
		    "2023-01-30|2026-09-21|2026-08-20|2026-02-03|2023-12-30" },
		{ __LINE__, "12-31|01-01", "https://a.example/99/12/31/x",
		    "1999-12-31|2000-01-01" },
	};
	struct zone z;
	struct date_context ctx = context(&z, "2026-11-22T10:30:20+08:00");
	struct arena a;

	(void)state;
	arena_init(&a, 1 << 20);
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct str got = mended(&a, rows[i].in, rows[i].link, &ctx);

		if (!str_eq(got, str_c(rows[i].want)))
			fail_msg("line %d: %.*s", rows[i].line, STR_ARG(got));
	}
	arena_release(&a);
}

/* ---- lists whose years are known ---- */

#define MOST_ROWS 40
#define MOST_LISTS 1000

/* Knuth, The Art of Computer Programming, 3.3.4, table 1, line 26. */
static unsigned
below(uint64_t *seed, unsigned n)
{
	*seed = *seed * 6364136223846793005U + 1442695040888963407U;
	return (unsigned)(*seed >> 33) % n;
}

/* How the lists of one kind are made and shown; shares are of a hundred. */
struct kind {
	int line;
	bool newest_first;
	size_t least, most; /* rows of a list */
	unsigned wrong;     /* at most, of a thousand */
	unsigned pinned;    /* lists with rows on top that are in no order */
	unsigned leap;      /* gaps of years, whose far end says its year */
	unsigned full;      /* rows that say their year */
	unsigned linked;    /* rows whose link says their year */
	unsigned relative;  /* rows of the last week: 3天前 */
};

/* A row as its page shows it. */
struct shown {
	int64_t day; /* since 1970 */
	bool full;
};

/* A list of N; before a gap of years the rows show none, behind it they do. */
static void
true_list(uint64_t *seed, int64_t today, const struct kind *k, size_t n,
    struct shown *v)
{
	size_t pinned = n > 2 && below(seed, 100) < k->pinned
			    ? 1 + (n > 8 ? below(seed, 3) : 0)
			    : 0;
	size_t leap = below(seed, 100) < k->leap ? below(seed, (unsigned)n) : n;
	unsigned most_gap = 1 + below(seed, 41);
	int64_t d = today - below(seed, 60);

	for (size_t i = 0; i < pinned; i++)
		v[i] = (struct shown){ .day = today - below(seed, 360) };
	for (size_t i = pinned; i < n; i++) {
		struct shown *row =
		    &v[k->newest_first ? i : n - 1 - i + pinned];

		if (i == leap)
			d -= 366 + below(seed, 1500);
		*row = (struct shown){ d,
			i >= leap || below(seed, 100) < k->full };
		d -= below(seed, most_gap);
	}
}

/* The text and the link that show ROW, a day of TODAY's past. */
static struct str
show_row(struct arena *a, uint64_t *seed, const struct shown *row,
    int64_t today, const struct kind *k, struct str *link)
{
	struct civil c;

	civil_from_utc(row->day * 86400, &c);
	*link = STR_NULL;
	if (today - row->day < 7 && below(seed, 100) < k->relative)
		return arena_printf(a, "%d天前", (int)(today - row->day));
	if (row->full)
		return arena_printf(
		    a, "%04d-%02d-%02d", c.year, c.month, c.day);
	if (below(seed, 100) < k->linked)
		*link =
		    arena_printf(a, "https://a.example/%04d/%02d%02d/1.html",
			c.year, c.month, c.day);
	return arena_printf(a, "%02d-%02d", c.month, c.day);
}

/* Show the rows as pages do, mend, and count those that differ. */
static size_t
wrong_rows(struct arena *a, uint64_t *seed, const struct shown *row, size_t n,
    const struct kind *k, const struct date_context *ctx)
{
	struct date_evidence *v = ARENA_ARRAY(a, n, struct date_evidence);
	int64_t today = (ctx->now + 8 * 3600) / 86400;
	size_t wrong = 0;

	for (size_t i = 0; i < n; i++) {
		struct str text =
		    show_row(a, seed, &row[i], today, k, &v[i].link);

		v[i].when = ARENA_NEW(a, struct when);
		assert_int_equal(date_parse(a, text, ctx, v[i].when), 0);
	}
	date_mend_list(v, n, ctx);
	for (size_t i = 0; i < n; i++)
		wrong +=
		    (v[i].when->t + v[i].when->offset) / 86400 != row[i].day;
	return wrong;
}

static void
test_lists(void **state)
{
	static const struct kind rows[] = {
		{ __LINE__, true, 2, MOST_ROWS, 5, .pinned = 25 },
		{ __LINE__, true, 2, 2, 5, .pinned = 25 },
		{ __LINE__, true, 3, 8, 5, .pinned = 25 },
		{ __LINE__, false, 4, MOST_ROWS, 10, .pinned = 25 },
		{ __LINE__, false, 4, 8, 10, .pinned = 25 },
		/* the youngest rows say how long ago */
		{ __LINE__, true, 3, MOST_ROWS, 5, .pinned = 25,
		    .relative = 100 },
		/* some rows say their year, in the text or in the link */
		{ __LINE__, true, 3, MOST_ROWS, 5, .pinned = 50, .full = 20 },
		{ __LINE__, true, 3, MOST_ROWS, 5, .pinned = 50, .linked = 20 },
		{ __LINE__, false, 4, MOST_ROWS, 10, .full = 20, .linked = 10 },
		/* rows of years ago */
		{ __LINE__, true, 3, MOST_ROWS, 5, .leap = 100 },
		{ __LINE__, true, 3, 8, 5, .pinned = 25, .leap = 100 },
		{ __LINE__, false, 4, MOST_ROWS, 10, .leap = 100 },
	};
	struct zone z;
	struct date_context ctx = context(&z, "2026-11-22T10:30:20+08:00");
	struct arena a;
	uint64_t seed = 1;

	(void)state;
	ctx.language = STR("zh"); /* the month comes first */
	arena_init(&a, 1 << 20);
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		size_t all = 0, wrong = 0;

		for (int list = 0; list < MOST_LISTS; list++) {
			struct date_context then = ctx;
			struct shown v[MOST_ROWS];
			size_t n = rows[i].least +
				   below(&seed, (unsigned)(rows[i].most -
							   rows[i].least + 1));

			/* at any time of a year, leap years among them */
			then.now += below(&seed, 1461) * 86400LL;
			true_list(&seed, (then.now + 8 * 3600) / 86400,
			    &rows[i], n, v);
			all += n;
			wrong += wrong_rows(&a, &seed, v, n, &rows[i], &then);
			arena_reset(&a);
		}
		print_message("# line %d: %zu of %zu rows wrong\n",
		    rows[i].line, wrong, all);
		if (wrong * 1000 > all * rows[i].wrong)
			fail_msg("line %d: %zu of %zu rows wrong", rows[i].line,
			    wrong, all);
	}
	arena_release(&a);
}

/*
 * Rows that are each as long as a page may make them are read again without
 * taking the memory of all of them, which would end the program.
 */
static void
test_long_rows(void **state)
{
	enum { ROWS = 300, DOTS = 20000 };
	struct date_evidence v[ROWS];
	struct zone z;
	struct date_context ctx = context(&z, "2026-11-20T10:30:20+08:00");
	struct arena a;
	char *dots;
	struct str text;

	(void)state;
	arena_init(&a, (size_t)512 << 20);
	dots = arena_alloc(&a, DOTS);
	memset(dots, '.', DOTS);
	text = arena_concat(&a,
	    (struct str[]){ STR("3"), str_n(dots, DOTS), STR("-4.5.2026") }, 3);
	for (size_t i = 0; i < ROWS; i++) {
		struct when w;
		struct arena one;

		arena_init(&one, SIZE_MAX);
		assert_int_equal(
		    date_parse(
			&one, i == 0 ? STR("25.4.2026") : text, &ctx, &w),
		    0);
		arena_release(&one);
		v[i] = (struct date_evidence){ ARENA_NEW(&a, struct when),
			STR_NULL };
		*v[i].when = w;
	}
	assert_true(v[1].when->raw.len > DOTS);
	date_mend_list(v, ROWS, &ctx);
	assert_true(str_starts(date_show(&a, v[1].when), STR("2026-05-03")));
	arena_release(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_format),
		cmocka_unit_test(test_format_letters),
		cmocka_unit_test(test_url),
		cmocka_unit_test(test_url_raw),
		cmocka_unit_test(test_mend),
		cmocka_unit_test(test_years),
		cmocka_unit_test(test_lists),
		cmocka_unit_test(test_long_rows),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
