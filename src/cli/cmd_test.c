// SPDX-License-Identifier: ISC
#include "cli/cli.h"

#include <fcntl.h>
#include <stdio.h>

#include "base/file.h"
#include "base/log.h"
#include "cli/table.h"
#include "fetch/fetch.h"
#include "model/limits.h"
#include "model/record.h"
#include "run/process.h"

/* Where the values begin in the table. */
#define FIELD_COLUMN 12

struct test {
	struct cli *c;
	struct source source; /* a copy: the command line changes it */
	struct page page;
	struct err err;    /* why it failed, if it did */
	const char *stage; /* where */
	bool failed;
};

static void
test_response(struct test *t, const struct response *res)
{
	t->failed = process(t->c->a, &t->source, res, t->c->now, &t->page,
			&t->err) != 0;
	t->stage = t->page.stage;
}

static void
on_answer(void *ctx, const struct request *req, const struct response *res,
    const struct err *failed)
{
	struct test *t = ctx;

	(void)req;
	if (failed == NULL) {
		test_response(t, res);
		return;
	}
	t->failed = true;
	t->stage = "fetch";
	t->err = *failed;
}

static void
test_fetch(struct test *t)
{
	struct request r = { .url = t->source.url,
		.headers = t->source.headers,
		.nheaders = t->source.nheaders,
		.user_agent = t->source.user_agent.len > 0
				  ? t->source.user_agent
				  : STR("coranto/" CORANTO_VERSION),
		.timeout = t->source.timeout,
		.max_size = t->source.max_size };

	if (fetch_all(&r, 1, on_answer, t, t->c->stop, &t->err) != 0) {
		t->failed = true;
		t->stage = "fetch";
	}
}

/* A page from a file, as if it had been fetched from the source's URL. */
static void
test_file(struct test *t, const char *path)
{
	struct response res = {
		.status = 200, .url = t->source.url, .time = t->c->now
	};
	struct buf b;

	buf_init(&b, t->source.max_size);
	t->failed = file_read(AT_FDCWD, path, &b, &t->err) != 0;
	t->stage = "fetch";
	res.body = arena_str(t->c->a, buf_str(&b));
	buf_release(&b);
	if (!t->failed)
		test_response(t, &res);
}

static json_t *
rules_json(const struct source *s)
{
	json_t *o = json_object(), *list = json_array();

	for (size_t i = 0; i < s->item.n; i++)
		json_array_append_new(list, record_str_json(s->item.v[i].text));
	json_object_set_new(o, "item", list);
	for (int f = 0; f < FIELD_COUNT; f++) {
		const struct rules *r = &s->field[f];

		if (r->n == 0)
			continue;
		list = json_array();
		for (size_t i = 0; i < r->n; i++)
			json_array_append_new(
			    list, record_str_json(r->v[i].text));
		json_object_set_new(o, field_name((enum field)f), list);
	}
	return o;
}

static int
print_json(const struct test *t)
{
	const struct items *all = &t->page.items;
	json_t *items = json_array();

	for (size_t i = 0; i < all->n; i++)
		json_array_append_new(items, record_item_json(&all->v[i]));
	return cli_json(
	    json_pack("{s:{s:o,s:o,s:o},s:s,s:o,s:o,s:o,s:o,s:s}", "source",
		"id", record_str_json(t->source.id), "name",
		record_str_json(t->source.name), "url",
		record_str_json(t->source.url), "method", "rules", "rules",
		rules_json(&t->source), "items", items, "dropped",
		record_dropped_json(all), "warnings", record_warnings_json(all),
		"charset", t->page.charset),
	    JSON_INDENT(2));
}

/* One line: field, final value, and below it where that came from. */
static void
print_field(struct arena *a, const char *name, struct str value,
    const struct raw_field *raw)
{
	size_t width = table_columns() - FIELD_COLUMN;

	printf("  %-9s %s\n", name,
	    value.len > 0 ? table_text(a, value, width).p : "(nothing)");
	if (raw->n > 0 && !str_eq(raw->v[0].raw, value))
		printf("%*s%s gave \"%s\"\n", FIELD_COLUMN, "",
		    table_text(a, raw->rule, width / 2).p,
		    table_text(a, raw->v[0].raw, width / 2 - 8).p);
}

static struct str
when_text(struct arena *a, const struct when *w)
{
	json_t *v = record_when_json(w);
	struct str s = arena_str(a, str_c(json_string_value(v)));

	json_decref(v);
	if (s.len > 0 && w->inferred)
		s = arena_printf(a, "%.*s (partly inferred)", STR_ARG(s));
	return s;
}

static struct str
joined(struct arena *a, const struct item *it)
{
	struct str s = STR_NULL;

	for (size_t i = 0; i < it->ncategories; i++)
		s = arena_concat(a,
		    (struct str[]){
			s, i > 0 ? STR(", ") : STR_NULL, it->categories[i] },
		    3);
	return s;
}

