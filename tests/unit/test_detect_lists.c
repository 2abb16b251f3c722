// SPDX-License-Identifier: ISC
// Lists as systems of many kinds write them, and the rules that read them.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "detect_page.h"

#define ROWS(t) (sizeof(t) / sizeof(*(t)))

#define MENU                                                          \
	"<ul id=menu><li><a href=/a>Home</a><li><a href=/b>World</a>" \
	"<li><a href=/c>Sports</a><li><a href=/d>Culture</a></ul>"

/* Entries of a list, each with its own words. */
#define ONE "The old bridge is open again after two years"
#define TWO "Harvest better than last year, farmers say"
#define THREE "Council votes for a new library on the hill"
#define FOUR "Ferry company asks for a second landing stage"
#define FIVE "Choir of the lower town sings in the market hall"
#define SIX "Storm takes roofs along the northern coast"

struct row {
	int line;
	const char *html, *rules;
};

/* In place of the date engine, which finds dates among words and in brackets. */
static int
date_among(const void *ctx, struct arena *a, struct str s, struct str language)
{
	while (s.len > 0 && !is_digit(s.p[0]))
		s = str_from(s, 1);
	while (s.len > 0 && !is_digit(s.p[s.len - 1]))
		s.len--;
	return page_date(ctx, a, s, language);
}

static const struct detect_help words_help = { date_among, NULL };

/* The same, which knows times of day, too. */
static int
date_or_clock(
    const void *ctx, struct arena *a, struct str s, struct str language)
{
	int date = date_among(ctx, a, s, language);

	return date == DETECT_DATE_NONE && str_find(s, STR(":")) != STR_NONE
		   ? DETECT_DATE_PART
		   : date;
}

static void
check_with(const struct row *row, size_t n, const struct detect_help *help)
{
	struct arena a;

	arena_init(&a, 64 << 20);
	for (size_t i = 0; i < n; i++) {
		struct candidates c = page_lists(&a, row[i].html, help);
		struct str got = c.n == 0 ? STR_NULL : page_rules(&a, &c.v[0]);

		if (!str_eq(got, str_c(row[i].rules)))
			fail_msg("line %d: %.*s", row[i].line, STR_ARG(got));
		arena_reset(&a);
	}
	arena_release(&a);
}

static void
check(const struct row *row, size_t n)
{
	check_with(row, n, &words_help);
}

