// SPDX-License-Identifier: ISC
// Durations, sizes and time zones.
#include "config/duration.h"
#include "config/types.h"
#include "config/zone_names.h"

struct unit {
	const char *name;
	unsigned long long worth;
};

/* Largest first: a value is written in the largest that divides it. */
static const struct unit time_units[] = {
	{ "d", 86400 },
	{ "h", 3600 },
	{ "m", 60 },
	{ "s", 1 },
};
static const struct unit pause_units[] = {
	{ "h", 3600000 },
	{ "m", 60000 },
	{ "s", 1000 },
	{ "ms", 1 },
};
/* A kilobyte has 1,024 bytes, as in model/limits.h. */
static const struct unit size_units[] = {
	{ "MB", 1 << 20 },
	{ "KB", 1 << 10 },
	{ "MiB", 1 << 20 },
	{ "KiB", 1 << 10 },
};
#define COUNT(v) (sizeof(v) / sizeof((v)[0]))

/* "30m": digits and a unit, maybe a space between. Returns 0, or -1. */
static int
read_amount(
    struct str s, const struct unit *unit, size_t n, unsigned long long *out)
{
	unsigned long long v;
	size_t digits = 0;
	struct str name;

	while (digits < s.len && is_digit(s.p[digits]))
		digits++;
	name = str_trim(str_from(s, digits));
	if (digits > 9 || str_uint(str_sub(s, 0, digits), 999999999, &v) != 0)
		return -1;
	for (size_t i = 0; i < n; i++)
		if (str_ieq(name, str_c(unit[i].name))) {
			*out = v * unit[i].worth;
			return 0;
		}
	return -1;
}

static void
write_amount(
    struct buf *b, unsigned long long v, const struct unit *unit, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (v % unit[i].worth == 0 || i + 1 == n) {
			buf_addf(b, "%llu%s", v / unit[i].worth, unit[i].name);
			return;
		}
}

/* duration */

int
duration_read(struct str s, unsigned long long *out)
{
	return read_amount(s, time_units, COUNT(time_units), out);
}

void
duration_write(struct buf *b, unsigned long long v)
{
	if (v == 0)
		buf_add(b, STR("0s"));
	else
		write_amount(b, v, time_units, COUNT(time_units));
}

struct str
duration_meant(struct reader *r, const struct key *k, struct str s)
{
	static const struct unit words[] = {
		{ "", 60 },
		{ "sec", 1 },
		{ "second", 1 },
		{ "min", 60 },
		{ "minute", 60 },
		{ "hr", 3600 },
		{ "hour", 3600 },
		{ "day", 86400 },
		{ "秒", 1 },
		{ "分", 60 },
		{ "分钟", 60 },
		{ "小时", 3600 },
		{ "天", 86400 },
	};
	unsigned long long v;
	char made[32];
	struct buf b;

	s = str_trim(s);
	if (s.len > 3 && s.p[s.len - 1] == 's')
		s.len--;
	if (read_amount(s, words, COUNT(words), &v) != 0 || v < k->min ||
	    v > k->max || (k->type != &type_every && str_uint(s, v, &v) == 0))
		return STR_NULL;
	buf_init(&b, sizeof(made) - 1);
	duration_write(&b, v);
	memcpy(made, b.p, b.len + 1);
	buf_release(&b);
	return arena_str(r->a, str_c(made));
}

static int
set_duration(
    struct reader *r, const struct key *k, const struct node *n, void *out)
{
	unsigned long long v;
	struct str s;

	if (reader_text(r, k, n, &s) != 0)
		return -1;
	if (duration_read(s, &v) != 0 || v < k->min || v > k->max) {
		*reader_refuse(r, k, n) = duration_meant(r, k, n->value);
		return -1;
	}
	*(uint32_t *)key_member(k, out) = (uint32_t)v;
	return 0;
}

static void
write_duration(struct buf *b, const struct key *k, const void *record)
{
	duration_write(b, *(const uint32_t *)key_member_const(k, record));
}

static void
schema_duration(struct buf *b, const struct key *k)
{
	(void)k;
	buf_add(b, STR("\"type\": \"string\", \"pattern\": "
		       "\"^[0-9]+ ?[smhdSMHD]$\""));
}

