// SPDX-License-Identifier: ISC
// Articles: whole pages of tests/data/article with the text that a person reads
// in them, and what each part of the engine does, in rows.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "article_rows.h"
#include "base/buf.h"
#include "base/file.h"
#include "base/utf8.h"
#include "decode/decode.h"
#include "extract/article/next.h"
#include "patience.h"

#define ROWS(t) (sizeof(t) / sizeof(*(t)))
#define FOLDER "tests/data/article"
/* What each page must reach. */
#define F1_LEAST 0.95
/* Words, or characters where there are none, that are compared together. */
#define SHINGLE 4

/* Words of a text, or its characters in scripts without spaces, as hashes. */
struct words {
	uint64_t *v;
	size_t n;
};

static bool
is_word(uint32_t cp)
{
	return cp < 0x80 ? is_alpha((int)cp) || is_digit((int)cp)
			 : !utf8_is_space(cp) && cp >= 0xC0 &&
			       !(cp >= 0x2000 && cp < 0x2C00) &&
			       !(cp >= 0x3000 && cp < 0x3040) &&
			       !(cp >= 0xFF00 && cp < 0xFF10) &&
			       !(cp >= 0xFF1A && cp < 0xFF21);
}

static void
words_of(struct arena *a, struct str s, struct words *w)
{
	bool open = false;

	*w = (struct words){ ARENA_ARRAY(a, s.len + 1, uint64_t), 0 };
	for (size_t at = 0; at < s.len;) {
		uint32_t cp = utf8_next(s, &at);

		if (!is_word(cp)) {
			open = false;
			continue;
		}
		if (!open || utf8_is_cjk(cp))
			w->v[w->n++] = 5381;
		w->v[w->n - 1] = w->v[w->n - 1] * 33 + cp;
		open = !utf8_is_cjk(cp);
	}
}

static int
by_value(const void *pa, const void *pb)
{
	const uint64_t *a = pa, *b = pb;

	return *a < *b ? -1 : *a > *b;
}

/* W's shingles in order, in place. */
static void
shingle(struct words *w)
{
	size_t n = w->n < SHINGLE ? w->n > 0 : w->n - SHINGLE + 1;

	for (size_t i = 0; i < n; i++)
		for (size_t k = 1; k < SHINGLE && i + k < w->n; k++)
			w->v[i] = w->v[i] * 1000003 + w->v[i + k];
	w->n = n;
	qsort(w->v, n, sizeof(*w->v), by_value);
}

static double
f1_of(struct arena *a, struct str want, struct str got)
{
	struct words x, y;
	size_t i = 0, k = 0, shared = 0;

	words_of(a, want, &x);
	words_of(a, got, &y);
	shingle(&x);
	shingle(&y);
	while (i < x.n && k < y.n)
		if (x.v[i] == y.v[k]) {
			shared++;
			i++;
			k++;
		} else if (x.v[i] < y.v[k])
			i++;
		else
			k++;
	return x.n + y.n == 0 ? 1 : 2.0 * (double)shared / (double)(x.n + y.n);
}

static struct str
read_file(struct arena *a, const char *name, const char *suffix)
{
	struct str path = arena_printf(a, FOLDER "/%s%s", name, suffix);
	struct err e = ERR_INIT;
	struct buf *b = buf_in(a, LIMIT_BODY);

	if (file_read(AT_FDCWD, arena_cstr(a, path), b, &e) != 0)
		fail_msg("%s", e.msg);
	return arena_str(a, buf_str(b));
}

/* Other letters for those of all classes and ids of HTML, each time others. */
static struct str
scramble(struct arena *a, struct str html)
{
	char *p = arena_cstr(a, html);
	unsigned seed = 12345;

	for (size_t i = 0; i + 8 < html.len; i++) {
		size_t at = 0;

		if (strncmp(p + i, " class=\"", 8) == 0)
			at = i + 8;
		else if (strncmp(p + i, " id=\"", 5) == 0)
			at = i + 5;
		for (; at > 0 && at < html.len && p[at] != '"'; at++) {
			seed = seed * 1103515245 + 12345;
			if (is_alpha(p[at]) || is_digit(p[at]))
				p[at] = (char)('a' + (seed >> 16) % 26);
		}
	}
	return str_n(p, html.len);
}

