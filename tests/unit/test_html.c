// SPDX-License-Identifier: ISC
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>

#include "base/mem.h"
#include "model/limits.h"
#include "web/html.h"

static const struct html_limits limits = { LIMIT_DEPTH, LIMIT_ATTRIBUTES,
	LIMIT_FORMATTING, LIMIT_NODES, LIMIT_TREE };

static struct html_doc *
parse(struct arena *a, struct str text)
{
	struct err e = ERR_INIT;
	struct html_doc *d = NULL;

	if (html_parse(a, text, &limits, &d, &e) != 0)
		fail_msg("%s", e.msg);
	return d;
}

/* The first element with the HTML name NAME. */
static const struct html_node *
find(const struct html_doc *d, struct str name)
{
	const struct html_node *n = html_root(d);

	while (n != NULL && !html_is(n, name))
		n = html_walk(html_root(d), n, false);
	return n;
}

static void
text_is_what_is_read(void **state)
{
	static const struct {
		int line;
		const char *html, *text;
	} rows[] = {
#define ROW(html, text) { __LINE__, html, text }
		ROW("", ""),
		ROW(" a \n\t b ", "a b"),
		/* inline elements are no borders, blocks and <br> are */
		ROW("<b>国</b><i>务</i><a>院</a>", "国务院"),
		ROW("<b>World</b><i>The summit</i>", "World The summit"),
		ROW("<b>2026-11-20</b><i>08:30</i>", "2026-11-20 08:30"),
		ROW("<b><u>20</u></b><i><u>11</u></i>", "20 11"),
		ROW("<b>It rains.</b><i>Now</i>", "It rains. Now"),
		ROW("<b>T</b><i>He</i>", "THe"),
		ROW("<b>1</b><b>9</b><b>7</b>", "197"),
		ROW("<b>World</b>The", "WorldThe"),
		ROW("Mac<b>Book</b>", "MacBook"),
		ROW("<b>Mac</b><img><b>Book</b>", "Mac Book"),
		ROW("<b>Mac</b><img>Book", "MacBook"),
		ROW("<b>wo</b><i>rd</i>", "word"),
		ROW("<b>H</b><sub>2</sub><b>O</b>", "H2O"),
		ROW("<p>国务</p><p>院</p>", "国务 院"),
		ROW("国务<br>院", "国务 院"),
		ROW("a<div>b<span>c</span></div>d", "a bc d"),
		ROW("<ul><li>1<li>2</ul>3", "1 2 3"),
		ROW("<table><tr><td>1<td>2<tr><td>3</table>", "1 2 3"),
		ROW("a <b> b</b> c", "a b c"),
		ROW("a<hr>b<img>c<wbr>d", "a bcd"),
		ROW("<div><div></div></div>a<p></p>", "a"),
		ROW("a&nbsp;b&amp;", "a\xc2\xa0"
				     "b&"),
		/* a line break is none between characters without spaces */
		ROW("朱镕基\n\t 出席", "朱镕基出席"),
		ROW("会，\r\n<b>议</b>", "会，议"),
		ROW("<b>会\n</b><i>\n议</i>", "会议"),
		ROW("会 议", "会 议"),
		ROW("会<br>议<p>\n开</p>\n幕", "会 议 开 幕"),
		ROW("会\n2\n议\na", "会 2 议 a"),
		ROW("안녕\n하세요", "안녕 하세요"),
		/* what is not drawn */
		ROW("a<script>b</script><style>c</style>d", "ad"),
		ROW("a<noscript>b</noscript><template>c</template>d", "ad"),
		ROW("a<iframe>b</iframe><datalist><option>c</datalist>d", "ad"),
		ROW("<title>a</title>b<!-- c -->", "b"),
		ROW("<ruby>漢<rp>(</rp><rt>かん</rt><rp>)</rp>字</ruby>",
		    "漢字"),
		ROW("<textarea>a</textarea>", "a"),
		ROW("<svg><style>a</style><title>b</title><text>c</text></svg>",
		    "c"),
		ROW("a<svg><desc>b</desc><defs><text>c</text></defs></svg>d",
		    "ad"),
		ROW("<math><mi>x</mi><annotation>tex</annotation></math>", "x"),
		ROW("a<video>no video</video><audio>b</audio>"
		    "<canvas>c</canvas>",
		    "a"),
		/* ruby in all its spellings: the base is what is read */
		ROW("<ruby>漢字<rt>かんじ</ruby>を<ruby>読<rt>よ</rt></ruby>む",
		    "漢字を読む"),
		ROW("<ruby><rb>漢<rb>字<rp>(<rt>かん<rt>じ<rp>)</ruby>",
		    "漢字"),
		ROW("<ruby><rb>東</rb><rb>京</rb><rtc><rt>とう<rt>きょう</rtc>"
		    "<rtc>Tokyo</rtc></ruby>",
		    "東京"),
		ROW("<ruby><ruby>攻<rt>こう</rt></ruby>殻<rt>Ghost</rt></ruby>",
		    "攻殻"),
		ROW("<ruby>\n 漢 <rp>（</rp><rt>ㄏㄢˋ</rt><rp>）</rp>\n</ruby>",
		    "漢"),
		/* hidden by an attribute */
		ROW("a<span hidden>b</span><i style='display:none'>c</i>d",
		    "ad"),
		ROW("a<i style='color:red; DISPLAY : None !important'>b</i>c",
		    "ac"),
		ROW("a<i style='visibility: hidden'>b</i>c", "ac"),
		ROW("a<i style='display:block;visibility:visible'>b</i>c",
		    "abc"),
		ROW("a<b style='position:absolute;clip:rect(0,0,0,0)'> b</b>",
		    "a"),
		ROW("Title<span class='x sr-only'> opens in new window</span>",
		    "Title"),
		ROW("<span class=screen-reader-text>Read </span>Title",
		    "Title"),
		ROW("<span class=sr-only-not>a</span>b", "ab"),
		ROW("Title <i aria-hidden=true>→</i>", "Title"),
		ROW("Title <i aria-hidden=false>→</i>", "Title →"),
		ROW("<i class='material-icons'>arrow_forward</i> Title",
		    "Title"),
		ROW("<i class=f>\356\230\200</i>标题<i>\357\200\215 </i>",
		    "标题"),
		ROW("作者<i>\356\230\200</i>昨天", "作者 昨天"),
		ROW("汉\356\230\200字", "汉\356\230\200字"),
		/* unless there is nothing else: what is drawn goes first */
		ROW("<a><span class=sr-only>Title</span><img></a>", "Title"),
		ROW("<div aria-hidden=true><h3>Title</h3></div>", "Title"),
		ROW("<i aria-hidden=true>2h</i><i class=sr-only>2 hours</i>",
		    "2h"),
		ROW("<p hidden>a<script>b</script></p>", "a"),
		ROW("<script>b</script>", ""),
		/* marks that Chinese shares with others */
		ROW("他说：\n“好”\n的", "他说：“好”的"),
		ROW("待续……\n下文——\n再见", "待续……下文——再见"),
		ROW("say “yes”\nnow", "say “yes” now"),
#undef ROW
	};
	struct arena a;

	(void)state;
	arena_init(&a, 1 << 20);
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct html_doc *d = parse(&a, str_c(rows[i].html));
		struct str text = html_text(&a, html_root(d));

		if (!str_eq(text, str_c(rows[i].text)))
			fail_msg("line %d: %.*s", rows[i].line, STR_ARG(text));
		arena_reset(&a);
	}
	arena_release(&a);
}

