// SPDX-License-Identifier: ISC
#include "fetch/address_guard.h"

#include <arpa/inet.h>
#include <string.h>

/* IPv4 addresses are looked up in the form in which IPv6 maps them. */
#define V4(a, b, c, d)                                               \
	{                                                            \
		0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF, a, b, c, d \
	}
#define V4_BITS(n) (96 + (n))
/* The first four bytes and the last two of an IPv6 address. */
#define V6(a, b, c, d, y, z)                                     \
	{                                                        \
		a, b, c, d, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, (y), z \
	}

/*
 * The first prefix that holds counts; an address without one is reserved.
 *
 * Source: IANA IPv4 and IPv6 Special-Purpose Address Registries (RFC 6890),
 * IPv4 Multicast Address Space, IPv6 Global Unicast Address Space, with the
 * RFC of each row. We are stricter with the few parts of 192.0.0.0/24 and
 * 2001::/23 that are reachable: no page is served there. The metadata services
 * are those that the manuals of the clouds name; some sit at addresses that
 * are ordinary otherwise.
 */
static const struct {
	unsigned char prefix[16];
	unsigned bits;
	enum address_kind kind;
} prefix_table[] = {
	/* Amazon, Google, Microsoft, Oracle, OpenStack; then Amazon's for
	 * containers, Tencent, Alibaba, Oracle, Microsoft */
	{ V4(169, 254, 169, 254), V4_BITS(32), ADDRESS_METADATA },
	{ V4(169, 254, 170, 2), V4_BITS(32), ADDRESS_METADATA },
	{ V4(169, 254, 170, 23), V4_BITS(32), ADDRESS_METADATA },
	{ V4(169, 254, 0, 23), V4_BITS(32), ADDRESS_METADATA },
	{ V4(100, 100, 100, 200), V4_BITS(32), ADDRESS_METADATA },
	{ V4(192, 0, 0, 192), V4_BITS(32), ADDRESS_METADATA },
	{ V4(168, 63, 129, 16), V4_BITS(32), ADDRESS_METADATA },
	/* fd00:ec2::254, fd00:ec2::23 (Amazon), fd20:ce::254 (Google) */
	{ V6(0xFD, 0x00, 0x0E, 0xC2, 0x02, 0x54), 128, ADDRESS_METADATA },
	{ V6(0xFD, 0x00, 0x0E, 0xC2, 0x00, 0x23), 128, ADDRESS_METADATA },
	{ V6(0xFD, 0x20, 0x00, 0xCE, 0x02, 0x54), 128, ADDRESS_METADATA },

	{ V4(0, 0, 0, 0), V4_BITS(8), ADDRESS_UNSPECIFIED },      /* RFC 791 */
	{ V4(10, 0, 0, 0), V4_BITS(8), ADDRESS_PRIVATE },         /* RFC 1918 */
	{ V4(100, 64, 0, 0), V4_BITS(10), ADDRESS_SHARED },       /* RFC 6598 */
	{ V4(127, 0, 0, 0), V4_BITS(8), ADDRESS_LOOPBACK },       /* RFC 1122 */
	{ V4(169, 254, 0, 0), V4_BITS(16), ADDRESS_LINK_LOCAL },  /* RFC 3927 */
	{ V4(172, 16, 0, 0), V4_BITS(12), ADDRESS_PRIVATE },      /* RFC 1918 */
	{ V4(192, 0, 0, 0), V4_BITS(24), ADDRESS_RESERVED },      /* RFC 6890 */
	{ V4(192, 0, 2, 0), V4_BITS(24), ADDRESS_DOCUMENTATION }, /* 5737 */
	{ V4(192, 88, 99, 0), V4_BITS(24), ADDRESS_TRANSITION },  /* 7526 */
	{ V4(192, 168, 0, 0), V4_BITS(16), ADDRESS_PRIVATE },     /* 1918 */
	{ V4(198, 18, 0, 0), V4_BITS(15), ADDRESS_BENCHMARK },    /* 2544 */
	{ V4(198, 51, 100, 0), V4_BITS(24), ADDRESS_DOCUMENTATION },
	{ V4(203, 0, 113, 0), V4_BITS(24), ADDRESS_DOCUMENTATION },
	{ V4(224, 0, 0, 0), V4_BITS(4), ADDRESS_MULTICAST }, /* RFC 5771 */
	{ V4(240, 0, 0, 0), V4_BITS(4), ADDRESS_RESERVED },  /* RFC 1112 */
	{ V4(0, 0, 0, 0), V4_BITS(0), ADDRESS_GLOBAL },

	/* Teredo (RFC 4380) and all else that is set apart in 2001::/23 */
	{ V6(0x20, 0x01, 0, 0, 0, 0), 32, ADDRESS_TRANSITION },
	{ V6(0x20, 0x01, 0, 0, 0, 0), 23, ADDRESS_RESERVED }, /* RFC 2928 */
	{ V6(0x20, 0x01, 0x0D, 0xB8, 0, 0), 32, ADDRESS_DOCUMENTATION },
	{ V6(0x20, 0x02, 0, 0, 0, 0), 16, ADDRESS_TRANSITION }, /* RFC 3056 */
	{ V6(0x3F, 0xFF, 0, 0, 0, 0), 20, ADDRESS_DOCUMENTATION }, /* 9637 */
	{ V6(0x20, 0, 0, 0, 0, 0), 3, ADDRESS_GLOBAL },            /* 4291 */
	{ V6(0, 0, 0, 0, 0, 1), 128, ADDRESS_LOOPBACK },           /* 4291 */
	{ V6(0, 0, 0, 0, 0, 0), 128, ADDRESS_UNSPECIFIED },        /* 4291 */
	/* 64:ff9b:1::/48, whose owner alone knows where it leads: RFC 8215 */
	{ { 0, 0x64, 0xFF, 0x9B, 0, 1 }, 48, ADDRESS_TRANSITION },
	{ V6(0, 0, 0, 0, 0, 0), 96, ADDRESS_TRANSITION },       /* RFC 4291 */
	{ V6(0xFC, 0, 0, 0, 0, 0), 7, ADDRESS_PRIVATE },        /* RFC 4193 */
	{ V6(0xFE, 0x80, 0, 0, 0, 0), 10, ADDRESS_LINK_LOCAL }, /* RFC 4291 */
	{ V6(0xFE, 0xC0, 0, 0, 0, 0), 10, ADDRESS_PRIVATE },    /* RFC 3879 */
	{ V6(0xFF, 0, 0, 0, 0, 0), 8, ADDRESS_MULTICAST },      /* RFC 4291 */
};

