// SPDX-License-Identifier: ISC
#include "generate/generate.h"

#include "generate/format.h"

/* One feed on its way into one buffer. */
struct job {
	format_fn *write;
	const struct feed *feed;
	struct buf *out;
	struct err err; /* of the last attempt */
};

static int
attempt(struct job *j, struct window w)
{
	buf_clear(j->out);
	return j->write(j->feed, w, j->out, &j->err);
}

/*
 * Write with the largest *N, a member of *W, with which the feed fits; as *N
 * stands it does not. Fails when it does not fit with 0 either.
 */
static int
shrink(struct job *j, struct window *w, size_t *n)
{
	size_t fits = 0, over = *n;

	*n = 0;
	if (attempt(j, *w) != 0)
		return -1;
	while (over - fits > 1) {
		*n = fits + (over - fits) / 2;
		if (attempt(j, *w) == 0)
			fits = *n;
		else if (j->out->over)
			over = *n;
		else
			return -1;
	}
	if (*n == fits)
		return 0;
	*n = fits;
	return attempt(j, *w);
}

static int
generate(struct job *j)
{
	struct window w = { .items = j->feed->n, .texts = j->feed->n };

	if (attempt(j, w) == 0)
		return 0;
	if (j->out->over && shrink(j, &w, &w.texts) == 0)
		return 0;
	if (j->out->over && shrink(j, &w, &w.items) == 0)
		return 0;
	return -1;
}

/* Attempts that fail on the way to one that does not leave no error. */
static int
report(const struct job *j, int rc, struct err *e)
{
	if (rc == 0)
		return 0;
	*e = j->err;
	return err_in(e, "feed %.*s", STR_ARG(j->feed->id));
}

int
generate_rss(const struct feed *f, struct buf *b, struct err *e)
{
	struct job j = { rss_write, f, b, ERR_INIT };

	return report(&j, generate(&j), e);
}

int
generate_atom(const struct feed *f, struct buf *b, struct err *e)
{
	struct job j = { atom_write, f, b, ERR_INIT };

	return report(&j, generate(&j), e);
}

int
generate_json(const struct feed *f, struct buf *b, struct err *e)
{
	struct job j = { json_write, f, b, ERR_INIT };

	return report(&j, generate(&j), e);
}
