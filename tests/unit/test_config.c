// SPDX-License-Identifier: ISC
// Right configurations: what is read from them, and that what is written
// reads back the same.
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/suggest.h"
#include "config/config.h"
#include "config/draft.h"
#include "config/ids.h"
#include "config/keys.h"
#include "config/load.h"
#include "model/limits.h"

#define BUDGET ((size_t)256 << 20)
#define CANARY "canary8f3a"

static const char *
fixed_env(const char *name)
{
	if (strcmp(name, "HOME") == 0)
		return "/home/user";
	if (strcmp(name, "TOKEN") == 0)
		return CANARY;
	if (strcmp(name, "TRICK") == 0)
		return "x\n- url: y";
	return strcmp(name, "EMPTY") == 0 ? "" : NULL;
}

/* A configuration and its memory. */
struct loaded {
	struct arena a;
	struct config c;
	struct diagnostics d;
	int rc;
};

static void
load_text(struct loaded *l, const char *path, struct str text)
{
	arena_init(&l->a, BUDGET);
	l->rc = config_read(&l->a, path, text, fixed_env, false, &l->c, &l->d);
}

static void
write_sources(struct buf *b, const struct config *c)
{
	for (size_t i = 0; i < c->sources.n; i++)
		assert_int_equal(config_write_source(b, &c->sources.v[i]), 0);
}

static void
show_diagnostics(const struct loaded *l)
{
	struct buf b;

	buf_init(&b, 1 << 20);
	for (size_t i = 0; i < l->d.n; i++)
		diagnostic_write(&b, &l->d.v[i], false);
	print_error("%s", b.p);
	buf_release(&b);
}

/* Writing, reading and writing again gives the same bytes. */
static void
check_round_trip(int line, const struct buf *written)
{
	struct loaded l;
	struct buf text, again;

	buf_init(&text, 1 << 20);
	buf_init(&again, 1 << 20);
	buf_add(&text, STR("sources:\n"));
	buf_add(&text, buf_str(written));
	load_text(&l, "x.yaml", buf_str(&text));
	if (l.rc != 0) {
		show_diagnostics(&l);
		fail_msg("line %d: does not read back:\n%s", line, text.p);
	}
	write_sources(&again, &l.c);
	if (!str_eq(buf_str(written), buf_str(&again)))
		fail_msg("line %d: reads back as\n%s", line, again.p);
	buf_release(&text);
	buf_release(&again);
	arena_release(&l.a);
}

#define U "  - url: https://example.org/\n"
#define I "    item: li\n"
#define S "sources:\n  - url: https://example.org/\n    item: li\n    "

