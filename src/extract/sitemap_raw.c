// SPDX-License-Identifier: ISC
#include "extract/data.h"
#include "extract/sitemap.h"
#include "model/limits.h"
#include "web/url.h"

/* Bytes of addresses that the message about an index has room for. */
#define SHOWN 130

static void
put(struct arena *a, struct raw_item *item, enum field f, const char *where,
    struct str s)
{
	struct raw_field *to = &item->field[f];
	size_t cap = to->n;

	if (str_empty(s))
		return;
	if (to->n == 0)
		to->rule = str_c(where);
	to->v = arena_more(a, to->v, to->n, &cap, sizeof(*to->v));
	to->v[to->n++] = (struct raw_value){ .raw = s, .value = s };
}

/* A comma between them: Google's keywords, which it reads no longer. */
static void
put_keywords(struct arena *a, struct raw_item *item, struct str all)
{
	struct str word;

	while (str_cut(&all, ',', &word))
		if (item->field[FIELD_CATEGORY].n < LIMIT_VALUES)
			put(a, item, FIELD_CATEGORY, "news:keywords",
			    str_trim(word));
}

static void
read_entry(
    struct arena *a, const struct sitemap_entry *en, struct raw_item *item)
{
	put(a, item, FIELD_LINK, "loc", en->loc);
	put(a, item, FIELD_TITLE, "news:title", en->title);
	if (str_empty(en->title))
		put(a, item, FIELD_TITLE, "loc", sitemap_title(a, en->loc));
	put(a, item, FIELD_DATE, "news:publication_date", en->date);
	put(a, item, FIELD_DATE, "lastmod", en->lastmod);
	put(a, item, FIELD_OUTLET, "news:name", en->outlet);
	put(a, item, FIELD_LANGUAGE, "news:language", en->language);
	put(a, item, FIELD_IMAGE, "image:loc", en->image);
	put_keywords(a, item, en->keywords);
}

/* Does the index S lead to its newest sitemap? Without a date it would look the
 * same for ever, and that sitemap never be asked for again. */
static bool
leads_on(struct arena *a, const struct source *src, const struct sitemap *s,
    struct raw_items *out)
{
	return src->pages->by == PAGES_DECLARED && s->n > 0 &&
	       !str_empty(s->v[0].lastmod) &&
	       url_resolve(a, s->v[0].loc, out->base, LIMIT_URL, &out->next) ==
		   0;
}

/* An index has no entries of its own. */
static int
tell_index(const struct sitemap *s, struct err *e)
{
	struct str second = STR_NULL;

	if (s->n == 0)
		return err_set(
		    e, ERR_EXTRACT, "this is an index of sitemaps, and empty");
	if (s->n > 1 && s->v[0].loc.len + s->v[1].loc.len <= SHOWN)
		second = s->v[1].loc;
	return err_set(e, ERR_EXTRACT,
	    "this is an index of %zu sitemap%s; write the address of one of "
	    "them as url, such as %.*s%s%.*s%s%.*s",
	    s->n, s->n == 1 ? "" : "s", STR_ARG(s->v[0].loc),
	    str_empty(s->v[0].lastmod) ? "" : " of ",
	    STR_ARG(str_sub(s->v[0].lastmod, 0, 10)),
	    str_empty(second) ? "" : " or ", STR_ARG(second));
}

static void
warn_rules(struct arena *a, const struct source *src, struct raw_items *out)
{
	for (int f = 0; f < FIELD_COUNT; f++)
		if (src->rules->field[f].n > 0)
			data_warn(a,
			    arena_printf(a,
				"%s: the source is a sitemap, which is read "
				"without rules",
				field_name((enum field)f)),
			    out);
}

int
sitemap_raw(struct arena *a, const struct source *src,
    const struct document *doc, struct raw_items *out, struct err *e)
{
	struct raw_feed *facts = ARENA_NEW(a, struct raw_feed);
	struct str text = doc->text;
	struct sitemap s;

	*out = (struct raw_items){ .used = src,
		.data = true,
		.base = src->base.len > 0 ? src->base : doc->url,
		.language = doc->language,
		.feed = facts };
	facts->format = "sitemap";
	/* Where a list of addresses ends early, its last line does. */
	if (doc->truncated && sitemap_sniff(text) == SITEMAP_TEXT)
		text.len = str_rfind(text, STR("\n")) + 1;
	if (sitemap_read(a, text, &s, e) != 0)
		return -1;
	if (s.kind == SITEMAP_INDEX)
		return leads_on(a, src, &s, out) ? 0 : tell_index(&s, e);
	*facts =
	    (struct raw_feed){ .format = "sitemap", .repaired = s.repaired };
	out->v = ARENA_ARRAY(
	    a, s.n < LIMIT_ITEMS ? s.n : LIMIT_ITEMS, struct raw_item);
	for (; out->n < s.n && out->n < LIMIT_ITEMS; out->n++) {
		out->v[out->n].position = out->n;
		read_entry(a, &s.v[out->n], &out->v[out->n]);
	}
	facts->more = s.n + s.more - out->n;
	warn_rules(a, src, out);
	return 0;
}
