// SPDX-License-Identifier: ISC
/*
 * Loaded before the C library (LD_PRELOAD) it counts the calls by which the
 * program and its libraries change or read files, or ask for memory, and lets
 * one of them fail, or kills the program there. No release has it.
 *
 *	FAULTS_KIND   what is counted, while main() runs: "change", "read" (with
 *	              "change"), "memory", or "pages": memory in the processes
 *	              that read pages, all together
 *	FAULTS_UNDER  only calls on files below this folder, an absolute path
 *	              without links
 *	FAULTS_LOG    append a line for each: its number, its name, where and
 *	              how much it writes, its file
 *	FAULTS_AT     the number of the call that something happens to
 *	FAULTS_DO     "kill": SIGKILL instead of it; "tear": after half of what
 *	              it writes; "short": it writes half and says so; else the
 *	              number of the errno that it fails with
 *	FAULTS_ON     "1": what happens to it happens to all that follow
 */
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdint.h>
#include <sys/file.h>
#include <sys/stat.h>

#include "preload.h"

enum kind { KIND_NONE, KIND_CHANGE, KIND_READ, KIND_MEMORY, KIND_PAGES };
/* Not an errno: the kernel's are positive. */
enum { GO_ON = 0, DO_KILL = -1, DO_TEAR = -2, DO_SHORT = -3 };

static enum kind kind;
static char under[PATH_MAX];
static size_t under_len;
static int log_fd = -1;
static long at, what;
static bool from_then_on, armed;
static bool reader; /* this process is one that reads pages */
/* Of the call that is looked at, when it writes. */
static _Thread_local off_t span_at;
static _Thread_local size_t span_len;
/* What looks at a call makes calls; those are its own. */
static _Thread_local bool busy;

/* All processes of the program have it. */
static atomic_long *count;

/* Of the C library, below what may be replaced. */
void *__libc_malloc(size_t n);
void *__libc_calloc(size_t n, size_t size);
void *__libc_realloc(void *p, size_t n);

static long
number(const char *name, long otherwise)
{
	const char *v = getenv(name);

	return v == NULL ? otherwise : strtol(v, NULL, 10);
}

static void
forked(void)
{
	reader = true;
}

