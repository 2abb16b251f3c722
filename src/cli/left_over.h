// SPDX-License-Identifier: ISC
#ifndef CLI_LEFT_OVER_H
#define CLI_LEFT_OVER_H

#include "cli/cli.h"

/*
 * Call FN for each feed file in the output folder of CONFIG, by name, that this
 * program made and that nobody writes any more: its source is not there. FILE is
 * its name, PATH where it is, both of C's arena. FN may remove it.
 * Returns 0, also when there is no such folder, or -1 with E set (ERR_SYSTEM):
 * it cannot be read.
 */
typedef void (*left_over_fn)(struct cli *c, struct str file, const char *path);
int left_over(
    struct cli *c, const struct config *config, left_over_fn fn, struct err *e);

#endif
