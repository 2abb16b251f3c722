// SPDX-License-Identifier: ISC
#ifndef NORMALIZE_NEAR_WORDS_H
#define NORMALIZE_NEAR_WORDS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/str.h"

/* Most classes of words. */
#define CLASSES_MAX 64

/*
 * Words that say something about whether two texts tell one story:
 *
 *	a class   of which a story has one meaning and its neighbour another:
 *	          上调 and 下调, "wins" and "loses", Monday and Tuesday
 *	a turn    a class of which a word alone is enough: 不, "not", 再次
 *	a filler  that says nothing: 的, "said", 记者
 *	a lead    that stands before a headline: 快讯, "breaking"
 */
struct words;
struct words *words_new(struct arena *a);

/* The meanings of each class that a text has, as bits. */
struct meanings {
	uint32_t v[CLASSES_MAX];
};
/*
 * Read them from TEXT, folded (text_fold_case). A word within a longer one of
 * any class is not that word: 上 in 上涨, "no" in "north".
 */
struct meanings words_meanings(const struct words *w, struct str text);
size_t words_classes(const struct words *w);
/* True when one text having a meaning of class C and the other none says as
 * much as their having two. */
bool words_is_turn(const struct words *w, size_t c);
/* The first word in TEXT of class C and of one of the meanings BITS; or
 * empty. */
struct str words_find(
    const struct words *w, struct str text, size_t c, uint32_t bits);

/* The length of the filler, of the lead, that S begins with; or 0. */
size_t words_filler(const struct words *w, struct str s);
size_t words_lead(const struct words *w, struct str s);

#endif
