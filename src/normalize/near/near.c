// SPDX-License-Identifier: ISC
#include "normalize/near/near.h"

#include "base/fnv.h"
#include "base/utf8.h"
#include "normalize/near/against.h"
#include "normalize/near/clause.h"
#include "normalize/near/shingle.h"

/*
 * A headline is copied within a day or two; a column has the same one each day
 * or week. Text of its own is better evidence, but weeklies repeat theirs, so
 * the window stays below a week.
 */
#define TITLE_WINDOW_S INT64_C(172800)
#define TEXT_WINDOW_S TWIN_SPAN_S

/* Tokens from which a title alone says what it is about. */
#define TITLE_HAN 9
#define TITLE_WORDS 5
#define TITLE_NUMBERED 3 /* with a number among them */
/* Shingles that must be equal, and per cent of the shorter text's. */
#define TEXT_COMMON 9
#define TEXT_SHARE 70
/* Per cent from which they are one and the same. */
#define TEXT_EQUAL 80
/* Per cent of text that columns of one title never share. */
#define TEXT_SOME 15
/* Per cent of the longer title's tokens that are the shorter one, too. */
#define TITLE_SHARE 60
/* Per cent of both titles that may be of one template; that are most likely. */
#define TITLE_HALF 50
#define TITLE_MOST 70

/* Shingles of texts that are compared, and those that are looked up, which
 * are longer so that few texts share one by chance. */
#define HAN_COMPARED 3
#define WORDS_COMPARED 2
#define HAN_KEYED 4
#define WORDS_KEYED 3

static size_t
per_cent(size_t part, size_t whole)
{
	return whole == 0 ? 0 : 100 * part / whole;
}

static size_t
smaller(size_t a, size_t b)
{
	return a < b ? a : b;
}

/* The fragment of LINK, or empty. */
static struct str
fragment(struct str link)
{
	size_t hash = str_chr(link, '#', 0);

	return hash == STR_NONE ? STR_NULL : str_from(link, hash + 1);
}

/* Entries of one page have its address and places of their own in it. */
static bool
same_link(const struct near *x, const struct near *y)
{
	struct str a = fragment(x->link), b = fragment(y->link);

	return !str_empty(x->key) && str_eq(x->key, y->key) &&
	       (str_empty(a) || str_empty(b) || str_eq(a, b));
}

/* The guid of one is the guid or the link of the other. */
static bool
same_guid(const struct near *x, const struct near *y)
{
	if (!str_empty(x->guid) &&
	    (str_eq(x->guid, y->guid) || str_eq(x->guid, y->key)))
		return true;
	return !str_empty(y->guid) && str_eq(y->guid, x->key);
}

/* Seconds between the two, 0 when one has no date. */
static int64_t
gap(const struct near *x, const struct near *y)
{
	int64_t d = x->published.t - y->published.t;

	if (x->published.precision == PRECISION_NONE ||
	    y->published.precision == PRECISION_NONE)
		return 0;
	return d < 0 ? -d : d;
}

/* How alike two texts are. */
struct likeness {
	size_t common, of; /* shingles; OF: in the shorter text */
};

static struct likeness
likeness(
    const struct near_judge *j, const struct tokens *a, const struct tokens *b)
{
	struct shingles s = shingles_of(j->a, a, HAN_COMPARED, WORDS_COMPARED);
	struct shingles t = shingles_of(j->a, b, HAN_COMPARED, WORDS_COMPARED);

	return (struct likeness){ shingles_common(&s, &t), smaller(s.n, t.n) };
}

static struct alignment
aligned(
    const struct near_judge *j, const struct tokens *a, const struct tokens *b)
{
	struct alignment al = align(j->a, a, b);

	clauses_moved(j->a, j->words, a, b, &al);
	return al;
}

static bool
is_telling(const struct tokens *title)
{
	size_t han = 0, words = 0, numbers = 0;

	for (size_t i = 0; i < title->n; i++) {
		han += title->v[i].kind == TOKEN_HAN;
		words += title->v[i].kind != TOKEN_HAN;
		numbers += title->v[i].kind == TOKEN_NUMBER;
	}
	return (numbers > 0 && title->n >= TITLE_NUMBERED) ||
	       han + 2 * words >= TITLE_HAN || words >= TITLE_WORDS;
}

static struct str
how_far(const struct near_judge *j, const struct near *x, const struct near *y)
{
	int64_t h = (gap(x, y) + 1800) / 3600;

	if (x->published.precision == PRECISION_NONE ||
	    y->published.precision == PRECISION_NONE)
		return STR("the same title");
	return arena_printf(j->a, "the same title, %lld h apart", (long long)h);
}

