// SPDX-License-Identifier: ISC
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdlib.h>
#include <cmocka.h>

#include "model/limits.h"
#include "normalize/normalize.h"

/* 2026-11-22T10:00:00+08:00 */
#define NOW 1795312800
#define COUNT(v) (sizeof(v) / sizeof(*(v)))
#define HOUR 3600
#define PAGE "https://www.example.cn/news/index.html"
#define VALUES LIMIT_VALUES

/* One listing page, put together by hand. */
struct page {
	struct arena a;
	struct source src;
	struct source_parts parts; /* of SRC */
	struct document doc;
	struct raw_items raw;
	struct items out;
};

static struct page *
page_new(size_t items)
{
	struct page *p = calloc(1, sizeof(*p));

	assert_non_null(p);
	arena_init(&p->a, 64 << 20);
	p->parts = bare_parts;
	p->src = (struct source){ SOURCE_PARTS(p->parts), .id = STR("s") };
	p->src.url = p->doc.url = p->raw.base = STR(PAGE);
	p->doc.charset = "UTF-8";
	p->src.base = p->src.language = p->raw.item_rule = STR_NULL;
	p->raw.language = STR("zh-CN");
	p->raw.title = STR("\n 要闻 ");
	p->raw.n = items;
	p->raw.v = ARENA_ARRAY(&p->a, items, struct raw_item);
	for (size_t i = 0; i < items; i++)
		p->raw.v[i].position = i;
	return p;
}

static void
page_free(struct page *p)
{
	arena_release(&p->a);
	free(p);
}

static struct raw_value *
set(struct page *p, size_t item, enum field f, const char *value)
{
	struct raw_field *rf = &p->raw.v[item].field[f];

	if (rf->v == NULL)
		rf->v = ARENA_ARRAY(&p->a, VALUES, struct raw_value);
	assert_true(rf->n < VALUES);
	rf->v[rf->n].raw = rf->v[rf->n].value = str_c(value);
	return &rf->v[rf->n++];
}

static void
run(struct page *p)
{
	struct err e = ERR_INIT;

	if (normalize(&p->a, &p->src, &p->doc, &p->raw, NOW, &p->out, &e) != 0)
		fail_msg("%s", e.msg);
}

static void
is_str(struct str got, const char *want, int line)
{
	if (!str_eq(got, str_c(want)))
		fail_msg("line %d: got \"%.*s\", want \"%s\"", line,
		    STR_ARG(got), want);
}
#define IS(got, want) is_str(got, want, __LINE__)

/* A page of the kind that breaks readers of feeds made elsewhere. */
static void
chinese_page(void **state)
{
	struct page *p = page_new(3);
	const struct item *it;

	(void)state;
	set(p, 0, FIELD_TITLE, "　朱镕基\n      出席会议......");
	set(p, 0, FIELD_LINK, "./202611/t20261120_1.html?spm=a2c.1");
	set(p, 0, FIELD_OUTLET, "来源：新华社");
	set(p, 0, FIELD_AUTHOR, "作者/张三");
	set(p, 0, FIELD_DATE, "11月20日 08:30");
	set(p, 1, FIELD_TITLE, "昨天的事");
	set(p, 1, FIELD_LINK, "/a?id=2#top");
	set(p, 1, FIELD_DATE, "昨天 16:05");
	set(p, 2, FIELD_TITLE, "无日期");
	set(p, 2, FIELD_LINK, "202611/t20261118_7.html");
	run(p);
	assert_int_equal(p->out.n, 3);
	assert_int_equal(p->out.nwarnings, 0);
	IS(p->out.title, "要闻");
	IS(p->out.language, "zh-CN");
	it = p->out.v;
	IS(it[0].title, "朱镕基出席会议......");
	IS(it[0].link, "https://www.example.cn/news/202611/t20261120_1.html");
	IS(it[0].key, "l:https://example.cn/news/202611/t20261120_1.html");
	IS(it[0].outlet, "新华社");
	IS(it[0].author, "张三");
	/* The page's language gives the zone: 08:30 in China. */
	assert_int_equal(it[0].published.t, NOW - 2 * 24 * HOUR - 3 * HOUR / 2);
	assert_int_equal(it[0].published.offset, 8 * HOUR);
	assert_int_equal(it[0].published.precision, PRECISION_MINUTE);
	IS(it[1].link, "https://www.example.cn/a?id=2#top");
	assert_int_equal(
	    it[1].published.t, NOW - 24 * HOUR + 6 * HOUR + 5 * 60);
	/* No date in the list, but one in the link. */
	assert_int_equal(it[2].published.precision, PRECISION_DAY);
	assert_true(it[2].published.inferred);
	assert_int_equal(it[2].published.t, NOW - 4 * 24 * HOUR - 10 * HOUR);
	page_free(p);
}

