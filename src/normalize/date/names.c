// SPDX-License-Identifier: ISC
#include "normalize/date/names.h"

#include <string.h>

#include "normalize/date/fold.h"

/* A language's name, another name of it, or a region that differs from it. */
struct tag {
	char tag[16]; /* in lower case; sorted */
	uint16_t language;
	uint8_t order; /* enum date_order */
};

/* One long string holds all texts: C11 promises 4095 bytes, gcc and clang
 * take any. */
#pragma GCC diagnostic ignored "-Woverlength-strings"
#include "normalize/date/names.inc"

_Static_assert(LANGUAGES <= LANGUAGE_WORDS * 64, "LANGUAGE_WORDS is too small");

#define COUNT(v) (sizeof(v) / sizeof((v)[0]))

static const struct tag *
find_tag(struct str tag)
{
	size_t lo = 0, hi = COUNT(tags);

	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;
		int c = str_cmp(str_c(tags[mid].tag), tag);

		if (c == 0)
			return &tags[mid];
		if (c < 0)
			lo = mid + 1;
		else
			hi = mid;
	}
	return NULL;
}

/* The row of TAG, or of what remains when its last parts are cut off. */
static const struct tag *
nearest_tag(struct str tag)
{
	char low[sizeof(tags[0].tag)];
	const struct tag *found = NULL;
	size_t n = tag.len < sizeof(low) ? tag.len : sizeof(low);

	for (size_t i = 0; i < n; i++)
		low[i] = tag.p[i] == '_' ? '-' : to_lower(tag.p[i]);
	for (; n > 0 && found == NULL; n--)
		if (n == tag.len || (n < sizeof(low) && low[n] == '-'))
			found = find_tag(str_n(low, n));
	return found;
}

int
names_language(struct str tag)
{
	const struct tag *t = nearest_tag(tag);

	return t == NULL ? LANGUAGE_NONE : t->language;
}

enum date_order
names_order(struct str tag)
{
	const struct tag *t = nearest_tag(tag);

	return t == NULL ? DATE_ORDER_DMY : (enum date_order)t->order;
}

bool
languages_empty(const struct languages *l)
{
	for (size_t i = 0; i < LANGUAGE_WORDS; i++)
		if (l->bits[i] != 0)
			return false;
	return true;
}

bool
languages_have(const struct languages *l, int language)
{
	return (l->bits[language / 64] >> (language % 64) & 1) != 0;
}

static void
include(struct languages *l, unsigned language)
{
	l->bits[language / 64] |= (uint64_t)1 << (language % 64);
}

struct languages
names_kin(int language)
{
	struct languages l = { { 0 } };

	if (language == LANGUAGE_NONE)
		return l;
	include(&l, (unsigned)language);
	for (size_t i = 0; i < COUNT(kin); i++) {
		bool one = false;

		for (size_t k = 0; k < COUNT(kin[i]); k++)
			one = one || kin[i][k] == language;
		for (size_t k = 0; one && k < COUNT(kin[i]); k++)
			include(&l, kin[i][k]);
	}
	return l;
}

struct languages
names_languages(const struct name *v, size_t n)
{
	struct languages l = { { 0 } };

	for (size_t i = 0; i < n; i++)
		for (size_t k = 1; k <= sets[v[i].langs]; k++)
			include(&l, sets[v[i].langs + k]);
	return l;
}

bool
name_of(const struct name *name, const struct languages *l)
{
	for (size_t k = 1; k <= sets[name->langs]; k++)
		if (languages_have(l, sets[name->langs + k]))
			return true;
	return false;
}

/* Whether a page in OWN is read for one of the names FROM to TO. */
static bool
wanted(size_t from, size_t to, const struct languages *own)
{
	unsigned known =
	    NAME_ENGLISH | NAME_WIDE | (languages_empty(own) ? NAME_LONE : 0u);

	for (size_t i = from; i < to; i++)
		if ((names[i].known & known) != 0 || name_of(&names[i], own))
			return true;
	return false;
}

/* The first row of [LO, HI) whose byte AT is C or more (or more, if PAST). */
static size_t
bound(size_t lo, size_t hi, size_t at, unsigned char c, bool past)
{
	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;
		unsigned char have = (unsigned char)texts[names[mid].text + at];

		if (have < c || (past && have == c))
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo;
}

size_t
names_find(struct str s, const struct languages *own, const struct name **first,
    size_t *n)
{
	size_t lo = 0, hi = COUNT(names), best = 0;

	/* Rows that share the first AT bytes of S; narrower with each byte. */
	for (size_t at = 0; lo < hi; at++) {
		size_t done = bound(lo, hi, at, '\0', true);

		if (done > lo && word_ends(s, at) && wanted(lo, done, own)) {
			*first = &names[lo];
			*n = done - lo;
			best = at;
		}
		if (at == s.len || s.p[at] == '\0')
			break;
		lo = bound(done, hi, at, (unsigned char)s.p[at], false);
		hi = bound(lo, hi, at, (unsigned char)s.p[at], true);
	}
	return best;
}
