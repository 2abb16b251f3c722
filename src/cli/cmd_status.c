// SPDX-License-Identifier: ISC
#include "cli/cli.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/civil.h"
#include "base/file.h"
#include "base/log.h"
#include "cli/left_over.h"
#include "cli/table.h"
#include "fetch/domain.h"
#include "model/host.h"
#include "model/limits.h"
#include "model/record.h"
#include "run/articles_lost.h"
#include "run/basis.h"
#include "run/drift.h"
#include "run/feeds.h"
#include "run/flood.h"
#include "run/moved.h"
#include "run/own_feed.h"
#include "run/source_run.h"
#include "schedule/schedule.h"
#include "store/store.h"

/* One source with what is remembered of it. */
struct row {
	const struct source *source;
	struct memory memory;
	struct str host;    /* of its URL; empty for a file */
	int64_t held_until; /* what the host asked for; 0: nothing */
	struct due due;     /* in the next run */
	struct str unread;  /* what its articles do not give; or empty */
	struct str patch;   /* rules that stand in for its own; or empty */
};

static json_t *
time_json(struct cli *c, int64_t t)
{
	return t == 0 ? json_null()
		      : record_str_json(time_rfc3339_utc(c->a, t));
}

/* A paused source says so, whatever it was before. */
static const char *
state_word(const struct row *r)
{
	return r->source->paused ? "paused" : state_name(r->memory.state);
}

/* The failure or warning; else what is to be done about a source that is
 * well but for its silence or its address. */
static struct str
message_of(struct cli *c, const struct row *r)
{
	const struct memory *m = &r->memory;

	if (m->failures == 0 && m->held.n > 0)
		return flood_text(c->a, r->source, &m->held);
	if (m->failures == 0 && m->broke > 0)
		return drift_text(c->a, r->source, m->broke, STR_NULL);
	if (m->message.len > 0)
		return m->message;
	if (m->state == STATE_ARTICLES_LOST)
		return r->unread;
	return m->state == STATE_STALE ? schedule_stale_text(c->a, r->source, m)
				       : moved_text(c->a, r->source, m);
}

static json_t *
row_json(struct cli *c, const struct row *r)
{
	const struct memory *m = &r->memory;

	return json_pack(
	    "{s:o,s:o,s:o,s:s,s:o,s:o,s:o,s:o,s:o,s:o,s:i,s:i,s:i,s:i,s:o,s:s,s:o,s:o,s:o,s:o}",
	    "id", record_str_json(r->source->id), "name",
	    record_str_json(
		r->source->name.len > 0 ? r->source->name : m->title),
	    "url", record_str_json(r->source->shown), "state", state_word(r),
	    "since", time_json(c, m->since), "last_run",
	    time_json(c, m->last_run), "last_success",
	    time_json(c, m->last_success), "next_due",
	    time_json(c, r->due.t == DUE_NEVER ? 0 : r->due.t), "every",
	    record_str_json(config_every(c->a, &r->source->every)), "reason",
	    record_str_json(schedule_reason(c->a, r->source, m, &r->due)),
	    "items", (int)m->items, "new", (int)m->fresh, "held",
	    (int)m->held.n, "failures", (int)m->failures, "message",
	    record_str_json(message_of(c, r)), "robots",
	    r->source->approach->robots == ROBOTS_IGNORE ? "ignore" : "obey",
	    "held_until", time_json(c, r->held_until), "feed",
	    record_str_json(own_feed_url(r->source, m)), "broke",
	    time_json(c, m->broke), "patch", record_str_json(r->patch));
}

static int
print_json(struct cli *c, const struct row *v, size_t n)
{
	json_t *list = json_array();

	for (size_t i = 0; i < n; i++)
		json_array_append_new(list, row_json(c, &v[i]));
	return cli_json(json_pack("{s:o}", "sources", list), JSON_INDENT(2));
}

static struct str
due_text(struct cli *c, const struct row *r)
{
	if (r->due.t == DUE_NEVER)
		return STR("-");
	return r->due.t <= c->now ? STR("now")
				  : table_ago(c->a, r->due.t, c->now);
}

