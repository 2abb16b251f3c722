// SPDX-License-Identifier: ISC
#ifndef CONFIG_MATRIX_H
#define CONFIG_MATRIX_H

#include "config/reader.h"

/* The `for` of a source: names, each with its values. */
struct axis {
	struct str name;
	struct str *v;
	struct str *shown; /* without what came from the environment */
	size_t n;
};
struct matrix {
	struct axis *v;
	size_t n;
	size_t total; /* combinations; 1 without axes */
};

/* Read N, the value of `for`. Returns 0, or -1 after reporting. */
int matrix_read(struct reader *r, const struct node *n, struct matrix *out);
/* The values of combination AT, counted with the last axis fastest, go to the
 * M->n bindings in OUT. */
void matrix_pick(const struct matrix *m, size_t at, struct binding *out);
/* "{section: world, page: 1}": those values as a person would name them. */
struct str matrix_words(struct arena *a, const struct bindings *values);
/* Report an `id` that would be the same for several sources. Returns 0, or -1
 * after reporting. */
int matrix_check_id(
    struct reader *r, const struct matrix *m, const struct node *id);

#endif
