// SPDX-License-Identifier: ISC
#include "generate/format.h"

#include "generate/generate.h"
#include "generate/value.h"

struct str
format_url(
    struct arena *a, const struct feed *f, struct str id, const char *suffix)
{
	return generate_address(a, f->base_url, id, suffix);
}

struct str
generate_address(
    struct arena *a, struct str base_url, struct str id, const char *suffix)
{
	struct str url[] = { base_url, id, str_c(suffix) };

	if (str_empty(base_url))
		return STR_NULL;
	return value_uri(a, arena_concat(a, url, 3));
}

struct str
format_feed_id(struct arena *a, struct str link, struct str id)
{
	return arena_printf(a, "tag:%.*s,2026:feed:%.*s",
	    STR_ARG(value_tag_host(a, link)), STR_ARG(id));
}

static void
write_link(struct xml *x, const struct self *s, const char *rel, struct str url)
{
	if (str_empty(url))
		return;
	xml_open(x, s->element);
	xml_attr(x, "rel", str_c(rel));
	xml_attr(x, "type", str_c(s->type));
	xml_attr(x, "href", url);
	xml_close(x);
}

/* Where the archive document N of F is served, or F itself. */
static struct str
file_url(struct arena *a, const struct feed *f, uint32_t n, const char *suffix)
{
	return format_url(a, f, feed_file(a, f->id, n), suffix);
}

void
format_self(
    struct xml *x, struct arena *a, const struct feed *f, const struct self *s)
{
	write_link(x, s, "self", file_url(a, f, f->archive, s->suffix));
}

struct str
format_previous(struct arena *a, const struct feed *f, const char *suffix)
{
	uint32_t n = f->archive == 0 ? f->archives : f->archive - 1;

	return n == 0 ? STR_NULL : file_url(a, f, n, suffix);
}

void
format_neighbours(
    struct xml *x, struct arena *a, const struct feed *f, const struct self *s)
{
	if (f->archive == 0 && !str_empty(f->hub) && !str_empty(f->base_url)) {
		xml_open(x, s->element);
		xml_attr(x, "rel", STR("hub"));
		xml_attr(x, "href", value_uri(a, f->hub));
		xml_close(x);
	}
	if (f->archive > 0)
		write_link(x, s, "current", file_url(a, f, 0, s->suffix));
	write_link(x, s, "prev-archive", format_previous(a, f, s->suffix));
	if (f->archive > 0 && f->archive < f->archives)
		write_link(x, s, "next-archive",
		    file_url(a, f, f->archive + 1, s->suffix));
}

void
format_archive_ns(struct xml *x, const struct feed *f)
{
	if (f->archive > 0)
		xml_attr(x, "xmlns:fh", STR(NS_HISTORY));
}

void
format_archive(struct xml *x, const struct feed *f)
{
	if (f->archive == 0)
		return;
	xml_open(x, "fh:archive");
	xml_close(x);
}

int64_t
format_updated(const struct item *it)
{
	return it->updated.t > it->published.t ? it->updated.t
					       : it->published.t;
}

void
format_image(struct xml *x, struct arena *a, const struct item *it)
{
	struct str url = value_uri(a, it->image);

	if (str_empty(url))
		return;
	xml_open(x, "media:content");
	xml_attr(x, "url", url);
	xml_attr(x, "medium", STR("image"));
	xml_close(x);
	xml_open(x, "media:thumbnail");
	xml_attr(x, "url", url);
	xml_close(x);
}

struct str
format_language(const struct feed *f, const struct item *it)
{
	struct str tag;

	/* Nearly all. */
	if (str_empty(it->language) || str_eq(it->language, f->language))
		return STR_NULL;
	tag = value_language(it->language);
	return str_ieq(tag, value_language(f->language)) ? STR_NULL : tag;
}
