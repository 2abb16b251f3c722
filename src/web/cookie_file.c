// SPDX-License-Identifier: ISC
#include "web/cookie_file.h"

#define HTTP_ONLY STR("#HttpOnly_")
#define FIELDS 7

/* Whatever would end the cookie or the header line early. */
static bool
is_cookie_text(struct str s)
{
	for (size_t i = 0; i < s.len; i++)
		if ((unsigned char)s.p[i] < ' ' || s.p[i] == 0x7F ||
		    s.p[i] == ';')
			return false;
	return true;
}

static bool
is_name(struct str s)
{
	return s.len > 0 && is_cookie_text(s) &&
	       str_chr(s, '=', 0) == STR_NONE && str_chr(s, ' ', 0) == STR_NONE;
}

/* A host name or an address, with a dot before it or not. */
static bool
is_domain(struct str s)
{
	for (size_t i = 0; i < s.len; i++)
		if (!is_alpha(s.p[i]) && !is_digit(s.p[i]) &&
		    (s.p[i] == '\0' || strchr(".-_:[]", s.p[i]) == NULL))
			return false;
	return s.len > 0 && s.len <= 255 && !str_eq(s, STR("."));
}

static bool
read_flag(struct str s, bool *out)
{
	*out = str_ieq(s, STR("TRUE"));
	return *out || str_ieq(s, STR("FALSE"));
}

/* Seconds since the epoch; a fraction, -1 and nothing are found as well. */
static bool
read_time(struct str s, int64_t *out)
{
	unsigned long long v = 0, ignored;
	struct str whole = str_sub(s, 0, str_chr(s, '.', 0));
	struct str rest = str_from(s, whole.len);

	*out = 0;
	if (str_empty(s) || str_eq(s, STR("-1")))
		return true;
	if (rest.len > 0 &&
	    str_uint(str_from(rest, 1), UINT64_MAX, &ignored) != 0)
		return false;
	if (str_uint(whole, INT64_MAX, &v) != 0)
		return false;
	*out = (int64_t)v;
	return true;
}

/* The first byte of the file tells what it is instead. */
static const char *
other_format(struct str line)
{
	line = str_trim(line);
	if (str_starts(line, STR("[")) || str_starts(line, STR("{")))
		return "this is JSON; export the cookies in the format of "
		       "Netscape (cookies.txt)";
	if (str_istarts(line, STR("Set-Cookie:")) ||
	    str_istarts(line, STR("Cookie:")))
		return "this is a header; a file of cookies has seven fields a "
		       "line, with tabs between them";
	if (str_chr(line, '\t', 0) == STR_NONE)
		return "there are no tabs; a file of cookies has seven fields "
		       "a line, with tabs, not spaces, between them";
	return "a cookie has seven fields with tabs between them: domain, "
	       "subdomains, path, secure, expires, name, value";
}

/* Returns what is wrong with LINE, or NULL with OUT set. */
static const char *
read_cookie(struct str line, struct cookie *out)
{
	struct str field[FIELDS] = { { "", 0 } }, rest = line;
	size_t n = 0;

	while (n < FIELDS && str_cut(&rest, '\t', &field[n]))
		n++;
	if (n < FIELDS - 1 || !str_empty(rest))
		return other_format(line);
	*out = (struct cookie){ .domain = field[0],
		.path = field[2],
		.name = field[5],
		.value = field[6] };
	if (str_starts(out->domain, HTTP_ONLY)) {
		out->http_only = true;
		out->domain = str_from(out->domain, HTTP_ONLY.len);
	}
	if (!is_domain(out->domain))
		return "the first field is no host name";
	if (!read_flag(field[1], &out->subdomains))
		return "the second field, subdomains, is TRUE or FALSE";
	if (!str_starts(out->path, STR("/")) || !is_cookie_text(out->path))
		return "the third field, the path, begins with /";
	if (!read_flag(field[3], &out->secure))
		return "the fourth field, secure, is TRUE or FALSE";
	if (!read_time(field[4], &out->expires))
		return "the fifth field, expires, is a number of seconds since "
		       "1970";
	if (!is_name(out->name))
		return "the sixth field is no name of a cookie";
	if (!is_cookie_text(out->value))
		return "the seventh field is no value of a cookie";
	return NULL;
}

static bool
is_comment(struct str line)
{
	return str_empty(str_trim(line)) ||
	       (str_starts(line, STR("#")) && !str_starts(line, HTTP_ONLY));
}

int
cookie_file_parse(struct arena *a, struct str bytes, size_t max,
    struct cookie **v, size_t *n, struct cookie_fault *fault)
{
	struct cookie *list = NULL;
	size_t count = 0, cap = 0;
	struct str line;

	if (str_starts(bytes, STR("\xEF\xBB\xBF")))
		bytes = str_from(bytes, 3);
	for (fault->line = 1; str_cut(&bytes, '\n', &line); fault->line++) {
		if (str_ends(line, STR("\r")))
			line.len--;
		if (is_comment(line))
			continue;
		fault->what = "there are too many cookies";
		if (count == max)
			return -1;
		list = arena_more(a, list, count, &cap, sizeof(*list));
		fault->what = read_cookie(line, &list[count]);
		if (fault->what != NULL)
			return -1;
		count++;
	}
	*v = list;
	*n = count;
	return 0;
}

struct str
cookie_file_line(struct arena *a, const struct cookie *c)
{
	return arena_printf(a, "%s%.*s\t%s\t%.*s\t%s\t%lld\t%.*s\t%.*s",
	    c->http_only ? "#HttpOnly_" : "", STR_ARG(c->domain),
	    c->subdomains ? "TRUE" : "FALSE", STR_ARG(c->path),
	    c->secure ? "TRUE" : "FALSE", (long long)c->expires,
	    STR_ARG(c->name), STR_ARG(c->value));
}

bool
cookie_text_valid(struct str text)
{
	struct str pair;
	size_t n = 0;

	for (size_t i = 0; i < text.len; i++)
		if ((unsigned char)text.p[i] < ' ' || text.p[i] == 0x7F)
			return false;
	while (str_cut(&text, ';', &pair)) {
		size_t equals;

		pair = str_trim(pair);
		if (str_empty(pair))
			continue;
		equals = str_chr(pair, '=', 0);
		if (equals == STR_NONE ||
		    !is_name(str_trim(str_sub(pair, 0, equals))) ||
		    !is_cookie_text(pair))
			return false;
		n++;
	}
	return n > 0;
}
