// SPDX-License-Identifier: ISC
#include "run/archive.h"

#include <stdlib.h>

#include "model/limits.h"
#include "run/feeds.h"

/* Guids, in an order to find one in. */
struct guids {
	struct str *v;
	size_t n;
};

static int
cmp_guid(const void *a, const void *b)
{
	return str_cmp(*(const struct str *)a, *(const struct str *)b);
}

static struct guids
guids_of(struct arena *a, const struct item *v, size_t n)
{
	struct guids g = { ARENA_ARRAY(a, n, struct str), n };

	for (size_t i = 0; i < n; i++)
		g.v[i] = v[i].guid;
	if (n > 0)
		qsort(g.v, n, sizeof(*g.v), cmp_guid);
	return g;
}

static bool
guids_have(const struct guids *g, struct str guid)
{
	return g->n > 0 &&
	       bsearch(&guid, g->v, g->n, sizeof(*g->v), cmp_guid) != NULL;
}

/* What orders an item, and where it stood before. */
struct place_in {
	int64_t first, second;
	size_t at;
};

static struct place_in
place_of(enum stream_order order, int64_t published, int64_t seen, size_t at)
{
	return order == STREAM_SEEN ? (struct place_in){ seen, published, at }
				    : (struct place_in){ published, seen, at };
}

/* Newest first; equals stay as they are. */
static int
cmp_place(const void *pa, const void *pb)
{
	const struct place_in *a = pa, *b = pb;

	if (a->first != b->first)
		return a->first > b->first ? -1 : 1;
	if (a->second != b->second)
		return a->second > b->second ? -1 : 1;
	return a->at < b->at ? -1 : a->at > b->at;
}

static struct item *
sort_items(
    const struct archive *ar, struct arena *a, const struct item *v, size_t n)
{
	struct place_in *place = ARENA_ARRAY(a, n, struct place_in);
	struct item *out = ARENA_ARRAY(a, n, struct item);

	for (size_t i = 0; i < n; i++)
		place[i] =
		    place_of(ar->order, v[i].published.t, v[i].first_seen, i);
	if (n > 0)
		qsort(place, n, sizeof(*place), cmp_place);
	for (size_t i = 0; i < n; i++)
		out[i] = v[place[i].at];
	return out;
}

int
archive_cut(const struct archive *ar, struct str feed, size_t keep,
    const struct item *v, size_t n, struct err *e)
{
	struct guids held = guids_of(ar->a, v, n);
	struct archive_waiting *w;
	struct place_in *place;
	size_t all, left = 0;
	uint32_t number;

	if (store_archive_waiting(ar->store, ar->a, feed, &w, &all, e) != 0 ||
	    store_archive_last(ar->store, feed, &number, e) != 0)
		return -1;
	place = ARENA_ARRAY(ar->a, all, struct place_in);
	for (size_t i = 0; i < all; i++)
		if (!guids_have(&held, w[i].guid))
			place[left++] = place_of(
			    ar->order, w[i].published, w[i].first_seen, i);
	if (left > 0)
		qsort(place, left, sizeof(*place), cmp_place);
	while (left >= keep + LIMIT_ARCHIVE) {
		size_t end = left - LIMIT_ARCHIVE;

		number++;
		while (left > end)
			if (store_archive_put(ar->store, feed,
				w[place[--left].at].guid, number, e) != 0)
				return -1;
	}
	return 0;
}

/* The items of NUMBER but for those in HELD, as they stand in the feed; what
 * is read of the others is in A, too. */
static int
read_items(const struct archive *ar, struct arena *a, struct str feed,
    uint32_t number, const struct guids *held, struct item **out, size_t *n,
    struct err *e)
{
	struct str *source;
	struct item *v;
	size_t all;

	*n = 0;
	if (store_archive_items(
		ar->store, a, feed, number, &v, &source, &all, e) != 0)
		return -1;
	for (size_t i = 0; i < all; i++) {
		bool shown = !guids_have(held, v[i].guid);

		if (shown && ar->dress != NULL &&
		    ar->dress(ar->ctx, a, &v[i], source[i], &shown, e) != 0)
			return -1;
		if (shown)
			v[(*n)++] = v[i];
	}
	*out = v;
	return 0;
}

