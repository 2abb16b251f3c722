// SPDX-License-Identifier: ISC
#include "base/forbid.h"

#include <errno.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "base/sanitized.h"
#include "base/seccomp_arch.h"

#ifdef SECCOMP_ARCH

/* The second ABI of x86-64, x32, sets this bit in the numbers of its calls. */
#define X32 0x40000000u

#define REFUSE (SECCOMP_RET_ERRNO | EPERM)
#define FORBID(name)                                           \
	BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_##name, 0, 1), \
	    BPF_STMT(BPF_RET | BPF_K, REFUSE)

static const struct sock_filter forbidden[] = {
	BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, arch)),
	BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SECCOMP_ARCH, 1, 0),
	BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS),
	BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
#ifdef __x86_64__
	BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, X32, 0, 1),
	BPF_STMT(BPF_RET | BPF_K, REFUSE),
#endif
	/* programs */
	FORBID(execve),
	FORBID(execveat),
/* other processes */
#ifndef LEAK_CHECKER
	FORBID(ptrace),
#endif
	FORBID(process_vm_readv),
	FORBID(process_vm_writev),
	FORBID(kcmp),
#ifdef SYS_pidfd_getfd
	FORBID(pidfd_getfd),
#endif
	/* mounts and namespaces */
	FORBID(mount),
	FORBID(umount2),
	FORBID(pivot_root),
	FORBID(chroot),
	FORBID(unshare),
	FORBID(setns),
#ifdef SYS_open_tree
	FORBID(open_tree),
	FORBID(move_mount),
	FORBID(fsopen),
	FORBID(fsconfig),
	FORBID(fsmount),
	FORBID(fspick),
#endif
#ifdef SYS_mount_setattr
	FORBID(mount_setattr),
#endif
	/* files past their folders */
	FORBID(open_by_handle_at),
	/* the kernel, and what its holes are often found in */
	FORBID(bpf),
	FORBID(perf_event_open),
	FORBID(userfaultfd),
#ifdef SYS_io_uring_setup
	FORBID(io_uring_setup),
	FORBID(io_uring_enter),
	FORBID(io_uring_register),
#endif
	FORBID(add_key),
	FORBID(request_key),
	FORBID(keyctl),
	FORBID(init_module),
	FORBID(finit_module),
	FORBID(delete_module),
	FORBID(kexec_load),
#ifdef SYS_kexec_file_load
	FORBID(kexec_file_load),
#endif
	FORBID(reboot),
	FORBID(swapon),
	FORBID(swapoff),
	FORBID(acct),
	FORBID(syslog),
	FORBID(quotactl),
	/* what all of the machine goes by */
	FORBID(settimeofday),
	FORBID(clock_settime),
	FORBID(clock_adjtime),
	FORBID(adjtimex),
	FORBID(sethostname),
	FORBID(setdomainname),
	BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
};

int
forbid_calls(struct err *e)
{
	/* The kernel only reads it, but takes it without const. */
	struct sock_filter calls[sizeof(forbidden) / sizeof(*forbidden)];
	struct sock_fprog program = { .len = sizeof(calls) / sizeof(*calls),
		.filter = calls };

	memcpy(calls, forbidden, sizeof(calls));
	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0 ||
	    syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0, &program) != 0)
		return err_sys(e, ERR_SYSTEM, errno, "seccomp");
	return 0;
}

#else

int
forbid_calls(struct err *e)
{
	return err_sys(e, ERR_SYSTEM, ENOSYS,
	    "the numbers of system calls are not known for this processor");
}

#endif
