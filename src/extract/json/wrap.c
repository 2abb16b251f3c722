// SPDX-License-Identifier: ISC
#include "extract/json/wrap.h"

#define COUNT(a) (sizeof(a) / sizeof(*(a)))

/*
 * Guards against a page that loads the answer as a script and so reads what
 * only its user may see. Source: Angular's $http, "JSON vulnerability
 * protection"; the answers of Google, Facebook and Dojo's toolkit.
 */
static const char *const guards[] = { ")]}',", ")]}'", ")]}", "for(;;);",
	"for (;;);", "while(1);", "while (1);", "while(true);", "throw 1;",
	"{}&&", "&&&START&&&", "/*-secure-" };

static bool
is_name_byte(int c)
{
	return is_alpha(c) || is_digit(c) || c == '_' || c == '$' || c >= 0x80;
}

/* Past white space and comments. */
static size_t
skip_space(struct str s, size_t i)
{
	for (;;) {
		size_t end;

		while (i < s.len && is_html_space(s.p[i]))
			i++;
		if (!str_starts(str_from(s, i), STR("/*")))
			return i;
		end = str_find(str_from(s, i), STR("*/"));
		if (end == STR_NONE)
			return s.len;
		i += end + 2;
	}
}

static size_t
skip_guard(struct str s, size_t i)
{
	for (size_t k = 0; k < COUNT(guards); k++)
		if (str_starts(str_from(s, i), str_c(guards[k])))
			return skip_space(s, i + strlen(guards[k]));
	return i;
}

/* The bytes of a name with what may be in it: a.b, a['b'], a[0]. */
static size_t
name_end(struct str s, size_t i)
{
	while (i < s.len &&
	       (is_name_byte((unsigned char)s.p[i]) ||
		   strchr(".[]'\"", s.p[i]) != NULL) &&
	       s.p[i] != '\0')
		i++;
	return i;
}

/* Past "var " and such. */
static size_t
skip_keyword(struct str s, size_t i)
{
	static const char *const words[] = { "try{", "try {", "var ", "let ",
		"const " };

	for (size_t k = 0; k < COUNT(words); k++)
		if (str_starts(str_from(s, i), str_c(words[k])))
			return skip_space(s, i + strlen(words[k]));
	return i;
}

/* "typeof f === 'function' && f(" asks first; the call is behind it. */
static size_t
skip_question(struct str s, size_t i)
{
	size_t and;

	if (!str_starts(str_from(s, i), STR("typeof ")))
		return i;
	and = str_find(str_sub(s, i, 300), STR("&&"));
	return and == STR_NONE ? i : skip_space(s, i + and+2);
}

size_t
wrap_begin(struct str text, bool *script)
{
	size_t start = skip_guard(text, skip_space(text, 0)), i = start, end;

	*script = false;
	while (i < text.len && text.p[i] == ';')
		i = skip_space(text, i + 1);
	i = skip_keyword(text, skip_question(text, i));
	if (i == text.len || !is_name_byte((unsigned char)text.p[i]) ||
	    is_digit(text.p[i]))
		return start;
	end = skip_space(text, name_end(text, i));
	if (end == text.len || (text.p[end] != '(' && text.p[end] != '='))
		return start;
	*script = true;
	return end + 1;
}

bool
wrap_ends(struct str text, size_t at)
{
	at = skip_space(text, at);
	while (at < text.len && strchr(");}", text.p[at]) != NULL &&
	       text.p[at] != '\0')
		at = skip_space(text, at + 1);
	return at == text.len || str_starts(str_from(text, at), STR("//")) ||
	       str_starts(str_from(text, at), STR("catch"));
}

/* True when nothing but the global object precedes the name at FROM: else it is
 * the end of another. */
static bool
begins_here(struct str s, size_t from)
{
	static const char *const globals[] = { "window.", "self.",
		"globalThis." };
	struct str before = str_sub(s, 0, from);

	for (size_t k = 0; k < COUNT(globals); k++)
		if (str_ends(before, str_c(globals[k]))) {
			from -= strlen(globals[k]);
			break;
		}
	return from == 0 || (!is_name_byte((unsigned char)s.p[from - 1]) &&
				s.p[from - 1] != '.');
}

/* Bytes between a name and its sign; there may be many names, and a comment
 * behind each that goes on to the end. */
#define SIGN_WITHIN 1000

/* Behind the = at I or after it; STR_NONE when there is none. */
static size_t
behind_sign(struct str s, size_t i)
{
	i = skip_space(str_sub(s, 0, i + SIGN_WITHIN), i);
	if (i >= s.len || s.p[i] != '=' ||
	    str_starts(str_from(s, i), STR("==")) ||
	    str_starts(str_from(s, i), STR("=>")))
		return STR_NONE;
	return skip_space(s, i + 1);
}

size_t
wrap_assigned(struct str script, struct str name, size_t at)
{
	for (;;) {
		size_t from = str_find(str_from(script, at), name), end;
		bool quoted;

		if (from == STR_NONE)
			return STR_NONE;
		from += at;
		at = end = from + name.len;
		quoted =
		    from > 1 && script.p[from - 2] == '[' &&
		    (script.p[from - 1] == '"' || script.p[from - 1] == '\'') &&
		    str_starts(str_from(script, end + 1), STR("]"));
		if (quoted)
			end += 2;
		else if (!begins_here(script, from))
			continue;
		if (end < script.len &&
		    is_name_byte((unsigned char)script.p[end]))
			continue;
		end = behind_sign(script, end);
		if (end != STR_NONE)
			return end;
	}
}
