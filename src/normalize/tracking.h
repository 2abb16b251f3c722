// SPDX-License-Identifier: ISC
#ifndef NORMALIZE_TRACKING_H
#define NORMALIZE_TRACKING_H

#include <stdbool.h>

#include "base/str.h"

/*
 * True when the parameter NAME=VALUE of QUERY says only how a visitor came
 * there. One that could select what is shown is none. Case is ignored.
 */
bool tracking_param(struct str name, struct str value, struct str query);

/* True when QUERY has a parameter NAME. Case is ignored. */
bool query_has(struct str query, struct str name);

#endif
