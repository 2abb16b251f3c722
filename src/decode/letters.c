// SPDX-License-Identifier: ISC
#include "decode/letters.h"

#include <utf8proc.h>

#include "base/str.h"

/* In half bits. A fault costs what eight unlikely letters do. */
#define COST_FAULT 48
/* A word in the alphabet after one in ASCII, where the alphabet is another. */
#define COST_SWITCH 20
/* Which of the 26 letters, where these are one kind. */
#define COST_ASCII 8

/* Marks that any text may have, so that they tell nothing of an alphabet. */
static const char16_t quotes[] =
    u"\u00a0\u00ab\u00b7\u00bb\u2013\u2014\u2018\u2019\u201a\u201c\u201d"
    u"\u201e\u2020\u2021\u2022\u2026\u2039\u203a";
static const char16_t symbols[] =
    u"\u00a1\u00a2\u00a3\u00a5\u00a7\u00a9\u00aa\u00ae\u00b0\u00b1\u00b2"
    u"\u00b3\u00b5\u00b6\u00b9\u00ba\u00bc\u00bd\u00be\u00bf\u00d7\u2030"
    u"\u20ac\u2116\u2122";

/* The place of CP among the N that are SORTED, or -1. */
static int
find(const char16_t *sorted, size_t n, uint32_t cp)
{
	size_t lo = 0, hi = n;

	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;

		if (sorted[mid] < cp)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo < n && sorted[lo] == cp ? (int)lo : -1;
}

#define FIND(literal, cp) find(literal, sizeof(literal) / 2 - 1, cp)

static bool
is_between(uint32_t cp, uint32_t first, uint32_t last)
{
	return cp >= first && cp <= last;
}

static unsigned
kind_in_east(const struct alphabet *a, uint32_t cp, bool common)
{
	if (is_between(cp, 0x3040, 0x309f))
		return KIND_HIRAGANA;
	if (is_between(cp, 0x30a0, 0x30ff))
		return KIND_KATAKANA;
	if (is_between(cp, 0x3000, 0x303f) || is_between(cp, 0xff00, 0xff5f))
		return KIND_FULLWIDTH;
	if (find(a->often, LETTERS_OFTEN, cp) >= 0)
		return KIND_OFTEN;
	if (find(a->frequent, LETTERS_FREQUENT, cp) >= 0)
		return KIND_FREQUENT;
	if (is_between(cp, 0x3400, 0x9fff) || is_between(cp, 0xac00, 0xd7a3))
		return common ? KIND_COMMON : KIND_RARE;
	return KIND_OTHER;
}

/* The kind of CP, which is not ASCII; LOWER is it in lower case. */
static unsigned
kind(const struct alphabet *a, uint32_t cp, uint32_t lower, bool common)
{
	int i = -1;

	if (a->letters != NULL)
		i = find(a->letters, a->n - a->first, lower);
	if (i >= 0)
		return a->first + (unsigned)i;
	if (FIND(quotes, cp) >= 0)
		return KIND_QUOTE;
	if (FIND(symbols, cp) >= 0)
		return KIND_SYMBOL;
	return a->letters == NULL ? kind_in_east(a, cp, common) : KIND_OTHER;
}

static unsigned
kind_of_ascii(const struct alphabet *a, uint32_t cp)
{
	if (!is_alpha((int)cp))
		return KIND_SPACE;
	return KIND_ASCII + (a->latin ? (cp | 0x20) - (uint32_t)'a' : 0);
}

/* Half bits for which of its kind a character is. */
static unsigned
cost_within(const struct alphabet *a, unsigned k)
{
	static const unsigned char bits[] = {
		[KIND_HIRAGANA] = 12,
		[KIND_KATAKANA] = 12,
		[KIND_FULLWIDTH] = 10,
		[KIND_OFTEN] = 14,
		[KIND_FREQUENT] = 17,
		[KIND_COMMON] = 23,
		[KIND_RARE] = 26,
	};

	if (a->latin || k < KIND_ASCII)
		return 0;
	if (k == KIND_ASCII)
		return COST_ASCII;
	return a->letters == NULL && k < sizeof(bits) ? bits[k] : 0;
}

/* Words begin with a capital, are all capitals, or have none. */
static unsigned
cost_of_case(struct reading *r, enum letter_case now)
{
	static const unsigned char bits[][LETTER_LOWER + 1] = {
		[LETTER_NONE] = { [LETTER_UPPER] = 3, [LETTER_LOWER] = 1 },
		[LETTER_ANY] = { [LETTER_UPPER] = 12 },
		[LETTER_UPPER] = { [LETTER_UPPER] = 2, [LETTER_LOWER] = 2 },
		[LETTER_LOWER] = { [LETTER_UPPER] = 12 },
	};
	unsigned cost = bits[r->last_case][now];

	r->last_case = now;
	return cost;
}

static enum letter_case
case_of(uint32_t cp, uint32_t lower)
{
	if (cp != lower)
		return LETTER_UPPER;
	if (cp < 0x80 || utf8proc_toupper((int32_t)cp) != (int32_t)cp)
		return LETTER_LOWER;
	return LETTER_ANY;
}

static struct letter
look_up(const struct alphabet *a, uint32_t cp, bool common)
{
	struct letter l = { .cp = cp, .common = common };
	uint32_t lower = cp;

	if (cp < 0x80)
		lower = is_alpha((int)cp) ? cp | 0x20 : cp;
	else if (a->letters != NULL)
		lower = (uint32_t)utf8proc_tolower((int32_t)cp);
	l.kind = (unsigned char)(cp < 0x80 ? kind_of_ascii(a, cp)
					   : kind(a, cp, lower, common));
	l.letter_case = l.kind >= KIND_ASCII ? case_of(cp, lower) : LETTER_NONE;
	return l;
}

/* Texts repeat few characters, so that most are at hand. */
static struct letter
find_letter(struct reading *r, uint32_t cp, bool common)
{
	struct letter *known = &r->known[cp % LETTERS_KNOWN];

	if (known->cp != cp || known->common != common || cp == 0)
		*known = look_up(&alphabets[r->alphabet], cp, common);
	return *known;
}

void
letters_read(struct reading *r, uint32_t cp, bool common)
{
	const struct alphabet *a = &alphabets[r->alphabet];
	struct letter now = find_letter(r, cp, common);
	unsigned k = now.kind, cost = cost_of_case(r, now.letter_case);
	bool letter = k >= KIND_ASCII;

	cost += (unsigned)(a->cost[r->last][k] - '`') + cost_within(a, k);
	if (r->foreign && cp >= 0x80 && letter)
		cost += COST_SWITCH;
	if (cp >= 0x80)
		r->wide_word = true;
	r->word += cost;
	if (r->wide_word) {
		r->cost += r->word;
		r->word = 0;
	}
	if (!letter) {
		r->wide_word = cp >= 0x80;
		r->word = 0;
	}
	if (letter && !a->latin)
		r->foreign = k == KIND_ASCII;
	r->last = k;
}

void
letters_fault(struct reading *r)
{
	r->cost += COST_FAULT + r->word;
	r->word = 0;
	r->last = KIND_OTHER;
	r->last_case = LETTER_NONE;
	r->wide_word = true;
}
