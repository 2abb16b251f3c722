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
