// SPDX-License-Identifier: ISC
// Pages and the rules that detection reads them by.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "detect_page.h"

#define ROWS(t) (sizeof(t) / sizeof(*(t)))

#define MENU                                                      \
	"<div class=menu><a href=/a>Home</a><a href=/b>World</a>" \
	"<a href=/c>Sports</a><a href=/d>Culture</a></div>"

/* Entries of a list, each with its own words. */
#define ONE "The old bridge is open again after two years"
#define TWO "Harvest better than last year, farmers say"
#define THREE "Council votes for a new library on the hill"
#define FOUR "Ferry company asks for a second landing stage"
#define FIVE "Choir of the lower town sings in the market hall"

static struct str
rules_text(struct arena *a, const struct candidate *c)
{
	struct str s = c->item.v[0].text;

	for (int f = 0; f < FIELD_COUNT; f++)
		if (c->field[f].n > 0)
			s = arena_printf(a, "%.*s; %s: %.*s", STR_ARG(s),
			    field_name((enum field)f),
			    STR_ARG(c->field[f].v[0].text));
	return s;
}

static struct candidates
find(struct arena *a, const char *html, const char *example)
{
	struct str text = str_c(example);
	struct detect_ask ask = { .help = &page_help,
		.max = 5,
		.example = &text,
		.nexamples = example != NULL,
		.base = STR("https://news.example.org/town/") };
	struct err e = ERR_INIT;
	struct candidates out;

	if (detect(a, page_parse(a, html), &ask, &out, &e) != 0)
		fail_msg("%s", e.msg);
	return out;
}

