// SPDX-License-Identifier: ISC
#include "normalize/foreign.h"

#include <stdint.h>

/* Drawings not higher or wider are icons, which mean something on their page
 * alone. CSS pixels. */
#define ICON 64

/*
 * Source: HTML Sanitizer API, "built-in safe default configuration", less what
 * is a place for HTML within SVG (foreignObject, desc) and what shapes refer to
 * by address (marker); plus, of MathML 3 (3.3.8, 3.3.9, 5.1), what older
 * formulas are written in.
 */
static const char *const formula[] = { "math", "menclose", "merror", "mfenced",
	"mfrac", "mi", "mmultiscripts", "mn", "mo", "mover", "mpadded",
	"mphantom", "mprescripts", "mroot", "mrow", "ms", "mspace", "msqrt",
	"mstyle", "msub", "msubsup", "msup", "mtable", "mtd", "mtext", "mtr",
	"munder", "munderover", "none", "semantics" };
static const char *const drawing[] = { "a", "circle", "ellipse", "g", "line",
	"path", "polygon", "polyline", "rect", "svg", "text", "title",
	"tspan" };

/* Same sources; MathML Core 2.1 and 3; SVG 2, appendix I. */
static const char *const formula_attrs[] = { "accent", "accentunder", "close",
	"columnalign", "columnlines", "columnspacing", "columnspan", "depth",
	"dir", "display", "displaystyle", "fence", "form", "frame", "height",
	"largeop", "linethickness", "lspace", "mathbackground", "mathcolor",
	"mathsize", "mathvariant", "maxsize", "minsize", "movablelimits",
	"notation", "open", "rowalign", "rowlines", "rowspacing", "rowspan",
	"rspace", "scriptlevel", "separator", "separators", "stretchy",
	"symmetric", "voffset", "width" };
static const char *const drawing_attrs[] = { "cx", "cy", "d",
	"dominant-baseline", "dx", "dy", "fill", "fill-opacity", "fill-rule",
	"font-family", "font-size", "font-style", "font-weight", "height",
	"lengthAdjust", "letter-spacing", "opacity", "points",
	"preserveAspectRatio", "r", "rotate", "rx", "ry", "stroke",
	"stroke-dasharray", "stroke-dashoffset", "stroke-linecap",
	"stroke-linejoin", "stroke-miterlimit", "stroke-opacity",
	"stroke-width", "text-anchor", "textLength", "transform", "viewBox",
	"width", "word-spacing", "x", "x1", "x2", "y", "y1", "y2" };

static bool
is_among(const char *const *list, size_t n, struct str s)
{
	for (size_t i = 0; i < n; i++)
		if (str_eq(s, str_c(list[i])))
			return true;
	return false;
}
#define IS_AMONG(list, s) is_among((list), sizeof(list) / sizeof(*(list)), (s))

static bool
is_known(const struct html_node *n)
{
	return html_ns(n) == HTML_NS_MATHML ? IS_AMONG(formula, html_name(n))
					    : IS_AMONG(drawing, html_name(n));
}

bool
foreign_is_left_out(const struct html_node *n)
{
	static const char *const names[] = { "script", "desc", "metadata",
		"annotation", "annotation-xml" };

	return html_type(n) == HTML_ELEMENT && html_ns(n) != HTML_NS_HTML &&
	       IS_AMONG(names, html_name(n));
}

bool
foreign_is_silent(const struct html_node *n)
{
	return foreign_is_left_out(n) || str_eq(html_name(n), STR("style")) ||
	       str_eq(html_name(n), STR("title"));
}

/* A value that cannot be an address, of a scheme or of a path, nor a function
 * that takes one. Source: CSS Values 4, 4.5; escapes have a backslash. */
static bool
is_harmless(struct str value)
{
	for (size_t i = 0; i < value.len; i++) {
		char c = value.p[i];

		if (c == ':' || c == '/' || c == '\\' || c == '@')
			return false;
		if (str_istarts(str_from(value, i), STR("url(")))
			return false;
	}
	return true;
}

bool
foreign_keeps(const struct html_node *n, const struct html_attr *at)
{
	struct str name = html_attr_name(at);
	bool known = html_ns(n) == HTML_NS_MATHML
			 ? IS_AMONG(formula_attrs, name)
			 : IS_AMONG(drawing_attrs, name);

	return known && is_harmless(html_attr_value(at));
}

/* True when something else tells how N looks: a style, or what it names. */
static bool
is_styled(const struct html_node *n)
{
	const struct html_attr *at = html_attr_first(n);

	for (; at != NULL; at = html_attr_next(at)) {
		struct str name = html_attr_name(at);

		if (str_eq(name, STR("style")) ||
		    (IS_AMONG(drawing_attrs, name) && !foreign_keeps(n, at)))
			return true;
	}
	return false;
}

static bool
is_beyond_icon(const struct html_node *svg, struct str side)
{
	unsigned long long n;
	struct str value;
	size_t end = 0;

	if (!html_attr(svg, side, &value))
		return false;
	value = str_trim(value);
	while (end < value.len && is_digit(value.p[end]))
		end++;
	if (str_uint(str_sub(value, 0, end), UINT32_MAX, &n) != 0 || n <= ICON)
		return false;
	return end == value.len || value.p[end] == '.' ||
	       str_ieq(str_from(value, end), STR("px"));
}

/* N, which is below ROOT or ROOT itself, is what readers show. */
static bool
is_fit(const struct html_node *root, const struct html_node *n)
{
	if (html_type(n) != HTML_ELEMENT)
		return true;
	if (html_ns(n) != html_ns(root) || !is_known(n))
		return false;
	return html_ns(n) == HTML_NS_MATHML || !is_styled(n);
}

bool
foreign_is_fit(const struct html_node *root)
{
	bool svg = html_ns(root) == HTML_NS_SVG;

	if (svg && (!is_beyond_icon(root, STR("width")) ||
		       !is_beyond_icon(root, STR("height"))))
		return false;
	for (const struct html_node *n = root; n != NULL;) {
		bool out = foreign_is_left_out(n);

		if (!out && !is_fit(root, n))
			return false;
		n = html_walk(root, n, out);
	}
	return true;
}
