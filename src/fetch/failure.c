// SPDX-License-Identifier: ISC
#include "fetch/failure.h"

#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "fetch/redirect.h"
#include "fetch/status.h"
#include "model/limits.h"

const char *
failure_size(char *out, size_t size, size_t bytes)
{
	if (bytes >= 1 << 20 && bytes % (1 << 20) == 0)
		snprintf(out, size, "%zu MB", bytes >> 20);
	else if (bytes >= 1 << 10 && bytes % (1 << 10) == 0)
		snprintf(out, size, "%zu kB", bytes >> 10);
	else
		snprintf(out, size, "%zu bytes", bytes);
	return out;
}

static int64_t
microseconds(CURL *easy, CURLINFO info)
{
	curl_off_t us = 0;

	curl_easy_getinfo(easy, info, &us);
	return us;
}

/* Which of the phases took too long, and how long it was in all. */
static int
timed_out(struct err *e, CURL *easy, const struct url *u, int64_t spent_ms)
{
	int s = (int)((spent_ms + 500) / 1000);
	long asked = 0;

	curl_easy_getinfo(easy, CURLINFO_REQUEST_SIZE, &asked);
	if (microseconds(easy, CURLINFO_STARTTRANSFER_TIME_T) > 0)
		return err_set(
		    e, ERR_NET, "the answer was not complete after %d s", s);
	if (asked > 0)
		return err_set(e, ERR_NET, "no answer within %d s", s);
	if (microseconds(easy, CURLINFO_NAMELOOKUP_TIME_T) == 0)
		return err_set(e, ERR_NET,
		    "name %.*s was not resolved within %d s", STR_ARG(u->host),
		    s);
	return err_set(e, ERR_NET, "no connection to %.*s port %d within %d s",
	    STR_ARG(u->host), url_port(u), s);
}

static int
unconnected(struct err *e, CURL *easy, const struct url *u)
{
	long sys = 0;

	curl_easy_getinfo(easy, CURLINFO_OS_ERRNO, &sys);
	if (sys == ECONNREFUSED)
		err_set(e, ERR_NET, "connection refused by %.*s port %d",
		    STR_ARG(u->host), url_port(u));
	else if (sys != 0)
		err_set(e, ERR_NET, "no connection to %.*s port %d: %s",
		    STR_ARG(u->host), url_port(u), strerrordesc_np((int)sys));
	else
		err_set(e, ERR_NET, "no connection to %.*s port %d",
		    STR_ARG(u->host), url_port(u));
	e->sys = (int)sys;
	return -1;
}

/* One line of libcurl's own words, which hold names and numbers, no query. */
static int
in_its_words(struct err *e, const char *what, CURLcode rc, const char *text)
{
	if (text[0] == '\0')
		text = curl_easy_strerror(rc);
	return err_set(
	    e, ERR_NET, "%s%.*s", what, (int)strcspn(text, "\r\n"), text);
}

/* The status with which a proxy would not make a tunnel; 0: it would, or there
 * is none. Such an answer is no server's. */
static int
no_tunnel(CURL *easy)
{
	long status = 0;

	curl_easy_getinfo(easy, CURLINFO_HTTP_CONNECTCODE, &status);
	return status < 300 ? 0 : (int)status;
}

static bool
is_tls(CURLcode rc)
{
	switch (rc) {
	case CURLE_PEER_FAILED_VERIFICATION:
	case CURLE_SSL_CONNECT_ERROR:
	case CURLE_SSL_CERTPROBLEM:
	case CURLE_SSL_CIPHER:
	case CURLE_SSL_ISSUER_ERROR:
	case CURLE_SSL_CACERT_BADFILE:
	case CURLE_SSL_INVALIDCERTSTATUS:
		return true;
	default:
		return false;
	}
}

/*
 * True when only the issuer of the certificate is unknown, which `tls: {ca}`
 * can change. Numbers of OpenSSL's x509_vfy.h (X509_verify_cert_error_string):
 * no issuer to be found, self-signed, likewise in the chain, none at hand,
 * nothing but the first certificate.
 */
static bool
unknown_issuer(CURL *easy)
{
	long why = 0;

	curl_easy_getinfo(easy, CURLINFO_SSL_VERIFYRESULT, &why);
	return why == 2 || (why >= 18 && why <= 21);
}

static int
tls_failed(struct err *e, CURL *easy, CURLcode rc, const char *text)
{
	struct err told;

	in_its_words(&told, "TLS: ", rc, text);
	if (rc != CURLE_PEER_FAILED_VERIFICATION || !unknown_issuer(easy)) {
		*e = told;
		return -1;
	}
	return err_set(e, ERR_NET,
	    "%.180s; `tls: {ca: FILE}` would trust the certificate in FILE",
	    told.msg);
}

bool
failure_is_own(CURL *easy, CURLcode rc, bool proxied)
{
	if (is_tls(rc))
		return true;
	return proxied &&
	       (no_tunnel(easy) != 0 || rc == CURLE_COULDNT_CONNECT ||
		   rc == CURLE_COULDNT_RESOLVE_PROXY || rc == CURLE_PROXY);
}

int
failure_net(struct err *e, CURL *easy, CURLcode rc, const struct url *u,
    int64_t spent_ms, const char *text)
{
	int status = no_tunnel(easy);

	if (status != 0)
		return err_set(e, ERR_NET, "the proxy answered %d %s", status,
		    status_phrase(status));
	if (is_tls(rc))
		return tls_failed(e, easy, rc, text);
	switch (rc) {
	case CURLE_COULDNT_RESOLVE_HOST:
		return err_set(
		    e, ERR_NET, "name %.*s does not resolve", STR_ARG(u->host));
	case CURLE_COULDNT_RESOLVE_PROXY:
		return err_set(
		    e, ERR_NET, "the name of the proxy does not resolve");
	case CURLE_PROXY:
		return in_its_words(e, "the proxy: ", rc, text);
	case CURLE_COULDNT_CONNECT:
		return unconnected(e, easy, u);
	case CURLE_OPERATION_TIMEDOUT:
		return timed_out(e, easy, u, spent_ms);
	case CURLE_GOT_NOTHING:
		return err_set(e, ERR_NET,
		    "the server closed the connection without an answer");
	case CURLE_UNSUPPORTED_PROTOCOL:
	case CURLE_WEIRD_SERVER_REPLY:
		return in_its_words(e, "the answer is no HTTP: ", rc, text);
	case CURLE_PARTIAL_FILE:
	case CURLE_RECV_ERROR:
	case CURLE_HTTP2:
	case CURLE_HTTP2_STREAM:
		return in_its_words(e, "the answer was cut: ", rc, text);
	default:
		return in_its_words(e, "", rc, text);
	}
}
