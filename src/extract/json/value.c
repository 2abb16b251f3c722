// SPDX-License-Identifier: ISC
#include "extract/json/value.h"

#include "extract/feed/markup.h"
#include "model/limits.h"

static void
add(struct arena *a, struct raw_field *out, size_t *cap, struct str s)
{
	if (str_trim(s).len == 0 || out->n >= LIMIT_VALUES)
		return;
	out->v = arena_more(a, out->v, out->n, cap, sizeof(*out->v));
	out->v[out->n++] = (struct raw_value){ .raw = s, .value = s };
}

/* Fields that a bare true or false can be the text of. */
static bool
takes_words(enum field f)
{
	return f != FIELD_LINK && f != FIELD_IMAGE && f != FIELD_ENCLOSURE &&
	       f != FIELD_DATE && f != FIELD_UPDATED;
}

/* False for what has no text of its own. */
static bool
add_scalar(struct arena *a, enum field f, const struct rule *r,
    const struct jnode *n, struct raw_field *out, size_t *cap)
{
	switch ((enum jtype)n->type) {
	case JTYPE_STRING:
	case JTYPE_NUMBER:
		add(a, out, cap, n->text);
		return true;
	case JTYPE_TRUE:
	case JTYPE_FALSE:
		if (r->nops > 0 || takes_words(f))
			add(a, out, cap,
			    n->type == JTYPE_TRUE ? STR("true") : STR("false"));
		return true;
	case JTYPE_NULL:
		return true;
	case JTYPE_ARRAY:
	case JTYPE_OBJECT:
		break;
	}
	return false;
}

size_t
json_value(struct arena *a, enum field f, const struct rule *r,
    const struct jnode *n, struct raw_field *out, size_t *cap)
{
	size_t passed = 0;

	if (n->type != JTYPE_ARRAY)
		return !add_scalar(a, f, r, n, out, cap);
	for (size_t i = 0; i < n->in.n; i++)
		passed += !add_scalar(a, f, r, &n->in.v[i], out, cap);
	return passed;
}

static bool
has_op(const struct rule *r, enum op_code code)
{
	for (size_t i = 0; i < r->nops; i++)
		if (r->op[i].code == code)
			return true;
	return false;
}

/* A character reference at hand: &#8217; &amp; */
static bool
is_reference(struct str s)
{
	size_t i = s.len > 1 && s.p[1] == '#' ? 2 : 1, from = i;

	while (i < s.len && i < 12 && (is_alpha(s.p[i]) || is_digit(s.p[i])))
		i++;
	return i > from + 1 && i < s.len && s.p[i] == ';';
}

static bool
has_references(struct str s)
{
	for (size_t i = 0; (i = str_chr(s, '&', i)) != STR_NONE; i++)
		if (is_reference(str_from(s, i)))
			return true;
	return false;
}

/* A tag that is closed, or one of those that never are. What else has a "<"
 * may be a text about something. */
static bool
has_tags(struct str s)
{
	static const char *const lone[] = { "<br", "<img", "<hr", "<p>" };

	for (size_t i = 0; (i = str_chr(s, '<', i)) != STR_NONE; i++) {
		struct str rest = str_from(s, i);

		if (str_starts(rest, STR("</")) && rest.len > 2 &&
		    is_alpha(rest.p[2]))
			return true;
		for (size_t k = 0; k < sizeof(lone) / sizeof(*lone); k++)
			if (str_istarts(rest, str_c(lone[k])))
				return true;
	}
	return false;
}

void
json_value_markup(
    struct arena *a, enum field f, const struct rule *r, struct raw_field *out)
{
	bool people = f == FIELD_TITLE || f == FIELD_SUMMARY ||
		      f == FIELD_CONTENT || f == FIELD_AUTHOR ||
		      f == FIELD_OUTLET || f == FIELD_CATEGORY;
	bool html = has_op(r, OP_HTML), text = has_op(r, OP_TEXT);

	for (size_t i = 0; i < out->n; i++) {
		struct raw_value *v = &out->v[i];

		v->html = html ||
			  (people && !text &&
			      (has_tags(v->value) || has_references(v->value)));
		if (f == FIELD_CONTENT && !v->html) {
			v->value = feed_markup_paragraphs(a, v->value);
			v->html = true;
		}
	}
}
