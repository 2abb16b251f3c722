// SPDX-License-Identifier: ISC
#include "base/suggest.h"

#define WORD_MAX 40 /* longer than any name; longer words are no typos */

static size_t
min3(size_t a, size_t b, size_t c)
{
	size_t m = a < b ? a : b;

	return m < c ? m : c;
}

/*
 * Letters to insert, delete, change or swap with their neighbour to make A
 * into B (optimal string alignment), without regard to case.
 */
static size_t
edit_distance(struct str a, struct str b)
{
	size_t row[3][WORD_MAX + 1];
	size_t *before = row[0], *last = row[1], *now = row[2], *t;

	for (size_t j = 0; j <= b.len; j++)
		last[j] = j;
	for (size_t i = 1; i <= a.len; i++) {
		now[0] = i;
		for (size_t j = 1; j <= b.len; j++) {
			char x = to_lower(a.p[i - 1]), y = to_lower(b.p[j - 1]);

			now[j] = min3(now[j - 1] + 1, last[j] + 1,
			    last[j - 1] + (x != y));
			if (i > 1 && j > 1 && x == to_lower(b.p[j - 2]) &&
			    y == to_lower(a.p[i - 2]) &&
			    before[j - 2] + 1 < now[j])
				now[j] = before[j - 2] + 1;
		}
		t = before;
		before = last;
		last = now;
		now = t;
	}
	return last[b.len];
}

void
suggest_init(struct suggest *s, struct str word)
{
	/* One letter in three may be wrong, or the word is another one. */
	*s = (struct suggest){ .word = word, .distance = word.len / 3 };
	if (s->distance < 1)
		s->distance = 1;
	if (s->distance > 3)
		s->distance = 3;
}

void
suggest_offer(struct suggest *s, const char *name)
{
	struct str n = str_c(name);
	size_t d;

	if (s->word.len > WORD_MAX || n.len > WORD_MAX || n.len < 2)
		return;
	d = edit_distance(s->word, n);
	if (d < s->distance || (d == s->distance && s->best == NULL)) {
		s->distance = d;
		s->best = name;
	}
}
