// SPDX-License-Identifier: ISC
// The part about feeds and such of what is printed.
#include "cli/detect/finding.h"

#include <stdio.h>

#include "cli/table.h"
#include "model/limits.h"

#define INDENT 3
/* Columns of a title that is quoted. */
#define QUOTE 60

/* What stands above the offers from number I on; or NULL. */
static const char *
offers_head(const struct finding *f, size_t i)
{
	const struct finding_offer *o = &f->offer[i];
	bool feed = offer_is_feed(o->is.kind);

	if (i > 0 && feed == offer_is_feed(f->offer[i - 1].is.kind))
		return NULL;
	if (!feed)
		return "The page or its robots.txt also names, for programs:";
	if (o->by == OFFER_BY_GUESS)
		return "The page names no feed, but its site has one. A reader "
		       "can subscribe to it directly, without coranto:";
	return "This page has a feed. A reader can subscribe to it directly, "
	       "without coranto:";
}

/* What became of asking for O; or empty. */
static struct str
offer_words(const struct finding *f, const struct finding_offer *o)
{
	struct arena *a = f->c->a;

	if (!o->asked)
		return STR_NULL;
	if (!str_empty(o->problem))
		return arena_printf(
		    a, "it is of no use: %.*s", STR_ARG(o->problem));
	if (f->n == 0 || f->list[0].failed)
		return arena_printf(a, "%zu %s", o->entries,
		    o->entries == 1 ? "entry" : "entries");
	return arena_printf(a, "%zu %s; of the %zu of list 1 it has %s",
	    o->entries, o->entries == 1 ? "entry" : "entries",
	    f->list[0].page.items.n,
	    o->shared == 0 ? "none"
	    : o->shared == f->list[0].page.items.n
		? "all"
		: arena_printf(a, "%zu", o->shared).p);
}

void
finding_print_offers(const struct finding *f)
{
	struct arena *a = f->c->a;

	for (size_t i = 0; i < f->noffers; i++) {
		const struct finding_offer *o = &f->offer[i];
		bool title = !str_empty(o->is.title);
		const char *head = offers_head(f, i);
		struct str words = offer_words(f, o);

		if (head != NULL)
			printf("\n%s\n",
			    table_wrap(a, str_c(head), table_columns(), 0).p);
		printf("%*s%s  %s%s%s\n", INDENT, "",
		    table_text(a, o->is.url, LIMIT_URL).p,
		    finding_offer_name(o), title ? ": " : "",
		    table_text(a, o->is.title, QUOTE).p);
		if (!str_empty(words))
			printf("%*s%s\n", 2 * INDENT, "",
			    table_text(a, words, LIMIT_URL).p);
	}
}

/* The feed that has most of the best list; or NULL. */
static const struct finding_offer *
good_feed(const struct finding *f)
{
	const struct finding_offer *best = NULL;

	for (size_t i = 0; i < f->noffers; i++) {
		const struct finding_offer *o = &f->offer[i];

		if (o->asked && str_empty(o->problem) &&
		    (f->n == 0 ? o->entries > 0 : o->shared > 0) &&
		    (best == NULL || o->shared > best->shared))
			best = o;
	}
	return best;
}

void
finding_print_feed(const struct finding *f)
{
	const struct finding_offer *o = good_feed(f);

	if (o != NULL)
		printf("To have the feed read instead of the page:\n"
		       "   %s detect %s --add\n",
		    cli_call(f->c).p,
		    cli_word(f->c->a, arena_cstr(f->c->a, o->is.url)).p);
}
