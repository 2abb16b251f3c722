// SPDX-License-Identifier: ISC
#include "web/freshness.h"

#include <stdbool.h>

#include "web/httpdate.h"

/* delta-seconds (RFC 9111 1.2.2); more than MAX is MAX. -1 when it is none. */
static int64_t
seconds(struct str s, int64_t max)
{
	unsigned long long n;

	if (str_empty(s))
		return -1;
	for (size_t i = 0; i < s.len; i++)
		if (!is_digit(s.p[i]))
			return -1;
	return str_uint(s, (unsigned long long)max, &n) == 0 ? (int64_t)n : max;
}

/* The next directive of the list, commas inside quotes left alone. */
static bool
cut_directive(struct str *rest, struct str *name, struct str *value)
{
	bool quoted = false;
	struct str one;
	size_t n = 0, eq;

	if (str_empty(*rest))
		return false;
	for (; n < rest->len && (quoted || rest->p[n] != ','); n++) {
		if (rest->p[n] == '"')
			quoted = !quoted;
		else if (rest->p[n] == '\\' && quoted && n + 1 < rest->len)
			n++;
	}
	one = str_sub(*rest, 0, n);
	*rest = str_from(*rest, n + 1);
	eq = str_chr(one, '=', 0);
	*name = str_trim(str_sub(one, 0, eq));
	*value = eq == STR_NONE ? STR_NULL : str_trim(str_from(one, eq + 1));
	if (value->len >= 2 && value->p[0] == '"' &&
	    str_ends(*value, STR("\"")))
		*value = str_sub(*value, 1, value->len - 2);
	return true;
}

/* Of a directive that stands twice the first counts (RFC 9111 4.2.1). */
static int64_t
lifetime(const struct freshness *f, int64_t now, int64_t max)
{
	struct str rest = f->cache_control, name, value;
	int64_t age = -1, date, expires;
	bool said = false;

	while (cut_directive(&rest, &name, &value)) {
		if (str_ieq(name, STR("no-store")) ||
		    str_ieq(name, STR("no-cache")))
			return 0;
		if (str_ieq(name, STR("max-age")) && !said) {
			age = seconds(value, max);
			said = true;
		}
	}
	if (said)
		return age < 0 ? 0 : age;
	if (http_date_parse(f->expires, now, &expires) != 0)
		return 0;
	if (http_date_parse(f->date, now, &date) != 0)
		date = now;
	return expires > date ? expires - date : 0;
}

int64_t
freshness_left(const struct freshness *f, int64_t now, int64_t max)
{
	int64_t age = seconds(str_trim(f->age), INT32_MAX);
	int64_t left = lifetime(f, now, INT32_MAX) - (age < 0 ? 0 : age);

	return left < 0 ? 0 : left > max ? max : left;
}
