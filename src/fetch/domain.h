// SPDX-License-Identifier: ISC
#ifndef FETCH_DOMAIN_H
#define FETCH_DOMAIN_H

#include "base/arena.h"
#include "base/str.h"
#include "web/url.h"

/* "host", or "host:port" when the port is neither 80 nor 443: http and https
 * on their own ports are one server, other ports may be anything. */
struct str domain_host(struct arena *a, const struct url *u);

/*
 * Whom the host of U belongs to, as far as its name tells: the registrable
 * domain, so that a.example.co.uk and b.example.co.uk are one operator, and
 * a.github.io and b.github.io are two (Public Suffix List, private section
 * included, as libpsl brings it). An IP address and a name below
 * .localhost stand for themselves, as domain_host has them.
 */
struct str domain_operator(struct arena *a, const struct url *u);

#endif
