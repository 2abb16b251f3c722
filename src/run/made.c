// SPDX-License-Identifier: ISC
#include "run/made.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/fnv.h"
#include "run/feeds.h"
#include "run/overview.h"

static uint64_t
mix_str(uint64_t h, struct str s)
{
	h = fnv1a(h, &s.len, sizeof(s.len));
	return fnv1a(h, s.p, s.len);
}

int
made_begin(struct made_list *l, const struct config *c,
    const struct publisher *p, struct store *st, struct err *e)
{
	*l = (struct made_list){ .config = c, .publisher = p };
	/* As many as there are feeds. */
	arena_init(&l->arena, SIZE_MAX);
	return store_made_list(st, &l->arena, &l->known, &l->nknown, e);
}

void
made_end(struct made_list *l)
{
	arena_release(&l->arena);
}

uint64_t
made_of(uint64_t mark, const struct memory *m)
{
	bool fails = state_fails(m->state);
	int64_t since = fails ? m->since : 0;
	/* 200 and 304 take turns. */
	enum source_state state = state_well(m->state) ? STATE_OK : m->state;

	mark = mix_str(mark, m->title);
	mark = mix_str(mark, m->language);
	mark = fnv1a(mark, &since, sizeof(since));
	return fnv1a(mark, &state, sizeof(state));
}

/* MARK with how the files of what tells of all sources stand. */
static uint64_t
stamp_index(const struct publisher *p, uint64_t mark)
{
	for (size_t i = 0; i < OVERVIEW_FILES; i++)
		mark = publish_stamp(p, overview_files[i], mark);
	return mark;
}

/* MARK with how the files of FEED stand, in all formats. */
static uint64_t
stamp(const struct made_list *l, struct str feed, uint64_t mark)
{
	if (str_eq(feed, STR(MADE_INDEX)))
		return stamp_index(l->publisher, mark);
	if (str_starts(feed, STR("/")))
		feed = str_from(feed, 1);
	for (size_t i = 0; i < feed_formats_n; i++) {
		const struct feed_format *f = &feed_formats[i];
		char name[NAME_MAX + 1];

		if ((l->config->formats & f->bit) == 0)
			continue;
		snprintf(
		    name, sizeof(name), "%.*s%s", STR_ARG(feed), f->suffix);
		mark = publish_stamp(l->publisher, name, mark);
	}
	return mark;
}

static int
cmp_feed(const void *id, const void *elem)
{
	return str_cmp(
	    *(const struct str *)id, ((const struct made *)elem)->feed);
}

bool
made_stands(
    const struct made_list *l, struct str feed, uint64_t mark, size_t *items)
{
	const struct made *m = l->nknown == 0
				   ? NULL
				   : bsearch(&feed, l->known, l->nknown,
					 sizeof(*l->known), cmp_feed);

	if (m == NULL || m->mark != stamp(l, feed, mark))
		return false;
	*items = m->items;
	return true;
}

/* What has its names by now can be looked at, and what has not stays unmarked. */
static void
stamp_named(struct made_list *l)
{
	while (l->nstamped < l->nfresh) {
		struct made_note *n = &l->fresh[l->nstamped];

		if (!publish_named(l->publisher, n->after))
			return;
		n->mark = stamp(l, n->feed, n->mark);
		l->nstamped++;
	}
}

void
made_note(struct made_list *l, struct str feed, uint64_t mark, size_t items)
{
	l->fresh = arena_more(
	    &l->arena, l->fresh, l->nfresh, &l->cap, sizeof(*l->fresh));
	l->fresh[l->nfresh++] = (struct made_note){ feed, mark, (uint32_t)items,
		publish_taken(l->publisher) };
	stamp_named(l);
}

int
made_save(struct made_list *l, struct store *st, struct err *e)
{
	stamp_named(l);
	if (l->nstamped == 0)
		return 0;
	if (store_begin(st, e) != 0)
		return -1;
	for (size_t i = 0; i < l->nstamped; i++) {
		const struct made_note *n = &l->fresh[i];
		struct made m = { n->feed, n->mark, n->items };

		if (store_made_save(st, &m, e) != 0) {
			store_rollback(st);
			return -1;
		}
	}
	return store_commit(st, e);
}
