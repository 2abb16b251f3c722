// SPDX-License-Identifier: ISC
/*
 * RSS 2.0 (rssboard.org/rss-specification) with the advice of the RSS
 * Advisory Board's profile (rssboard.org/rss-profile).
 */
#include "base/arena.h"
#include "base/civil.h"
#include "generate/format.h"
#include "generate/text.h"
#include "generate/value.h"
#include "generate/xml.h"
#include "model/limits.h"

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

static void
write_channel(struct xml *x, struct arena *a, const struct feed *f)
{
	static const struct self self = { "atom:link", ".rss",
		"application/rss+xml" };

	xml_element(x, "title", f->title);
	xml_element(x, "link", value_uri(a, f->link));
	xml_element(x, "description",
	    xml_blank(f->description) ? f->title : f->description);
	format_self(x, a, f, &self);
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
 * Some know no content:encoded, so a lone content goes here, too.
 */
static void
write_texts(
    struct xml *x, struct arena *a, const struct item *it, bool with_content)
{
	bool content = with_content && !xml_blank(it->content);

	if (content && xml_blank(it->summary)) {
		xml_element(x, "description", it->content);
		return;
	}
	xml_element(x, "description", text_html(a, text_summary(it)));
	if (content)
		xml_element(x, "content:encoded", it->content);
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

static void
write_item(struct xml *x, struct arena *a, const struct feed *f,
    const struct item *it, bool with_content)
{
	xml_open(x, "item");
	xml_optional(x, "title", it->title);
	xml_element(x, "link", value_uri(a, it->link));
	write_texts(x, a, it, with_content);
	xml_optional(x, "dc:creator", text_author(it));
	xml_optional(x, "dc:source", it->outlet);
	if (!str_ieq(it->language, f->language))
		xml_optional(x, "dc:language", value_language(it->language));
	for (size_t i = 0; i < it->ncategories; i++)
		xml_optional(x, "category", it->categories[i]);
	/* RSS has room for one; readers differ on which of several they take. */
	if (it->nenclosures > 0)
		write_enclosure(x, a, &it->enclosures[0]);
	xml_open(x, "guid");
	xml_attr(x, "isPermaLink", STR("false"));
	xml_text(x, it->guid);
	xml_close(x);
	xml_element(x, "pubDate", time_rfc1123(a, it->published.t));
	format_image(x, a, it);
	xml_close(x);
}

int
rss_write(const struct feed *f, struct window w, struct buf *b, struct err *e)
{
	struct arena a;
	struct xml x;

	arena_init(&a, LIMIT_ARENA);
	xml_begin(&x, b);
	xml_open(&x, "rss");
	xml_attr(&x, "version", STR("2.0"));
	xml_attr(&x, "xmlns:atom", STR(NS_ATOM));
	xml_attr(&x, "xmlns:content", STR(NS_CONTENT));
	xml_attr(&x, "xmlns:dc", STR(NS_DC));
	xml_attr(&x, "xmlns:media", STR(NS_MEDIA));
	xml_open(&x, "channel");
	write_channel(&x, &a, f);
	for (size_t i = 0; i < w.items && !x.failed; i++) {
		arena_reset(&a);
		write_item(&x, &a, f, &f->items[i], i < w.texts);
	}
	arena_release(&a);
	return xml_end(&x, e);
}
