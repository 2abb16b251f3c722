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
		[OFFER_NEWS_SITEMAP] = "news sitemap",
		[OFFER_SITEMAP] = "sitemap",
	};

	return name[kind];
}

bool
offer_is_feed(enum offer_kind kind)
{
	return kind < OFFER_WORDPRESS;
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

	if (offer_is_feed(one.kind))
		for (; at > 0 && !offer_is_feed(d->v[at - 1].kind); at--)
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

/*
 * What programs that make sites write by themselves: WordPress, "WordPress
 * Feeds"; Hugo, "RSS templates" (index.xml, of each section too);
 * jekyll-feed (feed.xml); hexo-generator-feed (atom.xml); rss.xml is the name
 * in the RSS 2.0 specification's own sample.
 */
static const char *const beside_page[] = { "feed", "index.xml" };
static const char *const of_site[] = { "/feed", "/rss.xml", "/atom.xml",
	"/feed.xml", "/index.xml", "/rss" };

static void
guess(struct arena *a, struct str ref, struct str base, struct str *out,
    size_t max, size_t *n)
{
	struct str url;

	if (*n == max || url_resolve(a, ref, base, LIMIT_URL, &url) != 0)
		return;
	for (size_t i = 0; i < *n; i++)
		if (str_eq(out[i], url))
			return;
	out[(*n)++] = url;
}

size_t
offers_guess(struct arena *a, struct str url, struct str *out, size_t max)
{
	size_t n = 0, end = str_chr(url, '?', 0), slash;
	struct str page = str_sub(url, 0, end == STR_NONE ? url.len : end);

	/* "/world/" and "/world" are folders, "/world.html" stands in one. */
	slash = page.len;
	while (slash > 0 && page.p[slash - 1] != '/')
		slash--;
	if (str_chr(page, '.', slash) == STR_NONE && !str_ends(page, STR("/")))
		page = arena_concat(a, (struct str[]){ page, STR("/") }, 2);
	for (size_t i = 0; i < sizeof(beside_page) / sizeof(*beside_page); i++)
		guess(a, str_c(beside_page[i]), page, out, max, &n);
	for (size_t i = 0; i < sizeof(of_site) / sizeof(*of_site); i++)
		guess(a, str_c(of_site[i]), page, out, max, &n);
	return n;
}

bool
offers_is_news(struct str text)
{
	return str_find(
		   text, STR("http://www.google.com/schemas/sitemap-news/")) !=
	       STR_NONE;
}
