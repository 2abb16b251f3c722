// SPDX-License-Identifier: ISC
#include "cli/cli.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "base/civil.h"
#include "base/log.h"
#include "base/suggest.h"

static const struct {
	const char *name; /* long name */
	char letter;      /* short one, or 0 */
	const char *arg;  /* name of its value; NULL when it takes none */
	const char *help;
} option_table[OPT_COUNT] = {
	[OPT_CONFIG] = { "config", 'c', "FILE", "read this configuration" },
	[OPT_VERBOSE] = { "verbose", 'v', NULL, "say more about each source" },
	[OPT_QUIET] = { "quiet", 'q', NULL, "say nothing but errors" },
	[OPT_HELP] = { "help", 'h', NULL, "show this help" },
	[OPT_VERSION] = { "version", 'V', NULL,
	    "show the version; with -v, of all libraries, too" },
	[OPT_FORCE] = { "force", 0, NULL, "fetch also what is not due yet" },
	[OPT_ACCEPT] = { "accept", 0, NULL,
	    "let items enter the feeds that were held back as a flood" },
	[OPT_DRY_RUN] = { "dry-run", 0, NULL,
	    "tell what would come of it; store and write nothing" },
	[OPT_NOW] = { "now", 0, "TIME",
	    "take TIME, as 2026-11-22T12:00:00Z, for the present" },
	[OPT_JSON] = { "json", 0, NULL, "print JSON" },
	[OPT_FILE] = { "file", 0, "PAGE",
	    "read the page from a file; - is standard input" },
	[OPT_URL] = { "url", 0, "URL", "the address that the page came from" },
	[OPT_CHARSET] = { "charset", 0, "NAME",
	    "the character encoding of the page" },
	[OPT_IMPORT] = { "import", 0, "FILE",
	    "print the sources of this list as a configuration" },
	[OPT_HTML] = { "html", 0, "OUT",
	    "write the page with what was taken of it marked" },
	[OPT_SEPARATE] = { "separate", 0, NULL,
	    "undo a fold: the item is one of its own" },
	[OPT_EXAMPLE] = { "example", 0, "TEXT",
	    "a headline, link or date of the list; may be repeated" },
	[OPT_PICK] = { "pick", 0, "N", "take the list with this number" },
	[OPT_ARTICLES] = { "articles", 0, NULL,
	    "fetch and read the articles of the first items, too" },
	[OPT_WORKERS] = { "workers", 0, "N",
	    "read pages in N shut-in processes; 0: in this one" },
	[OPT_REQUIRE_SANDBOX] = { "require-sandbox", 0, NULL,
	    "fail where the kernel cannot shut them in" },
	[OPT_ADD] = { "add", 0, NULL,
	    "write the source into the configuration" },
};

/* How each line of usage begins. */
#define USAGE "coranto [-c FILE] [-q | -v]"

int
cli_usage(const char *fmt, ...)
{
	char msg[512];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(msg, sizeof(msg), fmt, ap);
	va_end(ap);
	log_line(LOG_ERROR, "%s", msg);
	return EXIT_USAGE;
}

int
cli_usage_short(void)
{
	log_line(LOG_ERROR, "a command is missing");
	fputs("usage: " USAGE " COMMAND [ARGUMENTS]\ncommands:", stderr);
	for (size_t i = 0; i < commands_n; i++)
		fprintf(stderr, " %s", commands[i].name);
	fputs("; `coranto help` explains them\n", stderr);
	return EXIT_USAGE;
}

static enum option
find_long(struct str name)
{
	int o = 0;

	while (o < OPT_COUNT && !str_eq(name, str_c(option_table[o].name)))
		o++;
	return (enum option)o;
}

static int
unknown_long(struct str name)
{
	struct suggest near;

	suggest_init(&near, name);
	for (int o = 0; o < OPT_COUNT; o++)
		suggest_offer(&near, option_table[o].name);
	if (near.best != NULL)
		cli_usage("there is no option --%.*s; did you mean --%s?",
		    STR_ARG(name), near.best);
	else
		cli_usage("there is no option --%.*s; see coranto --help",
		    STR_ARG(name));
	return -1;
}