/* One date for all entries up to the next one. */
static void
test_dates_above(void **state)
{
	static const struct row rows[] = {
		/* before lists: a menu is no part of them */
		{ __LINE__,
		    MENU "<h3>2026-11-20</h3><ul><li><a href=1>" ONE
			 "</a><li><a href=2>" TWO "</a></ul>"
			 "<h3>2026-11-19</h3><ul><li><a href=3>" THREE
			 "</a><li><a href=4>" FOUR "</a></ul>"
			 "<h3>2026-11-18</h3><ul><li><a href=5>" FIVE
			 "</a><li><a href=6>" SIX "</a></ul>",
		    "h3 + ul > li; title: a; "
		    "date: ./../preceding-sibling::h3[1]" },
		/* among the entries */
		{ __LINE__,
		    MENU "<h4>2026-11-20</h4><p><a href=1>" ONE
			 "</a><p><a href=2>" TWO
			 "</a><h4>2026-11-19</h4><p><a href=3>" THREE
			 "</a><h4>2026-11-18</h4><p><a href=4>" FOUR
			 "</a><p><a href=5>" FIVE "</a>",
		    "p; title: a; date: ./preceding-sibling::h4[1]" },
		/* in what is around a day: that is no entry */
		{ __LINE__,
		    MENU
		    "<div class=day><b class=date>2026-11-20</b>"
		    "<div class=e><h4><a href=1>" ONE
		    "</a></h4>And so on.</div><div class=e><h4><a href=2>" TWO
		    "</a></h4>And so on.</div></div>"
		    "<div class=day><b class=date>2026-11-19</b>"
		    "<div class=e><h4><a href=3>" THREE
		    "</a></h4>And so on.</div><div class=e><h4><a href=4>" FOUR
		    "</a></h4>And so on.</div></div>"
		    "<div class=day><b class=date>2026-11-18</b>"
		    "<div class=e><h4><a href=5>" FIVE
		    "</a></h4>And so on.</div><div class=e><h4><a href=6>" SIX
		    "</a></h4>And so on.</div></div>",
		    "div.e; title: a; date: "
		    "./preceding-sibling::b[@class=\"date\"][1]" },
		/* rows like those of the entries; times of day tell less */
		{ __LINE__,
		    "<table><tr><td>2026-11-20<tr><td>10:30<td><a href=1>" ONE
		    "</a><tr><td>09:05<td><a href=2>" TWO
		    "</a><tr><td>2026-11-19<tr><td>12:00<td><a href=3>" THREE
		    "</a><tr><td>11:40<td><a href=4>" FOUR
		    "</a><tr><td>07:15<td><a href=5>" FIVE "</a></table>",
		    "tr:has(a); title: a; "
		    "date: ./preceding-sibling::tr[not(.//a)][1]" },
		/* one alone is the day of the page */
		{ __LINE__,
		    MENU "<h4>2026-11-20</h4><p><a href=1>" ONE
			 "</a><p><a href=2>" TWO "</a><p><a href=3>" THREE
			 "</a>",
		    "p; title: a" },
		/* what follows each entry is no date of the next one */
		{ __LINE__,
		    MENU "<p><a href=1>" ONE "</a></p><i>2026-11-20</i>"
			 "<p><a href=2>" TWO "</a></p><i>2026-11-19</i>"
			 "<p><a href=3>" THREE "</a></p><i>2026-11-18</i>",
		    "p; title: a; date: + i" },
		/* what begins each entry is no end of the one before */
		{ __LINE__,
		    MENU "<dl><dt>2026-11-20<dd><a href=1>" ONE
			 "</a><dt>2026-11-19<dd><a href=2>" TWO
			 "</a><dt>2026-11-18<dd><a href=3>" THREE "</a></dl>",
		    "dd; title: a; date: ./preceding-sibling::dt[1]" },
		{ __LINE__,
		    MENU "<dl><dt>2026-11-20<dd><a href=1>" ONE
			 "</a><dd>It was closed for longer than thought."
			 "<dt>2026-11-19<dd><a href=2>" TWO
			 "</a><dd>Rain came when it was needed most, in June."
			 "<dt>2026-11-18<dd><a href=3>" THREE
			 "</a><dd>Nobody spoke against it.</dl>",
		    "dd:has(a); title: a; summary: + dd; "
		    "date: ./preceding-sibling::dt[1]" },
		/* headings that are none, most of them */
		{ __LINE__,
		    MENU "<h4>2026-11-20</h4><p><a href=1>" ONE
			 "</a><p><a href=2>" TWO
			 "</a><h4>Week before</h4><p><a href=3>" THREE
			 "</a><h4>Long ago</h4><p><a href=4>" FOUR
			 "</a><p><a href=5>" FIVE "</a>",
		    "p; title: a" },
	};

	(void)state;
	check(rows, ROWS(rows));
}

