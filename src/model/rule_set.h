// SPDX-License-Identifier: ISC
#ifndef MODEL_RULE_SET_H
#define MODEL_RULE_SET_H

#include "base/arena.h"
#include "base/err.h"
#include "base/str.h"
#include "model/field.h"
#include "model/rule.h"

struct source;

/* All the rules that one list is read by. */
struct rule_set {
	struct str embedded; /* where the page has the JSON that they read; or
				empty */
	struct rules item;
	struct rules field[FIELD_COUNT];
};

/* S with a copy of SET for its rules. In A; what both point to is borrowed. */
struct source *rule_set_apply(
    struct arena *a, const struct source *s, const struct rule_set *set);
/* Give S a copy of its rules, in A, that the caller may change. */
struct rule_set *rule_set_own(struct arena *a, struct source *s);

/*
 * SET as a text in A, and back: a JSON object with a list of rules under
 * "item" and under the name of each field that has any, and "embedded", a
 * text, if there is one; equal sets, equal text. Reading returns 0 with OUT in
 * A, or -1 with E set (ERR_CONFIG) when TEXT is no such object or a rule in it
 * cannot be taken apart.
 */
struct str rule_set_write(struct arena *a, const struct rule_set *set);
int rule_set_read(
    struct arena *a, struct str text, struct rule_set *out, struct err *e);

#endif