static struct str
items_text(struct cli *c, const struct memory *m)
{
	if (m->last_success == 0)
		return STR("-");
	return arena_printf(c->a, m->fresh > 0 ? "%u, %u new" : "%u",
	    (unsigned)m->items, (unsigned)m->fresh);
}

/* What is to be put into the configuration, as it stands. */
static void
print_patch(struct cli *c, struct str patch)
{
	struct str line;

	while (str_cut(&patch, '\n', &line))
		printf("    %s\n", table_text(c->a, line, 1000).p);
}

static void
print_row(struct cli *c, const struct row *r)
{
	const struct memory *m = &r->memory;
	struct arena *a = c->a;
	struct str message = message_of(c, r),
		   feed = own_feed_url(r->source, m);

	printf("%s %s %s %s %s\n", table_id(a, r->source->id, 24).p,
	    table_cell(a, str_c(state_word(r)), 15).p,
	    table_cell(a, table_ago(a, m->last_success, c->now), 12).p,
	    table_cell(a, due_text(c, r), 10).p, items_text(c, m).p);
	if (m->failures > 0)
		printf("    failed %u time%s since %s: %s\n",
		    (unsigned)m->failures, m->failures == 1 ? "" : "s",
		    table_time_in(a, m->since, r->source->zone).p,
		    table_text(a, m->message, 200).p);
	else if (message.len > 0)
		printf("    warning: %s\n", table_text(a, message, 200).p);
	print_patch(c, r->patch);
	if (r->held_until > 0)
		printf("    %s asked to be left alone until %s\n",
		    table_text(a, r->host, 100).p,
		    table_time_in(a, r->held_until, r->source->zone).p);
	if (!str_empty(feed))
		printf(
		    "    read from its feed %s\n", table_text(a, feed, 200).p);
	if (r->source->approach->robots == ROBOTS_IGNORE)
		puts("    robots: ignore");
	/* Of the others the state says it all. */
	if (m->last_run != 0 && !r->source->paused)
		printf("    %s\n", schedule_reason(a, r->source, m, &r->due).p);
}

/* How soon a person should look: failures, what wants one, all others. */
static int
rank(struct cli *c, const struct row *r)
{
	if (r->memory.failures > 0)
		return 0;
	return message_of(c, r).len > 0 ? 1 : 2;
}

/* Unhealthy ones first, as they are what one looks for. */
static void
print_table(const struct cli *c, const struct row *v, size_t n)
{
	/* What one row takes goes with it: there may be many. */
	struct arena work;
	struct cli row = *c;

	arena_init(&work, SIZE_MAX);
	row.a = &work;
	printf("%-24s %-15s %-12s %-10s %s\n", "SOURCE", "STATE",
	    "LAST SUCCESS", "NEXT DUE", "ITEMS");
	for (int k = 0; k <= 2; k++)
		for (size_t i = 0; i < n; i++) {
			if (rank(&row, &v[i]) == k)
				print_row(&row, &v[i]);
			arena_reset(&work);
		}
	arena_release(&work);
}

/* Its readers wait in vain. */
static void
print_left_over(struct cli *c, struct str file, const char *path)
{
	(void)path;
	printf("%s belongs to no source any more\n",
	    table_text(c->a, file, 200).p);
}

/* What is remembered of the sources of N rows, each of which may be there more
 * than once when they were NAMED. */
static int
load_memories(struct cli *c, struct store *st, struct row *v, size_t n,
    bool named, struct err *e)
{
	struct memory_of *of;

	for (size_t i = 0; named && i < n; i++)
		if (store_memory_load(
			st, c->a, v[i].source->id, &v[i].memory, e) != 0)
			return -1;
	if (named)
		return 0;
	of = ARENA_ARRAY(c->a, n, struct memory_of);
	for (size_t i = 0; i < n; i++)
		of[i] = (struct memory_of){ v[i].source->id, &v[i].memory };
	return store_memory_load_many(st, c->a, of, n, e);
}

