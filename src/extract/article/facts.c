// SPDX-License-Identifier: ISC
#include "extract/article/facts.h"

#include "base/utf8.h"
#include "model/limits.h"

/* Nodes and attributes in an element with a name or a date. */
#define PARTS 50
/* Bytes of the longest text that can be a date and nothing else. */
#define DATE_BYTES 120

enum fact {
	FACT_TITLE,
	FACT_SUMMARY,
	FACT_AUTHOR,
	FACT_SITE,
	FACT_OUTLET,
	FACT_IMAGE,
	FACT_COUNT,
	FACT_PUBLISHED = FACT_COUNT,
	FACT_UPDATED
};

/*
 * Names of <meta>, in lower case, the most trustworthy of each fact first. Open
 * Graph (ogp.me), Twitter Cards, Dublin Core, Highwire and Parsely tags as
 * search engines read them; the last ones are those of Chinese government
 * sites (国办发〔2019〕19号) and of wide-spread publishing systems there.
 */
static const struct meta {
	const char *name;
	enum fact fact;
} metas[] = {
	{ "og:title", FACT_TITLE },
	{ "twitter:title", FACT_TITLE },
	{ "articletitle", FACT_TITLE },
	{ "pagetitle", FACT_TITLE },
	{ "citation_title", FACT_TITLE },
	{ "parsely-title", FACT_TITLE },
	{ "dc.title", FACT_TITLE },
	{ "og:description", FACT_SUMMARY },
	{ "description", FACT_SUMMARY },
	{ "twitter:description", FACT_SUMMARY },
	{ "author", FACT_AUTHOR },
	{ "article:author", FACT_AUTHOR },
	{ "byl", FACT_AUTHOR },
	{ "parsely-author", FACT_AUTHOR },
	{ "citation_author", FACT_AUTHOR },
	{ "dc.creator", FACT_AUTHOR },
	{ "sailthru.author", FACT_AUTHOR },
	{ "og:site_name", FACT_SITE },
	{ "application-name", FACT_SITE },
	{ "sitename", FACT_SITE },
	{ "dc.publisher", FACT_SITE },
	{ "contentsource", FACT_OUTLET },
	{ "source", FACT_OUTLET },
	{ "og:image", FACT_IMAGE },
	{ "og:image:url", FACT_IMAGE },
	{ "og:image:secure_url", FACT_IMAGE },
	{ "twitter:image", FACT_IMAGE },
	{ "twitter:image:src", FACT_IMAGE },
	{ "thumbnail", FACT_IMAGE },
	{ "article:published_time", FACT_PUBLISHED },
	{ "og:published_time", FACT_PUBLISHED },
	{ "og:article:published_time", FACT_PUBLISHED },
	{ "pubdate", FACT_PUBLISHED },
	{ "publishdate", FACT_PUBLISHED },
	{ "publish_date", FACT_PUBLISHED },
	{ "publish-date", FACT_PUBLISHED },
	{ "parsely-pub-date", FACT_PUBLISHED },
	{ "sailthru.date", FACT_PUBLISHED },
	{ "citation_publication_date", FACT_PUBLISHED },
	{ "dc.date.issued", FACT_PUBLISHED },
	{ "dc.date", FACT_PUBLISHED },
	{ "date", FACT_PUBLISHED },
	{ "article:modified_time", FACT_UPDATED },
	{ "og:updated_time", FACT_UPDATED },
	{ "og:article:modified_time", FACT_UPDATED },
	{ "lastmod", FACT_UPDATED },
	{ "last-modified", FACT_UPDATED },
	{ "dc.date.modified", FACT_UPDATED },
};

/* What is known so far, and the row of METAS that it is from. */
struct finder {
	struct arena *a;
	struct facts *f;
	size_t row[FACT_COUNT];
};

void
facts_add_date(struct arena *a, struct article_dates *d, struct str text,
    enum article_place place, size_t node)
{
	text = str_trim(text);
	if (str_empty(text) || text.len > DATE_BYTES ||
	    d->n == LIMIT_ARTICLE_DATES)
		return;
	for (size_t i = 0; i < d->n; i++)
		if (str_eq(d->v[i].text, text))
			return;
	if (d->v == NULL)
		d->v = ARENA_ARRAY(a, LIMIT_ARTICLE_DATES, struct article_date);
	d->v[d->n++] = (struct article_date){ text, place, node };
}

static struct str *
slot(struct facts *f, enum fact fact)
{
	switch (fact) {
	case FACT_TITLE:
		return &f->title;
	case FACT_SUMMARY:
		return &f->summary;
	case FACT_AUTHOR:
		return &f->author;
	case FACT_SITE:
		return &f->site;
	case FACT_OUTLET:
		return &f->outlet;
	case FACT_IMAGE:
	default:
		return &f->image;
	}
}

