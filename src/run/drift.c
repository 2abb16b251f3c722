// SPDX-License-Identifier: ISC
#include "run/drift.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/sha256.h"
#include "model/limits.h"
#include "run/drift_judge.h"
#include "run/drift_trial.h"
#include "run/guard.h"

/* One page on its way. */
struct reading {
	struct drift *d;
	struct arena *a;
	const struct response *res;
	struct page *page;
	unsigned fields; /* that lack */
	bool failed;     /* process() did */
	bool own_well;   /* the configuration's rules gave a list, but not for
			    sure the one that is known */
};

/* What the list was read by in the configuration. */
static struct str
given_hash(struct arena *a, const struct source *s)
{
	struct rule_set set = *s->rules;
	struct str text = arena_printf(a, "%.*s\n%.*s\n%s", STR_ARG(s->url),
	    STR_ARG(s->base), rule_set_write(a, &set).p);

	return sha256_hex(a, text);
}

void
drift_begin(struct drift *d, const struct processor *p,
    const struct source *src, struct store *store, int64_t now)
{
	*d = (struct drift){
		.processor = p, .source = src, .store = store, .now = now
	};
	arena_init(&d->mine, LIMIT_ARENA);
	arena_init(&d->trial, LIMIT_ARENA);
}

void
drift_end(struct drift *d)
{
	arena_release(&d->trial);
	arena_release(&d->mine);
}

static int
load(struct drift *d, struct err *e)
{
	struct str given = given_hash(&d->mine, d->source);

	if (d->store != NULL && store_list_load(d->store, &d->mine,
				    d->source->id, &d->list, e) != 0)
		return -1;
	if (d->store == NULL || d->accept || !str_eq(given, d->list.given))
		d->list = (struct list_memory){ .given = given };
	if (d->source->repair == REPAIR_OFF && d->source->rules->item.n > 0) {
		d->list.rules = STR_NULL;
		d->list.broke = 0;
	}
	return 0;
}

/* Read the page by the rules of SRC, and judge what they did to it. WHY is what
 * process() said if it failed. */
static int
read_with(struct reading *r, const struct source *src, enum verdict *out,
    struct err *why, struct err *e)
{
	struct drift *d = r->d;

	r->failed = processor_page_unless(d->processor, r->a, src, r->res,
			d->now, d->unless, r->page, why) != 0;
	*out = VERDICT_OUT;
	if (!r->failed && r->page->same)
		return 0;
	/* A feed names its parts itself. */
	if (d->list.n == 0 || (!r->failed && !str_empty(r->page->items.feed)))
		return 0;
	return drift_judge(
	    d, r->page, r->failed ? why : NULL, out, &r->fields, e);
}

/* Is this the list that was read by other rules meanwhile? */
static int
is_back(struct drift *d, const struct items *items, bool *out, struct err *e)
{
	struct likeness l;
	bool *stored;

	if (trial_load_known(d, e) != 0 ||
	    trial_compare(d, items, &l, &stored, e) != 0)
		return -1;
	*out = str_empty(l.why) ||
	       (l.known == 0 &&
		   likeness_fresh(&d->mine, &d->known, items, stored, d->now));
	return 0;
}

/* D->list is read by RULES from now on. */
static void
replace(struct drift *d, const struct rule_set *rules, struct str why)
{
	d->changed = true;
	d->broke = why;
	d->list.rules = rule_set_write(&d->mine, rules);
	if (!str_empty(drift_patch(&d->mine, d->source, &d->list))) {
		if (d->list.broke == 0)
			d->list.broke = d->now;
	} else {
		d->list.broke = 0;
	}
}

static struct str
broke_text(const struct reading *r, enum verdict v, const struct err *why)
{
	struct arena *a = &r->d->mine;
	struct page copy = *r->page;
	struct err e = ERR_INIT;

	if (r->failed)
		return arena_str(a, str_c(why->msg));
	if (v == VERDICT_SUSPECT)
		return arena_printf(a, "%zu items, of %u before",
		    r->page->items.n, (unsigned)r->d->list.size);
	if (v == VERDICT_OTHER)
		return STR("the rules match another list");
	if (page_judge(r->d->source, &copy, &e) != 0)
		return arena_str(a, str_c(e.msg));
	return arena_printf(a, "no %.*s found any more",
	    STR_ARG(drift_field_names(a, r->fields)));
}

