// SPDX-License-Identifier: ISC
#include "base/sandbox.h"

#include <errno.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/landlock.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

/* --- Limits -------------------------------------------------------------- */

static int
set_limits(const struct sandbox_limits *l, struct err *e)
{
	const struct {
		int what;
		rlim_t value;
		const char *name;
	} limits[] = {
		{ RLIMIT_AS, l->memory, "memory" },
		{ RLIMIT_CPU, l->seconds, "time" },
		{ RLIMIT_NOFILE, l->files, "descriptors" },
		{ RLIMIT_FSIZE, 0, "file size" },
		{ RLIMIT_NPROC, 0, "processes" },
		{ RLIMIT_CORE, 0, "core size" },
	};

	for (size_t i = 0; i < sizeof(limits) / sizeof(*limits); i++) {
		struct rlimit r;

		if (getrlimit(limits[i].what, &r) != 0)
			return err_sys(e, ERR_SYSTEM, errno, "no limit of %s",
			    limits[i].name);
		/* Where less is allowed already that holds. */
		if (r.rlim_max > limits[i].value)
			r.rlim_max = limits[i].value;
		r.rlim_cur = r.rlim_max;
		if (setrlimit(limits[i].what, &r) != 0)
			return err_sys(e, ERR_SYSTEM, errno, "no limit of %s",
			    limits[i].name);
	}
	return 0;
}

/* --- Landlock ------------------------------------------------------------ */

/*
 * What may be handled, by the version of the interface. The numbers are those
 * of linux/landlock.h; that of the machine that builds may be older than the
 * kernel that runs.
 */
#define FS_EXECUTE_TO_MAKE_SYM 0x1FFFULL /* version 1: bits 0 to 12 */
#define FS_REFER (1ULL << 13)            /* 2 */
#define FS_TRUNCATE (1ULL << 14)         /* 3 */
#define FS_IOCTL_DEV (1ULL << 15)        /* 5 */
#define NET_TCP 3ULL                     /* 4: to bind, to connect */
#define SCOPE_SOCKET_SIGNAL 3ULL         /* 6: abstract sockets, signals */

struct ruleset {
	uint64_t fs, net, scoped;
};

/* Handle all that there is and allow nothing of it. Returns the version. */
static int
enter_landlock(void)
{
	struct ruleset r = { .fs = FS_EXECUTE_TO_MAKE_SYM };
	size_t size = sizeof(r.fs);
	long version = syscall(SYS_landlock_create_ruleset, NULL, 0,
	    LANDLOCK_CREATE_RULESET_VERSION);
	long fd, rc;

	if (version < 1)
		return 0;
	if (version >= 2)
		r.fs |= FS_REFER;
	if (version >= 3)
		r.fs |= FS_TRUNCATE;
	if (version >= 5)
		r.fs |= FS_IOCTL_DEV;
	if (version >= 4) {
		r.net = NET_TCP;
		size = offsetof(struct ruleset, scoped);
	}
	if (version >= 6) {
		r.scoped = SCOPE_SOCKET_SIGNAL;
		size = sizeof(r);
	}
	fd = syscall(SYS_landlock_create_ruleset, &r, size, 0);
	if (fd < 0)
		return 0;
	rc = syscall(SYS_landlock_restrict_self, fd, 0);
	close((int)fd);
	return rc == 0 ? (int)version : 0;
}

/* --- seccomp ------------------------------------------------------------- */

#if defined(__x86_64__) && !defined(__ILP32__)
#define ARCH AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#define ARCH AUDIT_ARCH_AARCH64
#elif defined(__riscv) && __riscv_xlen == 64
#define ARCH AUDIT_ARCH_RISCV64
#elif defined(__s390x__)
#define ARCH AUDIT_ARCH_S390X
#elif defined(__powerpc64__) && __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
#define ARCH AUDIT_ARCH_PPC64LE
#endif

#ifdef ARCH

/* Where the low half of the third argument stands. */
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
#define ARG2 (offsetof(struct seccomp_data, args[2]) + 4)
#else
#define ARG2 offsetof(struct seccomp_data, args[2])
#endif

/* Answer as ACTION says when the number of the call is NR. */
#define WHEN(nr, action)                                 \
	BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (nr), 0, 1), \
	    BPF_STMT(BPF_RET | BPF_K, (action))
#define ALLOW(name) WHEN(SYS_##name, SECCOMP_RET_ALLOW)
#define REFUSE (SECCOMP_RET_ERRNO | EPERM)
/* Its third argument is protection: what becomes memory does not become code. */
#define ALLOW_DATA(name)                                           \
	BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_##name, 0, 4),     \
	    BPF_STMT(BPF_LD | BPF_W | BPF_ABS, ARG2),              \
	    BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, PROT_EXEC, 0, 1), \
	    BPF_STMT(BPF_RET | BPF_K, REFUSE),                     \
	    BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW)

/*
 * What it takes to compute and to answer. The numbers of x32 have a bit that
 * none of these has, and those of 32 bits are of another architecture.
 */
static const struct sock_filter allowed[] = {
	BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, arch)),
	BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, ARCH, 1, 0),
	BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS),
	BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
	/* words with who asked */
	ALLOW(read),
	ALLOW(write),
	ALLOW(recvmsg),
	ALLOW(close),
	/* memory */
	ALLOW(brk),
	ALLOW(munmap),
	ALLOW(mremap),
	ALLOW(madvise),
	ALLOW_DATA(mmap),
	ALLOW_DATA(mprotect),
	/* the C library, also where its clock is no page of the kernel's */
	ALLOW(futex),
	ALLOW(clock_gettime),
	ALLOW(getrandom),
	ALLOW(rt_sigprocmask),
	ALLOW(rt_sigreturn),
	ALLOW(restart_syscall),
	/* the end */
	ALLOW(exit),
	ALLOW(exit_group),
	BPF_STMT(BPF_RET | BPF_K, REFUSE),
};

static bool
enter_seccomp(void)
{
	struct sock_filter own[sizeof(allowed) / sizeof(*allowed)];
	struct sock_fprog program = { .len = sizeof(own) / sizeof(*own),
		.filter = own };

	memcpy(own, allowed, sizeof(own));
	return syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0, &program) == 0;
}

#else

/* The numbers of its calls are not known here. */
static bool
enter_seccomp(void)
{
	return false;
}

#endif

int
sandbox_enter(
    const struct sandbox_limits *l, struct sandbox *out, struct err *e)
{
	*out = (struct sandbox){ .seccomp = false };
	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0 ||
	    prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) != 0)
		return err_sys(e, ERR_SYSTEM, errno,
		    "a process cannot shut "
		    "itself in");
	/* Before the descriptors are counted: it takes one for a moment. */
	out->landlock = enter_landlock();
	if (set_limits(l, e) != 0)
		return -1;
	out->seccomp = enter_seccomp();
	return 0;
}
