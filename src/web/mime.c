// SPDX-License-Identifier: ISC
/* Source: WHATWG MIME Sniffing, 4.4, "parse a MIME type". */
#include "web/mime.h"

/* HTTP token code points: RFC 9110 5.6.2 */
static bool
is_token(struct str s)
{
	for (size_t i = 0; i < s.len; i++)
		if (!is_alpha((unsigned char)s.p[i]) &&
		    !is_digit((unsigned char)s.p[i]) &&
		    str_chr(STR("!#$%&'*+-.^_`|~"), s.p[i], 0) == STR_NONE)
			return false;
	return s.len > 0;
}

/* HTTP white space has no form feed, but none stands in a header either. */
static struct str
take(struct str s, size_t *at, const char *stops)
{
	size_t from = *at;

	while (*at < s.len && strchr(stops, s.p[*at]) == NULL)
		++*at;
	return str_sub(s, from, *at - from);
}

struct str
mime_essence(struct arena *a, struct str header)
{
	size_t at = 0;
	struct str type, subtype, all;
	char *p;

	header = str_trim(header);
	type = take(header, &at, "/");
	at++;
	subtype = str_trim(take(header, &at, ";"));
	if (!is_token(type) || !is_token(subtype))
		return STR_NULL;
	all = str_n(header.p, type.len + 1 + subtype.len);
	p = arena_alloc(a, all.len);
	for (size_t i = 0; i < all.len; i++)
		p[i] = to_lower(all.p[i]);
	return str_n(p, all.len);
}

bool
mime_is_xml(struct str essence)
{
	return str_ends(essence, STR("+xml")) ||
	       str_eq(essence, STR("text/xml")) ||
	       str_eq(essence, STR("application/xml"));
}
