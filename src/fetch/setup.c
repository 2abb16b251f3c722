// SPDX-License-Identifier: ISC
#include "fetch/setup.h"

#include <openssl/ssl.h>
#include <string.h>

#include "fetch/fetch.h"
#include "model/limits.h"

#define COUNT(a) (sizeof(a) / sizeof(*(a)))

static const struct {
	CURLoption option;
	long value;
} fixed_options[] = {
	{ CURLOPT_NOSIGNAL, 1 },
	/* A name that is slow to resolve must not hold up all others. */
	{ CURLOPT_QUICK_EXIT, 1 },
	/* A name is resolved once in a run. With any other number the cache is
	 * scanned for each request, which is quadratic in hosts. */
	{ CURLOPT_DNS_CACHE_TIMEOUT, -1 },
	{ CURLOPT_FOLLOWLOCATION, 0 },
	{ CURLOPT_HTTP09_ALLOWED, 0 },
	{ CURLOPT_PATH_AS_IS, 1 }, /* web/url has made the path */
	{ CURLOPT_DISALLOW_USERNAME_IN_URL, 1 },
	/* What a proxy says before the tunnel is no answer. */
	{ CURLOPT_SUPPRESS_CONNECT_HEADERS, 1 },
	{ CURLOPT_SSL_VERIFYPEER, 1 },
	{ CURLOPT_SSL_VERIFYHOST, 2 },
	{ CURLOPT_LOW_SPEED_LIMIT, LIMIT_STALL_BYTES_S },
	{ CURLOPT_CONNECTTIMEOUT, LIMIT_CONNECT_S },
};

static const struct {
	CURLoption option;
	const char *value;
} fixed_strings[] = {
	{ CURLOPT_PROTOCOLS_STR, "http,https" },
	{ CURLOPT_NOPROXY, "" }, /* or the environment would exempt hosts */
	/* Debian's default makes libcurl read all certificates again for
	 * each connection; the one bundle is kept. */
	{ CURLOPT_CAPATH, NULL },
};

CURLcode
setup_fixed(CURL *c)
{
	CURLcode rc = CURLE_OK;

	for (size_t i = 0; rc == CURLE_OK && i < COUNT(fixed_options); i++)
		rc = curl_easy_setopt(
		    c, fixed_options[i].option, fixed_options[i].value);
	for (size_t i = 0; rc == CURLE_OK && i < COUNT(fixed_strings); i++)
		rc = curl_easy_setopt(
		    c, fixed_strings[i].option, fixed_strings[i].value);
	return rc;
}

/* S as libcurl takes a text that may be absent. */
static const char *
text_or_null(struct arena *a, struct str s)
{
	return str_empty(s) ? NULL : arena_cstr(a, s);
}

static CURLcode
set_proxy(CURL *c, struct arena *a, const struct proxy *p)
{
	/* An empty text is no proxy, NULL would be the environment's. */
	CURLcode rc = curl_easy_setopt(c, CURLOPT_PROXY, arena_cstr(a, p->url));

	if (rc == CURLE_OK)
		rc = curl_easy_setopt(
		    c, CURLOPT_PROXYUSERNAME, text_or_null(a, p->user));
	if (rc == CURLE_OK)
		rc = curl_easy_setopt(
		    c, CURLOPT_PROXYPASSWORD, text_or_null(a, p->password));
	return rc;
}

/* Logins and the text of cookies. */
static CURLcode
set_secrets(
    CURL *c, struct arena *a, const struct auth *auth, struct str cookies)
{
	long kind = str_empty(auth->bearer) ? (long)CURLAUTH_BASIC
					    : (long)CURLAUTH_BEARER;
	CURLcode rc = curl_easy_setopt(c, CURLOPT_HTTPAUTH, kind);

	if (rc == CURLE_OK)
		rc = curl_easy_setopt(
		    c, CURLOPT_USERNAME, text_or_null(a, auth->user));
	if (rc == CURLE_OK)
		rc = curl_easy_setopt(
		    c, CURLOPT_PASSWORD, text_or_null(a, auth->password));
	if (rc == CURLE_OK)
		rc = curl_easy_setopt(
		    c, CURLOPT_XOAUTH2_BEARER, text_or_null(a, auth->bearer));
	if (rc == CURLE_OK)
		rc = curl_easy_setopt(
		    c, CURLOPT_COOKIE, text_or_null(a, cookies));
	return rc;
}

