// SPDX-License-Identifier: ISC
#include "extract/article/write.h"

#include "base/buf.h"
#include "extract/article/credits.h"
#include "extract/article/repeat.h"
#include "model/limits.h"

/* Lines between a headline and its text, the value of those that are a lead
 * (page.h), and the bytes of all. */
#define LEAD_LINES 15
#define LEAD_VALUE 0.6
#define LEAD_BYTES (4 << 10)
/* Elements around the first line of a text before which its figure may be. */
#define LEAD_LEVELS 4

/* What is kept, by counting: a node is when there is more at its end. */
struct kept {
	const struct page *p;
	uint32_t *lines; /* kept before each line */
	uint32_t *media; /* kept before each cell */
};

struct stretch
write_stretch(const struct page *p)
{
	struct stretch s = { 0, 0 };

	for (uint32_t i = 0; i < p->nlines; i++) {
		if (p->line[i].drop != DROP_NOT)
			continue;
		if (s.to == 0)
			s.from = i;
		s.to = i + 1;
	}
	return s;
}

struct str
write_text(struct page *p)
{
	struct buf *b = buf_in(p->a, LIMIT_ARTICLE);

	for (uint32_t i = 0; i < p->nlines; i++) {
		struct str s = p->line[i].text;

		if (p->line[i].drop != DROP_NOT)
			continue;
		if (b->len + s.len + 1 > LIMIT_ARTICLE)
			break;
		if (b->len > 0)
			(void)buf_addc(b, '\n');
		(void)buf_add(b, s);
	}
	return buf_str(b);
}

/* Lines from FROM to TO that are not told to be the page's. */
static uint32_t
lines_left(const struct page *p, uint32_t from, uint32_t to)
{
	uint32_t n = 0;

	for (uint32_t i = from; i < to; i++)
		n += p->line[i].drop == DROP_OUTSIDE && p->line[i].value >= 0;
	return n;
}

static bool
is_lead(const struct line *l)
{
	return l->drop == DROP_OUTSIDE &&
	       (l->value >= LEAD_VALUE || line_is_large(l));
}

/* True when a picture stands in cell AT above the line that is all its text. */
static bool
has_picture_above(const struct page *p, uint32_t at, const struct line *l)
{
	const struct cell *c = &p->cell[at];

	if (c->to - c->from != 1)
		return false;
	for (uint32_t in = at; in < l->first; in++)
		if (p->cell[in].node != NULL && p->cell[in].tag == TAG_MEDIA)
			return true;
	return false;
}

/* True when line I is said of a picture, or not drawn where the text is, the
 * first line of which is FROM: what opens on demand. */
static bool
is_aside(const struct page *p, uint32_t i, uint32_t from)
{
	const struct line *l = &p->line[i];

	for (uint32_t at = p->cell[l->first].parent; at != 0;
	     at = p->cell[at].parent) {
		const struct cell *c = &p->cell[at];

		if (from < c->to)
			return false;
		if (has_picture_above(p, at, l) ||
		    (c->node != NULL && html_is_removed(c->node)))
			return true;
	}
	return false;
}

/* True when the text of P says what S does, or goes on after it as S did before
 * it was cut. */
static bool
is_said(const struct page *p, struct str s)
{
	s = uncut(s);
	for (uint32_t i = 0; i < p->nlines; i++)
		if (p->line[i].drop == DROP_NOT &&
		    str_find(p->line[i].text, s) != STR_NONE)
			return true;
	return false;
}

struct str
write_lead(struct page *p, uint32_t title, uint32_t from)
{
	struct buf *b = buf_in(p->a, LEAD_BYTES);

	if (title >= from || lines_left(p, title, from) > LEAD_LINES)
		return STR_NULL;
	for (uint32_t i = title + 1; i < from; i++) {
		const struct line *l = &p->line[i];

		if (!is_lead(l) || credits_only(l) || is_aside(p, i, from) ||
		    b->len + l->text.len + 1 > LEAD_BYTES ||
		    is_said(p, l->text) ||
		    str_find(buf_str(b), l->text) != STR_NONE)
			continue;
		if (b->len > 0)
			(void)buf_addc(b, ' ');
		(void)buf_add(b, l->text);
	}
	return buf_str(b);
}

/* Lines that are written: those of the text, and captions among them. */
static void
count_lines(struct kept *k, struct stretch s, uint32_t lead)
{
	const struct page *p = k->p;
	size_t bytes = 0;

	k->lines = ARENA_ARRAY(p->a, p->nlines + 1, uint32_t);
	for (uint32_t i = 0; i < p->nlines; i++) {
		const struct line *l = &p->line[i];
		bool in = i >= s.from && i < s.to &&
			  (l->drop == DROP_NOT || l->drop == DROP_CAPTION);

		in |= lead != 0 && i >= p->cell[lead].from &&
		      i < p->cell[lead].to && l->drop == DROP_CAPTION;

		bytes += in ? l->text.len : 0;
		k->lines[i + 1] = k->lines[i] + (in && bytes <= LIMIT_ARTICLE);
	}
}

static void
count_media(struct kept *k, uint32_t from, uint32_t to)
{
	const struct page *p = k->p;

	k->media = ARENA_ARRAY(p->a, p->ncells + 1, uint32_t);
	for (uint32_t at = 0, skip = 0; at < p->ncells; at++) {
		const struct cell *c = &p->cell[at];

		if (c->node != NULL && c->drop != DROP_NOT && at >= skip)
			skip = c->end;
		k->media[at + 1] =
		    k->media[at] + (c->tag == TAG_MEDIA && at >= from &&
				       at < to && at >= skip);
	}
}

