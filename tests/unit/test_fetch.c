// SPDX-License-Identifier: ISC
// Fetching against tests/e2e/evil_server.py: one path, one misbehaviour.
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <arpa/inet.h>
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/clock.h"
#include "fetch/fetch.h"
#include "fetch/redirect.h"
#include "model/limits.h"

#define COUNT(a) (sizeof(a) / sizeof(*(a)))
#define MB (1u << 20)

static struct {
	pid_t pid;
	int port, tls_port;
	struct arena arena;
} server;

/* What came of one request, copied out of the callback. */
struct got {
	unsigned called;
	size_t order;
	bool has_res;
	struct err e;
	struct response res;
};

static size_t ended;

static void
on_done(void *ctx, const struct request *req, const struct response *res,
    const struct err *e)
{
	struct got *g = req->tag;
	struct arena *a = ctx;

	g->called++;
	g->order = ended++;
	if (e != NULL)
		g->e = *e;
	g->has_res = res != NULL;
	if (res == NULL)
		return;
	g->res = *res;
	g->res.url = arena_str(a, res->url);
	g->res.content_type = arena_str(a, res->content_type);
	g->res.server = arena_str(a, res->server);
	g->res.challenge = arena_str(a, res->challenge);
	g->res.cookies = arena_str(a, res->cookies);
	g->res.retry_after = arena_str(a, res->retry_after);
	g->res.validators.etag = arena_str(a, res->validators.etag);
	g->res.validators.last_modified =
	    arena_str(a, res->validators.last_modified);
	g->res.permanent_url = arena_str(a, res->permanent_url);
	g->res.body = arena_str(a, res->body);
}

static const volatile sig_atomic_t go_on = 0;

/* The server is reached by names and ports of its own in turn. */
static const struct allow_private everything = { .all = true };

static void
fetch(struct request *req, struct got *got, size_t n)
{
	const struct fetch_options o = {
		.done = on_done, .ctx = &server.arena, .stop = &go_on
	};
	struct err e = ERR_INIT;

	for (size_t i = 0; i < n; i++) {
		req[i].tag = &got[i];
		req[i].robots = ROBOTS_IGNORE;
		if (req[i].allow == NULL)
			req[i].allow = &everything;
	}
	if (fetch_all(req, n, &o, &e) != 0)
		fail_msg("%s", e.msg);
	for (size_t i = 0; i < n; i++)
		assert_int_equal(got[i].called, 1);
}

/* http://HOST:PORT/PATH; "%d" in PATH is the port. */
static struct str
url_of(const char *host, const char *path)
{
	struct str s = str_c(path);
	size_t at = str_find(s, STR("%d"));

	if (at != STR_NONE)
		s = arena_printf(&server.arena, "%.*s%d%.*s",
		    STR_ARG(str_sub(s, 0, at)), server.port,
		    STR_ARG(str_from(s, at + 2)));
	return arena_printf(
	    &server.arena, "http://%s:%d/%.*s", host, server.port, STR_ARG(s));
}

static void
fetch_one(struct request req, struct got *got)
{
	*got = (struct got){ 0 };
	fetch(&req, got, 1);
}

static bool
holds(struct str s, const char *part)
{
	return str_find(s, str_c(part)) != STR_NONE;
}

/* How much more this machine has to do than it has processors: all takes so
 * many times longer. At least 1. */
static double
work(void)
{
	double load = 0;

	if (getloadavg(&load, 1) != 1)
		return 1;
	load /= (double)sysconf(_SC_NPROCESSORS_ONLN);
	return load > 1 ? load : 1;
}

/* --- One row, one misbehaviour ------------------------------------------ */

