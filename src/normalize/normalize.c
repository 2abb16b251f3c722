// SPDX-License-Identifier: ISC
#include "normalize/normalize.h"

#include <stdbool.h>
#include <string.h>

#include "model/limits.h"
#include "normalize/context.h"
#include "normalize/date/zones.h"
#include "normalize/filter.h"
#include "normalize/identity.h"
#include "normalize/spoken.h"
#include "normalize/text.h"
#include "web/url.h"

/* Characters of a value in a warning: enough to find it in the page. */
#define QUOTE 60

static void
warn(struct norm *n, struct str text)
{
	struct items *out = n->out;

	out->warnings = arena_more(n->a, out->warnings, out->nwarnings,
	    &n->warnings_cap, sizeof(*out->warnings));
	out->warnings[out->nwarnings++] = text;
}

void
norm_warn(struct norm *n, const struct raw_item *raw, const char *what,
    struct str value)
{
	struct str quote = text_cut(n->a, text_line(n->a, value), QUOTE);
	struct items *out = n->out;

	if (out->nwarnings < LIMIT_WARNINGS)
		warn(n, arena_printf(n->a, "item %zu: %s: %.*s",
			    raw->position + 1, what, STR_ARG(quote)));
}

void
norm_warn_rule(struct norm *n, struct str text)
{
	struct items *out = n->out;

	warn(n, text);
	memmove(&out->warnings[out->nrule_warnings + 1],
	    &out->warnings[out->nrule_warnings],
	    (out->nwarnings - 1 - out->nrule_warnings) *
		sizeof(*out->warnings));
	out->warnings[out->nrule_warnings++] = text;
}

void
norm_drop(struct norm *n, const struct item *it, struct str why)
{
	struct items *out = n->out;

	out->dropped = arena_more(n->a, out->dropped, out->ndropped,
	    &n->dropped_cap, sizeof(*out->dropped));
	out->dropped[out->ndropped++] = (struct dropped){
		.title = it->title, .link = it->link, .why = why, .raw = it->raw
	};
}

static bool
is_web(struct str url)
{
	return str_istarts(url, STR("http:")) ||
	       str_istarts(url, STR("https:"));
}

/* The list's own address: of a feed that of its site; a page read from a file
 * has one only by its base. */
static struct str
page_url(struct arena *a, const struct source *src, const struct document *doc,
    const struct raw_items *raw)
{
	struct str site;

	if (is_web(src->base))
		return src->base;
	/* It stands there as its site wrote it. */
	if (raw->feed != NULL && is_web(raw->feed->link) &&
	    url_resolve(a, raw->feed->link, STR_NULL, LIMIT_URL, &site) == 0)
		return site;
	if (is_web(doc->url))
		return doc->url;
	return is_web(raw->base) ? raw->base : STR_NULL;
}

/* Languages that are those of one zone alone. */
static const struct {
	const char *language, *zone;
} only[] = { { "zh", "Asia/Shanghai" }, { "ja", "Asia/Tokyo" },
	{ "ko", "Asia/Seoul" } };
#define ONLY_N (sizeof(only) / sizeof(*only))

const char *
normalize_zone(size_t i)
{
	return i < ONLY_N ? only[i].zone : zone_named_like(i - ONLY_N);
}

/*
 * The language of dates: of the source, else of the page. One that names none, or
 * English, as templates do until somebody changes it, is looked at.
 */
static struct str
language_of(const struct source *src, const struct document *doc,
    const struct raw_items *raw, struct str page)
{
	struct str spoken;

	if (!str_empty(src->language))
		return src->language;
	if (!str_empty(page) && !str_ieq(page, STR("en")) &&
	    !str_istarts(page, STR("en-")))
		return page;
	spoken = spoken_language(raw, doc->charset);
	return str_empty(spoken) ? page : spoken;
}

/*
 * The zone of dates that name none. The configuration has already looked at
 * the source's language; here the page's may say more. All places that write
 * Chinese on the web keep the same time.
 */
static struct zone
zone_of(const struct source *src, struct str language)
{
	struct zone z = *src->zone;
	struct err e = ERR_INIT;

	if (src->zone_given || !str_empty(src->language))
		return z;
	for (size_t i = 0; i < ONLY_N; i++) {
		struct str tag = str_c(only[i].language);

		if (str_istarts(language, tag) &&
		    (language.len == tag.len || language.p[tag.len] == '-') &&
		    zone_init(&z, str_c(only[i].zone), &e) == 0)
			return z;
	}
	return *src->zone;
}