static struct article
read_page(struct arena *a, struct str bytes, struct str url)
{
	const struct source src = { SOURCE_PARTS(bare_parts),
		.max_size = LIMIT_BODY };
	const struct response res = {
		.status = 200, .url = url, .body = bytes
	};
	const struct article_ask ask = { .url = url };
	struct document doc;
	struct html_doc *html;
	struct article art;
	struct err e = ERR_INIT;

	if (decode(a, &src, &res, &doc, &e) != 0 ||
	    html_parse(a, doc.text, &page_limits, &html, &e) != 0)
		fail_msg("%s", e.msg);
	article_find(a, html, &ask, &art);
	return art;
}

/* Each page of the folder, in the order of their names. */
static void
test_pages(void **state)
{
	struct dirent **names;
	int n = scandir(FOLDER, &names, NULL, alphasort), pages = 0;
	struct arena a;

	(void)state;
	arena_init(&a, LIMIT_ARENA);
	for (int i = 0; i < n; i++) {
		struct str name = str_c(names[i]->d_name);
		struct str html, want;
		char stem[128];
		double f1, other;

		if (!str_ends(name, STR(".html")))
			continue;
		snprintf(stem, sizeof(stem), "%.*s", (int)name.len - 5, name.p);
		html = read_file(&a, stem, ".html");
		want = read_file(&a, stem, ".txt");
		f1 = f1_of(&a, want,
		    read_page(&a, html, STR("https://site.example/a/1.html"))
			.text);
		other = f1_of(&a, want,
		    read_page(&a, scramble(&a, html),
			STR("https://site.example/a/1.html"))
			.text);
		if (f1 < F1_LEAST || other < F1_LEAST)
			fail_msg("%s: F1 %.3f, with other classes %.3f", stem,
			    f1, other);
		pages++;
	}
	for (int i = 0; i < n; i++)
		free(names[i]);
	free(names);
	assert_true(pages >= 18);
	arena_release(&a);
}

/* What pages say of their articles. */
static void
test_facts(void **state)
{
	static const struct {
		int line;
		const char *page, *url, *title, *author, *outlet, *date, *next;
	} rows[] = {
		{ __LINE__, "zh-ministry-notice",
		    "https://site.example/t20261118_1.html",
		    "关于进一步做好基层档案馆库房温湿度监测工作的通知", "",
		    "业务指导司", "2026-11-18 09:30", "" },
		{ __LINE__, "zh-agency-report",
		    "https://site.example/c_1127001.htm",
		    "向外海要产量——海州湾紫菜养殖见闻", "林小禾 陈大川",
		    "新华视点网", "2026-11-20", "" },
		{ __LINE__, "zh-party-paper", "https://site.example/1.html",
		    "家门口的幸福晚年（一线探民生）", "何苗", "民声日报",
		    "2026年11月19日08:21 | 来源：民声日报", "" },
		{ __LINE__, "zh-blog-code",
		    "https://blog.example/2026/11/backup/",
		    "重新整理家里的备份方案", "阿塘", "",
		    "2026-11-10T21:05:00+08:00", "" },
		{ __LINE__, "zh-br-font-paged",
		    "https://site.example/20261102.html", "东坡豆腐的家常做法",
		    "", "网络",
		    "时间：2026-11-02 10:15:33　来源：网络　作者：佚名　人气："
		    "1024",
		    "https://site.example/20261102_2.html" },
		{ __LINE__, "zh-serial-chapter",
		    "https://site.example/book/88/1003.html", "第三章 雨夜", "",
		    "", "", "" },
	};
	struct arena a;

	(void)state;
	arena_init(&a, LIMIT_ARENA);
	for (size_t i = 0; i < ROWS(rows); i++) {
		struct article art = read_page(&a,
		    read_file(&a, rows[i].page, ".html"), str_c(rows[i].url));
		struct str date =
		    art.published.n == 0 ? STR_NULL : art.published.v[0].text;

		if (!str_eq(art.title, str_c(rows[i].title)) ||
		    !str_eq(art.author, str_c(rows[i].author)) ||
		    !str_eq(art.outlet, str_c(rows[i].outlet)) ||
		    !str_eq(date, str_c(rows[i].date)) ||
		    !str_eq(art.next, str_c(rows[i].next)))
			fail_msg("line %d: %.*s; %.*s; %.*s; %.*s; %.*s",
			    rows[i].line, STR_ARG(art.title),
			    STR_ARG(art.author), STR_ARG(art.outlet),
			    STR_ARG(date), STR_ARG(art.next));
	}
	arena_release(&a);
}

