// SPDX-License-Identifier: ISC
/*
 * The charset that a page declares about itself, found before it is decoded.
 * Source: WHATWG HTML 13.2.3.2, "prescan a byte stream to determine its
 * encoding", "get an attribute", "get an XML encoding"; 2.5.4, "extracting a
 * character encoding from a meta element".
 */
#include "web/charset.h"

struct scan {
	struct str in;
	size_t at;
};

struct attribute {
	struct str name, value; /* as they stand; case does not matter */
};

/* The byte at the position, or -1 at the end, which ends every search. */
static int
byte(const struct scan *s)
{
	return s->at < s->in.len ? (unsigned char)s->in.p[s->at] : -1;
}

static bool
looking_at(const struct scan *s, struct str what)
{
	return str_istarts(str_from(s->in, s->at), what);
}

static void
skip_space(struct scan *s)
{
	while (is_html_space(byte(s)))
		s->at++;
}

/* Move past the next WHAT, or to the end. */
static void
skip_past(struct scan *s, struct str what)
{
	size_t i = str_find(str_from(s->in, s->at), what);

	s->at = i == STR_NONE ? s->in.len : s->at + i + what.len;
}

/* The value after "=": quoted, or up to white space or ">". */
static struct str
get_value(struct scan *s)
{
	int quote = byte(s);
	size_t from;

	if (quote == '"' || quote == '\'') {
		from = ++s->at;
		while (byte(s) >= 0 && byte(s) != quote)
			s->at++;
		if (byte(s) < 0)
			return STR_NULL;
		return str_sub(s->in, from, s->at++ - from);
	}
	from = s->at;
	while (byte(s) >= 0 && byte(s) != '>' && !is_html_space(byte(s)))
		s->at++;
	return str_sub(s->in, from, s->at - from);
}

/* "Get an attribute"; false when the tag has no more, or the bytes ended. */
static bool
get_attribute(struct scan *s, struct attribute *at)
{
	size_t from;
	int c;

	while (is_html_space(byte(s)) || byte(s) == '/')
		s->at++;
	if (byte(s) < 0 || byte(s) == '>')
		return false;
	*at = (struct attribute){ STR_NULL, STR_NULL };
	from = s->at;
	while ((c = byte(s)) >= 0 && !is_html_space(c) && c != '/' &&
	       c != '>' && (c != '=' || s->at == from))
		s->at++;
	at->name = str_sub(s->in, from, s->at - from);
	skip_space(s);
	if (byte(s) == '=') {
		s->at++;
		skip_space(s);
		at->value = get_value(s);
	}
	return byte(s) >= 0;
}

/* 2.5.4; the label is empty when there is none. */
static struct str
extract(struct str content)
{
	struct scan s = { content, 0 };
	size_t from, end;
	int quote;

	for (;;) {
		while (s.at < content.len && !looking_at(&s, STR("charset")))
			s.at++;
		if (s.at == content.len)
			return STR_NULL;
		s.at += STR("charset").len;
		skip_space(&s);
		if (byte(&s) == '=')
			break;
	}
	s.at++;
	skip_space(&s);
	quote = byte(&s);
	if (quote == '"' || quote == '\'') {
		from = s.at + 1;
		end = str_chr(content, (char)quote, from);
		return end == STR_NONE ? STR_NULL
				       : str_sub(content, from, end - from);
	}
	from = s.at;
	while (byte(&s) >= 0 && byte(&s) != ';' && !is_html_space(byte(&s)))
		s.at++;
	return str_sub(content, from, s.at - from);
}

const char *
charset_from_content_type(struct str header)
{
	return charset_by_label(extract(header));
}

/* What a document cannot have, since it was read as ASCII up to here. */
static const char *
ascii_only(const char *name)
{
	if (name == NULL)
		return NULL;
	if (strncmp(name, "UTF-16", 6) == 0)
		return "UTF-8";
	if (strcmp(name, "x-user-defined") == 0)
		return "windows-1252";
	return name;
}

