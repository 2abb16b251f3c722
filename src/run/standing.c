// SPDX-License-Identifier: ISC
#include "run/standing.h"

#include <stdlib.h>

#include "base/index.h"
#include "base/log.h"
#include "base/mem.h"
#include "model/limits.h"
#include "run/basis.h"
#include "run/made.h"
#include "run/runner.h"
#include "schedule/schedule.h"

/* While it is found out who is due. */
struct planning {
	struct runner *r;
	struct index at;      /* sources by id */
	struct turn *turn;    /* of each; owned */
	struct arena scratch; /* reset for each */
	size_t known, others; /* sources of the store: that take part, or not */
};

/* The address that is asked, which lives as long as the run. */
static struct str
lasting_url(
    struct planning *p, const struct source *src, const struct memory *m)
{
	struct str url = source_url(&p->scratch, src, m);

	return url.p == src->url.p ? url : arena_str(p->r->keep, url);
}

static void
plan_wish(struct planning *p, size_t i, const struct memory *m)
{
	const struct source *src = p->r->report->source[i].source;

	p->r->wishes[i] = (struct wish){ .url = lasting_url(p, src, m),
		.due = source_waits_since(m),
		.gap_ms = src->approach->gap_ms,
		.robots = source_robots(src, m),
		.tag = &p->r->standing[i] };
}

/* Source I, of which M is known. */
static void
plan_source(struct planning *p, size_t i, const struct memory *m)
{
	const struct run_options *o = p->r->options;
	struct source_report *report = &p->r->report->source[i];
	struct standing *t = &p->r->standing[i];
	const struct source *src = report->source;

	t->changed = !str_eq(m->url, src->url) ||
		     !str_eq(m->config_hash,
			 basis_hash(&p->scratch, p->r->basis, src, m));
	t->beside = m->held.n > 0 || m->broke > 0;
	t->fails = state_fails(m->state) && !src->paused;
	t->mark = made_of(p->r->basis, m);
	report->next_due = schedule_plan(src, m, t->changed, o->now).t;
	/* A failing source makes every run exit 1, due or not. */
	report->failed = m->failures > 0 && !src->paused;
	t->early = o->force && report->next_due > o->now;
	t->due = (report->next_due <= o->now || t->early) && !src->paused;
	p->turn[i] = (struct turn){ m->last_run, m->next_due, t->due, false };
	if (t->due)
		plan_wish(p, i, m);
	arena_reset(&p->scratch);
}

/* store_memory_fn */
static int
plan_known(void *ctx, struct str id, int64_t number, const struct memory *m,
    struct err *e)
{
	struct planning *p = ctx;
	size_t i = index_find(&p->at, id);

	(void)e;
	if (i == INDEX_NONE) { /* it takes no part */
		p->others++;
		return 0;
	}
	p->known++;
	p->r->standing[i].number = number;
	plan_source(p, i, m);
	return 0;
}

/* After all that the store knows. */
static void
plan_others(struct planning *p)
{
	struct memory m = memory_new();

	for (size_t i = 0; i < p->r->n; i++)
		if (p->r->standing[i].number == 0)
			plan_source(p, i, &m);
}

/* Not all at once after a long pause; but what somebody asks for is not put
 * off. */
static void
spread(struct planning *p)
{
	struct runner *r = p->r;
	const struct run_options *o = r->options;

	if (o->force || o->nonly > 0 || o->dry_run || o->rebuild)
		return;
	if (schedule_spread(&r->work, p->turn, r->n, o->now) == 0)
		return;
	for (size_t i = 0; i < r->n; i++) {
		struct standing *t = &r->standing[i];

		t->put_off = p->turn[i].put_off;
		if (!t->put_off)
			continue;
		t->due = false;
		r->report->source[i].next_due = p->turn[i].next_due;
	}
}

/* Of wishes only those that are due stay. */
static void
keep_due(struct runner *r)
{
	for (size_t i = 0; i < r->n; i++)
		if (r->standing[i].due)
			r->wishes[r->nwishes++] = r->wishes[i];
	r->wishes = mem_grow(r->wishes, r->nwishes, sizeof(*r->wishes));
}

static struct str
id_of(const void *v, size_t i)
{
	return ((const struct source_report *)v)[i].source->id;
}

/* Folders that no configuration names are those of all of them, and who tries a
 * second one does not know. */
static void
tell_strangers(const struct planning *p)
{
	const struct runner *r = p->r;

	if (p->known > 0 || p->others == 0 || r->n < r->config->sources.n)
		return;
	log_line(LOG_WARN,
	    "%.*s has what another configuration remembers, of %zu source%s, and "
	    "nothing of this one; `state` and `output` give it folders of its own",
	    STR_ARG(r->config->state), p->others, p->others == 1 ? "" : "s");
}

int
standings_load(struct runner *r, struct err *e)
{
	struct planning p = { .r = r,
		.turn = mem_alloc(r->n, sizeof(*p.turn)) };
	int rc = 0;

	arena_init(&p.scratch, LIMIT_ARENA);
	index_make(&p.at, r->report->source, r->n, id_of);
	r->standing = ARENA_ARRAY(r->keep, r->n, struct standing);
	r->wishes = mem_alloc(r->n, sizeof(*r->wishes));
	if (r->store != NULL)
		rc =
		    store_memory_each(r->store, MEMORY_PLAN, plan_known, &p, e);
	if (rc == 0) {
		tell_strangers(&p);
		plan_others(&p);
		spread(&p);
		keep_due(r);
	}
	arena_reset(&r->work);
	arena_release(&p.scratch);
	index_release(&p.at);
	free(p.turn);
	return rc;
}

void
standing_note(struct runner *r, struct source_run *s)
{
	struct standing *t = s->standing;

	t->mark = made_of(r->basis, &s->memory);
	t->fails = state_fails(s->memory.state) && !s->source->paused;
	s->report->next_due = source_plan(s, r->options->now).t;
	r->report->read += s->read;
	r->report->fresh += s->fresh;
	r->report->changed += s->changed;
	s->read = s->fresh = s->changed = 0;
}