int
archive_join(const struct archive *ar, struct feed *f, struct err *e)
{
	struct guids held = guids_of(ar->a, f->items, f->n);
	struct item *waiting, *both;
	size_t n;

	if (read_items(ar, ar->a, f->id, 0, &held, &waiting, &n, e) != 0 ||
	    store_archive_last(ar->store, f->id, &f->archives, e) != 0)
		return -1;
	if (n == 0)
		return 0;
	both = ARENA_ARRAY(ar->a, f->n + n, struct item);
	for (size_t i = 0; i < f->n; i++)
		both[i] = f->items[i];
	for (size_t i = 0; i < n; i++)
		both[f->n + i] = waiting[i];
	f->n += n;
	f->items = sort_items(ar, ar->a, both, f->n);
	f->updated = feed_newest_change(f->items, f->n);
	return 0;
}

/* The documents of one feed on their way. */
struct writing {
	const struct archive *ar;
	const struct feed *feed;
	struct arena part; /* for one document */
	bool stale;        /* all have changed together */
	size_t written;
};

/* When the last of the items came: unlike their text that never moves. */
static int64_t
newest(const struct item *v, size_t n)
{
	int64_t t = LIMIT_DATE_MIN;

	for (size_t i = 0; i < n; i++) {
		if (v[i].published.t > t)
			t = v[i].published.t;
		if (v[i].first_seen > t)
			t = v[i].first_seen;
	}
	return t;
}

static int
make_document(
    struct writing *w, uint32_t number, struct feed *doc, struct err *e)
{
	static const struct guids nothing = { NULL, 0 };
	struct item *v;

	arena_reset(&w->part);
	*doc = *w->feed;
	doc->archive = number;
	doc->ttl = 0; /* there is nothing to come back for */
	if (read_items(w->ar, &w->part, doc->id, number, &nothing, &v, &doc->n,
		e) != 0)
		return -1;
	doc->items = sort_items(w->ar, &w->part, v, doc->n);
	doc->updated = newest(doc->items, doc->n);
	return 0;
}

static bool
is_there(struct writing *w, uint32_t number)
{
	return number > w->feed->archives ||
	       feeds_exist(&w->part, w->ar->config->formats, w->feed->id,
		   number, w->ar->publisher);
}

static int
write_document(struct writing *w, uint32_t number, struct err *e)
{
	struct feed_result done;
	struct feed doc;

	arena_reset(&w->part);
	if (!w->stale && is_there(w, number) && is_there(w, number + 1))
		return 0;
	if (make_document(w, number, &doc, e) != 0 ||
	    feeds_write(
		&w->part, w->ar->config, &doc, w->ar->publisher, &done, e) != 0)
		return -1;
	w->written += done.written;
	return 0;
}

/* The first document tells whether all have changed, so it is written when the
 * others have been. */
static int
write_documents(struct writing *w, struct err *e)
{
	struct feed first;
	bool same;

	if (w->feed->archives == 0)
		return 0;
	if (make_document(w, 1, &first, e) != 0 ||
	    feeds_hold_head(&w->part, w->ar->config, &first, w->ar->publisher,
		&same, e) != 0)
		return -1;
	w->stale = !same;
	for (uint32_t n = 2; n <= w->feed->archives; n++)
		if (write_document(w, n, e) != 0)
			return -1;
	return write_document(w, 1, e);
}

static void
release(void *arg)
{
	arena_release(arg);
}

int
archive_publish(const struct archive *ar, const struct feed *f, size_t *written,
    struct err *e)
{
	struct writing *w = ARENA_NEW(ar->a, struct writing);
	int rc;

	*w = (struct writing){ .ar = ar, .feed = f };
	arena_init(&w->part, LIMIT_ARENA);
	w->part.over = ar->a->over;
	arena_defer(ar->a, release, &w->part);
	rc = write_documents(w, e);
	*written += w->written;
	return rc;
}

int
archive_remove(struct arena *a, struct publisher *p, struct str id,
    uint32_t first, struct err *e)
{
	uint32_t end = first;

	while (feeds_any(a, id, end, p))
		end++;
	while (end > first)
		if (feeds_remove(a, id, --end, p, e) != 0)
			return -1;
	return 0;
}
