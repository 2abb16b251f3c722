// SPDX-License-Identifier: ISC
#include "extract/json/scripts.h"

#include <stdbool.h>

#include "model/embedded.h"
#include "model/limits.h"

/* What the script TEXT gives its first value to: "window.NAME"; or empty. */
static struct str
assigned(struct arena *a, struct str text)
{
	static const char *const words[] = { "window.", "self.", "var ", "let ",
		"const ", "globalThis." };
	struct embedded_at at;
	struct err no_name;
	struct str place;
	size_t sign;

	text = str_trim(text);
	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++) {
		if (!str_starts(text, str_c(words[i])))
			continue;
		sign = str_chr(text, '=', 0);
		if (sign == STR_NONE || sign > LIMIT_NAME)
			return STR_NULL;
		place = str_trim(str_sub(text, 0, sign));
		return embedded_parse(a, place, &at, &no_name) == 0 ? place
								    : STR_NULL;
	}
	return STR_NULL;
}

/* True when ID can stand behind # as it is. */
static bool
is_plain(struct str id)
{
	for (size_t i = 0; i < id.len; i++)
		if (!is_alpha(id.p[i]) && id.p[i] != '_' &&
		    (i == 0 || (!is_digit(id.p[i]) && id.p[i] != '-')))
			return false;
	return id.len > 0;
}

/* Where the script N stands, whose text is TEXT; SEEN: of type JSON, another
 * did before it. Empty when nothing says. */
static struct str
place_of(
    struct arena *a, const struct html_node *n, struct str text, bool *seen)
{
	struct str type = STR_NULL, id;
	bool first = !*seen;

	html_attr(n, STR("type"), &type);
	if (!str_ieq(str_trim(type), STR("application/json")))
		return assigned(a, text);
	*seen = true;
	if (html_attr(n, STR("id"), &id) && is_plain(id))
		return arena_printf(a, "script#%.*s", STR_ARG(id));
	return first ? STR("script[type=\"application/json\" i]") : STR_NULL;
}

struct json_script *
json_scripts(struct arena *a, const struct html_doc *doc, size_t *n)
{
	const struct html_node *root = html_root(doc), *at = root;
	struct json_script *v = NULL;
	size_t cap = 0;
	bool seen = false;

	*n = 0;
	while ((at = html_walk(root, at, false)) != NULL) {
		struct json_script s;

		if (html_type(at) != HTML_ELEMENT ||
		    !html_is(at, STR("script")))
			continue;
		s.text = html_text_content(a, at);
		s.place = place_of(a, at, s.text, &seen);
		if (str_empty(s.place) || s.text.len > LIMIT_EMBEDDED)
			continue;
		v = arena_more(a, v, *n, &cap, sizeof(*v));
		v[(*n)++] = s;
	}
	return v;
}
