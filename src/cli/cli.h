// SPDX-License-Identifier: ISC
#ifndef CLI_CLI_H
#define CLI_CLI_H

#include <jansson.h>
#include <stdbool.h>
#include <signal.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"
#include "config/config.h"
#include "run/processor.h"

/* Exit statuses; see coranto(1). After a signal: 128 + its number. */
enum exit_status {
	EXIT_WELL = 0,   /* all well and durable */
	EXIT_SOURCE = 1, /* a source failed; `test`, `detect`: no item */
	EXIT_USAGE = 2,  /* usage or configuration */
	EXIT_STATE = 3,  /* the state or output folder cannot be used */
	EXIT_BUSY = 4    /* another run holds the lock */
};

/* The options of all commands. One row of cli/options.c each. */
enum option {
	OPT_CONFIG,
	OPT_VERBOSE,
	OPT_QUIET,
	OPT_HELP,
	OPT_VERSION,
	OPT_FORCE,
	OPT_ACCEPT,
	OPT_DRY_RUN,
	OPT_NOW,
	OPT_JSON,
	OPT_FILE,
	OPT_URL,
	OPT_CHARSET,
	OPT_IMPORT,
	OPT_HTML,
	OPT_SEPARATE,
	OPT_EXAMPLE,
	OPT_PICK,
	OPT_ADD,
	OPT_ARTICLES,
	OPT_WORKERS,
	OPT_REQUIRE_SANDBOX,
	OPT_COUNT
};
#define OPT_BIT(o) (1u << (o))
/* Those that may stand before and behind every command. */
#define OPT_GLOBAL                                                         \
	(OPT_BIT(OPT_CONFIG) | OPT_BIT(OPT_VERBOSE) | OPT_BIT(OPT_QUIET) | \
	    OPT_BIT(OPT_HELP) | OPT_BIT(OPT_VERSION))

/* Of commands that read pages. */
#define OPT_READING (OPT_BIT(OPT_WORKERS) | OPT_BIT(OPT_REQUIRE_SANDBOX))

/* What the command line says, and what every command works with. */
struct cli {
	struct arena *a;     /* lives as long as the program */
	const char *program; /* as it was called */
	const struct command *command;
	unsigned given; /* OPT_BIT of the options that are there */
	const char *value[OPT_COUNT]; /* of those that take one, the last */
	struct str *example;          /* all of --example */
	size_t nexamples;
	char **arg; /* behind the command */
	size_t nargs;
	int64_t now;                       /* of --now, else the clock's */
	const struct processor *processor; /* who reads pages: */
	struct workers *workers;           /* these; NULL: this process does */
	const volatile sig_atomic_t
	    *stop; /* number of the signal that came, or 0 */
};

struct command {
	const char *name;
	const char *args; /* as usage shows them */
	const char *help; /* one line, without capital and full stop */
	const char *more; /* whole sentences, for the help of the command */
	unsigned options; /* OPT_BIT of its own */
	size_t max_args;
	int (*fn)(struct cli *c); /* returns the exit status */
};
extern const struct command commands[];
extern const size_t commands_n;

/* The program: everything but signals and the exit itself. */
int cli_main(int argc, char **argv, const volatile sig_atomic_t *stop);

/* Read the command line into C. Returns 0, or -1 after saying what is wrong. */
int cli_parse(struct cli *c, int argc, char **argv);
/* The text of --help, for the program (COMMAND NULL) or one command. */
void cli_help(const struct command *command);
static inline bool
cli_has(const struct cli *c, enum option o)
{
	return c->given & OPT_BIT(o);
}

/* Say "coranto: ..." on standard error and return EXIT_USAGE. */
int cli_usage(const char *fmt, ...) __attribute__((format(printf, 1, 2)));
/* The same when there is no command at all, with how to go on. */
int cli_usage_short(void);
/* How the program was called, for a line to paste into a shell: its name and
 * the configuration that -c named. */
struct str cli_call(const struct cli *c);
/* WORD as a shell takes it for one word: in quotes where it needs any. */
struct str cli_word(struct arena *a, const char *word);

/*
 * Load the configuration that -c names or the first of the default places.
 * Returns 0, or -1 after writing all diagnostics to standard error.
 */
int cli_config(struct cli *c, struct config *out);
/* The environment, as config_load takes it. */
const char *cli_getenv(const char *name);
/* Path of the configuration in force, or NULL after saying there is none. */
const char *cli_config_path(struct cli *c);
/* The same, or NULL without a word. */
const char *cli_config_find(struct cli *c);
/* The same; without one where that of a user belongs, or NULL after saying
 * that there is no such place. */
const char *cli_config_to_write(struct cli *c);
/* Write them to standard error, in colour when that is a terminal. */
void cli_diagnostics(const struct diagnostics *diag);
/* Say on standard error why the store or a folder cannot be used, and what helps
 * when it is damaged. Returns the exit status. */
int cli_failed(const struct cli *c, const struct err *e);
/* The source of that id or URL, or NULL after saying there is none. */
const struct source *cli_source(
    const struct cli *c, const struct config *config, struct str name);

/*
 * Print O, which is owned, and a newline. Returns an exit status. That standard
 * output takes what is printed is looked at once, at the end of the program.
 */
int cli_json(json_t *o, size_t flags);
/* The rules of S: lists under "item" and the names of fields. */
json_t *cli_rules_json(const struct source *s);

int cmd_backup(struct cli *c);
int cmd_check(struct cli *c);
int cmd_detect(struct cli *c);
int cmd_explain(struct cli *c);
int cmd_items(struct cli *c);
int cmd_opml(struct cli *c);
int cmd_prune(struct cli *c);
int cmd_rebuild(struct cli *c);
int cmd_recover(struct cli *c);
int cmd_run(struct cli *c);
int cmd_status(struct cli *c);
int cmd_test(struct cli *c);
int cmd_watch(struct cli *c);

#endif
