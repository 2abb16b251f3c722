// SPDX-License-Identifier: ISC
#ifndef RUN_HEALTH_WORDS_H
#define RUN_HEALTH_WORDS_H

#include "model/state.h"

/* What a person is told of a state. */
struct health_words {
	const char *title;    /* behind the name of the source */
	const char *expected; /* what the state falls short of */
	const char *seen;     /* where the run left no words of its own */
	const char *todo;
};
/* Of S, of a source that EVER was well; never NULL. */
const struct health_words *health_words(enum source_state s, bool ever);

#endif