static void
test_rules(void **state)
{
	static const struct {
		int line;
		const char *html, *rules;
	} rows[] = {
		/* The plainest list, beside a menu. */
		{ __LINE__,
		    MENU "<ul><li><a href=1.html>" ONE "</a>"
			 "<li><a href=2.html>" TWO "</a>"
			 "<li><a href=3.html>" THREE "</a></ul>",
		    "li; title: a" },
		/* A table, its head and its date column. */
		{ __LINE__,
		    MENU "<table><tr><th>Subject<th>Date"
			 "<tr><td><a href=1.html>" ONE "</a><td>2026-11-20"
			 "<tr><td><a href=2.html>" TWO "</a><td>2026-11-19"
			 "<tr><td><a href=3.html>" THREE
			 "</a><td>2026-11-18</table>",
		    "tr:has(a); title: a; date: td:nth-child(2)" },
		/* Cards with a picture, a teaser and a time. */
		{ __LINE__,
		    MENU
		    "<article class=card><a href=1><img src=1.jpg></a>"
		    "<h3><a href=1>" ONE "</a></h3><p>It was closed for "
		    "longer than anybody had thought.</p>"
		    "<time datetime=2026-11-20T08:30>today</time></article>"
		    "<article class=card><a href=2><img src=2.jpg></a>"
		    "<h3><a href=2>" TWO "</a></h3><p>Rain came when it "
		    "was needed most, in June.</p>"
		    "<time datetime=2026-11-19T08:30>today</time></article>"
		    "<article class=card><a href=3><img src=3.jpg></a>"
		    "<h3><a href=3>" THREE "</a></h3><p>Nobody spoke "
		    "against it but the owner of the hill.</p>"
		    "<time datetime=2026-11-18T08:30>today</time></article>",
		    "article.card; title: h3 > a; summary: p; date: time; "
		    "image: img" },
		/* The headline again, for those who hear where a link goes. */
		{ __LINE__,
		    MENU "<article class=post><h2><a href=1>" ONE
			 "</a></h2><a href=1>Go on<span class=s>" ONE
			 "</span></a></article>"
			 "<article class=post><h2><a href=2>" TWO
			 "</a></h2><a href=2>Go on<span class=s>" TWO
			 "</span></a></article>"
			 "<article class=post><h2><a href=3>" THREE
			 "</a></h2><a href=3>Go on<span class=s>" THREE
			 "</span></a></article>",
		    "article.post; title: a" },
		/* The link is around all of an entry. */
		{ __LINE__,
		    MENU "<div class=l><a class=e href=1><h2>" ONE "</h2>"
			 "<p>It was closed for longer than anybody had thought."
			 "</p></a><a class=e href=2><h2>" TWO
			 "</h2><p>Rain came "
			 "when it was needed most, in June.</p></a>"
			 "<a class=e href=3><h2>" THREE "</h2><p>Nobody spoke "
			 "against it but the owner.</p></a></div>",
		    "a.e; title: h2; link: .; summary: p" },
		/* Day and month in blocks, in a link without a heading. */
		{ __LINE__,
		    MENU
		    "<div class=l><a class=e href=1><b class=d>2026-11-20</b>"
		    "<span>" ONE "</span></a>"
		    "<a class=e href=2><b class=d>2026-11-19</b>"
		    "<span>" TWO "</span></a>"
		    "<a class=e href=3><b class=d>2026-11-18</b>"
		    "<span>" THREE "</span></a></div>",
		    "a.e; title: span; link: .; date: b.d" },
		/* A category before the headline, classes of a machine. */
		{ __LINE__,
		    MENU "<ul class=l><li><a class=css-aBcDeF href=/w>World</a>"
			 "<a class=xYzQvW href=1>" ONE "</a>"
			 "<li><a class=css-aBcDeF href=/w>World</a>"
			 "<a class=xYzQvW href=2>" TWO "</a>"
			 "<li><a class=css-aBcDeF href=/s>Sports</a>"
			 "<a class=xYzQvW href=3>" THREE "</a></ul>",
		    "li; title: a:nth-child(2)" },
		/* The date in the link, before the words and behind them. */
		{ __LINE__,
		    MENU "<ul><li><a href=1><i>11-20</i>" ONE "</a>"
			 "<li><a href=2><i>11-19</i>" TWO "</a>"
			 "<li><a href=3><i>11-18</i>" THREE "</a></ul>",
		    "li; title: a | replace /^\\d\\d-\\d\\d\\s*/ \"\"; date: i" },
		{ __LINE__,
		    MENU "<ul><li><a href=1>" ONE " <i>2026-11-20</i></a>"
			 "<li><a href=2>" TWO " <i>2026-11-19</i></a>"
			 "<li><a href=3>" THREE " <i>2026-11-18</i></a></ul>",
		    "li; title: a | replace "
		    "/\\s*\\d\\d\\d\\d-\\d\\d-\\d\\d$/ \"\"; date: i" },
		/* No element is around an entry. */
		{ __LINE__,
		    MENU "<dl><dt><a href=1>" ONE "</a><dd>2026-11-20"
			 "<dd>It was closed for longer than thought."
			 "<dt><a href=2>" TWO "</a><dd>2026-11-19"
			 "<dd>Rain came when it was needed most, in June."
			 "<dt><a href=3>" THREE "</a><dd>2026-11-18"
			 "<dd>Nobody spoke against it but the owner.</dl>",
		    "dt; title: a; summary: + dd + dd; date: + dd" },
		/* Rows take turns, and have no classes of their own. */
		{ __LINE__,
		    MENU
		    "<table><tr><td>1.<td class=t><a href=1>" ONE "</a>"
		    "<tr><td><td class=s><a href=/u/1>ann</a> <i>2026-11-20</i>"
		    "<tr><td height=5>"
		    "<tr><td>2.<td class=t><a href=2>" TWO "</a>"
		    "<tr><td><td class=s><a href=/u/2>bob</a> <i>2026-11-19</i>"
		    "<tr><td height=5>"
		    "<tr><td>3.<td class=t><a href=3>" THREE "</a>"
		    "<tr><td><td class=s><a href=/u/3>cy</a> <i>2026-11-18</i>"
		    "</table>",
		    "tr:has(td.t > a); title: a; date: + tr td.s > i" },
		/* The link is another one than the headline. */
		{ __LINE__,
		    MENU "<div class=e><h4>" ONE "</h4><a href=1>More</a></div>"
			 "<div class=e><h4>" TWO "</h4><a href=2>More</a></div>"
			 "<div class=e><h4>" THREE
			 "</h4><a href=3>More</a></div>",
		    "div.e; title: h4; link: a" },
		/* A portrait, a picture, a mark. */
		{ __LINE__,
		    MENU
		    "<div class=e><img width=24 src=/u1.jpg><h3><a href=1>" ONE
		    "</a></h3><a href=1><img src=1.jpg></a><img src=x.gif></div>"
		    "<div class=e><img width=24 src=/u2.jpg><h3><a href=2>" TWO
		    "</a></h3><a href=2><img src=2.jpg></a><img src=x.gif></div>"
		    "<div class=e><img width=24 src=/u3.jpg><h3><a href=3>" THREE
		    "</a></h3><a href=3><img src=3.jpg></a><img src=x.gif>"
		    "</div>",
		    "div.e; title: a; image: a > img" },
		/* Whole texts, made of other parts each. */
		{ __LINE__,
		    MENU
		    "<div class=e><h2><a href=1>" ONE "</a></h2>"
		    "<p class=m>2026-11-20<div class=b><p>It was closed for "
		    "longer than anybody had thought.<p>Now all are glad, and "
		    "the mayor was the first to walk over it, in the rain of "
		    "a day in November.</div><p class=c>4 say more</div>"
		    "<div class=e><h2><a href=2>" TWO "</a></h2>"
		    "<p class=m>2026-11-19<div class=b><ul><li>Rain came when "
		    "it was needed most, in June.<li>Only beets are few, for "
		    "they do not like it wet, and so the price of them goes "
		    "up.</ul></div><p class=c>2 say more</div>"
		    "<div class=e><h2><a href=3>" THREE "</a></h2>"
		    "<p class=m>2026-11-18<div class=b>Nobody spoke against "
		    "it but <i>the owner of the hill</i>, who has a house "
		    "there and wants it to be quiet as long as he lives in it."
		    "</div><p class=c>7 say more</div>",
		    "div.e; title: a; summary: div.b; date: p.m" },
		/* The picture stands beside the frame of the words, and what it
		 * costs beside some of them. */
		{ __LINE__,
		    MENU
		    "<div class=p><figure><a class=i href=1><img src=1.jpg></a>"
		    "<figcaption><a class=h href=1>" ONE "</a><p>It was closed "
		    "for longer than anybody had thought.</figcaption>"
		    "</figure></div>"
		    "<div class=p><figure><a class=i href=2><img src=2.jpg></a>"
		    "<b class=old>9</b><u class=new>8</u><figcaption>"
		    "<a class=h href=2>" TWO "</a><p>Rain came when it was "
		    "needed most, in June.</figcaption></figure></div>"
		    "<div class=p><figure><a class=i href=3><img src=3.jpg></a>"
		    "<em class=sale>now</em><s class=was>7</s><figcaption>"
		    "<a class=h href=3>" THREE "</a><p>Nobody spoke against it "
		    "but the owner of the hill.</figcaption></figure></div>",
		    "div.p; title: a.h; summary: p; image: img" },
		/* Some have another picture behind theirs. */
		{ __LINE__,
		    MENU "<div class=e><a class=i href=1><img src=1.jpg></a>"
			 "<h3><a href=1>" ONE "</a></h3></div>"
			 "<div class=e><a class='i two' href=2 "
			 "style='background: url(2b.jpg)'><img src=2.jpg></a>"
			 "<h3><a href=2>" TWO "</a></h3></div>"
			 "<div class=e><a class=i href=3><img src=3.jpg></a>"
			 "<h3><a href=3>" THREE "</a></h3></div>"
			 "<div class=e><a class='i two' href=4 "
			 "style='background: url(4b.jpg)'><img src=4.jpg></a>"
			 "<h3><a href=4>" FOUR "</a></h3></div>",
		    "div.e; title: h3 > a; image: img" },
		/* Signs, of one kind or of two, are no pictures of entries. */
		{ __LINE__,
		    MENU
		    "<div class=e><img src=x.gif alt='Read " ONE "'>"
		    "<h3><a href=1>" ONE "</a></h3><img src=new.gif></div>"
		    "<div class=e><img src=x.gif alt='Read " TWO "'>"
		    "<h3><a href=2>" TWO "</a></h3><img src=old.gif></div>"
		    "<div class=e><img src=x.gif alt='Read " THREE "'>"
		    "<h3><a href=3>" THREE "</a></h3><img src=new.gif></div>"
		    "<div class=e><img src=x.gif alt='Read " FOUR "'>"
		    "<h3><a href=4>" FOUR "</a></h3><img src=old.gif></div>"
		    "<div class=e><img src=x.gif alt='Read " FIVE "'>"
		    "<h3><a href=5>" FIVE "</a></h3><img src=new.gif></div>",
		    "div.e; title: a" },
		/* A date that is not drawn, and one of the last change. */
		{ __LINE__,
		    MENU "<div class=e><a href=1>" ONE "</a><meta "
			 "itemprop=datePublished content=2026-11-20><i "
			 "itemprop=dateModified>2026-11-21</i></div>"
			 "<div class=e><a href=2>" TWO "</a><meta "
			 "itemprop=datePublished content=2026-11-19><i "
			 "itemprop=dateModified>2026-11-20</i></div>"
			 "<div class=e><a href=3>" THREE "</a><meta "
			 "itemprop=datePublished content=2026-11-18><i "
			 "itemprop=dateModified>2026-11-19</i></div>",
		    "div.e; title: a; date: meta" },
		/* Whom it is by, and where it is from. */
		{ __LINE__,
		    MENU
		    "<div class=e><a href=1>" ONE "</a><p><i>来源：新华社"
		    "</i><u>By Ann Lee</u></p></div>"
		    "<div class=e><a href=2>" TWO "</a><p><i>来源：经济日报"
		    "</i><u>By Jo Park</u></p></div>"
		    "<div class=e><a href=3>" THREE "</a><p><i>来源：新华社"
		    "</i><u>By Ann Lee</u></p></div>",
		    "div.e; title: a; author: u; outlet: i" },
		/* No headline is a heading or a link: it stands before "More". */
		{ __LINE__,
		    MENU
		    "<div class=e><b>2026-11-20</b><p class=t>" ONE
		    "<p class=w>It was closed for longer than anybody had "
		    "thought.</p><a href=1>Read all</a></div>"
		    "<div class=e><b>2026-11-19</b><p class=t>" TWO
		    "<p class=w>Rain came when it was needed most, in June."
		    "</p><a href=2>Read all</a></div>"
		    "<div class=e><b>2026-11-18</b><p class=t>" THREE
		    "<p class=w>Nobody spoke against it but the owner."
		    "</p><a href=3>Read all</a></div>",
		    "div.e; title: p.t; link: a; summary: p.w; date: b" },
		/* A link without words lies over all of the entry. */
		{ __LINE__,
		    MENU
		    "<div class=e><a class=o href=1></a><img src=1.jpg>"
		    "<a class=b href=?buy=1>Take it</a><div>" ONE "</div></div>"
		    "<div class=e><a class=o href=2></a><img src=2.jpg>"
		    "<a class=b href=?buy=2>Take it</a><div>" TWO "</div></div>"
		    "<div class=e><a class=o href=3></a><img src=3.jpg>"
		    "<a class=b href=?buy=3>Take it</a><div>" THREE
		    "</div></div>",
		    "div.e; title: div; link: a.o; image: img" },
		/* What all are called is their headline still. */
		{ __LINE__,
		    MENU
		    "<article><a href=1>Ships seen in the strait</a>"
		    "<p>Nine were there, of which four were large.</article>"
		    "<article><a href=2>Ships seen in the strait</a>"
		    "<p>Two were there in the morning, none later.</article>"
		    "<article><a href=3>Ships seen in the strait</a>"
		    "<p>Seven were there, and none came near.</article>",
		    "article; title: a; summary: p" },
		/* Versions are headlines, how much changed in them is none. */
		{ __LINE__,
		    MENU "<div class=e><p class=h><a href=/t/v3.0.1>v3.0.1</a>"
			 "</p><time datetime=2026-11-20>today</time> "
			 "<a href=/c/1>36 commits</a> since then</div>"
			 "<div class=e><p class=h><a href=/t/v3.0.0>v3.0.0</a>"
			 "</p><time datetime=2026-11-02>today</time> "
			 "<a href=/c/2>155 commits</a> since then</div>"
			 "<div class=e><p class=h><a href=/t/v2.9.2>v2.9.2</a>"
			 "</p><time datetime=2026-10-20>today</time> "
			 "<a href=/c/3>204 commits</a> since then</div>",
		    "div.e; title: a; date: time" },
		/* Nor how often an entry was read, where all are called alike. */
		{ __LINE__,
		    MENU
		    "<div class=l><a class=e href=1><b class=d>2026-11-20</b>"
		    "<div class=t>Ships seen in the strait</div>"
		    "<div class=c>read 97 times</div></a>"
		    "<a class=e href=2><b class=d>2026-11-19</b>"
		    "<div class=t>Ships seen in the strait</div>"
		    "<div class=c>read 485 times</div></a>"
		    "<a class=e href=3><b class=d>2026-11-18</b>"
		    "<div class=t>Ships seen in the strait</div>"
		    "<div class=c>read 2611 times</div></a></div>",
		    "a.e; title: div.t; link: .; date: b.d" },
		/* Numbered parts are what such a list is of. */
		{ __LINE__,
		    MENU "<ul><li><a href=1>Chapter 41</a>"
			 "<li><a href=2>Chapter 42</a>"
			 "<li><a href=3>Chapter 43</a></ul>",
		    "li; title: a" },
		/* No link, no list. */
		{ __LINE__, "<ul><li>" ONE "<li>" TWO "<li>" THREE "</ul>",
		    "" },
		{ __LINE__, "", "" },
	};
	struct arena a;

	(void)state;
	arena_init(&a, 64 << 20);
	for (size_t i = 0; i < ROWS(rows); i++) {
		struct candidates c = find(&a, rows[i].html, NULL);
		struct str got = c.n == 0 ? STR_NULL : rules_text(&a, &c.v[0]);

		if (!str_eq(got, str_c(rows[i].rules)))
			fail_msg("line %d: %.*s", rows[i].line, STR_ARG(got));
		arena_reset(&a);
	}
	arena_release(&a);
}

