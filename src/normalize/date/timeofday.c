// SPDX-License-Identifier: ISC
// Times of day, and the zone behind them.
#include "normalize/date/reading.h"

#include "normalize/date/zones.h"

static bool
figure(const struct lexed *x, size_t i, uint64_t max, int *out)
{
	if (!token_number(x, i) || x->v[i].digits > 2 || x->v[i].number > max)
		return false;
	*out = (int)x->v[i].number;
	return true;
}

static bool
mark(const struct lexed *x, size_t i, int what)
{
	return token_means(x, i, NAME_MARK, what);
}

/* 14:22:31.123 */
static size_t
with_colons(const struct lexed *x, size_t i, struct stamp *s)
{
	if (!figure(x, i, 24, &s->hour) || !token_punct(x, i + 1, ":") ||
	    !figure(x, i + 2, 59, &s->minute) ||
	    (s->hour == 24 && s->minute > 0))
		return 0;
	/* 16:9 is a shape, 3:1 a score; 4:2 some Chinese sites write */
	if (x->v[i + 2].digits < 2 && !x->cjk)
		return 0;
	i += 3;
	if (!token_punct(x, i, ":") || !figure(x, i + 1, 60, &s->second))
		return i;
	i += 2;
	if (token_punct(x, i, ".,") && !x->v[i].space && !x->v[i + 1].space &&
	    x->v[i + 1].kind == TOKEN_NUMBER)
		i += 2;
	return i;
}

/* 14.22 or 14.22.31, of two figures each */
static size_t
with_stops(const struct lexed *x, size_t i, struct stamp *s)
{
	if (!figure(x, i, 24, &s->hour) || !token_punct(x, i + 1, ".") ||
	    x->v[i + 1].space || x->v[i + 2].space || x->v[i + 2].digits != 2 ||
	    !figure(x, i + 2, 59, &s->minute))
		return 0;
	i += 3;
	/* 20.11.2026 */
	if (token_punct(x, i, ".") && !x->v[i + 1].space &&
	    x->v[i + 1].digits == 4)
		return 0;
	if (token_punct(x, i, ".:") && !x->v[i].space &&
	    x->v[i + 1].digits == 2 && !x->v[i + 1].space &&
	    figure(x, i + 1, 60, &s->second))
		i += 2;
	return i;
}

/* 14时22分31秒, 14h22, 17 Uhr, 十一点半 */
static size_t
with_marks(const struct lexed *x, size_t i, struct stamp *s)
{
	if (!figure(x, i, 24, &s->hour) || !mark(x, i + 1, MARK_HOUR))
		return 0;
	s->minute = 0;
	i += 2;
	if (token_is(x, i, NAME_HALF, NULL)) {
		s->minute = 30;
		i++;
	} else if (figure(x, i, 59, &s->minute)) {
		i++;
		if (mark(x, i, MARK_MINUTE))
			i++;
	} else {
		return i;
	}
	if (!figure(x, i, 60, &s->second))
		return i;
	i++;
	return mark(x, i, MARK_SECOND) ? i + 1 : i;
}

/* T142231 */
static size_t
compact(const struct lexed *x, size_t i, struct stamp *s)
{
	const struct token *t = x->v + i;
	uint64_t v = t->number;

	if (!token_number(x, i) || t->han || (t->digits != 4 && t->digits != 6))
		return 0;
	if (t->digits == 6) {
		s->second = (int)(v % 100);
		v /= 100;
	}
	s->minute = (int)(v % 100);
	s->hour = (int)(v / 100);
	return s->hour < 24 && s->minute < 60 && s->second < 61 ? i + 1 : 0;
}

/* Past the part of the day at I, if it is there: pm, 下午 */
static size_t
day_period(const struct lexed *x, size_t i, struct stamp *s)
{
	int period;
	size_t k = i;

	if (token_punct(x, k, ",.*"))
		k++;
	if (!token_is(x, k, NAME_PERIOD, &period))
		return i;
	s->period = (enum period)period;
	if (token_punct(x, k + 1, ".") && x->v[k + 1].space == false)
		return k + 2;
	return k + 1;
}

/* Past "Uhr", the part of the day and the zone behind a time. */
static size_t
behind_time(const struct reader *r, size_t i, struct stamp *s)
{
	size_t end;

	if (s->period == PERIOD_NONE) {
		if (mark(r->x, i, MARK_HOUR) || mark(r->x, i, MARK_MINUTE) ||
		    mark(r->x, i, MARK_SECOND))
			i += 1 + (token_punct(r->x, i + 1, ".") &&
				     !r->x->v[i + 1].space);
		end = day_period(r->x, i, s);
		if (end == i)
			end = day_period(r->x, skip_glue(r->x, i, 1), s);
		if (s->period != PERIOD_NONE)
			i = end;
	}
	end = read_zone(r, i, s);
	return end > 0 ? end : i;
}

/* One figure that only a word makes an hour: 9 pm, um 7 morgens, 午後3. */
static size_t
lone_hour(const struct lexed *x, size_t i, bool introduced, struct stamp *s)
{
	struct stamp t = *s;

	if (!figure(x, i, 24, &s->hour))
		return 0;
	s->minute = 0;
	if (introduced && s->period != PERIOD_NONE)
		return i + 1;
	if (s->hour <= 12 && day_period(x, i + 1, &t) > i + 1 &&
	    !token_punct(x, i + 1, "*"))
		return i + 1;
	return 0;
}