static void
test_read(void **state)
{
	static const struct {
		int line;
		const char *text, *wanted;
	} rows[] = {
		/* The bare URL; layers; what an own key replaces. */
		{ __LINE__,
		    "defaults: {item: li}\nsources: [https://example.org/]\n",
		    U I },
		{ __LINE__,
		    "defaults: {item: li, title: a, keep: 5}\n"
		    "sites:\n  example.org: {title: b, keep: 6}\n"
		    "  news.example.org: {title: c}\n"
		    "sources:\n  - https://example.org/\n"
		    "  - https://a.news.example.org/\n"
		    "  - {url: https://example.net/, title: d}\n"
		    "  - https://notexample.org/\n",
		    U I "    title: b\n    keep: 6\n"
			"  - url: https://a.news.example.org/\n" I
			"    title: c\n    keep: 5\n"
			"  - url: https://example.net/\n" I
			"    title: d\n    keep: 5\n"
			"  - url: https://notexample.org/\n" I
			"    title: a\n    keep: 5\n" },
		/* Sections that are all comments. */
		{ __LINE__,
		    "settings:\n  # output: x\ndefaults:\nsites:\n" S
		    "limit: 1000\n",
		    U I },
		{ __LINE__, S "title: [h3, h2 a]\n",
		    U I "    title: [h3, h2 a]\n" },
		/* A site's international name, written either way. */
		{ __LINE__,
		    "sites: {例子.cn: {item: li}}\n"
		    "sources: [https://xn--fsqu00a.cn/]\n",
		    "  - url: https://xn--fsqu00a.cn/\n" I },
		/* Each kind of value. */
		{ __LINE__, S "every: 90m\n", U I "    every: 90m\n" },
		{ __LINE__, S "every: 120m\n", U I "    every: 2h\n" },
		{ __LINE__, S "every: daily 7:05\n",
		    U I "    every: daily 07:05\n" },
		{ __LINE__, S "first_run: all\n", U I },
		{ __LINE__, S "first_run: 20\n", U I "    first_run: 20\n" },
		{ __LINE__, S "first_run: none\n",
		    U I "    first_run: none\n" },
		{ __LINE__, S "max_age: 30d\n", U I "    max_age: 30d\n" },
		{ __LINE__, S "flood: accept\n", U I "    flood: accept\n" },
		{ __LINE__, S "every: auto\n", U I },
		{ __LINE__, S "every: auto 15m-24h\n", U I },
		{ __LINE__, S "every: auto 20m - 2h\n",
		    U I "    every: auto 20m-2h\n" },
		/* Other people's servers, and one's own. */
		{ __LINE__, S "every: 1m\n", U I "    every: 15m\n" },
		{ __LINE__, S "every: auto 5m-6h\n",
		    U I "    every: auto 15m-6h\n" },
		{ __LINE__, S "every: auto 1m-2m\n",
		    U I "    every: auto 15m-15m\n" },
		{ __LINE__,
		    "sources:\n  - {url: 'http://nas/', item: li, "
		    "every: 1m}\n",
		    "  - url: http://nas/\n" I "    every: 1m\n" },
		{ __LINE__, S "every: auto 1h–7d\n",
		    U I "    every: auto 1h-7d\n" },
		{ __LINE__, S "hours: 7:00-23:00\n",
		    U I "    hours: 07:00-23:00\n" },
		{ __LINE__, S "hours: [22:00-02:00, 12:30-24:00]\n",
		    U I "    hours: [22:00-02:00, 12:30-24:00]\n" },
		{ __LINE__, S "hours: [\"07:00 – 9:05\"]\n",
		    U I "    hours: 07:00-09:05\n" },
		{ __LINE__, S "timeout: 20s\n", U I "    timeout: 20s\n" },
		{ __LINE__, S "gap: 0s\n", U I "    gap: 0s\n" },
		{ __LINE__, S "gap: 1500 MS\n", U I "    gap: 1500ms\n" },
		{ __LINE__, S "gap: 5000ms\n", U I "    gap: 5s\n" },
		{ __LINE__, S "gap: 60s\n    robots: ignore\n",
		    U I "    gap: 1m\n    robots: ignore\n" },
		{ __LINE__, S "gap: 1000ms\n    robots: obey\n", U I },
		{ __LINE__, S "max_size: 512kb\n",
		    U I "    max_size: 512KB\n" },
		{ __LINE__, S "max_size: 1024 KB\n",
		    U I "    max_size: 1MB\n" },
		{ __LINE__, S "paused: true\n", U I "    paused: true\n" },
		{ __LINE__, S "date_order: dmy\n",
		    U I "    date_order: dmy\n" },
		{ __LINE__, S "charset: gb2312\n", U I "    charset: GBK\n" },
		{ __LINE__, S "timezone: +08:00\n",
		    U I "    timezone: \"+08:00\"\n" },
		{ __LINE__, S "language: zh-CN\n",
		    U I "    language: zh-CN\n" },
		{ __LINE__, S "language: span.l\n",
		    U I "    language: span.l\n" },
		{ __LINE__, S "tags: news\n", U I "    tags: [news]\n" },
		{ __LINE__, S "tags: [a, 'b, c']\n",
		    U I "    tags: [a, \"b, c\"]\n" },
		{ __LINE__, S "required: [date, title]\n",
		    U I "    required: [title, date]\n" },
		{ __LINE__, S "only: 会\n", U I "    only: [会]\n" },
		{ __LINE__, S "only: [/a|b/i, c]\n",
		    U I "    only: [/a|b/i, c]\n" },
		{ __LINE__, S "drop: {outlet: x, title: [y, /z/]}\n",
		    U I "    drop: {outlet: [x], title: [y, /z/]}\n" },
		{ __LINE__, S "headers: {Accept-Language: zh, X-A: 'b: c'}\n",
		    U I "    headers: {Accept-Language: zh, X-A: \"b: c\"}\n" },
		/* How the page is asked for. */
		{ __LINE__, S "auth: {password: 'p: w', user: me}\n",
		    U I "    auth: {user: me, password: \"p: w\"}\n" },
		{ __LINE__, S "auth: {bearer: '${TOKEN}'}\n",
		    U I "    auth: {bearer: " CANARY "}\n" },
		{ __LINE__, S "auth: none\n", U I },
		{ __LINE__, S "cookies: a=b; c=d\n",
		    U I "    cookies: a=b; c=d\n" },
		{ __LINE__, S "cookies: none\n", U I },
		{ __LINE__, S "cookies: /nowhere/c.txt\n",
		    U I "    cookies: {file: /nowhere/c.txt}\n" },
		{ __LINE__, S "cookies: {keep: true, file: c.txt}\n",
		    U I "    cookies: {file: c.txt, keep: true}\n" },
		{ __LINE__, S "cookies: {file: a=b.txt, keep: false}\n",
		    U I "    cookies: {file: a=b.txt}\n" },
		{ __LINE__, S "post: {q: '新 &', page: 1}\n",
		    U I "    post: q=%E6%96%B0+%26&page=1\n" },
		{ __LINE__, S "post: {}\n", U I "    post: \"\"\n" },
		{ __LINE__, S "post: '{\"page\": 1}'\n",
		    U I "    post: '{\"page\": 1}'\n" },
		{ __LINE__, S "post: none\n", U I },
		{ __LINE__, S "proxy: http://a.example:3128\n",
		    U I "    proxy: http://a.example:3128\n" },
		{ __LINE__, S "proxy: HTTP://u%40x:p%3aw@A.example:80/\n",
		    U I "    proxy: http://u%40x:p%3Aw@a.example:80\n" },
		{ __LINE__, S "proxy: https://a.example\n",
		    U I "    proxy: https://a.example:443\n" },
		{ __LINE__, S "proxy: socks5://[::1]\n",
		    U I "    proxy: socks5h://[::1]:1080\n" },
		{ __LINE__, S "proxy: none\n", U I },
		{ __LINE__,
		    "defaults: {proxy: \"http://a:1\", auth: {bearer: x}, "
		    "tls: legacy}\n" S
		    "proxy: none\n    auth: none\n    tls: strict\n",
		    U I },
		{ __LINE__, S "tls: legacy\n", U I "    tls: legacy\n" },
		{ __LINE__, S "tls: {ca: /a.pem}\n",
		    U I "    tls: {ca: /a.pem}\n" },
		{ __LINE__, S "tls: {ca: /a.pem, legacy: true}\n",
		    U I "    tls: {legacy: true, ca: /a.pem}\n" },
		{ __LINE__, S "tls: strict\n", U I },
		{ __LINE__, S "http_version: 1.1\n",
		    U I "    http_version: 1.1\n" },
		{ __LINE__, S "http_version: auto\n", U I },
		{ __LINE__, S "link: a@href | match /x\\/(y)/ | lower\n",
		    U I "    link: a@href | match /x\\/(y)/ | lower\n" },
		{ __LINE__, S "title: .@title\n", U I "    title: .@title\n" },
		{ __LINE__, S "title: '> h3'\n", U I "    title: \"> h3\"\n" },
		{ __LINE__, S "title: '[data-t=\"a\"]'\n",
		    U I "    title: '[data-t=\"a\"]'\n" },
		/* A file: relative to the configuration; see test_file_url. */
		/* What YAML 1.1 takes for something else is text here. */
		{ __LINE__, S "name: no\n", U "    name: no\n" I },
		{ __LINE__, S "name: 0123\n", U "    name: 0123\n" I },
		{ __LINE__, S "name: 2026-11-20\n",
		    U "    name: 2026-11-20\n" I },
		{ __LINE__, S "name: 1e3\n", U "    name: 1e3\n" I },
		{ __LINE__, S "name: \"null\"\n", U "    name: \"null\"\n" I },
		{ __LINE__, S "name: 'a #b'\n", U "    name: \"a #b\"\n" I },
		{ __LINE__, S "name: a # b\n", U "    name: a\n" I },
		{ __LINE__, S "name: >\n      a\n      b\n",
		    U "    name: a b\n" I },
		/* Bytes around the text. */
		{ __LINE__,
		    "\xEF\xBB\xBFsources:\r\n  - url: https://example.org/\r\n"
		    "    item: li\r\n",
		    U I },
		/* Anchors, aliases and merge keys. */
		{ __LINE__,
		    "sources:\n  - &a {url: https://example.org/, item: li}\n"
		    "  - {<<: *a, url: https://example.net/}\n",
		    U I "  - url: https://example.net/\n" I },
		{ __LINE__,
		    "sites: {a.b: &x {keep: 7}, b.c: &y {limit: 8, keep: 9}}\n"
		    "sources:\n  - {url: https://example.org/, item: li, "
		    "<<: [*x, *y]}\n",
		    U I "    limit: 8\n    keep: 7\n" },
		/* The environment. */
		{ __LINE__, S "headers: {A: 'Bearer ${TOKEN}'}\n",
		    U I "    headers: {A: Bearer " CANARY "}\n" },
		{ __LINE__, S "name: $${TOKEN} costs $5\n",
		    U "    name: $${TOKEN} costs $5\n" I },
		{ __LINE__, S "name: $$${TOKEN}\n",
		    U "    name: $$${TOKEN}\n" I },
		{ __LINE__, S "title: h3 | replace /a/ \"${1}\"\n",
		    U I "    title: h3 | replace /a/ \"${1}\"\n" },
		/* A secret of the URL does not name the feed's files. */
		{ __LINE__,
		    "sources:\n  - {url: 'https://example.org/${TOKEN}/', "
		    "item: li}\n",
		    "  - url: https://example.org/" CANARY "/\n"
		    "    id: example-org-token\n" I },
		/* One source for each combination. */
		{ __LINE__,
		    "sources:\n  - url: https://example.org/{s}/{n}\n"
		    "    for: {s: [a, b], n: [1, 2]}\n    item: li\n"
		    "    id: x-{s}{n}\n    name: \"{{s} {s}\"\n"
		    "    tags: ['{s}']\n",
		    "  - url: https://example.org/a/1\n    name: \"{s} a\"\n"
		    "    id: x-a1\n" I "    tags: [a]\n"
		    "  - url: https://example.org/a/2\n    name: \"{s} a\"\n"
		    "    id: x-a2\n" I "    tags: [a]\n"
		    "  - url: https://example.org/b/1\n    name: \"{s} b\"\n"
		    "    id: x-b1\n" I "    tags: [b]\n"
		    "  - url: https://example.org/b/2\n    name: \"{s} b\"\n"
		    "    id: x-b2\n" I "    tags: [b]\n" },
		/* In what is sent, too; a brace of its own is doubled. */
		{ __LINE__,
		    "sources:\n  - url: https://example.org/api\n"
		    "    for: {s: [a, b c]}\n    item: li\n    id: x-{s}\n"
		    "    post: {section: '{s}', all: '{{s}'}\n"
		    "    headers: {X-Section: '{s}'}\n",
		    NULL },
		{ __LINE__,
		    "sources:\n  - url: https://example.org/api\n"
		    "    for: {s: [a], t: [b c]}\n    item: li\n    id: x\n"
		    "    post: {section: '{t}', all: '{{s}'}\n"
		    "    headers: {X-Section: '{s}'}\n",
		    "  - url: https://example.org/api\n    id: x\n" I
		    "    headers: {X-Section: a}\n"
		    "    post: section=b+c&all=%7Bs%7D\n" },
		/* Secrets of its values are in no id either. */
		{ __LINE__,
		    "sources:\n  - url: https://example.org/{s}\n"
		    "    for: {s: ['${TOKEN}']}\n    item: li\n",
		    "  - url: https://example.org/" CANARY "\n"
		    "    id: example-org-token\n" I },
		/* What leads from page to page. */
		{ __LINE__, S "pages: next\n", U I "    pages: next\n" },
		{ __LINE__, S "pages: {next: [a.more, a.next@href]}\n",
		    U I "    pages: {next: [a.more, a.next@href]}\n" },
		{ __LINE__, S "pages: {next: '?page={page}', most: 5}\n",
		    U I "    pages: {next: \"?page={page}\", most: 5}\n" },
		{ __LINE__, S "pages: none\n", U I },
		/* Who makes the page. */
		{ __LINE__, S "render: {command: [/bin/echo, x y]}\n",
		    U I "    render: {command: [/bin/echo, x y]}\n" },
		{ __LINE__, S "render: chromium\n",
		    U I "    render: chromium\n" },
		{ __LINE__, "defaults: {render: chromium}\n" S "render: none\n",
		    U I },
		/* What YAML has only as an escape. */
		{ __LINE__, S "title: \"a\\uFFFE, b\\uFFFF, c\\uFEFF\"\n",
		    U I "    title: \"a\\uFFFE, b\\uFFFF, c\\uFEFF\"\n" },
		{ __LINE__, S "fetch: {shell: \"date; date\"}\n",
		    U I "    fetch: {shell: date; date}\n" },
		{ __LINE__, S "article: auto\n", U I "    article: auto\n" },
		{ __LINE__, S "article: {content: [.text], most: 3}\n",
		    U I "    article: {content: [.text], most: 3}\n" },
		{ __LINE__,
		    "sources:\n  - url: https://{s}.example.org/\n"
		    "    for: {s: [a, b]}\n    title: '{x}'\n"
		    "sites: {b.example.org: {item: tr, title: i}, "
		    "a.example.org: {item: li}}\n",
		    NULL },
	};
	struct loaded l;
	struct buf b;

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		load_text(&l, "x.yaml", str_c(rows[i].text));
		if (rows[i].wanted == NULL) {
			assert_int_equal(l.rc, -1);
			arena_release(&l.a);
			continue;
		}
		if (l.rc != 0) {
			show_diagnostics(&l);
			fail_msg("line %d: does not load", rows[i].line);
		}
		buf_init(&b, 1 << 20);
		write_sources(&b, &l.c);
		if (strcmp(b.p, rows[i].wanted) != 0)
			fail_msg("line %d: got\n%s", rows[i].line, b.p);
		arena_release(&l.a);
		check_round_trip(rows[i].line, &b);
		buf_release(&b);
	}
}

