// SPDX-License-Identifier: ISC
#include "run/merged.h"

#include <stdlib.h>

#include "model/limits.h"
#include "normalize/filter.h"
#include "run/archive.h"
#include "run/folds.h"

/* An item that may be shown. */
struct candidate {
	struct item it;
	size_t from; /* place of its source in the feed */
	bool hidden; /* another one tells its story */
};

/* One merged feed in the making. */
struct making {
	struct arena *a;
	const struct merged *m;
	struct store *st;
	int64_t now;
	struct str *ids;       /* of the members */
	size_t *by_id;         /* their places, in the order of the ids */
	struct memory **known; /* of the members whose titles are told */
	size_t *taken;         /* items of each member */
	struct filter_set *filters;
	struct stream *stream;
	struct arena row; /* for the item at hand */
	struct candidate *v;
	size_t n, cap;
	size_t shown; /* how long the feed will be */
};

static void
release(void *arg)
{
	arena_release(arg);
}

static int
cmp_member(const void *x, const void *y, void *ids)
{
	const struct str *id = ids;

	return str_cmp(id[*(const size_t *)x], id[*(const size_t *)y]);
}

static int
start(struct making *mk, struct err *e)
{
	const struct merged *m = mk->m;
	/* Filters are those of a source but for `required` and `max_age`. */
	struct sieve sieve = { .only = m->only, .drop = m->drop };
	struct source asked = { SOURCE_PARTS(bare_parts) };

	asked.sieve = &sieve;
	arena_init(&mk->row, LIMIT_ARENA);
	mk->row.over = mk->a->over;
	arena_defer(mk->a, release, &mk->row);
	mk->ids = ARENA_ARRAY(mk->a, m->nmembers, struct str);
	mk->by_id = ARENA_ARRAY(mk->a, m->nmembers, size_t);
	mk->known = ARENA_ARRAY(mk->a, m->nmembers, struct memory *);
	mk->taken = ARENA_ARRAY(mk->a, m->nmembers, size_t);
	for (size_t i = 0; i < m->nmembers; i++) {
		mk->ids[i] = m->member[i]->id;
		mk->by_id[i] = i;
	}
	qsort_r(mk->by_id, m->nmembers, sizeof(size_t), cmp_member, mk->ids);
	if (filter_init(mk->a, &asked, 0, &mk->filters, e) != 0)
		return -1;
	return store_stream(mk->st, mk->a, mk->ids, m->nmembers,
	    m->sort == SORT_SEEN ? STREAM_SEEN : STREAM_PUBLISHED, &mk->stream,
	    e);
}

static void
take(struct making *mk, const struct item *it, size_t from)
{
	mk->v = arena_more(mk->a, mk->v, mk->n, &mk->cap, sizeof(*mk->v));
	mk->v[mk->n++] =
	    (struct candidate){ .it = item_copy(mk->a, it), .from = from };
	if (++mk->taken[from] == mk->m->per_source)
		stream_leave(mk->stream, from);
}

/* The newest items that are left, WANTED of them; *READ counts all that were
 * looked at. */
static int
take_some(struct making *mk, size_t wanted, size_t *read, struct err *e)
{
	size_t end = mk->n + wanted;
	struct item it;
	size_t from = 0;

	while (mk->n < end && *read < LIMIT_MERGED_READ) {
		int rc;

		arena_reset(&mk->row);
		rc = stream_next(mk->stream, &mk->row, &it, &from, e);
		if (rc <= 0)
			return rc;
		++*read;
		if (str_empty(filter_ask(&mk->row, mk->filters, &it)))
			take(mk, &it, from);
	}
	return 0;
}

static int
cmp_listed(const void *x, const void *y)
{
	const struct candidate *const *a = x, *const *b = y;

	if ((*a)->from != (*b)->from)
		return (*a)->from < (*b)->from ? -1 : 1;
	return *a < *b ? -1 : *a > *b;
}

/* Decide on the candidates from FIRST on, in the order of their sources. */
static int
decide(struct making *mk, size_t first, struct err *e)
{
	size_t n = mk->n - first, folded;
	struct candidate **order = ARENA_ARRAY(mk->a, n, struct candidate *);
	struct item *v = ARENA_ARRAY(mk->a, n, struct item);

	for (size_t i = 0; i < n; i++)
		order[i] = &mk->v[first + i];
	qsort(order, n, sizeof(struct candidate *), cmp_listed);
	for (size_t i = 0; i < n; i++)
		v[i] = order[i]->it;
	return folds_decide(
	    mk->a, mk->st, mk->m->id, mk->m->dedupe, v, n, mk->now, &folded, e);
}

