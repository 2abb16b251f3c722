// SPDX-License-Identifier: ISC
#include "extract/feed/json.h"

#include <jansson.h>

#include "extract/feed/hints.h"
#include "extract/feed/json_mend.h"
#include "extract/feed/put.h"
#include "model/limits.h"
#include "web/url.h"

struct reading {
	struct arena *a;
	struct str url;
};

/* The string under KEY, trimmed; empty when there is none. */
static struct str
string(const json_t *o, const char *key)
{
	const json_t *v = json_object_get(o, key);

	return json_is_string(v) ? str_trim(str_n(json_string_value(v),
				       json_string_length(v)))
				 : STR_NULL;
}

/* The same in the arena; a number as it is written. */
static struct str
id_string(struct reading *r, const json_t *o)
{
	const json_t *v = json_object_get(o, "id");

	if (json_is_integer(v))
		return arena_printf(
		    r->a, "%" JSON_INTEGER_FORMAT, json_integer_value(v));
	if (json_is_real(v))
		return arena_printf(r->a, "%.17g", json_real_value(v));
	return arena_str(r->a, string(o, "id"));
}

static struct str
address(struct reading *r, const json_t *o, const char *key)
{
	struct str ref = string(o, key);
	struct url u;

	if (str_empty(ref) || url_parse(r->a, ref, STR_NULL, &u) == 0 ||
	    url_parse(r->a, ref, r->url, &u) != 0)
		return arena_str(r->a, ref);
	return u.href;
}

static void
put(struct reading *r, struct feed_node *n, enum feed_slot slot,
    const char *where, struct str text)
{
	const struct feed_value v = {
		.raw = text, .text = text, .base = r->url, .where = where
	};

	feed_put(n, slot, &v);
}

static void
put_text(struct reading *r, struct feed_node *n, enum feed_slot slot,
    const json_t *o, const char *key)
{
	put(r, n, slot, key, arena_str(r->a, string(o, key)));
}

static void
put_address(struct reading *r, struct feed_node *n, enum feed_slot slot,
    const json_t *o, const char *key)
{
	put(r, n, slot, key, address(r, o, key));
}

static void
put_author(struct reading *r, struct feed_node *n, const json_t *o)
{
	const struct feed_person p = {
		.name = arena_str(r->a, string(o, "name")),
		.url = address(r, o, "url"),
	};

	feed_put_author(r->a, n, &p);
}

/* "authors" of version 1.1 counts before "author" of version 1. */
static void
put_authors(struct reading *r, struct feed_node *n, const json_t *o)
{
	const json_t *list = json_object_get(o, "authors");

	for (size_t i = 0; i < json_array_size(list); i++)
		put_author(r, n, json_array_get(list, i));
	if (n->nauthors == 0)
		put_author(r, n, json_object_get(o, "author"));
}

static void
put_tags(struct reading *r, struct feed_node *n, const json_t *list)
{
	for (size_t i = 0; i < json_array_size(list); i++) {
		const json_t *tag = json_array_get(list, i);
		struct feed_category c = { STR_NULL, STR_NULL, STR_NULL };

		if (json_is_string(tag))
			c.term = arena_str(
			    r->a, str_trim(str_n(json_string_value(tag),
				      json_string_length(tag))));
		feed_put_category(r->a, n, &c);
	}
}

static void
put_attachments(struct reading *r, struct feed_node *n, const json_t *list)
{
	for (size_t i = 0; i < json_array_size(list); i++) {
		const json_t *o = json_array_get(list, i);
		const json_t *size = json_object_get(o, "size_in_bytes");
		struct feed_enclosure e = { .url = address(r, o, "url"),
			.type = arena_str(r->a, string(o, "mime_type")),
			.length = STR_NULL,
			.rank = 9 };

		if (json_is_integer(size) && json_integer_value(size) > 0)
			e.length = arena_printf(r->a, "%" JSON_INTEGER_FORMAT,
			    json_integer_value(size));
		feed_put_enclosure(r->a, n, &e);
	}
}

static void
put_content(struct reading *r, struct feed_node *n, const json_t *o)
{
	struct feed_value v = {
		.where = "content_html", .base = r->url, .html = true
	};

	v.raw = v.text = arena_str(r->a, string(o, v.where));
	feed_put_content(r->a, n, &v);
	v.where = "content_text";
	v.html = false;
	v.raw = v.text = arena_str(r->a, string(o, v.where));
	feed_put_content(r->a, n, &v);
}

