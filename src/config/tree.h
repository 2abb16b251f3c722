// SPDX-License-Identifier: ISC
#ifndef CONFIG_TREE_H
#define CONFIG_TREE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/str.h"
#include "config/notes.h"
#include "config/text.h"

/*
 * A YAML document as a tree in an arena. Aliases share the node of their
 * anchor and merge keys are put in, so nothing of either is left to see.
 */
enum node_kind {
	NODE_SCALAR,
	NODE_LIST,
	NODE_MAP,
	NODE_PACKED /* a map: see config/pack.h */
};
enum node_style {
	STYLE_PLAIN,
	STYLE_SINGLE,
	STYLE_DOUBLE,
	STYLE_BLOCK, /* literal or folded scalar */
	STYLE_FLOW   /* [a, b] or {a: b} */
};

struct node {
	unsigned char kind, style;
	unsigned char depth; /* of the tree below it; a scalar has 1 */
	unsigned weight;     /* nodes in it, itself included */
	int line, col;       /* 1-based; 0 when made by the program */
	struct text *text;   /* the file it stands in */
	struct str value;    /* of a scalar; the bytes of what is packed */
	struct node **child; /* of a map: key, value, key, value ... */
	size_t n;            /* children of a list, pairs of a map */
};

static inline struct node *
node_key(const struct node *map, size_t i)
{
	return map->child[2 * i];
}

static inline struct node *
node_value(const struct node *map, size_t i)
{
	return map->child[2 * i + 1];
}

/* The value of KEY in MAP, or NULL. */
struct node *node_find(const struct node *map, struct str key);
/* True for a value that was left out: nothing, ~ or null, not in quotes. */
bool node_is_null(const struct node *n);
/* "a list", "a mapping" or "text", for messages. */
const char *node_kind_name(const struct node *n);
/*
 * The column, on the line of the scalar N, at which byte AT of its value
 * stands. Exact for plain and quoted scalars of one line; for all others it is
 * where the scalar starts.
 */
int node_column(const struct node *n, size_t at);

/* Report on byte AT of the value of N. As note_at. */
struct str *node_error(struct notes *ns, const struct node *n, size_t at,
    const char *fmt, ...) __attribute__((format(printf, 4, 5)));

/*
 * Read the one document of T: its nodes into A, their values into VALUES, which
 * may be the same. Returns its root, or NULL when there was none or
 * it could not be read to its end; what is wrong is in NS. Duplicate keys and
 * the like are reported and the reading goes on.
 *
 * PACKED is a key of the root, or empty: mappings in the list that is its value
 * come packed, but for those that hold an anchor.
 */
struct node *tree_read(struct arena *a, struct arena *values, struct notes *ns,
    struct text *t, struct str packed);

#endif
