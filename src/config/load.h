// SPDX-License-Identifier: ISC
#ifndef CONFIG_LOAD_H
#define CONFIG_LOAD_H

#include "config/config.h"

/*
 * config_load for a main file whose bytes are already read; PATH tells what
 * its relative names are relative to. INCLUDES: read what it includes.
 */
int config_read(struct arena *a, const char *path, struct str bytes,
    config_getenv env, bool includes, struct config *c,
    struct diagnostics *diag);

/* The folders of a configuration that names none: beside a config/ folder,
 * under /var/lib for one in /etc, else in the user's own state folder. Those
 * that are set stay. Returns -1 when there is no such folder. */
int config_default_folders(
    struct arena *a, config_getenv env, struct config *c);

#endif
