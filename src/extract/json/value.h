// SPDX-License-Identifier: ISC
#ifndef EXTRACT_JSON_VALUE_H
#define EXTRACT_JSON_VALUE_H

#include "base/arena.h"
#include "model/field.h"
#include "model/raw_item.h"
#include "model/rule.h"
#include "web/json_tree.h"

/*
 * Append to OUT what the value N gives for the field F by the rule R, as in
 * json_extract(). True and false are words of a text and nothing else: a link
 * or a picture "false" is one that is not there, unless an op makes something
 * of it. Returns how many objects, and arrays in arrays, were passed over.
 */
size_t json_value(struct arena *a, enum field f, const struct rule *r,
    const struct jnode *n, struct raw_field *out, size_t *cap);

/*
 * Say of the values of OUT, on which the ops of R were run, what is HTML. That
 * is what `html` is asked of, and of texts for people what has tags or
 * character references; plain text as the content becomes paragraphs.
 */
void json_value_markup(
    struct arena *a, enum field f, const struct rule *r, struct raw_field *out);

#endif
