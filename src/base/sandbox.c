// SPDX-License-Identifier: ISC
#include "base/sandbox.h"

#include <errno.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "base/landlock.h"
#include "base/seccomp_arch.h"

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

/* Nothing is allowed of what Landlock knows. Returns its version. */
static int
enter_landlock(void)
{
	struct landlock l;
	struct err e;

	return landlock_open(&l, LANDLOCK_PORTS | LANDLOCK_SIGNALS, &e) == 0 &&
		       landlock_enter(&l, &e) == 0
		   ? l.version
		   : 0;
}

/* --- seccomp ------------------------------------------------------------- */

#ifdef SECCOMP_ARCH

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
	BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SECCOMP_ARCH, 1, 0),
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
