// SPDX-License-Identifier: ISC
#include "extract/feed/value.h"

#include "base/buf.h"
#include "base/utf8.h"
#include "extract/feed/reference.h"

/*
 * Elements of texts that are shown, and of those that were. Source: WHATWG
 * HTML, 4 and 16.2, without what makes a whole page, plus SVG's and MathML's
 * own root.
 */
static const char *const tags[] = { "a", "abbr", "acronym", "address",
	"article", "aside", "audio", "b", "big", "blink", "blockquote", "br",
	"button", "canvas", "caption", "center", "cite", "code", "col",
	"colgroup", "dd", "del", "details", "dfn", "div", "dl", "dt", "em",
	"embed", "fieldset", "figcaption", "figure", "font", "footer", "form",
	"h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "i", "iframe",
	"img", "input", "ins", "kbd", "label", "legend", "li", "mark",
	"marquee", "math", "nav", "object", "ol", "p", "param", "picture",
	"pre", "q", "rp", "rt", "ruby", "s", "samp", "script", "section",
	"small", "source", "span", "strike", "strong", "style", "sub",
	"summary", "sup", "svg", "table", "tbody", "td", "textarea", "tfoot",
	"th", "thead", "time", "tr", "tt", "u", "ul", "var", "video", "wbr" };

/* Those that end no text and need no end tag. */
static const char *const empty[] = { "br", "embed", "hr", "img", "wbr" };

static bool
is_among(const char *const *list, size_t n, struct str name)
{
	for (size_t i = 0; i < n; i++)
		if (str_ieq(str_c(list[i]), name))
			return true;
	return false;
}
#define IS_AMONG(list, name) \
	is_among((list), sizeof(list) / sizeof(*(list)), (name))

static struct str
name_at(struct str s, size_t at)
{
	size_t end = at;

	while (end < s.len && (is_alpha(s.p[end]) || is_digit(s.p[end])))
		end++;
	return end > at && is_alpha(s.p[at]) ? str_sub(s, at, end - at)
					     : STR_NULL;
}

bool
value_is_html(struct str s)
{
	bool shown = false, reference = false, strange = false;

	for (size_t i = 0; i < s.len; i++) {
		struct str name;
		uint32_t cp;
		bool end;

		if (s.p[i] == '&' && reference_read(s, i, &cp) > 0)
			reference = true;
		if (s.p[i] != '<')
			continue;
		end = i + 1 < s.len && s.p[i + 1] == '/';
		name = name_at(s, i + 1 + end);
		if (name.len == 0)
			continue;
		if (!IS_AMONG(tags, name))
			strange = true;
		else if (end || IS_AMONG(empty, name))
			shown = true;
	}
	return shown || (reference && !strange);
}

/* The six bits of a character of base64 (RFC 4648 4), or -1. */
static int
six_bits(int c)
{
	if (c >= 'A' && c <= 'Z')
		return c - 'A';
	if (c >= 'a' && c <= 'z')
		return c - 'a' + 26;
	if (is_digit(c))
		return c - '0' + 52;
	return c == '+' ? 62 : c == '/' ? 63 : -1;
}

/* TEXT decoded; false when it is no base64 of a text. */
static bool
decode_base64(struct arena *a, struct str text, struct str *out)
{
	char *p = arena_alloc(a, text.len + 1);
	unsigned bits = 0, have = 0;
	size_t n = 0;

	for (size_t i = 0; i < text.len; i++) {
		int six = six_bits(text.p[i]);

		if (text.p[i] == '=')
			break;
		if (is_html_space(text.p[i]))
			continue;
		if (six < 0)
			return false;
		bits = (bits << 6 | (unsigned)six) & 0xFFFF;
		have += 6;
		if (have >= 8) {
			have -= 8;
			p[n++] = (char)(bits >> have & 0xFF);
		}
	}
	*out = str_n(p, n);
	return n > 0 && utf8_valid(*out);
}

/* The essence of a media type, or one of Atom's three words. */
static struct str
essence(struct str type)
{
	return str_trim(str_sub(type, 0, str_chr(type, ';', 0)));
}

static bool
is_html_type(struct str type)
{
	return str_ieq(type, STR("html")) || str_ieq(type, STR("text/html"));
}

static bool
is_xml_type(struct str type)
{
	return str_ieq(type, STR("xhtml")) || str_ends(type, STR("+xml")) ||
	       str_ends(type, STR("/xml"));
}

/* Neither Atom's words nor text: RFC 4287 4.1.3.3, the last rule. */
static bool
is_binary_type(struct str type)
{
	return str_chr(type, '/', 0) != STR_NONE &&
	       !str_istarts(type, STR("text/")) && !is_xml_type(type);
}

/*
 * True when what is at AT of S, a "<", would hide a text in HTML but is neither
 * a comment nor a declaration that ends: "<!'". The last ">" of S is at LAST.
 */
static bool
is_no_declaration(struct str s, size_t at, size_t last)
{
	struct str rest = str_from(s, at);

	if (!str_starts(rest, STR("<!")) || str_starts(rest, STR("<!--")))
		return false;
	return rest.len == 2 || (!is_alpha(rest.p[2]) && rest.p[2] != '[') ||
	       last == STR_NONE || last < at;
}

/* HTML with such texts escaped, in A; or HTML. */
static struct str
keep_text(struct arena *a, struct str html)
{
	struct buf *b = NULL;
	size_t from = 0, at = 0, last = str_rfind(html, STR(">"));

	while ((at = str_chr(html, '<', at)) != STR_NONE) {
		if (is_no_declaration(html, at, last)) {
			b = b == NULL ? buf_in(a, 4 * html.len + 64) : b;
			buf_add(b, str_sub(html, from, at - from));
			buf_add(b, STR("&lt;"));
			from = at + 1;
		}
		at++;
	}
	if (b == NULL)
		return html;
	buf_add(b, str_from(html, from));
	return arena_str(a, buf_str(b));
}

struct str
value_read(
    struct arena *a, struct str text, const struct value_type *t, bool *html)
{
	struct str type = essence(t->type), decoded;
	bool base64 = str_ieq(t->mode, STR("base64"));
	bool escaped = str_ieq(t->mode, STR("escaped"));
	bool guess = !t->typed;

	*html = true;
	if (t->markup)
		return text;
	if (t->encoded)
		return keep_text(a, text);
	if (t->typed && is_binary_type(type))
		base64 = guess = true;
	if (base64 && decode_base64(a, text, &decoded))
		text = decoded;
	*html = is_html_type(type) || (is_xml_type(type) && escaped) ||
		(guess && value_is_html(text));
	return *html ? keep_text(a, text) : text;
}
