// SPDX-License-Identifier: ISC
/* Text of the tree: as a reader sees it, as the DOM has it, as HTML. */
#include "web/html.h"

#include "base/utf8.h"
#include "web/html_hidden.h"
#include "web/lexbor.h"

/*
 * What stands on lines or in cells of its own: "display: block", "list-item"
 * and "table-*" in WHATWG HTML 15.3.2 to 15.3.10, and <br>.
 */
static bool
is_block(lxb_tag_id_t tag)
{
	switch (tag) {
	case LXB_TAG_ADDRESS:
	case LXB_TAG_ARTICLE:
	case LXB_TAG_ASIDE:
	case LXB_TAG_BLOCKQUOTE:
	case LXB_TAG_BODY:
	case LXB_TAG_BR:
	case LXB_TAG_CAPTION:
	case LXB_TAG_CENTER:
	case LXB_TAG_COL:
	case LXB_TAG_COLGROUP:
	case LXB_TAG_DD:
	case LXB_TAG_DETAILS:
	case LXB_TAG_DIALOG:
	case LXB_TAG_DIR:
	case LXB_TAG_DIV:
	case LXB_TAG_DL:
	case LXB_TAG_DT:
	case LXB_TAG_FIELDSET:
	case LXB_TAG_FIGCAPTION:
	case LXB_TAG_FIGURE:
	case LXB_TAG_FOOTER:
	case LXB_TAG_FORM:
	case LXB_TAG_H1:
	case LXB_TAG_H2:
	case LXB_TAG_H3:
	case LXB_TAG_H4:
	case LXB_TAG_H5:
	case LXB_TAG_H6:
	case LXB_TAG_HEADER:
	case LXB_TAG_HGROUP:
	case LXB_TAG_HR:
	case LXB_TAG_HTML:
	case LXB_TAG_LEGEND:
	case LXB_TAG_LI:
	case LXB_TAG_LISTING:
	case LXB_TAG_MAIN:
	case LXB_TAG_MENU:
	case LXB_TAG_NAV:
	case LXB_TAG_OL:
	case LXB_TAG_OPTGROUP:
	case LXB_TAG_OPTION:
	case LXB_TAG_P:
	case LXB_TAG_PLAINTEXT:
	case LXB_TAG_PRE:
	case LXB_TAG_SEARCH:
	case LXB_TAG_SECTION:
	case LXB_TAG_SUMMARY:
	case LXB_TAG_TABLE:
	case LXB_TAG_TBODY:
	case LXB_TAG_TD:
	case LXB_TAG_TFOOT:
	case LXB_TAG_TH:
	case LXB_TAG_THEAD:
	case LXB_TAG_TR:
	case LXB_TAG_UL:
	case LXB_TAG_XMP:
		return true;
	default:
		return false;
	}
}

/*
 * The next node as html_walk, calling no one: *LEFT_BLOCK is set when a block
 * element was left on the way to it.
 */
static const struct html_node *
walk_blocks(const struct html_node *top, const struct html_node *n, bool skip,
    bool *left_block)
{
	const struct html_node *next;

	*left_block = false;
	if (!skip && html_first(n) != NULL)
		return html_first(n);
	for (; n != top; n = html_parent(n)) {
		if (is_block(html_tag(n)))
			*left_block = true;
		next = html_next(n);
		if (next != NULL)
			return next;
	}
	return NULL;
}

/* What stands between two characters of the text to be; the widest wins. */
enum gap {
	GAP_NONE,
	GAP_SPACE, /* white space on one line */
	GAP_WRAP,  /* with a line break, which is no space in some scripts */
	GAP_BLOCK  /* the edge of a block */
};

/* Text to be: one space stands for any number of breaks and white space. */
struct folder {
	char *p; /* room for all text below the node, and a space a text */
	size_t len;
	enum gap gap; /* since the last character */
	size_t part;  /* where the text since the last gap or seam begins */
	bool seam;    /* an inline element began behind another's end */
	const struct html_node *const *without; /* nodes left out */
	size_t nwithout;
};

static void
widen(struct folder *f, enum gap gap)
{
	if (f->gap < gap)
		f->gap = gap;
}

static bool
is_digit_at(uint32_t cp)
{
	return cp >= '0' && cp <= '9';
}

/*
 * True when a style sheet must have parted what two elements beside each other
 * hold, for no one writes "WorldThe summit" or "2026-11-2008:30". Parts of one
 * letter are the drop caps and figures of a counter.
 */
static bool
is_parted(const struct folder *f, uint32_t before, uint32_t after)
{
	bool ends_word = (before >= 'a' && before <= 'z') || before == '.' ||
			 before == '!' || before == '?' || before == ')';

	if (f->len - f->part < 2)
		return false;
	return (ends_word && after >= 'A' && after <= 'Z') ||
	       (is_digit_at(before) && is_digit_at(after));
}

/* End the gap before the character at the start of S. */
static void
close_gap(struct folder *f, struct str s)
{
	size_t at = f->len, next = 0;
	uint32_t before = utf8_prev(str_n(f->p, at), &at),
		 after = utf8_next(s, &next);
	bool spaced = f->gap != GAP_NONE;

	if (f->gap == GAP_WRAP)
		spaced = !utf8_is_seamless(before, after);
	else if (f->gap == GAP_NONE)
		spaced = is_parted(f, before, after);
	if (spaced && f->len > 0)
		f->p[f->len++] = ' ';
	f->part = f->len;
	f->gap = GAP_NONE;
	f->seam = false;
}