/* Classes made for one entry or by a machine are in no rule. */
static void
test_steady_names(void **state)
{
	static const struct {
		int line;
		const char *open, *item; /* of each entry */
	} rows[] = {
		{ __LINE__, "<div class='post post-%d'>", "div.post" },
		{ __LINE__, "<div class='css-1x2y%d'>", "div" },
		{ __LINE__, "<div id=p%d>", "div" },
	};
	struct arena a;

	(void)state;
	arena_init(&a, 64 << 20);
	for (size_t i = 0; i < ROWS(rows); i++) {
		static const char *const titles[] = { ONE, TWO, THREE };
		struct str html = STR(MENU);
		struct candidates c;

		for (int k = 0; k < 3; k++) {
			const char *open = rows[i].open;
			const char *digit = strstr(open, "%d");

			html = arena_printf(&a,
			    "%.*s%.*s%d%s<a href=/%d>%s</a><p>It was said on Friday that this is so</div>",
			    STR_ARG(html), (int)(digit - open), open, k,
			    digit + 2, k, titles[k]);
		}
		c = find(&a, arena_cstr(&a, html), NULL);
		assert_true(c.n > 0);
		if (!str_eq(c.v[0].item.v[0].text, str_c(rows[i].item)))
			fail_msg("line %d: %.*s", rows[i].line,
			    STR_ARG(c.v[0].item.v[0].text));
		arena_reset(&a);
	}
	arena_release(&a);
}