/* Paragraphs of an article. */
#define ONE                                                                    \
	"The old bridge over the river was opened again on Friday, two years " \
	"after a flood had torn away its middle arch."
#define TWO                                                                \
	"Masons from four countries cut the new stones by hand, said the " \
	"engineer, because no machine could match the grain of the old ones."
#define THREE                                                                  \
	"The town paid half of the cost, and the other half came from people " \
	"who had crossed it on their way to school."
#define HEAD "<title>Bridge opened - The Town Paper</title><body>"
#define TEXT "<p>" ONE "</p><p>" TWO "</p><p>" THREE "</p>"

static void
test_text(void **state)
{
	static const struct text_row rows[] = {
		/* Menus, a headline, a footer. */
		{ __LINE__,
		    HEAD "<ul><li><a href=/a>Home</a><li><a href=/b>World</a>"
			 "</ul><div><h1>Bridge opened</h1>" TEXT
			 "</div><footer>About us. Jobs. Press.</footer>",
		    ONE "\n" TWO "\n" THREE },
		/* Tools, other articles and credits between paragraphs. */
		{ __LINE__,
		    HEAD "<div><p>" ONE "</p><p>Share this article</p><p>" TWO
			 "</p><p>Read more: <a href=/x>A flood and its "
			 "cost</a></p><p>" THREE "</p><p>Copyright 2026 The "
			 "Town Paper</p></div>",
		    ONE "\n" TWO "\n" THREE },
		/* Lines parted by <br> alone. */
		{ __LINE__,
		    HEAD "<div><a href=/>Home</a></div><div>" ONE "<br><br>" TWO
			 "<br>" THREE "</div>",
		    ONE "\n" TWO "\n" THREE },
		/* An article in parts, with an advertisement between. */
		{ __LINE__,
		    HEAD "<div><div><p>" ONE "</p><p>" TWO
			 "</p></div><div>Advertisement</div><div><p>" THREE
			 "</p><p>" ONE "!</p></div></div>",
		    ONE "\n" TWO "\n" THREE "\n" ONE "!" },
		/* Headings, lists, code and quotes are of it. */
		{ __LINE__,
		    HEAD "<div><p>" ONE "</p><h2>The stones</h2><ul><li>sand"
			 "<li>lime</ul><blockquote><p>" TWO
			 "</p></blockquote><pre>a\n  b</pre><p>" THREE
			 "</p></div>",
		    ONE "\nThe stones\nsand\nlime\n" TWO "\na\n  b\n" THREE },
		/* Comments are not, nor is what heads them. */
		{ __LINE__,
		    HEAD "<div>" TEXT "</div><h3>2 comments</h3><div>"
			 "<div><a href=/u/1>ann</a> <i>2026-11-20 "
			 "10:00</i><p>I crossed it as a child and I am glad "
			 "that it stands again, thank you all.</p></div>"
			 "<div><a href=/u/2>bob</a> <i>2026-11-20 "
			 "11:00</i><p>Half of the cost is a lot of money, "
			 "one could have built a school for that.</p></div>"
			 "</div>",
		    ONE "\n" TWO "\n" THREE },
		/* What is hidden counts where there is nothing else. */
		{ __LINE__,
		    HEAD "<div style='visibility:hidden'>" TEXT "</div>",
		    ONE "\n" TWO "\n" THREE },
		{ __LINE__,
		    HEAD "<div>" TEXT "<p>" ONE "!</p><p>" TWO "!</p></div>"
			 "<div style='display:none'>" TEXT TEXT TEXT TEXT TEXT
			     TEXT TEXT "</div>",
		    ONE "\n" TWO "\n" THREE "\n" ONE "!\n" TWO "!" },
		/* A caption goes with its picture. */
		{ __LINE__,
		    HEAD "<div><p>" ONE "</p><figure><img src=1.jpg>"
			 "<figcaption>The bridge, seen from the mill in the "
			 "morning.</figcaption></figure><p>" TWO "</p><p>" THREE
			 "</p></div>",
		    ONE "\n" TWO "\n" THREE },
		/* What the page declares and bears out decides. */
		{ __LINE__,
		    "<script type='application/ld+json'>{\"@type\":"
		    "\"NewsArticle\",\"articleBody\":\"" ONE " " TWO
		    " Share this "
		    "with all masons you know " THREE "\"}</script>" HEAD
		    "<div><p>A word of the publisher on his own behalf, which "
		    "has nothing to do with it.</p><p>" ONE "</p><p>" TWO
		    "</p><p>Share this with all masons you know</p><p>" THREE
		    "</p><p>The author is a mason himself, lives in a town by "
		    "the sea and has written two books.</p></div>",
		    ONE "\n" TWO
			"\nShare this with all masons you know\n" THREE },
		/* What it declares and does not show changes nothing. */
		{ __LINE__,
		    "<script type='application/ld+json'>{\"@type\":"
		    "\"NewsArticle\",\"articleBody\":\"" THREE
		    " It goes on for "
		    "those who have a subscription, and for a long time, over "
		    "more than three hundred letters, which nobody else will "
		    "see before the end of the year. Those who do not have "
		    "one may come back then, or look for it elsewhere.\"}"
		    "</script>" HEAD "<div>" TEXT "</div>",
		    ONE "\n" TWO "\n" THREE },
		/* So does the element that it calls the text. */
		{ __LINE__,
		    HEAD "<div><div itemprop=articleBody>" TEXT TEXT "</div>"
			 "<p>The author is a mason himself, lives in a town by "
			 "the sea and has written two books.</p></div>",
		    ONE "\n" TWO "\n" THREE "\n" ONE "\n" TWO "\n" THREE },
		/* A news list with a link in each entry is a text... */
		{ __LINE__,
		    HEAD "<h1>Bridge opened</h1><ol><li><b><a href=/1>The old "
			 "bridge over the river was opened</a>.</b> It had "
			 "been closed for two years, said the town on Friday."
			 "<li><b><a href=/2>Masons from four countries cut the "
			 "stones</a>.</b> No machine could have matched the "
			 "grain of the old ones.<li><b><a href=/3>The town "
			 "paid half of the whole cost</a>.</b> The other half "
			 "came from people who had crossed it.</ol>",
		    "The old bridge over the river was opened. It had been "
		    "closed for two years, said the town on Friday.\n"
		    "Masons from four countries cut the stones. No machine "
		    "could have matched the grain of the old ones.\n"
		    "The town paid half of the whole cost. The other half "
		    "came from people who had crossed it." },
		/* ... one of words that are cut short leads to texts. */
		{ __LINE__,
		    HEAD "<div>" TEXT "</div><ul><li><a href=/1>The old bridge "
			 "over the river was opened</a> It had been closed for "
			 "two years, said the town on...<li><a href=/2>Masons "
			 "from four countries cut the stones</a> No machine "
			 "could have matched the grain, said...<li><a href=/3>"
			 "The town paid half of the whole cost</a> The other "
			 "half came from people, who...</ul>",
		    ONE "\n" TWO "\n" THREE },
		/* No text at all. */
		{ __LINE__, "", "" },
		{ __LINE__, HEAD "<ul><li><a href=/a>Home</a></ul>", "" },
	};

	(void)state;
	check_texts(rows, ROWS(rows));
}

