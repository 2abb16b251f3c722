// SPDX-License-Identifier: ISC
#ifndef CONFIG_ZONE_NAMES_H
#define CONFIG_ZONE_NAMES_H

#include "base/arena.h"
#include "base/str.h"

/* The time zone that WRITTEN, which zone_init refuses, is likely to mean:
 * "Asia/Shanghai", "+08:00"; empty when none comes near. SCRATCH is reset. */
struct str zone_meant(
    struct arena *a, struct arena *scratch, struct str written);

#endif
