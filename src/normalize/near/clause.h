// SPDX-License-Identifier: ISC
#ifndef NORMALIZE_NEAR_CLAUSE_H
#define NORMALIZE_NEAR_CLAUSE_H

#include "normalize/near/align.h"
#include "normalize/near/words.h"

/* The tokens [FROM, END) of V that are no fillers of W, into OUT; how many. */
size_t weighty_of(const struct words *w, const struct tokens *v, size_t from,
    size_t end, const struct token **out);

/* True when a clause, or a sentence, begins with token I of V. */
bool clause_begins(const struct tokens *v, size_t i);
bool sentence_begins(const struct tokens *v, size_t i);

/*
 * Find the clauses of A that B tells at another place, word for word, mark
 * their tokens in AL as moved and count them as equal: "X, after years of
 * protest, halts Y" and "After years of protest, X halts Y". A name that has
 * changed its place is no clause, as "A beat B" is not "B beat A": so it is
 * either long, or stands between commas in both; and what is about it differs.
 * Time is A->n times B->n.
 */
void clauses_moved(struct arena *arena, const struct words *w,
    const struct tokens *a, const struct tokens *b, struct alignment *al);

#endif