/* What is remembered of the source at FROM. */
static int
know(struct making *mk, size_t from, struct err *e)
{
	if (mk->known[from] != NULL)
		return 0;
	mk->known[from] = ARENA_NEW(mk->a, struct memory);
	return store_memory_load(
	    mk->st, mk->a, mk->ids[from], mk->known[from], e);
}

static struct str
title_of(const struct making *mk, size_t from)
{
	return feed_title(mk->m->member[from], mk->known[from]);
}

/* Is ID one of the members? Then its place is *FROM. */
static bool
find_member(const struct making *mk, struct str id, size_t *from)
{
	size_t low = 0, high = mk->m->nmembers;

	while (low < high) {
		size_t mid = low + (high - low) / 2;
		int order = str_cmp(id, mk->ids[mk->by_id[mid]]);

		*from = mk->by_id[mid];
		if (order == 0)
			return true;
		if (order < 0)
			high = mid;
		else
			low = mid + 1;
	}
	return false;
}

static int
title_for_folds(void *ctx, struct str id, struct str *title, struct err *e)
{
	struct making *mk = ctx;
	size_t from;

	*title = STR_NULL;
	if (!find_member(mk, id, &from))
		return 0;
	if (know(mk, from, e) != 0)
		return -1;
	*title = title_of(mk, from);
	return 0;
}

/* What was folded, for the candidates from FIRST to END: which of them are
 * hidden, and what the others name. */
static int
apply(struct making *mk, size_t first, size_t end, struct err *e)
{
	for (size_t i = first; i < end; i++) {
		struct candidate *c = &mk->v[i];

		if (c->hidden)
			continue;
		if (know(mk, c->from, e) != 0 ||
		    folds_apply(mk->a, mk->st, mk->m->id, mk->m->dedupe,
			title_for_folds, mk, &c->it, &c->hidden, e) != 0)
			return -1;
	}
	return 0;
}

/* Settle which of the candidates from FIRST on are shown. */
static int
fold(struct making *mk, size_t first, struct err *e)
{
	if (decide(mk, first, e) != 0 || apply(mk, first, mk->n, e) != 0)
		return -1;
	for (size_t i = first; i < mk->n; i++)
		mk->shown += !mk->v[i].hidden;
	return 0;
}

/* The newest items until enough of them are shown. */
static int
collect(struct making *mk, struct err *e)
{
	size_t read = 0, last = 0;

	while (mk->shown < mk->m->limit) {
		size_t first = mk->n;

		if (take_some(mk, mk->m->limit - mk->shown, &read, e) != 0)
			return -1;
		if (mk->n == first)
			break;
		if (fold(mk, first, e) != 0)
			return -1;
		last = first;
	}
	/* What came with the last ones may be folded into one before them, which
	 * names it from the beginning or never. */
	return apply(mk, 0, last, e);
}

/*
 * The origin of an item. Its time is that of the item, at which its feed was
 * changed for sure: that of its latest change would change the entries here
 * whenever the source brings something else.
 */
static const struct origin *
origin_of(const struct making *mk, struct arena *a, const struct candidate *c)
{
	struct origin *o = ARENA_NEW(a, struct origin);

	*o = (struct origin){ .id = mk->ids[c->from],
		.title = title_of(mk, c->from),
		.link = feed_page(mk->m->member[c->from]),
		.updated = feed_newest_change(&c->it, 1) };
	return o;
}

/* TITLE as `titles` has it; an item without one keeps none. */
static struct str
written_title(const struct making *mk, struct arena *a, struct str title,
    struct str source)
{
	struct str rest = mk->m->titles, out = STR_NULL;

	if (str_empty(rest) || str_empty(title))
		return title;
	while (rest.len > 0) {
		size_t brace = str_chr(rest, '{', 1), skip;
		struct str part =
		    str_sub(rest, 0, brace == STR_NONE ? rest.len : brace);

		skip = part.len;
		if (str_starts(rest, STR("{{"))) {
			part = STR("{");
			skip = 2;
		} else if (str_starts(rest, STR("{title}"))) {
			part = title;
			skip = STR("{title}").len;
		} else if (str_starts(rest, STR("{source}"))) {
			part = source;
			skip = STR("{source}").len;
		}
		out = arena_concat(a, (struct str[]){ out, part }, 2);
		rest = str_from(rest, skip);
	}
	return out;
}

