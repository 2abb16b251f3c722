// SPDX-License-Identifier: ISC
#include "cli/preview/preview.h"

#include "cli/preview/marks.h"
#include "cli/preview/table.h"
#include "cli/preview/view.h"
#include "generate/page.h"
#include "model/limits.h"
#include "web/html.h"

/* Those of extract/, so that the tree is the one that was read. */
static const struct html_limits html_limits = LIMITS_OF_HTML;

static void
put(struct buf *b, const char *s)
{
	(void)buf_add(b, str_c(s));
}

static struct str
name_of(const struct preview *p)
{
	const struct source *s = p->source;

	if (!str_empty(s->name))
		return s->name;
	return str_empty(p->page->items.title) ? s->id : p->page->items.title;
}

static void
put_head(const struct preview *p, struct buf *b)
{
	put(b, "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n"
	       "<meta charset=\"utf-8\">\n"
	       "<meta http-equiv=\"Content-Security-Policy\" content=\""
	       "default-src 'none'; base-uri 'none'; form-action 'none'; "
	       "style-src ");
	page_sum(b, preview_style);
	put(b, " ");
	page_sum(b, preview_style_marks);
	put(b, "\">\n<meta name=\"viewport\" content=\"width=device-width, "
	       "initial-scale=1\">\n<meta name=\"referrer\" "
	       "content=\"no-referrer\">\n<meta name=\"robots\" "
	       "content=\"noindex\">\n<title>");
	page_text(b, name_of(p));
	(void)buf_addf(b,
	    ": what coranto takes</title>\n<style>%s</style>\n"
	    "<style>%s</style>\n</head>\n<body>\n",
	    preview_style, preview_style_marks);
}

static void
put_counts(const struct preview *p, struct buf *b)
{
	const struct items *all = &p->page->items;

	(void)buf_addf(b, "<p><strong>%zu item%s taken</strong>", all->n,
	    all->n == 1 ? "" : "s");
	if (all->ndropped > 0)
		(void)buf_addf(b,
		    ", <strong class=\"why\">%zu dropped</strong>",
		    all->ndropped);
	put(b, ". Read as ");
	page_text(b, str_c(p->page->charset));
	put(b, p->page->charset_guessed ? ", by its bytes." : ".");
	if (p->page->truncated)
		put(b, " The page ended early.");
	put(b, "</p>\n");
}

static void
put_warning(struct buf *b, const char *class, struct str s)
{
	if (str_empty(s))
		return;
	(void)buf_addf(b, "<li class=\"%s\">", class);
	page_text(b, s);
	put(b, "</li>\n");
}

/* Links into the file. */
static void
put_ways(const struct marks *m, struct buf *b)
{
	size_t first = 1;

	while (first <= m->nfound && !m->found[first].drawn)
		first++;
	put(b, "<nav>");
	if (m->nfound > 0)
		put(b, "<a href=\"#items\">Items</a> ");
	put(b, "<a href=\"#page\">Page</a> ");
	if (first <= m->nfound)
		(void)buf_addf(b,
		    "<a href=\"#item-%zu\">First item on the page</a>", first);
	put(b, "</nav>\n");
}

static void
put_header(const struct preview *p, const struct marks *m, struct buf *b)
{
	const struct items *all = &p->page->items;

	put(b, "<header>\n<h1><bdi>");
	page_text(b, name_of(p));
	put(b, "</bdi></h1>\n<p class=\"u\">");
	page_text(b, p->source->shown);
	put(b, "</p>\n");
	put_counts(p, b);
	if (!str_empty(p->failure) || !str_empty(p->refusal) ||
	    all->nwarnings > 0) {
		put(b, "<ul class=\"warn\">\n");
		put_warning(b, "bad", p->failure);
		put_warning(b, "", p->refusal);
		for (size_t i = 0; i < all->nwarnings; i++)
			put_warning(b, "", all->warnings[i]);
		put(b, "</ul>\n");
	}
	put_ways(m, b);
	put(b, "</header>\n");
}

static void
put_page(const struct preview *p, struct str view, struct buf *b)
{
	struct str language = p->page->items.language;

	put(b, "<main id=\"page\">\n<h2>Page</h2>\n<p class=\"dim\">Without "
	       "its scripts, styles and pictures.</p>\n"
	       "<div class=\"view\"");
	if (!str_empty(language)) {
		put(b, " lang=\"");
		page_text(b, language);
		put(b, "\"");
	}
	put(b, ">");
	(void)buf_add(b, view);
	put(b, "\n</div>\n</main>\n");
}

/* What is drawn: data as the text that it is, unless it is JSON in a page. */
static struct str
drawn_text(struct arena *a, const struct preview *p)
{
	struct str text = p->page->doc->text;
	struct buf *b;

	if (!p->page->data || (!str_empty(p->source->rules->embedded) &&
				  str_starts(str_trim(text), STR("<"))))
		return text;
	b = buf_in(a, LIMIT_PREVIEW);
	put(b, "<pre>");
	page_text(b, text);
	put(b, "</pre>");
	return buf_str(b);
}

int
preview_write(
    struct arena *a, const struct preview *p, struct buf *b, struct err *e)
{
	struct buf *view = buf_in(a, b->limit);
	struct html_doc *d;
	struct marks m;

	if (html_parse(a, drawn_text(a, p), &html_limits, &d, e) != 0)
		return -1;
	marks_make(a, &p->page->items, html_size(d), &m);
	view_write(a, d, &m, view);
	put_head(p, b);
	put_header(p, &m, b);
	put(b, "<div class=\"both\">\n<section class=\"side\" tabindex=\"0\" "
	       "aria-label=\"What was taken\">\n");
	table_rules(p, &m, b);
	table_items(a, p, &m, b);
	put(b, "</section>\n");
	put_page(p, buf_str(view), b);
	put(b, "</div>\n</body>\n</html>\n");
	if (view->over || b->over)
		return err_set(e, ERR_LIMIT,
		    "the preview is larger than %zu MiB", b->limit >> 20);
	return 0;
}
