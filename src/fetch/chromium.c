// SPDX-License-Identifier: ISC
#include "fetch/chromium.h"

#include <errno.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/buf.h"
#include "model/limits.h"

/* The switches that are the same for each page. Authority: chromium(1), and
 * headless/app/headless_command_switches.cc of its source. */
static const char *const fixed[] = {
	"chromium",
	"--headless",
	"--dump-dom",
	"--disable-extensions",
	"--disable-component-extensions-with-background-pages",
	"--disable-background-networking",
	"--disable-component-update",
	"--disable-default-apps",
	"--disable-sync",
	"--disable-breakpad",
	"--disable-dev-shm-usage", /* it is small in containers */
	"--disable-gpu",
	"--disable-quic", /* its address is no host of the rules */
	"--webrtc-ip-handling-policy=disable_non_proxied_udp",
	"--log-level=3", /* what it says then is why it failed */
	"--mute-audio",
	"--no-default-browser-check",
	"--no-first-run",
	"--no-pings",
	"--no-proxy-server", /* whatever the environment says */
	"--password-store=basic",
	"--renderer-process-limit=1",
	"--use-mock-keychain",
};
#define NFIXED (sizeof(fixed) / sizeof(fixed[0]))

/* Names and addresses alone, so that no rule is made by a URL. */
static bool
is_plain_host(struct str host)
{
	for (size_t i = 0; i < host.len; i++)
		if (!is_alpha(host.p[i]) && !is_digit(host.p[i]) &&
		    (host.p[i] == '\0' || strchr("-._:[]", host.p[i]) == NULL))
			return false;
	return host.len > 0;
}

/* The first rule that matches counts. */
static void
add_port(struct buf *b, const struct chromium_order *o, int port)
{
	bool v6 = str_chr(o->address, ':', 0) != STR_NONE;

	buf_addf(b, "MAP %.*s:%d %s%.*s%s:%d,", STR_ARG(o->url->host), port,
	    v6 ? "[" : "", STR_ARG(o->address), v6 ? "]" : "", port);
}

static char *
rules(struct arena *a, const struct chromium_order *o)
{
	struct buf *b = buf_in(a, (size_t)4 * LIMIT_URL);
	int port = url_port(o->url);

	buf_add(b, STR("--host-resolver-rules="));
	if (port == 80 || port == 443) {
		add_port(b, o, 80);
		add_port(b, o, 443);
	} else {
		add_port(b, o, port);
	}
	buf_add(b, STR("MAP * ~NOTFOUND"));
	return arena_cstr(a, buf_str(b));
}

char **
chromium_words(struct arena *a, const struct chromium_order *o, struct err *e)
{
	char **v = ARENA_ARRAY(a, NFIXED + 7, char *);
	size_t n = 0;

	if (!is_plain_host(o->url->host)) {
		err_set(e, ERR_NET, "refused: Chromium takes no host \"%.*s\"",
		    STR_ARG(o->url->host));
		return NULL;
	}
	for (size_t i = 0; i < NFIXED; i++)
		v[n++] = arena_cstr(a, str_c(fixed[i]));
	v[n++] = arena_cstr(
	    a, arena_printf(a, "--user-data-dir=%.*s", STR_ARG(o->profile)));
	v[n++] = arena_cstr(
	    a, arena_printf(a, "--user-agent=%.*s", STR_ARG(o->agent)));
	v[n++] = arena_cstr(
	    a, arena_printf(a, "--virtual-time-budget=%d", LIMIT_RENDER_MS));
	v[n++] =
	    arena_cstr(a, arena_printf(a, "--js-flags=--max-old-space-size=%d",
			      LIMIT_RENDER_HEAP_MB));
	v[n++] = rules(a, o);
	v[n++] = arena_cstr(a, o->url->href);
	v[n] = NULL;
	return v;
}

struct str
chromium_failure(struct str page)
{
	static const struct str mark = { "id=\"main-frame-error\"", 21 };
	size_t at = str_find(page, mark), end;

	if (at == STR_NONE)
		return STR_NULL;
	page = str_from(page, at);
	at = str_find(page, STR("ERR_"));
	if (at == STR_NONE)
		return mark;
	for (end = at; end < page.len && end - at < 80; end++)
		if (page.p[end] != '_' &&
		    !(page.p[end] >= 'A' && page.p[end] <= 'Z'))
			break;
	return str_sub(page, at, end - at);
}

struct str
profile_make(struct arena *a, struct err *e)
{
	const char *tmp = getenv("TMPDIR");
	struct str dir =
	    tmp != NULL && tmp[0] == '/' ? str_c(tmp) : STR("/tmp");
	char *path = arena_cstr(a,
	    arena_concat(a, (struct str[]){ dir, STR("/coranto-XXXXXX") }, 2));

	if (mkdtemp(path) == NULL) {
		err_sys(e, ERR_COMMAND, errno, "no temporary folder %s", path);
		return STR_NULL;
	}
	return str_c(path);
}

static int
remove_one(const char *path, const struct stat *st, int type, struct FTW *at)
{
	(void)st, (void)type, (void)at;
	(void)remove(path);
	return 0;
}

void
profile_remove(struct str dir)
{
	/* Chromium nests its folders four deep. */
	(void)nftw(dir.p, remove_one, 16, FTW_DEPTH | FTW_PHYS | FTW_MOUNT);
}
