// SPDX-License-Identifier: ISC
#include "web/xdoc.h"

/* The byte behind the next WHAT from AT on, or the end. */
static size_t
past(struct str s, size_t at, struct str what)
{
	size_t i = str_find(str_from(s, at), what);

	return i == STR_NONE ? s.len : at + i + what.len;
}

/* The byte behind the tag at AT. What is outside of its values is counted: "="
 * and declarations of prefixes. */
static size_t
past_tag(struct str s, size_t at, size_t *equals, size_t *prefixes)
{
	char quote = '\0';

	for (; at < s.len; at++) {
		char c = s.p[at];

		if (quote != '\0') {
			quote = c == quote ? '\0' : quote;
		} else if (c == '"' || c == '\'') {
			quote = c;
		} else if (c == '=') {
			++*equals;
		} else if (c == 'x') {
			*prefixes += str_starts(str_from(s, at), STR("xmlns"));
		} else if (c == '>') {
			return at + 1;
		}
	}
	return at;
}

static bool
over(size_t n, size_t limit)
{
	return limit > 0 && n > limit;
}

bool
xdoc_tame(struct str xml, const struct xdoc_limits *lim)
{
	size_t prefixes = 0, nodes = 0, at = 0;

	while ((at = str_chr(xml, '<', at)) != STR_NONE) {
		struct str rest = str_from(xml, at);
		size_t attributes = 0;

		if (str_starts(rest, STR("<!--"))) {
			at = past(xml, at, STR("-->"));
		} else if (str_starts(rest, STR("<![CDATA["))) {
			at = past(xml, at, STR("]]>"));
		} else if (str_starts(rest, STR("<?"))) {
			at = past(xml, at, STR("?>"));
		} else {
			at = past_tag(xml, at, &attributes, &prefixes);
		}
		/* A tag, or a text and what ends it. */
		nodes += 1 + 2 * attributes;
		if (over(attributes, lim->attributes) ||
		    over(prefixes, lim->prefixes) || over(nodes, lim->nodes))
			return false;
	}
	return true;
}
