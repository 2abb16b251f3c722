// SPDX-License-Identifier: ISC
// Sources that are JSON: documents in all their wrappings, and what of them
// becomes items.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/buf.h"
#include "extract/extract.h"
#include "extract/json/json.h"
#include "model/embedded.h"
#include "model/limits.h"

#define ROWS(t) (sizeof(t) / sizeof(*(t)))
#define PAGE "https://api.example.cn/v1/list"

static void
set_rules(struct arena *a, struct rules *r, const char *text)
{
	struct str rest = str_c(text), part;
	struct err e = ERR_INIT;
	size_t cap = 0;

	/* Fallbacks are parted by newlines. */
	while (str_cut(&rest, '\n', &part)) {
		r->v = arena_more(a, r->v, r->n, &cap, sizeof(*r->v));
		if (rule_parse(a, part, &r->v[r->n++], &e) != 0)
			fail_msg("%s: %s", text, e.msg);
	}
}

/* One reading of a document. */
struct reading {
	struct arena a;
	struct source src;
	struct source_parts parts; /* of SRC */
	struct document doc;
	struct raw_items out;
	struct err e;
};

static void
begin(struct reading *r, const char *text, const char *item)
{
	*r = (struct reading){ .e = ERR_INIT,
		.src = { SOURCE_PARTS(r->parts) } };
	arena_init(&r->a, LIMIT_ARENA);
	r->doc = (struct document){ .text = str_c(text), .url = STR(PAGE) };
	set_rules(&r->a, &r->parts.rules.item, item);
}

static int
read_it(struct reading *r)
{
	return extract(&r->a, &r->src, &r->doc, NULL, &r->out, &r->e);
}

/* All values of a field, "; " between them, "|" between items. */
static struct str
values(struct arena *a, const struct raw_items *all, enum field f)
{
	struct str s = STR_NULL;

	for (size_t i = 0; i < all->n; i++) {
		const struct raw_field *rf = &all->v[i].field[f];

		for (size_t k = 0; k < rf->n; k++)
			s = arena_printf(a, "%.*s%s%.*s", STR_ARG(s),
			    k > 0 ? "; " : "", STR_ARG(rf->v[k].value));
		if (i + 1 < all->n)
			s = arena_printf(a, "%.*s|", STR_ARG(s));
	}
	return s;
}

static const char list[] =
    "{\"code\":0,\"data\":{\"list\":[{\"id\":12345678901234567890,\"title\":"
    "\"标题一\",\"sub\":\"\",\"tags\":[\"政策\",\"经济\",7,null,true,"
    "{\"x\":1}],\"hot\":true,\"img\":false,\"time\":1763600000,\"n\":1.10,"
    "\"who\":{\"name\":\"李四\"},\"body\":\"<p>正文</p>\"},"
    "{\"id\":2,\"title\":\"A &amp; <em>B</em>\",\"sub\":\"副题\",\"tags\":"
    "\"one\",\"hot\":false,\"img\":\"/2.jpg\",\"time\":null,\"body\":"
    "\"第一段 a<b\\n\\n第二段\"}]}}";

