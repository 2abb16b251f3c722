// SPDX-License-Identifier: ISC
#include "run/processor.h"

#include "web/url.h"

static int
answer_here(void *ctx, struct arena *a, const struct call *c, struct reply *out,
    struct err *e)
{
	(void)ctx;
	out->page = (struct page){ .charset = "", .stage = "decode" };
	switch (c->kind) {
	case CALL_PAGE:
		return process(a, c->src, c->res, c->now, &out->page, e);
	case CALL_ARTICLE:
		return process_article(
		    a, c->src, c->res, c->title, c->now, &out->article, e);
	case CALL_GATE:
		return process_gate(a, c->src, c->res, e);
	case CALL_OFFERS:
		return process_offers(
		    a, c->src, c->res, &out->offers, &out->feed, e);
	case CALL_SURVEY:
		return process_survey(a, c->src, c->res, c->now, c->ask,
		    &out->page, &out->survey, e);
	default:
		return err_set(e, ERR_SYSTEM, "there is no such call");
	}
}

const struct processor processor_here = { .answer = answer_here };

/*
 * RES as its links are to lead from it: what came from the environment into the
 * query of the address of S stays out of feeds and database. It would be in
 * each "#more" of the page, and in the link of each item that has none. The
 * query is then that of S->shown, or none where a redirect made another.
 */
static struct response
without_secrets(
    struct arena *a, const struct source *s, const struct response *res)
{
	struct response out = *res;
	struct url own, shown, at;
	size_t cut;

	if (str_empty(s->shown) || str_eq(s->shown, s->url) ||
	    url_parse(a, s->url, STR_NULL, &own) != 0 ||
	    url_parse(a, s->shown, STR_NULL, &shown) != 0 ||
	    url_parse(a, res->url, STR_NULL, &at) != 0 || !at.has_query ||
	    str_eq(own.query, shown.query))
		return out;
	cut = str_chr(at.href, '?', 0);
	out.url = str_sub(at.href, 0, cut);
	if (str_eq(at.query, own.query))
		out.url = arena_concat(
		    a, (struct str[]){ out.url, STR("?"), shown.query }, 3);
	return out;
}

int
processor_page(const struct processor *p, struct arena *a,
    const struct source *src, const struct response *res, int64_t now,
    struct page *out, struct err *e)
{
	const struct response told = without_secrets(a, src, res);
	const struct call c = { .kind = CALL_PAGE,
		.src = src,
		.res = &told,
		.now = now,
		.whole = p->whole };
	struct reply r;
	int rc = p->answer(p->ctx, a, &c, &r, e);

	*out = r.page;
	return rc;
}

int
processor_article(const struct processor *p, struct arena *a,
    const struct source *src, const struct response *res, struct str title,
    int64_t now, struct article_found *out, struct err *e)
{
	const struct call c = { .kind = CALL_ARTICLE,
		.src = src,
		.res = res,
		.now = now,
		.title = title };
	struct reply r = { .article = { .rule = STR_NULL } };
	int rc = p->answer(p->ctx, a, &c, &r, e);

	*out = r.article;
	return rc;
}

/*
 * Nothing that is sent with a GET can fail as a precondition (RFC 9110
 * 13.1.2, 13.1.3): who answers 412 to it is a gate.
 */
#define PRECONDITION_FAILED 412

void
processor_refusal(const struct processor *p, struct arena *a,
    const struct source *src, const struct response *res, struct err *e)
{
	const struct call c = { .kind = CALL_GATE, .src = src, .res = res };
	struct err told = ERR_INIT;
	struct reply r;
	int http = e->http;

	(void)p->answer(p->ctx, a, &c, &r, &told);
	if (told.code != ERR_BLOCKED && http == PRECONDITION_FAILED)
		err_set(
		    &told, ERR_BLOCKED, "the site asks for proof of a browser");
	if (told.code != ERR_BLOCKED)
		return;
	*e = told;
	e->http = http;
	err_in(e, "the server answered %d", http);
}

int
processor_offers(const struct processor *p, struct arena *a,
    const struct source *src, const struct response *res, struct offers *out,
    const char **feed, struct err *e)
{
	const struct call c = { .kind = CALL_OFFERS, .src = src, .res = res };
	struct reply r = { .offers = { NULL, 0 } };
	int rc = p->answer(p->ctx, a, &c, &r, e);

	*out = r.offers;
	*feed = r.feed;
	return rc;
}

int
processor_survey(const struct processor *p, struct arena *a,
    const struct source *src, const struct response *res, int64_t now,
    const struct detect_ask *ask, struct page *out, struct survey *found,
    struct err *e)
{
	const struct call c = { .kind = CALL_SURVEY,
		.src = src,
		.res = res,
		.now = now,
		.ask = ask };
	struct reply r = { .survey = { .title = STR_NULL } };
	int rc = p->answer(p->ctx, a, &c, &r, e);

	*out = r.page;
	*found = r.survey;
	return rc;
}

int
processor_detect(const struct processor *p, struct arena *a,
    const struct source *src, const struct response *res, int64_t now,
    const struct detect_ask *ask, struct page *out, struct candidates *found,
    struct err *e)
{
	struct survey s;
	int rc = processor_survey(p, a, src, res, now, ask, out, &s, e);

	*found = s.lists;
	return rc;
}
