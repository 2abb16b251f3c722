// SPDX-License-Identifier: ISC
#include "cli/cli.h"

#include <stdio.h>
#include <sys/stat.h>

#include "base/file.h"
#include "base/log.h"
#include "cli/page_table.h"
#include "cli/preview/preview.h"
#include "cli/test_articles.h"
#include "cli/visit.h"
#include "model/limits.h"
#include "model/record.h"
#include "run/drift.h"
#include "run/guard.h"
#include "run/own_feed.h"
#include "run/source_run.h"
#include "store/store.h"

struct test {
	struct cli *c;
	struct processor processor;
	struct arena *work;   /* of the page, with the budget that `run` has */
	struct source source; /* a copy: the command line changes it */
	struct str user_agent;
	struct allow_private allow;
	struct str state;    /* the folder of what runs remember; or empty */
	struct str refusal;  /* by robots.txt; or empty */
	struct store *store; /* with it; NULL: there is none */
	struct drift drift;
	struct page page;
	struct test_articles articles;
	struct own_feed_try own_feed; /* what the page declares, if wanted */
	struct response shown;        /* the page, until that is read */
	bool read;
	struct err err;    /* why it failed, if it did */
	const char *stage; /* where */
	bool failed;
};

/* Read RES, whose body lives as long as the answer. */
static int
read_answer(struct test *t, const struct response *res, struct err *e)
{
	struct response own = *res;

	t->read = true;

	/* A page in UTF-8 is read where it lies; what is drawn of it outlives
	 * the answer. */
	if (cli_has(t->c, OPT_HTML))
		own.body = arena_str(t->c->a, res->body);
	return drift_read(&t->drift, t->work, &own, &t->page, e);
}

/* What RES holds outlives the answer from now on. */
static void
keep_answer(struct arena *a, struct response *res)
{
	struct str *const part[] = { &res->url, &res->content_type,
		&res->content_encoding, &res->content_language,
		&res->retry_after, &res->server, &res->challenge, &res->cookies,
		&res->permanent_url, &res->validators.etag,
		&res->validators.last_modified, &res->body };

	for (size_t i = 0; i < sizeof(part) / sizeof(part[0]); i++)
		*part[i] = arena_str(a, *part[i]);
}

static int
take(void *ctx, const struct response *res, struct err *e)
{
	const struct memory nothing = { .url = STR_NULL };
	struct test *t = ctx;
	struct arena *a = t->c->a;

	if (cli_has(t->c, OPT_FILE) ||
	    !own_feed_find(&t->processor, a, &t->source, &nothing, res,
		t->c->now, &t->own_feed))
		return read_answer(t, res, e);
	t->shown = *res;
	keep_answer(a, &t->shown);
	return 0;
}

/* The feed that the page declares, with `prefer: feed`. */
static bool
on_feed(
    void *ctx, size_t i, const struct response *res, const struct err *failed)
{
	struct test *t = ctx;
	struct err why = ERR_INIT;

	(void)i;
	if (own_feed_judge(&t->processor, &t->source, &t->own_feed, res, failed,
		t->c->now, &why) == 0) {
		t->failed = read_answer(t, res, &t->err) != 0;
		return false;
	}
	log_context(t->source.id, "extract");
	log_line(LOG_WARN,
	    "the feed that the page declares is of no use: %s (%.*s); the "
	    "page is read instead",
	    why.msg, STR_ARG(t->own_feed.url));
	return false;
}

/* As `run` does it: the feed, or else the page after all. */
static void
read_instead(struct test *t, struct visit *v)
{
	struct visit_more more = {
		.url = &t->own_feed.url, .n = 1, .answer = on_feed, .ctx = t
	};

	visit_more(v, &more);
	if (!t->read)
		t->failed = read_answer(t, &t->shown, &t->err) != 0;
}

static void
test_page(struct test *t)
{
	struct visit v = { .c = t->c,
		.work = t->work,
		.source = &t->source,
		.who = t->source.id,
		.user_agent = t->user_agent,
		.allow = &t->allow,
		.state = t->state,
		.take = take,
		.ctx = t };

	t->failed = visit(&v, &t->err) != 0;
	if (!t->failed && !t->read)
		read_instead(t, &v);
	if (!t->failed && cli_has(t->c, OPT_ARTICLES) && t->source.article->on)
		test_articles_read(&v, &t->page.items, &t->articles);
	t->stage = v.taken ? t->page.stage : "fetch";
	t->refusal = v.refusal;
}

