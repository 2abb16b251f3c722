// SPDX-License-Identifier: ISC
#include <math.h>
#include <string.h>

#include "base/utf8.h"
#include "model/record.h"
#include "model/record_get.h"
#include "model/rule_set.h"
#include "run/around.h"
#include "run/call_names.h"
#include "run/call_record.h"
#include "run/seen.h"

/* Most bytes of the rules of one list, and most things of which a page has a
 * few. */
#define RULES (256 << 10)

/* --- Errors -------------------------------------------------------------- */

/* What reading a page can end with. */
static const enum err_code told[] = { ERR_CONFIG, ERR_HTTP, ERR_DECODE,
	ERR_EXTRACT, ERR_BLOCKED, ERR_RENDER, ERR_LIMIT };

static enum err_code
find_code(struct str name)
{
	for (size_t i = 0; i < sizeof(told) / sizeof(*told); i++)
		if (str_eq(name, str_c(err_code_name(told[i]))))
			return told[i];
	return ERR_NONE;
}

/* The error of the call in WHY; 0, or -1 with E set when it is none. */
static int
get_error(struct arena *a, const json_t *o, struct err *why, struct err *e)
{
	const json_t *v = json_object_get(o, "error");
	struct str code, message;
	int64_t http;

	if (!json_is_object(v))
		return record_bad(e, "error");
	if (record_get_str(a, v, "code", LIMIT_NAME, &code, e) ||
	    record_get_str(
		a, v, "message", 2 * sizeof(why->msg), &message, e) ||
	    record_get_int(v, "http", 0, 599, &http, e))
		return -1;
	if (find_code(code) == ERR_NONE)
		return record_bad(e, "code");
	err_set(why, find_code(code), "%.*s", STR_ARG(message));
	why->http = (int)http;
	/* Whatever it says, it has seen one source. */
	if (why->reach == REACH_RUN) {
		why->reach = REACH_SOURCE;
		why->retry = RETRY_LATER;
	}
	return 0;
}

/* --- Pages --------------------------------------------------------------- */

/* The stages are static strings wherever they are used. */
static int
get_stage(const json_t *o, const char **out, struct err *e)
{
	static const char *const stages[] = { "decode", "extract",
		"normalize" };
	struct str name = str_c(json_string_value(json_object_get(o, "stage")));

	for (size_t i = 0; i < sizeof(stages) / sizeof(*stages); i++)
		if (str_eq(name, str_c(stages[i]))) {
			*out = stages[i];
			return 0;
		}
	return record_bad(e, "stage");
}

static int
get_used(struct arena *a, const json_t *o, const struct source *given,
    const struct source **out, struct err *e)
{
	const json_t *v = json_object_get(o, "used");
	struct rule_set set;
	struct str text;

	*out = NULL;
	if (v == NULL || json_is_null(v))
		return 0;
	if (json_is_true(v)) {
		*out = given;
		return 0;
	}
	if (record_get_str(a, o, "used", RULES, &text, e) != 0)
		return -1;
	if (rule_set_read(a, text, &set, e) != 0)
		return record_bad(e, "used");
	*out = rule_set_apply(a, given, &set);
	return 0;
}

/* As many bytes as the line says stand at the beginning of *REST, which is
 * moved past them. */
static int
get_around(struct arena *a, const json_t *o, struct str *rest, struct str *out,
    struct err *e)
{
	int64_t len;

	if (record_get_int(o, "around", 0, AROUND_MOST, &len, e) != 0)
		return -1;
	if ((size_t)len > rest->len)
		return record_bad(e, "around");
	*out = arena_str(a, str_sub(*rest, 0, (size_t)len));
	*rest = str_from(*rest, (size_t)len);
	return 0;
}

static int
get_page(struct arena *a, const json_t *o, const struct call *c,
    struct str *rest, struct page *out, struct err *e)
{
	if (get_used(a, o, c->src, &out->used, e) ||
	    get_around(a, o, rest, &out->around, e) ||
	    record_get_str(a, o, "next", LIMIT_URL, &out->next, e))
		return -1;
	out->charset_guessed = record_get_bool(o, "guessed");
	out->data = record_get_bool(o, "data");
	return 0;
}

/* --- What else a call may give ------------------------------------------- */

static int
get_article(
    struct arena *a, const json_t *o, struct article_found *out, struct err *e)
{
	const int64_t all = (1 << FIELD_COUNT) - 1;
	int64_t gave, offered;

	if (record_get_int(o, "gave", 0, all, &gave, e) ||
	    record_get_int(o, "offered", 0, all, &offered, e) ||
	    record_get_str(a, o, "rule", LIMIT_TEXT, &out->rule, e) ||
	    record_get_str(a, o, "canonical", CALL_LINK, &out->canonical, e) ||
	    record_get_str(a, o, "next", LIMIT_URL, &out->next, e))
		return -1;
	out->gave = (unsigned)gave;
	out->offered = (unsigned)offered;
	return 0;
}

