// SPDX-License-Identifier: ISC
#include "fetch/transfer.h"

#include "fetch/ask.h"
#include "fetch/failure.h"
#include "fetch/redirect.h"
#include "fetch/setup.h"
#include "fetch/status.h"
#include "model/limits.h"

/* CURLE_TOO_LARGE, which libcurl has had since 8.6. */
#define TOO_LARGE ((CURLcode)100)

static size_t
on_header(char *p, size_t size, size_t n, void *ctx)
{
	struct transfer *t = ctx;
	struct headers *h = &t->headers;

	if (headers_line(h, str_n(p, size * n)) != 0)
		return 0;
	if (h->complete && status_has_page(h->status) && !t->req->plain &&
	    headers_length(h) > (int64_t)t->body.limit) {
		t->body.over = true;
		return 0;
	}
	/* Most redirects lead to the same host, with a request more. */
	if (h->complete && status_is_redirect(h->status))
		(void)curl_easy_setopt(t->easy, CURLOPT_FORBID_REUSE, 0L);
	return size * n;
}

/* How much more of an error page is kept. */
static size_t
error_room(const struct transfer *t)
{
	size_t most =
	    t->body.limit < LIMIT_ERROR_BODY ? t->body.limit : LIMIT_ERROR_BODY;

	return most > t->body.len ? most - t->body.len : 0;
}

/* Returns false when it is too much: a PLAIN body is cut there. */
static bool
add_page(struct transfer *t, struct str s)
{
	size_t room = t->body.limit - t->body.len;

	t->cut = t->req->plain && s.len > room;
	return buf_add(&t->body, t->cut ? str_sub(s, 0, room) : s) == 0 &&
	       !t->cut;
}

/*
 * A page is kept, and so is the beginning of what an error says. Of any other
 * body only so much is read that the connection can be used again after it.
 */
static size_t
on_body(char *p, size_t size, size_t n, void *ctx)
{
	struct transfer *t = ctx;
	size_t len = size * n, most = error_room(t);

	if (status_has_page(t->headers.status))
		return add_page(t, str_n(p, len)) ? len : 0;
	if (status_is_error(t->headers.status))
		buf_add(&t->body, str_n(p, len < most ? len : most));
	t->dropped += len;
	return t->dropped <= LIMIT_HEADERS ? len : 0;
}

/* libcurl asks for a socket with the address that it will connect to. */
static curl_socket_t
on_socket(void *ctx, curlsocktype purpose, struct curl_sockaddr *at)
{
	struct transfer *t = ctx;

	(void)purpose;
	if (!address_gate_admits(&t->gate, &at->addr))
		return CURL_SOCKET_BAD;
	return socket(at->family, at->socktype | SOCK_CLOEXEC, at->protocol);
}

/* A connection that is used again was opened for somebody else, who may have
 * been allowed more. */
static int
on_request(void *ctx, char *ip, char *own_ip, int port, int own_port)
{
	struct transfer *t = ctx;
	struct sockaddr_storage at;

	(void)own_ip, (void)port, (void)own_port;
	if (!t->gate.proxied && !address_literal(str_c(ip), &at))
		return CURL_PREREQFUNC_ABORT;
	return address_gate_admits(&t->gate, (struct sockaddr *)&at)
		   ? CURL_PREREQFUNC_OK
		   : CURL_PREREQFUNC_ABORT;
}

static CURLcode
set_callbacks(CURL *c, struct transfer *t)
{
	CURLcode rc = curl_easy_setopt(c, CURLOPT_PRIVATE, t);

	if (rc == CURLE_OK)
		rc = curl_easy_setopt(c, CURLOPT_ERRORBUFFER, t->text);
	if (rc == CURLE_OK)
		rc = curl_easy_setopt(c, CURLOPT_HEADERFUNCTION, on_header);
	if (rc == CURLE_OK)
		rc = curl_easy_setopt(c, CURLOPT_HEADERDATA, t);
	if (rc == CURLE_OK)
		rc = curl_easy_setopt(c, CURLOPT_WRITEFUNCTION, on_body);
	if (rc == CURLE_OK)
		rc = curl_easy_setopt(c, CURLOPT_WRITEDATA, t);
	return rc;
}

static CURLcode
set_gate(CURL *c, struct transfer *t)
{
	CURLcode rc =
	    curl_easy_setopt(c, CURLOPT_OPENSOCKETFUNCTION, on_socket);

	if (rc == CURLE_OK)
		rc = curl_easy_setopt(c, CURLOPT_OPENSOCKETDATA, t);
	if (rc == CURLE_OK)
		rc = curl_easy_setopt(c, CURLOPT_PREREQFUNCTION, on_request);
	if (rc == CURLE_OK)
		rc = curl_easy_setopt(c, CURLOPT_PREREQDATA, t);
	return rc;
}

