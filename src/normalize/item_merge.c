// SPDX-License-Identifier: ISC
#include "normalize/context.h"

static void
fill_str(struct str *to, struct str from)
{
	if (str_empty(*to))
		*to = from;
}

static void
fill_when(struct when *to, const struct when *from)
{
	if (to->precision == PRECISION_NONE)
		*to = *from;
}

static void
fill(struct item *to, const struct item *from)
{
	fill_str(&to->title, from->title);
	fill_str(&to->summary, from->summary);
	fill_str(&to->content, from->content);
	fill_str(&to->author, from->author);
	fill_str(&to->outlet, from->outlet);
	fill_str(&to->language, from->language);
	fill_str(&to->image, from->image);
	fill_when(&to->published, &from->published);
	fill_when(&to->updated, &from->updated);
	if (to->ncategories == 0) {
		to->categories = from->categories;
		to->ncategories = from->ncategories;
	}
	if (to->nenclosures == 0) {
		to->enclosures = from->enclosures;
		to->nenclosures = from->nenclosures;
	}
}

/* What a key is made of, by its first letter. */
static const char *
kind_of(struct str key)
{
	switch (key.p[0]) {
	case 'g':
		return "guid";
	case 't':
		return "title and day";
	default:
		return "link";
	}
}

static struct item *
find(struct item *v, size_t n, struct str key)
{
	for (size_t i = 0; i < n && !str_empty(key); i++)
		if (str_eq(v[i].key, key))
			return &v[i];
	return NULL;
}

size_t
item_merge(struct norm *n, struct item *v, size_t count)
{
	size_t kept = 0;

	for (size_t i = 0; i < count; i++) {
		struct item *first = find(v, kept, v[i].key);

		if (first == NULL) {
			v[kept++] = v[i];
			continue;
		}
		fill(first, &v[i]);
		n->out->nsame++;
		norm_drop(n, &v[i],
		    arena_printf(n->a, "same %s as item %zu", kind_of(v[i].key),
			first->position + 1));
	}
	return kept;
}
