// SPDX-License-Identifier: ISC
#include "config/traps.h"

#include "base/utf8.h"
#include "config/keys.h"

#define FULL_WIDTH_COLON "\xEF\xBC\x9A"

struct str
trap_quoted(struct arena *a, struct str value)
{
	bool plain = true, apostrophe = false;
	struct str part[3] = { STR("\""), value, STR("\"") };

	for (size_t i = 0; i < value.len; i++) {
		plain = plain && value.p[i] != '"' && value.p[i] != '\\';
		apostrophe = apostrophe || value.p[i] == '\'';
	}
	if (!plain && apostrophe) /* both kinds: one needs doubling */
		return STR_NULL;
	if (!plain)
		part[0] = part[2] = STR("'");
	return arena_concat(a, part, 3);
}

/* A line taken apart: `  - key: value`. Offsets are bytes of the line. */
struct shape {
	size_t indent; /* where the text begins, past dashes */
	size_t key;    /* length of the key; 0: there is none */
	size_t value;  /* where the value begins; the line's end: no value */
};

static size_t
skip_space(struct str s, size_t at)
{
	while (at < s.len && is_html_space(s.p[at]))
		at++;
	return at;
}

static struct shape
take_apart(struct str s)
{
	struct shape sh = { .indent = skip_space(s, 0) };
	size_t at;

	while (sh.indent + 1 < s.len && s.p[sh.indent] == '-' &&
	       s.p[sh.indent + 1] == ' ')
		sh.indent = skip_space(s, sh.indent + 1);
	at = sh.indent;
	while (at < s.len && (is_alpha(s.p[at]) || s.p[at] == '_'))
		at++;
	sh.value = sh.indent;
	if (at > sh.indent && at < s.len && s.p[at] == ':') {
		sh.key = at - sh.indent;
		sh.value = skip_space(s, at + 1);
	}
	return sh;
}

struct str
trap_key(struct str line, size_t *at)
{
	struct shape sh = take_apart(line);

	*at = sh.indent;
	return str_sub(line, sh.indent, sh.key);
}

static bool
tab_in_indent(struct str s, struct trap *out)
{
	for (size_t i = 0; i < s.len && is_html_space(s.p[i]); i++) {
		if (s.p[i] != '\t')
			continue;
		*out = (struct trap){ .at = i,
			.suggestion = STR_NULL,
			.message = "a tab in the indentation; YAML allows "
				   "spaces only" };
		return true;
	}
	return false;
}

/* `-name: A` is a key that begins with a dash, and a tab behind the dash lets
 * no key follow. */
static bool
crowded_dash(struct arena *a, struct str s, struct trap *out)
{
	size_t dash = skip_space(s, 0);
	bool tab = dash + 1 < s.len && s.p[dash + 1] == '\t';
	struct str rest = str_trim(str_from(s, dash + 1)), part[2];
	struct shape sh = take_apart(rest);

	if (dash >= s.len || s.p[dash] != '-' || str_starts(rest, STR("-")) ||
	    (!tab && dash + 1 < s.len && s.p[dash + 1] == ' '))
		return false;
	if (sh.key == 0 || (!key_is_name(str_sub(rest, 0, sh.key)) &&
			       !str_starts(rest, STR("http"))))
		return false;
	part[0] = STR("- ");
	part[1] = rest;
	*out = (struct trap){ .at = tab ? dash + 1 : dash,
		.message = tab ? "a tab after `-`; YAML allows a space only"
			       : "a space is missing after `-`",
		.suggestion = arena_concat(a, part, 2) };
	return true;
}

/* `title：h3`, as an input method writes it. */
static bool
full_width_colon(struct arena *a, struct str s, struct trap *out)
{
	struct shape sh = take_apart(s);
	struct str rest = str_from(s, sh.indent), part[3];
	size_t colon = str_find(rest, STR(FULL_WIDTH_COLON));

	if (colon == STR_NONE || colon == 0 || sh.key > 0)
		return false;
	part[0] = str_sub(rest, 0, colon);
	if (str_chr(part[0], ' ', 0) != STR_NONE)
		return false;
	part[1] = STR(": ");
	part[2] = str_trim(str_from(rest, colon + 3));
	*out = (struct trap){ .at = sh.indent + colon,
		.message = "a full-width colon; after a key YAML wants `: `, "
			   "a colon and a space",
		.suggestion = arena_concat(a, part, 3) };
	return true;
}

/* `title:h3`: without the space it is one word. */
static bool
crowded_colon(struct arena *a, struct str s, struct trap *out)
{
	struct shape sh = take_apart(s);
	struct str key = str_sub(s, sh.indent, sh.key), part[3];

	if (sh.key == 0 || sh.value != sh.indent + sh.key + 1 ||
	    sh.value >= s.len || !key_is_name(key))
		return false;
	part[0] = key;
	part[1] = STR(": ");
	part[2] = str_from(s, sh.value);
	*out = (struct trap){ .at = sh.indent + sh.key,
		.message = "a space is missing after the colon",
		.suggestion = arena_concat(a, part, 3) };
	return true;
}