static json_t *
warnings_json(const struct test *t)
{
	json_t *list = record_warnings_json(&t->page.items);

	if (!str_empty(t->refusal))
		json_array_append_new(list, record_str_json(t->refusal));
	return list;
}

/* How the items were found. */
static const char *
method(const struct test *t)
{
	if (t->page.items.feed.len > 0)
		return t->page.data ? "sitemap" : "feed";
	if (t->drift.list.broke > 0)
		return "repaired";
	if (t->page.used != NULL && t->page.used->rules->item.n > 0 &&
	    t->page.used->rules->item.v[0].lang == RULE_JSON)
		return "json";
	return t->source.rules->item.n > 0 ? "rules" : "detected";
}

static int
print_json(const struct test *t)
{
	const struct items *all = &t->page.items;
	json_t *items = json_array(), *o;

	for (size_t i = 0; i < all->n; i++)
		json_array_append_new(items, record_item_json(&all->v[i]));
	o = json_pack("{s:{s:o,s:o,s:o},s:s,s:o,s:o,s:o,s:o,s:s}", "source",
	    "id", record_str_json(t->source.id), "name",
	    record_str_json(t->source.name), "url",
	    record_str_json(t->source.shown), "method", method(t), "rules",
	    cli_rules_json(t->page.used == NULL ? &t->source : t->page.used),
	    "items", items, "dropped", record_dropped_json(all), "warnings",
	    warnings_json(t), "charset", t->page.charset);
	if (cli_has(t->c, OPT_ARTICLES))
		json_object_set_new(
		    o, "articles", test_articles_json(&t->articles));
	return cli_json(o, JSON_INDENT(2));
}

/* The page of URL, without a configuration: its list is detected. */
static int
plain_source(struct cli *c, struct test *t, const char *url)
{
	struct diagnostics diag = { .n = 0 };

	if (config_for_url(c->a, str_c(url), &t->source, &diag) != 0)
		return cli_usage(
		    "%s: %s", url, arena_cstr(c->a, diag.v[0].message));
	t->user_agent = source_agent(c->a, STR_NULL);
	if (cli_has(c, OPT_CHARSET))
		t->source.charset = str_c(c->value[OPT_CHARSET]);
	return EXIT_WELL;
}

/* The source asked for: of the configuration, by id or URL. */
static int
pick_source(struct cli *c, struct test *t)
{
	const char *name = c->nargs > 0 ? c->arg[0] : c->value[OPT_URL];
	const struct source *found;
	struct config config;

	if (name == NULL)
		return cli_usage("test needs the ID or the URL of a source; "
				 "`%s status` lists them",
		    cli_call(c).p);
	if (str_find(str_c(name), STR("://")) != STR_NONE &&
	    !cli_has(c, OPT_CONFIG))
		return plain_source(c, t, name);
	if (cli_config(c, &config) != 0)
		return EXIT_USAGE;
	found = cli_source(c, &config, str_c(name));
	if (found == NULL)
		return EXIT_USAGE;
	t->source = *found;
	t->allow = config.allow_private;
	t->user_agent = source_agent(c->a, config.contact);
	t->state = config.state;
	if (cli_has(c, OPT_URL))
		t->source.url = str_c(c->value[OPT_URL]);
	if (cli_has(c, OPT_CHARSET))
		t->source.charset = str_c(c->value[OPT_CHARSET]);
	return EXIT_WELL;
}

/* Rules that stand in for those of the configuration, if any do. */
static void
print_repair(struct test *t)
{
	const struct drift *d = &t->drift;
	struct str text =
	    drift_text(t->c->a, &t->source, d->list.broke, d->broke);

	if (!str_empty(text))
		printf("\n%.*s:\n%.*s", STR_ARG(text),
		    STR_ARG(drift_patch(t->c->a, &t->source, &d->list)));
}

