// SPDX-License-Identifier: ISC
#include "cli/cli.h"

#include <stdio.h>

#include "base/log.h"
#include "cli/detect/finding.h"
#include "cli/visit.h"
#include "model/limits.h"
#include "run/source_run.h"

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
	finding_read(f, l, res);
	/* It may well be empty for now. */
	if (str_empty(l->page.items.feed)) {
		*e = l->err;
		return -1;
	}
	l->failed = false;
	f->is_feed = true;
	f->survey.title = l->page.items.title;
	finding_write(f, l);
	l->number = 1;
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
	int rc = processor_page(
	    f->c->processor, f->work, &f->bare, res, f->c->now, &page, e);

	f->readable = rc == 0;
	if (rc == 0)
		rc = page_judge(&f->bare, &page, e);
	f->stage = page.stage;
	if (rc != 0 && f->n > 0 && e->code == ERR_EXTRACT && f->readable)
		return err_set(e, ERR_EXTRACT,
		    "no list was found: what the page repeats are menus");
	return rc == 0 ? err_set(e, ERR_EXTRACT, "no list was found") : -1;
}

/* Nothing, or nothing but menus, which nobody asked for. */
static bool
has_no_list(const struct finding *f)
{
	return f->n == 0 || (f->list[0].rules->menu && f->wanted == 0 &&
				f->c->nexamples == 0);
}

static int
take(void *ctx, const struct response *res, struct err *e)
{
	struct finding *f = ctx;
	int rc = finding_lists(f, res, e);

	f->at = arena_str(f->c->a, res->url);
	if (rc != 0 && f->survey.feed != NULL)
		rc = take_feed(f, res, e);
	else if (rc == 0)
		f->surveyed = true;
	if (rc != 0)
		return -1;
	if (has_no_list(f))
		return judge_page(f, res, e);
	if (!finding_is_new(f))
		finding_compare(f, res);
	return 0;
}

/* Is the list that was picked one to write? */
static int
judge_pick(struct finding *f)
{
	const struct finding_list *l = f->list + f->pick;

	if (f->pick >= f->n)
		return err_set(&f->err, ERR_EXTRACT,
		    "there is no list %zu: %zu %s found", f->wanted, f->n,
		    f->n == 1 ? "was" : "were");
	if (f->wanted == 0 && f->c->nexamples > 0 &&
	    l->held + l->rules->examples == 0)
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
		.who = f->bare.url,
		.user_agent = source_agent(f->c->a, f->config.contact),
		.allow = &f->config.allow_private,
		.state = f->config.state,
		.take = take,
		.ctx = f };

	f->failed = visit(&v, &f->err) != 0;
	f->refusal = v.refusal;
	if (!v.taken)
		f->stage = "fetch";
	if (f->surveyed && !f->survey.data)
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
	log_context(f->bare.url, f->stage);
	log_line(LOG_ERROR, "%s", f->err.msg);
	return EXIT_SOURCE;
}

/* The number of --pick goes to OUT; 0: there is none. */
static int
parse_pick(const struct cli *c, size_t *out)
{
	int most = c->nexamples > 0 ? 3 * LIMIT_CANDIDATES : LIMIT_CANDIDATES;
	const char *value = c->value[OPT_PICK];
	unsigned long long n = 0;

	if (value != NULL &&
	    (str_uint(str_c(value), (unsigned long long)most, &n) != 0 ||
		n == 0))
		return cli_usage(
		    "--pick=%s is no number from 1 to %d", value, most);
	*out = (size_t)n;
	return EXIT_WELL;
}

int
cmd_detect(struct cli *c)
{
	const char *url = c->nargs > 0 ? c->arg[0] : c->value[OPT_URL];
	struct arena work;
	struct finding f = { .c = c, .work = &work, .stage = "fetch" };
	struct processor *whole;
	int rc = parse_pick(c, &f.wanted);

	if (rc != EXIT_WELL)
		return rc;
	if (url == NULL)
		return cli_usage("detect needs the URL of a page");
	rc = finding_place(&f, str_c(url));
	if (rc != EXIT_WELL)
		return rc;
	/* Dates are known by the words that they were read from. */
	whole = ARENA_NEW(c->a, struct processor);
	*whole = *c->processor;
	whole->whole = true;
	c->processor = whole;
	arena_init(&work, LIMIT_ARENA);
	rc = detect_page(&f);
	arena_release(&work);
	return rc;
}