CURL *
transfer_handle(struct err *e)
{
	CURL *c = curl_easy_init();
	CURLcode rc = c == NULL ? CURLE_FAILED_INIT : setup_fixed(c);

	if (rc == CURLE_OK)
		return c;
	curl_easy_cleanup(c);
	err_set(
	    e, ERR_NET, "libcurl cannot be set up: %s", curl_easy_strerror(rc));
	return NULL;
}

/* Which origin is told secrets and may be inside. */
static int
set_own(struct transfer *t, struct err *e)
{
	struct url u = t->url;

	if (!str_empty(t->req->named_url) &&
	    address_parse(&t->arena, t->req->named_url, STR_NULL, &u, e) != 0)
		return -1;
	t->own_origin = url_origin(&t->arena, &u);
	t->own_host = u.host;
	t->own_port = url_port(&u);
	return 0;
}

int
transfer_open(struct transfer *t, const struct request *req, struct jars *jars,
    struct err *e)
{
	static const struct access nothing = { 0 };
	struct arena *a = &t->arena;

	/* Bounded by hops, headers and addresses, each with its limit. */
	arena_init(a, SIZE_MAX);
	buf_init(&t->body, req->max_size > 0 ? req->max_size : LIMIT_BODY);
	t->req = req;
	t->easy = NULL;
	t->jars = jars;
	t->jar_opened = false;
	t->hops = 0;
	t->temporary = false;
	t->permanent_url = STR_NULL;
	t->spent_ms = 0;
	t->ask = NULL;
	t->jar = NULL;
	t->access = req->access != NULL ? req->access : &nothing;
	t->posting = t->access->post.given;
	if (address_parse(a, req->url, STR_NULL, &t->url, e) != 0)
		return -1;
	if (set_own(t, e) != 0)
		return -1;
	t->valid_url =
	    str_empty(req->validated_url) ? t->url.href : req->validated_url;
	return 0;
}

static bool
has_validators(const struct request *r)
{
	return !str_empty(r->validators.etag) ||
	       !str_empty(r->validators.last_modified);
}

/* What is left of the time that the request may take, in milliseconds. */
static uint32_t
timeout(const struct transfer *t)
{
	return t->req->timeout > 0 ? t->req->timeout : LIMIT_TRANSFER_S;
}

static int64_t
time_left(const struct transfer *t)
{
	return (int64_t)timeout(t) * 1000 - t->spent_ms;
}

/* Who grants more time than usual knows a server that thinks for long before
 * it says anything. */
static long
may_be_silent(const struct transfer *t)
{
	uint32_t s = timeout(t);

	return s > LIMIT_TRANSFER_S ? (long)s : LIMIT_STALL_S;
}

static int
setup(struct transfer *t, bool own, struct err *e)
{
	struct hop h = { .url = arena_cstr(&t->arena, t->url.href),
		.headers = t->ask,
		.ms = time_left(t),
		.silent_s = may_be_silent(t),
		.own = own,
		.own_host = str_eq(t->url.host, t->own_host),
		.post = t->posting,
		.plain = t->req->plain,
		.access = t->access };
	CURLcode rc = set_callbacks(t->easy, t);

	if (rc == CURLE_OK)
		rc = set_gate(t->easy, t);
	if (rc == CURLE_OK)
		rc = setup_hop(t->easy, &t->arena, &h);
	if (rc == CURLE_NOT_BUILT_IN || rc == CURLE_UNKNOWN_OPTION)
		return err_set(e, ERR_CONFIG,
		    "libcurl here cannot do what `tls: legacy` asks for");
	if (rc != CURLE_OK)
		return failure_net(
		    e, t->easy, rc, &t->url, t->spent_ms, t->text);
	return 0;
}

/* The jar that the request began with, for this hop too. */
static int
set_jar(struct transfer *t, struct err *e)
{
	if (t->jar_opened) {
		jar_lend(t->easy, t->jar);
		return 0;
	}
	t->jar_opened = true;
	return jar_open(t->jars, t->easy, &t->access->cookies, &t->jar, e);
}

