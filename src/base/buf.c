// SPDX-License-Identifier: ISC
#include "base/buf.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/mem.h"
#include "base/utf8.h"

/* So many bytes are many. */
#define MANY (64 << 10)

/* What P points to before anything was added; never written to. */
static char buf_empty[1];

void
buf_init(struct buf *b, size_t limit)
{
	*b = (struct buf){ .p = buf_empty, .limit = limit };
}

void
buf_release(struct buf *b)
{
	if (b->cap > 0)
		free(b->p);
	buf_init(b, b->limit);
}

static void
release(void *buf)
{
	buf_release(buf);
}

struct buf *
buf_in(struct arena *a, size_t limit)
{
	struct buf *b = ARENA_NEW(a, struct buf);

	buf_init(b, limit);
	arena_defer(a, release, b);
	return b;
}

void
buf_clear(struct buf *b)
{
	b->len = b->drained = 0;
	b->over = false;
	if (b->cap > 0)
		b->p[0] = '\0';
}

int
buf_drain(struct buf *b)
{
	if (b->over || b->drain(b->ctx, buf_str(b)) != 0) {
		b->over = true;
		return -1;
	}
	b->drained += b->len;
	b->len = 0;
	return 0;
}

/* Bytes that may come yet. */
static size_t
room(const struct buf *b)
{
	return b->limit - b->drained - b->len;
}

int
buf_reserve(struct buf *b, size_t n)
{
	size_t cap;

	if (b->over || n > room(b)) {
		b->over = true;
		return -1;
	}
	if (b->drain != NULL && b->len >= MANY && buf_drain(b) != 0)
		return -1;
	if (b->len + n < b->cap)
		return 0;
	cap = b->cap < 64 ? 64 : b->cap * 2;
	if (cap < b->len + n + 1)
		cap = b->len + n + 1;
	b->p = mem_grow(b->cap > 0 ? b->p : NULL, cap, 1);
	b->cap = cap;
	return 0;
}

int
buf_add(struct buf *b, struct str s)
{
	if (buf_reserve(b, s.len) != 0)
		return -1;
	if (s.len > 0)
		memcpy(b->p + b->len, s.p, s.len);
	b->len += s.len;
	b->p[b->len] = '\0';
	return 0;
}

int
buf_addc(struct buf *b, char c)
{
	return buf_add(b, (struct str){ &c, 1 });
}

int
buf_addf(struct buf *b, const char *fmt, ...)
{
	va_list ap;
	int n;

	if (buf_reserve(b, 0) != 0)
		return -1;
	/* It nearly always fits into what there is. */
	va_start(ap, fmt);
	n = vsnprintf(b->p + b->len, b->cap - b->len, fmt, ap);
	va_end(ap);
	if (n >= 0 && (size_t)n < b->cap - b->len && (size_t)n <= room(b)) {
		b->len += (size_t)n;
		return 0;
	}
	b->p[b->len] = '\0';
	if (n < 0 || buf_reserve(b, (size_t)n) != 0) {
		b->over = true;
		return -1;
	}
	va_start(ap, fmt);
	vsnprintf(b->p + b->len, (size_t)n + 1, fmt, ap);
	va_end(ap);
	b->len += (size_t)n;
	return 0;
}

int
buf_addcp(struct buf *b, unsigned cp)
{
	char out[4] = { 0 };
	size_t n = utf8_put(cp, out);

	return buf_add(b, (struct str){ out, n });
}

struct str
buf_str(const struct buf *b)
{
	return (struct str){ b->p, b->len };
}