static int
get_offers(struct arena *a, const json_t *o, struct offers *out, struct err *e)
{
	const json_t *list;

	if (record_get_list(o, "offers", LIMIT_OFFERS, &list, &out->n, e) != 0)
		return -1;
	out->v = ARENA_ARRAY(a, out->n, struct offer);
	for (size_t i = 0; i < out->n; i++) {
		const json_t *v = json_array_get(list, i);
		struct offer *of = &out->v[i];
		int64_t kind;

		if (!json_is_object(v))
			return record_bad(e, "offers");
		if (record_get_int(v, "kind", 0, OFFER_COUNT - 1, &kind, e) ||
		    record_get_address(a, v, "url", false, &of->url, e) ||
		    record_get_str(a, v, "title", LIMIT_TEXT, &of->title, e))
			return -1;
		of->kind = (enum offer_kind)kind;
	}
	return 0;
}

/* The kind of a feed, or NULL. */
static int
get_feed(struct arena *a, const json_t *o, const char **out, struct err *e)
{
	struct str name;

	*out = NULL;
	if (record_get_str(a, o, "feed", LIMIT_NAME, &name, e) != 0)
		return -1;
	if (!str_empty(name))
		*out = arena_cstr(a, name);
	return 0;
}

static int
get_candidate(
    struct arena *a, const json_t *o, struct candidate *out, struct err *e)
{
	double score = json_real_value(json_object_get(o, "score"));
	struct rule_set set;
	struct str text;
	int64_t n, examples;

	if (record_get_str(a, o, "rules", RULES, &text, e) ||
	    record_get_int(o, "n", 0, INT32_MAX, &n, e) ||
	    record_get_int(o, "examples", 0, INT32_MAX, &examples, e) ||
	    record_get_strings(
		a, o, "why", LIMIT_ITEMS, LIMIT_TEXT, &out->why, &out->nwhy, e))
		return -1;
	if (rule_set_read(a, text, &set, e) != 0 || set.item.n == 0)
		return record_bad(e, "rules");
	out->embedded = set.embedded;
	out->item = set.item;
	for (int f = 0; f < FIELD_COUNT; f++)
		out->field[f] = set.field[f];
	out->n = (size_t)n;
	out->examples = (size_t)examples;
	out->score = isfinite(score) ? score : 0;
	out->menu = record_get_bool(o, "menu");
	return 0;
}

static int
get_candidates(struct arena *a, const json_t *o, const struct call *c,
    struct candidates *out, struct err *e)
{
	const json_t *list;
	size_t n;

	if (record_get_list(o, "lists", c->ask->max, &list, &n, e) != 0)
		return -1;
	out->v = ARENA_ARRAY(a, c->ask->max, struct candidate);
	for (; out->n < n; out->n++) {
		const json_t *v = json_array_get(list, out->n);

		if (!json_is_object(v))
			return record_bad(e, "lists");
		if (get_candidate(a, v, &out->v[out->n], e) != 0)
			return -1;
	}
	return 0;
}

/* As many as there are examples, or none. */
static int
get_whereabouts(struct arena *a, const json_t *o, const struct call *c,
    struct whereabouts **out, struct err *e)
{
	const json_t *list;
	size_t n;

	if (record_get_list(o, "examples", c->ask->nexamples, &list, &n, e) !=
	    0)
		return -1;
	if (n == 0)
		return 0;
	if (n != c->ask->nexamples)
		return record_bad(e, "examples");
	*out = ARENA_ARRAY(a, n, struct whereabouts);
	for (size_t i = 0; i < n; i++) {
		const json_t *v = json_array_get(list, i);
		struct whereabouts *w = &(*out)[i];
		int64_t kind;

		if (!json_is_object(v))
			return record_bad(e, "examples");
		if (record_get_int(v, "kind", 0, WHERE_NOWHERE, &kind, e) ||
		    record_get_str(a, v, "path", LIMIT_TEXT, &w->path, e) ||
		    record_get_str(a, v, "text", LIMIT_TEXT, &w->text, e))
			return -1;
		w->kind = (enum whereabouts_kind)kind;
	}
	return 0;
}

static int
get_survey(struct arena *a, const json_t *o, const struct call *c,
    struct survey *out, struct err *e)
{
	const json_t *v = json_object_get(o, "survey");

	if (!json_is_object(v))
		return record_bad(e, "survey");
	out->data = record_get_bool(v, "data");
	return get_feed(a, v, &out->feed, e) ||
		       record_get_str(
			   a, v, "title", LIMIT_TEXT, &out->title, e) ||
		       get_offers(a, v, &out->offers, e) ||
		       get_candidates(a, v, c, &out->lists, e) ||
		       get_whereabouts(a, v, c, &out->examples, e)
		   ? -1
		   : 0;
}

