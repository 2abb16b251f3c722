// SPDX-License-Identifier: ISC
// How often a page is fetched, and at which hours.
#include "config/config.h"
#include "config/duration.h"
#include "config/types.h"
#include "model/limits.h"

#define DAY 86400

/* "07:30", in seconds after midnight. Returns 0, or -1. */
static int
read_clock(struct str s, int32_t *out)
{
	unsigned long long h, m;
	size_t colon = str_chr(s, ':', 0);

	if (colon == STR_NONE || colon == 0 || colon > 2 ||
	    s.len != colon + 3 || str_uint(str_sub(s, 0, colon), 23, &h) != 0 ||
	    str_uint(str_from(s, colon + 1), 59, &m) != 0)
		return -1;
	*out = (int32_t)(h * 3600 + m * 60);
	return 0;
}

/* The two sides of "15m-24h"; a dash may be a long one, as from a word
 * processor. Returns 0, or -1. */
static int
cut_range(struct str s, struct str *from, struct str *to)
{
	struct str dash = STR("-");
	size_t at = str_find(s, dash);

	if (at == STR_NONE) {
		dash = STR("–");
		at = str_find(s, dash);
	}
	if (at == STR_NONE)
		return -1;
	*from = str_trim(str_sub(s, 0, at));
	*to = str_trim(str_from(s, at + dash.len));
	return 0;
}

/* every; the second part is where it stands */

/* What follows "auto": nothing, or its bounds. Returns 0, or -1. */
static int
read_auto(const struct key *k, struct str s, struct every *out)
{
	unsigned long long least = LIMIT_AUTO_MIN_S, most = LIMIT_AUTO_MAX_S;
	struct str from, to;

	s = str_trim(s);
	if (!str_empty(s) && (cut_range(s, &from, &to) != 0 ||
				 duration_read(from, &least) != 0 ||
				 duration_read(to, &most) != 0))
		return -1;
	if (least < k->min || most > k->max || least > most)
		return -1;
	*out = (struct every){ .kind = EVERY_AUTO,
		.least = (int32_t)least,
		.most = (int32_t)most };
	return 0;
}

static int
read_every(const struct key *k, struct str s, struct every *out)
{
	unsigned long long v;
	int32_t at;

	if (str_eq(s, STR("auto")) || str_starts(s, STR("auto ")))
		return read_auto(k, str_from(s, 4), out);
	if (str_starts(s, STR("daily "))) {
		if (read_clock(str_trim(str_from(s, 6)), &at) != 0)
			return -1;
		*out = (struct every){ .kind = EVERY_DAILY, .seconds = at };
		return 0;
	}
	if (duration_read(s, &v) != 0 || v < k->min || v > k->max)
		return -1;
	*out = (struct every){ .kind = EVERY_INTERVAL, .seconds = (int32_t)v };
	return 0;
}

static int
set_every(
    struct reader *r, const struct key *k, const struct node *n, void *out)
{
	struct str s;

	if (reader_text(r, k, n, &s) != 0)
		return -1;
	if (read_every(k, s, key_member(k, out)) == 0) {
		*(struct place *)(void *)((char *)out + k->part[1].at) =
		    (struct place){ n->text->name, n->line, n->col };
		return 0;
	}
	*reader_refuse(r, k, n) = duration_meant(r, k, n->value);
	return -1;
}

static void
add_every(struct buf *b, const struct every *e)
{
	switch (e->kind) {
	case EVERY_AUTO:
		buf_add(b, STR("auto"));
		if (e->least == LIMIT_AUTO_MIN_S && e->most == LIMIT_AUTO_MAX_S)
			return;
		buf_addc(b, ' ');
		duration_write(b, (unsigned long long)e->least);
		buf_addc(b, '-');
		duration_write(b, (unsigned long long)e->most);
		return;
	case EVERY_DAILY:
		buf_addf(b, "daily %02d:%02d", e->seconds / 3600,
		    e->seconds / 60 % 60);
		return;
	case EVERY_INTERVAL:
		duration_write(b, (unsigned long long)e->seconds);
		return;
	}
}

