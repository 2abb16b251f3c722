// SPDX-License-Identifier: ISC
/*
 * index.html: one page about all feeds, for people. It loads nothing, and its
 * policy (Content Security Policy 3) lets nothing run but what is in it.
 */
#include "base/arena.h"
#include "base/civil.h"
#include "generate/generate.h"
#include "generate/index_assets.h"
#include "generate/page.h"
#include "generate/value.h"

/* The media type of a feed whose file ends in SUFFIX, as IANA and JSON Feed
 * have it. */
static const char *
type_of(struct str suffix)
{
	return str_eq(suffix, STR(".atom"))   ? "application/atom+xml"
	       : str_eq(suffix, STR(".json")) ? "application/feed+json"
					      : "application/rss+xml";
}

/* The feeds of several sources, for readers that are given this page's address
 * (RSS autodiscovery). Those of one source each would be too many to choose. */
static void
put_alternates(struct buf *b, const struct overview *o)
{
	for (size_t i = 0; i < o->nmerged * o->nfiles; i++) {
		const struct overview_feed *f = &o->merged[i / o->nfiles];
		const struct overview_file *file = &o->file[i % o->nfiles];

		buf_addf(b, "<link rel=\"alternate\" type=\"%s\" title=\"",
		    type_of(file->suffix));
		page_text(b, f->title);
		buf_add(b, STR("\" href=\""));
		page_text(b, f->id);
		page_text(b, file->suffix);
		buf_add(b, STR("\">\n"));
	}
}

static void
put_head(struct buf *b, const struct overview *o)
{
	buf_add(
	    b, STR("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n"
		   "<meta charset=\"utf-8\">\n"
		   "<meta http-equiv=\"Content-Security-Policy\" content=\""
		   "default-src 'none'; base-uri 'none'; form-action 'none'; "
		   "style-src "));
	page_sum(b, index_style);
	buf_add(b, STR("; script-src "));
	page_sum(b, index_script);
	buf_add(
	    b, STR("\">\n<meta name=\"viewport\" content=\"width=device-width, "
		   "initial-scale=1\">\n<meta name=\"referrer\" "
		   "content=\"no-referrer\">\n<title>Feeds</title>\n"));
	put_alternates(b, o);
	buf_addf(b,
	    "<style>%s</style>\n</head>\n<body>\n<main>\n<h1>Feeds</h1>\n",
	    index_style);
}

static const char *
level_class(enum overview_level level)
{
	static const char *const name[] = { "dim", "well", "look", "fails" };

	return name[level];
}

/* The title, in a language of its own, kept from turning what is around it. */
static void
put_title(struct buf *b, struct arena *a, const struct overview_feed *f)
{
	struct str language = value_language(f->language);

	buf_add(b, STR("<div><h3>"));
	if (!str_empty(f->link)) {
		buf_add(b, STR("<a href=\""));
		page_text(b, value_uri(a, f->link));
		buf_add(b, STR("\">"));
	}
	buf_add(b, STR("<bdi"));
	if (!str_empty(language)) {
		buf_add(b, STR(" lang=\""));
		page_text(b, language);
		buf_addc(b, '"');
	}
	buf_addc(b, '>');
	page_text(b, f->title);
	buf_add(b, STR("</bdi>"));
	if (!str_empty(f->link))
		buf_add(b, STR("</a>"));
	buf_add(b, STR("</h3>"));
	for (size_t i = 0; i < f->ntags; i++) {
		buf_add(b, STR("<span class=\"tag\">#"));
		page_text(b, f->tags[i]);
		buf_add(b, STR("</span> "));
	}
	buf_add(b, STR("</div>\n"));
}

static void
put_links(
    struct buf *b, const struct overview *o, const struct overview_feed *f)
{
	buf_add(b, STR("<p class=\"links\">"));
	for (size_t i = 0; i < o->nfiles; i++) {
		buf_add(b, STR("<a href=\""));
		page_text(b, f->id);
		page_text(b, o->file[i].suffix);
		buf_add(b, STR("\" aria-label=\""));
		page_text(b, o->file[i].name);
		buf_add(b, STR(" of "));
		page_text(b, f->title);
		buf_add(b, STR("\">"));
		page_text(b, o->file[i].name);
		buf_add(b, STR("</a> "));
	}
	buf_add(b, STR("</p>\n"));
}

/* A bar for each day, as high as its part of the busiest one. */
static void
put_chart(struct buf *b, const struct overview_feed *f)
{
	uint32_t most = 0;
	uint64_t sum = 0;

	for (size_t i = 0; i < OVERVIEW_DAYS; i++) {
		sum += f->day[i];
		if (f->day[i] > most)
			most = f->day[i];
	}
	buf_addf(b,
	    "<svg role=\"img\" viewBox=\"0 0 %d 20\" "
	    "preserveAspectRatio=\"none\" aria-label=\"%llu items in %d days, "
	    "at most %u a day\"><path d=\"M0 19.6H%d",
	    OVERVIEW_DAYS, (unsigned long long)sum, OVERVIEW_DAYS,
	    (unsigned)most, OVERVIEW_DAYS);
	for (size_t i = 0; i < OVERVIEW_DAYS; i++)
		if (f->day[i] > 0)
			buf_addf(b, "M%zu.5 20v-%u", i,
			    (unsigned)(((uint64_t)f->day[i] * 19 + most - 1) /
				       most));
	buf_add(b, STR("\"/></svg>\n"));
}

