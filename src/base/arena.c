// SPDX-License-Identifier: ISC
#include "base/arena.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

/* Large enough that a listing page needs a handful, small enough to touch. */
#define ARENA_BLOCK (64 << 10)

struct arena_block {
	struct arena_block *next;
	size_t cap, used;
	max_align_t data[];
};

struct arena_defer {
	struct arena_defer *next;
	void (*fn)(void *);
	void *arg;
};

void
arena_init(struct arena *a, size_t budget)
{
	*a = (struct arena){ .budget = budget };
}

static void
arena_spent(struct arena *a)
{
	if (a->over != NULL)
		longjmp(*a->over, 1);
	/* Without a landing place a spent budget is memory that ran out. */
	(void)mem_alloc(SIZE_MAX, 2);
}

static struct arena_block *
block_new(struct arena *a, size_t n)
{
	size_t cap = n > ARENA_BLOCK / 4 ? n : ARENA_BLOCK;
	struct arena_block *b = mem_grow(NULL, sizeof(*b) + cap, 1);

	b->cap = cap;
	b->used = 0;
	/* A large one goes behind the first, which may still have room. */
	if (cap == n && a->block != NULL) {
		b->next = a->block->next;
		a->block->next = b;
	} else {
		b->next = a->block;
		a->block = b;
	}
	return b;
}

#define ALIGNED (_Alignof(max_align_t))

/* As arena_alloc, not zeroed and where FROM has it begin, a multiple of 1 or
 * ALIGNED: for what is filled at once. */
static void *
take(struct arena *a, size_t n, size_t from)
{
	struct arena_block *b = a->block;
	size_t skip;
	void *p;

	if (n > SIZE_MAX / 2)
		arena_spent(a);
	skip = b == NULL ? 0 : -b->used & (from - 1);
	if (n + skip > a->budget - a->used)
		arena_spent(a);
	if (b == NULL || n + skip > b->cap - b->used) {
		b = block_new(a, n);
		skip = 0;
	}
	p = (char *)b->data + b->used + skip;
	b->used += n + skip;
	a->used += n + skip;
	return p;
}

void *
arena_alloc(struct arena *a, size_t n)
{
	return memset(take(a, n, ALIGNED), 0, n);
}

void *
arena_array(struct arena *a, size_t n, size_t size)
{
	if (size != 0 && n > SIZE_MAX / size)
		arena_spent(a);
	return arena_alloc(a, n * size);
}

char *
arena_cstr(struct arena *a, struct str s)
{
	char *p = take(a, s.len + 1, 1);

	if (s.len > 0)
		memcpy(p, s.p, s.len);
	p[s.len] = '\0';
	return p;
}

struct str
arena_str(struct arena *a, struct str s)
{
	return (struct str){ arena_cstr(a, s), s.len };
}

struct str
arena_printf(struct arena *a, const char *fmt, ...)
{
	char usual[256];
	va_list ap;
	char *p;
	int n;

	va_start(ap, fmt);
	n = vsnprintf(usual, sizeof(usual), fmt, ap);
	va_end(ap);
	if (n < 0)
		return STR_NULL;
	p = take(a, (size_t)n + 1, 1);
	if ((size_t)n < sizeof(usual)) {
		memcpy(p, usual, (size_t)n + 1);
		return (struct str){ p, (size_t)n };
	}
	va_start(ap, fmt);
	vsnprintf(p, (size_t)n + 1, fmt, ap);
	va_end(ap);
	return (struct str){ p, (size_t)n };
}

struct str
arena_concat(struct arena *a, const struct str *part, size_t n)
{
	size_t len = 0, at = 0;
	char *p;

	for (size_t i = 0; i < n; i++)
		len += part[i].len;
	p = take(a, len + 1, 1);
	for (size_t i = 0; i < n; i++) {
		if (part[i].len > 0)
			memcpy(p + at, part[i].p, part[i].len);
		at += part[i].len;
	}
	p[len] = '\0';
	return (struct str){ p, len };
}

void *
arena_more(struct arena *a, void *v, size_t n, size_t *cap, size_t size)
{
	void *p;

	if (n < *cap)
		return v;
	*cap = *cap == 0 ? 8 : *cap * 2;
	p = arena_array(a, *cap, size);
	if (n > 0)
		memcpy(p, v, n * size);
	return p;
}

void
arena_defer(struct arena *a, void (*fn)(void *), void *arg)
{
	struct arena_defer *d = ARENA_NEW(a, struct arena_defer);

	d->fn = fn;
	d->arg = arg;
	d->next = a->defer;
	a->defer = d;
}

static void
arena_empty(struct arena *a, struct arena_block *keep)
{
	while (a->defer != NULL) {
		struct arena_defer *d = a->defer;

		a->defer = d->next;
		d->fn(d->arg);
	}
	while (a->block != NULL) {
		struct arena_block *b = a->block;

		a->block = b->next;
		if (b != keep)
			free(b);
	}
	if (keep != NULL) {
		keep->next = NULL;
		keep->used = 0;
	}
	a->block = keep;
	a->used = 0;
}

void
arena_reset(struct arena *a)
{
	struct arena_block *b = a->block;

	arena_empty(a, b != NULL && b->cap <= ARENA_BLOCK ? b : NULL);
}

void
arena_release(struct arena *a)
{
	arena_empty(a, NULL);
}