static int
say_failure(struct test *t)
{
	log_context(t->source.id, t->stage);
	log_line(LOG_ERROR, "%s", t->err.msg);
	if (!str_empty(t->drift.guess) && !cli_has(t->c, OPT_JSON))
		printf(
		    "perhaps it is this list:\n%.*s", STR_ARG(t->drift.guess));
	return EXIT_SOURCE;
}

/* What preview_write() works with. */
struct drawing {
	struct arena *a;
	struct preview preview;
	struct buf *b;
};

static int
draw_it(void *ctx, struct err *e)
{
	struct drawing *d = ctx;

	d->b = buf_in(d->a, LIMIT_PREVIEW);
	return preview_write(d->a, &d->preview, d->b, e);
}

/* Write the preview that --html asks for. Returns the exit status. */
static int
draw(struct test *t)
{
	const char *path = t->c->value[OPT_HTML];
	struct arena a;
	struct drawing d = { .a = &a,
		.preview = { &t->source, &t->page, .refusal = t->refusal } };
	struct err e = ERR_INIT;
	int rc;

	if (t->failed)
		d.preview.failure = str_c(t->err.msg);
	arena_init(&a, LIMIT_ARENA);
	rc = guard(&a, draw_it, &d, &e);
	if (rc == 0)
		rc = file_replace_private(&a, path, buf_str(d.b), &e);
	arena_release(&a);
	if (rc == 0)
		return EXIT_WELL;
	/* What cannot be read cannot be drawn; why is said once. */
	if (t->failed && e.code == ERR_LIMIT)
		return EXIT_SOURCE;
	log_context(t->source.id, "preview");
	log_line(LOG_ERROR, "%s", e.msg);
	return EXIT_STATE;
}

/* A file is replaced, but nothing else that the name may stand for. */
static int
check_out(struct cli *c)
{
	struct stat st;

	if (!cli_has(c, OPT_HTML) || lstat(c->value[OPT_HTML], &st) != 0 ||
	    S_ISREG(st.st_mode))
		return EXIT_WELL;
	return cli_usage(
	    "--html=%s is there and is no file", c->value[OPT_HTML]);
}

static int
print(struct test *t)
{
	if (cli_has(t->c, OPT_JSON))
		return print_json(t);
	page_table(t->c->a, &t->source, &t->page);
	test_articles_print(t->c->a, &t->articles);
	print_repair(t);
	return EXIT_WELL;
}

/* Without the store, or one that can be read, nothing is known. */
static void
open_store(struct test *t)
{
	struct err unread = ERR_INIT;

	if (str_empty(t->state) || store_open(arena_cstr(t->c->a, t->state),
				       true, &t->store, &unread) != 0)
		t->store = NULL;
}

/* Returns the exit status. */
static int
test(struct test *t)
{
	int rc = EXIT_WELL;

	test_page(t);
	if (!t->failed) {
		if (print(t) != EXIT_WELL)
			return EXIT_STATE;
		t->failed = page_judge(&t->source, &t->page, &t->err) != 0;
		t->stage = t->page.stage;
	}
	if (t->failed)
		drift_explain(&t->drift, &t->err);
	fflush(stdout);
	/* A page that was read is drawn, whatever became of it. */
	if (cli_has(t->c, OPT_HTML) && t->page.doc != NULL)
		rc = draw(t);
	return t->failed ? say_failure(t) : rc;
}

int
cmd_test(struct cli *c)
{
	struct arena work;
	struct test t = { .c = c, .work = &work, .page = { .charset = "" } };
	int rc = check_out(c);

	if (rc == EXIT_WELL)
		rc = pick_source(c, &t);
	if (rc != EXIT_WELL)
		return rc;
	/* What is drawn is the page itself, not what is told of it. */
	t.processor = cli_has(c, OPT_HTML) ? processor_here : *c->processor;
	t.processor.whole = true;
	arena_init(&work, LIMIT_ARENA);
	open_store(&t);
	drift_begin(&t.drift, &t.processor, &t.source, t.store, c->now);
	rc = test(&t);
	drift_end(&t.drift);
	store_close(t.store);
	arena_release(&work);
	return rc;
}
