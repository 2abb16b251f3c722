// SPDX-License-Identifier: ISC
#include "run/overview.h"

#include "base/civil.h"
#include "base/utf8.h"
#include "generate/generate.h"
#include "model/limits.h"
#include "model/overview.h"
#include "run/feeds.h"
#include "run/health.h"
#include "run/merged.h"

#define DAY INT64_C(86400)

const char *const overview_files[OVERVIEW_FILES] = { "index.html",
	"feeds.opml" };

static enum overview_level
level_of(const struct source *s, const struct memory *m)
{
	if (s->paused)
		return LEVEL_NONE;
	if (state_well(m->state))
		return LEVEL_WELL;
	return state_fails(m->state) ? LEVEL_FAILS : LEVEL_LOOK;
}

/* 200 and 304 take turns: to a person both are "ok". */
static struct str
state_words(const struct source *s, const struct memory *m)
{
	if (s->paused)
		return STR("paused");
	if (state_well(m->state))
		return STR("ok");
	return m->state == STATE_NEW ? STR("not fetched yet")
				     : str_c(state_name(m->state));
}

/* Why S fails, as the run said that found it: what later ones say may differ,
 * and this page changes with the state alone. */
static int
tell_reason(
    struct arena *a, struct store *st, struct overview_feed *f, struct err *e)
{
	struct transition *v;
	size_t n;

	if (store_transitions(st, a, f->id, 1, &v, &n, e) != 0)
		return -1;
	if (n > 0)
		f->reason = utf8_head(
		    str_sub(v[0].message, 0, str_chr(v[0].message, '\n', 0)),
		    LIMIT_REASON);
	return 0;
}

static int
tell_source(struct arena *a, const struct source *s, const struct memory *m,
    struct store *st, struct overview_feed *f, struct err *e)
{
	if (st != NULL && store_newest(st, s->id, &f->newest, e) != 0)
		return -1;
	f->id = s->id;
	f->title = feed_title(s, m);
	f->link = feed_page(s);
	f->language = s->language.len > 0 ? s->language : m->language;
	f->about = STR_NULL;
	f->description = s->about->description;
	f->tags = s->about->tags;
	f->ntags = s->about->ntags;
	f->level = level_of(s, m);
	f->state = state_words(s, m);
	f->since = f->reason = STR_NULL;
	if (f->level != LEVEL_FAILS)
		return 0;
	f->since = str_sub(time_rfc3339_utc(a, m->since), 0, 10);
	return tell_reason(a, st, f, e);
}

/* A feed of several sources: all that they bring. */
static void
tell_merged(struct arena *a, const struct config *c, const struct merged *m,
    const struct overview *o, struct overview_feed *f)
{
	*f = (struct overview_feed){ .id = m->id,
		.title = m->name,
		.link = m->link,
		.all = m == c->merged.v,
		.description = m->description,
		.language = STR_NULL,
		.about = arena_printf(a, "%zu source%s", m->nmembers,
		    m->nmembers == 1 ? "" : "s"),
		.state = STR_NULL,
		.since = STR_NULL,
		.reason = STR_NULL };
	for (size_t i = 0; i < m->nmembers; i++) {
		const struct overview_feed *s =
		    &o->source[m->member[i] - c->sources.v];

		if (s->newest > f->newest)
			f->newest = s->newest;
		for (size_t d = 0; d < OVERVIEW_DAYS; d++)
			f->day[d] += s->day[d];
	}
}

/* What is remembered of each source; without a store, nothing. */
static int
know_sources(struct arena *a, const struct config *c, struct store *st,
    struct memory *m, struct err *e)
{
	size_t n = c->sources.n;
	struct memory_of *of = ARENA_ARRAY(a, n, struct memory_of);

	for (size_t i = 0; i < n; i++) {
		m[i].title = m[i].language = STR_NULL;
		of[i] = (struct memory_of){ c->sources.v[i].id, &m[i] };
	}
	return st == NULL ? 0 : store_memory_load_many(st, a, of, n, e);
}

static int
tell_sources(struct arena *a, const struct config *c, struct store *st,
    struct overview *o, struct err *e)
{
	struct memory *m = ARENA_ARRAY(a, c->sources.n, struct memory);
	int64_t newest = 0;

