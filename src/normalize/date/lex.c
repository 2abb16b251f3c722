// SPDX-License-Identifier: ISC
#include "normalize/date/lex.h"

#include <string.h>

#include <utf8proc.h>

#include "base/utf8.h"
#include "normalize/date/han.h"
#include "normalize/date/zones.h"

/* Decimal digits. Returns their number. */
static size_t
lex_digits(struct str s, struct token *t)
{
	size_t n = 0;
	uint64_t v = 0;

	for (; n < s.len && is_digit((unsigned char)s.p[n]); n++)
		v = n < 18 ? v * 10 + (uint64_t)(s.p[n] - '0') : UINT64_MAX;
	t->kind = TOKEN_NUMBER;
	t->number = v;
	t->digits = (unsigned)n;
	return n;
}

static bool
is_letter(uint32_t cp)
{
	switch (utf8proc_category((utf8proc_int32_t)cp)) {
	case UTF8PROC_CATEGORY_LU:
	case UTF8PROC_CATEGORY_LL:
	case UTF8PROC_CATEGORY_LT:
	case UTF8PROC_CATEGORY_LM:
	case UTF8PROC_CATEGORY_LO:
	case UTF8PROC_CATEGORY_MN:
	case UTF8PROC_CATEGORY_MC:
	case UTF8PROC_CATEGORY_NL:
	case UTF8PROC_CATEGORY_NO:
		return true;
	default:
		return false;
	}
}

/* A word that no table has, or a sign. */
static size_t
lex_other(struct str s, struct token *t)
{
	size_t at = 0, end;
	uint32_t cp = utf8_next(s, &at);

	t->kind = is_letter(cp) ? TOKEN_WORD : TOKEN_PUNCT;
	t->punct = cp < 0x80 ? (char)cp : 0;
	if (!is_spaced_letter(cp))
		return at;
	end = at;
	while (at < s.len && is_spaced_letter(utf8_next(s, &at)))
		end = at;
	return end;
}

/*
 * A name that ends in a number, as Vietnamese weekdays do ("thứ 2"), is in a
 * text of another language a shorter name with a number behind ("Thu 2"),
 * unless the accents that folding took away tell whose it is.
 */
static bool
is_chance_number(
    const struct lexed *x, struct str s, size_t n, const struct name *name)
{
	size_t from = (size_t)(s.p - x->f.text.p);

	if (!is_digit((unsigned char)s.p[n - 1]) || name_of(name, &x->own))
		return false;
	for (size_t i = x->f.at[from]; i < x->f.at[from + n]; i++)
		if ((unsigned char)x->f.source.p[i] >= 0x80)
			return false;
	return true;
}

static size_t
lex_name(const struct lexed *x, struct str s, struct token *t)
{
	size_t n = names_find(s, &x->own, &t->name, &t->nname);

	if (n > 0 && is_chance_number(x, s, n, t->name))
		n = names_find(
		    str_sub(s, 0, n - 1), &x->own, &t->name, &t->nname);
	if (n == 0)
		return 0;
	t->kind = TOKEN_NAME;
	for (size_t i = 0; i < t->nname; i++)
		t->own = t->own || name_of(t->name + i, &x->own);
	return n;
}

static size_t
lex_token(const struct lexed *x, struct str s, struct token *t)
{
	size_t n, name;

	if (is_digit((unsigned char)s.p[0]))
		return lex_digits(s, t);
	n = han_number(s, &t->number, &t->digits);
	/* 三 alone is a number, 三月 is March */
	name = lex_name(x, s, t);
	if (name > n)
		return name;
	if (n == 0)
		return lex_other(s, t);
	t->kind = TOKEN_NUMBER;
	t->han = true;
	return n;
}

static bool
same_word(const struct lexed *x, size_t i)
{
	return x->v[i].kind != TOKEN_END && !x->v[i].space;
}

/* What stands before number I says that it is none of a date. */
static bool
blocked_before(const struct lexed *x, size_t i)
{
	size_t k = i, at;

	if (i == 0)
		return false;
	at = x->v[i].start;
	if (!x->v[i].space &&
	    (token_punct(x, i - 1, "$#") ||
		(x->v[i - 1].kind == TOKEN_WORD &&
		    is_spaced_letter(utf8_prev(x->f.text, &at)))))
		return true;
	if (!x->v[i].space && token_punct(x, i - 1, ".,-/") && i > 1 &&
	    !x->v[i - 1].space && x->v[i - 2].kind == TOKEN_NUMBER)
		return x->v[i - 2].blocked;
	while (k > 0 && token_punct(x, k - 1, ".:#"))
		k--;
	return k > 0 && token_means(x, k - 1, NAME_BLOCK, 1);
}

