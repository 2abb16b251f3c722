// SPDX-License-Identifier: ISC
#include "normalize/title.h"

#include <stdbool.h>
#include <stdint.h>

#include "base/utf8.h"
#include "normalize/unicode.h"

/* Bullets, arrows and bars of lists, at one end of a title or at both. */
enum list_mark {
	MARK_NONE,
	MARK_LOOSE, /* of a list where a space parts it from the words */
	MARK_LEAD,  /* before the words in any case, else as MARK_LOOSE */
	MARK_BOTH   /* in any case */
};

static enum list_mark
list_mark(uint32_t cp)
{
	static const struct {
		uint32_t cp;
		enum list_mark kind;
	} marks[] = {
		{ '-', MARK_LOOSE },
		{ '/', MARK_LOOSE },
		{ '>', MARK_LOOSE },
		{ '|', MARK_BOTH },
		{ 0xA6, MARK_BOTH },
		{ 0xB7, MARK_LEAD },
		{ 0xBB, MARK_LOOSE },
		{ 0x2013, MARK_LOOSE },
		{ 0x2014, MARK_LOOSE },
		{ 0x2022, MARK_LEAD },
		{ 0x2023, MARK_LEAD },
		{ 0x2043, MARK_LEAD },
		{ 0x203A, MARK_LOOSE },
		{ 0x2192, MARK_BOTH },
		{ 0x25A0, MARK_LEAD },
		{ 0x25A1, MARK_LEAD },
		{ 0x25AA, MARK_LEAD },
		{ 0x25AB, MARK_LEAD },
		{ 0x25B6, MARK_BOTH },
		{ 0x25B8, MARK_BOTH },
		{ 0x25BA, MARK_BOTH },
		{ 0x25C6, MARK_LEAD },
		{ 0x25C7, MARK_LEAD },
		{ 0x25CF, MARK_LEAD },
		{ 0x2794, MARK_BOTH },
		{ 0x279C, MARK_BOTH },
		{ 0x30FB, MARK_LEAD },
		{ 0xFF5C, MARK_BOTH },
		{ 0xFF65, MARK_LEAD },
	};

	for (size_t i = 0; i < sizeof(marks) / sizeof(*marks); i++)
		if (cp == marks[i].cp)
			return marks[i].kind;
	return MARK_NONE;
}

/* "»Nein«" and "« oui »": such marks are quotation marks there. */
static bool
is_quoted(struct str s)
{
	return str_find(s, STR("«")) != STR_NONE ||
	       str_find(s, STR("‹")) != STR_NONE ||
	       str_find(s, STR("<")) != STR_NONE;
}

/* "・・・" and "···" are what other languages write as "...". */
static bool
is_repeated(uint32_t cp, uint32_t beside)
{
	return cp == beside;
}

/* True when mark CP, with BESIDE between it and the words, is of a list. FREE
 * is the least kind that needs no space. */
static bool
is_of_list(uint32_t cp, uint32_t beside, enum list_mark free, bool quoted)
{
	enum list_mark kind = list_mark(cp);

	if (kind == MARK_NONE || is_repeated(cp, beside) ||
	    (kind == MARK_LOOSE && quoted))
		return false;
	return kind >= free || utf8_is_space(beside);
}

static struct str
without_lead(struct str s, bool quoted)
{
	for (;;) {
		size_t at = 0, next;
		uint32_t cp = utf8_next(s, &at);

		next = at;
		if (at >= s.len ||
		    !is_of_list(cp, utf8_next(s, &next), MARK_LEAD, quoted))
			return s;
		s = str_trim(str_from(s, at));
	}
}

static struct str
without_tail(struct str s, bool quoted)
{
	for (;;) {
		size_t at = s.len, before;
		uint32_t cp = utf8_prev(s, &at);

		before = at;
		if (at == 0 ||
		    !is_of_list(cp, utf8_prev(s, &before), MARK_BOTH, quoted))
			return s;
		s = str_trim(str_sub(s, 0, at));
	}
}

struct str
title_bare(struct str title)
{
	bool quoted = is_quoted(title);
	struct str bare = without_tail(without_lead(title, quoted), quoted);

	for (size_t at = 0; at < bare.len;)
		if (unicode_is_word(utf8_next(bare, &at)))
			return bare;
	return title; /* a title of nothing but marks is one */
}
