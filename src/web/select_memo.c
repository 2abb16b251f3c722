// SPDX-License-Identifier: ISC
/*
 * What was found out about a node is kept, so that a search asks each question
 * once of each node: else "a ~ b" and ":has(a)" are quadratic. Two bits a node
 * and question, in pages that are made where the search comes by.
 */
#include "web/select_priv.h"

#define PAGE 2048 /* nodes */
#define PER_BYTE 4

struct memo_page {
	unsigned char v[PAGE / PER_BYTE];
};

/* The page that node number AT stands on; NULL when MAKE is not set and none
 * was made, or when nothing is kept. */
static struct memo_page *
page_of(struct match *m, size_t slot, size_t at, bool make)
{
	struct memo_page ***book, **page;

	if (m->memo == NULL || at == 0)
		return NULL;
	book = &m->memo[slot];
	if (*book == NULL && !make)
		return NULL;
	if (*book == NULL)
		*book = ARENA_ARRAY(
		    m->a, html_size(m->d) / PAGE + 1, struct memo_page *);
	page = &(*book)[at / PAGE];
	if (*page == NULL && make)
		*page = ARENA_NEW(m->a, struct memo_page);
	return *page;
}

enum memo
memo_get(struct match *m, size_t slot, const struct html_node *n)
{
	size_t at = html_order(n);
	const struct memo_page *page = page_of(m, slot, at, false);

	if (page == NULL)
		return MEMO_UNKNOWN;
	at %= PAGE;
	return page->v[at / PER_BYTE] >> 2 * (at % PER_BYTE) & 3;
}

void
memo_set(
    struct match *m, size_t slot, const struct html_node *n, enum memo what)
{
	size_t at = html_order(n);
	struct memo_page *page = page_of(m, slot, at, true);
	unsigned shift;

	if (page == NULL)
		return;
	at %= PAGE;
	shift = 2 * (unsigned)(at % PER_BYTE);
	page->v[at / PER_BYTE] =
	    (unsigned char)((page->v[at / PER_BYTE] & ~(3U << shift)) |
			    (unsigned)what << shift);
}