/* Dates that stand in no element of their own. */
static void
test_loose_dates(void **state)
{
#define LINE(first, n, title, last) \
	"<li>" first "<a href=" n ">" title "</a>" last
#define STRIP "[\\s|·,(\\[（【–—-]*"
	static const struct row rows[] = {
		/* at the end of the headline */
		{ __LINE__,
		    MENU "<ul class=l>" LINE("", "1", ONE " 2026-11-20", "")
			LINE("", "2", TWO " 2026-11-19", "")
			    LINE("", "3", THREE " 2026-11-18", "") "</ul>",
		    "ul.l > li; title: a | replace /" STRIP
		    "\\d{4}-\\d+-\\d+\\W*$/ \"\"; "
		    "date: a | match /(\\d{4}-\\d+-\\d+)\\W*$/" },
		/* without the year, in brackets */
		{ __LINE__,
		    MENU "<ul class=l>" LINE("", "1", ONE "(11-20)", "")
			LINE("", "2", TWO "(11-19)", "")
			    LINE("", "3", THREE "(11-18)", "") "</ul>",
		    "ul.l > li; title: a | replace /" STRIP
		    "\\d\\d[-\\/]\\d\\d\\W*$/ \"\"; "
		    "date: a | match /(\\d\\d[-\\/]\\d\\d)\\W*$/" },
		/* at its beginning */
		{ __LINE__,
		    MENU "<ul class=l>" LINE("", "1", "[2026-11-20] " ONE, "")
			LINE("", "2", "[2026-11-19] " TWO, "")
			    LINE("", "3", "[2026-11-18] " THREE, "") "</ul>",
		    "ul.l > li; title: a | replace "
		    "/^\\W*\\d{4}-\\d+-\\d+[\\s|·:)\\]）】–—-]*/ \"\"; "
		    "date: a | match /^\\W*(\\d{4}-\\d+-\\d+)/" },
		/* in few headlines: they are about it */
		{ __LINE__,
		    MENU "<ul class=l>" LINE("", "1", ONE " 2026-11-20", "")
			LINE("", "2", TWO, "") LINE("", "3", THREE, "") "</ul>",
		    "ul.l > li; title: a" },
		/* in its tool tip, behind a label */
		{ __LINE__,
		    MENU "<ul class=l><li><a href=1 title='Subject: " ONE
			 "\nPosted: 2026-11-20\nRead: 12'>" ONE
			 "</a><li><a href=2 title='Subject: " TWO
			 "\nPosted: 2026-11-19\nRead: 31'>" TWO
			 "</a><li><a href=3 title='Subject: " THREE
			 "\nPosted: 2026-11-18\nRead: 2'>" THREE "</a></ul>",
		    "ul.l > li; title: a; date: a@title | match "
		    "/[:：]\\s*(\\d{4}-\\d+-\\d+)/" },
		/* as text before the link, or behind it */
		{ __LINE__,
		    MENU "<ul class=l>" LINE("[2026-11-20] ", "1", ONE, "")
			LINE("[2026-11-19] ", "2", TWO, "")
			    LINE("[2026-11-18] ", "3", THREE, "") "</ul>",
		    "ul.l > li; title: a; date: ./text()" },
		{ __LINE__,
		    "<table><tr><td><a href=1>" ONE "</a> 2026-11-20"
		    "<tr><td><a href=2>" TWO "</a> 2026-11-19"
		    "<tr><td><a href=3>" THREE "</a> 2026-11-18</table>",
		    "tr; title: a; date: ./td/text()" },
		/* lines that no element is around */
		{ __LINE__,
		    MENU "<div>- <a href=1>" ONE "</a> 2026-11-20<br>"
			 "- <a href=2>" TWO "</a> 2026-11-19<br>"
			 "- <a href=3>" THREE "</a> 2026-11-18<br></div>",
		    "div > a; title: .; date: ./following-sibling::text()[1]" },
		{ __LINE__,
		    MENU "<div>2026-11-20 <a href=1>" ONE "</a><br>"
			 "2026-11-19 <a href=2>" TWO "</a><br>"
			 "2026-11-18 <a href=3>" THREE "</a><br></div>",
		    "div > a; title: .; date: ./preceding-sibling::text()[1]" },
		/* beside the headline before that of the last answer */
		{ __LINE__,
		    MENU "<ul class=l><li><p><a href=1>" ONE
			 "</a> by ann, 2026-11-20</p><b>2026-11-23</b>"
			 "<li><p><a href=2>" TWO
			 "</a> by bob, 2026-11-19</p><b>2026-11-22</b>"
			 "<li><p><a href=3>" THREE
			 "</a> by cy, 2026-11-18</p><b>2026-11-21</b></ul>",
		    "ul.l > li; title: a; date: ./p/text()" },
	};

	(void)state;
	check(rows, ROWS(rows));
#undef LINE
#undef STRIP
}

/* What leads on to more of a list is none of its entries. */
static void
test_onward(void **state)
{
#define ITEMS                                         \
	"<li><a href=1>" ONE "</a><li><a href=2>" TWO \
	"</a><li><a href=3>" THREE "</a><li><a href=4>" FOUR "</a>"
#define CELLS                                                               \
	"<tr><td><a href=1>" ONE "</a><td>2026-11-20<tr><td><a href=2>" TWO \
	"</a><td>2026-11-19<tr><td><a href=3>" THREE "</a><td>2026-11-18"
	static const struct row rows[] = {
		{ __LINE__,
		    MENU "<ul class=l>" ITEMS
			 "<li><a href=m>More &raquo;</a></ul>",
		    "ul.l > li:not(:last-child); title: a" },
		{ __LINE__,
		    MENU "<ul class=l>" ITEMS "<li><a href=m>更多>></a></ul>",
		    "ul.l > li:not(:last-child); title: a" },
		{ __LINE__,
		    MENU "<ul class=l><li><a href=m>[more]</a>" ITEMS "</ul>",
		    "ul.l > li:not(:first-child); title: a" },
		{ __LINE__,
		    MENU "<table>" CELLS
			 "<tr><td colspan=2><a href=m>Next page</a></table>",
		    "tr:not(:last-child); title: a; date: td:nth-child(2)" },
		{ __LINE__,
		    MENU
		    "<table><tr><th>Subject<th>Date" CELLS
		    "<tr><td colspan=2><a href=m>2</a> <a href=n>3</a></table>",
		    "tr:has(a):not(:last-child); title: a; "
		    "date: td:nth-child(2)" },
		/* a headline with such a word */
		{ __LINE__,
		    MENU "<ul class=l>" ITEMS
			 "<li><a href=5>More rain is to come</a></ul>",
		    "ul.l > li; title: a" },
	};

	(void)state;
	check(rows, ROWS(rows));
#undef ITEMS
#undef CELLS
}