static void
set_up(void)
{
	const char *k = getenv("FAULTS_KIND"), *u = getenv("FAULTS_UNDER");
	const char *l = getenv("FAULTS_LOG"), *d = getenv("FAULTS_DO");

	if (k == NULL)
		return;
	limit_descriptors();
	count = (void *)syscall(SYS_mmap, NULL, sizeof(*count),
	    PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	if (count == MAP_FAILED || pthread_atfork(NULL, NULL, forked) != 0)
		abort();
	kind = k[0] == 'm'   ? KIND_MEMORY
	       : k[0] == 'p' ? KIND_PAGES
	       : k[0] == 'r' ? KIND_READ
			     : KIND_CHANGE;
	if (u != NULL && strlen(u) < sizeof(under)) {
		strcpy(under, u);
		under_len = strlen(u);
	}
	at = number("FAULTS_AT", 0);
	from_then_on = number("FAULTS_ON", 0) != 0;
	what = number("FAULTS_DO", 0);
	if (d != NULL && strcmp(d, "kill") == 0)
		what = DO_KILL;
	if (d != NULL && strcmp(d, "tear") == 0)
		what = DO_TEAR;
	if (d != NULL && strcmp(d, "short") == 0)
		what = DO_SHORT;
	if (l != NULL)
		log_fd = (int)syscall(SYS_openat, AT_FDCWD, l,
		    O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
	armed = true;
}

static void
die(void)
{
	syscall(SYS_kill, getpid(), SIGKILL);
	pause();
}

static void
put_down(long n, const char *name, const char *path)
{
	char line[PATH_MAX + 64];
	int len = snprintf(line, sizeof(line), "%ld %s %jd+%zu %s\n", n, name,
	    (intmax_t)span_at, span_len, path);

	if (log_fd >= 0 && len > 0)
		(void)!syscall(SYS_write, log_fd, line, (size_t)len);
}

/* Count one call of the kind that is counted. */
static int
counted(const char *name, const char *path)
{
	long n = atomic_fetch_add(count, 1) + 1;

	/* Who is shut in can write no log. */
	if (!reader)
		put_down(n, name, path);
	if (n != at && !(from_then_on && at > 0 && n > at))
		return GO_ON;
	if (what == DO_KILL)
		die();
	return (int)what;
}

/* What becomes of the call NAME, of kind K, on PATH relative to DIR, or with
 * PATH NULL on the descriptor DIR. */
static int
verdict(enum kind k, const char *name, int dir, const char *path)
{
	char file[2 * PATH_MAX];
	int saved = errno, v = GO_ON;

	if (!armed || busy || kind >= KIND_MEMORY || k > kind)
		return GO_ON;
	busy = true;
	if (path == NULL)
		path_of(dir, file);
	else
		whole(dir, path, file);
	if (strncmp(file, under, under_len) == 0 && file[0] == '/')
		v = counted(name, file);
	busy = false;
	errno = saved;
	return v;
}

static int
fails(int sys)
{
	errno = sys;
	return -1;
}

#define FAIL_IF(k, name, dir, path)                           \
	do {                                                  \
		int v_ = verdict((k), (name), (dir), (path)); \
		if (v_ > 0)                                   \
			return fails(v_);                     \
	} while (0)

/* A call that is nothing but its system call. */
#define PLAIN(k, type, name, params, dir, path, ...) \
	type name params                             \
	{                                            \
		FAIL_IF(k, #name, dir, path);        \
		return (type)syscall(__VA_ARGS__);   \
	}

/* ---- files that are opened or made ---- */

static int
opened(int dir, const char *path, int flags, mode_t mode)
{
	bool makes = (flags & (O_CREAT | O_TRUNC)) != 0;

	FAIL_IF(makes ? KIND_CHANGE : KIND_READ, makes ? "create" : "open", dir,
	    path);
	return (int)syscall(SYS_openat, dir, path, flags, mode);
}

int
mkostemp(char *path, int flags)
{
	FAIL_IF(KIND_CHANGE, "create", AT_FDCWD, path);
	return next_mkostemp(path, flags);
}

/* ---- changes ---- */

/* SYS_write, or with OFFSET >= 0 SYS_pwrite64. */
static ssize_t
put(int fd, const void *p, size_t n, off_t offset)
{
	if (offset < 0)
		return syscall(SYS_write, fd, p, n);
	return syscall(SYS_pwrite64, fd, p, n, offset);
}

static ssize_t
written(const char *name, int fd, const void *p, size_t n, off_t offset)
{
	int v;

	span_at = offset < 0 ? syscall(SYS_lseek, fd, 0, SEEK_CUR) : offset;
	span_len = n;
	v = verdict(KIND_CHANGE, name, fd, NULL);
	span_at = 0;
	span_len = 0;
	if (v > 0)
		return fails(v);
	if (v == DO_TEAR) {
		(void)put(fd, p, n / 2, offset);
		die();
	}
	if (v == DO_SHORT && n > 1)
		n /= 2;
	return put(fd, p, n, offset);
}

ssize_t
write(int fd, const void *p, size_t n)
{
	return written("write", fd, p, n, -1);
}

ssize_t
pwrite(int fd, const void *p, size_t n, off_t offset)
{
	return written("pwrite", fd, p, n, offset);
}

ssize_t
pwrite64(int fd, const void *p, size_t n, off_t offset)
{
	return written("pwrite", fd, p, n, offset);
}

PLAIN(KIND_CHANGE, int, fsync, (int fd), fd, NULL, SYS_fsync, fd)
PLAIN(KIND_CHANGE, int, syncfs, (int fd), fd, NULL, SYS_syncfs, fd)
PLAIN(KIND_CHANGE, int, fdatasync, (int fd), fd, NULL, SYS_fdatasync, fd)
#ifdef SYS_sync_file_range /* on some machines it has another name */
PLAIN(KIND_CHANGE, int, sync_file_range,
    (int fd, off64_t from, off64_t n, unsigned flags), fd, NULL,
    SYS_sync_file_range, fd, from, n, flags)
#endif
PLAIN(KIND_CHANGE, int, ftruncate, (int fd, off_t n), fd, NULL, SYS_ftruncate,
    fd, n)
PLAIN(KIND_CHANGE, int, ftruncate64, (int fd, off_t n), fd, NULL, SYS_ftruncate,
    fd, n)
PLAIN(KIND_CHANGE, int, rename, (const char *from, const char *to), AT_FDCWD,
    to, SYS_rename, from, to)
PLAIN(KIND_CHANGE, int, renameat,
    (int from_dir, const char *from, int to_dir, const char *to), to_dir, to,
    SYS_renameat2, from_dir, from, to_dir, to, 0)
PLAIN(KIND_CHANGE, int, unlink, (const char *path), AT_FDCWD, path, SYS_unlink,
    path)
PLAIN(KIND_CHANGE, int, unlinkat, (int dir, const char *path, int flags), dir,
    path, SYS_unlinkat, dir, path, flags)
PLAIN(KIND_CHANGE, int, mkdir, (const char *path, mode_t mode), AT_FDCWD, path,
    SYS_mkdir, path, mode)
PLAIN(KIND_CHANGE, int, mkdirat, (int dir, const char *path, mode_t mode), dir,
    path, SYS_mkdirat, dir, path, mode)
PLAIN(KIND_CHANGE, int, rmdir, (const char *path), AT_FDCWD, path, SYS_rmdir,
    path)
PLAIN(KIND_CHANGE, int, link, (const char *from, const char *to), AT_FDCWD, to,
    SYS_link, from, to)
PLAIN(KIND_CHANGE, int, chmod, (const char *path, mode_t mode), AT_FDCWD, path,
    SYS_chmod, path, mode)
PLAIN(KIND_CHANGE, int, fchmod, (int fd, mode_t mode), fd, NULL, SYS_fchmod, fd,
    mode)
PLAIN(KIND_CHANGE, int, fchown, (int fd, uid_t u, gid_t g), fd, NULL,
    SYS_fchown, fd, u, g)
PLAIN(KIND_CHANGE, int, futimens, (int fd, const struct timespec t[2]), fd,
    NULL, SYS_utimensat, fd, NULL, t, 0)

int
close(int fd)
{
	long flags = syscall(SYS_fcntl, fd, F_GETFL);

	/* A failure is told when all is done: the descriptor is free. */
	if (flags >= 0 && (flags & O_ACCMODE) != O_RDONLY) {
		int v = verdict(KIND_CHANGE, "close", fd, NULL);

		if (v > 0) {
			(void)syscall(SYS_close, fd);
			return fails(v);
		}
	}
	return (int)syscall(SYS_close, fd);
}

/* ---- reading ---- */

PLAIN(KIND_READ, ssize_t, read, (int fd, void *p, size_t n), fd, NULL, SYS_read,
    fd, p, n)
PLAIN(KIND_READ, ssize_t, pread, (int fd, void *p, size_t n, off_t o), fd, NULL,
    SYS_pread64, fd, p, n, o)
PLAIN(KIND_READ, ssize_t, pread64, (int fd, void *p, size_t n, off_t o), fd,
    NULL, SYS_pread64, fd, p, n, o)
PLAIN(KIND_READ, int, flock, (int fd, int op), fd, NULL, SYS_flock, fd, op)
PLAIN(KIND_READ, int, access, (const char *path, int mode), AT_FDCWD, path,
    SYS_faccessat, AT_FDCWD, path, mode)
PLAIN(KIND_READ, int, stat, (const char *path, struct stat *st), AT_FDCWD, path,
    SYS_newfstatat, AT_FDCWD, path, st, 0)
PLAIN(KIND_READ, int, lstat, (const char *path, struct stat *st), AT_FDCWD,
    path, SYS_newfstatat, AT_FDCWD, path, st, AT_SYMLINK_NOFOLLOW)
PLAIN(KIND_READ, int, fstat, (int fd, struct stat *st), fd, NULL, SYS_fstat, fd,
    st)
PLAIN(KIND_READ, int, fstatat,
    (int dir, const char *path, struct stat *st, int flags), dir, path,
    SYS_newfstatat, dir, path, st, flags)

PLAIN(KIND_READ, int, stat64, (const char *path, struct stat64 *st), AT_FDCWD,
    path, SYS_newfstatat, AT_FDCWD, path, st, 0)
PLAIN(KIND_READ, int, lstat64, (const char *path, struct stat64 *st), AT_FDCWD,
    path, SYS_newfstatat, AT_FDCWD, path, st, AT_SYMLINK_NOFOLLOW)
PLAIN(KIND_READ, int, fstat64, (int fd, struct stat64 *st), fd, NULL, SYS_fstat,
    fd, st)

int
fstatfs(int fd, struct statfs *st)
{
	FAIL_IF(KIND_READ, "fstatfs", fd, NULL);
	return on_disk(fd, st);
}

/* SQLite's locks are byte ranges. */
int
fcntl64(int fd, int op, ...)
{
	va_list ap;
	void *arg;

	va_start(ap, op);
	arg = va_arg(ap, void *);
	va_end(ap);
	if (op == F_SETLK || op == F_SETLKW)
		FAIL_IF(KIND_READ, "lock", fd, NULL);
	return (int)syscall(SYS_fcntl, fd, op, arg);
}

void *
mmap64(void *p, size_t n, int prot, int flags, int fd, off_t offset)
{
	int v = fd < 0 ? GO_ON : verdict(KIND_READ, "mmap", fd, NULL);

	if (v > 0) {
		errno = v;
		return MAP_FAILED;
	}
	return mapped(p, n, prot, flags, fd, offset);
}

void *
mmap(void *p, size_t n, int prot, int flags, int fd, off_t offset)
{
	return mmap64(p, n, prot, flags, fd, offset);
}

/* ---- memory ---- */

static bool
refused(const char *name)
{
	int v;

	if (!armed || busy || kind != (reader ? KIND_PAGES : KIND_MEMORY))
		return false;
	busy = true;
	v = counted(name, "");
	busy = false;
	if (v > 0)
		errno = v;
	return v > 0;
}

void *
malloc(size_t n)
{
	return refused("malloc") ? NULL : __libc_malloc(n);
}

void *
calloc(size_t n, size_t size)
{
	return refused("calloc") ? NULL : __libc_calloc(n, size);
}

void *
realloc(void *p, size_t n)
{
	return refused("realloc") ? NULL : __libc_realloc(p, n);
}

/* ---- the beginning ---- */

typedef int (*main_fn)(int, char **, char **);
static main_fn real_main;

/* What is loaded has set itself up: from here on it is the program, until it
 * returns. What writes down coverage comes after. */
static int
counted_main(int argc, char **argv, char **env)
{
	int status;

	set_up();
	status = real_main(argc, argv, env);
	armed = false;
	for (long n = 1; kind == KIND_PAGES && n <= *count; n++)
		put_down(n, "page's", "");
	return status;
}

int __libc_start_main(main_fn fn, int argc, char **argv, main_fn init,
    void (*fini)(void), void (*rtld_fini)(void), void *stack);

int
__libc_start_main(main_fn fn, int argc, char **argv, main_fn init,
    void (*fini)(void), void (*rtld_fini)(void), void *stack)
{
	int (*next)(main_fn, int, char **, main_fn, void (*)(void),
	    void (*)(void), void *);
	void *sym = dlsym(RTLD_NEXT, "__libc_start_main");

	real_main = fn;
	memcpy(&next, &sym, sizeof(next));
	return next(counted_main, argc, argv, init, fini, rtld_fini, stack);
}
