// SPDX-License-Identifier: ISC
#include "model/record.h"

void
record_libraries(struct libraries *out)
{
	libraries_add(out, (struct library){ .name = "jansson",
			       .built = JANSSON_VERSION,
			       .linked = jansson_version_str(),
			       .licence = "MIT" });
}
