// SPDX-License-Identifier: ISC
/*
 * JSON Feed 1.1 (jsonfeed.org/version/1.1). The head stands in the first line,
 * each item in a line of its own, so that a change shows as such. What the
 * format has no place for is in "_coranto" (ibid., Extensions).
 */
#include <jansson.h>

#include "base/arena.h"
#include "base/civil.h"
#include "generate/format.h"
#include "generate/scrub.h"
#include "generate/text.h"
#include "generate/value.h"
#include "model/limits.h"

#define SUFFIX ".json"

/* After a failure nothing more is written. */
struct out {
	struct buf *b;      /* foreign */
	struct buf scratch; /* owned; one string, scrubbed */
	bool failed;        /* of jansson, or B is full */
};

static void
check(struct out *o, int r)
{
	if (r != 0)
		o->failed = true;
}

/* S as a value; NULL, with O failed, when it is too long for the feed. */
static json_t *
text(struct out *o, struct str s)
{
	json_t *v = NULL;

	scrub(&o->scratch, s);
	/* What does not fit here would not fit there. */
	if (o->scratch.over)
		o->b->over = true;
	else
		v = json_stringn_nocheck(o->scratch.p, o->scratch.len);
	if (v == NULL)
		o->failed = true;
	return v;
}

static void
put(struct out *o, json_t *into, const char *name, json_t *v)
{
	check(o, json_object_set_new(into, name, v));
}

/* Neither null nor "" may stand for what there is not. */
static void
put_text(struct out *o, json_t *into, const char *name, struct str s)
{
	if (!scrub_blank(s))
		put(o, into, name, text(o, s));
}

/* The same for arrays and objects; takes V over. */
static void
put_filled(struct out *o, json_t *into, const char *name, json_t *v)
{
	if (json_array_size(v) + json_object_size(v) > 0)
		put(o, into, name, v);
	else
		json_decref(v);
}

static void
append(struct out *o, json_t *list, json_t *v)
{
	check(o, json_array_append_new(list, v));
}

/* Write V, without the braces around it when FLAGS say so, and free it. */
static int
add_piece(const char *p, size_t n, void *b)
{
	return buf_add(b, str_n(p, n));
}

static void
write_value(struct out *o, json_t *v, size_t flags)
{
	if (!o->failed)
		check(o, json_dump_callback(
			     v, add_piece, o->b, JSON_COMPACT | flags));
	json_decref(v);
}

static json_t *
authors(struct out *o, struct arena *a, const struct item *it)
{
	struct str name = text_author(a, it);
	json_t *list = json_array(), *person = json_object();

	put_text(o, person, "name", name);
	if (json_object_size(person) > 0)
		append(o, list, person);
	else
		json_decref(person);
	return list;
}

static json_t *
tags(struct out *o, const struct item *it)
{
	json_t *list = json_array();

	for (size_t i = 0; i < it->ncategories; i++)
		if (!scrub_blank(it->categories[i]))
			append(o, list, text(o, it->categories[i]));
	return list;
}

static json_t *
attachments(struct out *o, struct arena *a, const struct item *it)
{
	json_t *list = json_array();

	for (size_t i = 0; i < it->nenclosures; i++) {
		const struct enclosure *enc = &it->enclosures[i];
		json_t *one = json_object();

		put(o, one, "url", text(o, value_uri(a, enc->url)));
		put(o, one, "mime_type", text(o, value_media_type(enc->type)));
		if (enc->length > 0 && enc->length <= INT64_MAX)
			put(o, one, "size_in_bytes",
			    json_integer((json_int_t)enc->length));
		append(o, list, one);
	}
	return list;
}

static json_t *
origin(struct out *o, struct arena *a, const struct feed *f,
    const struct origin *from)
{
	json_t *v = json_object();

	put_text(o, v, "id", format_feed_id(a, from->link, from->id));
	put_text(o, v, "title", from->title);
	put_text(o, v, "home_page_url", value_uri(a, from->link));
	put_text(o, v, "feed_url", format_url(a, f, from->id, SUFFIX));
	return v;
}

static json_t *
also(struct out *o, struct arena *a, const struct item *it)
{
	json_t *list = json_array();

	for (size_t i = 0; i < it->nalso; i++) {
		json_t *one = json_object();

		put(o, one, "url", text(o, value_uri(a, it->also[i].link)));
		put_text(o, one, "title", it->also[i].title);
		append(o, list, one);
	}
	return list;
}

static json_t *
extension(
    struct out *o, struct arena *a, const struct feed *f, const struct item *it)
{
	json_t *v = json_object();

	put_text(o, v, "outlet", it->outlet);
	if (it->origin != NULL)
		put(o, v, "origin", origin(o, a, f, it->origin));
	put_filled(o, v, "also", also(o, a, it));
	return v;
}