/* Values from the environment cannot add YAML. */
static void
test_environment(void **state)
{
	struct loaded l;

	(void)state;
	load_text(&l, "x.yaml", STR(S "user_agent: ${TRICK}\n"));
	assert_int_equal(l.rc, -1);
	arena_release(&l.a);
	load_text(&l, "x.yaml",
	    STR("sources:\n  - url: https://example.org/${TRICK}\n"
		"    item: li\n"));
	assert_int_equal(l.rc, 0);
	assert_int_equal(l.c.sources.n, 1);
	arena_release(&l.a);
}

/* Whatever is wrong with a value from the environment, it is not shown. */
static void
test_secret(void **state)
{
	static const struct {
		int line;
		const char *text;
	} rows[] = {
		{ __LINE__, S "every: ${TOKEN}\n" },
		{ __LINE__, S "keep: ${TOKEN}\n" },
		{ __LINE__, S "paused: ${TOKEN}\n" },
		{ __LINE__, S "timezone: ${TOKEN}\n" },
		{ __LINE__, S "charset: ${TOKEN}\n" },
		{ __LINE__, S "date_order: ${TOKEN}\n" },
		{ __LINE__, S "max_size: ${TOKEN}\n" },
		{ __LINE__, S "gap: ${TOKEN}\n" },
		{ __LINE__, S "robots: ${TOKEN}\n" },
		{ __LINE__, S "required: ${TOKEN}\n" },
		{ __LINE__, S "icon: ${TOKEN}\n" },
		{ __LINE__, S "only: /(${TOKEN}/\n" },
		{ __LINE__, S "id: A${TOKEN}\n" },
		{ __LINE__, S "headers: {A: '${TOKEN}${NOPE}'}\n" },
		{ __LINE__, S "headers: {A: '${EMPTY}'}\n" },
		{ __LINE__, S "auth: '${TOKEN}'\n" },
		{ __LINE__, S "auth: {user: 'a:${TOKEN}', password: x}\n" },
		{ __LINE__, S "auth: {user: '${TOKEN}', bearer: x}\n" },
		{ __LINE__, S "cookies: '=${TOKEN}'\n" },
		{ __LINE__, S "cookies: {file: a, keep: '${TOKEN}'}\n" },
		{ __LINE__, S "proxy: 'ftp://${TOKEN}'\n" },
		{ __LINE__, S "tls: '${TOKEN}'\n" },
		{ __LINE__, S "http_version: '${TOKEN}'\n" },
		{ __LINE__,
		    "sources:\n  - {item: li, url: 'ftp://${TOKEN}/'}\n" },
		{ __LINE__,
		    "settings: {formats: '${TOKEN}'}\n" S "limit: 1\n" },
	};
	struct loaded l;
	struct buf b;

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		load_text(&l, "x.yaml", str_c(rows[i].text));
		buf_init(&b, 1 << 20);
		diagnostics_write_json(&b, &l.d);
		if (l.rc == 0 || strstr(b.p, CANARY) != NULL)
			fail_msg("line %d: %s", rows[i].line, b.p);
		buf_release(&b);
		arena_release(&l.a);
	}
}

