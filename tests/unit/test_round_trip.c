// SPDX-License-Identifier: ISC
/*
 * Every feed file that coranto writes reads back identical: random items with
 * hostile texts, written in each format and read again, have all that they had.
 * CORANTO_SEED takes another seed. Exceptions, each for a reason:
 *
 *	1. Texts are as normalizing leaves them: valid, folded, without controls
 *	   (U+0080 to U+009F are read as what windows-1252 means by them).
 *	2. Where a format demands what an item has not, it says something else:
 *	   Atom a title, RSS a description, JSON Feed a text, Atom and RSS a length
 *	   or a media type.
 *	3. Atom demands a date of change, which is that of the item then. RSS has
 *	   none for an item.
 *	4. An item that names nobody has its outlet for an author; a mail address
 *	   in a name is never written (value_name).
 *	5. Of an item of a merged feed the other places of its story are a part of
 *	   its content, and where it names no outlet the feed that it comes from is
 *	   that; JSON Feed keeps them apart.
 *	6. The language of an item is written when it is not the feed's.
 *	7. RSS and Atom have no icon but one in the places that their readers know;
 *	   Atom and JSON Feed have no `ttl`, and the latter only as an extension.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/civil.h"
#include "base/utf8.h"
#include "extract/feed/feed.h"
#include "generate/generate.h"
#include "generate/text.h"
#include "generate/value.h"
#include "model/limits.h"

#define FEEDS 300
#define ITEMS 8
#define NOW 1795000000

#define COUNT(list) (sizeof(list) / sizeof(*(list)))

/* What texts are made of: markup and what looks like it, ends of what they are
 * written in, letters that are drawn from the right or with others. */
static const char *const pieces[] = { "word", "要闻", "&", "<", ">", "\"", "'",
	"&amp;", "&#60;", "&nbsp;", "&x;", "<b>", "</b>", "<br>", "<title>",
	"</item>", "]]>", "<![CDATA[", "<!--", "-->", "<!'", "<?xml?>", "{",
	"}", "\\", "\\u0000", "%41", "שלום", "\u202eabc\u202c", "👩‍🚀",
	"e\u0301", "a\u00c3\u00a9", "\U0010fffd", "\ufffd", "@lei@e.org",
	"@lei", "(a)", "A. Name", ",", ", b", "1 < 2", "a & b" };
static const char *const html[] = { "<p>a</p>", "<p>1 &lt; 2 &amp;amp; 3</p>",
	"<img src=\"https://e.org/a.png\" alt=\"&quot;&gt;\">",
	"a\u00a0\u2028b", "\n", "<pre>a\n\tb</pre>", "]]&gt;", "&lt;!--",
	"<ul><li>要闻</li></ul>", "<math><mi>x</mi></math>",
	"<a href=\"https://e.org/?a=1&amp;b\">c</a>" };
static const char *const types[] = { "audio/mpeg", "image/png", "text/html",
	"application/x-shockwave-flash", "" };
static const char *const languages[] = { "", "en", "zh-CN", "pt-BR" };

/* One feed that is being made. */
struct maker {
	struct arena *a;
	uint64_t seed;
};

/* A number below N. Source: Marsaglia, Xorshift RNGs. */
static unsigned
any(struct maker *m, size_t n)
{
	m->seed ^= m->seed >> 12;
	m->seed ^= m->seed << 25;
	m->seed ^= m->seed >> 27;
	return (unsigned)((m->seed * 0x2545F4914F6CDD1D >> 33) % n);
}

static struct str
text_of(struct maker *m, const char *const *list, size_t n, unsigned most,
    const char *between)
{
	struct str s = STR_NULL;

	for (unsigned i = any(m, most + 1); i > 0; i--)
		s = arena_printf(m->a, "%.*s%s%s", STR_ARG(s),
		    any(m, 2) == 0 ? between : "", list[any(m, n)]);
	return str_trim(s);
}

static struct str
line_of(struct maker *m, unsigned most)
{
	return text_of(m, pieces, COUNT(pieces), most, " ");
}

