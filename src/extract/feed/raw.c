// SPDX-License-Identifier: ISC
#include "extract/feed/raw.h"

#include "base/utf8.h"
#include "extract/feed/feed.h"
#include "extract/feed/markup.h"
#include "model/limits.h"
#include "web/html.h"

static const struct html_limits html_limits = LIMITS_OF_HTML;

/* Room in F for N values in all. */
static void
reserve(struct arena *a, struct raw_field *f, size_t n)
{
	f->v = ARENA_ARRAY(a, n, struct raw_value);
}

static void
add(struct arena *a, struct raw_field *f, const struct raw_value *v)
{
	if (str_empty(v->value))
		return;
	if (f->v == NULL)
		reserve(a, f, 1);
	f->v[f->n++] = *v;
}

static void
add_value(struct arena *a, struct raw_field *f, const struct feed_value *v)
{
	if (f->n == 0 && v->where != NULL)
		f->rule = str_c(v->where);
	add(a, f,
	    &(struct raw_value){ .raw = v->raw,
		.value = v->text,
		.html = v->html,
		.base = v->base });
}

static void
add_text(struct arena *a, struct raw_field *f, const char *where, struct str s)
{
	const struct feed_value v = { .raw = s, .text = s, .where = where };

	add_value(a, f, &v);
}

/* A text without lines or markup: what some tools have as all there is. */
static bool
is_summary(const struct feed_value *v)
{
	return !v->html && str_chr(v->text, '\n', 0) == STR_NONE &&
	       utf8_count(v->text) <= LIMIT_SUMMARY;
}

/* True for a content that comes from another element for a summary. */
static bool
is_second_summary(const struct feed_value *v)
{
	struct str where = str_c(v->where);

	return str_ieq(where, STR("description")) ||
	       str_ieq(where, STR("summary")) ||
	       str_ieq(where, STR("abstract"));
}

/* Plain text in paragraphs, with an empty line between them, as films have it:
 * in the one line that a summary is it could not be read. */
static bool
has_paragraphs(const struct feed_value *v)
{
	return !v->html && str_find(v->text, STR("\n\n")) != STR_NONE;
}

/* The content for people: HTML where there is some. Of two summaries the longer
 * is the content. */
static void
read_texts(struct arena *a, const struct feed_node *n, struct raw_field *f)
{
	struct feed_value v, summary = n->slot[SLOT_SUMMARY];

	v = n->ncontents > 0 ? n->content[0] : (struct feed_value){ 0 };
	for (size_t i = 1; i < n->ncontents && !v.html; i++)
		if (n->content[i].html)
			v = n->content[i];
	if (n->ncontents == 1 && is_second_summary(&v) &&
	    v.text.len < summary.text.len) {
		v = summary;
		summary = n->content[0];
	}
	if (n->ncontents == 0 && has_paragraphs(&summary))
		v = summary;
	else
		add_value(a, &f[FIELD_SUMMARY], &summary);
	if (str_empty(v.text))
		return;
	if (is_summary(&v) && f[FIELD_SUMMARY].n == 0) {
		add_value(a, &f[FIELD_SUMMARY], &v);
		return;
	}
	if (!v.html)
		v.text = feed_markup_paragraphs(a, v.text);
	v.html = true;
	add_value(a, &f[FIELD_CONTENT], &v);
}

/* V as plain text; as it is where it cannot be parsed. */
static struct str
plain(struct arena *a, const struct feed_value *v)
{
	struct html_doc *tree;
	struct err unread;

	if (!v->html || html_parse_fragment(a, v->text, STR("div"),
			    &html_limits, &tree, &unread) != 0)
		return v->text;
	return html_text(a, html_root(tree));
}

static struct str
names_of(struct arena *a, const struct feed_node *n)
{
	struct str all = STR_NULL;

	for (size_t i = 0; i < n->nauthors; i++) {
		const struct feed_person *p = &n->author[i];
		struct str name = str_empty(p->name) ? p->email : p->name;

		if (!str_empty(name))
			all = arena_concat(a,
			    (struct str[]){ all,
				str_empty(all) ? STR_NULL : STR(", "), name },
			    3);
	}
	return all;
}

/* RFC 4287 4.2.1: who wrote the feed wrote an entry that names nobody. A feed
 * that must name somebody and cannot names itself. */
static void
read_authors(struct arena *a, const struct feed_doc *doc,
    const struct feed_node *n, struct raw_field *f)
{
	struct str all = names_of(a, n);

	if (str_empty(all) &&
	    (doc->kind == FEED_ATOM || doc->kind == FEED_JSON)) {
		all = names_of(a, &doc->feed);
		if (str_eq(all, plain(a, &doc->feed.slot[SLOT_TITLE])))
			return;
	}
	add_text(a, f, "author", all);
}

