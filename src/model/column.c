// SPDX-License-Identifier: ISC
#include "model/column.h"

#include "model/limits.h"
#include "model/rule.h"

static int
fail(struct err *e, size_t at, const char *msg)
{
	err_set(e, ERR_CONFIG, "%s", msg);
	e->col = (int)at + 1;
	return -1;
}

/* The byte behind what begins at AT with a quote or a slash and ends with the
 * same; the end when it does not. A backslash guards the byte behind it. */
static size_t
quoted_end(struct str s, size_t at)
{
	char quote = s.p[at++];

	while (at < s.len && s.p[at] != quote)
		at += s.p[at] == '\\' && at + 1 < s.len ? 2 : 1;
	return at < s.len ? at + 1 : s.len;
}

size_t
column_path_end(struct str s)
{
	size_t at = str_chr(s, '=', 0) + 1;

	if (at < s.len && s.p[at] == '/')
		at = quoted_end(s, at);
	for (; at < s.len; at++) {
		if (s.p[at] == '"' &&
		    (s.p[at - 1] == '=' || is_html_space(s.p[at - 1])))
			at = quoted_end(s, at) - 1;
		else if (s.p[at] == '|' && is_html_space(s.p[at - 1]) &&
			 (at + 1 == s.len || is_html_space(s.p[at + 1])))
			break;
	}
	return at;
}

static int
parse_pattern(
    struct arena *a, struct str path, struct table_rule *out, struct err *e)
{
	size_t end = quoted_end(path, 1), n = 0;
	char *p = arena_alloc(a, end + 1);

	if (end < 4 || path.p[end - 1] != '/')
		return fail(e, 1,
		    end == 3 ? "the pattern is empty"
			     : "the pattern is not closed by /");
	for (size_t i = 2; i < end - 1; i++)
		if (path.p[i] != '\\' || path.p[i + 1] != '/')
			p[n++] = path.p[i];
	out->kind = TABLE_PATTERN;
	out->pattern = (struct str){ p, n };
	out->pattern_at = 2;
	out->flags = str_from(path, end);
	for (size_t i = 0; i < out->flags.len; i++)
		if (!is_alpha(out->flags.p[i]))
			return fail(e, end + i,
			    "only flags stand behind the pattern of `item`");
	return 0;
}

/* The next word of S from *AT on, in quotes or bare; false: there is none. */
static bool
next_word(struct str s, size_t *at, struct str *word)
{
	size_t end;

	while (*at < s.len && is_html_space(s.p[*at]))
		++*at;
	if (*at == s.len)
		return false;
	end = *at + 1;
	if (s.p[*at] == '"')
		end = quoted_end(s, *at);
	else
		while (end < s.len && !is_html_space(s.p[end]))
			end++;
	*word = str_sub(s, *at, end - *at);
	return true;
}

/* A delimiter as it is written: one character, "\t", or either in quotes. */
static bool
read_delimiter(struct arena *a, struct str word, char *out)
{
	struct err unused;
	struct str s = word;
	size_t end;

	if (str_starts(s, STR("\"")) &&
	    (rule_string(a, s, 0, &s, &end, &unused) != 0 || end != word.len))
		return false;
	if (str_eq(s, STR("\\t")) || str_eq(s, STR("tab")))
		s = STR("\t");
	if (s.len != 1 || (unsigned char)s.p[0] >= 0x80 || is_alpha(s.p[0]) ||
	    is_digit(s.p[0]) || s.p[0] == '"' || s.p[0] == '\n' ||
	    s.p[0] == '\r')
		return false;
	*out = s.p[0];
	return true;
}

int
table_rule_parse(
    struct arena *a, struct str path, struct table_rule *out, struct err *e)
{
	struct str word;
	size_t at = 1;

	*out = (struct table_rule){ .kind = TABLE_CSV };
	if (str_starts(path, STR("=/")))
		return parse_pattern(a, path, out, e);
	if (!next_word(path, &at, &word) ||
	    (!str_eq(word, STR("csv")) && !str_eq(word, STR("tsv"))))
		return fail(e, 1,
		    "`item` reads a table as =csv or =tsv, or text by a "
		    "pattern, as in =/^(?<title>.+)$/m");
	if (str_eq(word, STR("tsv")))
		out->delimiter = '\t';
	for (at += word.len; next_word(path, &at, &word); at += word.len)
		if (str_eq(word, STR("header")))
			out->header = HEADER_GIVEN;
		else if (str_eq(word, STR("noheader")))
			out->header = HEADER_NONE;
		else if (!read_delimiter(a, word, &out->delimiter))
			return fail(e, at,
			    "behind csv stand the character that parts the "
			    "columns, as in =csv \";\", and header or noheader");
	return 0;
}

int
column_rule_parse(
    struct arena *a, struct str path, struct column_rule *out, struct err *e)
{
	struct str s = str_trim(str_from(path, 1));
	unsigned long long number;
	size_t end;

	*out = (struct column_rule){ .name = s };
	if (str_empty(s))
		return fail(e, 0,
		    "the name or number of a column must follow =, as in "
		    "=Title");
	if (str_uint(s, LIMIT_COLUMNS, &number) == 0) {
		out->name = STR_NULL;
		out->number = (size_t)number;
	} else if (s.p[0] == '"') {
		if (rule_string(a, path, (size_t)(s.p - path.p), &out->name,
			&end, e) != 0)
			return -1;
		if (end < path.len || str_empty(out->name))
			return fail(e, 1, "in quotes stands one name alone");
	}
	return 0;
}
