// SPDX-License-Identifier: ISC
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <malloc.h>

#include "normalize/repeat.h"
#include "normalize/title.h"
#include "normalize/unescape.h"

struct row {
	int line;
	const char *title, *in, *want;
};
#define ROW(title, in, want)              \
	{                                 \
		__LINE__, title, in, want \
	}
#define ROWS(t) (sizeof(t) / sizeof(*(t)))

static void
run(struct str (*fn)(struct arena *, struct str, struct str),
    const struct row *row, size_t n)
{
	struct arena a;

	arena_init(&a, 8 << 20);
	for (size_t i = 0; i < n; i++) {
		struct str got = fn(&a, str_c(row[i].title), str_c(row[i].in));

		if (!str_eq(got, str_c(row[i].want)))
			fail_msg("line %d: got \"%.*s\", want \"%s\"",
			    row[i].line, STR_ARG(got), row[i].want);
	}
	arena_release(&a);
}

static void
summaries(void **state)
{
	static const struct row rows[] = {
		ROW("", "", ""),
		ROW("", "text", "text"),
		ROW("Title", "", ""),
		ROW("Title", "TITLE!", ""),
		ROW("It will rain all week", "It will rain all week...", ""),
		ROW("It will rain all week",
		    "It will rain all week. Take your coat.",
		    "Take your coat."),
		ROW("It will rain all week", "It will rain all week – says he",
		    "It will rain all week – says he"),
		ROW("It will rain all week", "It will rain all week - Monday",
		    "Monday"),
		ROW("It will rain all week", "It will rain all week | “Oh”",
		    "“Oh”"),
		ROW("“It will rain all week”",
		    "\"It will rain all week\": He said so.", "He said so."),
		ROW("国务院部署工作", "国务院部署工作 记者昨日获悉",
		    "记者昨日获悉"),
		ROW("国务院部署工作", "【国务院部署工作】记者昨日获悉",
		    "记者昨日获悉"),
		ROW("国务院部署工作", "国务院部署工作。记者昨日获悉",
		    "记者昨日获悉"),
		ROW("国务院 部署工作", "国务院部署工作：2026年", "2026年"),
		ROW("ＧＤＰ增长百分之五", "GDP增长百分之五——新华社", "新华社"),
		/* the sentence goes on */
		ROW("国务院部署工作", "国务院部署工作会议昨日召开",
		    "国务院部署工作会议昨日召开"),
		ROW("Tim Cook visits China", "Tim Cook visits China Mobile",
		    "Tim Cook visits China Mobile"),
		ROW("The shares of Acme Inc", "The shares of Acme Inc. rose",
		    "The shares of Acme Inc. rose"),
		ROW("The economy grew by 3", "The economy grew by 3.5 percent",
		    "The economy grew by 3.5 percent"),
		ROW("A story about covid", "A story about covid-19 Wards",
		    "A story about covid-19 Wards"),
		ROW("A story about covid", "A story about covidiots.",
		    "A story about covidiots."),
		/* too short to be more than a word */
		ROW("Apple", "Apple. Pears.", "Apple. Pears."),
		ROW("要闻", "要闻：一", "要闻：一"),
		ROW("Another title here", "Some text", "Some text"),
	};

	(void)state;
	run(repeat_drop_line, rows, ROWS(rows));
}

static void
headings(void **state)
{
	static const struct row rows[] = {
		ROW("", "<h1>a</h1>", "<h1>a</h1>"),
		ROW("Title", "", ""),
		ROW("Title", "<h1>Title</h1><p>a</p>", "<p>a</p>"),
		ROW("Title", "<h2 lang=\"en\"><a href=\"x\">TITLE!</a></h2>a",
		    "a"),
		ROW("Title", "<div> <header>\n<h3>Title</h3></header>a</div>",
		    "<div> <header>\n</header>a</div>"),
		ROW("Title", "<p><strong>Title</strong></p><p>a</p>",
		    "<p>a</p>"),
		ROW("标题", "<h1>标题</h1><h1>标题</h1>a", "a"),
		ROW("A & B", "<h1>A &amp; B</h1>a", "a"),
		/* not the title, not first, or more than that */
		ROW("Title", "<h1>Title two</h1>a", "<h1>Title two</h1>a"),
		ROW("Title", "a<h1>Title</h1>", "a<h1>Title</h1>"),
		ROW("Title", "<p>a</p><h1>Title</h1>",
		    "<p>a</p><h1>Title</h1>"),
		ROW("Title", "<h1>Title<img src=\"x\"></h1>",
		    "<h1>Title<img src=\"x\"></h1>"),
		ROW("Title", "<ul><li>Title</li></ul>",
		    "<ul><li>Title</li></ul>"),
		ROW("Title", "<pre>Title</pre>", "<pre>Title</pre>"),
		ROW("Title", "<div", "<div"),
	};

	(void)state;
	run(repeat_drop_heading, rows, ROWS(rows));
}

static struct str
bare(struct arena *a, struct str unused, struct str s)
{
	(void)a, (void)unused;
	return title_bare(s);
}

