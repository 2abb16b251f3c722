// SPDX-License-Identifier: ISC
#include "cli/explain_folds.h"

#include <stdio.h>
#include <unistd.h>

#include "base/civil.h"
#include "base/log.h"
#include "cli/table.h"
#include "model/record.h"

/* Where the values of one item begin. */
#define VALUE_COLUMN 12

int
explain_folds_load(struct arena *a, struct store *st, const struct item *it,
    struct explain_folds *out, struct err *e)
{
	return store_folds(st, a, it->guid, &out->v, &out->n, e);
}

static bool
is_folded(const struct folded *f, const struct item *it)
{
	return str_eq(f->guid, it->guid);
}

static struct str
wrapped(struct arena *a, struct str text)
{
	return table_wrap(
	    a, text, table_columns() - VALUE_COLUMN, VALUE_COLUMN);
}

/* F, seen from one of its two sides: NAME, and TITLE and SOURCE of the other. */
static void
print_fold(struct cli *c, const char *name, struct str title, struct str source,
    const struct folded *f)
{
	struct arena *a = c->a;
	struct str what = arena_printf(a, "\"%.*s\" of %.*s, in the feed %.*s",
	    STR_ARG(title), STR_ARG(source), STR_ARG(f->feed));

	printf("  %-9s %s\n", name, wrapped(a, what).p);
	printf("%*s%s\n", VALUE_COLUMN, "", wrapped(a, f->why).p);
	printf("%*sto have both: %s explain %s %s --separate\n", VALUE_COLUMN,
	    "", cli_call(c).p, table_text(a, f->source, SIZE_MAX).p,
	    table_text(a, f->guid, SIZE_MAX).p);
}

void
explain_folds_print(
    struct cli *c, const struct item *it, const struct explain_folds *f)
{
	for (size_t i = 0; i < f->n; i++) {
		const struct folded *one = &f->v[i];

		if (is_folded(one, it))
			print_fold(c, "folded in", one->head_title,
			    one->head_source, one);
		else
			print_fold(c, "also", one->title, one->source, one);
	}
}

static json_t *
fold_json(struct arena *a, const struct folded *f, bool head)
{
	return json_pack("{s:o,s:o,s:o,s:o,s:o,s:s,s:o,s:o}", "feed",
	    record_str_json(f->feed), "source",
	    record_str_json(head ? f->head_source : f->source), "guid",
	    record_str_json(head ? f->head_guid : f->guid), "title",
	    record_str_json(head ? f->head_title : f->title), "link",
	    record_str_json(head ? f->head_link : f->link), "by",
	    twin_name(f->twin), "why", record_str_json(f->why), "decided",
	    record_str_json(time_rfc3339_utc(a, f->decided)));
}

static json_t *
list_json(struct arena *a, const struct item *it, const struct explain_folds *f,
    bool folded)
{
	json_t *list = json_array();

	for (size_t i = 0; i < f->n; i++)
		if (is_folded(&f->v[i], it) == folded)
			json_array_append_new(
			    list, fold_json(a, &f->v[i], folded));
	return list;
}

json_t *
explain_folded_json(
    struct arena *a, const struct item *it, const struct explain_folds *f)
{
	return list_json(a, it, f, true);
}

json_t *
explain_also_json(
    struct arena *a, const struct item *it, const struct explain_folds *f)
{
	return list_json(a, it, f, false);
}

/* Part IT from each entry in F. Returns how many, or -1 with E set. */
static int
part_all(struct store *st, const struct item *it, const struct explain_folds *f,
    int64_t now, struct err *e)
{
	int parted = 0;

	for (size_t i = 0; i < f->n; i++) {
		if (!is_folded(&f->v[i], it))
			continue;
		if (store_fold_part(st, it->guid, f->v[i].head_guid, now, e) !=
		    0)
			return -1;
		parted++;
	}
	return parted;
}

static int
separate_in(
    struct cli *c, struct store *st, const struct item *it, struct err *e)
{
	struct explain_folds f;
	int parted = -1;

	if (store_begin(st, e) != 0)
		return -1;
	if (explain_folds_load(c->a, st, it, &f, e) == 0)
		parted = part_all(st, it, &f, c->now, e);
	if (parted >= 0 && store_commit(st, e) != 0)
		parted = -1;
	if (parted < 0)
		store_rollback(st);
	return parted;
}

int
explain_separate(struct cli *c, const char *dir, const struct item *it)
{
	struct err e = ERR_INIT;
	struct store *st = NULL;
	int parted = -1, lock = store_lock(dir, 0, &e);

	if (lock >= 0 && store_open(dir, false, &st, &e) == 0)
		parted = separate_in(c, st, it, &e);
	store_close(st);
	if (lock >= 0)
		close(lock);
	if (parted < 0) {
		return cli_failed(c, &e);
	}
	if (parted == 0) {
		log_line(LOG_ERROR, "\"%.*s\" is not folded into another item",
		    STR_ARG(it->title));
		return EXIT_SOURCE;
	}
	printf("\"%s\" is an item of its own again; the next run writes it.\n",
	    table_text(c->a, it->title, SIZE_MAX).p);
	return EXIT_WELL;
}
