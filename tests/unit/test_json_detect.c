// SPDX-License-Identifier: ISC
// Lists in JSON that nobody wrote rules for.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "extract/extract.h"
#include "extract/json/detect.h"
#include "model/limits.h"

#define ROWS(t) (sizeof(t) / sizeof(*(t)))

/* Days and counted seconds, as the engine would have it. */
static int
judge_date(
    const void *ctx, struct arena *a, struct str text, struct str language)
{
	(void)ctx, (void)a, (void)language;
	if (str_starts(text, STR("2026-")))
		return DETECT_DATE_WHOLE;
	return text.len >= 10 && str_starts(text, STR("17")) ? DETECT_DATE_WHOLE
							     : DETECT_DATE_NONE;
}

static const struct detect_help help = { judge_date, NULL };

/* The rules of C: "item / title / link / ...", those that there are. */
static struct str
written(struct arena *a, const struct candidate *c)
{
	struct str s = c->item.v[0].text;

	if (!str_empty(c->embedded))
		s = arena_printf(
		    a, "%.*s: %.*s", STR_ARG(c->embedded), STR_ARG(s));
	for (int f = 0; f < FIELD_COUNT; f++)
		if (c->field[f].n > 0)
			s = arena_printf(a, "%.*s / %s %.*s", STR_ARG(s),
			    field_name((enum field)f),
			    STR_ARG(c->field[f].v[0].text));
	return s;
}

#define T1 "The old bridge is open again"
#define T2 "Harbour closes for the winter"
#define T3 "Council votes on the market"

static void
finds_lists(void **state)
{
	static const struct {
		int line;
		const char *text, *want; /* NULL: no list */
	} rows[] = {
		{ __LINE__,
		    "{\"code\":0,\"data\":{\"total\":3,\"list\":["
		    "{\"id\":1,\"title\":\"" T1 "\",\"publishTime\":1763600000,"
		    "\"tags\":[\"a\",\"b\"],\"cover\":\"/1.jpg\"},"
		    "{\"id\":2,\"title\":\"" T2 "\",\"publishTime\":1763500000,"
		    "\"tags\":[],\"cover\":\"/2.jpg\"},"
		    "{\"id\":3,\"title\":\"" T3 "\",\"publishTime\":1763400000,"
		    "\"tags\":[\"c\"],\"cover\":\"/3.jpg\"}]}}",
		    "$.data.list / title $.title / date $.publishTime / "
		    "category $.tags / image $.cover" },
		/* The last word of a name says most of it. */
		{ __LINE__,
		    "[{\"job_href\":\"/j/1\",\"job_title\":\"Bridge keeper\","
		    "\"company_name\":\"Lower Town Water Works\"},"
		    "{\"job_href\":\"/j/2\",\"job_title\":\"Harbour pilot\","
		    "\"company_name\":\"Winter Ferry Company Ltd.\"},"
		    "{\"job_href\":\"/j/3\",\"job_title\":\"Market guard\","
		    "\"company_name\":\"Hill Library and Museum\"}]",
		    "$ / title $.job_title / link $.job_href" },
		{ __LINE__,
		    "[{\"postTitle\":\"" T1 "\",\"userName\":"
		    "\"Ann of the Lower Town by the River\"},"
		    "{\"postTitle\":\"" T2 "\",\"userName\":"
		    "\"Bob who was Pilot of the Ferry once\"},"
		    "{\"postTitle\":\"" T3 "\",\"userName\":"
		    "\"Cy that keeps the Market Hall at night\"}]",
		    "$ / title $.postTitle" },
		/* What is called a headline may be the same in some entries. */
		{ __LINE__,
		    "[{\"title\":\"Market guard\",\"url\":\"/1\","
		    "\"town\":\"Lower Bridge on the River\"},"
		    "{\"title\":\"Market guard\",\"url\":\"/2\","
		    "\"town\":\"Winter Harbour in the West\"},"
		    "{\"title\":\"Harbour pilot\",\"url\":\"/3\","
		    "\"town\":\"Market Hill and its parishes\"}]",
		    "$ / title $.title / link $.url" },
		/* Names in objects, and those that need quotes. */
		{ __LINE__,
		    "[{\"title\":{\"rendered\":\"" T1 "\"},\"link\":"
		    "\"https://x.example/1\",\"date-gmt\":\"2026-11-20\","
		    "\"excerpt\":{\"rendered\":\"<p>one text</p>\"}},"
		    "{\"title\":{\"rendered\":\"" T2 "\"},\"link\":"
		    "\"https://x.example/2\",\"date-gmt\":\"2026-11-19\","
		    "\"excerpt\":{\"rendered\":\"<p>two text</p>\"}},"
		    "{\"title\":{\"rendered\":\"" T3 "\"},\"link\":"
		    "\"https://x.example/3\",\"date-gmt\":\"2026-11-18\","
		    "\"excerpt\":{\"rendered\":\"<p>three text</p>\"}}]",
		    "$ / title $.title.rendered / link $.link / "
		    "summary $.excerpt.rendered / date $['date-gmt']" },
		/* Names that say nothing: the values do. */
		{ __LINE__,
		    "{\"r\":[{\"a\":\"x1\",\"b\":\"" T1 "\",\"c\":\"/1.html\"},"
		    "{\"a\":\"x1\",\"b\":\"" T2 "\",\"c\":\"/2.html\"},"
		    "{\"a\":\"x2\",\"b\":\"" T3 "\",\"c\":\"/3.html\"}]}",
		    "$.r / title $.b / link $.c" },
		/* The list and the menu; a list that an index leads to. */
		{ __LINE__,
		    "{\"menu\":[{\"name\":\"Home\",\"url\":\"/\"},{\"name\":"
		    "\"World\",\"url\":\"/w\"},{\"name\":\"Sport\",\"url\":"
		    "\"/s\"}],\"blocks\":[[{\"title\":\"" T1
		    "\",\"url\":\"/1\"}"
		    ",{\"title\":\"" T2 "\",\"url\":\"/2\"},{\"title\":\"" T3
		    "\",\"url\":\"/3\"}]]}",
		    "$.blocks[0][*] / title $.title / link $.url" },
		{ __LINE__,
		    "{\"t\":\"" T1 "\"}\n{\"t\":\"" T2 "\"}\n{\"t\":\"" T3
		    "\"}\n",
		    "$ / title $.t" },
		{ __LINE__,
		    "cb([{\"t\":\"" T1 "\"},{\"t\":\"" T2 "\"},{\"t\":\"" T3
		    "\"}])",
		    "$ / title $.t" },
		{ __LINE__, "{\"error\":\"none\"}", NULL },
		{ __LINE__, "[{\"t\":\"" T1 "\"},{\"t\":\"" T2 "\"}]", NULL },
		{ __LINE__, "[{\"t\":1},{\"t\":2},{\"t\":3}]", NULL },
		{ __LINE__,
		    "[{\"t\":\"" T1 "\"},{\"t\":\"" T1 "\"},{\"t\":\"" T1
		    "\"}]",
		    NULL },
		{ __LINE__, "[\"" T1 "\",\"" T2 "\",\"" T3 "\"]", NULL },
	};
	struct arena a;

	(void)state;
	arena_init(&a, 64 << 20);
	for (size_t i = 0; i < ROWS(rows); i++) {
		struct detect_ask ask = { .help = &help, .max = 3 };
		struct document doc = { .text = str_c(rows[i].text),
			.url = STR("https://x.example/") };
		struct candidates found;
		struct err e = ERR_INIT;
		struct str got = STR_NULL;

		assert_true(json_sniff(&doc));
		if (json_detect(&a, &doc, &ask, &found, &e) != 0)
			fail_msg("line %d: %s", rows[i].line, e.msg);
		if (found.n > 0)
			got = written(&a, &found.v[0]);
		if (!str_eq(got, str_c(rows[i].want)))
			fail_msg("line %d: %.*s", rows[i].line, STR_ARG(got));
	}
	arena_release(&a);
}

