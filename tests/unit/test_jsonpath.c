// SPDX-License-Identifier: ISC
// Every example of RFC 9535, table by table, and what it says beside them.
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/buf.h"
#include "jsonpath_doc.h"

/* A query, what it finds, and where: both as JSON; no PATHS: not looked at. */
struct row {
	int line;
	const char *query, *values, *paths;
};

static void
check_row(struct arena *a, const char *doc, const struct row *r)
{
	struct jsonpath_budget budget = { 100000, 100000 };
	const struct jnode *root = test_json(a, doc);
	const struct jnode *want = test_json(a, r->values);
	struct err e = ERR_INIT;
	struct json_nodes found;
	struct jsonpath *p;

	if (jsonpath_compile(a, str_c(r->query), &p, &e) != 0)
		fail_msg(
		    "line %d: %s: %d: %s", r->line, r->query, e.col, e.msg);
	if (jsonpath_select(a, p, root, &budget, &found, &e) != 0)
		fail_msg("line %d: %s: %s", r->line, r->query, e.msg);
	if (found.n != want->in.n)
		fail_msg(
		    "line %d: %s finds %zu values", r->line, r->query, found.n);
	for (size_t i = 0; i < found.n; i++)
		if (!test_same(a, found.v[i], &want->in.v[i]))
			fail_msg("line %d: %s: value %zu is another", r->line,
			    r->query, i);
	if (r->paths == NULL)
		return;
	want = test_json(a, r->paths);
	assert_int_equal(found.n, want->in.n);
	for (size_t i = 0; i < found.n; i++) {
		struct str path = json_path_to(a, root, found.v[i], false);

		if (!str_eq(path, want->in.v[i].text))
			fail_msg("line %d: %s: path %zu is %.*s", r->line,
			    r->query, i, STR_ARG(path));
	}
}

static void
check_rows(const char *doc, const struct row *rows, size_t n)
{
	struct arena a;

	arena_init(&a, 64 << 20);
	for (size_t i = 0; i < n; i++)
		check_row(&a, doc, &rows[i]);
	arena_release(&a);
}
#define CHECK(doc, rows) check_rows(doc, rows, sizeof(rows) / sizeof(*rows))

#define BOOK1                                                              \
	"{\"category\":\"reference\",\"author\":\"Nigel Rees\",\"title\":" \
	"\"Sayings of the Century\",\"price\":8.95}"
#define BOOK2                                                              \
	"{\"category\":\"fiction\",\"author\":\"Evelyn Waugh\",\"title\":" \
	"\"Sword of Honour\",\"price\":12.99}"
#define BOOK3                                                                 \
	"{\"category\":\"fiction\",\"author\":\"Herman Melville\",\"title\":" \
	"\"Moby Dick\",\"isbn\":\"0-553-21311-3\",\"price\":8.99}"
#define BOOK4                                                                 \
	"{\"category\":\"fiction\",\"author\":\"J. R. R. Tolkien\",\"title\"" \
	":\"The Lord of the Rings\",\"isbn\":\"0-395-19395-8\",\"price\":22.99}"
#define BOOKS "[" BOOK1 "," BOOK2 "," BOOK3 "," BOOK4 "]"
#define BICYCLE "{\"color\":\"red\",\"price\":399}"
#define STORE "{\"book\":" BOOKS ",\"bicycle\":" BICYCLE "}"
#define SHOP "{\"store\":" STORE "}"

