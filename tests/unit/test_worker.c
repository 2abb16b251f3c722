// SPDX-License-Identifier: ISC
// A worker that was taken over: what it can do from inside, shut in by the very
// function that shuts in those of the program.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <netinet/in.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include "run/worker.h"

#define OWN 3 /* its descriptor */

/* --- What it tries ------------------------------------------------------- */

static long
try_open(void)
{
	return syscall(SYS_openat, AT_FDCWD, "/etc/passwd", O_RDONLY);
}

static long
try_create(void)
{
	return syscall(SYS_openat, AT_FDCWD, "/tmp/coranto-taken-over",
	    O_WRONLY | O_CREAT, 0600);
}

static long
try_memory_file(void)
{
	return syscall(SYS_openat, AT_FDCWD, "/proc/self/mem", O_RDWR);
}

static long
try_memfd(void)
{
	return syscall(SYS_memfd_create, "x", 0);
}

static long
try_unlink(void)
{
	return syscall(SYS_unlinkat, AT_FDCWD, "/tmp/coranto-not-there", 0);
}

static long
try_stat(void)
{
	struct stat st;

	return syscall(SYS_newfstatat, AT_FDCWD, "/etc/passwd", &st, 0);
}

static long
try_socket(void)
{
	return syscall(SYS_socket, AF_INET, SOCK_STREAM, 0);
}

/* By the descriptor that it has. */
static long
try_connect(void)
{
	struct sockaddr_in to = { .sin_family = AF_INET, .sin_port = 0x5000 };

	return syscall(SYS_connect, OWN, &to, sizeof(to));
}

static long
try_send(void)
{
	return syscall(SYS_sendto, OWN, "x", 1, 0, NULL, 0);
}

static long
try_exec(void)
{
	char *const argv[] = { (char *)(uintptr_t) "/bin/true", NULL };

	return syscall(SYS_execve, argv[0], argv, argv + 1);
}

static long
try_fork(void)
{
	return syscall(SYS_clone, SIGCHLD, 0, 0, 0, 0);
}

static long
try_kill(void)
{
	return syscall(SYS_kill, getppid(), 0);
}

static long
try_ptrace(void)
{
	return syscall(SYS_ptrace, PTRACE_ATTACH, getppid(), 0, 0);
}

static long
try_peek(void)
{
	return syscall(SYS_process_vm_readv, getppid(), NULL, 0, NULL, 0, 0);
}

static long
try_limit(void)
{
	struct rlimit none = { RLIM_INFINITY, RLIM_INFINITY };

	return syscall(SYS_prlimit64, 0, RLIMIT_NOFILE, &none, NULL);
}

static long
try_dumpable(void)
{
	return syscall(SYS_prctl, PR_SET_DUMPABLE, 1, 0, 0, 0);
}

static long
try_code(void)
{
	long p = syscall(SYS_mmap, NULL, 4096, PROT_READ | PROT_EXEC,
	    MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	return p;
}

static long
try_make_code(void)
{
	return syscall(SYS_mprotect, (uintptr_t)try_make_code & ~4095UL, 4096,
	    PROT_READ | PROT_WRITE | PROT_EXEC);
}

static long
try_descriptors(void)
{
	return syscall(SYS_fcntl, OWN, F_GETFD);
}

/* FILE: Landlock alone refuses it. */
static const struct {
	const char *name;
	long (*try)(void);
	bool file;
} attempts[] = {
	{ "open a file", try_open, true },
	{ "make a file", try_create, true },
	{ "open its memory as a file", try_memory_file, true },
	{ "start a program", try_exec, true },
	{ "make a file in memory", try_memfd, false },
	{ "remove a file", try_unlink, false },
	{ "look at a file", try_stat, false },
	{ "make a socket", try_socket, false },
	{ "connect what it has", try_connect, false },
	{ "send to an address", try_send, false },
	{ "make a process", try_fork, false },
	{ "signal its parent", try_kill, false },
	{ "trace its parent", try_ptrace, false },
	{ "read the memory of its parent", try_peek, false },
	{ "raise a limit", try_limit, false },
	{ "let itself be traced", try_dumpable, false },
	{ "map code", try_code, false },
	{ "make code of memory", try_make_code, false },
	{ "change a descriptor", try_descriptors, false },
};
#define ATTEMPTS (sizeof(attempts) / sizeof(*attempts))

/* --- How it is asked ----------------------------------------------------- */

/* What one attempt came to. */
struct outcome {
	long value;
	int why;
};
struct story {
	struct sandbox shut;
	int failed; /* to be shut in */
	struct outcome of[ATTEMPTS];
};

/* The system call NR answers ENOSYS from now on, as on an older kernel. */
static void
do_without(unsigned nr)
{
	const struct sock_filter filter[] = {
		BPF_STMT(BPF_LD | BPF_W | BPF_ABS,
		    offsetof(struct seccomp_data, nr)),
		BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, nr, 0, 1),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | ENOSYS),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
	};
	const struct sock_fprog program = { .len = 4,
		.filter = (struct sock_filter *)(uintptr_t)filter };

	prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
	prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program);
}

