// SPDX-License-Identifier: ISC
#include "run/overview.h"

#include "base/civil.h"
#include "base/index.h"
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

/* What is said of a source that fails. */
struct trouble {
	struct str since, reason;
};

/* Of each source what is in the store: there may be many of them. */
struct row {
	struct str title, language; /* where the configuration has none */
	int64_t newest;             /* as overview_feed has it */
	enum source_state state;
	bool many;       /* of DAY: numbers of 32 bits, and not of 8 */
	const void *day; /* items of each; NULL: none */
	const struct trouble *trouble; /* or NULL */
};

/* All that is told, from the configuration and the store. */
struct telling {
	struct arena *a;
	const struct config *c;
	struct row *row;  /* one each, in the configuration's order */
	struct index *at; /* of them, by id */
	struct str last_day;
};

static enum overview_level
level_of(const struct source *s, enum source_state state)
{
	if (s->paused)
		return LEVEL_NONE;
	if (state_well(state))
		return LEVEL_WELL;
	return state_fails(state) ? LEVEL_FAILS : LEVEL_LOOK;
}

/* 200 and 304 take turns: to a person both are "ok". */
static struct str
state_words(const struct source *s, enum source_state state)
{
	if (s->paused)
		return STR("paused");
	if (state_well(state))
		return STR("ok");
	return state == STATE_NEW ? STR("not fetched yet")
				  : str_c(state_name(state));
}

/* --- What the store has --------------------------------------------------- */

/* Why the source ID fails, as the run said that found it: what later ones say
 * may differ, and this page changes with the state alone. */
static int
find_reason(struct telling *t, struct store *st, struct str id,
    struct str *reason, struct err *e)
{
	struct transition *v;
	size_t n;

	*reason = STR_NULL;
	if (store_transitions(st, t->a, id, 1, &v, &n, e) != 0)
		return -1;
	if (n > 0)
		*reason = utf8_head(
		    str_sub(v[0].message, 0, str_chr(v[0].message, '\n', 0)),
		    LIMIT_REASON);
	return 0;
}

static int
find_trouble(struct telling *t, struct store *st, struct str id, int64_t since,
    struct row *row, struct err *e)
{
	struct trouble *x = ARENA_NEW(t->a, struct trouble);

	x->since = str_sub(time_rfc3339_utc(t->a, since), 0, 10);
	row->trouble = x;
	return find_reason(t, st, id, &x->reason, e);
}

static struct str
own_text(struct arena *a, struct str configured, struct str said)
{
	return configured.len > 0 || said.len == 0 ? STR_NULL
						   : arena_str(a, said);
}

/* A row of the store, for all of them at once. */
struct reading {
	struct telling *t;
	struct store *st;
};

/* store_memory_fn */
static int
take_memory(void *ctx, struct str id, int64_t number, const struct memory *m,
    struct err *e)
{
	const struct reading *x = ctx;
	struct telling *t = x->t;
	size_t i = index_find(t->at, id);
	const struct source *s;

	(void)number;
	if (i == INDEX_NONE) /* it is not in the configuration any more */
		return 0;
	s = &t->c->sources.v[i];
	t->row[i].title = own_text(t->a, s->name, m->title);
	t->row[i].language = own_text(t->a, s->language, m->language);
	t->row[i].state = m->state;
	if (level_of(s, m->state) != LEVEL_FAILS)
		return 0;
	return find_trouble(t, x->st, s->id, m->since, &t->row[i], e);
}

/* Nearly all numbers are small. */
static void
keep_days(struct arena *a, struct row *row, const uint32_t day[OVERVIEW_DAYS])
{
	uint32_t *large;
	uint8_t *small;

	row->many = false;
	for (size_t i = 0; i < OVERVIEW_DAYS; i++)
		row->many |= day[i] > UINT8_MAX;
	if (row->many) {
		row->day = large = ARENA_ARRAY(a, OVERVIEW_DAYS, uint32_t);
		memcpy(large, day, OVERVIEW_DAYS * sizeof(*day));
		return;
	}
	row->day = small = ARENA_ARRAY(a, OVERVIEW_DAYS, uint8_t);
	for (size_t i = 0; i < OVERVIEW_DAYS; i++)
		small[i] = (uint8_t)day[i];
}

/* Add what each of the days brought. */
static void
add_days(const struct row *row, uint32_t day[OVERVIEW_DAYS])
{
	for (size_t i = 0; row->day != NULL && i < OVERVIEW_DAYS; i++)
		day[i] += row->many ? ((const uint32_t *)row->day)[i]
				    : ((const uint8_t *)row->day)[i];
}

/* The last of the days is that of the newest item of all. */
static int
find_days(struct telling *t, struct store *st, struct err *e)
{
	const struct sources *all = &t->c->sources;
	int64_t newest = 0;

	for (size_t i = 0; i < all->n; i++) {
		if (store_newest(st, all->v[i].id, &t->row[i].newest, e) != 0)
			return -1;
		if (t->row[i].newest > newest)
			newest = t->row[i].newest;
	}
	if (newest == 0)
		return 0;
	t->last_day = str_sub(time_rfc3339_utc(t->a, newest), 0, 10);
	for (size_t i = 0; i < all->n; i++) {
		uint32_t day[OVERVIEW_DAYS] = { 0 };

		if (t->row[i].newest <= newest - DAY * OVERVIEW_DAYS)
			continue;
		if (store_days(st, all->v[i].id, newest / DAY, day,
			OVERVIEW_DAYS, e) != 0)
			return -1;
		keep_days(t->a, &t->row[i], day);
	}
	return 0;
}

