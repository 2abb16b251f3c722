// SPDX-License-Identifier: ISC
#ifndef EXTRACT_SCRIPT_H
#define EXTRACT_SCRIPT_H

#include <jansson.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/str.h"
#include "web/html.h"

/*
 * The JSON that TEXT begins with, or NULL when it begins with none or has more
 * than LIMIT_EMBEDDED bytes. It is released with A.
 */
json_t *script_json(struct arena *a, struct str text);

/* A list in the data that a page's script draws it from. */
struct embedded {
	struct str
	    name; /* of the variable, or the id of the script; or empty */
	struct str path;  /* JSON path: "$.props.posts" */
	struct str title; /* the key of its entries that is the headline */
	size_t n;         /* entries; 0: there is none */
};

/*
 * The largest list of objects in the scripts of DOC: in those of type
 * application/json and in those that begin with an assignment, such as
 * "window.__STATE__ = {". What is largest is told by the texts of the key whose
 * values look most like headlines. Results in A.
 */
void script_list(
    struct arena *a, const struct html_doc *doc, struct embedded *out);

#endif
