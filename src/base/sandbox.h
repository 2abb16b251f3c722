// SPDX-License-Identifier: ISC
#ifndef BASE_SANDBOX_H
#define BASE_SANDBOX_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"

/*
 * A process that reads what strangers wrote shuts itself in before it reads
 * the first byte: from then on it can compute, take memory and talk over the
 * descriptors that it holds, and nothing else. Whoever takes it over has that.
 *
 *	limits    memory, time of the processor, descriptors; no file may grow,
 *	          no process be made, no core be written (setrlimit(2))
 *	nobody    reads or changes it from outside, and no program that it might
 *	          start gains rights (prctl(2): PR_SET_DUMPABLE,
 *	          PR_SET_NO_NEW_PRIVS)
 *	Landlock  no file, no folder, no TCP port; no signal and no abstract
 *	          socket beyond itself (landlock(7)), as far as the kernel knows
 *	          of it
 *	seccomp   the system calls of the table in sandbox.c and no others, which
 *	          fail with EPERM; no memory becomes code
 *
 * The first two are there on every kernel; the others may not be.
 */
struct sandbox_limits {
	uint64_t memory;  /* bytes of addresses */
	uint32_t seconds; /* of the processor, for its whole life */
	uint32_t files;   /* descriptors, those that are open included */
};

/* What shuts it in beside limits. */
struct sandbox {
	bool seccomp;
	int landlock; /* version of its interface; 0: none */
};

/*
 * Shut this process in for good. It has one thread. Returns 0 with OUT set, or
 * -1 with E set (ERR_SYSTEM) when a limit could not be set; that seccomp or
 * Landlock is missing is no error.
 */
int sandbox_enter(
    const struct sandbox_limits *l, struct sandbox *out, struct err *e);

#endif