/* 1.5, Figure 1 and Table 2. */
static void
overview(void **state)
{
	static const struct row rows[] = {
		{ __LINE__, "$.store.book[*].author",
		    "[\"Nigel Rees\",\"Evelyn Waugh\",\"Herman Melville\","
		    "\"J. R. R. Tolkien\"]",
		    NULL },
		{ __LINE__, "$..author",
		    "[\"Nigel Rees\",\"Evelyn Waugh\",\"Herman Melville\","
		    "\"J. R. R. Tolkien\"]",
		    NULL },
		{ __LINE__, "$.store.*", "[" BOOKS "," BICYCLE "]", NULL },
		{ __LINE__, "$.store..price", "[8.95,12.99,8.99,22.99,399]",
		    NULL },
		{ __LINE__, "$..book[2]", "[" BOOK3 "]",
		    "[\"$['store']['book'][2]\"]" },
		{ __LINE__, "$..book[2].author", "[\"Herman Melville\"]",
		    "[\"$['store']['book'][2]['author']\"]" },
		{ __LINE__, "$..book[2].publisher", "[]", NULL },
		{ __LINE__, "$..book[-1]", "[" BOOK4 "]", NULL },
		{ __LINE__, "$..book[0,1]", "[" BOOK1 "," BOOK2 "]", NULL },
		{ __LINE__, "$..book[:2]", "[" BOOK1 "," BOOK2 "]", NULL },
		{ __LINE__, "$..book[?@.isbn]", "[" BOOK3 "," BOOK4 "]", NULL },
		{ __LINE__, "$..book[?@.price<10]", "[" BOOK1 "," BOOK3 "]",
		    NULL },
		{ __LINE__, "$.store.bicycle..*", "[\"red\",399]", NULL },
		{ __LINE__, "$..*",
		    "[" STORE "," BOOKS "," BICYCLE "," BOOK1 "," BOOK2
		    "," BOOK3 "," BOOK4
		    ",\"reference\",\"Nigel Rees\",\"Sayings of the Century\","
		    "8.95,\"fiction\",\"Evelyn Waugh\",\"Sword of Honour\","
		    "12.99,\"fiction\",\"Herman Melville\",\"Moby Dick\","
		    "\"0-553-21311-3\",8.99,\"fiction\",\"J. R. R. Tolkien\","
		    "\"The Lord of the Rings\",\"0-395-19395-8\",22.99,"
		    "\"red\",399]",
		    NULL },
		/* 1.5 before the table, and the forms of Table 1. */
		{ __LINE__, "$.store.book[0].title",
		    "[\"Sayings of the Century\"]", NULL },
		{ __LINE__, "$['store']['book'][0]['title']",
		    "[\"Sayings of the Century\"]", NULL },
		{ __LINE__, "$.store.book[?@.price < 10].title",
		    "[\"Sayings of the Century\",\"Moby Dick\"]", NULL },
		{ __LINE__, "$.store.book[?length(@.title) > 20, 1, ::3].price",
		    "[8.95,22.99,12.99,8.95,22.99]", NULL },
	};

	(void)state;
	CHECK(SHOP, rows);
}

/* 2.2.3, 2.3.1.3: Table 5. */
static void
names(void **state)
{
	static const struct row root[] = {
		{ __LINE__, "$", "[{\"k\":\"v\"}]", "[\"$\"]" },
	};
	static const struct row rows[] = {
		{ __LINE__, "$.o['j j']", "[{\"k.k\":3}]",
		    "[\"$['o']['j j']\"]" },
		{ __LINE__, "$.o['j j']['k.k']", "[3]",
		    "[\"$['o']['j j']['k.k']\"]" },
		{ __LINE__, "$.o[\"j j\"][\"k.k\"]", "[3]",
		    "[\"$['o']['j j']['k.k']\"]" },
		{ __LINE__, "$[\"'\"][\"@\"]", "[2]", "[\"$['\\\\'']['@']\"]" },
	};

	(void)state;
	CHECK("{\"k\":\"v\"}", root);
	CHECK("{\"o\":{\"j j\":{\"k.k\":3}},\"'\":{\"@\":2}}", rows);
}

/* 2.3.2.3: Table 6. */
static void
wildcards(void **state)
{
	static const struct row rows[] = {
		{ __LINE__, "$[*]", "[{\"j\":1,\"k\":2},[5,3]]",
		    "[\"$['o']\",\"$['a']\"]" },
		{ __LINE__, "$.o[*]", "[1,2]",
		    "[\"$['o']['j']\",\"$['o']['k']\"]" },
		{ __LINE__, "$.o[*, *]", "[1,2,1,2]",
		    "[\"$['o']['j']\",\"$['o']['k']\",\"$['o']['j']\","
		    "\"$['o']['k']\"]" },
		{ __LINE__, "$.a[*]", "[5,3]",
		    "[\"$['a'][0]\",\"$['a'][1]\"]" },
	};

	(void)state;
	CHECK("{\"o\":{\"j\":1,\"k\":2},\"a\":[5,3]}", rows);
}