static void
test_zone(void **state)
{
	static const struct {
		int line;
		const char *text, *zone;
		bool given;
	} rows[] = {
		{ __LINE__, S "keep: 1\n", "UTC", false },
		{ __LINE__, S "language: zh-CN\n", "Asia/Shanghai", false },
		{ __LINE__, S "language: zh-cn\n", "Asia/Shanghai", false },
		{ __LINE__, S "language: zh\n", "UTC", false },
		{ __LINE__, S "language: ja\n", "Asia/Tokyo", false },
		{ __LINE__, S "language: ko-KR\n", "Asia/Seoul", false },
		{ __LINE__, S "language: kok\n", "UTC", false },
		{ __LINE__, S "{language: ja, timezone: UTC}\n", NULL, true },
		{ __LINE__,
		    "defaults: {timezone: Asia/Urumqi, language: ja}\n" S
		    "limit: 1\n",
		    "Asia/Urumqi", true },
	};
	struct loaded l;

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		const struct source *s;

		load_text(&l, "x.yaml", str_c(rows[i].text));
		if (rows[i].zone == NULL) {
			assert_int_equal(l.rc, -1);
			arena_release(&l.a);
			continue;
		}
		assert_int_equal(l.rc, 0);
		s = &l.c.sources.v[0];
		if (strcmp(s->zone->name, rows[i].zone) != 0 ||
		    s->zone_given != rows[i].given)
			fail_msg("line %d: %s %d", rows[i].line, s->zone->name,
			    s->zone_given);
		arena_release(&l.a);
	}
}

