// SPDX-License-Identifier: ISC
#include "extract/article/article.h"

#include "extract/article/borne.h"
#include "extract/article/byline.h"
#include "extract/article/choose.h"
#include "extract/article/credits.h"
#include "extract/article/facts.h"
#include "extract/article/judge.h"
#include "extract/article/next.h"
#include "extract/article/page.h"
#include "extract/article/title.h"
#include "extract/article/write.h"
#include "model/limits.h"
#include "web/url.h"

/* Bytes of a text that are little: what is hidden is looked at, too. */
#define LITTLE 600
/* How many times as much must be found there. */
#define MUCH_MORE 3

/* How a page is read; each way lets in more than the one before. */
static const struct way {
	enum html_hidden most;
	bool places; /* asides and footers hold no text */
} ways[] = {
	{ HTML_SHOWN, true },
	{ HTML_UNDRAWN, true },
	{ HTML_UNDRAWN, false },
};

/* The text of a page, found one way. */
struct reading {
	struct page page;
	struct str text;
	struct str title;
	uint32_t title_line;
	uint32_t at; /* cell of the text; 0: there is none */
};

static struct str
base_of(struct arena *a, const struct html_doc *doc, struct str url)
{
	struct str href = html_base_href(doc), base;

	if (!str_empty(href) &&
	    url_resolve(a, href, url, LIMIT_URL, &base) == 0)
		return base;
	return url;
}

/* The top element; no document is without one. */
static const struct html_node *
top_of(const struct html_doc *doc)
{
	const struct html_node *n = html_first(html_root(doc));

	while (n != NULL && html_type(n) != HTML_ELEMENT)
		n = html_next(n);
	return n;
}

/* The cell of N; 0 when it was not laid out. */
static uint32_t
cell_of(const struct page *p, const struct html_node *n)
{
	uint32_t at = (uint32_t)html_order(n);

	return p->cell[at].node == n && p->cell[at].tag != TAG_NONE ? at : 0;
}

static struct site
site_of(struct arena *a, const struct facts *f, struct str url)
{
	struct url u;

	return (struct site){ f->site,
		url_parse(a, url, STR_NULL, &u) == 0 ? u.host : STR_NULL };
}

static void
read_way(struct arena *a, const struct html_doc *doc,
    const struct article_ask *ask, const struct facts *f, const struct way *way,
    struct reading *r)
{
	const struct html_node *top =
	    ask->within != NULL ? ask->within : top_of(doc);
	struct site site = site_of(a, f, ask->url);
	struct hints h;

	*r = (struct reading){
		.title_line = NO_LINE, .text = STR_NULL, .title = STR_NULL
	};
	if (top == NULL || html_order(top) == 0)
		return;
	page_lay_out(a, doc, top, ask, way->most, &r->page);
	r->title = article_title(
	    &r->page, html_title(a, doc), f->title, &site, &r->title_line);
	judge(&r->page, way->places, r->title_line);
	if (ask->within == NULL)
		borne_out(&r->page, f->body);
	h = (struct hints){ r->title, r->title_line,
		f->body_node == NULL ? 0 : cell_of(&r->page, f->body_node) };
	if (ask->within != NULL) {
		r->at = r->page.top;
		title_cut(&r->page, r->title);
	} else
		r->at = choose(&r->page, &h);
	if (r->at == 0)
		return;
	if (ask->within == NULL)
		title_above(&r->page, html_title(a, doc), f, &site,
		    write_stretch(&r->page).from, &r->title, &r->title_line);
	title_cut(&r->page, r->title);
	if (ask->within == NULL)
		credits_drop(&r->page);
	r->text = write_text(&r->page);
}

static void
read_text(struct arena *a, const struct html_doc *doc,
    const struct article_ask *ask, const struct facts *f, struct reading *best)
{
	bool hidden, placed;

	read_way(a, doc, ask, f, &ways[0], best);
	hidden = best->page.hidden;
	placed = best->page.placed;
	for (size_t i = 1;
	     i < sizeof(ways) / sizeof(*ways) && best->text.len < LITTLE; i++) {
		struct reading r;

		if (!(ways[i].places ? hidden : placed))
			continue;
		read_way(a, doc, ask, f, &ways[i], &r);
		if (r.text.len > MUCH_MORE * best->text.len)
			*best = r;
	}
}

static struct str
absolute(struct arena *a, struct str ref, struct str base)
{
	struct str out = STR_NULL;

	if (!str_empty(ref))
		(void)url_resolve(a, ref, base, LIMIT_URL, &out);
	return out;
}

/* The most trustworthy place first; those of one place as they were. */
static void
sort_dates(struct article_dates *d)
{
	for (size_t i = 1; i < d->n; i++)
		for (size_t k = i; k > 0 && d->v[k].place < d->v[k - 1].place;
		     k--) {
			struct article_date swap = d->v[k];

			d->v[k] = d->v[k - 1];
			d->v[k - 1] = swap;
		}
}

static void
take_facts(struct arena *a, struct facts *f, struct article *out)
{
	out->summary = f->summary;
	out->author = f->author;
	out->outlet = f->outlet;
	out->site = f->site;
	out->published = f->published;
	out->updated = f->updated;
	sort_dates(&out->published);
	sort_dates(&out->updated);
	out->canonical = absolute(a, f->canonical, out->base);
	out->amp = absolute(a, f->amp, out->base);
}

void
article_find(struct arena *a, const struct html_doc *doc,
    const struct article_ask *ask, struct article *out)
{
	struct reading r;
	struct facts f;
	struct site site;
	struct str image = STR_NULL;
	struct str own = STR_NULL; /* an author who is called as the site is */

	*out = (struct article){ .base = base_of(a, doc, ask->url),
		.text = STR_NULL,
		.html = STR_NULL,
		.language = html_language(doc) };
	facts_read(a, doc, &f);
	site = site_of(a, &f, ask->url);
	if (site_is(&site, f.author))
		own = f.author;
	if (byline_is_nobody(f.author) || !str_empty(own))
		f.author = STR_NULL;
	read_text(a, doc, ask, &f, &r);
	out->title = str_empty(r.title) ? f.title : r.title;
	out->text = r.text;
	if (r.text.len > 0) {
		struct stretch s = write_stretch(&r.page);

		out->html = write_html(&r.page, r.at, r.title_line, &image);
		out->lead = write_lead(&r.page, r.title_line, s.from);
		credits_read(&r.page, r.title_line, s.from, s.to, &f);
		if (str_empty(f.author) && str_empty(own))
			f.author = byline_user(&r.page, r.title_line, s.from);
	}
	if (str_empty(f.author))
		f.author = own;
	take_facts(a, &f, out);
	out->image =
	    absolute(a, str_empty(f.image) ? image : f.image, out->base);
	out->next = next_page(a, doc, ask->url, out->base, f.next);
}

struct str
article_next(struct arena *a, const struct html_doc *doc, struct str url)
{
	struct facts f;

	facts_read(a, doc, &f);
	return next_page(a, doc, url, base_of(a, doc, url), f.next);
}
