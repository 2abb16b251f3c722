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

/* "Collect an HTTP quoted string": from the quote at *AT past its end. */
static struct str
quoted(struct arena *a, struct str s, size_t *at)
{
	char *p = arena_alloc(a, s.len - *at);
	size_t n = 0;

	for (++*at; *at < s.len && s.p[*at] != '"'; ++*at) {
		if (s.p[*at] == '\\' && *at + 1 < s.len)
			++*at;
		p[n++] = s.p[*at];
	}
	return str_n(p, n);
}

struct str
mime_param(struct arena *a, struct str header, struct str name)
{
	size_t at = 0;
	struct str key, value;

	header = str_trim(header);
	(void)take(header, &at, ";");
	while (at < header.len) {
		at++;
		key = str_trim(take(header, &at, ";="));
		if (at >= header.len || header.p[at] == ';')
			continue;
		at++;
		if (at < header.len && header.p[at] == '"') {
			value = quoted(a, header, &at);
			(void)take(header, &at, ";");
		} else {
			value = str_trim(take(header, &at, ";"));
			if (str_empty(value))
				continue;
		}
		if (str_ieq(key, name))
			return value;
	}
	return STR_NULL;
}

bool
mime_is_xml(struct str essence)
{
	return str_ends(essence, STR("+xml")) ||
	       str_eq(essence, STR("text/xml")) ||
	       str_eq(essence, STR("application/xml"));
}
