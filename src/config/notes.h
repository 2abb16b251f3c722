// SPDX-License-Identifier: ISC
#ifndef CONFIG_NOTES_H
#define CONFIG_NOTES_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/str.h"
#include "base/utf8.h"
#include "config/config.h"
#include "config/text.h"

/*
 * The mistakes found so far. What is reported twice at one place with the same
 * words is kept once, so that a mistake in a `for` is not shown for each of
 * the sources it makes. All strings live in the arena.
 */
struct note {
	struct diagnostic d;
	unsigned order; /* of the file */
	size_t seq;     /* of reporting */
};
struct notes {
	struct arena *a;
	struct note *v;
	size_t n, cap;
	struct str ignored; /* suggestions to notes that were not kept */
};

/* A level of its own: a warning that waits until nothing is wrong. */
#define NOTE_ADVICE ((enum diagnostic_level)(DIAGNOSTIC_WARNING + 1))

void notes_init(struct notes *ns, struct arena *a);

/*
 * Report at LINE:COL of T (0:0 for the file as a whole). Returns where the
 * suggestion goes, never NULL.
 */
struct str *note_at(struct notes *ns, enum diagnostic_level level,
    struct text *t, int line, int col, const char *fmt, ...)
    __attribute__((format(printf, 6, 7)));
/* As much of a value as a message shows. */
static inline struct str
shown(struct str s)
{
	return utf8_head(s, 40);
}
/* True when an error was reported. */
bool notes_failed(const struct notes *ns);
/* Hand them over, ordered by file, line and column. */
void notes_finish(struct notes *ns, struct diagnostics *out);

#endif
