// SPDX-License-Identifier: ISC
#include "run/processor.h"

#include "base/fnv.h"
#include "model/record.h"
#include "web/url.h"

struct str
processor_address(struct arena *a, const struct source *s, struct str at)
{
	struct url own, shown, u;
	struct str plain;

	if (str_empty(s->shown) || str_eq(s->shown, s->url) ||
	    url_parse(a, s->url, STR_NULL, &own) != 0 ||
	    url_parse(a, s->shown, STR_NULL, &shown) != 0 ||
	    url_parse(a, at, STR_NULL, &u) != 0 || !u.has_query ||
	    str_eq(own.query, shown.query))
		return at;
	plain = str_sub(u.href, 0, str_chr(u.href, '?', 0));
	if (!str_eq(u.query, own.query))
		return plain;
	return arena_concat(
	    a, (struct str[]){ plain, STR("?"), shown.query }, 3);
}

uint64_t
processor_sum(struct str bytes)
{
	uint64_t sum = fnv1a(FNV_BASIS, bytes.p, bytes.len);

	return sum == 0 ? 1 : sum;
}

/* As reply_read() does for who reads the page elsewhere: by the same bytes. */
static void
compare(const struct call *c, struct page *p)
{
	struct buf b;

	buf_init(&b, SIZE_MAX);
	if (record_write_items(&b, &p->items, c->whole) == 0)
		p->sum = processor_sum(buf_str(&b));
	buf_release(&b);
	p->same = p->sum == c->known && !p->truncated && c->known != 0;
}

static int
answer_page(
    struct arena *a, const struct call *c, struct page *out, struct err *e)
{
	if (process(a, c->src, c->res, c->now, out, e) != 0)
		return -1;
	if (c->whole)
		process_guids(a, c->src, &out->items);
	compare(c, out);
	return 0;
}

static int
answer_here(void *ctx, struct arena *a, const struct call *given,
    struct reply *out, struct err *e)
{
	struct response res = *given->res;
	struct call told = *given;
	const struct call *c = &told;

	(void)ctx;
	res.url = processor_address(a, given->src, res.url);
	told.res = &res;
	out->page = (struct page){ .charset = "", .stage = "decode" };
	switch (c->kind) {
	case CALL_PAGE:
		return answer_page(a, c, &out->page, e);
	case CALL_ARTICLE:
		return process_article(
		    a, c->src, c->res, &c->article, c->now, &out->article, e);
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

int
processor_page(const struct processor *p, struct arena *a,
    const struct source *src, const struct response *res, int64_t now,
    struct page *out, struct err *e)
{
	return processor_page_unless(p, a, src, res, now, 0, out, e);
}

int
processor_page_unless(const struct processor *p, struct arena *a,
    const struct source *src, const struct response *res, int64_t now,
    uint64_t known, struct page *out, struct err *e)
{
	const struct call c = { .kind = CALL_PAGE,
		.src = src,
		.res = res,
		.now = now,
		.whole = p->whole,
		.known = known };
	struct reply r;
	int rc = p->answer(p->ctx, a, &c, &r, e);

	*out = r.page;
	return rc;
}

int
processor_article(const struct processor *p, struct arena *a,
    const struct source *src, const struct response *res,
    const struct article_known *known, int64_t now, struct article_found *out,
    struct err *e)
{
	const struct call c = { .kind = CALL_ARTICLE,
		.src = src,
		.res = res,
		.now = now,
		.article = *known };
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
