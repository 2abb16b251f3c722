// SPDX-License-Identifier: ISC
// Whose host it is, and who may go next.
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "fetch/domain.h"
#include "fetch/hosts.h"
#include "fetch/transfer.h"

#define COUNT(a) (sizeof(a) / sizeof(*(a)))

static void
whose_host_it_is(void **state)
{
	static const struct {
		int line;
		const char *url, *owner, *host;
	} table[] = {
		{ __LINE__, "https://a.example.co.uk/x", "example.co.uk",
		    "a.example.co.uk" },
		{ __LINE__, "https://example.co.uk:8443/", "example.co.uk",
		    "example.co.uk:8443" },
		{ __LINE__, "http://WWW.Example.ORG./", "example.org",
		    "www.example.org." },
		{ __LINE__, "http://www.gov.cn/", "www.gov.cn", "www.gov.cn" },
		{ __LINE__, "http://news.example.gov.cn/", "example.gov.cn",
		    "news.example.gov.cn" },
		{ __LINE__, "https://www.例え.jp/", "xn--r8jz45g.jp",
		    "www.xn--r8jz45g.jp" },
		/* private suffixes: many operators below one name */
		{ __LINE__, "https://a.github.io/", "a.github.io",
		    "a.github.io" },
		{ __LINE__, "https://x.a.github.io/", "a.github.io",
		    "x.a.github.io" },
		/* nothing is registered: the name itself */
		{ __LINE__, "https://github.io/", "github.io", "github.io" },
		{ __LINE__, "http://co.uk:81/", "co.uk:81", "co.uk:81" },
		{ __LINE__, "http://intranet/", "intranet", "intranet" },
		/* names without an operator */
		{ __LINE__, "http://localhost/", "localhost", "localhost" },
		{ __LINE__, "http://localhost:8080/", "localhost:8080",
		    "localhost:8080" },
		{ __LINE__, "http://h1.localhost/", "h1.localhost",
		    "h1.localhost" },
		{ __LINE__, "http://a.b.localhost:80/", "a.b.localhost",
		    "a.b.localhost" },
		{ __LINE__, "http://192.0.2.1/", "192.0.2.1", "192.0.2.1" },
		{ __LINE__, "https://192.0.2.1:443/", "192.0.2.1",
		    "192.0.2.1" },
		{ __LINE__, "http://192.0.2.1:81/", "192.0.2.1:81",
		    "192.0.2.1:81" },
		{ __LINE__, "http://[2001:db8::1]/", "[2001:db8::1]",
		    "[2001:db8::1]" },
	};
	struct arena a;

	(void)state;
	arena_init(&a, SIZE_MAX);
	for (size_t i = 0; i < COUNT(table); i++) {
		struct str owner, host;
		struct url u;

		assert_int_equal(
		    url_parse(&a, str_c(table[i].url), STR_NULL, &u), 0);
		owner = domain_operator(&a, &u);
		host = domain_host(&a, &u);
		if (!str_eq(owner, str_c(table[i].owner)) ||
		    !str_eq(host, str_c(table[i].host)))
			fail_msg("line %d: %.*s, %.*s", table[i].line,
			    STR_ARG(owner), STR_ARG(host));
	}
	arena_release(&a);
}

/* --- Turns --------------------------------------------------------------- */

static struct hosts hs;
static struct transfer under_way;

static struct host *
host(const char *name)
{
	bool made;

	return hosts_find(&hs, str_c(name), &made);
}

/* A transfer from the next host begins at NOW and is over at once. */
static const char *
next(int64_t now)
{
	struct host *h = hosts_next(&hs, now);

	if (h == NULL)
		return NULL;
	host_take_wish(h);
	h->under_way = &under_way;
	return h->key.p;
}

static void
add(struct host *h, const struct request *r)
{
	struct wish *w = ARENA_NEW(&hs.arena, struct wish);

	*w = (struct wish){ .due = r->due, .gap_ms = r->gap_ms, .req = r };
	host_add(h, w);
}

static void
hosts_take_turns(void **state)
{
	static const struct request late = { .due = 9 }, early = { .due = 1 };

	(void)state;
	hosts_init(&hs);
	add(host("a"), &late);
	add(host("b"), &late);
	add(host("b"), &late);
	add(host("c"), &early);
	hosts_begin(&hs, 0);
	/* due longest, then the one with the most to do */
	assert_string_equal(next(0), "c");
	assert_string_equal(next(0), "b");
	assert_string_equal(next(0), "a");
	assert_null(next(0));
	hosts_leave(&hs, host("b"), 0);
	hosts_leave(&hs, host("c"), 0);
	assert_null(next(0));
	assert_string_equal(next(1), "b");
	assert_null(next(1));
	hosts_release(&hs);
}

/* Those that come back and those that were not asked yet alternate. */
static void
neither_many_nor_large_ones_are_starved(void **state)
{
	static const struct request r;
	struct host *large;
	char name[2] = "a";
	unsigned seen = 0;

	(void)state;
	hosts_init(&hs);
	large = host("large");
	for (int i = 0; i < 10; i++)
		add(large, &r);
	for (; name[0] <= 'z'; name[0]++)
		add(host(name), &r);
	hosts_begin(&hs, 0);
	for (int64_t now = 0; now < 19; now++) {
		struct host *h = hosts_next(&hs, now);

		host_take_wish(h);
		seen += h == large;
		hosts_leave(&hs, h, now);
	}
	assert_in_range(seen, 8, 10);
	hosts_release(&hs);
}

