// SPDX-License-Identifier: ISC
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "model/limits.h"
#include "normalize/picture.h"
#include "normalize/sanitize.h"

#define BASE "https://example.cn/news/"

struct row {
	int line;
	const char *in, *want;
};
#define ROW(in, want)              \
	{                          \
		__LINE__, in, want \
	}

static struct str
clean(struct arena *a, struct str html, size_t limit)
{
	struct str out;
	struct err e = ERR_INIT;

	if (sanitize_html(a, html, STR(BASE), limit, &out, &e) != 0)
		fail_msg("%s", e.msg);
	return out;
}

/* Each row gives what is wanted, and that gives itself. */
static void
run(const struct row *row, size_t n)
{
	struct arena a;

	arena_init(&a, 64 << 20);
	for (size_t i = 0; i < n; i++) {
		struct str got = clean(&a, str_c(row[i].in), LIMIT_TEXT);

		if (!str_eq(got, str_c(row[i].want)))
			fail_msg(
			    "line %d: got %.*s", row[i].line, STR_ARG(got));
		if (!str_eq(clean(&a, got, LIMIT_TEXT), got))
			fail_msg("line %d: not the same again", row[i].line);
	}
	arena_release(&a);
}

static void
markup(void **state)
{
	static const struct row rows[] = {
		ROW("", ""),
		ROW("a & b < c > \"d\"", "a &amp; b &lt; c &gt; &quot;d&quot;"),
		ROW("<p class=x id=y style=z onclick=1 lang=zh>a",
		    "<p lang=\"zh\">a</p>"),
		ROW("<center><font color=red>a</font></center>", "a"),
		ROW("<strike>a</strike><tt>b</tt>", "<s>a</s><code>b</code>"),
		ROW("a<!-- b --><script>c</script><style>d</style>e", "ae"),
		ROW("<form><input value=a><button>b</button></form>", "b"),
		ROW("<p dir=sideways>a</p><p dir=rtl>b</p>",
		    "<p>a</p><p dir=\"rtl\">b</p>"),
		ROW("<ol start=3 type=a><li value=x>a</ol>",
		    "<ol start=\"3\" type=\"a\"><li>a</li></ol>"),
		ROW("<pre>\n\n a</pre>", "<pre>\n\n a</pre>"),
		ROW("<svg><style>a</style><text>b</text></svg>", "b"),
		/* what the page hides, unless that is all there is */
		ROW("a<p hidden>b</p><p style='display: none'>c</p>d", "ad"),
		ROW("a<img hidden src=b.png>",
		    "a<img src=\"https://example.cn/news/b.png\">"),
		ROW("<div style='display:none'><p hidden>a</div>",
		    "<div><p>a</p></div>"),
		ROW("<template>a</template><title>b</title>", ""),
		ROW("a\001b&#x1;c&#xFFFE;", "abc"),
		/* what is left must stand where the parser leaves it */
		ROW("<h1>a<button><h2>b</button>", "<h1>a</h1><h2>b</h2>"),
		ROW("<a href=1>a<object><a href=2>b</a></object></a>",
		    "<a href=\"" BASE "1\">a</a><a href=\"" BASE "2\">b</a>"),
		ROW("<table><tr><td>a</table>",
		    "<table><tbody><tr><td>a</td></tr></tbody></table>"),
		ROW("<q title='\"></q><script>'>a</q>",
		    "<q title=\"&quot;&gt;&lt;/q&gt;&lt;script&gt;\">a</q>"),
	};

	(void)state;
	run(rows, sizeof(rows) / sizeof(*rows));
}

