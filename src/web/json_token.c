// SPDX-License-Identifier: ISC
#include "web/json_token.h"

#include "base/utf8.h"

int
json_tree_fail(struct err *e, enum err_code code, struct str text, size_t at,
    const char *msg)
{
	size_t line = 1, start = 0, nl;

	while ((nl = str_chr(str_sub(text, 0, at), '\n', start)) != STR_NONE) {
		line++;
		start = nl + 1;
	}
	return err_set(e, code, "line %zu, column %zu: %s", line,
	    utf8_count(str_sub(text, start, at - start)) + 1, msg);
}

int
json_fail(struct json_cursor *c, size_t at, const char *msg)
{
	return c->unplaced ? err_set(c->e, ERR_EXTRACT, "%s", msg)
			   : json_tree_fail(c->e, ERR_EXTRACT, c->s, at, msg);
}

static bool
at_text(const struct json_cursor *c, const char *s)
{
	return str_starts(str_from(c->s, c->at), str_c(s));
}

/* Past the comment at hand; one that has no end goes to the end. */
static void
comment(struct json_cursor *c)
{
	bool block = c->s.p[c->at + 1] == '*';
	struct str rest = str_from(c->s, c->at + 2);
	size_t n = str_find(rest, block ? STR("*/") : STR("\n"));

	c->at = n == STR_NONE ? c->s.len : c->at + 2 + n + (block ? 2 : 1);
}

void
json_space(struct json_cursor *c)
{
	for (;;) {
		int ch = json_peek(c);

		if (ch == ' ' || ch == '\t' || ch == '\n' || ch == '\r')
			c->at++;
		else if (c->dialect == JSON_SCRIPT &&
			 (at_text(c, "//") || at_text(c, "/*")))
			comment(c);
		else
			return;
	}
}

/* N hexadecimal digits at hand; -1 when they are none. */
static int32_t
hex_digits(struct json_cursor *c, int n)
{
	int32_t v = 0;

	for (int i = 0; i < n; i++) {
		int h = hex_value(json_peek(c));

		if (h < 0)
			return -1;
		v = v << 4 | h;
		c->at++;
	}
	return v;
}

/* What \u says, the u at hand. Half of a pair is no character. */
static int
escape_u(struct json_cursor *c, uint32_t *cp)
{
	size_t from = c->at;
	int32_t hi, lo;

	c->at++;
	hi = hex_digits(c, 4);
	if (hi < 0)
		return json_fail(
		    c, from - 1, "\\u takes four hexadecimal digits");
	*cp = (uint32_t)hi;
	if (hi >= 0xD800 && hi <= 0xDBFF && at_text(c, "\\u")) {
		size_t second = c->at;

		c->at += 2;
		lo = hex_digits(c, 4);
		if (lo >= 0xDC00 && lo <= 0xDFFF) {
			*cp = 0x10000 + ((*cp - 0xD800) << 10) +
			      ((uint32_t)lo - 0xDC00);
			return 0;
		}
		c->at = second;
	}
	if ((hi >= 0xD800 && hi <= 0xDFFF) || hi == 0)
		*cp = UTF8_REPLACEMENT;
	return 0;
}

/* ECMAScript 12.9.4: what JSON has not. The letter at hand is *C. */
static int
script_escape(struct json_cursor *c, uint32_t *cp)
{
	static const char from[] = { 'v', '0' }, to[] = { '\v', '\0' };
	size_t start = c->at - 1;
	const char *known;
	int32_t v;

	if (json_peek(c) == 'x') {
		c->at++;
		v = hex_digits(c, 2);
		if (v < 0)
			return json_fail(
			    c, start, "\\x takes two hexadecimal digits");
		*cp = v == 0 ? UTF8_REPLACEMENT : (uint32_t)v;
		return 0;
	}
	known = memchr(from, json_peek(c), sizeof(from));
	*cp = utf8_next(c->s, &c->at);
	if (known != NULL)
		*cp = to[known - from] == 0 ? UTF8_REPLACEMENT
					    : (uint32_t)to[known - from];
	/* A line that goes on. */
	if (*cp == '\n')
		*cp = 0;
	return 0;
}

/* The character behind a backslash; 0: none. */
static int
escape(struct json_cursor *c, uint32_t *cp)
{
	static const char from[] = "\"\\/bfnrt", to[] = "\"\\/\b\f\n\r\t";
	const char *known;

	c->at++;
	if (json_peek(c) < 0)
		return json_fail(c, c->s.len, "the text ends within a string");
	if (json_peek(c) == 'u')
		return escape_u(c, cp);
	known = memchr(from, json_peek(c), sizeof(from) - 1);
	if (known != NULL) {
		c->at++;
		*cp = (unsigned char)to[known - from];
		return 0;
	}
	if (c->dialect == JSON_SCRIPT)
		return script_escape(c, cp);
	return json_fail(c, c->at - 1, "there is no such escape in JSON");
}

/* The byte at which the string that begins at FROM ends, escapes not looked
 * at; *PLAIN when it has none. */
static size_t
string_end(const struct json_cursor *c, size_t from, char quote, bool *plain)
{
	size_t i = from;

	*plain = true;
	while (i < c->s.len && c->s.p[i] != quote) {
		if (c->s.p[i] == '\\') {
			*plain = false;
			i++;
		} else if (c->s.p[i] == '\0') {
			*plain = false;
		}
		i++;
	}
	return i < c->s.len ? i : c->s.len;
}

