// SPDX-License-Identifier: ISC
#ifndef FETCH_REDIRECT_H
#define FETCH_REDIRECT_H

#include "base/arena.h"
#include "base/err.h"
#include "base/str.h"
#include "web/url.h"

/*
 * Read an address that is to be asked: http or https, no user name or
 * password, at most LIMIT_URL bytes. REF is resolved against BASE when that is
 * not empty. Every hop goes through here, the first one too; what may be
 * judged by the address alone belongs here. Returns 0, or -1 with E set
 * (ERR_NET).
 */
int address_parse(struct arena *a, struct str ref, struct str base,
    struct url *out, struct err *e);

/* Where LOCATION, answered by FROM, leads. Refuses what address_parse does,
 * an empty one, and the way from https to http. */
int redirect_parse(struct arena *a, const struct url *from, struct str location,
    struct url *out, struct err *e);

/* Say in E that it was U where a redirect led to; A is for work. Returns -1. */
int redirect_in(struct arena *a, const struct url *u, struct err *e);

/* U for a message: without user, query and fragment, where secrets stand. */
struct str address_show(struct arena *a, const struct url *u);

#endif
