// SPDX-License-Identifier: ISC
#include "fetch/headers.h"

#include "model/limits.h"

static const char *const field_name[HEADER_COUNT] = {
	[HEADER_AGE] = "age",
	[HEADER_CACHE_CONTROL] = "cache-control",
	[HEADER_CF_MITIGATED] = "cf-mitigated",
	[HEADER_CONTENT_ENCODING] = "content-encoding",
	[HEADER_CONTENT_LANGUAGE] = "content-language",
	[HEADER_CONTENT_LENGTH] = "content-length",
	[HEADER_CONTENT_TYPE] = "content-type",
	[HEADER_DATE] = "date",
	[HEADER_ETAG] = "etag",
	[HEADER_EXPIRES] = "expires",
	[HEADER_LAST_MODIFIED] = "last-modified",
	[HEADER_LOCATION] = "location",
	[HEADER_RETRY_AFTER] = "retry-after",
	[HEADER_SERVER] = "server",
	[HEADER_SET_COOKIE] = "set-cookie",
	[HEADER_TRANSFER_ENCODING] = "transfer-encoding",
	[HEADER_WAF_ACTION] = "x-amzn-waf-action",
};

void
headers_init(struct headers *h, struct arena *a)
{
	*h = (struct headers){ .arena = a, .last = HEADER_COUNT };
	for (int i = 0; i < HEADER_COUNT; i++)
		h->value[i] = STR_NULL;
}

bool
headers_final(const struct headers *h)
{
	return h->complete && (h->status < 100 || h->status > 199);
}

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t';
}

/* Without the white space that may surround a value (RFC 9110 5.6.3). */
static struct str
trim_ows(struct str s)
{
	while (s.len > 0 && is_blank(s.p[0]))
		s = str_from(s, 1);
	while (s.len > 0 && is_blank(s.p[s.len - 1]))
		s.len--;
	return s;
}

static struct str
without_line_end(struct str s)
{
	if (s.len > 0 && s.p[s.len - 1] == '\n')
		s.len--;
	if (s.len > 0 && s.p[s.len - 1] == '\r')
		s.len--;
	return s;
}

/* "HTTP/1.1 200 OK", "HTTP/2 200": begins a section. */
static bool
status_line(struct headers *h, struct str line)
{
	unsigned long long status;
	size_t at = str_chr(line, ' ', 0);

	if (!str_starts(line, STR("HTTP/")) || at == STR_NONE ||
	    str_uint(str_sub(line, at + 1, 3), 999, &status) != 0 ||
	    (line.len > at + 4 && line.p[at + 4] != ' '))
		return false;
	for (int i = 0; i < HEADER_COUNT; i++)
		h->value[i] = STR_NULL;
	h->last = HEADER_COUNT;
	h->status = (int)status;
	h->old = str_starts(line, STR("HTTP/1."));
	h->complete = false;
	return true;
}

/* Each piece copies what came before it, so the whole is kept short. */
static void
append(struct headers *h, enum header_field f, struct str sep, struct str v)
{
	struct str whole[] = { h->value[f], sep, v };

	if (str_empty(h->value[f]))
		h->value[f] = arena_str(h->arena, v);
	else if (h->value[f].len + v.len > LIMIT_VALIDATOR)
		h->fault = "the answer has a header in too many lines";
	else
		h->value[f] = arena_concat(h->arena, whole, 3);
}

/* The value of a cookie may be a secret, and nobody here has a use for it. */
static void
add_cookie_name(struct headers *h, struct str line)
{
	struct str *names = &h->value[HEADER_SET_COOKIE];
	struct str name = trim_ows(str_sub(line, 0, str_chr(line, '=', 0)));

	if (names->len + 1 + name.len <= LIMIT_COOKIE_NAMES)
		append(h, HEADER_SET_COOKIE, STR(" "), name);
}

/*
 * A list that comes in several lines is one list (RFC 9110 5.3). Of a field
 * that may come but once the last line counts, as for Content-Type in the
 * Fetch Standard, 2.2.2.
 */
static void
field_set(struct headers *h, enum header_field f, struct str v)
{
	if (f == HEADER_CACHE_CONTROL || f == HEADER_CONTENT_ENCODING ||
	    f == HEADER_CONTENT_LENGTH || f == HEADER_TRANSFER_ENCODING)
		append(h, f, STR(", "), v);
	else if (f == HEADER_SET_COOKIE)
		add_cookie_name(h, v);
	else
		h->value[f] = arena_str(h->arena, v);
	h->last = f == HEADER_SET_COOKIE ? HEADER_COUNT : f;
}

static void
field_line(struct headers *h, struct str line)
{
	size_t colon = str_chr(line, ':', 0);
	struct str name = str_sub(line, 0, colon);

	h->last = HEADER_COUNT;
	if (colon == STR_NONE)
		return;
	for (int f = 0; f < HEADER_COUNT; f++)
		if (str_ieq(name, str_c(field_name[f])))
			field_set(h, (enum header_field)f,
			    trim_ows(str_from(line, colon + 1)));
}

/* True when the length is one number, said once or the same each time. */
static bool
one_length(struct str list)
{
	struct str part, first = STR_NULL;
	unsigned long long n;

	while (str_cut(&list, ',', &part)) {
		part = trim_ows(part);
		if (str_uint(part, INT64_MAX, &n) != 0)
			return false;
		if (!str_empty(first) && !str_eq(first, part))
			return false;
		first = part;
	}
	return true;
}

/* RFC 9112 6.3: what leaves open where the body ends is not to be trusted. */
static const char *
framing_fault(const struct headers *h)
{
	bool coded = !str_empty(h->value[HEADER_TRANSFER_ENCODING]);
	struct str length = h->value[HEADER_CONTENT_LENGTH];

	if (h->status < 200 || h->status > 599)
		return "the answer has a status that HTTP does not know";
	if (!one_length(length))
		return "the answer has no clear Content-Length";
	if (coded && !str_empty(length))
		return "the answer has both a Content-Length and a "
		       "Transfer-Encoding";
	return NULL;
}

static void
section_end(struct headers *h)
{
	h->complete = true;
	if (h->fault == NULL && headers_final(h))
		h->fault = framing_fault(h);
}

int
headers_line(struct headers *h, struct str line)
{
	h->bytes += line.len;
	if (h->bytes > LIMIT_HEADERS)
		return -1;
	line = without_line_end(line);
	if (headers_final(h))
		return h->fault == NULL ? 0 : -1;
	if (h->status == 0 || h->complete) {
		if (!status_line(h, line))
			h->fault = "the answer does not begin as HTTP does";
	} else if (line.len == 0) {
		section_end(h);
	} else if (is_blank(line.p[0]) && h->last != HEADER_COUNT) {
		append(h, h->last, STR(" "), trim_ows(line));
	} else {
		field_line(h, line);
	}
	return h->fault == NULL ? 0 : -1;
}

int64_t
headers_length(const struct headers *h)
{
	struct str list = h->value[HEADER_CONTENT_LENGTH], first;
	unsigned long long n;

	if (!str_cut(&list, ',', &first) ||
	    str_uint(trim_ows(first), INT64_MAX, &n) != 0)
		return -1;
	return (int64_t)n;
}

bool
headers_unbounded(const struct headers *h)
{
	return h->old && str_empty(h->value[HEADER_CONTENT_LENGTH]) &&
	       str_empty(h->value[HEADER_TRANSFER_ENCODING]);
}
