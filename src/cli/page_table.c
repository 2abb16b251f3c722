// SPDX-License-Identifier: ISC
#include "cli/page_table.h"

#include <stdio.h>
#include <string.h>

#include "cli/reason.h"
#include "cli/table.h"

/* Where the values begin. */
#define FIELD_COLUMN 12

/* One line: field, final value, and below it where that came from. */
static void
print_field(struct arena *a, const char *name, struct str value,
    const struct raw_field *raw)
{
	size_t width = table_columns() - FIELD_COLUMN;

	printf("  %-9s %s\n", name,
	    value.len > 0 ? table_text(a, value, width).p : "(nothing)");
	if (raw->n > 0 && !str_eq(raw->v[0].raw, value))
		printf("%*s%s gave \"%s\"\n", FIELD_COLUMN, "",
		    table_text(a, raw->rule, width / 2).p,
		    table_text(a, raw->v[0].raw, width / 2 - 8).p);
}

/* The same of a date, with the words of all it may have been read from and
 * what the reading rests on. */
static void
print_date(struct arena *a, const char *name, const struct when *w,
    const struct raw_field *raw)
{
	struct str date = reason_date(a, w);

	if (str_empty(date)) {
		if (raw->n > 0)
			print_field(a, name, date, raw);
		return;
	}
	printf("  %-9s %s\n", name, date.p);
	if (w->how != 0 || !str_eq(w->raw, date))
		printf("%*s%s\n", FIELD_COLUMN, "",
		    table_wrap(a, reason_of_date(a, raw->rule, w, w->how),
			table_columns() - FIELD_COLUMN, FIELD_COLUMN)
			.p);
}

static struct str
joined(struct arena *a, const struct item *it)
{
	struct str s = STR_NULL;

	for (size_t i = 0; i < it->ncategories; i++)
		s = arena_concat(a,
		    (struct str[]){
			s, i > 0 ? STR(", ") : STR_NULL, it->categories[i] },
		    3);
	return s;
}

static void
print_item(struct arena *a, const struct item *it)
{
	const struct raw_field *raw = it->raw->field;
	const struct {
		enum field field;
		struct str value;
	} rows[] = {
		{ FIELD_TITLE, it->title },
		{ FIELD_LINK, it->link },
		{ FIELD_DATE, STR_NULL },
		{ FIELD_UPDATED, STR_NULL },
		{ FIELD_SUMMARY, it->summary },
		{ FIELD_CONTENT, it->content },
		{ FIELD_OUTLET, it->outlet },
		{ FIELD_AUTHOR, it->author },
		{ FIELD_CATEGORY, joined(a, it) },
		{ FIELD_IMAGE, it->image },
		{ FIELD_ENCLOSURE,
		    it->nenclosures > 0 ? it->enclosures[0].url : STR_NULL },
		{ FIELD_GUID, raw[FIELD_GUID].n > 0 ? it->guid : STR_NULL },
	};

	/* The place on the page, as warnings count. */
	printf("\n%zu\n", it->position + 1);
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		enum field f = rows[i].field;

		if (f == FIELD_DATE)
			print_date(a, field_name(f), &it->published, &raw[f]);
		else if (f == FIELD_UPDATED)
			print_date(a, field_name(f), &it->updated, &raw[f]);
		else if (rows[i].value.len > 0 || raw[f].n > 0)
			print_field(a, field_name(f), rows[i].value, &raw[f]);
		if (f == FIELD_LINK && it->link.len > 0 && raw[f].n == 0)
			printf("%*s(made up: the page gives none)\n",
			    FIELD_COLUMN, "");
	}
}

static bool
same_drop(const struct dropped *a, const struct dropped *b)
{
	return str_eq(a->title, b->title) && str_eq(a->link, b->link) &&
	       str_eq(a->why, b->why);
}

/* A line a dropped item; those that look the same share one. */
static void
print_dropped(struct arena *a, const struct items *all)
{
	size_t width = table_columns() / 2;

	for (size_t i = 0, next; i < all->ndropped; i = next) {
		const struct dropped *d = &all->dropped[i];
		struct str name = d->title.len > 0 ? d->title : d->link;

		for (next = i + 1; next < all->ndropped; next++)
			if (!same_drop(d, &all->dropped[next]))
				break;
		printf("\ndropped: %s: %s",
		    name.len > 0 ? table_text(a, name, width).p : "an item",
		    table_text(a, d->why, width).p);
		if (next > i + 1)
			printf(" (%zu times)", next - i);
	}
	if (all->ndropped > 0)
		puts("");
}

/* True of a time of day for which nobody names a zone: it may be hours off,
 * which no reader can see. What is counted back from now mostly needs none. */
static bool
of_no_zone(const struct when *w)
{
	const unsigned certain = HOW_RELATIVE | HOW_EPOCH | HOW_ZONE_TEXT |
				 HOW_FIRST_SEEN | HOW_NOT_YET;

	return (w->precision == PRECISION_SECOND ||
		   w->precision == PRECISION_MINUTE) &&
	       w->offset == 0 && (w->how & certain) == 0;
}

static void
print_zone(const struct source *src, const struct items *all)
{
	const char *name = src->zone->name;

	if (src->zone_given || strcmp(name, "UTC") != 0)
		return;
	for (size_t i = 0; i < all->n; i++) {
		if (!of_no_zone(&all->v[i].published))
			continue;
		printf("  %-9s %s (the page names none; `timezone` says "
		       "another)\n",
		    "zone", name);
		return;
	}
}

void
page_table(struct arena *a, const struct source *src, const struct page *page)
{
	const struct items *all = &page->items;

	printf("%.*s: %zu item%s, %zu dropped\n", STR_ARG(src->id), all->n,
	    all->n == 1 ? "" : "s", all->ndropped);
	printf("  %-9s %s\n", "page", table_text(a, src->shown, 200).p);
	printf("  %-9s %s%s\n", "read as", page->charset,
	    page->charset_guessed ? " (by its bytes)" : "");
	if (all->feed.len > 0)
		printf("  %-9s %.*s\n", page->data ? "kind" : "feed",
		    STR_ARG(all->feed));
	if (page->used != NULL && !str_empty(page->used->rules->embedded))
		printf("  %-9s %s\n", "embedded",
		    table_text(a, page->used->rules->embedded, 200).p);
	if (all->item_rule.len > 0)
		printf("  %-9s %s%s\n", "item",
		    table_text(a, all->item_rule, 200).p,
		    src->rules->item.n > 0 ? "" : " (found on the page)");
	print_zone(src, all);
	for (size_t i = 0; i < all->n; i++)
		print_item(a, &all->v[i]);
	print_dropped(a, all);
	for (size_t i = 0; i < all->nwarnings; i++)
		printf("%swarning: %s\n", i == 0 ? "\n" : "",
		    table_text(a, all->warnings[i], 200).p);
}
