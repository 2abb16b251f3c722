// SPDX-License-Identifier: ISC
#include "normalize/near/align.h"

/* LEN[i * (b->n + 1) + j]: of the longest common subsequence of what is left
 * of A at token I and of B at token J. */
static uint16_t *
lengths(struct arena *arena, const struct tokens *a, const struct tokens *b)
{
	size_t w = b->n + 1;
	uint16_t *len = ARENA_ARRAY(arena, (a->n + 1) * w, uint16_t);

	for (size_t i = a->n; i-- > 0;) {
		for (size_t j = b->n; j-- > 0;) {
			uint16_t down = len[(i + 1) * w + j];
			uint16_t right = len[i * w + j + 1];

			if (a->v[i].hash == b->v[j].hash)
				len[i * w + j] =
				    (uint16_t)(len[(i + 1) * w + j + 1] + 1);
			else
				len[i * w + j] = down > right ? down : right;
		}
	}
	return len;
}

/* Join the hunks that only one equal character parts. */
static void
drop_chance(struct alignment *al, const struct tokens *a)
{
	size_t n = 0;

	for (size_t i = 0; i < al->n; i++) {
		struct hunk *h = &al->v[i];
		struct hunk *before = n > 0 ? &al->v[n - 1] : NULL;

		if (before != NULL && h->a == before->aend + 1 &&
		    a->v[before->aend].kind == TOKEN_HAN) {
			before->aend = h->aend;
			before->bend = h->bend;
			al->equal--;
		} else {
			al->v[n++] = *h;
		}
	}
	al->n = n;
}

struct alignment
align(struct arena *arena, const struct tokens *a, const struct tokens *b)
{
	struct alignment al = { .v = ARENA_ARRAY(
				    arena, a->n + b->n + 1, struct hunk),
		.amoved = ARENA_ARRAY(arena, a->n + 1, bool),
		.bmoved = ARENA_ARRAY(arena, b->n + 1, bool) };
	uint16_t *len = lengths(arena, a, b);
	size_t w = b->n + 1, i = 0, j = 0;

	while (i < a->n || j < b->n) {
		struct hunk h;

		while (i < a->n && j < b->n && a->v[i].hash == b->v[j].hash)
			i++, j++, al.equal++;
		h = (struct hunk){ i, i, j, j };
		while (
		    (i < a->n || j < b->n) &&
		    !(i < a->n && j < b->n && a->v[i].hash == b->v[j].hash)) {
			if (j == b->n || (i < a->n && len[(i + 1) * w + j] >=
							  len[i * w + j + 1]))
				i++;
			else
				j++;
		}
		h.aend = i;
		h.bend = j;
		if (h.a < i || h.b < j)
			al.v[al.n++] = h;
	}
	drop_chance(&al, a);
	return al;
}
