// SPDX-License-Identifier: ISC
#include "cli/cli.h"

#include <stdio.h>

#include "base/log.h"
#include "run/recover.h"

static void
say(const struct recovered *r)
{
	if (r->whole) {
		puts("The database is whole; nothing was changed.");
		return;
	}
	printf("%zu item%s of %zu source%s came back from the feeds.\n",
	    r->items, r->items == 1 ? "" : "s", r->sources,
	    r->sources == 1 ? "" : "s");
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
	if (recover(c->a, &config, c->nargs > 0 ? c->arg[0] : NULL, c->now,
		&done, &e) != 0) {
		log_line(LOG_ERROR, "%s", e.msg);
		return e.code == ERR_BUSY ? EXIT_BUSY : EXIT_STATE;
	}
	if (!cli_has(c, OPT_QUIET))
		say(&done);
	return done.unreadable > 0 ? EXIT_SOURCE : EXIT_WELL;
}