/* "Ideally, the id is the full URL of the resource described by the item." */
static void
put_permalink(struct reading *r, struct feed_node *n)
{
	struct str id = n->slot[SLOT_ID].text;

	if (str_istarts(id, STR("http:")) || str_istarts(id, STR("https:")))
		put(r, n, SLOT_LINK, "id", id);
}

static void
put_item(struct reading *r, struct feed_node *n, const json_t *o)
{
	put(r, n, SLOT_ID, "id", id_string(r, o));
	put_address(r, n, SLOT_LINK, o, "url");
	put_address(r, n, SLOT_LINK, o, "external_url");
	put_permalink(r, n);
	put_text(r, n, SLOT_TITLE, o, "title");
	put_text(r, n, SLOT_SUMMARY, o, "summary");
	put_content(r, n, o);
	put_address(r, n, SLOT_IMAGE, o, "image");
	put_address(r, n, SLOT_IMAGE, o, "banner_image");
	put_text(r, n, SLOT_PUBLISHED, o, "date_published");
	put_text(r, n, SLOT_UPDATED, o, "date_modified");
	put_text(r, n, SLOT_LANGUAGE, o, "language");
	/* What coranto itself adds. */
	put_text(r, n, SLOT_OUTLET, json_object_get(o, "_coranto"), "outlet");
	put_authors(r, n, o);
	put_tags(r, n, json_object_get(o, "tags"));
	put_attachments(r, n, json_object_get(o, "attachments"));
}

static void
put_feed(struct reading *r, struct feed_node *n, const json_t *o)
{
	const json_t *own = json_object_get(o, "_coranto");

	put_text(r, n, SLOT_TITLE, o, "title");
	put_text(r, n, SLOT_SUMMARY, o, "description");
	put_address(r, n, SLOT_LINK, o, "home_page_url");
	put_address(r, n, SLOT_ID, o, "feed_url");
	put_address(r, n, SLOT_LOGO, o, "icon");
	put_address(r, n, SLOT_ICON, o, "favicon");
	put_address(r, n, SLOT_ICON, o, "icon");
	put_text(r, n, SLOT_LANGUAGE, o, "language");
	put_authors(r, n, o);
	put_text(r, n, SLOT_RIGHTS, own, "copyright");
	put_text(r, n, SLOT_UPDATED, own, "updated");
}

/* Minutes, as RSS has them, which coranto adds. */
static struct hints
hints_from(const json_t *o)
{
	const json_t *ttl = json_object_get(o, "ttl");
	struct hints_seen seen = { .ttl = 0 };

	if (json_is_integer(ttl) && json_integer_value(ttl) > 0 &&
	    json_integer_value(ttl) <= LIMIT_ASKED_S)
		seen.ttl = 60 * (uint32_t)json_integer_value(ttl);
	return hints_of(&seen);
}

static void
free_json(void *p)
{
	json_decref(p);
}

/* NULL with JE set when TEXT is no JSON; what follows it counts for nothing. */
static json_t *
load(struct str text, json_error_t *je)
{
	return json_loadb(
	    text.p, text.len, JSON_ALLOW_NUL | JSON_DISABLE_EOF_CHECK, je);
}

/* Where the feed says it is, or its site. */
static struct str
own_url(struct reading *r, const json_t *o)
{
	struct str url = address(r, o, "feed_url");

	return str_empty(url) ? address(r, o, "home_page_url") : url;
}

int
feed_read_json(struct arena *a, struct str text, struct str url,
    struct feed_doc *out, struct err *e)
{
	struct reading r = { a, url };
	json_error_t je, again;
	const json_t *items;
	json_t *o;

	*out = (struct feed_doc){ .kind = FEED_JSON };
	o = load(text, &je);
	if (o == NULL) {
		out->repaired =
		    arena_printf(a, "line %d: %s", je.line, je.text);
		o = load(json_mend(a, text), &again);
	}
	if (o == NULL)
		return err_set(e, ERR_EXTRACT,
		    "the JSON Feed cannot be read: line %d: %s", je.line,
		    je.text);
	arena_defer(a, free_json, o);
	if (str_empty(url))
		r.url = own_url(&r, o);
	items = json_object_get(o, "items");
	if (str_find(string(o, "version"), STR("jsonfeed.org/version/")) ==
	    STR_NONE)
		return err_set(e, ERR_EXTRACT, "it is no JSON Feed");
	put_feed(&r, &out->feed, o);
	out->hints = hints_from(json_object_get(o, "_coranto"));
	for (size_t i = 0; i < json_array_size(items); i++) {
		struct feed_node *n = feed_put_entry(a, out);

		if (n != NULL)
			put_item(&r, n, json_array_get(items, i));
	}
	return 0;
}
