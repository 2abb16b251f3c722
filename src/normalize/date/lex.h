// SPDX-License-Identifier: ISC
#ifndef NORMALIZE_DATE_LEX_H
#define NORMALIZE_DATE_LEX_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/str.h"
#include "normalize/date/fold.h"
#include "normalize/date/names.h"

enum token_kind {
	TOKEN_END,
	TOKEN_NUMBER, /* digits, or Han numerals */
	TOKEN_NAME,   /* a word of the table */
	TOKEN_WORD,   /* any other word, or one character of Han or Thai */
	TOKEN_PUNCT
};

struct token {
	enum token_kind kind;
	bool space;      /* white space stands before it */
	bool han;        /* a number in Han numerals */
	bool blocked;    /* a number that is no part of a date */
	bool own;        /* a name that the text's language has */
	bool hinted;     /* a name that the languages of HINT have */
	bool filler;     /* English is one of them, and has it between dates */
	char punct;      /* ASCII; 0 for any other sign */
	unsigned digits; /* of a number, as written */
	uint64_t number; /* UINT64_MAX when it has more than 18 digits */
	const struct name *name;
	size_t nname;
	size_t start, end; /* in the folded text */
};

/* How many tokens from V[N] on may be read; all of them are TOKEN_END. */
#define LEX_AHEAD 16

/* A text in tokens. V[-1] may not be read. */
struct lexed {
	struct folded f;
	struct token *v;
	size_t n;
	int language;          /* or LANGUAGE_NONE */
	struct languages own;  /* that count as the text's own */
	struct languages hint; /* that have all its names; only without OWN */
	bool cjk;              /* OWN are Chinese, Japanese or Korean */
};

void date_lex(
    struct arena *a, struct str text, struct str language, struct lexed *x);

/*
 * True when token I can mean KIND; its value goes to VALUE, which may be NULL.
 * Words of the text's own language mean only what they mean there; of foreign
 * words those of English and long ones are taken.
 */
bool token_is(const struct lexed *x, size_t i, enum name_kind kind, int *value);
/* The same for one value. */
bool token_means(
    const struct lexed *x, size_t i, enum name_kind kind, int value);
bool token_punct(const struct lexed *x, size_t i, const char *set);
/* A number that may be part of a date, in digits or Han numerals. */
bool token_number(const struct lexed *x, size_t i);
/* The folded text of token I, and the bytes it was made from. */
struct str token_text(const struct lexed *x, size_t i);
struct str token_source(const struct lexed *x, size_t i);

#endif
