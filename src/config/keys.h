// SPDX-License-Identifier: ISC
#ifndef CONFIG_KEYS_H
#define CONFIG_KEYS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/str.h"
#include "config/reader.h"

/* Where a key may stand. */
enum key_where {
	IN_FILE = 1,     /* the top of a file */
	IN_SETTINGS = 2, /* settings: of the main file */
	IN_DEFAULTS = 4, /* defaults: */
	IN_SITES = 8,    /* a host of sites: */
	IN_SOURCE = 16,  /* an entry of sources: */
	IN_FEED = 32,    /* an entry of feeds: */
	IN_ANY_SOURCE = IN_DEFAULTS | IN_SITES | IN_SOURCE
};

/*
 * A kind of value. SET reads a node into the record OUT (a struct draft, a
 * struct config for settings, a struct merged for feeds) and returns 0, or -1
 * after reporting. WRITE adds the value in RECORD as one line of YAML, or
 * nothing when there is none.
 */
struct key_type {
	const char *takes; /* "a whole number", for messages and the manual */
	int (*set)(struct reader *r, const struct key *k, const struct node *n,
	    void *out);
	void (*write)(struct buf *b, const struct key *k, const void *record);
	/* JSON Schema: the members of the object that describes a value */
	void (*schema)(struct buf *b, const struct key *k);
	/* a number as it is written, for ranges; NULL: there are none */
	void (*amount)(struct buf *b, unsigned long long v);
};

/* A member of the record: where and how large. */
struct key_part {
	size_t at, size;
};

struct key_parts;

struct key {
	const char *name;
	const struct key_type *type;
	const char *const *choice;     /* the words it takes, NULL at the end */
	const char *initial;           /* default, as it would be written */
	const char *help;              /* one sentence, without final stop */
	unsigned long long min, max;   /* range, in seconds, bytes or things */
	struct key_part part[2];       /* what it sets */
	const struct key_parts *parts; /* of a mapping; or NULL */
	unsigned where;                /* of enum key_where */
	bool reads;  /* decides how a page is read: see config_source_hash */
	bool matrix; /* {key} of a `for` is put in */
};

extern const struct key key_table[];
extern const size_t key_count;

/* The key of that name that may stand in WHERE, or NULL. */
const struct key *key_find(struct str name, unsigned where);
/* True for the name of any key. */
bool key_is_name(struct str name);
/* Report that NODE is no key of WHERE, and what to write instead. Returns the
 * key that seems to be meant, or NULL. */
const struct key *key_unknown(
    struct reader *r, const struct node *node, unsigned where);
/* What K takes, range and words included: "a whole number from 1 to 9". */
void key_takes(struct buf *b, const struct key *k);

/* The member that K sets. */
static inline void *
key_member(const struct key *k, void *record)
{
	return (char *)record + k->part[0].at;
}
static inline const void *
key_member_const(const struct key *k, const void *record)
{
	return (const char *)record + k->part[0].at;
}

/* A set of keys by their place in the table. */
#define KEY_MOST 128
struct key_set {
	uint64_t word[KEY_MOST / 64];
};
static inline void
key_set_add(struct key_set *set, const struct key *k)
{
	size_t i = (size_t)(k - key_table);

	set->word[i / 64] |= (uint64_t)1 << i % 64;
}
static inline bool
key_set_has(const struct key_set *set, const struct key *k)
{
	size_t i = (size_t)(k - key_table);

	return (set->word[i / 64] >> i % 64 & 1) != 0;
}
/* Take out the first; NULL when there is none. */
static inline const struct key *
key_set_take(struct key_set *set)
{
	for (size_t i = 0; i < KEY_MOST / 64; i++)
		if (set->word[i] != 0) {
			int bit = __builtin_ctzll(set->word[i]);

			set->word[i] &= set->word[i] - 1;
			return &key_table[64 * i + (size_t)bit];
		}
	return NULL;
}
/* Add all of OTHER. */
static inline void
key_set_join(struct key_set *set, const struct key_set *other)
{
	for (size_t i = 0; i < KEY_MOST / 64; i++)
		set->word[i] |= other->word[i];
}

#endif
