// SPDX-License-Identifier: ISC
#ifndef TESTS_FUZZ_FEEDS_H
#define TESTS_FUZZ_FEEDS_H

#include <string.h>

#include <jansson.h>
#include <libxml/parser.h>

#include "base/utf8.h"
#include "extract/feed/feed.h"
#include "generate/value.h"
#include "run/feeds.h"
#include "web/url.h"
#include "world.h"

/* The feed of a source as it stands in the store of the world, its files, and
 * what has to hold of them. */

static inline void
check_item(struct arena *a, const struct item *it, int64_t now)
{
	struct url u;

	must(!str_empty(it->key) && !str_empty(it->guid));
	must(url_parse(a, it->link, STR_NULL, &u) == 0 && url_is_web(&u));
	must(it->published.precision != PRECISION_NONE);
	must(it->published.t <= now && it->first_seen <= now);
	must(utf8_valid(it->title) && utf8_valid(it->summary));
	must(utf8_valid(it->content) && utf8_valid(it->author));
}

/* The feed of SRC at NOW. */
static inline void
make_feed(struct arena *a, const struct source *src, const struct memory *m,
    int64_t now, struct feed *f)
{
	struct err e = ERR_INIT;
	struct item *items;

	*f = (struct feed){ .id = src->id,
		.title = feed_title(src, m),
		.link = feed_page(src),
		.base_url = world.config.base_url,
		.language = m->language };
	must(store_items(
		 world.store, a, src->id, src->keep, &items, &f->n, &e) == 0);
	f->items = items;
	f->updated = feed_newest_change(items, f->n);
	must(f->n <= src->keep);
	for (size_t i = 0; i < f->n; i++) {
		check_item(a, &items[i], now);
		for (size_t k = 0; k < i; k++)
			must(!str_eq(items[i].guid, items[k].guid));
	}
}

static inline struct str
as_format(struct arena *a, const struct feed *f, size_t format)
{
	struct buf *b = buf_in(a, LIMIT_FEED);
	struct err e = ERR_INIT;

	/* A page of this size makes no feed that is too large. */
	must(feed_formats[format].generate(f, b, &e) == 0);
	return buf_str(b);
}

static inline bool
xml_is(const xmlNode *n, const char *name)
{
	return n->type == XML_ELEMENT_NODE &&
	       strcmp((const char *)n->name, name) == 0;
}

/* NODE has a child NAME with the text, or the attribute ATTR, WANTED. */
static inline void
must_have(xmlNode *node, const char *name, const char *attr, struct str wanted)
{
	xmlChar *s = NULL;

	for (xmlNode *n = node->children; n != NULL && s == NULL; n = n->next)
		if (xml_is(n, name))
			s = attr == NULL ? xmlNodeGetContent(n)
					 : xmlGetProp(n, (const xmlChar *)attr);
	must(s != NULL && str_eq(str_c((const char *)s), wanted));
	xmlFree(s);
}

/* The element ENTRY of a file stands for each item of F, in its order. What a URL
 * may have and RFC 3986 does not is escaped there. */
static inline void
check_xml(struct arena *a, struct str bytes, const struct feed *f,
    const char *entry, const char *id, const char *href)
{
	xmlDoc *doc = xmlReadMemory(bytes.p, (int)bytes.len, NULL, NULL,
	    XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
	size_t n = 0;
	xmlNode *at;

	must(doc != NULL);
	at = xmlDocGetRootElement(doc);
	if (xml_is(at, "rss"))
		at = xmlFirstElementChild(at);
	for (at = at->children; at != NULL; at = at->next)
		if (xml_is(at, entry)) {
			must(n < f->n);
			must_have(at, id, NULL, f->items[n].guid);
			must_have(
			    at, "link", href, value_uri(a, f->items[n].link));
			n++;
		}
	must(n == f->n);
	xmlFreeDoc(doc);
}

static inline bool
json_is(const json_t *o, const char *key, struct str wanted)
{
	const json_t *v = json_object_get(o, key);

	return str_eq(
	    str_n(json_string_value(v), json_string_length(v)), wanted);
}

static inline void
check_json(struct arena *a, struct str bytes, const struct feed *f)
{
	json_t *root =
	    json_loadb(bytes.p, bytes.len, JSON_REJECT_DUPLICATES, NULL);
	const json_t *items = json_object_get(root, "items");

	must(json_array_size(items) == f->n);
	for (size_t i = 0; i < f->n; i++) {
		const json_t *it = json_array_get(items, i);

		must(json_is(it, "id", f->items[i].guid));
		must(json_is(it, "url", value_uri(a, f->items[i].link)));
	}
	json_decref(root);
}

/* Our own reader, which `recover` trusts, finds the same in BYTES. */
static inline void
check_own(struct arena *a, struct str bytes, const struct feed *f)
{
	struct feed_doc doc;
	struct err e = ERR_INIT;

	must(feed_read(a, bytes, f->link, &doc, &e) == 0);
	must(doc.n == f->n && str_empty(doc.repaired) && !doc.cut);
	for (size_t i = 0; i < f->n; i++)
		must(str_eq(doc.entry[i].slot[SLOT_ID].text, f->items[i].guid));
}

/* F in all formats, each read back. */
static inline void
check_feeds(struct arena *a, const struct feed *f, struct str file[3])
{
	for (size_t i = 0; i < feed_formats_n; i++) {
		file[i] = as_format(a, f, i);
		if (feed_formats[i].bit == FORMAT_RSS)
			check_xml(a, file[i], f, "item", "guid", NULL);
		else if (feed_formats[i].bit == FORMAT_ATOM)
			check_xml(a, file[i], f, "entry", "id", "href");
		else
			check_json(a, file[i], f);
		check_own(a, file[i], f);
	}
}

#endif
