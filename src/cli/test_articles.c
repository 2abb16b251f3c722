// SPDX-License-Identifier: ISC
#include "cli/test_articles.h"

#include <stdio.h>

#include "cli/cli.h"
#include "cli/reason.h"
#include "cli/table.h"
#include "model/limits.h"
#include "model/record.h"
#include "normalize/markup.h"

/* Enough to see whether rules fit, and few enough to ask for at once. */
#define ARTICLES 3
/* Where the values begin. */
#define FIELD_COLUMN 12

struct reading {
	struct visit *v;
	struct test_articles *out;
};

static bool
on_article(
    void *ctx, size_t i, const struct response *res, const struct err *failed)
{
	struct reading *r = ctx;
	struct test_article *x = &r->out->v[i];
	const struct article_known known = { .title = x->item->title };
	struct arena *a = r->v->c->a, work;

	if (failed != NULL) {
		x->why = *failed;
		return true;
	}
	arena_init(&work, LIMIT_ARENA);
	x->read = processor_article(r->v->c->processor, &work, r->v->source,
		      res, &known, r->v->c->now, &x->found, &x->why) == 0;
	x->found.item = item_copy(a, &x->found.item);
	x->found.rule = arena_str(a, x->found.rule);
	x->found.canonical = arena_str(a, x->found.canonical);
	arena_release(&work);
	return true;
}

void
test_articles_read(
    struct visit *v, const struct items *items, struct test_articles *out)
{
	struct reading r = { v, out };
	const struct err nothing = ERR_INIT;
	size_t n = items->n < ARTICLES ? items->n : ARTICLES;
	struct str *url = ARENA_ARRAY(v->c->a, n, struct str);
	struct visit_more more = {
		.url = url, .n = n, .answer = on_article, .ctx = &r
	};

	out->v = ARENA_ARRAY(v->c->a, n, struct test_article);
	out->n = n;
	for (size_t i = 0; i < n; i++) {
		out->v[i].item = &items->v[i];
		out->v[i].why = nothing;
		url[i] = items->v[i].link;
	}
	visit_more(v, &more);
}

static void
print_value(struct arena *a, const char *name, struct str value)
{
	size_t width = table_columns() - FIELD_COLUMN;

	if (!str_empty(value))
		printf("  %-9s %s\n", name, table_text(a, value, width).p);
}

static void
print_found(struct arena *a, const struct article_found *f)
{
	struct str text = markup_text(a, f->item.content);

	printf("  %-9s %.*s gave %zu bytes\n", "content", STR_ARG(f->rule),
	    f->item.content.len);
	printf("%*s%s\n", FIELD_COLUMN, "",
	    table_text(a, text, table_columns() - FIELD_COLUMN).p);
	for (int i = 0; i < FIELD_COUNT; i++) {
		if ((f->gave >> i & 1) == 0)
			continue;
		if (i == FIELD_TITLE)
			print_value(a, "title", f->item.title);
		else if (i == FIELD_SUMMARY)
			print_value(a, "summary", f->item.summary);
		else if (i == FIELD_DATE)
			print_value(
			    a, "date", reason_date(a, &f->item.published));
		else if (i == FIELD_AUTHOR)
			print_value(a, "author", f->item.author);
		else if (i == FIELD_OUTLET)
			print_value(a, "outlet", f->item.outlet);
		else if (i == FIELD_IMAGE)
			print_value(a, "image", f->item.image);
	}
	print_value(a, "canonical", f->canonical);
	print_value(a, "goes on", f->next);
}

void
test_articles_print(struct arena *a, const struct test_articles *all)
{
	for (size_t i = 0; i < all->n; i++) {
		const struct test_article *x = &all->v[i];

		printf("\nArticle of %zu: %s\n", x->item->position + 1,
		    table_text(a, x->item->link, SIZE_MAX).p);
		if (x->read)
			print_found(a, &x->found);
		else
			printf("  nothing: %s\n", x->why.msg);
	}
}

json_t *
test_articles_json(const struct test_articles *all)
{
	json_t *list = json_array();

	for (size_t i = 0; i < all->n; i++) {
		const struct test_article *x = &all->v[i];
		json_t *o =
		    x->read ? record_item_json(&x->found.item) : json_object();

		json_object_del(o, "fields");
		json_object_set_new(o, "link", record_str_json(x->item->link));
		json_object_set_new(o, "rule", record_str_json(x->found.rule));
		json_object_set_new(
		    o, "canonical", record_str_json(x->found.canonical));
		json_object_set_new(o, "next", record_str_json(x->found.next));
		json_object_set_new(o, "why",
		    x->read ? json_null() : record_str_json(str_c(x->why.msg)));
		json_array_append_new(list, o);
	}
	return list;
}
