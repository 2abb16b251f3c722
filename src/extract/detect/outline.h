// SPDX-License-Identifier: ISC
#ifndef EXTRACT_DETECT_OUTLINE_H
#define EXTRACT_DETECT_OUTLINE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/str.h"
#include "web/html.h"

/*
 * The elements of a page as one array in document order, with what detection
 * asks of each again and again. What is below the element I are the elements
 * I + 1 to END - 1.
 *
 * The weight of a text is its letters and digits, two for a character of a
 * script without spaces: so a headline weighs about as much in any script.
 */
struct box {
	const struct html_node *node;
	uint32_t parent; /* index; 0 of the first one, which is the body */
	uint32_t end;
	uint32_t depth;
	uint32_t nth; /* siblings of its kind before it, OUTLINE_NTH at most */
	uint32_t weight;      /* of all visible text below */
	uint32_t digits;      /* of them ASCII digits */
	uint32_t own_weight;  /* of the text nodes right below */
	uint32_t link_weight; /* of what is inside of links */
	uint32_t links;       /* <a href> to a page, itself included */
	uint32_t pictures;
	uint32_t heading_weight; /* of the heaviest heading below, or itself */
	uint32_t heading_around; /* the innermost one, or itself; NO_BOX */
	uint64_t kind;           /* hash of tag and classes */
	uint64_t shape;          /* hash of the kinds of its children */
	uint64_t tag_path;       /* hash of the tags from the body on */
	uint64_t kind_path;      /* hash of the kinds from the body on */
	uint64_t text;    /* hash of all text below, its order left out */
	uint64_t wording; /* the same without ASCII digits */
	bool link;        /* <a href> to a page */
	bool picture;     /* <img>, or has one as its background */
	bool icon;        /* a picture that is said to be small */
	bool data;        /* has a value that is not drawn: <meta itemprop> */
	bool heading;     /* h1 to h6 */
	bool aside;       /* within nav, footer, aside or the like */
	bool below;       /* in a list that an entry has behind its link */
	uint32_t item;    /* the innermost <li> around it, or itself; NO_BOX */
	uint32_t links_before; /* links of the page that begin before it */
};

#define NO_BOX UINT32_MAX

/* Cells, lines, tags of one entry that are told apart by their place. */
#define OUTLINE_NTH 8

struct outline {
	struct box *v; /* v[0] is the body; N is 0 when there is none */
	size_t n;
};

/* Make the outline of DOC, hidden elements left out. Results in A. */
void outline_make(
    struct arena *a, const struct html_doc *doc, struct outline *out);

/* True when B is declared to be the property PROP of something. Source: WHATWG
 * HTML 5.2.3, itemprop. */
bool box_says(const struct box *b, const char *prop);

/* The element before the box I that has the same parent; or NO_BOX. */
uint32_t outline_before(const struct outline *o, uint32_t i);

/* The weight of the text S; *DIGITS of it are ASCII digits. */
size_t outline_weigh(struct str s, size_t *digits);

#endif