#define LETTERS "[\"a\",\"b\",\"c\",\"d\",\"e\",\"f\",\"g\"]"

/* 2.3.3.3, 2.3.4.3 and 2.5.1.3: Tables 7, 9 and 15. */
static void
elements(void **state)
{
	static const struct row index[] = {
		{ __LINE__, "$[1]", "[\"b\"]", "[\"$[1]\"]" },
		{ __LINE__, "$[-2]", "[\"a\"]", "[\"$[0]\"]" },
		{ __LINE__, "$[2]", "[]", NULL },
		{ __LINE__, "$[-3]", "[]", NULL },
	};
	static const struct row rows[] = {
		{ __LINE__, "$[1:3]", "[\"b\",\"c\"]", "[\"$[1]\",\"$[2]\"]" },
		{ __LINE__, "$[5:]", "[\"f\",\"g\"]", "[\"$[5]\",\"$[6]\"]" },
		{ __LINE__, "$[1:5:2]", "[\"b\",\"d\"]",
		    "[\"$[1]\",\"$[3]\"]" },
		{ __LINE__, "$[5:1:-2]", "[\"f\",\"d\"]",
		    "[\"$[5]\",\"$[3]\"]" },
		{ __LINE__, "$[::-1]",
		    "[\"g\",\"f\",\"e\",\"d\",\"c\",\"b\",\"a\"]", NULL },
		{ __LINE__, "$[0, 3]", "[\"a\",\"d\"]", "[\"$[0]\",\"$[3]\"]" },
		{ __LINE__, "$[0:2, 5]", "[\"a\",\"b\",\"f\"]", NULL },
		{ __LINE__, "$[0, 0]", "[\"a\",\"a\"]", NULL },
		/* 2.3.4.2: bounds and steps at their ends. */
		{ __LINE__, "$[:]", LETTERS, NULL },
		{ __LINE__, "$[::0]", "[]", NULL },
		{ __LINE__, "$[-2:]", "[\"f\",\"g\"]", NULL },
		{ __LINE__, "$[-100:100:9007199254740991]", "[\"a\"]", NULL },
		{ __LINE__, "$[100:-100:-9007199254740991]", "[\"g\"]", NULL },
		{ __LINE__, "$[3:3]", "[]", NULL },
		{ __LINE__, "$[ 1 : 5 : 2 ]", "[\"b\",\"d\"]", NULL },
	};

	(void)state;
	CHECK("[\"a\",\"b\"]", index);
	CHECK(LETTERS, rows);
}

/* 2.3.5.3, Table 11: a comparison, and whether it is true. */
static void
comparisons(void **state)
{
	static const struct {
		int line;
		const char *test;
		bool holds;
	} rows[] = {
		{ __LINE__, "$.absent1 == $.absent2", true },
		{ __LINE__, "$.absent1 <= $.absent2", true },
		{ __LINE__, "$.absent == 'g'", false },
		{ __LINE__, "$.absent1 != $.absent2", false },
		{ __LINE__, "$.absent != 'g'", true },
		{ __LINE__, "1 <= 2", true },
		{ __LINE__, "1 > 2", false },
		{ __LINE__, "13 == '13'", false },
		{ __LINE__, "'a' <= 'b'", true },
		{ __LINE__, "'a' > 'b'", false },
		{ __LINE__, "$.obj == $.arr", false },
		{ __LINE__, "$.obj != $.arr", true },
		{ __LINE__, "$.obj == $.obj", true },
		{ __LINE__, "$.obj != $.obj", false },
		{ __LINE__, "$.arr == $.arr", true },
		{ __LINE__, "$.arr != $.arr", false },
		{ __LINE__, "$.obj == 17", false },
		{ __LINE__, "$.obj != 17", true },
		{ __LINE__, "$.obj <= $.arr", false },
		{ __LINE__, "$.obj < $.arr", false },
		{ __LINE__, "$.obj <= $.obj", true },
		{ __LINE__, "$.arr <= $.arr", true },
		{ __LINE__, "1 <= $.arr", false },
		{ __LINE__, "1 >= $.arr", false },
		{ __LINE__, "1 > $.arr", false },
		{ __LINE__, "1 < $.arr", false },
		{ __LINE__, "true <= true", true },
		{ __LINE__, "true > true", false },
		/* Numbers by what they say, strings by characters. */
		{ __LINE__, "1 == 1.0", true },
		{ __LINE__, "100 == 1e2", true },
		{ __LINE__, "-0 == 0", true },
		{ __LINE__, "0.1e1 < 1.01", true },
		{ __LINE__, "-2 < -1", true },
		{ __LINE__, "9007199254740993 == 9007199254740992", false },
		{ __LINE__, "'\\u00e9' == '\xC3\xA9'", true },
		{ __LINE__, "'\xF0\x9F\x98\x80' > '\xEF\xBF\xBD'", true },
		{ __LINE__, "null == $.absent", false },
		{ __LINE__, "!(1 == 1)", false },
		{ __LINE__, "1==1 || 1==2 && 1==2", true },
		{ __LINE__, "(1==1 || 1==2) && 1==2", false },
	};
	struct arena a;

	(void)state;
	arena_init(&a, 1 << 20);
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct row r = { rows[i].line,
			arena_printf(&a, "$[?%s]", rows[i].test).p,
			rows[i].holds ? "[{\"x\":\"y\"},[2,3]]" : "[]", NULL };

		check_row(&a, "{\"obj\":{\"x\":\"y\"},\"arr\":[2,3]}", &r);
	}
	arena_release(&a);
}

