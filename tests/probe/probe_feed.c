// SPDX-License-Identifier: ISC
#include "probe.h"

#include <fcntl.h>
#include <time.h>

#include "base/file.h"
#include "decode/decode.h"
#include "extract/feed/feed.h"
#include "model/limits.h"
#include "normalize/date/date.h"
#include "normalize/markup.h"
#include "normalize/sanitize.h"

/* What one reply is made with. */
struct reply {
	struct arena *a;
	int64_t now;
	struct zone zone;
};

static json_t *
absent_or(struct reply *r, struct str s)
{
	return str_empty(s) ? json_null() : probe_json(r->a, s);
}

static json_t *
plain(struct reply *r, const struct feed_value *v)
{
	struct str s = v->html ? markup_text(r->a, v->text) : v->text;

	return absent_or(r, str_trim(s));
}

static json_t *
html(struct reply *r, const struct feed_value *v)
{
	struct err e = ERR_INIT;
	struct str out = v->text;

	if (v->html &&
	    sanitize_html(r->a, v->text, v->base, LIMIT_TEXT, &out, &e) != 0)
		return json_null();
	return absent_or(r, out);
}

static json_t *
instant(struct reply *r, const struct feed_value *v)
{
	const struct date_context ctx = { .now = r->now, .zone = &r->zone };
	struct when when;
	struct tm tm;
	char text[32];
	time_t t;

	if (str_empty(v->text) || date_parse(r->a, v->text, &ctx, &when) != 0)
		return json_null();
	t = (time_t)when.t;
	if (gmtime_r(&t, &tm) == NULL)
		return json_null();
	strftime(text, sizeof(text), "%Y-%m-%dT%H:%M:%SZ", &tm);
	return json_string(text);
}

static json_t *
authors(struct reply *r, const struct feed_node *n)
{
	json_t *list = json_array();

	for (size_t i = 0; i < n->nauthors; i++)
		json_array_append_new(
		    list, json_pack("{s:o,s:o,s:o}", "name",
			      absent_or(r, n->author[i].name), "email",
			      absent_or(r, n->author[i].email), "url",
			      absent_or(r, n->author[i].url)));
	return list;
}

static json_t *
categories(struct reply *r, const struct feed_node *n)
{
	json_t *list = json_array();

	for (size_t i = 0; i < n->ncategories; i++)
		json_array_append_new(
		    list, json_pack("{s:o,s:o,s:o}", "term",
			      absent_or(r, n->category[i].term), "scheme",
			      absent_or(r, n->category[i].scheme), "label",
			      absent_or(r, n->category[i].label)));
	return list;
}

static json_t *
enclosures(struct reply *r, const struct feed_node *n)
{
	json_t *list = json_array();

	for (size_t i = 0; i < n->nenclosures; i++)
		json_array_append_new(
		    list, json_pack("{s:o,s:o,s:o}", "url",
			      absent_or(r, n->enclosure[i].url), "type",
			      absent_or(r, n->enclosure[i].type), "length",
			      absent_or(r, n->enclosure[i].length)));
	return list;
}

/* The first of the slots that is there. */
static const struct feed_value *
first(const struct feed_node *n, enum feed_slot one, enum feed_slot other)
{
	return str_empty(n->slot[one].text) ? &n->slot[other] : &n->slot[one];
}

static json_t *
node(struct reply *r, const struct feed_node *n)
{
	const struct feed_value *v = n->slot;
	json_t *o = json_object();

	json_object_set_new(o, "title", plain(r, &v[SLOT_TITLE]));
	json_object_set_new(o, "link", absent_or(r, v[SLOT_LINK].text));
	json_object_set_new(o, "id", absent_or(r, v[SLOT_ID].text));
	json_object_set_new(o, "language", absent_or(r, v[SLOT_LANGUAGE].text));
	json_object_set_new(o, "published", instant(r, &v[SLOT_PUBLISHED]));
	json_object_set_new(
	    o, "updated", instant(r, first(n, SLOT_UPDATED, SLOT_DATE)));
	json_object_set_new(o, "created", instant(r, &v[SLOT_CREATED]));
	json_object_set_new(o, "rights", plain(r, &v[SLOT_RIGHTS]));
	json_object_set_new(o, "image",
	    json_pack("{s:o,s:o,s:o}", "url", absent_or(r, v[SLOT_IMAGE].text),
		"title", plain(r, &v[SLOT_IMAGE_TITLE]), "link",
		absent_or(r, v[SLOT_IMAGE_LINK].text)));
	json_object_set_new(o, "authors", authors(r, n));
	json_object_set_new(o, "categories", categories(r, n));
	return o;
}

