// SPDX-License-Identifier: ISC
#include "run/call_record.h"

#include "base/utf8.h"
#include "model/record.h"
#include "model/record_get.h"
#include "run/call_names.h"

const char *const call_names[CALL_COUNT] = {
	[CALL_PAGE] = "page",
	[CALL_ARTICLE] = "article",
	[CALL_GATE] = "gate",
	[CALL_OFFERS] = "offers",
	[CALL_SURVEY] = "survey",
};

/* The offsets and times of one zone, a list each. */
static int
get_times(struct arena *a, const json_t *o, struct zone_times *x, struct err *e)
{
	const json_t *from, *offset;
	size_t n;

	if (record_get_list(o, "from", ZONE_TIMES_MAX, &from, &x->n, e) ||
	    record_get_list(o, "offset", ZONE_TIMES_MAX, &offset, &n, e))
		return -1;
	if (n != x->n || n == 0)
		return record_bad(e, "offset");
	x->from = ARENA_ARRAY(a, n, int64_t);
	x->offset = ARENA_ARRAY(a, n, int32_t);
	for (size_t i = 0; i < n; i++) {
		x->from[i] = json_integer_value(json_array_get(from, i));
		x->offset[i] =
		    (int32_t)json_integer_value(json_array_get(offset, i));
	}
	return 0;
}

static int
read_zone(
    struct arena *keep, const json_t *o, struct zone_book *book, struct err *e)
{
	struct zone_times x = { .n = 0 };
	struct str name;

	if (record_get_str(keep, o, "zone", sizeof(x.name) - 1, &name, e) !=
		0 ||
	    get_times(keep, o, &x, e) != 0)
		return -1;
	memcpy(x.name, name.p, name.len);
	zone_book_add(book, keep, &x);
	return 0;
}

static int
read_ask(struct arena *a, const json_t *o, struct call *out, struct err *e)
{
	const json_t *v = json_object_get(o, "ask");
	struct detect_ask *ask;
	struct str *example;
	int64_t max;

	if (!json_is_object(v))
		return 0;
	ask = ARENA_NEW(a, struct detect_ask);
	if (record_get_int(
		v, "max", 0, INT64_C(2) * LIMIT_DETECT_LISTS, &max, e) ||
	    record_get_strings(a, v, "examples", LIMIT_ITEMS, LIMIT_TEXT,
		&example, &ask->nexamples, e) ||
	    record_get_str(a, v, "base", LIMIT_URL, &ask->base, e))
		return -1;
	ask->max = (size_t)max;
	ask->example = example;
	out->ask = ask;
	return 0;
}

static int
read_kind(const json_t *o, enum call_kind *out, struct err *e)
{
	struct str name = str_c(json_string_value(json_object_get(o, "call")));

	for (int k = 0; k < CALL_COUNT; k++)
		if (str_eq(name, str_c(call_names[k]))) {
			*out = (enum call_kind)k;
			return 0;
		}
	return record_bad(e, "call");
}

static int
read_call(struct arena *a, const json_t *o, struct call *out, struct err *e)
{
	if (read_kind(o, &out->kind, e) ||
	    record_get_int(
		o, "now", INT64_MIN, RECORD_TIME_MAX, &out->now, e) ||
	    record_get_str(a, o, "title", LIMIT_TEXT, &out->article.title, e) ||
	    read_ask(a, o, out, e))
		return -1;
	out->article.later = record_get_bool(o, "later");
	out->whole = record_get_bool(o, "whole");
	return out->kind == CALL_SURVEY && out->ask == NULL
		   ? record_bad(e, "ask")
		   : 0;
}

/* Zones, and the line behind them. */
static int
read_head(struct arena *a, struct arena *keep, struct str *bytes,
    struct zone_book *book, struct call *out, struct err *e)
{
	json_t **holder = record_holder(a);
	const json_t *o;
	struct str line;

	for (;;) {
		if (!str_cut(bytes, '\n', &line))
			return record_bad(e, "call");
		o = record_load(holder, line, e);
		if (o == NULL)
			return -1;
		if (json_object_get(o, "zone") == NULL)
			return read_call(a, o, out, e);
		if (read_zone(keep, o, book, e) != 0)
			return -1;
	}
}

int
call_read(struct arena *a, struct arena *keep, struct str bytes,
    struct str body, struct zone_book *book, struct call *out, struct err *e)
{
	struct source *src = ARENA_NEW(a, struct source);
	struct response *res = ARENA_NEW(a, struct response);
	struct str line;

	*out = (struct call){
		.src = src, .res = res, .article = { .title = STR_NULL }
	};
	if (read_head(a, keep, &bytes, book, out, e) != 0)
		return -1;
	if (!str_cut(&bytes, '\n', &line))
		return record_bad(e, "source");
	if (record_read_source(a, line, src, e) != 0)
		return -1;
	if (!str_cut(&bytes, '\n', &line))
		return record_bad(e, "response");
	if (record_read_response(a, line, res, e) != 0)
		return -1;
	res->body = body;
	return 0;
}