	if (know_sources(a, c, st, m, e) != 0)
		return -1;
	o->nsources = c->sources.n;
	o->source = ARENA_ARRAY(a, o->nsources, struct overview_feed);
	for (size_t i = 0; i < o->nsources; i++) {
		if (tell_source(
			a, &c->sources.v[i], &m[i], st, &o->source[i], e) != 0)
			return -1;
		if (o->source[i].newest > newest)
			newest = o->source[i].newest;
	}
	if (st == NULL || newest == 0)
		return 0;
	o->last_day = str_sub(time_rfc3339_utc(a, newest), 0, 10);
	for (size_t i = 0; i < o->nsources; i++)
		if (o->source[i].newest > newest - DAY * OVERVIEW_DAYS &&
		    store_days(st, o->source[i].id, newest / DAY,
			o->source[i].day, OVERVIEW_DAYS, e) != 0)
			return -1;
	return 0;
}

/* "RSS" for the format called "rss". */
static struct str
format_words(struct arena *a, const char *name)
{
	char *p = arena_cstr(a, str_c(name));

	for (size_t i = 0; p[i] != '\0'; i++)
		if (p[i] >= 'a' && p[i] <= 'z' && strlen(name) <= 4 &&
		    strcmp(name, "atom") != 0)
			p[i] = (char)(p[i] - 'a' + 'A');
	if (p[0] == 'a')
		p[0] = 'A';
	return str_c(p);
}

static void
tell_files(struct arena *a, const struct config *c, struct overview *o)
{
	struct overview_file *v =
	    ARENA_ARRAY(a, feed_formats_n, struct overview_file);

	for (size_t i = 0; i < feed_formats_n; i++)
		if (c->formats & feed_formats[i].bit)
			v[o->nfiles++] = (struct overview_file){
				format_words(a, feed_formats[i].name),
				str_c(feed_formats[i].suffix)
			};
	o->file = v;
}

static void
tell_all_merged(struct arena *a, const struct config *c, struct overview *o)
{
	const struct merged_feeds *all = &c->merged;

	o->merged = ARENA_ARRAY(a, all->n + 1, struct overview_feed);
	for (size_t i = 0; i < all->n; i++)
		tell_merged(a, c, &all->v[i], o, &o->merged[o->nmerged++]);
}

/* The feed about the sources; only OPML lists it with the others. */
static void
tell_health(const struct config *c, struct overview *o)
{
	if (c->sources.n == 0)
		return;
	o->merged[o->nmerged++] = (struct overview_feed){ .id = STR(HEALTH_ID),
		.title = STR(HEALTH_TITLE),
		.link = STR_NULL,
		.language = STR("en"),
		.description = STR_NULL,
		.reason = STR_NULL };
}

static int
tell_all(struct arena *a, const struct config *c, struct store *st,
    struct overview *o, struct err *e)
{
	*o = (struct overview){ .last_day = STR_NULL };
	if (tell_sources(a, c, st, o, e) != 0)
		return -1;
	tell_all_merged(a, c, o);
	tell_files(a, c, o);
	return 0;
}

int
overview_opml(struct arena *a, const struct config *c, struct store *st,
    struct buf *b, struct err *e)
{
	struct overview o;

	if (tell_all(a, c, st, &o, e) != 0)
		return -1;
	tell_health(c, &o);
	return generate_opml(&o, c->base_url, b, e);
}

int
overview_publish(struct arena *a, const struct config *c, struct store *st,
    struct publisher *p, struct err *e)
{
	struct overview o;
	struct buf *b = buf_in(a, LIMIT_INDEX);
	bool wrote;
	int rc;

	if (tell_all(a, c, st, &o, e) != 0)
		return -1;
	rc = generate_index(&o, b, e);
	if (rc == 0)
		rc = publish_file(p, overview_files[0], buf_str(b), &wrote, e);
	tell_health(c, &o);
	/* A list of nothing is none. */
	if (rc == 0 && o.nsources > 0)
		rc = generate_opml(&o, c->base_url, b, e);
	if (rc == 0 && o.nsources > 0)
		rc = publish_file(p, overview_files[1], buf_str(b), &wrote, e);
	return rc;
}