static void
test_html(void **state)
{
	struct arena a;
	struct article art;

	(void)state;
	arena_init(&a, 64 << 20);
	art = article_of(&a,
	    HEAD "<div><h1>Bridge opened</h1><img src=/0.jpg><p>" ONE
		 "</p><div><a href=/s>Share</a></div><figure><img "
		 "src=1.jpg><figcaption>The bridge</figcaption></figure>"
		 "<p>" TWO "</p><table><tr><td>1<td>2</table><p>" THREE
		 "<br>Advertisement</p></div><div><img src=/2.jpg></div>");
	assert_string_equal(arena_cstr(&a, art.html),
	    "<img src=\"/0.jpg\"><p>" ONE
	    "</p><figure><img src=\"1.jpg\"><figcaption>The bridge"
	    "</figcaption></figure><p>" TWO
	    "</p><table><tbody><tr><td>1</td><td>2</td></tr></tbody></table>"
	    "<p>" THREE "<br></p>");
	assert_string_equal(
	    arena_cstr(&a, art.image), "https://example.org/0.jpg");
	arena_release(&a);
}

/* A standfirst has a place of its own. */
static void
test_lead(void **state)
{
	struct arena a;
	struct article art;

	(void)state;
	arena_init(&a, 64 << 20);
	art = article_of(&a, HEAD
	    "<h1>Bridge opened</h1><div><p>Masons of four countries "
	    "have built it again, and the people of the town have "
	    "paid for half of it.</p></div><div>By Ann</div><div>" TEXT TEXT
	    "</div>");
	assert_string_equal(arena_cstr(&a, art.lead),
	    "Masons of four countries have built it again, and the people of "
	    "the town have paid for half of it.");
	assert_string_equal(arena_cstr(&a, art.text),
	    ONE "\n" TWO "\n" THREE "\n" ONE "\n" TWO "\n" THREE);
	arena_release(&a);
}