static const struct row {
	int line;
	const char *path;
	enum err_code code;
	int status;       /* of the answer or of ERR_HTTP */
	const char *part; /* of the message, or of the body */
	uint32_t timeout;
	uint32_t max_size;
} rows[] = {
	{ __LINE__, "page", ERR_NONE, 200, "The first", 0, 0 },
	{ __LINE__, "chunked", ERR_NONE, 200, "The first", 0, 0 },
	{ __LINE__, "slow-page", ERR_NONE, 200, "</html>", 0, 0 },
	{ __LINE__, "early-hints", ERR_NONE, 200, "The first", 0, 0 },
	{ __LINE__, "status/204", ERR_NONE, 204, "", 0, 0 },
	{ __LINE__, "sized/1000", ERR_NONE, 200, "xx", 0, 1000 },
	/* statuses */
	{ __LINE__, "nothing-here", ERR_HTTP, 404,
	    "the server answered 404 Not Found", 0, 0 },
	{ __LINE__, "status/500", ERR_HTTP, 500,
	    "answered 500 Internal Server Error", 0, 0 },
	{ __LINE__, "status/599", ERR_HTTP, 599, "answered 599", 0, 0 },
	{ __LINE__, "status/206", ERR_HTTP, 206, "206 Partial Content", 0, 0 },
	{ __LINE__, "status/300", ERR_HTTP, 300, "300 Multiple Choices", 0, 0 },
	{ __LINE__, "gone", ERR_HTTP, 410, "410 Gone", 0, 0 },
	{ __LINE__, "retry-after/429?v=120", ERR_HTTP, 429,
	    "429 Too Many Requests", 0, 0 },
	{ __LINE__, "not-modified-unasked", ERR_HTTP, 304,
	    "304 Not Modified, unasked", 0, 0 },
	{ __LINE__, "error-endless", ERR_HTTP, 404, "404 Not Found", 0, 0 },
	{ __LINE__, "error-stall", ERR_HTTP, 404, "404 Not Found", 3, 0 },
	/* redirects */
	{ __LINE__, "redirect-chain/3", ERR_NONE, 200, "The first", 0, 0 },
	{ __LINE__, "redirect-chain/10", ERR_NONE, 200, "The first", 0, 0 },
	{ __LINE__, "redirect-chain/11", ERR_NET, 0, "more than 10 redirects",
	    0, 0 },
	{ __LINE__, "redirect-loop", ERR_NET, 0,
	    "/redirect-loop: more than 10 redirects", 0, 0 },
	{ __LINE__, "redirect-no-location", ERR_NET, 0,
	    "the redirect says not where to", 0, 0 },
	{ __LINE__, "redirect-file", ERR_NET, 0,
	    "redirect: \"file:\" is neither http nor https", 0, 0 },
	{ __LINE__, "redirect-scheme/gopher", ERR_NET, 0,
	    "\"gopher:\" is neither", 0, 0 },
	{ __LINE__, "redirect-scheme/ftp", ERR_NET, 0, "\"ftp:\" is neither", 0,
	    0 },
	{ __LINE__, "redirect-userinfo", ERR_NET, 0,
	    "with a user name or password is refused", 0, 0 },
	{ __LINE__, "redirect-long", ERR_NET, 0, "longer than 4 kB", 0, 0 },
	{ __LINE__, "redirect-stall", ERR_NET, 0, "not complete after 3 s", 3,
	    0 },
	{ __LINE__, "redirect/302?to=/status/404%3Fsecret%3D1", ERR_HTTP, 404,
	    "/status/404: the server answered 404", 0, 0 },
	/* cut short */
	{ __LINE__, "close", ERR_NET, 0,
	    "the server closed the connection without an answer", 0, 0 },
	{ __LINE__, "reset", ERR_NET, 0, "", 0, 0 },
	{ __LINE__, "reset-mid-body", ERR_NET, 0, "the answer was cut", 0, 0 },
	{ __LINE__, "truncated-length", ERR_NET, 0, "the answer was cut", 0,
	    0 },
	{ __LINE__, "truncated-chunked", ERR_NET, 0, "the answer was cut", 0,
	    0 },
	{ __LINE__, "truncated-last-chunk", ERR_NET, 0, "the answer was cut", 0,
	    0 },
	{ __LINE__, "truncated-headers", ERR_NET, 0, "", 0, 0 },
	{ __LINE__, "truncated-after-header", ERR_NET, 0,
	    "the answer ends within its headers", 0, 0 },
	{ __LINE__, "truncated-no-length", ERR_NONE, 200, "<title>", 0, 0 },
	/* slow */
	{ __LINE__, "stall", ERR_NET, 0, "no answer within 3 s", 3, 0 },
	{ __LINE__, "stall-headers", ERR_NET, 0,
	    "the answer was not complete after 3 s", 3, 0 },
	{ __LINE__, "stall-body", ERR_NET, 0,
	    "the answer was not complete after 3 s", 3, 0 },
	{ __LINE__, "drip-headers", ERR_NET, 0, "not complete after 3 s", 3,
	    0 },
	{ __LINE__, "drip-body", ERR_NET, 0, "not complete after 3 s", 3, 0 },
	/* too much */
	{ __LINE__, "sized/1001", ERR_LIMIT, 0, "larger than 1000 bytes", 0,
	    1000 },
	{ __LINE__, "endless-body", ERR_LIMIT, 0,
	    "the body is larger than 10 MB (max_size)", 0, 0 },
	{ __LINE__, "endless-chunked", ERR_LIMIT, 0, "larger than 1 MB", 0,
	    MB },
	{ __LINE__, "huge-content-length", ERR_LIMIT, 0, "larger than 10 MB", 5,
	    0 },
	{ __LINE__, "endless-headers", ERR_LIMIT, 0,
	    "the headers are larger than 64 kB", 0, 0 },
	{ __LINE__, "one-endless-header", ERR_LIMIT, 0,
	    "the headers are larger than 64 kB", 0, 0 },
	{ __LINE__, "huge-header", ERR_LIMIT, 0,
	    "the headers are larger than 64 kB", 0, 0 },
	{ __LINE__, "folded-flood", ERR_NET, 0, "too many lines", 0, 0 },
	{ __LINE__, "early-hints-flood", ERR_LIMIT, 0,
	    "the headers are larger than 64 kB", 0, 0 },
	{ __LINE__, "cookie-flood", ERR_NONE, 200, "The first", 0, 0 },
	/* not quite HTTP */
	{ __LINE__, "http09", ERR_NET, 0, "the answer is no HTTP", 0, 0 },
	{ __LINE__, "garbage", ERR_NET, 0, "the answer is no HTTP", 0, 0 },
	{ __LINE__, "status-line/HTTP%2F1.1%20000%20Zero", ERR_NET, 0, "", 0,
	    0 },
	{ __LINE__, "status-line/HTTP%2F1.1%201000%20K", ERR_NET, 0, "", 0, 0 },
	{ __LINE__, "status-line/HTTP%2F1.1%20999%20X", ERR_NET, 0,
	    "a status that HTTP does not know", 0, 0 },
	{ __LINE__, "two-lengths", ERR_NET, 0, "no clear Content-Length", 0,
	    0 },
	{ __LINE__, "two-equal-lengths", ERR_NONE, 200, "The first", 0, 0 },
	{ __LINE__, "length-and-chunked", ERR_NET, 0, "Transfer-Encoding", 0,
	    0 },
	{ __LINE__, "length-negative", ERR_NET, 0, "Content-Length:", 0, 0 },
	{ __LINE__, "length-short", ERR_NONE, 200, "<!DOCTYPE", 0, 0 },
	{ __LINE__, "chunk-size/xyz", ERR_NET, 0, "the answer was cut", 0, 0 },
	{ __LINE__, "chunk-size/-1", ERR_NET, 0, "the answer was cut", 0, 0 },
	{ __LINE__, "chunk-size/fffffffffffffffff", ERR_NET, 0,
	    "the answer was cut", 0, 0 },
	{ __LINE__, "nul-in-header", ERR_NET, 0, "", 0, 0 },
	{ __LINE__, "trailers", ERR_NONE, 200, "The first", 0, 0 },
	{ __LINE__, "trailer-status", ERR_NET, 0, "", 0, 0 },
};

/* What is wrong with G, or NULL. */
static const char *
row_fault(const struct row *r, const struct got *g)
{
	struct str msg = str_c(g->e.msg);
	int status = g->e.code == ERR_NONE ? g->res.status : g->e.http;

	if (g->e.code != r->code)
		return "code";
	if (status != r->status)
		return "status";
	if (!holds(r->code == ERR_NONE ? g->res.body : msg, r->part))
		return r->part;
	if (g->has_res != (r->code == ERR_NONE || r->code == ERR_HTTP))
		return "response";
	if (holds(msg, "secret") || holds(msg, "%3D"))
		return "a secret is told";
	return NULL;
}

