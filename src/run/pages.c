// SPDX-License-Identifier: ISC
#include "run/pages.h"

#include "fetch/domain.h"
#include "model/limits.h"
#include "model/rule_set.h"
#include "run/guard.h"
#include "run/process.h"
#include "web/url.h"

/* What leads from page to page, as a text: when it is another, the list is
 * another. */
static struct str
given(struct arena *a, const struct source *s)
{
	const struct pages *p = s->pages;
	struct str text = arena_printf(a, "%d %.*s %.*s", (int)p->by,
	    STR_ARG(s->url), STR_ARG(p->address));
	const struct rules *rules[] = { &p->next, &p->cursor };

	for (size_t i = 0; i < 2; i++)
		for (size_t k = 0; k < rules[i]->n; k++)
			text = arena_concat(a,
			    (struct str[]){
				text, STR("\n"), rules[i]->v[k].text },
			    3);
	return text;
}

int
chain_open(struct chain *c, struct arena *keep, const struct source *s,
    struct store *known, const struct memory *m, struct err *e)
{
	const struct pages *p = s->pages;
	struct str now = given(keep, s);
	bool first;

	*c = (struct chain){ .source = s, .known = known, .before = *m };
	c->base = c->rules = c->next = STR_NULL;
	if (known != NULL &&
	    store_pages_load(known, keep, s->id, &c->memory, e) != 0)
		return -1;
	c->stored = c->memory;
	first = known == NULL || !str_eq(c->memory.given, now);
	if (first)
		c->memory = (struct pages_memory){ .given = now };
	c->deep = first || c->memory.owed > 0 || p->until == PAGES_UNTIL_END;
	c->most = p->most;
	if (first && p->first > p->most)
		c->most = p->first;
	if (c->memory.owed > c->most)
		c->most = c->memory.owed;
	/* Until all is well, all of it is to be read. */
	if (first)
		c->memory.owed = c->most;
	return 0;
}

bool
chain_wants_all(const struct chain *c)
{
	return c->memory.owed > 0 || c->source->pages->until == PAGES_UNTIL_END;
}

/* A page that came. */
struct coming {
	struct chain *c;
	struct arena *keep, *work;
	struct items *items;
};

/* guard_fn: the page may have taken most of what there is. */
static int
count(void *ctx, struct err *e)
{
	const struct coming *x = ctx;
	struct chain *c = x->c;
	struct items *items = x->items;

	c->number = ARENA_ARRAY(x->work, items->n, int64_t);
	/* By them what came back from feeds is known. */
	process_guids(x->work, c->source, items);
	if (c->known != NULL && store_find(c->known, c->source->id, items->v,
				    items->n, c->number, e) != 0)
		return -1;
	c->news = c->others = 0;
	for (size_t i = 0; i < items->n; i++) {
		c->news += c->number[i] == 0;
		c->others += seen_add(&c->keys, x->keep, items->v[i].key);
	}
	return 0;
}

int
chain_count(struct chain *c, struct arena *keep, struct arena *work,
    struct items *items, struct err *e)
{
	struct coming x = { c, keep, work, items };

	return guard(work, count, &x, e);
}

/* An entry that is yet to be dated. */
static bool
wants_date(const struct chain *c, const struct items *items, size_t i)
{
	return c->number[i] == 0 &&
	       items->v[i].published.precision == PRECISION_NONE;
}

int
chain_date(
    struct chain *c, struct arena *work, struct items *items, struct err *e)
{
	const struct list_memory one = { .item = &c->last_known, .n = 1 };
	struct item *before = NULL;
	int64_t t;
	size_t n;

	if (c->last_known == 0)
		return 0;
	if (c->dated == 0 &&
	    store_list_items(c->known, work, &one, &before, &n, e) != 0)
		return -1;
	t = c->dated != 0 ? c->dated : before[0].published.t;
	for (size_t i = 0; i < items->n; i++)
		if (wants_date(c, items, i)) {
			t--;
			items->v[i].published = (struct when){ .t = t,
				.precision = PRECISION_SECOND,
				.inferred = true,
				.raw = STR_NULL,
				.how = HOW_FIRST_SEEN };
		}
	c->dated = t;
	return 0;
}

void
chain_finish(struct chain *c, const char *why)
{
	c->next = STR_NULL;
	c->end = why;
	c->memory.owed = 0;
	c->memory.tries = 0;
}

void
chain_break(struct chain *c, bool excused)
{
	c->next = STR_NULL;
	c->end = "a page could not be had";
	c->memory.owed = c->most;
	if (!excused && ++c->memory.tries >= LIMIT_PAGES_TRIES)
		chain_finish(c, "a page could not be had, again");
}

