// SPDX-License-Identifier: ISC
#include "run/articles.h"

#include "base/log.h"
#include "model/limits.h"
#include "normalize/filter.h"
#include "run/article_parts.h"
#include "run/articles_lost.h"
#include "run/guard.h"
#include "run/processor.h"

/* The first pause after a failure, and how much longer each other one is. */
#define RETRY_S 3600
#define RETRY_FACTOR 4
#define RETRY_MOST_S 172800

/* --- What to ask for ----------------------------------------------------- */

/* An item without a link of its own has that of its list, or none. */
static bool
leads_somewhere(const struct source *src, const struct article_due *due)
{
	struct str page = str_sub(src->url, 0, str_chr(src->url, '#', 0));
	struct str link = str_sub(due->link, 0, str_chr(due->link, '#', 0));

	return (str_istarts(link, STR("http:")) ||
		   str_istarts(link, STR("https:"))) &&
	       !str_eq(link, page);
}

static struct errand *
make_errand(struct source_run *s, struct arena *keep,
    const struct request *base, const struct article_due *due, int64_t now)
{
	struct errand *x = errand_new(keep, ERRAND_ARTICLE, s, base);
	struct access *access = ARENA_NEW(keep, struct access);

	*access = s->source->approach->access;
	access->post = (struct post){ 0 };
	x->article = due;
	x->request->url = due->link;
	x->request->named_url = s->source->url;
	x->request->validators = (struct validators){ STR_NULL, STR_NULL };
	x->request->access = access;
	x->request->due = now;
	x->request->followed = true;
	/* The text of an article seldom needs a browser, and it is no list. */
	x->request->fetch = NULL;
	x->request->render = NULL;
	x->request->robots = s->source->approach->robots;
	return x;
}

/* Never ask for the article of item NUMBER, or not any more. */
static int
give_up(struct store *st, int64_t number, const char *why, struct err *e)
{
	struct article_memory m = {
		.rule = STR_NULL, .why = str_c(why), .canonical = STR_NULL
	};

	return store_article_save(st, number, &m, e);
}

int
articles_order(struct source_run *s, struct arena *keep, struct store *st,
    const struct request *base, size_t max, int64_t now, struct errands *q,
    size_t *n, struct err *e)
{
	struct article_due *due;
	size_t found;

	*n = 0;
	if (max > s->source->article->most)
		max = s->source->article->most;
	if (store_articles_due(
		st, keep, s->source->id, now, max, &due, &found, e) != 0)
		return -1;
	for (size_t i = 0; i < found; i++) {
		if (leads_somewhere(s->source, &due[i])) {
			errands_add(
			    q, make_errand(s, keep, base, &due[i], now));
			++*n;
		} else if (give_up(st, due[i].number,
			       "the entry has no page of its own", e) != 0) {
			return -1;
		}
	}
	return 0;
}

/* --- What came ----------------------------------------------------------- */

/* One article on its way into the store. */
struct taking {
	const struct errand *x;
	struct arena *work;
	struct store *st;
	const struct article_found *found;
	int64_t now;
	bool goes_on;            /* on another page */
	struct article_memory m; /* that it leaves */
};

/* May the article say when its item was published? Only when nothing else did,
 * and no feed has it yet. */
static bool
may_date(const struct taking *t, const struct item *stored)
{
	const struct when *old = &stored->published,
			  *new = &t->found->item.published;

	return ((t->found->gave | t->found->offered) >> FIELD_DATE & 1) != 0 &&
	       stored->first_seen == t->now && old->inferred &&
	       str_empty(old->raw) &&
	       new->t <= t->now &&new->t >= LIMIT_DATE_MIN;
}

/* Why `only` or `drop` do not want the text of IT; empty when they do. */
static int
ask_filters(const struct taking *t, const struct item *it, struct str *why,
    struct err *e)
{
	/* The conditions are for who has read the article: here it is read. */
	struct source as = { SOURCE_PARTS(bare_parts) };
	struct sieve sieve = {
		.only = t->x->source->source->sieve->only,
		.drop = t->x->source->source->sieve->drop,
	};
	struct filters *both[] = { &sieve.only, &sieve.drop };
	struct filter_set *set;

