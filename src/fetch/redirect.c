// SPDX-License-Identifier: ISC
#include "fetch/redirect.h"

#include <stdio.h>

#include "model/limits.h"

int
address_parse(struct arena *a, struct str ref, struct str base, struct url *out,
    struct err *e)
{
	struct url u = { 0 };

	if (ref.len > LIMIT_URL || url_parse(a, ref, base, &u) != 0 ||
	    u.href.len > LIMIT_URL)
		return err_set(e, ERR_NET,
		    ref.len > LIMIT_URL ? "the address is longer than 4 kB"
					: "the address is no URL");
	if (!url_is_web(&u))
		return err_set(e, ERR_NET,
		    "\"%.*s:\" is neither http nor https", STR_ARG(u.scheme));
	if (!str_empty(u.username) || !str_empty(u.password))
		return err_set(e, ERR_NET,
		    "an address with a user name or password is refused");
	*out = u;
	return 0;
}

int
redirect_in(struct arena *a, const struct url *u, struct err *e)
{
	struct str at = address_show(a, u);

	return err_in(
	    e, "redirected to %.*s", at.len > 120 ? 120 : (int)at.len, at.p);
}

/* LOCATION was refused as E says; name it as far as that can be done. */
static int
refused(
    struct arena *a, const struct url *from, struct str location, struct err *e)
{
	struct url u = { 0 };

	if (location.len > LIMIT_URL ||
	    url_parse(a, location, from->href, &u) != 0 || str_empty(u.host))
		return err_in(e, "redirect");
	return redirect_in(a, &u, e);
}

int
redirect_parse(struct arena *a, const struct url *from, struct str location,
    struct url *out, struct err *e)
{
	struct url u = { 0 };

	if (str_empty(location))
		return err_set(e, ERR_NET, "the redirect says not where to");
	if (address_parse(a, location, from->href, &u, e) != 0)
		return refused(a, from, location, e);
	if (str_eq(from->scheme, STR("https")) &&
	    str_eq(u.scheme, STR("http"))) {
		err_set(e, ERR_NET, "the way from https to http is refused");
		return redirect_in(a, &u, e);
	}
	*out = u;
	return 0;
}

struct str
address_show(struct arena *a, const struct url *u)
{
	char port[16] = "";

	if (u->port >= 0)
		snprintf(port, sizeof(port), ":%d", u->port);
	return arena_printf(a, "%.*s://%.*s%s%.*s", STR_ARG(u->scheme),
	    STR_ARG(u->host), port, STR_ARG(u->path));
}
