// SPDX-License-Identifier: ISC
#include "extract/script.h"

#include "extract/detect/outline.h"
#include "model/limits.h"

/* Fewer entries are no list. */
#define ENTRIES_LEAST 3
/* Headlines weigh so much in the mean (outline_weigh), and no more. */
#define TITLE_LEAST 12
#define TITLE_MOST 150

/* Keys of an entry that are looked at. */
#define KEYS_MOST 64

static void
release(void *json)
{
	json_decref(json);
}

json_t *
script_json(struct arena *a, struct str text)
{
	json_t *v;

	text = str_trim(text);
	if (text.len == 0 || text.len > LIMIT_EMBEDDED)
		return NULL;
	v = json_loadb(text.p, text.len, JSON_DISABLE_EOF_CHECK, NULL);
	if (v != NULL)
		arena_defer(a, release, v);
	return v;
}

/* A value on the way through the data, and how it is reached. */
struct step {
	json_t *value;
	size_t parent;   /* index of a step; 0 of the root, too */
	const char *key; /* in the parent, or NULL */
	size_t index;    /* likewise of an array */
};
struct steps {
	struct arena *a;
	struct step *v;
	size_t n, cap;
};

static void
add_step(struct steps *s, struct step step)
{
	if (!json_is_object(step.value) && !json_is_array(step.value))
		return;
	s->v = arena_more(s->a, s->v, s->n, &s->cap, sizeof(*s->v));
	s->v[s->n++] = step;
}

/* All objects and arrays below ROOT, those that are near it first. */
static void
list_steps(struct steps *s, json_t *root)
{
	add_step(s, (struct step){ .value = root });
	for (size_t i = 0; i < s->n; i++) {
		json_t *v = s->v[i].value, *child;
		const char *key;
		size_t k;

		json_array_foreach(v, k, child)
		{
			add_step(s, (struct step){ child, i, NULL, k });
		}
		json_object_foreach(v, key, child)
		{
			add_step(s, (struct step){ child, i, key, 0 });
		}
	}
}

/* "$.props.posts[0].list": the way to step I. */
static struct str
path_of(const struct steps *s, size_t i)
{
	struct str path = STR_NULL;

	for (; i > 0; i = s->v[i].parent)
		path = s->v[i].key != NULL ? arena_printf(s->a, ".%s%.*s",
						 s->v[i].key, STR_ARG(path))
					   : arena_printf(s->a, "[%zu]%.*s",
						 s->v[i].index, STR_ARG(path));
	return arena_printf(s->a, "$%.*s", STR_ARG(path));
}

/* What the texts weigh that the entries of LIST have under KEY, when nearly all
 * of them have one and they are as long as headlines; else 0. */
static size_t
weigh_key(const json_t *list, const char *key)
{
	size_t n = json_array_size(list), have = 0, sum = 0, digits;

	for (size_t i = 0; i < n; i++) {
		const json_t *v = json_object_get(json_array_get(list, i), key);

		if (!json_is_string(v))
			continue;
		have++;
		sum += outline_weigh(
		    str_n(json_string_value(v), json_string_length(v)),
		    &digits);
	}
	return have * 10 < n * 9 || sum < have * TITLE_LEAST ||
		       sum > have * TITLE_MOST
		   ? 0
		   : sum;
}

/* True when the texts under KEY are addresses. */
static bool
is_address(const json_t *v)
{
	struct str s = str_n(json_string_value(v), json_string_length(v));

	return str_find(s, STR(" ")) == STR_NONE &&
	       str_find(s, STR("/")) != STR_NONE;
}

static size_t
best_key(struct arena *a, const json_t *list, struct str *key_out)
{
	json_t *first = json_array_get(list, 0), *v;
	const char *key;
	size_t best = 0, asked = 0;

	json_object_foreach(first, key, v)
	{
		size_t w;

		if (asked++ == KEYS_MOST)
			break;
		w = json_is_string(v) && !is_address(v) ? weigh_key(list, key)
							: 0;

		if (w > best) {
			best = w;
			*key_out = arena_str(a, str_c(key));
		}
	}
	return best;
}

/* The list of ROOT, when it is larger than *BEST. */
static void
consider(struct arena *a, json_t *root, struct str name, size_t *best,
    struct embedded *out)
{
	struct steps s = { .a = a };

	list_steps(&s, root);
	for (size_t i = 0; i < s.n; i++) {
		const json_t *v = s.v[i].value;
		struct str key = STR_NULL;
		size_t w;

		if (!json_is_array(v) || json_array_size(v) < ENTRIES_LEAST)
			continue;
		w = best_key(a, v, &key);
		if (w <= *best)
			continue;
		*best = w;
		*out = (struct embedded){ name, path_of(&s, i), key,
			json_array_size(v) };
	}
}

/* What stands behind "window.NAME =", and the NAME; or nothing. */
static struct str
assigned(struct str text, struct str *name)
{
	static const char *const words[] = { "window.", "self.", "var ", "let ",
		"const ", "globalThis." };
	size_t at;

	text = str_trim(text);
	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++) {
		if (!str_starts(text, str_c(words[i])))
			continue;
		at = str_chr(text, '=', 0);
		if (at == STR_NONE || at > LIMIT_NAME)
			return STR_NULL;
		*name = str_trim(
		    str_sub(text, strlen(words[i]), at - strlen(words[i])));
		return str_from(text, at + 1);
	}
	return STR_NULL;
}

void
script_list(struct arena *a, const struct html_doc *doc, struct embedded *out)
{
	const struct html_node *root = html_root(doc), *n = root;
	size_t best = 0;

	*out = (struct embedded){ .n = 0 };
	while ((n = html_walk(root, n, false)) != NULL) {
		struct str type = STR_NULL, name = STR_NULL, text;
		json_t *json;

		if (html_type(n) != HTML_ELEMENT || !html_is(n, STR("script")))
			continue;
		html_attr(n, STR("type"), &type);
		html_attr(n, STR("id"), &name);
		text = html_text_content(a, n);
		if (!str_ieq(str_trim(type), STR("application/json")))
			text = assigned(text, &name);
		json = script_json(a, text);
		if (json != NULL)
			consider(a, json, name, &best, out);
	}
}
