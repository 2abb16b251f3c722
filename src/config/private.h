// SPDX-License-Identifier: ISC
#ifndef CONFIG_PRIVATE_H
#define CONFIG_PRIVATE_H

#include "config/reader.h"

/* Warn, once all else is right, when the secret that N says, and not the
 * environment, can be read by every user of the machine: by the modes of its
 * file and of the folder that is in. */
void private_secret(struct reader *r, const struct node *n);

/* The same of PATH, a file of secrets that N names. */
void private_file(struct reader *r, const struct node *n, const char *path);

#endif
