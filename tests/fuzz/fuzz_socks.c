// SPDX-License-Identifier: ISC
// The first byte cuts the rest in two: what came first, and what came later.
#include <stdint.h>
#include <stdlib.h>

#include "fetch/socks.h"
#include "model/limits.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* What is whole stays as it is when more comes. */
static void
greeting(struct str first, struct str all)
{
	size_t before = 0, after = 0;
	enum socks_end end = socks_greeting(first, &before);

	if (end == SOCKS_MORE)
		return;
	if (socks_greeting(all, &after) != end || before != after ||
	    before > first.len)
		abort();
}

static void
request(struct arena *a, struct str first, struct str all)
{
	struct endpoint x = { STR_NULL, 0 }, y = { STR_NULL, 0 };
	enum socks_code code;
	size_t before = 0, after = 0;
	enum socks_end end = socks_request(a, first, &before, &x, &code);

	if (end == SOCKS_MORE)
		return;
	if (socks_request(a, all, &after, &y, &code) != end ||
	    before != after || before > first.len || x.port != y.port ||
	    x.port < 0 || x.port > 65535 || !str_eq(x.host, y.host))
		abort();
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str all =
	    str_n((const char *)data + 1, size == 0 ? 0 : size - 1);
	struct arena a;

	if (size == 0)
		return 0;
	arena_init(&a, LIMIT_ARENA);
	greeting(str_sub(all, 0, data[0]), all);
	request(&a, str_sub(all, 0, data[0]), all);
	arena_release(&a);
	return 0;
}
