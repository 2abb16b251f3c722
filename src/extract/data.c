// SPDX-License-Identifier: ISC
#include "extract/data.h"

#include "extract/feed/markup.h"
#include "extract/feed/value.h"
#include "model/limits.h"

const char *const *
data_names(enum field f)
{
	static const char *const names[FIELD_COUNT][3] = {
		[FIELD_TITLE] = { "title" },
		[FIELD_LINK] = { "link", "url" },
		[FIELD_GUID] = { "guid" },
		[FIELD_SUMMARY] = { "summary", "description" },
		[FIELD_CONTENT] = { "content" },
		[FIELD_DATE] = { "date", "published" },
		[FIELD_UPDATED] = { "updated", "modified" },
		[FIELD_AUTHOR] = { "author" },
		[FIELD_OUTLET] = { "outlet" },
		[FIELD_CATEGORY] = { "category" },
		[FIELD_IMAGE] = { "image" },
		[FIELD_ENCLOSURE] = { "enclosure" },
		[FIELD_LANGUAGE] = { "language" },
	};

	return names[f];
}

static void
add(struct arena *a, struct raw_field *out, size_t *cap, struct raw_value v)
{
	if (str_empty(v.value) || out->n >= LIMIT_VALUES)
		return;
	out->v = arena_more(a, out->v, out->n, cap, sizeof(*out->v));
	out->v[out->n++] = v;
}

void
data_put(struct arena *a, enum field f, struct str text, struct raw_field *out,
    size_t *cap)
{
	struct str s = str_trim(text);
	struct raw_value v = { .raw = s, .value = s };

	if (f == FIELD_TITLE || f == FIELD_SUMMARY || f == FIELD_CONTENT)
		v.html = value_is_html(s);
	if (f == FIELD_CONTENT && !v.html) {
		v.value = feed_markup_paragraphs(a, s);
		v.html = true;
	}
	add(a, out, cap, v);
}

void
data_put_html(
    struct arena *a, struct str html, struct raw_field *out, size_t *cap)
{
	struct str s = str_trim(html);

	add(a, out, cap,
	    (struct raw_value){ .raw = s, .value = s, .html = true });
}

/* They are few: no room is made in advance. */
static void
say(struct arena *a, struct str text, struct str **v, size_t *n)
{
	size_t cap = *n;

	*v = arena_more(a, *v, *n, &cap, sizeof(**v));
	(*v)[(*n)++] = text;
}

void
data_warn(struct arena *a, struct str text, struct raw_items *out)
{
	say(a, text, &out->warnings, &out->nwarnings);
}

void
data_note(struct arena *a, struct str text, struct raw_items *out)
{
	say(a, text, &out->notes, &out->nnotes);
}

static struct str
all_fallbacks(struct arena *a, const struct rules *rules)
{
	struct str s = rules->v[0].text;

	for (size_t i = 1; i < rules->n; i++)
		s = arena_printf(
		    a, "%.*s, %.*s", STR_ARG(s), STR_ARG(rules->v[i].text));
	return s;
}

void
data_warn_unfound(struct arena *a, const struct source *src,
    const size_t *found, const char *(*hint)(void *ctx, enum field f),
    void *ctx, struct raw_items *out)
{
	for (int f = 0; f < FIELD_COUNT; f++) {
		const struct rules *rules = &src->rules->field[f];

		if (rules->n == 0 || found[f] > 0 || out->n == 0)
			continue;
		data_warn(a,
		    arena_printf(a, "%s: nothing in any item matches %.*s%s",
			field_name((enum field)f),
			STR_ARG(all_fallbacks(a, rules)),
			hint == NULL ? "" : hint(ctx, (enum field)f)),
		    out);
	}
}
