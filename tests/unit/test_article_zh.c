// SPDX-License-Identifier: ISC
// Articles as publishing systems of Chinese sites write them: what is kept in
// the middle of a text, what is dropped, and what stands above it.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "article_rows.h"

#define ROWS(t) (sizeof(t) / sizeof(*(t)))

/* Paragraphs of an article. */
#define ONE                                                                                                   \
	"河湾镇的老水车停了三十年，去年冬天，镇上的木匠把它重新修好，今年春" \
	"天又能转了。"
#define TWO                                                                                                   \
	"木匠说，水车的轴是整根的老柏木，找了两年才找到合适的料，叶片则全部" \
	"换成了新的杉木板。"
#define THREE                                                                                                 \
	"如今来看水车的人多了，镇里在岸边铺了一条石板路，又在树下摆了几张长" \
	"凳，供人歇脚。"
#define HEAD "<title>老水车又转了_河湾新闻_河湾网</title><body>"
#define H1 "<h1>老水车又转了</h1>"

static void
test_text(void **state)
{
	static const struct text_row rows[] = {
		/* A wide table in a box of its own does not split a text. */
		{ __LINE__,
		    HEAD
		    "<div class=t>老水车又转了</div><div><p>各村：</p><p>" ONE
		    "</p><div align=center><table>"
		    "<tr><td><p>部件</p><td><p>木料</p><td><p>件数</p>"
		    "<tr><td><p>轴</p><td><p>柏木</p><td><p>1</p>"
		    "<tr><td><p>叶片</p><td><p>杉木</p><td><p>24</p>"
		    "<tr><td><p>支架</p><td><p>松木</p><td><p>6</p>"
		    "<tr><td><p>水斗</p><td><p>杉木</p><td><p>24</p>"
		    "</table></div><p>" TWO "</p><p>" THREE "</p><p>" ONE
		    "好。</p></div>",
		    "各村：\n" ONE
		    "\n部件\n木料\n件数\n轴\n柏木\n1\n叶片\n杉木\n24\n支架\n"
		    "松木\n6\n水斗\n杉木\n24\n" TWO "\n" THREE "\n" ONE
		    "好。" },
		/* Nor does any other box of short lines. */
		{ __LINE__,
		    HEAD H1 "<div><p>" ONE "</p><div><div><div>甲组第一名</div>"
			    "<div>乙组第一名</div></div><div><div>丙组第一名"
			    "</div><div>丁组第一名</div></div><div>戊组</div>"
			    "<div>己组</div><div>庚组</div></div><p>" TWO
			    "</p><p>" THREE "</p></div>",
		    ONE "\n甲组第一名\n乙组第一名\n丙组第一名\n丁组第一名\n戊"
			"组\n己组\n庚组\n" TWO "\n" THREE },
		/* Numbers of lines beside code are no text... */
		{ __LINE__,
		    HEAD H1
		    "<div><p>" ONE "</p><table><tr><td><pre>1<br>2<br>3"
		    "</pre><td><pre>a<br>b<br>end</pre></table><p>" TWO
		    "</p><pre><code>c\nd</code><ul><li>1<li>2</ul></pre>"
		    "<p>" THREE "</p></div>",
		    ONE "\na\nb\nend\n" TWO "\nc\nd\n" THREE },
		{ __LINE__,
		    HEAD H1 "<div><p>" ONE "</p><div><div>1\n2</div><pre>a\nb"
			    "</pre></div><p>" TWO "</p><p>" THREE "</p></div>",
		    ONE "\na\nb\n" TWO "\n" THREE },
		/* ... but those of a table and of chapters are. */
		{ __LINE__,
		    HEAD H1 "<div><p>1</p><p>" ONE "</p><table><tr><td>1<td>2"
			    "</table><p>2</p><p>" TWO "</p><pre>a</pre><p>"
			    "3</p><p>" THREE "</p></div>",
		    "1\n" ONE "\n1\n2\n2\n" TWO "\na\n3\n" THREE },
		/* What systems put into texts and below them. */
		{ __LINE__,
		    HEAD H1
		    "<div><i>本帖最后由 阿塘 于 2026-3-8 08:12 编辑</i><br>" ONE
		    "<br>請繼續往下閱讀...<br>" TWO "<br>" THREE
		    "<br>- END -<br>撰文 | 阿塘<br>编辑 | 小禾　审核 | 大川<br>"
		    "图片来源 | 作者自摄<br>喜欢就点个<b>“在看”</b>吧</div>",
		    ONE "\n" TWO "\n" THREE },
		/* Answers: counts, orders, rights. */
		{ __LINE__,
		    HEAD H1
		    "<div><div><p>" ONE "</p></div><div><h4>2 个回答"
		    "</h4><span>默认排序</span></div><div><span>213 "
		    "人赞同了该回答</span><p>" TWO "</p><p>" THREE
		    "</p><div>编辑于 2026-03-08 09:20 · 著作权归作者所有"
		    "</div></div></div>",
		    ONE "\n" TWO "\n" THREE },
		/* Files that a text comes with. */
		{ __LINE__,
		    HEAD H1 "<div><p>" ONE "</p><p>" TWO "</p><p>" THREE
			    "</p><p>附件：1.<a href=a.DOCX>老水车部件登记表</a>"
			    "</p><p>2.<a href='b.xlsx?v=1'>石板路用料明细表</a>"
			    "</p><p>河湾镇政府</p><p>2026年3月8日</p></div>",
		    ONE "\n" TWO "\n" THREE
			"\n附件：1.老水车部件登记表\n2.石板路用料明细表\n"
			"河湾镇政府\n2026年3月8日" },
		{ __LINE__,
		    HEAD H1 "<div><p>" ONE "</p><p>" TWO "</p><p>" THREE
			    "</p><p>附件：<a href='/get?id=7'>老水车部件登记表"
			    "</a></p><p>河湾镇政府</p></div>",
		    ONE "\n" TWO "\n" THREE
			"\n附件：老水车部件登记表\n河湾镇政府" },
		/* Links to pages are still none. */
		{ __LINE__,
		    HEAD H1 "<div><p>" ONE "</p><p>" TWO "</p><p>" THREE
			    "</p><p><a href=/2.html>石板路用料明细公布</a>"
			    "</p></div>",
		    ONE "\n" TWO "\n" THREE },
	};

	(void)state;
	check_texts(rows, ROWS(rows));
}

