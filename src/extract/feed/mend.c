// SPDX-License-Identifier: ISC
#include "extract/feed/mend.h"

#include "base/buf.h"
#include "base/utf8.h"
#include "extract/feed/reference.h"
#include "model/limits.h"

/* Bytes that one byte can become: "&" is "&amp;". */
#define GROWTH 8

/* A construct that was looked for to the end is not looked for again. */
enum ender { END_COMMENT, END_CDATA, END_COUNT };

struct open {
	struct str name; /* as the start tag has it */
	size_t prefixes; /* declared in it */
};

struct attribute {
	struct str name, value;
};

struct mender {
	struct str in;
	size_t at;
	struct buf *out;
	struct open *open; /* LIMIT_FEED_DEPTH */
	size_t depth;
	size_t prefixes;             /* of all that is open */
	bool absent[END_COUNT];      /* there is no such end any more */
	struct attribute *attribute; /* LIMIT_ATTRIBUTES */
	size_t nattributes;
};

static bool
is_forbidden(uint32_t cp)
{
	return (cp < 0x20 && cp != '\t' && cp != '\n' && cp != '\r') ||
	       (cp & 0xFFFE) == 0xFFFE;
}

static void
put_char(struct mender *m, uint32_t cp)
{
	switch (cp) {
	case '&':
		buf_add(m->out, STR("&amp;"));
		break;
	case '<':
		buf_add(m->out, STR("&lt;"));
		break;
	case '>':
		buf_add(m->out, STR("&gt;"));
		break;
	case '"':
		buf_add(m->out, STR("&quot;"));
		break;
	default:
		if (!is_forbidden(cp))
			buf_addcp(m->out, cp);
	}
}

/* S with its references read, unless it is LITERAL. */
static void
put_text(struct mender *m, struct str s, bool literal)
{
	size_t at = 0;

	while (at < s.len) {
		uint32_t cp = 0;
		size_t n =
		    literal || s.p[at] != '&' ? 0 : reference_read(s, at, &cp);

		at += n;
		if (n == 0)
			cp = utf8_next(s, &at);
		if (cp != 0)
			put_char(m, cp);
	}
}

/* Text counts within the first element alone. */
static void
text(struct mender *m, struct str s, bool literal)
{
	if (m->depth > 0)
		put_text(m, s, literal);
}

static void
close_top(struct mender *m)
{
	const struct open *top = &m->open[--m->depth];

	m->prefixes -= top->prefixes;
	buf_add(m->out, STR("</"));
	buf_add(m->out, top->name);
	buf_addc(m->out, '>');
}

/* The number of elements down to the innermost of NAME; or STR_NONE. */
static size_t
find_open(const struct mender *m, struct str name)
{
	for (size_t i = m->depth; i-- > 0;)
		if (str_ieq(m->open[i].name, name))
			return i;
	return STR_NONE;
}

static void
close_to(struct mender *m, size_t depth)
{
	while (m->depth > depth)
		close_top(m);
}

static bool
is_name_char(int c)
{
	return is_alpha(c) || is_digit(c) || c == '_' || c == '-' || c == '.' ||
	       c == ':';
}

/* The name at AT, as XML with namespaces has it; or empty. */
static struct str
name_at(const struct mender *m, size_t at)
{
	size_t end = at, colon;
	struct str name;

	while (end < m->in.len && is_name_char(m->in.p[end]))
		end++;
	name = str_sub(m->in, at, end - at);
	colon = str_chr(name, ':', 0);
	if (name.len == 0 || !(is_alpha(name.p[0]) || name.p[0] == '_'))
		return STR_NULL;
	if (colon != STR_NONE &&
	    (colon + 1 == name.len || !is_alpha(name.p[colon + 1]) ||
		str_chr(name, ':', colon + 1) != STR_NONE))
		return STR_NULL;
	return name;
}

/* Behind what is taken for a name at AT, fit or not: a byte at least. */
static size_t
past_name(const struct mender *m, size_t at)
{
	size_t end = at;

	while (end < m->in.len && is_name_char(m->in.p[end]))
		end++;
	return end > at ? end : at + 1;
}

/* The byte at AT, or -1. */
static int
byte(const struct mender *m, size_t at)
{
	return at < m->in.len ? (unsigned char)m->in.p[at] : -1;
}