/* The charset of the <meta> whose attributes come next, or NULL. */
static const char *
get_meta(struct scan *s)
{
	bool pragma = false, needed = false;
	bool equiv = false, content = false, own = false;
	const char *name = NULL;
	struct attribute at;

	/* Of attributes with the same name only the first counts. */
	while (get_attribute(s, &at)) {
		if (!equiv && str_ieq(at.name, STR("http-equiv"))) {
			equiv = true;
			pragma = str_ieq(at.value, STR("content-type"));
		} else if (!content && str_ieq(at.name, STR("content"))) {
			content = true;
			if (name == NULL) {
				name = charset_from_content_type(at.value);
				needed = name != NULL;
			}
		} else if (!own && str_ieq(at.name, STR("charset"))) {
			own = true;
			name = charset_by_label(at.value);
			needed = false;
		}
	}
	if (byte(s) < 0 || (needed && !pragma))
		return NULL;
	return ascii_only(name);
}

/* At a "<" that begins no meta: move past what it begins. */
static void
skip_markup(struct scan *s)
{
	struct attribute at;
	size_t name = s->at + 1;

	if (name < s->in.len && s->in.p[name] == '/')
		name++;
	if (name < s->in.len && is_alpha((unsigned char)s->in.p[name])) {
		while (
		    byte(s) >= 0 && byte(s) != '>' && !is_html_space(byte(s)))
			s->at++;
		while (get_attribute(s, &at))
			;
	} else if (looking_at(s, STR("<!--"))) {
		s->at += 2; /* "<!-->" is a comment, too */
		skip_past(s, STR("-->"));
		return;
	} else if (looking_at(s, STR("<!")) || looking_at(s, STR("</")) ||
		   looking_at(s, STR("<?"))) {
		skip_past(s, STR(">"));
		return;
	}
	s->at++;
}

/* The encoding of an XML declaration at the start, or NULL. */
static const char *
get_xml(struct str bytes)
{
	struct scan s = { bytes, 0 };
	size_t end = str_chr(bytes, '>', 0), i;
	struct str label;

	if (!str_starts(bytes, STR("<?xml")) || end == STR_NONE)
		return NULL;
	s.in.len = end;
	skip_past(&s, STR("encoding"));
	skip_space(&s);
	if (byte(&s) != '=')
		return NULL;
	s.at++;
	skip_space(&s);
	if (byte(&s) != '"' && byte(&s) != '\'')
		return NULL;
	label = get_value(&s);
	for (i = 0; i < label.len; i++)
		if ((unsigned char)label.p[i] <= ' ')
			return NULL;
	return ascii_only(charset_by_label(label));
}

const char *
charset_prescan(struct str bytes)
{
	struct scan s = { bytes, 0 };
	const char *name;
	struct str meta;

	if (str_starts(bytes, (struct str){ "<\0?\0x\0", 6 }))
		return "UTF-16LE";
	if (str_starts(bytes, (struct str){ "\0<\0?\0x", 6 }))
		return "UTF-16BE";
	for (;;) {
		s.at = str_chr(bytes, '<', s.at);
		if (s.at == STR_NONE)
			return get_xml(bytes);
		meta = str_sub(bytes, s.at, 6);
		if (meta.len < 6 || !str_istarts(meta, STR("<meta")) ||
		    !(is_html_space(meta.p[5]) || meta.p[5] == '/')) {
			skip_markup(&s);
			continue;
		}
		s.at += 5;
		name = get_meta(&s);
		if (name != NULL)
			return name;
	}
}

struct str
charset_prescan_language(struct str bytes)
{
	struct scan s = { bytes, 0 };
	struct attribute at;
	int after;

	while ((s.at = str_chr(bytes, '<', s.at)) != STR_NONE) {
		after = s.at + 5 < bytes.len ? bytes.p[s.at + 5] : -1;
		if (!looking_at(&s, STR("<html")) || !is_html_space(after)) {
			skip_markup(&s);
			continue;
		}
		s.at += 5;
		while (get_attribute(&s, &at))
			if (str_ieq(at.name, STR("lang")) ||
			    str_ieq(at.name, STR("xml:lang")))
				return str_trim(at.value);
		break;
	}
	return STR_NULL;
}
