// SPDX-License-Identifier: ISC
// Articles: where a text begins and ends, and what stands around it.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "article_rows.h"

#define ROWS(t) (sizeof(t) / sizeof(*(t)))

/* Paragraphs of an article. */
#define ONE                                                                \
	"The ferry to the outer islands runs again from Monday, said the " \
	"harbour office, after a winter of repairs."
#define TWO                                                                     \
	"Its engine had been taken out in November, and the parts for it came " \
	"from a yard that closed twenty years ago."
#define THREE                                                             \
	"Fishermen carried mail and bread across in the meantime, and a " \
	"teacher rowed to school when the wind allowed it."
#define FOUR                                                              \
	"The new timetable has two trips a day, the first of them early " \
	"enough for those who work in the shipyard."
#define HEAD "<title>Ferry runs again - The Coast Paper</title><body>"
#define P(s) "<p>" s "</p>"
#define ALL ONE "\n" TWO "\n" THREE "\n" FOUR
#define TEXT P(ONE) P(TWO) P(THREE) P(FOUR)

/* Phrases in letters beyond ASCII, of both cases, and with soft hyphens. */
static void
test_letters(void **state)
{
	static const struct phrase_row rows[] = {
		{ __LINE__, "Ähnliche Beiträge", PHRASE_RELATED },
		{ __LINE__, "ÄHNLICHE BEITRÄGE", PHRASE_RELATED },
		{ __LINE__, "Ähn\u00ADliche Bei\u00ADträge", PHRASE_RELATED },
		{ __LINE__, "À lire aussi : le port", PHRASE_RELATED },
		{ __LINE__, "Читайте также:", PHRASE_RELATED },
		{ __LINE__, "КОММЕНТАРИИ", PHRASE_END },
		{ __LINE__,
		    "Deine E-Mail-Adresse wird nicht veröffentlicht. "
		    "Erforderliche Felder sind mit * markiert",
		    PHRASE_END },
		{ __LINE__, "您的邮箱地址不会被公开。 必填项已用 * 标注",
		    PHRASE_END },
		{ __LINE__, "Schreibe einen Kommentar", PHRASE_END },
		{ __LINE__, "Добавить комментарий", PHRASE_END },
		{ __LINE__, "Ähnliche Fälle kennt das Amt nicht.",
		    PHRASE_NONE },
	};

	(void)state;
	check_phrases(rows, ROWS(rows));
}

/* More paragraphs, none of them twice. */
#define BIG(x) x ONE " " x TWO " " x THREE " " x FOUR

/* Boxes that begin with what no author says. */
static void
test_boxes(void **state)
{
	static const struct text_row rows[] = {
		/* Paragraphs in a box of their own, a line of the page first. */
		{ __LINE__,
		    HEAD
		    "<h1>Ferry runs again</h1><section><div><div>" P(BIG("A "))
			P(BIG("B ")) P(BIG(
			    "C ")) "</div></div>"
				   "<div><div><p>[Sign up for our newsletter, The Tide.]"
				   "</p>" TEXT "</div></div><div><div>" P(
				       BIG("D ")) P(BIG("E ")) P(BIG("F "))
				       P(BIG("G ")) "</div></div>"
						    "</section>",
		    BIG("A ") "\n" BIG("B ") "\n" BIG("C ") "\n" ALL "\n" BIG(
			"D ") "\n" BIG("E ") "\n" BIG("F ") "\n" BIG("G ") },
		/* Other articles with long abstracts, below their heading. */
		{ __LINE__,
		    HEAD "<h1>Ferry runs again</h1><div>" TEXT
			 "<div><h3>Related</h3><div><div><h4><a href=/a>Storm "
			 "damages pier</a></h4><p>In short: " ONE
			 "</p><p>March 17, 2026</p></div><div><h4><a "
			 "href=/b>Light on the rock</a></h4><p>In short: " TWO
			 "</p><p>April 8, 2026</p></div></div></div></div>",
		    ALL },
	};

	(void)state;
	check_texts(rows, ROWS(rows));
}

