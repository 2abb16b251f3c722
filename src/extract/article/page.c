// SPDX-License-Identifier: ISC
#include "extract/article/page.h"

#include "base/utf8.h"

/* The line that is being read, and what is known on the way. */
struct reader {
	struct page *p;
	const struct article_ask *ask;
	enum html_hidden most;
	char *text; /* room for all lines */
	size_t len; /* of it that is used */
	size_t start;
	uint32_t box, first;
	unsigned links; /* open <a> */
	size_t linked;  /* where the text of the open link begins */
	unsigned linked_weight;
	unsigned code; /* open <pre> */
	bool gap, wrap, seam;
};

/* Bytes of all text below TOP, and two more for each. */
static size_t
room(const struct html_node *top)
{
	size_t n = 2;

	for (const struct html_node *d = top; d != NULL;
	     d = html_walk(top, d, false))
		if (html_type(d) == HTML_TEXT)
			n += html_data(d).len + 2;
	return n;
}

static struct str
trimmed(struct str s)
{
	while (s.len > 0) {
		size_t at = s.len;

		if (!utf8_is_space(utf8_prev(s, &at)))
			break;
		s.len = at;
	}
	for (size_t at = 0; at < s.len;) {
		size_t from = at;

		if (!utf8_is_space(utf8_next(s, &at)))
			return str_from(s, from);
	}
	return str_sub(s, 0, 0);
}

/* Weigh what the open link has added to the line. */
static void
count_link(struct reader *r)
{
	if (r->len > r->linked)
		r->linked_weight +=
		    measure(str_n(r->text + r->linked, r->len - r->linked))
			.weight;
	r->linked = r->len;
}

static void
end_line(struct reader *r)
{
	struct page *p = r->p;
	struct str s = trimmed(str_n(r->text + r->start, r->len - r->start));

	if (r->links > 0)
		count_link(r);
	if (s.len > 0) {
		struct line *l;

		p->line = arena_more(
		    p->a, p->line, p->nlines, &p->cap, sizeof(*p->line));
		l = &p->line[p->nlines++];
		*l = (struct line){ .text = s,
			.m = measure(s),
			.linked = r->linked_weight,
			.box = r->box,
			.first = r->first,
			.kind = p->cell[r->box].kind };
	}
	r->start = r->linked = r->len;
	r->linked_weight = 0;
	r->first = 0;
	r->gap = r->wrap = r->seam = false;
}

/* Put a space before the character AFTER where the page has one, or where a
 * style sheet must have parted two elements: nobody writes "WorldThe". */
static void
add_space(struct reader *r, uint32_t after)
{
	struct str line = str_n(r->text + r->start, r->len - r->start);
	size_t at = line.len;
	uint32_t before = at == 0 ? ' ' : utf8_prev(line, &at);
	bool parted =
	    r->gap || r->wrap ||
	    (before >= 'a' && before <= 'z' && after >= 'A' && after <= 'Z') ||
	    (is_digit((int)before) && is_digit((int)after));

	if (line.len == 0 || !parted ||
	    (r->wrap && utf8_is_seamless(before, after)))
		return;
	r->text[r->len++] = ' ';
}

static void
add_text(struct reader *r, struct str s)
{
	for (size_t at = 0; at < s.len;) {
		size_t from = at;
		uint32_t cp = next_char(s, &at);

		if (r->code > 0) {
			memcpy(r->text + r->len, s.p + from, at - from);
			r->len += at - from;
			continue;
		}
		if (cp == 0xA0 || (cp < 0x80 && is_html_space((int)cp))) {
			r->gap |= cp != '\n' && cp != '\r';
			r->wrap |= cp == '\n' || cp == '\r';
			continue;
		}
		if (r->gap || r->wrap || r->seam)
			add_space(r, cp);
		r->gap = r->wrap = r->seam = false;
		memcpy(r->text + r->len, s.p + from, at - from);
		r->len += at - from;
	}
}

/* True when the link N leads to a file: that is what a text comes with, and no
 * way to another page. */
static bool
is_file(const struct html_node *n)
{
	static const char *const ends[] = { ".doc", ".docx", ".wps", ".rtf",
		".odt", ".ofd", ".xls", ".xlsx", ".et", ".ods", ".csv", ".ppt",
		".pptx", ".pdf", ".zip", ".rar", ".7z" };
	struct str href;
	size_t cut;

	if (!html_attr(n, STR("href"), &href))
		return false;
	href = str_trim(href);
	for (cut = 0; cut < href.len; cut++)
		if (href.p[cut] == '?' || href.p[cut] == '#')
			break;
	href = str_sub(href, 0, cut);
	for (size_t i = 0; i < sizeof(ends) / sizeof(*ends); i++)
		if (href.len > strlen(ends[i]) &&
		    str_ieq(str_from(href, href.len - strlen(ends[i])),
			str_c(ends[i])))
			return true;
	return false;
}

