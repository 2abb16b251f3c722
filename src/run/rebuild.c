// SPDX-License-Identifier: ISC
#include "run/rebuild.h"

#include "base/log.h"
#include "model/limits.h"
#include "model/rule_set.h"
#include "run/articles.h"
#include "run/guard.h"
#include "run/kept.h"

/* --- What was, and what is ----------------------------------------------- */

static struct str
joined(struct arena *a, const struct str *v, size_t n)
{
	struct str s = STR_NULL;

	for (size_t i = 0; i < n; i++)
		s = arena_concat(a, (struct str[]){ s, STR("\n"), v[i] }, 3);
	return s;
}

static struct str
enclosures(struct arena *a, const struct item *it)
{
	struct str s = STR_NULL;

	for (size_t i = 0; i < it->nenclosures; i++)
		s = arena_concat(a,
		    (struct str[]){ s, STR("\n"), it->enclosures[i].url }, 3);
	return s;
}

/* The value of a field that reading anew may change; the others stay. */
static struct str
value_of(struct arena *a, const struct item *it, enum field f)
{
	switch (f) {
	case FIELD_TITLE:
		return it->title;
	case FIELD_LINK:
		return it->link;
	case FIELD_SUMMARY:
		return it->summary;
	case FIELD_CONTENT:
		return it->content;
	case FIELD_AUTHOR:
		return it->author;
	case FIELD_OUTLET:
		return it->outlet;
	case FIELD_CATEGORY:
		return joined(a, it->categories, it->ncategories);
	case FIELD_IMAGE:
		return it->image;
	case FIELD_ENCLOSURE:
		return enclosures(a, it);
	case FIELD_LANGUAGE:
		return it->language;
	default:
		return STR_NULL;
	}
}

static void
compare(struct arena *a, const struct item *before, const struct item *after,
    struct rebuild_report *out)
{
	bool any = false;

	for (int f = 0; f < FIELD_COUNT; f++) {
		struct str was = value_of(a, before, (enum field)f);
		struct str is = value_of(a, after, (enum field)f);

		if (str_eq(was, is))
			continue;
		any = true;
		if (str_empty(was))
			out->filled[f]++;
		else
			out->replaced[f]++;
	}
	out->changed += any;
}

/* --- Reading anew -------------------------------------------------------- */

struct rebuilding {
	const struct processor *processor;
	struct arena *a;
	struct arena page; /* reset for each */
	struct store *st;
	const struct source *source, *as; /* AS: with the rules that read it */
	struct str state;
	struct rebuild_report *out;
};

static void
release(void *arena)
{
	arena_release(arena);
}

/* A source without rules is read by those that were found for it. */
static int
choose_rules(struct rebuilding *r, struct err *e)
{
	struct list_memory list;
	struct rule_set set;
	struct err unread;

	r->as = r->source;
	if (r->source->rules->item.n > 0)
		return 0;
	if (store_list_load(r->st, r->a, r->source->id, &list, e) != 0)
		return -1;
	if (!str_empty(list.rules) &&
	    rule_set_read(r->a, list.rules, &set, &unread) == 0)
		r->as = rule_set_apply(r->a, r->source, &set);
	return 0;
}

/* One page; -1 with E set to why it gives nothing, or to what the store says
 * (REACH_RUN). */
static int
read_page(struct rebuilding *r, const struct kept *kept, struct err *e)
{
	struct response res;
	struct page page = { .doc = NULL };
	struct merge done;

	if (kept_read(&r->page, r->state, r->source, kept, &res, e) != 0 ||
	    processor_page(r->processor, &r->page, r->as, &res, kept->time,
		&page, e) != 0 ||
	    page_judge(r->as, &page, e) != 0 ||
	    articles_yield(r->st, &r->page, r->source, page.items.v,
		page.items.n, e) != 0 ||
	    store_refill(r->st, &r->page, r->source->id, page.items.v,
		page.items.n, &done, e) != 0)
		return -1;
	r->out->unknown += done.fresh;
	return 0;
}

static int
read_pages(struct rebuilding *r, struct err *e)
{
	struct kept *v;
	size_t n;

	if (kept_list(r->a, r->state, r->source->id, &v, &n, e) != 0)
		return -1;
	for (size_t i = 0; i < n; i++) {
		struct err why = ERR_INIT;

		if (read_page(r, &v[i], &why) == 0) {
			r->out->pages++;
		} else if (why.reach == REACH_RUN) {
			*e = why;
			return -1;
		} else {
			r->out->unread++;
			log_line(
			    LOG_WARN, "kept page %s: %s", v[i].name, why.msg);
		}
		arena_reset(&r->page);
	}
	return 0;
}

static int
run_guarded(void *ctx, struct err *e)
{
	struct rebuilding *r = ctx;
	struct str id = r->source->id;
	struct item *before, *after;
	size_t n, left;

	if (store_items_all(r->st, r->a, id, 0, &before, NULL, &n, e) != 0 ||
	    choose_rules(r, e) != 0 || read_pages(r, e) != 0 ||
	    store_items_all(r->st, r->a, id, 0, &after, NULL, &left, e) != 0)
		return -1;
	/* Nothing comes or goes, and what orders them stays. */
	for (size_t i = 0; i < n && i < left; i++)
		compare(r->a, &before[i], &after[i], r->out);
	r->out->items = n;
	return 0;
}

int
rebuild(const struct processor *p, struct arena *a, struct store *st,
    const struct source *s, struct str state, struct rebuild_report *out,
    struct err *e)
{
	struct rebuilding *r = ARENA_NEW(a, struct rebuilding);

	*out = (struct rebuild_report){ 0 };
	*r = (struct rebuilding){ .processor = p,
		.a = a,
		.st = st,
		.source = s,
		.state = state,
		.out = out };
	arena_init(&r->page, LIMIT_ARENA);
	arena_defer(a, release, &r->page);
	return guard(a, run_guarded, r, e);
}
