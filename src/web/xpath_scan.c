// SPDX-License-Identifier: ISC
#include "web/xpath_priv.h"

/* XPath 1.0, 4: the core function library. */
static const char *const functions[] = { "boolean", "ceiling", "concat",
	"contains", "count", "false", "floor", "id", "lang", "last",
	"local-name", "name", "namespace-uri", "normalize-space", "not",
	"number", "position", "round", "starts-with", "string", "string-length",
	"substring", "substring-after", "substring-before", "sum", "translate",
	"true" };
/* 3.7: what stands before "(" and is no function. */
static const char *const others[] = { "and", "comment", "div", "mod", "node",
	"or", "processing-instruction", "text" };
#define COUNT(a) (sizeof(a) / sizeof(*(a)))

static bool
is_one_of(struct str name, const char *const *names, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (str_eq(name, str_c(names[i])))
			return true;
	return false;
}

static bool
is_name_byte(char c)
{
	return is_alpha(c) || is_digit(c) || c == '-' || c == '_' || c == '.' ||
	       (unsigned char)c >= 0x80;
}

static int
fail(struct err *e, size_t at, const char *what, struct str name)
{
	err_set(e, ERR_CONFIG, "XPath 1.0 has no %s%.*s", what, STR_ARG(name));
	e->col = (int)at + 1;
	return -1;
}

static void
add_prefix(struct arena *a, struct xpath *x, struct str prefix, size_t *cap)
{
	for (size_t i = 0; i < x->nprefixes; i++)
		if (str_eq(x->prefix[i], prefix))
			return;
	x->prefix =
	    arena_more(a, x->prefix, x->nprefixes, cap, sizeof(*x->prefix));
	x->prefix[x->nprefixes++] = prefix;
}

/* The name at AT, which may have a prefix; *PREFIX gets that. */
static struct str
name_at(struct str s, size_t at, struct str *prefix)
{
	size_t end = at, colon = STR_NONE;

	for (; end < s.len; end++) {
		if (is_name_byte(s.p[end]))
			continue;
		/* "::" ends the name of an axis. */
		if (s.p[end] != ':' || colon != STR_NONE ||
		    str_starts(str_from(s, end), STR("::")))
			break;
		colon = end;
	}
	*prefix = colon == STR_NONE ? STR_NULL : str_sub(s, at, colon - at);
	return str_sub(s, at, end - at);
}

int
xpath_scan(struct arena *a, struct xpath *x, struct err *e)
{
	struct str s = x->text, name, prefix;
	size_t at = 0, cap = 0;

	while (at < s.len) {
		char c = s.p[at];

		if (c == '$')
			return fail(e, at, "variables here", STR_NULL);
		if (c == '"' || c == '\'') {
			at = str_chr(s, c, at + 1) + 1;
			continue;
		}
		if (!is_name_byte(c)) {
			at++;
			continue;
		}
		name = name_at(s, at, &prefix);
		if (prefix.len > 0)
			add_prefix(a, x, prefix, &cap);
		if (str_starts(
			str_trim(str_from(s, at + name.len)), STR("(")) &&
		    !is_one_of(name, functions, COUNT(functions)) &&
		    !is_one_of(name, others, COUNT(others)))
			return fail(e, at, "function ", name);
		at += name.len;
	}
	return 0;
}
