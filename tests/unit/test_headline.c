// SPDX-License-Identifier: ISC
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "extract/headline.h"

struct row {
	int line;
	const char *html, *want;
};
#define ROW(html, want)              \
	{                            \
		__LINE__, html, want \
	}
#define ROWS(t) (sizeof(t) / sizeof(*(t)))

/* The <time> in TOP, which stands for what a rule for dates finds; or NULL. */
static const struct html_node *
first_time(const struct html_node *top)
{
	const struct html_node *n = top;

	while ((n = html_walk(top, n, false)) != NULL)
		if (html_type(n) == HTML_ELEMENT && html_is(n, STR("time")))
			break;
	return n;
}

/* The headline of the first element of each row's HTML. */
static void
check(const struct row *row, size_t n)
{
	static const struct html_limits limits = { 0 };

	for (size_t i = 0; i < n; i++) {
		struct arena a;
		struct html_doc *d;
		struct err e = ERR_INIT;
		const struct html_node *top, *at;
		struct str got;

		arena_init(&a, 1 << 20);
		assert_int_equal(html_parse_fragment(&a, str_c(row[i].html),
				     STR("div"), &limits, &d, &e),
		    0);
		top = at = html_first(html_root(d));
		got = headline_text(
		    &a, top, &at, html_text(&a, top), first_time(top));
		if (!str_eq(got, str_c(row[i].want)))
			fail_msg("line %d: got \"%.*s\", want \"%s\"",
			    row[i].line, STR_ARG(got), row[i].want);
		arena_release(&a);
	}
}

static void
plain(void **state)
{
	static const struct row rows[] = {
		ROW("<a>Title</a>", "Title"),
		ROW("<a></a>", ""),
		ROW("<a title=other>Title</a>", "Title"),
		ROW("<h3><a>he<b>ll</b>o</a></h3>", "hello"),
		ROW("<a><span>World</span><span>Title</span></a>",
		    "World Title"),
		ROW("<a>......</a>", "......"),
		ROW("<a title='他说......'>他说......</a>", "他说......"),
		ROW("<a><i>1</i><i>2</i><i>3</i><i>4</i><i>5</i><i>6</i><i>7</i>"
		    "<i>8</i><i>9</i><i>9</i></a>",
		    "1234567899"),
	};

	(void)state;
	check(rows, ROWS(rows));
}

/* The date of the item, in the headline's element. */
static void
dated(void **state)
{
	static const struct row rows[] = {
		ROW("<a>Title<time>11-20</time></a>", "Title"),
		ROW("<a><time>11-20</time>Title</a>", "Title"),
		ROW("<a><time>[11-20]</time> <b>Title</b></a>", "Title"),
		ROW("<a>Title (<time>11-20</time>)</a>", "Title"),
		ROW("<a>Title - <time>11-20</time></a>", "Title"),
		ROW("<a>【<time>11-20</time>】标题</a>", "标题"),
		ROW("<a><b>Title <i><time>11-20</time></i></b></a>", "Title"),
		ROW("<a><b>NEW</b>Title<time>11-20</time></a>", "Title"),
		ROW("<a title='Title of news'>Title...<time>11-20</time></a>",
		    "Title of news"),
		ROW("<a>The fair of <time>11-20</time> is off</a>",
		    "The fair of 11-20 is off"),
		ROW("<a><time>11-20</time></a>", "11-20"),
		ROW("<time>11-20</time>", "11-20"),
	};

	(void)state;
	check(rows, ROWS(rows));
}

static void
printed_twice(void **state)
{
	static const struct row rows[] = {
		ROW("<a><span class=m>Title</span><span class=d>Title</span></a>",
		    "Title"),
		ROW("<a><div class=m>Title</div>\n<div class=d> Title </div></a>",
		    "Title"),
		ROW("<h3><a><em><i>Title one</i> <i>Title one</i></em></a></h3>",
		    "Title one"),
		ROW("<a><span>中国要闻</span><span>中国要闻</span></a>",
		    "中国要闻"),
		ROW("<a><b>World</b><i>Big news</i><i>Big news</i></a>",
		    "World Big news"),
		ROW("<a><i>Same old</i><i>Same old</i><i>Same old</i></a>",
		    "Same old"),
		/* the fuller of a cut one and a whole one */
		ROW("<a><span>A long hea...</span><span>A long headline</span></a>",
		    "A long headline"),
		ROW("<a><span>朱镕基出席会议并讲话</span><span>朱镕基出席…</span></a>",
		    "朱镕基出席会议并讲话"),
		/* no proof: too short, of text nodes, not beside each other */
		ROW("<a><span>Bora</span> <span>Bora</span></a>", "Bora Bora"),
		ROW("<a><span>妹</span><span>妹</span></a>", "妹妹"),
		ROW("<a>Duran <b>Duran</b></a>", "Duran Duran"),
		ROW("<a>New York New York</a>", "New York New York"),
		ROW("<a><i>Tomorrow</i>and<i>Tomorrow</i></a>",
		    "TomorrowandTomorrow"),
		ROW("<a><i>ab...</i><i>abc</i></a>", "ab...abc"),
	};

	(void)state;
	check(rows, ROWS(rows));
}

