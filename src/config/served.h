// SPDX-License-Identifier: ISC
#ifndef CONFIG_SERVED_H
#define CONFIG_SERVED_H

#include "config/files.h"

/*
 * Report what C asks of feeds that they can only have when they know their own
 * address (`archives`, `hub`), when they do not: once for the settings, once
 * for all sources, at the first, and once for all merged feeds.
 */
void served_check(
    struct reader *r, const struct files *fs, const struct config *c);

#endif
