// SPDX-License-Identifier: ISC
#ifndef PROBE_PROBE_H
#define PROBE_PROBE_H

#include <stdbool.h>

#include <jansson.h>

#include "base/arena.h"
#include "base/str.h"

/*
 * The conformance driver: one kind is one function from a JSON object to a
 * JSON object. ARENA is reset after each line. The result is a new reference.
 */
typedef json_t *(*probe_fn)(struct arena *a, const json_t *in);

json_t *probe_article(struct arena *a, const json_t *in);
json_t *probe_canonical(struct arena *a, const json_t *in);
json_t *probe_date(struct arena *a, const json_t *in);
json_t *probe_decode(struct arena *a, const json_t *in);
json_t *probe_dom(struct arena *a, const json_t *in);
json_t *probe_feed(struct arena *a, const json_t *in);
json_t *probe_generate(struct arena *a, const json_t *in);
json_t *probe_jsonpath(struct arena *a, const json_t *in);
json_t *probe_same(struct arena *a, const json_t *in);
json_t *probe_sanitize(struct arena *a, const json_t *in);
json_t *probe_select(struct arena *a, const json_t *in);
json_t *probe_url(struct arena *a, const json_t *in);

/* The string under KEY, NUL bytes and all; empty when absent or null. */
struct str probe_str(const json_t *in, const char *key);
/* True when KEY is there and no null. */
bool probe_has(const json_t *in, const char *key);
/* A JSON string of S; bytes that are no UTF-8 become U+FFFD. */
json_t *probe_json(struct arena *a, struct str s);
/* {"error": message} */
json_t *probe_error(const char *msg);

#endif
