// SPDX-License-Identifier: ISC
#include "run/folds.h"

#include "model/limits.h"
#include "normalize/canonical.h"
#include "normalize/near/near.h"
#include "web/url.h"

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

/* IT at the address that its article declares, if that may be one. */
static int
at_own_address(const struct deciding *d, const struct item *it,
    struct item *out, struct err *e)
{
	struct arena *a = d->judge.a;
	struct str own;
	struct url u;

	*out = *it;
	if (store_article_canonical(d->st, a, it->guid, &own, e) != 0)
		return -1;
	/* A front page is nobody's article. */
	if (str_empty(own) || url_parse(a, own, STR_NULL, &u) != 0 ||
	    (!u.has_query && str_eq(u.path, STR("/"))))
		return 0;
	out->link = own;
	if (str_starts(it->key, STR("l:")))
		out->key = arena_concat(
		    a, (struct str[]){ STR("l:"), canonical_url(a, own) }, 2);
	return 0;
}

/* Is the link of X one that IT had before? The same address with another place
 * in it is another story's. */
static int
had_link(const struct deciding *d, const struct near *x, const struct item *it,
    bool *had, struct err *e)
{
	struct former_key *former;
	struct str key;
	size_t n;

	*had = false;
	if (str_empty(x->key) || str_chr(x->link, '#', 0) != STR_NONE)
		return 0;
	if (store_former_keys(d->st, d->judge.a, it->guid, &former, &n, e) != 0)
		return -1;
	key = arena_concat(d->judge.a, (struct str[]){ STR("l:"), x->key }, 2);
	for (size_t i = 0; i < n && !*had; i++)
		*had = str_eq(former[i].key, key);
	return 0;
}

/* What FOUND is to X, with the reason; NONE when FOUND may not be its entry. */
static int
compare(const struct deciding *d, const struct near *x, struct str guid,
    const struct twin_found *found, enum twin *twin, struct str *why,
    struct err *e)
{
	struct item other;
	struct near y;
	bool apart, had;

	if (at_own_address(d, &found->it, &other, e) != 0)
		return -1;
	y = near_read(&d->judge, &other);
	*twin = near_same(&d->judge, x, &y, why);
	if (*twin != TWIN_LINK) {
		if (had_link(d, x, &found->it, &had, e) != 0)
			return -1;
		if (had) {
			*twin = TWIN_LINK;
			*why = STR("the link that the other one had before");
		}
	}
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

/* What is known of IT has the link that it has now. */
static int
refresh(struct deciding *d, const struct item *it, bool *known, struct err *e)
{
	struct item own;
	struct fold f;

	if (store_fold_find(d->st, d->judge.a, d->feed, it->guid, &f, e) != 0)
		return -1;
	*known = f.known;
	if (!f.known || d->mode == DEDUPE_OFF)
		return 0;
	return at_own_address(d, it, &own, e) != 0
		   ? -1
		   : store_twins_link(
			 d->st, it->guid, near_link_key(d->judge.a, &own), e);
}

static int
decide(struct deciding *d, const struct item *it, size_t *folded, struct err *e)
{
	struct fold f = { .head = STR_NULL, .why = STR_NULL };
	struct twin_keys keys = { 0 };
	struct item own;
	struct near x;

	f.decided = d->now;
	if (d->mode != DEDUPE_OFF) {
		if (at_own_address(d, it, &own, e) != 0)
			return -1;
		x = near_read(&d->judge, &own);
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

static void
release(void *work)
{
	arena_release(work);
}

int
folds_decide(struct arena *a, struct store *st, struct str feed,
    enum dedupe mode, const struct item *v, size_t n, int64_t now,
    size_t *folded, struct err *e)
{
	struct deciding d = { st, feed, mode, now, near_judge(a) };
	struct arena *work = ARENA_NEW(a, struct arena);
	bool *known = ARENA_ARRAY(a, n, bool);
	int rc = 0;

	*folded = 0;
	arena_init(work, LIMIT_ARENA);
	work->over = a->over;
	arena_defer(a, release, work);
	d.judge.a = work;
	for (size_t i = 0; i < n && rc == 0; i++) {
		rc = refresh(&d, &v[i], &known[i], e);
		arena_reset(work);
	}
	for (size_t i = 0; i < n && rc == 0; i++) {
		if (!known[i])
			rc = decide(&d, &v[i], folded, e);
		arena_reset(work);
	}
	return rc;
}

/* One feed that folds are applied to. */
struct applying {
	struct arena *a;
	struct store *st;
	struct str feed;
	enum dedupe mode;
	folds_title title;
	void *ctx;
};

/* True when F is a fold that the feed still makes. */
static bool
stands(const struct applying *p, const struct folded *f)
{
	return str_eq(f->feed, p->feed) && counts(p->mode, f->twin);
}

/* Is one of the N folds V that of IT into an entry that there is? */
static int
is_hidden(const struct applying *p, const struct folded *v, size_t n,
    const struct item *it, bool *hidden, struct err *e)
{
	struct str title;

	*hidden = false;
	for (size_t i = 0; i < n && !*hidden; i++) {
		if (!stands(p, &v[i]) || !str_eq(v[i].guid, it->guid))
			continue;
		if (p->title(p->ctx, v[i].head_source, &title, e) != 0)
			return -1;
		*hidden = !str_empty(title);
	}
	return 0;
}

/* Put down in IT what of V was folded into it at first. */
static int
credit(const struct applying *p, const struct folded *v, size_t n,
    struct item *it, struct err *e)
{
	struct mention *also = ARENA_ARRAY(p->a, n, struct mention);
	struct fold own;

	if (store_fold_find(p->st, p->a, p->feed, it->guid, &own, e) != 0)
		return -1;
	it->nalso = 0;
	it->also = also;
	for (size_t i = 0; i < n; i++) {
		struct mention *m = &also[it->nalso];

		if (!stands(p, &v[i]) || !str_eq(v[i].head_guid, it->guid) ||
		    v[i].decided != own.decided)
			continue;
		if (p->title(p->ctx, v[i].source, &m->title, e) != 0)
			return -1;
		m->link = v[i].link;
		it->nalso += !str_empty(m->title);
	}
	return 0;
}

int
folds_apply(struct arena *a, struct store *st, struct str feed,
    enum dedupe mode, folds_title title, void *ctx, struct item *it,
    bool *hidden, struct err *e)
{
	struct applying p = { a, st, feed, mode, title, ctx };
	struct folded *v;
	size_t n;

	*hidden = false;
	if (store_folds(st, a, it->guid, &v, &n, e) != 0)
		return -1;
	if (n == 0)
		return 0;
	if (is_hidden(&p, v, n, it, hidden, e) != 0)
		return -1;
	return *hidden ? 0 : credit(&p, v, n, it, e);
}
