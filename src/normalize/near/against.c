// SPDX-License-Identifier: ISC
#include "normalize/near/against.h"

#include "base/utf8.h"
#include "normalize/near/clause.h"

bool
against_has(const struct near *x, uint64_t hash)
{
	return tokens_have(&x->whole, hash) || tokens_have(&x->text, hash);
}

struct str
against_told(const struct pair *p, struct str a, struct str b)
{
	a = utf8_head(a, AGAINST_SHOWN);
	b = utf8_head(b, AGAINST_SHOWN);
	return arena_printf(p->j->a, "\"%.*s\" stands against \"%.*s\"",
	    STR_ARG(a), STR_ARG(b));
}

static struct str
only_one(const struct pair *p, struct str a)
{
	a = utf8_head(a, AGAINST_SHOWN);
	return arena_printf(
	    p->j->a, "only one of them has \"%.*s\"", STR_ARG(a));
}

/* The hash of the token before or after I; 0 when there is none. */
static uint64_t
beside(const struct tokens *v, size_t i, bool after)
{
	if (after)
		return i + 1 < v->n ? v->v[i + 1].hash : 0;
	return i > 0 ? v->v[i - 1].hash : 0;
}

/* True when number I of A and number K of B count the same thing. */
static bool
same_slot(const struct tokens *a, size_t i, const struct tokens *b, size_t k)
{
	for (int after = 0; after < 2; after++) {
		uint64_t at = beside(a, i, after);

		if (at != 0 && at == beside(b, k, after))
			return true;
	}
	return false;
}

/* A number of A, of X, that Y does not have, against one of B of Y. */
static struct str
numbers_of(const struct pair *p, const struct tokens *a, const struct tokens *b,
    bool any_slot)
{
	for (size_t i = 0; i < a->n; i++) {
		if (a->v[i].kind != TOKEN_NUMBER ||
		    against_has(p->y, a->v[i].hash))
			continue;
		for (size_t k = 0; k < b->n; k++)
			if (b->v[k].kind == TOKEN_NUMBER &&
			    !against_has(p->x, b->v[k].hash) &&
			    (any_slot || same_slot(a, i, b, k)))
				return against_told(p, a->v[i].s, b->v[k].s);
	}
	return STR_NULL;
}

/* True when number I of V is one of a row: 第三, 2期, part 2. */
static bool
is_ordinal(const struct tokens *v, size_t i)
{
	static const char *const before[] = { "第", "part", "season", "episode",
		"chapter", "vol", "volume", "round", "phase", "issue", "no",
		"day", "week", NULL };
	static const char *const after[] = { "批", "期", "季", "届", "屆", "集",
		"卷", "轮", "輪", NULL };

	for (size_t k = 0; i + 1 < v->n && after[k] != NULL; k++)
		if (str_eq(v->v[i + 1].s, str_c(after[k])))
			return true;
	/* "世界第一" is the highest, not the first of several. */
	if (str_eq(v->v[i].s, STR("一")))
		return false;
	for (size_t k = 0; i > 0 && before[k] != NULL; k++)
		if (str_eq(v->v[i - 1].s, str_c(before[k])))
			return true;
	return false;
}

/* One of a row in the title of X, and nothing of it in Y. */
static struct str
ordinals_of(const struct pair *p, const struct near *x, const struct near *y)
{
	for (size_t i = 0; i < x->whole.n; i++)
		if (x->whole.v[i].kind == TOKEN_NUMBER &&
		    is_ordinal(&x->whole, i) &&
		    !against_has(y, x->whole.v[i].hash))
			return only_one(p, x->whole.v[i].s);
	return STR_NULL;
}

struct str
against_numbers(const struct pair *p)
{
	const struct tokens *x[2] = { &p->x->whole, &p->x->text };
	const struct tokens *y[2] = { &p->y->whole, &p->y->text };
	struct str why = numbers_of(p, x[0], y[0], true);

	for (int i = 0; i < 4 && str_empty(why); i++)
		why = numbers_of(p, x[i & 1], y[i >> 1], false);
	if (str_empty(why))
		why = ordinals_of(p, p->x, p->y);
	if (str_empty(why))
		why = ordinals_of(p, p->y, p->x);
	return why;
}

/* What two texts are read for, and where else a word of one may stand. */
struct readings {
	struct meanings x, y, allx, ally;
};

/* Evidence in class C, or empty. */
static struct str
class_against(const struct pair *p, const struct readings *r, size_t c)
{
	const struct words *w = p->j->words;
	uint32_t x = r->x.v[c], y = r->y.v[c];
	uint32_t onlyx = x & ~r->ally.v[c], onlyy = y & ~r->allx.v[c];

	if (words_is_turn(w, c) && (!onlyx || !onlyy))
		return onlyx   ? only_one(p, words_find(w, p->x->all, c, onlyx))
		       : onlyy ? only_one(p, words_find(w, p->y->all, c, onlyy))
			       : STR_NULL;
	/* Each has one of its own; or one speaks of both, and the other's
	 * headline of one of them. */
	if ((onlyx && onlyy) || ((onlyx || onlyy) && x && y && !(x & y)))
		return against_told(p,
		    words_find(w, p->x->all, c, onlyx ? onlyx : x),
		    words_find(w, p->y->all, c, onlyy ? onlyy : y));
	return STR_NULL;
}

static struct str
classes_against(const struct pair *p, const struct readings *r)
{
	struct str why = STR_NULL;

	for (size_t c = 0; c < words_classes(p->j->words) && str_empty(why);
	     c++)
		why = class_against(p, r, c);
	return why;
}

struct str
against_words(const struct pair *p)
{
	const struct words *w = p->j->words;
	struct readings r = { words_meanings(w, p->x->whole.text),
		words_meanings(w, p->y->whole.text),
		words_meanings(w, p->x->all), words_meanings(w, p->y->all) };

	return classes_against(p, &r);
}

struct str
against_words_of_text(const struct pair *p)
{
	const struct words *w = p->j->words;
	struct meanings x = words_meanings(w, p->x->text.text);
	struct meanings y = words_meanings(w, p->y->text.text);
	struct readings r = { x, y, x, y };
	struct str why = STR_NULL;

	/* A longer text has turns of its own. */
	for (size_t c = 0; c < words_classes(w) && str_empty(why); c++)
		if (!words_is_turn(w, c))
			why = class_against(p, &r, c);
	return why;
}
