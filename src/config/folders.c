// SPDX-License-Identifier: ISC
#include <limits.h>
#include <stdlib.h>

#include "base/file.h"
#include "config/load.h"

/* The folder that holds both, by the XDG Base Directory Specification 0.8 for
 * a user's own. Returns empty when HOME is not set. */
static struct str
parent(struct arena *a, config_getenv env, struct str dir, bool etc)
{
	struct str state = str_c(env("XDG_STATE_HOME"));
	struct str home = str_c(env("HOME"));

	if (str_eq(path_base(dir), STR("config")))
		return STR("..");
	if (etc)
		return STR("/var/lib/coranto");
	if (str_starts(state, STR("/")))
		return path_join(a, state, STR("coranto"));
	if (str_starts(home, STR("/")))
		return path_join(a, home, STR(".local/state/coranto"));
	return STR_NULL;
}

int
config_default_folders(struct arena *a, config_getenv env, struct config *c)
{
	char path[PATH_MAX];
	struct str dir, both;

	if (!str_empty(c->output) && !str_empty(c->state))
		return 0;
	/* One that is yet to be made is what its name says. */
	dir = realpath(arena_cstr(a, c->dir), path) == NULL ? c->dir
							    : str_c(path);
	both = parent(a, env, dir,
	    str_eq(dir, STR("/etc")) || str_starts(dir, STR("/etc/")));
	if (str_empty(both))
		return -1;
	both = path_join(a, c->dir, both);
	if (str_empty(c->output))
		c->output = path_join(a, both, STR("feeds"));
	if (str_empty(c->state))
		c->state = path_join(a, both, STR("state"));
	return 0;
}
