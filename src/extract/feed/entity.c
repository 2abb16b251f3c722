// SPDX-License-Identifier: ISC
#include "extract/feed/entity.h"

#include "base/buf.h"
#include "extract/feed/markup.h"
#include "model/limits.h"

/* Room beyond twice the text, for short feeds. */
#define FLOOR ((size_t)64 << 10)

struct entity {
	struct str name, value;
};

static bool
is_name(int c)
{
	return is_alpha(c) || is_digit(c) || c == '_' || c == '-' || c == '.';
}

/* The name that S begins with; or empty. */
static struct str
name_of(struct str s)
{
	size_t end = 0;

	while (end < s.len && is_name(s.p[end]))
		end++;
	return str_sub(s, 0, end);
}

static struct str
skip_space(struct str s)
{
	while (s.len > 0 && is_html_space(s.p[0]))
		s = str_from(s, 1);
	return s;
}

/* S is behind "<!ENTITY". False for one that is of no use here. */
static bool
read_one(struct str s, struct entity *out)
{
	size_t end;

	s = skip_space(s);
	out->name = name_of(s);
	s = skip_space(str_from(s, out->name.len));
	if (out->name.len == 0 || s.len == 0 ||
	    (s.p[0] != '"' && s.p[0] != '\''))
		return false;
	end = str_chr(s, s.p[0], 1);
	if (end == STR_NONE || end - 1 > LIMIT_ENTITY)
		return false;
	out->value = str_sub(s, 1, end - 1);
	for (size_t i = 0; i < out->value.len; i++)
		if (out->value.p[i] == '&' || out->value.p[i] == '<' ||
		    out->value.p[i] == '%')
			return false;
	return true;
}

/* The declarations of HEAD that can be used. */
static size_t
read_all(struct str head, struct entity *list)
{
	struct str start = STR("<!ENTITY");
	size_t n = 0, at;

	while (n < LIMIT_ENTITIES && (at = str_find(head, start)) != STR_NONE) {
		head = str_from(head, at + start.len);
		n += read_one(head, &list[n]);
	}
	return n;
}

/* What the reference at AT of S, a "&", stands for; NULL for another's. */
static const struct entity *
find(const struct entity *list, size_t n, struct str s, size_t at)
{
	struct str name =
	    name_of(str_sub(str_from(s, at + 1), 0, LIMIT_ENTITY));
	size_t end = at + 1 + name.len;

	if (end >= s.len || s.p[end] != ';')
		return NULL;
	for (size_t i = 0; i < n; i++)
		if (str_eq(list[i].name, name))
			return &list[i];
	return NULL;
}

/* The byte behind the CDATA section that begins at AT; or AT. */
static size_t
past_cdata(struct str s, size_t at)
{
	size_t end;

	if (!str_starts(str_from(s, at), STR("<![CDATA[")))
		return at;
	end = str_find(str_from(s, at), STR("]]>"));
	return end == STR_NONE ? s.len : at + end;
}

static struct str
expand(
    struct arena *a, struct str text, const struct entity *list, size_t count)
{
	struct buf *b = buf_in(a, 2 * text.len + FLOOR);
	size_t from = 0, at = 0;

	while (at < text.len) {
		const struct entity *e = NULL;

		if (text.p[at] == '<')
			at = past_cdata(text, at);
		else if (text.p[at] == '&')
			e = find(list, count, text, at);
		if (e != NULL) {
			buf_add(b, str_sub(text, from, at - from));
			feed_markup_value(b, e->value);
			from = at + e->name.len + 2;
		}
		at = e == NULL ? at + 1 : from;
	}
	buf_add(b, str_from(text, from));
	return b->over ? text : buf_str(b);
}

struct str
entity_expand(struct arena *a, struct str text, struct str head)
{
	struct entity *list = ARENA_ARRAY(a, LIMIT_ENTITIES, struct entity);
	size_t n = read_all(head, list);

	return n == 0 ? text : expand(a, text, list, n);
}