/* noon, midnight: a time without figures */
static size_t
wordy(const struct lexed *x, size_t i, struct stamp *s)
{
	int period;

	if (!token_is(x, i, NAME_PERIOD, &period))
		return 0;
	if (period != PERIOD_NOON && period != PERIOD_MIDNIGHT)
		return 0;
	s->period = (enum period)period;
	s->hour = period == PERIOD_NOON ? 12 : 0;
	s->minute = 0;
	return i + 1;
}

/* Languages whose half of an hour is that before it. */
static const char *const half_before[] = { "de", "nl", "da", "nb", "sv", "fi",
	"cs", "sk", "hu" };

/* halb neun, v půl šesté: 8:30, 5:30 */
static size_t
half_hour(const struct lexed *x, size_t i, struct stamp *s)
{
	size_t n = sizeof(half_before) / sizeof(*half_before);
	int hour;

	if (!token_is(x, i, NAME_HALF, NULL) ||
	    (!token_is(x, i + 1, NAME_NUM, &hour) &&
		!token_is(x, i + 1, NAME_ORD, &hour)) ||
	    hour < 1 || hour > 12 || token_is(x, i + 2, NAME_UNIT, NULL))
		return 0;
	while (
	    n > 0 && names_language(str_c(half_before[n - 1])) != x->language)
		n--;
	if (n == 0)
		return 0;
	s->hour = hour == 1 ? 12 : hour - 1;
	s->minute = 30;
	return i + 2;
}

/* Past "at", "um", "kl." */
static size_t
skip_at(const struct lexed *x, size_t i)
{
	for (int n = 0; n < 3 && token_is(x, i, NAME_AT, NULL); n++)
		i += token_punct(x, i + 1, ".") && !x->v[i + 1].space ? 2 : 1;
	return i;
}

size_t
read_time(const struct reader *r, size_t i, bool after_date, struct stamp *s)
{
	static size_t (*const forms[])(const struct lexed *, size_t,
	    struct stamp *) = { with_colons, with_marks, with_stops, compact };
	const struct lexed *x = r->x;
	struct stamp was = *s;
	bool introduced = false, t = false;
	size_t k, start = i;

	k = skip_at(x, i);
	t = k > i && str_eq(token_text(x, k - 1), STR("t"));
	i = skip_at(x, day_period(x, k, s));
	introduced = i > start;
	for (size_t f = 0; f < sizeof(forms) / sizeof(forms[0]); f++) {
		struct stamp now = *s;

		if (forms[f] == with_stops && !after_date && !introduced)
			continue;
		if (forms[f] == compact && !t)
			continue;
		k = forms[f](x, i, &now);
		if (k > 0) {
			*s = now;
			return behind_time(r, k, s);
		}
	}
	k = lone_hour(x, i, introduced, s);
	if (k > 0)
		return behind_time(r, k, s);
	*s = was;
	start = skip_at(x, start);
	k = half_hour(x, start, s);
	if (k == 0)
		k = wordy(x, start, s);
	if (k == 0)
		*s = was;
	return k;
}

/* +0800, +08:00, +8 after UTC. *OFFSET in seconds. */
static size_t
numeric_zone(const struct lexed *x, size_t i, bool named, int32_t *offset)
{
	const struct token *t = x->v + i + 1;
	uint64_t h, m = 0;
	size_t end = i + 2;

	if (!token_punct(x, i, "+-") || t->kind != TOKEN_NUMBER || t->space)
		return 0;
	if (t->digits > 4 || t->digits == 3)
		return 0;
	h = t->number;
	if (t->digits == 4) {
		m = h % 100;
		h /= 100;
	} else if (token_punct(x, i + 2, named ? ":." : ":") && !t[1].space &&
		   t[2].digits == 2 && !t[2].space) {
		m = t[2].number;
		end += 2;
	} else if (!named && (x->v[i].space || t->digits != 2)) {
		return 0; /* 10:00 - 12 is a length of time */
	}
	if (h > 14 || m > 59)
		return 0;
	*offset = (int32_t)(h * 3600 + m * 60);
	if (x->v[i].punct == '-')
		*offset = -*offset;
	return end;
}

/* Abbreviations are zones in capitals only: "est" is French, "et" too. */
static bool
abbreviation(const struct reader *r, size_t i, struct zone *z)
{
	struct str word = token_source(r->x, i);
	bool capital =
	    word.len > 0 &&
	    (word.p[0] < 'a' || word.p[0] > 'z' || str_ieq(word, STR("utc")) ||
		str_ieq(word, STR("gmt")) || str_ieq(word, STR("z")));

	if (r->x->v[i].kind != TOKEN_WORD && r->x->v[i].kind != TOKEN_NAME)
		return false;
	return capital && zone_named(token_text(r->x, i), r->ctx->zone, z);
}

size_t
read_zone(const struct reader *r, size_t i, struct stamp *s)
{
	const struct lexed *x = r->x;
	size_t k = i + (token_punct(x, i, "(") ? 1 : 0), end;
	int32_t offset;

	if (abbreviation(r, k, &s->zone)) {
		s->has_zone = true;
		end = k + 1;
		if (s->zone.offset == 0)
			k = numeric_zone(x, end, true, &offset);
		if (s->zone.offset == 0 && k > 0) {
			s->zone =
			    (struct zone){ .fixed = true, .offset = offset };
			end = k;
		}
		return token_punct(x, end, ")") ? end + 1 : end;
	}
	end = numeric_zone(x, i, false, &offset);
	if (end == 0)
		return 0;
	s->has_zone = true;
	s->zone = (struct zone){ .fixed = true, .offset = offset };
	return end;
}
