// SPDX-License-Identifier: ISC
#include "generate/format.h"

#include "generate/value.h"

struct str
format_url(
    struct arena *a, const struct feed *f, struct str id, const char *suffix)
{
	struct str url[] = { f->base_url, id, str_c(suffix) };

	if (str_empty(f->base_url))
		return STR_NULL;
	return value_uri(a, arena_concat(a, url, 3));
}

struct str
format_feed_id(struct arena *a, struct str link, struct str id)
{
	return arena_printf(a, "tag:%.*s,2026:feed:%.*s",
	    STR_ARG(value_tag_host(a, link)), STR_ARG(id));
}

void
format_self(
    struct xml *x, struct arena *a, const struct feed *f, const struct self *s)
{
	struct str url = format_url(a, f, f->id, s->suffix);

	if (str_empty(url))
		return;
	xml_open(x, s->element);
	xml_attr(x, "rel", STR("self"));
	xml_attr(x, "type", str_c(s->type));
	xml_attr(x, "href", url);
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
	struct str tag = value_language(it->language);

	return str_ieq(tag, value_language(f->language)) ? STR_NULL : tag;
}