static void
read_categories(struct arena *a, const struct feed_node *n, struct raw_field *f)
{
	reserve(a, f, n->ncategories);
	for (size_t i = 0; i < n->ncategories; i++) {
		const struct feed_category *c = &n->category[i];

		add_text(
		    a, f, "category", str_empty(c->label) ? c->term : c->label);
	}
}

static bool
is_image(const struct feed_enclosure *e)
{
	return str_istarts(e->type, STR("image/"));
}

/* RANK 1: of one thing in several makes, the first where there is no other. */
static void
read_enclosures(struct arena *a, const struct feed_node *n, struct raw_field *f)
{
	reserve(a, f, n->nenclosures);
	f->rule = STR("enclosure");
	for (int least = 2; least >= 1 && f->n == 0; least--)
		for (size_t i = 0; i < n->nenclosures; i++) {
			const struct feed_enclosure *e = &n->enclosure[i];
			unsigned long long length = 0;

			if (e->rank < least || (least == 1 && f->n > 0))
				continue;
			str_uint(e->length, INT64_MAX, &length);
			add(a, f,
			    &(struct raw_value){ .raw = e->url,
				.value = e->url,
				.type = e->type,
				.length = length });
		}
}

static void
read_image(struct arena *a, const struct feed_node *n, struct raw_field *f)
{
	reserve(a, f, 1 + n->nenclosures);
	add_value(a, f, &n->slot[SLOT_IMAGE]);
	for (size_t i = 0; i < n->nenclosures; i++)
		if (is_image(&n->enclosure[i]))
			add_text(a, f, "enclosure", n->enclosure[i].url);
}

/* Of several dates the one meant for readers, else the next best. */
static void
read_dates(struct arena *a, const struct feed_node *n, struct raw_field *f)
{
	static const enum feed_slot slots[] = { SLOT_PUBLISHED, SLOT_DATE,
		SLOT_CREATED, SLOT_UPDATED };

	reserve(a, f, sizeof(slots) / sizeof(*slots));
	for (size_t i = 0; i < sizeof(slots) / sizeof(*slots); i++)
		add_value(a, f, &n->slot[slots[i]]);
}

static void
read_entry(struct arena *a, const struct feed_doc *doc,
    const struct feed_node *n, struct raw_item *out)
{
	struct raw_field *f = out->field;

	add_value(a, &f[FIELD_TITLE], &n->slot[SLOT_TITLE]);
	add_value(a, &f[FIELD_LINK], &n->slot[SLOT_LINK]);
	add_value(a, &f[FIELD_GUID], &n->slot[SLOT_ID]);
	read_texts(a, n, f);
	read_dates(a, n, &f[FIELD_DATE]);
	add_value(a, &f[FIELD_UPDATED], &n->slot[SLOT_UPDATED]);
	read_authors(a, doc, n, &f[FIELD_AUTHOR]);
	add_value(a, &f[FIELD_OUTLET], &n->slot[SLOT_OUTLET]);
	read_categories(a, n, &f[FIELD_CATEGORY]);
	read_image(a, n, &f[FIELD_IMAGE]);
	read_enclosures(a, n, &f[FIELD_ENCLOSURE]);
	add_value(a, &f[FIELD_LANGUAGE], &n->slot[SLOT_LANGUAGE]);
}

static void
warn_rules(struct arena *a, const struct source *src, struct raw_items *out)
{
	size_t cap = 0;

	for (int f = 0; f < FIELD_COUNT; f++) {
		if (src->rules->field[f].n == 0)
			continue;
		out->warnings = arena_more(a, out->warnings, out->nwarnings,
		    &cap, sizeof(*out->warnings));
		out->warnings[out->nwarnings++] = arena_printf(a,
		    "%s: the source is a feed, which is read without rules",
		    field_name((enum field)f));
	}
}

int
feed_raw(struct arena *a, const struct source *src, const struct document *doc,
    struct raw_items *out, struct err *e)
{
	struct str url = src->base.len > 0 ? src->base : doc->url;
	struct raw_feed *facts = ARENA_NEW(a, struct raw_feed);
	struct feed_doc feed;

	*out = (struct raw_items){ .used = src, .base = url, .feed = facts };
	if (feed_read(a, doc->text, url, &feed, e) != 0)
		return -1;
	*facts = (struct raw_feed){ .format = feed_kind_name(feed.kind),
		.link = feed.feed.slot[SLOT_LINK].text,
		.hints = feed.hints,
		.repaired = feed.repaired,
		.more = feed.more,
		.cut = feed.cut };
	out->title = plain(a, &feed.feed.slot[SLOT_TITLE]);
	out->language = feed.feed.slot[SLOT_LANGUAGE].text;
	if (str_empty(out->language))
		out->language = doc->language;
	out->v = ARENA_ARRAY(a, feed.n, struct raw_item);
	for (out->n = 0; out->n < feed.n; out->n++) {
		out->v[out->n].position = out->n;
		read_entry(a, &feed, &feed.entry[out->n], &out->v[out->n]);
	}
	warn_rules(a, src, out);
	return 0;
}
