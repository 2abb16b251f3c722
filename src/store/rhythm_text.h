// SPDX-License-Identifier: ISC
#ifndef STORE_RHYTHM_TEXT_H
#define STORE_RHYTHM_TEXT_H

#include "base/str.h"
#include "model/state.h"

/*
 * A rhythm as the text of its column: numbers with spaces between, in the order
 * of the struct. One that was never learned is the empty text, and any other
 * text that cannot be read is one never learned: it is learned again.
 */
#define RHYTHM_TEXT_MOST 2048 /* bytes: 65 numbers and what is between */
/* Returns what is in OUT. */
struct str rhythm_write(char out[RHYTHM_TEXT_MOST], const struct rhythm *r);
void rhythm_read(struct str s, struct rhythm *r);

#endif