static void
put_texts(struct out *o, json_t *v, struct arena *a, const struct item *it,
    bool with_content)
{
	struct str body = text_body(a, it, with_content);

	if (str_empty(body)) {
		put(o, v, "content_text", text(o, text_summary(it)));
		return;
	}
	put(o, v, "content_html", text(o, body));
	put_text(o, v, "summary", it->summary);
}

static json_t *
item(struct out *o, struct arena *a, const struct feed *f,
    const struct item *it, bool with_content)
{
	json_t *v = json_object();

	put(o, v, "id", text(o, it->guid));
	put(o, v, "url", text(o, value_uri(a, it->link)));
	put_text(o, v, "title", it->title);
	put_texts(o, v, a, it, with_content);
	put_text(o, v, "image", value_uri(a, it->image));
	put(o, v, "date_published",
	    text(o, time_rfc3339_utc(a, it->published.t)));
	if (it->updated.t > it->published.t)
		put(o, v, "date_modified",
		    text(o, time_rfc3339_utc(a, it->updated.t)));
	put_filled(o, v, "authors", authors(o, a, it));
	put_filled(o, v, "tags", tags(o, it));
	put_text(o, v, "language", format_language(f, it));
	put_filled(o, v, "attachments", attachments(o, a, it));
	put_filled(o, v, "_coranto", extension(o, a, f, it));
	return v;
}

/* What the other formats say of a feed and this one has no member for. */
static json_t *
head_extension(struct out *o, struct arena *a, const struct feed *f)
{
	json_t *v = json_object();

	put_text(o, v, "generator", STR("coranto " CORANTO_VERSION));
	put_text(o, v, "copyright", f->copyright);
	if (f->updated >= LIMIT_DATE_MIN)
		put(o, v, "updated", text(o, time_rfc3339_utc(a, f->updated)));
	if (f->ttl > 0)
		put(o, v, "ttl", json_integer(f->ttl));
	return v;
}

/* Where who wants to hear of changes at once may ask. */
static json_t *
hubs(struct out *o, struct arena *a, const struct feed *f)
{
	json_t *v = json_array(), *one;

	if (f->archive > 0 || str_empty(f->hub) || str_empty(f->base_url))
		return v;
	one = json_object();
	put(o, one, "type", text(o, STR("WebSub")));
	put(o, one, "url", text(o, value_uri(a, f->hub)));
	if (json_array_append_new(v, one) != 0)
		o->failed = true;
	return v;
}

static json_t *
head(struct out *o, struct arena *a, const struct feed *f)
{
	json_t *v = json_object();

	put(o, v, "version", text(o, STR("https://jsonfeed.org/version/1.1")));
	put(o, v, "title", text(o, f->title));
	put(o, v, "home_page_url", text(o, value_uri(a, f->link)));
	put_text(o, v, "feed_url",
	    format_url(a, f, feed_file(a, f->id, f->archive), SUFFIX));
	put_text(o, v, "next_url", format_previous(a, f, SUFFIX));
	put_text(o, v, "description", f->description);
	put(o, v, "user_comment",
	    text(o, STR("This is a feed. To follow it, give its address to a "
			"feed reader.")));
	put_text(o, v, "icon", value_uri(a, f->icon));
	put_text(o, v, "language", value_language(f->language));
	put_filled(o, v, "hubs", hubs(o, a, f));
	put(o, v, "_coranto", head_extension(o, a, f));
	return v;
}

static int
finish(struct out *o, struct err *e)
{
	buf_release(&o->scratch);
	if (o->b->over)
		return err_set(
		    e, ERR_LIMIT, "more than %zu bytes of JSON", o->b->limit);
	if (o->failed)
		return err_set(e, ERR_SYSTEM, "jansson cannot write JSON");
	return 0;
}

int
json_write(const struct feed *f, struct window w, struct buf *b, struct err *e)
{
	struct out o = { .b = b };
	struct arena a;

	/* Of one item at a time, which LIMIT_ROW bounds. */
	arena_init(&a, SIZE_MAX);
	buf_init(&o.scratch, b->limit);
	buf_addc(b, '{');
	write_value(&o, head(&o, &a, f), JSON_EMBED);
	buf_add(b, STR(",\"items\":["));
	for (size_t i = 0; i < w.items && !o.failed; i++) {
		arena_reset(&a);
		buf_add(b, i > 0 ? STR(",\n") : STR("\n"));
		write_value(&o, item(&o, &a, f, &f->items[i], i < w.texts), 0);
	}
	buf_add(b, STR("\n]}\n"));
	arena_release(&a);
	return finish(&o, e);
}