static void
reads_fields(void **state)
{
	static const struct {
		int line;
		enum field field;
		const char *rules, *want;
	} rows[] = {
		{ __LINE__, FIELD_TITLE, "$.title",
		    "标题一|A &amp; <em>B</em>" },
		{ __LINE__, FIELD_TITLE, "$['title'] | before \"一\"",
		    "标题|" },
		/* An empty text is none, and so the next rule counts. */
		{ __LINE__, FIELD_TITLE, "$.sub\n$.title", "标题一|副题" },
		{ __LINE__, FIELD_LINK,
		    "$.id | template \"https://x.example/a/{}.html\"",
		    "https://x.example/a/12345678901234567890.html|"
		    "https://x.example/a/2.html" },
		{ __LINE__, FIELD_GUID, "$.id", "12345678901234567890|2" },
		{ __LINE__, FIELD_GUID, "$.n", "1.10|" },
		{ __LINE__, FIELD_DATE, "$.time", "1763600000|" },
		{ __LINE__, FIELD_CATEGORY, "$.tags",
		    "政策; 经济; 7; true|one" },
		{ __LINE__, FIELD_CATEGORY, "$.tags[:2]", "政策; 经济|" },
		{ __LINE__, FIELD_CATEGORY, "$.tags | join \"/\"",
		    "政策/经济/7/true|one" },
		{ __LINE__, FIELD_CATEGORY, "$.tags | last", "true|one" },
		{ __LINE__, FIELD_SUMMARY, "$.hot", "true|false" },
		{ __LINE__, FIELD_AUTHOR, "$.who.name | default \"编辑部\"",
		    "李四|编辑部" },
		{ __LINE__, FIELD_AUTHOR, "$..name\n| default none",
		    "李四|none" },
		{ __LINE__, FIELD_AUTHOR, "$.who", "|" },
		{ __LINE__, FIELD_OUTLET, "$[?@ == '副题']", "|副题" },
		/* No picture is called "false", but an op may ask for it. */
		{ __LINE__, FIELD_IMAGE, "$.img", "|/2.jpg" },
		{ __LINE__, FIELD_IMAGE, "$.img | replace /false/ none.png",
		    "none.png|/2.jpg" },
		{ __LINE__, FIELD_LINK, "$.hot", "|" },
		{ __LINE__, FIELD_CONTENT, "$.body",
		    "<p>正文</p>|<p>第一段 a&lt;b</p><p>第二段</p>" },
		{ __LINE__, FIELD_CONTENT, "$.body | text",
		    "<p>&lt;p&gt;正文&lt;/p&gt;</p>|"
		    "<p>第一段 a&lt;b</p><p>第二段</p>" },
		{ __LINE__, FIELD_CONTENT, "$.body | html",
		    "<p>正文</p>|第一段 a<b\n\n第二段" },
		{ __LINE__, FIELD_LANGUAGE, "| default zh-CN", "zh-CN|zh-CN" },
	};

	(void)state;
	for (size_t i = 0; i < ROWS(rows); i++) {
		struct reading r;
		struct str got;

		begin(&r, list, "$.data.list");
		set_rules(
		    &r.a, &r.parts.rules.field[rows[i].field], rows[i].rules);
		if (read_it(&r) != 0)
			fail_msg("line %d: %s", rows[i].line, r.e.msg);
		got = values(&r.a, &r.out, rows[i].field);
		if (!str_eq(got, str_c(rows[i].want)))
			fail_msg("line %d: %s gives %.*s", rows[i].line,
			    rows[i].rules, STR_ARG(got));
		arena_release(&r.a);
	}
}

static void
knows_markup(void **state)
{
	static const struct {
		enum field field;
		const char *text;
		bool html;
	} rows[] = {
		{ FIELD_TITLE, "A < B, C > D", false },
		{ FIELD_TITLE, "the <b> element", false },
		{ FIELD_TITLE, "<em>A</em> B", true },
		{ FIELD_TITLE, "AT&T", false },
		{ FIELD_TITLE, "R&D; more", false },
		{ FIELD_TITLE, "A &#8217; B", true },
		{ FIELD_TITLE, "A &amp; B", true },
		{ FIELD_SUMMARY, "one<br>two", true },
		{ FIELD_LINK, "/a?b=1&lt;=2", false },
		{ FIELD_GUID, "<a></a>", false },
	};

	(void)state;
	for (size_t i = 0; i < ROWS(rows); i++) {
		struct reading r;
		struct str json;

		begin(&r, "", "$");
		json = arena_printf(&r.a, "[{\"x\":\"%s\"}]", rows[i].text);
		r.doc.text = json;
		set_rules(&r.a, &r.parts.rules.field[rows[i].field], "$.x");
		assert_int_equal(read_it(&r), 0);
		if (r.out.v[0].field[rows[i].field].v[0].html != rows[i].html)
			fail_msg("%s", rows[i].text);
		arena_release(&r.a);
	}
}