/* A node that somebody names, and nodes that he does not want. */
static void
test_asked(void **state)
{
	struct arena a;
	struct html_doc *doc;
	const struct html_node *n, *within = NULL, *without = NULL;
	struct article_ask ask = { .url = STR("https://example.org/1") };
	struct article art;
	struct str id;

	(void)state;
	arena_init(&a, 64 << 20);
	doc = page_parse(&a,
	    HEAD "<div>" TEXT "</div><div id=in><p>A short one.</p>"
		 "<p id=out>Not this.</p><p>Share this</p></div>");
	for (n = html_root(doc); n != NULL;
	     n = html_walk(html_root(doc), n, false))
		if (html_attr(n, STR("id"), &id)) {
			if (str_eq(id, STR("in")))
				within = n;
			else
				without = n;
		}
	ask.within = within;
	ask.without = &without;
	ask.nwithout = 1;
	article_find(&a, doc, &ask, &art);
	assert_string_equal(arena_cstr(&a, art.text), "A short one.");
	assert_string_equal(arena_cstr(&a, art.html), "<p>A short one.</p>");
	arena_release(&a);
}

/* Lines around a text, and what they credit. */
static void
test_credits(void **state)
{
	static const struct {
		int line;
		const char *above, *below, *author, *outlet, *date;
	} rows[] = {
		{ __LINE__, "By Ann Miller | 20 November 2026", "",
		    "Ann Miller", "", "By Ann Miller | 20 November 2026" },
		{ __LINE__, "", "Source: Associated Press", "",
		    "Associated Press", "" },
		{ __LINE__, "2026-11-20 08:30　来源：新华社　作者：林小禾", "",
		    "林小禾", "新华社",
		    "2026-11-20 08:30　来源：新华社　作者：林小禾" },
		{ __LINE__, "来源：<a href=/x>新京报</a><a href=/y>举报</a>",
		    "", "", "新京报", "" },
		{ __LINE__, "来源：　点击：[12]", "", "", "", "" },
		{ __LINE__, "", "（来源：山西日报　记者：张巨峰）", "张巨峰",
		    "山西日报", "" },
		{ __LINE__, "本报记者　何　苗", "", "何苗", "", "" },
		{ __LINE__, "One of 12 bridges", "", "", "", "" },
	};
	struct arena a;

	(void)state;
	arena_init(&a, 64 << 20);
	for (size_t i = 0; i < ROWS(rows); i++) {
		struct article art = read_page(&a,
		    arena_printf(&a,
			HEAD "<h1>Bridge opened</h1><div>%s</div><div>" TEXT
			     "</div><div>%s</div>",
			rows[i].above, rows[i].below),
		    STR("https://example.org/1"));
		struct str date =
		    art.published.n == 0 ? STR_NULL : art.published.v[0].text;

		if (!str_eq(art.author, str_c(rows[i].author)) ||
		    !str_eq(art.outlet, str_c(rows[i].outlet)) ||
		    !str_eq(date, str_c(rows[i].date)) ||
		    !str_eq(art.text, STR(ONE "\n" TWO "\n" THREE)))
			fail_msg("line %d: %.*s; %.*s; %.*s\n%.*s",
			    rows[i].line, STR_ARG(art.author),
			    STR_ARG(art.outlet), STR_ARG(date),
			    STR_ARG(art.text));
	}
	arena_release(&a);
}

