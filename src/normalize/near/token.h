// SPDX-License-Identifier: ISC
#ifndef NORMALIZE_NEAR_TOKEN_H
#define NORMALIZE_NEAR_TOKEN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/str.h"

enum token_kind {
	TOKEN_WORD,  /* letters of a script that has spaces */
	TOKEN_HAN,   /* one character of a script that has none */
	TOKEN_NUMBER /* figures, or words for them */
};

/* What a text is compared by. */
struct token {
	uint64_t hash; /* of what it says: "三" after 第 is as "3" */
	struct str s;  /* as it stands in the folded text */
	enum token_kind kind;
};

/* A text in its tokens. */
struct tokens {
	struct token *v;
	size_t n;
	struct str text; /* that they were cut from: text_fold_case */
};

/*
 * Cut TEXT, at most MAX tokens of it. Figures are one token with the points,
 * colons and hyphens between them (17.2, 3-1, 2026-11-20), thousands unmarked;
 * Han numerals count as figures behind 第 and before what is counted, English
 * ones up to twelve and as ordinals up to tenth, Roman ones behind "part",
 * "season" and the like. Letters and figures are parted: "a14" is two tokens.
 */
struct tokens tokens_cut(struct arena *a, struct str text, size_t max);

/* True when V has a token of HASH. */
bool tokens_have(const struct tokens *v, uint64_t hash);

#endif
