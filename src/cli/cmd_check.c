// SPDX-License-Identifier: ISC
#include "cli/cli.h"

#include <stdio.h>

#include "model/limits.h"

/* The diagnostics of the whole configuration as JSON on standard output. */
static int
check_json(struct cli *c, const char *path)
{
	struct diagnostics diag = { .n = 0 };
	struct config config;
	struct buf b;
	int rc;

	rc = config_load(c->a, path, cli_getenv, &config, &diag);
	buf_init(&b, LIMIT_CONFIG);
	diagnostics_write_json(&b, &diag);
	fwrite(b.p, 1, b.len, stdout);
	buf_release(&b);
	return rc == 0 ? EXIT_WELL : EXIT_USAGE;
}

int
cmd_check(struct cli *c)
{
	const char *path = cli_config_path(c);
	struct config config;

	if (path == NULL)
		return EXIT_USAGE;
	if (cli_has(c, OPT_JSON))
		return check_json(c, path);
	if (cli_config(c, &config) != 0)
		return EXIT_USAGE;
	if (!cli_has(c, OPT_QUIET))
		printf("%s: %zu source%s, no errors\n", path, config.sources.n,
		    config.sources.n == 1 ? "" : "s");
	return EXIT_WELL;
}