static size_t
skip_space(const struct mender *m, size_t at)
{
	while (is_html_space(byte(m, at)))
		at++;
	return at;
}

/* A value behind "=" at *AT. One without its second quotation mark ends where
 * the tag does. */
static struct str
value_at(const struct mender *m, size_t *at)
{
	size_t from = *at, end, tag = STR_NONE;
	int quote = byte(m, from), c;

	if (quote != '"' && quote != '\'') {
		for (end = from;
		     (c = byte(m, end)) >= 0 && c != '>' && !is_html_space(c);)
			end++;
		*at = end;
		return str_sub(m->in, from, end - from);
	}
	for (end = ++from; (c = byte(m, end)) >= 0 && c != quote; end++) {
		if (c == '>' && tag == STR_NONE)
			tag = end;
		if (c == '<' && tag != STR_NONE)
			break;
	}
	if (c == quote) {
		*at = end + 1;
		return str_sub(m->in, from, end - from);
	}
	end = tag == STR_NONE ? end : tag;
	*at = end;
	return str_sub(m->in, from, end - from);
}

static void
add_attribute(struct mender *m, struct str name, struct str value)
{
	if (m->nattributes == LIMIT_ATTRIBUTES)
		return;
	for (size_t i = 0; i < m->nattributes; i++)
		if (str_eq(m->attribute[i].name, name))
			return;
	m->attribute[m->nattributes++] = (struct attribute){ name, value };
}

/*
 * The attributes from AT on. Returns the byte behind the tag, *CLOSED set when
 * it ends in "/>"; STR_NONE when another "<" comes first: then this was none.
 */
static size_t
read_attributes(struct mender *m, size_t at, bool *closed)
{
	m->nattributes = 0;
	for (;;) {
		struct str name, value;
		int c;

		at = skip_space(m, at);
		c = byte(m, at);
		if (c < 0)
			return at;
		if (c == '<')
			return STR_NONE;
		*closed = c == '/' && byte(m, at + 1) == '>';
		if (*closed || c == '>')
			return at + 1 + *closed;
		name = name_at(m, at);
		at = past_name(m, at);
		value = name;
		if (name.len > 0 && byte(m, skip_space(m, at)) == '=') {
			at = skip_space(m, skip_space(m, at) + 1);
			value = value_at(m, &at);
		}
		if (name.len > 0)
			add_attribute(m, name, value);
	}
}

/* Elements of HTML that never hold anything. Of others that HTML has so, some
 * are a feed's own: link, source. */
static bool
is_void(struct str name)
{
	return str_ieq(name, STR("br")) || str_ieq(name, STR("hr")) ||
	       str_ieq(name, STR("img")) || str_ieq(name, STR("wbr"));
}

static bool
is_entry(struct str name)
{
	size_t colon = str_chr(name, ':', 0);

	if (colon != STR_NONE)
		name = str_from(name, colon + 1);
	return str_ieq(name, STR("item")) || str_ieq(name, STR("entry"));
}

static void
put_attributes(struct mender *m, struct open *of)
{
	for (size_t i = 0; i < m->nattributes; i++) {
		const struct attribute *at = &m->attribute[i];

		if (str_starts(at->name, STR("xmlns"))) {
			if (m->prefixes + of->prefixes >= LIMIT_FEED_PREFIXES)
				continue;
			of->prefixes++;
		}
		buf_addc(m->out, ' ');
		buf_add(m->out, at->name);
		buf_add(m->out, STR("=\""));
		put_text(m, at->value, false);
		buf_addc(m->out, '"');
	}
}

static bool
start_tag(struct mender *m)
{
	struct open new = { name_at(m, m->at + 1), 0 };
	size_t at = m->at + 1 + new.name.len, outer;
	int c = byte(m, at);
	bool closed = false;

	if (new.name.len == 0 ||
	    !(c < 0 || is_html_space(c) || c == '/' || c == '>'))
		return false;
	at = read_attributes(m, at, &closed);
	if (at == STR_NONE)
		return false;
	m->at = at;
	/* A second root, a level too deep, or a tag that the end cut. */
	if ((m->depth == 0 && m->out->len > 0) ||
	    m->depth == LIMIT_FEED_DEPTH || m->in.p[at - 1] != '>')
		return true;
	outer = is_entry(new.name) ? find_open(m, new.name) : STR_NONE;
	if (outer != STR_NONE)
		close_to(m, outer);
	if (m->depth == 0 && m->out->len > 0)
		return true;
	buf_addc(m->out, '<');
	buf_add(m->out, new.name);
	put_attributes(m, &new);
	buf_addc(m->out, '>');
	m->open[m->depth++] = new;
	m->prefixes += new.prefixes;
	if (closed || is_void(new.name))
		close_top(m);
	return true;
}

