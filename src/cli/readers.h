// SPDX-License-Identifier: ISC
#ifndef CLI_READERS_H
#define CLI_READERS_H

#include "cli/cli.h"

/*
 * Have pages read by other processes, as many as --workers says: C->processor.
 * To be called once the command line is read and before anything else is: they
 * know nothing that the program learns from here on. ARGV is its own. Returns
 * EXIT_WELL, or another status after saying why that cannot be.
 */
int readers_begin(struct cli *c, char **argv);
void readers_end(struct cli *c);

#endif
