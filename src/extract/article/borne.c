// SPDX-License-Identifier: ISC
#include "extract/article/borne.h"

/* Letters that two texts must have in common to be the same there. */
#define WINDOW 12
/* Bytes of a declared text that are looked at. */
#define BODY_MOST (256 << 10)
/* Weight of a declared text that is one. */
#define BODY_LEAST 300
/* Share of it that must be found. */
#define MOST 0.8

/* The beginnings of all windows of a text, as hashes, in an open table. */
struct windows {
	uint64_t *v;
	size_t mask;
};

static uint64_t
mix(uint64_t hash, uint32_t cp)
{
	return (hash ^ cp) * 0x100000001B3u;
}

/* The hash of the WINDOW letters of S at AT; 0 when there are not so many. */
static uint64_t
hash_at(struct str s, size_t at)
{
	uint64_t hash = 0xCBF29CE484222325u;

	for (int i = 0; i < WINDOW; i++) {
		uint32_t cp = next_letter(s, &at);

		if (cp == 0)
			return 0;
		hash = mix(hash, cp);
	}
	return hash == 0 ? 1 : hash;
}

static uint64_t *
slot(const struct windows *w, uint64_t hash)
{
	size_t i = (size_t)(hash ^ hash >> 29) & w->mask;

	while (w->v[i] != 0 && w->v[i] != hash)
		i = (i + 1) & w->mask;
	return &w->v[i];
}

static void
fill(struct arena *a, struct windows *w, struct str body)
{
	size_t size = 64;

	while (size < 2 * body.len)
		size *= 2;
	w->v = ARENA_ARRAY(a, size, uint64_t);
	w->mask = size - 1;
	for (size_t at = 0; at < body.len;) {
		uint64_t hash = hash_at(body, at);

		if (hash == 0)
			break;
		*slot(w, hash) = hash;
		if (next_letter(body, &at) == 0)
			break;
	}
}

/* Where the last WINDOW letters of S begin, or nearly so. */
static size_t
tail_of(struct str s)
{
	size_t at = s.len;

	for (int i = 0; i < WINDOW && at > 0;) {
		size_t from;
		uint32_t cp = utf8_prev(s, &at);

		from = at;
		i +=
		    cp != 0 &&
		    next_letter(s, &from) ==
			(cp < 0x80 ? (uint32_t)(unsigned char)to_lower((char)cp)
				   : cp);
	}
	return at;
}

static bool
is_in(const struct windows *w, struct str s)
{
	uint64_t head = hash_at(s, 0), tail;

	if (head == 0 || *slot(w, head) == 0)
		return false;
	tail = hash_at(s, tail_of(s));
	return tail != 0 && *slot(w, tail) != 0;
}

void
borne_out(struct page *p, struct str body)
{
	struct windows w;
	uint32_t first = p->nlines, end = 0;
	unsigned all, found = 0;

	body = str_sub(body, 0, BODY_MOST);
	body.len = utf8_valid_prefix(body);
	all = measure(body).weight;
	if (all < BODY_LEAST)
		return;
	fill(p->a, &w, body);
	for (uint32_t i = 0; i < p->nlines; i++) {
		struct line *l = &p->line[i];

		if (l->drop == DROP_CAPTION || !is_in(&w, l->text))
			continue;
		found += l->m.weight;
		first = first < i ? first : i;
		end = i + 1;
		l->declared = true;
	}
	if (found < MOST * all)
		return;
	for (uint32_t i = 0; i < p->nlines; i++) {
		struct line *l = &p->line[i];

		if (l->declared) {
			l->drop = DROP_NOT;
			l->value = 1;
		} else if ((i < first || i >= end) && l->drop == DROP_NOT)
			l->drop = DROP_OUTSIDE;
	}
}
