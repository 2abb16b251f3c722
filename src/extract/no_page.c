// SPDX-License-Identifier: ISC
#include "extract/no_page.h"

#include "extract/feed/feed.h"
#include "extract/sitemap.h"
#include "extract/xml.h"

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

/* Any text may be a table: only its type says so (RFC 7111 5.1; the registry of
 * media types has the other). */
static const char *
table_kind(struct str type)
{
	if (str_eq(type, STR("text/csv")))
		return "this is a table, which item: =csv reads";
	if (str_eq(type, STR("text/tab-separated-values")))
		return "this is a table, which item: =tsv reads";
	return NULL;
}

int
no_page(const struct document *doc, struct err *e)
{
	size_t at;
	enum feed_kind feed = feed_sniff(doc->text, &at);
	const char *says = NULL;

	if (feed != FEED_NONE)
		return err_set(e, ERR_EXTRACT,
		    "this is %s: a feed, which a source without item reads as "
		    "it is",
		    feed_kind_name(feed));
	if (sitemap_sniff(doc->text) != SITEMAP_NONE)
		says = "this is a sitemap, which a source without item reads "
		       "as it is";
	else if (xml_sniff(doc))
		says = "this is XML, not a page; XPath reads it, as in "
		       "item: //entry";
	else if ((says = json_kind(doc->text)) == NULL)
		says = table_kind(doc->type);
	return says == NULL ? 0 : err_set(e, ERR_EXTRACT, "%s", says);
}
