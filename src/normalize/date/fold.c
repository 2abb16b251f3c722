// SPDX-License-Identifier: ISC
#include "normalize/date/fold.h"

#include <utf8proc.h>

#include "base/utf8.h"

/* Characters that mean the same in a date; sorted. 0: dropped. */
static const struct {
	uint32_t cp;
	char to;
} alike[] = {
	{ 0x00A2, '$' }, /* signs of money */
	{ 0x00A3, '$' },
	{ 0x00A5, '$' },
	{ 0x00AD, 0 },
	{ 0x00B4, '\'' },
	{ 0x00B7, '*' },
	{ 0x0131, 'i' }, /* the Turkish dotless i */
	{ 0x02BB, '\'' },
	{ 0x02BC, '\'' },
	{ 0x0387, '*' },
	{ 0x055A, '\'' },
	{ 0x055D, ',' },
	{ 0x05BE, '-' },
	{ 0x05F3, '\'' },
	{ 0x05F4, '"' },
	{ 0x060C, ',' },
	{ 0x061C, 0 },
	{ 0x06D4, '.' },
	{ 0x07F8, ',' },
	{ 0x0964, '.' },
	{ 0x104A, ',' },
	{ 0x1362, '.' },
	{ 0x1363, ',' },
	{ 0x1802, ',' },
	{ 0x1808, ',' },
	{ 0x200B, 0 },
	{ 0x200C, 0 },
	{ 0x200D, 0 },
	{ 0x200E, 0 },
	{ 0x200F, 0 },
	{ 0x2010, '-' },
	{ 0x2011, '-' },
	{ 0x2012, '-' },
	{ 0x2013, '-' },
	{ 0x2014, '-' },
	{ 0x2015, '-' },
	{ 0x2018, '\'' },
	{ 0x2019, '\'' },
	{ 0x201B, '\'' },
	{ 0x201C, '"' },
	{ 0x201D, '"' },
	{ 0x2022, '*' },
	{ 0x2027, '*' },
	{ 0x202A, 0 },
	{ 0x202B, 0 },
	{ 0x202C, 0 },
	{ 0x202D, 0 },
	{ 0x202E, 0 },
	{ 0x2032, '\'' },
	{ 0x2035, '\'' },
	{ 0x2044, '/' },
	{ 0x2060, 0 },
	{ 0x2066, 0 },
	{ 0x2067, 0 },
	{ 0x2068, 0 },
	{ 0x2069, 0 },
	{ 0x20A9, '$' },
	{ 0x20AB, '$' },
	{ 0x20AC, '$' },
	{ 0x20B9, '$' },
	{ 0x20BA, '$' },
	{ 0x20BD, '$' },
	{ 0x2212, '-' },
	{ 0x2215, '/' },
	{ 0x2236, ':' },
	{ 0x22C5, '*' },
	{ 0x2502, '|' },
	{ 0x2E41, ',' },
	{ 0x3001, ',' },
	{ 0x3002, '.' },
	{ 0x3008, '[' },
	{ 0x3009, ']' },
	{ 0x300A, '[' },
	{ 0x300B, ']' },
	{ 0x300C, '[' },
	{ 0x300D, ']' },
	{ 0x300E, '[' },
	{ 0x300F, ']' },
	{ 0x3010, '[' },
	{ 0x3011, ']' },
	{ 0x3014, '[' },
	{ 0x3015, ']' },
	{ 0x301C, '~' },
	{ 0x30FB, '*' },
	{ 0xA4FE, ',' },
	{ 0xA60D, ',' },
	{ 0xA78C, '\'' },
	{ 0xFE58, '-' },
	{ 0xFE63, '-' },
	{ 0xFEFF, 0 },
};

/* The row of ALIKE for CP, or -1. */
static int
find_alike(uint32_t cp)
{
	size_t lo = 0, hi = sizeof(alike) / sizeof(alike[0]);

	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;

		if (alike[mid].cp == cp)
			return (int)mid;
		if (alike[mid].cp < cp)
			lo = mid + 1;
		else
			hi = mid;
	}
	return -1;
}

/* Accents, Hebrew points and Arabic vowel signs. */
static bool
is_accent(uint32_t cp)
{
	return (cp >= 0x300 && cp <= 0x36F) || (cp >= 0x591 && cp <= 0x5C7) ||
	       (cp >= 0x64B && cp <= 0x65F);
}

/*
 * Where the ten digits of each script begin; sorted. Source: Unicode 17.0,
 * DerivedNumericType.txt (Decimal), general category Nd.
 */
