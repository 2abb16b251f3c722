// SPDX-License-Identifier: ISC
#include "cli/cli.h"

#include <errno.h>
#include <stdio.h>

#include "base/civil.h"
#include "base/log.h"
#include "cli/reason.h"
#include "cli/table.h"
#include "model/record.h"
#include "store/store.h"

/* Columns. */
#define DATE_WIDTH 16
#define ID_WIDTH 16
#define TITLE_LEAST 20 /* behind a long id, whatever the terminal */

static int
print_json(struct cli *c, const struct source *src, const struct item *it)
{
	json_t *o = record_item_json(it);

	json_object_set_new(o, "source", record_str_json(src->id));
	json_object_set_new(o, "first_seen",
	    record_str_json(time_rfc3339_utc(c->a, it->first_seen)));
	json_object_set_new(
	    o, "withheld", record_str_json(str_c(withheld_name(it->withheld))));
	json_object_del(o, "fields"); /* not kept */
	return cli_json(o, JSON_COMPACT);
}

/* The date as the page meant it, to the minute: "2026-11-20 08:30". */
static struct str
date_text(struct arena *a, const struct when *w)
{
	struct civil c;

	civil_from_utc(w->t + w->offset, &c);
	return arena_printf(a,
	    w->precision == PRECISION_DAY || w->precision == PRECISION_MONTH
		? "%04d-%02d-%02d"
		: "%04d-%02d-%02d %02d:%02d",
	    c.year, c.month, c.day, c.hour, c.minute);
}

static void
print_line(struct cli *c, const struct source *src, const struct item *it)
{
	struct when published = reason_local(&it->published, src->zone);
	struct str id = table_id(c->a, src->id, ID_WIDTH);
	size_t wide = table_columns(), used = DATE_WIDTH + id.len + 4;

	printf("%s%c %s  %s\n",
	    table_cell(c->a, date_text(c->a, &published), DATE_WIDTH).p,
	    it->withheld == WITHHELD_NOT ? ' ' : '*', id.p,
	    table_text(c->a, it->title.len > 0 ? it->title : it->link,
		wide > used + TITLE_LEAST ? wide - used : TITLE_LEAST)
		.p);
}

/* Returns an exit status, after saying what is wrong. */
static int
print_source(struct cli *c, struct store *st, const struct source *src)
{
	struct err e = ERR_INIT;
	struct item *v;
	size_t n;

	if (store_items_all(st, c->a, src->id, 0, &v, NULL, &n, &e) != 0) {
		return cli_failed(c, &e);
	}
	for (size_t i = 0; i < n; i++) {
		if (!cli_has(c, OPT_JSON))
			print_line(c, src, &v[i]);
		else if (print_json(c, src, &v[i]) != EXIT_WELL)
			return EXIT_STATE;
	}
	return EXIT_WELL;
}

static int
print_all(struct cli *c, const struct config *config, struct store *st)
{
	size_t n = c->nargs > 0 ? c->nargs : config->sources.n;

	for (size_t i = 0; i < n; i++) {
		const struct source *src =
		    c->nargs > 0 ? cli_source(c, config, str_c(c->arg[i]))
				 : &config->sources.v[i];
		int status =
		    src == NULL ? EXIT_USAGE : print_source(c, st, src);

		if (status != EXIT_WELL)
			return status;
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
		return cli_failed(c, &e);
	}
	status = print_all(c, &config, st);
	store_close(st);
	return status;
}
