// SPDX-License-Identifier: ISC
#ifndef RUN_CONFINE_H
#define RUN_CONFINE_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/err.h"
#include "config/config.h"

/*
 * The process that fetches, stores and publishes shuts itself in as far as its
 * configuration lets it, before it asks the first server:
 *
 *	Landlock  it reads what resolving a name and checking a certificate
 *	          takes, time zones, libraries and the files that sources name;
 *	          it changes the state and the output folder, that of `metrics`
 *	          and of cookies that are kept; it connects to the ports that a
 *	          page may have (fetch/address_gate.h). It executes nothing. The
 *	          configuration itself, and what else its owner has, is closed.
 *	seccomp   base/forbid.h
 *
 * It is for good: a process that is to read another configuration, as `watch`
 * does, has to do its runs in children (base/landlock.h).
 */
struct confined {
	int landlock;  /* version of its interface; 0: it is not in force */
	bool ports;    /* nor is any other port reached */
	bool calls;    /* base/forbid.h is in force */
	bool programs; /* a source has a program, which may need anything:
			     nothing was given up */
	struct err missing; /* why something of it is not in force */
};

/*
 * Shut this process in for runs of C and nothing else. The folders are there.
 * WRITE: the run stores and publishes. A is for work. Programs that sources
 * have are no failure; else returns 0 when all that this version knows of is in
 * force, or -1 with OUT->missing set. What is in force then is in OUT.
 */
int confine_parent(
    struct arena *a, const struct config *c, bool write, struct confined *out);

/* What is in force, as one line, in A. */
const char *confined_text(struct arena *a, const struct confined *c);

#endif
