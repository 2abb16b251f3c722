// SPDX-License-Identifier: ISC
#ifndef NORMALIZE_CREDIT_H
#define NORMALIZE_CREDIT_H

#include "base/str.h"

/* LINE, an author or outlet, without the words that introduce one. */
struct str credit_name(struct str line);

#endif