#define LONG_SAYING                                                            \
	"I have lived out there all my life and never once did the boat come " \
	"when it should have, not in summer and not in winter, so forgive me " \
	"when I do not clap my hands for a timetable on paper."

/* What readers say, more than the article has. */
static void
test_comments(void **state)
{
	static const struct text_row rows[] = {
		/* Names and times below what is said. */
		{ __LINE__,
		    HEAD "<div><h1>Ferry runs again</h1>" TEXT
			 "<h2>5 Comments »</h2><ol><li><p>" LONG_SAYING "</p>"
			 "<p>" LONG_SAYING " A.</p><p>Comment by Ann — 17.07, "
			 "2026 @ 13:04</p></li><li><p>" LONG_SAYING " B.</p>"
			 "<p>Comment by Bo — 17.07, 2026 @ 14:10</p></li><li>"
			 "<p>" LONG_SAYING " C.</p><p>" LONG_SAYING " D.</p>"
			 "<blockquote><p>No.</p></blockquote><p>Comment by "
			 "<a href=//c.example/>Cy</a> — 18.07, 2026 @ "
			 "09:00</p></li></ol></div>",
		    ALL },
		/* Months by their names. */
		{ __LINE__,
		    HEAD
		    "<div><h1>Ferry runs again</h1>" TEXT "</div><div><h2>"
		    "3 commentaires</h2><ul><li><div><b>Ann</b> (22 juin "
		    "2026 @11h13)</div><p>" LONG_SAYING " A.</p></li><li>"
		    "<div>Bo (22 juin 2026 @11h29)</div><div><p>" LONG_SAYING
		    " B.</p></div></li><li><div>Cy (23 juin "
		    "2026 @09h02)</div><p>" LONG_SAYING " C.</p><p>" LONG_SAYING
		    " D.</p></li></ul></div>",
		    ALL },
		/* What a forum is asked, below other things. */
		{ __LINE__,
		    HEAD
		    "<div><p>" LONG_SAYING "</p><p>Buy boats: " LONG_SAYING
		    "</p></div><div><h1>Ferry runs again</h1><div><footer>"
		    "<i>ann</i> 28.09.26 12:44</footer>" P(BIG("A ")) P(BIG(
			"B ")) "</div><div><footer><i>bo</i> 28.09.26 13:39</footer><p>" FOUR
			       "</p></div><div><footer><i>cy</i> 28.09.26 14:40"
			       "</footer><p>I do not know it either, sorry.</p></div></div>",
		    BIG("A ") "\n" BIG("B ") },
		/* Words of others that an article quotes. */
		{ __LINE__,
		    HEAD "<div><h1>Ferry runs again</h1>" TEXT
			 "<blockquote><p>Welcome back, old boat! All of us on "
			 "the island will be at the pier.</p>— Ann (@ann) "
			 "December 31, 2026</blockquote><blockquote><p>And now "
			 "for the bridge, if you please, it is time.</p>— Bo "
			 "(@bo) January 1, 2026</blockquote></div>",
		    ALL "\nWelcome back, old boat! All of us on the island "
			"will be at the pier.\n— Ann (@ann) December 31, "
			"2026\nAnd now for the bridge, if you please, it is "
			"time.\n— Bo (@bo) January 1, 2026" },
		/* How many there are, said above the text. */
		{ __LINE__,
		    HEAD "<div><h1>Ferry runs again</h1><p>" ONE " " TWO
			 " " THREE "</p><p>12 comments</p>" TEXT
			 "<p>" LONG_SAYING "</p></div>",
		    ONE " " TWO " " THREE "\n" ALL "\n" LONG_SAYING },
	};

	(void)state;
	check_texts(rows, ROWS(rows));
}

