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

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_letters),
		cmocka_unit_test(test_boxes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
