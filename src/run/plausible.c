// SPDX-License-Identifier: ISC
#include "run/plausible.h"

#include <stdbool.h>

#include "store/store.h"

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

/* Any has it or has not; but what came back from a feed has no key of a page. */
static bool
tells_title(const struct item *it)
{
	(void)it;
	return true;
}

static bool
tells_link(const struct item *it)
{
	return !store_came_back(it);
}

struct trait {
	bool (*has)(const struct item *);
	bool (*tells)(const struct item *);
	const char *what;
};

/* How many of V have it, and in *TOLD of how many. */
static size_t
count(const struct trait *t, const struct item *v, size_t n, size_t *told)
{
	size_t with = 0;

	*told = 0;
	for (size_t i = 0; i < n; i++)
		if (t->tells(&v[i])) {
			with += t->has(&v[i]);
			++*told;
		}
	return with;
}

int
plausible(
    const struct items *page, const struct item *old, size_t n, struct err *e)
{
	static const struct trait traits[] = {
		{ has_title, tells_title, "title" },
		{ has_link, tells_link, "link of their own" },
	};

	for (size_t i = 0; i < sizeof(traits) / sizeof(*traits); i++) {
		const struct trait *t = &traits[i];
		size_t of, before;
		size_t with = count(t, page->v, page->n, &of);
		size_t had = count(t, old, n, &before);

		if (of < LEAST || before < LEAST || 2 * with >= of ||
		    5 * had < 4 * before)
			continue;
		return err_set(e, ERR_EXTRACT,
		    "%zu of %zu items have no %s, as known ones have: "
		    "the rules seem to match something else now",
		    of - with, of, t->what);
	}
	return 0;
}
