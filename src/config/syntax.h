// SPDX-License-Identifier: ISC
#ifndef CONFIG_SYNTAX_H
#define CONFIG_SYNTAX_H

#include <stdbool.h>
#include <stddef.h>

#include "config/notes.h"
#include "config/text.h"

/* Where YAML stopped making sense, as libyaml says it; lines from 1. */
struct syntax {
	const char *problem;
	int line, col;
	const char *context;           /* or NULL */
	int context_line, context_col; /* 0 when unknown */
};

/* Report it in words that help: the trap that was fallen into when one of
 * DESIGN's is found near the place, else what the problem means. */
void syntax_report(struct notes *ns, struct text *t, const struct syntax *s);

/* Reading stops at the first mistake, that of line TOLD (0: any may be told
 * again); report the traps in all other lines. */
void syntax_rest(struct notes *ns, struct text *t, int told);

/* Report the trap in line LINE of T; false when there is none. */
bool syntax_trap(struct notes *ns, struct text *t, int line);

#endif
