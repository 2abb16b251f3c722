// SPDX-License-Identifier: ISC
/*
 * {"feed": {id title link base_url description language icon copyright updated
 * ttl}, "items": [{guid link title summary content author outlet language image
 * published updated offset categories[] enclosures[]{url type length}
 * origin{id title link updated} also[]{title link}}]} ->
 * {"rss", "atom", "json"}. Times are seconds since the epoch; keys may be absent.
 * With "bytes": true each character of a text, in and out, stands for the byte
 * of its number, so that texts may be no UTF-8.
 */
#include "probe.h"

#include "base/utf8.h"
#include "generate/generate.h"
#include "model/limits.h"

struct reading {
	struct arena *a;
	bool bytes;
};

static struct str
text_of(const struct reading *r, const json_t *v)
{
	struct str s = str_n(json_string_value(v), json_string_length(v));
	char *out;
	size_t n = 0;

	if (!r->bytes)
		return s;
	out = arena_alloc(r->a, s.len + 1);
	for (size_t at = 0; at < s.len;)
		out[n++] = (char)utf8_next(s, &at);
	return str_n(out, n);
}

static struct str
text(const struct reading *r, const json_t *in, const char *key)
{
	return text_of(r, json_object_get(in, key));
}

/* The bytes of a file as text_of reads them. */
static json_t *
written(const struct reading *r, struct str s)
{
	char *out;
	size_t n = 0;

	if (!r->bytes)
		return probe_json(r->a, s);
	out = arena_alloc(r->a, 2 * s.len + 1);
	for (size_t i = 0; i < s.len; i++)
		n += utf8_put((unsigned char)s.p[i], out + n);
	return json_stringn(out, n);
}

static int64_t
number(const json_t *in, const char *key)
{
	return json_integer_value(json_object_get(in, key));
}

static void
read_categories(const struct reading *r, const json_t *list, struct item *it)
{
	it->ncategories = json_array_size(list);
	it->categories = ARENA_ARRAY(r->a, it->ncategories, struct str);
	for (size_t i = 0; i < it->ncategories; i++)
		it->categories[i] = text_of(r, json_array_get(list, i));
}

static void
read_enclosures(const struct reading *r, const json_t *list, struct item *it)
{
	it->nenclosures = json_array_size(list);
	it->enclosures = ARENA_ARRAY(r->a, it->nenclosures, struct enclosure);
	for (size_t i = 0; i < it->nenclosures; i++) {
		const json_t *v = json_array_get(list, i);

		it->enclosures[i] = (struct enclosure){
			.url = text(r, v, "url"),
			.type = text(r, v, "type"),
			.length = (uint64_t)number(v, "length"),
		};
	}
}

static void
read_origin(const struct reading *r, const json_t *in, struct item *it)
{
	struct origin *o = ARENA_NEW(r->a, struct origin);

	if (in == NULL)
		return;
	o->id = text(r, in, "id");
	o->title = text(r, in, "title");
	o->link = text(r, in, "link");
	o->updated = number(in, "updated");
	it->origin = o;
}

static void
read_also(const struct reading *r, const json_t *list, struct item *it)
{
	struct mention *m =
	    ARENA_ARRAY(r->a, json_array_size(list), struct mention);

	it->also = m;
	it->nalso = json_array_size(list);
	for (size_t i = 0; i < it->nalso; i++) {
		m[i].title = text(r, json_array_get(list, i), "title");
		m[i].link = text(r, json_array_get(list, i), "link");
	}
}

static void
read_item(const struct reading *r, const json_t *in, struct item *it)
{
	*it = (struct item){
		.guid = text(r, in, "guid"),
		.link = text(r, in, "link"),
		.title = text(r, in, "title"),
		.summary = text(r, in, "summary"),
		.content = text(r, in, "content"),
		.author = text(r, in, "author"),
		.outlet = text(r, in, "outlet"),
		.language = text(r, in, "language"),
		.image = text(r, in, "image"),
	};
	it->published.t = number(in, "published");
	it->published.offset = (int32_t)number(in, "offset");
	it->updated.t = number(in, "updated");
	read_categories(r, json_object_get(in, "categories"), it);
	read_enclosures(r, json_object_get(in, "enclosures"), it);
	read_origin(r, json_object_get(in, "origin"), it);
	read_also(r, json_object_get(in, "also"), it);
}

static void
read_feed(const struct reading *r, const json_t *in, const json_t *list,
    struct feed *f)
{
	struct item *items =
	    ARENA_ARRAY(r->a, json_array_size(list), struct item);

	*f = (struct feed){
		.id = text(r, in, "id"),
		.title = text(r, in, "title"),
		.link = text(r, in, "link"),
		.base_url = text(r, in, "base_url"),
		.description = text(r, in, "description"),
		.language = text(r, in, "language"),
		.icon = text(r, in, "icon"),
		.copyright = text(r, in, "copyright"),
		.updated = number(in, "updated"),
		.ttl = (uint32_t)number(in, "ttl"),
		.items = items,
		.n = json_array_size(list),
	};
	for (size_t i = 0; i < f->n; i++)
		read_item(r, json_array_get(list, i), &items[i]);
}

json_t *
probe_generate(struct arena *a, const json_t *in)
{
	static const struct {
		const char *name;
		int (*write)(const struct feed *, struct buf *, struct err *);
	} format[] = {
		{ "rss", generate_rss },
		{ "atom", generate_atom },
		{ "json", generate_json },
	};
	struct reading r = { a, json_is_true(json_object_get(in, "bytes")) };
	json_t *out = json_object();
	struct err e = ERR_INIT;
	struct feed f;
	struct buf b;

	read_feed(
	    &r, json_object_get(in, "feed"), json_object_get(in, "items"), &f);
	buf_init(&b, LIMIT_FEED);
	for (size_t i = 0; i < sizeof(format) / sizeof(*format); i++) {
		if (format[i].write(&f, &b, &e) != 0) {
			json_decref(out);
			out = probe_error(e.msg);
			break;
		}
		json_object_set_new(
		    out, format[i].name, written(&r, buf_str(&b)));
	}
	buf_release(&b);
	return out;
}
