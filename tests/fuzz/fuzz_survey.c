// SPDX-License-Identifier: ISC
/*
 * All that is asked of a page beside its items: its lists and what it offers,
 * whether a gate stands before it, and its text as an article. The first byte
 * chooses what the server says of it, the first line is a text that the list is
 * to hold, the rest is the page.
 *
 * A list that is found is rules that are stored and read back as they are, and
 * that as an entry of a configuration read back as the same source.
 */
#include <setjmp.h>
#include <stdint.h>
#include <string.h>

#include "base/utf8.h"
#include "config/load.h"
#include "model/limits.h"
#include "model/rule_set.h"
#include "must.h"
#include "run/processor.h"
#include "web/url.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define NOW INT64_C(1796000000)
#define BUDGET ((size_t)256 << 20)

static const char *const types[] = { "text/html; charset=utf-8", "",
	"application/xml", "application/json" };

static const char *
fixed_env(const char *name)
{
	return strcmp(name, "HOME") == 0 ? "/home/user" : NULL;
}

static int
ask(struct arena *a, struct call *c, enum call_kind kind, struct reply *out)
{
	struct err e = ERR_INIT;
	int rc;

	memset(out, 0, sizeof(*out));
	c->kind = kind;
	rc = processor_here.answer(processor_here.ctx, a, c, out, &e);
	must(rc == 0 || e.msg[0] != '\0');
	return rc;
}

static void
must_be_web(struct arena *a, struct str url)
{
	struct url u;

	must(url_parse(a, url, STR_NULL, &u) == 0 && url_is_web(&u));
}

static void
check_offers(struct arena *a, const struct offers *o)
{
	must(o->n <= LIMIT_OFFERS);
	for (size_t i = 0; i < o->n; i++)
		must_be_web(a, o->v[i].url);
}

static void
check_rules(struct arena *a, const struct source *s)
{
	struct rule_set set = *s->rules, again;
	struct str text = rule_set_write(a, &set);
	struct err e = ERR_INIT;

	must(rule_set_read(a, text, &again, &e) == 0);
	must(str_eq(rule_set_write(a, &again), text));
}

static void
check_written(struct arena *a, const struct source *s)
{
	struct buf *b = buf_in(a, LIMIT_CONFIG);
	struct diagnostics d;
	struct config c;

	must(buf_add(b, STR("sources:\n")) == 0);
	must(config_write_source(b, s) == 0);
	must(config_read(
		 a, "fuzz.yaml", buf_str(b), fixed_env, false, &c, &d) == 0);
	must(c.sources.n == 1);
	must(config_source_equal(a, &c.sources.v[0], s));
}

static void
check_lists(struct arena *a, const struct call *c, const struct survey *found)
{
	const struct candidates *l = &found->lists;

	must(l->n <= c->ask->max);
	for (size_t i = 0; i < l->n; i++) {
		struct source *s = candidate_source(a, c->src, &l->v[i]);

		s->name = utf8_head(found->title, LIMIT_NAME);
		check_rules(a, s);
		check_written(a, s);
	}
}

static void
check_article(struct arena *a, const struct article_found *f)
{
	must(utf8_valid(f->item.content) && utf8_valid(f->item.title));
	must(f->item.content.len <= LIMIT_TEXT);
	if (!str_empty(f->canonical))
		must_be_web(a, f->canonical);
}

static void
run(struct arena *a, struct str in, size_t which)
{
	struct response res = { .status = 200,
		.url = STR("https://e.cn/a/list"),
		.content_type = str_c(types[which % 4]),
		.time = NOW };
	struct str example;
	struct detect_ask want = { .max = LIMIT_CANDIDATES,
		.example = &example };
	struct diagnostics d;
	struct source src;
	struct call c = { .src = &src, .res = &res, .now = NOW, .ask = &want };
	struct reply r;

	if (!str_cut(&in, '\n', &example))
		return;
	must(config_for_url(a, res.url, &src, &d) == 0);
	want.nexamples = !str_empty(example) && utf8_valid(example);
	c.article.title = want.nexamples > 0 ? example : STR_NULL;
	res.body = in;
	if (ask(a, &c, CALL_SURVEY, &r) == 0) {
		check_offers(a, &r.survey.offers);
		check_lists(a, &c, &r.survey);
	}
	if (ask(a, &c, CALL_OFFERS, &r) == 0)
		check_offers(a, &r.offers);
	(void)ask(a, &c, CALL_GATE, &r);
	if (ask(a, &c, CALL_ARTICLE, &r) == 0)
		check_article(a, &r.article);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena a;
	jmp_buf over;

	if (size == 0)
		return 0;
	arena_init(&a, BUDGET);
	a.over = &over;
	if (setjmp(over) == 0)
		run(&a, str_n((const char *)data + 1, size - 1), data[0]);
	arena_release(&a);
	return 0;
}
