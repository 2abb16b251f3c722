// SPDX-License-Identifier: ISC
/*
 * OPML 2.0 (opml.org/spec2): a list of subscriptions, one folder for each tag.
 * There is no date in it: it would be that of the run.
 */
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

static bool
is_first_of_tag(const struct overview *o, size_t i)
{
	for (size_t k = 0; k < i; k++)
		if (o->source[k].ntags > 0 &&
		    str_eq(o->source[k].tags[0], o->source[i].tags[0]))
			return false;
	return true;
}

/* The sources by their first tag; a reader asks for each feed once. */
static void
write_sources(struct opml *op)
{
	const struct overview *o = op->o;

	for (size_t i = 0; i < o->nsources; i++)
		if (o->source[i].ntags == 0)
			write_feed(op, &o->source[i]);
	for (size_t i = 0; i < o->nsources; i++) {
		if (o->source[i].ntags == 0 || !is_first_of_tag(o, i))
			continue;
		open_folder(op, o->source[i].tags[0]);
		for (size_t k = i; k < o->nsources; k++)
			if (o->source[k].ntags > 0 &&
			    str_eq(o->source[k].tags[0], o->source[i].tags[0]))
				write_feed(op, &o->source[k]);
		xml_close(&op->x);
	}
}

int
generate_opml(
    const struct overview *o, struct str base_url, struct buf *b, struct err *e)
{
	struct opml op = { .o = o, .base_url = base_url };

	arena_init(&op.a, SIZE_MAX);
	buf_clear(b);
	xml_begin(&op.x, b);
	xml_open(&op.x, "opml");
	xml_attr(&op.x, "version", STR("2.0"));
	xml_open(&op.x, "head");
	xml_element(&op.x, "title", STR("Feeds"));
	xml_element(&op.x, "docs", STR("http://opml.org/spec2.opml"));
	xml_close(&op.x);
	xml_open(&op.x, "body");
	for (size_t i = 0; i < o->nmerged; i++)
		if (!o->merged[i].all)
			write_feed(&op, &o->merged[i]);
	write_sources(&op);
	xml_close(&op.x);
	xml_close(&op.x);
	arena_release(&op.a);
	return xml_end(&op.x, e);
}
