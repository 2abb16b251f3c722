// SPDX-License-Identifier: ISC
// What there is of a page for programs, and whether it is what it seems.
#include "cli/detect/finding.h"

#include "model/limits.h"
#include "normalize/canonical.h"
#include "web/robots.h"
#include "web/url.h"

/* Sitemaps that are looked into. */
#define SITEMAPS 2

static void
add(struct finding *f, struct finding_offer one)
{
	for (size_t i = 0; i < f->noffers; i++)
		if (str_eq(f->offer[i].is.url, one.is.url))
			return;
	if (f->noffers < LIMIT_OFFERS)
		f->offer[f->noffers++] = one;
}

static void
list_named(struct finding *f, const struct visit *v)
{
	const struct offers *d = &f->survey.offers;
	struct arena *a = f->c->a;
	struct robots robots;

	for (size_t i = 0; i < d->n; i++)
		add(f, (struct finding_offer){
			   .is = d->v[i], .by = OFFER_BY_PAGE });
	robots_read(a, v->robots.rules, &robots);
	for (size_t i = 0; i < robots.nsitemaps; i++) {
		struct offer is = { .kind = OFFER_SITEMAP };

		if (url_resolve(a, robots.sitemap[i], v->origin, LIMIT_URL,
			&is.url) == 0)
			add(f, (struct finding_offer){
				   .is = is, .by = OFFER_BY_ROBOTS });
	}
}

const char *
finding_offer_name(const struct finding_offer *o)
{
	return str_empty(o->format) ? offer_name(o->is.kind) : o->format.p;
}

/* How many of the entries of FEED the best list of the page has as well. */
static size_t
count_shared(const struct finding *f, struct arena *a, const struct items *feed)
{
	const struct items *list = f->n == 0 ? NULL : &f->list[0].page.items;
	size_t n = 0;

	for (size_t i = 0; list != NULL && i < list->n; i++) {
		struct str key = canonical_url(a, list->v[i].link);
		size_t k = 0;

		while (k < feed->n &&
		       !str_eq(canonical_url(a, feed->v[k].link), key))
			k++;
		n += k < feed->n;
	}
	return n;
}

/* What asking for feeds works with. */
struct asking {
	struct finding *f;
	struct finding_offer *of; /* of each URL */
	bool guessed;
	bool found;
};

/* Read RES, which came from the URL of OUT. */
static void
read_feed(const struct finding *f, const struct response *res,
    struct finding_offer *out)
{
	struct source as = f->bare;
	struct page page = { .doc = NULL };
	struct arena a;
	struct err e = ERR_INIT;

	arena_init(&a, LIMIT_ARENA);
	as.url = out->is.url;
	if (processor_page(
		f->c->processor, &a, &as, res, f->c->now, &page, &e) != 0 &&
	    e.code != ERR_RENDER) {
		out->problem = arena_str(f->c->a, str_c(e.msg));
	} else if (str_empty(page.items.feed) || page.data) {
		out->problem = STR("it is no feed");
	} else {
		out->entries = page.items.n + page.items.ndropped;
		out->shared = count_shared(f, &a, &page.items);
		out->format = arena_str(f->c->a, page.items.feed);
		if (str_empty(out->is.title))
			out->is.title = arena_str(f->c->a, page.items.title);
	}
	arena_release(&a);
}

static bool
on_feed(
    void *ctx, size_t i, const struct response *res, const struct err *failed)
{
	struct asking *x = ctx;
	struct finding_offer *of = &x->of[i];

	of->asked = true;
	if (failed != NULL)
		of->problem = arena_str(x->f->c->a, str_c(failed->msg));
	else
		read_feed(x->f, res, of);
	x->found = x->found || str_empty(of->problem);
	return !(x->guessed && x->found);
}

/* Ask for the N offers OF. */
static void
ask_feeds(struct visit *v, struct asking *x, size_t n)
{
	struct str *url = ARENA_ARRAY(x->f->c->a, n, struct str);
	struct visit_more more = { .url = url,
		.n = n,
		.deadline = LIMIT_OFFERS_S,
		.answer = on_feed,
		.ctx = x };

	for (size_t i = 0; i < n; i++)
		url[i] = x->of[i].is.url;
	if (n > 0)
		visit_more(v, &more);
}

/* Feeds stand first. */
static size_t
count_feeds(const struct finding *f)
{
	size_t n = 0;

	while (n < f->noffers && offer_is_feed(f->offer[n].is.kind))
		n++;
	return n;
}

/* Nothing names a feed: the first of those that may be there comes first. */
static bool
guess_feed(struct finding *f, struct visit *v)
{
	struct str url[LIMIT_OFFERS_ASKED];
	struct finding_offer of[LIMIT_OFFERS_ASKED];
	struct asking x = { .f = f, .of = of, .guessed = true };
	size_t n = offers_guess(f->c->a, f->at, url, LIMIT_OFFERS_ASKED);

	for (size_t i = 0; i < n; i++)
		of[i] = (struct finding_offer){ .is.url = url[i],
			.by = OFFER_BY_GUESS };
	ask_feeds(v, &x, n);
	if (!x.found || f->noffers == LIMIT_OFFERS)
		return false;
	for (size_t i = f->noffers++; i > 0; i--)
		f->offer[i] = f->offer[i - 1];
	for (size_t i = 0; i < n; i++)
		if (of[i].asked && str_empty(of[i].problem))
			f->offer[0] = of[i];
	return true;
}

static bool
on_sitemap(
    void *ctx, size_t i, const struct response *res, const struct err *failed)
{
	struct finding_offer **of = ctx;

	if (failed == NULL && offers_is_news(res->body))
		of[i]->is.kind = OFFER_NEWS_SITEMAP;
	return true;
}

/* Which of the sitemaps tell of news. */
static void
look_for_news(struct finding *f, struct visit *v)
{
	struct finding_offer *of[SITEMAPS];
	struct str url[SITEMAPS];
	struct visit_more more = { .url = url,
		.beginning = LIMIT_SITEMAP_HEAD,
		.deadline = LIMIT_OFFERS_S,
		.answer = on_sitemap,
		.ctx = of };

	for (size_t i = 0; i < f->noffers && more.n < SITEMAPS; i++) {
		if (f->offer[i].is.kind != OFFER_SITEMAP)
			continue;
		of[more.n] = &f->offer[i];
		url[more.n++] = f->offer[i].is.url;
	}
	if (more.n > 0)
		visit_more(v, &more);
}

void
finding_offers(struct finding *f, struct visit *v)
{
	const struct cli *c = f->c;
	struct asking x = { .f = f };
	size_t n;

	f->offer = ARENA_ARRAY(c->a, LIMIT_OFFERS, struct finding_offer);
	list_named(f, v);
	if (cli_has(c, OPT_FILE) || cli_has(c, OPT_PICK) || c->nexamples > 0 ||
	    !str_empty(f->refusal))
		return;
	x.of = f->offer;
	n = count_feeds(f);
	ask_feeds(v, &x, n < LIMIT_OFFERS_ASKED ? n : LIMIT_OFFERS_ASKED);
	if (!x.found && n == 0)
		x.found = guess_feed(f, v);
	if (!x.found)
		look_for_news(f, v);
}
