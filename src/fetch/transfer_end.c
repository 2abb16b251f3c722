// SPDX-License-Identifier: ISC
// What a hop ended with: an answer, a redirect or a failure.
#include "fetch/transfer.h"

#include "fetch/failure.h"
#include "fetch/redirect.h"
#include "fetch/status.h"
#include "model/limits.h"

/* CURLE_TOO_LARGE, which libcurl has had since 8.6. */
#define TOO_LARGE ((CURLcode)100)

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
		.content_language = h->value[HEADER_CONTENT_LANGUAGE],
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
			      url_origin(&t->arena, next))) {
		err_set(e, ERR_NET,
		    "what was posted is not sent to another server");
		return redirect_in(&t->arena, next, e);
	}
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
	if (end == HOP_FAILED && hops > 0)
		redirect_in(&t->arena, &u, e);
	return end;
}