/* Formulas and drawings: whole, or their text. */
static void
foreign(void **state)
{
#define SVG(inside) "<svg width=\"90\" height=\"80.5px\">" inside "</svg>"
	static const struct row rows[] = {
		ROW("<math display=block onclick=a xmlns=b><mi>x</mi>"
		    "<mo stretchy=false>=</mo></math>",
		    "<math display=\"block\"><mi>x</mi>"
		    "<mo stretchy=\"false\">=</mo></math>"),
		ROW("<math><semantics><mn>1</mn><annotation encoding=tex>a"
		    "</annotation></semantics></math>",
		    "<math><semantics><mn>1</mn></semantics></math>"),
		ROW("<math><maction><mi>x</mi></maction></math>", "x"),
		ROW("<math><mtext>a<b>c</b></mtext></math>", "a<b>c</b>"),
		ROW("<math><mi href='javascript:a' mathcolor='url(//b)'>x",
		    "<math><mi>x</mi></math>"),
		ROW("<math><annotation-xml encoding=text/html><p>a",
		    "<math></math>"),
		ROW(SVG("<g id=a><path d='M1-2z' fill='rgb(1,2,3)'/></g>"),
		    SVG("<g><path d=\"M1-2z\" fill=\"rgb(1,2,3)\"></path>"
			"</g>")),
		ROW("<svg viewBox='0 0 9 9' WIDTH=90 height=90><title>a</title>"
		    "<desc>b</desc><script>c</script></svg>",
		    "<svg viewBox=\"0 0 9 9\" width=\"90\" height=\"90\">"
		    "<title>a</title></svg>"),
		ROW(SVG("<a xlink:href='/a'><text>b</text></a>"),
		    SVG("<a xlink:href=\"https://example.cn/a\">"
			"<text>b</text></a>")),
		ROW(SVG("<a xlink:href='javascript:a'><text>b</text></a>"),
		    SVG("<a><text>b</text></a>")),
		/* icons, and what is drawn as something else says */
		ROW("<svg><path d='M1'/></svg>", ""),
		ROW("<svg width=64 height=90><text>a</text></svg>", "a"),
		ROW("<svg width=100% height=100%><text>a</text></svg>", "a"),
		ROW(SVG("<text style='fill:red'>a</text>"), "a"),
		ROW(SVG("<text fill='url(#b)'>a</text>"), "a"),
		ROW(SVG("<style>a{}</style><text>b</text>"), "b"),
		ROW(SVG("<use href='#a'/><text>b</text>"), "b"),
		ROW(SVG("<animate attributeName=href /><text>b</text>"), "b"),
		ROW(SVG("<image href='https://e.example/'/><text>b</text>"),
		    "b"),
		/* no HTML within, so none that is something else elsewhere */
		ROW(SVG("<foreignObject><p>a</foreignObject>"), "<p>a</p>"),
		ROW(SVG("<title><i>a</i></title><text>b</text>"), "b"),
		ROW(SVG("<title>&lt;/title>&lt;img src=x></title>"),
		    SVG("<title>&lt;/title&gt;&lt;img src=x&gt;</title>")),
		ROW("<math><mtext><svg width=90 height=90></svg>a", "a"),
	};
#undef SVG

	(void)state;
	run(rows, sizeof(rows) / sizeof(*rows));
}

/* A text of which nobody knows where it stood. */
static void
no_base(void **state)
{
	static const struct row rows[] = {
		ROW("<a href=' a/b '>c</a>", "<a href=\"a/b\">c</a>"),
		ROW("<a href='#a'>c</a>", "<a href=\"#a\">c</a>"),
		ROW("<a href='java\nscript:a'>c</a>", "c"),
		ROW("<a href='file:///a'>c</a>", "c"),
		ROW("<a href=' '>c</a>", "c"),
	};
	struct arena a;

	(void)state;
	arena_init(&a, 64 << 20);
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct str got;
		struct err e = ERR_INIT;

		assert_int_equal(sanitize_html(&a, str_c(rows[i].in), STR_NULL,
				     LIMIT_TEXT, &got, &e),
		    0);
		if (!str_eq(got, str_c(rows[i].want)))
			fail_msg("line %d: %.*s", rows[i].line, STR_ARG(got));
	}
	arena_release(&a);
}

static void
addresses(void **state)
{
	static const struct row rows[] = {
		ROW("<a href=../a>b</a>",
		    "<a href=\"https://example.cn/a\">b</a>"),
		ROW("<a href=' java\nscript:alert(1)'>b</a>", "b"),
		ROW("<a name=x>b</a>", "b"),
		ROW("<a href=mailto:a@example.cn>b</a>",
		    "<a href=\"mailto:a@example.cn\">b</a>"),
		ROW("<a href=data:text/html,x>b</a>", "b"),
		ROW("<blockquote cite=a>b</blockquote>",
		    "<blockquote cite=\"" BASE "a\">b</blockquote>"),
		ROW("<iframe src=//v.example.cn/1 title=Film></iframe>",
		    "<a href=\"https://v.example.cn/1\" title=\"Film\">"
		    "Film</a>"),
		ROW("<iframe srcdoc='<p>a'></iframe>", ""),
		ROW("<video><source src=a.mp4 type=video/mp4>b</video>",
		    "<video controls=\"\"><source src=\"" BASE
		    "a.mp4\" type=\"video/mp4\">b</video>"),
		ROW("<video>b</video>", "b"),
		ROW("<div><source src=a.mp4></div>", "<div></div>"),
	};

	(void)state;
	run(rows, sizeof(rows) / sizeof(*rows));
}

