// SPDX-License-Identifier: ISC
#include "fetch/transfer.h"

#include "fetch/ask.h"
#include "fetch/chromium.h"
#include "fetch/failure.h"
#include "fetch/redirect.h"
#include "fetch/setup.h"
#include "fetch/status.h"
#include "model/limits.h"

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
	t->child = NULL;
	t->tunnels = NULL;
	t->profile = STR_NULL;
	t->own_fault = true; /* until a hop is sent */
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

uint32_t
transfer_timeout(const struct transfer *t)
{
	return t->req->timeout > 0 ? t->req->timeout : LIMIT_TRANSFER_S;
}

int64_t
transfer_time_left(const struct transfer *t)
{
	return (int64_t)transfer_timeout(t) * 1000 - t->spent_ms;
}

/* Who grants more time than usual knows a server that thinks for long before
 * it says anything. */
static long
may_be_silent(const struct transfer *t)
{
	uint32_t s = transfer_timeout(t);

	return s > LIMIT_TRANSFER_S ? (long)s : LIMIT_STALL_S;
}

static int
setup(struct transfer *t, bool own, struct err *e)
{
	struct hop h = { .url = arena_cstr(&t->arena, t->url.href),
		.headers = t->ask,
		.ms = transfer_time_left(t),
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
	if (transfer_time_left(t) <= 0) {
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

void
transfer_close(struct transfer *t)
{
	curl_slist_free_all(t->ask);
	t->ask = NULL;
	if (!str_empty(t->profile))
		profile_remove(t->profile);
	jar_close(t->jar);
	t->jar = NULL;
	buf_release(&t->body);
	arena_release(&t->arena);
	t->req = NULL;
}
