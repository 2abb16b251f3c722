// SPDX-License-Identifier: ISC
#include "fetch/hosts.h"

#include <search.h>
#include <stdint.h>

#include "base/mem.h"

void
hosts_init(struct hosts *hs)
{
	*hs = (struct hosts){ 0 };
	/* As many as there are requests: the caller's list is the bound. */
	arena_init(&hs->arena, SIZE_MAX);
}

static void
keep(void *host)
{
	(void)host; /* lives in the arena */
}

void
hosts_release(struct hosts *hs)
{
	tdestroy(hs->tree, keep);
	arena_release(&hs->arena);
}

static int
compare(const void *a, const void *b)
{
	const struct host *x = a, *y = b;

	return str_cmp(x->key, y->key);
}

struct host *
hosts_find(struct hosts *hs, struct str key)
{
	struct host probe = { .key = key }, *h;
	void *node = tfind(&probe, &hs->tree, compare);

	if (node != NULL)
		return *(struct host **)node;
	h = ARENA_NEW(&hs->arena, struct host);
	h->key = arena_str(&hs->arena, key);
	if (tsearch(h, &hs->tree, compare) == NULL)
		(void)mem_alloc(SIZE_MAX, 2); /* says so and ends */
	return h;
}

/* Let H take its turn when it can and is not yet in the list. */
static void
line_up(struct hosts *hs, struct host *h)
{
	if (h->busy || h->ready || h->first == NULL)
		return;
	h->ready = true;
	h->next_ready = NULL;
	if (hs->first == NULL)
		hs->first = h;
	else
		hs->last->next_ready = h;
	hs->last = h;
}

void
hosts_add(struct hosts *hs, struct host *h, const struct request *req)
{
	struct job *j = ARENA_NEW(&hs->arena, struct job);

	j->req = req;
	if (h->first == NULL)
		h->first = j;
	else
		h->last->next = j;
	h->last = j;
	line_up(hs, h);
}

const struct request *
hosts_next(struct hosts *hs, struct host **out)
{
	while (hs->first != NULL) {
		struct host *h = hs->first;
		struct job *j = h->first;

		hs->first = h->next_ready;
		h->ready = false;
		/* A redirect may have come before it; then it lines up again
		 * when that one leaves. */
		if (!host_claim(h))
			continue;
		h->first = j->next;
		*out = h;
		return j->req;
	}
	return NULL;
}

bool
host_claim(struct host *h)
{
	if (h->busy)
		return false;
	h->busy = true;
	return true;
}

void
hosts_leave(struct hosts *hs, struct host *h)
{
	h->busy = false;
	line_up(hs, h);
}
