// SPDX-License-Identifier: ISC
#include "extract/feed/feed.h"

/* Bytes in which a feed must begin, and elements that may come before it. */
#define HEAD ((size_t)64 << 10)
#define JUNK_ELEMENTS 64

const char *
feed_kind_name(enum feed_kind f)
{
	static const char *const names[] = { [FEED_NONE] = "no feed",
		[FEED_RSS] = "RSS",
		[FEED_RDF] = "RSS 1.0",
		[FEED_ATOM] = "Atom",
		[FEED_CDF] = "CDF",
		[FEED_JSON] = "JSON Feed" };

	return names[f];
}

/* The byte after the next WHAT behind AT, or the end. */
static size_t
past(struct str s, size_t at, struct str what)
{
	size_t i = str_find(str_from(s, at), what);

	return i == STR_NONE ? s.len : at + i + what.len;
}

/* Behind a DOCTYPE at AT, and the declarations in it. */
static size_t
past_doctype(struct str s, size_t at)
{
	size_t end = past(s, at, STR(">"));
	size_t bracket = str_chr(str_sub(s, 0, end), '[', at);

	return bracket == STR_NONE
		   ? end
		   : past(s, past(s, bracket, STR("]")), STR(">"));
}

/* The name of an element at AT, without its prefix; empty for an end tag. */
static struct str
name_at(struct str s, size_t at)
{
	size_t from = at + 1, end = from;

	while (end < s.len &&
	       (is_alpha(s.p[end]) || is_digit(s.p[end]) || s.p[end] == ':')) {
		end++;
		if (s.p[end - 1] == ':')
			from = end;
	}
	return str_sub(s, from, end - from);
}

/* Text of the world's RDF that is a feed. */
static bool
is_rss_rdf(struct str s)
{
	return str_find(s, STR("purl.org/rss/1.0")) != STR_NONE ||
	       str_find(s, STR("/rdf/simple/0.9")) != STR_NONE ||
	       str_find(s, STR("<channel")) != STR_NONE;
}

static enum feed_kind
format_of(struct str root, struct str text, bool first)
{
	if (str_ieq(root, STR("rss")))
		return FEED_RSS;
	if (str_ieq(root, STR("feed")))
		return FEED_ATOM;
	if (str_ieq(root, STR("rdf")) && is_rss_rdf(text))
		return FEED_RDF;
	if (str_ieq(root, STR("channel")) && first)
		return FEED_CDF;
	return FEED_NONE;
}

/* What PHP and the like write their warnings in. */
static bool
is_warning_markup(struct str name)
{
	static const char *const names[] = { "", "b", "br", "p", "i", "font",
		"strong" };

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		if (str_ieq(name, str_c(names[i])))
			return true;
	return false;
}

static enum feed_kind
sniff_xml(struct str text, size_t *at)
{
	struct str head = str_sub(text, 0, HEAD);
	size_t i = str_chr(head, '<', 0), elements = 0;

	while (i != STR_NONE && i < head.len && elements < JUNK_ELEMENTS) {
		struct str rest = str_from(head, i), name;
		enum feed_kind f;

		if (str_starts(rest, STR("<!--"))) {
			i = past(head, i, STR("-->"));
		} else if (str_starts(rest, STR("<?"))) {
			i = past(head, i, STR("?>"));
		} else if (str_starts(rest, STR("<!"))) {
			i = past_doctype(head, i);
		} else {
			name = name_at(head, i);
			f = format_of(name, text, elements == 0);
			*at = i;
			if (f != FEED_NONE || !is_warning_markup(name))
				return f;
			elements++;
			i++;
		}
		i = str_chr(head, '<', i);
	}
	return FEED_NONE;
}

enum feed_kind
feed_sniff(struct str text, size_t *at)
{
	size_t i = 0;

	while (i < text.len && is_html_space(text.p[i]))
		i++;
	if (i < text.len && text.p[i] == '{') {
		*at = i;
		return str_find(text, STR("jsonfeed.org")) == STR_NONE
			   ? FEED_NONE
			   : FEED_JSON;
	}
	return sniff_xml(text, at);
}
