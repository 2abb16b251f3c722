// SPDX-License-Identifier: ISC
#include "cli/readers.h"

#include <unistd.h>

#include "base/log.h"
#include "model/limits.h"
#include "run/workers.h"

/* A sanitizer takes more addresses than a process may have that is shut in, and
 * valgrind does not know the calls for it (make check-valgrind sets this). */
#ifndef __has_feature
#define __has_feature(x) 0
#endif
#if defined(IN_PROCESS)
#elif defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__) ||     \
    __has_feature(address_sanitizer) || __has_feature(thread_sanitizer) || \
    __has_feature(memory_sanitizer)
#define IN_PROCESS true
#else
#define IN_PROCESS false
#endif

/* One for each processor. */
static size_t
usual(void)
{
	long n = sysconf(_SC_NPROCESSORS_ONLN);

	if (IN_PROCESS)
		return 0;
	return n < 1 ? 1 : n > LIMIT_WORKERS ? LIMIT_WORKERS : (size_t)n;
}

static int
wanted(const struct cli *c, size_t *n)
{
	const char *value = c->value[OPT_WORKERS];
	unsigned long long given;

	*n = usual();
	if (value == NULL)
		return EXIT_WELL;
	if (str_uint(str_c(value), LIMIT_WORKERS_MAX, &given) != 0)
		return cli_usage("--workers=%s is no number from 0 to %d",
		    value, LIMIT_WORKERS_MAX);
	*n = (size_t)given;
	return EXIT_WELL;
}

/* What is missing of what shuts a reader in; NULL: nothing is. */
static const char *
missing(const struct sandbox *s)
{
	if (!s->seccomp)
		return s->landlock == 0 ? "neither seccomp nor Landlock"
					: "no seccomp";
	return s->landlock == 0 ? "no Landlock" : NULL;
}

/* --require-sandbox: pages are read shut in, or not at all. */
static int
require(const struct cli *c)
{
	struct workers *w = c->workers;
	struct sandbox s = { .seccomp = false };
	struct err e = ERR_INIT;

	if (cli_has(c, OPT_HTML))
		return cli_usage("--require-sandbox does not go with --html, "
				 "which reads the page in the program itself");
	if (w == NULL)
		return cli_usage("--require-sandbox needs processes that can "
				 "be shut in, and --workers=0 has none");
	if (workers_shut_in(w, &s, &e) != 0)
		return cli_usage("--require-sandbox: %s", e.msg);
	if (missing(&s) != NULL)
		return cli_usage("--require-sandbox: this machine has %s to "
				 "shut in what reads pages",
		    missing(&s));
	return EXIT_WELL;
}

int
readers_begin(struct cli *c, char **argv)
{
	struct err e = ERR_INIT;
	size_t n;

	if (c->command == NULL ||
	    !(c->command->options & OPT_BIT(OPT_WORKERS)) ||
	    cli_has(c, OPT_HELP) || cli_has(c, OPT_VERSION))
		return EXIT_WELL;
	if (wanted(c, &n) != EXIT_WELL)
		return EXIT_USAGE;
	if (n > 0) {
		c->workers = workers_start(n, argv, &e);
		if (c->workers == NULL) {
			log_line(LOG_ERROR, "%s", e.msg);
			return EXIT_STATE;
		}
		c->workers->stop = c->stop;
		c->processor = &c->workers->processor;
	}
	return cli_has(c, OPT_REQUIRE_SANDBOX) ? require(c) : EXIT_WELL;
}

void
readers_end(struct cli *c)
{
	workers_stop(c->workers);
	c->workers = NULL;
	c->processor = &processor_here;
}
