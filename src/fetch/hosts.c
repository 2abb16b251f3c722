// SPDX-License-Identifier: ISC
#include "fetch/hosts.h"

#include <stdlib.h>

#include "base/mem.h"
#include "fetch/transfer.h"

void
hosts_init(struct hosts *hs)
{
	*hs = (struct hosts){ 0 };
	/* As many as there are requests: the caller's list is the bound. */
	arena_init(&hs->arena, SIZE_MAX);
	hs->names.arena = &hs->arena;
}

void
hosts_release(struct hosts *hs)
{
	registry_release(&hs->names);
	arena_release(&hs->arena);
}

struct host *
hosts_find(struct hosts *hs, struct str key, bool *made)
{
	struct host *h = registry_find(&hs->names, key, sizeof(*h), made);

	if (*made) {
		h->next = hs->all;
		hs->all = h;
		h->number = hs->n++;
	}
	return h;
}

/* --- Hosts in their pause: a binary heap --------------------------------- */

static void
heap_put(struct hosts *hs, size_t i, struct host *h)
{
	for (; i > 0 && h->ready_at < hs->heap[(i - 1) / 2]->ready_at;
	     i = (i - 1) / 2)
		hs->heap[i] = hs->heap[(i - 1) / 2];
	hs->heap[i] = h;
}

static void
heap_add(struct hosts *hs, struct host *h)
{
	hs->heap = arena_more(
	    &hs->arena, hs->heap, hs->nheap, &hs->cap, sizeof(struct host *));
	heap_put(hs, hs->nheap++, h);
}

static struct host *
heap_take(struct hosts *hs)
{
	struct host *top = hs->heap[0], *moved = hs->heap[--hs->nheap];
	size_t i = 0, child;

	/* The hole goes down the smaller children, MOVED up from there. */
	while ((child = 2 * i + 1) < hs->nheap) {
		if (child + 1 < hs->nheap &&
		    hs->heap[child + 1]->ready_at < hs->heap[child]->ready_at)
			child++;
		hs->heap[i] = hs->heap[child];
		i = child;
	}
	if (hs->nheap > 0)
		heap_put(hs, i, moved);
	return top;
}

/* --- Turns --------------------------------------------------------------- */

static struct transfer *
waiting_robots(const struct host *h)
{
	struct transfer *t = h->waiting;

	while (t != NULL && t->robots_of == NULL)
		t = t->next;
	return t;
}

/* The pause before the request that goes next from H, or NULL when none does.
 * While a robots.txt is asked for only that, which a redirect may have led back
 * here, goes on. */
static const uint32_t *
next_gap(const struct host *h)
{
	struct transfer *t = waiting_robots(h);

	if (t == NULL && h->asking > 0)
		return NULL;
	if (t == NULL)
		t = h->waiting;
	if (t != NULL)
		return &t->req->gap_ms;
	return h->first != NULL ? &h->first->gap_ms : NULL;
}

static void
line_add(struct host_line *line, struct host *h)
{
	h->next_ready = NULL;
	if (line->first == NULL)
		line->first = h;
	else
		line->last->next_ready = h;
	line->last = h;
}

/* H, which wants no pause, goes on while its connection is there: with as many
 * others in between as are kept open it would be made anew for each page. */
static void
line_go_on(struct host_line *line, struct host *h)
{
	h->next_ready = line->first;
	if (line->first == NULL)
		line->last = h;
	line->first = h;
}

/* When H has had the pause GAP_MS, or what it asks for. */
static int64_t
ready_at(const struct host *h, uint32_t gap_ms)
{
	return h->ended + (gap_ms > h->delay_ms ? gap_ms : h->delay_ms);
}

void
hosts_line_up(struct hosts *hs, struct host *h, int64_t now)
{
	const uint32_t *next = next_gap(h);

	if (h->under_way != NULL || h->queued || next == NULL)
		return;
	h->queued = true;
	h->ready_at = h->met ? ready_at(h, *next) : now;
	if (h->ready_at > now)
		heap_add(hs, h);
	else
		line_add(&hs->line[h->met], h);
}

void
host_add(struct host *h, struct wish *w)
{
	w->next = NULL;
	if (h->first == NULL)
		h->first = w;
	else
		h->last->next = w;
	h->last = w;
	h->nwishes++;
}

static int
by_due(const void *pa, const void *pb)
{
	const struct host *a = *(struct host *const *)pa,
			  *b = *(struct host *const *)pb;
	int64_t s = a->first == NULL ? INT64_MAX : a->first->due,
		t = b->first == NULL ? INT64_MAX : b->first->due;

	if (s != t)
		return s < t ? -1 : 1;
	if (a->nwishes != b->nwishes)
		return a->nwishes > b->nwishes ? -1 : 1;
	return a->number < b->number ? -1 : 1;
}

void
hosts_begin(struct hosts *hs, int64_t now)
{
	struct host **v = mem_alloc(hs->n, sizeof(struct host *));
	size_t n = 0;

	for (struct host *h = hs->all; h != NULL; h = h->next)
		v[n++] = h;
	if (n > 0)
		qsort(v, n, sizeof(void *), by_due);
	for (size_t i = 0; i < n; i++)
		hosts_line_up(hs, v[i], now);
	free(v);
}

void
hosts_wait(struct hosts *hs, struct host *h, struct transfer *t, int64_t now)
{
	t->next = NULL;
	if (h->waiting == NULL)
		h->waiting = t;
	else
		h->last_waiting->next = t;
	h->last_waiting = t;
	hosts_line_up(hs, h, now);
}

/* The first of the line whose turn it is, or of the other one. */
static struct host *
line_take(struct hosts *hs)
{
	struct host_line *line = &hs->line[hs->turn];
	struct host *h;

	if (line->first == NULL)
		line = &hs->line[1 - hs->turn];
	else
		hs->turn = 1 - hs->turn;
	h = line->first;
	if (h == NULL)
		return NULL;
	line->first = h->next_ready;
	h->queued = false;
	return h;
}

struct host *
hosts_next(struct hosts *hs, int64_t now)
{
	const uint32_t *next;
	struct host *h;

	while (hs->nheap > 0 && hs->heap[0]->ready_at <= now) {
		h = heap_take(hs);
		if (h->ready_at == h->ended)
			line_go_on(&hs->line[1], h);
		else
			line_add(&hs->line[1], h);
	}
	while ((h = line_take(hs)) != NULL) {
		next = next_gap(h);
		/* What goes next, or its pause, may have changed since. */
		if (next != NULL && (!h->met || ready_at(h, *next) <= now))
			return h;
		hosts_line_up(hs, h, now);
	}
	return NULL;
}

void
hosts_leave(struct hosts *hs, struct host *h, int64_t now)
{
	h->under_way = NULL;
	h->met = true;
	h->ended = now + 1; /* the clock cuts off what is less than that */
	hosts_line_up(hs, h, now);
}

int64_t
hosts_ready_at(const struct hosts *hs)
{
	return hs->nheap == 0 ? INT64_MAX : hs->heap[0]->ready_at;
}

struct wish *
host_take_wish(struct host *h)
{
	struct wish *w = h->first;

	if (w != NULL)
		h->first = w->next;
	return w;
}

struct transfer *
host_take_waiting(struct host *h, bool only_robots)
{
	struct transfer *t = h->waiting, *before = NULL;

	while (t != NULL && only_robots && t->robots_of == NULL) {
		before = t;
		t = t->next;
	}
	if (t == NULL)
		return NULL;
	if (before == NULL)
		h->waiting = t->next;
	else
		before->next = t->next;
	if (h->last_waiting == t)
		h->last_waiting = before;
	return t;
}
