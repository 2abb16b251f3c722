// SPDX-License-Identifier: ISC
#include "cli/cli.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/log.h"
#include "cli/table.h"
#include "run/feeds.h"
#include "run/run.h"
#include "schedule/schedule.h"

/* How many addresses of new feeds are told: a screen has 24 lines. */
#define NEW_FEEDS_TOLD 12

static const char *
plural(size_t n)
{
	return n == 1 ? "" : "s";
}

/* What the pages gave; one that failed gave nothing. */
static void
say_fetched(const struct cli *c, const struct run_report *r)
{
	size_t failed = 0;

	for (size_t i = 0; i < r->n; i++)
		failed += r->source[i].fetched && r->source[i].failed;
	printf("%zu of %zu source%s fetched", r->fetched - failed, r->n,
	    plural(r->n));
	if (failed > 0)
		printf(", %zu failed", failed);
	if (failed == r->fetched)
		return;
	/* What is not compared with the store is neither new nor old. */
	if (cli_has(c, OPT_DRY_RUN))
		printf(": %zu item%s read", r->read, plural(r->read));
	else
		printf(": %zu new item%s, %zu edited", r->fresh,
		    plural(r->fresh), r->changed);
}

/* Why nothing of it will ever be due; empty when something will. */
static struct str
never_text(struct cli *c, const struct run_report *r)
{
	const struct source *s;

	for (size_t i = 0; i < r->n; i++)
		if (r->source[i].next_due != DUE_NEVER)
			return STR("");
	if (r->n != 1)
		return r->n == 0 ? STR("")
				 : STR(": all sources are paused or gone");
	s = r->source[0].source;
	return arena_printf(c->a, ": %.*s is %s", STR_ARG(s->id),
	    s->paused ? "paused"
		      : "gone for good, says its server; only --force asks "
			"it again");
}

/* The one line that says how it went. */
static void
say_result(struct cli *c, const struct run_report *r)
{
	if (*c->stop != 0)
		puts("Interrupted; what was done until now is kept.");
	if (r->fetched == 0)
		printf("Nothing was %s%s",
		    *c->stop != 0 || r->deferred > 0 ? "fetched" : "due",
		    never_text(c, r).p);
	else
		say_fetched(c, r);
	if (cli_has(c, OPT_DRY_RUN))
		puts("; a dry run: nothing was stored or written.");
	else if (r->written == 0)
		puts("; no feed changed.");
	else
		printf("; %zu feed file%s written.\n", r->written,
		    plural(r->written));
	if (r->deferred > 0)
		printf("%zu source%s left for a later run, as a host or the "
		       "deadline asks.\n",
		    r->deferred, r->deferred == 1 ? " is" : "s are");
	if (r->failed > 0)
		printf("%zu source%s; `%s status` tells why.\n", r->failed,
		    r->failed == 1 ? " is failing" : "s are failing",
		    cli_call(c).p);
}

static void
say_due(struct cli *c, const struct run_report *r)
{
	int64_t next = INT64_MAX;

	for (size_t i = 0; i < r->n; i++)
		if (r->source[i].next_due < next)
			next = r->source[i].next_due;
	if (next == INT64_MAX || next <= c->now)
		return;
	printf("Next due: %s (%s).", table_time(c->a, next).p,
	    table_ago(c->a, next, c->now).p);
	if (cli_has(c, OPT_FORCE))
		puts("");
	else
		printf(" To fetch without waiting:\n  %s run --force\n",
		    cli_call(c).p);
}

/* The files of one source: "yaowen.rss, yaowen.atom". */
static struct str
file_names(struct arena *a, const struct config *config, struct str id)
{
	struct str s = STR_NULL;

	for (size_t f = 0; f < feed_formats_n; f++)
		if (config->formats & feed_formats[f].bit)
			s = arena_printf(a, "%.*s%s%.*s%s", STR_ARG(s),
			    s.len > 0 ? ", " : "", STR_ARG(id),
			    feed_formats[f].suffix);
	return s;
}

/* The ending of the file of a feed that is told, if it has several. */
static const char *
suffix_told(const struct config *config)
{
	const struct feed_format *ff = feed_formats;

	while (!(config->formats & ff->bit))
		ff++;
	return ff->suffix;
}

static void
say_address(const struct config *config, const char *dir, struct str id)
{
	const char *suffix = suffix_told(config);

	if (config->base_url.len > 0)
		printf("  %.*s%.*s%s\n", STR_ARG(config->base_url), STR_ARG(id),
		    suffix);
	else
		printf("  file://%s/%.*s%s\n", dir, STR_ARG(id), suffix);
}

/* Where the feeds are, as from the root. */
static struct str
feed_folder(struct cli *c, const struct config *config)
{
	char *real = realpath(arena_cstr(c->a, config->output), NULL);
	struct str dir =
	    real == NULL ? config->output : arena_str(c->a, str_c(real));

	free(real);
	return dir;
}

static void
say_file(
    struct arena *a, const struct config *config, struct str id, size_t items)
{
	printf("%6zu item%-1s  %s\n", items, plural(items),
	    file_names(a, config, id).p);
}

