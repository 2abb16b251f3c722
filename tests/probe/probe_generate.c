// SPDX-License-Identifier: ISC
/*
 * {"feed": {id title link base_url description language icon copyright updated
 * ttl}, "items": [{guid link title summary content author outlet language image
 * published updated offset categories[] enclosures[]{url type length}
 * origin{id title link updated} also[]{title link}}]} ->
 * {"rss", "atom", "json"}. Times are seconds since the epoch; keys may be absent.
 */
#include "probe.h"

#include "generate/generate.h"
#include "model/limits.h"

static int64_t
number(const json_t *in, const char *key)
{
	return json_integer_value(json_object_get(in, key));
}

static void
read_categories(struct arena *a, const json_t *list, struct item *it)
{
	it->ncategories = json_array_size(list);
	it->categories = ARENA_ARRAY(a, it->ncategories, struct str);
	for (size_t i = 0; i < it->ncategories; i++) {
		const json_t *v = json_array_get(list, i);

		it->categories[i] =
		    str_n(json_string_value(v), json_string_length(v));
	}
}

static void
read_enclosures(struct arena *a, const json_t *list, struct item *it)
{
	it->nenclosures = json_array_size(list);
	it->enclosures = ARENA_ARRAY(a, it->nenclosures, struct enclosure);
	for (size_t i = 0; i < it->nenclosures; i++) {
		const json_t *v = json_array_get(list, i);

		it->enclosures[i] = (struct enclosure){
			.url = probe_str(v, "url"),
			.type = probe_str(v, "type"),
			.length = (uint64_t)number(v, "length"),
		};
	}
}

static void
read_origin(struct arena *a, const json_t *in, struct item *it)
{
	struct origin *o = ARENA_NEW(a, struct origin);

	if (in == NULL)
		return;
	o->id = probe_str(in, "id");
	o->title = probe_str(in, "title");
	o->link = probe_str(in, "link");
	o->updated = number(in, "updated");
	it->origin = o;
}

static void
read_also(struct arena *a, const json_t *list, struct item *it)
{
	struct mention *m =
	    ARENA_ARRAY(a, json_array_size(list), struct mention);

	it->also = m;
	it->nalso = json_array_size(list);
	for (size_t i = 0; i < it->nalso; i++) {
		m[i].title = probe_str(json_array_get(list, i), "title");
		m[i].link = probe_str(json_array_get(list, i), "link");
	}
}

static void
read_item(struct arena *a, const json_t *in, struct item *it)
{
	*it = (struct item){
		.guid = probe_str(in, "guid"),
		.link = probe_str(in, "link"),
		.title = probe_str(in, "title"),
		.summary = probe_str(in, "summary"),
		.content = probe_str(in, "content"),
		.author = probe_str(in, "author"),
		.outlet = probe_str(in, "outlet"),
		.language = probe_str(in, "language"),
		.image = probe_str(in, "image"),
	};
	it->published.t = number(in, "published");
	it->published.offset = (int32_t)number(in, "offset");
	it->updated.t = number(in, "updated");
	read_categories(a, json_object_get(in, "categories"), it);
	read_enclosures(a, json_object_get(in, "enclosures"), it);
	read_origin(a, json_object_get(in, "origin"), it);
	read_also(a, json_object_get(in, "also"), it);
}

static void
read_feed(struct arena *a, const json_t *in, const json_t *list, struct feed *f)
{
	struct item *items = ARENA_ARRAY(a, json_array_size(list), struct item);

	*f = (struct feed){
		.id = probe_str(in, "id"),
		.title = probe_str(in, "title"),
		.link = probe_str(in, "link"),
		.base_url = probe_str(in, "base_url"),
		.description = probe_str(in, "description"),
		.language = probe_str(in, "language"),
		.icon = probe_str(in, "icon"),
		.copyright = probe_str(in, "copyright"),
		.updated = number(in, "updated"),
		.ttl = (uint32_t)number(in, "ttl"),
		.items = items,
		.n = json_array_size(list),
	};
	for (size_t i = 0; i < f->n; i++)
		read_item(a, json_array_get(list, i), &items[i]);
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
	json_t *out = json_object();
	struct err e = ERR_INIT;
	struct feed f;
	struct buf b;

	read_feed(
	    a, json_object_get(in, "feed"), json_object_get(in, "items"), &f);
	buf_init(&b, LIMIT_FEED);
	for (size_t i = 0; i < sizeof(format) / sizeof(*format); i++) {
		if (format[i].write(&f, &b, &e) != 0) {
			json_decref(out);
			out = probe_error(e.msg);
			break;
		}
		json_object_set_new(
		    out, format[i].name, probe_json(a, buf_str(&b)));
	}
	buf_release(&b);
	return out;
}