/* Is there text after the quote, bracket or brace that VALUE begins with and
 * its counterpart? (Then it was meant as text, all of it.) */
static bool
goes_on_after(struct str value, char close)
{
	size_t at = 0;

	for (size_t i = 1; i < value.len; i++)
		if ((value.p[i] == '\\' && close == '"') ||
		    (close == '\'' &&
			str_starts(str_from(value, i), STR("''"))))
			i++;
		else if (value.p[i] == close) {
			at = i + 1;
			if (close == '"' || close == '\'')
				break;
		}
	if (at == 0)
		return false;
	at = skip_space(value, at);
	return at < value.len && strchr("#,:", value.p[at]) == NULL;
}

/* After > or |, only indicators and a comment may follow on the line. */
static bool
is_no_block_header(struct str value)
{
	size_t at = 1;

	while (at < value.len && strchr("+-0123456789", value.p[at]) != NULL)
		at++;
	at = skip_space(value, at);
	return at < value.len && value.p[at] != '#';
}

static bool
value_is_trap(struct str v)
{
	switch (v.len == 0 ? 0 : v.p[0]) {
	case '@':
	case '`':
	case '%':
	case '!':
	case '*':
	case '&':
	case ',':
		return true;
	case '>':
	case '|':
		return is_no_block_header(v);
	case '[':
		return goes_on_after(v, ']');
	case '{':
		return goes_on_after(v, '}');
	case '"':
	case '\'':
		return goes_on_after(v, v.p[0]);
	default:
		return false;
	}
}

static const char *
first_message(char c)
{
	static const struct {
		char c;
		const char *message;
	} row[] = {
		{ '[',
		    "to YAML `[` begins a list; this value must be in quotes" },
		{ '{',
		    "to YAML `{` begins a mapping; this value must be in quotes" },
		{ '>',
		    "to YAML `>` begins a folded text; this value must be in "
		    "quotes" },
		{ '|',
		    "to YAML `|` begins a text of many lines; this value must "
		    "be in quotes" },
		{ '"', "to YAML the value ends at the second quote; all of it "
		       "must be in quotes" },
		{ '\'', "to YAML the value ends at the second quote; all of it "
			"must be in quotes" },
		{ '*', "to YAML `*` begins an alias; this value must be in "
		       "quotes" },
		{ '&', "to YAML `&` begins an anchor; this value must be in "
		       "quotes" },
		{ '!',
		    "to YAML `!` begins a tag; this value must be in quotes" },
		{ '@', "YAML lets no value begin with `@`; it must be in "
		       "quotes" },
		{ '`',
		    "YAML lets no value begin with a backtick; it must be in "
		    "quotes" },
		{ '%', "YAML lets no value begin with `%`; it must be in "
		       "quotes" },
		{ ',', "YAML lets no value begin with a comma; it must be in "
		       "quotes" },
	};

	for (size_t i = 0; i < sizeof(row) / sizeof(row[0]); i++)
		if (row[i].c == c)
			return row[i].message;
	return "this value must be in quotes";
}

static bool
first_character(struct arena *a, struct str s, struct trap *out)
{
	struct shape sh = take_apart(s);
	struct str value = str_trim(str_from(s, sh.value)), part[2];

	if (!value_is_trap(value))
		return false;
	*out = (struct trap){ .at = sh.value,
		.message = first_message(value.p[0]),
		.suggestion = STR_NULL };
	part[0] = str_sub(s, sh.indent, sh.value - sh.indent);
	part[1] = trap_quoted(a, value);
	if (!str_empty(part[1]))
		out->suggestion = arena_concat(a, part, 2);
	return true;
}

/* Where the plain value that begins at FROM in S ends, in a mapping in braces:
 * at its comma or brace, as it was meant. *BRACES: it has braces of its own. */
static size_t
plain_end(struct str s, size_t from, bool *braces)
{
	size_t depth = 0, at = from;

	*braces = false;
	for (; at < s.len; at++) {
		bool last = at + 1 == s.len || is_html_space(s.p[at + 1]);

		if (s.p[at] == '{') {
			depth++;
			*braces = true;
		} else if (depth == 0 &&
			   (s.p[at] == '}' || (s.p[at] == ',' && last))) {
			break;
		} else if (s.p[at] == '}') {
			depth--;
		}
	}
	while (at > from && is_html_space(s.p[at - 1]))
		at--;
	return at;
}

/* Behind the quoted text that begins at AT in S. */
static size_t
quoted_end(struct str s, size_t at)
{
	char quote = s.p[at++];

	while (at < s.len && s.p[at] != quote)
		at += s.p[at] == '\\' && quote == '"' ? 2 : 1;
	return at + 1;
}