	for (size_t i = 0; i < 2; i++) {
		struct filter *v =
		    ARENA_ARRAY(t->work, both[i]->n, struct filter);
		size_t n = 0;

		for (size_t k = 0; k < both[i]->n; k++)
			if (both[i]->v[k].field == FIELD_CONTENT)
				v[n++] = both[i]->v[k];
		*both[i] = (struct filters){ v, n };
	}
	as.sieve = &sieve;
	if (filter_init(t->work, &as, t->now, &set, e) != 0)
		return -1;
	*why = filter_ask(t->work, set, it);
	return 0;
}

/* The fields that IT lacks. */
static unsigned
lacking(const struct item *it)
{
	return (str_empty(it->title) ? 1u << FIELD_TITLE : 0) |
	       (str_empty(it->summary) ? 1u << FIELD_SUMMARY : 0) |
	       (str_empty(it->author) ? 1u << FIELD_AUTHOR : 0) |
	       (str_empty(it->outlet) ? 1u << FIELD_OUTLET : 0) |
	       (str_empty(it->image) ? 1u << FIELD_IMAGE : 0);
}

/* The first page says what there is to say; the text may go on. */
static int
take_first(struct taking *t, const struct item *stored, struct err *e)
{
	t->m = (struct article_memory){ .read = t->now,
		.gave = t->found->gave | (t->found->offered & lacking(stored)),
		.rule = t->found->rule,
		.why = STR_NULL,
		.canonical = t->found->canonical,
		.tries = t->x->article->tries };
	return store_article_fill(t->st, t->work, t->x->article->number,
	    &t->found->item, t->m.gave, may_date(t, stored), e);
}

/* Of a further page its text counts alone. */
static int
take_part(struct taking *t, const struct item *stored, struct err *e)
{
	struct item it = t->found->item;
	size_t room = LIMIT_ARTICLE;

	t->m = t->x->parts->memory;
	if (it.content.len > room - str_sub(stored->content, 0, room).len) {
		t->goes_on = false;
		return 0;
	}
	it.content = arena_concat(t->work,
	    (struct str[]){ stored->content, STR("\n"), it.content }, 3);
	return store_article_fill(t->st, t->work, t->x->article->number, &it,
	    1u << FIELD_CONTENT, false, e);
}

/* The text is whole: do the filters want it? */
static int
judge_text(struct taking *t, struct err *e)
{
	const struct source *src = t->x->source->source;
	int64_t number = t->x->article->number;
	struct item it;

	if (store_item(t->st, t->work, number, &it, e) != 0 ||
	    ask_filters(t, &it, &t->m.why, e) != 0)
		return -1;
	return str_empty(t->m.why) ? 0
				   : store_withhold(t->st, src->id, number,
					 WITHHELD_FILTER, t->now, e);
}

static int
take(void *ctx, struct err *e)
{
	struct taking *t = ctx;
	int64_t number = t->x->article->number;
	struct item it;

	t->goes_on = article_goes_on(t->x, t->found->next);
	if (store_item(t->st, t->work, number, &it, e) != 0)
		return -1;
	if ((t->x->parts == NULL ? take_first(t, &it, e)
				 : take_part(t, &it, e)) != 0)
		return -1;
	if (!t->goes_on && judge_text(t, e) != 0)
		return -1;
	/* Should the run end before the next page has come, a later one reads
	 * all of them. */
	t->m.due = t->goes_on ? t->now : 0;
	return store_article_save(t->st, number, &t->m, e);
}

/* All of it or nothing; what goes wrong with the article alone is in WHY. */
static int
take_guarded(struct taking *t, struct err *why, struct err *e)
{
	if (store_mark(t->st, e) != 0)
		return -1;
	if (guard(t->work, take, t, why) == 0)
		return store_keep(t->st, e);
	return store_undo(t->st, e);
}

/* --- What did not -------------------------------------------------------- */

/* Would asking again bring the same, after so many TRIES? Sites put an entry on
 * their list before its page: 404 may pass once. */
static bool
is_final(const struct err *why, uint32_t tries)
{
	switch (why->code) {
	case ERR_HTTP:
		return why->http == 410 || (why->http == 404 && tries > 1);
	case ERR_ROBOTS:
	case ERR_LIMIT:
	case ERR_CONFIG:
		return true;
	default:
		return false;
	}
}

