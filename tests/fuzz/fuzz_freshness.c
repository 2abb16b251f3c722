// SPDX-License-Identifier: ISC
// Four lines: Cache-Control, Expires, Date, Age.
#include <stdlib.h>

#include "web/freshness.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define NOW 1795132800
#define MOST 86400

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str rest = str_n((const char *)data, size);
	struct freshness f = { STR_NULL, STR_NULL, STR_NULL, STR_NULL };
	struct str *const field[] = { &f.cache_control, &f.expires, &f.date,
		&f.age };
	int64_t left;

	for (size_t i = 0; i < 4 && str_cut(&rest, '\n', field[i]); i++)
		continue;
	left = freshness_left(&f, NOW, MOST);
	if (left < 0 || left > MOST)
		abort();
	return 0;
}