static bool
end_tag(struct mender *m)
{
	struct str name = name_at(m, m->at + 2);
	size_t open, at = m->at + 2 + name.len;
	int c;

	if (name.len == 0)
		return false;
	while ((c = byte(m, at)) >= 0 && c != '>' && c != '<')
		at++;
	m->at = at + (c == '>');
	open = find_open(m, name);
	if (open != STR_NONE)
		close_to(m, open);
	return true;
}

/* Where WHAT begins, behind AT; or STR_NONE. */
static size_t
find_end(struct mender *m, enum ender which, struct str what, size_t at)
{
	size_t i =
	    m->absent[which] ? STR_NONE : str_find(str_from(m->in, at), what);

	m->absent[which] = i == STR_NONE;
	return i == STR_NONE ? STR_NONE : at + i;
}

/* The part of REST, a section without its end, that is of the element it
 * stands in. */
static struct str
open_cdata(const struct mender *m, struct str rest)
{
	size_t i = 0;

	while (m->depth > 0 && (i = str_chr(rest, '<', i)) != STR_NONE) {
		struct str end = str_from(rest, i), name;

		name = m->open[m->depth - 1].name;
		if (str_starts(end, STR("</")) &&
		    str_istarts(str_from(end, 2), name))
			return str_sub(rest, 0, i);
		i++;
	}
	return rest;
}

static bool
cdata(struct mender *m)
{
	size_t from = m->at + STR("<![CDATA[").len;
	size_t end = find_end(m, END_CDATA, STR("]]>"), from);
	struct str inside;

	m->at = end == STR_NONE ? m->in.len : end + 3;
	if (end != STR_NONE) {
		text(m, str_sub(m->in, from, end - from), true);
		return true;
	}
	inside = open_cdata(m, str_from(m->in, from));
	m->at = from + inside.len;
	text(m, inside, true);
	return true;
}

/* "<!", "<?": nothing of it is shown. False when it is text after all. */
static bool
declaration(struct mender *m)
{
	struct str rest = str_from(m->in, m->at);
	size_t end;

	if (str_istarts(rest, STR("<![CDATA[")))
		return cdata(m);
	if (str_starts(rest, STR("<!--"))) {
		end = find_end(m, END_COMMENT, STR("-->"), m->at + 4);
		if (end == STR_NONE)
			return false;
		m->at = end + 3;
		return true;
	}
	if (rest.len < 3 || (!is_alpha(rest.p[2]) && rest.p[2] != '['))
		return false;
	end = str_chr(rest, '>', 0);
	m->at += end == STR_NONE ? rest.len : end + 1;
	return true;
}

static bool
markup(struct mender *m)
{
	switch (byte(m, m->at + 1)) {
	case '/':
		return end_tag(m);
	case '!':
	case '?':
		return declaration(m);
	default:
		return start_tag(m);
	}
}

struct str
mend_xml(struct arena *a, struct str in, bool *cut)
{
	struct mender m = { .in = in,
		.out = buf_in(a, GROWTH * in.len + 1),
		.open = ARENA_ARRAY(a, LIMIT_FEED_DEPTH, struct open),
		.attribute =
		    ARENA_ARRAY(a, LIMIT_ATTRIBUTES, struct attribute) };

	while (m.at < in.len) {
		size_t lt = str_chr(in, '<', m.at);

		if (lt == STR_NONE)
			lt = in.len;
		text(&m, str_sub(in, m.at, lt - m.at), false);
		m.at = lt;
		if (lt < in.len && !markup(&m)) {
			text(&m, STR("<"), true);
			m.at++;
		}
	}
	*cut = false;
	for (size_t i = 0; i < m.depth; i++)
		*cut = *cut || is_entry(m.open[i].name);
	close_to(&m, 0);
	return buf_str(m.out);
}
