// SPDX-License-Identifier: ISC
// Dates by a format that the source gives.
#include "normalize/date/date.h"

#include "normalize/date/han.h"
#include "normalize/date/reading.h"

/* The text being read: the byte reached, and the tokens of it. */
struct cursor {
	const struct reader *r;
	struct str text; /* folded */
	size_t at;
	struct stamp *s;
};

static size_t
token_at(const struct cursor *c)
{
	const struct lexed *x = c->r->x;
	size_t i = 0;

	while (i < x->n && x->v[i].start < c->at)
		i++;
	return i;
}

static void
skip_space(struct cursor *c)
{
	while (c->at < c->text.len && c->text.p[c->at] == ' ')
		c->at++;
}

/* A number of at most MOST digits, or in Han numerals. */
static bool
take_number(struct cursor *c, size_t most, int64_t *out)
{
	size_t n = 0;
	uint64_t han;
	unsigned digits;

	skip_space(c);
	*out = 0;
	while (n < most && c->at < c->text.len &&
	       is_digit((unsigned char)c->text.p[c->at])) {
		*out = *out * 10 + (c->text.p[c->at++] - '0');
		n++;
	}
	if (n > 0)
		return true;
	n = han_number(str_from(c->text, c->at), &han, &digits);
	c->at += n;
	*out = (int64_t)han;
	return n > 0;
}

static bool
take_int(struct cursor *c, size_t most, int min, int max, int *out)
{
	int64_t v;

	if (!take_number(c, most, &v) || v < min || v > max)
		return false;
	*out = (int)v;
	return true;
}

static bool
take_name(struct cursor *c, enum name_kind kind, int *out)
{
	size_t i;

	skip_space(c);
	i = token_at(c);
	if (c->r->x->v[i].start != c->at || !token_is(c->r->x, i, kind, out))
		return false;
	c->at = c->r->x->v[i].end;
	return true;
}

static bool
take_zone(struct cursor *c)
{
	size_t i, end;

	skip_space(c);
	i = token_at(c);
	end = read_zone(c->r, i, c->s);
	if (c->r->x->v[i].start != c->at || end == 0)
		return false;
	c->at = c->r->x->v[end - 1].end;
	return true;
}

static bool
take_epoch(struct cursor *c)
{
	c->s->saying = SAYING_EPOCH;
	return take_number(c, 12, &c->s->instant);
}

/* %j: the day of the year, once the year is known */
static bool
take_day_of_year(struct cursor *c)
{
	struct civil d;
	int n;

	if (!take_int(c, 3, 1, 366, &n) || c->s->year == 0)
		return false;
	civil_from_utc((civil_days(c->s->year, 1, 1) + n - 1) * 86400, &d);
	c->s->month = d.month;
	c->s->day = d.day;
	return d.year == c->s->year;
}

static bool
take_year(struct cursor *c, unsigned digits)
{
	int v;

	if (!take_int(c, digits, 0, 9999, &v))
		return false;
	c->s->year = digits == 4 ? v : full_year(c->r, (uint64_t)v, 2);
	return c->s->year > 0;
}

/* One conversion. Source: POSIX.1-2017, strptime. */
static bool
convert(struct cursor *c, char how)
{
	struct stamp *s = c->s;
	int v;

	switch (how) {
	case 'Y':
		return take_year(c, 4);
	case 'y':
		return take_year(c, 2);
	case 'm':
		return take_int(c, 2, 1, 12, &s->month);
	case 'd':
	case 'e':
		return take_int(c, 2, 1, 31, &s->day);
	case 'H':
		return take_int(c, 2, 0, 24, &s->hour);
	case 'I':
		return take_int(c, 2, 1, 12, &s->hour);
	case 'M':
		return take_int(c, 2, 0, 59, &s->minute);
	case 'S':
		return take_int(c, 2, 0, 60, &s->second);
	case 'p':
		if (!take_name(c, NAME_PERIOD, &v))
			return false;
		s->period = (enum period)v;
		return true;
	case 'b':
	case 'B':
		return take_name(c, NAME_MONTH, &s->month);
	case 'a':
	case 'A':
		return take_name(c, NAME_WEEKDAY, &s->weekday);
	case 'j':
		return take_day_of_year(c);
	case 's':
		return take_epoch(c);
	case 'z':
	case 'Z':
		return take_zone(c);
	default:
		return false;
	}
}

static bool
literal(struct cursor *c, struct str folded)
{
	if (!str_starts(str_from(c->text, c->at), folded))
		return false;
	c->at += folded.len;
	return true;
}

static bool
follow(struct arena *a, struct cursor *c, struct str format)
{
	size_t i = 0;

	while (i < format.len) {
		size_t from = i;

		if (is_html_space((unsigned char)format.p[i])) {
			skip_space(c);
			i++;
		} else if (format.p[i] != '%') {
			while (i < format.len && format.p[i] != '%' &&
			       !is_html_space((unsigned char)format.p[i]))
				i++;
			if (!literal(
				c, date_fold(a, str_sub(format, from, i - from))
				       .text))
				return false;
		} else if (i + 1 < format.len && format.p[i + 1] == '%') {
			if (!literal(c, STR("%")))
				return false;
			i += 2;
		} else {
			if (i + 1 == format.len || !convert(c, format.p[i + 1]))
				return false;
			i += 2;
		}
	}
	skip_space(c);
	return c->at == c->text.len;
}

int
date_parse_format(struct arena *a, struct str text, struct str format,
    const struct date_context *ctx, struct when *out)
{
	struct reader r = { .ctx = ctx, .order = date_order_of(ctx) };
	struct stamp s = STAMP_EMPTY;
	struct lexed x;
	struct cursor c = { .r = &r, .s = &s };
	struct when w = { .raw = str_trim(text) };

	date_lex(a, text, ctx->language, &x);
	r.x = &x;
	c.text = x.f.text;
	zone_civil(ctx->zone, ctx->now, &r.now);
	s.saying = SAYING_FIELDS;
	skip_space(&c);
	if (!follow(a, &c, format) || resolve(&r, &s, &w) != 0)
		return -1;
	w.how |= HOW_FORMAT;
	*out = w;
	return 0;
}
