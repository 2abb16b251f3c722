// SPDX-License-Identifier: ISC
#ifndef CLI_VERSION_H
#define CLI_VERSION_H

#include "cli/cli.h"

/*
 * --version: the program, and with -v the libraries at work, one a line, with
 * the version it was built with where that is another one.
 */
void version_print(struct cli *c);

/*
 * The same as a bill of materials: CycloneDX 1.5, without a time, so that the
 * same program gives the same bytes. Returns an exit status.
 * Source: ECMA-424, cyclonedx.org/docs/1.5/json.
 */
int version_json(struct cli *c);

#endif
