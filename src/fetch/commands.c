// SPDX-License-Identifier: ISC
#include "fetch/commands.h"

#include <stdlib.h>

#include "base/clock.h"
#include "fetch/child.h"
#include "fetch/chromium.h"
#include "fetch/failure.h"
#include "fetch/tunnels.h"

/* By default those of a login, without a folder of anybody's own (login.defs,
 * environ(7)). */
#define PATH_DEFAULT "/usr/local/bin:/usr/bin:/bin"

bool
commands_fetches(const struct transfer *t)
{
	return t->robots_of == NULL && t->req->fetch != NULL;
}

bool
commands_renders(const struct transfer *t)
{
	return t->robots_of == NULL && t->req->render != NULL &&
	       t->req->render->by != RENDER_NONE;
}

/* --- What to start ------------------------------------------------------- */

static const char *
getenv_or(const char *name, const char *other)
{
	const char *v = getenv(name);

	return v == NULL || v[0] == '\0' ? other : v;
}

static char *
variable(struct arena *a, const char *name, struct str value)
{
	return arena_cstr(a, arena_printf(a, "%s=%.*s", name, STR_ARG(value)));
}

/* All that a program learns of ours: what is secret stays in the environment of
 * coranto. HOME: a folder for what it keeps, or empty. */
static char **
environment(struct arena *a, const struct transfer *t, struct str home)
{
	char **v = ARENA_ARRAY(a, 7, char *);
	size_t n = 0;

	v[n++] = variable(a, "PATH", str_c(getenv_or("PATH", PATH_DEFAULT)));
	v[n++] = variable(a, "LANG", str_c(getenv_or("LANG", "C.UTF-8")));
	v[n++] = variable(a, "CORANTO_URL", t->url.href);
	v[n++] = variable(a, "CORANTO_ID", t->req->id);
	v[n++] = variable(
	    a, "HOME", str_empty(home) ? str_c(getenv_or("HOME", "/")) : home);
	if (!str_empty(home))
		v[n++] = variable(a, "TMPDIR", home);
	v[n] = NULL;
	return v;
}

static char **
program_words(struct arena *a, const struct program *p)
{
	char **v = ARENA_ARRAY(a, p->narg + 4, char *);
	size_t n = 0;

	if (!str_empty(p->shell)) {
		v[n++] = arena_cstr(a, STR("sh"));
		v[n++] = arena_cstr(a, STR("-c"));
		v[n++] = arena_cstr(a, p->shell);
	}
	for (size_t i = 0; i < p->narg; i++)
		v[n++] = arena_cstr(a, p->arg[i]);
	v[n] = NULL;
	return v;
}

static int
find_program(struct arena *a, struct child_order *o, struct err *e)
{
	o->name = str_c(o->argv[0]);
	o->path = str_chr(o->name, '/', 0) != STR_NONE
		      ? o->argv[0]
		      : child_find(a, getenv_or("PATH", PATH_DEFAULT), o->name);
	if (o->path != NULL)
		return 0;
	return err_set(e, ERR_COMMAND,
	    "there is no program `%.*s` in the folders of PATH",
	    o->name.len > 80 ? 80 : (int)o->name.len, o->name.p);
}

static int
order_program(struct transfer *t, const struct program *p,
    struct child_order *o, struct err *e)
{
	o->argv = program_words(&t->arena, p);
	o->env = environment(&t->arena, t, STR_NULL);
	o->dir = arena_cstr(&t->arena, p->dir);
	return find_program(&t->arena, o, e);
}

static int
find_chromium(struct arena *a, struct child_order *o, struct err *e)
{
	if (geteuid() == 0)
		return err_set(e, ERR_COMMAND,
		    "`render: chromium` is not for root, who has no sandbox; "
		    "run coranto as a user of its own");
	o->name = STR("chromium");
	o->path =
	    child_find(a, getenv_or("PATH", PATH_DEFAULT), STR("chromium"));
	return o->path != NULL
		   ? 0
		   : err_set(e, ERR_COMMAND,
			 "`render: chromium` needs the program of that name: "
			 "apt install chromium");
}

/* A way out for the browser: where the source may go itself. */
static struct tunnels *
dig(struct engine *f, struct transfer *t, struct err *e)
{
	struct tunnels_order o = { .multi = f->multi,
		.allow = t->req->allow,
		.own = { t->own_host, t->own_port },
		.id = t->req->id };

	return tunnels_open(&t->arena, &o, e);
}

static int
order_chromium(
    struct engine *f, struct transfer *t, struct child_order *o, struct err *e)
{
	struct arena *a = &t->arena;
	struct chromium_order x = { .url = t->url.href,
		.agent = t->req->user_agent };

	if (find_chromium(a, o, e) != 0)
		return -1;
	if (str_empty(x.agent))
		x.agent = STR("coranto/" CORANTO_VERSION);
	t->profile = x.profile = profile_make(a, e);
	if (str_empty(x.profile))
		return -1;
	t->tunnels = dig(f, t, e);
	if (t->tunnels == NULL)
		return -1;
	x.port = tunnels_port(t->tunnels);
	o->argv = chromium_words(a, &x);
	o->env = environment(a, t, x.profile);
	o->dir = x.profile.p;
	return 0;
}

static int
order(
    struct engine *f, struct transfer *t, struct child_order *o, struct err *e)
{
	if (t->req->fetch != NULL)
		return order_program(t, t->req->fetch, o, e);
	if (t->req->render->by == RENDER_COMMAND)
		return order_program(t, &t->req->render->program, o, e);
	return order_chromium(f, t, o, e);
}

