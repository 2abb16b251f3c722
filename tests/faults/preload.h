// SPDX-License-Identifier: ISC
#ifndef FAULTS_PRELOAD_H
#define FAULTS_PRELOAD_H

/*
 * What shim.c and tape.c have in common, each of which takes the place of calls
 * of the C library: what file a call is about, and the calls that open one. All
 * by raw system calls, as dlsym(3) takes memory itself.
 *
 *	FAULTS_UNSHARED     files below this folder cannot be shared as memory,
 *	                    as on some network and virtual file systems
 *	FAULTS_DESCRIPTORS  so many the process may have
 */
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <linux/magic.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/vfs.h>
#include <unistd.h>

/* The file of FD in OUT of PATH_MAX bytes; "" when it is none. */
static void
path_of(int fd, char *out)
{
	char link[64];
	ssize_t n;

	snprintf(link, sizeof(link), "/proc/self/fd/%d", fd);
	n = syscall(SYS_readlinkat, AT_FDCWD, link, out, PATH_MAX - 1);
	out[n < 0 ? 0 : n] = '\0';
}

/* PATH, relative to DIR, as an absolute one in OUT of 2 * PATH_MAX bytes. */
static void
whole(int dir, const char *path, char *out)
{
	size_t len = 0;

	if (path[0] != '/') {
		if (dir != AT_FDCWD)
			path_of(dir, out);
		else if (syscall(SYS_getcwd, out, PATH_MAX) < 0)
			out[0] = '\0';
		len = strlen(out);
		out[len++] = '/';
	}
	snprintf(out + len, PATH_MAX, "%s", path);
}

/* mmap(2), which fails for what cannot be shared. */
static void *
mapped(void *p, size_t n, int prot, int flags, int fd, off_t offset)
{
	const char *unshared = getenv("FAULTS_UNSHARED");
	char path[PATH_MAX] = "";

	if (unshared != NULL && fd >= 0 && (prot & PROT_WRITE) != 0 &&
	    (flags & MAP_SHARED) != 0)
		path_of(fd, path);
	if (path[0] != '\0' && strncmp(path, unshared, strlen(unshared)) == 0) {
		errno = ENODEV;
		return MAP_FAILED;
	}
	/* The kernel's answer is an address, or -1. */
	return (void *)syscall(SYS_mmap, p, n, prot, flags, fd, offset);
}

/* fstatfs(2), which says that all is on a local disk: what is done for one is to
 * be tried wherever the files are. */
static int
on_disk(int fd, struct statfs *st)
{
	int rc = (int)syscall(SYS_fstatfs, fd, st);

	if (rc == 0)
		st->f_type = EXT4_SUPER_MAGIC;
	return rc;
}

static void
limit_descriptors(void)
{
	const char *n = getenv("FAULTS_DESCRIPTORS");
	struct rlimit l;

	if (n == NULL)
		return;
	l.rlim_cur = l.rlim_max = strtoul(n, NULL, 10);
	if (setrlimit(RLIMIT_NOFILE, &l) != 0)
		abort();
}

static int
next_mkostemp(char *path, int flags)
{
	int (*next)(char *, int);
	void *sym = dlsym(RTLD_NEXT, "mkostemp");

	memcpy(&next, &sym, sizeof(next));
	return next(path, flags);
}

/* What becomes of a file that is opened. */
static int opened(int dir, const char *path, int flags, mode_t mode);

#define OPEN(name, params, dir)                        \
	int name params                                \
	{                                              \
		va_list ap;                            \
		mode_t mode;                           \
                                                       \
		va_start(ap, flags);                   \
		mode = va_arg(ap, mode_t);             \
		va_end(ap);                            \
		return opened(dir, path, flags, mode); \
	}
OPEN(open, (const char *path, int flags, ...), AT_FDCWD)
OPEN(open64, (const char *path, int flags, ...), AT_FDCWD)
OPEN(openat, (int dir, const char *path, int flags, ...), dir)
OPEN(openat64, (int dir, const char *path, int flags, ...), dir)

#endif
