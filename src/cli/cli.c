// SPDX-License-Identifier: ISC
#include "cli/cli.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/file.h"
#include "base/log.h"
#include "model/limits.h"

const struct command commands[] = {
	{ "run", "[ID...]", "fetch what is due, store it, write the feeds",
	    OPT_BIT(OPT_FORCE) | OPT_BIT(OPT_DRY_RUN) | OPT_BIT(OPT_NOW),
	    SIZE_MAX, cmd_run },
	{ "check", "", "say what is wrong with the configuration",
	    OPT_BIT(OPT_JSON), 0, cmd_check },
	{ "test", "ID or URL", "fetch one page and show what is found in it",
	    OPT_BIT(OPT_JSON) | OPT_BIT(OPT_NOW) | OPT_BIT(OPT_FILE) |
		OPT_BIT(OPT_URL) | OPT_BIT(OPT_CHARSET),
	    1, cmd_test },
	{ "status", "[ID...]", "how each source fared",
	    OPT_BIT(OPT_JSON) | OPT_BIT(OPT_NOW), SIZE_MAX, cmd_status },
	{ "items", "[ID...]", "what is stored, newest first", OPT_BIT(OPT_JSON),
	    SIZE_MAX, cmd_items },
};
const size_t commands_n = sizeof(commands) / sizeof(*commands);

/* Where the configuration is looked for, in this order. */
static struct str
default_path(struct cli *c, int i)
{
	const char *xdg = getenv("XDG_CONFIG_HOME"), *home = getenv("HOME");

	switch (i) {
	case 0:
		return STR("config/sources.yaml");
	case 1:
		if (xdg != NULL && *xdg != '\0')
			return arena_printf(
			    c->a, "%s/coranto/sources.yaml", xdg);
		if (home != NULL && *home != '\0')
			return arena_printf(
			    c->a, "%s/.config/coranto/sources.yaml", home);
		return STR_NULL;
	default:
		return STR("/etc/coranto/sources.yaml");
	}
}

const char *
cli_config_path(struct cli *c)
{
	if (cli_has(c, OPT_CONFIG))
		return c->value[OPT_CONFIG];
	for (int i = 0; i < 3; i++) {
		struct str path = default_path(c, i);

		if (path.len > 0 && access(path.p, F_OK) == 0)
			return path.p;
	}
	cli_usage("there is no configuration at %s, %s or %s; name one with "
		  "-c FILE",
	    default_path(c, 0).p, default_path(c, 1).p, default_path(c, 2).p);
	return NULL;
}

const char *
cli_getenv(const char *name)
{
	return getenv(name);
}

static void
write_diagnostics(const struct diagnostics *diag)
{
	bool colour = isatty(STDERR_FILENO);
	struct buf b;

	buf_init(&b, LIMIT_CONFIG);
	for (size_t i = 0; i < diag->n; i++)
		diagnostic_write(&b, &diag->v[i], colour);
	fputs(b.p, stderr);
	buf_release(&b);
}

int
cli_config(struct cli *c, struct config *out)
{
	const char *path = cli_config_path(c);
	struct diagnostics diag = { .n = 0 };
	int rc;

	if (path == NULL)
		return -1;
	rc = config_load(c->a, path, cli_getenv, out, &diag);
	if (rc != 0 || log_level_get() >= LOG_WARN)
		write_diagnostics(&diag);
	return rc;
}

const struct source *
cli_source(const struct config *c, struct str name)
{
	const struct source *found = NULL;

	for (size_t i = 0; i < c->sources.n && found == NULL; i++)
		if (str_eq(c->sources.v[i].id, name) ||
		    str_eq(c->sources.v[i].url, name))
			found = &c->sources.v[i];
	if (found == NULL)
		cli_usage("%.*s has no source \"%.*s\"; `coranto status` lists "
			  "them",
		    STR_ARG(c->path), STR_ARG(name));
	return found;
}

int
cli_write(struct str s)
{
	if (fflush(stdout) == 0 && fd_write_all(STDOUT_FILENO, s) == 0)
		return 0;
	log_line(LOG_ERROR, "standard output: %s", strerrordesc_np(errno));
	return -1;
}

static int
dispatch(struct cli *c)
{
	if (cli_has(c, OPT_VERSION)) {
		puts("coranto " CORANTO_VERSION);
		return EXIT_WELL;
	}
	if (cli_has(c, OPT_HELP)) {
		cli_help(c->command);
		return EXIT_WELL;
	}
	if (c->command == NULL)
		return cli_usage("a command is missing; see coranto --help");
	return c->command->fn(c);
}

int
cli_main(int argc, char **argv, const volatile int *stop)
{
	struct arena a;
	struct cli c = { .a = &a, .now = clock_now(), .stop = stop };
	int status = EXIT_USAGE;

	arena_init(&a, SIZE_MAX);
	if (cli_parse(&c, argc, argv) == 0)
		status = dispatch(&c);
	if (fflush(stdout) != 0 || ferror(stdout)) {
		log_line(LOG_ERROR, "standard output could not be written");
		status = status == EXIT_WELL ? EXIT_STATE : status;
	}
	arena_release(&a);
	return status;
}
