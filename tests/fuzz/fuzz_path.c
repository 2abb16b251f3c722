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
#include <ftw.h>
#include <setjmp.h>
#include <stdint.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include <jansson.h>
#include <libxml/parser.h>

#include "base/utf8.h"
#include "config/load.h"
#include "extract/feed/feed.h"
#include "generate/generate.h"
#include "model/limits.h"
#include "model/record.h"
#include "must.h"
#include "run/feeds.h"
#include "run/process.h"
#include "run/storing.h"
#include "web/url.h"

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

/* What all inputs share: made once, and left as it was by each of them. */
static struct {
	char dir[64];
	struct arena a;
	struct config config;
	struct store *store;
} world;

/* Nothing in here may ask for one. */
int
socket(int domain, int type, int protocol)
{
	(void)domain;
	(void)type;
	(void)protocol;
	must(!"a socket");
	return -1;
}

static int
remove_one(const char *path, const struct stat *st, int type, struct FTW *ftw)
{
	(void)st;
	(void)type;
	(void)ftw;
	return remove(path);
}

static void
end_world(void)
{
	store_close(world.store);
	(void)nftw(world.dir, remove_one, 8, FTW_DEPTH | FTW_PHYS);
	arena_release(&world.a);
}

static const char *
no_env(const char *name)
{
	(void)name;
	return NULL;
}

static void
begin_world(void)
{
	struct diagnostics d;
	struct err e = ERR_INIT;

	if (world.store != NULL)
		return;
	arena_init(&world.a, BUDGET);
	must(config_read(&world.a, "fuzz.yaml", str_c(yaml), no_env, false,
		 &world.config, &d) == 0);
	strcpy(world.dir, "/tmp/coranto-fuzz-XXXXXX");
	must(mkdtemp(world.dir) != NULL);
	must(store_open(world.dir, false, &world.store, &e) == 0);
	must(atexit(end_world) == 0);
}

static struct str
as_record(struct arena *a, const struct items *items)
{
	struct buf *b = buf_in(a, BUDGET);

	must(record_write_items(b, items) == 0);
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
check_item(struct arena *a, const struct item *it, int64_t now)
{
	struct url u;

	must(!str_empty(it->key) && !str_empty(it->guid));
	must(url_parse(a, it->link, STR_NULL, &u) == 0 && url_is_web(&u));
	must(it->published.precision != PRECISION_NONE);
	must(it->published.t <= now && it->first_seen <= now);
	must(utf8_valid(it->title) && utf8_valid(it->summary));
	must(utf8_valid(it->content) && utf8_valid(it->author));
}

static void
make_feed(struct arena *a, const struct source *src, const struct memory *m,
    int64_t now, struct feed *f)
{
	struct err e = ERR_INIT;
	struct item *items;

	*f = (struct feed){ .id = src->id,
		.title = feed_title(src, m),
		.link = feed_page(src),
		.base_url = world.config.base_url,
		.language = m->language };
	must(store_items(
		 world.store, a, src->id, src->keep, &items, &f->n, &e) == 0);
	f->items = items;
	f->updated = feed_newest_change(items, f->n);
	must(f->n <= src->keep);
	for (size_t i = 0; i < f->n; i++) {
		check_item(a, &items[i], now);
		for (size_t k = 0; k < i; k++)
			must(!str_eq(items[i].guid, items[k].guid));
	}
}

static struct str
as_format(struct arena *a, const struct feed *f, size_t format)
{
	struct buf *b = buf_in(a, LIMIT_FEED);
	struct err e = ERR_INIT;

	/* A page of this size makes no feed that is too large. */
	must(feed_formats[format].generate(f, b, &e) == 0);
	return buf_str(b);
}

static bool
xml_is(const xmlNode *n, const char *name)
{
	return n->type == XML_ELEMENT_NODE &&
	       strcmp((const char *)n->name, name) == 0;
}

/* NODE has a child NAME with the text, or the attribute ATTR, WANTED. */
static void
must_have(xmlNode *node, const char *name, const char *attr, struct str wanted)
{
	xmlChar *s = NULL;

	for (xmlNode *n = node->children; n != NULL && s == NULL; n = n->next)
		if (xml_is(n, name))
			s = attr == NULL ? xmlNodeGetContent(n)
					 : xmlGetProp(n, (const xmlChar *)attr);
	must(s != NULL && str_eq(str_c((const char *)s), wanted));
	xmlFree(s);
}

/* The element ENTRY of a file stands for each item of F, in its order. */
static void
check_xml(struct str bytes, const struct feed *f, const char *entry,
    const char *id, const char *href)
{
	xmlDoc *doc = xmlReadMemory(bytes.p, (int)bytes.len, NULL, NULL,
	    XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
	size_t n = 0;
	xmlNode *at;

	must(doc != NULL);
	at = xmlDocGetRootElement(doc);
	if (xml_is(at, "rss"))
		at = xmlFirstElementChild(at);
	for (at = at->children; at != NULL; at = at->next)
		if (xml_is(at, entry)) {
			must(n < f->n);
			must_have(at, id, NULL, f->items[n].guid);
			must_have(at, "link", href, f->items[n].link);
			n++;
		}
	must(n == f->n);
	xmlFreeDoc(doc);
}

static bool
json_is(const json_t *o, const char *key, struct str wanted)
{
	const json_t *v = json_object_get(o, key);

	return str_eq(
	    str_n(json_string_value(v), json_string_length(v)), wanted);
}

static void
check_json(struct str bytes, const struct feed *f)
{
	json_t *root =
	    json_loadb(bytes.p, bytes.len, JSON_REJECT_DUPLICATES, NULL);
	const json_t *items = json_object_get(root, "items");

	must(json_array_size(items) == f->n);
	for (size_t i = 0; i < f->n; i++) {
		const json_t *it = json_array_get(items, i);

		must(json_is(it, "id", f->items[i].guid));
		must(json_is(it, "url", f->items[i].link));
	}
	json_decref(root);
}

/* Our own reader, which `recover` trusts, finds the same in BYTES. */
static void
check_own(struct arena *a, struct str bytes, const struct feed *f)
{
	struct feed_doc doc;
	struct err e = ERR_INIT;

	must(feed_read(a, bytes, f->link, &doc, &e) == 0);
	must(doc.n == f->n && str_empty(doc.repaired) && !doc.cut);
	for (size_t i = 0; i < f->n; i++)
		must(str_eq(doc.entry[i].slot[SLOT_ID].text, f->items[i].guid));
}

static void
check_feeds(struct arena *a, const struct feed *f, struct str file[3])
{
	for (size_t i = 0; i < feed_formats_n; i++) {
		file[i] = as_format(a, f, i);
		if (feed_formats[i].bit == FORMAT_RSS)
			check_xml(file[i], f, "item", "guid", NULL);
		else if (feed_formats[i].bit == FORMAT_ATOM)
			check_xml(file[i], f, "entry", "id", "href");
		else
			check_json(file[i], f);
		check_own(a, file[i], f);
	}
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

	begin_world();
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
