// SPDX-License-Identifier: ISC
#include "store/rhythm_text.h"

static void
put_tallies(struct buf *b, const struct tally *v, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		buf_addc(b, ' ');
		buf_addu(b, v[i].events);
		buf_addc(b, ' ');
		buf_addu(b, v[i].seconds);
	}
}

void
rhythm_write(struct buf *b, const struct rhythm *r)
{
	if (r->learned <= 0)
		return;
	buf_addu(b, (uint64_t)r->learned);
	buf_addc(b, ' ');
	buf_addu(b, r->newest > 0 ? (uint64_t)r->newest : 0);
	buf_addc(b, ' ');
	buf_addu(b, r->missed);
	put_tallies(b, r->hour, 24);
	put_tallies(b, r->day, 7);
}

/* The next number of *S, or -1. */
static int64_t
take(struct str *s, unsigned long long most)
{
	unsigned long long v;
	struct str part;

	if (!str_cut(s, ' ', &part) || str_uint(part, most, &v) != 0)
		return -1;
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
