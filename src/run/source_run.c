// SPDX-License-Identifier: ISC
#include "run/source_run.h"

#include "base/log.h"
#include "base/sha256.h"
#include "run/articles_lost.h"
#include "run/drift.h"
#include "run/moved.h"
#include "run/source_note.h"
#include "run/storing.h"
#include "run/validated.h"
#include "schedule/rhythm.h"
#include "schedule/schedule.h"

bool
source_changed_since(const struct source_run *s, const struct memory *m)
{
	return !str_eq(m->url, s->source->url) ||
	       !str_eq(m->config_hash, s->config_hash);
}

bool
source_changed(const struct source_run *s)
{
	return source_changed_since(s, &s->memory);
}

/* Must the page be read, also when it is as it was? Old items would be frozen
 * by a 304 when the rules have changed since; what is held back waits for a
 * page that shows it, and pages of a list for the one that leads to them; and
 * who does without a field that was lost has the rest looked at anew. */
static bool
wants_all(const struct source_run *s)
{
	return source_changed(s) || s->memory.held.n > 0 ||
	       (s->accept && s->memory.state == STATE_FIELDS_LOST) ||
	       (s->chain != NULL && chain_wants_all(s->chain));
}

/* The sum of what the page gave last, when nothing is to be done should it give
 * that again: what a page shows beside its list may be other each time. */
static uint64_t
known_sum(const struct source_run *s)
{
	if (wants_all(s) || s->accept || s->chain != NULL ||
	    s->memory.broke > 0)
		return 0;
	return s->memory.list_sum;
}

struct due
source_plan(const struct source_run *s, int64_t now)
{
	return schedule_plan(s->source, &s->memory, source_changed(s), now);
}

/* RFC 9110 10.1.5. */
struct str
source_agent(struct arena *a, struct str contact)
{
	if (contact.len == 0)
		return STR("coranto/" CORANTO_VERSION);
	return arena_printf(
	    a, "coranto/" CORANTO_VERSION " (+%.*s)", STR_ARG(contact));
}

/*
 * Since when a source waits for its turn. Of one that was put off by a pause of
 * its host that is its last turn, or the page that asks for the pause would be
 * the first again when that is over, each time.
 */
int64_t
source_waits_since(const struct memory *m)
{
	return m->due_reason == DUE_HELD ? m->last_run : m->next_due;
}

/* A program of the user's asks whom it likes, and minds by itself what those
 * say; the page that is rendered is a page. */
enum robots_policy
source_robots(const struct source *src, const struct memory *m)
{
	return program_given(&src->approach->fetch) &&
		       str_empty(own_feed_url(src, m))
		   ? ROBOTS_IGNORE
		   : src->approach->robots;
}

/* What gives the document. */
static void
set_program(struct request *r, const struct source *src)
{
	if (program_given(&src->approach->fetch)) {
		r->fetch = &src->approach->fetch;
		r->robots = ROBOTS_IGNORE;
	}
	if (src->approach->render.by != RENDER_NONE)
		r->render = &src->approach->render;
}

struct str
source_url(struct arena *a, const struct source *src, const struct memory *m)
{
	struct str feed = own_feed_url(src, m);

	return str_empty(feed) ? moved_url(a, src, m) : feed;
}

struct request
source_request(struct source_run *s, struct arena *a, struct str user_agent)
{
	const struct source *src = s->source;
	const struct memory *m = &s->memory;
	struct str feed =
	    str_empty(s->own_feed.url) ? own_feed_url(src, m) : s->own_feed.url;
	struct request r = { .url = source_url(a, src, m),
		.headers = src->approach->headers,
		.nheaders = src->approach->nheaders,
		.user_agent = src->approach->user_agent.len > 0
				  ? src->approach->user_agent
				  : user_agent,
		.access = &src->approach->access,
		.timeout = src->approach->timeout,
		.max_size = src->max_size,
		.gap_ms = src->approach->gap_ms,
		.robots = src->approach->robots,
		.due = source_waits_since(m),
		.followed = s->chain != NULL,
		.id = src->id };

	s->again = false;
	s->at_feed = !str_empty(feed);
	if (s->at_feed)
		r.url = feed;
	else
		set_program(&r, src);
	s->asked = r.url;
	if (!str_eq(r.url, src->url))
		r.named_url = src->url;
	if (!wants_all(s) && r.fetch == NULL && r.render == NULL) {
		r.validators = m->validators;
		r.validated_url = m->validated_url;
	}
	return r;
}

int
source_save(struct source_run *s, struct store *st, struct err *e)
{
	enum source_state from = s->stored;

	s->stored = s->memory.state;
	return s->standing != NULL && s->standing->number != 0
		   ? store_memory_save_at(
			 st, s->standing->number, from, &s->memory, e)
		   : store_memory_save(st, s->source->id, &s->memory, e);
}

/* A page that gave nothing is a failure, unless filters took what it gave (they
 * may well want nothing of today's page), or it is a feed or JSON, which may be
 * empty. */
