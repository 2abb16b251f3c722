// SPDX-License-Identifier: ISC
// What an address is for, at both ends of every prefix and beside them.
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <arpa/inet.h>
#include <sys/un.h>

#include "fetch/address_guard.h"

#define COUNT(a) (sizeof(a) / sizeof(*(a)))
#define ROW(text, kind)                        \
	{                                      \
		__LINE__, text, ADDRESS_##kind \
	}

static const struct {
	int line;
	const char *text;
	enum address_kind kind;
} rows[] = {
	/* IPv4 */
	ROW("0.0.0.0", UNSPECIFIED),
	ROW("0.255.255.255", UNSPECIFIED),
	ROW("1.0.0.0", GLOBAL),
	ROW("9.255.255.255", GLOBAL),
	ROW("10.0.0.0", PRIVATE),
	ROW("10.255.255.255", PRIVATE),
	ROW("11.0.0.0", GLOBAL),
	ROW("100.63.255.255", GLOBAL),
	ROW("100.64.0.0", SHARED),
	ROW("100.127.255.255", SHARED),
	ROW("100.128.0.0", GLOBAL),
	ROW("126.255.255.255", GLOBAL),
	ROW("127.0.0.0", LOOPBACK),
	ROW("127.0.0.1", LOOPBACK),
	ROW("127.255.255.255", LOOPBACK),
	ROW("128.0.0.0", GLOBAL),
	ROW("169.253.255.255", GLOBAL),
	ROW("169.254.0.0", LINK_LOCAL),
	ROW("169.254.255.255", LINK_LOCAL),
	ROW("169.255.0.0", GLOBAL),
	ROW("172.15.255.255", GLOBAL),
	ROW("172.16.0.0", PRIVATE),
	ROW("172.31.255.255", PRIVATE),
	ROW("172.32.0.0", GLOBAL),
	ROW("191.255.255.255", GLOBAL),
	ROW("192.0.0.0", RESERVED),
	ROW("192.0.0.255", RESERVED),
	ROW("192.0.1.0", GLOBAL),
	ROW("192.0.1.255", GLOBAL),
	ROW("192.0.2.0", DOCUMENTATION),
	ROW("192.0.2.255", DOCUMENTATION),
	ROW("192.0.3.0", GLOBAL),
	ROW("192.88.98.255", GLOBAL),
	ROW("192.88.99.1", TRANSITION),
	ROW("192.88.100.0", GLOBAL),
	ROW("192.167.255.255", GLOBAL),
	ROW("192.168.0.0", PRIVATE),
	ROW("192.168.255.255", PRIVATE),
	ROW("192.169.0.0", GLOBAL),
	ROW("198.17.255.255", GLOBAL),
	ROW("198.18.0.0", BENCHMARK),
	ROW("198.19.255.255", BENCHMARK),
	ROW("198.20.0.0", GLOBAL),
	ROW("198.51.99.255", GLOBAL),
	ROW("198.51.100.0", DOCUMENTATION),
	ROW("198.51.100.255", DOCUMENTATION),
	ROW("198.51.101.0", GLOBAL),
	ROW("203.0.112.255", GLOBAL),
	ROW("203.0.113.0", DOCUMENTATION),
	ROW("203.0.113.255", DOCUMENTATION),
	ROW("203.0.114.0", GLOBAL),
	ROW("223.255.255.255", GLOBAL),
	ROW("224.0.0.0", MULTICAST),
	ROW("239.255.255.255", MULTICAST),
	ROW("240.0.0.0", RESERVED),
	ROW("255.255.255.255", RESERVED),
	/* metadata services, and the addresses beside them */
	ROW("169.254.169.253", LINK_LOCAL),
	ROW("169.254.169.254", METADATA),
	ROW("169.254.169.255", LINK_LOCAL),
	ROW("169.254.170.2", METADATA),
	ROW("169.254.170.23", METADATA),
	ROW("169.254.0.23", METADATA),
	ROW("100.100.100.200", METADATA),
	ROW("100.100.100.201", SHARED),
	ROW("192.0.0.192", METADATA),
	ROW("168.63.129.16", METADATA),
	ROW("168.63.129.17", GLOBAL),
	ROW("fd00:ec2::254", METADATA),
	ROW("fd00:ec2::23", METADATA),
	ROW("fd00:ec2::255", PRIVATE),
	ROW("fd20:ce::254", METADATA),
	/* IPv6 */
	ROW("::", UNSPECIFIED),
	ROW("::1", LOOPBACK),
	ROW("::2", TRANSITION),
	ROW("::127.0.0.1", TRANSITION),
	ROW("::8.8.8.8", TRANSITION),
	ROW("::1:0:0:0", RESERVED),
	ROW("64:ff9b:1::", TRANSITION),
	ROW("64:ff9b:1:ffff:ffff:ffff:ffff:ffff", TRANSITION),
	ROW("64:ff9b:2::", RESERVED),
	ROW("100::", RESERVED),
	ROW("100:0:0:1::", RESERVED),
	ROW("1fff:ffff::", RESERVED),
	ROW("2000::", GLOBAL),
	ROW("2000:ffff::", GLOBAL),
	ROW("2001::", TRANSITION),
	ROW("2001:0:ffff:ffff::", TRANSITION),
	ROW("2001:1::1", RESERVED),
	ROW("2001:2::", RESERVED),
	ROW("2001:20::1", RESERVED),
	ROW("2001:1ff:ffff::", RESERVED),
	ROW("2001:200::", GLOBAL),
	ROW("2001:db7:ffff::", GLOBAL),
	ROW("2001:db8::", DOCUMENTATION),
	ROW("2001:db8:ffff:ffff::", DOCUMENTATION),
	ROW("2001:db9::", GLOBAL),
	ROW("2001:4860:4860::8888", GLOBAL),
	ROW("2002::", TRANSITION),
	ROW("2002:7f00:1::", TRANSITION),
	ROW("2002:ffff::", TRANSITION),
	ROW("2003::", GLOBAL),
	ROW("3ffe:ffff::", GLOBAL),
	ROW("3fff::", DOCUMENTATION),
	ROW("3fff:fff::", DOCUMENTATION),
	ROW("3fff:1000::", GLOBAL),
	ROW("4000::", RESERVED),
	ROW("5f00::1", RESERVED),
	ROW("fbff::", RESERVED),
	ROW("fc00::", PRIVATE),
	ROW("fdff:ffff::", PRIVATE),
	ROW("fe00::", RESERVED),
	ROW("fe7f::", RESERVED),
	ROW("fe80::1", LINK_LOCAL),
	ROW("febf::1", LINK_LOCAL),
	ROW("fec0::1", PRIVATE),
	ROW("feff::1", PRIVATE),
	ROW("ff00::", MULTICAST),
	ROW("ff02::1", MULTICAST),
	ROW("ffff:ffff::", MULTICAST),
	/* IPv4 inside of IPv6 */
	ROW("::fffe:127.0.0.1", RESERVED),
	ROW("::ffff:127.0.0.1", LOOPBACK),
	ROW("::ffff:0.0.0.0", UNSPECIFIED),
	ROW("::ffff:10.1.2.3", PRIVATE),
	ROW("::ffff:8.8.8.8", GLOBAL),
	ROW("::ffff:169.254.169.254", METADATA),
	ROW("::ffff:255.255.255.255", RESERVED),
	ROW("::1:ffff:127.0.0.1", RESERVED),
	ROW("64:ff9b::127.0.0.1", LOOPBACK),
	ROW("64:ff9b::192.168.1.1", PRIVATE),
	ROW("64:ff9b::8.8.8.8", GLOBAL),
	ROW("64:ff9b::a9fe:a9fe", METADATA),
	ROW("64:ff9b::1:8.8.8.8", RESERVED),
};