/* --- All of it ----------------------------------------------------------- */

static int
get_parts(struct arena *a, const json_t *o, const struct call *c,
    struct str *rest, struct reply *out, struct err *e)
{
	switch (c->kind) {
	case CALL_PAGE:
		return get_page(a, o, c, rest, &out->page, e);
	case CALL_ARTICLE:
		return get_article(a, o, &out->article, e);
	case CALL_OFFERS:
		return get_feed(a, o, &out->feed, e) != 0
			   ? -1
			   : get_offers(a, o, &out->offers, e);
	case CALL_SURVEY:
		return get_survey(a, o, c, &out->survey, e);
	default:
		return 0;
	}
}

/* The first line of *REST and the bytes that go with it; *REST is moved past
 * them. WHY is set when the call failed. */
static int
read_first(struct arena *a, const struct call *c, struct str *rest,
    struct reply *out, struct err *why, struct err *e)
{
	json_t **holder = record_holder(a);
	struct str line = STR_NULL, charset;
	const json_t *o;

	if (!str_cut(rest, '\n', &line))
		return -1;
	o = record_load(holder, line, e);
	if (o == NULL)
		return -1;
	if (get_stage(o, &out->page.stage, e) ||
	    record_get_str(a, o, "charset", LIMIT_NAME, &charset, e))
		return -1;
	out->page.charset = arena_cstr(a, charset);
	out->page.truncated = record_get_bool(o, "truncated");
	if (!record_get_bool(o, "ok") && get_error(a, o, why, e) != 0)
		return -1;
	/* An article that was not read has none of its own. */
	if (c->kind == CALL_ARTICLE && why->code != ERR_NONE)
		return 0;
	return get_parts(a, o, c, rest, out, e);
}

/* "tag:HOST,2026:" and 32 digits: identity_guid(). */
static bool
is_guid(struct str s)
{
	size_t at = str_find(s, STR(",2026:"));

	if (!str_starts(s, STR("tag:")) || at == STR_NONE ||
	    s.len - at != strlen(",2026:") + 32)
		return false;
	for (size_t i = strlen("tag:"); i < s.len; i++)
		if (!is_alpha(s.p[i]) && !is_digit(s.p[i]) && i != at &&
		    s.p[i] != '.' && s.p[i] != '-' && s.p[i] != ':')
			return false;
	return true;
}

/* What the store and all behind it rely on, whoever tells it. */
static bool
is_sound(const struct item *it)
{
	return it->raw != NULL && (str_empty(it->guid) || is_guid(it->guid)) &&
	       (str_starts(it->key, STR("l:")) ||
		   str_starts(it->key, STR("g:")) ||
		   str_starts(it->key, STR("t:")));
}

/* And of all: no two of a page have one key, or two known items that moved there
 * would fail the store, and with it the run. */
static bool
are_sound(struct arena *a, const struct call *c, const struct items *items)
{
	struct seen keys = { 0 };

	for (size_t i = 0; i < items->n; i++)
		if (!is_sound(&items->v[i]) ||
		    (c->kind == CALL_PAGE &&
			!seen_add(&keys, a, items->v[i].key)))
			return false;
	return true;
}

static int
read_items(struct arena *a, const struct call *c, struct str rest,
    struct reply *out, struct err *e)
{
	struct items items;

	if (c->kind != CALL_PAGE && c->kind != CALL_ARTICLE)
		return rest.len == 0 ? 0 : record_bad(e, "items");
	if (c->kind == CALL_PAGE) {
		out->page.sum = processor_sum(rest);
		out->page.same = out->page.sum == c->known &&
				 !out->page.truncated && c->known != 0;
		if (out->page.same)
			return 0;
	}
	if (record_read_items(a, rest, &items, e) != 0)
		return -1;
	if (!are_sound(a, c, &items))
		return record_bad(e, "item");
	if (c->kind == CALL_PAGE) {
		out->page.items = items;
		return out->page.used != NULL || items.n == 0
			   ? 0
			   : record_bad(e, "used");
	}
	if (items.n != 1)
		return record_bad(e, "items");
	out->article.item = items.v[0];
	return 0;
}

int
reply_read(struct arena *a, const struct call *c, struct str bytes,
    struct reply *out, struct err *e)
{
	struct err why = ERR_INIT, bad = ERR_INIT;

	*out = (struct reply){ .page = { .charset = "", .stage = "decode" } };
	out->survey.title = STR_NULL;
	if (read_first(a, c, &bytes, out, &why, &bad) != 0 ||
	    (why.code == ERR_NONE && read_items(a, c, bytes, out, &bad) != 0))
		return err_set(e, ERR_READER,
		    "the process that read the page answered what cannot be");
	if (why.code == ERR_NONE)
		return 0;
	*e = why;
	return -1;
}