static void
test_ids(void **state)
{
	static const struct {
		int line;
		const char *href, *text, *wanted;
	} rows[] = {
		{ __LINE__, "https://news.example.cn/yaowen/", "",
		    "news-example-cn-yaowen" },
		{ __LINE__, "https://example.org/", "", "example-org" },
		{ __LINE__, "https://example.org:8080/a/../B.html?x=1#y", "",
		    "example-org-a-b-html" },
		{ __LINE__, "http://[2001:db8::1]/x", "", "2001-db8-1-x" },
		{ __LINE__, "file:///home/u/pages/x.html", "file:pages/x.html",
		    "pages-x-html" },
		{ __LINE__, "file:///a", "file:./../x", "x" },
		{ __LINE__, "file:///", "file:///", "" },
		{ __LINE__,
		    "https://example.org/0123456789012345678901234567890123456"
		    "78901234567890123456789/",
		    "",
		    "example-org-0123456789012345678901234567890123456789012-"
		    "80d16d5c" },
	};
	struct arena a;

	(void)state;
	arena_init(&a, BUDGET);
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct str id =
		    id_make(&a, str_c(rows[i].href), str_c(rows[i].text));

		assert_true(id.len <= 64);
		if (!str_eq(id, str_c(rows[i].wanted)))
			fail_msg("line %d: %.*s", rows[i].line, STR_ARG(id));
	}
	arena_release(&a);
}

/* A new folder; the caller makes it the working one. */
static char *
new_folder(char *template)
{
	char *dir = mkdtemp(template);

	assert_non_null(dir);
	assert_int_equal(chdir(dir), 0);
	return dir;
}

static void
put_file(const char *path, const char *text)
{
	FILE *f = fopen(path, "w");

	assert_non_null(f);
	fputs(text, f);
	fclose(f);
}

static void
load_file(struct loaded *l, const char *path)
{
	arena_init(&l->a, BUDGET);
	l->rc = config_load(&l->a, path, fixed_env, &l->c, &l->d);
	if (l->rc != 0)
		show_diagnostics(l);
}