static void
kinds(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct sockaddr_storage at;
		enum address_kind kind;

		if (!address_literal(str_c(rows[i].text), &at))
			fail_msg("line %d: no address", rows[i].line);
		kind = address_kind((struct sockaddr *)&at);
		if (kind != rows[i].kind)
			fail_msg("line %d: %s is %s", rows[i].line,
			    rows[i].text, address_kind_name(kind));
	}
}

static void
no_internet_address(void **state)
{
	struct sockaddr_un at = { .sun_family = AF_UNIX };
	char text[ADDRESS_TEXT];

	(void)state;
	assert_int_equal(
	    address_kind((struct sockaddr *)&at), ADDRESS_RESERVED);
	assert_string_equal(address_text((struct sockaddr *)&at, text), "");
}

static void
literals(void **state)
{
	static const struct {
		const char *host, *text; /* NULL: a name */
	} table[] = {
		{ "127.0.0.1", "127.0.0.1" },
		{ "[::1]", "::1" },
		{ "::1", "::1" },
		{ "[::ffff:7f00:1]", "::ffff:127.0.0.1" },
		{ "2130706433", NULL }, /* URLs are written without these */
		{ "0x7f.1", NULL },
		{ "127.1", NULL },
		{ "localhost", NULL },
		{ "127.0.0.1.example", NULL },
		{ "[]", NULL },
		{ "[", NULL },
		{ "", NULL },
		{ "[fe80::1%lo]", NULL },
		{ "1111:1111:1111:1111:1111:1111:1111:1111:1111:1111", NULL },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(table); i++) {
		struct sockaddr_storage at;
		char text[ADDRESS_TEXT];
		bool found = address_literal(str_c(table[i].host), &at);

		assert_int_equal(found, table[i].text != NULL);
		if (found)
			assert_string_equal(
			    address_text((struct sockaddr *)&at, text),
			    table[i].text);
	}
	{
		struct sockaddr_storage at;

		assert_false(address_literal(STR("127.0.0.1\0x"), &at));
	}
}

static void
same_address(void **state)
{
	static const struct {
		const char *a, *b;
		bool same;
	} table[] = {
		{ "127.0.0.1", "127.0.0.1", true },
		{ "127.0.0.1", "127.0.0.2", false },
		{ "127.0.0.1", "::ffff:127.0.0.1", true },
		{ "127.0.0.1", "64:ff9b::127.0.0.1", true },
		{ "127.0.0.1", "::127.0.0.1", false },
		{ "::1", "127.0.0.1", false },
		{ "fd00::1", "fd00:0::1", true },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(table); i++) {
		struct sockaddr_storage a, b;

		assert_true(address_literal(str_c(table[i].a), &a));
		assert_true(address_literal(str_c(table[i].b), &b));
		assert_int_equal(
		    address_same((struct sockaddr *)&a, (struct sockaddr *)&b),
		    table[i].same);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(kinds),
		cmocka_unit_test(no_internet_address),
		cmocka_unit_test(literals),
		cmocka_unit_test(same_address),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