/* 2.3.5.3, Table 12. */
static void
filters(void **state)
{
	static const struct row rows[] = {
		{ __LINE__, "$.a[?@.b == 'kilo']", "[{\"b\":\"kilo\"}]",
		    "[\"$['a'][9]\"]" },
		{ __LINE__, "$.a[?(@.b == 'kilo')]", "[{\"b\":\"kilo\"}]",
		    "[\"$['a'][9]\"]" },
		{ __LINE__, "$.a[?@>3.5]", "[5,4,6]",
		    "[\"$['a'][1]\",\"$['a'][4]\",\"$['a'][5]\"]" },
		{ __LINE__, "$.a[?@.b]",
		    "[{\"b\":\"j\"},{\"b\":\"k\"},{\"b\":{}},{\"b\":\"kilo\"}]",
		    "[\"$['a'][6]\",\"$['a'][7]\",\"$['a'][8]\","
		    "\"$['a'][9]\"]" },
		{ __LINE__, "$[?@.*]",
		    "[[3,5,1,2,4,6,{\"b\":\"j\"},{\"b\":\"k\"},{\"b\":{}},"
		    "{\"b\":\"kilo\"}],{\"p\":1,\"q\":2,\"r\":3,\"s\":5,"
		    "\"t\":{\"u\":6}}]",
		    "[\"$['a']\",\"$['o']\"]" },
		{ __LINE__, "$[?@[?@.b]]",
		    "[[3,5,1,2,4,6,{\"b\":\"j\"},{\"b\":\"k\"},{\"b\":{}},"
		    "{\"b\":\"kilo\"}]]",
		    "[\"$['a']\"]" },
		{ __LINE__, "$.o[?@<3, ?@<3]", "[1,2,1,2]", NULL },
		{ __LINE__, "$.a[?@<2 || @.b == \"k\"]", "[1,{\"b\":\"k\"}]",
		    "[\"$['a'][2]\",\"$['a'][7]\"]" },
		{ __LINE__, "$.a[?match(@.b, \"[jk]\")]",
		    "[{\"b\":\"j\"},{\"b\":\"k\"}]", NULL },
		{ __LINE__, "$.a[?search(@.b, \"[jk]\")]",
		    "[{\"b\":\"j\"},{\"b\":\"k\"},{\"b\":\"kilo\"}]", NULL },
		{ __LINE__, "$.o[?@>1 && @<4]", "[2,3]",
		    "[\"$['o']['q']\",\"$['o']['r']\"]" },
		{ __LINE__, "$.o[?@.u || @.x]", "[{\"u\":6}]",
		    "[\"$['o']['t']\"]" },
		{ __LINE__, "$.a[?@.b == $.x]", "[3,5,1,2,4,6]", NULL },
		{ __LINE__, "$.a[?@ == @]",
		    "[3,5,1,2,4,6,{\"b\":\"j\"},{\"b\":\"k\"},{\"b\":{}},"
		    "{\"b\":\"kilo\"}]",
		    NULL },
	};

	(void)state;
	CHECK("{\"a\":[3,5,1,2,4,6,{\"b\":\"j\"},{\"b\":\"k\"},{\"b\":{}},"
	      "{\"b\":\"kilo\"}],\"o\":{\"p\":1,\"q\":2,\"r\":3,\"s\":5,"
	      "\"t\":{\"u\":6}},\"e\":\"f\"}",
	    rows);
}