/* The figure right above a text is shown with it, tools between are not. */
static void
test_figure(void **state)
{
#define FIGURE                                                                 \
	"<figure><img src=\"/1.jpg\"><figcaption>修好的水车</figcaption>" \
	"</figure>"
	static const struct {
		int line;
		const char *between;
		bool kept;
	} rows[] = {
		{ __LINE__, FIGURE, true },
		{ __LINE__, FIGURE "<div></div>", true },
		{ __LINE__, FIGURE "<div>字号：大 中 小</div>", false },
		{ __LINE__, "<div><img src=/share.png></div>", false },
	};
	struct arena a;

	(void)state;
	arena_init(&a, 64 << 20);
	for (size_t i = 0; i < ROWS(rows); i++) {
		struct article art = article_of(&a,
		    arena_cstr(&a, arena_printf(&a,
				       HEAD "<div><div>" H1 "</div><div><img "
					    "src=/tool.png></div>%s<div><p>" ONE
					    "</p><p>" TWO "</p><p>" THREE
					    "</p></div></div>",
				       rows[i].between)));

		if ((str_find(art.html, STR(FIGURE)) != STR_NONE) !=
			rows[i].kept ||
		    str_find(art.html, STR(".png")) != STR_NONE ||
		    str_find(art.text, STR("修好的")) != STR_NONE)
			fail_msg(
			    "line %d:\n%.*s", rows[i].line, STR_ARG(art.html));
	}
	arena_release(&a);
}

/* Headlines of pages that are called as their site is. */
static void
test_title(void **state)
{
	static const struct {
		int line;
		const char *head, *above, *title;
	} rows[] = {
		{ __LINE__, "<title>河湾网</title>",
		    "<td><a href=/>首页</a> → 正文</td><tr><td align=center>"
		    "<font size=4><b>老水车又转了</b></font></td><tr>"
		    "<td>作者：佚名　更新时间：2026-3-8</td>",
		    "老水车又转了" },
		{ __LINE__, "<title>河湾网</title>",
		    "<td style='font-size: 22px'>老水车又转了</td>",
		    "老水车又转了" },
		{ __LINE__,
		    "<meta property=og:site_name content=河湾网>"
		    "<title>河湾网</title>",
		    "<td>河湾网</td><tr><td><h2>老水车又转了</h2></td>",
		    "老水车又转了" },
		/* Nothing looks like one. */
		{ __LINE__, "<title>河湾网</title>", "<td>春天的河湾镇</td>",
		    "河湾网" },
		/* The page says what it is called. */
		{ __LINE__, "<title>老水车又转了_河湾网</title>",
		    "<td align=center><b>春天的河湾镇</b></td>",
		    "老水车又转了" },
		/* With what a forum adds to it. */
		{ __LINE__, "<title>老水车又转了 - 闲谈 - 河湾论坛</title>",
		    "<td><h1><a href=/t>[游记]</a> 老水车又转了</h1></td>",
		    "老水车又转了" },
	};
	struct arena a;

	(void)state;
	arena_init(&a, 64 << 20);
	for (size_t i = 0; i < ROWS(rows); i++) {
		struct article art = article_of(&a,
		    arena_cstr(&a, arena_printf(&a,
				       "%s<body><table><tr>%s<tr><td>" ONE
				       "<br>" TWO "<br>" THREE "</td></table>",
				       rows[i].head, rows[i].above)));

		if (!str_eq(art.title, str_c(rows[i].title)) ||
		    !str_eq(art.text, STR(ONE "\n" TWO "\n" THREE)))
			fail_msg("line %d: %.*s\n%.*s", rows[i].line,
			    STR_ARG(art.title), STR_ARG(art.text));
	}
	arena_release(&a);
}

