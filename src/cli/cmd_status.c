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

/* One source with what is remembered of it. */
struct row {
	const struct source *source;
	struct memory memory;
};

static json_t *
time_json(struct cli *c, int64_t t)
{
	return t == 0 ? json_null()
		      : record_str_json(time_rfc3339_utc(c->a, t));
}

static struct str
every_text(struct cli *c, const struct every *ev)
{
	int32_t s = ev->seconds;

	switch (ev->kind) {
	case EVERY_AUTO:
		return STR("auto");
	case EVERY_DAILY:
		return arena_printf(
		    c->a, "daily %02d:%02d", s / 3600, s / 60 % 60);
	default:
		break;
	}
	if (s % 86400 == 0)
		return arena_printf(c->a, "%dd", s / 86400);
	if (s % 3600 == 0)
		return arena_printf(c->a, "%dh", s / 3600);
	return s % 60 == 0 ? arena_printf(c->a, "%dm", s / 60)
			   : arena_printf(c->a, "%ds", s);
}

/* A paused source says so, whatever it was before. */
static const char *
state_word(const struct row *r)
{
	return r->source->paused ? "paused" : state_name(r->memory.state);
}

static json_t *
row_json(struct cli *c, const struct row *r)
{
	const struct memory *m = &r->memory;

	return json_pack(
	    "{s:o,s:o,s:o,s:s,s:o,s:o,s:o,s:o,s:o,s:i,s:i,s:i,s:o}", "id",
	    record_str_json(r->source->id), "name",
	    record_str_json(
		r->source->name.len > 0 ? r->source->name : m->title),
	    "url", record_str_json(r->source->url), "state", state_word(r),
	    "since", time_json(c, m->since), "last_run",
	    time_json(c, m->last_run), "last_success",
	    time_json(c, m->last_success), "next_due",
	    time_json(c, m->next_due), "every",
	    record_str_json(every_text(c, &r->source->every)), "items",
	    (int)m->items, "new", (int)m->fresh, "failures", (int)m->failures,
	    "message", record_str_json(m->message));
}

static int
print_json(struct cli *c, const struct row *v, size_t n)
{
	json_t *list = json_array(), *all = json_pack("{s:o}", "sources", list);
	char *text;
	int rc;

	for (size_t i = 0; i < n; i++)
		json_array_append_new(list, row_json(c, &v[i]));
	text = json_dumps(all, JSON_INDENT(2));
	json_decref(all);
	rc = text == NULL ? -1 : cli_write(str_c(text));
	free(text);
	return rc != 0 || cli_write(STR("\n")) != 0 ? EXIT_STATE : EXIT_WELL;
}

static void
print_row(struct cli *c, const struct row *r)
{
	const struct memory *m = &r->memory;

	printf("%s %s %s %s %s\n", table_cell(c->a, r->source->id, 24).p,
	    table_cell(c->a, str_c(state_word(r)), 14).p,
	    table_cell(c->a, table_ago(c->a, m->last_success, c->now), 12).p,
	    table_cell(c->a,
		r->source->paused ? STR("-")
				  : table_ago(c->a, m->next_due, c->now),
		10)
		.p,
	    table_cell(c->a,
		arena_printf(c->a, "%u (%u new)", (unsigned)m->items,
		    (unsigned)m->fresh),
		16)
		.p);
	if (m->message.len > 0)
		printf("    failed %u time%s: %s\n", (unsigned)m->failures,
		    m->failures == 1 ? "" : "s",
		    table_text(c->a, m->message, 200).p);
}

/* Unhealthy ones first, as they are what one looks for. */
static int
print_table(struct cli *c, const struct row *v, size_t n)
{
	printf("%-24s %-14s %-12s %-10s %s\n", "SOURCE", "STATE", "SUCCESS",
	    "NEXT DUE", "ITEMS");
	for (int well = 0; well <= 1; well++)
		for (size_t i = 0; i < n; i++)
			if ((v[i].memory.failures == 0) == well)
				print_row(c, &v[i]);
	return EXIT_WELL;
}

static int
say_error(const struct err *e)
{
	log_line(LOG_ERROR, "%s", e->msg);
	return EXIT_STATE;
}

/* Returns an exit status, after saying what is wrong. */
static int
load_rows(
    struct cli *c, const struct config *config, struct row **out, size_t *n)
{
	struct store *st = NULL;
	struct err e = ERR_INIT;
	struct row *v;
	int rc = EXIT_WELL;

	/* Before the first run there is no store, and all sources are new. */
	if (store_open(arena_cstr(c->a, config->state), true, &st, &e) != 0 &&
	    e.sys != ENOENT)
		return say_error(&e);
	*n = c->nargs > 0 ? c->nargs : config->sources.n;
	v = *out = ARENA_ARRAY(c->a, *n, struct row);
	for (size_t i = 0; i < *n && rc == EXIT_WELL; i++) {
		v[i].source = c->nargs > 0
				  ? cli_source(config, str_c(c->arg[i]))
				  : &config->sources.v[i];
		if (v[i].source == NULL)
			rc = EXIT_USAGE;
		else if (st != NULL &&
		    store_memory_load(st, c->a, v[i].source->id, &v[i].memory,
			&e) != 0)
			rc = say_error(&e);
	}
	store_close(st);
	return rc;
}

int
cmd_status(struct cli *c)
{
	struct config config;
	struct row *v;
	size_t n;
	int rc;

	if (cli_config(c, &config) != 0)
		return EXIT_USAGE;
	rc = load_rows(c, &config, &v, &n);
	if (rc != EXIT_WELL)
		return rc;
	return cli_has(c, OPT_JSON) ? print_json(c, v, n)
				    : print_table(c, v, n);
}