static void
text_of_parts(void **state)
{
	struct arena a;
	struct html_doc *d;

	(void)state;
	arena_init(&a, 1 << 20);
	d = parse(&a, STR("<title> a  b</title><div>x<p>1 <b> 2</b></p>y</div>"
			  "<script>s<</script>"));
	assert_true(str_eq(html_text(&a, find(d, STR("p"))), STR("1 2")));
	assert_true(
	    str_eq(html_text(&a, html_first(find(d, STR("b")))), STR("2")));
	assert_true(str_eq(html_text(&a, find(d, STR("script"))), STR("s<")));
	assert_true(
	    str_eq(html_text_content(&a, find(d, STR("div"))), STR("x1  2y")));
	assert_true(str_eq(html_title(&a, d), STR("a b")));
	arena_release(&a);
}

static void
serializes(void **state)
{
	static const struct {
		int line;
		const char *html, *out;
	} rows[] = {
#define ROW(html, out) { __LINE__, html, out }
		ROW("<p title='a\"<&>&nbsp;'>a\"<&>&nbsp;",
		    "<p title=\"a&quot;&lt;&amp;&gt;&nbsp;\">"
		    "a\"&lt;&amp;&gt;&nbsp;</p>"),
		ROW("<br></br><img alt><input>",
		    "<br><br><img alt=\"\"><input>"),
		ROW("<script>a<b&c</script>", "<script>a<b&c</script>"),
		ROW("<svg><style>a&lt;b</style><clippath xlink:HREF=x /></svg>",
		    "<svg><style>a&lt;b</style>"
		    "<clipPath xlink:href=\"x\"></clipPath></svg>"),
		ROW("a<!--b--><template>c<p>d</template>e",
		    "a<!--b--><template>c<p>d</p></template>e"),
		ROW("<template></template><template><template>a</template>",
		    "<template></template><template><template>a</template>"
		    "</template>"),
		ROW("<ul><li>1<li>2", "<ul><li>1</li><li>2</li></ul>"),
		ROW("<noscript><b>a</noscript>",
		    "<noscript><b>a</b></noscript>"),
		ROW("", ""),
#undef ROW
	};
	struct arena a;
	struct err e = ERR_INIT;
	struct html_doc *d;
	struct buf b;

	(void)state;
	arena_init(&a, 1 << 20);
	buf_init(&b, 4096);
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		buf_clear(&b);
		assert_int_equal(html_parse_fragment(&a, str_c(rows[i].html),
				     STR("div"), &limits, &d, &e),
		    0);
		assert_int_equal(html_inner(&b, html_root(d)), 0);
		if (!str_eq(buf_str(&b), str_c(rows[i].out)))
			fail_msg("line %d: %s", rows[i].line, b.p);
	}
	buf_release(&b);

	/* The inside of a template, and no further. */
	d = parse(&a, STR("<template><i>a</i></template>b"));
	buf_init(&b, 8);
	assert_int_equal(
	    html_inner(&b, html_template(find(d, STR("template")))), 0);
	assert_string_equal(b.p, "<i>a</i>");
	assert_int_equal(html_inner(&b, html_root(d)), -1);
	buf_release(&b);
	arena_release(&a);
}

