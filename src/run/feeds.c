// SPDX-License-Identifier: ISC
#include "run/feeds.h"

#include "generate/generate.h"
#include "model/limits.h"

const struct feed_format feed_formats[] = {
	{ FORMAT_RSS, "rss", ".rss", generate_rss },
	{ FORMAT_ATOM, "atom", ".atom", generate_atom },
	{ FORMAT_JSON, "json", ".json", generate_json },
};
const size_t feed_formats_n = sizeof(feed_formats) / sizeof(*feed_formats);

struct str
feed_title(const struct source *src, const struct memory *m)
{
	if (src->name.len > 0)
		return src->name;
	return m->title.len > 0 ? m->title : src->id;
}

struct str
feed_page(const struct source *src)
{
	return src->base.len > 0 ? src->base : src->shown;
}

int64_t
feed_newest_change(const struct item *v, size_t n)
{
	int64_t t = LIMIT_DATE_MIN;

	for (size_t i = 0; i < n; i++) {
		if (v[i].published.t > t)
			t = v[i].published.t;
		if (v[i].first_seen > t)
			t = v[i].first_seen;
		if (v[i].updated.precision != PRECISION_NONE &&
		    v[i].updated.t > t)
			t = v[i].updated.t;
	}
	return t;
}

static int
fill_feed(struct arena *a, const struct config *c, const struct source *src,
    const struct memory *m, struct store *st, struct feed *f, struct err *e)
{
	struct item *items;

	if (store_items(st, a, src->id, src->keep, &items, &f->n, e) != 0)
		return -1;
	f->id = src->id;
	f->title = feed_title(src, m);
	f->link = feed_page(src);
	f->base_url = c->base_url;
	f->description = src->description;
	f->language = src->language.len > 0 ? src->language : m->language;
	f->icon = src->icon;
	f->copyright = src->copyright;
	f->items = items;
	f->updated = feed_newest_change(items, f->n);
	f->ttl = src->every.kind == EVERY_INTERVAL
		     ? (uint32_t)(src->every.seconds + 59) / 60
		     : 0;
	return 0;
}

static int
publish_format(struct arena *a, const struct feed *f,
    const struct feed_format *ff, struct publisher *p, bool *wrote,
    struct err *e)
{
	struct buf *b = buf_in(a, LIMIT_FEED);
	int rc = ff->generate(f, b, e);

	if (rc == 0)
		rc = publish_file(p,
		    arena_printf(a, "%.*s%s", STR_ARG(f->id), ff->suffix).p,
		    buf_str(b), wrote, e);
	buf_release(b);
	return rc;
}

int
feeds_write(struct arena *a, const struct config *c, const struct feed *f,
    struct publisher *p, struct feed_result *out, struct err *e)
{
	*out = (struct feed_result){ .items = f->n };
	for (size_t i = 0; i < feed_formats_n; i++) {
		bool wrote = false;

		if (!(c->formats & feed_formats[i].bit))
			continue;
		if (publish_format(a, f, &feed_formats[i], p, &wrote, e) != 0)
			return -1;
		out->written += wrote;
	}
	return 0;
}

int
feeds_publish(struct arena *a, const struct config *c, const struct source *src,
    const struct memory *m, struct store *st, struct publisher *p,
    struct feed_result *out, struct err *e)
{
	struct feed f = { .n = 0 };

	*out = (struct feed_result){ .items = 0 };
	if (fill_feed(a, c, src, m, st, &f, e) != 0)
		return -1;
	return feeds_write(a, c, &f, p, out, e);
}

int
feeds_publish_style(struct publisher *p, bool *wrote, struct err *e)
{
	return publish_file(p, "feed.css", generate_style(), wrote, e);
}
