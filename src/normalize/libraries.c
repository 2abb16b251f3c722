// SPDX-License-Identifier: ISC
#include <utf8proc.h>

#include "normalize/normalize.h"

void
normalize_libraries(struct libraries *out)
{
	static const char built[] = LIBRARY_DOTTED3(UTF8PROC_VERSION_MAJOR,
	    UTF8PROC_VERSION_MINOR, UTF8PROC_VERSION_PATCH);

	libraries_add(out, (struct library){ .name = "utf8proc",
			       .built = built,
			       .linked = utf8proc_version(),
			       .licence = "MIT AND Unicode-DFS-2015" });
}
