// SPDX-License-Identifier: ISC
// From the store to the files: of sources, of merged feeds, about them all.
#include "run/runner.h"

#include "base/fnv.h"
#include "base/log.h"
#include "run/feeds.h"
#include "run/folds.h"
#include "run/guard.h"
#include "run/health.h"
#include "run/merged.h"
#include "run/overview.h"

struct publishing {
	struct runner *r;
	const struct source *source;
	struct feed_result done;
};

static int
publish_guarded(void *ctx, struct err *e)
{
	struct publishing *p = ctx;
	struct runner *r = p->r;
	struct memory m;

	if (store_memory_load(r->store, &r->work, p->source->id, &m, e) != 0)
		return -1;
	return feeds_publish(&r->work, r->config, p->source, &m, r->store,
	    &r->publisher, &p->done, e);
}

/* The feed of source I. One that is too large fails alone; what fails the output
 * ends it all. */
static int
publish_source(struct runner *r, size_t i, struct err *e)
{
	const struct standing *t = &r->standing[i];
	struct source_report *report = &r->report->source[i];
	const struct source *src = report->source;
	struct publishing p = { .r = r, .source = src };

	/* Archives are more files, and tell of each other. */
	if (!src->archives &&
	    made_stands(&r->made, src->id, t->mark, &p.done.items)) {
		report->in_feed = (uint32_t)p.done.items;
		return 0;
	}
	log_context(src->id, "publish");
	if (guard(&r->work, publish_guarded, &p, e) != 0) {
		/* It may be about the files of others, which waited. */
		if (e->reach == REACH_RUN)
			return -1;
		report->failed = true;
		log_line(LOG_ERROR, "%s", e->msg);
	} else if (!src->archives) {
		made_note(&r->made, src->id, t->mark, p.done.items);
	}
	hub_note(&r->news, r->keep, r->config,
	    feed_hub(r->config, src->about->hub), src->id, p.done.changed);
	report->in_feed = (uint32_t)p.done.items;
	r->report->written += p.done.written;
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

/* By which name the store knows what tells of several sources. */
static struct str
several(struct arena *a, struct str id)
{
	return arena_concat(a, (struct str[]){ STR("/"), id }, 2);
}

/* What tells of the sources stands for that of all of them; only a run that has
 * them all knows it. */
static bool
knows_all(const struct runner *r)
{
	return r->n == r->config->sources.n;
}

static uint64_t
several_mark(const struct runner *r)
{
	uint64_t mark = r->basis;

	for (size_t i = 0; i < r->n; i++)
		mark = fnv1a(mark, &r->standing[i].mark, sizeof(mark));
	return mark;
}

static int
publish_one_merged(struct runner *r, const struct merged *merged, uint64_t mark,
    struct merged_report *out, struct err *e)
{
	struct merging m = { .r = r, .merged = merged };
	struct str name = several(&r->made.arena, merged->id);
	bool marked = knows_all(r) && !merged->archives;
	int rc;

	*out = (struct merged_report){ .merged = merged };
	if (marked && made_stands(&r->made, name, mark, &out->in_feed))
		return 0;
	log_context(merged->id, "publish");
	rc = guard(&r->work, merge_guarded, &m, e);
	store_rollback(r->store);
	arena_reset(&r->work);
	if (rc != 0 && e->reach == REACH_RUN)
		return -1;
	if (rc != 0)
		log_line(LOG_ERROR, "%s", e->msg);
	else if (marked)
		made_note(&r->made, name, mark, m.done.items);
	hub_note(&r->news, r->keep, r->config, feed_hub(r->config, merged->hub),
	    merged->id, m.done.changed);
	*out = (struct merged_report){ merged, rc != 0, m.done.written,
		m.done.items };
	return 0;
}

/* The feeds that are made of several sources, whichever of them took part. */
static int
publish_merged(struct runner *r, struct err *e)
{
	const struct merged_feeds *all = &r->config->merged;
	struct run_report *t = r->report;
	uint64_t mark = several_mark(r);

	t->merged = ARENA_ARRAY(r->keep, all->n, struct merged_report);
	for (size_t i = 0; i < all->n && !runner_stopped(r); i++) {
		runner_alive(r);
		if (publish_one_merged(
			r, &all->v[i], mark, &t->merged[t->nmerged], e) != 0)
			return -1;
		t->nmerged++;
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
		struct archiving v = { r, r->report->source[i].source };

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
	rc = made_begin(&r->made, r->config, &r->publisher, r->store, e);
	for (size_t i = 0; i < r->n && rc == 0 && !runner_stopped(r); i++) {
		runner_alive(r);
		rc = publish_source(r, i, e);
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

/* What tells of the sources: FN, whose files are called NAME. 1: it failed
 * alone, and that was told. */
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
	return 1;
}

static int
publish_overview(struct runner *r, struct err *e)
{
	struct str name = STR(MADE_INDEX);
	uint64_t mark = several_mark(r);
	size_t none;
	int rc;

	if (knows_all(r) && made_stands(&r->made, name, mark, &none))
		return 0;
	rc = publish_about(r, STR("index"), overview_guarded, e);
	if (rc == 0 && knows_all(r))
		made_note(&r->made, name, mark, 0);
	return rc < 0 ? -1 : 0;
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
	if (rc == 0 && publish_about(r, STR("health"), health_guarded, e) < 0)
		rc = -1;
	if (rc == 0)
		rc = publish_overview(r, e);
	log_context(STR_NULL, NULL);
	/* What was written is named and made durable, whatever came after. */
	if (publish_sync(&r->publisher, &synced) != 0 && rc == 0) {
		*e = synced;
		rc = -1;
	}
	if (rc == 0)
		rc = made_save(&r->made, r->store, e);
	made_end(&r->made);
	return rc;
}