/* What a challenge is known by is kept of an error, and so much only. */
static void
error_pages(void **state)
{
	static const struct {
		int line;
		const char *path, *has, *server, *challenge, *cookies;
		size_t max; /* bytes of the body at most */
	} table[] = {
		{ __LINE__, "nothing-here", "The first", "", "", "", 1000 },
		{ __LINE__, "challenge/403", "The first", "gate/1", "challenge",
		    "a b__c", 1000 },
		{ __LINE__, "challenge/521", "The first", "gate/1", "challenge",
		    "a b__c", 1000 },
		{ __LINE__, "challenge/200", "The first", "gate/1", "challenge",
		    "a b__c", 1000 },
		{ __LINE__, "error-endless", "The first", "", "", "",
		    LIMIT_ERROR_BODY },
		{ __LINE__, "error-stall", "Not", "", "", "", 3 },
		{ __LINE__, "status/300", "", "", "", "", 0 },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(table); i++) {
		struct request req = {
			.url = url_of("127.0.0.1", table[i].path), .timeout = 3
		};
		struct got g;

		fetch_one(req, &g);
		if (!g.has_res || !holds(g.res.body, table[i].has) ||
		    g.res.body.len > table[i].max ||
		    !str_eq(g.res.challenge, str_c(table[i].challenge)) ||
		    !holds(g.res.server, table[i].server) ||
		    !str_eq(g.res.cookies, str_c(table[i].cookies)))
			fail_msg("line %d: %s %zu bytes", table[i].line,
			    g.e.msg, g.res.body.len);
	}
}

/* A transfer coding that nobody asked for: libcurl refuses it since 8.1, before
 * that it inflates it, which must end at the limit. */
static void
unasked_transfer_coding(void **state)
{
	struct request req = { .url = url_of("127.0.0.1", "te-gzip-bomb"),
		.timeout = 10 };
	struct got got = { 0 };

	(void)state;
	fetch_one(req, &got);
	if (got.e.code == ERR_LIMIT)
		assert_true(holds(str_c(got.e.msg), "larger than 10 MB"));
	else
		assert_int_equal(got.e.code, ERR_NET);
}

static void
misbehaviours(void **state)
{
	struct request req[COUNT(rows)] = { 0 };
	struct got got[COUNT(rows)] = { 0 };
	int64_t start = clock_monotonic_ms();
	int faults = 0;

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		char host[32];

		/* A host each, so that they run side by side. */
		snprintf(host, sizeof(host), "s%zu.localhost", i);
		req[i].url = url_of(host, rows[i].path);
		req[i].timeout = rows[i].timeout > 0 ? rows[i].timeout : 10;
		req[i].max_size = rows[i].max_size;
	}
	fetch(req, got, COUNT(rows));
	for (size_t i = 0; i < COUNT(rows); i++) {
		const char *fault = row_fault(&rows[i], &got[i]);

		if (fault == NULL)
			continue;
		print_error("line %d, %s: %s; got code %d: %s\n", rows[i].line,
		    rows[i].path, fault, (int)got[i].e.code, got[i].e.msg);
		faults++;
	}
	assert_int_equal(faults, 0);
	/* Side by side: one after the other takes more than 20 s. */
	assert_true(clock_monotonic_ms() - start < 10000 * work());
}

/* --- Where a body ends ---------------------------------------------------- */

static void
ends_of_bodies(void **state)
{
	static const struct {
		int line;
		const char *path;
		bool unbounded;
	} table[] = {
		{ __LINE__, "page", false },
		{ __LINE__, "chunked", false },
		{ __LINE__, "truncated-no-length", true },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(table); i++) {
		struct request req = { .url =
					   url_of("127.0.0.1", table[i].path) };
		struct got g;

		fetch_one(req, &g);
		if (g.e.code != ERR_NONE ||
		    g.res.unbounded != table[i].unbounded)
			fail_msg("line %d: %s", table[i].line, g.e.msg);
	}
}

/* --- Validators ---------------------------------------------------------- */

