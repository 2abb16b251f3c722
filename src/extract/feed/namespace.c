// SPDX-License-Identifier: ISC
#include "extract/feed/namespace.h"

/*
 * Namespaces without their scheme and what they may end in, as feeds differ
 * in that. Sources: the specifications of the formats and modules; for those
 * of drafts and of versions that were never written down, the feeds that have
 * them.
 */
static const struct {
	const char *uri;
	enum feed_ns ns;
} spaces[] = {
	{ "backend.userland.com/rss", NS_CORE },
	{ "backend.userland.com/rss2", NS_CORE },
	{ "blogs.law.harvard.edu/tech/rss", NS_CORE },
	{ "cyber.law.harvard.edu/rss", NS_CORE },
	{ "purl.org/rss/1.0", NS_CORE },
	{ "purl.org/net/rss1.1", NS_CORE },
	{ "purl.org/rss/1.0/modules/rss091", NS_CORE },
	{ "my.netscape.com/rdf/simple/0.9", NS_CORE },
	{ "channel.netscape.com/rdf/simple/0.9", NS_CORE },
	{ "www.w3.org/2005/atom", NS_ATOM },
	{ "purl.org/atom/ns", NS_ATOM },
	{ "purl.org/echo", NS_ATOM },
	{ "purl.org/pie", NS_ATOM },
	{ "example.com/necho", NS_ATOM },
	{ "example.com/newformat", NS_ATOM },
	{ "uri/of/echo/namespace", NS_ATOM },
	{ "www.w3.org/1999/02/22-rdf-syntax-ns", NS_RDF },
	{ "www.w3.org/xml/1998/namespace", NS_XML },
	{ "www.w3.org/1999/xhtml", NS_XHTML },
	{ "purl.org/rss/1.0/modules/content", NS_CONTENT },
	{ "purl.org/dc/elements/1.0", NS_DC },
	{ "purl.org/dc/elements/1.1", NS_DC },
	{ "purl.org/dc/terms", NS_DCTERMS },
	{ "rssnamespace.org/feedburner/ext/1.0", NS_FEEDBURNER },
	{ "www.itunes.com/dtds/podcast-1.0.dtd", NS_ITUNES },
	{ "example.com/dtds/podcast-1.0.dtd", NS_ITUNES },
	{ "search.yahoo.com/mrss", NS_MEDIA },
	{ "search.yahoo.com/mrss/rss", NS_MEDIA },
	{ "podcastindex.org/namespace/1.0", NS_PODCAST },
	{ "github.com/podcastindex-org/podcast-namespace/blob/main/docs/"
	  "1.0.md",
	    NS_PODCAST },
	{ "purl.org/rss/1.0/modules/syndication", NS_SY },
	{ "www.google.com/schemas/sitemap-image/1.1", NS_IMAGE },
	{ "www.google.com/schemas/sitemap-news/0.9", NS_NEWS },
	{ "www.w3.org/1999/xlink", NS_XLINK },
};

static const struct {
	const char *prefix;
	enum feed_ns ns;
} prefixes[] = {
	{ "rss:", NS_CORE },
	{ "atom:", NS_ATOM },
	{ "atom10:", NS_ATOM },
	{ "a10:", NS_ATOM },
	{ "rdf:", NS_RDF },
	{ "xml:", NS_XML },
	{ "xhtml:", NS_XHTML },
	{ "content:", NS_CONTENT },
	{ "dc:", NS_DC },
	{ "dcterms:", NS_DCTERMS },
	{ "feedburner:", NS_FEEDBURNER },
	{ "image:", NS_IMAGE },
	{ "itunes:", NS_ITUNES },
	{ "media:", NS_MEDIA },
	{ "news:", NS_NEWS },
	{ "podcast:", NS_PODCAST },
	{ "sy:", NS_SY },
	{ "xlink:", NS_XLINK },
};
#define PREFIXES (sizeof(prefixes) / sizeof(*prefixes))

/* URI without scheme, and what it ends in. */
static struct str
bare(struct str uri)
{
	size_t scheme = str_find(uri, STR("://"));

	uri = str_trim(uri);
	if (scheme != STR_NONE)
		uri = str_from(uri, scheme + 3);
	while (
	    uri.len > 0 && (str_ends(uri, STR("/")) || str_ends(uri, STR("#"))))
		uri.len--;
	return uri;
}

static enum feed_ns
by_prefix(struct str prefix)
{
	for (size_t i = 0; i < PREFIXES; i++) {
		struct str known = str_c(prefixes[i].prefix);

		known.len--;
		if (str_ieq(known, prefix))
			return prefixes[i].ns;
	}
	return NS_OTHER;
}

enum feed_ns
namespace_find(struct str uri, struct str prefix, struct str root)
{
	struct str space = bare(uri);

	if (str_empty(space))
		return str_empty(prefix) ? NS_CORE : by_prefix(prefix);
	for (size_t i = 0; i < sizeof(spaces) / sizeof(*spaces); i++)
		if (str_ieq(space, str_c(spaces[i].uri)))
			return spaces[i].ns;
	return str_eq(uri, root) ? NS_CORE : NS_OTHER;
}

const char *
namespace_prefix(enum feed_ns ns)
{
	for (size_t i = 0; i < PREFIXES && ns > NS_ATOM; i++)
		if (prefixes[i].ns == ns)
			return prefixes[i].prefix;
	return "";
}