static void
fold(struct folder *f, struct str s)
{
	for (size_t i = 0; i < s.len; i++) {
		if (is_html_space((unsigned char)s.p[i])) {
			widen(f, s.p[i] == '\n' ? GAP_WRAP : GAP_SPACE);
			continue;
		}
		if (f->gap != GAP_NONE || f->seam)
			close_gap(f, str_from(s, i));
		f->p[f->len++] = s.p[i];
	}
}

/* Bytes of all text below N, with one more for each text node. */
static size_t
text_room(const struct html_node *n)
{
	const struct html_node *d = n;
	size_t room = 1;

	for (; d != NULL; d = html_walk(n, d, false))
		if (html_type(d) == HTML_TEXT)
			room += html_data(d).len + 1;
	return room;
}

/* Private use means the glyphs of an icon font, which no reader has. */
static bool
is_private(uint32_t cp)
{
	return (cp >= 0xE000 && cp <= 0xF8FF) || cp >= 0xF0000;
}

/* True when text S is icons: inside of words such characters may be Han that
 * GBK has no other place for. */
static bool
is_icons(struct str s)
{
	bool any = false;

	for (size_t at = 0; at < s.len;) {
		uint32_t cp = utf8_next(s, &at);

		if (!is_private(cp) && !utf8_is_space(cp))
			return false;
		any |= is_private(cp);
	}
	return any;
}

static bool
is_left_out(const struct folder *f, const struct html_node *n)
{
	for (size_t i = 0; i < f->nwithout; i++)
		if (f->without[i] == n)
			return true;
	return false;
}

/* Note whether N begins where an element has ended, with nothing between. */
static void
note_seam(struct folder *f, const struct html_node *n)
{
	const struct html_node *prev = html_prev(n);

	if (prev != NULL)
		f->seam = html_type(n) == HTML_ELEMENT &&
			  html_type(prev) == HTML_ELEMENT;
}

/* Fold the text below TOP that is no more hidden than MOST. Returns true when
 * text was passed over that a higher MOST could have. */
static bool
gather(struct folder *f, const struct html_node *top, enum html_hidden most)
{
	const struct html_node *d = top;
	bool skip, left, more = false;

	while (d != NULL) {
		enum html_hidden hidden =
		    d == top ? HTML_SHOWN : html_hidden(d);

		skip = hidden > most;
		more |= skip && hidden < HTML_NO_TEXT;
		skip |= is_left_out(f, d);
		if (d != top)
			note_seam(f, d);
		if (!skip && is_block(html_tag(d)))
			widen(f, GAP_BLOCK);
		if (!skip && html_type(d) == HTML_TEXT &&
		    is_icons(html_data(d)))
			widen(f, GAP_SPACE);
		else if (!skip && html_type(d) == HTML_TEXT)
			fold(f, html_data(d));
		d = walk_blocks(top, d, skip, &left);
		if (left)
			widen(f, GAP_BLOCK);
	}
	return more;
}

struct str
html_text_without(struct arena *a, const struct html_node *n,
    const struct html_node *const *without, size_t nwithout)
{
	struct folder f = { .p = arena_alloc(a, text_room(n)),
		.without = without,
		.nwithout = nwithout };
	int most = HTML_SHOWN;

	while (gather(&f, n, (enum html_hidden)most) && f.len == 0 &&
	       most < HTML_UNDRAWN)
		most++;
	return str_n(f.p, f.len);
}

struct str
html_text(struct arena *a, const struct html_node *n)
{
	return html_text_without(a, n, NULL, 0);
}

struct str
html_text_content(struct arena *a, const struct html_node *n)
{
	const struct html_node *d;
	struct str s, only = STR_NULL;
	size_t parts = 0, len = 0;
	char *p;

	for (d = n; d != NULL; d = html_walk(n, d, false))
		if (html_type(d) == HTML_TEXT) {
			only = html_data(d);
			len += only.len;
			parts++;
		}
	if (parts <= 1)
		return only;
	p = arena_alloc(a, len);
	s = str_n(p, len);
	for (d = n; d != NULL; d = html_walk(n, d, false))
		if (html_type(d) == HTML_TEXT) {
			struct str part = html_data(d);

			memcpy(p, part.p, part.len);
			p += part.len;
		}
	return s;
}

/* The first HTML element with TAG, or NULL. */
static const struct html_node *
find_tag(const struct html_doc *d, lxb_tag_id_t tag)
{
	const struct html_node *root = html_root(d);
	const struct html_node *n = root;

	while (n != NULL && html_tag(n) != tag)
		n = html_walk(root, n, false);
	return n;
}

struct str
html_base_href(const struct html_doc *d)
{
	const struct html_node *root = html_root(d);
	const struct html_node *n = root;
	struct str href;

	for (; n != NULL; n = html_walk(root, n, false))
		if (html_tag(n) == LXB_TAG_BASE &&
		    html_attr(n, STR("href"), &href))
			return href;
	return STR_NULL;
}

struct str
html_title(struct arena *a, const struct html_doc *d)
{
	const struct html_node *n = find_tag(d, LXB_TAG_TITLE);

	return n == NULL ? STR_NULL : html_text(a, n);
}

struct str
html_language(const struct html_doc *d)
{
	const struct html_node *root = html_root(d);
	const struct html_node *n = find_tag(d, LXB_TAG_HTML);
	struct str s;

	if (n != NULL && html_attr(n, STR("lang"), &s) &&
	    !str_empty(str_trim(s)))
		return str_trim(s);
	for (n = root; n != NULL; n = html_walk(root, n, false))
		if (html_tag(n) == LXB_TAG_META &&
		    html_attr(n, STR("http-equiv"), &s) &&
		    str_ieq(s, STR("content-language")) &&
		    html_attr(n, STR("content"), &s))
			return str_trim(s);
	return STR_NULL;
}
