// SPDX-License-Identifier: ISC
#include "run/plausible.h"

#include <stdbool.h>

/* Fewer items on a page are no measure. */
#define LEAST 5

static bool
has_title(const struct item *it)
{
	return !str_empty(it->title);
}

/* What has no link of its own is known by its title. */
static bool
has_link(const struct item *it)
{
	return !str_starts(it->key, STR("t:"));
}

static size_t
count(const struct item *v, size_t n, bool (*has)(const struct item *))
{
	size_t with = 0;

	for (size_t i = 0; i < n; i++)
		with += has(&v[i]);
	return with;
}

int
plausible(
    const struct items *page, const struct item *old, size_t n, struct err *e)
{
	static const struct {
		bool (*has)(const struct item *);
		const char *what;
	} traits[] = {
		{ has_title, "title" },
		{ has_link, "link of their own" },
	};

	if (page->n < LEAST || n < LEAST)
		return 0;
	for (size_t i = 0; i < sizeof(traits) / sizeof(*traits); i++) {
		size_t with = count(page->v, page->n, traits[i].has);

		if (2 * with < page->n &&
		    5 * count(old, n, traits[i].has) >= 4 * n)
			return err_set(e, ERR_EXTRACT,
			    "%zu of %zu items have no %s, as known ones have: "
			    "the rules seem to match something else now",
			    page->n - with, page->n, traits[i].what);
	}
	return 0;
}