#define ITEMS "[{\"t\":\"a\"},{\"t\":\"b\"}]"

static void
finds_entries(void **state)
{
	static const struct {
		int line;
		const char *text, *item, *want, *by;
	} rows[] = {
		{ __LINE__, ITEMS, "$", "a|b", "$" },
		{ __LINE__, ITEMS, "$[*]", "a|b", "$[*]" },
		{ __LINE__, ITEMS, "$[-1]", "b", "$[-1]" },
		{ __LINE__, ITEMS, "$[?@.t=='b']", "b", NULL },
		{ __LINE__, "{\"l\":" ITEMS "}", "$.l", "a|b", NULL },
		{ __LINE__, "{\"l\":" ITEMS "}", "$.m\n$.l", "a|b", "$.l" },
		{ __LINE__, "{\"l\":[],\"m\":" ITEMS "}", "$.l\n$.m", "a|b",
		    "$.m" },
		{ __LINE__, "{\"x\":{\"l\":" ITEMS "},\"y\":{\"l\":" ITEMS "}}",
		    "$..l", "a|b|a|b", NULL },
		{ __LINE__, "{\"t\":\"a\"}", "$", "a", NULL },
		{ __LINE__, "{\"l\":{\"1\":{\"t\":\"a\"},\"2\":{\"t\":\"b\"}}}",
		    "$.l.*", "a|b", NULL },
		/* Rows that are arrays themselves. */
		{ __LINE__, "{\"rows\":[[\"a\",1],[\"b\",2]]}", "$.rows", "|",
		    NULL },
		{ __LINE__, "{\"l\":[\"x\",{\"t\":\"a\"}]}", "$.l", "|a",
		    NULL },
	};

	(void)state;
	for (size_t i = 0; i < ROWS(rows); i++) {
		struct reading r;
		struct str got;

		begin(&r, rows[i].text, rows[i].item);
		set_rules(&r.a, &r.parts.rules.field[FIELD_TITLE], "$.t");
		if (read_it(&r) != 0)
			fail_msg("line %d: %s", rows[i].line, r.e.msg);
		got = values(&r.a, &r.out, FIELD_TITLE);
		if (!str_eq(got, str_c(rows[i].want)))
			fail_msg("line %d: %.*s", rows[i].line, STR_ARG(got));
		if (rows[i].by != NULL)
			assert_true(str_eq(r.out.item_rule, str_c(rows[i].by)));
		assert_ptr_equal(r.out.used, &r.src);
		arena_release(&r.a);
	}
}

#define ONE "{\"l\":[{\"t\":\"a\"}]}"

static void
takes_wrappings_off(void **state)
{
	static const struct {
		int line;
		const char *text;
	} rows[] = {
		{ __LINE__, ONE },
		{ __LINE__, "\r\n " ONE " \n" },
		{ __LINE__, ")]}'\n" ONE },
		{ __LINE__, ")]}',\n" ONE },
		{ __LINE__, "for(;;);" ONE },
		{ __LINE__, "while(1); " ONE },
		{ __LINE__, "{}&&" ONE },
		{ __LINE__, "cb(" ONE ")" },
		{ __LINE__, "cb(" ONE ");\n" },
		{ __LINE__, "/**/jQuery12_3.cb[0]( " ONE " ) ;" },
		{ __LINE__, ";cb(" ONE ");" },
		{ __LINE__, "/**/ typeof cb === 'function' && cb(" ONE ");" },
		{ __LINE__, "try{cb(" ONE ");}catch(e){}" },
		{ __LINE__, "var data = " ONE ";" },
		{ __LINE__, "window.__D__=" ONE },
		{ __LINE__, "const d = {l: [{t: 'a',},],}; // end" },
	};

	(void)state;
	for (size_t i = 0; i < ROWS(rows); i++) {
		struct reading r;

		begin(&r, rows[i].text, "$.l");
		set_rules(&r.a, &r.parts.rules.field[FIELD_TITLE], "$.t");
		if (read_it(&r) != 0)
			fail_msg("line %d: %s", rows[i].line, r.e.msg);
		assert_true(
		    str_eq(values(&r.a, &r.out, FIELD_TITLE), STR("a")));
		arena_release(&r.a);
	}
}

