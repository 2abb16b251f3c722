// SPDX-License-Identifier: ISC
#include "model/rule.h"

#include "base/utf8.h"
#include "model/column.h"

const struct op_info op_table[OP_COUNT] = {
	[OP_AFTER] = { "after", 1, 1, false, "what follows the first TEXT" },
	[OP_BEFORE] = { "before", 1, 1, false, "what precedes the first TEXT" },
	[OP_MATCH] = { "match", 1, 1, true,
	    "the first group of /re/, or all that it matched" },
	[OP_REPLACE] = { "replace", 2, 2, true,
	    "each match of /re/ replaced by TEXT, where $1 is a group" },
	[OP_TEMPLATE] = { "template", 1, 1, false,
	    "TEXT with the value in place of {}" },
	[OP_TRIM] = { "trim", 0, 0, false, "without white space at both ends" },
	[OP_LOWER] = { "lower", 0, 0, false, "in lower case" },
	[OP_UPPER] = { "upper", 0, 0, false, "in upper case" },
	[OP_JOIN] = { "join", 0, 1, false,
	    "all values in one, TEXT (a space) between them" },
	[OP_FIRST] = { "first", 0, 0, false, "the first value only" },
	[OP_LAST] = { "last", 0, 0, false, "the last value only" },
	[OP_TEXT] = { "text", 0, 0, false,
	    "the text of the element, whatever the field's default" },
	[OP_HTML] = { "html", 0, 0, false, "the HTML inside the element" },
	[OP_DEFAULT] = { "default", 1, 1, false,
	    "TEXT when there is no value" },
	[OP_DATE] = { "date", 1, 1, false,
	    "read as a date in the format TEXT, with the %Y %y %m %d %e %H %I "
	    "%M %S %p %b %B %a %A %j %s %z %Z of strptime(3)" },
};

/* Where the scanner of a rule stands. */
struct scan {
	struct arena *a;
	struct str s;
	size_t at;
	struct err *e;
};

static int
fail(struct scan *sc, size_t at, const char *msg)
{
	err_set(sc->e, ERR_CONFIG, "%s", msg);
	sc->e->col = (int)at + 1;
	return -1;
}

/* The byte after the quoted part that begins at I, or the end when it is
 * not closed. A backslash guards the byte behind it. */
static size_t
skip_quoted(struct str s, size_t i)
{
	char quote = s.p[i++];

	while (i < s.len && s.p[i] != quote)
		i += s.p[i] == '\\' && i + 1 < s.len ? 2 : 1;
	return i < s.len ? i + 1 : s.len;
}

/* True when " | " stands at I. */
static bool
at_separator(struct str s, size_t i)
{
	return i > 0 && s.p[i] == '|' && is_html_space(s.p[i - 1]) &&
	       (i + 1 == s.len || is_html_space(s.p[i + 1]));
}

/* True when a namespace stands before the | at I: `svg|text`, `*|text`. */
static bool
is_namespace(struct str s, size_t i)
{
	static const char *const known[] = { "*", "html", "math", "svg" };
	size_t from = i;

	while (from > 0 && (is_alpha(s.p[from - 1]) || s.p[from - 1] == '*'))
		from--;
	for (size_t k = 0; k < sizeof(known) / sizeof(*known); k++)
		if (str_eq(str_sub(s, from, i - from), str_c(known[k])))
			return i + 1 < s.len && !is_html_space(s.p[i + 1]);
	return false;
}

/* True when an op's name follows the | at I, which has not the spaces that
 * make it a separator: `a|first`. */
static bool
is_crowded(struct str s, size_t i)
{
	size_t end;
	struct str word;

	for (i++; i < s.len && is_html_space(s.p[i]); i++)
		;
	for (end = i; end < s.len && is_alpha(s.p[end]); end++)
		;
	if (end < s.len && !is_html_space(s.p[end]) && s.p[end] != '|')
		return false;
	word = str_sub(s, i, end - i);
	for (int c = 0; c < OP_COUNT; c++)
		if (str_eq(word, str_c(op_table[c].name)))
			return true;
	return false;
}

/*
 * The end of the path: the first separator outside quotes, brackets and
 * parentheses, else the end of the text. AT_SIGN gets the last @ at the top
 * level, CROWDED the first | there that lacks a space, or STR_NONE.
 */