/* Headlines, by what a page calls itself. */
static void
test_title(void **state)
{
	static const struct {
		int line;
		const char *html, *title;
	} rows[] = {
		{ __LINE__,
		    "<title>Bridge opened - The Town Paper</title><body>"
		    "<h1>The Town Paper</h1><h2>Bridge opened</h2>" TEXT,
		    "Bridge opened" },
		{ __LINE__,
		    "<title>News | Bridge opened</title><body>"
		    "<div class=x>Bridge opened</div>" TEXT,
		    "Bridge opened" },
		{ __LINE__,
		    "<title>Bridge opened - The Town Paper</title><body>" TEXT,
		    "Bridge opened" },
		{ __LINE__,
		    "<title>The Town Paper</title><meta property=og:title "
		    "content='Bridge opened'><body>" TEXT,
		    "Bridge opened" },
		{ __LINE__,
		    "<title>大桥通车_河湾市政府</title><body><td>"
		    "<font size=5>大桥通车</font></td>" TEXT,
		    "大桥通车" },
	};
	struct arena a;

	(void)state;
	arena_init(&a, 64 << 20);
	for (size_t i = 0; i < ROWS(rows); i++) {
		struct article art = article_of(&a, rows[i].html);

		if (!str_eq(art.title, str_c(rows[i].title)))
			fail_msg(
			    "line %d: %.*s", rows[i].line, STR_ARG(art.title));
	}
	arena_release(&a);
}

/* What is declared, and where it is looked for. */
static void
test_declared(void **state)
{
	struct arena a;
	struct article art;

	(void)state;
	arena_init(&a, 64 << 20);
	art = article_of(&a,
	    "<base href=/x/><link rel=canonical href=c><link rel=amphtml "
	    "href=/amp><meta property=og:image content=i.png>"
	    "<meta name=date content=2026-11-19>"
	    "<meta property=article:modified_time content=2026-11-21>"
	    "<script type='application/ld+json'>{\"@graph\":[{\"@type\":"
	    "[\"NewsArticle\"],\"headline\":\"Bridge opened\",\"author\":"
	    "[{\"name\":\"Ann\"},{\"name\":\"Bob\"}],\"publisher\":"
	    "{\"name\":\"The Town Paper\"},\"datePublished\":"
	    "\"2026-11-20T08:30:00Z\"}]}</script>" HEAD
	    "<h1>Bridge opened</h1><time datetime=2026-11-20>today</time>"
	    "<div>" TEXT "</div>");
	assert_string_equal(
	    arena_cstr(&a, art.canonical), "https://example.org/x/c");
	assert_string_equal(arena_cstr(&a, art.amp), "https://example.org/amp");
	assert_string_equal(
	    arena_cstr(&a, art.image), "https://example.org/x/i.png");
	assert_string_equal(arena_cstr(&a, art.author), "Ann, Bob");
	assert_string_equal(arena_cstr(&a, art.site), "The Town Paper");
	assert_string_equal(arena_cstr(&a, art.title), "Bridge opened");
	assert_int_equal(art.published.n, 3);
	assert_int_equal(art.published.v[0].place, ARTICLE_IN_JSON_LD);
	assert_int_equal(art.published.v[1].place, ARTICLE_IN_META);
	assert_int_equal(art.published.v[2].place, ARTICLE_IN_TIME);
	assert_int_equal(art.updated.n, 1);
	arena_release(&a);
}