static void
reads_lines(void **state)
{
	static const struct {
		int line;
		const char *text, *type, *want;
		size_t notes;
	} rows[] = {
		{ __LINE__, "{\"t\":\"a\"}\n{\"t\":\"b\"}\n", "", "a|b", 0 },
		{ __LINE__, "{\"t\":\"a\"}\r\n\r\n{\"t\":\"b\"}", "", "a|b",
		    0 },
		{ __LINE__, "{\n\"t\":\"a\"}\n{\"t\":\n\"b\"}\n", "", "a|b",
		    0 },
		{ __LINE__, "\x1E{\"t\":\"a\"}\n\x1E{\"t\":\"b\"}\n",
		    "application/json-seq", "a|b", 0 },
		{ __LINE__, "{\"t\":\"a\"}\n", "application/x-ndjson", "a", 0 },
		{ __LINE__, "{\"t\":\"a\"}\n{\"t\":\"b\"}\n{\"t\":\"c", "",
		    "a|b", 1 },
		{ __LINE__, "{\"t\":\"a\"}\n{\"t\":\"b\"}\n{\"t\":\"c\"", "",
		    "a|b", 1 },
		{ __LINE__, "{\"t\":\"a\"}\noops\n{\"t\":\"b\"}\n", "", "a|b",
		    1 },
		{ __LINE__, "oops\n{\"t\":\"a\"}\n{\"t\":\"b\"}\n",
		    "application/jsonl", "a|b", 1 },
		{ __LINE__, "{\"t\":\"a\"} {}\n{\"t\":\"b\"}\n{\"t\":\"c\"}\n",
		    "application/jsonl", "b|c", 1 },
	};

	(void)state;
	for (size_t i = 0; i < ROWS(rows); i++) {
		struct reading r;
		struct str got;

		begin(&r, rows[i].text, "$");
		r.doc.type = str_c(rows[i].type);
		set_rules(&r.a, &r.parts.rules.field[FIELD_TITLE], "$.t");
		if (read_it(&r) != 0)
			fail_msg("line %d: %s", rows[i].line, r.e.msg);
		got = values(&r.a, &r.out, FIELD_TITLE);
		if (!str_eq(got, str_c(rows[i].want)))
			fail_msg("line %d: %.*s", rows[i].line, STR_ARG(got));
		if (r.out.nnotes != rows[i].notes)
			fail_msg(
			    "line %d: %zu notes", rows[i].line, r.out.nnotes);
		assert_true(r.out.whole);
		arena_release(&r.a);
	}
}

