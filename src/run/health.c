// SPDX-License-Identifier: ISC
#include "run/health.h"

#include <stdlib.h>

#include "base/civil.h"
#include "base/utf8.h"
#include "model/limits.h"
#include "run/health_words.h"
#include "run/merged.h"

/* From the beginning of the trouble on: the state itself may have changed. */
int
health_remind(struct store *st, struct arena *a, const struct source *src,
    const struct memory *m, int64_t now, struct err *e)
{
	struct transition *v;
	int64_t since = now;
	size_t n;

	if (!state_fails(m->state) || src->paused)
		return 0;
	if (store_transitions(st, a, src->id, 0, &v, &n, e) != 0)
		return -1;
	for (size_t i = 0; i < n && state_fails(v[i].to); i++) {
		if (v[i].from == v[i].to)
			return 0; /* told already */
		since = v[i].time;
	}
	if (now - since < HEALTH_AGAIN_S)
		return 0;
	return store_transition_again(
	    st, src->id, now, m->state, m->message, e);
}

/* The feed in the making. */
struct making {
	struct arena *a;
	const struct config *c;
	struct store *st;
	const struct source **by_id;
	const struct transition *v; /* newest first */
	size_t n;
};

static int
cmp_id(const void *pa, const void *pb)
{
	return str_cmp((*(const struct source *const *)pa)->id,
	    (*(const struct source *const *)pb)->id);
}

static int
find_cmp(const void *id, const void *elem)
{
	return str_cmp(
	    *(const struct str *)id, (*(const struct source *const *)elem)->id);
}

static void
sort_sources(struct making *mk)
{
	const struct sources *all = &mk->c->sources;

	mk->by_id = ARENA_ARRAY(mk->a, all->n, const struct source *);
	for (size_t i = 0; i < all->n; i++)
		mk->by_id[i] = &all->v[i];
	qsort(mk->by_id, all->n, sizeof(struct source *), cmp_id);
}

/* NULL: it is not in the configuration any more. */
static const struct source *
find_source(const struct making *mk, struct str id)
{
	const struct source *const *found = bsearch(&id, mk->by_id,
	    mk->c->sources.n, sizeof(struct source *), find_cmp);

	return found == NULL ? NULL : *found;
}

/* The changes of one source before a certain one, newest first. */
struct past {
	const struct transition *v;
	size_t n;
};

static int
past_of(const struct making *mk, const struct transition *t, struct past *out,
    struct err *e)
{
	struct transition *v;
	size_t n, i = 0;

	if (store_transitions(mk->st, mk->a, t->source, 0, &v, &n, e) != 0)
		return -1;
	while (i < n && v[i].n >= t->n)
		i++;
	*out = (struct past){ v + i, n - i };
	return 0;
}

/*
 * When the trouble began that T ended; 0: it ended none, or that is not known
 * any more. By what is kept of the source itself: changes of others, however
 * many, take nothing from it, or the entry would read otherwise afterwards.
 */
static int64_t
trouble_before(const struct past *p, const struct transition *t)
{
	int64_t since = 0;
	size_t i = 0;

	if (state_fails(t->to))
		return 0;
	for (; i < p->n && state_fails(p->v[i].to); i++)
		since = p->v[i].time;
	return i == p->n && p->n > 0 && state_fails(p->v[p->n - 1].from)
		   ? 0
		   : since;
}

/* False of a source that gave nothing from its first run on until T. */
static bool
ever_well(const struct past *p, const struct transition *t)
{
	for (size_t i = 0; i < p->n; i++)
		if (!state_fails(p->v[i].to))
			return true;
	return p->n > 0 ? p->v[p->n - 1].from != STATE_NEW
			: t->from != STATE_NEW;
}

static struct str
day_of(struct arena *a, const struct source *src, int64_t t)
{
	struct civil c;

	zone_civil(src->zone, t, &c);
	return arena_printf(a, "%04d-%02d-%02d", c.year, c.month, c.day);
}

/* What there is to see now; SINCE as trouble_before() has it. */
static struct str
seen(const struct making *mk, const struct source *src,
    const struct transition *t, const struct health_words *w, int64_t since)
{
	if (since != 0)
		return arena_printf(mk->a, "%s; before that, since %.*s: %s",
		    w->seen, STR_ARG(day_of(mk->a, src, since)),
		    state_name(t->from));
	if (!str_empty(t->message))
		return str_sub(t->message, 0, str_chr(t->message, '\n', 0));
	return str_c(w->seen);
}

static struct str
title(const struct making *mk, const struct source *src,
    const struct transition *t, const struct health_words *w)
{
	struct str name = src->name.len > 0 ? src->name : src->id;

	if (t->from == t->to)
		return arena_printf(mk->a, "%.*s: after %d days still: %s",
		    STR_ARG(name), (int)(HEALTH_AGAIN_S / 86400), w->title);
	return arena_printf(mk->a, "%.*s: %s", STR_ARG(name), w->title);
}

