// SPDX-License-Identifier: ISC
// Private to web/json_*.c: the words of a JSON text.
#ifndef WEB_JSON_TOKEN_H
#define WEB_JSON_TOKEN_H

#include "web/json_tree.h"

struct json_cursor {
	struct arena *a;
	struct str s;
	size_t at;
	enum json_dialect dialect;
	struct err *e;
	bool unplaced; /* as in json_limits */
};

/* Set the error at byte AT. Returns -1. */
int json_fail(struct json_cursor *c, size_t at, const char *msg);
/* Move past white space, and in a script past comments. */
void json_space(struct json_cursor *c);
/* The byte at hand, or -1 at the end. */
static inline int
json_peek(const struct json_cursor *c)
{
	return c->at < c->s.len ? (unsigned char)c->s.p[c->at] : -1;
}

/* Read the string, number, true, false or null at hand into OUT. */
int json_scalar(struct json_cursor *c, struct jnode *out);
/* Read the name of a member and the colon behind it. */
int json_name(struct json_cursor *c, struct str *out);
/* Read the string at hand. */
int json_string_at(struct json_cursor *c, struct str *out);

#endif