/* Has THEN all known items that are on the page NOW? */
static int
keeps_known(struct drift *d, const struct items *now, const struct items *then,
    bool *out, struct err *e)
{
	struct likeness l;
	bool *stored;

	*out = true;
	if (trial_compare(d, now, &l, &stored, e) != 0)
		return -1;
	for (size_t i = 0; i < now->n && *out; i++) {
		bool found = l.rank[i] == SIZE_MAX;

		for (size_t k = 0; k < then->n && !found; k++)
			found = str_eq(now->v[i].key, then->v[k].key);
		*out = found;
	}
	return 0;
}

/*
 * Mend what USED, the rules that gave the verdict V, did to the page. Where
 * that cannot be done the page is as it was.
 */
static int
mend(struct reading *r, const struct source *used, enum verdict v,
    struct err *why, struct err *e)
{
	struct drift *d = r->d;
	struct str broke = broke_text(r, v, why);
	struct rule_set rules;
	struct page page = { .charset = "" };
	bool keeps = true;
	int rc;

	rc = trial_repair(
	    d, r->res, used, v == VERDICT_LACKS ? r->fields : 0, &rules, e);
	if (rc <= 0)
		return rc;
	if (processor_page(d->processor, r->a,
		rule_set_apply(&d->mine, d->source, &rules), r->res, d->now,
		&page, e) != 0 ||
	    page.items.n == 0) {
		d->cannot = STR("what was found gives no items");
		return 0;
	}
	if (v == VERDICT_SUSPECT &&
	    keeps_known(d, &r->page->items, &page.items, &keeps, e) != 0)
		return -1;
	if (!keeps)
		return 0;
	replace(d, &rules, broke);
	*r->page = page;
	r->failed = false;
	return 1;
}

/* The source with the rules that stand in for its own; NULL: there are none. */
static int
stand_in(struct drift *d, const struct source **out, struct err *e)
{
	struct rule_set rules;

	*out = NULL;
	if (str_empty(d->list.rules))
		return 0;
	if (rule_set_read(&d->mine, d->list.rules, &rules, e) != 0)
		return -1;
	*out = rule_set_apply(&d->mine, d->source, &rules);
	return 0;
}

/* D->list is read by the rules of the configuration again. */
static void
own_again(struct drift *d)
{
	d->changed = true;
	d->list.rules = STR_NULL;
	d->list.broke = 0;
}

/*
 * The page by the rules of the configuration, when these find the list again,
 * else by OTHER, which stand in for them.
 */
static int
read_either(struct reading *r, const struct source *other,
    const struct source **used, enum verdict *v, struct err *why, struct err *e)
{
	struct drift *d = r->d;
	bool back = false;

	*used = d->source;
	if (read_with(r, *used, v, why, e) != 0 ||
	    (*v == VERDICT_WELL && is_back(d, &r->page->items, &back, e) != 0))
		return -1;
	if (back) {
		own_again(d);
		return 0;
	}
	if (*v == VERDICT_OUT)
		return 0;
	r->own_well = *v == VERDICT_WELL;
	*used = other;
	return read_with(r, *used, v, why, e);
}

/* A date is wanted by all; the rest by who has a rule for it. */
static unsigned
wanted_fields(const struct source *s)
{
	unsigned out = 1U << FIELD_DATE;

	for (int f = 0; f < FIELD_COUNT; f++)
		if (s->rules->field[f].n > 0)
			out |= 1U << f;
	return out;
}

/* The page by its own rules, those that stand in for them, or new ones. */
static int
read_page(struct reading *r, struct err *e)
{
	struct drift *d = r->d;
	const struct source *other, *used;
	struct err why = ERR_INIT;
	enum verdict v;
	int rc;

	if (stand_in(d, &other, e) != 0)
		return -1;
	if (other != NULL && d->source->rules->item.n > 0) {
		rc = read_either(r, other, &used, &v, &why, e);
	} else {
		used = other == NULL ? d->source : other;
		rc = read_with(r, used, &v, &why, e);
	}
	/* A list is found again by the elements of a page. Data has none: it is
	 * made for programs, and its names are what it keeps. */
	if (rc == 0 && v != VERDICT_WELL && v != VERDICT_OUT &&
	    d->source->repair == REPAIR_ON && !r->page->data)
		rc = mend(r, used, v, &why, e);
	/* After a long pause little of the list is known. Where what stood in
	 * for them finds nothing, one's own rules are as good as ever. */
	if (rc == 0 && r->own_well &&
	    (v == VERDICT_BROKEN || v == VERDICT_OTHER)) {
		own_again(d);
		rc = read_with(r, d->source, &v, &why, e);
	}
	if (rc < 0)
		return -1;
	if (rc == 0 && v == VERDICT_OTHER) {
		r->page->stage = "extract";
		return err_set(e, ERR_EXTRACT,
		    "the rules match another list of the page now");
	}
	if (r->failed)
		*e = why;
	else if (rc == 0 && v == VERDICT_LACKS)
		d->lost = r->fields & wanted_fields(d->source);
	return r->failed ? -1 : 0;
}