/* What the last four bytes, an IPv4 address, are reached by: mapped (RFC 4291
 * 2.5.5.2), and NAT64 (RFC 6052 2.1), which is all that a network without IPv4
 * has of the rest of the web. */
static const unsigned char mapped[16] = V4(0, 0, 0, 0);
static const unsigned char nat64[12] = { 0, 0x64, 0xFF, 0x9B };

static bool
has_prefix(const unsigned char *ip, const unsigned char *prefix, unsigned bits)
{
	unsigned whole = bits / 8, rest = bits % 8;

	if (memcmp(ip, prefix, whole) != 0)
		return false;
	return rest == 0 || (ip[whole] ^ prefix[whole]) >> (8 - rest) == 0;
}

/* The address as 16 bytes, an IPv4 one as IPv6 maps it, however it comes. */
static bool
address_bytes(const struct sockaddr *sa, unsigned char ip[16])
{
	struct sockaddr_in v4;
	struct sockaddr_in6 v6;

	if (sa->sa_family == AF_INET) {
		memcpy(&v4, sa, sizeof(v4));
		memcpy(ip, mapped, 12);
		memcpy(ip + 12, &v4.sin_addr, 4);
		return true;
	}
	if (sa->sa_family != AF_INET6)
		return false;
	memcpy(&v6, sa, sizeof(v6));
	memcpy(ip, &v6.sin6_addr, 16);
	if (memcmp(ip, nat64, sizeof(nat64)) == 0)
		memcpy(ip, mapped, sizeof(nat64));
	return true;
}

enum address_kind
address_kind(const struct sockaddr *sa)
{
	unsigned char ip[16];

	if (!address_bytes(sa, ip))
		return ADDRESS_RESERVED;
	for (size_t i = 0; i < sizeof(prefix_table) / sizeof(*prefix_table);
	     i++)
		if (has_prefix(
			ip, prefix_table[i].prefix, prefix_table[i].bits))
			return prefix_table[i].kind;
	return ADDRESS_RESERVED;
}

const char *
address_kind_name(enum address_kind kind)
{
	static const char *const name[] = {
		[ADDRESS_GLOBAL] = "a public address",
		[ADDRESS_LOOPBACK] = "a loopback address",
		[ADDRESS_PRIVATE] = "a private address",
		[ADDRESS_SHARED] = "a carrier's shared address",
		[ADDRESS_LINK_LOCAL] = "a link-local address",
		[ADDRESS_METADATA] = "the metadata service of a cloud",
		[ADDRESS_MULTICAST] = "a multicast address",
		[ADDRESS_UNSPECIFIED] = "an unspecified address",
		[ADDRESS_DOCUMENTATION] = "an address for documentation",
		[ADDRESS_BENCHMARK] = "an address for benchmarks",
		[ADDRESS_TRANSITION] = "an IPv6 transition address",
		[ADDRESS_RESERVED] = "a reserved address",
	};

	return name[kind];
}

bool
address_literal(struct str host, struct sockaddr_storage *out)
{
	struct sockaddr_in v4 = { .sin_family = AF_INET };
	struct sockaddr_in6 v6 = { .sin6_family = AF_INET6 };
	char text[ADDRESS_TEXT];

	if (str_starts(host, STR("[")) && str_ends(host, STR("]")))
		host = str_sub(host, 1, host.len - 2);
	if (host.len >= sizeof(text))
		return false;
	memcpy(text, host.p, host.len);
	text[host.len] = '\0';
	*out = (struct sockaddr_storage){ .ss_family = AF_UNSPEC };
	if (strlen(text) != host.len)
		return false;
	if (inet_pton(AF_INET, text, &v4.sin_addr) == 1)
		memcpy(out, &v4, sizeof(v4));
	else if (inet_pton(AF_INET6, text, &v6.sin6_addr) == 1)
		memcpy(out, &v6, sizeof(v6));
	else
		return false;
	return true;
}

bool
address_same(const struct sockaddr *a, const struct sockaddr *b)
{
	unsigned char x[16], y[16];

	return address_bytes(a, x) && address_bytes(b, y) &&
	       memcmp(x, y, sizeof(x)) == 0;
}

const char *
address_text(const struct sockaddr *sa, char *out)
{
	struct sockaddr_in v4;
	struct sockaddr_in6 v6;

	out[0] = '\0';
	if (sa->sa_family == AF_INET) {
		memcpy(&v4, sa, sizeof(v4));
		inet_ntop(AF_INET, &v4.sin_addr, out, ADDRESS_TEXT);
	} else if (sa->sa_family == AF_INET6) {
		memcpy(&v6, sa, sizeof(v6));
		inet_ntop(AF_INET6, &v6.sin6_addr, out, ADDRESS_TEXT);
	}
	return out;
}