static struct str
url_of(struct maker *m, const char *host)
{
	return value_uri(m->a, arena_printf(m->a, "https://%s/%u?%.*s", host,
				   any(m, 1u << 30), STR_ARG(line_of(m, 4))));
}

/* Never empty. */
static struct str
name_of(struct maker *m, const char *first)
{
	struct str rest = line_of(m, 4);

	return arena_printf(m->a, "%s%.*s", first, STR_ARG(rest));
}

static bool
is_among(const struct str *list, size_t n, struct str s)
{
	for (size_t i = 0; i < n; i++)
		if (str_eq(list[i], s))
			return true;
	return false;
}

static void
make_categories(struct maker *m, struct item *it)
{
	it->categories = ARENA_ARRAY(m->a, 4, struct str);
	for (unsigned i = any(m, 4); i > 0; i--) {
		struct str s = line_of(m, 2);

		if (!str_empty(s) &&
		    !is_among(it->categories, it->ncategories, s))
			it->categories[it->ncategories++] = s;
	}
}

static void
make_enclosures(struct maker *m, struct item *it)
{
	it->nenclosures = any(m, 4);
	it->enclosures = ARENA_ARRAY(m->a, it->nenclosures, struct enclosure);
	for (size_t i = 0; i < it->nenclosures; i++)
		it->enclosures[i] = (struct enclosure){ .url = url_of(
							    m, "cdn.e.org"),
			.type = str_c(types[any(m, COUNT(types))]),
			.length = any(m, 2) * (uint64_t)any(m, 1u << 30) << 9 };
}

/* What an item of a merged feed has beside. */
static void
make_origin(struct maker *m, struct item *it)
{
	struct origin *o = ARENA_NEW(m->a, struct origin);
	struct mention *also = ARENA_NEW(m->a, struct mention);

	o->id = STR("o");
	o->title = name_of(m, "O");
	o->link = STR("https://o.e.org/");
	o->updated = NOW;
	it->origin = any(m, 3) == 0 ? o : NULL;
	also->title = line_of(m, 2);
	also->link = url_of(m, "also.e.org");
	it->also = also;
	it->nalso = it->origin != NULL && any(m, 3) == 0;
}

static struct item
make_item(struct maker *m, int64_t published)
{
	struct item it = { .link = url_of(m, "e.org"),
		.title = line_of(m, 6),
		.summary = line_of(m, 8),
		.content = text_of(m, html, COUNT(html), 6, "\n"),
		.author = value_name(m->a, line_of(m, 3)),
		.outlet = line_of(m, 2),
		.language = str_c(languages[any(m, COUNT(languages))]),
		.image = any(m, 3) == 0 ? url_of(m, "i.e.org") : STR_NULL };

	it.guid = arena_printf(m->a, "tag:e.org,2026:%u", any(m, 1u << 30));
	it.published.t = published;
	it.updated.t = any(m, 2) * (published + any(m, 100000));
	it.author = str_trim(it.author);
	make_categories(m, &it);
	make_enclosures(m, &it);
	make_origin(m, &it);
	return it;
}

static struct feed
make_feed(struct maker *m)
{
	struct item *items = ARENA_ARRAY(m->a, ITEMS, struct item);

	for (size_t i = 0; i < ITEMS; i++)
		items[i] = make_item(m, NOW - 86400 * (int64_t)i);
	return (struct feed){
		.id = STR("f"),
		.title = name_of(m, "F"),
		.link = url_of(m, "e.org"),
		.base_url =
		    any(m, 2) == 0 ? STR_NULL : STR("https://f.e.org/f/"),
		.description = line_of(m, 5),
		.language = str_c(languages[any(m, COUNT(languages))]),
		.icon = any(m, 2) == 0 ? STR_NULL : STR("https://e.org/i.png"),
		.copyright = line_of(m, 4),
		.updated = NOW,
		.ttl = any(m, 2) * 45,
		.items = items,
		.n = ITEMS,
	};
}