/* Properties of schema.org in the page itself, where JSON-LD has none. */
static void
test_microdata(void **state)
{
	static const struct {
		int line;
		const char *head, *author, *published, *updated;
	} rows[] = {
		{ __LINE__,
		    "<span itemprop=author>Ann Lee</span><time "
		    "itemprop='dateCreated datePublished' "
		    "datetime=2026-11-20T08:30>today</time><time "
		    "itemprop=dateModified datetime=2026-11-21>later</time>",
		    "Ann Lee", "2026-11-20T08:30", "2026-11-21" },
		{ __LINE__,
		    "<b itemprop=datePublished>20 November 2026</b>"
		    "<b itemprop=dateModified content=2026-11-22>then</b>",
		    "", "20 November 2026", "2026-11-22" },
		{ __LINE__,
		    "<meta itemprop=datePublished content=2026-11-18>"
		    "<meta itemprop=dateModified content=2026-11-19>",
		    "", "2026-11-18", "2026-11-19" },
		/* The first of two; a name is not made of many parts. */
		{ __LINE__,
		    "<i itemprop=author>Ann Lee</i><i itemprop=author>Bo Li</i>",
		    "Ann Lee", "", "" },
	};

	(void)state;
	for (size_t i = 0; i < ROWS(rows); i++) {
		struct arena a;
		struct article art;
		struct str html;

		arena_init(&a, LIMIT_ARENA);
		html = arena_printf(&a,
		    HEAD "<h1>Bridge opened</h1>%s<div>" TEXT TEXT "</div>",
		    rows[i].head);
		art = read_page(&a, html, STR("https://example.org/1"));
		if (!str_eq(art.author, str_c(rows[i].author)) ||
		    !str_eq(art.published.n > 0 ? art.published.v[0].text
						: STR_NULL,
			str_c(rows[i].published)) ||
		    !str_eq(
			art.updated.n > 0 ? art.updated.v[0].text : STR_NULL,
			str_c(rows[i].updated)))
			fail_msg("line %d: %.*s; %.*s; %.*s", rows[i].line,
			    STR_ARG(art.author),
			    STR_ARG(art.published.n > 0
					? art.published.v[0].text
					: STR_NULL),
			    STR_ARG(art.updated.n > 0 ? art.updated.v[0].text
						      : STR_NULL));
		arena_release(&a);
	}
}

static void
test_next(void **state)
{
	static const struct {
		int line;
		const char *url, *next;
		bool alike;
	} rows[] = {
		{ __LINE__, "https://a/b/12.html", "https://a/b/12_2.html",
		    true },
		{ __LINE__, "https://a/b/12_2.html", "https://a/b/12_3.html",
		    true },
		{ __LINE__, "https://a/b/12.html", "https://a/b/12_1.html",
		    true },
		{ __LINE__, "https://a/b/12", "https://a/b/12/2", true },
		{ __LINE__, "https://a/b/x/", "https://a/b/x/page/2/", false },
		{ __LINE__, "https://a/b?id=7", "https://a/b?id=7&page=2",
		    true },
		{ __LINE__, "https://a/b?page=2&id=7",
		    "https://a/b?id=7&page=3", true },
		{ __LINE__, "https://a/b?id=7", "https://a/b?id=8", false },
		{ __LINE__, "https://a/b?id=7", "https://a/b?id=7&page=4",
		    false },
		{ __LINE__, "https://a/b/12.html", "https://a/b/1202.html",
		    false },
		{ __LINE__, "https://a/b/12_3.html", "https://a/b/12_2.html",
		    false },
		{ __LINE__, "https://a/b/1234.html", "https://a/b/1235.html",
		    false },
		{ __LINE__, "https://a/b/", "https://a/b/", false },
	};

	(void)state;
	for (size_t i = 0; i < ROWS(rows); i++)
		if (next_is_alike(str_c(rows[i].url), str_c(rows[i].next)) !=
		    rows[i].alike)
			fail_msg("line %d", rows[i].line);
}

/* The second page of an article is none that has been one for long. */
static void
test_which_page(void **state)
{
	static const struct {
		int line;
		const char *next;
		long n;
		bool may_be;
	} rows[] = {
		{ __LINE__, "https://a/b/12_2.html", 2, true },
		{ __LINE__, "https://a/b/12_1.html", 2, true },
		{ __LINE__, "https://a/b/12_3.html", 2, false },
		{ __LINE__, "https://a/b/12_3.html", 3, true },
		{ __LINE__, "https://a/b/12/2/", 2, true },
		{ __LINE__, "https://a/b?id=7&page=2", 2, true },
		{ __LINE__, "https://a/b?id=7&page=1", 2, true },
		{ __LINE__, "https://a/b?id=7&page=3", 2, false },
		{ __LINE__, "https://a/p/13", 2, false },
		{ __LINE__, "https://a/p/13.html", 2, false },
		{ __LINE__, "https://a/p/more", 2, false },
		{ __LINE__, "https://a/p/", 2, false },
	};

	(void)state;
	for (size_t i = 0; i < ROWS(rows); i++)
		if (next_is_page(str_c(rows[i].next), rows[i].n) !=
		    rows[i].may_be)
			fail_msg("line %d", rows[i].line);
}

