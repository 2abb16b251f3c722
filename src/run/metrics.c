// SPDX-License-Identifier: ISC
#include "run/metrics.h"

#include "base/buf.h"
#include "base/file.h"
#include "model/limits.h"
#include "publish/publish.h"

/* A number of each source. Names by prometheus.io/docs/practices/naming. */
static int64_t
is_up(const struct memory *m)
{
	return m->last_run > 0 && !state_fails(m->state);
}

static int64_t
failures(const struct memory *m)
{
	return m->failures;
}

static int64_t
items(const struct memory *m)
{
	return m->items;
}

static int64_t
last_success(const struct memory *m)
{
	return m->last_success;
}

static int64_t
since(const struct memory *m)
{
	return m->since;
}

static const struct {
	const char *name, *help;
	int64_t (*value)(const struct memory *m);
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
put_sources(struct buf *b, const struct sources *all, const struct memory *m)
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

static int
write_file(struct arena *a, struct str path, struct str bytes, struct err *e)
{
	size_t slash = str_rfind(path, STR("/"));
	const char *name =
	    arena_cstr(a, slash == STR_NONE ? path : str_from(path, slash + 1));
	const char *dir = arena_cstr(a, path_dir(a, path));
	struct publisher p;
	bool wrote;
	int rc = publish_open(&p, dir, e);

	if (rc == 0)
		rc = publish_file(&p, name, bytes, &wrote, e);
	if (rc == 0)
		rc = publish_flush(&p, e);
	publish_close(&p);
	return rc;
}

int
metrics_write(struct arena *a, const struct config *c,
    const struct run_report *r, struct store *st, int64_t now, struct err *e)
{
	struct memory *m = ARENA_ARRAY(a, c->sources.n, struct memory);
	struct memory_of *v = ARENA_ARRAY(a, c->sources.n, struct memory_of);
	struct buf *b = buf_in(a, LIMIT_METRICS);

	for (size_t i = 0; i < c->sources.n; i++)
		v[i] = (struct memory_of){ c->sources.v[i].id, &m[i] };
	if (store_memory_load_many(st, a, v, c->sources.n, e) != 0)
		return -1;
	put_run(b, r, now);
	put_sources(b, &c->sources, m);
	if (b->over)
		return err_set(e, ERR_LIMIT, "more than %d bytes of metrics",
		    LIMIT_METRICS);
	return write_file(a, c->metrics, buf_str(b), e);
}
