// SPDX-License-Identifier: ISC
#ifndef WEB_ROBOTS_PATH_H
#define WEB_ROBOTS_PATH_H

/* Inside web/robots only: patterns and what they are compared with. */

#include <stdbool.h>

#include "base/arena.h"
#include "base/str.h"

/* S as it is compared. In a PATTERN "*" and a "$" at its end keep their
 * meaning; elsewhere they are escaped. */
struct str robots_canonical(struct arena *a, struct str s, bool pattern);
/* True when the canonical PATTERN matches TARGET from its beginning. */
bool robots_matches(struct str pattern, struct str target);

#endif