static void
test_include(void **state)
{
	static const char *const wanted[] = { "main", "a", "b", "c", "n" };
	char from[4096], dir[] = "/tmp/coranto-XXXXXX", cmd[64];
	struct loaded l;

	(void)state;
	assert_non_null(getcwd(from, sizeof(from)));
	new_folder(dir);
	assert_int_equal(mkdir("d[1]", 0700), 0);
	assert_int_equal(mkdir("d[1]/sub", 0700), 0);
	put_file("d[1]/main.yaml",
	    "include: [sub/*.yaml, sub/a.yaml, main.yaml, none/*.yaml, sub/*.yml2]\n"
	    "defaults: {item: li, keep: 3}\n"
	    "sites: {example.net: {limit: 9}}\n"
	    "sources: [{id: main, url: https://example.org/}]\n");
	put_file("d[1]/sub/b.yaml",
	    "sources: [{id: b, url: https://example.net/}]\n");
	put_file("d[1]/sub/a.yaml",
	    "include: n.yml\ndefaults: {keep: 4}\n"
	    "sources: [{id: a, url: https://example.org/}]\n");
	put_file("d[1]/sub/c.yaml",
	    "sources: [{id: c, url: https://example.org/}]\n");
	put_file("d[1]/sub/n.yml",
	    "sources: [{id: n, url: https://example.org/}]\n");
	load_file(&l, "d[1]/main.yaml");
	assert_int_equal(l.rc, 0);
	/* A folder may be empty as yet, but not absent. */
	assert_int_equal(l.d.n, 1);
	assert_int_equal(l.d.v[0].level, DIAGNOSTIC_WARNING);
	assert_string_equal(l.d.v[0].message.p,
	    "`none/*.yaml` includes nothing: there is no folder `none`");
	assert_int_equal(l.c.sources.n, 5);
	for (size_t i = 0; i < 5; i++)
		assert_true(str_eq(l.c.sources.v[i].id, str_c(wanted[i])));
	/* A file's defaults hold for it and for what it includes. */
	assert_int_equal(l.c.sources.v[0].keep, 3);
	assert_int_equal(l.c.sources.v[1].keep, 4);
	assert_int_equal(l.c.sources.v[2].keep, 3);
	assert_int_equal(l.c.sources.v[4].keep, 4);
	/* Sites hold everywhere. */
	assert_int_equal(l.c.sources.v[2].limit, 9);
	assert_string_equal(l.c.sources.v[4].place.file, "d[1]/sub/n.yml");
	arena_release(&l.a);
	assert_int_equal(chdir(from), 0);
	snprintf(cmd, sizeof(cmd), "rm -r '%s'", dir);
	assert_int_equal(system(cmd), 0);
}

/* Folders, and file: URLs relative to the configuration. */
static void
test_folders(void **state)
{
	char from[4096], dir[] = "/tmp/coranto-XXXXXX", cmd[64], wanted[128];
	struct loaded l;
	const char *text = "sources:\n  - {url: 'file:p q/x.html', item: li, "
			   "base: https://example.org/}\n";

	(void)state;
	assert_non_null(getcwd(from, sizeof(from)));
	new_folder(dir);
	assert_int_equal(mkdir("config", 0700), 0);
	assert_int_equal(mkdir("a#b%41", 0700), 0);
	put_file("config/s.yaml", text);
	put_file("a#b%41/s.yaml", text);
	put_file("t.yaml",
	    "settings: {output: o, state: /s, base_url: https://a.b/c, "
	    "contact: mailto:a@b, formats: atom}\n"
	    "sources: [{url: https://example.org/, item: li}]\n");
	load_file(&l, "config/s.yaml");
	assert_int_equal(l.rc, 0);
	assert_true(str_eq(l.c.output, STR("config/../feeds")));
	assert_true(str_eq(l.c.state, STR("config/../state")));
	assert_int_equal(l.c.formats, FORMAT_RSS | FORMAT_ATOM);
	snprintf(wanted, sizeof(wanted), "file://%s/config/p%%20q/x.html", dir);
	assert_true(str_eq(l.c.sources.v[0].url, str_c(wanted)));
	arena_release(&l.a);
	load_file(&l, "a#b%41/s.yaml");
	assert_int_equal(l.rc, 0);
	snprintf(wanted, sizeof(wanted), "file://%s/a%%23b%%2541/p%%20q/x.html",
	    dir);
	assert_true(str_eq(l.c.sources.v[0].url, str_c(wanted)));
	assert_true(
	    str_eq(l.c.output, STR("/home/user/.local/state/coranto/feeds")));
	arena_release(&l.a);
	load_file(&l, "t.yaml");
	assert_int_equal(l.rc, 0);
	assert_true(str_eq(l.c.output, STR("o")));
	assert_true(str_eq(l.c.state, STR("/s")));
	assert_true(str_eq(l.c.base_url, STR("https://a.b/c/")));
	assert_true(str_eq(l.c.contact, STR("mailto:a@b")));
	assert_int_equal(l.c.formats, FORMAT_ATOM);
	arena_release(&l.a);
	assert_int_equal(chdir(from), 0);
	snprintf(cmd, sizeof(cmd), "rm -r '%s'", dir);
	assert_int_equal(system(cmd), 0);
}

static const char *
state_env(const char *name)
{
	return strcmp(name, "XDG_STATE_HOME") == 0 ? "/xdg" : NULL;
}

static const char *
no_env(const char *name)
{
	(void)name;
	return NULL;
}

