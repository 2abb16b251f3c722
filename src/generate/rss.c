// SPDX-License-Identifier: ISC
/*
 * RSS 2.0 (rssboard.org/rss-specification) with the advice of the RSS
 * Advisory Board's profile (rssboard.org/rss-profile).
 */
#include "base/arena.h"
#include "base/civil.h"
#include "generate/format.h"
#include "generate/scrub.h"
#include "generate/text.h"
#include "generate/value.h"
#include "generate/xml.h"
#include "model/limits.h"

#define SUFFIX ".rss"

/* RSS takes GIF, JPEG and PNG: an icon that is named otherwise is left out. */
static bool
is_rss_image(struct str url)
{
	static const char *const good[] = { "gif", "jpeg", "jpg", "png" };
	struct str ext;
	size_t end = 0, dot;

	while (end < url.len && url.p[end] != '?' && url.p[end] != '#')
		end++;
	url = str_sub(url, 0, end);
	dot = str_rfind(url, STR("."));
	ext = dot == STR_NONE ? STR_NULL : str_from(url, dot + 1);
	for (size_t i = 0; i < sizeof(good) / sizeof(*good); i++)
		if (str_ieq(ext, str_c(good[i])))
			return true;
	/* The end of a host, not of a file: nothing speaks against it. */
	return str_chr(ext, '/', 0) != STR_NONE;
}

static void
write_image(struct xml *x, struct arena *a, const struct feed *f)
{
	if (str_empty(f->icon) || !is_rss_image(f->icon))
		return;
	xml_open(x, "image");
	xml_element(x, "url", value_uri(a, f->icon));
	xml_element(x, "title", f->title);
	xml_element(x, "link", value_uri(a, f->link));
	xml_close(x);
}

/*
 * What <link> says, for readers that collect links alone. Behind "self" only:
 * there are readers that take the first atom:link for the feed's address.
 */
static void
write_alternate(struct xml *x, struct arena *a, const struct feed *f)
{
	xml_open(x, "atom:link");
	xml_attr(x, "rel", STR("alternate"));
	xml_attr(x, "type", STR("text/html"));
	xml_attr(x, "href", value_uri(a, f->link));
	xml_close(x);
}

static void
write_channel(struct xml *x, struct arena *a, const struct feed *f)
{
	static const struct self self = { "atom:link", SUFFIX,
		"application/rss+xml" };

	xml_element(x, "title", f->title);
	xml_element(x, "link", value_uri(a, f->link));
	xml_element(x, "description",
	    scrub_blank(f->description) ? f->title : f->description);
	format_self(x, a, f, &self);
	if (!str_empty(f->base_url))
		write_alternate(x, a, f);
	format_neighbours(x, a, f, &self);
	format_archive(x, f);
	xml_optional(x, "language", value_language(f->language));
	xml_optional(x, "copyright", f->copyright);
	/* A feed that never had content has no time of its last change. */
	if (f->updated >= LIMIT_DATE_MIN)
		xml_element(x, "lastBuildDate", time_rfc1123(a, f->updated));
	xml_element(x, "generator", STR("coranto " CORANTO_VERSION));
	xml_element(
	    x, "docs", STR("https://www.rssboard.org/rss-specification"));
	if (f->ttl > 0)
		xml_element(x, "ttl", arena_printf(a, "%u", f->ttl));
	write_image(x, a, f);
}

/*
 * Readers show the description where they show one text, and take it for HTML.
 * Some know no content:encoded, so a lone body goes here, too. The summary
 * stands before the link and all else behind it: that tells feed.css what can
 * be shown as it is, without tags and without the title again.
 */
static void
write_texts(
    struct xml *x, struct arena *a, const struct item *it, bool with_content)
{
	struct str body = text_body(a, it, with_content);
	bool summary = !scrub_blank(it->summary);
	bool content = with_content && !scrub_blank(it->content);
	bool lone = !str_empty(body) && !(summary && content);
	struct str description = lone ? body : text_html(a, text_summary(it));