static enum option
find_short(char letter)
{
	int o = 0;

	while (o < OPT_COUNT && option_table[o].letter != letter)
		o++;
	return (enum option)o;
}

/* Note the option O. */
static void
note(struct cli *c, enum option o, const char *value)
{
	if (o == OPT_VERBOSE)
		log_level_set(LOG_INFO);
	if (o == OPT_QUIET)
		log_level_set(LOG_ERROR);
	if (o == OPT_EXAMPLE)
		c->example[c->nexamples++] = str_c(value);
	c->given |= OPT_BIT(o);
	c->value[o] = value;
}

/* "--name", "--name=value" or "--name value" at ARGV[*I]. */
static int
parse_long(struct cli *c, char **argv, int *i)
{
	struct str arg = str_from(str_c(argv[*i]), 2), name = arg;
	size_t eq = str_chr(arg, '=', 0);
	const char *value = NULL;
	enum option o;

	if (eq != STR_NONE) {
		name = str_sub(arg, 0, eq);
		value = arg.p + eq + 1;
	}
	o = find_long(name);
	if (o == OPT_COUNT)
		return unknown_long(name);
	if (option_table[o].arg == NULL && value != NULL) {
		cli_usage("--%s takes no value", option_table[o].name);
		return -1;
	}
	if (option_table[o].arg != NULL && value == NULL)
		value = argv[++*i];
	if (option_table[o].arg != NULL && value == NULL) {
		cli_usage("--%s needs a value: %s", option_table[o].name,
		    option_table[o].arg);
		return -1;
	}
	note(c, o, value);
	return 0;
}

/* "-v", "-vq", "-cFILE" or "-c FILE" at ARGV[*I]. */
static int
parse_short(struct cli *c, char **argv, int *i)
{
	for (const char *p = argv[*i] + 1; *p != '\0'; p++) {
		enum option o = find_short(*p);
		const char *value = NULL;

		if (o == OPT_COUNT) {
			cli_usage(
			    "there is no option -%c; see coranto --help", *p);
			return -1;
		}
		if (option_table[o].arg == NULL) {
			note(c, o, NULL);
			continue;
		}
		value = p[1] != '\0' ? p + 1 : argv[++*i];
		if (value == NULL) {
			cli_usage(
			    "-%c needs a value: %s", *p, option_table[o].arg);
			return -1;
		}
		note(c, o, value);
		break;
	}
	return 0;
}

static const struct command *
find_command(const char *name)
{
	for (size_t i = 0; i < commands_n; i++)
		if (strcmp(name, commands[i].name) == 0)
			return &commands[i];
	return NULL;
}

static int
unknown_command(const char *name)
{
	struct suggest near;

	suggest_init(&near, str_c(name));
	for (size_t i = 0; i < commands_n; i++)
		suggest_offer(&near, commands[i].name);
	if (near.best != NULL)
		cli_usage("there is no command \"%s\"; did you mean \"%s\"?",
		    name, near.best);
	else
		cli_usage(
		    "there is no command \"%s\"; see coranto --help", name);
	return -1;
}

/* The first word is the command; `help` is --help by another name. */
static int
parse_word(struct cli *c, char *word)
{
	if (c->command != NULL) {
		c->arg[c->nargs++] = word;
		return 0;
	}
	if (strcmp(word, option_table[OPT_HELP].name) == 0) {
		note(c, OPT_HELP, NULL);
		return 0;
	}
	c->command = find_command(word);
	return c->command == NULL ? unknown_command(word) : 0;
}

