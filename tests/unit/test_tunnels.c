// SPDX-License-Identifier: ISC
// The way out of a browser: who gets through, and that bytes do.
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <arpa/inet.h>
#include <errno.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>
#include <cmocka.h>

#include "base/clock.h"
#include "fetch/flow.h"
#include "fetch/socks.h"
#include "fetch/tunnels.h"

#define PATIENCE_MS 10000

/* A server that says nothing by itself, the way out, and a browser. */
struct scene {
	struct arena a;
	CURLM *multi;
	struct allow_private allow;
	struct endpoint listed;
	struct tunnels *t;
	int server, server_port;
	int browser;
};

static int
listen_somewhere(int *port)
{
	struct sockaddr_in at = { .sin_family = AF_INET,
		.sin_addr = { htonl(INADDR_LOOPBACK) } };
	socklen_t len = sizeof(at);
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);

	assert_int_equal(bind(fd, (struct sockaddr *)&at, len), 0);
	assert_int_equal(listen(fd, 5), 0);
	assert_int_equal(getsockname(fd, (struct sockaddr *)&at, &len), 0);
	*port = ntohs(at.sin_port);
	return fd;
}

static int
connect_to(int port)
{
	struct sockaddr_in at = { .sin_family = AF_INET,
		.sin_port = htons((uint16_t)port),
		.sin_addr = { htonl(INADDR_LOOPBACK) } };
	int fd = socket(AF_INET, SOCK_STREAM, 0);

	assert_int_equal(connect(fd, (struct sockaddr *)&at, sizeof(at)), 0);
	return fd;
}

/* OWN: the server is what the configuration names; LISTED: it is allowed. */
static void
set_up(struct scene *s, bool own, bool listed)
{
	struct tunnels_order o = { .id = STR("s") };
	struct err e = ERR_INIT;

	*s = (struct scene){ .browser = -1 };
	arena_init(&s->a, SIZE_MAX);
	s->server = listen_somewhere(&s->server_port);
	s->multi = curl_multi_init();
	s->listed = (struct endpoint){ STR("localhost"), s->server_port };
	if (listed)
		s->allow = (struct allow_private){ .v = &s->listed, .n = 1 };
	if (own)
		o.own = (struct endpoint){ STR("127.0.0.1"), s->server_port };
	o.multi = s->multi;
	o.allow = &s->allow;
	s->t = tunnels_open(&s->a, &o, &e);
	assert_non_null(s->t);
	s->browser = connect_to(tunnels_port(s->t));
}

static void
tear_down(struct scene *s)
{
	tunnels_close(s->t);
	curl_multi_cleanup(s->multi);
	close(s->browser);
	close(s->server);
	arena_release(&s->a);
}

/* One turn of the loop that fetch_all() has. */
static void
turn(struct scene *s)
{
	struct curl_waitfd fds[TUNNELS_FDS];
	int running, left;
	CURLMsg *m;

	assert_int_equal(curl_multi_perform(s->multi, &running), CURLM_OK);
	while ((m = curl_multi_info_read(s->multi, &left)) != NULL)
		assert_true(tunnels_take(s->t, m->easy_handle, m->data.result));
	tunnels_step(s->t);
	assert_int_equal(
	    curl_multi_poll(s->multi, fds, tunnels_fds(s->t, fds), 20, NULL),
	    CURLM_OK);
}

/* Read N bytes from FD while the loop turns. Fewer when it is closed. */
static size_t
read_some(struct scene *s, int fd, char *out, size_t n)
{
	int64_t until = clock_monotonic_ms() + PATIENCE_MS;
	size_t have = 0;

	while (have < n) {
		ssize_t got = recv(fd, out + have, n - have, MSG_DONTWAIT);

		if (got == 0 || (got < 0 && errno != EAGAIN))
			break;
		if (got > 0)
			have += (size_t)got;
		else
			turn(s);
		if (clock_monotonic_ms() > until)
			fail_msg("%zu bytes of %zu came", have, n);
	}
	return have;
}

static void
say(struct scene *s, struct str what)
{
	assert_int_equal(
	    send(s->browser, what.p, what.len, MSG_NOSIGNAL), what.len);
}

