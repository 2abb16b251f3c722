// SPDX-License-Identifier: ISC
#include <stdarg.h>
#include <stdio.h>

#include "base/utf8.h"
#include "config/tree.h"

struct node *
node_find(const struct node *map, struct str key)
{
	for (size_t i = 0; i < map->n; i++)
		if (str_eq(node_key(map, i)->value, key))
			return node_value(map, i);
	return NULL;
}

bool
node_is_null(const struct node *n)
{
	return n->kind == NODE_SCALAR && n->style == STYLE_PLAIN &&
	       (str_empty(n->value) || str_eq(n->value, STR("~")) ||
		   str_eq(n->value, STR("null")));
}

const char *
node_kind_name(const struct node *n)
{
	static const char *const name[] = {
		[NODE_SCALAR] = "text",
		[NODE_LIST] = "a list",
		[NODE_MAP] = "a mapping",
		[NODE_PACKED] = "a mapping",
	};

	return name[n->kind];
}

/* Past an anchor, which stands before the value it names. */
static size_t
skip_anchor(struct str line, size_t at)
{
	if (at >= line.len || line.p[at] != '&')
		return at;
	while (at < line.len && !is_html_space(line.p[at]))
		at++;
	while (at < line.len && is_html_space(line.p[at]))
		at++;
	return at;
}

/*
 * The bytes that the escape at S, which begins with a backslash, stands for
 * go to *BYTES. Returns how many bytes it is written in. YAML 1.1, 5.6.
 */
static size_t
escape_length(struct str s, size_t *bytes)
{
	char c = s.len > 1 ? s.p[1] : 0, out[4];
	size_t digits = c == 'x' ? 2 : c == 'u' ? 4 : c == 'U' ? 8 : 0;
	uint32_t cp = 0;

	for (size_t i = 0; i < digits && i + 2 < s.len; i++)
		cp = cp << 4 | ((uint32_t)hex_value(s.p[i + 2]) & 15);
	*bytes = 1;
	if (digits > 0)
		*bytes = utf8_put(cp, out);
	else if (c == 'N' || c == '_') /* U+0085, U+00A0 */
		*bytes = 2;
	else if (c == 'L' || c == 'P') /* U+2028, U+2029 */
		*bytes = 3;
	return 2 + digits;
}

/* The byte of RAW, what follows the opening quote, that gave byte AT of the
 * value; STR_NONE when the value does not end on this line. */
static size_t
quoted_offset(struct str raw, enum node_style style, size_t at)
{
	size_t i = 0, made = 0;

	while (i < raw.len) {
		size_t bytes = 1, len = 1;

		if (style == STYLE_SINGLE && raw.p[i] == '\'') {
			if (i + 1 >= raw.len || raw.p[i + 1] != '\'')
				return made >= at ? i : STR_NONE;
			len = 2;
		} else if (style == STYLE_DOUBLE && raw.p[i] == '"') {
			return made >= at ? i : STR_NONE;
		} else if (style == STYLE_DOUBLE && raw.p[i] == '\\') {
			len = escape_length(str_from(raw, i), &bytes);
		}
		if (made + bytes > at)
			return i;
		made += bytes;
		i += len;
	}
	return STR_NONE;
}

int
node_column(const struct node *n, size_t at)
{
	struct str line = text_row(n->text, n->line);
	size_t start, from;

	start = text_offset(n->text, n->line, n->col) -
		(size_t)(line.p - n->text->bytes.p);
	from = skip_anchor(line, start);
	if (n->style == STYLE_PLAIN &&
	    str_starts(str_from(line, from), n->value))
		start = from + at;
	else if (n->style == STYLE_SINGLE || n->style == STYLE_DOUBLE) {
		at = quoted_offset(
		    str_from(line, from + 1), (enum node_style)n->style, at);
		if (at != STR_NONE)
			start = from + 1 + at;
	}
	return 1 + (int)utf8_count(str_sub(line, 0, start));
}

struct str *
node_error(
    struct notes *ns, const struct node *n, size_t at, const char *fmt, ...)
{
	char msg[1024];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(msg, sizeof(msg), fmt, ap);
	va_end(ap);
	return note_at(ns, DIAGNOSTIC_ERROR, n->text, n->line,
	    n->kind == NODE_SCALAR && at > 0 ? node_column(n, at) : n->col,
	    "%s", msg);
}