static size_t
path_end(struct str s, size_t *at_sign, size_t *crowded)
{
	int depth = 0;
	size_t i = 0;

	*at_sign = *crowded = STR_NONE;
	while (i < s.len) {
		char c = s.p[i];

		if (c == '"' || c == '\'') {
			i = skip_quoted(s, i);
			continue;
		}
		if (c == '\\') {
			i += 2;
			continue;
		}
		if (c == '[' || c == '(')
			depth++;
		if ((c == ']' || c == ')') && depth > 0)
			depth--;
		if (depth == 0 && at_separator(s, i))
			return i;
		if (depth == 0 && c == '@')
			*at_sign = i;
		if (depth == 0 && c == '|' && *crowded == STR_NONE &&
		    !is_namespace(s, i) && is_crowded(s, i))
			*crowded = i;
		i++;
	}
	return s.len;
}

static bool
is_name_byte(char c)
{
	return is_alpha(c) || is_digit(c) || c == '-' || c == '_' || c == ':' ||
	       c == '.' || (unsigned char)c >= 0x80;
}

/* Take "@name" off the end of the path. In XPath an @ is XPath's own. */
static int
split_attr(struct scan *sc, struct rule *r, size_t at_sign)
{
	struct str name;

	if (at_sign == STR_NONE || r->lang != RULE_CSS)
		return 0;
	name = str_trim(str_sub(r->path, at_sign + 1, r->path.len));
	if (name.len == 0)
		return fail(sc, at_sign,
		    "an attribute name must follow @, as in a@href");
	for (size_t i = 0; i < name.len; i++)
		if (!is_name_byte(name.p[i]))
			return fail(sc, at_sign,
			    "@ and the name of an attribute stand only at the "
			    "end of a selector");
	r->attr = name;
	r->path = str_trim(str_sub(r->path, 0, at_sign));
	return 0;
}

static void
skip_space(struct scan *sc)
{
	while (sc->at < sc->s.len && is_html_space(sc->s.p[sc->at]))
		sc->at++;
}

/* \uXXXX at I; a pair of surrogates is one character. */
static int
unescape_u(struct scan *sc, size_t *i, char *out, size_t *n)
{
	uint32_t cp = 0, unit[2] = { 0, 0 };
	int units = 0;

	do {
		if (*i + 6 > sc->s.len || sc->s.p[*i] != '\\' ||
		    sc->s.p[*i + 1] != 'u')
			break;
		for (size_t k = 2; k < 6; k++) {
			int v = hex_value((unsigned char)sc->s.p[*i + k]);

			if (v < 0)
				return fail(sc, *i,
				    "\\u takes four hexadecimal digits");
			unit[units] = unit[units] << 4 | (uint32_t)v;
		}
		*i += 6;
		units++;
	} while (units == 1 && unit[0] >= 0xD800 && unit[0] <= 0xDBFF);
	cp = unit[0];
	if (units == 2 && unit[1] >= 0xDC00 && unit[1] <= 0xDFFF)
		cp = 0x10000 + ((cp - 0xD800) << 10) + (unit[1] - 0xDC00);
	else if (units != 1 || (cp >= 0xD800 && cp <= 0xDFFF))
		return fail(sc, *i, "half of a surrogate pair is no character");
	if (cp == 0)
		return fail(sc, *i, "\\u0000 cannot stand in a string");
	*n += utf8_put(cp, out + *n);
	return 0;
}

/* A string with the escapes of JSON (RFC 8259, 7). */
static int
parse_string(struct scan *sc, struct str *out)
{
	static const char from[] = "\"\\/bfnrt", to[] = "\"\\/\b\f\n\r\t";
	size_t start = sc->at, end = skip_quoted(sc->s, start), n = 0;
	char *p = arena_alloc(sc->a, end - start + 1);

	if (end - start < 2 || sc->s.p[end - 1] != '"')
		return fail(sc, start, "the string is not closed by \"");
	for (size_t i = start + 1; i < end - 1;) {
		const char *esc;

		if (sc->s.p[i] != '\\') {
			p[n++] = sc->s.p[i++];
			continue;
		}
		if (sc->s.p[i + 1] == 'u') {
			if (unescape_u(sc, &i, p, &n) != 0)
				return -1;
			continue;
		}
		esc = strchr(from, sc->s.p[i + 1]);
		if (esc == NULL || *esc == '\0')
			return fail(sc, i,
			    "there is no such escape; write \\\\ for one "
			    "backslash");
		p[n++] = to[esc - from];
		i += 2;
	}
	sc->at = end;
	*out = (struct str){ p, n };
	return 0;
}