static int64_t
retry_at(uint32_t tries, int64_t now)
{
	int64_t pause = RETRY_S;

	for (uint32_t i = 1; i < tries && pause < RETRY_MOST_S; i++)
		pause *= RETRY_FACTOR;
	return now + (pause < RETRY_MOST_S ? pause : RETRY_MOST_S);
}

static int
fail(const struct errand *x, struct store *st, const struct err *why,
    const struct response *res, int64_t now, struct err *e)
{
	const struct article_due *due = x->article;
	struct arena a; /* the page may have used up its own */
	struct article_memory m = { .tries = due->tries,
		.rule = STR_NULL,
		.why = str_c(why->msg),
		.canonical = STR_NULL };
	int rc;

	arena_init(&a, LIMIT_ARENA);
	if (x->parts == NULL) {
		m.rule = articles_rule(&a, x->source->source);
	} else {
		m = x->parts->memory;
		m.why = str_c(why->msg);
		m.due = 0; /* it was, while there was more to come */
	}
	if (why->code == ERR_DEFERRED) {
		m.due = res != NULL && res->held_until > now ? res->held_until
							     : now;
	} else {
		log_line(LOG_INFO, "article of \"%.*s\": %s (%.*s)",
		    STR_ARG(due->title), why->msg, STR_ARG(due->link));
		if (++m.tries < LIMIT_ARTICLE_TRIES && !is_final(why, m.tries))
			m.due = retry_at(m.tries, now);
	}
	rc = store_article_save(st, due->number, &m, e);
	arena_release(&a);
	return rc;
}

static struct article_known
known_of(const struct errand *x)
{
	return (struct article_known){ .title = x->article->title,
		.later = x->parts != NULL };
}

bool
articles_guess(const struct errand *x, const struct response *res,
    const struct err *failed, int64_t now, struct call *out)
{
	*out = (struct call){
		.kind = CALL_GATE, .src = x->source->source, .res = res
	};
	if (failed != NULL)
		return res != NULL && failed->code == ERR_HTTP;
	out->kind = CALL_ARTICLE;
	out->now = now;
	out->article = known_of(x);
	return true;
}

int
articles_finish(const struct errand *x, struct arena *keep, struct arena *work,
    struct store *st, const struct response *res, const struct err *failed,
    int64_t now, struct errand **more, struct err *e)
{
	const struct source *src = x->source->source;
	const struct processor *p = x->source->processor;
	struct article_found found;
	const struct article_known known = known_of(x);
	struct taking t = { x, work, st, &found, now, false, { .due = 0 } };
	struct err why = ERR_INIT;

	*more = NULL;
	log_context(src->id, "article");
	if (failed != NULL) {
		why = *failed;
		if (res != NULL && why.code == ERR_HTTP)
			processor_refusal(p, work, src, res, &why);
	} else if (processor_article(
		       p, work, src, res, &known, now, &found, &why) == 0) {
		if (take_guarded(&t, &why, e) != 0)
			return -1;
	}
	if (why.code == ERR_NONE) {
		if (t.goes_on)
			*more = article_part(x, keep, found.next, &t.m);
		return 0;
	}
	if (why.reach == REACH_RUN && failed == NULL) {
		*e = why;
		return -1;
	}
	return fail(x, st, &why, res, now, e);
}

/* --- Lists and articles -------------------------------------------------- */

static void
clear(struct item *it, unsigned gave)
{
	struct str *const value[FIELD_COUNT] = {
		[FIELD_TITLE] = &it->title,
		[FIELD_SUMMARY] = &it->summary,
		[FIELD_CONTENT] = &it->content,
		[FIELD_AUTHOR] = &it->author,
		[FIELD_OUTLET] = &it->outlet,
		[FIELD_IMAGE] = &it->image,
	};

	for (int f = 0; f < FIELD_COUNT; f++)
		if ((gave >> f & 1) != 0 && value[f] != NULL)
			*value[f] = STR_NULL;
}

int
articles_yield(struct store *st, struct arena *a, const struct source *src,
    struct item *v, size_t n, struct err *e)
{
	unsigned *gave = ARENA_ARRAY(a, n, unsigned);

	if (!src->article->on)
		return 0;
	if (store_articles_gave(st, src->id, v, n, gave, e) != 0)
		return -1;
	for (size_t i = 0; i < n; i++)
		clear(&v[i], gave[i]);
	return 0;
}