static int
decode(struct json_cursor *c, size_t end, struct str *out)
{
	char *p = arena_alloc(c->a, 3 * (end - c->at) + 4);
	size_t n = 0;

	while (c->at < end) {
		uint32_t cp = 0;

		if (c->s.p[c->at] == '\\') {
			if (escape(c, &cp) != 0)
				return -1;
			if (cp != 0)
				n += utf8_put(cp, p + n);
		} else if (c->s.p[c->at] == '\0') {
			c->at++;
			n += utf8_put(UTF8_REPLACEMENT, p + n);
		} else {
			p[n++] = c->s.p[c->at++];
		}
	}
	*out = str_n(p, n);
	return 0;
}

/* A line break as it is most likely closes a string that was left open; other
 * control characters do no harm, and generators do write them. */
static int
check_lines(struct json_cursor *c, size_t from, size_t end)
{
	size_t nl = str_chr(str_sub(c->s, 0, end), '\n', from);

	if (nl == STR_NONE || c->dialect == JSON_SCRIPT)
		return 0;
	return json_fail(c, nl, "a line ends within a string");
}

int
json_string_at(struct json_cursor *c, struct str *out)
{
	char quote = c->s.p[c->at];
	size_t from = c->at + 1;
	bool plain;
	size_t end = string_end(c, from, quote, &plain);

	if (check_lines(c, from, end) != 0)
		return -1;
	if (end == c->s.len)
		return json_fail(c, end, "the text ends within a string");
	c->at = from;
	if (plain)
		*out = str_sub(c->s, from, end - from);
	else if (decode(c, end, out) != 0)
		return -1;
	c->at = end + 1;
	return 0;
}

static void
digits(struct json_cursor *c)
{
	while (is_digit(json_peek(c)))
		c->at++;
}

/* RFC 8259, section 6. */
static int
number(struct json_cursor *c, struct jnode *out)
{
	size_t from = c->at, mark;

	if (json_peek(c) == '-')
		c->at++;
	mark = c->at;
	digits(c);
	if (c->at == mark)
		return json_fail(c, c->at, "a digit must follow -");
	if (c->s.p[mark] == '0' && c->at > mark + 1)
		return json_fail(c, mark, "a number begins with no 0");
	if (json_peek(c) == '.') {
		mark = ++c->at;
		digits(c);
		if (c->at == mark)
			return json_fail(
			    c, c->at, "a digit must follow the point");
	}
	if (json_peek(c) == 'e' || json_peek(c) == 'E') {
		c->at++;
		if (json_peek(c) == '+' || json_peek(c) == '-')
			c->at++;
		mark = c->at;
		digits(c);
		if (c->at == mark)
			return json_fail(c, c->at, "the exponent has no digit");
	}
	out->type = JTYPE_NUMBER;
	out->text = str_sub(c->s, from, c->at - from);
	return 0;
}

static bool
is_word_byte(int ch)
{
	return is_alpha(ch) || is_digit(ch) || ch == '_' || ch == '$' ||
	       ch >= 0x80;
}

static struct str
word(struct json_cursor *c)
{
	size_t from = c->at;

	while (is_word_byte(json_peek(c)))
		c->at++;
	return str_sub(c->s, from, c->at - from);
}

static int
literal(struct json_cursor *c, struct jnode *out)
{
	static const struct {
		const char *word;
		enum jtype type;
		enum json_dialect dialect;
	} known[] = {
		{ "null", JTYPE_NULL, JSON_PLAIN },
		{ "false", JTYPE_FALSE, JSON_PLAIN },
		{ "true", JTYPE_TRUE, JSON_PLAIN },
		{ "undefined", JTYPE_NULL, JSON_SCRIPT },
		{ "NaN", JTYPE_NULL, JSON_SCRIPT },
		{ "Infinity", JTYPE_NULL, JSON_SCRIPT },
		{ "!0", JTYPE_TRUE, JSON_SCRIPT },
		{ "!1", JTYPE_FALSE, JSON_SCRIPT },
		{ "void 0", JTYPE_NULL, JSON_SCRIPT },
	};

	for (size_t i = 0; i < sizeof(known) / sizeof(*known); i++) {
		size_t end = c->at + strlen(known[i].word);

		if (known[i].dialect > c->dialect ||
		    !at_text(c, known[i].word) ||
		    (end < c->s.len &&
			is_word_byte((unsigned char)c->s.p[end])))
			continue;
		c->at = end;
		out->type = (uint8_t)known[i].type;
		return 0;
	}
	return json_fail(c, c->at,
	    json_peek(c) < 0 ? "the text ends where a value is missing"
			     : "no value begins like this");
}

static bool
is_quote(const struct json_cursor *c, int ch)
{
	return ch == '"' ||
	       (c->dialect == JSON_SCRIPT && (ch == '\'' || ch == '`'));
}

int
json_scalar(struct json_cursor *c, struct jnode *out)
{
	int ch = json_peek(c);

	if (is_quote(c, ch)) {
		out->type = JTYPE_STRING;
		return json_string_at(c, &out->text);
	}
	if (ch == '-' || is_digit(ch))
		return number(c, out);
	return literal(c, out);
}

int
json_name(struct json_cursor *c, struct str *out)
{
	size_t from = c->at;

	if (is_quote(c, json_peek(c))) {
		if (json_string_at(c, out) != 0)
			return -1;
	} else if (c->dialect == JSON_SCRIPT && is_word_byte(json_peek(c))) {
		*out = word(c);
	} else {
		return json_fail(c, from,
		    json_peek(c) < 0 ? "the text ends within an object"
				     : "a name in \" is missing");
	}
	json_space(c);
	if (json_peek(c) != ':')
		return json_fail(c, c->at,
		    json_peek(c) < 0 ? "the text ends within an object"
				     : "a colon must follow the name");
	c->at++;
	return 0;
}
