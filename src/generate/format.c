// SPDX-License-Identifier: ISC
#include "generate/format.h"

#include "generate/value.h"

void
format_self(
    struct xml *x, struct arena *a, const struct feed *f, const struct self *s)
{
	struct str url[] = { f->base_url, f->id, str_c(s->suffix) };

	if (str_empty(f->base_url))
		return;
	xml_open(x, s->element);
	xml_attr(x, "rel", STR("self"));
	xml_attr(x, "type", str_c(s->type));
	xml_attr(x, "href", value_uri(a, arena_concat(a, url, 3)));
	xml_close(x);
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