static void
walks(void **state)
{
	struct arena a;
	struct html_doc *d;
	const struct html_node *ul, *li;

	(void)state;
	arena_init(&a, 1 << 20);
	d = parse(&a, STR("<!DOCTYPE html><ul ID=x Data-A='1'><li>a<li>b"));
	assert_false(html_quirks(d));
	assert_int_equal(html_type(html_root(d)), HTML_DOCUMENT);
	assert_int_equal(html_type(html_first(html_root(d))), HTML_DOCTYPE);
	assert_null(html_parent(html_root(d)));
	ul = find(d, STR("ul"));
	li = html_first(ul);
	assert_int_equal(html_type(ul), HTML_ELEMENT);
	assert_int_equal(html_ns(ul), HTML_NS_HTML);
	assert_true(html_parent(li) == ul);
	assert_true(html_next(li) == html_last(ul));
	assert_true(html_prev(html_last(ul)) == li);
	assert_null(html_prev(li));
	assert_true(str_eq(html_data(html_first(li)), STR("a")));
	assert_int_equal(html_type(html_first(li)), HTML_TEXT);
	assert_true(str_empty(html_name(html_first(li))));
	/* Skipping the first <li> comes to the second, leaving it to the end. */
	assert_true(html_walk(ul, li, true) == html_last(ul));
	assert_null(html_walk(li, html_first(li), false));
	assert_null(html_walk(ul, html_first(html_last(ul)), false));
	arena_release(&a);
}