/* Whole paragraphs that are set as headings. */
static void
test_large(void **state)
{
	static const struct text_row rows[] = {
		{ __LINE__,
		    HEAD "<div><h1>Ferry runs again</h1><h3>" ONE
			 "</h3><h3>" TWO "</h3><h3>" THREE
			 "</h3></div><div><p>The Coast "
			 "Paper, Pier 4. Letters are welcome here.</p></div>",
		    ONE "\n" TWO "\n" THREE },
	};

	(void)state;
	check_texts(rows, ROWS(rows));
}

/* Headings with nothing below them any more. */
static void
test_headings(void **state)
{
	static const struct text_row rows[] = {
		{ __LINE__,
		    HEAD "<div><h1>Ferry runs again</h1><p>" ONE "</p><h3>The "
			 "engine</h3><p>" TWO "</p><h3>Worth a look</h3><ul>"
			 "<li><a href=/a>Storm damages the old pier</a><li><a "
			 "href=/b>Light on the rock</a></ul><h3>The "
			 "timetable</h3><p>" THREE "</p><p>" FOUR
			 "</p><h3>More "
			 "of the coast</h3><ul><li><a href=/c>A walk by the "
			 "sea</a><li><a href=/d>Fish and its price</a></ul>"
			 "</div>",
		    ONE "\nThe engine\n" TWO "\nThe timetable\n" THREE
			"\n" FOUR },
		/* The larger above the smaller, with a picture between. */
		{ __LINE__,
		    HEAD "<div><h1>Ferry runs again</h1><p>" ONE "</p><h2>The "
			 "boat</h2><p><a href=/picture>Photo</a></p><h3>The "
			 "engine</h3><p>" TWO "</p><p>" THREE "</p></div>",
		    ONE "\nThe boat\nThe engine\n" TWO "\n" THREE },
		/* What was to follow is gone. */
		{ __LINE__,
		    HEAD "<div><h1>Ferry runs again</h1>" TEXT
			 "<p>You may want "
			 "to know this, too:</p><ul><li><a href=/c>A walk by "
			 "the sea</a><li><a href=/d>Fish and its price</a></ul>"
			 "</div>",
		    ALL },
	};

	(void)state;
	check_texts(rows, ROWS(rows));
}

/* Headlines that are said again in the text. */
static void
test_again(void **state)
{
	static const struct text_row rows[] = {
		{ __LINE__,
		    HEAD "<article><header><h1>Ferry runs again</h1></header>"
			 "<div><p>" ONE "</p><div><a href=#a>Ferry runs "
			 "again</a></div><h3>Ferry runs again</h3><p>" TWO
			 "</p><p>" THREE "</p><p>" FOUR "</p></div></article>",
		    ONE "\n" TWO "\n" THREE "\n" FOUR },
	};

	(void)state;
	check_texts(rows, ROWS(rows));
}

/* What stands between headline and text in boxes of its own. */
static void
test_opening(void **state)
{
	static const struct text_row rows[] = {
		/* The first paragraphs, and an advertisement below them. */
		{ __LINE__,
		    HEAD
		    "<div><h1>Ferry runs again</h1><article><div><div><p>" ONE
		    "</p><p>" TWO "</p></div></div><div><p>"
		    "Advertisement</p></div><div><div><section><p>" THREE
		    "</p><p>" FOUR "</p><p>" THREE " " ONE "</p><p>" FOUR
		    " " TWO "</p><p>" THREE " " TWO "</p><p>" FOUR " " ONE
		    "</p><p>" THREE " " FOUR "</p><p>" FOUR " " THREE
		    "</p></section></div></div></article></div>",
		    ONE "\n" TWO "\n" THREE "\n" FOUR "\n" THREE " " ONE
			"\n" FOUR " " TWO "\n" THREE " " TWO "\n" FOUR " " ONE
			"\n" THREE " " FOUR "\n" FOUR " " THREE },
	};

	(void)state;
	check_texts(rows, ROWS(rows));
}