/* 2.4.4 to 2.4.8, and the well-typed rows of Table 14. */
static void
functions(void **state)
{
	static const struct row rows[] = {
		{ __LINE__, "$[?length(@.authors) >= 5].n", "[1]", NULL },
		{ __LINE__, "$[?count(@.*.author) >= 2].n", "[2]", NULL },
		{ __LINE__, "$[?match(@.date, \"1974-05-..\")].n", "[3]",
		    NULL },
		{ __LINE__, "$[?search(@.author, \"[BR]ob\")].n", "[4]", NULL },
		{ __LINE__, "$[?value(@..color) == \"red\"].n", "[5]", NULL },
		{ __LINE__, "$[?length(@) < 3].n", "[3,6]", NULL },
		{ __LINE__, "$[?count(@.*) == 1]", "[{\"n\":6}]", NULL },
		{ __LINE__, "$[?match(@.timezone, 'Europe/.*')].n", "[5]",
		    NULL },
		/* Nothing, and what the functions are not for. */
		{ __LINE__, "$[?length(@.absent) == 0].n", "[]", NULL },
		{ __LINE__, "$[?length(@.n) == 1].n", "[]", NULL },
		{ __LINE__, "$[?length('\xE4\xB8\xAD\xF0\x9F\x98\x80') == 2].n",
		    "[1,2,3,4,5,6]", NULL },
		{ __LINE__, "$[?value(@..author) == $.absent].n", "[1,2,3,5,6]",
		    NULL },
		{ __LINE__, "$[?match(@.n, '.')].n", "[]", NULL },
		{ __LINE__, "$[?match(@.author, @.like)].n", "[4]", NULL },
		{ __LINE__, "$[?length(value(@..color)) == 3].n", "[5]", NULL },
	};

	(void)state;
	CHECK(
	    "[{\"n\":1,\"authors\":[1,2,3,4,5],\"x\":0},"
	    "{\"n\":2,\"p\":{\"author\":1},\"q\":{\"author\":2}},"
	    "{\"n\":3,\"date\":\"1974-05-01\"},"
	    "{\"n\":4,\"author\":\"Robin\",\"like\":\"R.*\"},"
	    "{\"n\":5,\"timezone\":\"Europe/Rome\",\"x\":[{\"color\":\"red\"}]},"
	    "{\"n\":6}]",
	    rows);
}

