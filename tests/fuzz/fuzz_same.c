// SPDX-License-Identifier: ISC
// Two items of any bytes: "title\0text\0title\0text". The verdict is the same
// from both sides.
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include "base/arena.h"
#include "model/limits.h"
#include "normalize/near/near.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str rest = str_n((const char *)data, size), part[4];
	struct item it[2] = { 0 };
	struct near_judge j;
	struct twin_keys keys;
	struct near x, y;
	struct arena a;
	struct str why;

	for (int i = 0; i < 4; i++)
		if (!str_cut(&rest, '\0', &part[i]))
			part[i] = STR_NULL;
	for (int i = 0; i < 2; i++) {
		it[i].title = part[(size_t)(2 * i)];
		it[i].summary = part[(size_t)(2 * i + 1)];
	}
	arena_init(&a, LIMIT_ARENA);
	j = near_judge(&a);
	x = near_read(&j, &it[0]);
	y = near_read(&j, &it[1]);
	near_keys(&j, &x, &keys);
	if (keys.n > TWIN_SKETCH ||
	    (near_same(&j, &x, &y, &why) == TWIN_NONE) !=
		(near_same(&j, &y, &x, &why) == TWIN_NONE))
		abort();
	arena_release(&a);
	return 0;
}
