// SPDX-License-Identifier: ISC
#ifndef RUN_KEPT_H
#define RUN_KEPT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "model/kept.h"
#include "model/response.h"
#include "model/source.h"

/*
 * Pages that were read well, kept for `coranto rebuild`: STATE/pages/ID/, a
 * file for each, named by the time and, of a list of several pages, by the
 * number of the page. A file has what reading it needs (run/kept_file.h): of the
 * answer nothing else, and nothing of the request. No secret is in it but those
 * that the page shows, and the address is left out where it may hold one.
 *
 * Files are written beside and renamed; one that is cut or damaged is told and
 * passed over. Whoever writes or removes here has the lock of the state folder.
 * Symbolic links in the place of a folder or a file are not followed.
 */
struct keeper {
	const struct kept_limits *limits;
	struct str state; /* the folder; empty: nothing is kept */
	int64_t now;
	bool failed; /* once, and told: nothing more is kept */
	size_t wrote;
	int pages; /* owned: the folder, when WROTE > 0; -1: not open yet */
};

/* A keeper with nothing in STATE yet, whose LIMITS are foreign; with an empty
 * STATE it keeps nothing. Close it in any case. */
void keeper_init(struct keeper *k, const struct kept_limits *limits,
    struct str state, int64_t now);
void keeper_close(struct keeper *k);

/* Keep RES, page NUMBER of the list of S, and remove what is too much of S. A
 * failure is told; it is none of the source. A is for work. */
void keeper_put(struct keeper *k, struct arena *a, const struct source *s,
    const struct response *res, uint32_t number);

/* Remove what is too old or too much of all sources, when anything was written
 * and the last time was an hour ago. A is for work. */
void keeper_prune(struct keeper *k, struct arena *a);

/* One kept page, by its name. */
struct kept {
	int64_t time;
	uint32_t number;
	char name[64];
	uint64_t size; /* bytes of the file */
};

/*
 * The kept pages of the source ID, oldest first. None, and a folder that is not
 * there, is a result. Returns 0 with OUT in A, or -1 with E set (ERR_SYSTEM).
 */
int kept_list(struct arena *a, struct str state, struct str id,
    struct kept **out, size_t *n, struct err *e);

/*
 * Read PAGE of S as the answer that it was. Returns 0 with OUT in A, or -1 with
 * E set: ERR_SYSTEM, ERR_LIMIT, ERR_DECODE when it is damaged.
 */
int kept_read(struct arena *a, struct str state, const struct source *s,
    const struct kept *page, struct response *out, struct err *e);

#endif