/* Authors and dates in the lines above a text. */
static void
test_credits(void **state)
{
	static const struct {
		int line;
		const char *above, *author, *date;
	} rows[] = {
		{ __LINE__, "□ 林小禾", "林小禾", "" },
		{ __LINE__,
		    "<b>2026-03-08 09:32</b> <a href=/x>河湾报</a> <i>记者 "
		    "林小禾</i>",
		    "林小禾", "2026-03-08 09:32" },
		{ __LINE__, "作者：佚名", "", "" },
		{ __LINE__, "作者：匿名 更新时间：2026-03-08", "",
		    "作者：匿名 更新时间：2026-03-08" },
		/* Users, by their address or by what they did. */
		{ __LINE__,
		    "<a href=space-uid-7.html>阿塘</a><dl><dt>帖子<dd>518</dl>"
		    "<a href=#>楼主</a> <em>发表于 2026-3-8 21:37</em> | "
		    "<a href=#>只看该作者</a>",
		    "阿塘", "发表于 2026-3-8 21:37" },
		{ __LINE__, "<a href=/u/at>阿塘</a> 提问于 2026-03-08", "阿塘",
		    "阿塘 提问于 2026-03-08" },
		{ __LINE__,
		    "原创<a href=/at>阿塘</a><i>于 2026-03-08 22:41 发布</i>"
		    "<i>阅读 3.2k</i>",
		    "阿塘", "于 2026-03-08 22:41 发布" },
		{ __LINE__, "<a href=/user/login>登录</a>", "", "" },
		{ __LINE__, "<a href=/menu/1>要闻</a> 2026-03-08", "",
		    "要闻 2026-03-08" },
		{ __LINE__, "<a href='/m?uid=7'>匿名用户</a>", "", "" },
		/* Elements that a style sheet parts. */
		{ __LINE__,
		    "<i>原创</i><i>河湾</i><em>2026-03-08 20:00</em><i>浙江"
		    "</i>",
		    "", "2026-03-08 20:00" },
		{ __LINE__, "河湾<i>2026-03-08</i><i>20:00</i>浙江", "",
		    "河湾 2026-03-08 20:00浙江" },
	};
	struct arena a;

	(void)state;
	arena_init(&a, 64 << 20);
	for (size_t i = 0; i < ROWS(rows); i++) {
		struct article art = article_of(&a,
		    arena_cstr(&a,
			arena_printf(&a,
			    HEAD H1 "<div>%s</div><div><p>" ONE "</p><p>" TWO
				    "</p><p>" THREE "</p></div>",
			    rows[i].above)));
		struct str date =
		    art.published.n == 0 ? STR_NULL : art.published.v[0].text;

		if (!str_eq(art.author, str_c(rows[i].author)) ||
		    !str_eq(date, str_c(rows[i].date)) ||
		    !str_eq(art.text, STR(ONE "\n" TWO "\n" THREE)))
			fail_msg("line %d: %.*s; %.*s\n%.*s", rows[i].line,
			    STR_ARG(art.author), STR_ARG(date),
			    STR_ARG(art.text));
	}
	arena_release(&a);
}

/* A name that a page declares may be nobody's. */
static void
test_nobody(void **state)
{
	struct arena a;

	(void)state;
	arena_init(&a, 64 << 20);
	assert_string_equal(
	    arena_cstr(
		&a, article_of(&a, "<meta name=author content=佚名>" HEAD H1
				   "<div>撰文 | 林小禾</div><div><p>" ONE
				   "</p><p>" TWO "</p><p>" THREE "</p></div>")
			.author),
	    "林小禾");
	arena_release(&a);
}

static void
test_phrases(void **state)
{
	static const struct phrase_row rows[] = {
		{ __LINE__, "- END -", PHRASE_FACT },
		{ __LINE__, "文｜阿塘", PHRASE_FACT },
		{ __LINE__, "文/阿塘", PHRASE_FACT },
		{ __LINE__, "策划丨阿塘　统筹丨小禾", PHRASE_FACT },
		{ __LINE__, "设计/开发", PHRASE_NONE },
		{ __LINE__, "编辑部在河边。", PHRASE_NONE },
		{ __LINE__, "3 个回答", PHRASE_TOOL },
		{ __LINE__, "他给了我三个回答。", PHRASE_NONE },
		{ __LINE__, "The ending", PHRASE_NONE },
	};

	(void)state;
	check_phrases(rows, ROWS(rows));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_text),
		cmocka_unit_test(test_figure),
		cmocka_unit_test(test_title),
		cmocka_unit_test(test_credits),
		cmocka_unit_test(test_nobody),
		cmocka_unit_test(test_phrases),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
