// SPDX-License-Identifier: ISC
#include "run/feeds.h"

#include "generate/generate.h"
#include "model/limits.h"
#include "run/archive.h"

const struct feed_format feed_formats[] = {
	{ FORMAT_RSS, "rss", ".rss", "  </channel>\n</rss>\n", generate_rss },
	{ FORMAT_ATOM, "atom", ".atom", "</feed>\n", generate_atom },
	{ FORMAT_JSON, "json", ".json", "\n]}\n", generate_json },
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

struct str
feed_hub(const struct config *c, struct str own)
{
	return str_empty(own) ? c->hub : own;
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
	f->description = src->about->description;
	f->language = src->language.len > 0 ? src->language : m->language;
	f->icon = src->about->icon;
	f->copyright = src->about->copyright;
	f->hub = feed_hub(c, src->about->hub);
	f->items = items;
	f->updated = feed_newest_change(items, f->n);
	f->ttl = src->every.kind == EVERY_INTERVAL
		     ? (uint32_t)(src->every.seconds + 59) / 60
		     : 0;
	return 0;
}

/* The name of the file of the feed ID, or of its document ARCHIVE. */
static const char *
file_name(struct arena *a, struct str id, uint32_t archive,
    const struct feed_format *ff)
{
	return arena_printf(
	    a, "%.*s%s", STR_ARG(feed_file(a, id, archive)), ff->suffix)
	    .p;
}

static int
publish_format(struct arena *a, const struct feed *f,
    const struct feed_format *ff, struct publisher *p, bool *wrote,
    struct err *e)
{
	struct buf *b = buf_in(a, LIMIT_FEED);
	int rc = ff->generate(f, b, e);

	if (rc == 0)
		rc = publish_file(p, file_name(a, f->id, f->archive, ff),
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
		if (wrote)
			out->changed |= feed_formats[i].bit;
	}
	return 0;
}

int
feeds_hold_head(struct arena *a, const struct config *c, const struct feed *f,
    const struct publisher *p, bool *out, struct err *e)
{
	struct buf *b = buf_in(a, LIMIT_FEED);
	struct feed empty = *f;
	int rc = 0;

	empty.n = 0;
	*out = true;
	for (size_t i = 0; i < feed_formats_n && rc == 0 && *out; i++) {
		const struct feed_format *ff = &feed_formats[i];
		size_t tail = strlen(ff->tail);

		if (!(c->formats & ff->bit))
			continue;
		rc = ff->generate(&empty, b, e);
		*out = rc == 0 && b->len > tail &&
		       publish_begins(p, file_name(a, f->id, f->archive, ff),
			   str_sub(buf_str(b), 0, b->len - tail));
	}
	buf_release(b);
	return rc;
}

bool
feeds_exist(struct arena *a, unsigned formats, struct str id, uint32_t number,
    const struct publisher *p)
{
	for (size_t i = 0; i < feed_formats_n; i++)
		if ((formats & feed_formats[i].bit) != 0 &&
		    !publish_exists(
			p, file_name(a, id, number, &feed_formats[i])))
			return false;
	return true;
}

bool
feeds_any(
    struct arena *a, struct str id, uint32_t number, const struct publisher *p)
{
	for (size_t i = 0; i < feed_formats_n; i++)
		if (publish_any(p, file_name(a, id, number, &feed_formats[i])))
			return true;
	return false;
}

int
feeds_remove(struct arena *a, struct str id, uint32_t number,
    struct publisher *p, struct err *e)
{
	for (size_t i = 0; i < feed_formats_n; i++)
		if (publish_remove(
			p, file_name(a, id, number, &feed_formats[i]), e) != 0)
			return -1;
	return 0;
}

int
feeds_archive(struct arena *a, const struct config *c, const struct source *src,
    struct store *st, struct err *e)
{
	struct archive ar = { .a = a, .config = c, .store = st };

	if (store_archive_note_source(st, src->id, e) != 0)
		return -1;
	return archive_cut(&ar, src->id, src->keep, NULL, 0, e);
}

int
feeds_publish(struct arena *a, const struct config *c, const struct source *src,
    const struct memory *m, struct store *st, struct publisher *p,
    struct feed_result *out, struct err *e)
{
	struct archive ar = {
		.a = a, .config = c, .store = st, .publisher = p
	};
	struct feed f = { .n = 0 };
	size_t written = 0;
	int rc;

	*out = (struct feed_result){ .items = 0 };
	if (fill_feed(a, c, src, m, st, &f, e) != 0)
		return -1;
	if (src->archives && (archive_join(&ar, &f, e) != 0 ||
				 archive_publish(&ar, &f, &written, e) != 0))
		return -1;
	rc = feeds_write(a, c, &f, p, out, e);
	out->written += written;
	return rc == 0 ? archive_remove(a, p, f.id, f.archives + 1, e) : rc;
}

int
feeds_publish_style(struct publisher *p, bool *wrote, struct err *e)
{
	return publish_file(p, "feed.css", generate_style(), wrote, e);
}