static const uint32_t zeros[] = {
	0x30,
	0x660,
	0x6F0,
	0x7C0,
	0x966,
	0x9E6,
	0xA66,
	0xAE6,
	0xB66,
	0xBE6,
	0xC66,
	0xCE6,
	0xD66,
	0xDE6,
	0xE50,
	0xED0,
	0xF20,
	0x1040,
	0x1090,
	0x17E0,
	0x1810,
	0x1946,
	0x19D0,
	0x1A80,
	0x1A90,
	0x1B50,
	0x1BB0,
	0x1C40,
	0x1C50,
	0xA620,
	0xA8D0,
	0xA900,
	0xA9D0,
	0xA9F0,
	0xAA50,
	0xABF0,
	0xFF10,
	0x104A0,
	0x10D30,
	0x10D40,
	0x11066,
	0x110F0,
	0x11136,
	0x111D0,
	0x112F0,
	0x11450,
	0x114D0,
	0x11650,
	0x116C0,
	0x116D0,
	0x116DA,
	0x11730,
	0x118E0,
	0x11950,
	0x11BF0,
	0x11C50,
	0x11D50,
	0x11DA0,
	0x11DE0,
	0x11F50,
	0x16130,
	0x16A60,
	0x16AC0,
	0x16B50,
	0x16D70,
	0x1CCF0,
	0x1D7CE,
	0x1D7D8,
	0x1D7E2,
	0x1D7EC,
	0x1D7F6,
	0x1E140,
	0x1E2F0,
	0x1E4F0,
	0x1E5F1,
	0x1E950,
	0x1FBF0,
};

/* The value of a decimal digit of any script, or -1. */
static int
digit_value(uint32_t cp)
{
	size_t lo = 0, hi = sizeof(zeros) / sizeof(zeros[0]);

	while (lo < hi) { /* the last zero that is not after CP */
		size_t mid = lo + (hi - lo) / 2;

		if (zeros[mid] <= cp)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo > 0 && cp - zeros[lo - 1] < 10 ? (int)(cp - zeros[lo - 1])
						 : -1;
}

/* A folded text being built. A character gives 18 others at most (NFKD). */
struct sink {
	char *p;
	size_t *at;
	size_t len, cap;
	struct arena *a;
};

static void
put(struct sink *s, uint32_t cp, size_t from)
{
	char bytes[4];
	size_t n = utf8_put(cp, bytes);

	for (size_t i = 0; i < n; i++) {
		size_t cap = s->cap;

		s->p = arena_more(s->a, s->p, s->len, &cap, 1);
		s->at =
		    arena_more(s->a, s->at, s->len, &s->cap, sizeof(*s->at));
		s->p[s->len] = bytes[i];
		s->at[s->len++] = from;
	}
}

/* One character that needs no further decomposition. */
static void
put_plain(struct sink *s, uint32_t cp, size_t from)
{
	int row = find_alike(cp), digit = digit_value(cp);

	if (is_accent(cp) && row < 0)
		return;
	if (digit >= 0)
		put(s, (uint32_t)('0' + digit), from);
	else if (row >= 0 && alike[row].to != 0)
		put(s, (unsigned char)alike[row].to, from);
	else if (row >= 0)
		return;
	else if (!utf8_is_space(cp) && cp >= ' ')
		put(s, cp, from);
	else if (s->len > 0 && s->p[s->len - 1] != ' ')
		put(s, ' ', from);
}

static void
put_folded(struct sink *s, uint32_t cp, size_t from)
{
	utf8proc_int32_t out[32];
	int last = UTF8PROC_BOUNDCLASS_START;
	utf8proc_ssize_t n;

	if (cp < 0x80) {
		put_plain(s, (unsigned char)to_lower((char)cp), from);
		return;
	}
	if ((cp >= 0xAC00 && cp <= 0xD7A3) || find_alike(cp) >= 0) {
		put_plain(s, cp, from);
		return;
	}
	n = utf8proc_decompose_char((utf8proc_int32_t)cp, out, 32,
	    UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT | UTF8PROC_CASEFOLD, &last);
	for (utf8proc_ssize_t i = 0; i < n && i < 32; i++)
		put_plain(s, (uint32_t)out[i], from);
}

struct folded
date_fold(struct arena *a, struct str text)
{
	struct sink s = { .a = a };
	struct folded f = { .source = text };
	size_t at = 0;

	while (at < text.len) {
		size_t from = at;

		put_folded(&s, utf8_next(text, &at), from);
	}
	put(&s, 0, text.len);
	f.text = str_n(s.p, s.len - 1);
	f.at = s.at;
	return f;
}

bool
is_spaced_letter(uint32_t cp)
{
	if (cp < 0x80)
		return is_alpha((int)cp);
	if (utf8_is_cjk(cp) || (cp >= 0xE00 && cp <= 0xEFF) ||
	    (cp >= 0x1000 && cp <= 0x109F) || (cp >= 0x1780 && cp <= 0x17FF))
		return false;
	switch (utf8proc_category((utf8proc_int32_t)cp)) {
	case UTF8PROC_CATEGORY_LU:
	case UTF8PROC_CATEGORY_LL:
	case UTF8PROC_CATEGORY_LT:
	case UTF8PROC_CATEGORY_LM:
	case UTF8PROC_CATEGORY_LO:
	case UTF8PROC_CATEGORY_MN:
	case UTF8PROC_CATEGORY_MC:
		return true;
	default:
		return false;
	}
}

bool
word_ends(struct str s, size_t at)
{
	size_t next = at;

	if (at == 0 || at >= s.len)
		return at >= s.len && at > 0;
	if (((unsigned char)s.p[at] & 0xC0) == 0x80)
		return false; /* within a character */
	if (is_digit((unsigned char)s.p[at]) &&
	    is_digit((unsigned char)s.p[at - 1]))
		return false;
	return !is_spaced_letter(utf8_next(s, &next)) ||
	       !is_spaced_letter(utf8_prev(s, &at));
}
