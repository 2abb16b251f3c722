// SPDX-License-Identifier: ISC
#include "fetch/ask.h"

#include "base/mem.h"

/* What decode undoes. */
#define CODINGS "gzip, br, zstd"

/* Source: RFC 9110 5.6.2, token. */
static bool
is_token(struct str s)
{
	for (size_t i = 0; i < s.len; i++)
		if (!is_alpha(s.p[i]) && !is_digit(s.p[i]) &&
		    (s.p[i] == '\0' ||
			strchr("!#$%&'*+-.^_`|~", s.p[i]) == NULL))
			return false;
	return s.len > 0;
}

/* Source: RFC 9110 5.5: no control character but the tab. */
static bool
is_value(struct str s)
{
	for (size_t i = 0; i < s.len; i++) {
		unsigned char c = (unsigned char)s.p[i];

		if ((c < 0x20 && c != '\t') || c == 0x7F)
			return false;
	}
	return true;
}

static bool
configured(const struct request *r, bool own, struct str name)
{
	for (size_t i = 0; own && i < r->nheaders; i++)
		if (str_ieq(r->headers[i].name, name))
			return true;
	return false;
}

/* Add "NAME: VALUE", or "NAME;", which is how libcurl is told of an empty
 * value. */
static void
add(struct arena *a, struct curl_slist **list, struct str name, struct str v)
{
	struct str line = arena_concat(a,
	    (struct str[]){ name, str_empty(v) ? STR(";") : STR(": "), v }, 3);
	struct curl_slist *longer = curl_slist_append(*list, line.p);

	if (longer == NULL)
		(void)mem_alloc(SIZE_MAX, 2); /* says so and ends */
	*list = longer;
}

/* What is posted is JSON or a form, as its first character tells. */
static struct str
body_type(const struct request *r)
{
	struct str body = str_trim(r->access->post.body);

	if (str_starts(body, STR("{")) || str_starts(body, STR("[")))
		return STR("application/json");
	return STR("application/x-www-form-urlencoded");
}

int
ask_headers(struct arena *a, const struct request *r, bool own, bool valid,
    bool post, struct curl_slist **out, struct err *e)
{
	const struct {
		struct str name, value;
	} ours[] = {
		{ STR("Accept-Encoding"), STR(CODINGS) },
		{ STR("User-Agent"), str_empty(r->user_agent)
					 ? STR("coranto/" CORANTO_VERSION)
					 : r->user_agent },
		{ STR("Content-Type"), post ? body_type(r) : STR_NULL },
		{ STR("If-None-Match"), valid ? r->validators.etag : STR_NULL },
		{ STR("If-Modified-Since"),
		    valid ? r->validators.last_modified : STR_NULL },
	};
	struct curl_slist *list = NULL;

	for (size_t i = 0; own && i < r->nheaders; i++) {
		const struct header *h = &r->headers[i];

		if (!is_token(h->name) || !is_value(h->value)) {
			curl_slist_free_all(list);
			err_set(e, ERR_CONFIG,
			    "the header %zu of the source cannot be sent",
			    i + 1);
			e->reach = REACH_SOURCE;
			return -1;
		}
		add(a, &list, h->name, h->value);
	}
	for (size_t i = 0; i < sizeof(ours) / sizeof(*ours); i++)
		if (!str_empty(ours[i].value) && is_value(ours[i].value) &&
		    !configured(r, own, ours[i].name))
			add(a, &list, ours[i].name, ours[i].value);
	*out = list;
	return 0;
}
