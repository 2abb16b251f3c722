// SPDX-License-Identifier: ISC
#ifndef CONFIG_COMMANDS_H
#define CONFIG_COMMANDS_H

#include "config/files.h"

/*
 * Report what sources of C ask for that a program in place of a server does
 * not give: `fetch` for a file: URL or with `render`, and beside `render:
 * chromium`, whose requests are the browser's own, what would be sent with
 * them. Each at its source.
 */
void commands_check(
    struct reader *r, const struct files *fs, const struct config *c);

#endif
