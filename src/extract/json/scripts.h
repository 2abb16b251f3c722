// SPDX-License-Identifier: ISC
#ifndef EXTRACT_JSON_SCRIPTS_H
#define EXTRACT_JSON_SCRIPTS_H

#include <stddef.h>

#include "base/arena.h"
#include "base/str.h"
#include "web/html.h"

/* A script of a page with data that the page is drawn from. */
struct json_script {
	struct str place; /* as model/embedded.h has it */
	struct str text;
};

/*
 * The scripts of DOC that are of type application/json and have an id, or are
 * the first without one, and those that begin by giving something to a
 * variable, as "window.__STATE__ = {"; of at most LIMIT_EMBEDDED bytes. Linked
 * data is none of them (extract/declared.h). Results in A.
 */
struct json_script *json_scripts(
    struct arena *a, const struct html_doc *doc, size_t *n);

#endif
