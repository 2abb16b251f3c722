// SPDX-License-Identifier: ISC
#include "cli/cli.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/log.h"
#include "cli/table.h"
#include "run/feeds.h"
#include "run/run.h"

static const char *
plural(size_t n)
{
	return n == 1 ? "" : "s";
}

/* The one line that says how it went. */
static void
say_result(struct cli *c, const struct run_report *r)
{
	if (r->fetched == 0) {
		printf("Nothing was due");
	} else {
		printf("%zu of %zu source%s fetched, %zu failed: %zu new "
		       "item%s, %zu edited",
		    r->fetched, r->n, plural(r->n), r->failed, r->fresh,
		    plural(r->fresh), r->changed);
	}
	if (cli_has(c, OPT_DRY_RUN))
		puts("; nothing was stored or written (--dry-run).");
	else if (r->written == 0)
		puts("; no feed changed.");
	else
		printf("; %zu feed file%s written.\n", r->written,
		    plural(r->written));
}

static void
say_due(struct cli *c, const struct run_report *r)
{
	int64_t next = INT64_MAX;

	for (size_t i = 0; i < r->n; i++)
		if (!r->source[i].source->paused &&
		    r->source[i].next_due < next)
			next = r->source[i].next_due;
	if (next == INT64_MAX || next <= c->now)
		return;
	printf("Next due: %s (%s). `run --force` fetches now.\n",
	    table_time(c->a, next).p, table_ago(c->a, next, c->now).p);
}

static void
say_files(
    struct cli *c, const struct config *config, const struct run_report *r)
{
	char *root = realpath(arena_cstr(c->a, config->output), NULL);
	struct str dir =
	    root == NULL ? config->output : arena_str(c->a, str_c(root));

	free(root);
	puts("\nThe feeds:");
	for (size_t i = 0; i < r->n; i++) {
		const struct source_report *s = &r->source[i];

		for (size_t f = 0; f < feed_formats_n; f++) {
			if (!(config->formats & feed_formats[f].bit))
				continue;
			printf("  %.*s/%.*s%-6s %zu item%s\n", STR_ARG(dir),
			    STR_ARG(s->source->id), feed_formats[f].suffix,
			    s->in_feed, plural(s->in_feed));
		}
	}
	if (r->n == 0)
		return;
	printf("\nTo subscribe, give a feed reader the address of one, here "
	       "file://%.*s/%.*s%s",
	    STR_ARG(dir), STR_ARG(r->source[0].source->id),
	    feed_formats[0].suffix);
	if (config->base_url.len > 0)
		printf(",\nor %.*s%.*s%s where the folder is served",
		    STR_ARG(config->base_url), STR_ARG(r->source[0].source->id),
		    feed_formats[0].suffix);
	puts(".");
}

static int
status_of(const struct err *e)
{
	log_line(LOG_ERROR, "%s", e->msg);
	return e->code == ERR_BUSY ? EXIT_BUSY : EXIT_STATE;
}

int
cmd_run(struct cli *c)
{
	struct config config;
	struct run_report report;
	struct run_options o = { .force = cli_has(c, OPT_FORCE),
		.dry_run = cli_has(c, OPT_DRY_RUN),
		.now = c->now,
		.stop = c->stop };
	struct err e = ERR_INIT;

	if (cli_config(c, &config) != 0)
		return EXIT_USAGE;
	o.only = ARENA_ARRAY(c->a, c->nargs, const struct source *);
	for (; o.nonly < c->nargs; o.nonly++) {
		o.only[o.nonly] = cli_source(&config, str_c(c->arg[o.nonly]));
		if (o.only[o.nonly] == NULL)
			return EXIT_USAGE;
	}
	if (run(c->a, &config, &o, &report, &e) != 0)
		return status_of(&e);
	/* Cron mails whatever is printed: people get it, cron does not. */
	if (!cli_has(c, OPT_QUIET) &&
	    (cli_has(c, OPT_VERBOSE) || isatty(STDERR_FILENO))) {
		say_result(c, &report);
		say_due(c, &report);
		if (!o.dry_run)
			say_files(c, &config, &report);
	}
	return report.failed > 0 ? EXIT_SOURCE : EXIT_WELL;
}
