// SPDX-License-Identifier: ISC
// Reading a sitemap, and a headline of each address in it.
#include <stdint.h>
#include <stdlib.h>

#include "base/utf8.h"
#include "extract/sitemap.h"
#include "model/limits.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
must_be(bool truth)
{
	if (!truth)
		abort();
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct sitemap s;
	struct err e = ERR_INIT;
	struct arena a;
	struct str text;

	arena_init(&a, LIMIT_ARENA);
	text = utf8_scrub(&a, str_n((const char *)data, size));
	if (sitemap_read(&a, text, &s, &e) == 0) {
		must_be(s.n <= LIMIT_SITEMAP);
		for (size_t i = 0; i < s.n; i++) {
			struct str title = sitemap_title(&a, s.v[i].loc);

			must_be(s.v[i].loc.len > 0 && title.len > 0);
			must_be(utf8_valid(title) && utf8_valid(s.v[i].title));
		}
	}
	arena_release(&a);
	return 0;
}
