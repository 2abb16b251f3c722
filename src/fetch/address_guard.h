// SPDX-License-Identifier: ISC
#ifndef FETCH_ADDRESS_GUARD_H
#define FETCH_ADDRESS_GUARD_H

#include <netinet/in.h>
#include <stdbool.h>
#include <sys/socket.h>

#include "base/str.h"

/* What an address is for. Only ADDRESS_GLOBAL is the public internet. */
enum address_kind {
	ADDRESS_GLOBAL,
	ADDRESS_LOOPBACK,
	ADDRESS_PRIVATE,
	ADDRESS_SHARED, /* behind a carrier's NAT */
	ADDRESS_LINK_LOCAL,
	ADDRESS_METADATA, /* a cloud's service that hands out credentials */
	ADDRESS_MULTICAST,
	ADDRESS_UNSPECIFIED,
	ADDRESS_DOCUMENTATION,
	ADDRESS_BENCHMARK,
	ADDRESS_TRANSITION, /* IPv6 that hides where an IPv4 packet goes */
	ADDRESS_RESERVED
};

/*
 * Classify SA. An IPv4 address inside of an IPv6 one (::ffff:0:0/96,
 * 64:ff9b::/96) is judged as the IPv4 address that it leads to. What is no
 * IPv4 and no IPv6 is ADDRESS_RESERVED. Pure.
 */
enum address_kind address_kind(const struct sockaddr *sa);
/* With an article: "a loopback address". */
const char *address_kind_name(enum address_kind kind);

/*
 * Read HOST, as it stands in a URL ("192.0.2.1", "[2001:db8::1]") or without
 * the brackets, as an address without port. Returns false for a name.
 */
bool address_literal(struct str host, struct sockaddr_storage *out);
/* True when both are the same IP address; ports are not compared. */
bool address_same(const struct sockaddr *a, const struct sockaddr *b);

#define ADDRESS_TEXT INET6_ADDRSTRLEN
/* SA as text, without port, in OUT of ADDRESS_TEXT bytes; returns OUT. */
const char *address_text(const struct sockaddr *sa, char *out);

#endif