/* RFC 9485: what a pattern is, and what it means. */
static void
patterns(void **state)
{
	static const struct {
		int line;
		const char *pattern, *text;
		bool match, search;
	} rows[] = {
		{ __LINE__, "a.c", "abc", true, true },
		{ __LINE__, "a.c", "xabcx", false, true },
		{ __LINE__, "a.c", "a\\nc", false, false },
		{ __LINE__, "a.c", "a\\rc", false, false },
		{ __LINE__, "^ab", "abc", false, true },
		{ __LINE__, "bc$", "abc", false, true },
		{ __LINE__, "bc$", "abc\\n", false, false },
		{ __LINE__, "\\\\p{Lu}+", "\xC3\x89T\xC3\x89", true, true },
		{ __LINE__, "\\\\P{L}", "7", true, true },
		{ __LINE__, "[^a-c]", "d", true, true },
		{ __LINE__, "[-a]", "-", true, true },
		{ __LINE__, "[a-]", "-", true, true },
		{ __LINE__, "[\\\\p{Nd}x]{2}", "7x", true, true },
		{ __LINE__, "(ab|c){2,3}", "abc", true, true },
		{ __LINE__, "a{2,}", "aaa", true, true },
		{ __LINE__, "\xE4\xB8\xAD?\xE6\x96\x87", "\xE6\x96\x87", true,
		    true },
		{ __LINE__, "[\xE4\xB8\x80-\xE9\xBE\xA5]+",
		    "\xE4\xB8\xAD\xE6\x96\x87", true, true },
		{ __LINE__, "", "", true, true },
		{ __LINE__, "a|", "", true, true },
		{ __LINE__, "#", "#", true, true },
		/* No I-Regexps: nothing matches. */
		{ __LINE__, "\\\\d", "1", false, false },
		{ __LINE__, "\\\\b", "b", false, false },
		{ __LINE__, "a*?", "a", false, false },
		{ __LINE__, "(?:a)", "a", false, false },
		{ __LINE__, "(a", "a", false, false },
		{ __LINE__, "a)", "a", false, false },
		{ __LINE__, "[a", "a", false, false },
		{ __LINE__, "[]", "a", false, false },
		{ __LINE__, "[[:alpha:]]", "a", false, false },
		{ __LINE__, "[a-z-0]", "a", false, false },
		{ __LINE__, "a{,2}", "a", false, false },
		{ __LINE__, "a{1", "a", false, false },
		{ __LINE__, "\\\\p{Greek}", "a", false, false },
		{ __LINE__, "\\\\p{Lx}", "a", false, false },
		{ __LINE__, "\\\\1", "a", false, false },
		{ __LINE__, "\\\\", "a", false, false },
	};
	struct arena a;

	(void)state;
	arena_init(&a, 16 << 20);
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct str doc =
		    arena_printf(&a, "[{\"t\":\"%s\",\"p\":\"%s\"}]",
			rows[i].text, rows[i].pattern);
		struct str all =
		    arena_printf(&a, "[%.*s]", (int)doc.len - 2, doc.p + 1);
		struct row r[] = {
			{ rows[i].line,
			    arena_printf(
				&a, "$[?match(@.t, \"%s\")]", rows[i].pattern)
				.p,
			    rows[i].match ? all.p : "[]", NULL },
			{ rows[i].line,
			    arena_printf(
				&a, "$[?search(@.t, \"%s\")]", rows[i].pattern)
				.p,
			    rows[i].search ? all.p : "[]", NULL },
			{ rows[i].line, "$[?search(@.t, @.p)]",
			    rows[i].search ? all.p : "[]", NULL },
		};

		for (size_t k = 0; k < 3; k++)
			check_row(&a, doc.p, &r[k]);
	}
	arena_release(&a);
}

/* 2.5.2.3: Table 16. */
static void
descendants(void **state)
{
	static const struct row rows[] = {
		{ __LINE__, "$..j", "[1,4]",
		    "[\"$['o']['j']\",\"$['a'][2][0]['j']\"]" },
		{ __LINE__, "$..[0]", "[5,{\"j\":4}]",
		    "[\"$['a'][0]\",\"$['a'][2][0]\"]" },
		{ __LINE__, "$..[*]",
		    "[{\"j\":1,\"k\":2},[5,3,[{\"j\":4},{\"k\":6}]],1,2,5,3,"
		    "[{\"j\":4},{\"k\":6}],{\"j\":4},{\"k\":6},4,6]",
		    "[\"$['o']\",\"$['a']\",\"$['o']['j']\",\"$['o']['k']\","
		    "\"$['a'][0]\",\"$['a'][1]\",\"$['a'][2]\","
		    "\"$['a'][2][0]\",\"$['a'][2][1]\","
		    "\"$['a'][2][0]['j']\",\"$['a'][2][1]['k']\"]" },
		{ __LINE__, "$..*",
		    "[{\"j\":1,\"k\":2},[5,3,[{\"j\":4},{\"k\":6}]],1,2,5,3,"
		    "[{\"j\":4},{\"k\":6}],{\"j\":4},{\"k\":6},4,6]",
		    NULL },
		{ __LINE__, "$..o", "[{\"j\":1,\"k\":2}]", "[\"$['o']\"]" },
		{ __LINE__, "$.o..[*, *]", "[1,2,1,2]", NULL },
		{ __LINE__, "$.a..[0, 1]", "[5,3,{\"j\":4},{\"k\":6}]",
		    "[\"$['a'][0]\",\"$['a'][1]\",\"$['a'][2][0]\","
		    "\"$['a'][2][1]\"]" },
	};

	(void)state;
	CHECK("{\"o\":{\"j\":1,\"k\":2},\"a\":[5,3,[{\"j\":4},{\"k\":6}]]}",
	    rows);
}

