// SPDX-License-Identifier: ISC
#include "run/folds.h"

#include "model/limits.h"
#include "normalize/near/near.h"

/* One feed's decisions. */
struct deciding {
	struct store *st;
	struct str feed;
	enum dedupe mode;
	int64_t now;
	struct near_judge judge; /* its arena is emptied after each item */
};

/* True when MODE folds what is the same by T. */
static bool
counts(enum dedupe mode, enum twin t)
{
	return t == TWIN_LINK ? mode != DEDUPE_OFF
			      : t != TWIN_NONE && mode == DEDUPE_NEAR;
}

/* What FOUND is to X, with the reason; NONE when FOUND may not be its entry. */
static int
compare(const struct deciding *d, const struct near *x, struct str guid,
    const struct twin_found *found, enum twin *twin, struct str *why,
    struct err *e)
{
	struct near y = near_read(&d->judge, &found->it);
	bool apart;

	*twin = near_same(&d->judge, x, &y, why);
	/* What is like a folded one need not be like its entry. */
	if (!counts(d->mode, *twin) || (!found->entry && *twin != TWIN_LINK))
		*twin = TWIN_NONE;
	if (*twin == TWIN_NONE)
		return 0;
	if (store_apart(d->st, guid, found->head, &apart, e) != 0)
		return -1;
	if (apart)
		*twin = TWIN_NONE;
	return 0;
}

/* Find the entry that X is folded into: the best evidence, then the first. */
static int
find_entry(const struct deciding *d, const struct item *it,
    const struct near *x, const struct twin_keys *keys, struct fold *f,
    struct err *e)
{
	struct twin_found *found;
	size_t n;

	if (store_twins(d->st, d->judge.a, d->feed, it->guid, it->published.t,
		keys, &found, &n, e) != 0)
		return -1;
	for (size_t i = 0; i < n; i++) {
		enum twin twin;
		struct str why;

		if (compare(d, x, it->guid, &found[i], &twin, &why, e) != 0)
			return -1;
		if (twin == TWIN_NONE ||
		    (f->twin != TWIN_NONE && f->twin <= twin))
			continue;
		f->twin = twin;
		f->why = why;
		f->head = found[i].head;
	}
	return 0;
}

static int
decide(struct deciding *d, const struct item *it, size_t *folded, struct err *e)
{
	struct twin_keys keys = { 0 };
	struct fold f;
	struct near x;

	if (store_fold_find(d->st, d->judge.a, d->feed, it->guid, &f, e) != 0)
		return -1;
	if (f.known)
		return 0;
	f.decided = d->now;
	if (d->mode != DEDUPE_OFF) {
		x = near_read(&d->judge, it);
		near_keys(&d->judge, &x, &keys);
		if (d->mode == DEDUPE_EXACT) {
			keys.title = 0;
			keys.n = 0;
		}
		if (find_entry(d, it, &x, &keys, &f, e) != 0)
			return -1;
	}
	if (f.twin != TWIN_NONE) { /* found by its link only */
		keys.title = 0;
		keys.n = 0;
		++*folded;
	}
	if (store_fold_save(d->st, d->feed, it->guid, &f, e) != 0)
		return -1;
	return store_twins_add(d->st, it->guid, it->published.t, &keys, e);
}

int
folds_decide(struct arena *a, struct store *st, struct str feed,
    enum dedupe mode, const struct item *v, size_t n, int64_t now,
    size_t *folded, struct err *e)
{
	struct deciding d = { st, feed, mode, now, near_judge(a) };
	struct arena work;
	int rc = 0;

	*folded = 0;
	arena_init(&work, LIMIT_ARENA);
	d.judge.a = &work;
	for (size_t i = 0; i < n && rc == 0; i++) {
		rc = decide(&d, &v[i], folded, e);
		arena_reset(&work);
	}
	arena_release(&work);
	return rc;
}

/* One feed that folds are applied to. */
struct applying {
	struct arena *a;
	struct str feed;
	enum dedupe mode;
	folds_title title;
	const void *ctx;
};

/* True when F hides the item GUID of the feed. */
static bool
hides(const struct applying *p, const struct folded *f, struct str guid)
{
	return str_eq(f->feed, p->feed) && str_eq(f->guid, guid) &&
	       counts(p->mode, f->twin) &&
	       !str_empty(p->title(p->ctx, f->head_source));
}

/* Put down in IT what is folded into it. */
static void
credit(
    const struct applying *p, const struct folded *v, size_t n, struct item *it)
{
	struct mention *also = ARENA_ARRAY(p->a, n + 1, struct mention);
	size_t count = 0;

	for (size_t i = 0; i < n; i++) {
		struct str title = p->title(p->ctx, v[i].source);

		if (!str_eq(v[i].feed, p->feed) ||
		    !str_eq(v[i].head_guid, it->guid) ||
		    !counts(p->mode, v[i].twin) || str_empty(title))
			continue;
		also[count++] = (struct mention){ title, v[i].link };
	}
	it->also = also;
	it->nalso = count;
}

int
folds_apply(struct arena *a, struct store *st, struct str feed,
    enum dedupe mode, folds_title title, const void *ctx, struct item *v,
    size_t *n, struct err *e)
{
	struct applying p = { a, feed, mode, title, ctx };
	size_t kept = 0;

	for (size_t i = 0; i < *n; i++) {
		struct folded *f;
		size_t nf, k = 0;

		if (store_folds(st, a, v[i].guid, &f, &nf, e) != 0)
			return -1;
		while (k < nf && !hides(&p, &f[k], v[i].guid))
			k++;
		if (k < nf)
			continue;
		credit(&p, f, nf, &v[i]);
		v[kept++] = v[i];
	}
	*n = kept;
	return 0;
}
