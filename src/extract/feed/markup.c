// SPDX-License-Identifier: ISC
#include "extract/feed/markup.h"

#include "web/url.h"

static void
put_escaped(struct buf *b, struct str s, bool quoted)
{
	for (size_t i = 0; i < s.len; i++) {
		if (s.p[i] == '&')
			buf_add(b, STR("&amp;"));
		else if (s.p[i] == '<')
			buf_add(b, STR("&lt;"));
		else if (s.p[i] == '>')
			buf_add(b, STR("&gt;"));
		else if (s.p[i] == '"' && quoted)
			buf_add(b, STR("&quot;"));
		else
			buf_addc(b, s.p[i]);
	}
}

void
feed_markup_text(struct buf *b, struct str s)
{
	put_escaped(b, s, false);
}

void
feed_markup_value(struct buf *b, struct str s)
{
	put_escaped(b, s, true);
}

/* Attributes with an address that HTML shows or leads to. */
static bool
is_address(struct str name)
{
	return str_ieq(name, STR("href")) || str_ieq(name, STR("src")) ||
	       str_ieq(name, STR("cite")) || str_ieq(name, STR("poster"));
}

void
feed_markup_start(
    struct arena *a, struct buf *b, const struct tag *t, struct str base)
{
	buf_addc(b, '<');
	buf_add(b, t->name);
	for (size_t i = 0; i < t->nattrs; i++) {
		const struct tag_attr *at = &t->attr[i];
		struct str value = at->value;
		struct url u;

		if (at->ns != NS_CORE &&
		    !(at->ns == NS_XLINK && is_address(at->name)))
			continue;
		if (is_address(at->name) && !str_empty(base) &&
		    url_parse(a, value, base, &u) == 0)
			value = u.href;
		buf_addc(b, ' ');
		buf_add(b, str_c(namespace_prefix(at->ns)));
		buf_add(b, at->name);
		buf_add(b, STR("=\""));
		feed_markup_value(b, value);
		buf_addc(b, '"');
	}
	buf_addc(b, '>');
}

/* Source: WHATWG HTML 13.1.2, "void elements". */
static bool
is_void(struct str name)
{
	static const char *const names[] = { "area", "base", "br", "col",
		"embed", "hr", "img", "input", "link", "meta", "source",
		"track", "wbr" };

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		if (str_ieq(str_c(names[i]), name))
			return true;
	return false;
}

void
feed_markup_end(struct buf *b, struct str name)
{
	if (is_void(name))
		return;
	buf_add(b, STR("</"));
	buf_add(b, name);
	buf_addc(b, '>');
}

struct str
feed_markup_paragraphs(struct arena *a, struct str text)
{
	struct buf *b = buf_in(a, 8 * text.len + 64);
	struct str line, html;

	while (str_cut(&text, '\n', &line)) {
		line = str_trim(line);
		if (str_empty(line))
			continue;
		buf_add(b, STR("<p>"));
		feed_markup_text(b, line);
		buf_add(b, STR("</p>"));
	}
	html = arena_str(a, buf_str(b));
	buf_release(b);
	return html;
}
