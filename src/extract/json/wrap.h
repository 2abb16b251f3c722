// SPDX-License-Identifier: ISC
#ifndef EXTRACT_JSON_WRAP_H
#define EXTRACT_JSON_WRAP_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

/* What stands around JSON on its way from a server. */

/*
 * The byte of TEXT at which its JSON begins: behind a guard against being
 * loaded as a script, behind "callback(" or behind "var name =". *SCRIPT when
 * it stands in a script.
 */
size_t wrap_begin(struct str text, bool *script);

/* True when nothing but the end of a statement follows at byte AT. */
bool wrap_ends(struct str text, size_t at);

/*
 * The byte of SCRIPT, from AT on, at which the value begins that is given to
 * the variable NAME, however it is written: "NAME =", "window.NAME =",
 * "window['NAME'] =". STR_NONE when there is none.
 */
size_t wrap_assigned(struct str script, struct str name, size_t at);

#endif