#define ROW(n)                                                               \
	"<tr><td><b>Stop " n "</b></td><td><p>Say here what you want to do " \
	"there.</p></td><td><ul><li>Nothing<li>Walk a bit<li>See the "       \
	"pier<li>Eat something<li>Sleep</ul></td></tr>"
#define ROW_TEXT(n)                                                           \
	"\nStop " n "\nSay here what you want to do there.\nNothing\nWalk a " \
	"bit\nSee the pier\nEat something\nSleep"

/* Short lines of lists and tables amid a text. */
static void
test_lists(void **state)
{
	static const struct text_row rows[] = {
		{ __LINE__,
		    HEAD
		    "<article><h1>Ferry runs again</h1><div><p>" ONE
		    "</p><p>" TWO "</p><div><table>" ROW("1") ROW("2") ROW("3")
			ROW("4") "</table></div><div><table>" ROW("5") ROW("6")
			    ROW("7") "</table></div><div><div><p>" THREE
				     "</p><p>" FOUR
				     "</p></div></div></div></article>",
		    ONE "\n" TWO ROW_TEXT("1") ROW_TEXT("2") ROW_TEXT("3")
			ROW_TEXT("4") ROW_TEXT("5") ROW_TEXT("6")
			    ROW_TEXT("7") "\n" THREE "\n" FOUR },
	};

	(void)state;
	check_texts(rows, ROWS(rows));
}

/* Names in a table that are links. */
static void
test_table(void **state)
{
	static const struct text_row rows[] = {
		{ __LINE__,
		    HEAD "<h1>Ferry runs again</h1><div><p>" ONE "</p><table>"
			 "<tr><th><a href=/a>The old pier</a><td>" TWO "</tr>"
			 "<tr><th><a href=/b>Lighthouse</a><td>" THREE "</tr>"
			 "<tr><th><a href=/c>Shipyard</a><td>" FOUR "</tr>"
			 "</table></div>",
		    ONE "\nThe old pier\n" TWO "\nLighthouse\n" THREE
			"\nShipyard\n" FOUR },
		/* A table that sets the page. */
		{ __LINE__,
		    HEAD "<table><tr><td><a href=/a>Home</a><td><div>" TEXT
			 "</div><td><a href=/b>Archive</a></tr><tr><td>The "
			 "Coast Paper<td>Pier 4</tr></table>",
		    ALL },
	};

	(void)state;
	check_texts(rows, ROWS(rows));
}

/* A headline in the bar at the top, and again above the text. */
static void
test_bar(void **state)
{
	struct arena a;
	struct article art;

	(void)state;
	arena_init(&a, 1 << 22);
	art = article_of(&a,
	    HEAD "<nav><ul><li><h1>Ferry runs again</h1><li><a href=/>Home</a>"
		 "</ul></nav><div><h1>Ferry runs again</h1><div>By Ada "
		 "Brook</div><h2>" ONE "</h2></div><div>" P(TWO) P(THREE)
		     P(FOUR) "</div>");
	assert_true(str_eq(art.author, STR("Ada Brook")));
	assert_true(str_eq(art.lead, STR(ONE)));
	arena_release(&a);
}

#define IMG "<img src=a.jpg>"