/* --- The document -------------------------------------------------------- */

/* What is known before there is a body. What a browser prints is UTF-8. */
static struct response
answer_of(const struct transfer *t, const struct response *res)
{
	struct response out = { .status = 200, .url = t->url.href };

	if (t->req->fetch != NULL) {
		out.content_type = t->req->fetch->type;
		return out;
	}
	out.content_language = res->content_language;
	out.permanent_url = res->permanent_url;
	out.content_type = STR("text/html; charset=utf-8");
	out.fresh_for = res->fresh_for;
	return out;
}

/* The browser needs no way out any more. */
static void
fill_in(struct transfer *t)
{
	if (t->tunnels != NULL)
		tunnels_close(t->tunnels);
	t->tunnels = NULL;
}

int
commands_start(struct engine *f, struct transfer *t, const struct response *res,
    struct err *e)
{
	int64_t left = transfer_time_left(t);
	struct child_order o = { .timeout = transfer_timeout(t),
		.until = clock_monotonic_ms() + left };

	t->child = ARENA_NEW(&t->arena, struct child);
	t->made = answer_of(t, res);
	if (order(f, t, &o, e) != 0 || child_start(t->child, &o, e) != 0) {
		t->child = NULL;
		fill_in(t);
		return -1;
	}
	buf_clear(&t->body);
	t->next = f->commands;
	f->commands = t;
	return 0;
}

/* What Chromium printed may be a page of its own, about a failure. */
static int
judge_page(const struct transfer *t, struct err *e)
{
	struct str why = chromium_failure(t->made.body);
	const struct err *refused = tunnels_refused(t->tunnels);

	if (str_empty(why))
		return 0;
	if (refused->code != ERR_NONE)
		return err_set(e, ERR_COMMAND,
		    "Chromium could not have the page: %s", refused->msg);
	return err_set(e, ERR_COMMAND, "Chromium could not have the page: %.*s",
	    STR_ARG(why));
}

/* The program of T is over. */
static int
take_output(struct transfer *t, struct err *e)
{
	int rc = child_end(t->child, &t->body, e);
	char size[24];

	/* It was ended for that. */
	if (t->tunnels != NULL && tunnels_over(t->tunnels))
		return err_set(e, ERR_LIMIT,
		    "the page makes Chromium load more than %s",
		    failure_size(size, sizeof(size), LIMIT_RENDER_BYTES));
	if (rc != 0)
		return -1;
	t->made.body = buf_str(&t->body);
	if (t->tunnels != NULL && judge_page(t, e) != 0)
		return -1;
	if (str_empty(str_trim(t->made.body)))
		return err_set(e, ERR_COMMAND, "`%.*s` printed nothing",
		    STR_ARG(t->child->name));
	return 0;
}

static void
release(struct engine *f, struct transfer *t)
{
	t->child = NULL;
	fill_in(t);
	engine_drop_handle(f, t);
	hosts_leave(&f->hosts, t->host, clock_monotonic_ms());
}

static void
mind_tunnels(struct transfer *t)
{
	bool was_over = tunnels_over(t->tunnels);

	tunnels_step(t->tunnels);
	if (!was_over && tunnels_over(t->tunnels))
		child_stop(t->child, clock_monotonic_ms());
}

size_t
commands_collect(struct engine *f)
{
	struct transfer **at = &f->commands, *t;
	size_t n = 0;

	while ((t = *at) != NULL) {
		struct err e = ERR_INIT;
		int rc;

		if (t->tunnels != NULL)
			mind_tunnels(t);
		if (!child_step(t->child, &t->body, clock_monotonic_ms())) {
			at = &t->next;
			continue;
		}
		*at = t->next;
		rc = take_output(t, &e);
		release(f, t);
		engine_finish(
		    f, t, rc == 0 ? &t->made : NULL, rc == 0 ? NULL : &e);
		n++;
	}
	return n;
}

bool
commands_take(struct engine *f, CURL *easy, CURLcode rc)
{
	for (const struct transfer *t = f->commands; t != NULL; t = t->next)
		if (t->tunnels != NULL && tunnels_take(t->tunnels, easy, rc))
			return true;
	return false;
}

unsigned
commands_fds(struct engine *f, struct curl_waitfd **fds)
{
	unsigned n = 0;
	size_t most = 0;

	for (const struct transfer *t = f->commands; t != NULL; t = t->next)
		most += t->tunnels == NULL ? 3 : 3 + TUNNELS_FDS;
	*fds = most == 0 ? NULL
			 : ARENA_ARRAY(&f->scratch, most, struct curl_waitfd);
	for (const struct transfer *t = f->commands; t != NULL; t = t->next) {
		const int fd[] = { t->child->out, t->child->said,
			t->child->pidfd };

		for (size_t i = 0; i < 3; i++)
			if (fd[i] >= 0)
				(*fds)[n++] = (struct curl_waitfd){ fd[i],
					CURL_WAIT_POLLIN, 0 };
		if (t->tunnels != NULL)
			n += tunnels_fds(t->tunnels, *fds + n);
	}
	return n;
}

void
commands_abandon(struct engine *f, const struct err *e)
{
	int64_t now = clock_monotonic_ms();
	struct transfer *t;

	for (t = f->commands; t != NULL; t = t->next)
		child_stop(t->child, now);
	while ((t = f->commands) != NULL) {
		struct err unused = ERR_INIT;

		f->commands = t->next;
		child_kill(t->child, now + LIMIT_COMMAND_STOP_MS);
		(void)child_end(t->child, &t->body, &unused);
		release(f, t);
		engine_finish(f, t, NULL, e);
	}
}
