// SPDX-License-Identifier: ISC
/*
 * Loaded before the C library (LD_PRELOAD) it lets the processes that read pages
 * answer in another order than they were asked: each answer waits for some
 * milliseconds, by chance. No release has it.
 *
 *	SHUFFLE_SEED  what chance follows
 *	SHUFFLE_LOG   at the end a line is added: how many answers there were,
 *	              and how many came before one that was asked for earlier
 */
#include <fcntl.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#define MOST_MS 20
#define OWN 3     /* what one of them is talked with */
#define MOST 8192 /* answers */

static struct {
	atomic_uint asked, answered;
	unsigned order[MOST]; /* in which they came: numbers of those asked */
} * all;                      /* all processes have it */
static uint64_t seed;
static int log_fd = -1;
static unsigned depth; /* forks: the second makes one that reads pages */
static unsigned task;  /* at work on; 0: on none */

static void
forked(void)
{
	depth++;
}

__attribute__((constructor)) static void
set_up(void)
{
	const char *s = getenv("SHUFFLE_SEED"), *to = getenv("SHUFFLE_LOG");

	if (s == NULL || to == NULL)
		return;
	seed = strtoull(s, NULL, 10);
	log_fd = (int)syscall(SYS_openat, AT_FDCWD, to,
	    O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
	all = mmap(NULL, sizeof(*all), PROT_READ | PROT_WRITE,
	    MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	if (log_fd < 0 || all == MAP_FAILED ||
	    pthread_atfork(NULL, NULL, forked) != 0)
		abort();
}

__attribute__((destructor)) static void
put_down(void)
{
	unsigned n, least = UINT32_MAX, early = 0;
	char line[64];
	int len;

	if (all == NULL || depth > 0)
		return;
	n = atomic_load(&all->answered);
	if (n == 0)
		return; /* what else was started under these variables */
	if (n > MOST)
		abort();
	for (unsigned i = n; i-- > 0;) {
		early += all->order[i] > least;
		if (all->order[i] < least)
			least = all->order[i];
	}
	len = snprintf(line, sizeof(line), "%u %u\n", n, early);
	if (syscall(SYS_write, log_fd, line, (size_t)len) != len)
		abort();
}

/* splitmix64: the seed and the number of a task give a number. */
static uint64_t
chance(uint64_t x)
{
	x = seed * UINT64_C(0x9e3779b97f4a7c15) + x + 1;
	x = (x ^ (x >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
	x = (x ^ (x >> 27)) * UINT64_C(0x94d049bb133111eb);
	return x ^ (x >> 31);
}

static int64_t
now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec * INT64_C(1000) + t.tv_nsec / 1000000;
}

/* They may not sleep. */
static void
hold_back(void)
{
	int64_t until = now_ms() + (int64_t)(chance(task) % MOST_MS);
	unsigned i;

	while (now_ms() < until)
		;
	i = atomic_fetch_add(&all->answered, 1);
	if (i < MOST)
		all->order[i] = task;
}

ssize_t
read(int fd, void *to, size_t n)
{
	if (all != NULL && depth == 2 && fd == OWN && task == 0)
		task = atomic_fetch_add(&all->asked, 1) + 1;
	return syscall(SYS_read, fd, to, n);
}

ssize_t
write(int fd, const void *from, size_t n)
{
	if (all != NULL && depth == 2 && fd == OWN && task != 0) {
		hold_back();
		task = 0;
	}
	return syscall(SYS_write, fd, from, n);
}
