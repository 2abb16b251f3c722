// SPDX-License-Identifier: ISC
#ifndef BASE_BUF_H
#define BASE_BUF_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/str.h"

/*
 * Bytes that grow up to a ceiling. Past the ceiling nothing is added any more
 * and OVER stays set until buf_clear, so a writer may add many times and look
 * once. P is never NULL and a NUL, not counted in LEN, follows the bytes.
 */
struct buf {
	char *p; /* owned */
	size_t len;
	size_t cap;
	size_t limit; /* most bytes it may hold, with those that were drained */
	bool over;    /* something did not fit and was left out */
	/* Who takes the bytes away whenever there are many, so that they need
	 * not all be here at once; buf_drain() has the last ones taken. Those
	 * that are in the way out count for LIMIT. Returns 0, or -1 when it
	 * cannot, which is as if they did not fit. NULL: they stay. */
	int (*drain)(void *ctx, struct str bytes);
	void *ctx;
	size_t drained; /* bytes so far */
};

void buf_init(struct buf *b, size_t limit);
/* Free the bytes. The buffer may be used again: empty, with its limit. */
void buf_release(struct buf *b);
/*
 * A buffer that is released with A at the latest: for one that holds bytes
 * while A is asked for memory, which may not come back (arena_alloc).
 */
struct buf *buf_in(struct arena *a, size_t limit);
/* Empty, keeping the memory. */
void buf_clear(struct buf *b);
/* Have DRAIN take what is there. Returns 0, or -1 with B->over set. */
int buf_drain(struct buf *b);

/* Each returns 0, or -1 with B->over set when the bytes did not fit. */
int buf_add(struct buf *b, struct str s);
int buf_addc(struct buf *b, char c);
int buf_addf(struct buf *b, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));
/* The UTF-8 form of CP, a Unicode scalar value. */
int buf_addcp(struct buf *b, unsigned cp);
/* Make room for N more bytes at P + LEN. The caller then raises LEN. */
int buf_reserve(struct buf *b, size_t n);

/* The bytes, borrowed until the next change. */
struct str buf_str(const struct buf *b);

#endif