const struct key_type type_duration = {
	.takes = "a number and s, m, h or d, such as 30s,",
	.set = set_duration,
	.write = write_duration,
	.schema = schema_duration,
	.amount = duration_write,
};

/* pause */

static void
amount_pause(struct buf *b, unsigned long long v)
{
	if (v == 0)
		buf_add(b, STR("0s"));
	else
		write_amount(b, v, pause_units, COUNT(pause_units));
}

static int
set_pause(
    struct reader *r, const struct key *k, const struct node *n, void *out)
{
	unsigned long long v;
	struct str s;

	if (reader_text(r, k, n, &s) != 0)
		return -1;
	if (read_amount(s, pause_units, COUNT(pause_units), &v) != 0 ||
	    v < k->min || v > k->max) {
		reader_refuse(r, k, n);
		return -1;
	}
	*(uint32_t *)key_member(k, out) = (uint32_t)v;
	return 0;
}

static void
write_pause(struct buf *b, const struct key *k, const void *record)
{
	amount_pause(b, *(const uint32_t *)key_member_const(k, record));
}

static void
schema_pause(struct buf *b, const struct key *k)
{
	(void)k;
	buf_add(b, STR("\"type\": \"string\", \"pattern\": "
		       "\"^[0-9]+ ?([mM]?[sS]|[mhMH])$\""));
}

const struct key_type type_pause = {
	.takes = "a number and ms, s, m or h, such as 500ms,",
	.set = set_pause,
	.write = write_pause,
	.schema = schema_pause,
	.amount = amount_pause,
};

/* size */

static void
amount_size(struct buf *b, unsigned long long v)
{
	write_amount(b, v, size_units, 2);
}

static int
set_size(struct reader *r, const struct key *k, const struct node *n, void *out)
{
	unsigned long long v;
	struct str s;

	if (reader_text(r, k, n, &s) != 0)
		return -1;
	if (read_amount(s, size_units, COUNT(size_units), &v) != 0 ||
	    v < k->min || v > k->max) {
		reader_refuse(r, k, n);
		return -1;
	}
	*(uint32_t *)key_member(k, out) = (uint32_t)v;
	return 0;
}

static void
write_size(struct buf *b, const struct key *k, const void *record)
{
	amount_size(b, *(const uint32_t *)key_member_const(k, record));
}

static void
schema_size(struct buf *b, const struct key *k)
{
	(void)k;
	buf_add(b, STR("\"type\": \"string\", \"pattern\": "
		       "\"^[0-9]+ ?[kmKM][iI]?[bB]$\""));
}

const struct key_type type_size = {
	.takes = "a number and KB or MB, such as 10MB,",
	.set = set_size,
	.write = write_size,
	.schema = schema_size,
	.amount = amount_size,
};

/* timezone; its second part is true when the configuration gave it */

static void
refuse_zone(struct reader *r, const struct key *k, const struct node *n)
{
	if (str_eq(n->value, STR("CST")))
		node_error(r->notes, n, 0,
		    "CST is the short name of several zones; write "
		    "Asia/Shanghai or America/Chicago");
	else
		*reader_refuse(r, k, n) =
		    zone_meant(r->a, r->scratch, n->value);
}

static int
set_zone(struct reader *r, const struct key *k, const struct node *n, void *out)
{
	struct err e = ERR_INIT;
	struct zone zone;
	struct str s;

	if (reader_text(r, k, n, &s) != 0)
		return -1;
	if (zone_init(&zone, s, &e) != 0) {
		refuse_zone(r, k, n);
		return -1;
	}
	*(struct zone *)key_member(k, out) = zone;
	*(bool *)((char *)out + k->part[1].at) = true;
	return 0;
}

static void
write_zone(struct buf *b, const struct key *k, const void *record)
{
	const struct zone *z = key_member_const(k, record);

	if (*(const bool *)((const char *)record + k->part[1].at))
		yaml_scalar(b, str_c(z->name), false, false);
}

static void
schema_zone(struct buf *b, const struct key *k)
{
	(void)k;
	buf_add(b, STR("\"type\": \"string\""));
}

const struct key_type type_zone = {
	.takes = "a time zone, such as Asia/Shanghai or +08:00",
	.set = set_zone,
	.write = write_zone,
	.schema = schema_zone,
};
