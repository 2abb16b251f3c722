// SPDX-License-Identifier: ISC
#include "extract/article/facts.h"

#include "extract/script.h"
#include "model/limits.h"

/* Types of schema.org that are an article, by the end of their names. */
static const char *const endings[] = { "Article", "Posting", "Report",
	"CreativeWork", "WebPage", "Recipe", "Review" };

/* Values of the data still to be looked at. */
struct todo {
	struct arena *a;
	json_t **v;
	size_t n, cap;
};

/* The names of V, one author or several, joined by ", ". */
static struct str
names_in(struct arena *a, const json_t *v)
{
	struct str all = STR_NULL;

	if (!json_is_array(v))
		return script_text_in(a, v, "name");
	for (size_t i = 0; i < json_array_size(v) && all.len < LIMIT_NAME;
	     i++) {
		struct str one =
		    script_text_in(a, json_array_get(v, i), "name");

		if (str_empty(one))
			continue;
		all = str_empty(all) ? one
				     : arena_printf(a, "%.*s, %.*s",
					   STR_ARG(all), STR_ARG(one));
	}
	return all;
}

static bool
is_article(const json_t *o)
{
	const json_t *t = json_object_get(o, "@type");
	struct str type;

	if (json_is_array(t))
		t = json_array_get(t, 0);
	if (!json_is_string(t))
		return false;
	type = str_c(json_string_value(t));
	for (size_t i = 0; i < sizeof(endings) / sizeof(*endings); i++)
		if (str_ends(type, str_c(endings[i])))
			return true;
	return false;
}

static void
fill(struct str *slot, struct str value)
{
	if (str_empty(*slot))
		*slot = value;
}

static void
read_article(struct arena *a, const json_t *o, struct facts *f)
{
	struct str author = names_in(a, json_object_get(o, "author"));

	fill(&f->title, script_text(a, json_object_get(o, "headline")));
	fill(&f->summary, script_text(a, json_object_get(o, "description")));
	fill(&f->site,
	    script_text_in(a, json_object_get(o, "publisher"), "name"));
	fill(&f->image, script_text_in(a, json_object_get(o, "image"), "url"));
	fill(&f->body, script_text(a, json_object_get(o, "articleBody")));
	if (!str_empty(author))
		f->author = author;
	facts_add_date(a, &f->published,
	    script_text(a, json_object_get(o, "datePublished")),
	    ARTICLE_IN_JSON_LD, 0);
	facts_add_date(a, &f->updated,
	    script_text(a, json_object_get(o, "dateModified")),
	    ARTICLE_IN_JSON_LD, 0);
}

static void
push(struct todo *t, json_t *v)
{
	if (!json_is_object(v) && !json_is_array(v))
		return;
	t->v = arena_more(t->a, t->v, t->n, &t->cap, sizeof(json_t *));
	t->v[t->n++] = v;
}

/* Push the values of V, the first one to be looked at first. */
static void
push_values(struct todo *t, json_t *v)
{
	for (size_t i = json_array_size(v); i > 0; i--)
		push(t, json_array_get(v, i - 1));
	push(t, json_object_get(v, "mainEntity"));
	push(t, json_object_get(v, "@graph"));
}

void
facts_json(struct arena *a, struct str text, struct facts *f)
{
	struct todo t = { .a = a };

	push(&t, script_json(a, text));
	while (t.n > 0) {
		json_t *v = t.v[--t.n];

		if (json_is_object(v) && is_article(v))
			read_article(a, v, f);
		push_values(&t, v);
	}
}
