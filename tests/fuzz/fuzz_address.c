// SPDX-License-Identifier: ISC
/*
 * An address that is to be asked: where our reading of it says that it leads
 * is where libcurl and the resolver take it. The first line is the address that
 * answered, the rest where it leads to.
 */
#include <netdb.h>
#include <setjmp.h>
#include <stdint.h>
#include <string.h>

#include <curl/curl.h>

#include "fetch/address_guard.h"
#include "fetch/domain.h"
#include "fetch/redirect.h"
#include "model/limits.h"
#include "must.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Without "[" and "]". */
static struct str
bare(struct str host)
{
	return host.len > 1 && host.p[0] == '[' ? str_sub(host, 1, host.len - 2)
						: host;
}

/* Whatever the resolver takes for an address must be one for the guard, which
 * names could be led past otherwise, and no other one. */
static void
check_resolver(struct arena *a, struct str host)
{
	const struct addrinfo numeric = { .ai_flags = AI_NUMERICHOST,
		.ai_socktype = SOCK_STREAM };
	struct sockaddr_storage ours;
	struct addrinfo *list = NULL;
	bool literal = address_literal(host, &ours);
	int rc = getaddrinfo(arena_cstr(a, bare(host)), NULL, &numeric, &list);

	must((rc == 0) == literal);
	if (rc != 0)
		return;
	must(address_same((const struct sockaddr *)&ours, list->ai_addr));
	freeaddrinfo(list);
}

static void
check_part(CURLU *c, CURLUPart part, struct str ours)
{
	char *theirs = NULL;
	CURLUcode rc = curl_url_get(c, part, &theirs, CURLU_DEFAULT_PORT);

	if (rc == CURLUE_OK)
		must(str_eq(str_c(theirs), ours));
	else
		must(str_empty(ours));
	curl_free(theirs);
}

static void
check_curl(struct arena *a, const struct url *u)
{
	CURLU *c = curl_url();
	CURLUcode rc;

	must(c != NULL);
	rc = curl_url_set(c, CURLUPART_URL, arena_cstr(a, u->href), 0);
	/* It refuses characters in names that WHATWG allows; nothing is asked
	 * then. */
	must(rc == CURLUE_OK || rc == CURLUE_BAD_HOSTNAME);
	if (rc != CURLUE_OK) {
		curl_url_cleanup(c);
		return;
	}
	check_part(c, CURLUPART_SCHEME, u->scheme);
	check_part(c, CURLUPART_HOST, u->host);
	check_part(c, CURLUPART_PORT, arena_printf(a, "%d", url_port(u)));
	check_part(c, CURLUPART_PATH, u->path);
	check_part(c, CURLUPART_QUERY, u->query);
	check_part(c, CURLUPART_FRAGMENT, u->fragment);
	curl_url_cleanup(c);
}

static void
check(struct arena *a, const struct url *u)
{
	struct str owner = domain_operator(a, u), host = u->host;

	must(url_is_web(u) && str_empty(u->username) && str_empty(u->password));
	must(u->href.len <= LIMIT_URL && !str_empty(u->host));
	/* All of the host with its port, or an end of its name. */
	if (host.len > 1 && str_ends(host, STR(".")))
		host.len--;
	must(!str_empty(owner));
	must(str_eq(owner, domain_host(a, u)) || str_ends(host, owner));
	check_resolver(a, u->host);
	check_curl(a, u);
	(void)address_show(a, u);
}

/* REF is "../" or the like, and a query at once. */
static bool
climbs_to_query(struct str ref)
{
	size_t len = ref.len;

	while (str_starts(ref, STR("./")) || str_starts(ref, STR("../")))
		ref = str_from(ref, str_chr(ref, '/', 0) + 1);
	return ref.len < len && str_starts(ref, STR("?"));
}

/*
 * REF is written as RFC 3986 has a reference to the web, by which libcurl goes.
 * WHATWG reads all else, too: other characters, slashes that are too many or too
 * few, dots that are escaped. libcurl drops a query or fragment that is empty, the
 * slash before a query that follows "../" at once, and up to 7.88 the path before
 * a fragment that is alone.
 */
static bool
is_plain_ref(struct str ref)
{
	static const char set[] = "abcdefghijklmnopqrstuvwxyz"
				  "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
				  "-._~/?#@!$&()*+,;=";

	for (size_t i = 0; i < ref.len; i++)
		if (ref.p[i] == '\0' || strchr(set, ref.p[i]) == NULL)
			return false;
	return !str_empty(ref) && ref.p[0] != '#' && !climbs_to_query(ref) &&
	       str_find(ref, STR("//")) == STR_NONE &&
	       !str_ends(ref, STR("?")) && !str_ends(ref, STR("#")) &&
	       str_find(ref, STR("?#")) == STR_NONE;
}

/* Where libcurl takes REF from FROM is, as we write it, where it takes us. */
static void
check_resolved(struct arena *a, const struct url *from, struct str ref,
    const struct url *to)
{
	/* The fragment is no part of a base (RFC 3986 5.1), but libcurl would
	 * put a query behind it. */
	struct str base = str_sub(from->href, 0, str_chr(from->href, '#', 0));
	CURLU *c = curl_url();
	char *theirs = NULL;
	struct url u;

	/* An empty segment is one for ".." of WHATWG, none for libcurl's. */
	if (is_plain_ref(ref) && !str_ends(base, STR("?")) &&
	    str_find(from->path, STR("//")) == STR_NONE &&
	    curl_url_set(c, CURLUPART_URL, arena_cstr(a, base), 0) ==
		CURLUE_OK &&
	    curl_url_set(c, CURLUPART_URL, arena_cstr(a, ref), 0) ==
		CURLUE_OK) {
		must(curl_url_get(c, CURLUPART_URL, &theirs, 0) == CURLUE_OK);
		must(url_parse(a, str_c(theirs), STR_NULL, &u) == 0);
		must(str_eq(u.href, to->href));
	}
	curl_free(theirs);
	curl_url_cleanup(c);
}

static void
run(struct arena *a, struct str in)
{
	struct url from, to;
	struct err e = ERR_INIT;
	struct str line;

	if (!str_cut(&in, '\n', &line) ||
	    address_parse(a, line, STR_NULL, &from, &e) != 0)
		return;
	check(a, &from);
	if (redirect_parse(a, &from, in, &to, &e) != 0) {
		must(e.msg[0] != '\0');
		return;
	}
	must(!str_eq(from.scheme, STR("https")) ||
	     str_eq(to.scheme, STR("https")));
	check(a, &to);
	check_resolved(a, &from, in, &to);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena a;
	jmp_buf over;

	arena_init(&a, 16 << 20);
	a.over = &over;
	if (setjmp(over) == 0)
		run(&a, str_n((const char *)data, size));
	arena_release(&a);
	return 0;
}
