// SPDX-License-Identifier: ISC
#include "model/item.h"

const char *
precision_name(enum precision p)
{
	static const char *const names[] = {
		[PRECISION_NONE] = "none",
		[PRECISION_SECOND] = "second",
		[PRECISION_MINUTE] = "minute",
		[PRECISION_DAY] = "day",
		[PRECISION_MONTH] = "month",
	};

	return names[p];
}
