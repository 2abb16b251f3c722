// SPDX-License-Identifier: ISC
#include "run/made.h"

#include <stdlib.h>

#include "base/fnv.h"
#include "run/feeds.h"

static uint64_t
mix_str(uint64_t h, struct str s)
{
	h = fnv1a(h, &s.len, sizeof(s.len));
	return fnv1a(h, s.p, s.len);
}

int
made_begin(struct made_list *l, struct store *st, struct err *e)
{
	*l = (struct made_list){ .nknown = 0 };
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

uint64_t
made_files(uint64_t mark, struct arena *a, const struct config *c,
    struct str id, const struct publisher *p)
{
	for (size_t i = 0; i < feed_formats_n; i++) {
		struct str name[] = { id, str_c(feed_formats[i].suffix) };

		if (c->formats & feed_formats[i].bit)
			mark =
			    publish_stamp(p, arena_concat(a, name, 2).p, mark);
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

	if (m == NULL || m->mark != mark)
		return false;
	*items = m->items;
	return true;
}

void
made_note(struct made_list *l, struct str feed, uint64_t mark, size_t items)
{
	l->fresh = arena_more(
	    &l->arena, l->fresh, l->nfresh, &l->cap, sizeof(*l->fresh));
	l->fresh[l->nfresh++] =
	    (struct made){ arena_str(&l->arena, feed), mark, (uint32_t)items };
}

int
made_save(const struct made_list *l, struct store *st, struct err *e)
{
	if (l->nfresh == 0)
		return 0;
	if (store_begin(st, e) != 0)
		return -1;
	for (size_t i = 0; i < l->nfresh; i++)
		if (store_made_save(st, &l->fresh[i], e) != 0) {
			store_rollback(st);
			return -1;
		}
	return store_commit(st, e);
}
