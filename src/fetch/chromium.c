// SPDX-License-Identifier: ISC
#include "fetch/chromium.h"

#include <errno.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>

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
	"--blink-settings=imagesEnabled=false",
	"--disable-gpu",
	"--disable-quic",
	/* The proxy's own address is not asked of the proxy. */
	"--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
	"--proxy-bypass-list=<-loopback>", /* nothing goes past it */
	"--webrtc-ip-handling-policy=disable_non_proxied_udp",
	"--log-level=3", /* what it says then is why it failed */
	"--mute-audio",
	"--no-default-browser-check",
	"--no-first-run",
	"--no-pings",
	"--password-store=basic",
	"--renderer-process-limit=1",
	"--use-mock-keychain",
};
#define NFIXED (sizeof(fixed) / sizeof(fixed[0]))

char **
chromium_words(struct arena *a, const struct chromium_order *o)
{
	char **v = ARENA_ARRAY(a, NFIXED + 7, char *);
	size_t n = 0;

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
	v[n++] = arena_cstr(a,
	    arena_printf(a, "--proxy-server=socks5://127.0.0.1:%d", o->port));
	v[n++] = arena_cstr(a, o->url);
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
