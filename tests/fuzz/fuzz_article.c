// SPDX-License-Identifier: ISC
// The first line is the address of the page, the rest the page. What is found
// must be valid UTF-8 and within its ceilings, and be found again.
#include <setjmp.h>
#include <stdint.h>
#include <stdlib.h>

#include "base/utf8.h"
#include "extract/article/article.h"
#include "model/limits.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const struct html_limits limits = { .depth = LIMIT_DEPTH,
	.attributes = LIMIT_ATTRIBUTES,
	.formatting = LIMIT_FORMATTING,
	.nodes = 100000,
	.memory = 64 << 20 };

static void
must_be(bool truth)
{
	if (!truth)
		abort();
}

static void
check_dates(const struct article_dates *d)
{
	must_be(d->n <= LIMIT_ARTICLE_DATES);
	for (size_t i = 0; i < d->n; i++) {
		must_be(utf8_valid(d->v[i].text) && d->v[i].text.len > 0);
		must_be(i == 0 || d->v[i - 1].place <= d->v[i].place);
	}
}

static void
check(const struct article *art)
{
	const struct str all[] = { art->html, art->text, art->base, art->title,
		art->lead, art->summary, art->author, art->outlet, art->site,
		art->language, art->image, art->next, art->canonical,
		art->amp };

	for (size_t i = 0; i < sizeof(all) / sizeof(*all); i++)
		must_be(utf8_valid(all[i]));
	must_be(art->text.len <= LIMIT_ARTICLE);
	must_be(art->text.len == 0 || art->html.len > 0);
	check_dates(&art->published);
	check_dates(&art->updated);
}

static void
read_page(struct arena *a, struct str rest)
{
	struct article_ask ask = { .url = STR_NULL };
	struct article art, again;
	struct html_doc *doc;
	struct err e = ERR_INIT;

	rest = utf8_scrub(a, rest);
	str_cut(&rest, '\n', &ask.url);
	if (html_parse(a, rest, &limits, &doc, &e) != 0)
		return;
	article_find(a, doc, &ask, &art);
	check(&art);
	ask.within = html_first(html_root(doc));
	while (ask.within != NULL && html_type(ask.within) != HTML_ELEMENT)
		ask.within = html_next(ask.within);
	article_find(a, doc, &ask, &again);
	check(&again);
	ask.without = &ask.within;
	ask.nwithout = 1;
	ask.within = NULL;
	article_find(a, doc, &ask, &again);
	check(&again);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena a;
	jmp_buf over;

	arena_init(&a, 256 << 20);
	a.over = &over;
	if (setjmp(over) == 0)
		read_page(&a, str_n((const char *)data, size));
	arena_release(&a);
	return 0;
}
