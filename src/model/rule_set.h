// SPDX-License-Identifier: ISC
#ifndef MODEL_RULE_SET_H
#define MODEL_RULE_SET_H

#include "base/arena.h"
#include "base/err.h"
#include "base/str.h"
#include "model/field.h"
#include "model/rule.h"
#include "model/source.h"

/* All the rules that one list is read by. */
struct rule_set {
	struct str embedded; /* where the page has the JSON that they read; or
				empty */
	struct rules item;
	struct rules field[FIELD_COUNT];
};

/* Those of S, borrowed. */
struct rule_set rule_set_of(const struct source *s);

/* S with the rules SET in place of its own. In A; both are borrowed by it. */
struct source *rule_set_apply(
    struct arena *a, const struct source *s, const struct rule_set *set);

/*
 * SET as a text in A, and back: a JSON object with a list of rules under
 * "item" and under the name of each field that has any, and "embedded", a
 * text, if there is one; equal sets, equal text. Reading returns 0 with OUT in A, or -1 with E set (ERR_CONFIG) when
 * TEXT is no such object or a rule in it cannot be taken apart.
 */
struct str rule_set_write(struct arena *a, const struct rule_set *set);
int rule_set_read(
    struct arena *a, struct str text, struct rule_set *out, struct err *e);

#endif