int
transfer_hop(struct transfer *t, CURL *easy, struct err *e)
{
	struct arena *a = &t->arena;
	struct str origin = url_origin(a, &t->url);
	bool own = str_eq(origin, t->own_origin);

	t->easy = easy;
	headers_init(&t->headers, a);
	buf_clear(&t->body);
	t->dropped = 0;
	t->cut = t->broken = false;
	t->own_fault = true; /* until it is sent */
	t->text[0] = '\0';
	/* Two pages may have the same validators (RFC 9110 8.8.3): a redirect
	 * that leads elsewhere today would get a 304 for the page of before.
	 * And what a form gives is no state of the page at that address. */
	t->asked = has_validators(t->req) && !t->access->post.given &&
		   str_eq(t->url.href, t->valid_url);
	t->gate = (struct address_gate){ .allow = t->req->allow,
		.to = { t->url.host, url_port(&t->url) },
		.own = own,
		.proxied = !str_empty(t->access->proxy.url),
		.refused = ERR_INIT };
	if (address_gate_url(&t->gate, t->own_port, e) != 0)
		return -1;
	if (time_left(t) <= 0) {
		t->own_fault = false;
		return failure_net(e, t->easy, CURLE_OPERATION_TIMEDOUT,
		    &t->url, t->spent_ms, t->text);
	}
	curl_slist_free_all(t->ask);
	t->ask = NULL;
	if (ask_headers(a, t->req, own, t->asked, t->posting, &t->ask, e) != 0)
		return -1;
	if (set_jar(t, e) != 0)
		return -1;
	if (setup(t, own, e) != 0)
		return -1;
	t->own_fault = false;
	return 0;
}

CURL *
transfer_leave(struct transfer *t)
{
	CURL *easy = t->easy;

	jar_take_back(easy, t->jar);
	/* It would be written to, and T is gone by then. */
	(void)curl_easy_setopt(easy, CURLOPT_ERRORBUFFER, NULL);
	t->easy = NULL;
	return easy;
}

/* An ETag longer than the limit would not be echoed, so it is not kept. */
static struct str
validator(const struct headers *h, enum header_field f)
{
	return h->value[f].len <= LIMIT_VALIDATOR ? h->value[f] : STR_NULL;
}

static void
response_fill(const struct transfer *t, struct response *res)
{
	const struct headers *h = &t->headers;
	bool good = status_has_page(h->status) || h->status == 304;
	enum header_field gate = str_empty(h->value[HEADER_CF_MITIGATED])
				     ? HEADER_WAF_ACTION
				     : HEADER_CF_MITIGATED;

	*res = (struct response){ .status = h->status,
		.url = t->url.href,
		.content_type = h->value[HEADER_CONTENT_TYPE],
		.content_encoding = h->value[HEADER_CONTENT_ENCODING],
		.retry_after = h->value[HEADER_RETRY_AFTER],
		.server = h->value[HEADER_SERVER],
		.challenge = h->value[gate],
		.cookies = h->value[HEADER_SET_COOKIE],
		.validators = { validator(h, HEADER_ETAG),
		    validator(h, HEADER_LAST_MODIFIED) },
		/* A move to a place where nothing is is none. */
		.permanent_url = good ? t->permanent_url : STR_NULL,
		.body = buf_str(&t->body),
		.unbounded = headers_unbounded(h) };
}

/* Say why RC ended the hop, and whether it is the source's own fault. */
static int
cut_short(struct transfer *t, CURLcode rc, struct err *e)
{
	char size[32];
	struct url proxy;

	if (t->body.over)
		return err_set(e, ERR_LIMIT,
		    "the body is larger than %s (max_size)",
		    failure_size(size, sizeof(size), t->body.limit));
	/* libcurl has a limit for one line of its own, which it reports so. */
	if (t->headers.bytes > LIMIT_HEADERS ||
	    ((rc == CURLE_OUT_OF_MEMORY || rc == TOO_LARGE) &&
		!t->headers.complete))
		return err_set(e, ERR_LIMIT, "the headers are larger than %s",
		    failure_size(size, sizeof(size), LIMIT_HEADERS));
	if (t->headers.fault != NULL)
		return err_set(e, ERR_NET, "%s", t->headers.fault);
	if (t->gate.refused.code != ERR_NONE &&
	    (rc == CURLE_COULDNT_CONNECT || rc == CURLE_ABORTED_BY_CALLBACK)) {
		t->own_fault = true;
		*e = t->gate.refused;
		return -1;
	}
	t->own_fault = failure_is_own(t->easy, rc, t->gate.proxied);
	if (t->gate.proxied && rc == CURLE_COULDNT_CONNECT &&
	    url_parse(&t->arena, t->access->proxy.url, STR_NULL, &proxy) == 0) {
		failure_net(e, t->easy, rc, &proxy, t->spent_ms, t->text);
		return err_in(e, "the proxy");
	}
	return failure_net(e, t->easy, rc, &t->url, t->spent_ms, t->text);
}

