// SPDX-License-Identifier: ISC
/*
 * OPML 2.0 (opml.org/spec2): a list of subscriptions, one folder for each tag.
 * There is no date in it: it would be that of the run.
 */
#include <stdlib.h>

#include "base/arena.h"
#include "generate/generate.h"
#include "generate/scrub.h"
#include "generate/value.h"
#include "generate/xml.h"

struct opml {
	struct xml x;
	struct arena a; /* for the outline at hand */
	const struct overview *o;
	struct str base_url;
};

/* "/tag,/other tag": category, a list of paths. A tag's own comma or slash
 * would make it another. */
static struct str
categories(struct arena *a, const struct overview_feed *f)
{
	struct str all = STR_NULL;

	for (size_t i = 0; i < f->ntags; i++) {
		char *p = arena_cstr(a, f->tags[i]);

		for (size_t k = 0; k < f->tags[i].len; k++)
			if (p[k] == ',' || p[k] == '/')
				p[k] = ' ';
		all = arena_concat(a,
		    (struct str[]){ all, i > 0 ? STR(",/") : STR("/"),
			str_n(p, f->tags[i].len) },
		    3);
	}
	return all;
}

static void
attr(struct opml *op, const char *name, struct str value)
{
	if (!scrub_blank(value))
		xml_attr(&op->x, name, value);
}

static void
write_feed(struct opml *op, const struct overview_feed *f)
{
	struct str url[] = { op->base_url, f->id, op->o->file[0].suffix };

	xml_open(&op->x, "outline");
	attr(op, "text", f->title);
	attr(op, "title", f->title);
	/* The word for any feed, whatever its format. */
	xml_attr(&op->x, "type", STR("rss"));
	xml_attr(
	    &op->x, "xmlUrl", value_uri(&op->a, arena_concat(&op->a, url, 3)));
	attr(op, "htmlUrl", value_uri(&op->a, f->link));
	attr(op, "description", f->description);
	attr(op, "language", value_language(f->language));
	attr(op, "category", categories(&op->a, f));
	xml_close(&op->x);
	arena_reset(&op->a);
}

static void
open_folder(struct opml *op, struct str name)
{
	xml_open(&op->x, "outline");
	xml_attr(&op->x, "text", name);
}

/* A source with a tag, and the place of the first source of that tag. */
struct place {
	struct str tag;
	size_t at, first;
};

static int
by_tag(const void *x, const void *y)
{
	const struct place *a = x, *b = y;
	int c = str_cmp(a->tag, b->tag);

	return c != 0 ? c : (a->at > b->at) - (a->at < b->at);
}

static int
by_first(const void *x, const void *y)
{
	const struct place *a = x, *b = y;

	if (a->first != b->first)
		return a->first < b->first ? -1 : 1;
	return (a->at > b->at) - (a->at < b->at);
}

/* The N sources with tags into V, the tags in the order they come up. */
static size_t
sort_sources(const struct overview *o, struct place *v)
{
	struct overview_feed room;
	size_t n = 0;

	for (size_t i = 0; i < o->nsources; i++) {
		const struct overview_feed *f = overview_source(o, i, &room);

		if (f->ntags > 0)
			v[n++] = (struct place){ f->tags[0], i, i };
	}
	qsort(v, n, sizeof(*v), by_tag);
	for (size_t i = 1; i < n; i++)
		if (str_eq(v[i].tag, v[i - 1].tag))
			v[i].first = v[i - 1].first;
	qsort(v, n, sizeof(*v), by_first);
	return n;
}

/* The sources by their first tag; a reader asks for each feed once. */
static void
write_sources(struct opml *op, struct arena *a)
{
	const struct overview *o = op->o;
	struct place *v = ARENA_ARRAY(a, o->nsources + 1, struct place);
	size_t n = sort_sources(o, v);
	struct overview_feed room;

	for (size_t i = 0; i < o->nsources; i++) {
		const struct overview_feed *f = overview_source(o, i, &room);

		if (f->ntags == 0)
			write_feed(op, f);
	}
	for (size_t i = 0; i < n; i++) {
		if (i == 0 || v[i].first != v[i - 1].first)
			open_folder(op, v[i].tag);
		write_feed(op, overview_source(o, v[i].at, &room));
		if (i + 1 == n || v[i].first != v[i + 1].first)
			xml_close(&op->x);
	}
}

int
generate_opml(
    const struct overview *o, struct str base_url, struct buf *b, struct err *e)
{
	struct opml op = { .o = o, .base_url = base_url };
	struct arena a;

	arena_init(&op.a, SIZE_MAX);
	arena_init(&a, SIZE_MAX);
	buf_clear(b);
	xml_begin(&op.x, b);
	xml_open(&op.x, "opml");
	xml_attr(&op.x, "version", STR("2.0"));
	xml_open(&op.x, "head");
	xml_element(&op.x, "title", STR("Feeds"));
	xml_close(&op.x);
	xml_open(&op.x, "body");
	for (size_t i = 0; i < o->nmerged; i++)
		if (!o->merged[i].all)
			write_feed(&op, &o->merged[i]);
	write_sources(&op, &a);
	xml_close(&op.x);
	xml_close(&op.x);
	arena_release(&a);
	arena_release(&op.a);
	return xml_end(&op.x, e);
}
