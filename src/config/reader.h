// SPDX-License-Identifier: ISC
#ifndef CONFIG_READER_H
#define CONFIG_READER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/str.h"
#include "config/config.h"
#include "config/notes.h"
#include "config/once.h"
#include "config/tree.h"

/* One key of a `for` and the value it has in the source being made. */
struct binding {
	struct str name, value;
	struct str shown; /* VALUE without what came from the environment */
};
struct bindings {
	struct binding *v;
	size_t n;
};

/* A rule that was found to be right: many sources of a list say the same. */
#define KNOWN_RULES 64
struct known_rule {
	struct str text;
	bool item;         /* it is that of an item, not of a field */
	struct rule *rule; /* NULL: there is none */
};

/* What reading a configuration carries along. */
struct reader {
	struct arena *a;
	struct arena *tree;    /* gone when all is read: nodes and the like */
	struct arena *entry;   /* for as long as a source is being read */
	struct arena *scratch; /* for what is compiled only to be checked */
	config_getenv env;
	uint64_t from_env; /* stands for what came from there so far */
	struct notes *notes;
	bool files; /* read what the configuration names, to check it */
	const struct bindings *vars; /* of the `for` at hand, or NULL */
	struct known_rule known[KNOWN_RULES];
	struct once once; /* what many sources say */
};

struct key;

/*
 * The text of the scalar N with ${NAME} and, in a `for`, {key} put in. Returns
 * 0, or -1 after reporting that something in it has no value. What comes from
 * the environment appears in no message: those show N's own text.
 */
int reader_expand(struct reader *r, const struct node *n, struct str *out);
/* The text of N with the names of its variables in place of their values. */
struct str reader_unexpanded(struct reader *r, const struct node *n);

/*
 * The text of N, the value of K: a scalar, not left out, expanded. Returns 0,
 * or -1 after reporting.
 */
int reader_text(struct reader *r, const struct key *k, const struct node *n,
    struct str *out);
/* The same without expansion, for rules. */
int reader_raw(struct reader *r, const struct key *k, const struct node *n,
    struct str *out);
/* Report that N is no value for K, which takes something else. Returns where
 * the suggestion goes. */
struct str *reader_refuse(
    struct reader *r, const struct key *k, const struct node *n);

/* N as a list: its children, or itself alone when it is a scalar. A mapping or
 * a value left out is reported and -1 returned. */
int reader_list(struct reader *r, const struct key *k,
    const struct node *const *n, const struct node *const **v, size_t *count);

/* "a, b", words where a list of them is meant, as "[a, b]"; empty when S is no
 * such thing. */
struct str reader_listed(struct reader *r, struct str s);

#endif