static int
judge(const struct source *src, struct page *page, struct err *e)
{
	if (page->items.ndropped > 0 &&
	    (src->sieve->only.n + src->sieve->drop.n > 0 ||
		src->sieve->max_age > 0))
		return 0;
	/* A page that lost its list looks like this, but those say so. */
	if ((!str_empty(page->items.feed) || page->items.empty) &&
	    page->items.ndropped == 0)
		return 0;
	return page_judge(src, page, e);
}

static int
store_page(struct source_run *s, struct arena *keep, struct arena *work,
    struct store *st, struct drift *drift, struct page *page, struct err *e)
{
	struct memory *m = &s->memory;
	struct storing w = { .st = st,
		.work = work,
		.page = page,
		.flood = { .source = s->source,
		    .memory = m,
		    .accept = s->accept || source_changed(s),
		    .now = drift->now,
		    .held = m->held },
		.drift = drift };

	log_context(s->source->id, "store");
	if (s->chain != NULL &&
	    chain_count(s->chain, keep, work, &page->items, e) != 0)
		return -1;
	if (st != NULL && storing_page(&w, e) != 0)
		return -1;
	m->items = (uint32_t)page->items.n;
	m->fresh = (uint32_t)w.done.fresh;
	if (w.flood.accept && w.flood.held.n == 0)
		rhythm_came(&m->rhythm, m->held.since);
	m->held = w.flood.held;
	m->hints = page->items.hints;
	m->title = arena_str(keep, page->items.title);
	m->language = arena_str(keep, page->items.language);
	s->read = page->items.n;
	s->fresh = w.done.fresh;
	s->changed = w.done.changed;
	return 0;
}

/* What came of the page beside its items. */
static void
note_drift(struct source_run *s, struct arena *keep, struct drift *d)
{
	struct memory *m = &s->memory;

	m->broke = d->list.broke;
	s->lost = drift_field_names(keep, d->lost);
	if (!d->changed)
		return;
	log_context(s->source->id, "extract");
	if (m->broke > 0)
		s->broke = arena_str(keep, d->broke);
	else
		log_line(LOG_INFO, "%s",
		    s->source->rules->item.n > 0
			? "the rules of the configuration find the list again"
			: "the list was found again, by other rules");
}

/* The page gave nothing, and what it should have given may be elsewhere. */
static void
note_lost(struct source_run *s, struct arena *keep, struct drift *d,
    struct page *page, struct err *why, const struct response *res)
{
	drift_explain(d, why);
	note_failure(s, keep, page->stage, why, res, d->now);
	if (!str_empty(d->guess))
		s->memory.turn = arena_concat(keep,
		    (struct str[]){ s->memory.message, STR("\n"), d->guess },
		    3);
}

/* A 200 that is not as it was: all stages. */
static int
finish_changed(struct source_run *s, struct arena *keep, struct arena *work,
    struct store *st, struct drift *d, const struct response *res,
    struct str hash, struct err *e)
{
	struct memory *m = &s->memory;
	struct page page = { .charset = "" };
	bool changed = source_changed(s);
	struct str before;
	struct err why;

	if (drift_read(d, work, res, &page, &why) != 0 ||
	    (!page.same && judge(s->source, &page, &why) != 0)) {
		if (why.reach == REACH_RUN)
			goto fail;
		note_lost(s, keep, d, &page, &why, res);
		return 0;
	}
	if (page.same) {
		note_unchanged(s, keep, STATE_OK, res, d->now);
		validated_replace(m, keep, res, hash, page.sum);
		return 0;
	}
	if (store_page(s, keep, work, st, d, &page, &why) != 0) {
		if (why.reach == REACH_RUN)
			goto fail;
		page.stage = why.code == ERR_EXTRACT ? "extract" : "store";
		note_lost(s, keep, d, &page, &why, res);
		return 0;
	}
	note_drift(s, keep, d);
	before = changed ? STR_NULL : m->message;
	note_success(s, keep,
	    page.items.ndropped == 0 || page.items.n > 0 ? STATE_OK
							 : STATE_ALL_DROPPED,
	    res, &page.items, d->now);
	note_warnings(s, keep, &page, before);
	if (s->chain != NULL)
		chain_go_on(
		    s->chain, keep, work, &page, res, m->fresh, m->held.n > 0);
	/* What was read before is kept already. */
	if (st != NULL && s->keeper != NULL && !page.truncated &&
	    !str_eq(hash, m->body_hash))
		keeper_put(s->keeper, work, s->source, res, 1);
	if (page.truncated)
		validated_spoil(m, changed, res);
	else
		validated_replace(m, keep, res, hash, page.sum);
	return 0;
fail:
	*e = why;
	return -1;
}

/* A 200. */
static int
finish_page(struct source_run *s, struct arena *keep, struct arena *work,
    struct store *st, const struct response *res, int64_t now, struct err *e)
{
	struct memory *m = &s->memory;
	struct str hash = str_empty(s->hash) ? sha256_hex(keep, res->body)
					     : arena_str(keep, s->hash);
	struct drift d;
	int rc;

	s->hash = STR_NULL;