/* Lines that stand by pictures, in boxes with them. */
static void
test_captions(void **state)
{
	static const struct text_row rows[] = {
		{ __LINE__,
		    HEAD "<h1>Ferry runs again</h1><div><p>" ONE " " TWO "</p>"
			 "<div><div>" IMG "</div><p>The ferry at the pier of "
			 "the upper village, on a day in May. Photo: B. "
			 "Lee</p></div><p>" THREE "</p><p>" FOUR " " ONE "</p>"
			 "</div>",
		    ONE " " TWO "\n" THREE "\n" FOUR " " ONE },
		/* A picture in the paragraph itself, and a story in boxes. */
		{ __LINE__,
		    HEAD "<h1>Ferry runs again</h1><div><p>" ONE
			 "</p><p>" IMG TWO "</p><p>" THREE "</p><p>" FOUR
			 "</p></div>",
		    ALL },
		{ __LINE__,
		    HEAD "<h1>Ferry runs again</h1><div><div><div>" IMG
			 "</div><p>" ONE "</p></div><div><div>" IMG
			 "</div><p>" TWO "</p></div><div><div>" IMG
			 "</div><p>" THREE "</p></div><div><div>" IMG
			 "</div><p>" FOUR "</p></div></div>",
		    ALL },
	};

	(void)state;
	check_texts(rows, ROWS(rows));
}

/* A lead with much that is none between it and the text. */
static void
test_far_lead(void **state)
{
	struct arena a;
	struct article art;

	(void)state;
	arena_init(&a, 1 << 22);
	art = article_of(&a,
	    HEAD "<header><h1>Ferry runs again</h1><h2>" ONE "</h2></header>"
		 "<ul><li><a href=#1>E-Mail</a><li><a href=#2>Teilen</a><li>"
		 "<a href=#3>Tweet</a><li><a href=#4>Pocket</a><li><a "
		 "href=#5>Drucken</a><li><a href=#6>Podcast</a><li><a "
		 "href=#7>Merken</a><li><a href=#8>Karte</a><li><a href=#9>"
		 "Bilder</a><li><a href=#a>Hilfe</a><li><a href=#b>Abo</a><li>"
		 "<a href=#c>Heft</a><li><a href=#d>Suche</a><li><a href=#e>"
		 "Login</a><li><a href=#f>Wetter</a><li><a href=#g>Sport</a>"
		 "</ul><div><div><p>" TWO "</p><p>" THREE "</p><p>" FOUR
		 "</p></div></div>");
	assert_true(str_eq(art.text, STR(TWO "\n" THREE "\n" FOUR)));
	assert_true(str_eq(art.lead, STR(ONE)));
	arena_release(&a);
}

/* What stands between a headline and a text, and what of it is a lead. */
struct lead_row {
	int line;
	const char *html, *lead;
};

static void
check_leads(const struct lead_row *rows, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		struct article art;
		struct arena a;

		arena_init(&a, 1 << 22);
		art = article_of(&a,
		    arena_cstr(&a,
			arena_printf(&a,
			    HEAD "<header><h1>Ferry runs again</h1></header>%s"
				 "<div>By Ann</div><div><p>" ONE "</p><p>" TWO
				 "</p><p>" THREE "</p><p>" FOUR "</p></div>",
			    rows[i].html)));
		if (!str_eq(art.text, STR(ALL)) ||
		    !str_eq(art.lead, str_c(rows[i].lead)))
			fail_msg("line %d: %.*s / %.*s", rows[i].line,
			    STR_ARG(art.lead), STR_ARG(art.text));
		arena_release(&a);
	}
}

/* A lead that the text says again, whole or as far as a summary goes. */
static void
test_lead_twice(void **state)
{
	static const struct lead_row rows[] = {
		{ __LINE__, "<p class=standfirst>" ONE "</p>", "" },
		{ __LINE__, "<h2>" ONE "</h2>", "" },
		{ __LINE__,
		    "<div><p>The ferry to the outer islands runs again from "
		    "Monday, said the [\xE2\x80\xA6]</p></div>",
		    "" },
		{ __LINE__,
		    "<div><p>The ferry to the outer islands runs again "
		    "from Monday, said the...</p></div>",
		    "" },
		/* For a narrow window and for a wide one. */
		{ __LINE__,
		    "<div><p>The old boat got an engine of its own, and a "
		    "bell.</p></div><div><p>The old boat got an engine of its "
		    "own, and a bell.</p></div>",
		    "The old boat got an engine of its own, and a bell." },
	};

	(void)state;
	check_leads(rows, ROWS(rows));
}