int
rule_string(struct arena *a, struct str text, size_t at, struct str *out,
    size_t *end, struct err *e)
{
	struct scan sc = { .a = a, .s = text, .at = at, .e = e };
	int rc = parse_string(&sc, out);

	*end = sc.at;
	return rc;
}

/* /re/flags; \/ stands for a slash. */
static int
parse_pattern(struct scan *sc, struct op *op)
{
	size_t start = sc->at, end = skip_quoted(sc->s, start), n = 0;
	char *p = arena_alloc(sc->a, end - start + 1);

	if (end - start < 2 || sc->s.p[end - 1] != '/')
		return fail(sc, start, "the pattern is not closed by /");
	if (end - start == 2)
		return fail(sc, start, "the pattern is empty");
	for (size_t i = start + 1; i < end - 1; i++) {
		if (sc->s.p[i] == '\\' && sc->s.p[i + 1] == '/')
			continue;
		p[n++] = sc->s.p[i];
	}
	op->arg[0] = (struct str){ p, n };
	sc->at = end;
	while (sc->at < sc->s.len && is_alpha(sc->s.p[sc->at]))
		sc->at++;
	op->flags = str_sub(sc->s, end, sc->at - end);
	return 0;
}

static struct str
bare_word(struct scan *sc)
{
	size_t start = sc->at;

	while (sc->at < sc->s.len && !is_html_space(sc->s.p[sc->at]))
		sc->at++;
	return str_sub(sc->s, start, sc->at - start);
}

/* The format of a date, written from START to where SC is: a letter that nobody
 * knows would match no date, in silence, and so would letters alone. */
static int
check_format(struct scan *sc, size_t start)
{
	if (str_chr(str_sub(sc->s, 0, sc->at), '%', start) == STR_NONE)
		return fail(sc, start,
		    "a date format names each part by a letter behind `%`, "
		    "such as %Y-%m-%d");
	for (size_t i = start; i < sc->at; i++) {
		char how = i + 1 < sc->at ? sc->s.p[i + 1] : '"';

		if (sc->s.p[i] != '%')
			continue;
		if (how == '"')
			return fail(sc, i,
			    "a letter is missing after the `%` of this format");
		if (strchr(RULE_DATE_LETTERS, how) == NULL)
			return fail(sc, i,
			    "a date format has no such `%`; it has %Y %y %m %d "
			    "%e %H %I %M %S %p %b %B %a %A %j %s %z %Z %%");
		i++;
	}
	return 0;
}

static int
parse_arg(struct scan *sc, const struct op_info *info, struct op *op)
{
	size_t start = sc->at;
	bool pattern = info->pattern && op->nargs == 0;

	if (op->nargs == info->max) {
		err_set(sc->e, ERR_CONFIG, "%s takes %s", info->name,
		    info->max == 0   ? "no argument"
		    : info->max == 1 ? "one argument; put quotes around "
				       "one that has spaces"
				     : "two arguments");
		sc->e->col = (int)start + 1;
		return -1;
	}
	if (pattern && sc->s.p[start] != '/') {
		err_set(sc->e, ERR_CONFIG,
		    "%s needs a pattern between slashes, as in %s /[0-9]+/",
		    info->name, info->name);
		sc->e->col = (int)start + 1;
		return -1;
	}
	/* A lone apostrophe, as in 's, is a word. */
	if (sc->s.p[start] == '\'' && !pattern &&
	    str_chr(sc->s, '\'', start + 1) != STR_NONE)
		return fail(sc, start,
		    "an argument stands in \", as in \"x\"; to a rule ' is a "
		    "character like others");
	if (pattern) {
		if (parse_pattern(sc, op) != 0)
			return -1;
	} else if (sc->s.p[start] == '"') {
		if (parse_string(sc, &op->arg[op->nargs]) != 0)
			return -1;
	} else {
		op->arg[op->nargs] = bare_word(sc);
	}
	op->nargs++;
	if (op->code == OP_DATE && check_format(sc, start) != 0)
		return -1;
	if (sc->at < sc->s.len && !is_html_space(sc->s.p[sc->at]))
		return fail(sc, sc->at, "a space must follow an argument");
	return 0;
}