bool
trap_braces(struct arena *a, struct str line, struct trap *out)
{
	size_t start = take_apart(line).indent, at = start;
	bool braces;

	while (at < line.len) {
		size_t end;
		struct str part[3];

		if (str_chr(STR("{}[],: \t\r\n"), line.p[at], 0) != STR_NONE) {
			at++;
			continue;
		}
		if (line.p[at] == '#' &&
		    (at == start || is_html_space(line.p[at - 1])))
			break;
		if (line.p[at] == '"' || line.p[at] == '\'') {
			at = quoted_end(line, at);
			continue;
		}
		/* A key, or a value that begins as one. */
		end = str_find(str_from(line, at), STR(": "));
		if (end != STR_NONE && key_is_name(str_sub(line, at, end))) {
			at += end + 2;
			continue;
		}
		end = plain_end(line, at, &braces);
		part[0] = str_sub(line, start, at - start);
		part[1] = trap_quoted(a, str_sub(line, at, end - at));
		part[2] = str_from(line, end);
		if (braces) {
			*out = (struct trap){ .at = at,
				.message = "to YAML the braces of this value "
					   "are those of a mapping; it must "
					   "be in quotes",
				.suggestion = STR_NULL };
			if (!str_empty(part[1]))
				out->suggestion = arena_concat(a, part, 3);
			return true;
		}
		at = end;
	}
	return false;
}

bool
trap_in_line(struct arena *a, struct str line, struct trap *out)
{
	return tab_in_indent(line, out) || crowded_dash(a, line, out) ||
	       full_width_colon(a, line, out) || crowded_colon(a, line, out) ||
	       first_character(a, line, out);
}

static bool
is_anchor_byte(char c)
{
	return is_alpha(c) || is_digit(c) || c == '-' || c == '_';
}

/* An anchor, or an alias of one that TEXT has: both are what they seem. */
static bool
is_anchor(struct str value, struct str text)
{
	size_t end = 1;
	char name[64];

	if (value.len < 2 || (value.p[0] != '&' && value.p[0] != '*'))
		return false;
	while (end < value.len && is_anchor_byte(value.p[end]))
		end++;
	if (end == 1 || end >= sizeof(name) ||
	    (end < value.len && !is_html_space(value.p[end])))
		return false;
	if (value.p[0] == '&')
		return true;
	memcpy(name, value.p, end);
	name[0] = '&';
	return str_find(text, str_n(name, end)) != STR_NONE;
}

/* What the lines to come belong to when LINE begins it: a text of many lines
 * or an open quote. */
static void
scan_value(struct trap_scan *sc, struct str value, size_t indent)
{
	char c = str_empty(value) ? 0 : value.p[0];

	if ((c == '|' || c == '>') && !is_no_block_header(value)) {
		sc->block = true;
		sc->indent = indent;
	} else if ((c == '"' || c == '\'') &&
		   str_chr(value, c, 1) == STR_NONE) {
		sc->quote = c;
	}
}

/* Is LINE a comment, blank or inside of a text of many lines? */
static bool
is_outside(struct trap_scan *sc, struct str line)
{
	size_t at = skip_space(line, 0);

	if (at == line.len || line.p[at] == '#')
		return true;
	if (sc->quote != 0) {
		if (str_chr(line, sc->quote, 0) != STR_NONE)
			sc->quote = 0;
		return true;
	}
	sc->block = sc->block && at > sc->indent;
	return sc->block;
}

bool
trap_scan(
    struct arena *a, struct str line, struct trap_scan *sc, struct trap *out)
{
	struct shape sh = take_apart(line);
	struct str value = str_trim(str_from(line, sh.value));
	size_t dash = skip_space(line, 0);

	if (is_outside(sc, line))
		return false;
	if (tab_in_indent(line, out)) {
		bool first = !sc->tab;

		sc->tab = true;
		return first;
	}
	scan_value(sc, value, sh.key > 0 ? sh.indent : dash);
	if (sh.key == 0 && full_width_colon(a, line, out))
		return key_is_name(
		    str_sub(line, sh.indent, out->at - sh.indent));
	if (crowded_dash(a, line, out) || crowded_colon(a, line, out))
		return true;
	/* A line that begins no value may go on a list in brackets. */
	if (sh.key == 0 && sh.indent == dash)
		return false;
	return !is_anchor(value, sc->text) && first_character(a, line, out);
}

bool
trap_after_value(struct arena *a, struct str line, size_t at, struct trap *out)
{
	struct shape sh = take_apart(line);
	size_t hash = skip_space(line, at);
	struct str part[2], value;

	/* A comment has a space after its #; #name is a CSS selector. */
	if (hash + 1 >= line.len || line.p[hash] != '#' ||
	    !(is_alpha(line.p[hash + 1]) || line.p[hash + 1] == '_' ||
		line.p[hash + 1] == '-' || (line.p[hash + 1] & 0x80) != 0))
		return false;
	value = str_trim(str_from(line, sh.value));
	*out = (struct trap){ .at = hash,
		.message = "` #` begins a comment, so the value ends before "
			   "it; a value that holds it must be in quotes",
		.suggestion = STR_NULL };
	part[0] = str_sub(line, sh.indent, sh.value - sh.indent);
	part[1] = trap_quoted(a, value);
	if (!str_empty(part[1]))
		out->suggestion = arena_concat(a, part, 2);
	return true;
}
