// SPDX-License-Identifier: ISC
#include "run/process.h"

#include "decode/decode.h"
#include "extract/extract.h"
#include "normalize/context.h"
#include "normalize/date/date.h"
#include "normalize/identity.h"
#include "normalize/normalize.h"
#include "normalize/text.h"
#include "run/around.h"
#include "run/guard.h"

/* What the stages work on. */
struct work {
	struct arena *a;
	const struct source *src;
	const struct response *res;
	int64_t now;
	struct page *out;
};

/*
 * A charset that was guessed is right for most pages, but only the owner can
 * tell: it is a warning of a page that reads well. UTF-8 proves itself.
 */
static void
tell_charset(struct work *w, const struct document *doc)
{
	struct items *items = &w->out->items;
	struct str why;
	size_t cap = items->nwarnings;

	if (doc->charset_source == CHARSET_PROOF)
		why = arena_printf(w->a,
		    "charset: the page is declared as %s, which it is not; "
		    "it was read as %s",
		    doc->declared, doc->charset);
	else if (doc->charset_source == CHARSET_BYTES &&
		 strcmp(doc->charset, "UTF-8") != 0)
		why = arena_printf(w->a,
		    "charset: nothing declares it; by its letters the page "
		    "was read as %s",
		    doc->charset);
	else
		return;
	w->out->charset_guessed = true;
	items->warnings = arena_more(w->a, items->warnings, items->nwarnings,
	    &cap, sizeof(*items->warnings));
	items->warnings[items->nwarnings++] = why;
}

/* The last item of a page that ended early is most likely cut itself: a
 * headline of half a word, which the next run would have to correct. */
static int
leave_cut_item(struct raw_items *raw, struct err *e)
{
	if (raw->n == 1)
		return err_set(
		    e, ERR_EXTRACT, "the page ended early, in its first item");
	if (raw->n > 0)
		raw->n--;
	return 0;
}

/* A feed says itself where it ends, and so does JSON. */
static bool
ends_early(const struct document *doc, const struct raw_items *raw)
{
	return raw->feed != NULL ? raw->feed->cut
				 : doc->truncated && !raw->whole;
}

/* detect_help: extraction knows no dates, and normalizing no lists. */
static int
judge_date(
    const void *ctx, struct arena *a, struct str text, struct str language)
{
	const struct work *w = ctx;
	struct date_context dates = { .now = w->now,
		.zone = w->src->zone,
		.language = str_empty(w->src->language)
				? language_tag(a, language)
				: w->src->language,
		.order = w->src->date_order };
	struct when when;

	if (date_parse(a, text, &dates, &when) != 0)
		return DETECT_DATE_NONE;
	if (when.precision == PRECISION_MONTH)
		return DETECT_DATE_MONTH;
	/* "10 min" may be how long it takes to read. */
	return when.inferred || (when.how & HOW_SPAN) != 0 ? DETECT_DATE_PART
							   : DETECT_DATE_WHOLE;
}

static int
stages(void *ctx, struct err *e)
{
	struct work *w = ctx;
	struct document *doc = ARENA_NEW(w->a, struct document);
	struct items *items = &w->out->items;
	struct detect_help help = { judge_date, w };
	struct raw_items raw = { .n = 0 };
	int rc;

	w->out->stage = "decode";
	if (decode(w->a, w->src, w->res, doc, e) != 0)
		return -1;
	w->out->doc = doc;
	w->out->charset = doc->charset;
	w->out->truncated = doc->truncated;
	w->out->stage = "extract";
	rc = extract(w->a, w->src, doc, &help, &raw, e);
	w->out->data = raw.data;
	if (rc != 0 || (ends_early(doc, &raw) && leave_cut_item(&raw, e) != 0))
		return -1;
	w->out->used = raw.used;
	w->out->next = raw.next;
	w->out->stage = "normalize";
	if (normalize(w->a, w->src, doc, &raw, w->now, items, e) != 0)
		return -1;
	tell_charset(w, doc);
	if (items->n > 0)
		w->out->around =
		    around_make(w->a, raw.base, raw.links, raw.nlinks, items);
	return 0;
}

void
process_guids(struct arena *a, const struct source *src, struct items *items)
{
	for (size_t i = 0; i < items->n; i++)
		items->v[i].guid = identity_guid(a, src, &items->v[i], 0);
}

int
process(struct arena *a, const struct source *src, const struct response *res,
    int64_t now, struct page *out, struct err *e)
{
	struct work w = { a, src, res, now, out };

	*out = (struct page){ .charset = "", .stage = "decode" };
	return guard(a, stages, &w, e);
}

/* What process_survey() works with. */
struct search {
	struct work w;
	struct detect_ask ask;
	struct survey *found;
};

