// SPDX-License-Identifier: ISC
#include "store/rhythm_text.h"

#include <string.h>

/* A source has 65 numbers, which are read and written in each run: by hand. */

#define DIGITS 20 /* of UINT64_MAX */

/* V at the end of what *TO has; behind it is room. */
static void
put(char **to, uint64_t v)
{
	char digits[DIGITS];
	size_t at = sizeof(digits);

	do
		digits[--at] = (char)('0' + v % 10);
	while ((v /= 10) > 0);
	memcpy(*to, digits + at, sizeof(digits) - at);
	*to += sizeof(digits) - at;
}

static void
put_tallies(char **to, const struct tally *v, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		*(*to)++ = ' ';
		put(to, v[i].events);
		*(*to)++ = ' ';
		put(to, v[i].seconds);
	}
}

struct str
rhythm_write(char out[RHYTHM_TEXT_MOST], const struct rhythm *r)
{
	char *to = out;

	if (r->learned <= 0)
		return STR_NULL;
	put(&to, (uint64_t)r->learned);
	*to++ = ' ';
	put(&to, r->newest > 0 ? (uint64_t)r->newest : 0);
	*to++ = ' ';
	put(&to, r->missed);
	put_tallies(&to, r->hour, 24);
	put_tallies(&to, r->day, 7);
	return str_n(out, (size_t)(to - out));
}

/* The number that *S begins with, of at most MOST, and the space behind it; or
 * -1. */
static int64_t
take(struct str *s, uint64_t most)
{
	uint64_t v = 0;
	size_t i = 0;

	for (; i < s->len && s->p[i] != ' '; i++) {
		unsigned d = (unsigned char)s->p[i] - (unsigned)'0';

		if (d > 9 || v > (most - d) / 10)
			return -1;
		v = v * 10 + d;
	}
	if (i == 0)
		return -1;
	*s = i < s->len ? str_n(s->p + i + 1, s->len - i - 1) : STR_NULL;
	return (int64_t)v;
}

static int
take_tallies(struct str *s, struct tally *v, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		int64_t events = take(s, UINT32_MAX);
		int64_t seconds = take(s, UINT32_MAX);

		if (events < 0 || seconds < 0)
			return -1;
		v[i] = (struct tally){ (uint32_t)events, (uint32_t)seconds };
	}
	return 0;
}

void
rhythm_read(struct str s, struct rhythm *r)
{
	int64_t missed;

	r->learned = take(&s, INT64_MAX);
	r->newest = take(&s, INT64_MAX);
	missed = take(&s, UINT32_MAX);
	if (r->learned < 0 || r->newest < 0 || missed < 0 ||
	    take_tallies(&s, r->hour, 24) != 0 ||
	    take_tallies(&s, r->day, 7) != 0 || !str_empty(s))
		*r = (struct rhythm){ 0 };
	else
		r->missed = (uint32_t)missed;
}
