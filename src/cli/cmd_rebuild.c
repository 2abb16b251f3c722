// SPDX-License-Identifier: ISC
#include "cli/cli.h"

#include <stdio.h>

#include "base/log.h"
#include "model/record.h"
#include "run/run.h"

static json_t *
counts_json(const size_t count[FIELD_COUNT])
{
	json_t *o = json_object();

	for (int f = 0; f < FIELD_COUNT; f++)
		if (count[f] > 0)
			json_object_set_new(o, field_name((enum field)f),
			    json_integer((json_int_t)count[f]));
	return o;
}

static int
print_json(const struct source *s, const struct rebuild_report *r)
{
	return cli_json(
	    json_pack("{s:o,s:I,s:I,s:I,s:I,s:I,s:o,s:o}", "source",
		record_str_json(s->id), "pages", (json_int_t)r->pages, "unread",
		(json_int_t)r->unread, "items", (json_int_t)r->items, "changed",
		(json_int_t)r->changed, "unknown", (json_int_t)r->unknown,
		"filled", counts_json(r->filled), "replaced",
		counts_json(r->replaced)),
	    JSON_COMPACT);
}

static void
print_text(const struct source *s, const struct rebuild_report *r)
{
	printf("%.*s: %zu kept page%s read", STR_ARG(s->id), r->pages,
	    r->pages == 1 ? "" : "s");
	if (r->unread > 0)
		printf(", %zu could not be", r->unread);
	printf("; %zu of %zu items have changed.\n", r->changed, r->items);
	for (int f = 0; f < FIELD_COUNT; f++)
		if (r->filled[f] + r->replaced[f] > 0)
			printf("  %-9s %zu filled, %zu replaced\n",
			    field_name((enum field)f), r->filled[f],
			    r->replaced[f]);
	if (r->unknown > 0)
		printf("  %zu entries of these pages are not known, and stay "
		       "so\n",
		    r->unknown);
}

static int
report(const struct cli *c, const struct run_report *r)
{
	int status = EXIT_WELL;

	for (size_t i = 0; i < r->n; i++) {
		const struct source *s = r->source[i].source;

		if (cli_has(c, OPT_JSON))
			print_json(s, &r->rebuilt[i]);
		else if (!cli_has(c, OPT_QUIET))
			print_text(s, &r->rebuilt[i]);
		if (r->rebuilt[i].pages == 0) {
			log_line(
			    LOG_ERROR, "%.*s: no page is kept", STR_ARG(s->id));
			status = EXIT_SOURCE;
		}
	}
	if (cli_has(c, OPT_DRY_RUN) && !cli_has(c, OPT_JSON) &&
	    !cli_has(c, OPT_QUIET))
		puts("A dry run: nothing was stored or written.");
	return status;
}

int
cmd_rebuild(struct cli *c)
{
	struct run_options o = { .workers = c->workers,
		.rebuild = true,
		.confine = cli_has(c, OPT_REQUIRE_SANDBOX) ? CONFINE_MUST
							   : CONFINE_CAN,
		.dry_run = cli_has(c, OPT_DRY_RUN),
		.now = c->now,
		.stop = c->stop };
	struct run_report r;
	struct config config;
	struct err e = ERR_INIT;

	if (c->nargs == 0)
		return cli_usage("which source is to be read anew?");
	if (cli_config(c, &config) != 0)
		return EXIT_USAGE;
	o.only = ARENA_ARRAY(c->a, c->nargs, const struct source *);
	for (; o.nonly < c->nargs; o.nonly++) {
		o.only[o.nonly] =
		    cli_source(c, &config, str_c(c->arg[o.nonly]));
		if (o.only[o.nonly] == NULL)
			return EXIT_USAGE;
	}
	if (run(c->a, &config, &o, &r, &e) != 0) {
		return cli_failed(c, &e);
	}
	return report(c, &r);
}
