// SPDX-License-Identifier: ISC
#include <stdbool.h>

#include "base/err.h"
#include "model/limits.h"
#include "normalize/context.h"
#include "normalize/credit.h"
#include "normalize/markup.h"
#include "normalize/repeat.h"
#include "normalize/sanitize.h"
#include "normalize/text.h"
#include "normalize/title.h"
#include "normalize/unescape.h"

/* V as a line of text of at most LIMIT characters. */
static struct str
line_of(struct arena *a, const struct raw_value *v, size_t limit)
{
	struct str s = v->html ? markup_text(a, v->value) : v->value;

	return text_cut(a, text_line(a, text_unescape(a, s)), limit);
}

/* The first value of F that has text, as a line. */
static struct str
first_line(struct arena *a, const struct raw_field *f, size_t limit)
{
	struct str s = STR_NULL;

	for (size_t i = 0; i < f->n && str_empty(s); i++)
		s = line_of(a, &f->v[i], limit);
	return s;
}

/* True when HTML, which was sanitized, has text or something to look at. */
static bool
shows_something(struct arena *a, struct str html)
{
	return str_find(html, STR("<img ")) != STR_NONE ||
	       str_find(html, STR("<svg ")) != STR_NONE ||
	       str_find(html, STR("<video ")) != STR_NONE ||
	       str_find(html, STR("<audio ")) != STR_NONE ||
	       !str_empty(markup_text(a, html));
}

static void
add_content(struct norm *n, const struct raw_item *raw,
    const struct raw_value *v, struct item *it)
{
	struct err e = ERR_INIT;

	if (sanitize_html(n->a, v->value,
		str_empty(v->base) ? n->base : v->base, LIMIT_TEXT,
		&it->content, &e) != 0) {
		it->content = STR_NULL;
		norm_warn(n, raw, "content left out", str_c(e.msg));
	}
	it->content = repeat_drop_heading(n->a, it->title, it->content);
	if (!shows_something(n->a, it->content))
		it->content = STR_NULL;
}

/*
 * The content; feeds that know no other place have it in the description. A
 * text that is no HTML is a summary at most.
 */
static void
read_content(struct norm *n, const struct raw_item *raw, struct item *it)
{
	const struct raw_field *content = &raw->field[FIELD_CONTENT];
	const struct raw_field *summary = &raw->field[FIELD_SUMMARY];

	if (content->n > 0) {
		add_content(n, raw, &content->v[0], it);
	} else if (summary->n > 0 && summary->v[0].html) {
		add_content(n, raw, &summary->v[0], it);
		if (str_chr(it->content, '<', 0) == STR_NONE)
			it->content = STR_NULL;
		/* A feed's description; readers would show it twice. */
		if (n->raw->feed != NULL && !str_empty(it->content))
			it->summary = STR_NULL;
	}
}

static bool
is_among(const struct str *v, size_t n, struct str s)
{
	for (size_t i = 0; i < n; i++)
		if (str_eq(v[i], s))
			return true;
	return false;
}

static void
read_categories(struct norm *n, const struct raw_field *f, struct item *it)
{
	size_t count = f->n < LIMIT_VALUES ? f->n : LIMIT_VALUES;
	struct str *folded = ARENA_ARRAY(n->a, count, struct str);

	it->categories = ARENA_ARRAY(n->a, count, struct str);
	for (size_t i = 0; i < count; i++) {
		struct str name = line_of(n->a, &f->v[i], LIMIT_NAME), fold;

		fold = text_fold(n->a, name);
		if (str_empty(name) || is_among(folded, it->ncategories, fold))
			continue;
		folded[it->ncategories] = fold;
		it->categories[it->ncategories++] = name;
	}
}

struct str
language_tag(struct arena *a, struct str tag)
{
	char *p;

	tag = str_trim(tag);
	if (tag.len < 2 || tag.len > LANGUAGE_MAX || !is_alpha(tag.p[0]))
		return STR_NULL;
	p = arena_cstr(a, tag);
	for (size_t i = 0; i < tag.len; i++) {
		if (p[i] == '_')
			p[i] = '-';
		if (!is_alpha(p[i]) && !is_digit(p[i]) && p[i] != '-')
			return STR_NULL;
	}
	return str_n(p, tag.len);
}

void
item_text(struct norm *n, const struct raw_item *raw, struct item *it)
{
	const struct raw_field *f = raw->field;
	struct arena *a = n->a;

	it->title = title_bare(first_line(a, &f[FIELD_TITLE], LIMIT_TITLE));
	it->summary = first_line(a, &f[FIELD_SUMMARY], LIMIT_SUMMARY);
	it->summary = repeat_drop_line(a, it->title, it->summary);
	read_content(n, raw, it);
	it->author = credit_name(first_line(a, &f[FIELD_AUTHOR], LIMIT_NAME));
	it->outlet = credit_name(first_line(a, &f[FIELD_OUTLET], LIMIT_NAME));
	read_categories(n, &f[FIELD_CATEGORY], it);
	if (f[FIELD_LANGUAGE].n > 0)
		it->language = language_tag(a, f[FIELD_LANGUAGE].v[0].value);
}
