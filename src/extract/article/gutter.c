// SPDX-License-Identifier: ISC
#include "extract/article/gutter.h"

/* Figures of the largest number of a line. */
#define DIGITS 6

/* Lines beside code that are none: its language, its name. */
#define OTHERS 2
/* Elements around a line that are looked at for the code that it is in. */
#define STEPS 6

/* True when the box AT is in code. */
static bool
is_code(const struct page *p, uint32_t at)
{
	for (int i = 0; i < STEPS && at != 0; i++, at = p->cell[at].parent)
		if (p->cell[at].tag == TAG_CODE)
			return true;
	return false;
}

/* True when LINE goes on counting from *LAST, with nothing but white space
 * between its numbers. */
static bool
counts_on(struct str line, unsigned *last)
{
	size_t at = 0;

	while (at < line.len) {
		unsigned n = 0;
		size_t digits = 0;

		for (; at < line.len && is_digit(line.p[at]); at++) {
			if (++digits > DIGITS)
				return false;
			n = n * 10 + (unsigned)(line.p[at] - '0');
		}
		if (digits == 0 || n != *last + 1)
			return false;
		*last = n;
		while (at < line.len && is_html_space(line.p[at]))
			at++;
	}
	return true;
}

/* How far cell AT counts from 1; 0 when it has anything else. */
static unsigned
count_in(const struct page *p, uint32_t at)
{
	unsigned last = 0;

	for (uint32_t i = p->cell[at].from; i < p->cell[at].to; i++)
		if (!counts_on(p->line[i].text, &last))
			return 0;
	return last;
}

/* True when what is around cell AT is code and little else. */
static bool
is_by_code(const struct page *p, const uint32_t *code, uint32_t at)
{
	const struct cell *in = &p->cell[at];
	uint32_t around = in->parent, lines, of_code;

	if (around == 0)
		return false;
	lines = p->cell[around].to - p->cell[around].from - (in->to - in->from);
	of_code = code[p->cell[around].to] - code[p->cell[around].from] -
		  (code[in->to] - code[in->from]);
	return of_code > 0 && lines <= of_code + OTHERS;
}

static bool
is_gutter(const struct page *p, const uint32_t *code, uint32_t at)
{
	unsigned n = count_in(p, at);

	/* A number alone is that of a line in a cell or a list only. */
	if (n == 0 || (n == 1 && p->cell[at].tag != TAG_CELL &&
			  p->cell[at].tag != TAG_LIST))
		return false;
	return is_by_code(p, code, at);
}

void
drop_gutters(struct page *p)
{
	uint32_t *code = ARENA_ARRAY(p->a, p->nlines + 1, uint32_t);

	for (uint32_t i = 0; i < p->nlines; i++)
		code[i + 1] = code[i] + is_code(p, p->line[i].box);
	for (uint32_t at = p->top + 1; at < p->ncells && code[p->nlines] > 0;
	     at++) {
		const struct cell *c = &p->cell[at];

		if (c->node == NULL || c->from >= c->to ||
		    !tag_is_block((enum tag)c->tag) || c->drop != DROP_NOT ||
		    !is_gutter(p, code, at))
			continue;
		page_drop(p, at, DROP_PLACE);
		at = c->end - 1;
	}
}
