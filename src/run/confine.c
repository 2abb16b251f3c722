// SPDX-License-Identifier: ISC
#include "run/confine.h"

#include <stdlib.h>

#include "base/file.h"
#include "base/forbid.h"
#include "base/landlock.h"
#include "fetch/fetch.h"
#include "web/url.h"

/*
 * What the C library, the resolver and TLS read, on the usual systems: ld.so(8),
 * resolv.conf(5), nsswitch.conf(5), gai.conf(5), the folders that
 * /etc/resolv.conf leads to, p11-kit(8) for certificates. What is not there
 * is passed over.
 */
static const char *const read_paths[] = {
	"/usr",
	"/lib",
	"/lib64",
	"/nix/store",
	"/gnu/store",
	"/etc/ld.so.cache",
	"/etc/resolv.conf",
	"/etc/hosts",
	"/etc/host.conf",
	"/etc/nsswitch.conf",
	"/etc/gai.conf",
	"/etc/services",
	"/etc/protocols",
	"/etc/localtime",
	"/etc/ssl",
	"/etc/pki",
	"/etc/pkcs11",
	"/etc/ca-certificates",
	"/etc/crypto-policies",
	"/etc/gnutls",
	"/run/systemd/resolve",
	"/run/NetworkManager",
	"/run/resolvconf",
	"/run/connman",
	"/dev/urandom",
	"/dev/random",
	"/dev/zero",
	"/proc/self",
	"/proc/cpuinfo",
	"/proc/meminfo",
	"/proc/stat",
	"/proc/sys",
	"/sys/devices/system/cpu",
};

/* Pages are asked for at these, see fetch/address_gate.c; names at 53, when an
 * answer is too long for UDP. */
static const int usual_ports[] = { 53, 80, 443, 8080, 8443 };

#define TEXT_OF(x) #x
#define TEXT(x) TEXT_OF(x)

/* --- Programs ------------------------------------------------------------ */

static bool
has_program(const struct config *c)
{
	for (size_t i = 0; i < c->sources.n; i++)
		if (program_given(&c->sources.v[i].approach->fetch) ||
		    c->sources.v[i].approach->render.by != RENDER_NONE)
			return true;
	return false;
}

/* --- Files --------------------------------------------------------------- */

static void
allow(struct landlock *l, struct arena *a, struct str path,
    enum landlock_right right)
{
	if (!str_empty(path))
		landlock_allow(l, arena_cstr(a, path), right);
}

/* A file that is written beside and renamed needs its folder. */
static void
allow_folder_of(struct landlock *l, struct arena *a, struct str path)
{
	if (!str_empty(path))
		allow(l, a, path_dir(a, path), LANDLOCK_CHANGE);
}

/* The folder is made by who writes into it: that is told there. */
static void
allow_metrics(struct landlock *l, struct arena *a, struct str path)
{
	struct err e;

	if (!str_empty(path))
		(void)dir_create(arena_cstr(a, path_dir(a, path)), &e);
	allow_folder_of(l, a, path);
}

static void
allow_source_files(
    struct landlock *l, struct arena *a, const struct source *s, bool write)
{
	const struct cookies *cookies = &s->approach->access.cookies;
	const char *path;

	if (str_starts(s->url, STR("file:")) &&
	    fetch_file_path(a, s->url, &path) == 0) {
		landlock_allow(l, path, LANDLOCK_READ);
		/* Further pages of its list lie beside it. */
		if (s->pages->by != PAGES_NONE)
			allow(l, a, path_dir(a, str_c(path)), LANDLOCK_READ);
	}
	allow(l, a, s->approach->access.tls.ca, LANDLOCK_READ);
	allow(l, a, cookies->file, LANDLOCK_READ);
	if (cookies->keep && write)
		allow_folder_of(l, a, cookies->file);
}

static void
allow_files(
    struct landlock *l, struct arena *a, const struct config *c, bool write)
{
	const char *zones = getenv("TZDIR");

