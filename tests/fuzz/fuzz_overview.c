// SPDX-License-Identifier: ISC
/*
 * Files about all feeds, of any texts. The page is made of the same elements
 * with the same attributes as one of harmless texts: what strangers write is
 * text in it. The list in OPML is well-formed, and our own reader finds each
 * feed in it.
 */
#include <setjmp.h>
#include <stdint.h>

#include "generate/generate.h"
#include "generate/opml_read.h"
#include "generate/scrub.h"
#include "model/limits.h"
#include "must.h"
#include "web/html.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define FEEDS 3

static const struct html_limits limits = LIMITS_OF_HTML;
struct made {
	struct overview o;
	struct overview_file file[2];
	struct overview_feed feed[FEEDS];
	struct str tag[FEEDS];
};

static struct str
take(struct str *rest)
{
	struct str s;

	return str_cut(rest, '\n', &s) ? s : STR_NULL;
}

/* The same with harmless texts in the place of all that are not blank. */
static struct str
plain(struct str s, bool harmless)
{
	return harmless && !scrub_blank(s) ? STR("x") : s;
}

static void
make(struct made *m, struct str rest, bool harmless)
{
	const struct str ids[FEEDS] = { STR("a"), STR("b-1"), STR("c") };

	*m = (struct made){ .o = { .merged = m->feed,
				.nmerged = 1,
				.source = m->feed + 1,
				.nsources = FEEDS - 1,
				.last_day = STR("2026-11-20"),
				.file = m->file,
				.nfiles = 2 },
		.file = { { STR("RSS"), STR(".rss") },
		    { STR("Atom"), STR(".atom") } } };
	for (size_t i = 0; i < FEEDS; i++) {
		struct overview_feed *f = &m->feed[i];
		struct str *const text[] = { &f->title, &f->link, &f->language,
			&f->about, &f->description, &f->state, &f->since,
			&f->reason, &m->tag[i] };

		f->id = ids[i];
		f->level = (enum overview_level)(rest.len % 4);
		for (size_t k = 0; k < sizeof(text) / sizeof(*text); k++)
			/* A language is only written when it is one. */
			*text[k] = plain(take(&rest), harmless && k != 2);
		if (scrub_blank(f->title))
			f->title = STR("t");
		f->tags = &m->tag[i];
		f->ntags = !str_empty(m->tag[i]);
	}
}

static struct html_doc *
page(struct arena *a, const struct overview *o)
{
	struct buf *b = buf_in(a, LIMIT_INDEX);
	struct err e = ERR_INIT;
	struct html_doc *doc;

	must(generate_index(o, b, &e) == 0);
	must(html_parse(a, buf_str(b), &limits, &doc, &e) == 0);
	return doc;
}

static const struct html_node *
next_element(const struct html_doc *doc, const struct html_node *n)
{
	do
		n = html_walk(html_root(doc), n, false);
	while (n != NULL && html_type(n) != HTML_ELEMENT);
	return n;
}

static void
must_match(const struct html_node *x, const struct html_node *y)
{
	const struct html_attr *p = html_attr_first(x), *q = html_attr_first(y);

	must(str_eq(html_name(x), html_name(y)));
	for (; p != NULL && q != NULL;
	     p = html_attr_next(p), q = html_attr_next(q))
		must(str_eq(html_attr_name(p), html_attr_name(q)));
	must(p == NULL && q == NULL);
}

static void
check_page(struct arena *a, const struct overview *o, const struct overview *h)
{
	const struct html_doc *x = page(a, o), *y = page(a, h);
	const struct html_node *p = next_element(x, html_root(x)),
			       *q = next_element(y, html_root(y));

	while (p != NULL && q != NULL) {
		must_match(p, q);
		p = next_element(x, p);
		q = next_element(y, q);
	}
	must(p == NULL && q == NULL);
}

static void
check_opml(struct arena *a, const struct overview *o)
{
	struct buf *b = buf_in(a, LIMIT_OPML);
	struct outlines list;
	struct err e = ERR_INIT;

	must(generate_opml(o, STR("https://f.example/"), b, &e) == 0);
	must(opml_read(a, buf_str(b), &list, &e) == 0);
	must(list.n == FEEDS);
	for (size_t i = 0; i < list.n; i++)
		must(str_starts(list.v[i].feed_url, STR("https://f.example/")));
}

static void
run(struct arena *a, struct str in)
{
	struct made m, harmless;

	make(&m, in, false);
	make(&harmless, in, true);
	check_page(a, &m.o, &harmless.o);
	check_opml(a, &m.o);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena a;
	jmp_buf over;

	arena_init(&a, 64 << 20);
	a.over = &over;
	if (setjmp(over) == 0)
		run(&a, str_n((const char *)data, size));
	arena_release(&a);
	return 0;
}
