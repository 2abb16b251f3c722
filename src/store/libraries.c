// SPDX-License-Identifier: ISC
#include <sqlite3.h>

#include "store/store.h"

void
store_libraries(struct libraries *out)
{
	libraries_add(out, (struct library){ .name = "SQLite",
			       .built = SQLITE_VERSION,
			       .linked = sqlite3_libversion(),
			       .licence = "blessing" });
}