static void
refuses_what_it_cannot_read(void **state)
{
	static const struct {
		int line;
		const char *text, *item, *says;
	} rows[] = {
		{ __LINE__, "{\"l\": [{\"t\": \"a\"},\n  {\"t\" \"b\"}]}",
		    "$.l",
		    "the JSON cannot be read: line 2, column 8: a colon must "
		    "follow the name" },
		{ __LINE__, "{\"l\": [{\"t\": \"a\"},\n  {\"t\": \"b", "$.l",
		    "the JSON cannot be read: line 2, column 11: the text ends "
		    "within a string" },
		{ __LINE__, "{\"l\":[]}]", "$.l",
		    "the JSON cannot be read: line 1, column 9: there is more "
		    "behind the value" },
		{ __LINE__, "{\"l\":[]}\n</body>", "$.l",
		    "the JSON cannot be read: line 2, column 1: no value "
		    "begins like this" },
		{ __LINE__, "cb({\"l\":[]}, 1)", "$.l",
		    "the JSON cannot be read: line 1, column 12: there is more "
		    "behind the value" },
		{ __LINE__, "", "$.l",
		    "the JSON cannot be read: the document is empty" },
		{ __LINE__, "{\"code\":401,\"message\":\"no\"}", "$.l",
		    "nothing in the document matches item: $.l; it has code, "
		    "message" },
		{ __LINE__, "[1,2]", "$.l",
		    "nothing in the document matches item: $.l; it is an array "
		    "of 2" },
		{ __LINE__,
		    "<title>T</title><p>text<script>window.__D__ = {}</script>",
		    "$.l",
		    "this is no JSON but a page; `embedded` says where a page "
		    "has its JSON, which may be window.__D__" },
		{ __LINE__, "<!DOCTYPE html><title>T</title><p>text", "$.l",
		    "this is no JSON but a page; `embedded` says where a page "
		    "has its JSON" },
	};

	(void)state;
	for (size_t i = 0; i < ROWS(rows); i++) {
		struct reading r;

		begin(&r, rows[i].text, rows[i].item);
		if (read_it(&r) == 0)
			fail_msg("line %d is read", rows[i].line);
		assert_int_equal(r.e.code, ERR_EXTRACT);
		assert_string_equal(r.e.msg, rows[i].says);
		arena_release(&r.a);
	}
}

static const char page[] =
    "<!DOCTYPE html><html lang=zh-CN><head><title>新闻</title>"
    "<base href=/b/><script>var other = {l: [{t: 'wrong'}]}, d = 1;\n"
    "if (window.__D__ == null) window[\"__D__\"] = {l: [{t: 'one'}]};\n"
    "window.App = {}; App.state = {\"l\":[{\"t\":\"two\"}]};\n"
    "self.PARSED = JSON.parse('{\"l\":[{\"t\":\"thr\\\\u0065e\"}]}');\n"
    "let computed = makeList(); const list$ = [{t: \"four\"}]</script>"
    "<script id=data type=application/json>{\"l\":[{\"t\":\"five\"}]}</script>"
    "<script id=assigned>window.x = {l:[{t:'six'}]};</script>"
    "<script id=broken type=application/json>{\"l\":[{]}</script></head>"
    "<body><div id=app data-page='{&quot;l&quot;:[{&quot;t&quot;:&quot;seven&quot;"
    "}]}'></div></body></html>";

static void
finds_json_in_a_page(void **state)
{
	static const struct {
		int line;
		const char *embedded, *item, *want;
	} rows[] = {
		{ __LINE__, "window.__D__", "$.l", "one" },
		{ __LINE__, "__D__", "$.l", "one" },
		{ __LINE__, "window.App.state", "$.l", "two" },
		{ __LINE__, "var PARSED", "$.l", "three" },
		{ __LINE__, "const list$", "$", "four" },
		{ __LINE__, "script#data", "$.l", "five" },
		{ __LINE__, "script[type='application/json']", "$.l", "five" },
		{ __LINE__, "#assigned", "$.l", "six" },
		{ __LINE__, "div#app@data-page", "$.l", "seven" },
		{ __LINE__, "script", "$.l", "five" },
	};

	(void)state;
	for (size_t i = 0; i < ROWS(rows); i++) {
		struct reading r;
		struct str got;

		begin(&r, page, rows[i].item);
		r.parts.rules.embedded = str_c(rows[i].embedded);
		set_rules(&r.a, &r.parts.rules.field[FIELD_TITLE], "$.t");
		if (read_it(&r) != 0)
			fail_msg("line %d: %s", rows[i].line, r.e.msg);
		got = values(&r.a, &r.out, FIELD_TITLE);
		if (!str_eq(got, str_c(rows[i].want)))
			fail_msg("line %d: %.*s", rows[i].line, STR_ARG(got));
		assert_true(str_eq(r.out.title, STR("新闻")));
		assert_true(str_eq(r.out.language, STR("zh-CN")));
		assert_true(
		    str_eq(r.out.base, STR("https://api.example.cn/b/")));
		arena_release(&r.a);
	}
}