/* What stands as entries do, and is none, is told by what it does not have. */
static void
test_frames_of_tables(void **state)
{
#define SPACED(n, title, day)                               \
	"<tr><td><img src=dot.gif><td><a href=" n ">" title \
	"</a><td>2026-11-" day "<tr><td colspan=3 height=1>"
	static const struct row rows[] = {
		{ __LINE__,
		    "<table><tr><td><table><tr><td><a href=/a>Notices</a>"
		    "<tr><td><a href=/b>Downloads</a></table>"
		    "<td><table>" SPACED("1", ONE, "20") SPACED(
			"2", TWO, "19") SPACED("3", THREE, "18") SPACED("4",
			FOUR, "17") SPACED("5", FIVE,
			"16") "<tr><td colspan=3>Page 1 of 9 <a href='?p=2'>next</a>"
			      "</table></table>",
		    "td > table > tbody > tr:has(td:nth-child(3)); title: a; "
		    "date: td:nth-child(3)" },
	};

	(void)state;
	check(rows, ROWS(rows));
#undef SPACED
}

/* Pictures of who wrote an entry show nothing of it. */
static void
test_portraits(void **state)
{
#define ALL(post)                                        \
	MENU post("1", ONE, "ann") post("2", TWO, "bob") \
	    post("3", THREE, "cy") post("4", FOUR, "dan")
#define CLASSED(n, title, who)                                         \
	"<div class=e><p class=ti_avatar><img src=/p/" who ".jpg></p>" \
	"<h3><a href=" n ">" title "</a></h3></div>"
#define LINKED(n, title, who)                                              \
	"<div class=e><a href=/u/" who "><img src=/p/" who ".jpg></a><h3>" \
	"<a href=" n ">" title "</a></h3><a href=/u/" who ">" who "</a></div>"
#define NAMED(n, title, who)                                \
	"<div class=e><h3><a href=" n ">" title "</a></h3>" \
	"<img src=/p/" who ".jpg alt=" who "><i>" who "</i></div>"
#define BOTH(n, title, who)                                              \
	"<div class=e><p class=user><img src=/p/" who ".jpg></p>"        \
	"<h3><a href=" n ">" title "</a></h3><p><img src=" n ".jpg></p>" \
	"</div>"
#define CARD(n, title, who)                                            \
	"<div class=e><a href=" n "><img src=" n ".jpg></a><h3>"       \
	"<a href=" n ">" title "</a></h3><a href=/u/" who "><img src=" \
	"/p/" who ".jpg> " who "</a></div>"
	static const struct row rows[] = {
		{ __LINE__, ALL(CLASSED), "div.e; title: a" },
		{ __LINE__, ALL(LINKED), "div.e; title: h3 > a" },
		{ __LINE__, ALL(NAMED), "div.e; title: a" },
		{ __LINE__, ALL(BOTH),
		    "div.e; title: a; image: p:nth-child(3) > img" },
		{ __LINE__, ALL(CARD), "div.e; title: h3 > a; image: img" },
	};

	(void)state;
	check(rows, ROWS(rows));
#undef ALL
#undef CLASSED
#undef LINKED
#undef NAMED
#undef BOTH
#undef CARD
}

/* What narrows down a list is none itself. */
static void
test_choices(void **state)
{
#define RESULTS                                                      \
	"<div class=r><p><a href=1>" ONE "</a></p><p><a href=2>" TWO \
	"</a></p><p><a href=3>" THREE "</a></p></div>"
#define TEN(c)                                                        \
	c("a", "2") c("b", "13") c("c", "4") c("d", "1") c("e", "22") \
	    c("f", "3") c("g", "5") c("h", "31") c("i", "2") c("j", "9")
#define COUNTED(x, n) \
	"<li><a href='?in=" x "'>Parish of Saint " x "</a> (" n ")"
#define MARKED(x, n) \
	"<li><a href='?in=" x "'>Parish of Saint " x " <i>" n "</i></a>"
#define TICKED(x, n) \
	"<li><input type=checkbox><a href='?in=" x "'>Parish of Saint " x "</a>"
#define SITE(x, n)                                              \
	"<a href=http://p" x ".example/>The parish of Saint " x \
	" on the hill</a>"
	static const struct row rows[] = {
		{ __LINE__, "<ul class=f>" TEN(COUNTED) "</ul>" RESULTS,
		    "p; title: a" },
		{ __LINE__, "<ul class=f>" TEN(MARKED) "</ul>" RESULTS,
		    "p; title: a" },
		{ __LINE__, "<ul class=f>" TEN(TICKED) "</ul>" RESULTS,
		    "p; title: a" },
		/* other sites are no news of this one */
		{ __LINE__, RESULTS "<div class=f>" TEN(SITE) "</div>",
		    "p; title: a" },
		/* alone it is a list of names */
		{ __LINE__, "<ul class=f>" TEN(COUNTED) "</ul>",
		    "li; title: a" },
	};

	(void)state;
	check(rows, ROWS(rows));
#undef RESULTS
#undef TEN
#undef COUNTED
#undef MARKED
#undef TICKED
#undef SITE
}

