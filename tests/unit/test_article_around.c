// SPDX-License-Identifier: ISC
// Articles: where a text begins and ends, and what stands around it.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "article_rows.h"

#define ROWS(t) (sizeof(t) / sizeof(*(t)))

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

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_letters),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
