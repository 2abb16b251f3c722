// SPDX-License-Identifier: ISC
#include "extract/feed/put.h"

#include "model/limits.h"

/* Of dates the last counts: what a format has once is there again when a tool
 * added its own behind what it found. */
static bool
is_date(enum feed_slot slot)
{
	return slot == SLOT_PUBLISHED || slot == SLOT_UPDATED ||
	       slot == SLOT_CREATED || slot == SLOT_DATE;
}

void
feed_put(struct feed_node *n, enum feed_slot slot, const struct feed_value *v)
{
	struct feed_value *has = &n->slot[slot];

	if (!str_empty(v->text) &&
	    (str_empty(has->text) || v->rank > has->rank ||
		(v->rank == has->rank && is_date(slot))))
		*has = *v;
}

void
feed_put_content(
    struct arena *a, struct feed_node *n, const struct feed_value *v)
{
	if (str_empty(v->text) || n->ncontents == LIMIT_VALUES)
		return;
	n->content = arena_more(
	    a, n->content, n->ncontents, &n->content_cap, sizeof(*n->content));
	n->content[n->ncontents++] = *v;
}

void
feed_put_author(
    struct arena *a, struct feed_node *n, const struct feed_person *p)
{
	int rank = n->nauthors > 0 ? n->author[0].rank : 0;

	if ((str_empty(p->name) && str_empty(p->email) && str_empty(p->url)) ||
	    p->rank < rank || n->nauthors == LIMIT_VALUES)
		return;
	if (p->rank > rank)
		n->nauthors = 0;
	n->author = arena_more(
	    a, n->author, n->nauthors, &n->author_cap, sizeof(*n->author));
	n->author[n->nauthors++] = *p;
}

void
feed_put_category(
    struct arena *a, struct feed_node *n, const struct feed_category *c)
{
	if (str_empty(c->term) || n->ncategories == LIMIT_VALUES)
		return;
	for (size_t i = 0; i < n->ncategories; i++)
		if (str_eq(n->category[i].term, c->term) &&
		    str_eq(n->category[i].scheme, c->scheme) &&
		    str_eq(n->category[i].label, c->label))
			return;
	n->category = arena_more(a, n->category, n->ncategories,
	    &n->category_cap, sizeof(*n->category));
	n->category[n->ncategories++] = *c;
}

void
feed_put_enclosure(
    struct arena *a, struct feed_node *n, const struct feed_enclosure *e)
{
	if (str_empty(e->url) || n->nenclosures == LIMIT_VALUES)
		return;
	n->enclosure = arena_more(a, n->enclosure, n->nenclosures,
	    &n->enclosure_cap, sizeof(*n->enclosure));
	n->enclosure[n->nenclosures++] = *e;
}

struct feed_node *
feed_put_entry(struct arena *a, struct feed_doc *doc)
{
	if (doc->n == LIMIT_ITEMS) {
		doc->more++;
		return NULL;
	}
	doc->entry =
	    arena_more(a, doc->entry, doc->n, &doc->cap, sizeof(*doc->entry));
	return &doc->entry[doc->n++];
}
