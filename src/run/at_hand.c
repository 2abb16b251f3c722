// SPDX-License-Identifier: ISC
#include "run/at_hand.h"

#include <stdlib.h>

#include "base/mem.h"
#include "config/config.h"
#include "run/runner.h"

static struct source_run *
take_idle(struct at_hand *h)
{
	struct source_run *s = h->idle;

	if (s != NULL) {
		h->idle = s->next_idle;
		return s;
	}
	s = mem_alloc(1, sizeof(*s));
	/* Of pages and texts that each have a limit. */
	arena_init(&s->keep, SIZE_MAX);
	s->next = h->all;
	h->all = s;
	return s;
}

/* The pages of its list, when it has several. */
static int
open_chain(struct runner *r, struct source_run *s, struct err *e)
{
	if (s->source->pages->by == PAGES_NONE)
		return 0;
	s->chain = ARENA_NEW(&s->keep, struct chain);
	return chain_open(
	    s->chain, &s->keep, s->source, r->store, &s->memory, e);
}

static int
load(struct runner *r, struct source_run *s, struct err *e)
{
	const struct standing *t = s->standing;

	s->memory = memory_new();
	if (r->store != NULL &&
	    (t->beside ? store_memory_load(
			     r->store, &s->keep, s->source->id, &s->memory, e)
		       : store_memory_at(r->store, &s->keep, t->number,
			     &s->memory, e)) != 0)
		return -1;
	s->stored = s->memory.state;
	s->config_hash = t->changed ? config_source_hash(&s->keep, s->source)
				    : s->memory.config_hash;
	return open_chain(r, s, e);
}

struct source_run *
at_hand_take(struct runner *r, struct standing *t, struct err *e)
{
	struct source_run *s = take_idle(&r->at_hand), *next = s->next;
	struct arena keep = s->keep;

	*s = (struct source_run){ .keep = keep,
		.next = next,
		.standing = t,
		.report = &r->report->source[t - r->standing],
		.processor = r->processor,
		.known = r->store,
		.keeper = &r->keeper,
		.basis = r->basis,
		.accept = r->options->accept,
		.early = t->early };
	s->source = s->report->source;
	if (load(r, s, e) == 0)
		return s;
	at_hand_give(r, s);
	return NULL;
}

void
at_hand_give(struct runner *r, struct source_run *s)
{
	arena_reset(&s->keep);
	s->next_idle = r->at_hand.idle;
	r->at_hand.idle = s;
}

void
at_hand_end(struct runner *r)
{
	struct source_run *s;

	while ((s = r->at_hand.all) != NULL) {
		r->at_hand.all = s->next;
		arena_release(&s->keep);
		free(s);
	}
	r->at_hand.idle = NULL;
}