static int
find_op(struct scan *sc, struct str word, struct op *op)
{
	for (int c = 0; c < OP_COUNT; c++) {
		if (str_eq(word, str_c(op_table[c].name))) {
			op->code = (enum op_code)c;
			return 0;
		}
	}
	err_set(sc->e, ERR_CONFIG, "there is no op \"%.*s\" behind |",
	    STR_ARG(str_sub(word, 0, 40)));
	sc->e->col = (int)op->at + 1;
	return -1;
}

/* "op arg arg", up to the next separator or the end. */
static int
parse_op(struct scan *sc, struct op *op)
{
	const struct op_info *info;

	skip_space(sc);
	op->at = sc->at;
	if (sc->at == sc->s.len || sc->s.p[sc->at] == '|')
		return fail(sc, sc->at, "an op must follow |, as in | trim");
	if (find_op(sc, bare_word(sc), op) != 0)
		return -1;
	info = &op_table[op->code];
	for (skip_space(sc); sc->at < sc->s.len && sc->s.p[sc->at] != '|';
	     skip_space(sc))
		if (parse_arg(sc, info, op) != 0)
			return -1;
	if (op->nargs < info->min) {
		err_set(sc->e, ERR_CONFIG, "%s needs %s", info->name,
		    info->min == 1 ? "an argument" : "two arguments");
		sc->e->col = (int)op->at + 1;
		return -1;
	}
	if (op->code == OP_TEMPLATE &&
	    str_find(op->arg[0], STR("{}")) == STR_NONE)
		return fail(sc, op->at,
		    "the template has no {} for the value to stand in");
	return 0;
}

static enum rule_lang
language_of(struct str path)
{
	if (str_starts(path, STR("$")))
		return RULE_JSON;
	if (str_starts(path, STR("/")) || str_starts(path, STR("./")) ||
	    str_starts(path, STR("(")))
		return RULE_XPATH;
	if (str_starts(path, STR("=")))
		return RULE_COLUMN;
	return RULE_CSS;
}

int
rule_parse(struct arena *a, struct str text, struct rule *out, struct err *e)
{
	struct scan sc = { .a = a, .s = text, .e = e };
	struct rule r = { .text = text };
	size_t lead = 0, at_sign = STR_NONE, crowded = STR_NONE, cap = 0;

	while (lead < text.len && is_html_space(text.p[lead]))
		lead++;
	if (lead == text.len)
		return fail(&sc, 0, "the rule is empty");
	r.lang = language_of(str_from(text, lead));
	/* A rule may be ops alone: "| default x" works on the item itself. */
	if (text.p[lead] == '|')
		sc.at = lead;
	else if (r.lang == RULE_COLUMN)
		sc.at = column_path_end(text);
	else
		sc.at = path_end(text, &at_sign, &crowded);
	r.path = str_sub(text, 0, sc.at);
	if (crowded != STR_NONE && r.lang != RULE_XPATH)
		return fail(&sc, crowded, "`|` wants a space on both sides");
	if (split_attr(&sc, &r, at_sign) != 0)
		return -1;
	r.path = str_trim(r.path);
	while (sc.at < text.len) {
		sc.at++; /* the | */
		r.op = arena_more(a, r.op, r.nops, &cap, sizeof(*r.op));
		r.op[r.nops] = (struct op){ .nargs = 0 };
		if (parse_op(&sc, &r.op[r.nops]) != 0)
			return -1;
		r.nops++;
	}
	*out = r;
	return 0;
}

bool
rule_alone(struct arena *a, struct str text, struct rules *out)
{
	struct err e;

	out->v = ARENA_NEW(a, struct rule);
	out->n = rule_parse(a, text, out->v, &e) == 0;
	return out->n == 1;
}