/* True when S can be a person's name: no address, no number. */
static bool
is_name(struct str s)
{
	size_t at = 0;

	while (
	    at < s.len && (unsigned char)s.p[at] < 0x80 && !is_alpha(s.p[at]))
		at++;
	return at < s.len && str_find(s, STR("@")) == STR_NONE &&
	       str_find(s, STR("://")) == STR_NONE;
}

static void
take_meta(struct finder *r, size_t row, struct str value)
{
	enum fact fact = metas[row].fact;
	struct facts *f = r->f;

	value = str_trim(value);
	if (str_empty(value))
		return;
	if (fact == FACT_PUBLISHED)
		facts_add_date(r->a, &f->published, value, ARTICLE_IN_META, 0);
	else if (fact == FACT_UPDATED)
		facts_add_date(r->a, &f->updated, value, ARTICLE_IN_META, 0);
	else if (row < r->row[fact] &&
		 (fact != FACT_AUTHOR || is_name(value))) {
		*slot(f, fact) = value;
		r->row[fact] = row;
	}
}

static void
read_meta(struct finder *r, const struct html_node *n)
{
	struct str name = STR_NULL, value = STR_NULL;

	if (!html_attr(n, STR("content"), &value) ||
	    !(html_attr(n, STR("property"), &name) ||
		html_attr(n, STR("name"), &name) ||
		html_attr(n, STR("itemprop"), &name)))
		return;
	name = str_trim(name);
	for (size_t i = 0; i < sizeof(metas) / sizeof(*metas); i++)
		if (str_ieq(name, str_c(metas[i].name)))
			take_meta(r, i, value);
	if (str_ieq(name, STR("datePublished")))
		facts_add_date(r->a, &r->f->published, value,
		    ARTICLE_IN_MICRODATA, html_order(n));
	if (str_ieq(name, STR("dateModified")))
		facts_add_date(r->a, &r->f->updated, value,
		    ARTICLE_IN_MICRODATA, html_order(n));
}

static bool
has_word(struct str all, struct str word)
{
	struct str one;

	while (str_cut(&all, ' ', &one))
		if (str_ieq(str_trim(one), word))
			return true;
	return false;
}

static void
read_link(struct finder *r, const struct html_node *n)
{
	struct str rel, href;

	if (!html_attr(n, STR("rel"), &rel) ||
	    !html_attr(n, STR("href"), &href))
		return;
	if (has_word(rel, STR("canonical")) && str_empty(r->f->canonical))
		r->f->canonical = str_trim(href);
	if (has_word(rel, STR("amphtml")) && str_empty(r->f->amp))
		r->f->amp = str_trim(href);
	if (has_word(rel, STR("next")) && str_empty(r->f->next))
		r->f->next = str_trim(href);
}

static void
read_script(struct finder *r, const struct html_node *n)
{
	struct str type;

	if (html_attr(n, STR("type"), &type) &&
	    str_ieq(str_trim(type), STR("application/ld+json")))
		facts_json(r->a, html_text_content(r->a, n), r->f);
}

/* A microdata property or a <time> in the page. */
static void
read_microdata(struct finder *r, const struct html_node *n)
{
	struct str prop, value = STR_NULL;

	if (!html_attr(n, STR("itemprop"), &prop))
		return;
	if (has_word(prop, STR("articleBody"))) {
		r->f->bodies |= r->f->body_node != NULL;
		r->f->body_node = r->f->bodies ? NULL : n;
	}
	/* A name or a date is not made of many parts. */
	if (html_count(n, PARTS) >= PARTS)
		return;
	if (has_word(prop, STR("datePublished")) ||
	    has_word(prop, STR("dateModified"))) {
		if (!html_attr(n, STR("datetime"), &value) &&
		    !html_attr(n, STR("content"), &value))
			value = html_text(r->a, n);
		facts_add_date(r->a,
		    has_word(prop, STR("datePublished")) ? &r->f->published
							 : &r->f->updated,
		    value, ARTICLE_IN_MICRODATA, html_order(n));
	}
	if (has_word(prop, STR("author")) && str_empty(r->f->author))
		r->f->author = html_text(r->a, n);
}

void
facts_read(struct arena *a, const struct html_doc *doc, struct facts *out)
{
	const struct html_node *root = html_root(doc), *n = root;
	struct finder r = { .a = a, .f = out };

	*out = (struct facts){ .title = STR_NULL };
	for (size_t i = 0; i < FACT_COUNT; i++)
		r.row[i] = sizeof(metas) / sizeof(*metas);
	while ((n = html_walk(root, n, false)) != NULL) {
		struct str name = html_name(n);

		if (str_empty(name))
			continue;
		if (str_eq(name, STR("meta")))
			read_meta(&r, n);
		else if (str_eq(name, STR("link")))
			read_link(&r, n);
		else if (str_eq(name, STR("script")))
			read_script(&r, n);
		else
			read_microdata(&r, n);
	}
}