static bool
blocked_after(const struct lexed *x, size_t i)
{
	size_t at = x->v[i].end, start = x->v[i + 1].start;
	struct zone z;

	if (token_means(x, i + 1, NAME_BLOCK, 2))
		return same_word(x, i + 1) ||
		       is_spaced_letter(utf8_next(x->f.text, &start));
	if (token_punct(x, i + 1, "$"))
		return x->v[i + 2].kind != TOKEN_NUMBER;
	if (!same_word(x, i + 1))
		return false;
	if (x->v[i + 1].kind == TOKEN_WORD)
		return is_spaced_letter(utf8_next(x->f.text, &at)) &&
		       !zone_named(token_text(x, i + 1), &ZONE_UTC, &z);
	if (token_punct(x, i + 1, "%"))
		return true;
	return token_punct(x, i + 1, "+") && x->v[i + 2].kind != TOKEN_NUMBER;
}

/* 2018-12-1209:03 has lost a blank: of the last number, take the day only. */
static bool
holds_day(const struct lexed *x, const struct token *t, struct str after)
{
	const struct token *v = x->v + x->n;

	return x->n >= 4 && t->kind == TOKEN_NUMBER && !t->han &&
	       t->digits == 4 && v[-1].kind == TOKEN_PUNCT &&
	       v[-2].kind == TOKEN_NUMBER && v[-3].kind == TOKEN_PUNCT &&
	       v[-4].kind == TOKEN_NUMBER && v[-4].digits == 4 &&
	       str_starts(after, STR(":"));
}

/* Grammars look a few tokens ahead; the end goes on for them. */
static void
pad(struct arena *a, struct lexed *x)
{
	struct token *v = ARENA_ARRAY(a, x->n + LEX_AHEAD, struct token);

	if (x->n > 0)
		memcpy(v, x->v, x->n * sizeof(*v));
	for (size_t i = x->n; i < x->n + LEX_AHEAD; i++)
		v[i].start = v[i].end = x->f.text.len;
	x->v = v;
}

static bool
is_cjk(const struct languages *own)
{
	return languages_have(own, LANGUAGE_CHINESE) ||
	       languages_have(own, LANGUAGE_JAPANESE) ||
	       languages_have(own, LANGUAGE_KOREAN);
}

static struct languages
in_both(const struct languages *a, const struct languages *b)
{
	struct languages l;

	for (size_t i = 0; i < LANGUAGE_WORDS; i++)
		l.bits[i] = a->bits[i] & b->bits[i];
	return l;
}

/* What English has around dates is no part of one. */
static bool
is_filler(const struct name *n)
{
	return (n->known & NAME_ENGLISH) != 0 &&
	       (n->kind == NAME_GLUE || n->kind == NAME_LABEL);
}

static void
mark_hinted(struct lexed *x)
{
	bool english = languages_have(&x->hint, LANGUAGE_ENGLISH);

	for (size_t i = 0; i < x->n; i++) {
		struct token *t = x->v + i;

		for (size_t k = 0; k < t->nname; k++) {
			t->hinted |= name_of(t->name + k, &x->hint);
			t->filler |= english && is_filler(t->name + k);
		}
	}
}

/*
 * A page that names no language: those that have all names of the text are
 * its own, if there are several names and no English. Else those that have
 * most of them are a hint.
 */
static void
guess_languages(struct lexed *x)
{
	struct languages all = { { 0 } };
	size_t names = 0;

	for (size_t i = 0; i < x->n; i++) {
		struct languages l, more;

		if (x->v[i].kind != TOKEN_NAME)
			continue;
		l = names_languages(x->v[i].name, x->v[i].nname);
		all = names == 0 ? l : in_both(&all, &l);
		more = names++ == 0 ? l : in_both(&x->hint, &l);
		if (!languages_empty(&more))
			x->hint = more;
	}
	mark_hinted(x);
	if (names < 2 || languages_empty(&all) ||
	    languages_have(&all, LANGUAGE_ENGLISH))
		return;
	x->own = all;
	for (size_t i = 0; i < x->n; i++)
		x->v[i].own = x->v[i].kind == TOKEN_NAME;
}

