// SPDX-License-Identifier: ISC
#include "fetch/domain.h"

#include <libpsl.h>
#include <stdbool.h>

#include "web/inner.h"

struct str
domain_host(struct arena *a, const struct url *u)
{
	int port = url_port(u);

	if (port == 80 || port == 443)
		return u->host;
	return arena_printf(a, "%.*s:%d", STR_ARG(u->host), port);
}

/* Loopback, whatever is before it (RFC 6761 6.3). */
static bool
is_localhost(struct str host)
{
	return str_eq(host, STR("localhost")) ||
	       str_ends(host, STR(".localhost"));
}

struct str
domain_operator(struct arena *a, const struct url *u)
{
	struct str host = u->host;
	const char *domain;

	if (str_ends(host, STR(".")))
		host.len--;
	if (host_is_address(host) || is_localhost(host))
		return domain_host(a, u);
	/* A pointer into the name, or NULL when all of it is a suffix. */
	domain = psl_registrable_domain(psl_builtin(), arena_cstr(a, host));
	return domain == NULL ? domain_host(a, u) : arena_str(a, str_c(domain));
}
