// SPDX-License-Identifier: ISC
#include "cli/cli.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/log.h"
#include "base/mem.h"
#include "cli/readers.h"
#include "cli/version.h"
#include "model/limits.h"
#include "model/record.h"
#include "run/workers.h"

const struct command commands[] = {
	{ "run", "[ID...]", "fetch what is due, store it and write the feeds",
	    "Without an ID every source takes part. On success nothing is "
	    "printed unless\nstandard error is a terminal or with --dry-run. A "
	    "source that begins to fail has\none line there; its feeds stay as "
	    "they were.",
	    OPT_BIT(OPT_FORCE) | OPT_BIT(OPT_ACCEPT) | OPT_BIT(OPT_DRY_RUN) |
		OPT_BIT(OPT_NOW) | OPT_READING,
	    SIZE_MAX, cmd_run },
	{ "watch", "", "stay and run whenever something is due",
	    "The configuration is read again when a file of it changes or "
	    "SIGHUP comes; while\nit is wrong, the last right one stays in "
	    "force. SIGTERM ends it.",
	    OPT_READING, 0, cmd_watch },
	{ "check", "", "report mistakes in the configuration",
	    "All are shown at once, each with its place. Nothing is fetched "
	    "or written.",
	    OPT_BIT(OPT_JSON), 0, cmd_check },
	{ "test", "ID|URL", "show what is found on one page; store nothing",
	    "The source is one of the configuration. Each field is shown as "
	    "the feeds would\nhave it and, where that differs, with what its "
	    "rule found on the page.\n--html draws all of it into the page, for "
	    "a browser.",
	    OPT_BIT(OPT_FILE) | OPT_BIT(OPT_URL) | OPT_BIT(OPT_CHARSET) |
		OPT_BIT(OPT_NOW) | OPT_BIT(OPT_JSON) | OPT_BIT(OPT_HTML) |
		OPT_BIT(OPT_ARTICLES) | OPT_READING,
	    1, cmd_test },
	{ "detect", "URL", "find the list on a page and the rules that read it",
	    "What was found is shown with samples and, as YAML, as a source of "
	    "the\nconfiguration; --add writes it there and leaves all else as "
	    "it is. Where the\nlist is not the one you meant, --pick takes "
	    "another one, or --example names a\nheadline that you see in it.",
	    OPT_BIT(OPT_ADD) | OPT_BIT(OPT_EXAMPLE) | OPT_BIT(OPT_PICK) |
		OPT_BIT(OPT_FILE) | OPT_BIT(OPT_URL) | OPT_BIT(OPT_CHARSET) |
		OPT_BIT(OPT_NOW) | OPT_BIT(OPT_JSON) | OPT_READING,
	    1, cmd_detect },
	{ "status", "[ID...]", "show how each source is doing",
	    "Failing sources come first.", OPT_BIT(OPT_NOW) | OPT_BIT(OPT_JSON),
	    SIZE_MAX, cmd_status },
	{ "items", "[ID...]", "list the stored items of each source",
	    "The newest come first. Dates are those of the source's time zone.",
	    OPT_BIT(OPT_JSON), SIZE_MAX, cmd_items },
	{ "explain", "ID [ITEM]", "tell why stored items are what they are",
	    "ITEM is a number in the list, a guid, a link or a part of a title; "
	    "without it\neach item has a line. Told are the words its date was "
	    "read from and by which\nrules, what makes it the same item in each "
	    "run, what an edit changed, and with\nwhich items of other sources "
	    "merged feeds show it as one.\n--separate parts the item from the "
	    "one that it is folded into, for good.",
	    OPT_BIT(OPT_JSON) | OPT_BIT(OPT_SEPARATE), 2, cmd_explain },
	{ "rebuild", "ID...", "read the kept pages of a source anew",
	    "Rules that were mended or added then count for stored items, too. "
	    "No id and no\ndate changes, and nothing comes up as new.",
	    OPT_BIT(OPT_DRY_RUN) | OPT_BIT(OPT_JSON) | OPT_READING, SIZE_MAX,
	    cmd_rebuild },
	{ "opml", "", "print the list of all feeds, for feed readers",
	    "It is what stands in feeds.opml. With --import it is the other "
	    "way round: a\nreader's list becomes the `sources` of a "
	    "configuration on standard output. No\nfile is changed.",
	    OPT_BIT(OPT_IMPORT), 0, cmd_opml },
	{ "backup", "FILE", "write a copy of the database",
	    "It may be called while a run is at work. FILE is replaced as a "
	    "whole, or stays.",
	    0, 1, cmd_backup },
	{ "prune", "", "remove what sources left that are configured no more",
	    "Their items, their history and their feed files go, and the "
	    "database gives room\nback to the disk. --dry-run says what would "
	    "go.",
	    OPT_BIT(OPT_DRY_RUN), 0, cmd_prune },
	{ "recover", "[BACKUP]", "make a new database where one is damaged",
	    "It is made of BACKUP, when there is one, and of the published "
	    "feeds: items keep\ntheir ids and dates. The damaged file stays, "
	    "under another name.",
	    OPT_BIT(OPT_NOW) | OPT_READING, 1, cmd_recover },
};
const size_t commands_n = sizeof(commands) / sizeof(*commands);

/* The name that people give it, also where it is not looked for. */
#define HERE "sources.yaml"

/* Where the configuration is looked for, in this order; "" is no place. */
static void
default_paths(struct cli *c, struct str path[static 3])
{
	const char *xdg = getenv("XDG_CONFIG_HOME"), *home = getenv("HOME");

	path[0] = STR("config/sources.yaml");
	path[1] = STR("");
	if (xdg != NULL && *xdg != '\0')
		path[1] = arena_printf(c->a, "%s/coranto/sources.yaml", xdg);
	else if (home != NULL && *home != '\0')
		path[1] =
		    arena_printf(c->a, "%s/.config/coranto/sources.yaml", home);
	path[2] = STR("/etc/coranto/sources.yaml");
}

