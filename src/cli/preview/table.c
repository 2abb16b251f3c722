// SPDX-License-Identifier: ISC
#include "cli/preview/table.h"

#include "cli/reason.h"
#include "generate/page.h"
#include "normalize/text.h"

/* Characters of a text in the table; cut. */
#define TABLE_TEXT 80

static void
put(struct buf *b, const char *s)
{
	(void)buf_add(b, str_c(s));
}

static void
put_label(struct buf *b, const char *name)
{
	(void)buf_addf(b, "<span class=\"l l-%s\">%s</span>", name, name);
}

/* S as a line, cut, kept from turning what is around it. */
static void
put_bdi(struct arena *a, struct buf *b, struct str language, struct str s)
{
	put(b, "<bdi");
	if (!str_empty(language)) {
		put(b, " lang=\"");
		page_text(b, language);
		put(b, "\"");
	}
	put(b, ">");
	page_text(b, text_cut(a, text_line(a, s), TABLE_TEXT));
	put(b, "</bdi>");
}

/* The address of URL, whatever it leads to a text; a link only to the web. */
static void
put_link(struct buf *b, struct str url)
{
	bool web = str_istarts(url, STR("https://")) ||
		   str_istarts(url, STR("http://"));

	if (web) {
		put(b, "<a class=\"u\" rel=\"noreferrer\" href=\"");
		page_text(b, url);
		put(b, "\">");
	}
	page_text(b, url);
	if (web)
		put(b, "</a>");
}

/* How many containers have the field F; the first of them in FIRST. */
static size_t
found_with(const struct marks *m, enum field f, const struct found **first)
{
	size_t n = 0;

	for (size_t i = m->nfound; i > 0; i--) {
		const struct found *found = &m->found[i];

		if (found->raw == NULL || found->raw->field[f].n == 0)
			continue;
		*first = found;
		n++;
	}
	return n;
}

static void
put_count(struct buf *b, size_t n)
{
	(void)buf_addf(
	    b, "<td%s>%zu</td></tr>\n", n == 0 ? " class=\"bad\"" : "", n);
}

static void
put_rule(struct buf *b, struct str text)
{
	put(b, "<code>");
	page_text(b, text);
	put(b, "</code>");
}

/* Fallbacks, one under the other. */
static void
put_rules(struct buf *b, const struct rules *r)
{
	for (size_t i = 0; i < r->n; i++) {
		put(b, i > 0 ? "<br>" : "");
		put_rule(b, r->v[i].text);
	}
}

/* The rules of F; where it has none, the one that another field lent it. */
static void
put_rule_row(struct buf *b, const struct marks *m, const struct source *used,
    enum field f)
{
	const struct rules *r = &used->rules->field[f];
	const struct found *first = NULL;
	size_t n = found_with(m, f, &first);
	bool lent = r->n == 0;

	if (lent && first == NULL)
		return;
	put(b, "<tr><th scope=\"row\">");
	put_label(b, field_name(f));
	put(b, "</th><td>");
	put_rules(b, r);
	if (lent)
		put_rule(b, first->raw->field[f].rule);
	put(b, "</td>");
	put_count(b, n);
}

void
table_rules(const struct preview *p, const struct marks *m, struct buf *b)
{
	const struct page *page = p->page;
	const struct source *used = page->used == NULL ? p->source : page->used;

	if (used->rules->item.n == 0)
		return;
	(void)buf_addf(b,
	    "<h2>Rules</h2>\n<table class=\"rules\"><thead><tr>"
	    "<th scope=\"col\">Field</th><th scope=\"col\">Rule%s</th>"
	    "<th scope=\"col\">Found</th></tr></thead>\n<tbody>\n"
	    "<tr><th scope=\"row\"><span class=\"l l-item\">item</span></th>"
	    "<td>",
	    p->source->rules->item.n > 0 ? "" : ", found on the page");
	put_rules(b, &used->rules->item);
	put(b, "</td>");
	put_count(b, m->nfound);
	for (int f = 0; f < FIELD_COUNT; f++)
		put_rule_row(b, m, used, (enum field)f);
	put(b, "</tbody></table>\n");
}

static void
put_row_start(struct buf *b, const struct marks *m, size_t number)
{
	const struct found *f = &m->found[number];

	(void)buf_addf(b, "<tr id=\"row-%zu\"%s><th scope=\"row\">", number,
	    f->dropped != NULL ? " class=\"dropped\"" : "");
	if (f->drawn)
		(void)buf_addf(b,
		    "<a class=\"n\" href=\"#item-%zu\" aria-label=\"%zu, show "
		    "it on the page\">%zu</a>",
		    number, number, number);
	else
		(void)buf_addf(b, "<span class=\"n\">%zu</span>", number);
	put(b, "</th><td>");
	if (!f->drawn)
		put(b, "<p class=\"dim\">not to be seen on the page</p>");
}

