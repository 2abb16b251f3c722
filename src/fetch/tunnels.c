// SPDX-License-Identifier: ISC
#include "fetch/tunnels.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/log.h"
#include "base/mem.h"
#include "fetch/address_gate.h"
#include "fetch/flow.h"
#include "fetch/redirect.h"
#include "fetch/setup.h"
#include "fetch/socks.h"

/* One connection of the browser. */
enum tunnel_state {
	TUNNEL_GREETING, /* nothing was said yet */
	TUNNEL_REQUEST,  /* it says whom it wants */
	TUNNEL_DIALING,  /* libcurl is at it */
	TUNNEL_OPEN,     /* bytes are passed on */
	TUNNEL_REFUSED   /* only the reply goes out */
};
struct tunnel {
	enum tunnel_state state;
	int browser, server; /* owned; -1: none */
	CURL *easy;          /* owned; while it is dialing */
	struct tunnels *all;
	struct address_gate gate;
	char host[256];       /* of GATE; RFC 1928 has no longer ones */
	struct flow up, down; /* to the server, to the browser */
};

struct tunnels {
	struct tunnels_order o;
	int listener; /* owned */
	int port;
	struct tunnel *v[LIMIT_TUNNELS]; /* owned */
	size_t n;
	bool full; /* no more could be accepted, until one ends */
	size_t made;
	size_t bytes;
	struct err refused;
	struct arena scratch; /* reset for each request */
};

static bool
stuck(const struct tunnels *t)
{
	return t->full || t->n == LIMIT_TUNNELS || t->made >= LIMIT_TUNNELS_ALL;
}

/* --- To the server ------------------------------------------------------- */

static curl_socket_t
on_socket(void *ctx, curlsocktype purpose, struct curl_sockaddr *at)
{
	struct tunnel *x = ctx;

	(void)purpose;
	if (!address_gate_admits(&x->gate, &at->addr))
		return CURL_SOCKET_BAD;
	return socket(at->family, at->socktype | SOCK_CLOEXEC, at->protocol);
}

/* A connection, and nothing that is said on it. */
static CURLcode
dial_options(CURL *c, struct tunnel *x, const char *url)
{
	CURLcode rc = setup_fixed(c);

	if (rc == CURLE_OK)
		rc = curl_easy_setopt(c, CURLOPT_URL, url);
	if (rc == CURLE_OK)
		rc = curl_easy_setopt(c, CURLOPT_CONNECT_ONLY, 1L);
	/* An empty text is no proxy, NULL would be the environment's. */
	if (rc == CURLE_OK)
		rc = curl_easy_setopt(c, CURLOPT_PROXY, "");
	if (rc == CURLE_OK)
		rc = curl_easy_setopt(c, CURLOPT_OPENSOCKETFUNCTION, on_socket);
	if (rc == CURLE_OK)
		rc = curl_easy_setopt(c, CURLOPT_OPENSOCKETDATA, x);
	return rc;
}

static bool
is_own(const struct tunnels *t, const struct endpoint *to)
{
	return to->port == t->o.own.port && str_eq(to->host, t->o.own.host);
}

/* Whom the browser wants, as the gate is told: by the rules for URLs, so that
 * no other way to write an address gets past it. */
static int
set_gate(
    struct tunnel *x, const struct endpoint *to, struct url *u, struct err *e)
{
	struct tunnels *t = x->all;
	struct arena *a = &t->scratch;
	struct str url =
	    arena_printf(a, "http://%.*s:%d/", STR_ARG(to->host), to->port);

	if (str_chr(to->host, '@', 0) != STR_NONE ||
	    str_chr(to->host, '/', 0) != STR_NONE ||
	    address_parse(a, url, STR_NULL, u, e) != 0 ||
	    u->host.len >= sizeof(x->host))
		return err_set(
		    e, ERR_NET, "refused: no host \"%.*s\"", STR_ARG(to->host));
	memcpy(x->host, u->host.p, u->host.len);
	x->gate = (struct address_gate){ .allow = t->o.allow,
		.to = { str_n(x->host, u->host.len), url_port(u) },
		.refused = ERR_INIT };
	x->gate.own = is_own(t, &x->gate.to);
	return address_gate_url(&x->gate, t->o.own.port, e);
}

static int
dial(struct tunnel *x, const struct url *u, struct err *e)
{
	struct tunnels *t = x->all;

	x->easy = curl_easy_init();
	if (x->easy == NULL ||
	    dial_options(x->easy, x, arena_cstr(&t->scratch, u->href)) !=
		CURLE_OK ||
	    curl_multi_add_handle(t->o.multi, x->easy) != CURLM_OK)
		return err_set(e, ERR_NET, "libcurl cannot be set up");
	x->state = TUNNEL_DIALING;
	return 0;
}