static void
test_default_folders(void **state)
{
	static const struct {
		int line;
		const char *dir;
		config_getenv env;
		const char *output; /* NULL: there is none */
	} rows[] = {
		{ __LINE__, "/etc", no_env, "/var/lib/coranto/feeds" },
		{ __LINE__, "/usr", state_env, "/xdg/coranto/feeds" },
		{ __LINE__, "/usr", fixed_env,
		    "/home/user/.local/state/coranto/feeds" },
		{ __LINE__, "/usr", no_env, NULL },
	};
	struct arena a;

	(void)state;
	arena_init(&a, BUDGET);
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct config c = { .dir = str_c(rows[i].dir),
			.output = STR_NULL,
			.state = STR_NULL };
		int rc = config_default_folders(&a, rows[i].env, &c);

		if (rc != (rows[i].output == NULL ? -1 : 0) ||
		    (rc == 0 && !str_eq(c.output, str_c(rows[i].output))))
			fail_msg("line %d: %d %.*s", rows[i].line, rc,
			    STR_ARG(c.output));
	}
	arena_release(&a);
}

/* What cannot be read as a file at all. */
static void
test_unreadable(void **state)
{
	char from[4096], dir[] = "/tmp/coranto-XXXXXX", cmd[64];
	static const char *const path[] = { "none.yaml", "fifo", "." };
	struct loaded l;

	(void)state;
	assert_non_null(getcwd(from, sizeof(from)));
	new_folder(dir);
	assert_int_equal(mkfifo("fifo", 0600), 0);
	for (size_t i = 0; i < sizeof(path) / sizeof(path[0]); i++) {
		arena_init(&l.a, BUDGET);
		assert_int_equal(
		    config_load(&l.a, path[i], fixed_env, &l.c, &l.d), -1);
		assert_int_equal(l.d.errors, 1);
		assert_int_equal(l.d.v[0].place.line, 0);
		assert_string_equal(l.d.v[0].place.file, path[i]);
		arena_release(&l.a);
	}
	assert_int_equal(chdir(from), 0);
	snprintf(cmd, sizeof(cmd), "rm -r '%s'", dir);
	assert_int_equal(system(cmd), 0);
}

static void
test_for_url(void **state)
{
	struct arena a;
	struct source s;
	struct diagnostics d;

	(void)state;
	arena_init(&a, BUDGET);
	assert_int_equal(
	    config_for_url(&a, STR("https://example.org/a#b"), &s, &d), 0);
	assert_true(str_eq(s.url, STR("https://example.org/a")));
	assert_true(str_eq(s.id, STR("example-org-a")));
	/* The table's defaults are those of model/limits.h. */
	assert_int_equal(s.approach->timeout, LIMIT_TRANSFER_S);
	assert_int_equal(s.max_size, LIMIT_BODY);
	assert_int_equal(s.limit, LIMIT_ITEMS);
	assert_int_equal(s.approach->gap_ms, 1000);
	assert_int_equal(s.approach->robots, ROBOTS_OBEY);
	assert_int_equal(s.keep, 200);
	assert_string_equal(s.zone->name, "UTC");
	assert_int_equal(config_for_url(&a, STR("nonsense"), &s, &d), -1);
	assert_int_equal(d.errors, 1);
	/* Nothing of the environment is put in here. */
	assert_int_equal(
	    config_for_url(&a, STR("https://e.org/${HOME}"), &s, &d), -1);
	arena_release(&a);
}

/* Each default is written as its value is, or is_default would not know it. */
static void
test_initial(void **state)
{
	struct arena a;
	struct source s;
	struct draft draft;
	struct config c;
	struct diagnostics d;
	struct buf b;

	(void)state;
	arena_init(&a, BUDGET);
	assert_int_equal(
	    config_for_url(&a, STR("https://example.org/"), &s, &d), 0);
	draft_of(&s, &draft);
	assert_int_equal(config_read(&a, "x.yaml", STR(S "keep: 1\n"),
			     fixed_env, false, &c, &d),
	    0);
	for (size_t i = 0; i < key_count; i++) {
		const struct key *k = &key_table[i];

		if (k->initial == NULL)
			continue;
		buf_init(&b, 100);
		if (k->where & IN_SETTINGS)
			k->type->write(&b, k, &c);
		else if (k->where & IN_FEED)
			k->type->write(&b, k, &c.merged.v[0]);
		else
			k->type->write(&b, k, &draft);
		assert_string_equal(b.p, k->initial);
		buf_release(&b);
	}
	arena_release(&a);
}

static struct str
hash_of(struct arena *a, const char *text)
{
	struct config c;
	struct diagnostics d;

	assert_int_equal(
	    config_read(a, "x.yaml", str_c(text), fixed_env, false, &c, &d), 0);
	return config_source_hash(a, &c.sources.v[0]);
}