#define LEAD "It carries mail and bread, twice a day, and two cows if need be."

/* What is like a lead and is none. */
static void
test_no_lead(void **state)
{
	static const struct lead_row rows[] = {
		{ __LINE__, "<p>" LEAD "</p>", LEAD },
		{ __LINE__, "<div><p>" LEAD "</p>" IMG "</div>", LEAD },
		/* Below a picture. */
		{ __LINE__, "<div>" IMG "<p>" LEAD "</p></div>", "" },
		{ __LINE__,
		    "<div><a href=b>" IMG "</a><span>" LEAD "</span></div>",
		    "" },
		/* Names of several. */
		{ __LINE__,
		    "<p>By Ann Hill, Correspondent for Boats, and Bob Lee, "
		    "Photographer, at the pier of the outer islands</p>",
		    "" },
		{ __LINE__,
		    "<p>By the winter it has to pay for itself, they said.</p>",
		    "By the winter it has to pay for itself, they said." },
	};

	(void)state;
	check_leads(rows, ROWS(rows));
}

/* What is drawn on demand, on a page that draws its text later, too. */
static void
test_undrawn_lead(void **state)
{
	struct article art;
	struct arena a;

	(void)state;
	arena_init(&a, 1 << 22);
	art = article_of(&a, HEAD
	    "<h1>Ferry runs again</h1><div><span>By Ann<div style='display:"
	    "none'><p>" LEAD "</p></div></span></div><div style='visibility: "
	    "hidden'>" TEXT "</div>");
	assert_true(str_eq(art.text, STR(ALL)));
	assert_true(str_empty(art.lead));
	art = article_of(&a,
	    HEAD "<h1>Ferry runs again</h1><div style='display: none'><p>" LEAD
		 "</p><div>By Ann</div><div>" TEXT "</div></div>");
	assert_true(str_eq(art.text, STR(ALL)));
	assert_true(str_eq(art.lead, STR(LEAD)));
	arena_release(&a);
}

/* Headlines beside the name of the site; its host is example.org. */
static void
test_site(void **state)
{
	static const struct {
		int line;
		const char *html, *title;
	} rows[] = {
		{ __LINE__,
		    "<title>Ferries: how they are mended - Example.org</title>"
		    "<meta property=og:title content='How a ferry is mended "
		    "| Example.org'><body><h1>Example.org</h1><h2>Parts for an old boat</h2>" TEXT,
		    "How a ferry is mended" },
		{ __LINE__,
		    "<title>Ferry runs again - The Coast Paper</title><meta "
		    "property=og:site_name content='The Coast Paper'><body>"
		    "<h1>The Coast Paper</h1><h2>The ferry is back</h2>" TEXT,
		    "Ferry runs again" },
		{ __LINE__,
		    "<title>Example.org | Ferry runs again</title><body>"
		    "<h1>Example.org</h1>" TEXT,
		    "Ferry runs again" },
		{ __LINE__,
		    "<title>All of it: Ferries and boats, our review</title>"
		    "<meta property=og:title content='Ferries and boats: a "
		    "review'><body><h1>Boats reviewed</h1>" TEXT
		    "<ul><li><a href=/a>Ferries</a><li><a href=/b>Docks</a>"
		    "</ul>",
		    "Ferries and boats: a review" },
		{ __LINE__,
		    "<title>An example - The Coast Paper</title><body>"
		    "<h1>An example</h1>" TEXT,
		    "An example" },
	};
	struct arena a;

	(void)state;
	arena_init(&a, 1 << 22);
	for (size_t i = 0; i < ROWS(rows); i++) {
		struct article art = article_of(&a, rows[i].html);

		if (!str_eq(art.title, str_c(rows[i].title)))
			fail_msg(
			    "line %d: %.*s", rows[i].line, STR_ARG(art.title));
	}
	arena_release(&a);
}