/* Cells are named by their place, also when the last row, which leads to other
 * pages, has its link in another one. */
static void
test_odd_row(void **state)
{
	static const char *const titles[] = { ONE, TWO, THREE };
	struct str html = STR(MENU "<table>"), got;
	struct candidates c;
	struct arena a;

	(void)state;
	arena_init(&a, 64 << 20);
	for (int k = 0; k < 12; k++)
		html = arena_printf(&a,
		    "%.*s<tr><td class=k><a href=/c/%d>Towns</a>"
		    "<td><a href=%d>%s, part %c</a><td>2026-11-%02d"
		    "<td><a href=/u/%d>ann</a>",
		    STR_ARG(html), k % 2, k, titles[k % 3], 'a' + k, 20 - k,
		    k % 5);
	html = arena_printf(&a,
	    "%.*s<tr><td colspan=4><a href='?p=2'>2</a></table>",
	    STR_ARG(html));
	c = find(&a, arena_cstr(&a, html), NULL);
	assert_true(c.n > 0);
	got = rules_text(&a, &c.v[0]);
	if (!str_eq(got, STR("tr:has(td:nth-child(2) > a); "
			     "title: td:nth-child(2) > a; "
			     "date: td:nth-child(3)")))
		fail_msg("%.*s", STR_ARG(got));
	arena_release(&a);
}