static void
images(void **state)
{
#define IMG(name) "<img src=\"" BASE name "\">"
	static const struct row rows[] = {
		ROW("<img src=a.png alt=b width=10px height=x>",
		    "<img src=\"" BASE "a.png\" alt=\"b\" width=\"10\">"),
		ROW("<img src=a.gif width=1 height=1>", ""),
		ROW("<img src=data:image/gif;base64,R0 data-src=a.png>",
		    IMG("a.png")),
		ROW("<img src=loading.gif data-original=a.png>", IMG("a.png")),
		ROW("<img srcset='a.png 1x, b.png 2x'>", IMG("b.png")),
		ROW("<img data-srcset='b.png 900w,a.png 300w'>", IMG("b.png")),
		ROW("<picture><source srcset=a.webp><img></picture>",
		    IMG("a.webp")),
		ROW("<img src=small.png><noscript><img src=a.png></noscript>",
		    IMG("a.png")),
		ROW("<noscript>a<img src=a.png></noscript>", "a" IMG("a.png")),
		ROW("<noscript><img src=a.png></noscript> <img data-src=b.png>",
		    IMG("a.png") " "),
		ROW("<img src=data:image/png;base64,iVBORw0=>",
		    "<img src=\"data:image/png;base64,iVBORw0=\">"),
		ROW("<img src='data:image/svg+xml;base64,PHN2Zz4='>", ""),
		ROW("<img src=javascript:alert(1) alt=a>", ""),
		/* never given an address: its text is what is shown */
		ROW("<img alt=a>", "<img alt=\"a\">"),
		ROW("<img alt=' '><img>", ""),
	};

	(void)state;
	run(rows, sizeof(rows) / sizeof(*rows));
}

static void
srcsets(void **state)
{
	static const struct row rows[] = {
		ROW("", ""),
		ROW("a", "a"),
		ROW(" a 1x , b 1.5x, c 1.25x", "b"),
		ROW("a 100w,b 20w", "a"),
		ROW("a,b 2x", "a,b"),
		ROW("a, b", "a"),
		ROW(",, ,", ""),
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct str got = picture_srcset(str_c(rows[i].in));

		if (!str_eq(got, str_c(rows[i].want)))
			fail_msg(
			    "line %d: got %.*s", rows[i].line, STR_ARG(got));
	}
}

/* At no limit is a tag left open or the limit passed. */
static void
limits(void **state)
{
	static const char html[] = "<div><p>a&amp;b <a href=x>link</a></p>"
				   "<ul><li>one<li><img src=a.png></ul></div>";
	struct arena a;

	(void)state;
	arena_init(&a, 64 << 20);
	for (size_t limit = 0; limit < 300; limit++) {
		struct str got = clean(&a, str_c(html), limit);

		assert_true(got.len <= limit);
		if (!str_eq(clean(&a, got, limit), got))
			fail_msg("limit %zu: %.*s", limit, STR_ARG(got));
	}
	arena_release(&a);
}

static void
depth(void **state)
{
	struct arena a;
	struct str out, html = STR_NULL;
	struct err e = ERR_INIT;

	(void)state;
	arena_init(&a, 64 << 20);
	for (int i = 0; i <= LIMIT_DEPTH; i++)
		html =
		    arena_concat(&a, (struct str[]){ html, STR("<div>") }, 2);
	assert_int_equal(
	    sanitize_html(&a, html, STR(BASE), LIMIT_TEXT, &out, &e), -1);
	assert_int_equal(e.code, ERR_LIMIT);
	arena_release(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(markup),
		cmocka_unit_test(foreign),
		cmocka_unit_test(no_base),
		cmocka_unit_test(addresses),
		cmocka_unit_test(images),
		cmocka_unit_test(srcsets),
		cmocka_unit_test(limits),
		cmocka_unit_test(depth),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
