// SPDX-License-Identifier: ISC
#include "run/call_record.h"

#include <jansson.h>

#include "model/limits.h"
#include "model/record.h"
#include "model/record_get.h"
#include "model/rule_set.h"
#include "run/call_names.h"

static void
set_int(json_t *o, const char *key, int64_t n)
{
	json_object_set_new(o, key, json_integer((json_int_t)n));
}

static void
set_bool(json_t *o, const char *key, bool b)
{
	json_object_set_new(o, key, json_boolean(b));
}

static json_t *
texts_json(const struct str *v, size_t n, size_t max)
{
	json_t *list = json_array();

	for (size_t i = 0; i < n; i++)
		if (v[i].len <= max)
			json_array_append_new(list, record_str_json(v[i]));
	return list;
}

/* --- Calls --------------------------------------------------------------- */

int
call_write_zone(struct buf *b, const struct zone_times *z)
{
	json_t *o = json_object(), *from = json_array(), *offset = json_array();

	json_object_set_new(o, "zone", json_string(z->name));
	json_object_set_new(o, "from", from);
	json_object_set_new(o, "offset", offset);
	for (size_t i = 0; i < z->n; i++) {
		json_array_append_new(from, json_integer(z->from[i]));
		json_array_append_new(offset, json_integer(z->offset[i]));
	}
	return record_write_line(b, o);
}

static json_t *
ask_json(const struct detect_ask *ask)
{
	json_t *o;

	if (ask == NULL)
		return json_null();
	o = json_object();
	set_int(o, "max", (int64_t)ask->max);
	json_object_set_new(o, "examples",
	    texts_json(ask->example, ask->nexamples, LIMIT_TEXT));
	record_set(o, "base", ask->base);
	return o;
}

int
call_write(struct buf *b, const struct call *c)
{
	struct source src = *c->src;
	struct response res = *c->res;
	json_t *o = json_object();
	struct arena a;
	int rc;

	arena_init(&a, SIZE_MAX);
	src.url = processor_address(&a, c->src, src.url);
	res.url = processor_address(&a, c->src, res.url);
	json_object_set_new(o, "call", json_string(call_names[c->kind]));
	set_int(o, "now", c->now);
	record_set(o, "title", c->article.title);
	set_bool(o, "later", c->article.later);
	set_bool(o, "whole", c->whole);
	json_object_set_new(o, "ask", ask_json(c->ask));
	rc = record_write_line(b, o);
	if (rc == 0)
		rc = record_write_source(b, &src);
	if (rc == 0)
		rc = record_write_response(b, &res);
	arena_release(&a);
	return rc;
}

/* --- Replies ------------------------------------------------------------- */

static json_t *
error_json(const struct err *e)
{
	json_t *o = json_object();

	json_object_set_new(o, "code", json_string(err_code_name(e->code)));
	set_int(o, "http", e->http);
	record_set(o, "message", str_c(e->msg));
	return o;
}

static json_t *
used_json(
    struct arena *a, const struct source *given, const struct source *used)
{
	struct rule_set set;

	if (used == NULL)
		return json_null();
	if (used == given)
		return json_true();
	set = *used->rules;
	return record_str_json(rule_set_write(a, &set));
}

static void
set_page(json_t *o, struct arena *a, const struct call *c, const struct page *p)
{
	set_bool(o, "guessed", p->charset_guessed);
	set_bool(o, "data", p->data);
	json_object_set_new(o, "used", used_json(a, c->src, p->used));
	set_int(o, "around", (int64_t)p->around.len);
	/* What is longer is no address, and none can be made of it. */
	if (p->next.len <= LIMIT_URL)
		record_set(o, "next", p->next);
}

static json_t *
offers_json(const struct offers *all)
{
	json_t *list = json_array();

	for (size_t i = 0; i < all->n; i++) {
		json_t *o = json_object();

		set_int(o, "kind", all->v[i].kind);
		record_set(o, "url", all->v[i].url);
		record_set_cut(o, "title", all->v[i].title, LIMIT_TEXT);
		json_array_append_new(list, o);
	}
	return list;
}

