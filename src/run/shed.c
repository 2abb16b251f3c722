// SPDX-License-Identifier: ISC
#include "run/shed.h"

#include "base/civil.h"
#include "base/log.h"
#include "model/limits.h"

#define DAY_S 86400

/* How many items of SRC any feed may hold: a merged one can have more. */
static size_t
held_most(const struct config *c, const struct source *src)
{
	size_t most = src->keep;

	for (size_t i = 0; i < c->merged.n; i++) {
		const struct merged *m = &c->merged.v[i];
		size_t held = m->per_source > 0 && m->per_source < m->limit
				  ? m->per_source
				  : m->limit;

		if (held > most)
			most = held;
	}
	return most;
}

/* When the last run was; 0: there was none. */
static int
last_run(struct runner *r, int64_t *t, struct err *e)
{
	struct run_record *last;
	size_t n;

	if (store_runs(r->store, &r->work, 1, &last, &n, e) != 0)
		return -1;
	*t = n > 0 ? last[0].started : 0;
	arena_reset(&r->work);
	return 0;
}

static bool
same_month(int64_t x, int64_t y)
{
	struct civil a, b;

	civil_from_utc(x, &a);
	civil_from_utc(y, &b);
	return a.year == b.year && a.month == b.month;
}

static int
shed_all(struct runner *r, struct err *e)
{
	const struct sources *all = &r->config->sources;
	size_t n = 0;

	for (size_t i = 0; i < all->n; i++)
		if (store_shed(r->store, all->v[i].id,
			held_most(r->config, &all->v[i]),
			r->options->now - LIMIT_TEXT_KEPT_S, &n, e) != 0)
			return -1;
	if (n > 0)
		log_line(LOG_INFO,
		    "%zu items have been out of all feeds for long; their "
		    "texts are let go",
		    n);
	return 0;
}

int
shed_texts(struct runner *r, bool *gaps, struct err *e)
{
	int64_t now = r->options->now, last = 0;

	if (store_begin(r->store, e) != 0)
		return -1;
	if (last_run(r, &last, e) != 0 ||
	    (last / DAY_S != now / DAY_S && shed_all(r, e) != 0) ||
	    store_commit(r->store, e) != 0) {
		store_rollback(r->store);
		return -1;
	}
	*gaps = last != 0 && !same_month(last, now);
	return 0;
}

/* What was let go leaves gaps between what stays, which nothing else fills. */
void
shed_gaps(struct runner *r)
{
	struct err e = ERR_INIT;

	if (store_compact(r->store, &e) != 0)
		log_line(LOG_WARN, "the database keeps its gaps: %s", e.msg);
}