/* The first of the usual places that has a file, or NULL. */
static const char *
first_path(const struct str path[static 3])
{
	for (int i = 0; i < 3; i++)
		if (path[i].len > 0 && access(path[i].p, F_OK) == 0)
			return path[i].p;
	return NULL;
}

const char *
cli_config_find(struct cli *c)
{
	struct str path[3];

	if (cli_has(c, OPT_CONFIG))
		return c->value[OPT_CONFIG];
	default_paths(c, path);
	return first_path(path);
}

/* Here is one with the right name, in the wrong place. */
static bool
tell_here(void)
{
	if (access(HERE, F_OK) != 0)
		return false;
	cli_usage("there is no configuration in the usual places; " HERE
		  " is here: use -c " HERE);
	return true;
}

const char *
cli_config_path(struct cli *c)
{
	const char *found = cli_config_find(c);
	struct str path[3];

	if (found != NULL || tell_here())
		return found;
	default_paths(c, path);
	cli_usage("there is no configuration; write %s%s%s or %s, or "
		  "name one with -c FILE",
	    path[0].p, path[1].len > 0 ? ", " : "", path[1].p, path[2].p);
	return NULL;
}

const char *
cli_config_to_write(struct cli *c)
{
	const char *found = cli_config_find(c);
	struct str path[3];

	if (found != NULL || tell_here())
		return found;
	default_paths(c, path);
	if (path[1].len > 0)
		return path[1].p;
	cli_usage("HOME is not set; name the configuration with -c FILE");
	return NULL;
}

const char *
cli_getenv(const char *name)
{
	return getenv(name);
}

/* Source: no-color.org, by which an empty NO_COLOR says nothing. */
static bool
wants_colour(void)
{
	const char *no = getenv("NO_COLOR"), *term = getenv("TERM");

	return (no == NULL || *no == '\0') &&
	       (term == NULL || strcmp(term, "dumb") != 0);
}

void
cli_diagnostics(const struct diagnostics *diag)
{
	bool colour = isatty(STDERR_FILENO) && wants_colour();
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
	if (access(path, F_OK) != 0 && errno == ENOENT) {
		cli_usage("there is no configuration %s", path);
		return -1;
	}
	rc = config_load(c->a, path, cli_getenv, out, &diag);
	if (rc != 0 || log_level_get() >= LOG_WARN)
		cli_diagnostics(&diag);
	if (rc == 0 && c->workers != NULL)
		workers_limit(c->workers, out->memory);
	return rc;
}

int
cli_json(json_t *o, size_t flags)
{
	int rc = json_dumpf(o, stdout, flags);

	json_decref(o);
	/* What standard output refuses, close_output finds. */
	if (rc != 0 && !ferror(stdout)) {
		log_line(LOG_ERROR, "no JSON could be made of this");
		return EXIT_STATE;
	}
	putchar('\n');
	return EXIT_WELL;
}

static json_t *
texts_json(const struct rules *r)
{
	json_t *list = json_array();

	for (size_t i = 0; i < r->n; i++)
		json_array_append_new(list, record_str_json(r->v[i].text));
	return list;
}

json_t *
cli_rules_json(const struct source *s)
{
	json_t *o = json_object();

	json_object_set_new(o, "item", texts_json(&s->rules->item));
	if (!str_empty(s->rules->embedded))
		json_object_set_new(
		    o, "embedded", record_str_json(s->rules->embedded));
	for (int f = 0; f < FIELD_COUNT; f++)
		if (s->rules->field[f].n > 0)
			json_object_set_new(o, field_name((enum field)f),
			    texts_json(&s->rules->field[f]));
	return o;
}

static int
dispatch(struct cli *c)
{
	if (cli_has(c, OPT_VERSION)) {
		if (cli_has(c, OPT_JSON))
			return version_json(c);
		version_print(c);
		return EXIT_WELL;
	}
	if (cli_has(c, OPT_HELP)) {
		cli_help(c->command);
		return EXIT_WELL;
	}
	if (c->command == NULL)
		return cli_usage_short();
	return c->command->fn(c);
}

/* `coranto items | head`: who reads us has seen enough; that is no failure. */
static bool
reader_has_left(void)
{
	struct pollfd p = { .fd = STDOUT_FILENO };

	return poll(&p, 1, 0) == 1 && (p.revents & POLLERR);
}

/* What of STATUS is left when standard output could not take everything. */
static int
close_output(int status)
{
	if (fflush(stdout) == 0 && !ferror(stdout))
		return status;
	if (reader_has_left())
		return 128 + SIGPIPE;
	log_line(LOG_ERROR, "standard output could not be written");
	return status == EXIT_WELL ? EXIT_STATE : status;
}

int
cli_main(int argc, char **argv, const volatile sig_atomic_t *stop)
{
	struct arena a;
	struct cli c = { .a = &a,
		.program = argc > 0 ? argv[0] : "coranto",
		.now = clock_now(),
		.processor = &processor_here,
		.stop = stop };
	int status = EXIT_USAGE;

	/* What it cannot store it would leave out of an object, without a word. */
	json_set_alloc_funcs(mem_malloc, free);
	arena_init(&a, SIZE_MAX);
	if (cli_parse(&c, argc, argv) == 0)
		status = readers_begin(&c, argv);
	if (status == EXIT_WELL)
		status = dispatch(&c);
	readers_end(&c);
	status = close_output(status);
	arena_release(&a);
	return status;
}