/* One more field of an item, where there is one. */
static void
put_field(struct arena *a, struct buf *b, enum field f, struct str language,
    struct str value)
{
	if (str_empty(value))
		return;
	put(b, "<p>");
	put_label(b, field_name(f));
	put(b, " ");
	if (f == FIELD_IMAGE || f == FIELD_ENCLOSURE)
		put_link(b, value);
	else
		put_bdi(a, b, language, value);
	put(b, "</p>");
}

static void
put_fields(
    struct arena *a, struct buf *b, const struct item *it, struct str language)
{
	put_field(a, b, FIELD_SUMMARY, language, it->summary);
	put_field(a, b, FIELD_AUTHOR, language, it->author);
	put_field(a, b, FIELD_OUTLET, language, it->outlet);
	for (size_t i = 0; i < it->ncategories; i++)
		put_field(a, b, FIELD_CATEGORY, language, it->categories[i]);
	put_field(a, b, FIELD_IMAGE, language, it->image);
	for (size_t i = 0; i < it->nenclosures; i++)
		put_field(
		    a, b, FIELD_ENCLOSURE, language, it->enclosures[i].url);
	if (!str_empty(it->content))
		put(b, "<p><span class=\"l l-content\">content</span> "
		       "is there</p>");
}

/* A date and, in small, the words that it was read from and what was added. */
static void
put_date(struct arena *a, struct buf *b, const struct when *w,
    const struct raw_field *raw)
{
	struct str date = reason_date(a, w), how;

	if (str_empty(date)) {
		put(b, "<span class=\"dim\">none</span>");
		if (raw->n > 0) {
			put(b, "<small>not read: “");
			put_bdi(a, b, STR_NULL, raw->v[0].value);
			put(b, "”</small>");
		}
		return;
	}
	put(b, "<b>");
	page_text(b, date);
	put(b, "</b>");
	if (!str_empty(w->raw) && !str_eq(w->raw, date)) {
		put(b, "<small>from “");
		put_bdi(a, b, STR_NULL, w->raw);
		put(b, "”</small>");
	}
	how = how_text(a, w->how);
	if (!str_empty(how)) {
		put(b, "<small>");
		page_text(b, how);
		put(b, "</small>");
	}
}

static void
put_title(struct arena *a, struct buf *b, struct str language, struct str title,
    struct str link)
{
	put(b, "<p class=\"t\">");
	if (str_empty(title))
		put(b, "<span class=\"dim\">no title</span>");
	else
		put_bdi(a, b, language, title);
	put(b, "</p><p>");
	if (str_empty(link))
		put(b, "<span class=\"dim\">no link</span>");
	else
		put_link(b, link);
	put(b, "</p>");
}

static void
put_item(
    struct arena *a, struct buf *b, const struct item *it, struct str language)
{
	const struct raw_field *raw = it->raw->field;

	if (!str_empty(it->language))
		language = it->language;
	put_title(a, b, language, it->title, it->link);
	put_fields(a, b, it, language);
	put(b, "</td><td>");
	put_date(a, b, &it->published, &raw[FIELD_DATE]);
	if (it->updated.precision != PRECISION_NONE) {
		put(b, "<p><span class=\"l l-updated\">updated</span></p>");
		put_date(a, b, &it->updated, &raw[FIELD_UPDATED]);
	}
	put(b, "</td></tr>\n");
}

static void
put_dropped(struct arena *a, struct buf *b, const struct dropped *d,
    struct str language)
{
	put(b, "<p class=\"why\">dropped: ");
	page_text(b, d->why);
	put(b, "</p>");
	put_title(a, b, language, d->title, d->link);
	put(b, "</td><td></td></tr>\n");
}

void
table_items(struct arena *a, const struct preview *p, const struct marks *m,
    struct buf *b)
{
	struct str language = p->page->items.language;

	if (m->nfound == 0)
		return;
	put(b, "<h2 id=\"items\">Items</h2>\n<table class=\"items\"><thead>"
	       "<tr><th scope=\"col\">No.</th><th scope=\"col\">Item</th>"
	       "<th scope=\"col\">Date</th></tr></thead>\n<tbody>\n");
	for (size_t i = 1; i <= m->nfound && !b->over; i++) {
		const struct found *f = &m->found[i];

		if (f->raw == NULL)
			continue;
		put_row_start(b, m, i);
		if (f->item != NULL)
			put_item(a, b, f->item, language);
		else
			put_dropped(a, b, f->dropped, language);
	}
	put(b, "</tbody></table>\n");
}