/* What speaks for X and Y being one; W in words. */
static enum twin
evidence_for(const struct pair *p, const struct likeness *l, bool same_title,
    const struct alignment *titles, struct str *why)
{
	const struct near *x = p->x, *y = p->y;
	size_t share = per_cent(l->common, l->of);
	size_t longer = x->title.n > y->title.n ? x->title.n : y->title.n;

	if (same_title && gap(x, y) <= TITLE_WINDOW_S &&
	    (is_telling(&x->title) ? l->of < TEXT_COMMON || share >= TEXT_SOME
				   : share >= TEXT_SHARE)) {
		*why = how_far(p->j, x, y);
		return TWIN_TITLE;
	}
	if (gap(x, y) > TEXT_WINDOW_S)
		return TWIN_NONE;
	if (l->common >= TEXT_COMMON && share >= TEXT_SHARE) {
		*why = arena_printf(
		    p->j->a, "%zu of %zu shingles equal", l->common, l->of);
		return TWIN_TEXT;
	}
	if (gap(x, y) <= TITLE_WINDOW_S && is_telling(&x->title) &&
	    is_telling(&y->title) &&
	    per_cent(titles->equal, longer) >= TITLE_SHARE &&
	    (l->of < TEXT_COMMON || share >= TEXT_SOME)) {
		*why = arena_printf(p->j->a,
		    "%zu of %zu words of the titles equal", titles->equal,
		    longer);
		return TWIN_TEXT;
	}
	return TWIN_NONE;
}

/* True when PART per cent of both titles are equal. */
static bool
titles_alike(const struct pair *p, const struct alignment *titles, size_t part)
{
	const struct tokens *x = &p->x->title, *y = &p->y->title;

	return per_cent(titles->equal, x->n > y->n ? x->n : y->n) >= part;
}

/*
 * What speaks against it; empty when nothing does. Where the text is one and
 * the same, titles that have little in common are two headlines of one story,
 * and their words are no evidence.
 */
static struct str
evidence_against(const struct pair *p, const struct likeness *l,
    const struct alignment *titles)
{
	bool same_text = l->common >= TEXT_COMMON &&
			 per_cent(l->common, l->of) >= TEXT_EQUAL;
	struct str why = against_numbers(p);
	struct alignment texts;

	if (str_empty(why))
		why = same_text && !titles_alike(p, titles, TITLE_HALF)
			  ? against_words_of_text(p)
			  : against_words(p);
	if (str_empty(why) &&
	    titles_alike(p, titles, same_text ? TITLE_MOST : TITLE_HALF))
		why =
		    against_names(p, &p->x->title, &p->y->title, titles, false);
	if (!str_empty(why) || l->common == 0)
		return why;
	texts = aligned(p->j, &p->x->text, &p->y->text);
	why = against_names(p, &p->x->text, &p->y->text, &texts, true);
	return str_empty(why) ? against_lead(p, &texts) : why;
}

enum twin
near_same(const struct near_judge *j, const struct near *x,
    const struct near *y, struct str *why)
{
	/* A tie between two alignments must not be broken by who asks. */
	struct pair p = str_cmp(x->all, y->all) <= 0 ? (struct pair){ j, x, y }
						     : (struct pair){ j, y, x };
	struct likeness l;
	struct alignment titles;
	struct str against;
	bool same_title = !str_empty(x->folded) && str_eq(x->folded, y->folded);
	enum twin twin;

	if (same_link(x, y)) {
		*why = STR("the same link");
		return TWIN_LINK;
	}
	if (same_guid(x, y)) {
		*why = STR("the same guid");
		return TWIN_LINK;
	}
	l = likeness(j, &p.x->text, &p.y->text);
	titles = aligned(j, &p.x->title, &p.y->title);
	twin = evidence_for(&p, &l, same_title, &titles, why);
	if (twin == TWIN_NONE) {
		*why = arena_printf(j->a,
		    "neither titles nor texts are alike enough (%zu of %zu "
		    "shingles equal)",
		    l.common, l.of);
		return TWIN_NONE;
	}
	against = evidence_against(&p, &l, &titles);
	if (str_empty(against))
		return twin;
	*why = arena_printf(
	    j->a, "%.*s, but %.*s", STR_ARG(*why), STR_ARG(against));
	return TWIN_NONE;
}

static uint64_t
hash_of(const char *kind, struct str s)
{
	/* 0 says that there is none. */
	return str_empty(s) ? 0 : fnv1a(fnv1a(FNV_BASIS, kind, 1), s.p, s.len);
}

/* Add the N smallest hashes of the shingles of V. */
static void
sketch(const struct near_judge *j, const struct tokens *v, size_t n,
    struct twin_keys *out)
{
	struct shingles s = shingles_of(j->a, v, HAN_KEYED, WORDS_KEYED);

	for (size_t i = 0; i < s.n && i < n; i++)
		out->sketch[out->n++] = s.v[i];
}

void
near_keys(
    const struct near_judge *j, const struct near *x, struct twin_keys *out)
{
	*out = (struct twin_keys){ .link = hash_of("l", x->key),
		.guid = hash_of("l", x->guid),
		.title = hash_of("t", x->folded) };
	sketch(j, &x->title, TWIN_SKETCH_TITLE, out);
	sketch(j, &x->text, TWIN_SKETCH_TEXT, out);
}

uint64_t
near_link_key(struct arena *a, const struct item *it)
{
	return hash_of("l", near_link(a, it->link));
}
