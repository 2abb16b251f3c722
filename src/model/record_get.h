// SPDX-License-Identifier: ISC
#ifndef MODEL_RECORD_GET_H
#define MODEL_RECORD_GET_H

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/str.h"
#include "model/limits.h"
#include "model/rule.h"

/*
 * Values of JSON lines that nobody vouches for. Each returns 0 with the value
 * under KEY of O, copied into A where it is text, or -1 with E set: ERR_EXTRACT
 * when it is of another kind, ERR_LIMIT when it is larger than it may be. What
 * is null or absent is empty, zero or no value at all.
 */

/* Most bytes of a line. */
#define RECORD_LINE (16 << 20)
/* Most bytes of a text counted in characters. */
#define RECORD_CHARACTERS(n) ((size_t)(n)*4 + 4)
/* Most bytes of what the page gives without a limit: it is cut. Words of a link
 * are compared with links, which are shorter. */
#define RECORD_FOUND LIMIT_TEXT
#define RECORD_LINK (LIMIT_URL + 1)
#define RECORD_WHY LIMIT_URL
/* Dates beyond the year 9999 have no RFC 3339 form. */
#define RECORD_TIME_MAX 253402300799LL

/* Where one line at a time is held; the arena gives it back. */
json_t **record_holder(struct arena *a);
/* LINE as an object in *HOLDER, in place of what is there, or NULL with E set.
 * It lives until the next one. */
const json_t *record_load(json_t **holder, struct str line, struct err *e);
/* Let go of what *HOLDER has before its arena does. */
void record_let_go(json_t **holder);

/* -1 with E set: KEY is not as it should be. */
int record_bad(struct err *e, const char *key);
int record_get_str(struct arena *a, const json_t *o, const char *key,
    size_t max, struct str *out, struct err *e);
/* Is S an address as web/url writes it, printable ASCII, http or https? FILE: or
 * file, as a page may come from one. */
bool record_is_address(struct str s, bool file);
int record_get_address(struct arena *a, const json_t *o, const char *key,
    bool file, struct str *out, struct err *e);
int record_get_int(const json_t *o, const char *key, int64_t min, int64_t max,
    int64_t *out, struct err *e);
bool record_get_bool(const json_t *o, const char *key);
/* The list under KEY, borrowed, with N elements, at most MAX. */
int record_get_list(const json_t *o, const char *key, size_t max,
    const json_t **out, size_t *n, struct err *e);
int record_get_strings(struct arena *a, const json_t *o, const char *key,
    size_t max, size_t bytes, struct str **out, size_t *n, struct err *e);
/* A list of rules, taken apart. */
int record_get_rules(struct arena *a, const json_t *o, const char *key,
    struct rules *out, struct err *e);
json_t *record_rules_json(const struct rules *r);

#endif