static json_t *
candidate_json(struct arena *a, const struct candidate *c)
{
	struct rule_set set = { .embedded = c->embedded, .item = c->item };
	json_t *o = json_object();

	for (int f = 0; f < FIELD_COUNT; f++)
		set.field[f] = c->field[f];
	record_set(o, "rules", rule_set_write(a, &set));
	set_int(o, "n", (int64_t)c->n);
	set_int(o, "examples", (int64_t)c->examples);
	json_object_set_new(o, "score", json_real(c->score));
	set_bool(o, "menu", c->menu);
	json_object_set_new(o, "why", texts_json(c->why, c->nwhy, LIMIT_TEXT));
	return o;
}

static json_t *
survey_json(struct arena *a, const struct call *c, const struct survey *s)
{
	json_t *o = json_object(), *lists = json_array(), *where = json_array();

	record_set(o, "feed", s->feed == NULL ? STR_NULL : str_c(s->feed));
	set_bool(o, "data", s->data);
	record_set_cut(o, "title", s->title, LIMIT_TEXT);
	json_object_set_new(o, "offers", offers_json(&s->offers));
	for (size_t i = 0; i < s->lists.n; i++)
		json_array_append_new(lists, candidate_json(a, &s->lists.v[i]));
	for (size_t i = 0; s->examples != NULL && i < c->ask->nexamples; i++) {
		const struct whereabouts *w = &s->examples[i];
		json_t *at = json_object();

		set_int(at, "kind", w->kind);
		record_set_cut(at, "path", w->path, LIMIT_TEXT);
		record_set_cut(at, "text", w->text, LIMIT_TEXT);
		json_array_append_new(where, at);
	}
	json_object_set_new(o, "lists", lists);
	json_object_set_new(o, "examples", where);
	return o;
}

static void
set_article(json_t *o, const struct article_found *f)
{
	set_int(o, "gave", f->gave);
	set_int(o, "offered", f->offered);
	record_set_cut(o, "rule", f->rule, LIMIT_TEXT);
	record_set_cut(o, "canonical", f->canonical, CALL_LINK);
	if (f->next.len <= LIMIT_URL)
		record_set(o, "next", f->next);
}

static int
write_items(struct buf *b, const struct call *c, const struct reply *r)
{
	struct item one;
	struct items all = { .v = &one, .n = 1 };

	if (c->kind == CALL_PAGE)
		return record_write_items(b, &r->page.items, c->whole);
	if (c->kind != CALL_ARTICLE)
		return 0;
	one = r->article.item;
	return record_write_items(b, &all, c->whole);
}

int
reply_write(struct buf *b, struct arena *a, const struct call *c, int rc,
    const struct reply *r, const struct err *e)
{
	json_t *o = json_object();

	set_bool(o, "ok", rc == 0);
	if (rc != 0)
		json_object_set_new(o, "error", error_json(e));
	record_set(o, "stage", str_c(r->page.stage));
	record_set(o, "charset", str_c(r->page.charset));
	set_bool(o, "truncated", r->page.truncated);
	if (c->kind == CALL_PAGE)
		set_page(o, a, c, &r->page);
	if (c->kind == CALL_ARTICLE && rc == 0)
		set_article(o, &r->article);
	if (c->kind == CALL_OFFERS) {
		record_set(
		    o, "feed", r->feed == NULL ? STR_NULL : str_c(r->feed));
		json_object_set_new(o, "offers", offers_json(&r->offers));
	}
	if (c->kind == CALL_SURVEY)
		json_object_set_new(o, "survey", survey_json(a, c, &r->survey));
	if (record_write_line(b, o) != 0 ||
	    (c->kind == CALL_PAGE && buf_add(b, r->page.around) != 0))
		return -1;
	return rc == 0 ? write_items(b, c, r) : 0;
}
