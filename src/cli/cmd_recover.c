// SPDX-License-Identifier: ISC
#include "cli/cli.h"

#include <stdio.h>

#include "base/log.h"
#include "run/recover.h"

static void
say(const struct recovered *r, bool of_backup)
{
	if (r->whole) {
		puts("The database is whole; nothing was changed.");
		return;
	}
	if (of_backup && r->items == 0)
		puts("The backup came back; the feeds have nothing beyond it.");
	else
		printf("%s%zu item%s of %zu source%s%s from the feeds.\n",
		    of_backup ? "The backup came back, and beyond it " : "",
		    r->items, r->items == 1 ? "" : "s", r->sources,
		    r->sources == 1 ? "" : "s", of_backup ? "," : " came back");
	if (r->known > 0)
		printf(
		    "%zu more of kept pages %s known, and out of the feeds.\n",
		    r->known, r->known == 1 ? "is" : "are");
	if (r->aside != NULL)
		printf("The old database is %s.\n", r->aside);
}

int
cmd_recover(struct cli *c)
{
	struct config config;
	struct recovered done;
	struct err e = ERR_INIT;

	if (cli_config(c, &config) != 0)
		return EXIT_USAGE;
	if (recover(c->processor, c->a, &config,
		c->nargs > 0 ? c->arg[0] : NULL, c->now, &done, &e) != 0) {
		return cli_failed(c, &e);
	}
	if (!cli_has(c, OPT_QUIET))
		say(&done, c->nargs > 0);
	return done.unreadable > 0 ? EXIT_SOURCE : EXIT_WELL;
}
