// SPDX-License-Identifier: ISC
#include "extract/offers.h"

#include "model/limits.h"
#include "web/url.h"

/*
 * RSS Advisory Board, "RSS Autodiscovery"; RFC 4287 7; JSON Feed 1.1,
 * "Discovery"; developer.wordpress.org, REST API Handbook, "Discovery";
 * sitemap is no registered relation, but what sites write.
 */
static const struct {
	const char *rel, *type; /* type NULL: any */
	enum offer_kind kind;
} row[] = {
	{ "alternate", "application/rss+xml", OFFER_RSS },
	{ "alternate", "application/rdf+xml", OFFER_RSS },
	{ "alternate", "application/atom+xml", OFFER_ATOM },
	{ "alternate", "application/feed+json", OFFER_JSON_FEED },
	{ "https://api.w.org/", NULL, OFFER_WORDPRESS },
	{ "sitemap", NULL, OFFER_SITEMAP },
};
#define ROWS (sizeof(row) / sizeof(*row))

const char *
offer_name(enum offer_kind kind)
{
	static const char *const name[OFFER_COUNT] = {
		[OFFER_RSS] = "RSS",
		[OFFER_ATOM] = "Atom",
		[OFFER_JSON_FEED] = "JSON Feed",
		[OFFER_WORDPRESS] = "WordPress REST API",
		[OFFER_SITEMAP] = "sitemap",
	};

	return name[kind];
}

/* WORD is one of the words of LIST, which white space parts. */
static bool
has_word(struct str list, struct str word)
{
	size_t at = 0;

	while (at < list.len) {
		size_t from = at;

		while (at < list.len && !is_html_space(list.p[at]))
			at++;
		if (str_ieq(str_sub(list, from, at - from), word))
			return true;
		at++;
	}
	return false;
}

/* The type alone, without parameters such as "; charset=utf-8". */
static struct str
essence(struct str type)
{
	return str_trim(str_sub(type, 0, str_chr(type, ';', 0)));
}

static enum offer_kind
kind_of(const struct html_node *link)
{
	struct str rel = STR_NULL, type = STR_NULL;

	html_attr(link, STR("rel"), &rel);
	html_attr(link, STR("type"), &type);
	for (size_t i = 0; i < ROWS; i++)
		if (has_word(rel, str_c(row[i].rel)) &&
		    (row[i].type == NULL ||
			str_ieq(essence(type), str_c(row[i].type))))
			return row[i].kind;
	return OFFER_COUNT;
}

static bool
is_known(const struct offers *d, struct str url)
{
	for (size_t i = 0; i < d->n; i++)
		if (str_eq(d->v[i].url, url))
			return true;
	return false;
}

/* Feeds stand before all else. */
static void
put(struct offers *d, struct offer one)
{
	size_t at = d->n++;

	if (one.kind < OFFER_WORDPRESS)
		for (; at > 0 && d->v[at - 1].kind >= OFFER_WORDPRESS; at--)
			d->v[at] = d->v[at - 1];
	d->v[at] = one;
}

void
offers_find(struct arena *a, const struct html_doc *doc, struct str base,
    struct offers *out)
{
	const struct html_node *root = html_root(doc), *n = root;

	*out = (struct offers){ ARENA_ARRAY(a, LIMIT_OFFERS, struct offer), 0 };
	while (
	    (n = html_walk(root, n, false)) != NULL && out->n < LIMIT_OFFERS) {
		struct offer one = { .title = STR_NULL };
		struct str href;

		if (html_type(n) != HTML_ELEMENT || !html_is(n, STR("link")))
			continue;
		one.kind = kind_of(n);
		if (one.kind == OFFER_COUNT ||
		    !html_attr(n, STR("href"), &href) ||
		    url_resolve(a, href, base, LIMIT_URL, &one.url) != 0 ||
		    is_known(out, one.url))
			continue;
		html_attr(n, STR("title"), &one.title);
		one.title = str_trim(one.title);
		put(out, one);
	}
}
