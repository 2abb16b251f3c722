// SPDX-License-Identifier: ISC
#include "cli/cli.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/civil.h"
#include "base/log.h"
#include "cli/table.h"
#include "model/record.h"
#include "store/store.h"

static int
print_json(struct cli *c, const struct source *src, const struct item *it)
{
	json_t *o = record_item_json(it);
	char *text;
	int rc;

	json_object_set_new(o, "source", record_str_json(src->id));
	json_object_set_new(o, "first_seen",
	    record_str_json(time_rfc3339_utc(c->a, it->first_seen)));
	json_object_del(o, "fields"); /* not kept */
	text = json_dumps(o, JSON_COMPACT);
	json_decref(o);
	rc = text == NULL || cli_write(str_c(text)) != 0 ||
		     cli_write(STR("\n")) != 0
		 ? -1
		 : 0;
	free(text);
	return rc;
}

static int
print_item(struct cli *c, const struct source *src, const struct item *it)
{
	if (cli_has(c, OPT_JSON))
		return print_json(c, src, it);
	printf("%s  %s  %s\n", table_time(c->a, it->published.t).p,
	    table_cell(c->a, src->id, 16).p,
	    table_text(c->a, it->title.len > 0 ? it->title : it->link, 100).p);
	return 0;
}

static int
print_source(
    struct cli *c, struct store *st, const struct source *src, struct err *e)
{
	struct item *v;
	size_t n;

	if (store_items(st, c->a, src->id, 0, &v, &n, e) != 0)
		return -1;
	for (size_t i = 0; i < n; i++)
		if (print_item(c, src, &v[i]) != 0)
			return err_set(e, ERR_SYSTEM, "standard output failed");
	return 0;
}

static int
print_all(
    struct cli *c, const struct config *config, struct store *st, struct err *e)
{
	size_t n = c->nargs > 0 ? c->nargs : config->sources.n;

	for (size_t i = 0; i < n; i++) {
		const struct source *src =
		    c->nargs > 0 ? cli_source(config, str_c(c->arg[i]))
				 : &config->sources.v[i];

		if (src == NULL)
			return EXIT_USAGE;
		if (print_source(c, st, src, e) != 0) {
			log_line(LOG_ERROR, "%s", e->msg);
			return EXIT_STATE;
		}
	}
	return EXIT_WELL;
}

int
cmd_items(struct cli *c)
{
	struct config config;
	struct store *st = NULL;
	struct err e = ERR_INIT;
	int status;

	if (cli_config(c, &config) != 0)
		return EXIT_USAGE;
	if (store_open(arena_cstr(c->a, config.state), true, &st, &e) != 0) {
		if (e.sys == ENOENT)
			return EXIT_WELL; /* no run yet, nothing stored */
		log_line(LOG_ERROR, "%s", e.msg);
		return EXIT_STATE;
	}
	status = print_all(c, &config, st, &e);
	store_close(st);
	return status;
}
