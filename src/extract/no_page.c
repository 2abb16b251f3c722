// SPDX-License-Identifier: ISC
#include "extract/no_page.h"

#include "extract/feed/feed.h"

#define COUNT(a) (sizeof(a) / sizeof(*(a)))
/* Root elements: sitemaps.org. */
static const struct {
	const char *name, *says;
} roots[] = {
	{ "urlset", "this is a sitemap, not a page" },
	{ "sitemapindex", "this is a list of sitemaps, not a page" },
};

/* Behind the declarations and comments with which XML begins. */
static struct str
at_root(struct str s)
{
	s = str_trim(s);
	while (str_starts(s, STR("<?")) || str_starts(s, STR("<!"))) {
		bool comment = str_starts(s, STR("<!--"));
		struct str end = comment ? STR("-->") : STR(">");
		size_t at = str_find(s, end);

		if (at == STR_NONE)
			return STR_NULL;
		s = str_trim(str_from(s, at + end.len));
	}
	return s;
}

static const char *
xml_kind(struct str text)
{
	struct str s = at_root(text), name;

	if (!str_starts(s, STR("<")))
		return NULL;
	s = str_from(s, 1);
	for (size_t i = 0; i < COUNT(roots); i++) {
		name = str_c(roots[i].name);
		if (str_starts(s, name) && s.len > name.len &&
		    str_chr(STR(" \t\r\n>"), s.p[name.len], 0) != STR_NONE)
			return roots[i].says;
	}
	return NULL;
}

/* RFC 8259: an object begins with a name or its end, a list with a value. */
static const char *
json_kind(struct str text)
{
	struct str s = str_trim(text), in;

	if (s.len == 0 || (s.p[0] != '{' && s.p[0] != '['))
		return NULL;
	in = str_trim(str_from(s, 1));
	if (in.len == 0 || (s.p[0] == '{' && in.p[0] != '"' && in.p[0] != '}'))
		return NULL;
	if (s.p[0] == '[' &&
	    str_chr(STR("{[\"]-0123456789tfn"), in.p[0], 0) == STR_NONE)
		return NULL;
	return "this is JSON, not a page; JSON is read by paths, as in "
	       "item: $.data.list";
}

int
no_page(const struct document *doc, struct err *e)
{
	size_t at;
	enum feed_kind feed = feed_sniff(doc->text, &at);
	const char *says = xml_kind(doc->text);

	if (feed != FEED_NONE)
		return err_set(e, ERR_EXTRACT,
		    "this is %s: a feed, which a source without item reads as "
		    "it is",
		    feed_kind_name(feed));
	if (says == NULL)
		says = json_kind(doc->text);
	return says == NULL ? 0 : err_set(e, ERR_EXTRACT, "%s", says);
}