/* An item with nothing in it: no string is ever NULL. */
static struct item
blank_item(const struct raw_item *raw)
{
	return (struct item){
		.key = STR_NULL,
		.guid = STR_NULL,
		.link = STR_NULL,
		.title = STR_NULL,
		.summary = STR_NULL,
		.content = STR_NULL,
		.published = NO_DATE,
		.updated = NO_DATE,
		.author = STR_NULL,
		.outlet = STR_NULL,
		.language = STR_NULL,
		.image = STR_NULL,
		.position = raw->position,
		.raw = raw,
	};
}

/* The items as the page has them, with dates and keys. */
static struct item *
read_items(struct norm *n)
{
	const struct date_context ctx = norm_dates(n);
	struct item *v = ARENA_ARRAY(n->a, n->raw->n, struct item);

	for (size_t i = 0; i < n->raw->n; i++) {
		const struct raw_item *raw = &n->raw->v[i];

		v[i] = blank_item(raw);
		item_text(n, raw, &v[i]);
		item_link(n, raw, &v[i]);
		item_media(n, raw, &v[i]);
	}
	item_dates(n, v, n->raw->n);
	for (size_t i = 0; i < n->raw->n; i++)
		if (identity_key(n->a, n->src, n->page, &ctx, 0, &v[i]) != 0)
			v[i].key = STR_NULL;
	item_keys_apart(n, v, n->raw->n);
	return v;
}

/* Why IT cannot be one of the items, KEPT of which there are; or empty. */
static struct str
objection(struct norm *n, const struct filter_set *f, const struct item *it,
    size_t kept)
{
	struct str why;

	if ((str_empty(it->title) && str_empty(it->link)) || str_empty(it->key))
		return STR("no title and no link");
	why = filter_ask(n->a, f, it);
	if (str_empty(why) && n->src->limit > 0 && kept >= n->src->limit)
		why = arena_printf(
		    n->a, "over the limit of %u items", n->src->limit);
	return why;
}

static void
choose(struct norm *n, const struct filter_set *f, struct item *v, size_t count)
{
	struct items *out = n->out;

	out->v = v;
	for (size_t i = 0; i < count; i++) {
		struct str why = objection(n, f, &v[i], out->n);

		if (!str_empty(why)) {
			norm_drop(n, &v[i], why);
			continue;
		}
		out->v[out->n] = v[i];
		item_link_to_list(n, &out->v[out->n]);
		out->v[out->n].digest = identity_digest(n->a, &out->v[out->n]);
		out->n++;
	}
}

static void
take_warnings(struct norm *n)
{
	struct items *out = n->out;

	for (size_t i = 0; i < n->raw->nwarnings; i++)
		warn(n, n->raw->warnings[i]);
	out->nrule_warnings = out->nwarnings;
	for (size_t i = 0; i < n->raw->nnotes; i++)
		warn(n, n->raw->notes[i]);
}

/* What a feed says of itself, and what had to be done to it. */
static void
take_feed(struct norm *n)
{
	const struct raw_feed *f = n->raw->feed;
	const char *what = n->raw->data ? "sitemap" : "feed";

	if (f == NULL)
		return;
	n->out->feed = str_c(f->format);
	n->out->hints = f->hints;
	if (!str_empty(f->repaired))
		warn(n, arena_printf(n->a,
			    "the %s is not well-formed and was repaired: %.*s",
			    what, STR_ARG(f->repaired)));
	if (f->cut)
		warn(n, STR("the feed ends within an item, which was left "
			    "out"));
	if (f->more > 0)
		warn(n,
		    arena_printf(n->a,
			"the %s has %zu entries more than the %s %d, which were "
			"left out",
			what, f->more, n->raw->data ? "newest" : "first",
			LIMIT_ITEMS));
}

int
normalize(struct arena *a, const struct source *src, const struct document *doc,
    const struct raw_items *raw, int64_t now, struct items *out, struct err *e)
{
	struct norm n = {
		.a = a, .src = src, .raw = raw, .now = now, .out = out
	};
	struct filter_set *filters;
	struct item *v;

	*out = (struct items){ .title = text_cut(
				   a, text_line(a, raw->title), LIMIT_TITLE),
		.language = language_tag(a, raw->language),
		.item_rule = raw->item_rule,
		.empty = raw->empty };
	if (filter_init(a, src, now, &filters, e) != 0)
		return -1;
	n.page = page_url(n.a, src, doc, raw);
	n.base = str_empty(raw->base) ? n.page : raw->base;
	n.charset = doc->charset;
	n.language = language_of(src, doc, raw, out->language);
	n.zone = zone_of(src, n.language);
	take_warnings(&n);
	take_feed(&n);
	v = read_items(&n);
	choose(&n, filters, v, item_merge(&n, v, raw->n));
	return 0;
}