/* RFC 5746 4.1: a server that cannot renegotiate safely is refused else. */
static CURLcode
on_ssl_context(CURL *c, void *context, void *arg)
{
	(void)c, (void)arg;
	SSL_CTX_set_options(context, SSL_OP_LEGACY_SERVER_CONNECT);
	return CURLE_OK;
}

static bool
has_openssl(void)
{
	const char *name = curl_version_info(CURLVERSION_NOW)->ssl_version;

	return name != NULL && strncmp(name, "OpenSSL/", 8) == 0;
}

static CURLcode
set_tls(CURL *c, struct arena *a, const struct tls *tls)
{
	CURLcode rc;
	char *bundle = NULL; /* the system's, as libcurl was built */

	if (tls->legacy && !has_openssl())
		return CURLE_NOT_BUILT_IN;
	rc = curl_easy_getinfo(c, CURLINFO_CAINFO, &bundle);
	if (rc == CURLE_OK)
		rc = curl_easy_setopt(c, CURLOPT_CAINFO,
		    str_empty(tls->ca) ? bundle : arena_cstr(a, tls->ca));
	if (rc == CURLE_OK)
		rc = curl_easy_setopt(c, CURLOPT_SSLVERSION,
		    tls->legacy ? (long)CURL_SSLVERSION_TLSv1_0
				: (long)CURL_SSLVERSION_TLSv1_2);
	if (rc == CURLE_OK)
		rc = curl_easy_setopt(c, CURLOPT_SSL_CIPHER_LIST,
		    tls->legacy ? "DEFAULT@SECLEVEL=0" : NULL);
	if (rc == CURLE_OK && tls->legacy)
		return curl_easy_setopt(
		    c, CURLOPT_SSL_CTX_FUNCTION, on_ssl_context);
	/* Of another library than OpenSSL there is none to take back. */
	(void)curl_easy_setopt(c, CURLOPT_SSL_CTX_FUNCTION, NULL);
	return rc;
}

static CURLcode
set_method(CURL *c, const struct hop *h)
{
	const struct str *body = &h->access->post.body;
	CURLcode rc = curl_easy_setopt(c, CURLOPT_HTTPGET, 1L);

	if (!h->post || rc != CURLE_OK)
		return rc;
	rc = curl_easy_setopt(c, CURLOPT_POSTFIELDSIZE, (long)body->len);
	if (rc == CURLE_OK)
		rc = curl_easy_setopt(
		    c, CURLOPT_POSTFIELDS, body->len > 0 ? body->p : "");
	return rc;
}

CURLcode
setup_hop(CURL *c, struct arena *a, const struct hop *h)
{
	static const struct access nothing = { 0 };
	const struct access *own = h->own ? h->access : &nothing;
	const struct access *host = h->own_host ? h->access : &nothing;
	bool old = h->access->http_version == HTTP_VERSION_1_1;
	CURLcode rc = curl_easy_setopt(c, CURLOPT_URL, h->url);

	if (rc == CURLE_OK)
		rc = curl_easy_setopt(c, CURLOPT_TIMEOUT_MS, (long)h->ms);
	if (rc == CURLE_OK)
		rc = curl_easy_setopt(c, CURLOPT_LOW_SPEED_TIME, h->silent_s);
	if (rc == CURLE_OK)
		rc = curl_easy_setopt(c, CURLOPT_HTTP_VERSION,
		    old ? (long)CURL_HTTP_VERSION_1_1
			: (long)CURL_HTTP_VERSION_2TLS);
	if (rc == CURLE_OK)
		rc = set_proxy(c, a, &h->access->proxy);
	if (rc == CURLE_OK)
		rc = set_secrets(c, a, &own->auth, own->cookies.text);
	if (rc == CURLE_OK)
		rc = set_tls(c, a, &host->tls);
	if (rc == CURLE_OK)
		rc = set_method(c, h);
	/* The headers name the codings; this only lets libcurl undo them. */
	if (rc == CURLE_OK)
		rc = curl_easy_setopt(
		    c, CURLOPT_ACCEPT_ENCODING, h->plain ? "" : NULL);
	if (rc == CURLE_OK)
		rc = curl_easy_setopt(c, CURLOPT_HTTPHEADER, h->headers);
	return rc;
}

const char *
fetch_certificates(void)
{
	return curl_version_info(CURLVERSION_NOW)->cainfo;
}
