// SPDX-License-Identifier: ISC
#include "run/merged.h"

#include "model/limits.h"
#include "normalize/filter.h"
#include "run/stories.h"

/* One merged feed in the making. */
struct making {
	struct arena *a;
	const struct merged *m;
	struct store *st;
	struct str *ids;       /* of the members */
	struct memory **known; /* of the members that items are shown of */
	size_t *taken;         /* items of each member */
	struct filter_set *filters;
	struct stream *stream;
	struct arena row; /* for the item at hand */
	struct stories *stories;
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
start(struct making *mk, struct err *e)
{
	const struct merged *m = mk->m;
	/* Filters are those of a source but for `required` and `max_age`. */
	struct source asked = { .only = m->only, .drop = m->drop };

	arena_init(&mk->row, LIMIT_ARENA);
	mk->row.over = mk->a->over;
	arena_defer(mk->a, release, &mk->row);
	mk->ids = ARENA_ARRAY(mk->a, m->nmembers, struct str);
	mk->known = ARENA_ARRAY(mk->a, m->nmembers, struct memory *);
	mk->taken = ARENA_ARRAY(mk->a, m->nmembers, size_t);
	for (size_t i = 0; i < m->nmembers; i++)
		mk->ids[i] = m->member[i]->id;
	mk->stories = stories_new(mk->a, m, mk->st);
	if (filter_init(mk->a, &asked, 0, &mk->filters, e) != 0)
		return -1;
	return store_stream(mk->st, mk->a, mk->ids, m->nmembers,
	    m->sort == SORT_SEEN ? STREAM_SEEN : STREAM_PUBLISHED, &mk->stream,
	    e);
}

static int
take(struct making *mk, const struct item *it, size_t from, struct err *e)
{
	struct candidate *c;
	int rc;

	mk->v = arena_more(mk->a, mk->v, mk->n, &mk->cap, sizeof(*mk->v));
	c = &mk->v[mk->n];
	*c = (struct candidate){ .it = item_copy(mk->a, it), .from = from };
	rc = stories_add(mk->stories, mk->v, mk->n++, e);
	if (rc < 0)
		return -1;
	mk->shown += (size_t)rc;
	if (++mk->taken[from] == mk->m->per_source)
		stream_leave(mk->stream, from);
	return 0;
}

/* The newest items until there are enough. */
static int
collect(struct making *mk, struct err *e)
{
	struct item it;
	size_t from = 0;

	for (size_t i = 0; i < LIMIT_MERGED_READ; i++) {
		int rc;

		if (mk->shown == mk->m->limit)
			return 0;
		arena_reset(&mk->row);
		rc = stream_next(mk->stream, &mk->row, &it, &from, e);
		if (rc <= 0)
			return rc;
		if (str_empty(filter_ask(&mk->row, mk->filters, &it)) &&
		    take(mk, &it, from, e) != 0)
			return -1;
	}
	return 0;
}

/* What is remembered of the sources that the feed names. */
static int
know_sources(struct making *mk, struct err *e)
{
	for (size_t i = 0; i < mk->n; i++) {
		size_t from = mk->v[i].from;

		if (mk->known[from] != NULL)
			continue;
		mk->known[from] = ARENA_NEW(mk->a, struct memory);
		if (store_memory_load(
			mk->st, mk->a, mk->ids[from], mk->known[from], e) != 0)
			return -1;
	}
	return 0;
}

static struct str
title_of(const struct making *mk, size_t from)
{
	return feed_title(mk->m->member[from], mk->known[from]);
}

static struct mention
mention(void *ctx, const struct candidate *another)
{
	return (struct mention){ .title = title_of(ctx, another->from),
		.link = another->it.link };
}

/*
 * The origin of an item. Its time is that of the item, at which its feed was
 * changed for sure: that of its latest change would change the entries here
 * whenever the source brings something else.
 */
static const struct origin *
origin_of(const struct making *mk, const struct candidate *c)
{
	struct origin *o = ARENA_NEW(mk->a, struct origin);

	*o = (struct origin){ .id = mk->ids[c->from],
		.title = title_of(mk, c->from),
		.link = feed_page(mk->m->member[c->from]),
		.updated = feed_newest_change(&c->it, 1) };
	return o;
}

/* TITLE as `titles` has it; an item without one keeps none. */
static struct str
written_title(const struct making *mk, struct str title, struct str source)
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
		out = arena_concat(mk->a, (struct str[]){ out, part }, 2);
		rest = str_from(rest, skip);
	}
	return out;
}

/* What is shown, in its order. */
static void
list(const struct making *mk, struct feed *f)
{
	struct item *v = ARENA_ARRAY(mk->a, mk->n, struct item);

	for (size_t i = 0; i < mk->n && f->n < mk->m->limit; i++) {
		const struct candidate *c = &mk->v[i];
		const struct source *src = mk->m->member[c->from];
		struct item *it = &v[f->n];

		if (c->another)
			continue;
		*it = c->it;
		it->origin = origin_of(mk, c);
		it->title = written_title(mk, it->title, it->origin->title);
		if (str_empty(it->language))
			it->language = src->language.len > 0
					   ? src->language
					   : mk->known[c->from]->language;
		f->n++;
	}
	f->items = v;
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

/* Fill F. *STORED: the store was told what is shown. */
static int
make(struct making *mk, struct feed *f, bool *stored, struct err *e)
{
	if (start(mk, e) != 0 || collect(mk, e) != 0 ||
	    stories_settle(mk->stories, mk->v, stored, e) != 0 ||
	    know_sources(mk, e) != 0)
		return -1;
	stories_mentions(mk->stories, mk->v, mention, mk);
	list(mk, f);
	f->updated = feed_newest_change(f->items, f->n);
	return 0;
}

int
merged_publish(struct arena *a, const struct config *c, const struct merged *m,
    struct store *st, struct publisher *p, struct feed_result *out,
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
		.copyright = m->copyright };
	bool stored = false;

	*out = (struct feed_result){ .items = 0 };
	*mk = (struct making){ .a = a, .m = m, .st = st };
	if (str_empty(f.link))
		return 0;
	if (store_begin(st, e) != 0 || make(mk, &f, &stored, e) != 0)
		return -1;
	/* Commit first, then publish. */
	if (stored && store_commit(st, e) != 0)
		return -1;
	store_rollback(st);
	return feeds_write(a, c, &f, p, out, e);
}