static void
put_state(struct buf *b, const struct overview_feed *f)
{
	buf_addf(b, "<p class=\"%s\">", level_class(f->level));
	page_text(b, str_empty(f->state) ? f->about : f->state);
	if (!str_empty(f->since)) {
		buf_add(b, STR(" since "));
		page_text(b, f->since);
	}
	buf_add(b, STR("</p>\n"));
}

static void
put_reason(struct buf *b, const struct overview_feed *f)
{
	if (str_empty(f->reason))
		return;
	buf_add(b, STR("<p class=\"dim why\">"));
	page_text(b, f->reason);
	buf_add(b, STR("</p>\n"));
}

static void
put_newest(struct buf *b, struct arena *a, const struct overview_feed *f)
{
	struct str day = str_sub(time_rfc3339_utc(a, f->newest), 0, 10);

	if (f->newest == 0)
		buf_add(b, STR("<p class=\"dim\">no item yet</p>\n"));
	else
		buf_addf(b, "<p><time datetime=\"%.*s\">%.*s</time></p>\n",
		    STR_ARG(day), STR_ARG(day));
}

static void
put_feed(struct buf *b, struct arena *a, const struct overview *o,
    const struct overview_feed *f)
{
	buf_add(b, STR("<li>"));
	put_title(b, a, f);
	put_state(b, f);
	put_newest(b, a, f);
	put_links(b, o, f);
	put_chart(b, f);
	put_reason(b, f);
	buf_add(b, STR("</li>\n"));
	arena_reset(a);
}

static void
put_merged(struct buf *b, struct arena *a, const struct overview *o)
{
	if (o->nmerged == 0)
		return;
	buf_add(b, STR("<h2>Several sources</h2>\n<ul>\n"));
	for (size_t i = 0; i < o->nmerged; i++)
		put_feed(b, a, o, &o->merged[i]);
	buf_add(b, STR("</ul>\n"));
}

static void
put_sources(struct buf *b, struct arena *a, const struct overview *o)
{
	struct overview_feed room;

	if (o->nsources == 0)
		return;
	buf_add(b, STR("<h2>Sources</h2>\n<ul>\n"));
	for (size_t i = 0; i < o->nsources; i++)
		put_feed(b, a, o, overview_source(o, i, &room));
	buf_add(b, STR("</ul>\n"));
}

static void
put_summary(struct buf *b, const struct overview *o)
{
	size_t fails = 0, look = 0;
	struct overview_feed room;

	for (size_t i = 0; i < o->nsources; i++) {
		enum overview_level level = overview_source(o, i, &room)->level;

		fails += level == LEVEL_FAILS;
		look += level == LEVEL_LOOK;
	}
	buf_addf(
	    b, "<p>%zu source%s", o->nsources, o->nsources == 1 ? "" : "s");
	if (fails > 0)
		buf_addf(
		    b, ", <span class=\"fails\">%zu failing</span>", fails);
	if (look > 0)
		buf_addf(
		    b, ", <span class=\"look\">%zu to look at</span>", look);
	buf_add(b, STR(". Each line has the state of the source, the date of "
		       "its newest item, the addresses to give to a feed "
		       "reader"));
	if (!str_empty(o->last_day)) {
		buf_addf(b, " and the items of each of %d days up to ",
		    OVERVIEW_DAYS);
		page_text(b, o->last_day);
	}
	buf_add(b,
	    STR(".</p>\n<p><a href=\"feeds.opml\">All feeds as OPML</a>, for "
		"readers that take a list. What changes with the sources is "
		"a feed as well:"));
	for (size_t i = 0; i < o->nfiles; i++) {
		buf_add(b, STR(" <a href=\"health"));
		page_text(b, o->file[i].suffix);
		buf_add(b, STR("\">health as "));
		page_text(b, o->file[i].name);
		buf_addf(b, "</a>%s", i + 1 < o->nfiles ? "," : "");
	}
	buf_add(b, STR(".</p>\n"
		       "<div class=\"find\" id=\"find\" hidden>"
		       "<label>Show only feeds with these words"
		       "<input type=\"search\" autocomplete=\"off\"></label>"
		       "<span id=\"found\" role=\"status\"></span></div>\n"));
}

int
generate_index(const struct overview *o, struct buf *b, struct err *e)
{
	struct arena a;

	arena_init(&a, SIZE_MAX);
	buf_clear(b);
	put_head(b, o);
	put_summary(b, o);
	put_merged(b, &a, o);
	put_sources(b, &a, o);
	buf_addf(b, "</main>\n<script>%s</script>\n</body>\n</html>\n",
	    index_script);
	arena_release(&a);
	return b->over ? err_set(e, ERR_LIMIT,
			     "index.html: more than %zu bytes", b->limit)
		       : 0;
}