/* Make the item of C what the feed shows of it, what is new in A. */
static void
dress(const struct making *mk, struct arena *a, struct candidate *c)
{
	const struct source *src = mk->m->member[c->from];
	struct item *it = &c->it;

	it->origin = origin_of(mk, a, c);
	it->title = written_title(mk, a, it->title, it->origin->title);
	if (str_empty(it->language))
		it->language = src->language.len > 0
				   ? src->language
				   : mk->known[c->from]->language;
}

/* What is shown, in its order. */
static void
list(const struct making *mk, struct feed *f)
{
	struct item *v = ARENA_ARRAY(mk->a, mk->n, struct item);

	for (size_t i = 0; i < mk->n && f->n < mk->m->limit; i++) {
		struct candidate *c = &mk->v[i];

		if (c->hidden)
			continue;
		dress(mk, mk->a, c);
		v[f->n++] = c->it;
	}
	f->items = v;
}

/* archive.dress: an item that the feed showed, and its sources still have. */
static int
dress_archived(void *ctx, struct arena *a, struct item *it, struct str source,
    bool *shown, struct err *e)
{
	struct making *mk = ctx;
	struct candidate c = { .it = *it };

	*shown = find_member(mk, source, &c.from);
	if (!*shown)
		return 0;
	if (know(mk, c.from, e) != 0 ||
	    folds_apply(a, mk->st, mk->m->id, mk->m->dedupe, title_for_folds,
		mk, &c.it, &c.hidden, e) != 0)
		return -1;
	dress(mk, a, &c);
	*it = c.it;
	return 0;
}

static struct archive
archive_of(struct making *mk, const struct config *c, struct publisher *p)
{
	return (struct archive){ .a = mk->a,
		.config = c,
		.store = mk->st,
		.publisher = p,
		.order =
		    mk->m->sort == SORT_SEEN ? STREAM_SEEN : STREAM_PUBLISHED,
		.dress = dress_archived,
		.ctx = mk };
}

/* The language that all its sources are set to; or empty. */
static struct str
common_language(const struct merged *m)
{
	for (size_t i = 1; i < m->nmembers; i++)
		if (!str_eq(m->member[i]->language, m->member[0]->language))
			return STR_NULL;
	return m->nmembers == 0 ? STR_NULL : m->member[0]->language;
}

struct str
merged_page(const struct config *c, struct str link, const struct source *first)
{
	if (!str_empty(link))
		return link;
	if (!str_empty(c->base_url))
		return c->base_url;
	return first == NULL ? STR_NULL : feed_page(first);
}

/* What the feed shows now is in its history from now on. */
static int
make_history(const struct archive *ar, struct feed *f, struct err *e)
{
	return store_archive_note(ar->store, f->id, f->items, f->n, e) != 0 ||
		       archive_cut(ar, f->id, 0, f->items, f->n, e) != 0 ||
		       archive_join(ar, f, e) != 0
		   ? -1
		   : 0;
}

static int
make(struct making *mk, const struct archive *ar, struct feed *f, struct err *e)
{
	if (start(mk, e) != 0 || collect(mk, e) != 0)
		return -1;
	list(mk, f);
	f->updated = feed_newest_change(f->items, f->n);
	return mk->m->archives ? make_history(ar, f, e) : 0;
}

int
merged_publish(struct arena *a, const struct config *c, const struct merged *m,
    struct store *st, struct publisher *p, int64_t now, struct feed_result *out,
    struct err *e)
{
	struct making *mk = ARENA_NEW(a, struct making);
	struct feed f = { .id = m->id,
		.title = m->name,
		.link = merged_page(
		    c, m->link, m->nmembers > 0 ? m->member[0] : NULL),
		.base_url = c->base_url,
		.description = m->description,
		.language = common_language(m),
		.icon = m->icon,
		.copyright = m->copyright,
		.hub = feed_hub(c, m->hub) };
	struct archive ar;
	size_t written = 0;
	int rc;

	*out = (struct feed_result){ .items = 0 };
	*mk = (struct making){ .a = a, .m = m, .st = st, .now = now };
	if (str_empty(f.link))
		return 0;
	/* Commit first, then publish. */
	ar = archive_of(mk, c, p);
	if (store_begin(st, e) != 0 || make(mk, &ar, &f, e) != 0 ||
	    store_commit(st, e) != 0)
		return -1;
	if (m->archives && archive_publish(&ar, &f, &written, e) != 0)
		return -1;
	rc = feeds_write(a, c, &f, p, out, e);
	out->written += written;
	return rc == 0 ? archive_remove(a, p, f.id, f.archives + 1, e) : rc;
}
