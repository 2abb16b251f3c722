// SPDX-License-Identifier: ISC
#include "fetch/address_gate.h"

#include "web/inner.h"

/* Is the host of this hop such that an inner address is no surprise? */
static bool
means_inside(struct str host)
{
	return host_is_address(host) || host_is_inner_name(host);
}

/* Is the hop listed, by its host or by the address SA, which may be NULL? */
static bool
is_listed(const struct address_gate *g, const struct sockaddr *sa, bool by_name)
{
	struct sockaddr_storage literal;

	for (size_t i = 0; g->allow != NULL && i < g->allow->n; i++) {
		const struct endpoint *p = &g->allow->v[i];

		if (p->port != g->to.port)
			continue;
		if (by_name && str_eq(p->host, g->to.host))
			return true;
		if (sa != NULL && address_literal(p->host, &literal) &&
		    address_same((const struct sockaddr *)&literal, sa))
			return true;
	}
	return false;
}

static bool
allows_all(const struct address_gate *g)
{
	return g->allow != NULL && g->allow->all;
}

static int
refuse(const struct address_gate *g, const char *what, enum address_kind kind,
    struct str listed, struct err *e)
{
	return err_set(e, ERR_NET,
	    "refused: %s is %s; `allow_private: [\"%.*s:%d\"]` would admit it",
	    what, address_kind_name(kind), STR_ARG(listed), g->to.port);
}

static bool
passes(const struct address_gate *g, const struct sockaddr *sa,
    enum address_kind kind)
{
	if (kind == ADDRESS_GLOBAL)
		return true;
	if (kind == ADDRESS_METADATA)
		return is_listed(g, sa, false);
	return allows_all(g) || (g->own && means_inside(g->to.host)) ||
	       is_listed(g, sa, true);
}

bool
address_gate_admits(struct address_gate *g, const struct sockaddr *sa)
{
	enum address_kind kind = address_kind(sa);
	char text[ADDRESS_TEXT];
	struct str listed = g->to.host;

	if (g->proxied || passes(g, sa, kind))
		return true;
	address_text(sa, text);
	if (kind == ADDRESS_METADATA)
		listed = str_c(text);
	refuse(g, text, kind, listed, &g->refused);
	return false;
}

static bool
is_page_port(int port)
{
	return port == 80 || port == 443 || port == 8080 || port == 8443;
}

int
address_gate_url(const struct address_gate *g, int own_port, struct err *e)
{
	struct sockaddr_storage at;
	const struct sockaddr *sa = (const struct sockaddr *)&at;
	bool literal = address_literal(g->to.host, &at);
	char text[ADDRESS_TEXT];

	if (!is_page_port(g->to.port) && g->to.port != own_port &&
	    !allows_all(g) && !is_listed(g, literal ? sa : NULL, true))
		return err_set(e, ERR_NET,
		    "refused: port %d of %.*s is none of 80, 443, 8080, 8443; "
		    "`allow_private: [\"%.*s:%d\"]` would admit it",
		    g->to.port, STR_ARG(g->to.host), STR_ARG(g->to.host),
		    g->to.port);
	if (!g->proxied)
		return 0;
	if (literal && !passes(g, sa, address_kind(sa)))
		return refuse(
		    g, address_text(sa, text), address_kind(sa), g->to.host, e);
	if (!literal && host_is_inner_name(g->to.host) && !g->own &&
	    !allows_all(g) && !is_listed(g, NULL, true))
		return err_set(e, ERR_NET,
		    "refused: %.*s is a name of the inner network; "
		    "`allow_private: [\"%.*s:%d\"]` would admit it",
		    STR_ARG(g->to.host), STR_ARG(g->to.host), g->to.port);
	return 0;
}
