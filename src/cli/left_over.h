// SPDX-License-Identifier: ISC
#ifndef CLI_LEFT_OVER_H
#define CLI_LEFT_OVER_H

#include "cli/cli.h"

/*
 * Call FN for each feed file in the output folder of CONFIG, by name, that this
 * program made and that nobody writes any more: its source is not there. FILE is
 * its name, PATH where it is, both of C's arena. FN may remove it.
 */
typedef void (*left_over_fn)(struct cli *c, struct str file, const char *path);
void left_over(struct cli *c, const struct config *config, left_over_fn fn);

#endif
