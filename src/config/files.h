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
	struct text *text;             /* NULL: not read */
	dev_t dev;
	ino_t ino;
};
struct files {
	struct file *v;
	size_t n, cap;
	const char **pattern; /* of all of them, as glob(3) takes it */
	size_t npatterns, patterns_cap;
};

/* Queue the files that N, the value of `include`, names, in order of their
 * names; one that is queued already is left out. */
void files_include(struct reader *r, struct files *fs, const struct node *n,
    const struct layer *inherited);
/* Read file I. Returns NULL after reporting. */
struct text *files_read(struct reader *r, const struct files *fs, size_t i);
/* Queue the main file. */
void files_main(struct reader *r, struct files *fs, const char *path);
/* The text of the file that AT is in, or NULL. */
struct text *files_text(const struct files *fs, const struct place *at);
/* BYTES as a text named NAME, without byte order mark; NULL after reporting
 * that they are in UTF-16. */
struct text *text_new(
    struct reader *r, const char *name, struct str bytes, unsigned order);

#endif