static void
reads_attributes(void **state)
{
	struct arena a;
	struct html_doc *d;
	const struct html_node *n;
	const struct html_attr *at;
	struct str s = STR("untouched");

	(void)state;
	arena_init(&a, 1 << 20);
	d = parse(&a, STR("<p A=1 b a=2 DATA-x='&lt;'>"
			  "<svg VIEWBOX='0 0' xlink:href=y><clippath>"));
	n = find(d, STR("p"));
	assert_true(html_attr(n, STR("a"), &s) && str_eq(s, STR("1")));
	assert_true(html_attr(n, STR("data-x"), &s) && str_eq(s, STR("<")));
	assert_true(html_attr(n, STR("b"), &s) && str_empty(s));
	s = STR("untouched");
	assert_false(html_attr(n, STR("c"), &s));
	assert_true(str_eq(s, STR("untouched")));

	n = html_first(n);
	assert_int_equal(html_ns(n), HTML_NS_SVG);
	assert_false(html_is(n, STR("svg"))); /* no HTML element */
	at = html_attr_first(n);
	assert_true(str_eq(html_attr_name(at), STR("viewBox")));
	assert_int_equal(html_attr_ns(at), HTML_NS_HTML);
	at = html_attr_next(at);
	assert_true(str_eq(html_attr_name(at), STR("xlink:href")));
	assert_true(str_eq(html_attr_value(at), STR("y")));
	assert_int_equal(html_attr_ns(at), HTML_NS_OTHER);
	assert_null(html_attr_next(at));
	assert_true(str_eq(html_name(html_first(n)), STR("clipPath")));
	assert_null(html_attr_first(html_root(d)));
	arena_release(&a);
}

static void
reads_the_head(void **state)
{
	static const struct {
		int line;
		const char *html, *base, *language;
	} rows[] = {
		{ __LINE__, "<p>", "", "" },
		{ __LINE__, "<base><base href=a><base href=b>", "a", "" },
		{ __LINE__, "<html lang=' zh-CN '>", "", "zh-CN" },
		{ __LINE__, "<meta http-equiv=Content-Language content=ja>", "",
		    "ja" },
		{ __LINE__,
		    "<html lang=''>"
		    "<meta http-equiv=content-language content=ko>",
		    "", "ko" },
	};
	struct arena a;

	(void)state;
	arena_init(&a, 1 << 20);
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct html_doc *d = parse(&a, str_c(rows[i].html));

		if (!str_eq(html_base_href(d), str_c(rows[i].base)) ||
		    !str_eq(html_language(d), str_c(rows[i].language)))
			fail_msg("line %d", rows[i].line);
	}
	assert_true(html_quirks(parse(&a, STR("<p>"))));
	arena_release(&a);
}

static void
dumps(void **state)
{
	struct arena a;
	struct err e = ERR_INIT;
	struct html_doc *d;
	struct buf b;

	(void)state;
	arena_init(&a, 1 << 20);
	buf_init(&b, 4096);
	d = parse(
	    &a, STR("<!DOCTYPE html PUBLIC \"p\" \"s\"><!--c--><p b=1 a=2>t"
		    "<template>u</template><svg xlink:href=x>"));
	html_dump(&b, d);
	assert_string_equal(b.p, "| <!DOCTYPE html \"p\" \"s\">\n"
				 "| <!-- c -->\n"
				 "| <html>\n"
				 "|   <head>\n"
				 "|   <body>\n"
				 "|     <p>\n"
				 "|       a=\"2\"\n"
				 "|       b=\"1\"\n"
				 "|       \"t\"\n"
				 "|       <template>\n"
				 "|         content\n"
				 "|           \"u\"\n"
				 "|       <svg svg>\n"
				 "|         xlink href=\"x\"");
	buf_clear(&b);
	assert_int_equal(html_parse_fragment(&a, STR("<tr><td>x"), STR("tbody"),
			     &limits, &d, &e),
	    0);
	html_dump(&b, d);
	assert_string_equal(b.p, "| <tr>\n|   <td>\n|     \"x\"");
	buf_clear(&b);
	assert_int_equal(html_parse_fragment(&a, STR("<g/>x"), STR("svg path"),
			     &limits, &d, &e),
	    0);
	html_dump(&b, d);
	assert_string_equal(b.p, "| <svg g>\n| \"x\"");
	buf_release(&b);
	arena_release(&a);
}

