// SPDX-License-Identifier: ISC
#include "generate/value.h"

/* Where the host, with user and port, of an absolute URL starts and ends. */
static void
find_authority(struct str url, size_t *start, size_t *end)
{
	size_t at = str_find(url, STR("://"));

	at = at == STR_NONE ? 0 : at + 3;
	*start = at;
	while (at < url.len && strchr("/?#", url.p[at]) == NULL)
		at++;
	*end = at;
}

/* RFC 3986, 2.2 and 2.3, without "#", "[" and "]", which have their places. */
static bool
is_uri_char(char c)
{
	return c != '\0' && (is_alpha(c) || is_digit(c) ||
				strchr("-._~:/?@!$&'()*+,;=", c) != NULL);
}

static bool
is_escape(struct str s, size_t at)
{
	return s.p[at] == '%' && s.len - at > 2 &&
	       hex_value(s.p[at + 1]) >= 0 && hex_value(s.p[at + 2]) >= 0;
}

struct str
value_uri(struct arena *a, struct str url)
{
	static const char hex[] = "0123456789ABCDEF";
	size_t n = 0, start, end, fragment = str_chr(url, '#', 0);
	char *out;

	while (n < url.len && is_uri_char(url.p[n]))
		n++;
	if (n == url.len)
		return url;
	out = arena_alloc(a, 3 * url.len + 1);
	memcpy(out, url.p, n);
	find_authority(url, &start, &end);
	for (size_t i = n; i < url.len; i++) {
		unsigned char c = (unsigned char)url.p[i];

		if (is_uri_char(url.p[i]) || is_escape(url, i) ||
		    i == fragment ||
		    ((c == '[' || c == ']') && i >= start && i < end)) {
			out[n++] = url.p[i];
			continue;
		}
		out[n++] = '%';
		out[n++] = hex[c >> 4];
		out[n++] = hex[c & 0xF];
	}
	return str_n(out, n);
}

struct str
value_tag_host(struct arena *a, struct str url)
{
	struct str host;
	char *out;
	size_t start, end, at, n = 0;

	find_authority(url, &start, &end);
	host = str_sub(url, start, end - start);
	at = str_rfind(host, STR("@"));
	if (at != STR_NONE)
		host = str_from(host, at + 1);
	at = str_rfind(host, STR(":"));
	if (at != STR_NONE && str_chr(host, ']', at) == STR_NONE)
		host = str_sub(host, 0, at);
	out = arena_alloc(a, host.len + sizeof("localhost"));
	for (size_t i = 0; i < host.len; i++) {
		char c = to_lower(host.p[i]);

		if (is_alpha(c) || is_digit(c) || c == '.')
			out[n++] = c;
		else if (n > 0)
			out[n++] = '-';
	}
	while (n > 0 && out[n - 1] == '-')
		n--;
	return n > 0 ? str_n(out, n) : STR("localhost");
}

/* What is common of RFC 5321's atext, and the dot between atoms. */
static bool
is_mail_char(char c)
{
	return c != '\0' &&
	       (is_alpha(c) || is_digit(c) || strchr("._%+-", c) != NULL);
}

/*
 * Where the mail address around the "@" at AT starts and ends, with "mailto:"
 * and the brackets close around it. False when it is none.
 */
static bool
find_mail(struct str s, size_t at, size_t *start, size_t *end)
{
	static const struct str scheme = { "mailto:", 7 };
	size_t from = at, to = at + 1;

	while (from > 0 && is_mail_char(s.p[from - 1]))
		from--;
	while (to < s.len && is_mail_char(s.p[to]))
		to++;
	if (from == at || (from > 0 && s.p[from - 1] == '@') ||
	    str_chr(str_sub(s, at, to - at), '.', 0) == STR_NONE)
		return false;
	if (str_ends(str_sub(s, 0, from), scheme))
		from -= scheme.len;
	if (from > 0 && to < s.len &&
	    ((s.p[from - 1] == '<' && s.p[to] == '>') ||
		(s.p[from - 1] == '(' && s.p[to] == ')'))) {
		from--;
		to++;
	}
	*start = from;
	*end = to;
	return true;
}