	if (str_eq(hash, m->body_hash) && !wants_all(s)) {
		note_unchanged(s, keep, STATE_OK, res, now);
		validated_replace(m, keep, res, hash, m->list_sum);
		return 0;
	}
	drift_begin(&d, s->processor, s->source, s->known, now);
	d.language = m->language;
	d.accept = s->accept;
	d.unless = known_sum(s);
	rc = finish_changed(s, keep, work, st, &d, res, hash, e);
	drift_end(&d);
	return rc;
}

void
source_left(
    const struct source *src, struct source_report *report, int64_t held_until)
{
	log_context(src->id, "fetch");
	log_line(LOG_INFO, held_until > 0
			       ? "left for later: its host asked for a pause"
			       : "left for the next run: the deadline is over");
	log_context(STR_NULL, NULL);
	report->deferred = true;
	/* What waits for its host waits for nothing else. */
	if (held_until > 0)
		report->next_due = held_until;
}

int
source_defer(
    struct source_run *s, struct store *st, int64_t held_until, struct err *e)
{
	struct memory *m = &s->memory;

	source_left(s->source, s->report, held_until);
	if (held_until <= m->next_due)
		return 0;
	m->next_due = held_until;
	m->due_reason = DUE_HELD;
	return st == NULL ? 0 : source_save(s, st, e);
}

/*
 * `prefer: feed`: does the answer only tell what to ask for instead? The page
 * does when it declares a feed, and a feed that is of no use does.
 */
static bool
ask_instead(struct source_run *s, struct arena *keep,
    const struct response *res, const struct err *failed, int64_t now)
{
	struct memory *m = &s->memory;
	struct err why = ERR_INIT;

	if (!s->at_feed)
		return failed == NULL && res->status != 304 && !s->refused &&
		       own_feed_find(s->processor, keep, s->source, m, res, now,
			   &s->own_feed);
	if (own_feed_judge(s->processor, s->source, &s->own_feed, res, failed,
		now, &why) == 0)
		return false;
	log_context(s->source->id, "extract");
	log_line(m->own_feed.refused == 0 ? LOG_WARN : LOG_INFO,
	    "the feed that the page declares is of no use: %s (%.*s); the "
	    "page is read instead",
	    why.msg, STR_ARG(s->asked));
	s->refused = true;
	m->own_feed = (struct own_feed){ STR_NULL, now };
	s->own_feed = (struct own_feed_try){ .url = STR_NULL };
	return true;
}

/* What the articles that were tried so far do not give. Those that failed by
 * other rules than those of now are tried once more. */
static int
look_at_articles(struct source_run *s, struct arena *keep, struct store *st,
    int64_t now, struct err *e)
{
	if (s->known == NULL)
		return 0;
	if (st != NULL && s->memory.state == STATE_ARTICLES_LOST &&
	    store_articles_again(
		st, s->source->id, articles_rule(keep, s->source), now, e) != 0)
		return -1;
	return articles_lost(s->known, keep, s->source, &s->unread, e);
}

bool
source_guess(struct source_run *s, struct arena *a, const struct response *res,
    const struct err *failed, int64_t now, struct call *out)
{
	const struct memory *m = &s->memory;

	s->hash = STR_NULL;
	*out = (struct call){ .kind = CALL_GATE, .src = s->source, .res = res };
	if (failed != NULL)
		return res != NULL && failed->code == ERR_HTTP;
	if (res->status == 304)
		return false;
	out->kind = CALL_OFFERS;
	if (s->at_feed || (!s->refused && own_feed_asks(s->source, m, now)))
		return true;
	s->hash = sha256_hex(a, res->body);
	if (str_eq(s->hash, m->body_hash) && !wants_all(s))
		return false;
	*out = (struct call){ .kind = CALL_PAGE,
		.src = drift_first(a, s->source, s->known, s->accept),
		.res = res,
		.now = now };
	return true;
}

int
source_finish(struct source_run *s, struct arena *keep, struct arena *work,
    struct store *st, const struct response *res, const struct err *failed,
    int64_t now, struct err *e)
{
	int rc = 0;

	s->report->fetched = true;
	if (!str_eq(s->memory.url, s->source->url) && !s->refused)
		note_other_page(&s->memory);
	s->again = ask_instead(s, keep, res, failed, now);
	if (s->again)
		return 0;
	if (look_at_articles(s, keep, st, now, e) != 0)
		return -1;
	if (failed != NULL) {
		struct err why = *failed;

		if (res != NULL && why.code == ERR_HTTP)
			processor_refusal(
			    s->processor, work, s->source, res, &why);
		note_failure(s, keep, "fetch", &why, res, now);
	} else if (res->status == 304) {
		validated_freshen(&s->memory, keep, res);
		note_unchanged(s, keep, STATE_NOT_MODIFIED, res, now);
	} else {
		rc = finish_page(s, keep, work, st, res, now, e);
	}
	if (rc == 0 && st != NULL)
		rc = source_save(s, st, e);
	if (rc == 0 && st != NULL && s->chain != NULL && s->chain->page > 0)
		rc = chain_save(s->chain, st, e);
	return rc;
}
