// SPDX-License-Identifier: ISC
#ifndef EXTRACT_XML_VALUE_H
#define EXTRACT_XML_VALUE_H

#include "base/arena.h"
#include "model/raw_item.h"
#include "model/rule.h"
#include "web/xpath.h"

/* Append to OUT what V, which the rule R found for the field F in XML, says:
 * see xml_raw(). */
void xml_value(struct arena *a, enum field f, const struct rule *r,
    const struct xpath_value *v, struct raw_field *out, size_t *cap);

#endif