/* A page with two lists: the better one first, an example turns that round. */
static void
test_ranks(void **state)
{
	static const char html[] =
	    MENU "<ul class=news><li><a href=1>" ONE "</a><i>2026-11-20</i>"
		 "<li><a href=2>" TWO "</a><i>2026-11-19</i>"
		 "<li><a href=3>" THREE "</a><i>2026-11-18</i></ul>"
		 "<ol class=notes><li><a href=7>Office closed on Monday</a>"
		 "<li><a href=8>New hours of the pool</a>"
		 "<li><a href=9>Waste is fetched a day later</a></ol>";
	static const struct {
		int line;
		const char *example, *item;
		size_t examples;
	} rows[] = {
		{ __LINE__, NULL, "ul.news > li", 0 },
		{ __LINE__, "New hours of the pool", "ol.notes > li", 1 },
		{ __LINE__, "https://news.example.org/town/9", "ol.notes > li",
		    1 },
		{ __LINE__, TWO, "ul.news > li", 1 },
		{ __LINE__, "2026-11-19", "ul.news > li", 1 },
		{ __LINE__, "Sports", "div.menu > a", 1 },
		{ __LINE__, "Nobody wrote this", "ul.news > li", 0 },
	};
	struct arena a;

	(void)state;
	arena_init(&a, 64 << 20);
	for (size_t i = 0; i < ROWS(rows); i++) {
		struct candidates c = find(&a, html, rows[i].example);

		assert_true(c.n >= 2);
		if (!str_eq(c.v[0].item.v[0].text, str_c(rows[i].item)) ||
		    c.v[0].examples != rows[i].examples || c.v[0].nwhy < 3)
			fail_msg("line %d: %.*s, %zu", rows[i].line,
			    STR_ARG(c.v[0].item.v[0].text), c.v[0].examples);
		arena_reset(&a);
	}
	arena_release(&a);
}

/* A date that somebody has seen stands beside the headlines: what has it where
 * headlines or menus are is no better for that. */
