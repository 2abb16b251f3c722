// SPDX-License-Identifier: ISC
#include "run/later.h"

#include "base/log.h"
#include "run/storing.h"

struct errand *
later_errand(
    struct source_run *s, struct arena *keep, const struct request *first)
{
	struct errand *x;
	struct access *access;

	if (s->chain == NULL || str_empty(s->chain->next))
		return NULL;
	x = errand_new(keep, ERRAND_PAGE, s, first);
	x->request->url = s->chain->next;
	x->request->named_url = s->source->url;
	x->request->validators = (struct validators){ STR_NULL, STR_NULL };
	/* A link is followed by GET, whatever was posted for the first. */
	if (s->source->pages->by != PAGES_TEMPLATE) {
		access = ARENA_NEW(keep, struct access);
		*access = s->source->approach->access;
		access->post = (struct post){ 0 };
		x->request->access = access;
	}
	return x;
}

/* --- Pages that did not come --------------------------------------------- */

/* The page with the number after the last is none: an address that is made
 * says nothing about whether there is such a page. */
static bool
is_past_the_end(const struct source_run *s, const struct err *why)
{
	return s->source->pages->by == PAGES_TEMPLATE &&
	       ((why->code == ERR_HTTP &&
		    (why->http == 404 || why->http == 410)) ||
		   why->code == ERR_EXTRACT);
}

/* Tell when it begins, and in `status`, that a page is missing. */
static void
note_missing(struct source_run *s, struct arena *keep, const struct err *why)
{
	struct chain *c = s->chain;
	struct str text = arena_printf(keep,
	    "page %u of the list: %s; what the pages before it brought is kept",
	    (unsigned)c->page + 1, why->msg);
	bool known = str_find(c->before.message, text) != STR_NONE;
	struct str *message = &s->memory.message;

	chain_break(c, why->code == ERR_DEFERRED);
	log_line(known ? LOG_INFO : LOG_WARN, "%.*s", STR_ARG(text));
	*message = str_empty(*message)
		       ? text
		       : arena_concat(keep,
			     (struct str[]){ *message, STR("; "), text }, 3);
}

static void
miss(struct source_run *s, struct arena *keep, const struct err *why)
{
	if (is_past_the_end(s, why))
		chain_finish(s->chain, "there is no other");
	else
		note_missing(s, keep, why);
}

/* --- Pages that came ----------------------------------------------------- */

/* The entries go on where those of the pages before end. */
static void
place_items(const struct chain *c, struct items *items)
{
	for (size_t i = 0; i < items->n; i++)
		items->v[i].position += c->entries;
}

static int
store_later(struct source_run *s, struct arena *keep, struct arena *work,
    struct store *st, struct page *page, const struct response *res,
    int64_t now, struct err *e)
{
	struct memory *m = &s->memory;
	struct chain *c = s->chain;
	struct storing w = { .st = st,
		.work = work,
		.page = page,
		.flood = { .source = s->source,
		    .memory = &c->before,
		    .accept = s->accept || source_changed_since(s, &c->before),
		    .now = now,
		    .later = true,
		    .deep = c->deep,
		    .entered = c->entered,
		    .shown = &c->keys,
		    .held = m->held } };

	place_items(c, &page->items);
	if (chain_count(c, keep, work, &page->items, e) != 0 ||
	    chain_date(c, work, &page->items, e) != 0)
		return -1;
	c->before.held = m->held;
	if (st != NULL && storing_page(&w, e) != 0)
		return -1;
	m->held = w.flood.held;
	m->items += (uint32_t)page->items.n;
	m->fresh += (uint32_t)w.done.fresh;
	s->read += page->items.n;
	s->fresh += w.done.fresh;
	s->changed += w.done.changed;
	chain_go_on(c, keep, work, page, res, w.done.fresh, m->held.n > 0);
	if (st != NULL && s->keeper != NULL && !page->truncated)
		keeper_put(s->keeper, work, s->source, res, c->page);
	return 0;
}

/* A page by the rules of the first. 0, or -1 with WHY it gave nothing. */
static int
read_later(struct source_run *s, struct arena *work, const struct response *res,
    int64_t now, struct page *page, struct err *why)
{
	const struct source *src = chain_source(s->chain, work);

	if (src == NULL)
		return err_set(why, ERR_EXTRACT,
		    "the rules of the first page cannot be read");
	if (processor_page(s->processor, work, src, res, now, page, why) != 0)
		return -1;
	return page->items.n + page->items.ndropped > 0
		   ? 0
		   : page_judge(src, page, why);
}

static int
take_page(struct source_run *s, struct arena *keep, struct arena *work,
    struct store *st, const struct response *res, int64_t now, struct err *e)
{
	struct page page = { .charset = "" };
	struct err why = ERR_INIT;

	if (read_later(s, work, res, now, &page, &why) == 0 &&
	    store_later(s, keep, work, st, &page, res, now, &why) == 0)
		return 0;
	if (why.reach == REACH_RUN) {
		*e = why;
		return -1;
	}
	miss(s, keep, &why);
	return 0;
}

bool
later_guess(const struct source_run *s, struct arena *a,
    const struct response *res, const struct err *failed, int64_t now,
    struct call *out)
{
	*out = (struct call){ .kind = CALL_PAGE, .res = res, .now = now };
	if (failed == NULL)
		out->src = chain_source(s->chain, a);
	return out->src != NULL;
}

int
later_finish(struct source_run *s, struct arena *keep, struct arena *work,
    struct store *st, const struct response *res, const struct err *failed,
    int64_t now, struct err *e)
{
	struct chain *c = s->chain;

	log_context(s->source->id, failed != NULL ? "fetch" : "pages");
	if (failed != NULL)
		miss(s, keep, failed);
	else if (take_page(s, keep, work, st, res, now, e) != 0)
		return -1;
	if (c->end != NULL)
		log_line(LOG_INFO, "the list ends with page %u: %s",
		    (unsigned)c->page, c->end);
	if (st == NULL)
		return 0;
	return source_save(s, st, e) != 0 ? -1 : chain_save(c, st, e);
}
