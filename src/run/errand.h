// SPDX-License-Identifier: ISC
#ifndef RUN_ERRAND_H
#define RUN_ERRAND_H

#include "fetch/fetch.h"
#include "store/store.h"

struct source_run;
struct article_parts;

/* What a run asks the network for: the tag of a request. */
enum errand_kind {
	ERRAND_LIST,   /* the page of a source */
	ERRAND_PAGE,   /* a further page of its list */
	ERRAND_ARTICLE /* the page that an item of it leads to */
};
struct errand {
	enum errand_kind kind;
	struct source_run *source;
	const struct article_due *article; /* of ERRAND_ARTICLE */
	struct article_parts *parts; /* the pages of it before; NULL: none */
	struct request *request;
	struct errand *next; /* in the queue */
};

/* In A, with a copy of REQ. */
static inline struct errand *
errand_new(struct arena *a, enum errand_kind kind, struct source_run *source,
    const struct request *req)
{
	struct errand *x = ARENA_NEW(a, struct errand);

	x->kind = kind;
	x->source = source;
	x->request = ARENA_NEW(a, struct request);
	*x->request = *req;
	return x;
}

/* Errands that nobody has gone on yet, the first ordered first. */
struct errands {
	struct errand *first, *last;
	size_t n; /* that there ever were */
};

static inline void
errands_add(struct errands *q, struct errand *x)
{
	x->request->tag = x;
	x->next = NULL;
	if (q->first == NULL)
		q->first = x;
	else
		q->last->next = x;
	q->last = x;
	q->n++;
}

/* The first of them, no longer in the queue; or NULL. */
static inline struct errand *
errands_take(struct errands *q)
{
	struct errand *x = q->first;

	if (x != NULL)
		q->first = x->next;
	return x;
}

#endif