/*
 * After 307 and 308 what was posted is posted again, after all others the
 * answer is somewhere to be got (RFC 9110 15.4, Fetch Standard 4.4).
 */
static int
keep_posting(struct transfer *t, const struct url *next, struct err *e)
{
	int status = t->headers.status;

	if (status != 307 && status != 308)
		t->posting = false;
	if (t->posting && !str_eq(url_origin(&t->arena, &t->url),
			      url_origin(&t->arena, next)))
		return err_set(e, ERR_NET,
		    "the redirect would send what was posted to another "
		    "server");
	return 0;
}

static enum hop_end
redirected(struct transfer *t, struct err *e)
{
	const struct headers *h = &t->headers;
	struct url next;

	if (t->hops == LIMIT_REDIRECTS) {
		err_set(e, ERR_NET, "more than %d redirects", LIMIT_REDIRECTS);
		return HOP_FAILED;
	}
	if (redirect_parse(
		&t->arena, &t->url, h->value[HEADER_LOCATION], &next, e) != 0)
		return HOP_FAILED;
	if (keep_posting(t, &next, e) != 0)
		return HOP_FAILED;
	if (!status_is_permanent(h->status))
		t->temporary = true;
	if (!t->temporary)
		t->permanent_url = next.href;
	t->url = next;
	t->hops++;
	return HOP_ON;
}

static enum hop_end
refused(struct transfer *t, struct err *e)
{
	int status = t->headers.status;

	if (status == 304)
		err_set(e, ERR_HTTP,
		    "the server answered 304 Not Modified, unasked");
	else
		err_set(e, ERR_HTTP, "the server answered %d %s", status,
		    status_phrase(status));
	if (status == 410)
		e->retry = RETRY_NEVER;
	e->http = status;
	return HOP_FAILED;
}

static enum hop_end
judge(struct transfer *t, CURLcode rc, struct err *e)
{
	const struct headers *h = &t->headers;
	bool page = status_has_page(h->status);
	bool redirect = status_is_redirect(h->status);

	if (t->cut)
		return HOP_ANSWER;
	/* To libcurl the end of the connection ends the headers as well. */
	if (rc == CURLE_OK && !headers_final(h)) {
		err_set(e, ERR_NET, "the answer ends within its headers");
		return HOP_FAILED;
	}
	/* Of an error the status is enough, cut or not; of a redirect too, but
	 * there is no time left to follow it. */
	if (rc != CURLE_OK &&
	    (page || !headers_final(h) || h->fault != NULL ||
		(redirect && rc == CURLE_OPERATION_TIMEDOUT))) {
		t->broken = true;
		cut_short(t, rc, e);
		return HOP_FAILED;
	}
	if (redirect)
		return redirected(t, e);
	if (page || (h->status == 304 && t->asked))
		return HOP_ANSWER;
	return refused(t, e);
}

static bool
keeps_cookies(const struct transfer *t)
{
	return t->req->keep_cookies && t->access->cookies.keep;
}

enum hop_end
transfer_end(
    struct transfer *t, CURLcode rc, struct response *res, struct err *e)
{
	struct url u = t->url;
	unsigned hops = t->hops;
	curl_off_t us = 0;
	enum hop_end end;

	curl_easy_getinfo(t->easy, CURLINFO_TOTAL_TIME_T, &us);
	t->spent_ms += us / 1000;
	end = judge(t, rc, e);
	if (end == HOP_ANSWER && keeps_cookies(t) &&
	    jar_keep(t->jars, &t->arena, t->easy, t->jar, e) != 0)
		end = HOP_FAILED;
	if (end == HOP_ANSWER || (end == HOP_FAILED && e->code == ERR_HTTP))
		response_fill(t, res);
	if (end == HOP_FAILED && hops > 0) {
		struct str at = address_show(&t->arena, &u);

		err_in(e, "%.*s", at.len > 120 ? 120 : (int)at.len, at.p);
	}
	return end;
}

void
transfer_close(struct transfer *t)
{
	curl_slist_free_all(t->ask);
	t->ask = NULL;
	jar_close(t->jar);
	t->jar = NULL;
	buf_release(&t->body);
	arena_release(&t->arena);
	t->req = NULL;
}
