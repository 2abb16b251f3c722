// SPDX-License-Identifier: ISC
#include "normalize/date/names.h"

#include "normalize/date/fold.h"

#include "normalize/date/names.inc"

#define COUNT(v) (sizeof(v) / sizeof((v)[0]))

int
names_language(struct str tag)
{
	size_t end = str_chr(tag, '-', 0);
	struct str main = str_sub(tag, 0, end == STR_NONE ? tag.len : end);
	int found = LANGUAGE_NONE;

	for (size_t i = 0; i < COUNT(languages); i++) {
		struct str l = str_c(languages[i]);

		if (str_ieq(tag, l))
			return (int)i;
		if (found == LANGUAGE_NONE && str_ieq(main, l))
			found = (int)i;
	}
	/* BCP 47: a region stands for the script that is usual there. */
	if (str_ieq(main, STR("zh")) &&
	    (str_istarts(tag, STR("zh-TW")) || str_istarts(tag, STR("zh-HK")) ||
		str_istarts(tag, STR("zh-MO")) ||
		str_istarts(tag, STR("zh-Hant"))))
		return names_language(STR("zh-Hant"));
	if (str_ieq(main, STR("no")) || str_ieq(main, STR("nn")))
		return names_language(STR("nb"));
	return found;
}

/* The first row of [LO, HI) whose byte AT is C or more (or more, if PAST). */
static size_t
bound(size_t lo, size_t hi, size_t at, unsigned char c, bool past)
{
	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;
		unsigned char have = (unsigned char)names[mid].text[at];

		if (have < c || (past && have == c))
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo;
}

size_t
names_find(struct str s, const struct name **first, size_t *n)
{
	size_t lo = 0, hi = COUNT(names), best = 0;

	/* Rows that share the first AT bytes of S; narrower with each byte. */
	for (size_t at = 0; lo < hi; at++) {
		size_t done = bound(lo, hi, at, '\0', true);

		if (done > lo && word_ends(s, at)) {
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
