// SPDX-License-Identifier: ISC
#ifndef CONFIG_FLOOR_H
#define CONFIG_FLOOR_H

#include "config/config.h"
#include "config/files.h"

/*
 * Other people's servers are asked every LIMIT_EVERY_OTHERS_S at most often:
 * what a source of C wants more than that is raised, with a warning where it
 * stands in FS. One's own are those that the configuration shows to be so:
 * files, hosts given as an address or by a name of the inner network, and what
 * `allow_private` lists.
 */
void floor_every(struct reader *r, const struct files *fs, struct config *c);

#endif
