// SPDX-License-Identifier: ISC
#include "base/landlock.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/landlock.h>
#include <stddef.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

/*
 * The numbers of linux/landlock.h, which on the machine that builds may be
 * older than the kernel that runs.
 */
#define EXECUTE (1ULL << 0)
#define WRITE_FILE (1ULL << 1)
#define READ_FILE (1ULL << 2)
#define READ_DIR (1ULL << 3)
#define REMOVE_DIR (1ULL << 4)
#define REMOVE_FILE (1ULL << 5)
#define MAKE_DIR (1ULL << 7)
#define MAKE_REG (1ULL << 8)
#define VERSION_1 0x1fffULL    /* those, and nodes, sockets and links */
#define REFER (1ULL << 13)     /* version 2: into another folder */
#define TRUNCATE (1ULL << 14)  /* version 3 */
#define IOCTL_DEV (1ULL << 15) /* version 5 */
/* The rights that a rule for a file, not a folder, may have. */
#define OF_FILES (EXECUTE | WRITE_FILE | READ_FILE | TRUNCATE | IOCTL_DEV)

#define BIND_TCP (1ULL << 0)    /* version 4 */
#define CONNECT_TCP (1ULL << 1) /* version 4 */
#define RULE_NET_PORT 2

#define ABSTRACT_SOCKETS (1ULL << 0) /* version 6 */
#define SIGNALS (1ULL << 1)          /* version 6 */

struct attributes {
	uint64_t fs, net, scoped;
};
struct port_rule {
	uint64_t allowed, port;
};

/* The rights to files that VERSION handles. */
static uint64_t
handled(int version)
{
	uint64_t fs = VERSION_1;

	if (version >= 2)
		fs |= REFER;
	if (version >= 3)
		fs |= TRUNCATE;
	if (version >= 5)
		fs |= IOCTL_DEV;
	return fs;
}

int
landlock_version(void)
{
	long version = syscall(SYS_landlock_create_ruleset, NULL, 0,
	    LANDLOCK_CREATE_RULESET_VERSION);

	return version < 0 ? 0 : (int)version;
}

int
landlock_open(struct landlock *l, unsigned give_up, struct err *e)
{
	struct attributes at = { 0 };
	size_t size = offsetof(struct attributes, net);

	*l = (struct landlock){ .fd = -1, .version = landlock_version() };
	if (l->version < 1)
		return err_sys(
		    e, ERR_SYSTEM, errno, "this system has no Landlock");
	at.fs = handled(l->version);
	if (l->version >= 4) {
		l->ports = (give_up & LANDLOCK_PORTS) != 0;
		at.net = l->ports ? BIND_TCP | CONNECT_TCP : BIND_TCP;
		size = offsetof(struct attributes, scoped);
	}
	if (l->version >= 6) {
		at.scoped = give_up & LANDLOCK_SIGNALS
				? ABSTRACT_SOCKETS | SIGNALS
				: ABSTRACT_SOCKETS;
		size = sizeof(at);
	}
	l->fd = (int)syscall(SYS_landlock_create_ruleset, &at, size, 0);
	if (l->fd < 0)
		return err_sys(e, ERR_SYSTEM, errno, "Landlock");
	return 0;
}

static uint64_t
rights(enum landlock_right right)
{
	uint64_t fs = READ_FILE | READ_DIR;

	if (right >= LANDLOCK_WRITE)
		fs |= WRITE_FILE;
	if (right >= LANDLOCK_CHANGE)
		fs |= REMOVE_DIR | REMOVE_FILE | MAKE_DIR | MAKE_REG | REFER |
		      TRUNCATE;
	return fs;
}

void
landlock_allow(struct landlock *l, const char *path, enum landlock_right right)
{
	struct landlock_path_beneath_attr rule = {
		.allowed_access = rights(right) & handled(l->version),
		.parent_fd = open(path, O_PATH | O_CLOEXEC)
	};
	struct stat st;

	if (rule.parent_fd < 0)
		return;
	if (fstat(rule.parent_fd, &st) != 0)
		l->failed = true;
	else if (!S_ISDIR(st.st_mode))
		rule.allowed_access &= OF_FILES;
	if (syscall(SYS_landlock_add_rule, l->fd, LANDLOCK_RULE_PATH_BENEATH,
		&rule, 0) != 0)
		l->failed = true;
	close(rule.parent_fd);
}

void
landlock_allow_port(struct landlock *l, int port)
{
	struct port_rule rule = { .allowed = CONNECT_TCP,
		.port = (uint64_t)port };

	if (l->ports &&
	    syscall(SYS_landlock_add_rule, l->fd, RULE_NET_PORT, &rule, 0) != 0)
		l->failed = true;
}

int
landlock_enter(struct landlock *l, struct err *e)
{
	int rc = -1;

	/* With a rule missing, what is needed would be refused. */
	if (l->failed)
		err_set(e, ERR_SYSTEM, "Landlock does not take all rules");
	else if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0 ||
		 syscall(SYS_landlock_restrict_self, l->fd, 0) != 0)
		err_sys(e, ERR_SYSTEM, errno, "Landlock");
	else
		rc = 0;
	close(l->fd);
	l->fd = -1;
	return rc;
}
