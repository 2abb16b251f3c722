// SPDX-License-Identifier: ISC
#include "cli/cli.h"

#include "base/log.h"
#include "store/store.h"

int
cmd_backup(struct cli *c)
{
	struct config config;
	struct err e = ERR_INIT;

	if (c->nargs == 0)
		return cli_usage("backup needs the FILE to write");
	if (cli_config(c, &config) != 0)
		return EXIT_USAGE;
	if (store_backup(c->a, arena_cstr(c->a, config.state), c->arg[0], &e) ==
	    0)
		return EXIT_WELL;
	return cli_failed(c, &e);
}
