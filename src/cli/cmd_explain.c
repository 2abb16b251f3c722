// SPDX-License-Identifier: ISC
#include "cli/cli.h"

#include <errno.h>
#include <stdio.h>

#include "base/log.h"
#include "cli/explain_item.h"
#include "normalize/canonical.h"
#include "normalize/text.h"
#include "store/store.h"

/* Show item AT in the form FN, or as JSON. Returns an exit status. */
static int
show(const struct explain *x, size_t at,
    void (*fn)(const struct explain *, size_t, const struct explained *))
{
	struct explained k = { .document = -1 };
	struct err e = ERR_INIT;

	if (store_evidence(x->st, x->c->a, x->v[at].guid, &k.ev, &e) != 0 ||
	    explain_folds_load(x->c->a, x->st, &x->v[at], &k.folds, &e) != 0 ||
	    store_article_load(x->st, x->c->a, x->v[at].guid, &k.article, &e) !=
		0 ||
	    (x->src->archives && store_archive_of(x->st, x->src->id,
				     x->v[at].guid, &k.document, &e) != 0)) {
		return cli_failed(x->c, &e);
	}
	if (cli_has(x->c, OPT_JSON))
		return cli_json(explain_item_json(x, at, &k), JSON_COMPACT);
	fn(x, at, &k);
	return EXIT_WELL;
}

static int
show_all(const struct explain *x)
{
	int status = EXIT_WELL;

	if (!cli_has(x->c, OPT_JSON) && x->n == 0)
		printf("%.*s has no stored items; `%s test %.*s` shows what is "
		       "on its page\n",
		    STR_ARG(x->src->id), cli_call(x->c).p, STR_ARG(x->src->id));
	else if (!cli_has(x->c, OPT_JSON))
		explain_head();
	for (size_t i = 0; i < x->n && status == EXIT_WELL; i++)
		status = show(x, i, explain_line);
	return status;
}

/* The number in the list that NAME is, or 0. */
static size_t
number_of(const struct explain *x, struct str name)
{
	size_t n = 0;

	for (size_t i = 0; i < name.len; i++) {
		if (!is_digit(name.p[i]) || n > x->n)
			return 0;
		n = 10 * n + (size_t)(name.p[i] - '0');
	}
	return n <= x->n ? n : 0;
}

/* True when NAME is the guid, the link in any spelling, or a part of the
 * title of IT. */
static bool
is_meant(struct arena *a, const struct item *it, struct str name)
{
	struct str key = it->key, part = text_fold_case(a, name);

	return str_eq(it->guid, name) || str_eq(it->link, name) ||
	       (str_starts(key, STR("l:")) &&
		   str_eq(str_from(key, 2), canonical_url(a, name))) ||
	       (part.len > 0 &&
		   str_find(text_fold_case(a, it->title), part) != STR_NONE);
}

/* The items of X that NAME means, as their places in its list. */
static size_t
find_named(const struct explain *x, struct str name, size_t *at)
{
	size_t number = number_of(x, name), found = 0;

	if (number > 0) {
		at[0] = number - 1;
		return 1;
	}
	for (size_t i = 0; i < x->n; i++)
		if (is_meant(x->c->a, &x->v[i], name))
			at[found++] = i;
	return found;
}

static int
say_none(const struct explain *x, struct str name)
{
	log_line(LOG_ERROR,
	    "%.*s has no stored item \"%.*s\"; `%s test %.*s` shows what is on "
	    "its page and why items are dropped",
	    STR_ARG(x->src->id), STR_ARG(name), cli_call(x->c).p,
	    STR_ARG(x->src->id));
	return EXIT_SOURCE;
}

static int
show_named(const struct explain *x, struct str name)
{
	size_t *at = ARENA_ARRAY(x->c->a, x->n + 1, size_t);
	size_t n = find_named(x, name, at);
	int status = EXIT_WELL;

	for (size_t i = 0; i < n && status == EXIT_WELL; i++) {
		if (i > 0 && !cli_has(x->c, OPT_JSON))
			puts("");
		status = show(x, at[i], explain_item);
	}
	return n > 0 ? status : say_none(x, name);
}

static int
separate_named(struct explain *x, const char *dir, struct str name)
{
	size_t *at = ARENA_ARRAY(x->c->a, x->n + 1, size_t);
	size_t n = find_named(x, name, at);

	if (n == 0)
		return say_none(x, name);
	if (n > 1)
		return cli_usage("%zu items are \"%.*s\"; name one by its "
				 "number or its guid",
		    n, STR_ARG(name));
	store_close(x->st); /* it is opened for writing */
	x->st = NULL;
	return explain_separate(x->c, dir, &x->v[at[0]]);
}

/* Returns an exit status, after saying what is wrong. */
static int
explain(struct explain *x, const char *dir)
{
	struct err e = ERR_INIT;
	struct str name = x->c->nargs > 1 ? str_c(x->c->arg[1]) : STR_NULL;

	struct memory m = { .broke = 0 };

	if (x->st != NULL &&
	    (store_items_all(
		 x->st, x->c->a, x->src->id, 0, &x->v, NULL, &x->n, &e) != 0 ||
		store_memory_load(x->st, x->c->a, x->src->id, &m, &e) != 0)) {
		return cli_failed(x->c, &e);
	}
	x->broke = m.broke;
	if (cli_has(x->c, OPT_SEPARATE))
		return separate_named(x, dir, name);
	return x->c->nargs > 1 ? show_named(x, name) : show_all(x);
}

int
cmd_explain(struct cli *c)
{
	struct explain x = { .c = c };
	struct config config;
	struct err e = ERR_INIT;
	const char *dir;
	int status;

	if (c->nargs == 0)
		return cli_usage("explain needs the ID or the URL of a source; "
				 "`%s status` lists them",
		    cli_call(c).p);
	if (cli_has(c, OPT_SEPARATE) && c->nargs < 2)
		return cli_usage("--separate needs the item to separate");
	if (cli_config(c, &config) != 0)
		return EXIT_USAGE;
	dir = arena_cstr(c->a, config.state);
	x.src = cli_source(c, &config, str_c(c->arg[0]));
	if (x.src == NULL)
		return EXIT_USAGE;
	/* Before the first run there is no store, and nothing in it. */
	if (store_open(dir, true, &x.st, &e) != 0 && e.sys != ENOENT) {
		return cli_failed(c, &e);
	}
	status = explain(&x, dir);
	store_close(x.st);
	return status;
}