static struct str
id_of(const void *v, size_t i)
{
	return ((const struct source *)v)[i].id;
}

static void
release(void *at)
{
	index_release(at);
}

/* Without a store there is nothing. */
static int
read_store(struct telling *t, struct store *st, struct err *e)
{
	const struct sources *all = &t->c->sources;
	struct reading x = { t, st };

	t->row = ARENA_ARRAY(t->a, all->n, struct row);
	if (st == NULL)
		return 0;
	t->at = ARENA_NEW(t->a, struct index);
	index_make(t->at, all->v, all->n, id_of);
	/* The arena may not come back. */
	arena_defer(t->a, release, t->at);
	if (store_memory_each(st, MEMORY_PLAN, take_memory, &x, e) != 0)
		return -1;
	index_release(t->at);
	return find_days(t, st, e);
}

/* --- What is told --------------------------------------------------------- */

/* overview.tell */
static void
tell_source(const void *ctx, size_t i, struct overview_feed *f)
{
	const struct telling *t = ctx;
	const struct source *s = &t->c->sources.v[i];
	const struct row *row = &t->row[i];
	/* What it has of the page. */
	struct memory m = { .title = row->title };

	*f = (struct overview_feed){ .id = s->id,
		.title = feed_title(s, &m),
		.link = feed_page(s),
		.language = s->language.len > 0 ? s->language : row->language,
		.about = STR_NULL,
		.description = s->about->description,
		.tags = s->about->tags,
		.ntags = s->about->ntags,
		.newest = row->newest,
		.level = level_of(s, row->state),
		.state = state_words(s, row->state),
		.since = STR_NULL,
		.reason = STR_NULL };
	add_days(row, f->day);
	if (row->trouble != NULL) {
		f->since = row->trouble->since;
		f->reason = row->trouble->reason;
	}
}

/* A feed of several sources: all that they bring. */
static void
tell_merged(
    const struct telling *t, const struct merged *m, struct overview_feed *f)
{
	*f = (struct overview_feed){ .id = m->id,
		.title = m->name,
		.link = m->link,
		.all = m == t->c->merged.v,
		.description = m->description,
		.language = STR_NULL,
		.about = arena_printf(t->a, "%zu source%s", m->nmembers,
		    m->nmembers == 1 ? "" : "s"),
		.state = STR_NULL,
		.since = STR_NULL,
		.reason = STR_NULL };
	for (size_t i = 0; i < m->nmembers; i++) {
		const struct row *row = &t->row[m->member[i] - t->c->sources.v];

		if (row->newest > f->newest)
			f->newest = row->newest;
		add_days(row, f->day);
	}
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
tell_all_merged(const struct telling *t, struct overview *o)
{
	const struct merged_feeds *all = &t->c->merged;

	o->merged = ARENA_ARRAY(t->a, all->n + 1, struct overview_feed);
	for (size_t i = 0; i < all->n; i++)
		tell_merged(t, &all->v[i], &o->merged[o->nmerged++]);
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
tell_all(struct telling *t, struct arena *a, const struct config *c,
    struct store *st, struct overview *o, struct err *e)
{
	*t = (struct telling){ .a = a, .c = c, .last_day = STR_NULL };
	if (read_store(t, st, e) != 0)
		return -1;
	*o = (struct overview){ .last_day = t->last_day,
		.nsources = c->sources.n,
		.tell = tell_source,
		.ctx = t };
	tell_all_merged(t, o);
	tell_files(a, c, o);
	return 0;
}

int
overview_opml(struct arena *a, const struct config *c, struct str where,
    struct store *st, struct buf *b, struct err *e)
{
	struct telling t;
	struct overview o;

	if (tell_all(&t, a, c, st, &o, e) != 0)
		return -1;
	tell_health(c, &o);
	return generate_opml(&o, where, b, e);
}

/* publish_make */
static int
make_index(void *ctx, struct buf *b, struct err *e)
{
	return generate_index(ctx, b, e);
}

struct listing {
	const struct overview *o;
	struct str base_url;
};

static int
make_opml(void *ctx, struct buf *b, struct err *e)
{
	const struct listing *l = ctx;

	return generate_opml(l->o, l->base_url, b, e);
}

int
overview_publish(struct arena *a, const struct config *c, struct store *st,
    struct publisher *p, struct err *e)
{
	struct telling t;
	struct overview o;
	struct listing l = { &o, c->base_url };
	bool wrote;

	if (tell_all(&t, a, c, st, &o, e) != 0)
		return -1;
	if (publish_made(p, overview_files[0], LIMIT_INDEX, make_index, &o,
		&wrote, e) != 0)
		return -1;
	tell_health(c, &o);
	/* A list of nothing is none. */
	return o.nsources == 0 ? 0
			       : publish_made(p, overview_files[1], LIMIT_INDEX,
				     make_opml, &l, &wrote, e);
}
