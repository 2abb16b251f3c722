// SPDX-License-Identifier: ISC
#ifndef MODEL_PROGRAM_H
#define MODEL_PROGRAM_H

#include <stddef.h>

#include "base/str.h"

/* A program of the user's, whose standard output is a document. Zeroed: there
 * is none. */
struct program {
	struct str *arg; /* the program first; or ... */
	size_t narg;
	struct str shell; /* ... a text for sh -c */
	struct str type;  /* media type of the output; empty: the bytes tell */
	struct str dir;   /* where it is run: the folder of its file */
};

/* What makes the page of a server that a browser would have to make. */
enum renderer { RENDER_NONE, RENDER_CHROMIUM, RENDER_COMMAND };
struct render {
	enum renderer by;
	struct program program; /* of RENDER_COMMAND */
};

static inline int
program_given(const struct program *c)
{
	return c->narg > 0 || c->shell.len > 0;
}

#endif
