// SPDX-License-Identifier: ISC
#ifndef BASE_LANDLOCK_H
#define BASE_LANDLOCK_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"

/*
 * Landlock: a process gives up, for good and for all that it starts, the files
 * and TCP ports that it does not name. Linux 5.13 has the first version of the
 * interface; the kernel may have been built or started without it.
 *
 *	struct landlock l;
 *
 *	if (landlock_open(&l, LANDLOCK_PORTS, &e) == 0) {
 *		landlock_allow(&l, "/etc/hosts", LANDLOCK_READ);
 *		landlock_allow(&l, state, LANDLOCK_CHANGE);
 *		landlock_allow_port(&l, 443);
 *		rc = landlock_enter(&l, &e);
 *	}
 *
 * What was opened before stays open. Paths are those of the files as they are
 * when they are allowed: a file that is replaced later is another one, which
 * its folder allows, or nothing.
 * Source: landlock(7), Documentation/userspace-api/landlock.rst of Linux.
 */
struct landlock {
	int fd;      /* of the set of rules; -1: none */
	int version; /* of the kernel's interface: 1 and more */
	bool ports;  /* connections by TCP are handled, too */
	bool failed; /* a rule that should be there is not */
};

enum landlock_right {
	LANDLOCK_READ,  /* files and folders, at any depth */
	LANDLOCK_WRITE, /* and write to files that are there, devices too */
	LANDLOCK_CHANGE /* and make, rename and remove files and folders */
};

/* The version that the kernel has; 0: none, or it is switched off. */
int landlock_version(void);

/*
 * Begin: files, programs to execute, TCP ports to listen at and abstract sockets
 * outside are to be given up, with what else GIVE_UP says and as far as the
 * kernel knows it; nothing is allowed yet. Returns 0, or -1 with E set
 * (ERR_SYSTEM).
 */
enum landlock_give_up {
	LANDLOCK_PORTS = 1,  /* to connect by TCP, from version 4 on */
	LANDLOCK_SIGNALS = 2 /* to processes outside, such as those that it
				started before; from version 6 on */
};
int landlock_open(struct landlock *l, unsigned give_up, struct err *e);

/* Allow PATH, which may be a folder. One that is not there, or cannot be
 * opened by us anyway, needs no rule. */
void landlock_allow(
    struct landlock *l, const char *path, enum landlock_right right);

/* Allow connections to that TCP port. Where TCP is not handled all are. */
void landlock_allow_port(struct landlock *l, int port);

/*
 * From now on. The process gives up new privileges (PR_SET_NO_NEW_PRIVS), too.
 * Threads that run already are not in it. Returns 0, or -1 with E set
 * (ERR_SYSTEM) and nothing given up. L is released in either case.
 */
int landlock_enter(struct landlock *l, struct err *e);

#endif
