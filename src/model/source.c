// SPDX-License-Identifier: ISC
#include "model/source.h"

const struct source_parts bare_parts = {
	.zone = { .name = "UTC", .fixed = true },
};
