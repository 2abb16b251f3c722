// SPDX-License-Identifier: ISC
#include "cli/explain_item.h"

#include <stdio.h>

#include "base/civil.h"
#include "base/log.h"
#include "cli/reason.h"
#include "cli/table.h"
#include "model/feed.h"
#include "model/record.h"

/* Columns of the lines of a list. */
#define NUMBER_WIDTH 5
#define DATE_WIDTH 16
#define WHY_WIDTH 16
/* Where the values of one item begin. */
#define VALUE_COLUMN 12

/* Found by rules that nobody has put into the configuration. */
static bool
is_provisional(const struct explain *x, size_t at)
{
	return x->broke != 0 && x->v[at].first_seen >= x->broke;
}

/* The place of item AT among those that are not withheld, from 1. */
static size_t
place_of(const struct explain *x, size_t at)
{
	size_t place = 1;

	for (size_t i = 0; i < at; i++)
		place += x->v[i].withheld == WITHHELD_NOT;
	return place;
}

/* What newer ones push out waits there until a document takes it. */
static bool
in_feed(const struct explain *x, size_t at, const struct explained *k)
{
	return x->v[at].withheld == WITHHELD_NOT &&
	       (x->src->keep == 0 || place_of(x, at) <= x->src->keep ||
		   k->document == 0);
}

static json_t *
words_json(struct str words)
{
	json_t *list = json_array();
	struct str word;

	while (str_cut(&words, ' ', &word))
		json_array_append_new(list, record_str_json(word));
	return list;
}

static json_t *
how_json(unsigned how)
{
	json_t *list = json_array();

	for (unsigned i = 0; i < HOW_COUNT; i++)
		if (how >> i & 1)
			json_array_append_new(list, json_string(how_name(i)));
	return list;
}

/* A date with all that is known of it; null when there is none. */
static json_t *
date_json(struct arena *a, const struct when *w, struct str rule, unsigned how)
{
	if (w->precision == PRECISION_NONE)
		return json_null();
	return json_pack("{s:o,s:s,s:b,s:o,s:o,s:o,s:o}", "date",
	    record_when_json(w), "precision", precision_name(w->precision),
	    "inferred", (int)w->inferred, "raw", record_str_json(w->raw),
	    "rule", record_str_json(rule), "how", how_json(how), "why",
	    record_str_json(reason_of_date(a, rule, w, how)));
}

/* None when they cannot be read: the item itself could. */
static struct former_key *
former_keys(const struct explain *x, const struct item *it, size_t *n)
{
	struct former_key *v = NULL;
	struct err e = ERR_INIT;

	*n = 0;
	if (store_former_keys(x->st, x->c->a, it->guid, &v, n, &e) != 0)
		log_line(LOG_ERROR, "%s", e.msg);
	return v;
}

static json_t *
former_keys_json(const struct explain *x, const struct item *it)
{
	json_t *list = json_array();
	size_t n;
	struct former_key *v = former_keys(x, it, &n);

	for (size_t i = 0; i < n; i++)
		json_array_append_new(list, record_str_json(v[i].key));
	return list;
}

