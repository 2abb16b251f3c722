// SPDX-License-Identifier: ISC
/*
 * In the coverage build alone, which links with --wrap for both: what a process
 * has counted is written down by exit(3). A child that leaves by _exit(2), or
 * becomes another program, would take its counts along.
 */
#include <stdlib.h>
#include <unistd.h>

void __gcov_dump(void);
void __gcov_reset(void);
_Noreturn void __real__exit(int status);
_Noreturn void __wrap__exit(int status);
int __real_execve(const char *path, char *const *argv, char *const *env);
int __wrap_execve(const char *path, char *const *argv, char *const *env);

void
__wrap__exit(int status)
{
	void *some = malloc(1 << 16);

	if (some != NULL) /* else it is why, and writing down takes memory */
		__gcov_dump();
	free(some);
	__real__exit(status);
}

int
__wrap_execve(const char *path, char *const *argv, char *const *env)
{
	__gcov_dump();
	__gcov_reset(); /* it may fail, and more is counted */
	return __real_execve(path, argv, env);
}