static void
tells_why_a_page_has_none(void **state)
{
	static const struct {
		const char *embedded, *says;
	} rows[] = {
		{ "var none",
		    "no script of the page gives the variable none a value" },
		{ "var computed", "in the variable computed: line 5, column "
				  "16: no value begins like this" },
		{ "script#none",
		    "nothing on the page matches embedded: script#none" },
		{ "script#broken",
		    "in script#broken: line 1, column 8: a name in \" is "
		    "missing" },
		{ "div#app@data-x",
		    "in div#app@data-x: the document is empty" },
	};

	(void)state;
	for (size_t i = 0; i < ROWS(rows); i++) {
		struct reading r;

		begin(&r, page, "$.l");
		r.parts.rules.embedded = str_c(rows[i].embedded);
		assert_int_equal(read_it(&r), -1);
		assert_int_equal(r.e.code, ERR_EXTRACT);
		assert_string_equal(r.e.msg, rows[i].says);
		arena_release(&r.a);
	}
}

static void
warns_of_rules_that_find_nothing(void **state)
{
	struct reading r;

	(void)state;
	begin(&r, list, "$.data.list");
	set_rules(&r.a, &r.parts.rules.field[FIELD_TITLE], "$.title");
	set_rules(&r.a, &r.parts.rules.field[FIELD_AUTHOR], "$.who");
	set_rules(&r.a, &r.parts.rules.field[FIELD_DATE], "$.when\n$.at");
	assert_int_equal(read_it(&r), 0);
	assert_int_equal(r.out.nwarnings, 2);
	assert_string_equal(r.out.warnings[0].p,
	    "date: nothing in any item matches $.when, $.at");
	assert_string_equal(r.out.warnings[1].p,
	    "author: nothing in any item matches $.who; there are objects, "
	    "not texts: name what is in them, as in $.who.name");
	arena_release(&r.a);
}

static void
says_of_an_empty_list_that_it_is_one(void **state)
{
	struct reading r;

	(void)state;
	begin(&r, "{\"l\":[]}", "$.l");
	assert_int_equal(read_it(&r), 0);
	assert_true(r.out.empty);
	assert_int_equal(r.out.n, 0);
	arena_release(&r.a);
	begin(&r, ONE, "$.l");
	assert_int_equal(read_it(&r), 0);
	assert_false(r.out.empty);
	arena_release(&r.a);
}

static void
leaves_out_what_is_too_much(void **state)
{
	struct reading r;
	struct buf *b;

	(void)state;
	begin(&r, "", "$");
	b = buf_in(&r.a, SIZE_MAX);
	for (int i = 0; i < LIMIT_ITEMS + 5; i++)
		buf_addf(b, "{\"t\":\"%d\"}\n", i);
	r.doc.text = buf_str(b);
	set_rules(&r.a, &r.parts.rules.field[FIELD_TITLE], "$.t");
	assert_int_equal(read_it(&r), 0);
	assert_int_equal(r.out.n, LIMIT_ITEMS);
	assert_int_equal(r.out.nnotes, 1);
	arena_release(&r.a);
}

