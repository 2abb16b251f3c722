// SPDX-License-Identifier: ISC
#ifndef TESTS_ARTICLE_ROWS_H
#define TESTS_ARTICLE_ROWS_H

#include "detect_page.h"
#include "extract/article/article.h"
#include "extract/article/measure.h"
#include "extract/article/phrases.h"

/* A page, and the text of its article. */
struct text_row {
	int line;
	const char *html, *text;
};

/* A line of text, and what it is known as. */
struct phrase_row {
	int line;
	const char *text;
	enum phrase phrase;
};

/* The article of the page HTML, in A. */
static inline struct article
article_of(struct arena *a, const char *html)
{
	const struct article_ask ask = { .url = STR("https://example.org/1") };
	struct article art;

	article_find(a, page_parse(a, html), &ask, &art);
	return art;
}

static inline void
check_texts(const struct text_row *rows, size_t n)
{
	struct arena a;

	arena_init(&a, 64 << 20);
	for (size_t i = 0; i < n; i++) {
		struct article art = article_of(&a, rows[i].html);

		if (!str_eq(art.text, str_c(rows[i].text)))
			fail_msg(
			    "line %d:\n%.*s", rows[i].line, STR_ARG(art.text));
	}
	arena_release(&a);
}

static inline void
check_phrases(const struct phrase_row *rows, size_t n)
{
	const struct phrases *p;
	struct arena a;

	arena_init(&a, 1 << 20);
	p = phrases_make(&a);
	for (size_t i = 0; i < n; i++) {
		struct str s = str_c(rows[i].text);
		enum phrase got = phrase_of(p, s, measure(s).weight);

		if (got != rows[i].phrase)
			fail_msg("line %d: %d", rows[i].line, got);
	}
	arena_release(&a);
}

#endif