static void
hang_up(struct tunnel *x)
{
	if (x->easy == NULL)
		return;
	/* It may not have been added: that is no harm. */
	(void)curl_multi_remove_handle(x->all->o.multi, x->easy);
	curl_easy_cleanup(x->easy);
	x->easy = NULL;
}

/* --- What the browser is told -------------------------------------------- */

static void
reply(struct tunnel *x, enum socks_code code)
{
	char bytes[SOCKS_REPLY_SIZE];

	socks_reply(bytes, code);
	flow_put(&x->down, str_n(bytes, sizeof(bytes)));
	x->state = code == SOCKS_GRANTED ? TUNNEL_OPEN : TUNNEL_REFUSED;
	if (code != SOCKS_GRANTED)
		x->down.ended = true;
}

static void
refuse(struct tunnel *x, const struct err *e)
{
	struct tunnels *t = x->all;

	/* A page tries again and again. */
	if (strcmp(t->refused.msg, e->msg) != 0) {
		log_context(t->o.id, "fetch");
		log_line(LOG_INFO, "wanted by the page, but %s", e->msg);
		log_context(STR_NULL, NULL);
	}
	t->refused = *e;
	reply(x, SOCKS_NOT_ALLOWED);
}

static void
on_greeting(struct tunnel *x)
{
	size_t used = 0;
	enum socks_end end = socks_greeting(flow_waiting(&x->up), &used);

	if (end == SOCKS_BAD)
		reply(x, SOCKS_FAILURE);
	if (end != SOCKS_DONE)
		return;
	flow_skip(&x->up, used);
	flow_put(&x->down, SOCKS_WELCOME);
	x->state = TUNNEL_REQUEST;
}

static void
on_request(struct tunnel *x)
{
	struct arena *a = &x->all->scratch;
	struct endpoint to = { STR_NULL, 0 };
	struct url u = { .href = STR_NULL };
	enum socks_code code = SOCKS_FAILURE;
	size_t used = 0;
	enum socks_end end =
	    socks_request(a, flow_waiting(&x->up), &used, &to, &code);
	struct err e = ERR_INIT;

	if (end == SOCKS_BAD)
		reply(x, code);
	if (end == SOCKS_DONE) {
		flow_skip(&x->up, used);
		if (set_gate(x, &to, &u, &e) != 0 || dial(x, &u, &e) != 0)
			refuse(x, &e);
	}
	arena_reset(a);
}

bool
tunnels_take(struct tunnels *t, CURL *easy, CURLcode rc)
{
	curl_socket_t s = CURL_SOCKET_BAD;
	struct tunnel *x = NULL;

	for (size_t i = 0; i < t->n && x == NULL; i++)
		if (t->v[i]->easy == easy)
			x = t->v[i];
	if (x == NULL)
		return false;
	/* libcurl closes its own descriptor, and would look into a connection
	 * that it keeps. */
	if (rc == CURLE_OK &&
	    curl_easy_getinfo(easy, CURLINFO_ACTIVESOCKET, &s) == CURLE_OK &&
	    s != CURL_SOCKET_BAD)
		x->server = fcntl(s, F_DUPFD_CLOEXEC, 0);
	hang_up(x);
	if (x->server >= 0)
		reply(x, SOCKS_GRANTED);
	else if (x->gate.refused.code != ERR_NONE)
		refuse(x, &x->gate.refused);
	else
		reply(x, SOCKS_UNREACHABLE);
	return true;
}

/* --- Bytes --------------------------------------------------------------- */

static int
pass_on(struct tunnel *x)
{
	size_t before = x->up.n + x->down.n;

	if (flow_read(&x->up, x->browser) != 0 ||
	    flow_read(&x->down, x->server) != 0)
		return -1;
	x->all->bytes += x->up.n + x->down.n - before;
	return flow_write(&x->up, x->server) != 0 ||
		       flow_write(&x->down, x->browser) != 0
		   ? -1
		   : 0;
}