/* Of several dates of an entry. */
static void
test_best_date(void **state)
{
#define FILM(n, title, length, day)                                     \
	"<li><a href=" n "><img src=" n ".jpg><b>" length "</b></a><p>" \
	"<a href=" n ">" title "</a><i>" day "</i></p>"
#define AGO(n, title, day)                                         \
	"<li><a href=" n ">" title "</a><span title=2026-" day ">" \
	"<a href=/i/" n ">2026-" day "</a></span>"
	static const struct row rows[] = {
		/* how long a film is may be a time of day */
		{ __LINE__,
		    MENU "<ul class=l>" FILM("1", ONE, "0:30", "11-20")
			FILM("2", TWO, "1:31", "11-19")
			    FILM("3", THREE, "2:32", "11-18") "</ul>",
		    "li:has(p > a); title: p > a; date: i; image: img" },
		/* an attribute with all of it, text with part of it inside */
		{ __LINE__,
		    MENU "<ul class=l>" AGO("1", ONE, "11-20")
			AGO("2", TWO, "11-19") AGO("3", THREE, "11-18") "</ul>",
		    "ul.l > li; title: a; date: span" },
	};
	static const struct detect_help help = { date_or_clock, NULL };

	(void)state;
	check_with(rows, ROWS(rows), &help);
#undef FILM
#undef AGO
}

/* Names behind the word that introduces them. */
static void
test_authors(void **state)
{
#define POST(before, n, title, after)                                         \
	"<div class=e><h2><a href=" n ">" title "</a></h2><p class=m>" before \
	"<a href=/u/" n ">Ann Lee " n "</a>" after "</p></div>"
#define ALL(before, after)                                               \
	MENU POST(before, "1", ONE, after) POST(before, "2", TWO, after) \
	    POST(before, "3", THREE, after)
	static const struct row rows[] = {
		{ __LINE__, ALL("Posted by ", " in <a href=/c/n>News</a>"),
		    "div.e; title: a; author: p.m > a" },
		{ __LINE__, ALL("作者：", " 阅读（12）"),
		    "div.e; title: a; author: p.m > a" },
		/* a word that ends so introduces nothing */
		{ __LINE__, ALL("Nearby ", ""), "div.e; title: a" },
	};

	(void)state;
	check(rows, ROWS(rows));
#undef POST
#undef ALL
}

/* An entry without a picture has none, not the sign that others have, too. */
static void
test_missing_pictures(void **state)
{
#define WITH(n, title)                                                 \
	"<div class=e><a class=pic href=" n "><img src=" n ".jpg></a>" \
	"<h3><a href=" n ">" title "</a></h3><p><img src=/s/" n        \
	".png> Herald</p></div>"
#define WITHOUT(n, title)                                           \
	"<div class=e><h3><a href=" n ">" title "</a></h3><p><img " \
	"src=/s/" n ".png> Courier</p></div>"
	static const struct row rows[] = {
		{ __LINE__,
		    MENU WITH("1", ONE) WITH("2", TWO) WITHOUT("3", THREE)
			WITH("4", FOUR) WITHOUT("5", FIVE) WITH("6", SIX),
		    "div.e; title: h3 > a; image: a.pic > img" },
	};

	(void)state;
	check(rows, ROWS(rows));
#undef WITH
#undef WITHOUT
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_dates_above),
		cmocka_unit_test(test_loose_dates),
		cmocka_unit_test(test_onward),
		cmocka_unit_test(test_missing_pictures),
		cmocka_unit_test(test_authors),
		cmocka_unit_test(test_best_date),
		cmocka_unit_test(test_choices),
		cmocka_unit_test(test_portraits),
		cmocka_unit_test(test_frames_of_tables),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
