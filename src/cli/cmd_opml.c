// SPDX-License-Identifier: ISC
#include "cli/cli.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/file.h"
#include "base/log.h"
#include "generate/opml_read.h"
#include "model/limits.h"
#include "run/overview.h"
#include "store/store.h"
#include "web/xpath.h"

static int
say(const struct err *e, int status)
{
	log_line(LOG_ERROR, "%s", e->msg);
	return status;
}

/* Where a reader finds the feeds. A list that is piped into one has no place of
 * its own that "town.rss" could be relative to: without base_url it names the
 * files. */
static struct str
address(struct arena *a, const struct config *config)
{
	struct str dir = config->output;
	char path[PATH_MAX];
	struct buf b;

	if (!str_empty(config->base_url))
		return config->base_url;
	if (realpath(arena_cstr(a, dir), path) != NULL)
		dir = str_c(path);
	else if (getcwd(path, sizeof(path)) != NULL)
		dir = path_join(a, str_c(path), dir);
	buf_init(&b, sizeof("file:///") + (size_t)3 * dir.len);
	buf_add(&b, STR("file://"));
	for (size_t i = 0; i < dir.len; i++)
		if ((unsigned char)dir.p[i] <= ' ' ||
		    str_chr(STR("%?#"), dir.p[i], 0) != STR_NONE)
			buf_addf(&b, "%%%02X", (unsigned char)dir.p[i]);
		else
			buf_addc(&b, dir.p[i]);
	buf_addc(&b, '/');
	dir = arena_str(a, buf_str(&b));
	buf_release(&b);
	return dir;
}

/* Print the list of the feeds. */
static int export(struct cli *c)
{
	struct store *st = NULL;
	struct config config;
	struct err e = ERR_INIT;
	struct buf b;
	int rc;

	if (cli_config(c, &config) != 0)
		return EXIT_USAGE;
	/* Before the first run titles are those of the configuration. */
	if (store_open(arena_cstr(c->a, config.state), true, &st, &e) != 0 &&
	    e.sys != ENOENT)
		return cli_failed(c, &e);
	buf_init(&b, LIMIT_INDEX);
	rc = overview_opml(c->a, &config, address(c->a, &config), st, &b, &e);
	if (rc == 0)
		fwrite(b.p, 1, b.len, stdout);
	buf_release(&b);
	store_close(st);
	return rc == 0 ? EXIT_WELL : cli_failed(c, &e);
}

/* A list on its way into a configuration. */
struct import {
	struct cli *c;
	struct source *v; /* those written so far */
	size_t n;
	struct buf out;
};

static const struct source *
find(const struct import *im, struct str id)
{
	for (size_t i = 0; i < im->n; i++)
		if (str_eq(im->v[i].id, id))
			return &im->v[i];
	return NULL;
}

/* The id of S, or the first of it with a number that is nobody's. */
static struct str
free_id(const struct import *im, struct str id)
{
	struct str made = id, head = str_sub(id, 0, 55);

	for (unsigned n = 2; find(im, made) != NULL; n++)
		made = arena_printf(im->c->a, "%.*s-%u", STR_ARG(head), n);
	return made;
}

/* What is in several folders is one source with the tags of the first. */
static bool
is_there(const struct import *im, struct str url)
{
	for (size_t i = 0; i < im->n; i++)
		if (str_eq(im->v[i].url, url))
			return true;
	return false;
}

/* The rule TEXT of O, unless it is empty; one that is wrong is left out, and
 * that is told. */
static void
take_rule(struct import *im, const struct outline *o, struct str text,
    struct rules *out)
{
	struct rule *r = ARENA_NEW(im->c->a, struct rule);
	struct err e = ERR_INIT;
	struct xpath *x;

	if (str_empty(text))
		return;
	if (rule_parse(im->c->a, text, r, &e) != 0 ||
	    (r->lang == RULE_XPATH &&
		xpath_compile(im->c->a, r->path, &x, &e) != 0)) {
		log_line(LOG_WARN, "a rule of %.*s is left out: %.*s: %s",
		    STR_ARG(o->feed_url), STR_ARG(text), e.msg);
		return;
	}
	*out = (struct rules){ r, 1 };
}

static void
take(struct import *im, const struct outline *o)
{
	struct source *s = &im->v[im->n];
	struct about about = { .tags = o->tags, .ntags = o->ntags };
	struct rule_set *rules;
	struct diagnostics diag;

	if (config_for_url(im->c->a, o->feed_url, s, &diag) != 0 ||
	    !str_istarts(s->url, STR("http"))) {
		log_line(LOG_WARN,
		    "left out, as it is no address of the web: "
		    "%.*s",
		    STR_ARG(o->feed_url));
		return;
	}
	if (is_there(im, s->url))
		return;
	s->name = o->title;
	s->id = free_id(im, s->id);
	rules = rule_set_own(im->c->a, s);
	take_rule(im, o, o->item, &rules->item);
	for (int f = 0; f < FIELD_COUNT; f++)
		take_rule(im, o, o->field[f], &rules->field[f]);
	im->n++;
	s->about = &about;
	(void)config_write_source(&im->out, s);
	s->about = &bare_parts.about;
}

static int
import(struct cli *c, const char *path)
{
	struct import im = { .c = c };
	struct outlines list;
	struct err e = ERR_INIT;
	struct buf file;
	int rc;

	buf_init(&file, LIMIT_OPML);
	rc = file_read(AT_FDCWD, path, &file, &e);
	if (rc == 0 && opml_read(c->a, buf_str(&file), &list, &e) != 0)
		rc = err_in(&e, "%s", path);
	buf_release(&file);
	if (rc != 0)
		return say(&e, EXIT_USAGE);
	buf_init(&im.out, LIMIT_CONFIG);
	im.v = ARENA_ARRAY(c->a, list.n, struct source);
	for (size_t i = 0; i < list.n; i++)
		take(&im, &list.v[i]);
	printf("sources:%s\n", im.n == 0 ? " []" : "");
	fwrite(im.out.p, 1, im.out.len, stdout);
	buf_release(&im.out);
	return EXIT_WELL;
}

int
cmd_opml(struct cli *c)
{
	return cli_has(c, OPT_IMPORT) ? import(c, c->value[OPT_IMPORT])
				      : export(c);
}