	if (summary && !lone)
		xml_element(x, "description", description);
	xml_element(x, "link", value_uri(a, it->link));
	if (!summary || lone)
		xml_element(x, "description", description);
	if (!lone)
		xml_optional(x, "content:encoded", body);
}

static void
write_enclosure(struct xml *x, struct arena *a, const struct enclosure *enc)
{
	xml_open(x, "enclosure");
	xml_attr(x, "url", value_uri(a, enc->url));
	xml_attr(x, "length",
	    arena_printf(a, "%llu", (unsigned long long)enc->length));
	xml_attr(x, "type", value_media_type(enc->type));
	xml_close(x);
}

/* RSS has room for one <enclosure>: the others are written as Media RSS. */
static void
write_more_enclosures(struct xml *x, struct arena *a, const struct item *it)
{
	for (size_t i = 1; i < it->nenclosures; i++) {
		const struct enclosure *enc = &it->enclosures[i];

		xml_open(x, "media:content");
		xml_attr(x, "url", value_uri(a, enc->url));
		if (enc->length > 0)
			xml_attr(x, "fileSize",
			    arena_printf(
				a, "%llu", (unsigned long long)enc->length));
		xml_attr(x, "type", value_media_type(enc->type));
		xml_close(x);
	}
}

/* The feed that the item comes from. False when nobody knows where that is. */
static bool
write_source(struct xml *x, struct arena *a, const struct feed *f,
    const struct origin *o)
{
	struct str url;

	if (o == NULL)
		return false;
	url = format_url(a, f, o->id, SUFFIX);
	if (str_empty(url))
		return false;
	xml_open(x, "source");
	xml_attr(x, "url", url);
	xml_text(x, o->title);
	xml_close(x);
	return true;
}

static void
write_item(struct xml *x, struct arena *a, const struct feed *f,
    const struct item *it, bool with_content)
{
	bool sourced;

	xml_open(x, "item");
	xml_optional(x, "title", it->title);
	write_texts(x, a, it, with_content);
	xml_optional(x, "dc:creator", text_author(a, it));
	/* Validators take <source> and dc:source for the same thing. */
	sourced = write_source(x, a, f, it->origin);
	xml_optional(x, sourced ? "dc:publisher" : "dc:source", it->outlet);
	xml_optional(x, "dc:language", format_language(f, it));
	for (size_t i = 0; i < it->ncategories; i++)
		xml_optional(x, "category", it->categories[i]);
	if (it->nenclosures > 0)
		write_enclosure(x, a, &it->enclosures[0]);
	xml_open(x, "guid");
	xml_attr(x, "isPermaLink", STR("false"));
	xml_text(x, it->guid);
	xml_close(x);
	xml_element(x, "pubDate", time_rfc1123(a, it->published.t));
	format_image(x, a, it);
	write_more_enclosures(x, a, it);
	xml_close(x);
}

int
rss_write(const struct feed *f, struct window w, struct buf *b, struct err *e)
{
	struct arena a;
	struct xml x;

	/* Of one item at a time, which LIMIT_ROW bounds. */
	arena_init(&a, SIZE_MAX);
	xml_begin(&x, b);
	xml_style(&x, STYLE_FILE);
	xml_open(&x, "rss");
	xml_attr(&x, "version", STR("2.0"));
	xml_attr(&x, "xmlns:atom", STR(NS_ATOM));
	xml_attr(&x, "xmlns:content", STR(NS_CONTENT));
	xml_attr(&x, "xmlns:dc", STR(NS_DC));
	xml_attr(&x, "xmlns:media", STR(NS_MEDIA));
	format_archive_ns(&x, f);
	xml_open(&x, "channel");
	write_channel(&x, &a, f);
	for (size_t i = 0; i < w.items && !x.failed; i++) {
		arena_reset(&a);
		write_item(&x, &a, f, &f->items[i], i < w.texts);
	}
	arena_release(&a);
	return xml_end(&x, e);
}
