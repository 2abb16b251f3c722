// SPDX-License-Identifier: ISC
#ifndef BASE_LIBRARY_H
#define BASE_LIBRARY_H

#include <stddef.h>

#include "base/arena.h"

/* A library that the program stands on. All texts live as long as the program,
 * or as the arena that the function which lists it was given. */
struct library {
	const char *name;    /* as its makers write it */
	const char *built;   /* version of the headers; NULL: not known */
	const char *linked;  /* version at work now; NULL: it does not tell */
	const char *licence; /* SPDX expression; NULL: not known */
	const char *through; /* name of the library that brings it; NULL: we
				call it ourselves */
};

/* More than there are; what is beyond is left out. */
#define LIBRARIES_MAX 64

struct libraries {
	struct library v[LIBRARIES_MAX];
	size_t n;
};

/* Append L, unless one of its name is there. */
void libraries_add(struct libraries *out, struct library l);

/* Those that base/ calls, with texts in A. Each folder that calls some has such
 * a function. */
void base_libraries(struct arena *a, struct libraries *out);

/* Two numbers of a header as "2.36". */
#define LIBRARY_TEXT(x) #x
#define LIBRARY_DOTTED2(a, b) LIBRARY_TEXT(a) "." LIBRARY_TEXT(b)
#define LIBRARY_DOTTED3(a, b, c) LIBRARY_DOTTED2(a, b) "." LIBRARY_TEXT(c)

#endif