/* S as HTML. */
static void
put_html(struct buf *b, struct str s)
{
	for (size_t i = 0; i < s.len; i++)
		switch (s.p[i]) {
		case '&':
			buf_add(b, STR("&amp;"));
			break;
		case '<':
			buf_add(b, STR("&lt;"));
			break;
		case '>':
			buf_add(b, STR("&gt;"));
			break;
		default:
			buf_addc(b, s.p[i]);
		}
}

static void
put_row(struct buf *b, const char *term, struct str text)
{
	buf_addf(b, "<p><b>%s:</b> ", term);
	put_html(b, text);
	buf_add(b, STR("</p>"));
}

/* What stands behind the first line of MESSAGE, line by line. */
static void
put_lines(struct buf *b, struct str message)
{
	size_t end = str_chr(message, '\n', 0);

	if (end == STR_NONE || end + 1 == message.len)
		return;
	buf_add(b, STR("<pre>"));
	put_html(b, str_from(message, end + 1));
	buf_add(b, STR("</pre>"));
}

static struct str
content(const struct making *mk, const struct source *src,
    const struct transition *t, const struct health_words *w, struct str seen)
{
	struct buf *b = buf_in(mk->a, LIMIT_TEXT);

	put_row(b, "Expected", str_c(w->expected));
	put_row(b, "Seen", seen);
	put_row(b, "To do", str_c(w->todo));
	put_lines(b, t->message);
	put_row(b, "Source", src->id);
	return buf_str(b);
}

/* The time of the entry of transition I. Those of one run differ by a second
 * each, as readers order by it, and the validator asks for it (RFC 4287,
 * 4.2.15). */
static int64_t
entry_time(const struct making *mk, size_t i)
{
	size_t first = i;

	while (first > 0 && mk->v[first - 1].time == mk->v[i].time)
		first--;
	return mk->v[i].time - (int64_t)(i - first);
}

/* The entry of transition I: nothing in it moves afterwards. */
static int
fill(const struct making *mk, const struct source *src, size_t i,
    struct item *it, struct err *e)
{
	const struct transition *t = &mk->v[i];
	struct str *category = ARENA_NEW(mk->a, struct str), what;
	const struct health_words *w;
	struct past past;

	if (past_of(mk, t, &past, e) != 0)
		return -1;
	w = health_words(t->to, ever_well(&past, t));
	what = seen(mk, src, t, w, trouble_before(&past, t));
	*category = str_c(state_name(t->to));
	*it = (struct item){ .guid = arena_printf(mk->a,
				 "tag:localhost,2026:health:%.*s:%lld:%lld",
				 STR_ARG(src->id), (long long)t->time,
				 (long long)t->n),
		.link = feed_page(src),
		.title = title(mk, src, t, w),
		.summary = utf8_head(what, LIMIT_SUMMARY),
		.content = content(mk, src, t, w, what),
		.published = { .t = entry_time(mk, i),
		    .precision = PRECISION_SECOND,
		    .raw = STR_NULL },
		.updated = { .raw = STR_NULL },
		.author = STR_NULL,
		.outlet = STR_NULL,
		.language = STR_NULL,
		.image = STR_NULL,
		.key = STR_NULL,
		.categories = category,
		.ncategories = 1 };
	return 0;
}

static int
list(struct making *mk, struct feed *f, struct err *e)
{
	struct item *v = ARENA_ARRAY(mk->a, LIMIT_HEALTH, struct item);

	sort_sources(mk);
	for (size_t i = 0; i < mk->n && f->n < LIMIT_HEALTH; i++) {
		const struct source *src = find_source(mk, mk->v[i].source);

		if (src != NULL && fill(mk, src, i, &v[f->n++], e) != 0)
			return -1;
	}
	f->items = v;
	f->updated = feed_newest_change(v, f->n);
	return 0;
}

int
health_publish(struct arena *a, const struct config *c, struct store *st,
    struct publisher *p, struct feed_result *out, struct err *e)
{
	struct making mk = { .a = a, .c = c, .st = st };
	struct transition *v;
	struct feed f = { .id = STR(HEALTH_ID),
		.title = STR(HEALTH_TITLE),
		.link = merged_page(
		    c, STR_NULL, c->sources.n > 0 ? &c->sources.v[0] : NULL),
		.base_url = c->base_url,
		.description = STR("What changed with the sources of the feeds "
				   "beside this one, and what to do"),
		.language = STR("en"),
		.icon = STR_NULL,
		.copyright = STR_NULL,
		.hub = feed_hub(c, STR_NULL) };

	*out = (struct feed_result){ .items = 0 };
	if (str_empty(f.link) || c->sources.n == 0)
		return 0;
	if (store_changes(st, a, LIMIT_HEALTH_READ, &v, &mk.n, e) != 0)
		return -1;
	mk.v = v;
	if (list(&mk, &f, e) != 0)
		return -1;
	return feeds_write(a, c, &f, p, out, e);
}