/* --- Where the next page is ---------------------------------------------- */

static struct str
filled(const struct chain *c, struct arena *a, struct str cursor)
{
	const struct pages *p = c->source->pages;
	size_t offset = p->step > 0 ? (size_t)p->step * c->page : c->entries;
	struct str value[PAGES_SLOTS], out = STR_NULL;

	value[PAGES_PAGE] =
	    arena_printf(a, "%lu", (unsigned long)p->from + c->page - 1);
	value[PAGES_OFFSET] = arena_printf(a, "%zu", offset);
	value[PAGES_CURSOR] = cursor;
	if (url_resolve(a, pages_fill(a, p->address, value), c->base, LIMIT_URL,
		&out) != 0)
		return STR_NULL;
	return str_sub(out, 0, str_chr(out, '#', 0));
}

/* The address of the page after PAGE, or empty. */
static struct str
address_after(const struct chain *c, struct arena *a, const struct page *page)
{
	struct str other;

	if (c->source->pages->by != PAGES_TEMPLATE)
		return page->next;
	if ((pages_slots(c->source->pages->address, &other) >> PAGES_CURSOR &
		1) != 0 &&
	    str_empty(page->next))
		return STR_NULL;
	return filled(c, a, page->next);
}

/* Does ADDRESS belong to whom the first page does? */
static bool
is_same_site(const struct chain *c, struct arena *a, struct str address)
{
	struct url from, to;

	return url_parse(a, c->base, STR_NULL, &from) == 0 &&
	       url_parse(a, address, STR_NULL, &to) == 0 &&
	       str_eq(domain_operator(a, &from), domain_operator(a, &to));
}

/* Note how the first page was read. */
static void
begin(struct chain *c, struct arena *keep, const struct page *page,
    const struct response *res)
{
	c->base = arena_str(keep, res->url);
	seen_add(&c->addresses, keep, res->url);
	if (page->used != NULL && page->used != c->source) {
		struct rule_set set = *page->used->rules;

		c->rules = rule_set_write(keep, &set);
	}
}

/* Why there is no going on after this page; NULL: there is. */
static const char *
why_not(const struct chain *c, const struct page *page)
{
	/* An index of pages, such as of sitemaps, has no entries of its own. */
	if (c->page == 1 && page->items.n + page->items.ndropped == 0 &&
	    !str_empty(page->next))
		return c->page >= c->most ? "that is the most of them" : NULL;
	if (c->others == 0)
		return c->page == 1 ? "it has no entries"
				    : "it shows nothing that those before it "
				      "did not";
	if (!c->deep && c->news == 0)
		return "it brings nothing new";
	if (c->page >= c->most)
		return "that is the most of them";
	return NULL;
}

void
chain_go_on(struct chain *c, struct arena *keep, struct arena *work,
    const struct page *page, const struct response *res, size_t entered,
    bool held)
{
	const char *why;
	struct str next;

	if (++c->page == 1)
		begin(c, keep, page, res);
	for (size_t i = 0; i < page->items.n; i++)
		if (c->number[i] != 0) {
			c->last_known = c->number[i];
			c->dated = 0;
		}
	c->entries += page->items.n;
	c->entered += entered;
	c->next = STR_NULL;
	why = why_not(c, page);
	if (why != NULL) {
		chain_finish(c, why);
		return;
	}
	if (held) {
		/* What they are on the way to is read when they enter. */
		chain_finish(c, "entries are held back");
		c->memory.owed = c->most;
		return;
	}
	next = address_after(c, work, page);
	if (str_empty(next))
		chain_finish(c, "it leads to no other");
	else if (!is_same_site(c, work, next))
		chain_finish(c, "it leads to another site");
	else if (!seen_add(&c->addresses, keep, next))
		chain_finish(c, "it leads back");
	else
		c->next = arena_str(keep, next);
	/* Until the next one is stored. */
	if (!str_empty(c->next))
		c->memory.owed = c->most;
}

int
chain_save(struct chain *c, struct store *st, struct err *e)
{
	const struct pages_memory *m = &c->memory, *was = &c->stored;

	if (m->owed == was->owed && m->tries == was->tries &&
	    str_eq(m->given, was->given))
		return 0;
	c->stored = *m;
	return store_pages_save(st, c->source->id, &c->memory, e);
}

const struct source *
chain_source(const struct chain *c, struct arena *a)
{
	struct rule_set set;
	struct err e;

	if (str_empty(c->rules))
		return c->source;
	if (rule_set_read(a, c->rules, &set, &e) != 0)
		return NULL;
	return rule_set_apply(a, c->source, &set);
}
