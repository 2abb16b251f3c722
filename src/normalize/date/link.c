// SPDX-License-Identifier: ISC
// The day in the path of a URL: /2024/1120/, /202411/t20241120_1.html
#include "normalize/date/date.h"

#define FIRST_YEAR 1990
#define SLACK 172800 /* a publisher's clock and zone, seconds */
#define MOST_RUNS 5

/* Digits that stand together, and where. */
struct run {
	struct str digits;
	size_t end; /* the byte after them in the path */
};

static int
number(struct str s, size_t from, size_t n)
{
	unsigned long long v;

	return str_uint(str_sub(s, from, n), 99999999, &v) == 0 ? (int)v : -1;
}

static struct str
path_of(struct str url)
{
	size_t at = str_find(url, STR("://")), end;

	url = at == STR_NONE ? url : str_from(url, at + 3);
	at = str_chr(url, '/', 0);
	url = at == STR_NONE ? STR_NULL : str_from(url, at);
	for (end = 0; end < url.len; end++)
		if (url.p[end] == '?' || url.p[end] == '#')
			break;
	return str_sub(url, 0, end);
}

static bool
next_run(struct str path, size_t *at, struct run *r)
{
	size_t from;

	while (*at < path.len && !is_digit((unsigned char)path.p[*at]))
		++*at;
	from = *at;
	while (*at < path.len && is_digit((unsigned char)path.p[*at]))
		++*at;
	r->digits = str_sub(path, from, *at - from);
	r->end = *at;
	return *at > from;
}

/* Put year, month and day (0: the month only) into OUT if they can be. */
static bool
settle(int year, int month, int day, const struct date_context *ctx,
    struct when *out)
{
	struct civil c = {
		.year = year, .month = month, .day = day == 0 ? 1 : day
	};

	if (year < FIRST_YEAR || !civil_valid(&c))
		return false;
	*out = (struct when){ .t = zone_instant(ctx->zone, &c),
		.precision = day == 0 ? PRECISION_MONTH : PRECISION_DAY,
		.how = HOW_LINK };
	out->offset = zone_offset(ctx->zone, out->t);
	return out->t <= ctx->now + SLACK;
}

/* The date that begins with run R[0]; R[1] and R[2] may be empty. Returns of
 * how many runs it is; 0: there is none. */
static size_t
read_runs(const struct run *r, struct str path, const struct date_context *ctx,
    struct when *out)
{
	size_t n0 = r[0].digits.len, n1 = r[1].digits.len, n2 = r[2].digits.len;
	struct str d = r[0].digits;
	/* Only one sign may stand between the runs. */
	bool two = n1 > 0 && r[1].end - n1 == r[0].end + 1;
	bool three = two && n2 > 0 && r[2].end - n2 == r[1].end + 1;

	if (n0 == 8 || n0 == 12 || n0 == 14) /* 20241120, 20241120083000 */
		return settle(number(d, 0, 4), number(d, 4, 2), number(d, 6, 2),
			   ctx, out)
			   ? 1
			   : 0;
	if (n0 == 4 && two && n1 == 4) /* 2024/1120 */
		return settle(number(d, 0, 4), number(r[1].digits, 0, 2),
			   number(r[1].digits, 2, 2), ctx, out)
			   ? 2
			   : 0;
	if (n0 == 6 && two && n1 == 2 &&
	    path.p[r[0].end] == '/') /* 202411/20 */
		return settle(number(d, 0, 4), number(d, 4, 2),
			   number(r[1].digits, 0, 2), ctx, out)
			   ? 2
			   : 0;
	if (n0 == 4 && three && n1 <= 2 && n2 <= 2) /* 2024/11/20, 2024-11/20 */
		return settle(number(d, 0, 4), number(r[1].digits, 0, 2),
			   number(r[2].digits, 0, 2), ctx, out)
			   ? 3
			   : 0;
	return 0;
}

/* 2024/11/slug, 202411/slug */
static size_t
read_month(const struct run *r, struct str path, const struct date_context *ctx,
    struct when *out)
{
	size_t n0 = r[0].digits.len, n1 = r[1].digits.len;
	size_t end = r[n0 == 6 ? 0 : 1].end;

	if (end >= path.len || path.p[end] != '/' || r[0].end - n0 == 0 ||
	    path.p[r[0].end - n0 - 1] != '/')
		return 0;
	if (n0 == 6)
		return settle(number(r[0].digits, 0, 4),
			   number(r[0].digits, 4, 2), 0, ctx, out)
			   ? 1
			   : 0;
	return n0 == 4 && n1 == 2 && r[1].end == r[0].end + 3 &&
		       settle(number(r[0].digits, 0, 4),
			   number(r[1].digits, 0, 2), 0, ctx, out)
		   ? 2
		   : 0;
}

int
date_in_url(struct str url, const struct date_context *ctx, struct when *out)
{
	static size_t (*const forms[])(const struct run *, struct str,
	    const struct date_context *,
	    struct when *) = { read_runs, read_month };
	struct str path = path_of(url);

	for (size_t f = 0; f < sizeof(forms) / sizeof(forms[0]); f++) {
		struct run r[3] = { { .digits = STR_NULL } };
		size_t at = 0;

		for (size_t i = 0; i < 3; i++)
			next_run(path, &at, &r[i]);
		while (r[0].digits.len > 0) {
			size_t from = r[0].end - r[0].digits.len;
			struct when w;
			size_t runs = forms[f](r, path, ctx, &w);

			if (runs > 0) {
				w.raw =
				    str_sub(path, from, r[runs - 1].end - from);
				*out = w;
				return 0;
			}
			r[0] = r[1];
			r[1] = r[2];
			next_run(path, &at, &r[2]);
		}
	}
	return -1;
}
