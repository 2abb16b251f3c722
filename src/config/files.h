// SPDX-License-Identifier: ISC
#ifndef CONFIG_FILES_H
#define CONFIG_FILES_H

#include <sys/types.h>

#include "config/layer.h"

/* A file to read: the main one, or one that another includes. */
struct file {
	const char *path;
	const struct node *by; /* the `include` that names it, or NULL */
	const struct layer *inherited; /* `defaults` of who includes it */
	dev_t dev;
	ino_t ino;
};
struct files {
	struct file *v;
	size_t n, cap;
};

/* Queue the files that N, the value of `include`, names, in order of their
 * names; one that is queued already is left out. */
void files_include(struct reader *r, struct files *fs, const struct node *n,
    const struct layer *inherited);
/* Read file I. Returns NULL after reporting. */
struct text *files_read(struct reader *r, const struct files *fs, size_t i);
/* Queue one file; BY is NULL for the main one. */
void files_add(struct reader *r, struct files *fs, const char *path,
    const struct node *by, const struct layer *inherited);
/* BYTES as a text named NAME, without byte order mark; NULL after reporting
 * that they are in UTF-16. */
struct text *text_new(
    struct reader *r, const char *name, struct str bytes, unsigned order);

#endif
