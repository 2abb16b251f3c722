// SPDX-License-Identifier: ISC
#ifndef CONFIG_MEMBERS_H
#define CONFIG_MEMBERS_H

#include <stdbool.h>
#include <stddef.h>

#include "config/reader.h"

/* One word of a value that is a mapping, as in `auth: {user: a}`. */
struct member {
	const char *name;
	struct str *text;        /* where a text goes, or NULL; */
	bool empty;              /* ... and it may be */
	bool *flag;              /* then where true or false goes */
	const struct node *node; /* out: the value, or NULL when absent */
};

/*
 * Read the mapping N, the value of K, whose words are the COUNT of M. Returns
 * 0, or -1 after reporting all that is wrong: a word that there is not, an
 * empty or missing value, a control character.
 */
int members_read(struct reader *r, const struct key *k, const struct node *n,
    struct member *m, size_t count);

/* The text of N, one line without control characters; 0, or -1 after
 * reporting. */
int reader_line(struct reader *r, const struct key *k, const struct node *n,
    struct str *out);

#endif