/* Their servers know the words of a query only in the page's encoding. */
static void
queries_of_older_pages(void **state)
{
	struct page *p = page_new(1);

	(void)state;
	p->doc.charset = "GBK";
	set(p, 0, FIELD_TITLE, "中文");
	set(p, 0, FIELD_LINK, "/s?q=中");
	set(p, 0, FIELD_IMAGE, "/i?q=中");
	set(p, 0, FIELD_ENCLOSURE, "/e?q=中");
	run(p);
	IS(p->out.v[0].link, "https://www.example.cn/s?q=%D6%D0");
	IS(p->out.v[0].image, "https://www.example.cn/i?q=%D6%D0");
	IS(p->out.v[0].enclosures[0].url, "https://www.example.cn/e?q=%D6%D0");
	page_free(p);
}

static void
zones(void **state)
{
	static const struct {
		int line;
		const char *page, *source;
		bool given;
		int32_t offset;
	} rows[] = {
		{ __LINE__, "zh-CN", "", false, 8 * HOUR },
		{ __LINE__, "zh", "", false, 8 * HOUR },
		{ __LINE__, "ja", "", false, 9 * HOUR },
		{ __LINE__, "ko-KR", "", false, 9 * HOUR },
		{ __LINE__, "zha", "", false, 0 },
		{ __LINE__, "en", "", false, 0 },
		{ __LINE__, "zh-CN", "en", false, 0 },
		{ __LINE__, "zh-CN", "", true, 0 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct page *p = page_new(1);

		p->raw.language = str_c(rows[i].page);
		p->src.language = str_c(rows[i].source);
		p->src.zone_given = rows[i].given;
		set(p, 0, FIELD_TITLE, "a");
		set(p, 0, FIELD_DATE, "2026-11-20 08:30");
		run(p);
		if (p->out.v[0].published.offset != rows[i].offset)
			fail_msg("line %d: %d", rows[i].line,
			    (int)p->out.v[0].published.offset);
		page_free(p);
	}
}

/* A page that names no language, or that of its template. */
static void
zones_by_what_is_certain(void **state)
{
	static const struct {
		int line;
		const char *page, *charset;
		int32_t offset;
		const char *title[4];
	} rows[] = {
		{ __LINE__, "", "GBK", 8 * HOUR, { "a" } },
		{ __LINE__, "", "gb18030", 8 * HOUR, { "a" } },
		{ __LINE__, "", "Big5", 8 * HOUR, { "a" } },
		{ __LINE__, "", "Shift_JIS", 9 * HOUR, { "a" } },
		{ __LINE__, "", "EUC-JP", 9 * HOUR, { "a" } },
		{ __LINE__, "", "EUC-KR", 9 * HOUR, { "a" } },
		{ __LINE__, "", "windows-1252", 0, { "a", "b", "c" } },
		{ __LINE__, "", "UTF-8", 8 * HOUR,
		    { "南水北调再创纪录", "关于开展2026年检查的通知",
			"iPhone 发布会定于周三", "の店开业" } },
		{ __LINE__, "en", "UTF-8", 8 * HOUR,
		    { "南水北调再创纪录", "港口恢复通航", "大桥通车" } },
		{ __LINE__, "en-US", "UTF-8", 8 * HOUR,
		    { "南水北調再創紀錄", "港口恢復通航", "大橋通車" } },
		{ __LINE__, "", "UTF-8", 9 * HOUR,
		    { "東京で会議が開かれる", "首相会見", "新しい橋の開通" } },
		{ __LINE__, "", "UTF-8", 9 * HOUR,
		    { "서울에서 회의 열려", "새 다리 개통",
			"大統領 기자회견" } },
		/* Too few, too mixed, of others. */
		{ __LINE__, "", "UTF-8", 0, { "南水北调再创纪录", "港口" } },
		{ __LINE__, "", "UTF-8", 0,
		    { "Tea house 茶 opens in the harbour", "A new bridge",
			"大桥通车", "The mayor 市長 speaks to the press" } },
		{ __LINE__, "", "UTF-8", 0,
		    { "Новый мост", "Порт открыт", "Выборы мэра" } },
		{ __LINE__, "fr", "UTF-8", 0,
		    { "南水北调再创纪录", "港口恢复通航", "大桥通车" } },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct page *p = page_new(4);

		p->raw.language = str_c(rows[i].page);
		p->doc.charset = rows[i].charset;
		for (size_t t = 0; t < 4 && rows[i].title[t] != NULL; t++) {
			set(p, t, FIELD_TITLE, rows[i].title[t]);
			set(p, t, FIELD_DATE, "2026-11-20 08:30");
		}
		run(p);
		if (p->out.v[0].published.offset != rows[i].offset)
			fail_msg("line %d: %d", rows[i].line,
			    (int)p->out.v[0].published.offset);
		page_free(p);
	}
}

static void
dates(void **state)
{
	struct page *p = page_new(4);

	(void)state;
	p->src.zone_given = true;
	/* The first value that reads. */
	set(p, 0, FIELD_TITLE, "a");
	set(p, 0, FIELD_DATE, "soon");
	set(p, 0, FIELD_DATE, "2026-11-20T08:30:00Z");
	set(p, 0, FIELD_UPDATED, "2026-11-19T08:30:00Z");
	/* By a format. */
	set(p, 1, FIELD_TITLE, "b");
	set(p, 1, FIELD_DATE, "11.20.2026");
	p->raw.v[1].field[FIELD_DATE].format = STR("%m.%d.%Y");
	/* What the page says; the store clamps what is later than now. */
	set(p, 2, FIELD_TITLE, "c");
	set(p, 2, FIELD_DATE, "2027-03-01T00:00:00Z");
	set(p, 3, FIELD_TITLE, "d");
	set(p, 3, FIELD_DATE, "soon");
	run(p);
	assert_int_equal(p->out.n, 4);
	assert_int_equal(p->out.v[0].published.t, NOW - 41 * HOUR - HOUR / 2);
	/* An update before the publication is none. */
	assert_int_equal(p->out.v[0].updated.precision, PRECISION_NONE);
	assert_int_equal(p->out.v[1].published.precision, PRECISION_DAY);
	assert_int_equal(p->out.v[2].published.t, 1803859200);
	assert_false(p->out.v[2].published.inferred);
	assert_int_equal(p->out.v[3].published.precision, PRECISION_NONE);
	assert_int_equal(p->out.nwarnings, 1);
	IS(p->out.warnings[0], "item 4: no date: soon");
	page_free(p);
}

/* A rule whose texts are no dates is as useless as one that finds nothing. */
static void
dates_of_a_wrong_format(void **state)
{
	static const struct {
		int line;
		bool rule;
		const char *first, *second;
		size_t want;
	} rows[] = {
		{ __LINE__, true, "2026-11-20", "2026-11-21", 1 },
		{ __LINE__, true, "2026-11-20", NULL, 1 },
		{ __LINE__, true, "2026-11-20", "21/11/2026", 0 },
		{ __LINE__, true, NULL, NULL, 0 },
		{ __LINE__, false, "2026-11-20", "2026-11-21", 0 },
	};
	struct rule date = { .text = STR(".d | date \"%d/%m/%Y\"") };

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct page *p = page_new(2);
		const char *text[] = { rows[i].first, rows[i].second };

		if (rows[i].rule)
			p->parts.rules.field[FIELD_DATE] =
			    (struct rules){ &date, 1 };
		for (size_t k = 0; k < 2; k++) {
			set(p, k, FIELD_TITLE, k == 0 ? "a" : "b");
			if (text[k] == NULL)
				continue;
			set(p, k, FIELD_DATE, text[k]);
			p->raw.v[k].field[FIELD_DATE].format = STR("%d/%m/%Y");
		}
		run(p);
		if (p->out.nrule_warnings != rows[i].want)
			fail_msg("line %d: %zu warnings", rows[i].line,
			    p->out.nrule_warnings);
		if (rows[i].want > 0)
			IS(p->out.warnings[0],
			    "date: nothing that .d | date \"%d/%m/%Y\" finds "
			    "is a date");
		page_free(p);
	}
}

