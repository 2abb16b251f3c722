// SPDX-License-Identifier: ISC
#include "run/own_feed.h"

#include "model/limits.h"
#include "normalize/canonical.h"
#include "web/url.h"

bool
own_feed_wanted(const struct source *s)
{
	return s->prefer == PREFER_FEED && s->rules->item.n == 0 &&
	       !s->approach->access.post.given;
}

bool
own_feed_asks(const struct source *s, const struct memory *m, int64_t now)
{
	return own_feed_wanted(s) &&
	       (m->own_feed.refused == 0 ||
		   now - m->own_feed.refused >= OWN_FEED_AGAIN_S);
}

struct str
own_feed_url(const struct source *s, const struct memory *m)
{
	return own_feed_wanted(s) && str_eq(m->url, s->url) ? m->own_feed.url
							    : STR_NULL;
}

/* How many folders of the page's URL that of the feed begins with; 0 when it
 * is on another host. */
static size_t
folders_shared(struct arena *a, struct str page, struct str feed)
{
	struct url x, y;
	size_t n = 0;

	if (url_parse(a, page, STR_NULL, &x) != 0 ||
	    url_parse(a, feed, STR_NULL, &y) != 0 || !str_eq(x.host, y.host))
		return 0;
	for (size_t i = 0;
	     i < x.path.len && i < y.path.len && x.path.p[i] == y.path.p[i];
	     i++)
		n += x.path.p[i] == '/';
	return n;
}

static struct str
choose(struct arena *a, struct str page, const struct offers *offers)
{
	struct str best = STR_NULL;
	size_t most = 0;

	for (size_t i = 0; i < offers->n; i++) {
		const struct offer *o = &offers->v[i];
		size_t n;

		if (!offer_is_feed(o->kind) || str_eq(o->url, page))
			continue;
		n = folders_shared(a, page, o->url);
		if (str_empty(best) || n > most) {
			best = o->url;
			most = n;
		}
	}
	return best;
}

/* The links of the list that the page shows, if it shows one. */
static void
list_links(const struct processor *p, struct arena *keep, struct arena *work,
    const struct source *s, const struct response *res, int64_t now,
    struct own_feed_try *out)
{
	struct page page = { .doc = NULL };
	struct err unread = ERR_INIT;

	if (processor_page(p, work, s, res, now, &page, &unread) != 0)
		return;
	out->link = ARENA_ARRAY(keep, page.items.n, struct str);
	for (size_t i = 0; i < page.items.n; i++)
		out->link[out->nlinks++] =
		    arena_str(keep, canonical_url(work, page.items.v[i].link));
}

bool
own_feed_find(const struct processor *p, struct arena *keep,
    const struct source *s, const struct memory *m, const struct response *res,
    int64_t now, struct own_feed_try *out)
{
	struct err unread = ERR_INIT;
	struct offers offers = { NULL, 0 };
	struct arena work;
	const char *feed;

	*out = (struct own_feed_try){ .url = STR_NULL };
	if (!own_feed_asks(s, m, now))
		return false;
	arena_init(&work, LIMIT_ARENA);
	if (processor_offers(p, &work, s, res, &offers, &feed, &unread) == 0)
		out->url = arena_str(keep, choose(&work, res->url, &offers));
	if (!str_empty(out->url))
		list_links(p, keep, &work, s, res, now, out);
	arena_release(&work);
	return !str_empty(out->url);
}

static bool
has_one(
    struct arena *work, const struct own_feed_try *t, const struct items *items)
{
	for (size_t i = 0; i < items->n; i++) {
		struct str link = canonical_url(work, items->v[i].link);

		for (size_t k = 0; k < t->nlinks; k++)
			if (str_eq(link, t->link[k]))
				return true;
	}
	return false;
}

/* What comes is no feed, or one of something else. */
static int
judge_answer(const struct processor *p, struct arena *work,
    const struct source *s, const struct own_feed_try *t,
    const struct response *res, int64_t now, struct err *e)
{
	struct offers offers = { NULL, 0 };
	const char *feed;
	struct page page = { .doc = NULL };

	if (processor_offers(p, work, s, res, &offers, &feed, e) != 0)
		return -1;
	if (feed == NULL)
		return err_set(e, ERR_EXTRACT, "it is no feed");
	if (str_empty(t->url))
		return 0;
	if (processor_page(p, work, s, res, now, &page, e) != 0)
		return -1;
	if (page.items.n > 0 && t->nlinks > 0 && !has_one(work, t, &page.items))
		return err_set(e, ERR_EXTRACT,
		    "it has nothing of the list that the page shows");
	return 0;
}

int
own_feed_judge(const struct processor *p, const struct source *s,
    const struct own_feed_try *t, const struct response *res,
    const struct err *failed, int64_t now, struct err *e)
{
	bool known = str_empty(t->url);
	struct arena work;
	int rc;

	if (failed != NULL) {
		if (known && !(failed->code == ERR_HTTP &&
				 (failed->http == 404 || failed->http == 410)))
			return 0;
		*e = *failed;
		return -1;
	}
	if (res->status == 304)
		return 0;
	arena_init(&work, LIMIT_ARENA);
	rc = judge_answer(p, &work, s, t, res, now, e);
	arena_release(&work);
	return rc;
}
