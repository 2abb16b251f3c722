// SPDX-License-Identifier: ISC
#include "config/text.h"

#include "base/utf8.h"

/* The length of the line break at P, or 0. */
static size_t
break_at(const char *p, const char *end)
{
	if (*p == '\n')
		return 1;
	if (*p == '\r')
		return p + 1 < end && p[1] == '\n' ? 2 : 1;
	if (end - p >= 2 && memcmp(p, "\xC2\x85", 2) == 0)
		return 2;
	if (end - p >= 3 && memcmp(p, "\xE2\x80", 2) == 0 &&
	    (p[2] == '\xA8' || p[2] == '\xA9'))
		return 3;
	return 0;
}

/* The length of the line break that ends at END, a line from P on. */
static size_t
break_before(const char *p, const char *end)
{
	for (size_t len = 3; len > 0; len--)
		if ((size_t)(end - p) >= len && break_at(end - len, end) == len)
			return len;
	return 0;
}

void
text_index(struct arena *a, struct text *t)
{
	const char *p = t->bytes.p, *end = p + t->bytes.len;
	size_t cap = 0;

	t->line = arena_more(a, NULL, 0, &cap, sizeof(*t->line));
	t->nlines = 1;
	while (p < end) {
		size_t len = (unsigned char)*p > '\r' && (*p & 0x80) == 0
				 ? 0
				 : break_at(p, end);

		p += len == 0 ? 1 : len;
		if (len == 0)
			continue;
		t->line =
		    arena_more(a, t->line, t->nlines, &cap, sizeof(*t->line));
		t->line[t->nlines++] = (uint32_t)(p - t->bytes.p);
	}
}

struct str
text_row(const struct text *t, int line)
{
	size_t from, to;

	if (line < 1 || (size_t)line > t->nlines)
		return STR_NULL;
	from = t->line[line - 1];
	to = (size_t)line < t->nlines ? t->line[line] : t->bytes.len;
	if ((size_t)line < t->nlines)
		to -= break_before(t->bytes.p + from, t->bytes.p + to);
	return str_sub(t->bytes, from, to - from);
}

size_t
text_offset(const struct text *t, int line, int col)
{
	struct str s = text_row(t, line);
	size_t at = 0;

	while (--col > 0 && at < s.len)
		utf8_next(s, &at);
	return (size_t)(s.p - t->bytes.p) + at;
}

void
text_locate(const struct text *t, size_t at, int *line, int *col)
{
	size_t lo = 0, hi = t->nlines;

	while (hi - lo > 1) {
		size_t mid = lo + (hi - lo) / 2;

		if (t->line[mid] <= at)
			lo = mid;
		else
			hi = mid;
	}
	*line = (int)lo + 1;
	*col = 1 + (int)utf8_count(
		       str_sub(t->bytes, t->line[lo], at - t->line[lo]));
}