static void
validators_are_echoed(void **state)
{
	static const struct {
		int line;
		const char *path, *etag, *modified;
	} table[] = {
		{ __LINE__, "etag", "\"abc\"", "" },
		{ __LINE__, "etag-weak", "W/\"abc\"", "" },
		{ __LINE__, "etag-unquoted", "abc-def", "" },
		{ __LINE__, "etag-odd", "\"a b\\\"\xe9, c\";x", "" },
		{ __LINE__, "last-modified", "",
		    "Fri, 20 Nov 2026 00:30:00 GMT" },
		{ __LINE__, "last-modified-odd", "",
		    "Sun, 30 Feb 1800 25:61:61 CEST" },
		{ __LINE__, "both", "\"abc\"",
		    "Fri, 20 Nov 2026 00:30:00 GMT" },
		{ __LINE__, "redirect/302?to=/etag", "\"abc\"", "" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(table); i++) {
		struct request req = { .url =
					   url_of("127.0.0.1", table[i].path) };
		struct got g;

		fetch_one(req, &g);
		if (g.e.code != ERR_NONE || g.res.status != 200 ||
		    !str_eq(g.res.validators.etag, str_c(table[i].etag)) ||
		    !str_eq(g.res.validators.last_modified,
			str_c(table[i].modified)))
			fail_msg("line %d: first: %s", table[i].line, g.e.msg);
		req.validators = g.res.validators;
		req.validated_url = g.res.url;
		fetch_one(req, &g);
		if (g.e.code != ERR_NONE || g.res.status != 304 ||
		    g.res.body.len != 0)
			fail_msg("line %d: second: %d %s", table[i].line,
			    g.res.status, g.e.msg);
	}
}

static void
a_long_etag_is_not_kept(void **state)
{
	struct request req = { .url = url_of("127.0.0.1", "etag-long") };
	struct got g;

	(void)state;
	fetch_one(req, &g);
	assert_int_equal(g.res.status, 200);
	assert_int_equal(g.res.validators.etag.len, 0);
}

static void
trailers_change_nothing(void **state)
{
	struct request req = { .url = url_of("127.0.0.1", "trailers") };
	struct got g;

	(void)state;
	fetch_one(req, &g);
	assert_int_equal(g.res.status, 200);
	assert_true(str_eq(g.res.validators.etag, STR("\"good\"")));
}

static void
how_long_it_stays_fresh(void **state)
{
	static const struct {
		const char *path;
		int64_t seconds;
	} table[] = {
		{ "page", 0 },
		{ "fresh", 500 },
		{ "expires", 600 },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(table); i++) {
		struct request req = { .url =
					   url_of("127.0.0.1", table[i].path) };
		struct got g;

		fetch_one(req, &g);
		assert_int_equal(g.res.status, 200);
		assert_int_equal(g.res.fresh_for, table[i].seconds);
	}
}

/* --- What is sent, and to whom ------------------------------------------- */

static const struct header canary[] = {
	{ { "Authorization", 13 }, { "Bearer canary", 13 } },
	{ { "X-Api-Key", 9 }, { "canary", 6 } },
	{ { "Accept", 6 }, { "application/json", 16 } },
};

static void
what_is_sent(void **state)
{
	static const struct {
		int line;
		const char *path, *has, *has_not;
	} table[] = {
		{ __LINE__, "headers", "Accept-Encoding: gzip, br, zstd",
		    NULL },
		{ __LINE__, "headers", "User-Agent: coranto/", NULL },
		{ __LINE__, "headers", "GET /headers HTTP/1.1", "Referer" },
		{ __LINE__, "headers", "X-Api-Key: canary", "Cookie" },
		{ __LINE__, "headers", "Accept: application/json", "*/*" },
		{ __LINE__, "headers", "If-None-Match: \"v\"", NULL },
		{ __LINE__, "headers", "If-Modified-Since: then", NULL },
		{ __LINE__, "redirect/302?to=/headers", "X-Api-Key: canary",
		    "Referer" },
		{ __LINE__, "redirect/302?to=/headers", "Host:", "If-" },
		/* another host */
		{ __LINE__, "redirect/302?to=http://localhost:%d/headers",
		    "Host: localhost", "canary" },
		{ __LINE__, "redirect/302?to=http://localhost:%d/headers",
		    "Accept: */*", "If-" },
		{ __LINE__, "redirect/302?to=//localhost:%d/headers",
		    "User-Agent: coranto/", "canary" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(table); i++) {
		struct request req = { .url =
					   url_of("127.0.0.1", table[i].path),
			.headers = canary,
			.nheaders = COUNT(canary),
			.validators = { STR("\"v\""), STR("then") } };
		struct got g;

		fetch_one(req, &g);
		if (!holds(g.res.body, table[i].has) ||
		    (table[i].has_not != NULL &&
			holds(g.res.body, table[i].has_not)))
			fail_msg("line %d: %s%.*s", table[i].line, g.e.msg,
			    STR_ARG(g.res.body));
	}
}

static void
validators_go_where_they_came_from(void **state)
{
	struct request req = {
		.url = url_of(
		    "127.0.0.1", "redirect/302?to=http://localhost:%d/etag"),
		.headers = canary,
		.nheaders = COUNT(canary),
	};
	struct got g;

	(void)state;
	fetch_one(req, &g);
	assert_int_equal(g.res.status, 200);
	req.validators = g.res.validators;
	req.validated_url = g.res.url;
	fetch_one(req, &g);
	assert_int_equal(g.res.status, 304);
}

static void
headers_that_break_the_request(void **state)
{
	static const struct header table[] = {
		{ { "X", 1 }, { "a\r\nEvil: b", 10 } },
		{ { "X", 1 }, { "a\0b", 3 } },
		{ { "X: y", 4 }, { "a", 1 } },
		{ { "", 0 }, { "a", 1 } },
		{ { "X\nY", 3 }, { "a", 1 } },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(table); i++) {
		struct request req = { .url = url_of("127.0.0.1", "headers"),
			.headers = &table[i],
			.nheaders = 1 };
		struct got g;

		fetch_one(req, &g);
		assert_int_equal(g.e.code, ERR_CONFIG);
		assert_int_equal(g.e.reach, REACH_SOURCE);
	}
}

/* --- Redirects ----------------------------------------------------------- */

static void
permanent_moves(void **state)
{
	static const struct {
		int line;
		const char *path, *url, *permanent;
	} table[] = {
		{ __LINE__, "page", "/page", NULL },
		{ __LINE__, "redirect/301?to=/page", "/page", "/page" },
		{ __LINE__, "redirect/308?to=/page", "/page", "/page" },
		{ __LINE__, "redirect/302?to=/page", "/page", NULL },
		{ __LINE__, "redirect/303?to=/page", "/page", NULL },
		{ __LINE__, "redirect/307?to=/page", "/page", NULL },
		{ __LINE__, "redirect-chain/3?code=301", "/page", "/page" },
		{ __LINE__, "redirect/302?to=/redirect/301", "/page", NULL },
		{ __LINE__, "moved-mixed", "/page",
		    "/redirect/302?to=/redirect/301%3Fto%3D/page" },
		{ __LINE__, "redirect/301?to=/status/404", NULL, NULL },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(table); i++) {
		struct request req = { .url =
					   url_of("127.0.0.1", table[i].path) };
		struct str url, to = STR_NULL;
		struct got g;

		fetch_one(req, &g);
		url = url_of("127.0.0.1",
		    table[i].url != NULL ? table[i].url + 1 : "status/404");
		if (table[i].permanent != NULL)
			to = url_of("127.0.0.1", table[i].permanent + 1);
		if (!str_eq(g.res.url, url) || !str_eq(g.res.permanent_url, to))
			fail_msg("line %d: %.*s, %.*s", table[i].line,
			    STR_ARG(g.res.url), STR_ARG(g.res.permanent_url));
	}
}

static void
redirect_targets(void **state)
{
	static const struct {
		int line;
		const char *from, *location, *href; /* NULL: refused */
	} table[] = {
		{ __LINE__, "http://a.test/x/y", "z", "http://a.test/x/z" },
		{ __LINE__, "http://a.test/x/y", "//b.test/",
		    "http://b.test/" },
		{ __LINE__, "http://a.test/", "https://a.test/",
		    "https://a.test/" },
		{ __LINE__, "https://a.test/", "https://b.test/",
		    "https://b.test/" },
		{ __LINE__, "https://a.test/", "http://a.test/", NULL },
		{ __LINE__, "http://a.test/", "", NULL },
		{ __LINE__, "http://a.test/", "file:///etc/passwd", NULL },
		{ __LINE__, "http://a.test/", "http://u@a.test/", NULL },
		{ __LINE__, "http://a.test/", "http://:p@a.test/", NULL },
		{ __LINE__, "http://a.test/", "javascript:alert(1)", NULL },
		{ __LINE__, "http://a.test/", "http://", NULL },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(table); i++) {
		struct err e = ERR_INIT;
		struct url from, to;
		int rc;

		assert_int_equal(address_parse(&server.arena,
				     str_c(table[i].from), STR_NULL, &from, &e),
		    0);
		rc = redirect_parse(
		    &server.arena, &from, str_c(table[i].location), &to, &e);
		if ((rc == 0) != (table[i].href != NULL) ||
		    (rc == 0 && !str_eq(to.href, str_c(table[i].href))))
			fail_msg("line %d: %d %s", table[i].line, rc, e.msg);
	}
}

/* --- The gate ------------------------------------------------------------ */

/* Whoever connects to it has come too far. */
static struct trap {
	int fd[2]; /* on 127.0.0.1 and, where there is one, on ::1 */
	int port;
} trap;

static void
trap_open(void)
{
	struct sockaddr_in v4 = { .sin_family = AF_INET };
	struct sockaddr_in6 v6 = { .sin6_family = AF_INET6,
		.sin6_addr = IN6ADDR_LOOPBACK_INIT };
	socklen_t len = sizeof(v4);

	trap.fd[0] = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
	trap.fd[1] = socket(AF_INET6, SOCK_STREAM | SOCK_NONBLOCK, 0);
	v4.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	assert_int_equal(
	    bind(trap.fd[0], (struct sockaddr *)&v4, sizeof(v4)), 0);
	assert_int_equal(listen(trap.fd[0], 16), 0);
	getsockname(trap.fd[0], (struct sockaddr *)&v4, &len);
	trap.port = ntohs(v4.sin_port);
	v6.sin6_port = v4.sin_port;
	if (bind(trap.fd[1], (struct sockaddr *)&v6, sizeof(v6)) == 0)
		assert_int_equal(listen(trap.fd[1], 16), 0);
}

static void
trap_is_empty(void)
{
	for (size_t i = 0; i < COUNT(trap.fd); i++) {
		assert_int_equal(accept(trap.fd[i], NULL, NULL), -1);
		close(trap.fd[i]);
	}
}

/* A redirect leads to no inner address, however it is written, and nobody
 * there hears of it. */
static void
redirects_inside(void **state)
{
	static const struct {
		int line;
		const char *to;   /* less ":PORT/" */
		const char *part; /* of the message */
	} table[] = {
		{ __LINE__, "http://127.0.0.1", "refused: " },
		{ __LINE__, "http://127.1", "refused: " },
		{ __LINE__, "http://0x7f.1", "refused: " },
		{ __LINE__, "http://0177.0.0.1", "refused: " },
		{ __LINE__, "http://2130706433", "refused: " },
		{ __LINE__, "http://127.0.0.1.", "refused: " },
		{ __LINE__, "http://0.0.0.0", "an unspecified address" },
		{ __LINE__, "http://0", "an unspecified address" },
		{ __LINE__, "http://[::]", "refused: " },
		{ __LINE__, "http://[::1]", "refused: " },
		{ __LINE__, "http://[::ffff:127.0.0.1]", "refused: " },
		{ __LINE__, "http://[::ffff:7f00:1]", "refused: " },
		{ __LINE__, "http://[::127.0.0.1]", "refused: " },
		{ __LINE__, "http://[64:ff9b::7f00:1]", "loopback" },
		{ __LINE__, "http://localhost", "refused: " },
		{ __LINE__, "http://x.localhost", "refused: " },
		{ __LINE__, "http://10.0.0.1",
		    "10.0.0.1 is a private address" },
		{ __LINE__, "http://[fe80::1]", "a link-local address" },
		{ __LINE__, "http://224.0.0.1", "a multicast address" },
		{ __LINE__, "http://169.254.169.254", "metadata service" },
		{ __LINE__, "http://[fd00:ec2::254]", "metadata service" },
	};

	struct endpoint server_itself = { STR("127.0.0.1"), server.port };
	struct allow_private allow = { .v = &server_itself, .n = 1 };

	(void)state;
	trap_open();
	for (size_t i = 0; i < COUNT(table); i++) {
		char path[120];
		struct request req = { .allow = &allow };
		struct got g;

		snprintf(path, sizeof(path), "redirect/302?to=%s:%d/",
		    table[i].to, trap.port);
		req.url = url_of("127.0.0.1", path);
		/* The port is no reason to refuse. */
		req.named_url = arena_printf(
		    &server.arena, "http://own.localhost:%d/", trap.port);
		fetch_one(req, &g);
		if (g.e.code != ERR_NET ||
		    !holds(str_c(g.e.msg), "refused: ") ||
		    !holds(str_c(g.e.msg), table[i].part))
			fail_msg("line %d: %s", table[i].line, g.e.msg);
	}
	trap_is_empty();
}

/* What is configured is asked, where it redirects to is not. */
static void
the_configured_origin_alone(void **state)
{
	static const struct allow_private nothing = { 0 };
	static const struct {
		int line;
		const char *host, *path, *part;
	} table[] = {
		{ __LINE__, "127.0.0.1", "page", NULL },
		{ __LINE__, "a.localhost", "page", NULL },
		{ __LINE__, "127.0.0.1", "redirect/302?to=/page", NULL },
		{ __LINE__, "127.0.0.1",
		    "redirect/302?to=http://127.0.0.1:%d/page", NULL },
		{ __LINE__, "127.0.0.1",
		    "redirect/302?to=http://localhost:%d/page",
		    "http://localhost" },
		{ __LINE__, "localhost",
		    "redirect/302?to=http://127.0.0.1:%d/page",
		    "refused: 127.0.0.1 is a loopback address" },
		{ __LINE__, "127.0.0.1",
		    "redirect/302?to=https://127.0.0.1:%d/page",
		    "refused: 127.0.0.1 is a loopback address" },
		{ __LINE__, "127.0.0.1",
		    "redirect/302?to=http://127.0.0.1:6379/",
		    "refused: port 6379 of 127.0.0.1" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(table); i++) {
		struct request req = { .url =
					   url_of(table[i].host, table[i].path),
			.allow = &nothing };
		struct got g;

		fetch_one(req, &g);
		if ((g.e.code == ERR_NONE) != (table[i].part == NULL) ||
		    !holds(str_c(g.e.msg),
			table[i].part == NULL ? "" : table[i].part))
			fail_msg("line %d: %s", table[i].line, g.e.msg);
	}
}

/* A connection that one source may use is no way in for another. */
static void
connections_are_judged_again(void **state)
{
	static const struct allow_private nothing = { 0 };
	struct request req[2] = {
		{ .url = url_of("127.0.0.1", "slot/0.3"), .allow = &nothing },
		{ .url = url_of("localhost",
		      "redirect/302?to=http://127.0.0.1:%d/slot/0"),
		    .allow = &nothing },
	};
	struct got got[2] = { 0 };

	(void)state;
	fetch(req, got, 2);
	assert_int_equal(got[0].e.code, ERR_NONE);
	assert_int_equal(got[1].e.code, ERR_NET);
	assert_true(holds(
	    str_c(got[1].e.msg), "refused: 127.0.0.1 is a loopback address"));
}

/* --- Connections --------------------------------------------------------- */

/* What answers lead to: asked for once the first of all has come. */
static struct chain {
	struct request req[6];
	struct got got[6];
	size_t next, n;
} chain;

static const struct request *
next_of_chain(void *ctx)
{
	(void)ctx;
	/* One after the other: each is known when the one before is over. */
	if (chain.next == chain.n || chain.got[chain.next - 1].called == 0)
		return NULL;
	return &chain.req[chain.next++];
}

static void
follow_chain(uint32_t deadline)
{
	const struct fetch_options o = { .done = on_done,
		.ctx = &server.arena,
		.deadline = deadline,
		.more = next_of_chain };
	struct err e = ERR_INIT;

	ended = 0;
	chain.next = 1;
	for (size_t i = 0; i < chain.n; i++) {
		chain.got[i] = (struct got){ 0 };
		chain.req[i].robots = ROBOTS_IGNORE;
		chain.req[i].allow = &everything;
		chain.req[i].tag = &chain.got[i];
	}
	assert_int_equal(fetch_all(chain.req, 1, &o, &e), 0);
	for (size_t i = 0; i < chain.n; i++) {
		assert_int_equal(chain.got[i].called, 1);
		assert_int_equal(chain.got[i].order, i);
	}
}

static void
answers_lead_to_requests(void **state)
{
	static const char *const path[] = { "slot-reset", "slot/0.02",
		"slot/0.02", "nothing-here", "slot/0.02", "slot/0.02" };
	int64_t before;

	(void)state;
	chain = (struct chain){ .n = 6 };
	for (size_t i = 0; i < chain.n; i++) {
		chain.req[i].url = url_of("127.0.0.1", path[i]);
		chain.req[i].gap_ms = 60;
	}
	chain.req[4].url = url_of("x.localhost", path[4]);
	chain.req[5].url = STR("gopher://127.0.0.1/");
	before = clock_monotonic_ms();
	follow_chain(0);
	/* Each host has its pause before what comes later, too. */
	assert_true(clock_monotonic_ms() - before >= 3 * 60);
	assert_true(str_eq(chain.got[1].res.body, STR("1")));
	assert_true(str_eq(chain.got[2].res.body, STR("1")));
	assert_int_equal(chain.got[3].e.http, 404);
	assert_true(str_eq(chain.got[4].res.body, STR("1")));
	assert_int_equal(chain.got[5].e.code, ERR_NET);
}

/* After the deadline nothing begins that nobody had thought of before. */
static void
requests_after_the_deadline(void **state)
{
	(void)state;
	chain = (struct chain){ .n = 3 };
	chain.req[0].url = url_of("127.0.0.1", "page");
	chain.req[1].url = url_of("127.0.0.1", "slot/1.2");
	chain.req[2].url = url_of("x.localhost", "page");
	follow_chain(1);
	assert_int_equal(chain.got[1].e.code, ERR_NONE);
	assert_int_equal(chain.got[2].e.code, ERR_DEFERRED);
}

static void
nobody_listens(void **state)
{
	struct request req = { .url = STR("http://127.0.0.1:1/") };
	struct got g;

	(void)state;
	fetch_one(req, &g);
	assert_int_equal(g.e.code, ERR_NET);
	assert_string_equal(g.e.msg, "connection refused by 127.0.0.1 port 1");
}

/* A listener whose queue is full drops what comes: a dead host, on loopback. */
static void
nobody_accepts(void **state)
{
	struct sockaddr_in at = { .sin_family = AF_INET };
	socklen_t len = sizeof(at);
	int listener = socket(AF_INET, SOCK_STREAM, 0), guest[3];
	struct request req = { .timeout = 1 };
	struct got g;
	char want[80];

	(void)state;
	at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	assert_int_equal(bind(listener, (struct sockaddr *)&at, len), 0);
	assert_int_equal(listen(listener, 0), 0);
	getsockname(listener, (struct sockaddr *)&at, &len);
	for (size_t i = 0; i < COUNT(guest); i++) {
		guest[i] = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
		if (connect(guest[i], (struct sockaddr *)&at, len) != 0)
			assert_int_equal(errno, EINPROGRESS);
	}
	req.url = arena_printf(
	    &server.arena, "http://127.0.0.1:%d/", ntohs(at.sin_port));
	fetch_one(req, &g);
	snprintf(want, sizeof(want),
	    "no connection to 127.0.0.1 port %d within 1 s",
	    ntohs(at.sin_port));
	assert_string_equal(g.e.msg, want);
	for (size_t i = 0; i < COUNT(guest); i++)
		close(guest[i]);
	close(listener);
}

static void
no_such_name(void **state)
{
	struct request req = { .url = STR("http://nosuch.invalid/?secret"),
		.timeout = 2 };
	struct got g;

	(void)state;
	fetch_one(req, &g);
	assert_int_equal(g.e.code, ERR_NET);
	/* Where no resolver answers, it is the time-out that speaks. */
	if (strcmp(g.e.msg, "name nosuch.invalid does not resolve") != 0)
		assert_string_equal(
		    g.e.msg, "name nosuch.invalid was not resolved within 2 s");
}

static void
nobody_trusts_the_certificate(void **state)
{
	struct request req = { .url = arena_printf(&server.arena,
				   "https://127.0.0.1:%d/page",
				   server.tls_port) };
	struct got g;

	(void)state;
	fetch_one(req, &g);
	assert_int_equal(g.e.code, ERR_NET);
	assert_true(str_starts(str_c(g.e.msg), STR("TLS: ")));
}

/* A file of cookies is mended without a change of the configuration, so it is
 * tried again. */
static void
a_broken_cookie_file(void **state)
{
	char path[] = "/tmp/test_fetch.XXXXXX";
	int fd = mkstemp(path);
	struct access access = { .cookies = { .file = str_c(path) } };
	struct request req = { .url = url_of("127.0.0.1", "page"),
		.access = &access };
	struct got g;

	(void)state;
	assert_true(fd >= 0);
	assert_int_equal(write(fd, "nonsense\n", 9), 9);
	close(fd);
	fetch_one(req, &g);
	unlink(path);
	assert_int_equal(g.e.code, ERR_CONFIG);
	assert_int_equal(g.e.reach, REACH_SOURCE);
	assert_int_equal(g.e.retry, RETRY_LATER);
}

static void
one_host_one_at_a_time(void **state)
{
	struct request req[6] = { 0 };
	struct got got[6] = { 0 };

	(void)state;
	fetch_one((struct request){ .url = url_of("127.0.0.1", "slot-reset") },
	    &got[0]);
	got[0] = (struct got){ 0 };
	for (size_t i = 0; i < 6; i++)
		req[i].url = url_of("127.0.0.1",
		    i % 2 == 0 ? "slot/0.02"
			       : "redirect/302?to=http://127.0.0.1:%d/slot/"
				 "0.02");
	/* One more comes by a redirect from elsewhere. */
	req[3].url = url_of(
	    "x.localhost", "redirect/302?to=http://127.0.0.1:%d/slot/0.02");
	fetch(req, got, 6);
	for (size_t i = 0; i < 6; i++)
		assert_true(str_eq(got[i].res.body, STR("1")));
	/* In their order. */
	assert_true(got[0].order < got[1].order &&
		    got[1].order < got[2].order && got[2].order < got[4].order);
}

static void
many_hosts_side_by_side(void **state)
{
	enum { N = LIMIT_TRANSFERS + 8 };
	struct request req[N] = { 0 };
	struct got got[N] = { 0 };
	unsigned long long most = 0, n;

	(void)state;
	fetch_one((struct request){ .url = url_of("127.0.0.1", "slot-reset") },
	    &got[0]);
	got[0] = (struct got){ 0 };
	for (size_t i = 0; i < N; i++) {
		char host[32];

		snprintf(host, sizeof(host), "h%zu.localhost", i);
		req[i].url = url_of(host, "slot/1.5");
	}
	fetch(req, got, N);
	for (size_t i = 0; i < N; i++) {
		assert_int_equal(str_uint(got[i].res.body, 1000, &n), 0);
		most = n > most ? n : most;
	}
	assert_in_range(most, LIMIT_TRANSFERS / 2, LIMIT_TRANSFERS);
}

static void
connections_are_used_again(void **state)
{
	struct request req[5] = { 0 };
	struct got got[5] = { 0 };

	(void)state;
	for (size_t i = 0; i < 5; i++)
		req[i].url = url_of("127.0.0.1", "connection");
	req[2].url = url_of("127.0.0.1", "status/404");
	fetch(req, got, 5);
	assert_int_equal(got[2].e.http, 404);
	for (size_t i = 0; i < 5; i++)
		if (i != 2)
			assert_true(str_eq(got[i].res.body, got[0].res.body));
}

static volatile sig_atomic_t stop_flag;

static void
on_alarm(int sig)
{
	(void)sig;
	stop_flag = 1;
}

static void
stop_ends_everything(void **state)
{
	struct request req[4] = { 0 };
	struct got got[4] = { 0 };
	struct sigaction sa = { .sa_handler = on_alarm };
	struct fetch_options o = {
		.done = on_done, .ctx = &server.arena, .stop = &stop_flag
	};
	struct err e = ERR_INIT;
	int64_t start = clock_monotonic_ms();

	(void)state;
	for (size_t i = 0; i < 4; i++) {
		req[i].url = url_of("127.0.0.1", "stall");
		req[i].robots = ROBOTS_IGNORE;
		req[i].tag = &got[i];
	}
	req[1].url =
	    url_of("a.localhost", "redirect/302?to=http://127.0.0.1:%d/stall");
	req[2].url = url_of("b.localhost", "endless-chunked");
	req[2].max_size = UINT32_MAX;
	stop_flag = 0;
	sigaction(SIGALRM, &sa, NULL);
	ualarm(300000, 0);
	assert_int_equal(fetch_all(req, 4, &o, &e), 0);
	assert_true(clock_monotonic_ms() - start < 1300 * work());
	for (size_t i = 0; i < 4; i++) {
		assert_int_equal(got[i].called, 1);
		assert_int_equal(got[i].e.code, ERR_NET);
		assert_string_equal(got[i].e.msg, "interrupted");
	}
}

static bool
until_something_ended(void *ctx)
{
	(void)ctx;
	return ended == 0;
}

/* The caller, who cannot keep what comes, ends it as a signal would. */
static void
the_caller_ends_everything(void **state)
{
	struct request req[3] = { 0 };
	struct got got[3] = { 0 };
	struct fetch_options o = { .done = on_done,
		.ctx = &server.arena,
		.go_on = until_something_ended };
	struct err e = ERR_INIT;

	(void)state;
	for (size_t i = 0; i < 3; i++) {
		req[i].url = url_of("127.0.0.1", i == 0 ? "page" : "stall");
		req[i].robots = ROBOTS_IGNORE;
		req[i].tag = &got[i];
	}
	req[2].url = url_of("a.localhost", "stall");
	ended = 0;
	assert_int_equal(fetch_all(req, 3, &o, &e), 0);
	assert_int_equal(got[0].e.code, ERR_NONE);
	for (size_t i = 1; i < 3; i++) {
		assert_int_equal(got[i].called, 1);
		assert_string_equal(got[i].e.msg, "interrupted");
	}
}

/* --- Addresses of other kinds -------------------------------------------- */

static void
file_urls(void **state)
{
	static const struct {
		int line;
		const char *name, *type;
		enum err_code code;
		int sys;
		uint32_t max_size;
	} table[] = {
		{ __LINE__, "/a%20b.html", "text/html", ERR_NONE, 0, 5 },
		{ __LINE__, "/a%20b.html", "", ERR_LIMIT, 0, 4 },
		{ __LINE__, "/none.html", "", ERR_SYSTEM, ENOENT, 0 },
		{ __LINE__, "/", "", ERR_SYSTEM, EISDIR, 0 },
		{ __LINE__, "/a%20b.html%00", "", ERR_SYSTEM, EINVAL, 0 },
		{ __LINE__, "/fifo", "", ERR_SYSTEM, EINVAL, 0 },
	};
	char dir[] = "/tmp/test_fetch.XXXXXX", path[64], fifo[64];
	FILE *f;

	(void)state;
	assert_non_null(mkdtemp(dir));
	snprintf(path, sizeof(path), "%s/a b.html", dir);
	snprintf(fifo, sizeof(fifo), "%s/fifo", dir);
	assert_int_equal(mkfifo(fifo, 0600), 0);
	f = fopen(path, "w");
	assert_non_null(f);
	fputs("hello", f);
	fclose(f);
	for (size_t i = 0; i < COUNT(table); i++) {
		struct request req = { .url = arena_printf(&server.arena,
					   "file://%s%s", dir, table[i].name),
			.max_size = table[i].max_size };
		struct got g;

		fetch_one(req, &g);
		if (g.e.code != table[i].code || g.e.sys != table[i].sys)
			fail_msg("line %d: %s", table[i].line, g.e.msg);
		if (g.e.code == ERR_NONE &&
		    (g.res.status != 200 || !str_eq(g.res.url, req.url) ||
			!str_eq(g.res.body, STR("hello")) ||
			!str_eq(g.res.content_type, str_c(table[i].type))))
			fail_msg("line %d: response", table[i].line);
	}
	unlink(path);
	unlink(fifo);
	rmdir(dir);
}

static void
refused_addresses(void **state)
{
	static const char *const table[] = { "gopher://127.0.0.1/",
		"http://user:secret@127.0.0.1/", "nonsense", "",
		"file://elsewhere.test/etc/passwd" };

	(void)state;
	for (size_t i = 0; i < COUNT(table); i++) {
		struct request req = { .url = str_c(table[i]) };
		struct got g;

		fetch_one(req, &g);
		assert_int_not_equal(g.e.code, ERR_NONE);
		assert_false(holds(str_c(g.e.msg), "secret"));
	}
}

/* Wishes: no request is made before its turn, none twice, and none for what is
 * over before. */
static struct {
	struct request req[6];
	struct got got[6], unmade[6];
	unsigned made[6], made_again, under_way, most;
} wishes;

static const struct request *
make_wish(void *ctx, const struct wish *w)
{
	size_t i = (size_t)((struct got *)w->tag - wishes.got);

	(void)ctx;
	wishes.made[i]++;
	if (++wishes.under_way > wishes.most)
		wishes.most = wishes.under_way;
	wishes.req[i].tag = w->tag;
	return i == 5 ? NULL : &wishes.req[i];
}

static void
unmake_wish(void *ctx, const struct request *req)
{
	(void)ctx;
	wishes.under_way--;
	wishes.made[(struct got *)req->tag - wishes.got]--;
	wishes.made_again++;
}

static void
wish_done(void *ctx, const struct request *req, const struct response *res,
    const struct err *e)
{
	wishes.under_way--;
	on_done(ctx, req, res, e);
}

static void
wish_unmade(void *ctx, const struct wish *w, const struct response *res,
    const struct err *e)
{
	struct got *g = &wishes.unmade[(struct got *)w->tag - wishes.got];

	(void)ctx, (void)res;
	g->called++;
	g->e = *e;
}

static void
requests_are_made_at_their_turn(void **state)
{
	const struct fetch_options o = { .done = wish_done,
		.unmade = wish_unmade,
		.make = make_wish,
		.unmake = unmake_wish,
		.ctx = &server.arena };
	struct wish w[6];
	struct err e = ERR_INIT;

	(void)state;
	for (size_t i = 0; i < 6; i++) {
		wishes.req[i] = (struct request){ .robots = ROBOTS_IGNORE,
			.allow = &everything };
		wishes.req[i].url = i == 4 ? STR("gopher://127.0.0.1/")
					   : url_of("127.0.0.1", "page");
		w[i] = (struct wish){ .url = wishes.req[i].url,
			.robots = ROBOTS_IGNORE,
			.tag = &wishes.got[i] };
	}
	/* It waits for robots.txt, and its request is made again. */
	w[0].robots = wishes.req[0].robots = ROBOTS_OBEY;
	assert_int_equal(fetch_wishes(w, 6, &o, &e), 0);
	assert_int_equal(wishes.made_again, 1);
	for (size_t i = 0; i < 6; i++) {
		assert_int_equal(wishes.made[i], i != 4);
		assert_int_equal(wishes.got[i].called, i < 4);
		assert_int_equal(wishes.got[i].e.code, ERR_NONE);
		assert_int_equal(wishes.unmade[i].called, i == 4);
	}
	assert_int_equal(wishes.unmade[4].e.code, ERR_NET);
	assert_int_equal(wishes.most, 1);
}

static void
nothing_to_do(void **state)
{
	struct fetch_options o = { .done = on_done, .stop = &go_on };
	struct err e = ERR_INIT;

	(void)state;
	assert_int_equal(fetch_all(NULL, 0, &o, &e), 0);
}

/* --- The server ---------------------------------------------------------- */

static int
server_start(void **state)
{
	int fd[2];
	FILE *f;

	(void)state;
	/* It must not be asked: the environment is not the configuration. */
	setenv("http_proxy", "http://127.0.0.1:1", 1);
	setenv("ALL_PROXY", "http://127.0.0.1:1", 1);
	signal(SIGPIPE, SIG_IGN);
	arena_init(&server.arena, 256 * MB);
	if (pipe(fd) != 0 || (server.pid = fork()) < 0)
		return -1;
	if (server.pid == 0) {
		prctl(PR_SET_PDEATHSIG, SIGKILL);
		dup2(fd[1], STDOUT_FILENO);
		close(fd[0]);
		close(fd[1]);
		execlp("python3", "python3", "tests/e2e/evil_server.py",
		    "--tls", "--lifetime", "120", (char *)NULL);
		_exit(127);
	}
	close(fd[1]);
	f = fdopen(fd[0], "r");
	if (f == NULL ||
	    fscanf(f, "%d %d", &server.port, &server.tls_port) != 2)
		return -1;
	fclose(f);
	return 0;
}

static int
server_stop(void **state)
{
	(void)state;
	if (server.pid > 0) {
		kill(server.pid, SIGKILL);
		waitpid(server.pid, NULL, 0);
	}
	arena_release(&server.arena);
	return 0;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(misbehaviours),
		cmocka_unit_test(error_pages),
		cmocka_unit_test(unasked_transfer_coding),
		cmocka_unit_test(ends_of_bodies),
		cmocka_unit_test(validators_are_echoed),
		cmocka_unit_test(a_long_etag_is_not_kept),
		cmocka_unit_test(trailers_change_nothing),
		cmocka_unit_test(how_long_it_stays_fresh),
		cmocka_unit_test(what_is_sent),
		cmocka_unit_test(validators_go_where_they_came_from),
		cmocka_unit_test(headers_that_break_the_request),
		cmocka_unit_test(permanent_moves),
		cmocka_unit_test(redirect_targets),
		cmocka_unit_test(redirects_inside),
		cmocka_unit_test(the_configured_origin_alone),
		cmocka_unit_test(connections_are_judged_again),
		cmocka_unit_test(answers_lead_to_requests),
		cmocka_unit_test(requests_after_the_deadline),
		cmocka_unit_test(nobody_listens),
		cmocka_unit_test(nobody_accepts),
		cmocka_unit_test(no_such_name),
		cmocka_unit_test(nobody_trusts_the_certificate),
		cmocka_unit_test(a_broken_cookie_file),
		cmocka_unit_test(one_host_one_at_a_time),
		cmocka_unit_test(many_hosts_side_by_side),
		cmocka_unit_test(connections_are_used_again),
		cmocka_unit_test(stop_ends_everything),
		cmocka_unit_test(the_caller_ends_everything),
		cmocka_unit_test(file_urls),
		cmocka_unit_test(refused_addresses),
		cmocka_unit_test(requests_are_made_at_their_turn),
		cmocka_unit_test(nothing_to_do),
	};

	return cmocka_run_group_tests(tests, server_start, server_stop);
}