/* Who wants no pause goes on before those that have been waiting, as long as
 * its connection is there. */
static void
without_a_pause_it_goes_on(void **state)
{
	static const struct request fast, slow = { .gap_ms = 1 };

	(void)state;
	hosts_init(&hs);
	for (int i = 0; i < 3; i++) {
		add(host("a"), &fast);
		add(host("b"), &fast);
		add(host("c"), &slow);
	}
	hosts_begin(&hs, 0);
	assert_string_equal(next(0), "a");
	assert_string_equal(next(0), "b");
	assert_string_equal(next(0), "c");
	hosts_leave(&hs, host("c"), 0);
	hosts_leave(&hs, host("a"), 1);
	hosts_leave(&hs, host("b"), 2);
	assert_string_equal(next(3), "b");
	hosts_leave(&hs, host("b"), 3);
	assert_string_equal(next(4), "b");
	assert_string_equal(next(4), "a");
	assert_string_equal(next(4), "c");
	hosts_release(&hs);
}

static void
pauses_hold(void **state)
{
	static const struct request slow = { .gap_ms = 100 },
				    fast = { .gap_ms = 10 };

	(void)state;
	hosts_init(&hs);
	for (int i = 0; i < 3; i++) {
		add(host("slow"), &slow);
		add(host("fast"), &fast);
	}
	hosts_begin(&hs, 1000);
	assert_string_equal(next(1000), "slow");
	assert_string_equal(next(1000), "fast");
	assert_true(hosts_ready_at(&hs) == INT64_MAX);
	hosts_leave(&hs, host("slow"), 1000);
	hosts_leave(&hs, host("fast"), 1000);
	assert_int_equal(hosts_ready_at(&hs), 1011);
	assert_null(next(1010));
	assert_string_equal(next(1011), "fast");
	assert_null(next(1100));
	assert_string_equal(next(1101), "slow");
	/* robots.txt wants more than the configuration, and late */
	hosts_leave(&hs, host("fast"), 1101);
	host("fast")->delay_ms = 500;
	assert_null(next(1600));
	assert_string_equal(next(1602), "fast");
	hosts_release(&hs);
}

/* What a redirect led here goes first, and a robots.txt before that; while
 * one is asked for, nothing else goes. */
static void
what_is_under_way_goes_first(void **state)
{
	static const struct request r;
	struct transfer page = { .req = &r }, robots = { .req = &r };
	struct host *h;

	(void)state;
	robots.robots_of = (struct origin *)(void *)&under_way;
	hosts_init(&hs);
	h = host("a");
	add(h, &r);
	h->asking = 1;
	hosts_begin(&hs, 0);
	assert_null(hosts_next(&hs, 0));
	hosts_wait(&hs, h, &page, 0);
	assert_null(hosts_next(&hs, 0));
	hosts_wait(&hs, h, &robots, 0);
	assert_ptr_equal(hosts_next(&hs, 0), h);
	assert_ptr_equal(host_take_waiting(h, true), &robots);
	assert_null(host_take_waiting(h, true));
	h->asking = 0;
	hosts_line_up(&hs, h, 0);
	assert_ptr_equal(hosts_next(&hs, 0), h);
	assert_ptr_equal(host_take_waiting(h, false), &page);
	assert_null(host_take_waiting(h, false));
	hosts_wait(&hs, h, &page, 0);
	assert_ptr_equal(h->waiting, &page);
	assert_ptr_equal(host_take_wish(h)->req, &r);
	assert_null(host_take_wish(h));
	hosts_release(&hs);
}

/* The heap gives hosts back in the order of their times. */
static void
many_pauses(void **state)
{
	static struct request r[1000];
	unsigned seed = 1;
	int64_t last = 0;
	size_t n = 0;

	(void)state;
	hosts_init(&hs);
	for (size_t i = 0; i < COUNT(r); i++) {
		bool made;
		struct host *h =
		    hosts_find(&hs, arena_printf(&hs.arena, "h%zu", i), &made);

		seed = seed * 1103515245 + 12345;
		r[i].gap_ms = 1 + seed / 65536 % 500;
		h->met = true;
		add(h, &r[i]);
	}
	hosts_begin(&hs, 0);
	while (hosts_ready_at(&hs) != INT64_MAX) {
		int64_t at = hosts_ready_at(&hs);
		struct host *h;

		assert_true(at >= last);
		last = at;
		while ((h = hosts_next(&hs, at)) != NULL) {
			assert_int_equal(h->first->gap_ms, at);
			host_take_wish(h);
			n++;
		}
	}
	assert_int_equal(n, COUNT(r));
	hosts_release(&hs);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(whose_host_it_is),
		cmocka_unit_test(hosts_take_turns),
		cmocka_unit_test(neither_many_nor_large_ones_are_starved),
		cmocka_unit_test(without_a_pause_it_goes_on),
		cmocka_unit_test(pauses_hold),
		cmocka_unit_test(what_is_under_way_goes_first),
		cmocka_unit_test(many_pauses),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