/* 2.6: Table 17. */
static void
nulls(void **state)
{
	static const struct row rows[] = {
		{ __LINE__, "$.a", "[null]", "[\"$['a']\"]" },
		{ __LINE__, "$.a[0]", "[]", NULL },
		{ __LINE__, "$.a.d", "[]", NULL },
		{ __LINE__, "$.b[0]", "[null]", "[\"$['b'][0]\"]" },
		{ __LINE__, "$.b[*]", "[null]", "[\"$['b'][0]\"]" },
		{ __LINE__, "$.b[?@]", "[null]", "[\"$['b'][0]\"]" },
		{ __LINE__, "$.b[?@==null]", "[null]", "[\"$['b'][0]\"]" },
		{ __LINE__, "$.c[?@.d==null]", "[]", NULL },
		{ __LINE__, "$.null", "[1]", "[\"$['null']\"]" },
	};

	(void)state;
	CHECK("{\"a\":null,\"b\":[null],\"c\":[{}],\"null\":1}", rows);
}

/* 2.7: Table 18. */
static void
normalized_paths(void **state)
{
	static const struct row object[] = {
		{ __LINE__, "$.a", "[{\"b\":[1,2]}]", "[\"$['a']\"]" },
		{ __LINE__, "$.a.b[1:2]", "[2]", "[\"$['a']['b'][1]\"]" },
		{ __LINE__, "$[\"\\u000B\"]", "[3]", "[\"$['\\\\u000b']\"]" },
		{ __LINE__, "$[\"\\u0061\"]", "[{\"b\":[1,2]}]",
		    "[\"$['a']\"]" },
	};
	static const struct row array[] = {
		{ __LINE__, "$[1]", "[1]", "[\"$[1]\"]" },
		{ __LINE__, "$[-3]", "[2]", "[\"$[2]\"]" },
	};

	(void)state;
	CHECK("{\"a\":{\"b\":[1,2]},\"\\u000b\":3}", object);
	CHECK("[0,1,2,3,4]", array);
}

static void
writes_short_paths(void **state)
{
	struct arena a;
	struct jsonpath_budget budget = { 1000, 1000 };
	struct err e = ERR_INIT;
	struct json_nodes found;
	struct jsonpath *p;
	struct jnode *root;

	(void)state;
	arena_init(&a, 1 << 20);
	root = test_json(&a, "{\"data\":{\"a-b\":[{\"\xE9\xA2\x98\":1}]}}");
	assert_int_equal(jsonpath_compile(&a, STR("$..[?@==1]"), &p, &e), 0);
	assert_int_equal(jsonpath_select(&a, p, root, &budget, &found, &e), 0);
	assert_int_equal(found.n, 1);
	assert_string_equal(json_path_to(&a, root, found.v[0], true).p,
	    "$.data['a-b'][0].\xE9\xA2\x98");
	arena_release(&a);
}

static void
tells_lists_from_elements(void **state)
{
	static const struct {
		const char *query;
		bool list;
	} rows[] = { { "$", true }, { "$.a", true }, { "$..a", true },
		{ "$['a','b']", true }, { "$.a[0].b", true }, { "$[*]", false },
		{ "$.a[0]", false }, { "$.a[:5]", false },
		{ "$.a[?@.b]", false }, { "$['a',*]", false } };
	struct arena a;
	struct err e = ERR_INIT;
	struct jsonpath *p;

	(void)state;
	arena_init(&a, 1 << 20);
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		assert_int_equal(
		    jsonpath_compile(&a, str_c(rows[i].query), &p, &e), 0);
		assert_int_equal(jsonpath_names_a_list(p), rows[i].list);
	}
	arena_release(&a);
}

