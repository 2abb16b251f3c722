// SPDX-License-Identifier: ISC
#include "model/embedded.h"

#include "model/rule.h"

static bool
is_name_byte(int c)
{
	return is_alpha(c) || is_digit(c) || c == '_' || c == '$' || c >= 0x80;
}

/* The number of bytes of a dotted name that S begins with. */
static size_t
name_length(struct str s)
{
	size_t i = 0;

	while (i < s.len && (is_name_byte((unsigned char)s.p[i]) ||
				(s.p[i] == '.' && i > 0 && i + 1 < s.len &&
				    s.p[i - 1] != '.')))
		i++;
	return i;
}

/* What follows the word that says that S is a variable; or S itself. */
static struct str
behind_prefix(struct str s)
{
	static const char *const words[] = { "window.", "self.", "globalThis.",
		"var ", "let ", "const " };

	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
		if (str_starts(s, str_c(words[i])))
			return str_trim(str_from(s, strlen(words[i])));
	return s;
}

/* Elements that have text of which nobody reads anything but programs and
 * those that show it as it is; any other name is a variable's. */
static bool
is_element(struct str s)
{
	static const char *const names[] = { "script", "template", "textarea",
		"pre", "code", "noscript", "div", "span", "p", "body", "main" };

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		if (str_ieq(s, str_c(names[i])))
			return true;
	return false;
}

static int
refuse(struct err *e, size_t col, const char *msg)
{
	err_set(e, ERR_CONFIG, "%s", msg);
	e->col = (int)col;
	return -1;
}

int
embedded_parse(
    struct arena *a, struct str text, struct embedded_at *out, struct err *e)
{
	struct str s = str_trim(text), name = behind_prefix(s);
	size_t lead = (size_t)(name.p - text.p), n = name_length(name);
	bool said = name.len < s.len;
	struct rule r;

	*out = (struct embedded_at){ .variable = STR_NULL };
	if (str_starts(s, STR("$.")) || str_starts(s, STR("$[")))
		return refuse(e, lead + 1,
		    "this is a JSON path, which `item` takes; `embedded` says "
		    "where in the page the JSON is");
	if (said || (n > 0 && (s.p[0] == '_' || s.p[0] == '$'))) {
		if (n < name.len || n == 0 || is_digit(name.p[0]))
			return refuse(e, lead + n + 1,
			    "a variable is a name, with points in it at most, "
			    "such as window.__DATA__");
		out->variable = name;
		return 0;
	}
	if (rule_parse(a, text, &r, e) != 0)
		return -1;
	if (r.nops > 0)
		return refuse(
		    e, r.op[0].at + 1, "`embedded` takes no ops, but a place");
	if (r.lang != RULE_CSS || str_empty(r.path))
		return refuse(e, 1,
		    "`embedded` takes a CSS selector, such as script#data, or "
		    "a variable, such as window.__DATA__");
	if (n == s.len && !is_element(s))
		return refuse(e, 1,
		    "this would be an element of that name; for a variable put "
		    "`var` before it");
	out->selector = r.path;
	out->attr = r.attr;
	return 0;
}