/* A later value may add the time of day, but not change the day. */
static void
finer_dates(void **state)
{
	static const struct {
		int line;
		const char *first, *second;
		enum precision want;
	} rows[] = {
		{ __LINE__, "2026-11-20", "2026-11-20 08:30",
		    PRECISION_MINUTE },
		{ __LINE__, "2026-11-20", "2026-11-19 08:30", PRECISION_DAY },
		{ __LINE__, "2026-11-20", "soon", PRECISION_DAY },
		{ __LINE__, "2026-11-20 08:30", "2026-11-20 08:30:15",
		    PRECISION_MINUTE },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct page *p = page_new(1);

		set(p, 0, FIELD_TITLE, "a");
		set(p, 0, FIELD_DATE, rows[i].first);
		set(p, 0, FIELD_DATE, rows[i].second);
		run(p);
		if (p->out.v[0].published.precision != rows[i].want)
			fail_msg("line %d: %s", rows[i].line,
			    precision_name(p->out.v[0].published.precision));
		page_free(p);
	}
}

static void
texts(void **state)
{
	struct page *p = page_new(3);
	const struct item *it;

	(void)state;
	set(p, 0, FIELD_TITLE, "A <b>");
	set(p, 0, FIELD_SUMMARY, "a  b!");
	set(p, 0, FIELD_CATEGORY, "News");
	set(p, 0, FIELD_CATEGORY, " news ");
	set(p, 0, FIELD_CATEGORY, "要闻");
	set(p, 0, FIELD_LANGUAGE, "zh_CN");
	set(p, 0, FIELD_CONTENT, "<div><p> </p><img width=1 height=1></div>");
	set(p, 1, FIELD_TITLE, "Q &amp; A <i>x</i>")->html = true;
	set(p, 1, FIELD_SUMMARY, "<p>a<br>b <img src=/i.png></p>")->html = true;
	set(p, 1, FIELD_LANGUAGE, "no language");
	set(p, 2, FIELD_LINK, "/2");
	set(p, 2, FIELD_SUMMARY, "plain")->html = true;
	set(p, 2, FIELD_AUTHOR, "By Jane Doe");
	set(p, 2, FIELD_OUTLET, "Byron Bay News");
	run(p);
	it = p->out.v;
	IS(it[0].title, "A <b>");
	IS(it[0].summary, "");
	assert_int_equal(it[0].ncategories, 2);
	IS(it[0].categories[1], "要闻");
	IS(it[0].language, "zh-CN");
	IS(it[0].content, "");
	IS(it[1].title, "Q & A x");
	IS(it[1].summary, "a b");
	IS(it[1].content,
	    "<p>a<br>b <img src=\"https://www.example.cn/i.png\"></p>");
	IS(it[1].language, "");
	IS(it[2].summary, "plain");
	IS(it[2].content, "");
	IS(it[2].author, "Jane Doe");
	IS(it[2].outlet, "Byron Bay News");
	page_free(p);
}

