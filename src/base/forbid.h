// SPDX-License-Identifier: ISC
#ifndef BASE_FORBID_H
#define BASE_FORBID_H

#include "base/err.h"

/*
 * A process gives up, for good and for all that it starts, the system calls
 * that no part of it needs and that one who took it over would: to execute a
 * program, from a file or from memory, to look into other processes, to change
 * mounts and namespaces, the kernel, the clock. They fail with EPERM. It is a
 * list of what is forbidden, not of what is allowed: libraries come and go
 * with the calls that they make. It gives up new privileges, too.
 *
 * Returns 0, or -1 with E set (ERR_SYSTEM) and nothing given up: seccomp is
 * missing, or the processor is none whose numbers are known here.
 * Source: seccomp(2).
 */
int forbid_calls(struct err *e);

#endif
