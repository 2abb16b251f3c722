// SPDX-License-Identifier: ISC
// Who passes the gate: the hop, what is allowed, and the address connected to.
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "fetch/address_gate.h"

#define COUNT(a) (sizeof(a) / sizeof(*(a)))

static struct endpoint listed[] = {
	{ { "127.0.0.1", 9 }, 8000 },
	{ { "wiki.example", 12 }, 443 },
	{ { "169.254.169.254", 15 }, 80 },
	{ { "meta.example", 12 }, 80 },
	{ { "[fd00::7]", 9 }, 80 },
};
static const struct allow_private none = { 0 }, all = { .all = true },
				  some = { .v = listed, .n = COUNT(listed) };

static void
addresses(void **state)
{
	static const struct {
		int line;
		const struct allow_private *allow;
		bool own;
		const char *host;
		int port;
		const char *address;
		bool passes;
	} table[] = {
		{ __LINE__, &none, false, "a.example", 80, "8.8.8.8", true },
		{ __LINE__, NULL, false, "a.example", 80, "127.0.0.1", false },
		{ __LINE__, &none, false, "127.0.0.1", 80, "127.0.0.1", false },
		/* the configured origin, when its host says where it is */
		{ __LINE__, &none, true, "127.0.0.1", 80, "127.0.0.1", true },
		{ __LINE__, &none, true, "[::1]", 80, "::1", true },
		{ __LINE__, &none, true, "localhost", 80, "::1", true },
		{ __LINE__, &none, true, "a.localhost", 80, "::1", true },
		{ __LINE__, &none, true, "nas", 80, "192.168.1.2", true },
		{ __LINE__, &none, true, "nas.", 80, "192.168.1.2", true },
		{ __LINE__, &none, true, "nas.local", 80, "fe80::1", true },
		{ __LINE__, &none, true, "a.home.arpa", 80, "fd00::1", true },
		{ __LINE__, &none, true, "a.internal.", 80, "10.0.0.1", true },
		/* a public name that leads inside has been rebound */
		{ __LINE__, &none, true, "a.example", 80, "127.0.0.1", false },
		{ __LINE__, &none, true, "a.locals", 80, "127.0.0.1", false },
		/* all, but metadata */
		{ __LINE__, &all, false, "a.example", 80, "127.0.0.1", true },
		{ __LINE__, &all, false, "a.example", 80, "169.254.169.254",
		    false },
		{ __LINE__, &all, true, "169.254.169.254", 80,
		    "169.254.169.254", false },
		{ __LINE__, &all, false, "a.example", 80,
		    "::ffff:169.254.169.254", false },
		/* the list: by name, by address, always with the port */
		{ __LINE__, &some, false, "a.example", 8000, "127.0.0.1",
		    true },
		{ __LINE__, &some, false, "a.example", 8000, "::ffff:127.0.0.1",
		    true },
		{ __LINE__, &some, false, "a.example", 8000, "127.0.0.2",
		    false },
		{ __LINE__, &some, false, "a.example", 80, "127.0.0.1", false },
		{ __LINE__, &some, false, "wiki.example", 443, "10.0.0.1",
		    true },
		{ __LINE__, &some, false, "wiki.example", 80, "10.0.0.1",
		    false },
		{ __LINE__, &some, false, "b.example", 80, "fd00::7", true },
		/* metadata by its address only */
		{ __LINE__, &some, false, "a.example", 80, "169.254.169.254",
		    true },
		{ __LINE__, &some, false, "meta.example", 80, "100.100.100.200",
		    false },
		{ __LINE__, &some, false, "meta.example", 80, "10.0.0.1",
		    true },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(table); i++) {
		struct address_gate g = { .allow = table[i].allow,
			.to = { str_c(table[i].host), table[i].port },
			.own = table[i].own,
			.refused = ERR_INIT };
		struct sockaddr_storage at;

		assert_true(address_literal(str_c(table[i].address), &at));
		if (address_gate_admits(&g, (struct sockaddr *)&at) !=
			table[i].passes ||
		    (g.refused.code == ERR_NONE) != table[i].passes)
			fail_msg("line %d: %s", table[i].line, g.refused.msg);
	}
}