static void
finds_the_next_page(void **state)
{
	static const struct {
		enum pages_by by;
		const char *next, *cursor, *want;
	} rows[] = {
		{ PAGES_DECLARED, "", "", "" },
		{ PAGES_RULE, "$.paging.none\n$.paging.next", "",
		    "https://api.example.cn/v1/list?page=2" },
		{ PAGES_RULE, "$.paging.last", "", "" },
		{ PAGES_TEMPLATE, "", "$.paging.cursor",
		    "12345678901234567890" },
		{ PAGES_TEMPLATE, "", "$.l[-1].t", "a" },
	};

	(void)state;
	for (size_t i = 0; i < ROWS(rows); i++) {
		struct reading r;

		begin(&r,
		    "{\"l\":[{\"t\":\"a\"}],\"paging\":{\"next\":"
		    "\"?page=2#x\",\"last\":false,\"cursor\":"
		    "12345678901234567890}}",
		    "$.l");
		r.parts.pages.by = rows[i].by;
		set_rules(&r.a, &r.parts.pages.next, rows[i].next);
		set_rules(&r.a, &r.parts.pages.cursor, rows[i].cursor);
		if (read_it(&r) != 0)
			fail_msg("%s", r.e.msg);
		if (!str_eq(r.out.next, str_c(rows[i].want)))
			fail_msg("%zu: %.*s", i, STR_ARG(r.out.next));
		arena_release(&r.a);
	}
}

static void
takes_places_apart(void **state)
{
	static const struct {
		const char *text, *variable, *selector, *attr;
		int col; /* where it is refused; 0: it is not */
	} rows[] = {
		{ "window.__DATA__", "__DATA__", "", "", 0 },
		{ "globalThis.a.b", "a.b", "", "", 0 },
		{ "var  news", "news", "", "", 0 },
		{ "$list", "$list", "", "", 0 },
		{ "__NEXT_DATA__", "__NEXT_DATA__", "", "", 0 },
		{ "script", "", "script", "", 0 },
		{ "script#a.b", "", "script#a.b", "", 0 },
		{ "div#app@data-page", "", "div#app", "data-page", 0 },
		{ "my-element@data", "", "my-element", "data", 0 },
		{ "news", NULL, NULL, NULL, 1 },
		{ "window.", NULL, NULL, NULL, 8 },
		{ "window.a[0]", NULL, NULL, NULL, 9 },
		{ "window.a = 1", NULL, NULL, NULL, 9 },
		{ "var 1a", NULL, NULL, NULL, 7 },
		{ "$.a", NULL, NULL, NULL, 1 },
		{ "//script", NULL, NULL, NULL, 1 },
		{ "script | text", NULL, NULL, NULL, 10 },
		{ "| text", NULL, NULL, NULL, 3 },
		{ "", NULL, NULL, NULL, 1 },
	};
	struct arena a;

	(void)state;
	arena_init(&a, 1 << 20);
	for (size_t i = 0; i < ROWS(rows); i++) {
		struct embedded_at at;
		struct err e = ERR_INIT;
		int rc = embedded_parse(&a, str_c(rows[i].text), &at, &e);

		if (rc != (rows[i].col > 0 ? -1 : 0) || e.col != rows[i].col)
			fail_msg("%s: %d, column %d", rows[i].text, rc, e.col);
		if (rc != 0)
			continue;
		assert_true(str_eq(at.variable, str_c(rows[i].variable)));
		assert_true(str_eq(at.selector, str_c(rows[i].selector)));
		assert_true(str_eq(at.attr, str_c(rows[i].attr)));
	}
	arena_release(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reads_fields),
		cmocka_unit_test(knows_markup),
		cmocka_unit_test(finds_entries),
		cmocka_unit_test(takes_wrappings_off),
		cmocka_unit_test(reads_lines),
		cmocka_unit_test(refuses_what_it_cannot_read),
		cmocka_unit_test(finds_json_in_a_page),
		cmocka_unit_test(tells_why_a_page_has_none),
		cmocka_unit_test(warns_of_rules_that_find_nothing),
		cmocka_unit_test(says_of_an_empty_list_that_it_is_one),
		cmocka_unit_test(leaves_out_what_is_too_much),
		cmocka_unit_test(finds_the_next_page),
		cmocka_unit_test(takes_places_apart),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
