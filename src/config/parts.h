// SPDX-License-Identifier: ISC
#ifndef CONFIG_PARTS_H
#define CONFIG_PARTS_H

#include "config/keys.h"

/*
 * The keys of a value that is a mapping, as in `pages: {next: a.more}`. They
 * are rows like those of the table itself, but their parts are members of the
 * value's own record, and the manual and the schema describe them with it.
 */
struct key_parts {
	const struct key *v;
	size_t n;
};

extern const struct key_parts pages_parts;   /* of a struct pages */
extern const struct key_parts article_parts; /* of a struct article_rules */
extern const struct key_parts kept_parts;    /* of a struct kept_limits */
extern const struct key_parts fetch_parts;   /* of a struct program */
extern const struct key_parts render_parts;  /* likewise */

/* Set RECORD to what the parts are when they are absent. */
void parts_initial(
    struct reader *r, const struct key_parts *parts, void *record);
/* Read the mapping N, the value of K, into RECORD, a cleared one. Returns 0, or
 * -1 after reporting all that is wrong. */
int parts_read(
    struct reader *r, const struct key *k, const struct node *n, void *record);
/* Add what is not as it is by default, as a mapping in one line; a part whose
 * writer adds nothing is left out. */
void parts_write(
    struct buf *b, const struct key_parts *parts, const void *record);
/* JSON Schema: the members of an object that describes such a mapping. */
void parts_schema(struct buf *b, const struct key_parts *parts);

#endif