static void
print_item(struct arena *a, const struct item *it, size_t number)
{
	const struct raw_field *raw = it->raw->field;
	const struct {
		enum field field;
		struct str value;
	} rows[] = {
		{ FIELD_TITLE, it->title },
		{ FIELD_LINK, it->link },
		{ FIELD_DATE, when_text(a, &it->published) },
		{ FIELD_UPDATED, when_text(a, &it->updated) },
		{ FIELD_SUMMARY, it->summary },
		{ FIELD_CONTENT, it->content },
		{ FIELD_OUTLET, it->outlet },
		{ FIELD_AUTHOR, it->author },
		{ FIELD_CATEGORY, joined(a, it) },
		{ FIELD_IMAGE, it->image },
		{ FIELD_ENCLOSURE,
		    it->nenclosures > 0 ? it->enclosures[0].url : STR_NULL },
		{ FIELD_GUID, raw[FIELD_GUID].n > 0 ? it->guid : STR_NULL },
	};

	printf("\n%zu\n", number);
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
		if (rows[i].value.len > 0 || raw[rows[i].field].n > 0)
			print_field(a, field_name(rows[i].field), rows[i].value,
			    &raw[rows[i].field]);
}

static bool
same_drop(const struct dropped *a, const struct dropped *b)
{
	return str_eq(a->title, b->title) && str_eq(a->link, b->link) &&
	       str_eq(a->why, b->why);
}

/* A line a dropped item; those that look the same share one. */
static void
print_dropped(struct arena *a, const struct items *all)
{
	size_t width = table_columns() / 2;

	for (size_t i = 0, next; i < all->ndropped; i = next) {
		const struct dropped *d = &all->dropped[i];
		struct str name = d->title.len > 0 ? d->title : d->link;

		for (next = i + 1; next < all->ndropped; next++)
			if (!same_drop(d, &all->dropped[next]))
				break;
		printf("\ndropped: %s: %s",
		    name.len > 0 ? table_text(a, name, width).p : "an item",
		    table_text(a, d->why, width).p);
		if (next > i + 1)
			printf(" (%zu times)", next - i);
	}
	if (all->ndropped > 0)
		puts("");
}

static void
print_table(const struct test *t)
{
	const struct items *all = &t->page.items;
	struct arena *a = t->c->a;

	printf("%.*s: %zu item%s, %zu dropped\n", STR_ARG(t->source.id), all->n,
	    all->n == 1 ? "" : "s", all->ndropped);
	printf("  %-9s %s\n", "page", table_text(a, t->source.url, 200).p);
	printf("  %-9s %s\n", "read as", t->page.charset);
	if (all->item_rule.len > 0)
		printf("  %-9s %s\n", "item",
		    table_text(a, all->item_rule, 200).p);
	for (size_t i = 0; i < all->n; i++)
		print_item(a, &all->v[i], i + 1);
	print_dropped(a, all);
	for (size_t i = 0; i < all->nwarnings; i++)
		printf("%swarning: %s\n", i == 0 ? "\n" : "",
		    table_text(a, all->warnings[i], 200).p);
}

/* Why there is not a single item; `run` says the same. */
static void
say_empty(const struct test *t)
{
	const struct items *all = &t->page.items;
	const struct source *s = &t->source;

	log_context(s->id, all->ndropped == 0 ? "extract" : "normalize");
	if (all->ndropped == 0)
		log_line(LOG_ERROR, "nothing on the page matches item: %.*s",
		    STR_ARG(s->item.v[0].text));
	else if (s->field[FIELD_TITLE].n + s->field[FIELD_LINK].n == 0)
		log_line(LOG_ERROR,
		    "all %zu items were dropped: the source "
		    "has no rule for title or link",
		    all->ndropped);
	else
		log_line(LOG_ERROR, "all %zu items were dropped: %.*s",
		    all->ndropped, STR_ARG(all->dropped[0].why));
}

/* The source asked for: of the configuration, by id or URL. */
static int
pick_source(struct cli *c, struct source *out)
{
	const char *name = c->nargs > 0 ? c->arg[0] : c->value[OPT_URL];
	const struct source *found;
	struct config config;

	if (name == NULL)
		return cli_usage("test needs the ID or the URL of a source; "
				 "`coranto status` lists them");
	if (cli_config(c, &config) != 0)
		return EXIT_USAGE;
	found = cli_source(&config, str_c(name));
	if (found == NULL)
		return EXIT_USAGE;
	*out = *found;
	if (cli_has(c, OPT_URL))
		out->url = str_c(c->value[OPT_URL]);
	if (cli_has(c, OPT_CHARSET))
		out->charset = str_c(c->value[OPT_CHARSET]);
	return EXIT_WELL;
}

int
cmd_test(struct cli *c)
{
	struct test t = { .c = c, .page = { .charset = "" } };
	int rc = pick_source(c, &t.source);

	if (rc != EXIT_WELL)
		return rc;
	if (cli_has(c, OPT_FILE))
		test_file(&t, c->value[OPT_FILE]);
	else
		test_fetch(&t);
	if (t.failed) {
		log_context(t.source.id, t.stage);
		log_line(LOG_ERROR, "%s", t.err.msg);
		return EXIT_SOURCE;
	}
	if (!cli_has(c, OPT_JSON))
		print_table(&t);
	else if (print_json(&t) != EXIT_WELL)
		return EXIT_STATE;
	if (t.page.items.n > 0)
		return EXIT_WELL;
	fflush(stdout);
	say_empty(&t);
	return EXIT_SOURCE;
}