static void
test_date_example(void **state)
{
	static const char html[] = MENU
	    "<div class=news><article><div><a href=1>2026-11-20</a></div>"
	    "<h2><a href=1>" ONE "</a></h2><time>2026-11-20</time>"
	    "<p>Words in 2026.</p></article>"
	    "<article><div><a href=2>2026-11-19</a></div>"
	    "<h2><a href=2>" TWO "</a></h2><time>2026-11-19</time>"
	    "<p>More of them.</p></article>"
	    "<article><div><a href=3>2026-11-18</a></div>"
	    "<h2><a href=3>" THREE "</a></h2><time>2026-11-18</time>"
	    "<p>The last ones.</p></article></div>"
	    "<ul class=days><li><a href=/d/20>2026-11-20</a>"
	    "<li><a href=/d/19>2026-11-19</a><li><a href=/d/18>2026-11-18</a>"
	    "</ul>";
	static const char *const example[] = { NULL, "2026-11-20",
		"2026-11-19" };
	struct str without = STR_NULL;
	struct arena a;

	(void)state;
	arena_init(&a, 64 << 20);
	for (size_t i = 0; i < ROWS(example); i++) {
		struct candidates c = find(&a, html, example[i]);
		struct str rules = rules_text(&a, &c.v[0]);

		assert_int_equal(c.v[0].examples, i > 0);
		if (i == 0)
			without = rules;
		else if (!str_eq(rules, without))
			fail_msg("%s: %.*s", example[i], STR_ARG(rules));
	}
	assert_true(str_find(without, STR("title: h2")) != STR_NONE);
	arena_release(&a);
}

/* What leads to other parts of a site is no list of items, unless the page is
 * about just that, or somebody wants it. */
static void
test_menus(void **state)
{
#define LINKS                                                  \
	"<li><a href=/a>Home</a><li><a href=/b>World news</a>" \
	"<li><a href=/c>Politics</a><li><a href=/d>Sports</a></ul>"
#define TEXT                                                                  \
	"<p>This page tells at some length what the paper is, who writes it " \
	"and how it is to be had."
	static const struct {
		int line;
		const char *html, *example;
		bool menu;
	} rows[] = {
		{ __LINE__, "<ul class=x>" LINKS TEXT, NULL, true },
		{ __LINE__, "<nav><ul>" LINKS "</nav>" TEXT, NULL, true },
		{ __LINE__, "<ul>" LINKS TEXT, "Sports", false },
		/* the page says little else */
		{ __LINE__, "<ul>" LINKS "<p>Our sections", NULL, false },
		/* dates, words beside them */
		{ __LINE__,
		    TEXT "<ul><li><a href=1>Harbour</a> <i>2026-11-20</i>"
			 "<li><a href=2>Library</a> <i>2026-11-19</i>"
			 "<li><a href=3>Bridge</a> <i>2026-11-18</i></ul>",
		    NULL, false },
		{ __LINE__,
		    TEXT "<ul><li><a href=1>Harbour</a> <p>Where ships are."
			 "<li><a href=2>Library</a> <p>Where books are."
			 "<li><a href=3>Bridge</a> <p>What is closed.</ul>",
		    NULL, false },
		/* headlines in a margin */
		{ __LINE__,
		    TEXT "<aside><ul><li><a href=1>" ONE
			 "</a><li><a href=2>" TWO "</a><li><a href=3>" THREE
			 "</a></ul></aside>",
		    NULL, false },
		/* the list comes first, however short its headlines */
		{ __LINE__,
		    "<nav><ul>" LINKS "</nav>" TEXT
		    "<ol><li><a href=/n/1>The bridge is open</a>"
		    "<li><a href=/n/2>A good harvest</a>"
		    "<li><a href=/n/3>A new library</a></ol>",
		    NULL, false },
	};
	struct arena a;

	(void)state;
	arena_init(&a, 64 << 20);
	for (size_t i = 0; i < ROWS(rows); i++) {
		struct candidates c = find(&a, rows[i].html, rows[i].example);

		assert_true(c.n > 0);
		if (c.v[0].menu != rows[i].menu)
			fail_msg("line %d: %.*s", rows[i].line,
			    STR_ARG(c.v[0].item.v[0].text));
		arena_reset(&a);
	}
	arena_release(&a);
#undef LINKS
#undef TEXT
}

/* In place of the date engine, which finds dates in headings: at their end. */
static int
date_at_end(const void *ctx, struct arena *a, struct str s, struct str language)
{
	return page_date(
	    ctx, a, str_from(s, s.len > 10 ? s.len - 10 : 0), language);
}

