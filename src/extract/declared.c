// SPDX-License-Identifier: ISC
#include "extract/declared.h"

#include <jansson.h>
#include <stdlib.h>

#include "extract/script.h"
#include "model/limits.h"
#include "web/url.h"

/* One search for entries. */
struct search {
	struct arena *a;
	struct str base;
	struct declareds *out;
	json_t **todo; /* values still to be looked at */
	size_t n, cap;
};

/* Types whose parts are no entries of a list (schema.org). */
static const char *const others[] = { "BreadcrumbList", "SiteNavigationElement",
	"Organization", "NewsMediaOrganization", "Person", "WebSite",
	"SearchAction", "ImageObject", "WPHeader", "WPFooter" };

/* The first of the keys NAMES, ended by NULL, that O has as a text. */
static struct str
first_of(struct arena *a, const json_t *o, const char *const *names,
    const char *inside)
{
	struct str s = STR_NULL;

	for (; *names != NULL && s.len == 0; names++)
		s = script_text_in(a, json_object_get(o, *names), inside);
	return s;
}

static bool
is_type(const json_t *o, const char *const *names, size_t n)
{
	const json_t *t = json_object_get(o, "@type");

	if (json_is_array(t))
		t = json_array_get(t, 0);
	for (size_t i = 0; i < n && json_is_string(t); i++)
		if (strcmp(json_string_value(t), names[i]) == 0)
			return true;
	return false;
}

static struct str
without_fragment(struct str s)
{
	size_t at = str_chr(s, '#', 0);

	return at == STR_NONE ? s : str_sub(s, 0, at);
}

static void
add_entry(struct search *s, const json_t *o)
{
	static const char *const urls[] = { "url", "mainEntityOfPage", "item",
		"@id", NULL };
	static const char *const names[] = { "headline", "name", NULL };
	static const char *const dates[] = { "datePublished", "dateCreated",
		"uploadDate", "startDate", NULL };
	static const char *const images[] = { "image", "thumbnailUrl", NULL };
	static const char *const authors[] = { "author", "creator", NULL };
	static const char *const texts[] = { "description", NULL };
	static const char *const list_item[] = { "ListItem" };
	struct arena *a = s->a;
	struct declareds *out = s->out;
	struct declared d = { .title = first_of(a, o, names, "@value") };
	struct str url = first_of(a, o, urls, "@id");

	if (url.len == 0)
		url = script_text_in(a, json_object_get(o, "item"), "url");
	if (url.len == 0 || (d.title.len == 0 && !is_type(o, list_item, 1)) ||
	    out->n >= LIMIT_ITEMS ||
	    url_resolve(a, url, s->base, LIMIT_URL, &d.url) != 0)
		return;
	d.url = without_fragment(d.url);
	d.date = first_of(a, o, dates, "@value");
	d.image = first_of(a, o, images, "url");
	d.author = first_of(a, o, authors, "name");
	d.summary = first_of(a, o, texts, "@value");
	out->v = arena_more(a, out->v, out->n, &out->cap, sizeof(*out->v));
	out->v[out->n++] = d;
}

static void
push(struct search *s, json_t *v)
{
	if (!json_is_object(v) && !json_is_array(v))
		return;
	s->todo = arena_more(s->a, s->todo, s->n, &s->cap, sizeof(json_t *));
	s->todo[s->n++] = v;
}

static void
search(struct search *s, json_t *root)
{
	push(s, root);
	while (s->n > 0) {
		json_t *v = s->todo[--s->n], *child;
		const char *key;
		size_t i;

		if (json_is_array(v)) {
			json_array_foreach(v, i, child)
			{
				push(s, child);
			}
			continue;
		}
		if (is_type(v, others, sizeof(others) / sizeof(*others)))
			continue;
		add_entry(s, v);
		json_object_foreach(v, key, child)
		{
			push(s, child);
		}
	}
}

/* Of entries with one address the one that says more comes first. */
static int
by_url(const void *pa, const void *pb)
{
	const struct declared *a = pa, *b = pb;
	int c = str_cmp(a->url, b->url);

	if (c != 0)
		return c;
	if (a->date.len != b->date.len)
		return a->date.len > b->date.len ? -1 : 1;
	c = str_cmp(a->title, b->title);
	return c != 0 ? c : str_cmp(a->image, b->image);
}

void
declared_find(struct arena *a, const struct html_doc *doc, struct str base,
    struct declareds *out)
{
	const struct html_node *root = html_root(doc), *n = root;
	struct search s = { .a = a, .base = base, .out = out };
	struct str type;
	size_t kept = 0;

	*out = (struct declareds){ .n = 0 };
	while ((n = html_walk(root, n, false)) != NULL) {
		if (html_type(n) != HTML_ELEMENT ||
		    !html_is(n, STR("script")) ||
		    !html_attr(n, STR("type"), &type) ||
		    !str_ieq(str_trim(type), STR("application/ld+json")))
			continue;
		search(&s, script_json(a, html_text_content(a, n)));
	}
	if (out->n == 0)
		return;
	qsort(out->v, out->n, sizeof(*out->v), by_url);
	for (size_t i = 0; i < out->n; i++)
		if (i == 0 || !str_eq(out->v[kept - 1].url, out->v[i].url))
			out->v[kept++] = out->v[i];
	out->n = kept;
}

static int
find_url(const void *key, const void *elem)
{
	return str_cmp(
	    *(const struct str *)key, ((const struct declared *)elem)->url);
}

const struct declared *
declared_of(const struct declareds *all, struct str url)
{
	struct str key = without_fragment(url);

	return all->n == 0
		   ? NULL
		   : bsearch(&key, all->v, all->n, sizeof(*all->v), find_url);
}

static void
fill_field(struct arena *a, struct raw_field *f, struct str value)
{
	if (f->n > 0 || value.len == 0)
		return;
	*f = (struct raw_field){ .v = ARENA_NEW(a, struct raw_value),
		.n = 1,
		.rule = STR("JSON-LD") };
	f->v[0] = (struct raw_value){ .raw = value, .value = value };
}

void
declared_fill(
    struct arena *a, const struct declareds *all, struct raw_items *raw)
{
	for (size_t i = 0; i < raw->n && all->n > 0; i++) {
		struct raw_field *f = raw->v[i].field;
		const struct declared *d;
		struct str url;

		if (f[FIELD_LINK].n == 0 ||
		    url_resolve(a, f[FIELD_LINK].v[0].value, raw->base,
			LIMIT_URL, &url) != 0)
			continue;
		d = declared_of(all, url);
		if (d == NULL)
			continue;
		fill_field(a, &f[FIELD_DATE], d->date);
		fill_field(a, &f[FIELD_IMAGE], d->image);
		fill_field(a, &f[FIELD_AUTHOR], d->author);
		fill_field(a, &f[FIELD_SUMMARY], d->summary);
	}
}