/* Long names, as many as there may be, fit into the memory of a page. */
static void
many_categories(void **state)
{
	struct page *p = page_new(8);

	(void)state;
	for (size_t i = 0; i < 8; i++) {
		set(p, i, FIELD_TITLE, arena_printf(&p->a, "Title %zu", i).p);
		for (int k = 0; k < VALUES; k++)
			set(p, i, FIELD_CATEGORY,
			    arena_printf(&p->a, "%0190d", k).p);
	}
	run(p);
	assert_int_equal(p->out.n, 8);
	assert_int_equal(p->out.v[7].ncategories, VALUES);
	page_free(p);
}

/* What stands above them is not said again, and what was escaped twice is
 * read once more. */
static void
repeated_titles(void **state)
{
	struct page *p = page_new(2);
	const struct item *it;

	(void)state;
	set(p, 0, FIELD_TITLE, "· AT&amp;T buys a television network");
	set(p, 0, FIELD_SUMMARY,
	    "<h3>AT&amp;T buys a television network</h3>| It is a big one.")
	    ->html = true;
	set(p, 0, FIELD_CONTENT,
	    "<h3>AT&amp;T buys a television network</h3><p>It is one.");
	set(p, 1, FIELD_TITLE, "标题");
	set(p, 1, FIELD_CONTENT, "<h1>标题</h1>");
	set(p, 1, FIELD_AUTHOR, "O&#39;Neill");
	run(p);
	it = p->out.v;
	IS(it[0].title, "AT&T buys a television network");
	IS(it[0].summary, "It is a big one.");
	IS(it[0].content, "<p>It is one.</p>");
	IS(it[1].content, "");
	IS(it[1].author, "O'Neill");
	page_free(p);
}