/* The options that the command does not know. */
static int
check_options(const struct cli *c)
{
	unsigned known = OPT_GLOBAL;

	if (cli_has(c, OPT_VERSION))
		known |= OPT_BIT(OPT_JSON);
	if (c->command != NULL)
		known |= c->command->options;
	for (int o = 0; o < OPT_COUNT; o++) {
		if (!(c->given & OPT_BIT(o) & ~known))
			continue;
		cli_usage("--%s does not go with %s", option_table[o].name,
		    c->command == NULL ? "this" : c->command->name);
		return -1;
	}
	if (c->command != NULL && c->nargs > c->command->max_args) {
		cli_usage("%s does not take \"%s\"; see coranto %s --help",
		    c->command->name, c->arg[c->command->max_args],
		    c->command->name);
		return -1;
	}
	return 0;
}

static int
parse_now(struct cli *c)
{
	unsigned long long epoch;
	const char *value = c->value[OPT_NOW];

	if (value == NULL)
		return 0;
	if (time_parse_rfc3339(str_c(value), &c->now, NULL, NULL) == 0)
		return 0;
	if (str_uint(str_c(value), INT32_MAX * 100ULL, &epoch) == 0) {
		c->now = (int64_t)epoch;
		return 0;
	}
	cli_usage(
	    "--now=%s is no time; write it as 2026-11-22T12:00:00Z", value);
	return -1;
}

int
cli_parse(struct cli *c, int argc, char **argv)
{
	bool options = true;

	c->arg = ARENA_ARRAY(c->a, (size_t)argc + 1, char *);
	c->example = ARENA_ARRAY(c->a, (size_t)argc + 1, struct str);
	for (int i = 1; i < argc; i++) {
		int rc;

		if (options && strcmp(argv[i], "--") == 0) {
			options = false;
			continue;
		}
		if (options && strncmp(argv[i], "--", 2) == 0)
			rc = parse_long(c, argv, &i);
		else if (options && argv[i][0] == '-' && argv[i][1] != '\0')
			rc = parse_short(c, argv, &i);
		else
			rc = parse_word(c, argv[i]);
		if (rc != 0)
			return -1;
	}
	return check_options(c) != 0 || parse_now(c) != 0 ? -1 : 0;
}

static void
help_option(enum option o)
{
	char name[64];

	snprintf(name, sizeof(name), "%s%c%s--%s%s%s",
	    option_table[o].letter ? "-" : " ",
	    option_table[o].letter ? option_table[o].letter : ' ',
	    option_table[o].letter ? ", " : "  ", option_table[o].name,
	    option_table[o].arg ? "=" : "",
	    option_table[o].arg ? option_table[o].arg : "");
	printf("  %-19s  %s\n", name, option_table[o].help);
}

static void
help_options(const char *title, unsigned options)
{
	if (options == 0)
		return;
	printf("\n%s:\n", title);
	for (int o = 0; o < OPT_COUNT; o++)
		if (options & OPT_BIT(o))
			help_option((enum option)o);
}

static void
help_program(void)
{
	puts("coranto turns web pages into RSS and Atom feeds.\n\n"
	     "usage: " USAGE " COMMAND [ARGUMENTS]\n\n"
	     "Commands:");
	for (size_t i = 0; i < commands_n; i++)
		printf("  %-7s %-11s  %s\n", commands[i].name, commands[i].args,
		    commands[i].help);
	help_options("Options", OPT_GLOBAL);
	puts("\n`coranto COMMAND --help` tells more about a command.");
}

static void
help_command(const struct command *cmd)
{
	printf("usage: " USAGE " %s%s%s%s\n\n"
	       "%c%s.\n%s\n",
	    cmd->name, cmd->options != 0 ? " [OPTIONS]" : "",
	    *cmd->args != '\0' ? " " : "", cmd->args,
	    toupper((unsigned char)*cmd->help), cmd->help + 1, cmd->more);
	help_options("Options", cmd->options);
	help_options("Options of all commands", OPT_GLOBAL);
}

void
cli_help(const struct command *command)
{
	if (command == NULL)
		help_program();
	else
		help_command(command);
	puts("\nManuals: coranto(1), coranto.yaml(5)");
}
