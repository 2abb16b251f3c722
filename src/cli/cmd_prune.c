// SPDX-License-Identifier: ISC
#include "cli/cli.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/log.h"
#include "cli/left_over.h"
#include "store/store.h"

static bool
has_source(const struct config *config, struct str id)
{
	for (size_t i = 0; i < config->sources.n; i++)
		if (str_eq(config->sources.v[i].id, id))
			return true;
	return false;
}

static void
say(const struct cli *c, struct str name, size_t items)
{
	const char *done =
	    cli_has(c, OPT_DRY_RUN) ? "would be removed" : "removed";

	if (cli_has(c, OPT_QUIET))
		return;
	if (items == SIZE_MAX)
		printf("%.*s: %s\n", STR_ARG(name), done);
	else
		printf("%.*s: %s, with %zu item%s\n", STR_ARG(name), done,
		    items, items == 1 ? "" : "s");
}

/* left_over_fn */
static void
remove_file(struct cli *c, struct str file, const char *path)
{
	if (!cli_has(c, OPT_DRY_RUN) && unlink(path) != 0 && errno != ENOENT)
		log_line(LOG_ERROR, "%s: %s", path, strerror(errno));
	else
		say(c, file, SIZE_MAX);
}

/* True when none of the N sources ID that have run is in CONFIG, though it has
 * some: most likely another configuration has these folders, too. */
static bool
are_strangers(const struct config *config, const struct str *id, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (has_source(config, id[i]))
			return false;
	return n > 0 && config->sources.n > 0;
}

static int
prune_sources(
    struct cli *c, const struct config *config, struct store *st, struct err *e)
{
	struct str *id;
	size_t n;

	if (store_begin(st, e) != 0 ||
	    store_source_ids(st, c->a, &id, &n, e) != 0)
		return -1;
	if (are_strangers(config, id, n)) {
		store_rollback(st);
		return err_set(e, ERR_CONFIG,
		    "%.*s: no source that ran there is one of %.*s, which may "
		    "be the wrong configuration; nothing was removed; if it is "
		    "the right one, `run` comes first",
		    STR_ARG(config->state), STR_ARG(config->path));
	}
	for (size_t i = 0; i < n; i++) {
		size_t items = 0;

		if (has_source(config, id[i]))
			continue;
		if (store_source_remove(st, id[i], &items, e) != 0)
			return -1;
		say(c, id[i], items);
	}
	/* A dry run removes them, too, and takes that back. */
	if (!cli_has(c, OPT_DRY_RUN))
		return store_commit(st, e) != 0 ? -1 : store_compact(st, e);
	store_rollback(st);
	return 0;
}

/* None is made where there is none: a run makes it of the feeds. */
static int
open_store(const char *state, struct store **st, struct err *e)
{
	if (store_open(state, true, st, e) != 0 && e->sys == ENOENT)
		return 0;
	store_close(*st);
	*st = NULL;
	*e = ERR_INIT;
	return store_open(state, false, st, e);
}

int
cmd_prune(struct cli *c)
{
	struct config config;
	struct store *st = NULL;
	struct err e = ERR_INIT;
	const char *state;
	int lock, rc;

	if (cli_config(c, &config) != 0)
		return EXIT_USAGE;
	state = arena_cstr(c->a, config.state);
	lock = store_lock(state, 0, &e);
	rc = lock < 0 ? -1 : open_store(state, &st, &e);
	if (rc == 0 && st != NULL)
		rc = prune_sources(c, &config, st, &e);
	store_close(st);
	/* The store first: without it the files are all that is left. */
	if (rc == 0)
		rc = left_over(c, &config, remove_file, &e);
	if (lock >= 0)
		close(lock);
	if (rc == 0)
		return EXIT_WELL;
	rc = cli_failed(c, &e);
	return e.code == ERR_CONFIG ? EXIT_USAGE : rc;
}
