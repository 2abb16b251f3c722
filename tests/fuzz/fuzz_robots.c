// SPDX-License-Identifier: ISC
// The first line is the path that is asked for, the rest the robots.txt.
#include <stdlib.h>

#include "base/arena.h"
#include "web/robots.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const struct robots_limits most = {
	.rules = 100, .sitemaps = 5, .delay_ms = 60000
};

/* What is kept decides as what was read. */
static void
same(const struct robots *r, const struct robots *back, struct str target)
{
	const struct robots_rule *x = robots_find(r, target),
				 *y = robots_find(back, target);

	if (r->n != back->n || r->delay_ms != back->delay_ms ||
	    r->nsitemaps != back->nsitemaps || (x == NULL) != (y == NULL))
		abort();
	if (x != NULL && (x->allow != y->allow || x->line != y->line ||
			     !str_eq(x->path, y->path)))
		abort();
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str text = str_n((const char *)data, size), path;
	struct robots r, back;
	struct arena a;
	struct buf b;
	struct url u;

	if (size > 1 << 16)
		return 0;
	arena_init(&a, SIZE_MAX);
	if (!str_cut(&text, '\n', &path) ||
	    url_parse(&a, path, STR("http://a.test/"), &u) != 0)
		goto out;
	robots_parse(&a, text, STR("coranto"), &most, &r);
	if (r.n > most.rules || r.delay_ms < 0 || r.delay_ms > most.delay_ms ||
	    r.nsitemaps > most.sitemaps)
		abort();
	buf_init(&b, SIZE_MAX);
	robots_write(&b, &r);
	robots_read(&a, buf_str(&b), &back);
	same(&r, &back, robots_target(&a, &u));
	buf_release(&b);
out:
	arena_release(&a);
	return 0;
}