/* Searches that look at everything from everywhere. */
static void
stops_when_the_budget_is_spent(void **state)
{
	static const char *const queries[] = { "$..*..*..*..*..*..*",
		"$..[?@..*..*]", "$[?$ == $]", "$..[?count($..*) > 0]",
		"$[?search(@.b, @.b)]",
		"$[?search('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab', @.b)]" };
	struct arena a;
	struct buf *b;
	struct jnode *root;

	(void)state;
	arena_init(&a, 512 << 20);
	b = buf_in(&a, SIZE_MAX);
	buf_add(b, STR("["));
	for (int i = 0; i < 2000; i++)
		buf_addf(b,
		    "{\"a\":[[%d,{\"x\":[1,2]}]],\"b\":\"(a*)*(a*)*c\"},", i);
	buf_add(b, STR("0]"));
	root = test_json(&a, b->p);
	for (size_t i = 0; i < sizeof(queries) / sizeof(*queries); i++) {
		struct jsonpath_budget budget = { 20000, 100000 };
		struct err e = ERR_INIT;
		struct json_nodes found;
		struct jsonpath *p;

		if (jsonpath_compile(&a, str_c(queries[i]), &p, &e) != 0)
			fail_msg("%s: %s", queries[i], e.msg);
		if (jsonpath_select(&a, p, root, &budget, &found, &e) == 0)
			fail_msg("%s has an end", queries[i]);
		assert_int_equal(e.code, ERR_LIMIT);
	}
	arena_release(&a);
}

/* Few values, and much text in each: looking at that is work, too. */
static void
long_texts_cost_more(void **state)
{
	static const char *const queries[] = { "$[?@.t == $[0].t]",
		"$[?@.t != $[0].t]", "$[?@.t < $[0].t]", "$[?@.t >= $[0].t]",
		"$[?@.n == $[0].n]", "$[?@.n < $[0].n]", "$[?length(@.t) > 1]",
		"$[?@ == $[0]]" };
	struct arena a;
	struct buf *b;
	struct jnode *root;

	(void)state;
	arena_init(&a, 512 << 20);
	b = buf_in(&a, SIZE_MAX);
	buf_add(b, STR("["));
	for (int i = 0; i < 100; i++) {
		buf_addf(b, "%s{\"t\":\"", i > 0 ? "," : "");
		for (int k = 0; k < 2000; k++)
			buf_add(b, STR("0123456789"));
		buf_add(b, STR("\",\"n\":"));
		for (int k = 0; k < 2000; k++)
			buf_add(b, STR("1234567891"));
		buf_add(b, STR("}"));
	}
	buf_add(b, STR("]"));
	root = test_json(&a, b->p);
	for (size_t i = 0; i < sizeof(queries) / sizeof(*queries); i++) {
		struct jsonpath_budget budget = { 20000, 100000 };
		struct err e = ERR_INIT;
		struct json_nodes found;
		struct jsonpath *p;

		assert_int_equal(
		    jsonpath_compile(&a, str_c(queries[i]), &p, &e), 0);
		if (jsonpath_select(&a, p, root, &budget, &found, &e) == 0)
			fail_msg("%s: %zu left", queries[i], budget.steps);
		assert_int_equal(e.code, ERR_LIMIT);
		budget = (struct jsonpath_budget){ 2000000, 100000 };
		assert_int_equal(
		    jsonpath_select(&a, p, root, &budget, &found, &e), 0);
	}
	arena_release(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(overview),
		cmocka_unit_test(names),
		cmocka_unit_test(wildcards),
		cmocka_unit_test(elements),
		cmocka_unit_test(comparisons),
		cmocka_unit_test(filters),
		cmocka_unit_test(functions),
		cmocka_unit_test(patterns),
		cmocka_unit_test(descendants),
		cmocka_unit_test(nulls),
		cmocka_unit_test(normalized_paths),
		cmocka_unit_test(writes_short_paths),
		cmocka_unit_test(tells_lists_from_elements),
		cmocka_unit_test(stops_when_the_budget_is_spent),
		cmocka_unit_test(long_texts_cost_more),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
