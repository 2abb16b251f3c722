// SPDX-License-Identifier: ISC
// From the store to the files: of sources, of merged feeds, about them all.
#include "run/runner.h"

#include "base/log.h"
#include "run/feeds.h"
#include "run/folds.h"
#include "run/guard.h"
#include "run/health.h"
#include "run/merged.h"
#include "run/overview.h"

struct publishing {
	struct runner *r;
	struct source_run *s;
	struct feed_result done;
};

static int
publish_guarded(void *ctx, struct err *e)
{
	struct publishing *p = ctx;

	return feeds_publish(&p->r->work, p->r->config, p->s->source,
	    &p->s->memory, p->r->store, &p->r->publisher, &p->done, e);
}

/* A feed that is too large fails alone; what fails the output ends it all. */
static int
publish_source(struct runner *r, struct source_run *s, struct err *e)
{
	struct publishing p = { .r = r, .s = s };

	log_context(s->source->id, "publish");
	if (guard(&r->work, publish_guarded, &p, e) != 0) {
		s->report->failed = true;
		if (e->reach == REACH_RUN)
			return -1;
		log_line(LOG_ERROR, "%s", e->msg);
	}
	hub_note(&r->news, r->keep, r->config,
	    feed_hub(r->config, s->source->hub), s->source->id, p.done.changed);
	s->report->in_feed = p.done.items;
	s->report->written = p.done.written;
	return 0;
}

struct merging {
	struct runner *r;
	const struct merged *merged;
	struct feed_result done;
};

static int
merge_guarded(void *ctx, struct err *e)
{
	struct merging *m = ctx;

	return merged_publish(&m->r->work, m->r->config, m->merged, m->r->store,
	    &m->r->publisher, m->r->options->now, &m->done, e);
}

/* What nothing new can be folded into any more is not looked for. */
static int
forget_folds(struct runner *r, struct err *e)
{
	if (store_begin(r->store, e) == 0 &&
	    store_twins_prune(r->store, r->options->now - FOLDS_KEPT_S, e) ==
		0 &&
	    store_commit(r->store, e) == 0)
		return 0;
	store_rollback(r->store);
	return -1;
}

/* The feeds that are made of several sources, whichever of them took part. */
static int
publish_merged(struct runner *r, struct err *e)
{
	const struct merged_feeds *all = &r->config->merged;
	struct run_report *t = r->report;

	t->merged = ARENA_ARRAY(r->keep, all->n, struct merged_report);
	for (size_t i = 0; i < all->n && !runner_stopped(r); i++) {
		struct merging m = { .r = r, .merged = &all->v[i] };
		int rc;

		runner_alive(r);
		log_context(m.merged->id, "publish");
		rc = guard(&r->work, merge_guarded, &m, e);
		store_rollback(r->store);
		arena_reset(&r->work);
		if (rc != 0 && e->reach == REACH_RUN)
			return -1;
		if (rc != 0)
			log_line(LOG_ERROR, "%s", e->msg);
		hub_note(&r->news, r->keep, r->config,
		    feed_hub(r->config, m.merged->hub), m.merged->id,
		    m.done.changed);
		t->merged[t->nmerged++] = (struct merged_report){ m.merged,
			rc != 0, m.done.written, m.done.items };
	}
	return forget_folds(r, e);
}

struct archiving {
	struct runner *r;
	const struct source *source;
};

static int
archive_guarded(void *ctx, struct err *e)
{
	struct archiving *v = ctx;

	return feeds_archive(
	    &v->r->work, v->r->config, v->source, v->r->store, e);
}

/* What no longer fits into feeds that keep archives: decided, and committed,
 * before a file tells of it. */
static int
fill_archives(struct runner *r, struct err *e)
{
	int rc = 0;

	if (store_begin(r->store, e) != 0)
		return -1;
	for (size_t i = 0; i < r->n && rc == 0; i++) {
		struct archiving v = { r, r->sources[i].source };

		if (!v.source->archives)
			continue;
		runner_alive(r);
		log_context(v.source->id, "publish");
		rc = guard(&r->work, archive_guarded, &v, e);
		arena_reset(&r->work);
		if (rc != 0 && e->reach != REACH_RUN) {
			log_line(LOG_ERROR, "%s", e->msg);
			rc = 0;
		}
	}
	if (rc == 0 && store_commit(r->store, e) == 0)
		return 0;
	store_rollback(r->store);
	return -1;
}

static int
publish_sources(struct runner *r, struct err *e)
{
	int rc = 0;

	/* One snapshot for all feeds, and reads inside it are cheaper. */
	if (store_begin(r->store, e) != 0)
		return -1;
	for (size_t i = 0; i < r->n && rc == 0 && !runner_stopped(r); i++) {
		runner_alive(r);
		rc = publish_source(r, &r->sources[i], e);
		arena_reset(&r->work);
	}
	store_rollback(r->store);
	return rc;
}

static int
health_guarded(void *ctx, struct err *e)
{
	struct runner *r = ctx;
	struct feed_result done;
	int rc = health_publish(
	    &r->work, r->config, r->store, &r->publisher, &done, e);

	hub_note(&r->news, r->keep, r->config, feed_hub(r->config, STR_NULL),
	    STR(HEALTH_ID), done.changed);
	return rc;
}

static int
overview_guarded(void *ctx, struct err *e)
{
	struct runner *r = ctx;

	return overview_publish(
	    &r->work, r->config, r->store, &r->publisher, e);
}

/* What tells of the sources: FN, whose files are called NAME. */
static int
publish_about(struct runner *r, struct str name, guard_fn fn, struct err *e)
{
	int rc;

	log_context(name, "publish");
	if (store_begin(r->store, e) != 0)
		return -1;
	rc = guard(&r->work, fn, r, e);
	store_rollback(r->store);
	arena_reset(&r->work);
	if (rc == 0 || e->reach == REACH_RUN)
		return rc;
	log_line(LOG_ERROR, "%s", e->msg);
	return 0;
}

int
runner_publish(struct runner *r, struct err *e)
{
	struct err synced = ERR_INIT;
	bool wrote;
	int rc = feeds_publish_style(&r->publisher, &wrote, e);

	if (rc == 0)
		rc = fill_archives(r, e);
	if (rc == 0)
		rc = publish_sources(r, e);
	if (rc == 0)
		rc = publish_merged(r, e);
	if (rc == 0)
		rc = publish_about(r, STR("health"), health_guarded, e);
	if (rc == 0)
		rc = publish_about(r, STR("index"), overview_guarded, e);
	log_context(STR_NULL, NULL);
	/* What was renamed is made durable, whatever came after it. */
	if (publish_sync(&r->publisher, &synced) != 0 && rc == 0) {
		*e = synced;
		rc = -1;
	}
	return rc;
}