static void
marks_of_lists(void **state)
{
	static const struct row rows[] = {
		ROW("", "", ""),
		ROW("", "Title", "Title"),
		ROW("", "· Title", "Title"),
		ROW("", "·标题", "标题"),
		ROW("", "■ ● 标题", "标题"),
		ROW("", "- Title", "Title"),
		ROW("", "» Title", "Title"),
		ROW("", "> Title >", "Title"),
		ROW("", "Title |", "Title"),
		ROW("", "Title -", "Title"),
		ROW("", "标题 —", "标题"),
		ROW("", "Title ·", "Title"),
		ROW("", "Read on →", "Read on"),
		ROW("", "標題｜", "標題"),
		ROW("", "・ニュース", "ニュース"),
		/* part of the title */
		ROW("", "planet·", "planet·"),
		ROW("", "-5 °C", "-5 °C"),
		ROW("", "——记一位医生", "——记一位医生"),
		ROW("", "»Nein« sagt er", "»Nein« sagt er"),
		ROW("", "Il dit « oui »", "Il dit « oui »"),
		ROW("", "Il dit « oui » -", "Il dit « oui » -"),
		ROW("", "A | B", "A | B"),
		ROW("", ".NET 10", ".NET 10"),
		ROW("", "C#", "C#"),
		ROW("", "......", "......"),
		ROW("", "どう断ればいいんだろ・・・",
		    "どう断ればいいんだろ・・・"),
		ROW("", "···later", "···later"),
		ROW("", "No——", "No——"),
		ROW("", "· |", "· |"),
		ROW("", "★ 重要", "★ 重要"),
	};

	(void)state;
	run(bare, rows, ROWS(rows));
}

static struct str
unescape(struct arena *a, struct str unused, struct str s)
{
	(void)unused;
	return text_unescape(a, s);
}

static void
escaped_twice(void **state)
{
	static const struct row rows[] = {
		ROW("", "", ""),
		ROW("", "a & b &", "a & b &"),
		ROW("", "AT&amp;T", "AT&T"),
		ROW("", "don&#8217;t", "don’t"),
		ROW("", "don&#x2019;t", "don’t"),
		ROW("", "&quot;Yes&quot;", "\"Yes\""),
		ROW("", "&ldquo;会议&rdquo;", "“会议”"),
		ROW("", "a&nbsp;&nbsp;b", "a\302\240\302\240b"),
		ROW("", "&ldquo;1 &lt; 2&rdquo; &amp; on", "“1 < 2” & on"),
		ROW("", "x&amp;quot;&#38;quot;", "x\"\""),
		ROW("", "don&amp;apos;t&#39;", "don't'"),
		ROW("", "&copy 2026 &mdash; on", "&copy 2026 — on"),
		/* no proof: such titles are about what they show */
		ROW("", "1 &lt; 2", "1 &lt; 2"),
		ROW("", "The &amp; sign", "The &amp; sign"),
		ROW("", "秋粮&amp;总局", "秋粮&amp;总局"),
		ROW("", "a &nbsp; b", "a &nbsp; b"),
		/* no references, or a text about them */
		ROW("", "?a=1&copy=2", "?a=1&copy=2"),
		ROW("", "R&D;", "R&D;"),
		ROW("", "&;&#;&#x;", "&;&#;&#x;"),
		ROW("", "&nosuchthing;", "&nosuchthing;"),
		ROW("", "What &nbsp; means in HTML",
		    "What &nbsp; means in HTML"),
		ROW("", "&quot; 的转义", "&quot; 的转义"),
		ROW("", "<script>&#38;</script>", "<script>&</script>"),
	};

	(void)state;
	run(unescape, rows, ROWS(rows));
}

/* A long title costs a few times its length, not its square. */
static void
long_title(void **state)
{
	struct arena a;
	struct str title, rest = STR("The rest of it");

	(void)state;
	arena_init(&a, 128 << 10);
	title = arena_printf(&a, "%0250d", 1);
	assert_true(str_eq(
	    repeat_drop_line(&a, title,
		arena_concat(&a, (struct str[]){ title, STR(": "), rest }, 3)),
	    rest));
	arena_release(&a);
}

/* Bytes that the heap has given out. */
static size_t
heap(void)
{
	struct mallinfo2 m = mallinfo2();

	return m.uordblks + m.hblkhd;
}

/* The trees that are made on the way do not wait for the end of the page. */
static void
many_escaped(void **state)
{
	struct arena a;
	size_t before;

	(void)state;
	arena_init(&a, 4 << 20);
	before = heap();
	for (int i = 0; i < 100; i++) {
		struct str got =
		    text_unescape(&a, STR("&amp;rsquo;&nbsp&#39;"));

		assert_true(str_eq(got, STR("’&nbsp'")));
	}
	/* A tree takes half a megabyte. */
	assert_in_range(heap() - before, 0, 4 << 20);
	arena_release(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(summaries),
		cmocka_unit_test(headings),
		cmocka_unit_test(marks_of_lists),
		cmocka_unit_test(escaped_twice),
		cmocka_unit_test(many_escaped),
		cmocka_unit_test(long_title),
	};

	return cmocka_run_group_tests_name("repeat", tests, NULL, NULL);
}