static int
search(void *ctx, struct err *e)
{
	struct search *s = ctx;
	struct work *w = &s->w;
	struct document doc = { .text = STR_NULL };
	struct detect_help help = { judge_date, w };

	s->ask.help = &help;
	if (decode(w->a, w->src, w->res, &doc, e) != 0)
		return -1;
	w->out->charset = doc.charset;
	w->out->truncated = doc.truncated;
	w->out->stage = "extract";
	if (extract_survey(w->a, w->src, &doc, &s->ask, s->found, e) != 0)
		return -1;
	s->found->title = text_line(w->a, s->found->title);
	return 0;
}

int
process_survey(struct arena *a, const struct source *src,
    const struct response *res, int64_t now, const struct detect_ask *ask,
    struct page *out, struct survey *survey, struct err *e)
{
	struct search s = { { a, src, res, now, out }, *ask, survey };

	*out = (struct page){ .charset = "", .stage = "decode" };
	*survey = (struct survey){ .title = STR_NULL };
	return guard(a, search, &s, e);
}

/* What process_offers() works with. */
struct offering {
	struct work w;
	struct offers *out;
	const char **feed;
};

static int
offers(void *ctx, struct err *e)
{
	struct offering *o = ctx;
	struct document doc = { .text = STR_NULL };

	if (decode(o->w.a, o->w.src, o->w.res, &doc, e) != 0)
		return -1;
	return extract_offers(o->w.a, o->w.src, &doc, o->out, o->feed, e);
}

int
process_offers(struct arena *a, const struct source *src,
    const struct response *res, struct offers *out, const char **feed,
    struct err *e)
{
	struct offering o = { { .a = a, .src = src, .res = res }, out, feed };

	*out = (struct offers){ .n = 0 };
	*feed = NULL;
	return guard(a, offers, &o, e);
}

static int
refusal(void *ctx, struct err *e)
{
	struct work *w = ctx;
	struct document doc = { .text = STR_NULL };

	return decode(w->a, w->src, w->res, &doc, e) != 0
		   ? -1
		   : extract_refusal(w->a, &doc, e);
}

int
process_gate(struct arena *a, const struct source *src,
    const struct response *res, struct err *e)
{
	struct work w = { .a = a, .src = src, .res = res };

	return guard(a, refusal, &w, e);
}

/* So many parts of a page that are one and the same are no list. */
#define ALL_SAME 9

/* The warning about a rule that found nothing, when WHY an item was dropped says
 * that it has no such field; or empty. */
static struct str
rule_to_blame(const struct items *items, struct str why)
{
	for (size_t i = 0; i < items->nrule_warnings; i++) {
		struct str w = items->warnings[i];
		struct str field = str_sub(w, 0, str_chr(w, ':', 0));
		size_t at = str_find(why, field);

		if (at != STR_NONE && str_ends(str_sub(why, 0, at), STR("no ")))
			return w;
	}
	return STR_NULL;
}

/* Tell why all were dropped, by the first of them. */
static int
all_dropped(const struct items *items, struct err *e)
{
	struct str why = items->dropped[0].why;
	struct str rule = rule_to_blame(items, why);
	const char *sep = str_empty(rule) ? "" : "; ";

	if (items->ndropped == 1)
		return err_set(e, ERR_EXTRACT,
		    "its one item was dropped: %.*s%s%.*s", STR_ARG(why), sep,
		    STR_ARG(rule));
	return err_set(e, ERR_EXTRACT, "all %zu items were dropped: %.*s%s%.*s",
	    items->ndropped, STR_ARG(why), sep, STR_ARG(rule));
}

int
page_judge(const struct source *src, struct page *page, struct err *e)
{
	const struct items *items = &page->items;

	if (items->n == 1 && items->nsame >= ALL_SAME) {
		page->stage = "extract";
		return err_set(e, ERR_EXTRACT,
		    "all %zu items have the same link: item or link match "
		    "something else",
		    items->nsame + 1);
	}
	if (items->n > 0)
		return 0;
	if (items->ndropped > 0)
		return all_dropped(items, e);
	page->stage = "extract";
	if (!str_empty(items->feed))
		return err_set(e, ERR_EXTRACT, "the feed has no items");
	if (items->empty)
		return err_set(e, ERR_EXTRACT, "the list has no items: %.*s",
		    STR_ARG(src->rules->item.v[0].text));
	if (src->rules->item.n == 0)
		return err_set(e, ERR_EXTRACT, "no list was found on the page");
	return err_set(e, ERR_EXTRACT, "nothing on the page matches item: %.*s",
	    STR_ARG(src->rules->item.v[0].text));
}