void
date_lex(struct arena *a, struct str text, struct str language, struct lexed *x)
{
	size_t cap = 0, at = 0;
	bool space = false;

	*x = (struct lexed){ .f = date_fold(a, text),
		.language = names_language(language) };
	x->own = names_kin(x->language);
	for (;;) {
		struct token t = { .space = space, .start = at };

		x->v = arena_more(a, x->v, x->n, &cap, sizeof(*x->v));
		if (at == x->f.text.len)
			break;
		space = x->f.text.p[at] == ' ';
		if (space) {
			at++;
			continue;
		}
		at += lex_token(x, str_from(x->f.text, at), &t);
		if (holds_day(x, &t, str_from(x->f.text, at))) {
			at -= 2;
			t.digits = 2;
			t.number /= 100;
		}
		t.end = at;
		x->v[x->n++] = t;
	}
	pad(a, x);
	if (x->language == LANGUAGE_NONE)
		guess_languages(x);
	x->cjk = is_cjk(&x->own);
	for (size_t i = 0; i < x->n; i++)
		if (x->v[i].kind == TOKEN_NUMBER)
			x->v[i].blocked =
			    blocked_before(x, i) || blocked_after(x, i);
}

/* Short words mean too many things in too many languages. */
#define FOREIGN_WORD 4

static bool
usable(const struct lexed *x, const struct token *t, const struct name *n)
{
	bool foreign = languages_empty(&x->own);

	/* "ago" is August in Spain, and what a program there left in English. */
	if (t->own)
		return name_of(n, &x->own) ||
		       (n->kind == NAME_AGO && (n->known & NAME_ENGLISH) != 0);
	if ((n->known & NAME_ENGLISH) != 0)
		return true;
	/* "on" is ten in Turkish, where no month is called June; a Wednesday in
	 * Danish, where one is called Jun. */
	if (t->filler || (t->hinted && !name_of(n, &x->hint)))
		return false;
	if ((n->known & NAME_WIDE) == 0)
		return (n->known & NAME_LONE) != 0 && foreign;
	if (t->end - t->start >= FOREIGN_WORD)
		return true;
	switch (n->kind) {
	case NAME_MONTH:
	case NAME_WEEKDAY:
	case NAME_PERIOD:
	case NAME_MARK:
	case NAME_AT:
	case NAME_GLUE:
	case NAME_ORDSUF:
		return foreign;
	default:
		return foreign && (n->known & NAME_CJK) != 0;
	}
}

/*
 * The value of token T as KIND, by its foreign meanings. Where two languages
 * mean two things by a word (listopad is October and November), it means
 * neither.
 */
static bool
foreign_value(const struct lexed *x, const struct token *t, enum name_kind kind,
    int *value)
{
	bool found = false, clash = false;

	for (size_t k = 0; k < t->nname; k++) {
		const struct name *n = t->name + k;

		if (n->kind != kind || !usable(x, t, n))
			continue;
		if ((n->known & NAME_ENGLISH) != 0) {
			*value = n->value;
			return true;
		}
		clash = clash || (found && *value != n->value);
		*value = n->value;
		found = true;
	}
	return found && !clash;
}

bool
token_is(const struct lexed *x, size_t i, enum name_kind kind, int *value)
{
	const struct token *t = x->v + i;
	int v = 0;

	if (t->kind != TOKEN_NAME)
		return false;
	if (!t->own || x->language == LANGUAGE_NONE) {
		if (!foreign_value(x, t, kind, &v))
			return false;
		if (value != NULL)
			*value = v;
		return true;
	}
	for (size_t k = 0; k < t->nname; k++)
		if (t->name[k].kind == kind && usable(x, t, t->name + k)) {
			if (value != NULL)
				*value = t->name[k].value;
			return true;
		}
	return false;
}

bool
token_means(const struct lexed *x, size_t i, enum name_kind kind, int value)
{
	const struct token *t = x->v + i;

	if (t->kind != TOKEN_NAME)
		return false;
	for (size_t k = 0; k < t->nname; k++)
		if (t->name[k].kind == kind && t->name[k].value == value &&
		    usable(x, t, t->name + k))
			return true;
	return false;
}

bool
token_punct(const struct lexed *x, size_t i, const char *set)
{
	const struct token *t = x->v + i;

	return t->kind == TOKEN_PUNCT && t->punct != 0 &&
	       strchr(set, t->punct) != NULL;
}

bool
token_number(const struct lexed *x, size_t i)
{
	return x->v[i].kind == TOKEN_NUMBER && !x->v[i].blocked;
}

struct str
token_text(const struct lexed *x, size_t i)
{
	return str_sub(x->f.text, x->v[i].start, x->v[i].end - x->v[i].start);
}

struct str
token_source(const struct lexed *x, size_t i)
{
	size_t from = x->f.at[x->v[i].start];

	return str_sub(x->f.source, from, x->f.at[x->v[i].end] - from);
}
