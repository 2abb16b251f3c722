// SPDX-License-Identifier: ISC
/*
 * Atom 1.0 (RFC 4287). Its namespace is the default one: a third of readers
 * know the elements only by their bare names.
 */
#include "base/arena.h"
#include "base/civil.h"
#include "generate/format.h"
#include "generate/scrub.h"
#include "generate/text.h"
#include "generate/value.h"
#include "generate/xml.h"
#include "model/limits.h"

static void
write_link(struct xml *x, const char *rel, struct str href)
{
	xml_open(x, "link");
	xml_attr(x, "rel", str_c(rel));
	xml_attr(x, "href", href);
	xml_close(x);
}

static void
write_person(struct xml *x, struct str name)
{
	xml_open(x, "author");
	xml_element(x, "name", name);
	xml_close(x);
}

/* Atom demands a date also of a feed that never had content. */
static struct str
feed_date(struct arena *a, int64_t t)
{
	return time_rfc3339_utc(a, t < LIMIT_DATE_MIN ? LIMIT_DATE_MIN : t);
}

#define SUFFIX ".atom"

static void
write_feed(struct xml *x, struct arena *a, const struct feed *f)
{
	static const struct self self = { "link", SUFFIX,
		"application/atom+xml" };

	xml_element(x, "id", format_feed_id(a, f->link, f->id));
	xml_element(x, "title", f->title);
	xml_optional(x, "subtitle", f->description);
	xml_element(x, "updated", feed_date(a, f->updated));
	write_link(x, "alternate", value_uri(a, f->link));
	format_self(x, a, f, &self);
	format_neighbours(x, a, f, &self);
	format_archive(x, f);
	/* RFC 4287, 4.1.1: for the entries that name nobody. */
	write_person(x, f->title);
	xml_open(x, "generator");
	xml_attr(x, "version", STR(CORANTO_VERSION));
	xml_text(x, STR("coranto"));
	xml_close(x);
	if (!str_empty(f->icon))
		xml_element(x, "icon", value_uri(a, f->icon));
	xml_optional(x, "rights", f->copyright);
}

static void
write_enclosure(struct xml *x, struct arena *a, const struct enclosure *enc)
{
	xml_open(x, "link");
	xml_attr(x, "rel", STR("enclosure"));
	xml_attr(x, "href", value_uri(a, enc->url));
	xml_attr(x, "type", value_media_type(enc->type));
	/* Unlike RSS, Atom lets an unknown length go unsaid. */
	if (enc->length > 0)
		xml_attr(x, "length",
		    arena_printf(a, "%llu", (unsigned long long)enc->length));
	xml_close(x);
}

static void
write_category(struct xml *x, struct str name)
{
	if (scrub_blank(name))
		return;
	xml_open(x, "category");
	xml_attr(x, "term", name);
	xml_attr(x, "label", name);
	xml_close(x);
}

static void
write_texts(
    struct xml *x, struct arena *a, const struct item *it, bool with_content)
{
	struct str body = text_body(a, it, with_content);

	if (str_empty(body) || !scrub_blank(it->summary))
		xml_element(x, "summary", text_summary(it));
	if (str_empty(body))
		return;
	xml_open(x, "content");
	xml_attr(x, "type", STR("html"));
	xml_text(x, body);
	xml_close(x);
}

/* The feed that the entry comes from (RFC 4287, 4.2.11). */
static void
write_source(struct xml *x, struct arena *a, const struct feed *f,
    const struct origin *o)
{
	struct str self = format_url(a, f, o->id, SUFFIX);

	xml_open(x, "source");
	xml_element(x, "id", format_feed_id(a, o->link, o->id));
	xml_element(x, "title", o->title);
	xml_element(x, "updated", feed_date(a, o->updated));
	write_link(x, "alternate", value_uri(a, o->link));
	if (!str_empty(self))
		write_link(x, "self", self);
	/* For an entry that names nobody it comes before the feed's author. */
	write_person(x, o->title);
	xml_close(x);
}

static void
write_entry(struct xml *x, struct arena *a, const struct feed *f,
    const struct item *it, bool with_content)
{
	struct str language = format_language(f, it),
		   author = text_author(a, it);

	xml_open(x, "entry");
	if (!str_empty(language))
		xml_attr(x, "xml:lang", language);
	xml_element(x, "id", it->guid);
	xml_element(x, "title", text_title(a, it));
	/* Before the enclosures: there are readers that take the first link. */
	write_link(x, "alternate", value_uri(a, it->link));
	for (size_t i = 0; i < it->nenclosures; i++)
		write_enclosure(x, a, &it->enclosures[i]);
	xml_element(x, "published", time_rfc3339_utc(a, it->published.t));
	xml_element(x, "updated", time_rfc3339_utc(a, format_updated(it)));
	if (!str_empty(author))
		write_person(x, author);
	xml_optional(x, "dc:source", it->outlet);
	for (size_t i = 0; i < it->ncategories; i++)
		write_category(x, it->categories[i]);
	write_texts(x, a, it, with_content);
	if (it->origin != NULL)
		write_source(x, a, f, it->origin);
	format_image(x, a, it);
	xml_close(x);
}

int
atom_write(const struct feed *f, struct window w, struct buf *b, struct err *e)
{
	struct str language = value_language(f->language);
	struct arena a;
	struct xml x;

	/* Of one item at a time, which LIMIT_ROW bounds. */
	arena_init(&a, SIZE_MAX);
	xml_begin(&x, b);
	xml_style(&x, STYLE_FILE);
	xml_open(&x, "feed");
	xml_attr(&x, "xmlns", STR(NS_ATOM));
	xml_attr(&x, "xmlns:dc", STR(NS_DC));
	xml_attr(&x, "xmlns:media", STR(NS_MEDIA));
	format_archive_ns(&x, f);
	if (!str_empty(language))
		xml_attr(&x, "xml:lang", language);
	write_feed(&x, &a, f);
	for (size_t i = 0; i < w.items && !x.failed; i++) {
		arena_reset(&a);
		write_entry(&x, &a, f, &f->items[i], i < w.texts);
	}
	arena_release(&a);
	return xml_end(&x, e);
}