/* Returns false when the connection is over. */
static bool
step(struct tunnel *x)
{
	int rc = 0;

	switch (x->state) {
	case TUNNEL_GREETING:
	case TUNNEL_REQUEST:
		rc = flow_read(&x->up, x->browser);
		if (rc == 0 && x->state == TUNNEL_GREETING)
			on_greeting(x);
		if (rc == 0 && x->state == TUNNEL_REQUEST)
			on_request(x);
		if (rc == 0)
			rc = flow_write(&x->down, x->browser);
		return rc == 0 && !x->up.ended;
	case TUNNEL_DIALING:
		return true;
	case TUNNEL_REFUSED:
		return flow_write(&x->down, x->browser) == 0 && !x->down.shut;
	case TUNNEL_OPEN:
		return pass_on(x) == 0 && !(x->up.shut && x->down.shut);
	}
	return false;
}

static void
end(struct tunnel *x)
{
	hang_up(x);
	close(x->browser);
	if (x->server >= 0)
		close(x->server);
	free(x);
}

static void
accept_all(struct tunnels *t)
{
	struct tunnel *x;
	int fd;

	while (!stuck(t)) {
		fd = accept4(
		    t->listener, NULL, NULL, SOCK_CLOEXEC | SOCK_NONBLOCK);
		if (fd < 0) {
			/* No descriptors: later, when one is given back. */
			t->full = errno == EMFILE || errno == ENFILE;
			return;
		}
		x = mem_alloc(1, sizeof(*x));
		x->browser = fd;
		x->server = -1;
		x->all = t;
		t->v[t->n++] = x;
		t->made++;
	}
}

void
tunnels_step(struct tunnels *t)
{
	size_t kept = 0;

	if (tunnels_over(t))
		return;
	accept_all(t);
	for (size_t i = 0; i < t->n; i++) {
		if (step(t->v[i])) {
			t->v[kept++] = t->v[i];
		} else {
			end(t->v[i]);
			t->full = false;
		}
	}
	t->n = kept;
}

static void
add_fd(struct curl_waitfd *fds, unsigned *n, int fd, bool in, bool out)
{
	if (fd >= 0 && (in || out))
		fds[(*n)++] = (struct curl_waitfd){ fd,
			(short)((in ? CURL_WAIT_POLLIN : 0) |
				(out ? CURL_WAIT_POLLOUT : 0)),
			0 };
}

unsigned
tunnels_fds(const struct tunnels *t, struct curl_waitfd *fds)
{
	unsigned n = 0;

	if (tunnels_over(t))
		return 0;
	add_fd(fds, &n, t->listener, !stuck(t), false);
	for (size_t i = 0; i < t->n; i++) {
		const struct tunnel *x = t->v[i];
		bool open = x->state == TUNNEL_OPEN;

		if (x->state == TUNNEL_DIALING)
			continue;
		add_fd(fds, &n, x->browser,
		    x->state != TUNNEL_REFUSED && flow_wants(&x->up),
		    x->down.n > 0);
		add_fd(fds, &n, x->server, open && flow_wants(&x->down),
		    x->up.n > 0);
	}
	return n;
}

/* --- The door ------------------------------------------------------------ */

static int
listen_at_loopback(int *port)
{
	struct sockaddr_in at = { .sin_family = AF_INET,
		.sin_addr = { htonl(INADDR_LOOPBACK) } };
	socklen_t len = sizeof(at);
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);

	if (fd < 0)
		return -1;
	if (bind(fd, (struct sockaddr *)&at, len) != 0 ||
	    listen(fd, LIMIT_TUNNELS) != 0 ||
	    getsockname(fd, (struct sockaddr *)&at, &len) != 0) {
		close(fd);
		return -1;
	}
	*port = ntohs(at.sin_port);
	return fd;
}

struct tunnels *
tunnels_open(struct arena *a, const struct tunnels_order *o, struct err *e)
{
	struct tunnels *t = ARENA_NEW(a, struct tunnels);

	t->o = *o;
	t->refused = ERR_INIT;
	t->listener = listen_at_loopback(&t->port);
	if (t->listener < 0) {
		err_sys(e, ERR_COMMAND, errno, "no port for the browser");
		return NULL;
	}
	/* Names have 255 bytes at most. */
	arena_init(&t->scratch, SIZE_MAX);
	return t;
}

void
tunnels_close(struct tunnels *t)
{
	for (size_t i = 0; i < t->n; i++)
		end(t->v[i]);
	t->n = 0;
	close(t->listener);
	arena_release(&t->scratch);
}

int
tunnels_port(const struct tunnels *t)
{
	return t->port;
}

const struct err *
tunnels_refused(const struct tunnels *t)
{
	return &t->refused;
}

bool
tunnels_over(const struct tunnels *t)
{
	return t->bytes > LIMIT_RENDER_BYTES;
}
