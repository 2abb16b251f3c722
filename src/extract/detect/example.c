// SPDX-License-Identifier: ISC
#include "extract/detect/example.h"

#include "extract/detect/column.h"
#include "model/limits.h"
#include "web/url.h"

/* An element with so much more than the example is more than a headline. */
#define AROUND_MOST 200

/* What weighs more is a sentence with a date in it, unless much of it are the
 * digits of that: "posted by kim on November 20, 2026, 09:45:11". */
#define DATE_MOST 24
#define DATED_MOST 60
#define DATED_DIGITS 0.2

/* One example, ready to be compared. */
struct wanted {
	struct str text; /* folded */
	struct str href; /* as a URL, resolved; or empty */
	size_t weight, digits;
};

struct str
example_fold(struct arena *a, struct str s)
{
	char *p = ARENA_ARRAY(a, s.len + 1, char);
	size_t n = 0;

	s = str_trim(s);
	for (size_t i = 0; i < s.len; i++)
		if (!is_html_space(s.p[i]))
			p[n++] = s.p[i];
		else if (!is_html_space(s.p[i - 1]))
			p[n++] = ' ';
	return str_n(p, n);
}

static struct str
resolved(struct arena *a, struct str ref, struct str base)
{
	struct str out;

	return url_resolve(a, ref, base, LIMIT_URL, &out) == 0 ? out : STR_NULL;
}

static bool
leads_to(struct arena *a, const struct box *b, const struct wanted *w,
    struct str base)
{
	struct str href;

	if (!b->link || !html_attr(b->node, STR("href"), &href))
		return false;
	href = str_trim(href);
	return str_eq(href, w->text) ||
	       (!str_empty(w->href) &&
		   str_eq(resolved(a, href, base), w->href));
}

static bool
says(struct arena *a, const struct box *b, const struct wanted *w)
{
	static const char *const names[] = { "title", "alt", "datetime" };
	struct str s;

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		if (html_attr(b->node, str_c(names[i]), &s) &&
		    str_eq(example_fold(a, s), w->text))
			return true;
	/* Marks around the words weigh nothing. */
	return b->weight >= w->weight && b->weight <= w->weight + AROUND_MOST &&
	       str_find(html_text(a, b->node), w->text) != STR_NONE;
}

/* From the last element to the first, so that the innermost is met first. */
static void
find_one(struct arena *a, const struct outline *o, const struct wanted *w,
    struct str base, struct sighting *out)
{
	for (size_t i = o->n; i-- > 0;) {
		const struct box *b = &o->v[i];

		if (out->n > 0 && out->box[out->n - 1] < b->end)
			continue;
		if (!leads_to(a, b, w, base) && !says(a, b, w))
			continue;
		out->box = arena_more(
		    a, out->box, out->n, &out->cap, sizeof(*out->box));
		out->box[out->n++] = (uint32_t)i;
	}
	for (size_t i = 0; i < out->n / 2; i++) {
		uint32_t other = out->box[out->n - 1 - i];

		out->box[out->n - 1 - i] = out->box[i];
		out->box[i] = other;
	}
}

/* True when W is the text of a link or a heading somewhere, as headlines are. */
static bool
leads_on(
    const struct outline *o, const struct wanted *w, const struct sighting *s)
{
	for (size_t k = 0; k < s->n; k++)
		for (uint32_t i = s->box[k];
		     i != 0 && o->v[i].weight <= 2 * w->weight;
		     i = o->v[i].parent)
			if (o->v[i].link || o->v[i].heading)
				return true;
	return false;
}

/* What was seen at S, W, is it a date rather than a headline? */
static bool
is_date(struct arena *a, const struct outline *o, const struct detect_ask *ask,
    const struct wanted *w, const struct sighting *s, struct str language)
{
	const struct detect_help *help = ask->help;

	bool dense = w->weight <= DATED_MOST &&
		     (double)w->digits >= DATED_DIGITS * (double)w->weight;

	/* The path of a link may look like one. */
	return (w->weight <= DATE_MOST || (dense && !leads_on(o, w, s))) &&
	       w->text.p[0] != '/' &&
	       str_find(w->text, STR("://")) == STR_NONE &&
	       help->date(help->ctx, a, w->text, language) != DETECT_DATE_NONE;
}

void
examples_find(struct arena *a, const struct outline *o,
    const struct detect_ask *ask, struct str language, struct sightings *out)
{
	size_t n = ask->nexamples;

	if (n > LIMIT_EXAMPLES)
		n = LIMIT_EXAMPLES;
	*out = (struct sightings){ ARENA_ARRAY(a, n, struct sighting), 0 };
	for (size_t i = 0; i < n; i++) {
		struct wanted w = { .text = example_fold(a, ask->example[i]) };

		if (w.text.len == 0)
			continue;
		w.weight = outline_weigh(w.text, &w.digits);
		if (!str_empty(ask->base))
			w.href = resolved(a, w.text, ask->base);
		find_one(a, o, &w, ask->base, &out->v[out->n]);
		out->v[out->n].date =
		    is_date(a, o, ask, &w, &out->v[out->n], language);
		out->n++;
	}
}

/* How many of the boxes of S come before the box I. */
static size_t
before(const struct sighting *s, uint32_t i)
{
	size_t from = 0, to = s->n;

	while (from < to) {
		size_t mid = from + (to - from) / 2;

		if (s->box[mid] < i)
			from = mid + 1;
		else
			to = mid;
	}
	return from;
}

/* True when one of the boxes of S stands in the box I. */
static bool
holds(const struct outline *o, const struct sighting *s, uint32_t i)
{
	size_t k = before(s, i);

	return k < s->n && s->box[k] < o->v[i].end;
}

/* True when the box I stands in one of the boxes of S. No box of S stands in
 * another, so that can but be the last one before it. */
static bool
is_in(const struct outline *o, const struct sighting *s, uint32_t i)
{
	size_t k = before(s, i);

	return k > 0 && i < o->v[s->box[k - 1]].end;
}

static bool
is_of(const struct sighting *s, unsigned kind)
{
	return (kind & (s->date ? EXAMPLE_DATE : EXAMPLE_TEXT)) != 0;
}

/* A headline may stand in pieces. What is around a date may be the entry. */
static bool
stands_at(const struct outline *o, const struct sighting *s, uint32_t i)
{
	return i != NO_BOX && (holds(o, s, i) || (!s->date && is_in(o, s, i)));
}

size_t
examples_at(const struct outline *o, const struct sightings *seen,
    unsigned kind, const uint32_t *box, size_t n)
{
	size_t held = 0;

	for (size_t e = 0; e < seen->n; e++) {
		size_t i = 0;

		while (i < n && !stands_at(o, &seen->v[e], box[i]))
			i++;
		held += i < n && is_of(&seen->v[e], kind);
	}
	return held;
}

size_t
examples_in(const struct outline *o, const struct sightings *seen,
    unsigned kind, const struct group *g)
{
	size_t held = 0;

	for (size_t e = 0; e < seen->n; e++) {
		size_t i = 0;

		while (i < g->n && !holds(o, &seen->v[e], g->member[i]))
			i++;
		held += i < g->n && is_of(&seen->v[e], kind);
	}
	return held;
}
