// SPDX-License-Identifier: ISC
#include "model/host.h"

#include "model/limits.h"

int64_t
host_held_until(const struct host_memory *m, int64_t now)
{
	if (m->not_before <= now || m->not_before > now + LIMIT_ASKED_S)
		return 0;
	return m->not_before;
}