static bool
has_line(const struct kept *k, uint32_t from, uint32_t to)
{
	return from < to && to <= k->p->nlines && k->lines[to] > k->lines[from];
}

static enum html_keep
keep(const void *ctx, const struct html_node *n)
{
	const struct kept *k = ctx;
	uint32_t at = (uint32_t)html_order(n);
	const struct cell *c = &k->p->cell[at];

	/* Below a picture nothing is laid out: all in it belongs to it. */
	if (c->node == NULL)
		return HTML_KEEP;
	if (html_type(n) == HTML_TEXT)
		return has_line(k, c->from, c->to) ? HTML_KEEP : HTML_DROP;
	if (html_type(n) != HTML_ELEMENT || c->tag == TAG_NONE)
		return HTML_DROP;
	if (c->tag == TAG_BREAK || c->tag == TAG_RULE)
		return has_line(k, c->from > 0 ? c->from - 1 : 0, c->from)
			   ? HTML_KEEP
			   : HTML_DROP;
	if (c->tag == TAG_MEDIA)
		return k->media[at + 1] > k->media[at] ? HTML_KEEP : HTML_DROP;
	return has_line(k, c->from, c->to) || k->media[c->end] > k->media[at]
		   ? HTML_KEEP
		   : HTML_DROP;
}

/* Where the element around the last line ends: pictures may follow it there. */
static uint32_t
end_of(const struct page *p, uint32_t at, uint32_t line)
{
	uint32_t box = p->line[line].box, up = p->cell[box].parent;

	if (box == at)
		return p->cell[at].end;
	return up != at && up > at ? p->cell[up].end : p->cell[box].end;
}

/* True when there is a picture in AT that was not dropped. */
static bool
has_media(const struct page *p, uint32_t at)
{
	for (uint32_t in = at; in < p->cell[at].end; in++)
		if (p->cell[in].node != NULL && p->cell[in].drop != DROP_NOT)
			in = p->cell[in].end - 1;
		else if (p->cell[in].tag == TAG_MEDIA)
			return true;
	return false;
}

/* The figure right before the first line of the text, FROM, or before an element
 * that begins with it; 0 when something else is there, or nothing. Not above the
 * headline. */
static uint32_t
lead_figure(const struct page *p, uint32_t from, uint32_t title)
{
	uint32_t at = p->line[from].box;

	for (int i = 0; i < LEAD_LEVELS && at > p->top; i++) {
		for (const struct html_node *n = html_prev(p->cell[at].node);
		     n != NULL; n = html_prev(n)) {
			uint32_t in = (uint32_t)html_order(n);
			const struct cell *c = &p->cell[in];

			if (c->node == NULL || c->tag == TAG_NONE ||
			    (c->from >= c->to && !has_media(p, in)))
				continue;
			return c->tag == TAG_FIGURE && has_media(p, in) &&
				       (title == NO_LINE ||
					   p->line[title].first < in)
				   ? in
				   : 0;
		}
		at = p->cell[at].parent;
	}
	return 0;
}

static struct str
first_image(const struct kept *k)
{
	static const char *const attributes[] = { "data-src", "data-original",
		"data-lazy-src", "file", "src" };
	struct str value;

	for (uint32_t at = 0; at < k->p->ncells; at++) {
		const struct html_node *n = k->p->cell[at].node;

		if (k->media[at + 1] == k->media[at] || !html_is(n, STR("img")))
			continue;
		for (size_t i = 0; i < sizeof(attributes) / sizeof(*attributes);
		     i++)
			if (html_attr(n, str_c(attributes[i]), &value) &&
			    !str_empty(str_trim(value)) &&
			    !str_istarts(value, STR("data:")))
				return str_trim(value);
	}
	return STR_NULL;
}

/* The innermost box in AT that has all that is kept. */
static uint32_t
narrowest(const struct kept *k, uint32_t at)
{
	const struct cell *c = &k->p->cell[at];

	for (uint32_t in = at + 1; in < c->end; in++) {
		const struct cell *d = &k->p->cell[in];
		bool box = d->tag == TAG_BLOCK || d->tag == TAG_ARTICLE ||
			   d->tag == TAG_MAIN;

		if (d->node == NULL || d->tag == TAG_NONE)
			continue;
		if (k->lines[d->to] - k->lines[d->from] ==
			k->lines[c->to] - k->lines[c->from] &&
		    k->media[d->end] - k->media[in] ==
			k->media[c->end] - k->media[at]) {
			if (!box)
				break;
			at = in;
			c = d;
		} else
			in = d->end - 1;
	}
	return at;
}

struct str
write_html(struct page *p, uint32_t at, uint32_t title, struct str *image)
{
	struct stretch s = write_stretch(p);
	struct kept k = { .p = p };
	struct buf *b = buf_in(p->a, LIMIT_BODY_MAX);
	uint32_t from, lead, end;

	*image = STR_NULL;
	if (s.to == 0)
		return STR_NULL;
	from = title != NO_LINE && title < s.from ? p->line[title].first : at;
	lead = lead_figure(p, s.from, title);
	count_lines(&k, s, lead);
	end = end_of(p, at, s.to - 1);
	count_media(&k, from, end);
	*image = first_image(&k);
	if (lead != 0 && (lead < at || lead >= p->cell[at].end)) {
		while (p->cell[at].parent != 0 &&
		       (lead < at || lead >= p->cell[at].end))
			at = p->cell[at].parent;
		/* What else is above the text there is not shown. */
		count_media(&k, lead, end);
	}
	at = narrowest(&k, at);
	(void)html_inner_some(b, p->cell[at].node, keep, &k);
	return buf_str(b);
}
