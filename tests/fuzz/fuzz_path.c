// SPDX-License-Identifier: ISC
/*
 * The whole path: the bytes of a page become items, are stored, and feeds are
 * made of what is stored. The first byte chooses the source, the second what
 * the server says of the page, the rest is the page.
 *
 * What has to hold: the same page gives the same items; the same items an hour
 * later are no news and no edits, and their feeds are the same byte for byte;
 * each item has an id that is its own, a link and a date that is not in the
 * future; each format reads back, with the same ids and links in the same
 * order, and so it does with our own reader of feeds; nothing asks for a
 * socket.
 */
#include <setjmp.h>
#include <stdint.h>

#include "feeds.h"
#include "model/record.h"
#include "run/process.h"
#include "run/storing.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define NOW INT64_C(1796000000)
#define BUDGET ((size_t)256 << 20)

static const char yaml[] =
    "settings: {output: o, state: s, base_url: https://feeds.example.org/}\n"
    "defaults: {timezone: UTC, keep: 50, limit: 40}\n"
    "sources:\n"
    "  - {id: detected, url: https://e.cn/list/}\n"
    "  - {id: english, url: https://e.org/, language: en, timezone: UTC}\n"
    "  - {id: css, url: https://e.cn/a, item: [.no > li, ul > li],\n"
    "     title: a, link: a, date: [time, span], image: img, summary: p,\n"
    "     outlet: 'span | after \"：\"', content: div, author: i}\n"
    "  - {id: xpath, url: https://e.cn/a, item: //li, title: .//a,\n"
    "     link: .//a/@href, date: ./span, guid: '@id'}\n"
    "  - {id: json, url: https://e.cn/a.json, item: '$.data[*]',\n"
    "     title: $.title, link: $.url, date: $.time, content: $.html,\n"
    "     category: '$.tags[*]', guid: $.id, image: $.img}\n"
    "  - {id: embedded, url: https://e.cn/a, embedded: script, item: '$..list',\n"
    "     title: $.title, link: '$.id | template \"/a/{}.html\"'}\n"
    "  - {id: table, url: https://e.cn/a.csv, item: =csv, title: =title,\n"
    "     link: =link, date: =date, summary: =2}\n"
    "  - {id: feed, url: https://e.cn/feed, prefer: feed}\n"
    "  - {id: filtered, url: https://e.cn/list/, only: [a, /b+/],\n"
    "     drop: {title: 广告}, required: [title, date], max_age: 30d}\n"
    "  - {id: undated, url: https://e.cn/b, item: h2, link: a}\n"
    "  - {id: edited, url: https://e.cn/b, item: 'div:has(> a)',\n"
    "     title: 'a | match /(.+)-/ | trim | upper', updated: b, date: i,\n"
    "     enclosure: audio@src, language: .@lang}\n"
    "  - {id: few, url: https://e.cn/list/, first_run: 1, limit: 3}\n";

static const char *const types[] = { "text/html; charset=utf-8", "",
	"text/html; charset=gbk", "application/xml", "application/rss+xml",
	"application/json", "text/csv; charset=utf-8", "text/plain",
	"text/html; charset=Shift_JIS", "application/octet-stream" };

static struct str
as_record(struct arena *a, const struct items *items)
{
	struct buf *b = buf_in(a, BUDGET);

	must(record_write_items(b, items, true) == 0);
	return buf_str(b);
}

/* Process RES, twice, as the second time must give the same. */
static bool
read_page(struct arena *a, const struct source *src, const struct response *res,
    int64_t now, struct page *page)
{
	struct page again;
	struct err e = ERR_INIT, e2 = ERR_INIT;
	int rc = process(a, src, res, now, page, &e);

	must(rc == process(a, src, res, now, &again, &e2));
	if (rc != 0) {
		must(e.msg[0] != '\0' && utf8_valid(str_c(e.msg)));
		must(strcmp(e.msg, e2.msg) == 0);
		return false;
	}
	must(page->items.n <= LIMIT_ITEMS);
	must(str_eq(as_record(a, &page->items), as_record(a, &again.items)));
	return true;
}

static bool
store_page(struct arena *a, const struct source *src, struct page *page,
    int64_t now, struct memory *m, struct merge *done)
{
	struct storing w = { .st = world.store,
		.work = a,
		.page = page,
		.flood = { .source = src, .memory = m, .now = now } };
	struct err e = ERR_INIT;

	if (storing_page(&w, &e) != 0) {
		must(e.code == ERR_LIMIT || e.code == ERR_EXTRACT);
		return false;
	}
	m->state = STATE_OK;
	m->last_run = m->last_success = now;
	m->title = page->items.title;
	m->language = page->items.language;
	m->held = w.flood.held;
	*done = w.done;
	return true;
}

static void
run(struct arena *a, const struct source *src, const struct response *res)
{
	struct memory m = { .state = STATE_NEW };
	struct str first[3], second[3];
	struct merge done;
	struct page page;
	struct feed f;

	if (!read_page(a, src, res, NOW, &page) ||
	    !store_page(a, src, &page, NOW, &m, &done))
		return;
	make_feed(a, src, &m, NOW, &f);
	must(f.n <= done.fresh);
	check_feeds(a, &f, first);
	/* The same page again, when it has items at all. */
	if (!read_page(a, src, res, NOW + 3600, &page) ||
	    !store_page(a, src, &page, NOW + 3600, &m, &done))
		return;
	must(done.fresh == 0 && done.withheld == 0 && done.changed == 0);
	make_feed(a, src, &m, NOW + 3600, &f);
	check_feeds(a, &f, second);
	for (size_t i = 0; i < feed_formats_n; i++)
		must(str_eq(first[i], second[i]));
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct response res = { .status = 200, .time = NOW };
	const struct source *src;
	struct err e = ERR_INIT;
	struct arena a;
	jmp_buf over;

	world_begin(yaml);
	if (size < 2)
		return 0;
	src = &world.config.sources.v[data[0] % world.config.sources.n];
	res.url = src->url;
	res.content_type =
	    str_c(types[data[1] % (sizeof(types) / sizeof(*types))]);
	res.unbounded = data[1] >= 128;
	res.body = str_n((const char *)data + 2, size - 2);
	must(store_begin(world.store, &e) == 0);
	arena_init(&a, BUDGET);
	a.over = &over;
	if (setjmp(over) == 0)
		run(&a, src, &res);
	arena_release(&a);
	store_rollback(world.store);
	return 0;
}