/* Authors that a page declares, and those that its lines name. */
static void
test_names(void **state)
{
	static const struct {
		int line;
		const char *html, *author;
	} rows[] = {
		{ __LINE__,
		    "<title>Ferry runs again</title><meta name=author "
		    "content='Example.org'><body><h1>Ferry runs again</h1>"
		    "<div>By Ada Brook</div>" TEXT,
		    "Ada Brook" },
		{ __LINE__,
		    "<title>Ferry runs again</title><meta property="
		    "og:site_name content='The Coast Paper'><meta name=author "
		    "content='The Coast Paper'><body><h1>Ferry runs again</h1>"
		    "<div>Von Ada Brook</div>" TEXT,
		    "Ada Brook" },
		/* A site may be called as who writes it. */
		{ __LINE__,
		    "<title>Ferry runs again</title><meta name=author "
		    "content='Example Org'><body><h1>Ferry runs again</h1>"
		    "<a href=/user/bo>bo</a>" TEXT,
		    "Example Org" },
		{ __LINE__,
		    "<title>Ferry runs again</title><meta property="
		    "article:author content='https://example.org/author/ada'>"
		    "<body><h1>Ferry runs again</h1><div>By Ada Brook</div>" TEXT,
		    "Ada Brook" },
	};
	struct arena a;

	(void)state;
	arena_init(&a, 1 << 22);
	for (size_t i = 0; i < ROWS(rows); i++) {
		struct article art = article_of(&a, rows[i].html);

		if (!str_eq(art.author, str_c(rows[i].author)))
			fail_msg(
			    "line %d: %.*s", rows[i].line, STR_ARG(art.author));
	}
	arena_release(&a);
}

/* Dates and names right above a text, in its box. */
static void
test_above(void **state)
{
	static const struct text_row rows[] = {
		{ __LINE__,
		    HEAD "<div><h1>Ferry runs again</h1><p>By Ada Brook</p><p>"
			 "Published: 14 May 2026, 09:30</p>" TEXT "</div>",
		    ALL },
		{ __LINE__,
		    HEAD "<div><h1>Ferry runs again</h1><p>By boat, by train "
			 "and by bus.</p>" TEXT "</div>",
		    "By boat, by train and by bus.\n" ALL },
		{ __LINE__,
		    HEAD
		    "<div><h1>Ferry runs again</h1><p>Two ways, £23.99</p>" TEXT
		    "</div>",
		    "Two ways, £23.99\n" ALL },
	};
	struct arena a;
	struct article art;

	(void)state;
	check_texts(rows, ROWS(rows));
	/* Figures of the headline come last. */
	arena_init(&a, 1 << 22);
	art = article_of(&a,
	    "<title>5月20日至31日，海湾大桥封闭</title><body><h1>5月20日至31日，"
	    "海湾大桥封闭</h1><div>2026-05-14 09:30</div>" TEXT);
	assert_int_equal(art.published.n, 2);
	assert_true(str_eq(art.published.v[0].text, STR("2026-05-14 09:30")));
	arena_release(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_letters),
		cmocka_unit_test(test_boxes),
		cmocka_unit_test(test_comments),
		cmocka_unit_test(test_large),
		cmocka_unit_test(test_headings),
		cmocka_unit_test(test_again),
		cmocka_unit_test(test_opening),
		cmocka_unit_test(test_lists),
		cmocka_unit_test(test_table),
		cmocka_unit_test(test_bar),
		cmocka_unit_test(test_captions),
		cmocka_unit_test(test_far_lead),
		cmocka_unit_test(test_lead_twice),
		cmocka_unit_test(test_no_lead),
		cmocka_unit_test(test_undrawn_lead),
		cmocka_unit_test(test_site),
		cmocka_unit_test(test_names),
		cmocka_unit_test(test_above),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