/* The parts of a text that can be linked to, when their headings name dates. */
static void
test_sections(void **state)
{
#define WORDS \
	"<p>Some words on what was done, by whom and why it took that long.</p>"
#define ALL(part) part("a", "5") part("b", "4") part("c", "3")
#define OWN(id, d) "<h2 id=" id ">Part " id ": 2026-11-0" d "</h2>" WORDS
#define PLAIN(id, d) "<h2 id=" id ">Chapter " id d "</h2>" WORDS
#define AROUND(id, d)                                            \
	"<section id=" id "><header><h3>Part " id " 2026-11-0" d \
	"</h3></header>" WORDS "<p>More of them.</section>"
#define INSIDE(id, d) \
	"<h2><a name=" id "></a>Part " id " 2026-11-0" d "</h2>" WORDS
#define BESIDE(id, d)                                \
	"<div class=top><h2>Part " id " 2026-11-0" d \
	"</h2><a class=anchor href=#" id "></a></div>" WORDS
#define MARKED(id, d) \
	"<h2><a href=#" id ">#</a> Part " id " 2026-11-0" d "</h2>" WORDS
#define DEEP(id, d)                                                \
	"<h2 id=" id ">Part " id " 2026-11-0" d "</h2><h3 id=x" id \
	">Fixed</h3><ul><li>What was wrong, see <a href=/issue/" d \
	">the report</a><li>What else was wrong with it</ul>"
#define DAY(id, d)                                                      \
	"<h2 id=" id ">2026-11-0" d "</h2><ul><li><a href=/1" d ">" ONE \
	"</a><li><a href=/2" d ">" TWO "</a></ul>"
#define LINKED(id, d)                                                     \
	"<h2 id=" id "><a href=/" id ">A headline of " id ": 2026-11-0" d \
	"</a></h2>" WORDS
	static const struct {
		int line;
		const char *html, *example, *rules;
	} rows[] = {
		{ __LINE__, "<h1>All</h1>" ALL(OWN), NULL,
		    "h2[id]; title: .; link: .@id | template \"#{}\"; "
		    "summary: + *; date: ." },
		{ __LINE__, ALL(AROUND), NULL,
		    "section[id]; title: h3; link: .@id | template \"#{}\"; "
		    "summary: p; date: h3" },
		{ __LINE__, ALL(INSIDE), NULL,
		    "h2; title: .; link: a@name | template \"#{}\"; "
		    "summary: + *; date: ." },
		{ __LINE__, ALL(BESIDE), NULL,
		    "div.top; title: h2; link: a.anchor; summary: + *; "
		    "date: h2" },
		{ __LINE__, ALL(MARKED), NULL,
		    "h2; title: . | replace /^\\#\\s*/ \"\"; link: a; "
		    "summary: + *; date: ." },
		/* links in passing and smaller headings change nothing */
		{ __LINE__, MENU ALL(DEEP), NULL,
		    "h2[id]; title: .; link: .@id | template \"#{}\"; "
		    "summary: + * + *; date: ." },
		/* chapters without dates: only when somebody asks for them */
		{ __LINE__, ALL(PLAIN), NULL, NULL },
		{ __LINE__, ALL(PLAIN), "Chapter b4",
		    "h2[id]; title: .; link: .@id | template \"#{}\"; "
		    "summary: + *" },
		/* days with lists of links, headlines that are links */
		{ __LINE__, ALL(DAY), NULL,
		    "li; title: a; date: ./../preceding-sibling::h2[1]" },
		{ __LINE__, ALL(LINKED), NULL,
		    "h2; title: a | replace "
		    "/[\\s|·,(\\[（【–—-]*\\d{4}-\\d+-\\d+\\W*$/ \"\"; "
		    "date: a | match /(\\d{4}-\\d+-\\d+)\\W*$/" },
		/* some right in the body, which others are deep in: no list */
		{ __LINE__,
		    "<main><h><x><y id=d><h4>at</main><section id=h>"
		    "<h4>xa</section><i id=g><h4>Chd",
		    "C", NULL },
		/* two are no list */
		{ __LINE__, OWN("a", "1") OWN("b", "2"), NULL, NULL },
	};
	const struct detect_help help = { date_at_end, NULL };
	struct arena a;

	(void)state;
	arena_init(&a, 64 << 20);
	for (size_t i = 0; i < ROWS(rows); i++) {
		struct str example = str_c(rows[i].example), got;
		struct detect_ask ask = { .help = &help,
			.max = 1,
			.example = &example,
			.nexamples = rows[i].example != NULL,
			.base = STR("https://news.example.org/town/") };
		struct err e = ERR_INIT;
		struct candidates c;

		assert_int_equal(
		    detect(&a, page_parse(&a, rows[i].html), &ask, &c, &e), 0);
		got = c.n == 0 ? STR_NULL : rules_text(&a, &c.v[0]);
		if (!str_eq(got, str_c(rows[i].rules)))
			fail_msg("line %d: %.*s", rows[i].line, STR_ARG(got));
		if (c.n > 0)
			assert_int_equal(
			    c.v[0].examples, rows[i].example != NULL);
		arena_reset(&a);
	}
	arena_release(&a);
}

/* Pictures of a few are named so that others do not get a sign in their place,
 * or not at all. */
