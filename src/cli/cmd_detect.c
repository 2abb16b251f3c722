// SPDX-License-Identifier: ISC
#include "cli/cli.h"

#include <stdio.h>

#include "base/log.h"
#include "base/utf8.h"
#include "cli/detect/finding.h"
#include "cli/visit.h"
#include "model/limits.h"
#include "run/source_run.h"

/* The source that the list L is written as: name, and the rules it needs. */
static void
write_list(const struct finding *f, struct finding_list *l)
{
	struct buf *yaml = buf_in(f->c->a, LIMIT_CONFIG);

	l->written = f->bare;
	l->written.name = utf8_head(f->survey.title, LIMIT_NAME);
	l->written.item = l->rules->item;
	l->as = f->source;
	l->as.name = l->written.name;
	l->as.item = l->rules->item;
	for (int i = 0; i < FIELD_COUNT; i++) {
		if (l->rules->field[i].n == 0)
			continue;
		l->written.field[i] = l->rules->field[i];
		l->as.field[i] = l->rules->field[i];
	}
	(void)config_write_source(yaml, &l->written);
	l->yaml = buf_str(yaml);
}

static void
release(void *arg)
{
	arena_release(arg);
}

/* Read the page by the rules of L, as `test` does. */
static void
read_list(struct finding *f, struct finding_list *l, const struct response *res)
{
	struct arena *a = ARENA_NEW(f->c->a, struct arena);

	arena_init(a, LIMIT_ARENA);
	arena_defer(f->c->a, release, a);
	l->failed =
	    process(a, &l->as, res, f->c->now, &l->page, &l->err) != 0 ||
	    page_judge(&l->as, &l->page, &l->err) != 0;
}

/* The page is a feed, which needs no rules. */
static int
take_feed(struct finding *f, const struct response *res, struct err *e)
{
	struct finding_list *l = ARENA_NEW(f->c->a, struct finding_list);
	struct candidate *none = ARENA_NEW(f->c->a, struct candidate);

	none->why = ARENA_NEW(f->c->a, struct str);
	none->why[none->nwhy++] =
	    arena_printf(f->c->a, "it is a feed: %s", f->survey.feed);
	*l = (struct finding_list){ .rules = none, .as = f->source };
	read_list(f, l, res);
	/* It may well be empty for now. */
	if (str_empty(l->page.items.feed)) {
		*e = l->err;
		return -1;
	}
	l->failed = false;
	f->is_feed = true;
	f->survey.title = l->page.items.title;
	write_list(f, l);
	f->list = l;
	f->n = 1;
	finding_rank(f);
	return 0;
}

/* There is no list: what the page is instead. */
static int
judge_page(struct finding *f, const struct response *res, struct err *e)
{
	struct page page = { .charset = "" };
	int rc = process(f->work, &f->bare, res, f->c->now, &page, e);

	f->readable = rc == 0;
	if (rc == 0)
		rc = page_judge(&f->bare, &page, e);
	f->stage = page.stage;
	return rc == 0 ? err_set(e, ERR_EXTRACT, "no list was found") : -1;
}

static int
take(void *ctx, const struct response *res, struct err *e)
{
	struct finding *f = ctx;
	/* Which of them hold an example is seen when they are read. */
	struct detect_ask ask = { .max = f->c->nexamples > 0
					     ? 2 * LIMIT_CANDIDATES
					     : LIMIT_CANDIDATES,
		.example = f->c->example,
		.nexamples = f->c->nexamples };
	struct page page = { .charset = "" };
	int rc = process_survey(
	    f->work, &f->source, res, f->c->now, &ask, &page, &f->survey, e);

	f->at = arena_str(f->c->a, res->url);
	f->stage = page.stage;
	if (rc != 0 && f->survey.feed != NULL)
		return take_feed(f, res, e);
	if (rc != 0)
		return -1;
	f->surveyed = true;
	f->n = f->survey.lists.n;
	if (f->n == 0)
		return judge_page(f, res, e);
	f->list = ARENA_ARRAY(f->c->a, f->n, struct finding_list);
	for (size_t i = 0; i < f->n; i++) {
		f->list[i].rules = &f->survey.lists.v[i];
		write_list(f, &f->list[i]);
		read_list(f, &f->list[i], res);
	}
	finding_rank(f);
	return 0;
}

/* Is the list that was picked one to write? */
static int
judge_pick(struct finding *f)
{
	const struct finding_list *l = f->list + f->pick;

	if (f->pick >= f->n)
		return err_set(&f->err, ERR_EXTRACT,
		    "there is no list %zu: %zu %s found", f->pick + 1, f->n,
		    f->n == 1 ? "was" : "were");
	if (f->c->nexamples > 0 && l->held + l->rules->examples == 0)
		return err_set(&f->err, ERR_EXTRACT, "no list holds %s",
		    f->c->nexamples == 1 ? "the example"
					 : "any of the examples");
	if (l->failed)
		f->err = l->err;
	return l->failed ? -1 : 0;
}

static void
look(struct finding *f)
{
	struct visit v = { .c = f->c,
		.work = f->work,
		.source = &f->source,
		.user_agent = source_agent(f->c->a, f->config.contact),
		.allow = &f->config.allow_private,
		.state = f->config.state,
		.take = take,
		.ctx = f };

	f->failed = visit(&v, &f->err) != 0;
	f->refusal = v.refusal;
	if (!v.taken)
		f->stage = "fetch";
	if (f->surveyed)
		finding_offers(f, &v);
	if (!f->failed)
		f->failed = judge_pick(f) != 0;
}

static int
tell(const struct finding *f)
{
	if (cli_has(f->c, OPT_JSON))
		return cli_json(finding_json(f), JSON_INDENT(2));
	finding_print(f);
	return EXIT_WELL;
}

static int
detect_page(struct finding *f)
{
	int added = EXIT_WELL, told;

	look(f);
	if (!f->failed && cli_has(f->c, OPT_ADD))
		added = finding_add(f);
	told = tell(f);
	fflush(stdout);
	if (!f->failed)
		return told == EXIT_WELL ? added : told;
	log_context(f->bare.id, f->stage);
	log_line(LOG_ERROR, "%s", f->err.msg);
	return EXIT_SOURCE;
}

/* The number of --pick goes to OUT, from 0 on. */
static int
parse_pick(const struct cli *c, size_t *out)
{
	const char *value = c->value[OPT_PICK];
	unsigned long long n = 1;

	if (value != NULL &&
	    (str_uint(str_c(value), LIMIT_CANDIDATES, &n) != 0 || n == 0))
		return cli_usage("--pick=%s is no number from 1 to %d", value,
		    LIMIT_CANDIDATES);
	*out = (size_t)n - 1;
	return EXIT_WELL;
}

int
cmd_detect(struct cli *c)
{
	const char *url = c->nargs > 0 ? c->arg[0] : c->value[OPT_URL];
	struct arena work;
	struct finding f = { .c = c, .work = &work, .stage = "fetch" };
	int rc = parse_pick(c, &f.pick);

	if (rc != EXIT_WELL)
		return rc;
	if (url == NULL)
		return cli_usage("detect needs the URL of a page");
	rc = finding_place(&f, str_c(url));
	if (rc != EXIT_WELL)
		return rc;
	arena_init(&work, LIMIT_ARENA);
	rc = detect_page(&f);
	arena_release(&work);
	return rc;
}