#define POSTS                                                      \
	"{\"a\":{\"posts\":[{\"slug\":\"/x/1\",\"t\":\"" T1 "\"}," \
	"{\"slug\":\"/x/2\",\"t\":\"" T2 "\"},"                    \
	"{\"slug\":\"/x/3\",\"t\":\"" T3 "\"}]},\"menu\":["        \
	"{\"t\":\"Home\"},{\"t\":\"World\"},{\"t\":\"Sports\"}]}"

/* That list with one entry less. */
#define SHORT                                                      \
	"{\"a\":{\"posts\":[{\"slug\":\"/x/1\",\"t\":\"" T1 "\"}," \
	"{\"slug\":\"/x/2\",\"t\":\"" T2 "\"}]}}"

/* Without rules a page whose list stands in a script is read from there. */
static void
reads_the_data_of_scripts(void **state)
{
	static const struct {
		int line;
		const char *html, *embedded, *item; /* NULL: it is not */
	} rows[] = {
		{ __LINE__,
		    "<script id=D type=application/json>" POSTS "</script>",
		    "script#D", "$.a.posts" },
		{ __LINE__,
		    "<script type='application/json'>{}</script>"
		    "<script type='application/json'>" POSTS "</script>",
		    NULL, NULL },
		{ __LINE__,
		    "<script id='a b' type='Application/JSON'>" POSTS
		    "</script>",
		    "script[type=\"application/json\" i]", "$.a.posts" },
		{ __LINE__, "<script>window.__S__ = " POSTS ";go()</script>",
		    "window.__S__", "$.a.posts" },
		{ __LINE__,
		    "<script>var s=[{a:{posts:[{t:'" T1 "'},{t:'" T2
		    "'},{t:'" T3 "',}]}}]</script>",
		    "var s", "$[0].a.posts" },
		{ __LINE__, "<script>go(" POSTS ")</script>", NULL, NULL },
		{ __LINE__, "<script>var s = 1 + 1</script>", NULL, NULL },
		/* What the page itself shows comes first. */
		{ __LINE__,
		    "<ul><li><a href=1>" T1 "</a><li><a href=2>" T2
		    "</a><li><a href=3>" T3 "</a></ul><script id=D "
		    "type=application/json>" POSTS "</script>",
		    "", "li" },
	};
	struct arena a;

	(void)state;
	arena_init(&a, 64 << 20);
	for (size_t i = 0; i < ROWS(rows); i++) {
		struct source src = { SOURCE_PARTS(bare_parts) };
		struct document doc = { .text = str_c(rows[i].html),
			.url = STR("https://x.example/") };
		struct raw_items out;
		struct err e = ERR_INIT;
		int rc = extract(&a, &src, &doc, &help, &out, &e);

		if (rows[i].item == NULL) {
			if (rc == 0 && out.used != NULL)
				fail_msg("line %d is read", rows[i].line);
			continue;
		}
		if (rc != 0)
			fail_msg("line %d: %s", rows[i].line, e.msg);
		assert_int_equal(out.n, 3);
		if (!str_eq(
			out.used->rules->embedded, str_c(rows[i].embedded)) ||
		    str_find(out.item_rule, str_c(rows[i].item)) == STR_NONE)
			fail_msg("line %d: %.*s %.*s", rows[i].line,
			    STR_ARG(out.used->rules->embedded),
			    STR_ARG(out.item_rule));
	}
	arena_release(&a);
}