/* A format, and where it has what. */
struct format {
	const char *name;
	int (*write)(const struct feed *, struct buf *, struct err *);
	enum feed_slot icon;
	bool titled;     /* every item has a title */
	bool updated;    /* 3: every item has a date of change */
	bool dated_http; /* dates are RFC 1123's */
	bool has_ttl;
};
static const struct format formats[] = {
	{ "rss", generate_rss, SLOT_IMAGE, false, false, true, true },
	{ "atom", generate_atom, SLOT_ICON, true, true, false, false },
	{ "json", generate_json, SLOT_LOGO, false, false, false, true },
};

/* What is compared, for when it differs. */
struct at {
	unsigned long seed;
	const struct format *f;
	size_t number; /* of the feed */
	struct str file;
};

static void
same(const struct at *at, const char *what, struct str got, struct str want)
{
	if (!str_eq(got, want))
		fail_msg(
		    "seed %lu, feed %zu, %s: %s: got %.*s, want %.*s\n%.*s",
		    at->seed, at->number, at->f->name, what, STR_ARG(got),
		    STR_ARG(want), STR_ARG(at->file));
}

/* V is the plain text WANT: as such, or as the HTML of it. */
static void
same_plain(struct arena *a, const struct at *at, const char *what,
    const struct feed_value *v, struct str want)
{
	same(at, what, v->text, v->html ? text_html(a, want) : want);
}

static struct str
date_of(struct arena *a, const struct format *f, int64_t t)
{
	return f->dated_http ? time_rfc1123(a, t) : time_rfc3339_utc(a, t);
}

static void
same_dates(struct arena *a, const struct at *at, const struct feed_node *n,
    const struct item *it)
{
	int64_t updated = it->updated.t;

	if (updated <= it->published.t)
		updated = at->f->updated ? it->published.t : 0;
	same(at, "published", n->slot[SLOT_PUBLISHED].text,
	    date_of(a, at->f, it->published.t));
	if (!at->f->dated_http)
		same(at, "updated", n->slot[SLOT_UPDATED].text,
		    updated == 0 ? STR_NULL : date_of(a, at->f, updated));
}

static void
same_enclosures(struct arena *a, const struct at *at, const struct feed_node *n,
    const struct item *it)
{
	assert_int_equal(n->nenclosures, it->nenclosures);
	for (size_t i = 0; i < n->nenclosures; i++) {
		const struct feed_enclosure *e = &n->enclosure[i];
		uint64_t length = it->enclosures[i].length;

		same(at, "enclosure", e->url, it->enclosures[i].url);
		same(at, "type", e->type,
		    str_empty(it->enclosures[i].type)
			? STR("application/octet-stream")
			: it->enclosures[i].type);
		if (length > 0 || !str_eq(e->length, STR("0")))
			same(at, "length", e->length,
			    length == 0 ? STR_NULL
					: arena_printf(a, "%llu",
					      (unsigned long long)length));
	}
}

/* The summary and the content stand in one place or in two. */
static void
same_texts(struct arena *a, const struct at *at, const struct feed_node *n,
    const struct item *it)
{
	const struct feed_value *summary = &n->slot[SLOT_SUMMARY];
	struct str body = text_body(a, it, true);

	if (str_empty(body)) {
		/* JSON Feed's content_text is one text for both. */
		if (n->ncontents == 1 && str_empty(summary->text))
			summary = &n->content[0];
		else
			assert_int_equal(n->ncontents, 0);
		same_plain(a, at, "summary", summary, text_summary(it));
		return;
	}
	if (n->ncontents == 0) {
		/* RSS's description, where there is no other text. */
		assert_true(summary->html);
		same(at, "lone content", summary->text, body);
		assert_true(str_empty(it->summary) || it->nalso > 0);
		return;
	}
	assert_int_equal(n->ncontents, 1);
	assert_true(n->content[0].html);
	same(at, "content", n->content[0].text, body);
	same_plain(a, at, "summary", summary, it->summary);
}