static int
read_guarded(void *ctx, struct err *e)
{
	struct reading *r = ctx;

	return load(r->d, e) != 0 ? -1 : read_page(r, e);
}

int
drift_read(struct drift *d, struct arena *a, const struct response *res,
    struct page *page, struct err *e)
{
	struct reading r = { .d = d, .a = a, .res = res, .page = page };

	*page = (struct page){ .charset = "", .stage = "decode" };
	return guard(&d->mine, read_guarded, &r, e);
}

const struct source *
drift_first(
    struct arena *a, const struct source *src, struct store *store, bool accept)
{
	struct drift d;
	struct rule_set set;
	struct err e;

	if (src->rules->item.n > 0)
		return src;
	drift_begin(&d, NULL, src, store, 0);
	d.accept = accept;
	if (load(&d, &e) == 0 && !str_empty(d.list.rules) &&
	    rule_set_read(a, d.list.rules, &set, &e) == 0)
		src = rule_set_apply(a, src, &set);
	drift_end(&d);
	return src;
}

void
drift_explain(const struct drift *d, struct err *e)
{
	size_t len = strlen(e->msg);

	if (str_empty(d->cannot) || e->code != ERR_EXTRACT)
		return;
	if (d->source->rules->item.n == 0) {
		err_set(e, ERR_EXTRACT,
		    "the list that was found before is not on the page: %.*s",
		    STR_ARG(d->cannot));
		return;
	}
	snprintf(e->msg + len, sizeof(e->msg) - len,
	    "; it cannot be repaired: %.*s", STR_ARG(d->cannot));
}

/* What is remembered of PAGE; its items are looked up in ST. A list that is as
 * it was leaves all as it was: *SAME. */
static int
remember(struct drift *d, struct store *st, const struct page *page, bool *same,
    struct err *e)
{
	const struct items *items = &page->items;
	struct list_memory *list = &d->list, was = *list;

	list->n = items->n < LIMIT_LIST_KEPT ? items->n : LIMIT_LIST_KEPT;
	list->item = ARENA_ARRAY(&d->mine, list->n, int64_t);
	list->size = (uint32_t)items->n;
	trial_have(items, list->have);
	/* Missed until it is back, or nobody has a rule for it. */
	for (int f = 0; f < FIELD_COUNT; f++)
		if (d->lost >> f & 1)
			list->have[f] = list->size;
	if (store_find(st, d->source->id, items->v, list->n, list->item, e) !=
	    0)
		return -1;
	*same = list->n == was.n && list->size == was.size &&
		memcmp(list->item, was.item, was.n * sizeof(*was.item)) == 0 &&
		memcmp(list->have, was.have, sizeof(was.have)) == 0;
	if (!*same)
		list->around = arena_str(&d->mine, page->around);
	return 0;
}

struct keeping {
	struct drift *d;
	struct store *st;
	const struct page *page;
	bool sure;
};

static int
keep_guarded(void *ctx, struct err *e)
{
	struct keeping *k = ctx;
	struct drift *d = k->d;
	bool same = false;

	if (k->page->items.n == 0 || !str_empty(k->page->items.feed))
		return 0;
	if (k->sure && remember(d, k->st, k->page, &same, e) != 0)
		return -1;
	if (same && !d->changed)
		return 0;
	if (k->sure && d->source->rules->item.n == 0 &&
	    str_empty(d->list.rules)) {
		struct rule_set found = *k->page->used->rules;

		d->list.rules = rule_set_write(&d->mine, &found);
	}
	return store_list_save(k->st, d->source->id, &d->list, e);
}

int
drift_keep(struct drift *d, struct store *st, const struct page *page,
    bool sure, struct err *e)
{
	struct keeping k = { d, st, page, sure && !page->truncated };

	return guard(&d->mine, keep_guarded, &k, e);
}