/* N times the bytes of UNIT, every "#" a running number; to be freed. */
static struct str
many(struct str before, struct str unit, int n)
{
	struct buf b;
	struct str s;

	buf_init(&b, 64 << 20);
	(void)buf_add(&b, before);
	for (int i = 0; i < n; i++)
		for (size_t k = 0; k < unit.len; k++)
			if (unit.p[k] == '#')
				(void)buf_addf(&b, "%d", i);
			else
				(void)buf_addc(&b, unit.p[k]);
	s = str_n(mem_strdup(b.p), b.len);
	buf_release(&b);
	return s;
}

/* What takes lexbor minutes or gigabytes ends at once, or is a tree. */
static void
stops_floods(void **state)
{
	static const struct {
		int line;
		const char *before, *unit;
		int n;
		const char *message; /* NULL: a tree */
	} rows[] = {
#define ROW(before, unit, n, msg) { __LINE__, before, unit, n, msg }
		ROW("", "<div>", 200000, "more than 400 elements"),
		ROW("<p", " a#=1", 100000, "more than 128 attributes"),
		ROW("", "<html a#>", 100000, "more than 128 attributes"),
		ROW("", "<body a#>", 100000, "more than 128 attributes"),
		ROW("", "<p><font color=#>", 3000, "more than 256 open"),
		ROW("", "<li>", 2500000, "more than 1000000 nodes"),
		ROW("", "<br a b c d e f g h i j k l m n o p q r s t u v w x>",
		    400000, "more than 512 MiB"),
		ROW("<select>", "<option>", 300000, NULL),
		ROW("<select><button><selectedcontent></button>",
		    "<option selected>a", 200000, NULL),
		ROW("", "<select size><option>", 1000, NULL),
		ROW("<table>", "a</x>", 100000, NULL),
		ROW("", "<a><p>", 100000, NULL),
#undef ROW
	};
	struct arena a;
	struct html_doc *d;

	(void)state;
	arena_init(&a, 1 << 20);
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct str s =
		    many(str_c(rows[i].before), str_c(rows[i].unit), rows[i].n);
		struct err e = ERR_INIT;
		int rc = html_parse(&a, s, &limits, &d, &e);

		if (rows[i].message == NULL
			? rc != 0
			: rc != -1 || e.code != ERR_LIMIT ||
			      strncmp(e.msg, rows[i].message,
				  strlen(rows[i].message)) != 0)
			fail_msg("line %d: %d %s", rows[i].line, rc, e.msg);
		free((char *)(uintptr_t)s.p);
		arena_reset(&a);
	}
	arena_release(&a);
}

/* A document that goes over the arena in html_text is still given back. */
static void
survives_the_arena(void **state)
{
	struct arena a;
	struct html_doc *d;
	jmp_buf over;

	(void)state;
	arena_init(&a, 4096);
	d = parse(&a, STR("<p>a<p>b"));
	a.over = &over;
	if (setjmp(over) == 0) {
		(void)arena_alloc(&a, 4000);
		(void)html_text(&a, html_root(d));
		(void)arena_alloc(&a, 4000);
		fail_msg("no landing");
	}
	arena_release(&a);
}

static void
counts_what_a_walk_costs(void **state)
{
	static const struct html_limits none = { 0 };
	struct arena a;
	struct html_doc *d;
	struct err e;

	(void)state;
	arena_init(&a, 1 << 20);
	assert_int_equal(
	    html_parse_fragment(&a, STR("<i a=1 b=2><b c=3>x</b></i><!-- -->"),
		STR("div"), &none, &d, &e),
	    0);
	assert_int_equal(html_count(html_root(d), 100), 4 + 3);
	assert_int_equal(html_count(html_root(d), 3), 3);
	assert_int_equal(html_count(html_first(html_root(d)), 100), 2 + 1);
	arena_release(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(text_is_what_is_read),
		cmocka_unit_test(text_of_parts),
		cmocka_unit_test(serializes),
		cmocka_unit_test(walks),
		cmocka_unit_test(reads_attributes),
		cmocka_unit_test(reads_the_head),
		cmocka_unit_test(dumps),
		cmocka_unit_test(stops_floods),
		cmocka_unit_test(survives_the_arena),
		cmocka_unit_test(counts_what_a_walk_costs),
	};

	return cmocka_run_group_tests_name("html", tests, NULL, NULL);
}
