// SPDX-License-Identifier: ISC
#ifndef EXTRACT_ARTICLE_PAGE_H
#define EXTRACT_ARTICLE_PAGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/str.h"
#include "extract/article/article.h"
#include "extract/article/measure.h"
#include "extract/article/phrases.h"
#include "extract/article/tags.h"
#include "web/html_hidden.h"

/*
 * A page laid out for reading: its nodes as one array in document order, and
 * the lines of text that they make. Everything that judges works on these.
 */

#define NO_LINE UINT32_MAX
/* Weight of a line that is a paragraph by its length alone. */
#define LINE_PARAGRAPH 80

/* Why a line is no part of the text. */
enum drop {
	DROP_NOT,
	DROP_PLACE,   /* in a menu, a footer, a form */
	DROP_LINKS,   /* a list of ways to elsewhere */
	DROP_PHRASE,  /* says what no author says: 分享到, "Read more" */
	DROP_REPEAT,  /* one of many alike: a teaser, a comment */
	DROP_AFTER,   /* below a headline that ends the article */
	DROP_CAPTION, /* goes with a picture */
	DROP_FACT,    /* headline, author, date: said in the record */
	DROP_OUTSIDE  /* not in the element of the text, or at its edge */
};

struct cell {
	const struct html_node *node; /* NULL: not laid out */
	uint32_t parent;
	uint32_t end;      /* the first cell that is not below it */
	uint32_t from, to; /* its lines; of a text the one it is in */
	uint8_t tag;       /* enum tag */
	uint8_t kind;      /* enum tag: of the nearest one that says what its
			      text is: a paragraph in a quote is of the quote */
	uint8_t drop;      /* enum drop, of all below it */
};

struct line {
	struct str text; /* white space folded, none around it; never empty */
	struct measure m;
	unsigned linked; /* weight of what is in links */
	uint32_t box;    /* the innermost block around it */
	uint32_t first;  /* its first text */
	enum tag kind;   /* of its box */
	enum drop drop;
	enum phrase phrase;
	bool declared; /* the page says that it is the article's */
	double value;  /* of each unit of weight, -1 to 1 */
};

struct page {
	struct arena *a;
	struct cell *cell; /* by html_order, from 1 */
	uint32_t ncells;
	struct line *line;
	uint32_t nlines;
	size_t cap;
	uint32_t top; /* of the cells that were laid out */
	bool hidden;  /* something was passed over that a higher MOST has */
	bool placed;  /* judge: something was dropped for its place */
};

/*
 * Lay out what is below TOP and no more hidden than MOST, without the nodes
 * that ASK leaves out. Results in A.
 */
void page_lay_out(struct arena *a, const struct html_doc *doc,
    const struct html_node *top, const struct article_ask *ask,
    enum html_hidden most, struct page *out);

/* The weight of a line that is not in links. */
static inline unsigned
line_own(const struct line *l)
{
	return l->m.weight > l->linked ? l->m.weight - l->linked : 0;
}

/* How much a line speaks for a text: nothing when it is dropped. */
static inline double
line_worth(const struct line *l)
{
	return l->drop == DROP_NOT && l->value > 0 ? l->value * line_own(l) : 0;
}

/* True when a line is a paragraph that is set as a heading. */
static inline bool
line_is_large(const struct line *l)
{
	return l->kind == TAG_HEADING && l->linked == 0 &&
	       l->m.weight >= LINE_PARAGRAPH && l->m.sentences > 0 &&
	       l->m.ended;
}

/* The rank of the heading that L is in, 1 to 6; 0: it is in none. */
unsigned page_rank(const struct page *p, const struct line *l);

/* Drop the lines of cell AT that are not dropped yet. */
void page_drop(struct page *p, uint32_t at, enum drop why);

#endif
