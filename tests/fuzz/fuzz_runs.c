// SPDX-License-Identifier: ISC
/*
 * Page after page of one source, as its runs get them: kept rules, repairs,
 * floods, changed links, failures, own feeds. The first byte chooses the source.
 * Pages are apart by a line that is a form feed; the first byte of each says
 * what the server does, the second how much later it is.
 *
 * What has to hold after each run: what is in the store stays, under its id and
 * with its date; the feed is whole in each format; a page that comes again
 * brings nothing.
 */
#include <setjmp.h>
#include <stdint.h>
#include <stdio.h>

#include "feeds.h"
#include "run/source_run.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define NOW INT64_C(1796000000)
#define BUDGET ((size_t)256 << 20)
#define MOST 8 /* pages of one input */
#define MOST_ITEMS 500

static const char yaml[] =
    "settings: {output: o, state: s, base_url: https://feeds.example.org/}\n"
    "defaults: {timezone: UTC, keep: 30}\n"
    "sources:\n"
    "  - {id: detected, url: https://e.cn/list/}\n"
    "  - {id: css, url: https://e.cn/a, item: ul.list > li, title: a, link: a,\n"
    "     date: span, summary: p}\n"
    "  - {id: articles, url: https://e.cn/a, item: li, title: a, link: a,\n"
    "     article: auto}\n"
    "  - {id: feed, url: https://e.cn/feed, prefer: feed}\n"
    "  - {id: strict, url: https://e.cn/b, item: li, title: a, date: span,\n"
    "     repair: off, flood: accept, required: [title, date], first_run: 2}\n"
    "  - {id: json, url: https://e.cn/a.json, item: '$.data[*]',\n"
    "     title: $.title, link: $.url, date: $.time}\n";

static const int statuses[] = { 200, 200, 200, 200, 304, 404, 429, 503 };
static const int64_t pauses[] = { 600, 3600, 4 * 3600, 86400, 8 * 86400 };

/* All that is known of the source, in the order of the store. */
struct known {
	struct item *v;
	size_t n;
};

static struct known
all_items(struct arena *a, const struct source *src)
{
	struct known k;
	struct err e = ERR_INIT;
	int64_t *number;

	must(store_items_all(
		 world.store, a, src->id, 0, &k.v, &number, &k.n, &e) == 0);
	return k;
}

/* What was BEFORE is in AFTER. */
static void
must_stay(const struct known *before, const struct known *after)
{
	for (size_t i = 0; i < before->n && before->n <= MOST_ITEMS; i++) {
		const struct item *x = &before->v[i], *y = NULL;

		for (size_t k = 0; k < after->n && y == NULL; k++)
			if (str_eq(after->v[k].guid, x->guid))
				y = &after->v[k];
		must(y != NULL);
		must(x->published.t == y->published.t);
		must(x->first_seen == y->first_seen);
	}
}

/* The next page of *IN in RES, and the pause before it; false at the end. */
static bool
next_page(struct str *in, struct response *res, int64_t *pause)
{
	static const char *const types[] = { "text/html; charset=utf-8",
		"application/xml", "application/json" };
	size_t end = str_find(*in, STR("\n\f\n"));
	struct str page = str_sub(*in, 0, end == STR_NONE ? in->len : end);

	*in = end == STR_NONE ? STR_NULL : str_from(*in, end + 3);
	if (page.len < 2)
		return false;
	*res = (struct response){ .status =
				      statuses[(unsigned char)page.p[0] % 8],
		.content_type = str_c(types[(unsigned char)page.p[0] / 8 % 3]),
		.body = str_from(page, 2) };
	*pause = pauses[(unsigned char)page.p[1] % 5];
	return true;
}

/* Of a page whose answer is RES, or that could not be had. When it tells to ask
 * for another one that is the next of *IN, or the same. */
static void
one_run(struct arena *a, const struct source *src, struct response *res,
    struct str *in, int64_t now)
{
	struct source_report report = { .source = src };
	struct source_run s = { .source = src,
		.processor = &processor_here,
		.known = world.store,
		.report = &report };
	struct err e = ERR_INIT;
	struct arena work;

	s.config_hash = config_source_hash(a, src);
	must(store_memory_load(world.store, a, src->id, &s.memory, &e) == 0);
	arena_init(&work, BUDGET);
	for (int i = 0; i < 3 && (i == 0 || s.again); i++) {
		struct request r = source_request(&s, a, STR("fuzz"));
		struct err failed = ERR_INIT;
		int64_t none;

		if (i > 0)
			(void)next_page(in, res, &none);
		if (res->status >= 400)
			err_set(&failed, ERR_HTTP, "HTTP %d", res->status);
		failed.http = res->status;
		res->url = r.url;
		res->time = now;
		must(source_finish(&s, a, &work, world.store, res,
			 failed.code == ERR_NONE ? NULL : &failed, now,
			 &e) == 0);
		arena_reset(&work);
	}
	arena_release(&work);
	must(!s.again);
}

static void
check_feed(struct arena *a, const struct source *src, int64_t now)
{
	struct memory m;
	struct str file[3];
	struct feed f;
	struct err e = ERR_INIT;

	must(store_memory_load(world.store, a, src->id, &m, &e) == 0);
	make_feed(a, src, &m, now, &f);
	check_feeds(a, &f, file);
}

static void
all_runs(struct arena *a, const struct source *src, struct str in)
{
	int64_t now = NOW, pause;
	struct response res;

	for (int i = 0; i < MOST && next_page(&in, &res, &pause); i++) {
		struct known before = all_items(a, src), after;
		struct str no_more = STR_NULL;

		now += pause;
		one_run(a, src, &res, &in, now);
		after = all_items(a, src);
		must_stay(&before, &after);
		check_feed(a, src, now);
		/* The same once more. */
		one_run(a, src, &res, &no_more, now + 1);
		must(all_items(a, src).n == after.n);
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const struct source *src;
	struct err e = ERR_INIT;
	struct arena a;
	jmp_buf over;

	world_begin(yaml);
	/* What a run says of each failure would fill the log of the fuzzer,
	 * which writes to the descriptor. */
	if (fileno(stderr) == 2)
		stderr = fopen("/dev/null", "w");
	must(stderr != NULL);
	if (size < 1)
		return 0;
	src = &world.config.sources.v[data[0] % world.config.sources.n];
	must(store_begin(world.store, &e) == 0);
	arena_init(&a, BUDGET);
	a.over = &over;
	if (setjmp(over) == 0)
		all_runs(&a, src, str_n((const char *)data + 1, size - 1));
	arena_release(&a);
	store_rollback(world.store);
	return 0;
}
