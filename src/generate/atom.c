// SPDX-License-Identifier: ISC
/*
 * Atom 1.0 (RFC 4287). Its namespace is the default one: a third of readers
 * know the elements only by their bare names.
 */
#include "base/arena.h"
#include "base/civil.h"
#include "generate/format.h"
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

/* RFC 4151: made of what stays when titles and addresses of pages change. */
static struct str
feed_id(struct arena *a, const struct feed *f)
{
	return arena_printf(a, "tag:%.*s,2026:feed:%.*s",
	    STR_ARG(value_tag_host(a, f->link)), STR_ARG(f->id));
}

static void
write_feed(struct xml *x, struct arena *a, const struct feed *f)
{
	static const struct self self = { "link", ".atom",
		"application/atom+xml" };
	int64_t updated =
	    f->updated < LIMIT_DATE_MIN ? LIMIT_DATE_MIN : f->updated;

	xml_element(x, "id", feed_id(a, f));
	xml_element(x, "title", f->title);
	xml_optional(x, "subtitle", f->description);
	xml_element(x, "updated", time_rfc3339_utc(a, updated));
	write_link(x, "alternate", value_uri(a, f->link));
	format_self(x, a, f, &self);
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
	if (xml_blank(name))
		return;
	xml_open(x, "category");
	xml_attr(x, "term", name);
	xml_attr(x, "label", name);
	xml_close(x);
}

static void
write_texts(struct xml *x, const struct item *it, bool with_content)
{
	bool content = with_content && !xml_blank(it->content);

	if (!content || !xml_blank(it->summary))
		xml_element(x, "summary", text_summary(it));
	if (!content)
		return;
	xml_open(x, "content");
	xml_attr(x, "type", STR("html"));
	xml_text(x, it->content);
	xml_close(x);
}

static void
write_entry(struct xml *x, struct arena *a, const struct feed *f,
    const struct item *it, bool with_content)
{
	struct str language = format_language(f, it), author = text_author(it);
	int64_t updated =
	    it->updated.t > it->published.t ? it->updated.t : it->published.t;

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
	xml_element(x, "updated", time_rfc3339_utc(a, updated));
	if (!str_empty(author))
		write_person(x, author);
	xml_optional(x, "dc:source", it->outlet);
	for (size_t i = 0; i < it->ncategories; i++)
		write_category(x, it->categories[i]);
	write_texts(x, it, with_content);
	format_image(x, a, it);
	xml_close(x);
}

int
atom_write(const struct feed *f, struct window w, struct buf *b, struct err *e)
{
	struct str language = value_language(f->language);
	struct arena a;
	struct xml x;

	arena_init(&a, LIMIT_ARENA);
	xml_begin(&x, b);
	xml_open(&x, "feed");
	xml_attr(&x, "xmlns", STR(NS_ATOM));
	xml_attr(&x, "xmlns:dc", STR(NS_DC));
	xml_attr(&x, "xmlns:media", STR(NS_MEDIA));
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