static _Noreturn void
be_taken_over(int fd, unsigned without)
{
	struct story s;
	struct err e;

	memset(&s, 0, sizeof(s));
	if (without != 0)
		do_without(without);
	s.failed = worker_shut_in(fd, &s.shut, &e);
	for (size_t i = 0; i < ATTEMPTS; i++) {
		/* Where it is not refused it would be done. */
		if (without == SYS_seccomp && !attempts[i].file)
			continue;
		errno = 0;
		s.of[i].value = attempts[i].try();
		s.of[i].why = errno;
	}
	_exit(write(OWN, &s, sizeof(s)) == (ssize_t)sizeof(s) ? 0 : 1);
}

static struct story
ask(unsigned without)
{
	struct story s;
	int ends[2], status;
	pid_t pid;

	assert_int_equal(
	    socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends), 0);
	pid = fork();
	assert_true(pid >= 0);
	if (pid == 0)
		be_taken_over(ends[1], without);
	close(ends[1]);
	assert_int_equal(recv(ends[0], &s, sizeof(s), MSG_WAITALL), sizeof(s));
	close(ends[0]);
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_int_equal(status, 0);
	assert_int_equal(s.failed, 0);
	return s;
}

/* --- Tests --------------------------------------------------------------- */

static void
test_refused(void **state)
{
	struct story s;

	(void)state;
	/* Of a program that could make it. */
	(void)unlink("/tmp/coranto-taken-over");
	s = ask(0);
	if (!s.shut.seccomp) {
		print_message("# this kernel has no seccomp\n");
		return;
	}
	for (size_t i = 0; i < ATTEMPTS; i++)
		if (s.of[i].value != -1 || s.of[i].why != EPERM)
			fail_msg("%s: %ld, %s", attempts[i].name, s.of[i].value,
			    strerror(s.of[i].why));
	assert_int_equal(access("/tmp/coranto-taken-over", F_OK), -1);
}

/* Each of the two holds without the other. */
static void
test_without_seccomp(void **state)
{
	struct story s = ask(SYS_seccomp);

	(void)state;
	assert_false(s.shut.seccomp);
	if (s.shut.landlock == 0) {
		print_message("# this kernel has no Landlock\n");
		return;
	}
	for (size_t i = 0; i < ATTEMPTS; i++)
		if (attempts[i].file &&
		    (s.of[i].value != -1 || s.of[i].why != EACCES))
			fail_msg("%s: %ld, %s", attempts[i].name, s.of[i].value,
			    strerror(s.of[i].why));
}

static void
test_without_landlock(void **state)
{
	struct story s = ask(SYS_landlock_create_ruleset);

	(void)state;
	assert_int_equal(s.shut.landlock, 0);
	for (size_t i = 0; i < ATTEMPTS && s.shut.seccomp; i++)
		if (s.of[i].value != -1 || s.of[i].why != EPERM)
			fail_msg("%s: %ld, %s", attempts[i].name, s.of[i].value,
			    strerror(s.of[i].why));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_refused),
		cmocka_unit_test(test_without_seccomp),
		cmocka_unit_test(test_without_landlock),
	};

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
	/* They take more addresses than there may be. */
	puts("1..0 # SKIP a program with a sanitizer cannot be shut in");
	return 0;
#endif
	return cmocka_run_group_tests(tests, NULL, NULL);
}
