// SPDX-License-Identifier: ISC
#include "extract/whereabouts.h"

#include "base/buf.h"
#include "base/utf8.h"
#include "extract/detect/example.h"
#include "model/limits.h"
#include "web/url.h"

/* So many elements of a path tell a person where to look. */
#define PATH_STEPS 4

const char *
whereabouts_name(enum whereabouts_kind kind)
{
	static const char *const name[] = {
		[WHERE_TEXT] = "text",
		[WHERE_OTHERWISE] = "case",
		[WHERE_LINK] = "link",
		[WHERE_ATTRIBUTE] = "attribute",
		[WHERE_SCRIPT] = "script",
		[WHERE_NOWHERE] = "nowhere",
	};

	return name[kind];
}

/* What is looked for, in its spellings. */
struct wanted {
	struct arena *a;
	struct str text;    /* folded */
	struct str lower;   /* the same in lower case, of ASCII */
	struct str escaped; /* as JSON may write it; in lower case */
	struct str href;    /* as an absolute URL; or empty */
	struct str base;
};

static struct str
lower(struct arena *a, struct str s)
{
	char *p = arena_cstr(a, s);

	for (size_t i = 0; i < s.len; i++)
		p[i] = to_lower(s.p[i]);
	return str_n(p, s.len);
}

/* RFC 8259 7: characters outside ASCII as \uXXXX, in two parts where needed. */
static struct str
escape(struct arena *a, struct str s)
{
	struct buf *b = buf_in(a, LIMIT_TEXT);

	for (size_t at = 0; at < s.len;) {
		uint32_t cp = utf8_next(s, &at);

		if (cp >= 0x10000)
			buf_addf(b, "\\u%04x\\u%04x",
			    (unsigned)(0xD7C0 + (cp >> 10)),
			    (unsigned)(0xDC00 + (cp & 0x3FF)));
		else if (cp >= 0x80)
			buf_addf(b, "\\u%04x", (unsigned)cp);
		else if (cp == '"' || cp == '\\')
			buf_addf(b, "\\%c", (int)cp);
		else
			buf_addc(b, to_lower((char)cp));
	}
	return buf_str(b);
}

static bool
has_exactly(const struct wanted *w, struct str text)
{
	return str_find(text, w->text) != STR_NONE;
}

static bool
has_otherwise(const struct wanted *w, struct str text)
{
	return str_find(lower(w->a, text), w->lower) != STR_NONE;
}

typedef bool (*has_fn)(const struct wanted *w, struct str text);

/* The child of N that is read with the text in it, or NULL. */
static const struct html_node *
child_with(const struct wanted *w, const struct html_node *n, has_fn has)
{
	for (n = html_first(n); n != NULL; n = html_next(n))
		if (html_type(n) == HTML_ELEMENT && has(w, html_text(w->a, n)))
			return n;
	return NULL;
}

/* The innermost element, the first of its kind, that is read with the text in
 * it; NULL when there is none. */
static const struct html_node *
element_with(const struct wanted *w, const struct html_node *root, has_fn has)
{
	const struct html_node *found = NULL, *n = child_with(w, root, has);

	for (; n != NULL; n = child_with(w, n, has))
		found = n;
	return found;
}

static bool
leads_to(const struct wanted *w, const struct html_node *n)
{
	struct str href, url;

	return html_attr(n, STR("href"), &href) &&
	       (str_eq(str_trim(href), w->text) ||
		   (!str_empty(w->href) &&
		       url_resolve(w->a, href, w->base, LIMIT_URL, &url) == 0 &&
		       str_eq(url, w->href)));
}

static bool
has_attribute(const struct wanted *w, const struct html_node *n)
{
	const struct html_attr *at = html_attr_first(n);

	for (; at != NULL; at = html_attr_next(at))
		if (has_exactly(w, html_attr_value(at)))
			return true;
	return false;
}

static bool
is_script_with(const struct wanted *w, const struct html_node *n)
{
	struct str data;

	if (!html_is(n, STR("script")))
		return false;
	data = html_text_content(w->a, n);
	return has_exactly(w, data) ||
	       str_find(lower(w->a, data), w->escaped) != STR_NONE;
}

static const struct html_node *
first_that(const struct wanted *w, const struct html_node *root,
    bool (*is)(const struct wanted *w, const struct html_node *n))
{
	const struct html_node *n = root;

	while ((n = html_walk(root, n, false)) != NULL)
		if (html_type(n) == HTML_ELEMENT && is(w, n))
			return n;
	return NULL;
}

/* The element N as people write it: "div#top", "p.lead". */
static struct str
step(struct arena *a, const struct html_node *n)
{
	struct str id, class;
	size_t end = 0;

	if (html_attr(n, STR("id"), &id) && !str_empty(id))
		return arena_printf(
		    a, "%.*s#%.*s", STR_ARG(html_name(n)), STR_ARG(id));
	if (!html_attr(n, STR("class"), &class))
		return html_name(n);
	class = str_trim(class);
	while (end < class.len && !is_html_space(class.p[end]))
		end++;
	return end == 0 ? html_name(n)
			: arena_printf(a, "%.*s.%.*s", STR_ARG(html_name(n)),
			      (int)end, class.p);
}

static struct str
path_of(struct arena *a, const struct html_node *n)
{
	struct str path = step(a, n);

	for (int i = 1; i < PATH_STEPS; i++) {
		n = html_parent(n);
		if (n == NULL || html_type(n) != HTML_ELEMENT)
			break;
		path = arena_printf(
		    a, "%.*s > %.*s", STR_ARG(step(a, n)), STR_ARG(path));
	}
	return path;
}

static struct whereabouts
found(
    struct arena *a, enum whereabouts_kind kind, const struct html_node *where)
{
	return (struct whereabouts){ kind, path_of(a, where), STR_NULL };
}

struct whereabouts
whereabouts(struct arena *a, const struct html_doc *doc, struct str text,
    struct str base)
{
	struct wanted w = {
		.a = a, .text = example_fold(a, text), .base = base
	};
	const struct html_node *root = html_root(doc), *n;
	struct whereabouts out = { .kind = WHERE_NOWHERE };

	if (str_empty(w.text))
		return out;
	w.lower = lower(a, w.text);
	w.escaped = escape(a, w.text);
	if (url_resolve(a, w.text, base, LIMIT_URL, &w.href) != 0)
		w.href = STR_NULL;
	if ((n = element_with(&w, root, has_exactly)) != NULL)
		return found(a, WHERE_TEXT, n);
	if ((n = first_that(&w, root, leads_to)) != NULL)
		return found(a, WHERE_LINK, n);
	if ((n = element_with(&w, root, has_otherwise)) != NULL) {
		struct str all = html_text(a, n);

		out = found(a, WHERE_OTHERWISE, n);
		out.text =
		    str_sub(all, str_find(lower(a, all), w.lower), w.text.len);
		return out;
	}
	if ((n = first_that(&w, root, is_script_with)) != NULL)
		return found(a, WHERE_SCRIPT, n);
	if ((n = first_that(&w, root, has_attribute)) != NULL)
		return found(a, WHERE_ATTRIBUTE, n);
	return out;
}