static void
urls(void **state)
{
	static const struct {
		int line;
		const struct allow_private *allow;
		bool own, proxied;
		const char *host;
		int port;
		const char *refused; /* the message, or NULL */
	} table[] = {
		{ __LINE__, &none, false, false, "a.example", 80, NULL },
		{ __LINE__, &none, false, false, "a.example", 443, NULL },
		{ __LINE__, &none, false, false, "a.example", 8443, NULL },
		{ __LINE__, &none, true, false, "a.example", 81, NULL },
		{ __LINE__, &none, false, false, "b.example", 81, NULL },
		{ __LINE__, &none, false, false, "a.example", 6379,
		    "refused: port 6379 of a.example is none of 80, 443, 8080, "
		    "8443; `allow_private: [\"a.example:6379\"]` would admit "
		    "it" },
		{ __LINE__, &some, false, false, "127.0.0.1", 8000, NULL },
		{ __LINE__, &some, false, false, "127.0.0.2", 8000,
		    "refused: port 8000 of 127.0.0.2 is none of 80, 443, 8080, "
		    "8443; `allow_private: [\"127.0.0.2:8000\"]` would admit "
		    "it" },
		{ __LINE__, &all, false, false, "127.0.0.2", 8000, NULL },
		/* the address is judged when it is connected to ... */
		{ __LINE__, &none, false, false, "127.0.0.1", 80, NULL },
		{ __LINE__, &none, false, false, "localhost", 80, NULL },
		/* ... but behind a proxy */
		{ __LINE__, &none, false, true, "a.example", 80, NULL },
		{ __LINE__, &none, false, true, "8.8.8.8", 80, NULL },
		{ __LINE__, &none, false, true, "127.0.0.1", 80,
		    "refused: 127.0.0.1 is a loopback address; "
		    "`allow_private: [\"127.0.0.1:80\"]` would admit it" },
		{ __LINE__, &none, false, true, "[::1]", 80,
		    "refused: ::1 is a loopback address; "
		    "`allow_private: [\"[::1]:80\"]` would admit it" },
		{ __LINE__, &none, false, true, "localhost", 80,
		    "refused: localhost is a name of the inner network; "
		    "`allow_private: [\"localhost:80\"]` would admit it" },
		{ __LINE__, &none, true, true, "localhost", 80, NULL },
		{ __LINE__, &none, true, true, "127.0.0.1", 80, NULL },
		{ __LINE__, &all, false, true, "localhost", 80, NULL },
		{ __LINE__, &all, false, true, "169.254.169.254", 80,
		    "refused: 169.254.169.254 is the metadata service of a "
		    "cloud; `allow_private: [\"169.254.169.254:80\"]` would "
		    "admit it" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(table); i++) {
		struct address_gate g = { .allow = table[i].allow,
			.to = { str_c(table[i].host), table[i].port },
			.own = table[i].own,
			.proxied = table[i].proxied };
		struct err e = ERR_INIT;
		int rc = address_gate_url(&g, 81, &e);

		if ((rc == 0) != (table[i].refused == NULL) ||
		    (rc != 0 && strcmp(e.msg, table[i].refused) != 0))
			fail_msg("line %d: %s", table[i].line, e.msg);
	}
}

static void
a_proxy_passes(void **state)
{
	struct address_gate g = { .proxied = true,
		.to = { STR("a.example"), 80 },
		.refused = ERR_INIT };
	struct sockaddr_storage at;

	(void)state;
	assert_true(address_literal(STR("127.0.0.1"), &at));
	assert_true(address_gate_admits(&g, (struct sockaddr *)&at));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(addresses),
		cmocka_unit_test(urls),
		cmocka_unit_test(a_proxy_passes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