static void
links(void **state)
{
	static const struct {
		int line;
		const char *in, *want; /* NULL: into the list */
		size_t warnings;
	} rows[] = {
		{ __LINE__, "a b.html",
		    "https://www.example.cn/news/a%20b.html", 0 },
		{ __LINE__, "//Example.com/?a|b", "https://example.com/?a%7Cb",
		    0 },
		{ __LINE__, "#v2", PAGE "#v2", 0 },
		{ __LINE__, "javascript:void(0)", NULL, 1 },
		{ __LINE__, "mailto:a@example.cn", NULL, 1 },
		{ __LINE__, "#", NULL, 0 },
		{ __LINE__, "", NULL, 0 },
		{ __LINE__, "index.html", NULL, 0 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct page *p = page_new(1);
		struct str link;
		int line = rows[i].line;

		set(p, 0, FIELD_TITLE, "a");
		set(p, 0, FIELD_LINK, rows[i].in);
		run(p);
		assert_int_equal(p->out.n, 1);
		if (p->out.nwarnings != rows[i].warnings)
			fail_msg(
			    "line %d: %zu warnings", line, p->out.nwarnings);
		link = p->out.v[0].link;
		if (rows[i].want != NULL)
			is_str(link, rows[i].want, line);
		else if (!str_starts(link, STR(PAGE "#")) ||
			 link.len != sizeof(PAGE) + 32)
			fail_msg("line %d: %.*s", line, STR_ARG(link));
		page_free(p);
	}
}

/* A page in a file has an address only when its source gives one. */
static void
file_page(void **state)
{
	struct page *p = page_new(1);

	(void)state;
	p->src.url = p->doc.url = p->raw.base = STR("file:///tmp/a.html");
	set(p, 0, FIELD_TITLE, "a");
	set(p, 0, FIELD_LINK, "b.html");
	run(p);
	IS(p->out.v[0].link, "");
	p->src.base = p->raw.base = STR("https://example.cn/");
	run(p);
	IS(p->out.v[0].link, "https://example.cn/b.html");
	page_free(p);
}

static void
media(void **state)
{
	struct page *p = page_new(3);

	(void)state;
	set(p, 0, FIELD_TITLE, "a");
	set(p, 0, FIELD_IMAGE, "data:image/gif;base64,R0");
	set(p, 0, FIELD_IMAGE, "/static/blank.gif?v=1");
	set(p, 0, FIELD_IMAGE, "/s.png 320w, /l.png 640w");
	set(p, 0, FIELD_IMAGE, "/t.png");
	set(p, 1, FIELD_TITLE, "b");
	set(p, 1, FIELD_IMAGE, "/my photo.png");
	set(p, 1, FIELD_ENCLOSURE, "/a.MP3?x=1");
	set(p, 1, FIELD_ENCLOSURE, "/a.MP3?x=1");
	set(p, 1, FIELD_ENCLOSURE, "/b");
	set(p, 2, FIELD_TITLE, "c");
	set(p, 2, FIELD_IMAGE, "/loading.gif");
	run(p);
	IS(p->out.v[0].image, "https://www.example.cn/l.png");
	IS(p->out.v[1].image, "https://www.example.cn/my%20photo.png");
	IS(p->out.v[2].image, "");
	assert_int_equal(p->out.v[1].nenclosures, 2);
	IS(p->out.v[1].enclosures[0].type, "audio/mpeg");
	IS(p->out.v[1].enclosures[1].type, "application/octet-stream");
	page_free(p);
}

/* A picture's link and a headline's link are one item. */
static void
duplicates(void **state)
{
	struct page *p = page_new(5);

	(void)state;
	set(p, 0, FIELD_LINK, "/1?utm_source=a");
	set(p, 0, FIELD_IMAGE, "/1.png");
	set(p, 1, FIELD_LINK, "/1#top");
	set(p, 1, FIELD_TITLE, "One");
	set(p, 2, FIELD_TITLE, "Two");
	set(p, 3, FIELD_TITLE, "two!");
	run(p);
	assert_int_equal(p->out.n, 2);
	IS(p->out.v[0].title, "One");
	IS(p->out.v[0].image, "https://www.example.cn/1.png");
	IS(p->out.v[0].link, "https://www.example.cn/1");
	assert_int_equal(p->out.v[1].position, 2);
	assert_int_equal(p->out.ndropped, 3);
	IS(p->out.dropped[0].why, "same link as item 1");
	IS(p->out.dropped[1].why, "same title and day as item 3");
	IS(p->out.dropped[2].why, "no title and no link");
	page_free(p);
}

/* One guid for several: told by their links, if they have some. */
static void
guids_that_repeat(void **state)
{
	struct page *p = page_new(4);

	(void)state;
	p->parts.rules.field[FIELD_GUID].n = 1;
	for (size_t i = 0; i < 4; i++) {
		set(p, i, FIELD_GUID, i < 3 ? "0" : "7");
		set(p, i, FIELD_TITLE, "One");
	}
	set(p, 0, FIELD_LINK, "/1");
	set(p, 1, FIELD_LINK, "/2");
	set(p, 2, FIELD_LINK, "/1?utm_source=a");
	set(p, 3, FIELD_LINK, "/1");
	run(p);
	assert_int_equal(p->out.n, 3);
	IS(p->out.v[0].key, "l:https://example.cn/1");
	IS(p->out.v[1].key, "l:https://example.cn/2");
	IS(p->out.v[2].key, "g:7");
	IS(p->out.dropped[0].why, "same link as item 1");
	page_free(p);

	/* The same one twice stays so. */
	p = page_new(2);
	p->parts.rules.field[FIELD_GUID].n = 1;
	for (size_t i = 0; i < 2; i++) {
		set(p, i, FIELD_GUID, "5");
		set(p, i, FIELD_LINK, "/5");
	}
	run(p);
	assert_int_equal(p->out.n, 1);
	IS(p->out.v[0].key, "g:5");
	page_free(p);
}

/* Rows of a table of events, each with the link to sign up. */
static void
one_link_of_many(void **state)
{
	static const struct {
		int line;
		size_t alike, own; /* with the one link, with one each */
		bool titles;
		size_t items;
	} rows[] = {
		{ __LINE__, 6, 0, true, 6 },
		{ __LINE__, 6, 5, true, 11 },
		{ __LINE__, 6, 6, true, 7 },
		{ __LINE__, 5, 0, true, 5 },
		{ __LINE__, 4, 0, true, 1 },
		{ __LINE__, 6, 0, false, 1 },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		size_t n = rows[i].alike + rows[i].own;
		struct page *p = page_new(n);

		for (size_t k = 0; k < n; k++) {
			const char *s =
			    arena_cstr(&p->a, arena_printf(&p->a, "/%zu", k));

			set(p, k, FIELD_LINK,
			    k < rows[i].alike ? "/signup" : s);
			set(p, k, FIELD_TITLE, rows[i].titles ? s : "More");
		}
		run(p);
		if (p->out.n != rows[i].items)
			fail_msg("line %d: %zu", rows[i].line, p->out.n);
		assert_int_equal(p->out.nsame, n - p->out.n);
		assert_int_equal(
		    p->out.nwarnings, rows[i].items > 1 && rows[i].items == n);
		page_free(p);
	}
}

static void
too_old(void **state)
{
	static const struct {
		int line;
		const char *date;
		bool kept;
	} rows[] = {
		{ __LINE__, "2026-11-22 09:00", true },
		{ __LINE__, "2026-11-20 10:00", true },
		{ __LINE__, "2026-11-20 09:59", false },
		{ __LINE__, "2026-11-20", true },
		{ __LINE__, "2026-11-19", false },
		{ __LINE__, "2031-01-01", true },
		{ __LINE__, NULL, true },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct page *p = page_new(1);

		set(p, 0, FIELD_TITLE, "One");
		if (rows[i].date != NULL)
			set(p, 0, FIELD_DATE, rows[i].date);
		p->parts.sieve.max_age = 2 * 86400;
		run(p);
		if (p->out.n != rows[i].kept)
			fail_msg("line %d", rows[i].line);
		if (!rows[i].kept)
			IS(p->out.dropped[0].why, "max_age: too old");
		page_free(p);
	}
}

static void
filters(void **state)
{
	static const char *const titles[] = { "要闻一", "【广告】买",
		"Ｃ＋＋ news", "sports 12", "要闻二", "要闻三" };
	static struct filter only[] = {
		{ .field = FIELD_COUNT, .text = { "要闻", 6 } },
		{ .field = FIELD_TITLE, .text = { "c++", 3 } },
		{ .field = FIELD_TITLE,
		    .pattern = true,
		    .text = { "S\\w+ \\d+", 8 },
		    .flags = { "i", 1 } },
	};
	static struct filter drop[] = {
		{ .field = FIELD_COUNT, .text = { "广告", 6 } },
		{ .field = FIELD_LINK, .pattern = true, .text = { "3$", 2 } },
	};
	struct page *p = page_new(6);

	(void)state;
	for (size_t i = 0; i < 6; i++) {
		set(p, i, FIELD_TITLE, titles[i]);
		set(p, i, FIELD_LINK,
		    arena_cstr(&p->a, arena_printf(&p->a, "/%zu", i)));
		if (i != 4)
			set(p, i, FIELD_DATE, "2026-11-20");
	}
	p->parts.sieve.only = (struct filters){ only, 3 };
	p->parts.sieve.drop = (struct filters){ drop, 2 };
	p->parts.sieve.required = 1u << FIELD_DATE;
	p->src.limit = 2;
	run(p);
	assert_int_equal(p->out.n, 2);
	IS(p->out.v[1].title, "Ｃ＋＋ news");
	assert_int_equal(p->out.ndropped, 4);
	IS(p->out.dropped[0].why, "only: nothing matches");
	IS(p->out.dropped[1].why, "drop: /3$/");
	IS(p->out.dropped[2].why, "required: no date");
	IS(p->out.dropped[3].why, "over the limit of 2 items");
	/* What asks for nothing else still drops by word. */
	p->parts.sieve.only.n = p->parts.sieve.required = 0;
	p->src.limit = 0;
	run(p);
	assert_int_equal(p->out.n, 4);
	IS(p->out.dropped[0].why, "drop: 广告");
	page_free(p);
}

static void
bad_filter(void **state)
{
	static struct filter bad = {
		.field = FIELD_COUNT, .pattern = true, .text = { "(", 1 }
	};
	struct page *p = page_new(0);
	struct err e = ERR_INIT;

	(void)state;
	p->parts.sieve.drop = (struct filters){ &bad, 1 };
	assert_int_equal(
	    normalize(&p->a, &p->src, &p->doc, &p->raw, NOW, &p->out, &e), -1);
	assert_int_equal(e.code, ERR_CONFIG);
	page_free(p);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(chinese_page),
		cmocka_unit_test(queries_of_older_pages),
		cmocka_unit_test(zones),
		cmocka_unit_test(zones_by_what_is_certain),
		cmocka_unit_test(dates),
		cmocka_unit_test(dates_of_a_wrong_format),
		cmocka_unit_test(finer_dates),
		cmocka_unit_test(texts),
		cmocka_unit_test(many_categories),
		cmocka_unit_test(repeated_titles),
		cmocka_unit_test(links),
		cmocka_unit_test(file_page),
		cmocka_unit_test(media),
		cmocka_unit_test(duplicates),
		cmocka_unit_test(guids_that_repeat),
		cmocka_unit_test(one_link_of_many),
		cmocka_unit_test(too_old),
		cmocka_unit_test(filters),
		cmocka_unit_test(bad_filter),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
