// SPDX-License-Identifier: ISC
#include "base/needles.h"

static size_t
pair(const char *p)
{
	unsigned both = (unsigned char)p[0] | (unsigned)(unsigned char)p[1]
						  << 8;

	return (both ^ both >> 4) % NEEDLES_PAIRS;
}

void
needles_init(struct needles *x, const struct str *v, size_t n)
{
	*x = (struct needles){ .v = v, .n = n, .shortest = UINT8_MAX };
	for (size_t i = 0; i < n; i++)
		if (v[i].len < x->shortest)
			x->shortest = v[i].len;
	memset(x->skip, (int)x->shortest - 1, sizeof(x->skip));
	for (size_t i = 0; i < n; i++) {
		x->begins[pair(v[i].p)] = true;
		/* No pair may skip one nearer to the end of another. */
		for (size_t at = 2; at <= x->shortest; at++) {
			uint8_t *skip = &x->skip[pair(v[i].p + at - 2)];
			size_t left = x->shortest - at;

			if (left < *skip)
				*skip = (uint8_t)left;
		}
	}
}

/* The first of them that S begins with, or STR_NONE. */
static size_t
begins_with(const struct needles *x, struct str s)
{
	if (!x->begins[pair(s.p)])
		return STR_NONE;
	for (size_t i = 0; i < x->n; i++)
		if (str_starts(s, x->v[i]))
			return i;
	return STR_NONE;
}

size_t
needles_find(const struct needles *x, struct str s)
{
	for (size_t end = x->shortest; end <= s.len;) {
		size_t skip = x->skip[pair(s.p + end - 2)];
		size_t found = STR_NONE;

		if (skip == 0)
			found = begins_with(x, str_from(s, end - x->shortest));
		if (found != STR_NONE)
			return found;
		end += skip > 0 ? skip : 1;
	}
	return STR_NONE;
}