static void
cut_short(void **state)
{
	static const struct row rows[] = {
		ROW("<a title='full headline'>full head...</a>",
		    "full headline"),
		ROW("<a title='full headline'>full head…</a>", "full headline"),
		ROW("<a title='full headline'>full ......</a>",
		    "full headline"),
		ROW("<a title='どう断ればいいのでしょうか'>どう断れば・・・</a>",
		    "どう断ればいいのでしょうか"),
		ROW("<a title='国务院常务会议部署工作'>国务院常务会。。。</a>",
		    "国务院常务会议部署工作"),
		ROW("<h3 title='full headline'><a>full head...</a></h3>",
		    "full headline"),
		ROW("<h3><a title='full headline'>full head...</a></h3>",
		    "full headline"),
		ROW("<a aria-label='full headline'>full head...</a>",
		    "full headline"),
		ROW("<a title='full headline\n2026-11-20'>full head...</a>",
		    "full headline"),
		ROW("<a title='Posted today\nfull headline'>full head...</a>",
		    "full headline"),
		/* no dots, but in the middle of a word or of Chinese */
		ROW("<a title='国务院总理主持召开常务会议部署工作'>"
		    "国务院总理主持召开常务会</a>",
		    "国务院总理主持召开常务会议部署工作"),
		ROW("<a title='Government announces measures'>"
		    "Government announces meas</a>",
		    "Government announces measures"),
		/* something else */
		ROW("<a title='Permalink to full headline'>full head...</a>",
		    "full head..."),
		ROW("<a title='Some headline - The Daily News'>Some headline</a>",
		    "Some headline"),
		ROW("<a title='Government announces plan read more'>"
		    "Government announces plan</a>",
		    "Government announces plan"),
		ROW("<a title='通知公告栏目'>通知公告</a>", "通知公告"),
		ROW("<a title=Wait,what>Wait...</a>", "Wait,what"),
		ROW("<a title=abc>ab...</a>", "ab..."),
		ROW("<a title=full>full headline</a>", "full headline"),
	};

	(void)state;
	check(rows, ROWS(rows));
}

static void
in_a_card(void **state)
{
	static const struct row rows[] = {
		ROW("<a><h3>Title</h3><p>Intro</p></a>", "Title"),
		ROW("<a><h4>World</h4><h2>Title</h2><h4>x</h4></a>", "Title"),
		ROW("<a><h2><img></h2><h3>Title</h3>more</a>", "Title"),
		ROW("<a title='full headline'><h3>full head...</h3>a</a>",
		    "full headline"),
		ROW("<a><h3><i>Title</i><i>Title</i></h3><p>Intro</p></a>",
		    "Title"),
		ROW("<h3>Title <small>by me</small></h3>", "Title by me"),
		ROW("<a><h3></h3>Title</a>", "Title"),
		ROW("<a><b>Title</b><p>Intro</p></a>", "Title Intro"),
		/* a heading without text has none in it either */
		ROW("<div><h3><div><noscript><h2>Use scripts</h2></noscript></div></h3>"
		    "<a>News</a></div>",
		    "News"),
	};

	(void)state;
	check(rows, ROWS(rows));
}

static void
badges(void **state)
{
	static const struct row rows[] = {
		ROW("<a><em class=n>NEW</em> Big news</a>", "Big news"),
		ROW("<a>Big news <sup>New!</sup></a>", "Big news"),
		ROW("<a>关于放假的通知<span>NEW</span></a>", "关于放假的通知"),
		ROW("<a><i>[置顶]</i>关于放假的通知</a>", "关于放假的通知"),
		ROW("<a><span class=b>热</span><span>标题一</span></a>",
		    "标题一"),
		ROW("<li><a><b>置顶</b><i>Big</i><i>News one</i></a></li>",
		    "Big News one"),
		/* words of the headline */
		ROW("<a><em>NEW</em> DELHI: SCHOOLS SHUT</a>",
		    "NEW DELHI: SCHOOLS SHUT"),
		ROW("<a><em>新</em>冠疫情</a>", "新冠疫情"),
		ROW("<a>创<em>新</em></a>", "创新"),
		ROW("<a><b>New</b> York</a>", "New York"),
		ROW("<a>NEW Big news</a>", "NEW Big news"),
		ROW("<a>a <b>NEW</b> day</a>", "a NEW day"),
		ROW("<a><b>NEW</b></a>", "NEW"),
		ROW("<a><b>NEW</b><b>HOT</b></a>", "NEWHOT"),
	};

	(void)state;
	check(rows, ROWS(rows));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(plain),
		cmocka_unit_test(dated),
		cmocka_unit_test(printed_twice),
		cmocka_unit_test(cut_short),
		cmocka_unit_test(in_a_card),
		cmocka_unit_test(badges),
	};

	return cmocka_run_group_tests_name("headline", tests, NULL, NULL);
}