static void
say_files(
    struct cli *c, const struct config *config, const struct run_report *r)
{
	struct str dir = feed_folder(c, config);

	printf("\nThe feeds, in %.*s:\n", STR_ARG(dir));
	for (size_t i = 0; i < r->n; i++)
		say_file(c->a, config, r->source[i].source->id,
		    r->source[i].in_feed);
	for (size_t i = 0; i < r->nmerged; i++)
		say_file(c->a, config, r->merged[i].merged->id,
		    r->merged[i].in_feed);
	if (r->n > 0)
		puts("\nTo subscribe, give a feed reader an address:");
	for (size_t i = 0; i < r->n; i++)
		say_address(config, dir.p, r->source[i].source->id);
	for (size_t i = 0; i < r->nmerged; i++)
		say_address(config, dir.p, r->merged[i].merged->id);
}

/* Of sources, and behind them of merged feeds. */
static struct str
feed_id(const struct config *config, size_t i)
{
	size_t n = config->sources.n;

	return i < n ? config->sources.v[i].id : config->merged.v[i - n].id;
}

/* Which feeds have a file, by the number that feed_id() takes. */
static bool *
feeds_there(struct cli *c, const struct config *config)
{
	size_t n = config->sources.n + config->merged.n;
	bool *there = ARENA_ARRAY(c->a, n, bool);

	for (size_t i = 0; i < n; i++) {
		struct str path =
		    arena_printf(c->a, "%.*s/%.*s%s", STR_ARG(config->output),
			STR_ARG(feed_id(config, i)), suffix_told(config));

		there[i] = access(path.p, F_OK) == 0;
	}
	return there;
}

/* Where the feeds are that were not THERE before. */
static void
say_new(struct cli *c, const struct config *config, const bool *there)
{
	size_t n = config->sources.n + config->merged.n, fresh = 0;
	const bool *now = feeds_there(c, config);
	struct str dir = feed_folder(c, config);

	for (size_t i = 0; i < n; i++) {
		if (there[i] || !now[i])
			continue;
		if (fresh++ == 0)
			printf(
			    "\nThe feeds are in %.*s, where index.html shows "
			    "them all.\nTo subscribe to what is new there, "
			    "give a feed reader an address:\n",
			    STR_ARG(dir));
		if (fresh <= NEW_FEEDS_TOLD)
			say_address(config, dir.p, feed_id(config, i));
	}
	if (fresh > NEW_FEEDS_TOLD)
		printf("  and those of %zu more\n", fresh - NEW_FEEDS_TOLD);
}

static bool
is_told(struct cli *c)
{
	return !cli_has(c, OPT_QUIET) &&
	       (cli_has(c, OPT_VERBOSE) || cli_has(c, OPT_DRY_RUN) ||
		   isatty(STDERR_FILENO));
}

/* Cron mails whatever is printed: people get it, cron does not. */
static void
say(struct cli *c, const struct config *config, const struct run_report *r,
    const bool *there)
{
	bool verbose = cli_has(c, OPT_VERBOSE);

	say_result(c, r);
	say_due(c, r);
	/* When it was interrupted, some may not be there yet. */
	if (verbose && !cli_has(c, OPT_DRY_RUN) && *c->stop == 0)
		say_files(c, config, r);
	if (!verbose)
		say_new(c, config, there);
}

/* That another run is still at work is no news to cron, but to a person, and
 * when it has been for longer than a run takes. */
static int
status_of(const struct cli *c, const struct err *e)
{
	bool usual = e->code == ERR_BUSY && e->retry == RETRY_SOON &&
		     !isatty(STDERR_FILENO);

	if (!usual)
		return cli_failed(c, e);
	log_line(LOG_INFO, "%s", e->msg);
	return EXIT_BUSY;
}

int
cmd_run(struct cli *c)
{
	struct config config;
	struct run_report report;
	struct run_options o = { .workers = c->workers,
		.force = cli_has(c, OPT_FORCE),
		.accept = cli_has(c, OPT_ACCEPT),
		.dry_run = cli_has(c, OPT_DRY_RUN),
		.confine = cli_has(c, OPT_REQUIRE_SANDBOX) ? CONFINE_MUST
							   : CONFINE_CAN,
		.now = c->now,
		.now_given = cli_has(c, OPT_NOW),
		.stop = c->stop };
	struct err e = ERR_INIT;
	const bool *there;

	if (cli_config(c, &config) != 0)
		return EXIT_USAGE;
	o.only = ARENA_ARRAY(c->a, c->nargs, const struct source *);
	for (; o.nonly < c->nargs; o.nonly++) {
		o.only[o.nonly] =
		    cli_source(c, &config, str_c(c->arg[o.nonly]));
		if (o.only[o.nonly] == NULL)
			return EXIT_USAGE;
	}
	there = is_told(c) ? feeds_there(c, &config) : NULL;
	if (run(c->a, &config, &o, &report, &e) != 0)
		return status_of(c, &e);
	if (is_told(c))
		say(c, &config, &report, there);
	return report.failed > 0 ? EXIT_SOURCE : EXIT_WELL;
}