/* What the proxy answers to who wants HOST at PORT: a code of RFC 1928 6. */
static int
ask(struct scene *s, struct str host, int port)
{
	char in[SOCKS_REPLY_SIZE],
	    name = (char)host.len,
	    number[2] = { (char)(port >> 8), (char)port };

	say(s, STR("\5\1\0"));
	assert_int_equal(read_some(s, s->browser, in, 2), 2);
	assert_memory_equal(in, "\5\0", 2);
	say(s, STR("\5\1\0\3"));
	say(s, str_n(&name, 1));
	say(s, host);
	say(s, str_n(number, 2));
	assert_int_equal(
	    read_some(s, s->browser, in, SOCKS_REPLY_SIZE), SOCKS_REPLY_SIZE);
	assert_int_equal(in[0], 5);
	return in[1];
}

static int
accept_there(struct scene *s)
{
	int64_t until = clock_monotonic_ms() + PATIENCE_MS;
	int fd = -1;

	while (fd < 0 && clock_monotonic_ms() < until) {
		turn(s);
		fd = accept(s->server, NULL, NULL);
	}
	assert_true(fd >= 0);
	return fd;
}

static void
both_ways(struct scene *s)
{
	static char sent[300000], got[sizeof(sent)];
	int there = accept_there(s);
	size_t out = 0;
	ssize_t n;

	say(s, STR("hello"));
	assert_int_equal(read_some(s, there, got, 5), 5);
	assert_memory_equal(got, "hello", 5);
	for (size_t i = 0; i < sizeof(sent); i++)
		sent[i] = (char)(i * 7 / 5);
	/* More than is held on the way: who does not read holds up who sends. */
	while (turn(s), (n = send(there, sent + out, sizeof(sent) - out,
			     MSG_DONTWAIT | MSG_NOSIGNAL)) > 0)
		out += (size_t)n;
	assert_true(out > FLOW_ROOM);
	assert_int_equal(read_some(s, s->browser, got, out), out);
	assert_memory_equal(got, sent, out);
	close(there);
	assert_int_equal(read_some(s, s->browser, got, 1), 0);
}

static void
the_own_origin(void **state)
{
	struct scene s;

	(void)state;
	set_up(&s, true, false);
	assert_int_equal(ask(&s, STR("127.0.0.1"), s.server_port), 0);
	both_ways(&s);
	tear_down(&s);
}

static void
what_is_listed(void **state)
{
	struct scene s;

	(void)state;
	set_up(&s, false, true);
	assert_int_equal(ask(&s, STR("localhost"), s.server_port), 0);
	both_ways(&s);
	tear_down(&s);
}

static void
what_is_inside(void **state)
{
	static const char *const hosts[] = { "127.0.0.1", "localhost",
		"2130706433", "0x7f.1", "[::1]", "[::ffff:127.0.0.1]",
		"169.254.169.254", "user@127.0.0.1", "a/127.0.0.1", "", "\r\n",
		"127.0.0.1#" };
	struct scene s;
	char c;

	(void)state;
	for (size_t i = 0; i < sizeof(hosts) / sizeof(*hosts); i++) {
		set_up(&s, false, false);
		assert_int_equal(ask(&s, str_c(hosts[i]), 80), 2);
		assert_int_equal(tunnels_refused(s.t)->code, ERR_NET);
		/* and that is the end of it */
		assert_int_equal(read_some(&s, s.browser, &c, 1), 0);
		assert_int_equal(accept(s.server, NULL, NULL), -1);
		tear_down(&s);
	}
}

static void
nobody_there(void **state)
{
	struct scene s;
	int port, fd = listen_somewhere(&port);

	(void)state;
	close(fd);
	set_up(&s, true, false);
	close(s.server);
	s.server = dup(s.browser);
	assert_int_equal(ask(&s, STR("127.0.0.1"), s.server_port), 4);
	tear_down(&s);
}

static void
no_browser(void **state)
{
	struct scene s;
	char in[64];
	size_t n;

	(void)state;
	set_up(&s, true, false);
	say(&s, STR("GET http://127.0.0.1/ HTTP/1.1\r\n\r\n"));
	n = read_some(&s, s.browser, in, sizeof(in));
	assert_true(n == 0 || in[1] != 0);
	tear_down(&s);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_own_origin),
		cmocka_unit_test(what_is_listed),
		cmocka_unit_test(what_is_inside),
		cmocka_unit_test(nobody_there),
		cmocka_unit_test(no_browser),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