json_t *
explain_item_json(const struct explain *x, size_t at, const struct explained *k)
{
	const struct item *it = &x->v[at];
	const struct evidence *ev = &k->ev;
	struct arena *a = x->c->a;
	struct str found = ev->link_found.len > 0 ? ev->link_found : it->link;

	return json_pack(
	    "{s:o,s:I,s:b,s:o,s:b,s:o,s:o,s:o,s:o,s:o,s:o,s:o,s:o,s:o,s:o,s:o,s:o,s:o,"
	    "s:o,s:o,s:o,s:o}",
	    "source", record_str_json(x->src->id), "number", (json_int_t)at + 1,
	    "in_feed", (int)in_feed(x, at, k), "archive",
	    k->document > 0 ? json_integer(k->document) : json_null(),
	    "provisional", (int)is_provisional(x, at), "withheld",
	    record_str_json(str_c(withheld_name(it->withheld))), "former_keys",
	    former_keys_json(x, it), "title", record_str_json(it->title),
	    "link", record_str_json(it->link), "link_found",
	    record_str_json(ev->link_found), "identity",
	    record_str_json(reason_key_kind(it->key)), "key",
	    record_str_json(it->key), "removed",
	    words_json(reason_removed(a, found, it->key)), "guid",
	    record_str_json(it->guid), "first_seen",
	    record_str_json(time_rfc3339_utc(a, it->first_seen)), "published",
	    date_json(a, &it->published, ev->date_rule, ev->published_how),
	    "updated", date_json(a, &it->updated, STR_NULL, ev->updated_how),
	    "edited", words_json(ev->edited), "title_before",
	    record_str_json(ev->title_before), "folded",
	    explain_folded_json(a, it, &k->folds), "also",
	    explain_also_json(a, it, &k->folds), "article",
	    explain_article_json(a, &k->article));
}

static void
print_value(struct arena *a, const char *name, struct str value)
{
	printf("  %-9s %s\n", name,
	    table_wrap(a, value, table_columns() - VALUE_COLUMN, VALUE_COLUMN)
		.p);
}

/* One that is to be copied from here: never cut. */
static void
print_whole(struct arena *a, const char *name, struct str value)
{
	printf("  %-9s %s\n", name, table_text(a, value, SIZE_MAX).p);
}

/* A line below a value. */
static void
print_why(struct arena *a, struct str why)
{
	if (why.len > 0)
		printf("%*s%s\n", VALUE_COLUMN, "",
		    table_wrap(
			a, why, table_columns() - VALUE_COLUMN, VALUE_COLUMN)
			.p);
}

static void
print_link(struct arena *a, const struct item *it, const struct evidence *ev)
{
	struct str found = ev->link_found.len > 0 ? ev->link_found : it->link;
	struct str removed = reason_removed(a, found, it->key);

	print_whole(a, "link", it->link);
	if (ev->link_found.len > 0)
		print_why(a, arena_printf(a, "the page has \"%.*s\"",
				 STR_ARG(ev->link_found)));
	print_whole(a, "key", it->key);
	print_why(a, reason_of_key(it->key));
	if (removed.len > 0)
		print_why(a,
		    arena_printf(a, "left out of it: %.*s", STR_ARG(removed)));
}

static void
print_former(const struct explain *x, const struct item *it)
{
	struct arena *a = x->c->a;
	size_t n;
	struct former_key *v = former_keys(x, it, &n);

	for (size_t i = 0; i < n; i++)
		print_why(
		    a, arena_printf(a, "until %s it was %.*s",
			   table_time(a, v[i].moved).p, STR_ARG(v[i].key)));
}

static void
print_dates(
    const struct explain *x, const struct item *it, const struct evidence *ev)
{
	const struct when *updated = &it->updated;
	struct when published = reason_local(&it->published, x->src->zone);
	struct arena *a = x->c->a;

	print_value(a, "published", reason_date(a, &published));
	print_why(a, reason_of_date(
			 a, ev->date_rule, &it->published, ev->published_how));
	if (updated->precision == PRECISION_NONE) {
		print_value(a, "updated", STR("never"));
		return;
	}
	print_value(a, "updated", reason_date(a, updated));
	if (ev->edited.len > 0)
		print_why(a, arena_printf(a, "a run found changed: %.*s",
				 STR_ARG(ev->edited)));
	else if (updated->raw.len == 0)
		print_why(a, STR("a run found the text changed"));
	else
		print_why(
		    a, reason_of_date(a, STR_NULL, updated, ev->updated_how));
	if (ev->title_before.len > 0)
		print_why(a, arena_printf(a, "the title was \"%.*s\"",
				 STR_ARG(ev->title_before)));
}