static void
counts_examples(void **state)
{
	static const struct str examples[] = { { T2, sizeof(T2) - 1 },
		{ "/x/3", 4 }, { "none", 4 } };
	struct detect_ask ask = {
		.help = &help, .max = 3, .example = examples, .nexamples = 3
	};
	struct document doc = { .text = STR(POSTS), .url = STR("") };
	struct candidates found;
	struct err e = ERR_INIT;
	struct arena a;

	(void)state;
	arena_init(&a, 64 << 20);
	assert_int_equal(json_detect(&a, &doc, &ask, &found, &e), 0);
	assert_int_equal(found.v[0].examples, 2);
	arena_release(&a);
}

/* Of very many scripts each is looked at once, not again for each other. */
static void
walks_once_over_scripts(void **state)
{
	const struct detect_ask ask = { .help = &help, .max = 3 };
	struct source src = { SOURCE_PARTS(bare_parts) };
	struct document doc = { .url = STR("https://x.example/") };
	struct survey found;
	struct err e = ERR_INIT;
	struct arena a;
	struct buf b;

	(void)state;
	arena_init(&a, 64 << 20);
	buf_init(&b, 4 << 20);
	buf_add(&b, STR("<script>window.S = " POSTS "</script>"));
	for (int i = 0; i < 2000; i++)
		buf_addf(
		    &b, "<script>window.s%d = {a: \"%0500d\"}</script>", i, i);
	doc.text = buf_str(&b);
	assert_int_equal(extract_survey(&a, &src, &doc, &ask, &found, &e), 0);
	assert_int_equal(found.lists.n, 1);
	assert_true(str_eq(found.lists.v[0].embedded, STR("window.S")));
	buf_release(&b);
	arena_release(&a);
}

/* Two elements of one place: that which comes first has the list, or none. */
static void
a_place_is_of_the_first(void **state)
{
	static const struct {
		const char *html;
		size_t n;
	} rows[] = {
		{ "<script id=D>1</script><script id=D "
		  "type=application/json>" POSTS "</script>",
		    0 },
		{ "<script id=D type=application/json>" POSTS
		  "</script><script id=D type=application/json>1</script>",
		    1 },
		{ "<script>go(); window.S = [1]</script>"
		  "<script>window.S = " POSTS "</script>",
		    0 },
		/* What has fewer entries is not the list that was found. */
		{ "<script>window.S = " SHORT "</script>"
		  "<script>window.S = " POSTS "</script>",
		    0 },
	};
	struct arena a;

	(void)state;
	for (size_t i = 0; i < ROWS(rows); i++) {
		const struct detect_ask ask = { .help = &help, .max = 3 };
		struct source src = { SOURCE_PARTS(bare_parts) };
		struct document doc = { .text = str_c(rows[i].html),
			.url = STR("https://x.example/") };
		struct survey found;
		struct err e = ERR_INIT;

		arena_init(&a, 64 << 20);
		assert_int_equal(
		    extract_survey(&a, &src, &doc, &ask, &found, &e), 0);
		if (found.lists.n != rows[i].n)
			fail_msg("%s: %zu", rows[i].html, found.lists.n);
		arena_release(&a);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(finds_lists),
		cmocka_unit_test(reads_the_data_of_scripts),
		cmocka_unit_test(walks_once_over_scripts),
		cmocka_unit_test(a_place_is_of_the_first),
		cmocka_unit_test(counts_examples),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