static void
test_hash(void **state)
{
	static const struct {
		int line;
		const char *text;
		bool same;
	} rows[] = {
		{ __LINE__, S "limit: 1000\n", true },
		{ __LINE__, S "name: x\n", true },
		{ __LINE__, S "id: x\n", true },
		{ __LINE__, S "keep: 3\n", true },
		{ __LINE__, S "every: 1h\n", true },
		{ __LINE__, S "tags: x\n", true },
		{ __LINE__, S "title: h3\n", false },
		{ __LINE__, S "limit: 3\n", false },
		{ __LINE__, S "drop: x\n", false },
		{ __LINE__, S "required: title\n", false },
		{ __LINE__, S "timezone: Asia/Tokyo\n", false },
		{ __LINE__, S "language: ja\n", false },
		{ __LINE__, S "charset: gbk\n", false },
		{ __LINE__, S "headers: {A: b}\n", false },
		{ __LINE__, S "auth: {bearer: b}\n", false },
		{ __LINE__, S "cookies: a=b\n", false },
		{ __LINE__, S "post: a=b\n", false },
		{ __LINE__, S "proxy: http://a:1\n", false },
		{ __LINE__, S "tls: legacy\n", false },
		{ __LINE__, S "http_version: 1.1\n", false },
		{ __LINE__, S "http_version: auto\n", true },
		{ __LINE__, S "base: https://example.net/\n", false },
	};
	struct arena a;
	struct str plain;

	(void)state;
	arena_init(&a, BUDGET);
	plain = hash_of(&a, S "paused: false\n");
	assert_int_equal(plain.len, 64);
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		if (str_eq(plain, hash_of(&a, rows[i].text)) != rows[i].same)
			fail_msg("line %d", rows[i].line);
	arena_release(&a);
}

/* What is listed compares to what URLs are read as. */
static void
test_allow_private(void **state)
{
	static const struct {
		int line;
		const char *value;
		bool all;
		size_t n;
		const char *host; /* of the first */
		int port;
	} rows[] = {
		{ __LINE__, "false", false, 0, "", 0 },
		{ __LINE__, "true", true, 0, "", 0 },
		{ __LINE__, "[]", false, 0, "", 0 },
		{ __LINE__, "NAS.local:8080", false, 1, "nas.local", 8080 },
		{ __LINE__, "[a:1, b:2]", false, 2, "a", 1 },
		{ __LINE__, "[\"a:80\"]", false, 1, "a", 80 },
		{ __LINE__, "[\"a:443\"]", false, 1, "a", 443 },
		{ __LINE__, "\"0x7f.1:8000\"", false, 1, "127.0.0.1", 8000 },
		{ __LINE__, "\"[0:0::1]:8000\"", false, 1, "[::1]", 8000 },
		{ __LINE__, "\"${TOKEN}:80\"", false, 1, CANARY, 80 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		const struct allow_private *allow;
		char text[200];
		struct loaded l;

		snprintf(text, sizeof(text),
		    "settings: {allow_private: %s, output: o, state: s}\n%s\n",
		    rows[i].value, S "keep: 3\n");
		load_text(&l, "a.yaml", str_c(text));
		allow = &l.c.allow_private;
		if (l.rc != 0 || allow->all != rows[i].all ||
		    allow->n != rows[i].n ||
		    (allow->n > 0 &&
			(!str_ieq(allow->v[0].host, str_c(rows[i].host)) ||
			    allow->v[0].port != rows[i].port))) {
			show_diagnostics(&l);
			fail_msg("line %d", rows[i].line);
		}
		arena_release(&l.a);
	}
}

static void
test_suggest(void **state)
{
	static const struct {
		int line;
		const char *word, *wanted; /* NULL: none */
	} rows[] = {
		{ __LINE__, "titel", "title" },
		{ __LINE__, "Title", "title" },
		{ __LINE__, "tittle", "title" },
		{ __LINE__, "itme", "item" },
		{ __LINE__, "summry", "summary" },
		{ __LINE__, "selector", NULL },
		{ __LINE__, "x", NULL },
		{ __LINE__, "", NULL },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct suggest s;

		suggest_init(&s, str_c(rows[i].word));
		for (size_t k = 0; k < key_count; k++)
			suggest_offer(&s, key_table[k].name);
		if (rows[i].wanted == NULL
			? s.best != NULL
			: s.best == NULL || strcmp(s.best, rows[i].wanted) != 0)
			fail_msg("line %d: %s", rows[i].line,
			    s.best == NULL ? "none" : s.best);
	}
}

/* libyaml alone needs 11 s for it. */
static void
test_deep(void **state)
{
	struct buf b;
	struct loaded l;

	(void)state;
	buf_init(&b, 1 << 20);
	buf_add(&b, STR("a: "));
	for (int i = 0; i < 100000; i++)
		buf_addc(&b, '[');
	load_text(&l, "x.yaml", buf_str(&b));
	assert_int_equal(l.rc, -1);
	assert_int_equal(l.d.n, 1);
	arena_release(&l.a);
	buf_release(&b);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_read),
		cmocka_unit_test(test_environment),
		cmocka_unit_test(test_secret),
		cmocka_unit_test(test_zone),
		cmocka_unit_test(test_ids),
		cmocka_unit_test(test_include),
		cmocka_unit_test(test_folders),
		cmocka_unit_test(test_default_folders),
		cmocka_unit_test(test_unreadable),
		cmocka_unit_test(test_for_url),
		cmocka_unit_test(test_initial),
		cmocka_unit_test(test_hash),
		cmocka_unit_test(test_allow_private),
		cmocka_unit_test(test_suggest),
		cmocka_unit_test(test_deep),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
