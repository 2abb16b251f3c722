// SPDX-License-Identifier: ISC
#include "normalize/context.h"
#include "normalize/identity.h"
#include "normalize/text.h"

/* A link of so many items, and of more than half of the page, is none of
 * theirs: a form to sign up, the page of a series. Fewer are the picture, the
 * headline and the "more" of one. */
#define LINK_OF_MANY 5

static void
key_again(struct norm *n, struct item *it, unsigned without)
{
	const struct date_context ctx = norm_dates(n);

	if (identity_key(n->a, n->src, n->page, &ctx, without, it) != 0)
		it->key = STR_NULL;
}

/* Items of the guid of V[FIRST] whose links differ. */
static void
part_guid(struct norm *n, struct item *v, size_t count, size_t first)
{
	struct str guid = v[first].key;
	struct item by_link = v[first];
	size_t same = first;

	key_again(n, &by_link, IDENTITY_NO_GUID);
	if (!str_starts(by_link.key, STR("l:")))
		return;
	for (size_t i = first + 1; i < count; i++) {
		struct item it = v[i];

		if (!str_eq(it.key, guid))
			continue;
		key_again(n, &it, IDENTITY_NO_GUID);
		if (!str_starts(it.key, STR("l:")) ||
		    str_eq(it.key, by_link.key))
			continue;
		v[i].key = it.key;
		same = i;
	}
	if (same == first)
		return;
	for (size_t i = first; i < count; i++)
		if (str_eq(v[i].key, guid))
			key_again(n, &v[i], IDENTITY_NO_GUID);
}

/* How many of the items of KEY there are, and how many titles they have. */
static void
count_titles(struct norm *n, const struct item *v, size_t count, struct str key,
    size_t *items, size_t *titles)
{
	struct str *seen = ARENA_ARRAY(n->a, count, struct str);

	*items = *titles = 0;
	for (size_t i = 0; i < count; i++) {
		struct str title;
		size_t k = 0;

		if (!str_eq(v[i].key, key))
			continue;
		++*items;
		title = text_fold(n->a, v[i].title);
		while (k < *titles && !str_eq(seen[k], title))
			k++;
		if (k == *titles && !str_empty(title))
			seen[(*titles)++] = title;
	}
}

/* One link that most of the page has. */
static void
part_link(struct norm *n, struct item *v, size_t count, size_t first)
{
	struct str key = v[first].key;
	size_t items, titles;

	count_titles(n, v, count, key, &items, &titles);
	if (titles < LINK_OF_MANY || 2 * items <= count ||
	    5 * titles < 4 * items)
		return;
	norm_warn(n, v[first].raw,
	    "most items have this link; they are told by their titles",
	    v[first].link);
	for (size_t i = first; i < count; i++)
		if (str_eq(v[i].key, key))
			key_again(
			    n, &v[i], IDENTITY_NO_GUID | IDENTITY_NO_LINK);
}

/* The first item of the only key that more than half may have: Boyer and
 * Moore's vote. */
static size_t
majority(const struct item *v, size_t count)
{
	size_t at = 0, votes = 0;

	for (size_t i = 0; i < count; i++) {
		if (votes == 0)
			at = i;
		if (str_eq(v[i].key, v[at].key))
			votes++;
		else
			votes--;
	}
	for (size_t i = 0; i < at; i++)
		if (str_eq(v[i].key, v[at].key))
			return i;
	return at;
}

void
item_keys_apart(struct norm *n, struct item *v, size_t count)
{
	size_t most;

	for (size_t i = 0; i < count; i++)
		if (str_starts(v[i].key, STR("g:")))
			part_guid(n, v, count, i);
	if (count < LINK_OF_MANY)
		return;
	most = majority(v, count);
	if (str_starts(v[most].key, STR("l:")))
		part_link(n, v, count, most);
}
