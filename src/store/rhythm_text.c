// SPDX-License-Identifier: ISC
#include "store/rhythm_text.h"

#include <string.h>

/* A source has 65 numbers, which are read and written in each run: by hand. */

#define DIGITS 20 /* of UINT64_MAX */
#define SAFE 18   /* so many fit into 64 bits, whatever they are */

/* V at the end of what *TO has; behind it is room. */
static void
put(char **to, uint64_t v)
{
	char digits[DIGITS];
	size_t at = sizeof(digits);

	/* Of most hours there is nothing to tell. */
	if (v < 10) {
		*(*to)++ = (char)('0' + v);
		return;
	}
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

/* The number that *S begins with, of at most MOST and SAFE digits, and the space
 * behind it; or -1. */
static int64_t
take(struct str *s, uint64_t most)
{
	const char *p = s->p, *end = s->p + s->len;
	uint64_t v = 0;
	size_t n;

	while (p < end && is_digit(*p) && p - s->p < SAFE)
		v = v * 10 + (uint64_t)(*p++ - '0');
	n = (size_t)(p - s->p);
	if (n == 0 || v > most || (p < end && *p != ' '))
		return -1;
	*s = p < end ? str_n(p + 1, s->len - n - 1) : STR_NULL;
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