/* Why an item never entered the feed. */
static const char *const withheld_words[WITHHELD_COUNT] = {
	[WITHHELD_FIRST_RUN] = "it was on the page before the source was: "
			       "`first_run`",
	[WITHHELD_FLOOD] = "held back: nearly all of its page was new at once",
	[WITHHELD_FILTER] =
	    "`only` or `drop` took it, when the text of its article came",
	[WITHHELD_FAULT] = "it came with a page that was new all at once, and "
			   "did not come again",
};

static void
print_place(const struct explain *x, size_t at, const struct explained *k)
{
	enum withheld why = x->v[at].withheld;

	if (why != WITHHELD_NOT)
		print_value(x->c->a, "feed",
		    arena_printf(
			x->c->a, "not in it: %s", withheld_words[why]));
	else if (in_feed(x, at, k))
		printf("  %-9s number %zu of %zu, newest first\n", "feed",
		    place_of(x, at), place_of(x, x->n) - 1);
	else if (k->document > 0)
		printf("  %-9s in its archive, %s\n", "feed",
		    feed_file(x->c->a, x->src->id, (uint32_t)k->document).p);
	else
		printf("  %-9s no longer in it: number %zu, `keep` is %u\n",
		    "feed", place_of(x, at), (unsigned)x->src->keep);
}

void
explain_item(const struct explain *x, size_t at, const struct explained *k)
{
	const struct item *it = &x->v[at];
	const struct evidence *ev = &k->ev;
	struct arena *a = x->c->a;

	printf("%zu\n", at + 1);
	print_value(a, "title", it->title.len > 0 ? it->title : STR("(none)"));
	print_link(a, it, ev);
	print_former(x, it);
	print_whole(a, "guid", it->guid);
	print_value(a, "seen", table_time(a, it->first_seen));
	if (!ev->known)
		print_why(
		    a, STR("by an earlier version, which kept no reasons"));
	if (is_provisional(x, at))
		print_why(a, STR("by rules that stand in for those of the "
				 "configuration; `status` shows them"));
	print_dates(x, it, ev);
	if (k->article.known)
		print_value(a, "article", explain_article_text(a, &k->article));
	print_place(x, at, k);
	explain_folds_print(x->c, it, &k->folds);
}

/* The shortest word for where the date comes from. */
static struct str
short_why(struct arena *a, const struct item *it, const struct evidence *ev)
{
	unsigned how = ev->published_how;
	unsigned first = 0;

	if (how == 0)
		return it->published.inferred ? STR("inferred") : STR("given");
	while ((how >> first & 1) == 0)
		first++;
	return arena_printf(
	    a, "%s%s", how_name(first), (how & (how - 1)) != 0 ? ", ..." : "");
}

void
explain_head(void)
{
	printf("%*s  %-*s %-*s %-7s %s\n", NUMBER_WIDTH - 1, "", DATE_WIDTH,
	    "PUBLISHED", WHY_WIDTH, "DATE IS", "SAME BY", "TITLE");
}

void
explain_line(const struct explain *x, size_t at, const struct explained *k)
{
	const struct evidence *ev = &k->ev;
	const struct item *it = &x->v[at];
	struct arena *a = x->c->a;
	size_t used = NUMBER_WIDTH + DATE_WIDTH + WHY_WIDTH + 11;
	struct when published = reason_local(&it->published, x->src->zone);
	struct str day = reason_date(a, &published);

	printf("%*zu%c %s %s %s %s\n", NUMBER_WIDTH - 1, at + 1,
	    in_feed(x, at, k) ? ' ' : '-',
	    table_cell(a, str_sub(day, 0, DATE_WIDTH), DATE_WIDTH).p,
	    table_cell(a, short_why(a, it, ev), WHY_WIDTH).p,
	    table_cell(a, reason_key_kind(it->key), 7).p,
	    table_text(a, it->title.len > 0 ? it->title : it->link,
		table_columns() - used)
		.p);
}