static json_t *
feed(struct reply *r, const struct feed_node *n)
{
	const struct feed_value *v = n->slot;
	json_t *o = node(r, n);

	json_object_set_new(o, "description", html(r, &v[SLOT_SUMMARY]));
	json_object_set_new(o, "icon", absent_or(r, v[SLOT_ICON].text));
	json_object_set_new(o, "logo", absent_or(r, v[SLOT_LOGO].text));
	return o;
}

static json_t *
entry(struct reply *r, const struct feed_node *n)
{
	json_t *o = node(r, n), *contents = json_array();
	const struct feed_value *summary = &n->slot[SLOT_SUMMARY];

	/* Where there is none, a reader shows the beginning of the content. */
	if (str_empty(summary->text) && n->ncontents > 0)
		summary = &n->content[0];

	for (size_t i = 0; i < n->ncontents; i++)
		json_array_append_new(contents, html(r, &n->content[i]));
	json_object_set_new(o, "content", contents);
	json_object_set_new(o, "summary", html(r, summary));
	json_object_set_new(
	    o, "comments", absent_or(r, n->slot[SLOT_COMMENTS].text));
	json_object_set_new(o, "enclosures", enclosures(r, n));
	return o;
}

/* What the document was read in, whatever it was labelled: GBK's decoder is
 * gb18030's (Encoding, 10.1.1). */
static const char *
read_in(const struct document *doc)
{
	return strcmp(doc->charset, "GBK") == 0 ? "gb18030" : doc->charset;
}

static json_t *
answer(struct reply *r, const struct document *doc)
{
	struct feed_doc f;
	struct err e = ERR_INIT;
	json_t *entries = json_array();

	/* What cannot be read has an encoding all the same. */
	if (feed_read(r->a, doc->text, doc->url, &f, &e) != 0)
		f = (struct feed_doc){ .n = 0 };
	if (str_empty(f.feed.slot[SLOT_LANGUAGE].text))
		f.feed.slot[SLOT_LANGUAGE].text = doc->language;
	for (size_t i = 0; i < f.n; i++)
		json_array_append_new(entries, entry(r, &f.entry[i]));
	return json_pack("{s:s,s:o,s:o,s:s}", "encoding", read_in(doc), "feed",
	    feed(r, &f.feed), "entries", entries, "error", e.msg);
}

/* The response header NAME of the line IN; names are compared without case. */
static struct str
header(const json_t *in, const char *name)
{
	const char *key;
	json_t *v;

	json_object_foreach(json_object_get(in, "headers"), key,
	    v) if (str_ieq(str_c(key),
		       str_c(name))) return str_c(json_string_value(v));
	return STR_NULL;
}

json_t *
probe_feed(struct arena *a, const json_t *in)
{
	struct reply r = { .a = a, .now = (int64_t)time(NULL) };
	const struct source src = { SOURCE_PARTS(bare_parts),
		.max_size = LIMIT_BODY };
	struct response res = { .status = 200, .url = probe_str(in, "url") };
	struct document doc;
	struct err e = ERR_INIT;
	struct buf b;
	int rc;

	buf_init(&b, LIMIT_BODY);
	rc = file_read(AT_FDCWD, arena_cstr(a, probe_str(in, "file")), &b, &e);
	res.body = arena_str(a, buf_str(&b));
	buf_release(&b);
	res.content_type = header(in, "Content-Type");
	res.content_language = header(in, "Content-Language");
	if (rc != 0 || zone_init(&r.zone, STR("UTC"), &e) != 0 ||
	    decode(a, &src, &res, &doc, &e) != 0)
		return probe_error(e.msg);
	return answer(&r, &doc);
}