/* S without the marks and brackets that set an address off. */
static struct str
trim_name(struct str s)
{
	static const char marks[] = " \t\r\n,;:/|-";

	while (s.len > 0 && s.p[0] != '\0' && strchr(marks, s.p[0]) != NULL)
		s = str_from(s, 1);
	while (s.len > 0 && s.p[s.len - 1] != '\0' &&
	       strchr(marks, s.p[s.len - 1]) != NULL)
		s.len--;
	if (s.len > 2 && s.p[0] == '(' && s.p[s.len - 1] == ')')
		s = str_trim(str_sub(s, 1, s.len - 2));
	return s;
}

struct str
value_name(struct arena *a, struct str name)
{
	size_t start, end, from = 0, n = 0;
	char *out = NULL;

	for (size_t at = str_chr(name, '@', 0); at != STR_NONE;
	     at = str_chr(name, '@', at + 1)) {
		if (!find_mail(name, at, &start, &end) || start < from)
			continue;
		if (out == NULL)
			out = arena_alloc(a, name.len + 1);
		memcpy(out + n, name.p + from, start - from);
		n += start - from;
		from = end;
	}
	if (out == NULL)
		return name;
	memcpy(out + n, name.p + from, name.len - from);
	return trim_name(str_n(out, n + name.len - from));
}

/* ISO 639-1, all codes. Without the list `lang="cn"` would pass for one. */
static const char iso639_1[] =
    "aa ab ae af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch "
    "co cr cs cu cv cy da de dv dz ee el en eo es et eu fa ff fi fj fo fr fy "
    "ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it "
    "iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo "
    "lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny "
    "oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl "
    "sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty "
    "ug uk ur uz ve vi vo wa wo xh yi yo za zh zu";

/* A primary subtag: a code of ISO 639-1, or three letters (639-2, 639-3). */
static bool
is_primary(struct str s)
{
	for (size_t i = 0; i < s.len; i++)
		if (!is_alpha(s.p[i]))
			return false;
	if (s.len != 2)
		return s.len == 3;
	for (const char *p = iso639_1; *p != '\0'; p += p[2] == ' ' ? 3 : 2)
		if (p[0] == to_lower(s.p[0]) && p[1] == to_lower(s.p[1]))
			return true;
	return false;
}

/* One to eight letters and digits (RFC 5646, 2.1). */
static bool
is_subtag(struct str s)
{
	for (size_t i = 0; i < s.len; i++)
		if (!is_alpha(s.p[i]) && !is_digit(s.p[i]))
			return false;
	return s.len >= 1 && s.len <= 8;
}

struct str
value_language(struct str tag)
{
	struct str rest = tag, part;

	if (!str_cut(&rest, '-', &part) || !is_primary(part) ||
	    str_ends(tag, STR("-")))
		return STR_NULL;
	while (str_cut(&rest, '-', &part))
		if (!is_subtag(part))
			return STR_NULL;
	return tag;
}

/* restricted-name of RFC 6838, 4.2. */
static bool
is_media_name(struct str s)
{
	for (size_t i = 0; i < s.len; i++)
		if (!is_alpha(s.p[i]) && !is_digit(s.p[i]) &&
		    (i == 0 || s.p[i] == '\0' ||
			strchr("!#$&-^_.+", s.p[i]) == NULL))
			return false;
	return s.len >= 1 && s.len <= 127;
}

struct str
value_media_type(struct str type)
{
	size_t slash = str_chr(type, '/', 0);

	/* The type without parameters names the kind of file well enough. */
	type = str_trim(str_sub(type, 0, str_chr(type, ';', 0)));
	if (slash == STR_NONE || !is_media_name(str_sub(type, 0, slash)) ||
	    !is_media_name(str_from(type, slash + 1)))
		return STR("application/octet-stream");
	return type;
}