static bool
is_left_out(const struct reader *r, const struct html_node *n, enum tag tag)
{
	enum html_hidden hidden;

	for (size_t i = 0; i < r->ask->nwithout; i++)
		if (r->ask->without[i] == n)
			return true;
	/* What a picture or a film holds is no text and not looked at. */
	if (tag == TAG_MEDIA || tag == TAG_NONE)
		return false;
	hidden = html_hidden(n);
	r->p->hidden |= hidden > r->most && hidden < HTML_NO_TEXT;
	return hidden > r->most;
}

/* What the text in an element of the tag T is, in one of the kind AROUND. */
static enum tag
kind_of(enum tag t, enum tag around)
{
	switch (t) {
	case TAG_NONE:
	case TAG_INLINE:
	case TAG_LINK:
	case TAG_BLOCK:
	case TAG_FIGURE:
		return around;
	case TAG_PARAGRAPH:
		return around == TAG_BLOCK || around == TAG_ARTICLE ||
			       around == TAG_MAIN || around == TAG_NONE
			   ? t
			   : around;
	default:
		return around == TAG_CAPTION ? around : t;
	}
}

/* Lay out N, the order of which is AT. Returns false when it is passed over. */
static bool
enter(struct reader *r, const struct html_node *n, uint32_t at, uint32_t up)
{
	struct page *p = r->p;
	struct cell *c = &p->cell[at];

	c->parent = up;
	c->end = at + 1;
	c->node = n;
	c->tag = (uint8_t)tag_of(n);
	if (c->tag == TAG_LINK && is_file(n))
		c->tag = TAG_INLINE;
	c->kind =
	    (uint8_t)kind_of((enum tag)c->tag, (enum tag)p->cell[up].kind);
	if (at != p->top && is_left_out(r, n, (enum tag)c->tag)) {
		c->tag = TAG_NONE;
		return false;
	}
	if (html_type(n) == HTML_TEXT) {
		c->from = p->nlines;
		c->to = p->nlines + 1;
		if (r->first == 0)
			r->first = at;
		add_text(r, html_data(n));
		return false;
	}
	if (tag_is_block((enum tag)c->tag) || c->tag == TAG_BREAK)
		end_line(r);
	else if (html_prev(n) != NULL &&
		 html_type(html_prev(n)) == HTML_ELEMENT)
		r->seam = true;
	if (tag_is_block((enum tag)c->tag))
		r->box = at;
	c->from = p->nlines;
	c->to = p->nlines;
	r->code += c->tag == TAG_CODE;
	if (c->tag == TAG_LINK && r->links++ == 0)
		r->linked = r->len;
	return c->tag != TAG_MEDIA;
}

/* The innermost block at or above AT. */
static uint32_t
block_at(const struct page *p, uint32_t at)
{
	while (at != 0 && !tag_is_block((enum tag)p->cell[at].tag))
		at = p->cell[at].parent;
	return at == 0 ? p->top : at;
}

static void
leave(struct reader *r, uint32_t at)
{
	struct page *p = r->p;
	struct cell *c = &p->cell[at];

	if (c->tag == TAG_LINK && --r->links == 0)
		count_link(r);
	r->code -= c->tag == TAG_CODE;
	if (tag_is_block((enum tag)c->tag)) {
		end_line(r);
		r->box = block_at(p, c->parent);
	}
	c->to = p->nlines + (r->len > r->start);
}

void
page_lay_out(struct arena *a, const struct html_doc *doc,
    const struct html_node *top, const struct article_ask *ask,
    enum html_hidden most, struct page *out)
{
	struct reader r = { .p = out, .ask = ask, .most = most };
	const struct html_node *n = top;
	uint32_t at, last, up = 0;

	*out = (struct page){ .a = a, .ncells = (uint32_t)html_size(doc) + 1 };
	out->cell = ARENA_ARRAY(a, out->ncells, struct cell);
	out->top = (uint32_t)html_order(top);
	r.text = arena_alloc(a, room(top));
	r.box = out->top;
	for (;;) {
		at = last = (uint32_t)html_order(n);
		if (enter(&r, n, at, up) && html_first(n) != NULL) {
			n = html_first(n);
			up = at;
			continue;
		}
		if (out->cell[at].tag != TAG_NONE)
			leave(&r, at);
		while (n != top && html_next(n) == NULL) {
			n = html_parent(n);
			up = out->cell[html_order(n)].parent;
			out->cell[html_order(n)].end = last + 1;
			leave(&r, (uint32_t)html_order(n));
		}
		if (n == top)
			break;
		n = html_next(n);
	}
	end_line(&r);
	/* White space at the end was no line after all. */
	for (at = 0; at < out->ncells; at++)
		if (out->cell[at].to > out->nlines)
			out->cell[at].to = out->nlines;
}

unsigned
page_rank(const struct page *p, const struct line *l)
{
	uint32_t at = l->box;

	while (at != 0 && p->cell[at].tag != TAG_HEADING)
		at = p->cell[at].parent;
	return at == 0 ? 0 : (unsigned)(html_name(p->cell[at].node).p[1] - '0');
}

void
page_drop(struct page *p, uint32_t at, enum drop why)
{
	p->cell[at].drop = why;
	for (uint32_t i = p->cell[at].from; i < p->cell[at].to; i++)
		if (p->line[i].drop == DROP_NOT)
			p->line[i].drop = why;
}
