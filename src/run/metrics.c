// SPDX-License-Identifier: ISC
#include "run/metrics.h"

#include "base/buf.h"
#include "base/file.h"
#include "base/index.h"
#include "model/limits.h"
#include "publish/publish.h"

/* Of each source what is told of it: there may be many of them. */
struct row {
	int64_t last_run, last_success, since;
	uint32_t failures, items;
	enum source_state state;
};

/* A number of each source. Names by prometheus.io/docs/practices/naming. */
static int64_t
is_up(const struct row *m)
{
	return m->last_run > 0 && !state_fails(m->state);
}

static int64_t
failures(const struct row *m)
{
	return m->failures;
}

static int64_t
items(const struct row *m)
{
	return m->items;
}

static int64_t
last_success(const struct row *m)
{
	return m->last_success;
}

static int64_t
since(const struct row *m)
{
	return m->since;
}

static const struct {
	const char *name, *help;
	int64_t (*value)(const struct row *m);
} gauges[] = {
	{ "coranto_source_up", "1 when the last fetch of the source was well",
	    is_up },
	{ "coranto_source_failures", "Failed fetches in a row", failures },
	{ "coranto_source_items", "Items found by the last success", items },
	{ "coranto_source_last_success_timestamp_seconds",
	    "When the source was last well", last_success },
	{ "coranto_source_state_since_timestamp_seconds",
	    "When the source entered its state", since },
};

static void
put_head(struct buf *b, const char *name, const char *help)
{
	buf_addf(b, "# HELP %s %s\n# TYPE %s gauge\n", name, help, name);
}

static void
put_run(struct buf *b, const struct run_report *r, int64_t now)
{
	const struct {
		const char *name, *help;
		int64_t value;
	} rows[] = {
		{ "coranto_run_timestamp_seconds", "When the last run began",
		    now },
		{ "coranto_run_sources_fetched", "Sources it fetched",
		    (int64_t)r->fetched },
		{ "coranto_run_sources_failed", "Sources that are failing",
		    (int64_t)r->failed },
		{ "coranto_run_items_new", "Items it saw for the first time",
		    (int64_t)r->fresh },
		{ "coranto_run_feed_files_written", "Feed files it changed",
		    (int64_t)r->written },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		put_head(b, rows[i].name, rows[i].help);
		buf_addf(
		    b, "%s %lld\n", rows[i].name, (long long)rows[i].value);
	}
}

/* Ids need no escape. */
static void
put_sources(struct buf *b, const struct sources *all, const struct row *m)
{
	for (size_t g = 0; g < sizeof(gauges) / sizeof(*gauges); g++) {
		put_head(b, gauges[g].name, gauges[g].help);
		for (size_t i = 0; i < all->n; i++)
			buf_addf(b, "%s{source=\"%.*s\"} %lld\n",
			    gauges[g].name, STR_ARG(all->v[i].id),
			    (long long)gauges[g].value(&m[i]));
	}
	put_head(b, "coranto_source_state", "1 for the state the source is in");
	for (size_t i = 0; i < all->n; i++)
		buf_addf(b,
		    "coranto_source_state{source=\"%.*s\",state=\"%s\"} 1\n",
		    STR_ARG(all->v[i].id),
		    all->v[i].paused ? "paused" : state_name(m[i].state));
}

/* All that is told. */
struct telling {
	const struct config *c;
	const struct run_report *r;
	int64_t now;
	struct row *row; /* one each, in the configuration's order */
	struct index at; /* of them, by id */
};

/* store_memory_fn */
static int
take_memory(void *ctx, struct str id, int64_t number, const struct memory *m,
    struct err *e)
{
	const struct telling *t = ctx;
	size_t i = index_find(&t->at, id);

	(void)number, (void)e;
	if (i != INDEX_NONE)
		t->row[i] = (struct row){ m->last_run, m->last_success,
			m->since, m->failures, m->items, m->state };
	return 0;
}

static struct str
id_of(const void *v, size_t i)
{
	return ((const struct source *)v)[i].id;
}

static int
read_store(struct telling *t, struct store *st, struct err *e)
{
	int rc;

	index_make(&t->at, t->c->sources.v, t->c->sources.n, id_of);
	rc = store_memory_each(st, MEMORY_ALL, take_memory, t, e);
	index_release(&t->at);
	return rc;
}

/* publish_make */
static int
make(void *ctx, struct buf *b, struct err *e)
{
	const struct telling *t = ctx;

	put_run(b, t->r, t->now);
	put_sources(b, &t->c->sources, t->row);
	return b->over ? err_set(e, ERR_LIMIT, "more than %d bytes of metrics",
			     LIMIT_METRICS)
		       : 0;
}

static int
write_file(struct arena *a, struct str path, struct telling *t, struct err *e)
{
	size_t slash = str_rfind(path, STR("/"));
	const char *name =
	    arena_cstr(a, slash == STR_NONE ? path : str_from(path, slash + 1));
	const char *dir = arena_cstr(a, path_dir(a, path));
	struct publisher p;
	bool wrote;
	int rc = publish_open(&p, dir, e);

	if (rc == 0)
		rc = publish_made(&p, name, LIMIT_METRICS, make, t, &wrote, e);
	if (rc == 0)
		rc = publish_flush(&p, e);
	publish_close(&p);
	return rc;
}

int
metrics_write(struct arena *a, const struct config *c,
    const struct run_report *r, struct store *st, int64_t now, struct err *e)
{
	struct telling t = { .c = c,
		.r = r,
		.now = now,
		.row = ARENA_ARRAY(a, c->sources.n, struct row) };

	return read_store(&t, st, e) != 0 ? -1
					  : write_file(a, c->metrics, &t, e);
}
