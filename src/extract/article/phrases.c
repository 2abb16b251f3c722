// SPDX-License-Identifier: ISC
#include "extract/article/phrases.h"

#include <stdbool.h>

#include "base/utf8.h"
#include "extract/article/phrases_table.h"

/* What may stand around a phrase: marks, figures, spaces. */
static bool
is_mark(uint32_t cp)
{
	if (cp < 0x80)
		return !is_alpha((int)cp);
	return utf8_is_space(cp) || (cp >= 0x2000 && cp < 0x2C00) ||
	       (cp >= 0x3000 && cp < 0x3040) || (cp >= 0xFF00 && cp < 0xFF10) ||
	       (cp >= 0xFF1A && cp < 0xFF20) || cp == 0xAB || cp == 0xBB ||
	       cp == 0xB7;
}

static struct str
without_marks(struct str s)
{
	while (s.len > 0) {
		size_t at = s.len;

		if (!is_mark(utf8_prev(s, &at)))
			break;
		s.len = at;
	}
	for (size_t at = 0; at < s.len;) {
		size_t from = at;

		if (!is_mark(utf8_next(s, &at)))
			return str_from(s, from);
	}
	return str_sub(s, 0, 0);
}

/*
 * The phrases by their first byte: each line is looked at once, whatever the
 * number of phrases.
 */
struct phrases {
	const struct phrase_entry **v; /* by the first byte */
	size_t from[257];
};

static unsigned char
first_of(const struct phrase_entry *e)
{
	return (unsigned char)to_lower(e->text[0]);
}

struct phrases *
phrases_make(struct arena *a)
{
	struct phrases *p = ARENA_NEW(a, struct phrases);
	size_t n = 0;

	p->v = ARENA_ARRAY(a, phrase_entries_n, const struct phrase_entry *);
	for (size_t i = 0; i < phrase_entries_n; i++)
		p->from[first_of(&phrase_entries[i]) + 1]++;
	for (size_t c = 0; c < 256; c++)
		p->from[c + 1] += p->from[c];
	/* From the back, so that those of one byte keep their order. */
	for (size_t i = phrase_entries_n; i > 0; i--) {
		const struct phrase_entry *e = &phrase_entries[i - 1];

		p->v[--p->from[first_of(e) + 1]] = e;
		n++;
	}
	for (size_t c = 0; c < 256; c++)
		p->from[c] = p->from[c + 1];
	p->from[256] = n;
	return p;
}

/* True when S, at the place WHERE in its line, says E. */
static bool
says(const struct phrase_entry *e, struct str s, bool begins, unsigned weight)
{
	struct str phrase = str_c(e->text);

	switch (e->how) {
	case WHOLE:
		return begins && str_ieq(s, phrase);
	case START:
		return begins && weight <= SHORT && str_istarts(s, phrase);
	case LONG:
		return begins && str_istarts(s, phrase);
	case PART:
		return weight <= SHORT && str_istarts(s, phrase);
	case NOTICE:
	default:
		return str_istarts(s, phrase);
	}
}

static enum phrase
look(const struct phrases *p, struct str s, bool begins, unsigned weight)
{
	unsigned char c = (unsigned char)to_lower(s.p[0]);

	for (size_t i = p->from[c]; i < p->from[c + 1]; i++)
		if (says(p->v[i], s, begins, weight))
			return p->v[i]->phrase;
	return PHRASE_NONE;
}

enum phrase
phrase_of(const struct phrases *p, struct str text, unsigned weight)
{
	struct str bare = without_marks(text);
	enum phrase found = PHRASE_NONE;

	if (weight > PARAGRAPH || text.len == 0)
		return PHRASE_NONE;
	if (bare.len > 0)
		found = look(p, bare, true, weight);
	if (found == PHRASE_NONE && bare.p != text.p)
		found = look(p, text, true, weight);
	for (size_t i = 0; i < text.len && found == PHRASE_NONE; i++)
		found = look(p, str_from(text, i), false, weight);
	return found;
}