/* Likewise of the row's host, and what its source lacks. */
static int
load_row(struct cli *c, struct store *st, struct row *r, struct err *e)
{
	struct host_memory host = { 0 };
	struct url u;

	if (r->memory.state == STATE_ARTICLES_LOST &&
	    articles_lost(st, c->a, r->source, &r->unread, e) != 0)
		return -1;
	if (r->memory.broke > 0)
		r->patch = drift_stored_patch(c->a, st, r->source);
	if (url_parse(c->a, r->source->url, STR_NULL, &u) != 0 ||
	    !url_is_web(&u))
		return 0;
	r->host = domain_host(c->a, &u);
	if (store_host_load(st, r->host, &host, e) != 0)
		return -1;
	r->held_until = host_held_until(&host, c->now);
	return 0;
}

/* When the next run fetches it, as far as its host lets it. */
static void
plan_row(struct cli *c, uint64_t basis, struct row *r)
{
	const struct source_run s = { .source = r->source,
		.memory = r->memory,
		.config_hash = basis_hash(c->a, basis, r->source, &r->memory) };

	int64_t held = r->held_until;

	/* It may be another host that its robots.txt is on. */
	if (r->memory.due_reason == DUE_HELD && r->memory.next_due > held)
		held = r->memory.next_due;
	r->due = source_plan(&s, c->now);
	if (r->due.t >= held)
		return;
	r->due.t = held;
	if (r->due.why != DUE_RETRY_AFTER)
		r->due.why = DUE_HELD;
}

/* The rows asked for: the sources named, or all. Returns an exit status, after
 * saying what is wrong. */
static int
list_rows(
    struct cli *c, const struct config *config, struct row **out, size_t *n)
{
	*n = c->nargs > 0 ? c->nargs : config->sources.n;
	*out = ARENA_ARRAY(c->a, *n, struct row);
	for (size_t i = 0; i < *n; i++) {
		(*out)[i].source = c->nargs > 0
				       ? cli_source(c, config, str_c(c->arg[i]))
				       : &config->sources.v[i];
		if ((*out)[i].source == NULL)
			return EXIT_USAGE;
	}
	return EXIT_WELL;
}

/* Likewise what is known of the N rows V. */
static int
load_rows(struct cli *c, const struct config *config, struct row *v, size_t n)
{
	uint64_t basis = basis_of(config);
	struct store *st = NULL;
	struct err e = ERR_INIT;
	int rc = 0;

	/* Before the first run there is no store, and all sources are new. */
	if (store_open(arena_cstr(c->a, config->state), true, &st, &e) != 0 &&
	    e.sys != ENOENT)
		return cli_failed(c, &e);
	/* Reads inside a transaction are cheaper, and agree with each other. */
	if (st != NULL && store_begin(st, &e) != 0) {
		store_close(st);
		return cli_failed(c, &e);
	}
	if (st != NULL)
		rc = load_memories(c, st, v, n, c->nargs > 0, &e);
	for (size_t i = 0; i < n && rc == 0; i++) {
		if (st != NULL)
			rc = load_row(c, st, &v[i], &e);
		plan_row(c, basis, &v[i]);
	}
	store_close(st);
	return rc == 0 ? EXIT_WELL : cli_failed(c, &e);
}

int
cmd_status(struct cli *c)
{
	struct err e = ERR_INIT;
	struct config config;
	struct row *v;
	size_t n;
	int rc;

	if (cli_config(c, &config) != 0)
		return EXIT_USAGE;
	rc = list_rows(c, &config, &v, &n);
	if (rc == EXIT_WELL)
		rc = load_rows(c, &config, v, n);
	if (rc != EXIT_WELL)
		return rc;
	if (cli_has(c, OPT_JSON))
		return print_json(c, v, n);
	print_table(c, v, n);
	if (c->nargs == 0 && left_over(c, &config, print_left_over, &e) != 0)
		return cli_failed(c, &e);
	return EXIT_WELL;
}