static void
test_few_pictures(void **state)
{
	static const char *const titles[] = { ONE, TWO, THREE };
	struct str html = STR(MENU), got;
	struct candidates c;
	struct arena a;

	(void)state;
	arena_init(&a, 64 << 20);
	for (int i = 0; i < 20; i++) {
		html = arena_printf(&a,
		    "%.*s<div class=e><h3><a href=%d>%s, part %c</a></h3>",
		    STR_ARG(html), i, titles[i % 3], 'a' + i);
		if (i % 7 == 3)
			html = arena_printf(&a,
			    "%.*s<p><a href=/b%d><img src=b%d.jpg></a></p>",
			    STR_ARG(html), i, i);
		html = arena_printf(&a,
		    "%.*s<b>Go <a href=%d><img src=x.gif></a></b></div>",
		    STR_ARG(html), i);
	}
	c = find(&a, arena_cstr(&a, html), NULL);
	assert_true(c.n > 0);
	got = rules_text(&a, &c.v[0]);
	if (!str_eq(got, STR("div.e; title: a; image: p > a > img")))
		fail_msg("%.*s", STR_ARG(got));
	arena_release(&a);
}

/* Names that drop down from a menu are no list, however many there are. */
static void
test_wide_menus(void **state)
{
	static const char *const titles[] = { ONE, TWO, THREE };
	struct str html = STR("<ul class=bar>"), got;
	struct candidates c;
	struct arena a;

	(void)state;
	arena_init(&a, 64 << 20);
	for (int k = 0; k < 8; k++) {
		html = arena_printf(&a,
		    "%.*s<li><a href=/s%d>Part %c</a>"
		    "<div class=drop><ul>",
		    STR_ARG(html), k, 'A' + k);
		for (int i = 0; i < 15; i++)
			html = arena_printf(&a,
			    "%.*s<li><h4><a href=/s%d/%d>Wares of kind %c%c</a></h4>",
			    STR_ARG(html), k, i, 'a' + k, 'a' + i);
		html = arena_printf(&a, "%.*s</ul></div>", STR_ARG(html));
	}
	html = arena_printf(&a, "%.*s</ul>", STR_ARG(html));
	for (int i = 0; i < 3; i++)
		html = arena_printf(&a,
		    "%.*s<div class=e><img src=%d.jpg><a href=%d>%s</a> $ 12</div>",
		    STR_ARG(html), i, i, titles[i]);
	c = find(&a, arena_cstr(&a, html), NULL);
	assert_true(c.n > 1);
	got = rules_text(&a, &c.v[0]);
	if (!str_eq(got, STR("div.e; title: a; image: img")))
		fail_msg("%.*s", STR_ARG(got));
	assert_true(!c.v[0].menu && c.v[1].menu);
	arena_release(&a);
}

/* What holds a list is no entry, however many there are. */
static void
test_lists_of_lists(void **state)
{
	struct str html = STR(MENU "<div class=parts>"), got;
	struct candidates c;
	struct arena a;

	(void)state;
	arena_init(&a, 64 << 20);
	for (int k = 0; k < 26; k++) {
		html = arena_printf(&a,
		    "%.*s<ul><li><b>News of the parishes that lie up the river and beyond the old bridge</b>",
		    STR_ARG(html));
		for (int i = 0; i < 8; i++)
			html = arena_printf(&a,
			    "%.*s<li><a href=%d-%d>Parish %c%c</a>",
			    STR_ARG(html), k, i, 'A' + k, 'a' + i);
		html = arena_printf(&a, "%.*s</ul>", STR_ARG(html));
	}
	c = find(&a, arena_cstr(&a, html), NULL);
	assert_true(c.n > 0);
	got = rules_text(&a, &c.v[0]);
	if (!str_eq(got, STR("li:has(a); title: a")))
		fail_msg("%.*s", STR_ARG(got));
	arena_release(&a);
}

/* Headlines of few characters are headlines in scripts without spaces. */
static void
test_short_headlines(void **state)
{
	static const char html[] =
	    "<ul class=menu><li><a href=/a>首页</a><li><a href=/b>国内</a><li>"
	    "<a href=/c>国际</a><li><a href=/d>体育</a></ul>"
	    "<ul class=list><li><a href=1>老桥通车</a><i>11-20</i>"
	    "<li><a href=2>秋粮丰收</a><i>11-20</i><li><a href=3>新馆开工</a>"
	    "<i>11-19</i><li><a href=4>市民议事</a><i>11-18</i></ul>";
	struct candidates c;
	struct arena a;

	(void)state;
	arena_init(&a, 64 << 20);
	c = find(&a, html, NULL);
	assert_true(c.n > 0);
	assert_true(str_eq(c.v[0].item.v[0].text, STR("ul.list > li")));
	assert_int_equal(c.v[0].n, 4);
	arena_release(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_rules),
		cmocka_unit_test(test_steady_names),
		cmocka_unit_test(test_odd_row),
		cmocka_unit_test(test_ranks),
		cmocka_unit_test(test_date_example),
		cmocka_unit_test(test_menus),
		cmocka_unit_test(test_sections),
		cmocka_unit_test(test_few_pictures),
		cmocka_unit_test(test_wide_menus),
		cmocka_unit_test(test_lists_of_lists),
		cmocka_unit_test(test_short_headlines),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
