// SPDX-License-Identifier: ISC
#ifndef EXTRACT_READ_H
#define EXTRACT_READ_H

#include "base/arena.h"
#include "model/field.h"
#include "model/raw_item.h"
#include "model/rule.h"
#include "web/html.h"

/*
 * Append to OUT what the rule R for the field F reads from the element N: the
 * attribute it names, its text or HTML when an op says so, else the field's
 * own default. Each field's default is a list of places, the first that holds
 * something first; dates and images give all of them, as only normalizing
 * tells a date from a tool tip and a picture from a placeholder. TOP is the
 * container: a link may also be around the element, within TOP. APART is the
 * element that has the date of the item, which is no part of its title; or
 * NULL.
 */
void read_value(struct arena *a, enum field f, const struct rule *r,
    const struct html_node *top, const struct html_node *n,
    const struct html_node *apart, struct raw_field *out, size_t *cap);

/* Append TEXT, which stands in the element AT; NULL: it is computed. */
void read_text(struct arena *a, struct str text, const struct html_node *at,
    struct raw_field *out, size_t *cap);

#endif