/* 4. and 5. */
static void
same_names(struct arena *a, const struct at *at, const struct feed_node *n,
    const struct item *it)
{
	struct str author =
	    str_empty(it->author) ? value_name(a, it->outlet) : it->author;
	struct str outlet = n->slot[SLOT_OUTLET].text;

	same(at, "author", n->nauthors > 0 ? n->author[0].name : STR_NULL,
	    str_trim(author));
	assert_true(n->nauthors <= 1);
	if (str_empty(it->outlet) && it->origin != NULL && outlet.len > 0)
		same(at, "origin", outlet, it->origin->title);
	else
		same(at, "outlet", outlet, it->outlet);
}

static void
same_item(struct arena *a, const struct at *at, const struct feed *f,
    const struct feed_node *n, const struct item *it)
{
	const struct feed_value *v = n->slot;

	same(at, "id", v[SLOT_ID].text, it->guid);
	same(at, "link", v[SLOT_LINK].text, it->link);
	same(at, "image", v[SLOT_IMAGE].text, it->image);
	if (!at->f->titled || !str_empty(it->title))
		same_plain(a, at, "title", &v[SLOT_TITLE], it->title);
	assert_false(v[SLOT_TITLE].html);
	same(at, "language", v[SLOT_LANGUAGE].text,
	    str_eq(it->language, f->language) ? STR_NULL : it->language);
	assert_int_equal(n->ncategories, it->ncategories);
	for (size_t i = 0; i < n->ncategories; i++)
		same(at, "category", n->category[i].term, it->categories[i]);
	same_dates(a, at, n, it);
	same_names(a, at, n, it);
	same_texts(a, at, n, it);
	same_enclosures(a, at, n, it);
}

static void
same_feed(struct arena *a, const struct at *at, const struct feed_doc *doc,
    const struct feed *f)
{
	const struct feed_value *v = doc->feed.slot;
	struct str description = f->description;

	if (str_empty(description) && at->f->icon == SLOT_IMAGE)
		description = f->title; /* 2. */
	assert_true(str_empty(doc->repaired));
	same_plain(a, at, "title", &v[SLOT_TITLE], f->title);
	assert_false(v[SLOT_TITLE].html || v[SLOT_SUMMARY].html);
	same(at, "link", v[SLOT_LINK].text, f->link);
	same(at, "description", v[SLOT_SUMMARY].text, description);
	same(at, "language", v[SLOT_LANGUAGE].text, f->language);
	same(at, "copyright", v[SLOT_RIGHTS].text, f->copyright);
	same(at, "icon", v[at->f->icon].text, f->icon);
	same(
	    at, "updated", v[SLOT_UPDATED].text, date_of(a, at->f, f->updated));
	assert_int_equal(doc->hints.ttl, at->f->has_ttl ? 60 * f->ttl : 0);
	assert_int_equal(doc->n, f->n);
	for (size_t i = 0; i < f->n; i++)
		same_item(a, at, f, &doc->entry[i], &f->items[i]);
}

static void
reads_back(void **state)
{
	const char *given = getenv("CORANTO_SEED");
	unsigned long seed =
	    given == NULL ? 20261122 : strtoul(given, NULL, 10);
	struct arena a;
	struct maker m = { &a, (uint64_t)seed << 1 | 1 };
	struct buf b;

	(void)state;
	arena_init(&a, 1 << 28);
	buf_init(&b, LIMIT_FEED);
	for (size_t i = 0; i < FEEDS; i++) {
		const struct feed f = make_feed(&m);

		for (size_t k = 0; k < COUNT(formats); k++) {
			struct at at = { seed, &formats[k], i, STR_NULL };
			struct feed_doc doc;
			struct err e = ERR_INIT;

			if (formats[k].write(&f, &b, &e) != 0)
				fail_msg("%s", e.msg);
			at.file = buf_str(&b);
			if (feed_read(&a, at.file, STR("https://x.example/"),
				&doc, &e) != 0)
				fail_msg("%s: %s", formats[k].name, e.msg);
			same_feed(&a, &at, &doc, &f);
		}
		arena_reset(&a);
	}
	buf_release(&b);
	arena_release(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reads_back),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