struct str
config_every(struct arena *a, const struct every *e)
{
	struct str s;
	struct buf b;

	buf_init(&b, LIMIT_CONFIG);
	add_every(&b, e);
	s = arena_str(a, buf_str(&b));
	buf_release(&b);
	return s;
}

static void
write_every(struct buf *b, const struct key *k, const void *record)
{
	add_every(b, key_member_const(k, record));
}

#define DURATION "[0-9]+ ?[smhdSMHD]"

static void
schema_every(struct buf *b, const struct key *k)
{
	(void)k;
	buf_add(b, STR("\"type\": \"string\", \"pattern\": "
		       "\"^(auto( +" DURATION " ?- ?" DURATION ")?|" DURATION
		       "|daily +[0-9]{1,2}:[0-9]{2})$\""));
}

const struct key_type type_every = {
	.takes = "auto, auto 15m-24h, daily 07:30 or a number and m, h or d, "
		 "such as 30m,",
	.set = set_every,
	.write = write_every,
	.schema = schema_every,
	.amount = duration_write,
};

/* hours; the second part is their number */

static int
read_span(struct str s, struct day_part *out)
{
	struct str from, to;

	if (cut_range(s, &from, &to) != 0 || read_clock(from, &out->from) != 0)
		return -1;
	if (str_eq(to, STR("24:00")))
		out->to = DAY;
	else if (read_clock(to, &out->to) != 0)
		return -1;
	/* Nothing or all of the day: nobody can tell which. */
	return out->from == out->to ? -1 : 0;
}

static int
set_hours(
    struct reader *r, const struct key *k, const struct node *n, void *out)
{
	const struct node *const *v;
	struct day_part *span;
	size_t count;
	struct str s;

	if (n->kind == NODE_SCALAR && !str_empty(reader_listed(r, n->value))) {
		*reader_refuse(r, k, n) = reader_listed(r, n->value);
		return -1;
	}
	if (reader_list(r, k, &n, &v, &count) != 0)
		return -1;
	if (count > LIMIT_HOURS) {
		reader_refuse(r, k, n);
		return -1;
	}
	span = ARENA_ARRAY(r->a, count, struct day_part);
	for (size_t i = 0; i < count; i++) {
		if (reader_text(r, k, v[i], &s) != 0)
			return -1;
		if (read_span(s, &span[i]) != 0) {
			reader_refuse(r, k, v[i]);
			return -1;
		}
	}
	*(struct day_part **)key_member(k, out) = span;
	*(size_t *)((char *)out + k->part[1].at) = count;
	return 0;
}

static void
write_hours(struct buf *b, const struct key *k, const void *record)
{
	struct day_part *const *v = key_member_const(k, record);
	size_t n = *(const size_t *)((const char *)record + k->part[1].at);

	for (size_t i = 0; i < n; i++) {
		const struct day_part *p = &(*v)[i];

		buf_addf(b, "%s%02d:%02d-%02d:%02d",
		    n == 1   ? ""
		    : i == 0 ? "["
			     : ", ",
		    p->from / 3600, p->from / 60 % 60, p->to / 3600,
		    p->to / 60 % 60);
	}
	if (n > 1)
		buf_addc(b, ']');
}

#define CLOCK "[0-9]{1,2}:[0-9]{2}"
#define SPAN \
	"\"type\": \"string\", \"pattern\": \"^" CLOCK " ?[-–] ?" CLOCK "$\""

static void
schema_hours(struct buf *b, const struct key *k)
{
	(void)k;
	buf_add(b, STR("\"anyOf\": [{" SPAN "}, {\"type\": \"array\", "
		       "\"items\": {" SPAN "}}]"));
}

const struct key_type type_hours = {
	.takes = "a span such as 07:00-23:00 or 22:00-02:00, or a list of them",
	.set = set_hours,
	.write = write_hours,
	.schema = schema_hours,
};