	for (size_t i = 0; i < sizeof(read_paths) / sizeof(*read_paths); i++)
		landlock_allow(l, read_paths[i], LANDLOCK_READ);
	landlock_allow(l, "/dev/null", LANDLOCK_WRITE);
	if (zones != NULL && *zones != '\0')
		landlock_allow(l, zones, LANDLOCK_READ);
	if (fetch_certificates() != NULL)
		landlock_allow(l, fetch_certificates(), LANDLOCK_READ);
#ifdef CONFINE_ALSO
	/* Where a build that counts lines leaves its counts. */
	landlock_allow(l, TEXT(CONFINE_ALSO), LANDLOCK_CHANGE);
#endif
	/* Who only reads the database has a log beside it all the same. */
	allow(l, a, c->state, LANDLOCK_CHANGE);
	allow(l, a, c->output, write ? LANDLOCK_CHANGE : LANDLOCK_READ);
	if (write)
		allow_metrics(l, a, c->metrics);
	for (size_t i = 0; i < c->sources.n; i++)
		allow_source_files(l, a, &c->sources.v[i], write);
}

/* --- Ports --------------------------------------------------------------- */

/* Those that were allowed already: thousands of sources have few. */
struct ports {
	struct landlock *l;
	struct arena *a;
	uint64_t allowed[65536 / 64];
};

static void
allow_port(struct ports *p, int port)
{
	uint64_t bit = UINT64_C(1) << port % 64;

	if (port < 0 || port > 65535 || (p->allowed[port / 64] & bit) != 0)
		return;
	p->allowed[port / 64] |= bit;
	landlock_allow_port(p->l, port);
}

/* Is URL, as web/url writes it, without a port of its own? */
static bool
has_no_port(struct str url)
{
	size_t at = str_find(url, STR("://")), colon;

	if (at == STR_NONE)
		return false;
	url = str_from(url, at + 3);
	url = str_sub(url, 0, str_chr(url, '/', 0));
	colon = str_chr(url, ':', 0);
	return colon == STR_NONE;
}

static void
allow_port_of(struct ports *p, struct str url)
{
	struct url u;

	if (str_empty(url) || has_no_port(url) ||
	    url_parse(p->a, url, STR_NULL, &u) != 0)
		return;
	allow_port(p, u.port);
}

static void
allow_ports(struct landlock *l, struct arena *a, const struct config *c)
{
	struct ports p = { .l = l, .a = a };

	for (size_t i = 0; i < sizeof(usual_ports) / sizeof(*usual_ports); i++)
		allow_port(&p, usual_ports[i]);
	for (size_t i = 0; i < c->allow_private.n; i++)
		allow_port(&p, c->allow_private.v[i].port);
	allow_port_of(&p, c->hub);
	for (size_t i = 0; i < c->merged.n; i++)
		allow_port_of(&p, c->merged.v[i].hub);
	for (size_t i = 0; i < c->sources.n; i++) {
		const struct source *s = &c->sources.v[i];

		allow_port_of(&p, s->url);
		allow_port_of(&p, s->about->hub);
		allow_port_of(&p, s->approach->access.proxy.url);
	}
}

/* --- Together ------------------------------------------------------------ */

static int
enter_landlock(
    struct arena *a, const struct config *c, bool write, struct confined *out)
{
	struct landlock l;

	/* `allow_private: true` admits all ports. */
	if (landlock_open(&l,
		LANDLOCK_SIGNALS | (c->allow_private.all ? 0 : LANDLOCK_PORTS),
		&out->missing) != 0)
		return -1;
	allow_files(&l, a, c, write);
	allow_ports(&l, a, c);
	if (landlock_enter(&l, &out->missing) != 0)
		return -1;
	out->landlock = l.version;
	out->ports = l.ports;
	return 0;
}

int
confine_parent(
    struct arena *a, const struct config *c, bool write, struct confined *out)
{
	int rc = 0;

	*out = (struct confined){ .programs = has_program(c),
		.missing = ERR_INIT };
	if (out->programs)
		return 0;
	/* One that is missing does not cost the other. */
	if (enter_landlock(a, c, write, out) != 0)
		rc = -1;
	out->calls = forbid_calls(&out->missing) == 0;
	return out->calls ? rc : -1;
}

const char *
confined_text(struct arena *a, const struct confined *c)
{
	if (c->programs)
		return "not shut in: a source has a program of its own, which "
		       "may need anything";
	if (c->landlock == 0)
		return arena_printf(a, "%s: %s",
		    c->calls ? "shut in by seccomp alone" : "not shut in",
		    c->missing.msg)
		    .p;
	if (!c->calls)
		return arena_printf(a, "shut in by Landlock %d alone: %s",
		    c->landlock, c->missing.msg)
		    .p;
	return arena_printf(
	    a, "shut in by Landlock %d and seccomp", c->landlock)
	    .p;
}