static void
test_measure(void **state)
{
	static const struct {
		int line;
		const char *text;
		unsigned weight, commas, sentences;
		bool ended;
	} rows[] = {
		{ __LINE__, "", 0, 0, 0, false },
		{ __LINE__, "One, two.", 6, 1, 1, true },
		{ __LINE__, "Version 2.5 of it", 13, 0, 0, false },
		{ __LINE__, "“今天，很好。”", 12, 1, 1, true },
		{ __LINE__, "如下：", 6, 0, 0, true },
		{ __LINE__, "Really?! Yes.", 9, 0, 3, true },
	};

	(void)state;
	for (size_t i = 0; i < ROWS(rows); i++) {
		struct measure m = measure(str_c(rows[i].text));

		if (m.weight != rows[i].weight || m.commas != rows[i].commas ||
		    m.sentences != rows[i].sentences ||
		    m.ended != rows[i].ended)
			fail_msg("line %d: %u %u %u %d", rows[i].line, m.weight,
			    m.commas, m.sentences, m.ended);
	}
}

static void
test_phrases(void **state)
{
	static const struct phrase_row rows[] = {
		{ __LINE__, "分享到：", PHRASE_TOOL },
		{ __LINE__,
		    "Ctrl+D 将本页面保存为书签，全面了解最新资讯，方便快捷。",
		    PHRASE_TOOL },
		{ __LINE__, "【责任编辑:赵一鸣】", PHRASE_FACT },
		{ __LINE__, "相关阅读：", PHRASE_RELATED },
		{ __LINE__, "上一篇：三鲜砂锅的做法", PHRASE_TURN },
		{ __LINE__, "网友评论（12）", PHRASE_END },
		{ __LINE__, "12 Comments", PHRASE_END },
		{ __LINE__, "READ MORE: A flood and its cost", PHRASE_RELATED },
		{ __LINE__, "Sharing a meal is what people do.", PHRASE_NONE },
		{ __LINE__, "他把文章分享给朋友，朋友说很好。", PHRASE_NONE },
		{ __LINE__, "", PHRASE_NONE },
	};

	(void)state;
	check_phrases(rows, ROWS(rows));
}

/* Headlines that would take hours if each were held against all of another. */
static void
test_long_titles(void **state)
{
	static const struct {
		const char *before, *piece;
		unsigned n;
		const char *between, *again;
		unsigned times;
	} rows[] = {
		{ "<title>", "ab ", 300000, "</title><body><h1>", "ab ",
		    150000 },
		{ "<title>Headline", "", 0, "</title><body>", "<p>Headline",
		    150000 },
	};

	(void)state;
	for (size_t i = 0; i < ROWS(rows); i++) {
		clock_t begin = clock();
		struct arena a;
		struct buf b;

		arena_init(&a, 1 << 30);
		buf_init(&b, 8 << 20);
		buf_add(&b, str_c(rows[i].before));
		for (unsigned k = 0; k < rows[i].n; k++)
			buf_add(&b, str_c(rows[i].piece));
		buf_add(&b, str_c(rows[i].between));
		for (unsigned k = 0; k < rows[i].times; k++)
			buf_add(&b, str_c(rows[i].again));
		buf_add(&b, STR(" c</h1><p>"));
		for (unsigned k = 0; k < 100000; k++)
			buf_add(&b, STR("This is a text, with words. "));
		(void)read_page(&a, buf_str(&b), STR("https://x.example/1"));
		assert_true(within(begin, 20));
		buf_release(&b);
		arena_release(&a);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_pages),
		cmocka_unit_test(test_long_titles),
		cmocka_unit_test(test_facts),
		cmocka_unit_test(test_text),
		cmocka_unit_test(test_html),
		cmocka_unit_test(test_lead),
		cmocka_unit_test(test_asked),
		cmocka_unit_test(test_credits),
		cmocka_unit_test(test_title),
		cmocka_unit_test(test_declared),
		cmocka_unit_test(test_microdata),
		cmocka_unit_test(test_next),
		cmocka_unit_test(test_which_page),
		cmocka_unit_test(test_measure),
		cmocka_unit_test(test_phrases),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
