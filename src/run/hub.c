// SPDX-License-Identifier: ISC
#include "run/hub.h"

#include "base/clock.h"
#include "base/log.h"
#include "fetch/fetch.h"
#include "generate/generate.h"
#include "model/limits.h"
#include "run/feeds.h"
#include "run/hosts.h"
#include "run/source_run.h"

/* One hub, with what came of it. */
struct teller {
	struct str url;
	bool told; /* of something */
	struct err failed;
};

struct telling {
	struct arena *a;
	const struct hub_options *o;
	const struct hub_news *news;
	struct teller *hub; /* each once */
	size_t nhubs;
	struct request *request; /* one a topic, with its access */
	struct access *access;
	int64_t end_ms; /* monotonic */
	bool late;
};

void
hub_note(struct hub_news *news, struct arena *a, const struct config *c,
    struct str hub, struct str id, unsigned changed)
{
	if (str_empty(hub) || str_empty(c->base_url))
		return;
	for (size_t i = 0; i < feed_formats_n; i++) {
		if ((changed & feed_formats[i].bit) == 0)
			continue;
		news->v = arena_more(
		    a, news->v, news->n, &news->cap, sizeof(*news->v));
		news->v[news->n++] =
		    (struct hub_topic){ hub, generate_address(a, c->base_url,
						 id, feed_formats[i].suffix) };
	}
}

/* S in a form: but for the unreserved characters of RFC 3986, 2.3, each byte
 * is percent-encoded. */
static void
put_encoded(struct buf *b, struct str s)
{
	for (size_t i = 0; i < s.len; i++) {
		char c = s.p[i];

		if (is_alpha(c) || is_digit(c) || strchr("-._~", c) != NULL)
			buf_addc(b, c);
		else
			buf_addf(b, "%%%02X", (unsigned char)c);
	}
}

static struct str
form(struct arena *a, struct str topic)
{
	struct buf *b = buf_in(a, LIMIT_POST);

	buf_add(b, STR("hub.mode=publish&hub.url="));
	put_encoded(b, topic);
	buf_add(b, STR("&hub.topic="));
	put_encoded(b, topic);
	return buf_str(b);
}

static struct teller *
find_hub(struct telling *t, struct str url)
{
	for (size_t i = 0; i < t->nhubs; i++)
		if (str_eq(t->hub[i].url, url))
			return &t->hub[i];
	t->hub[t->nhubs] = (struct teller){ .url = url, .failed = ERR_INIT };
	return &t->hub[t->nhubs++];
}

static void
list_requests(struct telling *t, const struct config *c)
{
	struct str agent = source_agent(t->a, c->contact);

	t->hub = ARENA_ARRAY(t->a, t->news->n, struct teller);
	t->request = ARENA_ARRAY(t->a, t->news->n, struct request);
	t->access = ARENA_ARRAY(t->a, t->news->n, struct access);
	for (size_t i = 0; i < t->news->n; i++) {
		const struct hub_topic *topic = &t->news->v[i];

		t->access[i].post =
		    (struct post){ true, form(t->a, topic->url) };
		t->request[i] = (struct request){ .url = topic->hub,
			.user_agent = agent,
			.timeout = LIMIT_HUB_S,
			.max_size = LIMIT_ERROR_BODY,
			.tag = find_hub(t, topic->hub),
			.allow = &c->allow_private,
			.access = &t->access[i],
			.robots = ROBOTS_IGNORE, /* it is no page */
			.plain = true };
	}
}

/* fetch_done: one topic. What a signal cut short, or a pause that the hub asked
 * for, says nothing about the hub. */
static void
on_answer(void *ctx, const struct request *req, const struct response *res,
    const struct err *failed)
{
	struct telling *t = ctx;
	struct teller *hub = req->tag;
	struct str topic = t->news->v[req - t->request].url;

	(void)res;
	if (failed == NULL) {
		hub->told = true;
		log_line(LOG_INFO, "%.*s was told of %.*s", STR_ARG(hub->url),
		    STR_ARG(topic));
		return;
	}
	log_line(LOG_INFO, "%.*s was not told of %.*s: %s", STR_ARG(hub->url),
	    STR_ARG(topic), failed->msg);
	if (failed->code == ERR_DEFERRED ||
	    (t->o->stop != NULL && *t->o->stop != 0) ||
	    hub->failed.code != ERR_NONE)
		return;
	hub->failed = *failed;
	if (t->late)
		err_set(&hub->failed, ERR_NET, "no answer within %d s",
		    LIMIT_HUBS_S);
}

/* fetch_options.go_on */
static bool
go_on(void *ctx)
{
	struct telling *t = ctx;

	if (t->o->alive != NULL)
		t->o->alive(t->o->ctx);
	t->late = clock_monotonic_ms() >= t->end_ms;
	return !t->late;
}

/* A hub is told of once when it begins to fail, like a source. */
static int
settle(const struct telling *t, const struct teller *hub, struct store *st,
    struct err *e)
{
	bool fails = hub->failed.code != ERR_NONE;
	int64_t since;

	if (!fails && !hub->told)
		return 0;
	if (store_hub_load(st, hub->url, &since, e) != 0)
		return -1;
	if (fails == (since != 0))
		return 0;
	if (fails)
		log_line(LOG_WARN,
		    "%.*s is not told what changed: %s; readers that rely on "
		    "it see it later",
		    STR_ARG(hub->url), hub->failed.msg);
	else
		log_line(LOG_INFO, "%.*s works again", STR_ARG(hub->url));
	return store_hub_save(st, hub->url, fails ? t->o->now : 0, e);
}

void
hub_tell(struct arena *a, const struct config *c, struct store *st,
    const struct hub_news *news, const struct hub_options *o)
{
	struct telling t = { .a = a,
		.o = o,
		.news = news,
		.end_ms = clock_monotonic_ms() + (int64_t)LIMIT_HUBS_S * 1000 };
	struct err e = ERR_INIT;
	struct host_store hosts = {
		.store = st, .writes = true, .now = o->now, .failed = &e
	};
	struct fetch_memory memory = host_store_memory(&hosts);
	struct fetch_options fetch = { .done = on_answer,
		.ctx = &t,
		.stop = o->stop,
		.go_on = go_on,
		.now = o->now,
		.wall_ms = clock_now_ms(),
		.concurrency = c->concurrency,
		.memory = &memory };
	int rc;

	if (news->n == 0)
		return;
	log_context(STR("hub"), NULL);
	list_requests(&t, c);
	rc = fetch_all(t.request, news->n, &fetch, &e);
	for (size_t i = 0; rc == 0 && i < t.nhubs; i++)
		rc = settle(&t, &t.hub[i], st, &e);
	if (e.code != ERR_NONE)
		log_line(LOG_WARN, "%s", e.msg);
	log_context(STR_NULL, NULL);
}
